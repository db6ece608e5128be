//! A customer buys.

use crate::support::database::Database;
use crate::support::{World, WorldOptions};
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_buys_and_sees_it_delivered() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.expects("Check your order");
    alice.taps("Confirm").await;
    alice.expects("is placed");
    let order_id = alice.order_number();
    assert_eq!(order_id, 1_001);
    let order = world.order(order_id).await;
    assert_eq!(order.state, OrderState::Queued);
    assert_eq!(world.wallet(5_001).await.held, order.price);

    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    let accepted = world.panel.accepted();
    assert_eq!(accepted.len(), 1);
    assert_eq!(accepted[0].link, "https://instagram.com/alice");

    world.panel.set_status(&accepted[0].id, "Completed", Some(0), None).unwrap();
    world.poll().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    assert_eq!(world.wallet(5_001).await.held, Money::ZERO);
    alice.expects("#1001");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_lives_in_a_schema_of_its_own_beside_the_tables_of_others() {
    let database = Some(Database::in_schema().await);
    let world = World::with(WorldOptions { database, ..WorldOptions::default() }).await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.submit().await;
    assert_eq!(world.panel.accepted().len(), 1);
    world.audit().await;
}
