//! Orders of products whose submission has no clear end: a person decides, as with all others.

use super::{ALICE, STEAM, products_world};
use crate::submission::outcome_of;
use crate::support::world::OWNER;
use storefront::domain::order::{OrderState, ReviewKind};
use storefront::flows::orders::review::Decision;
use storefront::sandbox::panel::{FaultRule, PanelFault};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_no_fault_of_the_provider_makes_a_product_be_bought_twice() {
    // Those that only wait are met by orders of services, with a client that waits less.
    let waits = |fault: &PanelFault| matches!(fault, PanelFault::DelayMs(_) | PanelFault::Timeout);
    for fault in PanelFault::all().into_iter().filter(|fault| !waits(fault)) {
        let name = fault.name();
        let world = products_world().await;
        let alice = world.customer(ALICE, "Alice", "50").await;
        let order_id = alice.buys_product(STEAM, "1").await;
        world.panel.set_fault(FaultRule::once("add_product_order", fault.clone()));
        world.submit().await;
        for _ in 0..3 {
            world.advance_ms(3_600_000);
            world.submit().await;
            world.watch().await;
        }
        let order = world.order(order_id).await;
        let requests = world.panel.requests();
        let sent = requests.iter().filter(|(action, _)| action == "add_product_order").count();
        assert_eq!((sent, order.attempt), (1, 1), "{name}");
        assert!(world.panel.product_orders().len() < 2, "{name}");
        assert_eq!(order.held(), order.price, "{name}");
        assert_eq!((order.state, order.reason.as_str()), outcome_of(&fault), "{name}");
        if order.state == OrderState::Review {
            assert_eq!(order.review_kind(), Some(ReviewKind::Submission), "{name}");
        }
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_ends_before_the_answer_leaves_the_order_to_a_person() {
    let world = products_world().await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    let order_id = alice.buys_product(STEAM, "1").await;
    // Claimed, sent, and never heard of again.
    world.claims(order_id).await.expect("it is claimed");
    world.advance_ms(5 * 60_000);
    world.watch().await;
    assert_eq!(world.order(order_id).await.reason, "interrupted");
    world.submit().await;
    assert!(world.panel.product_orders().is_empty(), "nothing is sent by itself");
    world.decides(OWNER, order_id, &Decision::SendAgain).await.unwrap();
    world.submit().await;
    world.delivers_goods().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    assert_eq!(alice.times_told("GIFT-"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_is_looked_up_among_products_before_it_is_attached() {
    let world = products_world().await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    // The same number is a running order of a service.
    let (_, id) = world.starts(ALICE, "https://instagram.com/alice", 1_000).await;
    let order_id = alice.buys_product(STEAM, "1").await;
    world.panel.set_fault(FaultRule::once("add_product_order", PanelFault::ResetAfter));
    world.submit().await;
    assert_eq!(world.panel.product_orders()[0].id.to_string(), id);
    let owner = world.owner();
    owner.says(&format!("/order {order_id}")).await;
    owner.taps("Placed, I have its number").await;
    owner.says(&id).await;
    world.app.workers.answer_id_checks().await.unwrap();
    world.settle().await;
    owner.expects("5.25");
    owner.taps("Yes, this is it").await;
    assert_eq!(world.order(order_id).await.provider_order_id, id);
    world.delivers_goods().await;
    assert_eq!(alice.times_told("GIFT-"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listed_refusal_returns_everything() {
    let world = products_world().await;
    let alice = world.customer(ALICE, "Alice", "50").await;
    let order_id = alice.buys_product(STEAM, "1").await;
    let refusal = PanelFault::ErrorText("Incorrect quantity".to_owned());
    world.panel.set_fault(FaultRule::once("add_product_order", refusal));
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Rejected, order.price));
    world.audit().await;
}
