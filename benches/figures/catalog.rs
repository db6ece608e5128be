//! A provider's list of ten thousand services, taken over for the first time and unchanged.

use std::path::Path;
use std::time::Instant;

use storefront::app::App;
use storefront::clock::Clock;

use crate::seed;
use crate::shop::{self, Stage};
use crate::table::{Table, seconds};

pub const SERVICES: i64 = 10_000;

pub async fn measure(table: &mut Table) {
    let Stage { folder, address, .. } = Stage::with(1, SERVICES).await;
    let app = shop::in_process(folder.path(), address, Clock::System).await;
    let database = folder.path().join(shop::DATABASE);
    // The shop has opened the file; triggers that others add are seen by its next statement.
    sync(table, &app, &database, "first sync of 10,000 services", "").await;
    seed::count_writes(&database).await;
    sync(table, &app, &database, "unchanged sync of 10,000 services", "0").await;
}

async fn sync(table: &mut Table, app: &App, database: &Path, what: &str, aim: &str) {
    let is_counted = !aim.is_empty();
    let began = Instant::now();
    app.workers.sync_catalogs().await.expect("synced");
    let elapsed_ms = began.elapsed().as_millis();
    table.add(what, seconds(elapsed_ms), "< 2 s");
    if is_counted {
        let rows = seed::writes(database).await;
        table.add(format!("{what}: rows written"), rows, aim);
    }
}
