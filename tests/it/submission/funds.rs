//! A provider without funds: one order at a time shows whether they have come, the others wait.

use super::scripted_world;
use crate::support::World;
use storefront::clock::{HOUR_MS, MINUTE_MS};
use storefront::domain::order::OrderState;

impl World {
    async fn attempts(&self) -> i64 {
        self.number("SUM(attempt) FROM orders").await
    }

    async fn places_some(&self, count: usize, quantity: i64) -> Vec<i64> {
        let mut order_ids = Vec::new();
        for number in 0..count {
            let link = format!("https://instagram.com/a{number}x{quantity}");
            order_ids.push(self.places(5_001, 1, &link, quantity).await);
        }
        order_ids
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_funds_are_lacking_one_order_is_tried_and_the_others_make_no_attempts() {
    let world = World::new().await;
    world.panel.set_balance("0").unwrap();
    world.customer(5_001, "Ann", "100").await;
    let first = world.places_some(1, 100).await;
    world.submit().await;
    let others = world.places_some(20, 1_000).await;
    for _ in 0..120 {
        world.submit().await;
        world.advance_ms(3 * MINUTE_MS);
    }
    for order_id in &others {
        assert_eq!(world.order(*order_id).await.attempt, 0);
    }
    let tried = world.order(first[0]).await;
    assert!((5..=10).contains(&tried.attempt), "{}", tried.attempt);
    assert_eq!(world.attempts().await, tried.attempt);
    assert_eq!(world.owner().times_told("Your balance there is too small"), 1);

    world.panel.set_balance("1000").unwrap();
    world.advance_ms(HOUR_MS);
    for _ in 0..6 {
        world.submit().await;
    }
    assert_eq!(world.count("orders WHERE state = 'active'").await, 21);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_the_account_can_pay_goes_before_one_that_it_cannot() {
    let world = World::new().await;
    world.panel.set_balance("1").unwrap();
    world.customer(5_001, "Ann", "100").await;
    let large = world.places_some(1, 10_000).await;
    world.submit().await;
    let small = world.places_some(1, 1_000).await;
    world.advance_ms(5 * MINUTE_MS);
    world.submit().await;
    assert_eq!(world.order(small[0]).await.state, OrderState::Active);
    assert_eq!(world.order(large[0]).await.state, OrderState::Queued);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_balance_that_has_grown_ends_the_wait_at_once() {
    let world = World::new().await;
    world.panel.set_balance("0").unwrap();
    world.customer(5_001, "Ann", "100").await;
    let order_ids = world.places_some(3, 1_000).await;
    for _ in 0..40 {
        world.submit().await;
        world.advance_ms(3 * MINUTE_MS);
    }
    world.submit().await;
    let attempts = world.attempts().await;
    // A balance that is as it was changes nothing.
    world.sync().await;
    world.submit().await;
    assert_eq!(world.attempts().await, attempts);
    // Some money: one order tries whether it is enough, and no other.
    world.panel.set_balance("0.5").unwrap();
    world.sync().await;
    for _ in 0..3 {
        world.submit().await;
    }
    assert_eq!(world.attempts().await, attempts + 1);
    world.sync().await;
    world.submit().await;
    assert_eq!(world.attempts().await, attempts + 1);

    world.panel.set_balance("2.70").unwrap();
    world.sync().await;
    world.submit().await;
    world.submit().await;
    for order_id in order_ids {
        assert_eq!(world.order(order_id).await.state, OrderState::Active);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_balance_that_is_read_counts_when_it_pays_for_the_order() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "100").await;
    world.panel.set_balance("0.1").unwrap();
    let order_id = world.places_some(1, 1_000).await[0];
    world.submit().await;
    // Less than what was seen before anything was lacking.
    world.panel.set_balance("0.9").unwrap();
    world.sync().await;
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_is_not_tried_any_more_leaves_the_turn_to_the_next() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "100").await;
    panel.answers_action("add", 200, r#"{"error": "Not enough funds"}"#);
    let first = world.places_some(1, 100).await[0];
    world.submit().await;
    let second = world.places_some(2, 1_000).await[0];
    world.cancels(5_001, first).await.unwrap();
    world.advance_ms(5 * MINUTE_MS);
    world.submit().await;
    world.submit().await;
    assert_eq!(world.order(second).await.attempt, 1);
    assert_eq!(world.attempts().await, 3 - 1);
    world.audit().await;
}
