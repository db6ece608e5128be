//! The same order again: two presses, today's price, the same inputs.

use super::rung;
use crate::products::{ALICE, NETFLIX, products_world};
use crate::support::{World, money};
use storefront::domain::order::OrderState;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_order_again_takes_two_presses() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let first = alice.buys("instagram.com/alice", "1000").await;
    world.submit().await;
    world.tells(first, "Completed", Some(0)).await;
    world.panel.update_rate(1, "0.95").unwrap();
    world.syncs_approved().await;
    world.telegram.clear_calls();
    let mut actions = 0;
    for press in ["Order again", "Confirm · $1.24"] {
        alice.taps(press).await;
        actions += 1;
    }
    let second = alice.order_number();
    assert_eq!((actions, second), (2, first + 1));
    let (before, after) = (world.order(first).await, world.order(second).await);
    assert_eq!(
        (&after.link, after.quantity, &after.service_id),
        (&before.link, 1_000, &before.service_id)
    );
    assert_eq!(after.price, money("1.24"), "at today's price");
    assert_eq!(rung(&world, 5_001), 1, "the confirm screen, below what she pressed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_are_taken_over_and_the_first_order_keeps_its_own() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Comments", "Instagram Comments | Your texts", "instagram.com/p/CxYz12").await;
    let comments: Vec<String> = (1..=10).map(|n| format!("Nice {n}")).collect();
    alice.says(&comments.join("\n")).await;
    alice.taps("Done").await;
    alice.taps("Confirm").await;
    let first = alice.order_number();
    world.submit().await;
    world.tells(first, "Completed", Some(0)).await;
    for _ in 0..2 {
        alice.taps("Order again").await;
        alice.expects("10 comments");
        alice.taps("Confirm").await;
        let order_id = alice.order_number();
        world.submit().await;
        assert!(world.sent_add().contains(&("comments".to_owned(), comments.join("\n"))));
        world.tells(order_id, "Completed", Some(0)).await;
    }
    assert_eq!(world.count("comment_lists WHERE is_ordered = 1").await, 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sealed_answer_is_asked_for_anew() {
    let world = products_world().await;
    world.decides_ask("Input your account").await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    alice.opens_product(NETFLIX).await;
    alice.says("1").await;
    alice.says("alice@example.com : PlantedPa55").await;
    alice.taps("Confirm").await;
    let first = alice.order_number();
    world.submit().await;
    world.delivers_goods().await;
    assert_eq!(world.order(first).await.state, OrderState::Completed);
    alice.says(&format!("/order {first}")).await;
    alice.taps("Order again").await;
    alice.expects("The supplier asks you");
    assert!(!alice.is_offered("Keep my answer"));
    alice.says("another@example.com : PlantedPa66").await;
    alice.taps("Confirm").await;
    assert_eq!(alice.order_number(), first + 1);
    assert!(!alice.was_told("Planted"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_changed_is_said_and_what_is_gone_is_not_sold() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let first = alice.buys("instagram.com/alice", "1000").await;
    world.submit().await;
    world.tells(first, "Completed", Some(0)).await;
    let again = alice.button("Order again");
    // Somebody else's order is nobody's business, and one on its way is not offered.
    let bob = world.customer(5_002, "Bob", "25").await;
    bob.says("/start").await;
    bob.forges_tap(&format!("da:{first}")).await;
    assert!(!bob.was_told("instagram.com/alice"));
    assert!(!bob.is_offered("Confirm"));
    let mut services = world.panel.services();
    services[0].max = 500;
    world.panel.set_services(services.clone());
    world.syncs_approved().await;
    alice.presses_again(&again).await;
    alice.expects("How many?");
    alice.says("500").await;
    alice.expects("500");
    assert!(alice.is_offered("Confirm"));
    services.remove(0);
    world.panel.set_services(services);
    world.syncs_approved().await;
    world.syncs_approved().await;
    alice.presses_again(&again).await;
    assert!(!alice.is_offered("Confirm"));
    assert_eq!(world.count("orders").await, 1);
    world.audit().await;
}
