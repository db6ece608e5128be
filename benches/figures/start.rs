//! From the start of the process to the first served update, with a full catalog and old orders.

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use storefront::clock::Clock;

use crate::catalog::SERVICES;
use crate::seed::{self, Ended};
use crate::shop::{self, Shop, Stage};
use crate::table::{Table, seconds};

const ORDERS: i64 = 100_000;
/// The middle of so many starts counts.
const STARTS: usize = 5;

pub async fn measure(table: &mut Table) {
    let Stage { folder, load, address, .. } = Stage::with(1, SERVICES).await;
    let app = shop::in_process(folder.path(), address, Clock::System).await;
    app.workers.sync_catalogs().await.expect("synced");
    app.store.close().await;
    drop(app);
    seed::orders(&folder.path().join(shop::DATABASE), ORDERS, Ended::Yes).await;
    audit(table, folder.path(), address).await;
    let mut times_ms = Vec::new();
    for _ in 0..STARTS {
        let began = Instant::now();
        let shop = Shop::start(folder.path(), address);
        load.greet_one().await;
        times_ms.push(began.elapsed().as_millis());
        tokio::time::sleep(Duration::from_secs(2)).await;
        let idle = shop.usage().memory_kib / 1024;
        shop.stop().await;
        if times_ms.len() == STARTS {
            table.add("idle memory, 10,000 services", format!("{idle} MB"), "< 40 MB");
        }
    }
    times_ms.sort_unstable();
    let what = "start to the first served update, 10,000 services and 100,000 old orders";
    table.add(what, format!("{} ms", times_ms[STARTS / 2]), "< 300 ms");
}

/// What was seeded must add up, or it is not what a shop leaves behind.
async fn audit(table: &mut Table, folder: &Path, address: SocketAddr) {
    let app = shop::in_process(folder, address, Clock::System).await;
    let began = Instant::now();
    let found = app.workers.audit().await.expect("audited");
    assert!(found.is_empty(), "the seeded ledger does not add up: {found:?}");
    let elapsed_ms = began.elapsed().as_millis();
    table.add("daily audit of 100,000 orders", seconds(elapsed_ms), "");
    app.store.close().await;
}
