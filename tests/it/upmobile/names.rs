//! What no provider names is called by the shop, in its reader's language, and found by that.

use super::{ALICE, BOB, Shop};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn top_ups_are_called_and_found_in_the_readers_language() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    alice.says("/order").await;
    alice.says("mobile top-up").await;
    assert!(alice.is_offered("Mobile top-up"), "{}", alice.screen());
    let boris = shop.customer(BOB, "Boris", "10").await;
    for (lang, typed, offered) in [
        ("ru", "пополнение телефона", "Пополнение телефона"),
        ("ru", "игрового", "Пополнение игрового счёта"),
        ("uz", "telefonni toʻldirish", "Telefonni toʻldirish"),
    ] {
        boris.forges_tap(&format!("gl:{lang}")).await;
        boris.says("/order").await;
        boris.says(typed).await;
        assert!(boris.is_offered(offered), "{lang}: {}", boris.screen());
        assert!(!boris.screen().contains("top-up"), "{lang}: {}", boris.screen());
    }
    // The categories too.
    boris.forges_tap("gl:ru").await;
    let category = shop.rows("CAST(category_id AS TEXT) FROM categories WHERE name = 'Top-ups'");
    boris.says("/order").await;
    boris.forges_tap(&format!("s:{}:0", category.await[0])).await;
    boris.expects("Пополнения");
    assert!(boris.is_offered("Пополнение телефона"));
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owners_words_stand_above_the_shops_own() {
    let shop = Shop::open().await;
    let service = shop.number_of("mobile").await;
    let tap = format!("v:{service}:0");
    let (owner, boris) = (shop.owner(), shop.customer(BOB, "Boris", "10").await);
    boris.forges_tap("gl:ru").await;
    let offered = async |name: &str| {
        boris.says("/order").await;
        boris.says("телефон").await;
        boris.is_offered(name)
    };
    assert!(offered("Пополнение телефона").await);
    owner.words(&tap, ("Rename", "Русский"), "Деньги на телефон").await;
    assert!(offered("Деньги на телефон").await);
    // Taken back, the shop's own comes again, also to whoever writes the next one.
    owner.edits(&tap).await;
    owner.taps("Rename").await;
    owner.taps("Русский").await;
    owner.taps("Provider's text").await;
    assert!(offered("Пополнение телефона").await);
    owner.edits(&tap).await;
    owner.taps("Rename").await;
    owner.taps("Русский").await;
    owner.expects("Пополнение телефона");
    // A later version words it otherwise: every name and every way to it follow.
    shop.tampers("UPDATE built_in_names SET name = 'Связь' WHERE name = 'Пополнение телефона'")
        .await;
    let mut shop = shop;
    shop.world.restart(&[]).await;
    let kept = shop.count("built_in_names WHERE name = 'Пополнение телефона'").await;
    assert_eq!((kept, shop.count("meta WHERE key = 'service_words'").await), (1, 0));
    shop.app.workers.index_services().await.unwrap();
    assert_eq!(shop.count("meta WHERE key = 'service_words'").await, 1);
    shop.ends().await;
}
