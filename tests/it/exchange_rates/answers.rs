//! Answers that are no rates change nothing.

use super::{ASKED, STOPPED, fetched, new_shop, shop};
use crate::support::Rates;
use storefront::clock::HOUR_MS;

fn with(dollars: &str) -> String {
    format!(r#"{{"base":"UZS","rates":{{"USD":{dollars}}}}}"#)
}

/// Each with its HTTP status.
fn garbage() -> Vec<(u16, String)> {
    let numbers = ["0", "-1", "1e-30", "1e30", "\"0.001\"", "\"much\"", "null", "true", "{}"];
    let mut all: Vec<(u16, String)> = numbers.iter().map(|one| (200, with(one))).collect();
    let bodies = [
        "",
        "<html>{\"base\":\"UZS\",\"rates\":{\"USD\":0.00105}}</html>",
        r#"{"rates":{"USD":0.00105}}"#,
        r#"{"base":"UZS","rates":{"EUR":0.00105}}"#,
        r#"{"base":"EUR","rates":{"USD":1.05}}"#,
        r#"{"base":"UZS","rates":{"UZS":2,"USD":0.00105}}"#,
        r#"{"base":"UZS","rates":{"USD":0.00105}"#,
        r#"{"result":"error","error-type":"quota-reached"}"#,
    ];
    all.extend(bodies.map(|body| (200, body.to_owned())));
    all.push((200, format!("{}{}", with("0.00105"), " ".repeat(64 * 1024))));
    all.push((200, "x".repeat(64 * 1024)));
    all.push((200, "[".repeat(60 * 1024)));
    all.extend([301, 302, 307].map(|status| (status, String::new())));
    all.extend([401, 404, 429, 500].map(|status| (status, with("0.00105"))));
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn garbage_changes_nothing() {
    let rates = Rates::telling("0.001").await;
    let world = shop(&rates).await;
    let kept = "currency || ' ' || conversion || ' ' || seen_ms FROM exchange_rates";
    let before = world.rows(kept).await;
    for (round, (status, body)) in (2..).zip(garbage()) {
        rates.answers(status, &body);
        world.fetches_rates_after(HOUR_MS).await;
        let shown: String = body.chars().take(80).collect();
        assert_eq!(world.rows(kept).await, before, "{status} {shown}");
        assert_eq!(world.in_force().await, ["0.001"], "{status} {shown}");
        assert_eq!(rates.calls(), round, "one question, wherever it leads");
    }
    let olga = world.owner();
    assert!(!olga.was_told(ASKED) && !olga.was_told(STOPPED));
    world.price_is("$1.30").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_that_never_had_a_rate_sells_nothing_and_says_so_once() {
    let rates = Rates::telling("0.001").await;
    rates.answers(200, "<html>");
    let world = new_shop(fetched(&rates)).await;
    for _ in 0..3 {
        world.fetches_rates_after(HOUR_MS).await;
        assert_eq!((world.services_sold().await, world.owner().times_told(STOPPED)), (0, 1));
    }
    rates.tells("0.001");
    world.fetches_rates_after(HOUR_MS).await;
    assert_eq!(world.owner().times_told("works again"), 1);
    world.price_is("$1.30").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_providers_need_is_kept_and_rates_are_taken_across() {
    let rates = Rates::telling("0.001").await;
    let told = r#"{"base_code":"EUR","rates":{"EUR":1,"USD":1.25,"UZS":1250,"RUB":100}}"#;
    rates.answers(200, told);
    let mut world = shop(&rates).await;
    let kept = world.rows("currency || ' ' || conversion FROM exchange_rates").await;
    assert_eq!(kept, ["UZS 0.001"]);
    world.price_is("$1.30").await;
    // Whose currency is another one now has another rate.
    let vars = [("PROVIDER_MAIN_CURRENCY", "RUB".to_owned()), ("RATES_URL", rates.url())].to_vec();
    world.panel.set_currency("RUB");
    world.restart(&vars).await;
    world.fetches_rates().await;
    world.sync().await;
    let kept = world.rows("currency || ' ' || conversion FROM exchange_rates").await;
    assert_eq!(
        (kept, world.in_force().await),
        (vec!["RUB 0.0125".to_owned()], vec!["0.0125".to_owned()])
    );
    assert!(!world.owner().was_told(ASKED));
    world.audit().await;
}
