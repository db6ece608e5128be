//! The process dies around the one call that buys something.

use std::os::unix::process::ExitStatusExt;
use std::time::Duration;

use crate::support::world::OWNER;
use crate::support::{Buyer, Outside};

const ALICE: i64 = 10_001;
const LINK: &str = "https://instagram.com/alice";
const SIGABRT: i32 = 6;

/// Dies at a named point while an order is sent, and starts again. Returns the number of the order.
async fn crash(outside: &Outside, point: &str) -> i64 {
    outside.gives([ALICE], "100").await;
    let process = outside.starts("serve", &[("STOREFRONT_CRASH_AT", point)]);
    outside.opens().await;
    let buyer = Buyer { telegram: outside.telegram.clone(), id: ALICE };
    let buys = tokio::spawn(async move { buyer.buys(LINK).await });
    let ended = process.ended(Duration::from_secs(60)).await;
    assert_eq!(ended.status.signal(), Some(SIGABRT), "{}", ended.stderr);
    assert_eq!(outside.count("orders WHERE state = 'submitting'").await, 1);
    outside.forgets_the_dead().await;
    let process = outside.serves();
    let order_id = buys.await.unwrap();
    outside.until_told(ALICE, &format!("Order #{order_id} · is being checked")).await;
    outside.until_told(OWNER, &format!("Order #{order_id} needs your decision")).await;
    outside.settles().await;
    // The loops that send and watch go round several times.
    let polls = outside.telegram.calls().len();
    for text in ["/balance", "/orders"] {
        let buyer = Buyer { telegram: outside.telegram.clone(), id: ALICE };
        let typed = buyer.says(text);
        buyer
            .until(typed, |shown| shown.text.contains("alance") || shown.text.contains("order"))
            .await;
    }
    assert!(outside.telegram.calls().len() > polls);
    process.stops(Duration::from_secs(10)).await;
    outside.forgets_the_dead().await;
    let again = outside.serves();
    again.until_it_says("the shop is open").await;
    outside.settles().await;
    again.stops(Duration::from_secs(10)).await;
    order_id
}

fn submissions(outside: &Outside) -> usize {
    outside.panel.requests().iter().filter(|(action, _)| action == "add").count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_an_order_whose_process_died_before_the_call_waits_for_a_person() {
    let outside = Outside::new().await;
    crash(&outside, "before-submit").await;
    assert_eq!(submissions(&outside), 0, "it is not known to be unsent, so it is not sent");
    assert_eq!(outside.count("orders WHERE state = 'review' AND reason = 'interrupted'").await, 1);
    assert_eq!(outside.count(&format!("wallets WHERE person_id = {ALICE} AND held > 0")).await, 1);
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_an_order_whose_process_died_after_the_call_is_never_sent_again() {
    let outside = Outside::new().await;
    crash(&outside, "after-submit").await;
    assert_eq!(submissions(&outside), 1);
    assert_eq!(outside.panel.acceptances_for_link(LINK), 1);
    assert_eq!(outside.count("orders WHERE state = 'review' AND attempt = 1").await, 1);
    outside.audit().await;
}

/// An order that was delivered, and then a process that dies at a named point while a refill of it
/// is asked for, and starts again.
async fn crash_asking(outside: &Outside, point: &str) {
    outside.gives([ALICE], "100").await;
    let process = outside.serves();
    outside.opens().await;
    let buyer = Buyer { telegram: outside.telegram.clone(), id: ALICE };
    let order_id = buyer.buys(LINK).await;
    outside.until_told(ALICE, &format!("Order #{order_id} is delivered")).await;
    process.stops(Duration::from_secs(10)).await;
    outside.forgets_the_dead().await;
    let process = outside.starts("serve", &[("STOREFRONT_CRASH_AT", point)]);
    let typed = buyer.says(&format!("#{order_id}"));
    buyer.taps(typed, "Ask for a refill").await;
    let ended = process.ended(Duration::from_secs(60)).await;
    assert_eq!(ended.status.signal(), Some(SIGABRT), "{}", ended.stderr);
    assert_eq!(outside.count("order_requests WHERE state = 'asking'").await, 1);
    outside.forgets_the_dead().await;
    outside.database.executes("UPDATE order_requests SET lease_until_ms = 0").await;
    let process = outside.serves();
    outside.until_told(ALICE, &format!("The refill of order #{order_id} is unclear")).await;
    process.stops(Duration::from_secs(10)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_a_refill_whose_process_died_around_the_call_is_never_asked_for_again() {
    for (point, taken) in [("before-request", 0), ("after-request", 1)] {
        let outside = Outside::new().await;
        crash_asking(&outside, point).await;
        assert_eq!(outside.panel.refilled().len(), taken, "{point}");
        assert_eq!(outside.count("order_requests WHERE attempt = 1").await, 1);
        outside.audit().await;
    }
}
