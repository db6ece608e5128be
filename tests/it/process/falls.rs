//! A part of the shop that ends although nobody told it to: the shop ends in order and with an error,
//! so that it is started again; a loop that panics goes on, and health names it meanwhile.

use std::time::Duration;

use crate::support::outside::free_address;
use crate::support::world::OWNER;
use crate::support::{Buyer, Outside};
use storefront::sandbox::panel::{FaultRule, PanelFault};
use storefront::sandbox::telegram::Person;

const ALICE: i64 = 10_001;
const STOP: Duration = Duration::from_secs(10);

async fn health(address: std::net::SocketAddr) -> (u16, String) {
    let client = reqwest::Client::builder().no_proxy().timeout(STOP).build().unwrap();
    let Ok(answer) = client.get(format!("http://{address}/health")).send().await else {
        return (0, String::new());
    };
    (answer.status().as_u16(), answer.text().await.unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_that_panics_ends_the_process_with_an_error_and_loses_nothing() {
    let outside = Outside::new().await;
    let process = outside.serves();
    outside.opens().await;
    process.stops(STOP).await;
    for part in ["runner", "intake", "sender", "marks", "lease", "http", "reachability"] {
        let (triggers, address) = (tempfile::tempdir().unwrap(), free_address());
        let folder = triggers.path().to_str().unwrap().to_owned();
        let text = address.to_string();
        let is_at_start = part == "reachability";
        if is_at_start {
            std::fs::write(triggers.path().join(part), "").unwrap();
        }
        let vars = [("STOREFRONT_PANIC_IN", folder.as_str()), ("HTTP_ADDR", &text)];
        let process = outside.starts("serve", &vars);
        if !is_at_start {
            process.until_it_says("the shop is open").await;
            std::fs::write(triggers.path().join(part), "").unwrap();
        }
        outside.telegram.says(OWNER, "/balance");
        // Whatever it answers.
        health(address).await;
        health(address).await;
        // Without its marks nothing may be sent.
        ends_with(process, if part == "marks" { "sender" } else { part }).await;
    }
    let process = outside.serves();
    outside.telegram.says(OWNER, "/help");
    outside.until_told(OWNER, "How it works").await;
    outside.settles().await;
    assert_eq!(process.stops(STOP).await.code(), Some(0));
    outside.audit().await;
}

async fn ends_with(process: crate::support::process::Process, part: &str) {
    let ended = process.ended(Duration::from_secs(40)).await;
    assert_eq!(ended.code(), Some(1), "{part}: {}", ended.stderr);
    let last = format!("a part of the shop has ended: {part}");
    assert_eq!(ended.stderr.lines().last(), Some(last.as_str()), "{}", ended.stderr);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_names_the_part_that_has_ended_while_the_others_finish() {
    let outside = Outside::new().await;
    outside.gives([ALICE], "100").await;
    let (triggers, address) = (tempfile::tempdir().unwrap(), free_address());
    let folder = triggers.path().to_str().unwrap().to_owned();
    let text = address.to_string();
    let vars = [("STOREFRONT_PANIC_IN", folder.as_str()), ("HTTP_ADDR", &text)];
    let process = outside.starts("serve", &vars);
    outside.opens().await;
    assert_eq!(health(address).await, (200, "ok\n".to_owned()));
    // A call under way keeps the process for a while.
    outside.panel.set_fault(FaultRule::once("add", PanelFault::DelayMs(4_000)));
    let buyer = Buyer { telegram: outside.telegram.clone(), id: ALICE };
    buyer.buys("https://instagram.com/alice").await;
    outside
        .until("the provider is asked", async || {
            outside.panel.requests().iter().any(|(action, _)| action == "add")
        })
        .await;
    std::fs::write(triggers.path().join("runner"), "").unwrap();
    outside
        .until("health names it", async || {
            let (status, text) = health(address).await;
            status == 503 && text.contains("this part does not work: runner")
        })
        .await;
    ends_with(process, "runner").await;
    assert_eq!(outside.panel.acceptances_for_link("https://instagram.com/alice"), 1);
    assert_eq!(outside.count("orders WHERE state = 'submitting'").await, 0);
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_while_a_failed_turn_is_counted_stops_nobody_and_the_turn_is_counted_later() {
    const BOOM: &str = "the text that breaks the shop";
    let outside = Outside::new().await;
    let triggers = tempfile::tempdir().unwrap();
    let folder = triggers.path().to_str().unwrap().to_owned();
    let file = triggers.path().join("failed turn");
    std::fs::write(&file, "").unwrap();
    let vars = [("STOREFRONT_PANIC_IN", folder.as_str()), ("STOREFRONT_PANIC_ON", BOOM)];
    let process = outside.starts("serve", &vars);
    outside.opens().await;
    outside.telegram.add_person(Person::named(ALICE, "Alice"));
    outside.telegram.says(ALICE, BOOM);
    process.until_it_says("a failed turn cannot be counted").await;
    outside.telegram.says(OWNER, "/balance");
    outside.until_told(OWNER, "Balance:").await;
    std::fs::remove_file(&file).unwrap();
    outside
        .until("it is set aside", async || outside.count("inbox WHERE state = 2").await == 1)
        .await;
    assert_eq!(process.stops(STOP).await.code(), Some(0));
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_loop_that_panics_goes_on_and_health_names_it_until_it_works_again() {
    let outside = Outside::new().await;
    let (triggers, address) = (tempfile::tempdir().unwrap(), free_address());
    let folder = triggers.path().to_str().unwrap().to_owned();
    let text = address.to_string();
    let vars = [("STOREFRONT_PANIC_IN", folder.as_str()), ("HTTP_ADDR", &text)];
    let process = outside.starts("serve", &vars);
    outside.opens().await;
    let file = triggers.path().join("poll main");
    std::fs::write(&file, "").unwrap();
    outside
        .until("health names it", async || {
            health(address).await.1.contains("this part does not work: poll main")
        })
        .await;
    outside.telegram.says(OWNER, "/balance");
    outside.until_told(OWNER, "Balance:").await;
    std::fs::remove_file(&file).unwrap();
    outside.until("health is well again", async || health(address).await.0 == 200).await;
    assert_eq!(process.stops(STOP).await.code(), Some(0));
    outside.audit().await;
}
