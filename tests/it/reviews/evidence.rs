//! What an owner reads on a review's card of the provider's balance around the attempt, of other
//! orders for the same link, and of what the provider said.

use storefront::clock::MINUTE_MS;
use storefront::flows::orders::review::Decision;
use storefront::sandbox::panel::{FaultRule, PanelFault};

use crate::support::World;
use crate::support::world::OWNER;

const FELL: &str = "balance fell by exactly this order's cost between";
const STOOD: &str = "balance did not fall between";
const DUPLICATE: &str = "for the same service and link was accepted since";
const ACTIVE: &str = "The provider said that it has an active order for this link";
const LINK: &str = "https://instagram.com/alice";

impl World {
    /// What the worker does every few seconds, a minute after the last thing that happened.
    async fn looks_after_doubts(&self) {
        self.advance_ms(MINUTE_MS);
        let provider = self.app.workers.providers.all()[0].clone();
        self.app.workers.look_after_doubts(&provider).await.unwrap();
        self.settle().await;
    }

    /// What the card says of the balance: that it fell, that it did not.
    async fn reads_signs(&self, order_id: i64) -> [bool; 2] {
        self.owner().says(&format!("/order {order_id}")).await;
        self.owner().expects(&format!("#{order_id}"));
        [FELL, STOOD].map(|part| self.owner().screen().contains(part))
    }
}

async fn looked_world() -> World {
    let world = World::new().await;
    world.customer(5_001, "Alice", "100").await;
    world.sync().await;
    world.advance_ms(MINUTE_MS);
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_balance_that_fell_by_the_cost_is_told_and_looked_at_once() {
    let world = looked_world().await;
    let order_id = world.reviews(LINK, PanelFault::ResetAfter).await;
    assert_eq!(world.reads_signs(order_id).await, [false, false]);
    let before = world.calls("balance");
    for _ in 0..3 {
        world.looks_after_doubts().await;
    }
    assert_eq!(world.calls("balance"), before + 1);
    assert_eq!(world.reads_signs(order_id).await, [true, false]);
    // What happens there later does not change what was seen.
    world.panel.set_balance("1000").unwrap();
    world.sync().await;
    world.looks_after_doubts().await;
    assert_eq!(world.reads_signs(order_id).await, [true, false]);
    let placed = world.panel.accepted()[0].id.clone();
    let decision = Decision::Placed { provider_order_id: placed };
    world.decides(OWNER, order_id, &decision).await.unwrap();
    assert_eq!(world.reads_signs(order_id).await, [false, false]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_balance_that_stood_still_is_told() {
    let world = looked_world().await;
    let order_id = world.reviews(LINK, PanelFault::ResetBefore).await;
    world.looks_after_doubts().await;
    assert_eq!(world.reads_signs(order_id).await, [false, true]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_other_orders_cost_meanwhile_is_left_out() {
    for (fault, signs) in
        [(PanelFault::ResetAfter, [true, false]), (PanelFault::ResetBefore, [false, true])]
    {
        let world = looked_world().await;
        world.starts(5_001, "https://instagram.com/one", 3_000).await;
        let order_id = world.reviews(LINK, fault).await;
        world.starts(5_001, "https://instagram.com/two", 1_000).await;
        world.looks_after_doubts().await;
        assert_eq!(world.reads_signs(order_id).await, signs);
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_told_where_it_cannot_be_told() {
    // No look before the attempt.
    let world = looked_world().await;
    world.tampers("DELETE FROM balance_looks").await;
    let order_id = world.reviews(LINK, PanelFault::ResetAfter).await;
    world.looks_after_doubts().await;
    assert_eq!(world.reads_signs(order_id).await, [false, false]);
    world.audit().await;
    // Somebody has moved the balance meanwhile.
    let world = looked_world().await;
    let order_id = world.reviews(LINK, PanelFault::ResetAfter).await;
    world.panel.set_balance("500").unwrap();
    world.looks_after_doubts().await;
    assert_eq!(world.reads_signs(order_id).await, [false, false]);
    world.audit().await;
    // One of two was placed, and nobody knows which.
    let world = looked_world().await;
    let first = world.reviews(LINK, PanelFault::ResetAfter).await;
    let second = world.reviews("https://instagram.com/bob", PanelFault::ResetBefore).await;
    world.looks_after_doubts().await;
    assert_eq!(world.reads_signs(first).await, [false, false]);
    assert_eq!(world.reads_signs(second).await, [false, false]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_balance_that_cannot_be_read_is_asked_for_again_for_a_while() {
    let world = looked_world().await;
    let order_id = world.reviews(LINK, PanelFault::ResetAfter).await;
    world.panel.set_fault(FaultRule::once("balance", PanelFault::Http502Html));
    world.looks_after_doubts().await;
    assert_eq!(world.reads_signs(order_id).await, [false, false]);
    world.looks_after_doubts().await;
    assert_eq!(world.reads_signs(order_id).await, [true, false]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_order_for_the_link_and_a_refusal_that_names_one_are_shown() {
    let world = looked_world().await;
    world.customer(5_002, "Bob", "100").await;
    let order_id = world.reviews(LINK, PanelFault::ResetBefore).await;
    let (duplicate, _) = world.starts(5_002, LINK, 1_000).await;
    world.owner().says(&format!("/order {order_id}")).await;
    world.owner().expects(&format!("Order #{duplicate} {DUPLICATE}"));
    assert!(!world.owner().screen().contains(ACTIVE));
    world.decides(OWNER, order_id, &Decision::SendAgain).await.unwrap();
    let refusal = PanelFault::ErrorText("You have active order with this link".to_owned());
    world.panel.set_fault(FaultRule::once("add", refusal));
    world.submit().await;
    world.owner().says(&format!("/order {order_id}")).await;
    world.owner().expects(ACTIVE);
    world.owner().expects(&format!("Order #{duplicate} {DUPLICATE}"));
    // The other one was never unclear.
    world.owner().says(&format!("/order {duplicate}")).await;
    assert!(!world.owner().screen().contains(DUPLICATE));
    world.audit().await;
}
