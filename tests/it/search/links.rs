//! A link that is pasted first leads to the services that take it.

use crate::support::World;
use storefront::domain::order::OrderState;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pasted_link_is_ordered_in_four_actions() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("https://www.instagram.com/p/Cabc123/?igsh=share").await;
    alice.expects("🔗 Instagram post · ");
    assert!(alice.choices().iter().all(|choice| !choice.contains("Followers")));
    alice.taps("Instagram Likes | Real").await;
    alice.expects("🔗 https://instagram.com/p/Cabc123");
    alice.expects("No refill · ");
    alice.expects("How many?");
    alice.taps("1,000 · $").await;
    alice.expects("Check your order");
    alice.expects("instagram.com/p/Cabc123");
    alice.taps("Confirm").await;
    let order = world.order(alice.order_number()).await;
    assert_eq!(order.link, "https://instagram.com/p/Cabc123");
    assert_eq!((order.state, order.quantity), (OrderState::Queued, 1_000));
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
    alice.expects("We have no service for this link right now");
    alice.says("https://example.com/shop").await;
    alice.expects("We do not know this site");
    alice.says("t.me/one t.me/two").await;
    alice.expects("more than one link");
    alice.taps("Categories").await;
    alice.expects("Choose a category");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_takes_its_link_and_leads_to_what_fits_another_one() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.forges_tap("v:1:0").await;
    alice.says("instagram.com/alice").await;
    alice.expects("Instagram Followers | Real | 30 days refill | 5K/day\n🔗 ");
    alice.expects("How many?");
    alice.taps("Back").await;
    alice.expects("30 days refill");
    assert!(alice.is_offered("Keep instagram.com/alice"));
    // Of another kind or place it is named, and what takes it is a press away.
    for (link, named, found) in [
        ("instagram.com/p/Cabc123", "This is a link to a post", "🔗 Instagram post · "),
        ("t.me/durov", "works on Instagram only", "🔗 Telegram profile · "),
    ] {
        alice.forges_tap("v:1:0").await;
        alice.says(link).await;
        alice.expects(named);
        assert_eq!(alice.step().await, "Link");
        assert!(!alice.is_offered("Use it anyway"));
        // Nor by a forged press.
        alice.forges_tap("ki").await;
        assert_eq!(alice.step().await, "Link");
        alice.says(link).await;
        alice.taps("What fits this link").await;
        alice.expects(found);
    }
    alice.says("/support").await;
    alice.says("instagram.com/alice").await;
    assert_eq!(world.count("tickets").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn back_from_a_card_that_was_found_leads_to_the_results() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("instagram.com/p/Cabc123").await;
    alice.taps("▶️").await;
    let found = alice.screen();
    alice.taps("1").await;
    alice.expects("How many?");
    alice.taps("Back").await;
    assert_eq!(alice.screen(), found);
    alice.says("instagram likes").await;
    alice.taps("▶️").await;
    let found = alice.screen();
    alice.taps("1").await;
    alice.expects("Send the link to a post");
    // The category's list leaves its name out of those of its services.
    let card = alice.screen();
    let (_, service) = card.lines().next().unwrap().split_once(" | ").unwrap();
    alice.says("instagram.com/p/Cabc123").await;
    alice.taps("Back").await;
    alice.taps("Back").await;
    assert_eq!(alice.screen(), found);
    // The same service from its category leads back there.
    alice.taps("1").await;
    alice.opens("Instagram Likes", service).await;
    assert!(alice.is_offered("Keep instagram.com/p/Cabc123"), "{:?}", alice.labels());
    alice.taps("Back").await;
    alice.expects("Instagram Likes\n");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_of_earlier_orders_are_offered_where_they_fit_and_to_nobody_else() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "250").await;
    let long = "https://instagram.com/a_name_that_is_really_much_too_long_for_a_button";
    for link in [
        long,
        "https://instagram.com/one",
        "https://instagram.com/One",
        "https://instagram.com/two",
    ] {
        world.places(5_001, 1, link, 100).await;
    }
    let likes = world.service_number("main", "14").await;
    let post = world.places(5_001, likes, "https://instagram.com/p/Cabc123", 100).await;
    alice.forges_tap("v:1:0").await;
    let offered = |alice: &crate::support::Actor<'_>| {
        let labels = alice.labels().into_iter();
        labels.filter(|label| label.starts_with('🔗')).collect::<Vec<_>>()
    };
    assert_eq!(
        offered(&alice),
        ["🔗 instagram.com/two", "🔗 instagram.com/One", "🔗 instagram.…long_for_a_button"]
    );
    assert!(offered(&alice).iter().all(|label| label.chars().count() <= 30));
    assert!(alice.screen().lines().count() <= 12, "{}", alice.screen());
    alice.taps("instagram.com/two").await;
    alice.expects("🔗 https://instagram.com/two");
    alice.expects("How many?");
    alice.forges_tap(&format!("v:{likes}:0")).await;
    assert_eq!(offered(&alice), ["🔗 instagram.com/p/Cabc123"]);
    // What does not fit is not taken, nor what is somebody else's.
    alice.forges_tap("v:1:0").await;
    let told = alice.forges_tap(&format!("ll:{post}")).await;
    assert!(told.contains("no such order"), "{told}");
    let bob = world.customer(5_002, "Bob", "25").await;
    bob.forges_tap(&format!("v:{likes}:0")).await;
    assert_eq!(offered(&bob), Vec::<String>::new());
    let told = bob.forges_tap(&format!("ll:{post}")).await;
    assert!(told.contains("no such order"), "{told}");
    assert_eq!(bob.step().await, "Link");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_became_another_one_meanwhile_asks_for_its_link() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("instagram.com/alice").await;
    world
        .tampers("UPDATE services SET name = 'Instagram Likes of posts' WHERE service_id = 1")
        .await;
    alice.taps("Instagram Followers | Real | 30 days").await;
    assert_eq!(alice.step().await, "Link");
    assert!(!alice.has_button("Keep"), "{:?}", alice.labels());
    world.audit().await;
}
