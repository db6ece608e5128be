//! How typed things were read, and a running order for the same target.

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_confirm_screen_shows_how_it_was_read() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for (typed, told) in
        [("10k", "10k"), ("１００００", "１００００"), ("10 000", "10 000"), ("10.000", "10.000")]
    {
        alice.fills_in("@Alice", typed).await;
        alice.expects("🔗 https://instagram.com/Alice");
        alice.expects("You wrote: @Alice");
        alice.expects("Quantity: 10,000");
        alice.expects(&format!("You wrote: {told}"));
    }
    alice.fills_in("instagram.com/alice", "10000").await;
    assert!(!alice.screen().contains("You wrote"), "{}", alice.screen());
    alice.says("2k").await;
    alice.expects("Quantity: 2,000");
    alice.says("hello").await;
    alice.expects("waiting for you to confirm");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_order_for_the_same_target_is_named_before_it_is_paid_twice() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let bob = world.customer(5_002, "Bob", "25").await;
    let order_id = alice.buys("https://www.instagram.com/Alice/?igsh=1", "1000").await;
    alice.fills_in("@alice", "500").await;
    alice.expects(&format!("Order #{order_id} for the same link is still running"));
    alice.expects("(waits to be sent, 1,000)");
    assert!(alice.is_offered("Confirm"), "a second one may be meant");
    bob.fills_in("@alice", "500").await;
    assert!(!bob.screen().contains("still running"), "what others order is nobody's business");
    alice.fills_in("@alice_two", "500").await;
    assert!(!alice.screen().contains("still running"));
    world.submit().await;
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll().await;
    alice.fills_in("@alice", "500").await;
    assert!(!alice.screen().contains("still running"), "{}", alice.screen());
    alice.begins("Growth Packages", "Instagram Starter", "@alice").await;
    alice.taps("Confirm").await;
    alice.begins("Growth Packages", "Instagram Starter", "instagram.com/Alice/").await;
    alice.expects("for the same link is still running");
    alice.expects("1 package)");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stray_text_and_the_menu_lose_neither_the_price_nor_its_button() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("@alice", "1000").await;
    alice.says("is it safe?").await;
    alice.expects("waiting for you to confirm");
    alice.expects("Price: $1.17");
    assert!(alice.is_offered("Confirm"));
    for away in ["/start", "/help"] {
        alice.says(away).await;
        alice.taps("Continue my order").await;
        alice.expects("Price: $1.17");
    }
    alice.begins("Comments", "X Replies", "x.com/jack/status/20").await;
    alice.says("a\nb\nc\nd\ne").await;
    alice.taps("Done").await;
    alice.says("f").await;
    alice.expects("6 comments");
    alice.taps("Done").await;
    alice.taps("Confirm").await;
    assert_eq!(world.order(alice.order_number()).await.quantity, 6);
    world.audit().await;
}
