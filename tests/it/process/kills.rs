//! SIGKILL at random moments. `STOREFRONT_KILLS` says how many; twenty by default.

use std::time::Duration;

use super::flood::{Figures, Flood};
use crate::support::outside::free_address;
use crate::support::process::Process;
use crate::support::{Outside, world};

const LANES: usize = 6;

fn kills() -> i64 {
    std::env::var("STOREFRONT_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(20)
}

/// Kills and restarts the shop under a flood; returns what the flood came to.
async fn killed(outside: &Outside, kills: i64, serves: impl Fn() -> Process) -> Figures {
    let people = 100 + kills * 12;
    Flood::prepares(outside, people).await;
    let mut process = serves();
    outside.opens().await;
    let flood = Flood::begins(outside, LANES, people);
    for _ in 0..kills {
        let alive_ms = rand::random_range(20..1_200);
        tokio::time::sleep(Duration::from_millis(alive_ms)).await;
        process.dies();
        outside.forgets_the_dead().await;
        process = serves();
    }
    let figures = flood.ends(outside).await;
    let ended = process.stops(Duration::from_secs(10)).await;
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    let audit = outside.runs("audit", &[]).await;
    assert_eq!(audit.code(), Some(0), "{}", audit.stderr);
    assert!(audit.stdout.contains("adds up"));
    figures
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p02_p03_p04_no_update_no_order_and_no_message_is_lost_or_doubled_by_kills() {
    let outside = Outside::new().await;
    let kills = kills();
    let figures = killed(&outside, kills, || outside.serves()).await;
    println!("{kills} kills by polling: 0 lost, 0 doubled, {figures:?}");
    assert!(figures.updates > kills && figures.orders > 0 && figures.gifts > 0);
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p02_no_update_that_was_confirmed_to_the_webhook_is_lost_by_kills() {
    let outside = Outside::new().await;
    let kills = kills() / 2;
    let address = free_address().to_string();
    let url = format!("http://{address}/telegram");
    let vars = [
        ("HTTP_ADDR", address.as_str()),
        ("TELEGRAM_WEBHOOK_URL", url.as_str()),
        ("TELEGRAM_WEBHOOK_SECRET", "0123456789abcdef0123456789abcdef"),
    ];
    let figures = killed(&outside, kills, || outside.starts("serve", &vars)).await;
    println!("{kills} kills by webhook: 0 lost, 0 doubled, {figures:?}");
    assert!(figures.orders > 0);
    let polled = outside.telegram.calls().iter().any(|call| call.method == "getUpdates");
    assert!(!polled, "nothing came by polling");
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_message_is_told_again_rather_than_lost_when_the_shop_dies_while_sending() {
    let outside = Outside::new().await;
    outside.gives([10_001], "0.5").await;
    let process = outside.serves();
    outside.opens().await;
    outside
        .until("what was told is marked", async || {
            outside.count("outbox WHERE state = 0").await == 0
        })
        .await;
    let late = storefront::sandbox::telegram::FaultKind::LateAnswerMs(600_000);
    let late = storefront::sandbox::telegram::Fault::once(late);
    outside.telegram.set_fault(late.on("sendMessage").in_chat(10_001));
    outside.telegram.says(10_001, "/balance");
    outside.until_told(10_001, "Balance:").await;
    process.dies();
    outside.forgets_the_dead().await;
    let process = outside.serves();
    outside.until("it is told again", async || outside.times_told(10_001, "Balance:") == 2).await;
    outside.settles().await;
    assert_eq!(outside.times_told(world::OWNER, "Hello"), 1, "what was marked is not");
    process.stops(Duration::from_secs(10)).await;
    outside.audit().await;
}
