//! A link that is pasted first leads to the services that take it.

use crate::support::World;
use storefront::domain::order::OrderState;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pasted_link_is_ordered_in_five_actions() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("https://www.instagram.com/p/Cabc123/?igsh=share").await;
    alice.expects("🔗 Instagram post · ");
    assert!(alice.choices().iter().all(|choice| !choice.contains("Followers")));
    alice.taps("Instagram Likes | Real").await;
    alice.expects("🔗 https://instagram.com/p/Cabc123");
    alice.taps("Order").await;
    alice.expects("How many?");
    alice.says("1000").await;
    alice.expects("Check your order");
    alice.expects("instagram.com/p/Cabc123");
    alice.taps("Confirm").await;
    let order = world.order(alice.order_number()).await;
    assert_eq!(order.link, "https://instagram.com/p/Cabc123");
    assert_eq!(order.state, OrderState::Queued);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_offered_takes_the_kind_of_the_link() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for (link, what, offered, others) in [
        ("instagram.com/alice", "Instagram profile", "Instagram Followers", "Instagram Likes |"),
        ("t.me/durov", "Telegram profile", "Telegram Members", "Telegram Post Views"),
        ("t.me/durov/12", "Telegram post", "Telegram Post Views", "Telegram Members |"),
        ("youtu.be/dQw4w9WgXcQ", "YouTube video", "YouTube Views", "YouTube Subscribers |"),
        ("see https://x.com/alice !", "X profile", "X Followers", "Instagram"),
        ("vm.tiktok.com/ZM1abc", "TikTok", "TikTok Followers", "Instagram"),
    ] {
        alice.says(link).await;
        alice.expects(&format!("🔗 {what} · "));
        let found = alice.finds().await;
        assert!(found.iter().any(|name| name.contains(offered)), "{link}: {found:?}");
        assert!(!found.iter().any(|name| name.contains(others)), "{link}: {found:?}");
    }
    alice.says("https://rumble.com/v1abc-video.html").await;
    alice.expects("There is no service for this link now");
    alice.says("https://example.com/shop").await;
    alice.expects("We do not know this site");
    alice.says("t.me/one t.me/two").await;
    alice.expects("more than one link");
    alice.taps("Categories").await;
    alice.expects("Choose a category");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_pasted_on_a_card_is_the_one_that_the_card_asks_for() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.forges_tap("v:1:0").await;
    alice.says("instagram.com/alice").await;
    alice.expects("Instagram Followers | Real | 30 days refill | 5K/day\n🔗 ");
    alice.expects("How many?");
    alice.taps("Back").await;
    assert!(alice.is_offered("Keep instagram.com/alice"));
    // Of another kind, or in the midst of a step, it is what it was before.
    alice.forges_tap("v:1:0").await;
    alice.says("instagram.com/p/Cabc123").await;
    alice.expects("🔗 Instagram post · ");
    alice.is_asked_for_the_link().await;
    alice.says("instagram.com/p/Cabc123").await;
    assert_eq!(alice.step().await, "Link");
    alice.says("/support").await;
    alice.says("instagram.com/alice").await;
    assert_eq!(world.count("tickets").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_became_another_one_meanwhile_asks_for_its_link() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("instagram.com/alice").await;
    alice.taps("Instagram Followers | Real | 30 days").await;
    world
        .tampers("UPDATE services SET name = 'Instagram Likes of posts' WHERE service_id = 1")
        .await;
    alice.taps("Order").await;
    assert_eq!(alice.step().await, "Link");
    assert!(!alice.has_button("Keep"), "{:?}", alice.labels());
    world.audit().await;
}
