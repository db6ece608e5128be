//! Orders that are tried again: what counts as a refusal, what ends a wait, and how much is written
//! down meanwhile.

use super::scripted_world;
use crate::support::world::OWNER;
use crate::support::{Scripted, World, WorldOptions};
use storefront::clock::{HOUR_MS, MINUTE_MS};
use storefront::domain::order::OrderState;
use storefront::flows::orders::review::Decision;

const LINK: &str = "https://instagram.com/alice";
const TAKEN: &str = r#"{"error": "You have active order with this link"}"#;

/// A world whose provider may be called so rarely that the limit is soon used up.
async fn throttled_world() -> (World, Scripted) {
    let panel = Scripted::start().await;
    let mut vars = panel.as_main();
    vars.push(("PROVIDER_MAIN_OPTIONS", r#"{"requests_per_minute": 4}"#.to_owned()));
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    (world, panel)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_own_limit_of_calls_is_no_refusal_of_the_provider() {
    let (world, panel) = throttled_world().await;
    world.customer(5_001, "Alice", "100").await;
    world.starts(5_001, "https://instagram.com/first", 100).await;
    let order_id = world.places(5_001, 1, LINK, 1_000).await;
    for _ in 0..30 {
        world.submit().await;
        world.advance_ms(MINUTE_MS);
    }
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.reason.as_str()), (OrderState::Queued, "throttled"));
    assert_eq!((order.refusals, order.shortages), (0, 0));
    assert!(order.attempt > 10, "{}", order.attempt);
    assert_eq!(panel.calls("add").len(), 1);
    assert!(!world.owner().was_told("It asks for fewer requests"));
    assert_eq!(world.owner().times_told("own limit of calls a minute is used up"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_to_be_sent_again_is_still_sent_when_our_own_limit_held_it_back() {
    let (world, panel) = throttled_world().await;
    world.customer(5_001, "Alice", "100").await;
    world.starts(5_001, "https://instagram.com/first", 100).await;
    let order_id = world.places(5_001, 1, LINK, 1_000).await;
    let claimed = world.claims(order_id).await.unwrap();
    world.loses_sight(&claimed.order, "timeout").await;
    world.decides(OWNER, order_id, &Decision::SendAgain).await.unwrap();
    for _ in 0..3 {
        world.submit().await;
        world.advance_ms(MINUTE_MS);
    }
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.reason.as_str()), (OrderState::Queued, "throttled"));
    assert!(world.cancels(5_001, order_id).await.is_err(), "it may have been placed before");
    assert_eq!(panel.calls("add").len(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_whose_link_was_taken_is_tried_as_soon_as_the_other_ends() {
    for end in ["Completed", "Partial", "Canceled"] {
        let (world, panel) = scripted_world().await;
        world.customer(5_001, "Alice", "100").await;
        let (first, _) = world.starts(5_001, LINK, 1_000).await;
        let waiting = world.places(5_001, 2, LINK, 1_000).await;
        let third = world.places(5_001, 3, LINK, 1_000).await;
        panel.answers_action("add", 200, TAKEN);
        for _ in 0..20 {
            world.submit().await;
            world.advance_ms(5 * MINUTE_MS);
        }
        let attempts = world.order(waiting).await.attempt;
        assert!(attempts >= 3);
        panel.behaves();
        world.submit().await;
        assert_eq!(world.order(waiting).await.attempt, attempts, "it waits for longer");
        let id = world.order(first).await.provider_order_id;
        panel.panel.set_status(&id, end, None, None).unwrap();
        world.poll_after(10 * MINUTE_MS).await;
        assert!(world.order(first).await.state.is_final(), "{end}");
        world.submit().await;
        assert_eq!(world.order(waiting).await.state, OrderState::Active, "{end}");
        assert_eq!(world.order(third).await.state, OrderState::Queued, "{end}");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_of_refusals_leaves_a_bounded_number_of_rows() {
    let texts = ["Too many requests", "Not enough funds", "Invalid API key", "Bad gateway"];
    for text in texts {
        let (world, panel) = scripted_world().await;
        world.customer(5_001, "Alice", "25").await;
        let order_id = world.places(5_001, 1, LINK, 1_000).await;
        panel.answers_action("add", 200, &format!(r#"{{"error": "{text}"}}"#));
        for _ in 0..280 {
            world.submit().await;
            world.watch().await;
            world.advance_ms(5 * MINUTE_MS);
        }
        world.leaves_few_rows(order_id, text).await;
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_without_a_connection_leaves_a_bounded_number_of_rows() {
    let mut world = World::new().await;
    world.asks_only("http://127.0.0.1:9/api/v2".to_owned(), 1_000);
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.places(5_001, 1, LINK, 1_000).await;
    for _ in 0..400 {
        world.submit().await;
        world.advance_ms(3 * MINUTE_MS);
    }
    assert!(world.order(order_id).await.attempt >= 400);
    world.leaves_few_rows(order_id, "no connection").await;
    world.advance_ms(5 * HOUR_MS);
    world.watch().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Canceled);
    world.audit().await;
}

impl World {
    async fn leaves_few_rows(&self, order_id: i64, what: &str) {
        for (table, max) in [("order_events", 110), ("order_answers", 20), ("order_words", 50)] {
            let rows = self.count(&format!("{table} WHERE order_id = {order_id}")).await;
            assert!(rows <= max, "{what}: {rows} rows of {table}");
        }
    }
}
