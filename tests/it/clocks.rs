//! The machine's clock is set: while the shop runs it keeps its own time, and at a start nothing is
//! returned for a time that it did not see pass, nor waits for one that is years away.

mod starts;

use crate::support::{World, money};
use storefront::clock::{DAY_MS, HOUR_MS, MINUTE_MS};
use storefront::domain::order::OrderState;

const STEPS_MS: [i64; 6] =
    [DAY_MS, -HOUR_MS, -2 * DAY_MS, 400 * DAY_MS, -800 * DAY_MS, 6 * MINUTE_MS];

/// A round of everything that looks at ages.
async fn looks_round(world: &World) {
    world.app.workers.watch_clock().await.unwrap();
    world.app.workers.watch_tickets().await.unwrap();
    world.app.workers.prune().await.unwrap();
    world.watch().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_set_forward_by_a_day_returns_nothing_and_is_one_alert() {
    let world = World::new().await;
    world.panel.set_balance("0").unwrap();
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.clock.step_wall_ms(DAY_MS + HOUR_MS);
    for _ in 0..3 {
        looks_round(&world).await;
    }
    assert_eq!(world.order(order_id).await.state, OrderState::Queued);
    assert_eq!(world.owner().times_told("clock was set forward by"), 1);
    // It comes back when a day has really passed.
    world.advance_ms(DAY_MS - MINUTE_MS);
    looks_round(&world).await;
    assert_eq!(world.order(order_id).await.state, OrderState::Queued);
    world.advance_ms(2 * MINUTE_MS);
    looks_round(&world).await;
    assert_eq!(world.order(order_id).await.returned, money("1.17"));
    assert_eq!(world.owner().times_told("clock was set"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_set_back_or_to_and_fro_stops_neither_messages_nor_orders() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    for (number, step_ms) in STEPS_MS.into_iter().enumerate() {
        world.clock.step_wall_ms(step_ms);
        looks_round(&world).await;
        let order_id = ann.buys(&format!("instagram.com/ann{number}"), "1000").await;
        world.submit().await;
        assert_eq!(world.order(order_id).await.state, OrderState::Active, "{step_ms}");
        ann.says("/balance").await;
        ann.expects("Balance:");
        let asked = world.panel.requests().len();
        world.poll().await;
        assert!(world.panel.requests().len() > asked, "{step_ms}: it is asked about");
    }
    assert_eq!(world.wallet(5_001).await.held, money("7.02"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_of_minutes_is_nobodys_business_and_one_to_and_fro_is_told_twice_an_hour() {
    let world = World::new().await;
    world.clock.step_wall_ms(5 * MINUTE_MS);
    looks_round(&world).await;
    assert_eq!(world.owner().times_told("clock was set"), 0);
    world.clock.step_wall_ms(-5 * MINUTE_MS);
    for _ in 0..10 {
        for step_ms in [-HOUR_MS, HOUR_MS] {
            world.clock.step_wall_ms(step_ms);
            looks_round(&world).await;
        }
    }
    assert_eq!(world.owner().times_told("clock was set back by 1 hour"), 1);
    assert_eq!(world.owner().times_told("clock was set forward by 1 hour"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_set_back_gives_no_price_a_longer_life() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    ann.is_asked_for_the_quantity().await;
    ann.says("1000").await;
    ann.expects("Price:");
    world.panel.update_rate(1, "1.80").unwrap();
    world.syncs_approved().await;
    world.advance_ms(16 * MINUTE_MS);
    world.clock.step_wall_ms(-HOUR_MS);
    looks_round(&world).await;
    ann.taps("Confirm").await;
    assert_eq!(world.count("orders").await, 0, "the new price is shown first");
    world.audit().await;
}
