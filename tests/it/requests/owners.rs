//! Owners who ask providers in their customers' place.

use super::{REFILL_MS, delivered, running};
use crate::support::World;
use storefront::clock::{DAY_MS, MINUTE_MS, SECOND_MS};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_asks_for_one_order_on_its_card() {
    let world = World::new().await;
    let (ann, order_id) = delivered(&world).await;
    let owner = world.owner();
    owner.says(&format!("/order {order_id}")).await;
    owner.taps("Ask for a refill").await;
    owner.expects("Ask the provider for a refill of");
    owner.taps("Confirm").await;
    owner.expects("The provider is asked about one order");
    world.follows_requests().await;
    world.panel.tick_ms(REFILL_MS);
    world.advance_ms(MINUTE_MS);
    world.follows_requests().await;
    assert!(ann.was_told(&format!("Order #{order_id} was refilled")));
    owner.says(&format!("/order {order_id}")).await;
    owner.expects("♻️ Refilled · ");
    assert_eq!(
        world.rows("detail FROM journal WHERE act = 'provider_asked'").await,
        [format!("#{order_id}")]
    );
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_orders_are_asked_about_at_once() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "100").await;
    let order_ids = world.starts_many(5_001, 4, 1_000).await;
    world.reports(order_ids[0], "Completed", Some(0)).await;
    world.poll_after(MINUTE_MS).await;
    let owner = world.owner();
    let typed: Vec<String> = order_ids.iter().map(ToString::to_string).collect();
    owner.says(&format!("/order {}", typed.join(" "))).await;
    owner.expects(&format!("Ask the provider for a refill of #{}?", order_ids[0]));
    owner.expects("Ask for 3 cancellations?");
    owner.expects(&format!("#{}: That is not possible right now.", order_ids[0]));
    owner.taps("Ask to cancel").await;
    owner.expects("asked about 3 orders");
    world.follows_requests().await;
    assert_eq!(world.calls("cancel"), 1, "one call for all");
    world.poll_after(SECOND_MS).await;
    assert_eq!(ann.times_told("is canceled"), 3);
    // For a customer it is an order that does not exist.
    ann.says(&format!("/order {}", typed.join(" "))).await;
    assert!(!ann.is_offered("Ask to cancel"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_that_is_stuck_is_asked_to_be_canceled_at_once() {
    let world = World::new().await;
    let (ann, order_id) = running(&world).await;
    world.advance_ms(31 * DAY_MS);
    world.watch().await;
    let owner = world.owner();
    assert!(owner.was_told("No change for a month"));
    owner.taps("Ask to cancel all").await;
    owner.expects(&format!("Ask the provider to cancel #{order_id}?"));
    owner.taps("Confirm").await;
    world.follows_requests().await;
    world.poll_after(SECOND_MS).await;
    assert!(ann.was_told(&format!("Order #{order_id} is canceled")));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_else_asks_for_other_people() {
    let world = World::new().await;
    let (_, order_id) = delivered(&world).await;
    let bob = world.customer(5_002, "Bob", "1").await;
    bob.says("/orders").await;
    for tap in [format!("ro:{order_id}:refill"), "rs".to_owned()] {
        bob.forges_tap(&tap).await;
    }
    assert_eq!(world.rows("COUNT(*) FROM order_requests").await, ["0"]);
    assert_eq!(world.rows("COUNT(*) FROM journal WHERE act = 'provider_asked'").await, ["0"]);
}
