//! A start while Telegram is unwell: the shop opens, and what Telegram did not take is told again.

use std::time::Duration;

use crate::support::Outside;
use crate::support::outside::free_address;
use crate::support::world::OWNER;
use storefront::sandbox::telegram::{Fault, FaultKind};

const STOP: Duration = Duration::from_secs(10);

/// So many failures of one method, each of another kind.
fn fails(outside: &Outside, method: &str, times: usize) {
    let kinds = [
        FaultKind::Internal,
        FaultKind::BadGatewayHtml,
        FaultKind::TooManyRequests { retry_after_s: 1 },
    ];
    for kind in kinds.into_iter().cycle().take(times) {
        outside.telegram.set_fault(Fault::once(kind).on(method));
    }
}

/// How often a method was called.
fn calls(outside: &Outside, method: &str) -> usize {
    outside.telegram.calls().iter().filter(|call| call.method == method).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn menus_that_telegram_does_not_take_at_first_are_told_again() {
    let outside = Outside::new().await;
    fails(&outside, "setMyCommands", 3);
    fails(&outside, "setMyDescription", 1);
    let process = outside.serves();
    process.until_it_says("the shop is open").await;
    for (language, word) in [("en", "balance"), ("ru", "баланс")] {
        outside
            .until("there is a menu in each language", async || {
                let menu = outside.telegram.commands(10_001, language);
                menu.iter().any(|(_, text)| text.to_lowercase().contains(word))
            })
            .await;
    }
    outside.until("everything is told", async || calls(&outside, "setMyDescription") >= 4).await;
    process.stops(STOP).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_that_telegram_does_not_take_is_set_again_until_it_does() {
    let outside = Outside::new().await;
    let address = free_address().to_string();
    fails(&outside, "setWebhook", 4);
    let url = format!("http://{address}/telegram");
    let vars = [
        ("TELEGRAM_WEBHOOK_URL", url.as_str()),
        ("TELEGRAM_WEBHOOK_SECRET", "0123456789abcdef0123456789abcdef"),
        ("HTTP_ADDR", &address),
    ];
    let process = outside.starts("serve", &vars);
    process.until_it_says("the shop is open").await;
    outside.opens().await;
    outside.until_told(OWNER, "does not take this shop's webhook address").await;
    assert_eq!(calls(&outside, "setWebhook"), 5);
    assert_eq!(calls(&outside, "getUpdates"), 0);
    process.stops(STOP).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_is_taken_ends_the_start_before_telegram_is_asked_for_anything() {
    let outside = Outside::new().await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = outside.runs("serve", &[("HTTP_ADDR", &address)]).await;
    assert_eq!(ended.code(), Some(1), "{}", ended.stderr);
    assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
    assert!(ended.stderr.starts_with(&format!("HTTP_ADDR: {address} ")), "{}", ended.stderr);
    assert_eq!(outside.telegram.calls(), []);
    drop(taken);
    let process = outside.starts("serve", &[("HTTP_ADDR", &address)]);
    process.until_it_says("the shop is open").await;
    process.stops(STOP).await;
    outside.audit().await;
}
