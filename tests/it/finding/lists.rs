//! Platforms, the order of the lists, and what stands out in them.

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_categories_are_listed_by_platform_and_back_leads_there() {
    let world = World::new().await;
    world.arranges().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("/order").await;
    alice.expects("Choose a platform");
    assert!(!alice.is_offered("Instagram Followers"), "{:?}", alice.labels());
    let mut platforms = alice.choices();
    while alice.is_offered("▶️") {
        alice.taps("▶️").await;
        platforms.extend(alice.choices());
    }
    assert!(platforms.last().is_some_and(|last| last.starts_with("Other · ")), "{platforms:?}");
    let on_sale: i64 = platforms
        .iter()
        .map(|label| label.rsplit(' ').next().unwrap().parse::<i64>().unwrap())
        .sum();
    assert_eq!(on_sale, world.count("services WHERE is_hidden = 0").await);
    alice.says("/order").await;
    alice.taps("Instagram · ").await;
    alice.expects("Instagram\nChoose a category");
    alice.taps("Instagram Likes").await;
    alice.expects("Instagram Likes\n");
    alice.taps("Back").await;
    alice.expects("Instagram\nChoose a category");
    alice.taps("Back").await;
    alice.expects("Choose a platform");
    // What is pinned stands before the platforms.
    let olga = world.owner();
    olga.forges_tap("s:1:0").await;
    olga.taps("Edit").await;
    olga.taps("Pin").await;
    alice.says("/order").await;
    assert!(alice.choices()[0].starts_with("Instagram Followers · "), "{:?}", alice.choices());
    // Pages and platforms that are none.
    for tap in ["gp:instagram:99", "gp:-:0", "gp:deezer:0"] {
        assert_eq!(alice.forges_tap(tap).await, "", "{tap}");
        alice.expects("Choose a");
    }
    for tap in ["gp:instagram", "gp:myspace:0", "gp:instagram:-1"] {
        assert!(alice.forges_tap(tap).await.contains("earlier step"), "{tap}");
    }
    // Where nothing is found, the platforms are at hand.
    alice.says("qqqqq").await;
    alice.expects("Nothing was found");
    alice.taps("Instagram").await;
    assert!(alice.is_offered("Instagram Followers"), "{:?}", alice.labels());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_categories_need_no_platforms() {
    let world = World::new().await;
    world
        .tampers(
            "UPDATE categories SET visible_count = 0 WHERE category_id NOT IN (SELECT \
             category_id FROM categories ORDER BY category_id LIMIT 10)",
        )
        .await;
    world.arranges().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    assert!(!alice.is_offered("TikTok"), "{:?}", alice.labels());
    alice.says("/order").await;
    alice.expects("Choose a category");
    assert!(alice.is_offered("Instagram Followers"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn services_stand_by_how_often_they_were_bought_then_by_price_and_are_marked() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "500").await;
    for (service, count) in [(5, 6), (3, 2)] {
        for number in 0..count {
            world
                .places(
                    5_001,
                    service,
                    &format!("https://instagram.com/s{service}x{number}"),
                    1_000,
                )
                .await;
        }
    }
    // A canceled order was not bought.
    let canceled = world.places(5_001, 9, "https://instagram.com/c", 1_000).await;
    alice.forges_tap(&format!("dy:{canceled}")).await;
    world.app.workers.recount_deliveries().await.unwrap();
    let listed = world
        .rows(
            "service_id FROM services WHERE category_id = 1 AND is_hidden = 0 \
             ORDER BY is_pinned DESC, standing DESC, bought DESC, price, service_id",
        )
        .await;
    assert_eq!(listed[..2], ["5", "3"], "bought more often");
    let rest: Vec<String> = listed[2..].to_vec();
    let mut by_price = Vec::new();
    for service in &rest {
        let offer = world.offer(service.parse().unwrap()).await;
        by_price.push((offer.rate, service.parse::<i64>().unwrap()));
    }
    assert!(by_price.is_sorted(), "{by_price:?}");
    alice.says("/order").await;
    alice.taps("Instagram · ").await;
    alice.taps("Instagram Followers").await;
    alice.expects("🔥 most bought · 💰 cheapest");
    assert!(alice.screen().lines().count() <= 12, "{}", alice.screen());
    let choices = alice.choices();
    assert!(choices.iter().any(|choice| choice.starts_with("🔥 ")), "{choices:?}");
    assert_eq!(choices.iter().filter(|choice| choice.starts_with("💰 ")).count(), 1);
    alice.taps("🔥").await;
    alice.expects("🔥 most bought");
    // A month later nothing is popular any more.
    world.advance_ms(31 * storefront::clock::DAY_MS);
    world.app.workers.recount_deliveries().await.unwrap();
    assert_eq!(world.count("services WHERE bought <> 0").await, 0);
    assert_eq!(world.count("categories WHERE popular_id <> 0").await, 0);
    world.audit().await;
}
