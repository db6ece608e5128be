//! A process that was taken for dead: whoever has taken its place is not disturbed.

use std::time::Duration;

use crate::support::Outside;
use storefront::clock::{Clock, HOUR_MS};

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
