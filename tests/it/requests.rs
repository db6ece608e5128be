//! Refills and cancels that customers ask for: to their end, within their limits, each asked for
//! once, and money back by the order's status alone.

mod answers;
mod forms;
mod limits;
mod owners;

use crate::support::person::Actor;
use crate::support::{World, money};
use storefront::clock::{DAY_MS, MINUTE_MS, SECOND_MS};
use storefront::sandbox::panel::{FaultRule, PanelFault};

/// How long the sandbox's panel takes for a refill.
const REFILL_MS: u64 = 31_000;

/// A shop whose customer Ann has an order that was delivered whole; its number.
async fn delivered(world: &World) -> (Actor<'_>, i64) {
    let (ann, order_id) = running(world).await;
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll_after(MINUTE_MS).await;
    (ann, order_id)
}

/// A shop whose customer Ann has an order that the provider has taken; its number.
async fn running(world: &World) -> (Actor<'_>, i64) {
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    (ann, order_id)
}

impl Actor<'_> {
    /// Opens the card of her own order.
    async fn opens_order(&self, order_id: i64) {
        self.says(&format!("/order {order_id}")).await;
    }

    /// Asks for a refill on the card.
    async fn asks_refill(&self, order_id: i64) {
        self.opens_order(order_id).await;
        self.taps("Ask for a refill").await;
    }

    /// Asks for a cancel on the card, and confirms.
    async fn asks_cancel(&self, order_id: i64) {
        self.opens_order(order_id).await;
        self.taps("Ask to cancel").await;
        self.expects("Our supplier decides");
        self.taps("Yes, ask").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refill_is_followed_from_the_button_to_its_end() {
    let world = World::new().await;
    let (ann, order_id) = delivered(&world).await;
    ann.asks_refill(order_id).await;
    assert_eq!(ann.toast(), "Requested. The answer comes here.");
    ann.expects("♻️ Refill requested · ");
    assert!(!ann.is_offered("Ask for a refill"));
    world.follows_requests().await;
    ann.taps("Refresh").await;
    ann.expects("♻️ Refill under way · ");
    world.panel.tick_ms(REFILL_MS);
    world.advance_ms(MINUTE_MS);
    world.follows_requests().await;
    assert_eq!(ann.times_told(&format!("Order #{order_id} was refilled")), 1);
    ann.opens_order(order_id).await;
    ann.expects("♻️ Refilled · ");
    ann.expects("You can ask again from");
    assert_eq!(world.panel.refilled().len(), 1);
    // Whatever ticks now, nothing is asked and nobody is told again.
    world.advance_ms(DAY_MS);
    world.follows_requests().await;
    assert_eq!((world.calls("refill"), world.calls("refill_status")), (1, 1));
    assert_eq!(ann.times_told("was refilled"), 1);
    ann.asks_refill(order_id).await;
    world.follows_requests().await;
    assert_eq!(world.panel.refilled().len(), 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancel_returns_money_only_by_the_orders_status() {
    let world = World::new().await;
    let (ann, order_id) = running(&world).await;
    let paid = world.order(order_id).await.price;
    ann.asks_cancel(order_id).await;
    assert_eq!(ann.toast(), "Requested. The money comes back when it is confirmed.");
    world.follows_requests().await;
    ann.taps("Refresh").await;
    ann.expects("↩️ Cancellation requested, not confirmed yet · ");
    assert!(world.order(order_id).await.returned.is_zero());
    // The next look is soon, whatever was planned.
    world.poll_after(SECOND_MS).await;
    assert_eq!(world.order(order_id).await.returned, paid);
    assert!(ann.was_told(&format!("Order #{order_id} is canceled")));
    ann.opens_order(order_id).await;
    ann.expects("↩️ Stopped as requested · ");
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_delivered_before_a_cancel_stays_paid() {
    let world = World::new().await;
    let (ann, order_id) = running(&world).await;
    world.reports(order_id, "In progress", Some(400)).await;
    ann.asks_cancel(order_id).await;
    world.follows_requests().await;
    world.poll_after(SECOND_MS).await;
    assert!(ann.was_told(&format!("Order #{order_id} is delivered in part")));
    ann.opens_order(order_id).await;
    ann.expects("↩️ Stopped as requested · ");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancel_that_is_ignored_is_told_after_a_day_and_may_be_asked_again() {
    let world = World::new().await;
    let (ann, order_id) = running(&world).await;
    world.panel.set_fault(FaultRule::once("cancel", PanelFault::CancelIgnored));
    ann.asks_cancel(order_id).await;
    world.follows_requests().await;
    world.poll_after(MINUTE_MS).await;
    assert!(world.order(order_id).await.returned.is_zero());
    world.poll_after(DAY_MS).await;
    world.follows_requests().await;
    assert!(ann.was_told(&format!("Order #{order_id} goes on")));
    assert!(ann.was_told("has not stopped within a day"));
    ann.asks_cancel(order_id).await;
    world.follows_requests().await;
    world.poll_after(SECOND_MS).await;
    assert!(ann.was_told(&format!("Order #{order_id} is canceled")));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancel_that_comes_too_late_is_told_with_the_delivery() {
    let world = World::new().await;
    let (ann, order_id) = running(&world).await;
    world.panel.set_fault(FaultRule::once("cancel", PanelFault::CancelIgnored));
    ann.asks_cancel(order_id).await;
    world.follows_requests().await;
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll_after(MINUTE_MS).await;
    assert!(ann.was_told(&format!("Order #{order_id} is delivered")));
    assert!(!ann.was_told("goes on"));
    ann.opens_order(order_id).await;
    ann.expects("↩️ Not stopped · ");
    world.audit().await;
}
