//! What providers answer to a refill or a cancel, and what never follows from it.

use super::{REFILL_MS, delivered, running};
use crate::support::World;
use storefront::clock::{DAY_MS, MINUTE_MS, SECOND_MS};
use storefront::sandbox::panel::{FaultRule, PanelFault};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_refill_says_why_and_when_to_ask_again() {
    let world = World::new().await;
    let (ann, order_id) = delivered(&world).await;
    let words = "Order not eligible for refill.".to_owned();
    world.panel.set_fault(FaultRule::once("refill", PanelFault::ErrorText(words)));
    ann.asks_refill(order_id).await;
    world.follows_requests().await;
    assert!(ann.was_told(&format!("No refill for order #{order_id}")));
    assert!(ann.was_told("Our supplier refused"));
    assert!(!ann.was_told("eligible"));
    ann.opens_order(order_id).await;
    ann.expects("♻️ Refill refused · ");
    assert!(!ann.is_offered("Ask for a refill"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refill_that_is_rejected_later_is_told() {
    let world = World::new().await;
    let (ann, order_id) = delivered(&world).await;
    world.panel.set_fault(FaultRule::once("refill", PanelFault::RefillRejected));
    ann.asks_refill(order_id).await;
    world.follows_requests().await;
    world.panel.tick_ms(REFILL_MS);
    world.advance_ms(MINUTE_MS);
    world.follows_requests().await;
    assert!(ann.was_told("looked at it and refused"));
    world.audit().await;
}

/// A shop that waits a second for an answer.
async fn impatient() -> World {
    let mut world = World::new().await;
    world.asks_only(world.panel_url(), 1_000);
    world
}

/// Every way in which the sandbox's panel can fail.
fn faults() -> impl Iterator<Item = PanelFault> {
    // Its own ways with these two calls are other stories.
    let is_own = |fault: &PanelFault| {
        matches!(fault, PanelFault::CancelIgnored | PanelFault::RefillRejected)
    };
    PanelFault::all().into_iter().filter(move |fault| !is_own(fault))
}

/// Whether nobody can know whether a call was handled that was answered so.
fn is_unclear(fault: &PanelFault) -> bool {
    matches!(
        fault,
        PanelFault::Http500
            | PanelFault::Http502Html
            | PanelFault::Html200
            | PanelFault::Empty200
            | PanelFault::ResetBefore
            | PanelFault::ResetAfter
            | PanelFault::Accept500
            | PanelFault::WrongTypes
            | PanelFault::EmptyList
            | PanelFault::OrderAndError
            | PanelFault::Timeout
            | PanelFault::DelayMs(_)
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn p03_no_refill_is_taken_twice_whatever_the_answer() {
    for fault in faults() {
        let world = impatient().await;
        let (ann, order_id) = delivered(&world).await;
        let name = fault.name();
        world.panel.set_fault(FaultRule::once("refill", fault.clone()));
        ann.asks_refill(order_id).await;
        for _ in 0..4 {
            world.follows_requests().await;
            world.advance_ms(5 * MINUTE_MS);
        }
        assert!(world.panel.refilled().len() <= 1, "{name}");
        let asked = world.calls("refill");
        assert_eq!(asked, 1, "{name}");
        assert_eq!(ann.was_told("is unclear"), is_unclear(&fault), "{name}");
        assert_eq!(world.owner().was_told("became of a refill"), is_unclear(&fault), "{name}");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn p03_a_cancel_without_an_answer_counts_as_asked() {
    for fault in faults().filter(is_unclear) {
        let world = impatient().await;
        let (ann, order_id) = running(&world).await;
        let name = fault.name();
        let is_done = matches!(
            fault,
            PanelFault::ResetAfter
                | PanelFault::DelayMs(_)
                | PanelFault::Timeout
                | PanelFault::Accept500
                | PanelFault::WrongTypes
                | PanelFault::OrderAndError
        );
        world.panel.set_fault(FaultRule::once("cancel", fault));
        ann.asks_cancel(order_id).await;
        world.follows_requests().await;
        world.follows_requests().await;
        assert_eq!(world.calls("cancel"), 1, "{name}");
        ann.opens_order(order_id).await;
        ann.expects("Cancellation requested, not confirmed yet");
        world.poll_after(SECOND_MS).await;
        assert_eq!(world.order(order_id).await.returned.is_positive(), is_done, "{name}");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_could_not_be_sent_is_sent_later_and_given_up_after_a_day() {
    let world = World::new().await;
    let (ann, order_id) = delivered(&world).await;
    let slow = || PanelFault::ErrorText("Rate limit exceeded. Slow down.".to_owned());
    world.panel.set_fault(FaultRule::once("refill", slow()));
    ann.asks_refill(order_id).await;
    world.follows_requests().await;
    ann.opens_order(order_id).await;
    ann.expects("♻️ Refill requested · ");
    world.advance_ms(2 * MINUTE_MS);
    world.follows_requests().await;
    assert_eq!(world.panel.refilled().len(), 1);
    world.panel.tick_ms(REFILL_MS);
    world.advance_ms(DAY_MS);
    world.follows_requests().await;
    world.panel.set_fault(FaultRule::always(slow()));
    ann.asks_refill(order_id).await;
    for _ in 0..3 {
        world.follows_requests().await;
        world.advance_ms(DAY_MS / 2 + MINUTE_MS);
    }
    world.follows_requests().await;
    assert!(ann.was_told("could not be reached for a day"));
    assert_eq!(world.panel.refilled().len(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_whose_process_died_is_never_made_again() {
    let world = World::new().await;
    let (ann, order_id) = delivered(&world).await;
    ann.asks_refill(order_id).await;
    // As a process leaves it that dies between its mark and the answer.
    world
        .tampers(
            "UPDATE order_requests SET state = 'asking', attempt = 1, lease_owner = 'gone', \
             lease_until_ms = asked_ms + 120000",
        )
        .await;
    world.follows_requests().await;
    assert!(!ann.was_told("is unclear"));
    world.advance_ms(3 * MINUTE_MS);
    world.follows_requests().await;
    assert!(ann.was_told(&format!("The refill of order #{order_id} is unclear")));
    assert_eq!(world.calls("refill"), 0);
    world.audit().await;
}
