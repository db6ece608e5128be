//! `cargo bench`: how fast and how small the shop is. The shop is the real binary in a process of
//! its own; the load generator here is a Bot API that presses the next button as soon as a screen
//! is shown. Prints figures and judges nothing.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measurement that cannot be made ends here"
)]

mod machine;
mod telegram;

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use machine::Usage;
use storefront::sandbox::panel::{Panel, PanelOptions};
use telegram::Load;

const CUSTOMERS: i64 = 200;
const FLAT_OUT: Duration = Duration::from_secs(10);
const PACED: Duration = Duration::from_secs(10);
const PACE: u32 = 200;

fn main() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(measure());
}

async fn measure() {
    let folder = tempfile::tempdir().expect("a folder");
    println!("one fsync: {} µs (median of 100)", machine::fsync_us(folder.path()));
    let load = Load::new(CUSTOMERS);
    let panel = Panel::new(PanelOptions { speed: 0, ..PanelOptions::new("bench") });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = load.router().nest("/panel", panel.router());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let began = Instant::now();
    let shop = Shop::start(folder.path(), address);
    load.begin().await;
    println!("start to the first served update: {} ms", began.elapsed().as_millis());
    wait_for_catalog(&load).await;
    println!("idle memory: {} MB", shop.usage().memory_kib / 1024);
    browse(&load, &shop, "flat out", FLAT_OUT, None).await;
    browse(&load, &shop, "200 updates/s", PACED, Some(PACE)).await;
}

/// The first customer walks alone until there is something to browse.
async fn wait_for_catalog(load: &Load) {
    let until = Instant::now() + Duration::from_secs(20);
    while !load.has_catalog().await {
        assert!(Instant::now() < until, "the catalog never came");
    }
}

async fn browse(load: &Load, shop: &Shop, what: &str, time: Duration, pace: Option<u32>) {
    let (before, own_before) = (shop.usage(), Usage::of("self"));
    let began = Instant::now();
    let mut latencies = load.run(time, pace).await;
    let elapsed_us = began.elapsed().as_micros();
    let (after, own_after) = (shop.usage(), Usage::of("self"));
    latencies.sort_unstable();
    let count = u128::try_from(latencies.len()).unwrap_or(1).max(1);
    let at = |percent: usize| latencies.get(latencies.len() * percent / 100).copied().unwrap_or(0);
    let cpu_us = u128::from(after.cpu_us - before.cpu_us);
    let own_us = u128::from(own_after.cpu_us - own_before.cpu_us);
    println!("\n{what}: {} updates/s", count * 1_000_000 / elapsed_us);
    println!("  handed out to answered: p50 {} µs, p99 {} µs", at(50), at(99));
    println!("  processor time of the shop: {} µs an update", cpu_us / count);
    println!("  processor time of the load generator: {} µs an update", own_us / count);
    println!("  peak memory of the shop: {} MB", after.peak_kib / 1024);
}

/// The real binary.
struct Shop(Child);

impl Shop {
    fn start(folder: &std::path::Path, address: std::net::SocketAddr) -> Self {
        let url = format!("http://{address}");
        let child = Command::new(env!("CARGO_BIN_EXE_storefront"))
            .current_dir(folder)
            .env_clear()
            .env("TELEGRAM_BOT_TOKEN", "99:bench-token")
            .env("TELEGRAM_API_URL", &url)
            .env("TELEGRAM_RATE_GLOBAL", "1000000")
            .env("TELEGRAM_RATE_CHAT", "100000")
            .env("ADMIN_IDS", "1")
            .env("HTTP_ADDR", "127.0.0.1:0")
            .env("PROVIDER_BENCH_URL", format!("{url}/panel/api/v2"))
            .env("PROVIDER_BENCH_KEY", "bench")
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .expect("the shop starts");
        Self(child)
    }

    fn usage(&self) -> Usage {
        Usage::of(&self.0.id().to_string())
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        // Gone already is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
