//! The forms in which dialects want refills and cancels, from the button to the end.

use super::{REFILL_MS, running};
use crate::support::World;
use crate::support::person::Actor;
use crate::support::world::{PANEL_KEY, WorldOptions};
use storefront::clock::{MINUTE_MS, SECOND_MS};
use storefront::sandbox::panel::{Dialect, PanelOptions};

async fn speaking(dialect: Dialect, options: &str) -> World {
    let panel = PanelOptions { speed: 0, dialect, ..PanelOptions::new(PANEL_KEY) };
    let vars = vec![("PROVIDER_MAIN_OPTIONS", options.to_owned())];
    World::with(WorldOptions { panel, vars, ..WorldOptions::default() }).await
}

/// Delivers the order whole.
async fn delivers(world: &World, order_id: i64) {
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll_after(MINUTE_MS).await;
}

async fn refills(ann: Actor<'_>, order_id: i64) {
    let world = ann.world;
    delivers(world, order_id).await;
    ann.asks_refill(order_id).await;
    world.follows_requests().await;
    world.panel.tick_ms(REFILL_MS);
    world.advance_ms(MINUTE_MS);
    world.follows_requests().await;
    assert!(ann.was_told(&format!("Order #{order_id} was refilled")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refill_at_a_panel_that_knows_single_ones_only() {
    let world = speaking(Dialect::Yumup, "{}").await;
    let (ann, order_id) = running(&world).await;
    refills(ann, order_id).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancel_that_is_answered_by_an_object() {
    let world = speaking(Dialect::Paynow, "{}").await;
    let (ann, order_id) = running(&world).await;
    ann.asks_cancel(order_id).await;
    world.follows_requests().await;
    world.poll_after(SECOND_MS).await;
    assert!(ann.was_told(&format!("Order #{order_id} is canceled")));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_refills_and_cancels_are_one_call_each() {
    let world = speaking(Dialect::Smmrich, r#"{"refill":"orders"}"#).await;
    let ann = world.customer(5_001, "Ann", "100").await;
    let order_ids = world.starts_many(5_001, 4, 1_000).await;
    let (kept, stopped) = order_ids.split_at(2);
    for order_id in kept {
        delivers(&world, *order_id).await;
        ann.asks_refill(*order_id).await;
    }
    for order_id in stopped {
        ann.asks_cancel(*order_id).await;
    }
    world.follows_requests().await;
    assert_eq!((world.calls("refill"), world.calls("cancel")), (1, 1));
    world.panel.tick_ms(REFILL_MS);
    world.poll_after(MINUTE_MS).await;
    world.follows_requests().await;
    assert_eq!(world.calls("refill_status"), 1);
    assert_eq!(ann.times_told("was refilled"), 2);
    assert_eq!(ann.times_told("is canceled"), 2);
    world.audit().await;
}
