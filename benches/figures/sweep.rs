//! One question about each of a hundred thousand active orders.

use std::time::Instant;

use storefront::app::App;
use storefront::clock::{Clock, DAY_MS};

use crate::panel::Panel;
use crate::seed::{self, Ended};
use crate::shop::{self, Stage};
use crate::table::{Table, seconds};

const ORDERS: i64 = 100_000;
const SERVICES: i64 = 200;
/// 2026-11-21; the clock is moved by hand so that every order is due again.
const NOW_MS: i64 = 1_795_219_200_000;

pub async fn measure(table: &mut Table) {
    let Stage { folder, panel, address, .. } = Stage::with(1, SERVICES).await;
    let (clock, hand) = Clock::manual(NOW_MS);
    let app = shop::in_process(folder.path(), address, clock).await;
    app.workers.sync_catalogs().await.expect("synced");
    seed::orders(&folder.path().join(shop::DATABASE), ORDERS, Ended::No).await;
    let found = app.workers.audit().await.expect("audited");
    assert!(found.is_empty(), "the seeded ledger does not add up: {found:?}");
    sweep(table, &app, &panel, "sweep over 100,000 orders, all with news").await;
    hand.advance_ms(DAY_MS);
    sweep(table, &app, &panel, "sweep over 100,000 orders, no news").await;
}

async fn sweep(table: &mut Table, app: &App, panel: &Panel, what: &str) {
    panel.take_questions();
    let began = Instant::now();
    while app.workers.poll_orders().await.expect("polled") > 0 {}
    let elapsed_ms = began.elapsed().as_millis();
    table.add(what, seconds(elapsed_ms), "");
    table.add(format!("{what}: requests"), panel.take_questions().to_string(), "1000");
}
