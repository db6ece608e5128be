//! A process that was taken for dead: whoever has taken its place is not disturbed.

use std::time::Duration;

use crate::support::Outside;
use storefront::clock::{Clock, HOUR_MS};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_that_waits_for_telegram_keeps_its_place_and_ends_when_it_has_lost_it() {
    let outside = Outside::new().await;
    let process = outside.starts("serve", &[("TELEGRAM_API_URL", "http://127.0.0.1:9")]);
    process.until_it_says("Telegram does not answer yet").await;
    let renewed = "until_ms FROM leases WHERE name = 'instance'";
    let first = outside.database.texts(renewed).await;
    outside
        .until("the lease is renewed", async || outside.database.texts(renewed).await != first)
        .await;
    let until_ms = Clock::System.now_ms() + HOUR_MS;
    let take = format!("UPDATE leases SET owner = 'another', until_ms = {until_ms}");
    outside.database.executes(&take).await;
    let ended = process.ended(Duration::from_secs(30)).await;
    assert_eq!(ended.code(), Some(1), "{}", ended.stderr);
    assert!(ended.stderr.contains("another instance has taken over"), "{}", ended.stderr);
    assert_eq!(outside.count("leases WHERE owner = 'another'").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_whose_place_was_taken_ends_with_code_1_and_says_why() {
    let outside = Outside::new().await;
    let process = outside.serves();
    outside.opens().await;
    let until_ms = Clock::System.now_ms() + HOUR_MS;
    let take = format!(
        "UPDATE leases SET owner = 'another', until_ms = {until_ms} WHERE name = 'instance'"
    );
    outside.database.executes(&take).await;
    let ended = process.ended(Duration::from_secs(30)).await;
    assert_eq!(ended.code(), Some(1), "{}", ended.stderr);
    assert!(ended.stderr.contains("another instance has taken over"), "{}", ended.stderr);
    // The other's lease stands.
    assert_eq!(outside.count("leases WHERE owner = 'another'").await, 1);
    outside.audit().await;
}
