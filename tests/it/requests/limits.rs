//! Who may ask, when, and how often.

use super::{REFILL_MS, delivered, running};
use crate::support::World;
use storefront::clock::{DAY_MS, HOUR_MS, MINUTE_MS};
use storefront::sandbox::panel::{FaultRule, PanelFault};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_offered_that_the_service_did_not_offer_when_it_was_sold() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    // The second of the catalog has neither.
    let order_id = world.places(5_001, 2, "https://instagram.com/ann", 1_000).await;
    world.submit().await;
    ann.opens_order(order_id).await;
    assert!(!ann.is_offered("Ask to cancel"));
    ann.forges_tap(&format!("ry:{order_id}")).await;
    assert_eq!(ann.toast(), "This service does not offer that.");
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll_after(MINUTE_MS).await;
    ann.opens_order(order_id).await;
    assert!(!ann.is_offered("Ask for a refill"));
    ann.forges_tap(&format!("rf:{order_id}")).await;
    assert_eq!(ann.toast(), "This service does not offer that.");
    assert_eq!(world.rows("COUNT(*) FROM order_requests").await, ["0"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_taps_and_old_buttons_ask_once() {
    let world = World::new().await;
    let (ann, order_id) = delivered(&world).await;
    ann.opens_order(order_id).await;
    let (first, second) = (ann.presses("Ask for a refill"), ann.presses("Ask for a refill"));
    world.settle().await;
    let mut answers = [ann.answer_to(&first).await, ann.answer_to(&second).await];
    answers.sort();
    assert_eq!(
        answers,
        ["Already requested. The answer comes here.", "Requested. The answer comes here."]
    );
    world.follows_requests().await;
    assert_eq!(world.panel.refilled().len(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_peoples_orders_are_not_found() {
    let world = World::new().await;
    let (ann, order_id) = delivered(&world).await;
    let bob = world.customer(5_002, "Bob", "1").await;
    bob.says("/orders").await;
    for tap in ["rf", "rc", "ry"] {
        bob.forges_tap(&format!("{tap}:{order_id}")).await;
    }
    assert_eq!(world.rows("COUNT(*) FROM order_requests").await, ["0"]);
    assert!(!bob.was_told("Instagram Followers"));
    ann.asks_refill(order_id).await;
    world.follows_requests().await;
    assert!(!bob.was_told("refill"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_refills_an_order_and_a_day_between() {
    let world = World::new().await;
    let (ann, order_id) = delivered(&world).await;
    for count in 1..=3 {
        ann.asks_refill(order_id).await;
        world.follows_requests().await;
        world.panel.tick_ms(REFILL_MS);
        world.advance_ms(HOUR_MS);
        world.follows_requests().await;
        assert_eq!(world.panel.refilled().len(), count);
        ann.opens_order(order_id).await;
        assert!(!ann.is_offered("Ask for a refill"));
        world.advance_ms(DAY_MS);
    }
    ann.opens_order(order_id).await;
    assert!(!ann.is_offered("Ask for a refill"));
    ann.forges_tap(&format!("rf:{order_id}")).await;
    assert_eq!(ann.toast(), "It was requested three times. Please contact support.");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_refill_after_money_went_back() {
    let world = World::new().await;
    let (ann, order_id) = delivered(&world).await;
    ann.opens_order(order_id).await;
    let owner = world.owner();
    owner.says(&format!("/refund {order_id} 0.10 dropped")).await;
    owner.taps("Confirm").await;
    ann.taps("Ask for a refill").await;
    assert_eq!(ann.toast(), "Money for this order was returned, so there is no refill.");
    world.follows_requests().await;
    assert_eq!(world.calls("refill"), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancel_is_not_sent_once_its_order_is_over() {
    let world = World::new().await;
    let (ann, order_id) = running(&world).await;
    ann.asks_cancel(order_id).await;
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll_after(MINUTE_MS).await;
    world.follows_requests().await;
    assert_eq!(world.calls("cancel"), 0);
    ann.opens_order(order_id).await;
    ann.expects("↩️ Not stopped · ");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_is_stopped_is_asked_nothing() {
    let world = World::new().await;
    let (ann, order_id) = delivered(&world).await;
    let refused = PanelFault::ErrorText("Invalid API key".to_owned());
    world.panel.set_fault(FaultRule::always(refused));
    ann.asks_refill(order_id).await;
    world.follows_requests().await;
    assert_eq!(world.calls("refill"), 1);
    for _ in 0..5 {
        world.advance_ms(HOUR_MS);
        world.follows_requests().await;
    }
    assert_eq!(world.calls("refill"), 1, "the key is refused");
    assert!(world.owner().was_told("refuses the key"));
    world.audit().await;
}
