//! A provider that cancels everything at once: a few returns by themselves, the rest by a person.

use crate::support::{World, money};
use storefront::clock::{DAY_MS, HOUR_MS, MINUTE_MS};
use storefront::domain::money::Money;
use storefront::domain::order::{OrderState, ReviewKind};
use storefront::domain::time::Span;
use storefront::store::turnovers;

impl World {
    async fn delivers(&self, order_ids: &[i64]) {
        for order_id in order_ids {
            self.reports(*order_id, "Completed", None).await;
        }
        self.poll().await;
        let delivered = self.count("orders WHERE state = 'completed'").await;
        assert_eq!(usize::try_from(delivered).unwrap(), order_ids.len());
    }

    /// How many orders are canceled, and how many wait for a person.
    async fn canceled_and_waiting(&self) -> (i64, i64) {
        let canceled = self.count("orders WHERE state = 'canceled' AND returned = price").await;
        let waiting = self
            .count("orders WHERE state = 'review' AND review_kind = 'return' AND returned = 0")
            .await;
        (canceled, waiting)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_sixty_delivered_orders_canceled_at_once_twenty_are_returned() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "100").await;
    let order_ids = world.starts_many(5_001, 60, 1_000).await;
    world.delivers(&order_ids).await;
    for order_id in &order_ids {
        world.reports(*order_id, "Canceled", None).await;
    }
    for _ in 0..4 {
        world.poll_after(7 * HOUR_MS / 4).await;
    }
    assert_eq!(world.canceled_and_waiting().await, (20, 40));
    // 100 − 60 × 1.17 + 20 × 1.17.
    assert_eq!(world.wallet(5_001).await.available, money("53.2"));
    let owner = world.owner();
    assert_eq!(owner.times_told("returns too much at once"), 1);
    assert_eq!(owner.times_told("needs your decision"), 0);
    assert_eq!(ann.times_told("is canceled"), 20);
    assert_eq!(ann.times_told("your money is safe"), 40);
    // They are not returned by themselves in the next hours, nor do they stop new orders.
    world.poll_after(7 * HOUR_MS).await;
    assert_eq!(world.canceled_and_waiting().await, (20, 40));
    let fresh = world.starts(5_001, "https://instagram.com/new", 1_000).await.0;

    // In another hour a single return is nothing unusual.
    world.reports(fresh, "Canceled", None).await;
    world.poll().await;
    assert_eq!(world.order(fresh).await.state, OrderState::Canceled);

    let waiting: i64 =
        world.rows("order_id FROM orders WHERE state = 'review'").await[0].parse().unwrap();
    assert_eq!(world.order(waiting).await.review_kind(), Some(ReviewKind::Return));
    owner.says(&format!("/order {waiting}")).await;
    owner.taps("Right: return the money").await;
    owner.taps("Confirm").await;
    let order = world.order(waiting).await;
    assert_eq!((order.state, order.returned), (OrderState::Canceled, order.price));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_large_turnover_a_twentieth_of_it_is_returned() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "200").await;
    // 60 small orders of 0.117 and two of 58.5 and 28.08: a twentieth is 40 small orders' worth.
    let small = world.starts_many(5_001, 60, 100).await;
    world.places(5_001, 1, "https://instagram.com/big1", 50_000).await;
    world.places(5_001, 1, "https://instagram.com/big2", 24_000).await;
    world.submit().await;
    for order_id in &small {
        world.reports(*order_id, "Canceled", None).await;
    }
    world.poll().await;
    world.poll().await;
    assert_eq!(world.canceled_and_waiting().await, (40, 20));
    assert_eq!(world.owner().times_told("returns too much at once"), 1);
    let held = world.wallet(5_001).await.held;
    // The two large ones and the twenty that wait.
    assert_eq!(held, money("88.92"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_days_turnover_is_the_sum_of_its_orders_at_any_moment() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "100").await;
    for number in 0..45 {
        world.places(5_001, 1, &format!("https://instagram.com/a{number}"), 100 + number).await;
        world.advance_ms(if number % 3 == 0 { 97 * MINUTE_MS } else { 7 * MINUTE_MS });
        if number % 4 == 3 {
            continue;
        }
        let now_ms = world.now_ms();
        let day = Span { from_ms: now_ms - DAY_MS, until_ms: now_ms };
        let mut tx = world.app.store.begin().await.unwrap();
        let placed = turnovers::placed(&mut tx, "main", day).await.unwrap();
        tx.commit().await.unwrap();
        let sum = format!("SUM(price) FROM orders WHERE created_ms >= {}", day.from_ms);
        assert_eq!(placed, world.number(&sum).await, "after {number}");
    }
    assert!(world.count("turnovers").await > 10, "most of it is not added up again");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn returns_through_the_hour_are_counted_together() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "100").await;
    let order_ids = world.starts_many(5_001, 24, 1_000).await;
    for (minute, order_id) in order_ids.iter().enumerate() {
        world.reports(*order_id, "Partial", Some(900)).await;
        world.poll_after(70_000).await;
        let order = world.order(*order_id).await;
        let expected = if minute < 20 { OrderState::Partial } else { OrderState::Review };
        assert_eq!(order.state, expected, "{minute}");
    }
    let review = world.order(order_ids[23]).await;
    assert_eq!((review.review_target, review.returned), (money("1.053"), Money::ZERO));
    world.owner().says(&format!("/order {}", order_ids[23])).await;
    world.owner().taps("Right: return the money").await;
    world.owner().taps("Confirm").await;
    let order = world.order(order_ids[23]).await;
    assert_eq!((order.state, order.returned), (OrderState::Partial, money("1.053")));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_hour_however_it_is_laid_has_more_returns_than_allowed() {
    let world = World::new().await;
    world.customer(5_001, "Ann", "100").await;
    let order_ids = world.starts_many(5_001, 41, 1_000).await;
    let (first, rest) = order_ids.split_first().unwrap();
    let (late, later) = rest.split_at(20);
    world.reports(*first, "Partial", Some(900)).await;
    world.poll().await;
    // Almost an hour later the allowance is used up, and a minute after that hour once more.
    world.advance_ms(59 * MINUTE_MS);
    for (order_ids, wait_ms) in [(late, 5 * MINUTE_MS), (later, 15_001)] {
        for order_id in order_ids {
            world.reports(*order_id, "Canceled", None).await;
        }
        world.poll_after(15_001).await;
        world.advance_ms(wait_ms);
    }
    assert_eq!(world.canceled_and_waiting().await, (20, 20));
    assert_eq!(world.owner().times_told("returns too much at once"), 1);
    world.audit().await;
}
