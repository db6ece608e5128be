//! Two hundred customers who browse, as fast as the shop answers and at a fixed pace; and again
//! with a million orders in the file.

use std::time::{Duration, Instant};

use crate::machine::Usage;
use crate::seed::{self, Ended};
use crate::shop::{self, Shop, Stage};
use crate::table::{Table, ms};
use crate::telegram::{BROWSE, Load, ORDERS, Walk};

const CUSTOMERS: i64 = 200;
const FLAT_OUT: Duration = Duration::from_secs(10);
const PACED: Duration = Duration::from_secs(10);
const PACE: u32 = 200;
const SERVICES: i64 = 200;
const ORDERS_MAX: i64 = 1_000_000;

pub async fn measure(table: &mut Table, with_million: bool) {
    let Stage { folder, load, address, .. } = Stage::with(CUSTOMERS, SERVICES).await;
    let shop = Shop::start(folder.path(), address);
    load.begin().await;
    wait_for_catalog(&load).await;
    both(&load, &shop, table, "").await;
    if !with_million {
        return;
    }
    shop.stop().await;
    seed::orders(&folder.path().join(shop::DATABASE), ORDERS_MAX, Ended::Yes).await;
    let shop = Shop::start(folder.path(), address);
    load.greet_one().await;
    // Whatever the start looks through once is not what a customer waits for.
    tokio::time::sleep(Duration::from_secs(3)).await;
    both(&load, &shop, table, " (1,000,000 orders)").await;
    // Each of these customers has fifty of them.
    let what = format!("their own orders, {PACE} updates/s (1,000,000 orders)");
    walk(&load, &shop, table, &what, (ORDERS, PACED, Some(PACE))).await;
}

async fn both(load: &Load, shop: &Shop, table: &mut Table, with: &str) {
    tokio::time::sleep(Duration::from_secs(1)).await;
    let idle = shop.usage().memory_kib / 1024;
    table.add(format!("idle memory{with}"), format!("{idle} MB"), "< 40 MB");
    walk(load, shop, table, &format!("flat out{with}"), (BROWSE, FLAT_OUT, None)).await;
    let what = format!("{PACE} updates/s{with}");
    walk(load, shop, table, &what, (BROWSE, PACED, Some(PACE))).await;
    let peak = shop.usage().peak_kib / 1024;
    table.add(format!("peak memory{with}"), format!("{peak} MB"), "< 60 MB");
}

/// The first customer walks alone until there is something to browse.
async fn wait_for_catalog(load: &Load) {
    let until = Instant::now() + Duration::from_secs(60);
    while !load.has_catalog().await {
        assert!(Instant::now() < until, "the catalog never came");
    }
}

async fn walk(
    load: &Load,
    shop: &Shop,
    table: &mut Table,
    what: &str,
    (way, time, pace): (Walk, Duration, Option<u32>),
) {
    let (before, own_before) = (shop.usage(), Usage::of("self"));
    let began = Instant::now();
    let mut latencies = load.run(way, time, pace).await;
    let elapsed_us = began.elapsed().as_micros();
    let (after, own_after) = (shop.usage(), Usage::of("self"));
    load.go_home().await;
    latencies.sort_unstable();
    let count = u128::try_from(latencies.len()).unwrap_or(1).max(1);
    let at = |percent: usize| {
        u128::from(latencies.get(latencies.len() * percent / 100).copied().unwrap_or(0))
    };
    let cpu_us = u128::from(after.cpu_us - before.cpu_us);
    let own_us = u128::from(own_after.cpu_us - own_before.cpu_us);
    let aims = if pace.is_none() { ["≥ 2500/s", "≤ 0.5 ms", ""] } else { ["", "", "< 10 ms"] };
    let rate = count * 1_000_000 / elapsed_us;
    table.add(format!("{what}: updates"), format!("{rate}/s"), aims[0]);
    table.add(format!("{what}: processor time an update"), ms(cpu_us / count), aims[1]);
    table.add(format!("{what}: of the load generator"), ms(own_us / count), "");
    table.add(format!("{what}: handed out to called, p50"), ms(at(50)), "");
    table.add(format!("{what}: handed out to called, p99"), ms(at(99)), aims[2]);
}
