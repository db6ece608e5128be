//! When orders are asked about: soon while the customer watches, rarely later, in batches.

use crate::support::World;
use storefront::clock::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS};
use storefront::domain::order::OrderState;

impl World {
    /// Lets time pass in steps, asking at each; returns how many status calls that made.
    async fn passes(&self, total_ms: i64, step_ms: i64) -> usize {
        let before = self.calls("status");
        for _ in 0..total_ms / step_ms {
            self.advance_ms(step_ms);
            self.app.workers.poll_orders().await.unwrap();
        }
        self.settle().await;
        self.calls("status") - before
    }

    async fn next_poll_ms(&self, order_id: i64) -> i64 {
        let sql = format!("next_poll_ms FROM orders WHERE order_id = {order_id}");
        self.rows(&sql).await[0].parse().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_young_order_is_asked_about_every_fifteen_seconds_and_an_old_one_every_two_hours() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "25").await;
    world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    world.app.workers.poll_orders().await.unwrap();
    assert_eq!(world.calls("status"), 1, "the first question comes at once");
    assert_eq!(world.passes(10 * MINUTE_MS, 5 * SECOND_MS).await, 40);
    assert_eq!(world.passes(50 * MINUTE_MS, 15 * SECOND_MS).await, 50);
    let first_day = world.passes(23 * HOUR_MS, MINUTE_MS).await;
    assert!((275..=277).contains(&first_day), "{first_day}");
    let first_week = world.passes(6 * DAY_MS, 10 * MINUTE_MS).await;
    assert!((287..=289).contains(&first_week), "{first_week}");
    let later = world.passes(10 * DAY_MS, 30 * MINUTE_MS).await;
    assert!((119..=121).contains(&later), "{later}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_are_asked_about_a_hundred_at_a_time() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "500").await;
    world.starts_many(5_001, 230, 1_000).await;
    world.poll().await;
    let requests = world.panel.requests();
    let sizes: Vec<usize> = requests
        .iter()
        .filter(|(action, _)| action == "status")
        .flat_map(|(_, fields)| fields)
        .filter(|(name, _)| name == "orders")
        .map(|(_, ids)| ids.split(',').count())
        .collect();
    assert_eq!(sizes, [100, 100, 30]);
    assert_eq!(world.calls("status"), 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ended_orders_are_asked_about_for_three_more_days_and_returned_ones_never() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "25").await;
    let order_ids = world.starts_many(5_001, 3, 1_000).await;
    let ends = [("Completed", Some(0)), ("Partial", Some(300)), ("Canceled", Some(1_000))];
    for (order_id, (status, remains)) in order_ids.iter().zip(ends) {
        world.reports(*order_id, status, remains).await;
    }
    world.poll().await;
    let now_ms = world.now_ms();
    assert_eq!(world.next_poll_ms(order_ids[0]).await, now_ms + 6 * HOUR_MS);
    assert_eq!(world.next_poll_ms(order_ids[1]).await, now_ms + 6 * HOUR_MS);
    assert_eq!(world.next_poll_ms(order_ids[2]).await, 0);
    assert_eq!(world.passes(3 * DAY_MS, HOUR_MS).await, 12);
    assert_eq!(world.passes(3 * DAY_MS, HOUR_MS).await, 0);
    for order_id in &order_ids {
        assert_eq!(world.next_poll_ms(*order_id).await, 0);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unchanged_report_writes_nothing_but_the_next_question() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "25").await;
    let (order_id, _) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    world.reports(order_id, "In progress", Some(400)).await;
    world.poll().await;
    let before = world.order(order_id).await;
    let events = world.count("order_events").await;
    for _ in 0..5 {
        world.poll().await;
    }
    assert_eq!(world.order(order_id).await, before);
    assert_eq!(world.count("order_events").await, events);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_without_news_for_a_month_is_listed_once() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "50").await;
    let order_ids = world.starts_many(5_001, 12, 1_000).await;
    world.poll().await;
    world.advance_ms(30 * DAY_MS - MINUTE_MS);
    world.watch().await;
    let owner = world.owner();
    assert_eq!(owner.times_told("No change for a month"), 0);
    // One of them moves at the last moment.
    world.reports(order_ids[0], "In progress", Some(3)).await;
    world.poll_after(2 * MINUTE_MS).await;
    for _ in 0..10 {
        world.watch().await;
        world.advance_ms(DAY_MS);
    }
    for order_id in &order_ids {
        let listed = owner
            .told()
            .iter()
            .filter(|text| text.contains("No change for a month"))
            .filter(|text| text.contains(&format!("#{order_id}")))
            .count();
        assert_eq!(listed, usize::from(*order_id != order_ids[0]), "{order_id}");
    }
    let order = world.order(order_ids[1]).await;
    assert_eq!(order.state, OrderState::Active);
    assert_eq!(world.wallet(5_001).await.held.micros(), 12 * order.price.micros());
    world.audit().await;
}
