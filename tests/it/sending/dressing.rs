//! What newer servers take and apps show: colours, times in the reader's zone, an answer that is
//! begun. An older server is told the same without them.

use serde_json::Value;
use storefront::sandbox::telegram::{Call, Fault, FaultKind};

use crate::support::World;

fn keys(call: &Call) -> Vec<Value> {
    let rows = call.params["reply_markup"]["inline_keyboard"].as_array().cloned();
    rows.into_iter().flatten().flat_map(|row| row.as_array().cloned().unwrap_or_default()).collect()
}

fn style_of(call: &Call, label: &str) -> Option<String> {
    let keys = keys(call);
    let key = keys.iter().find(|key| key["text"].as_str().is_some_and(|it| it.contains(label)));
    key.and_then(|key| key["style"].as_str().map(str::to_owned))
}

fn dressed(call: &Call) -> bool {
    let text = call.params.to_string();
    text.contains("\"style\"") || text.contains("tg-time")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_shown_is_done_by_green_and_ended_by_red() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "10").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    world.settle().await;
    let calls = world.calls_to(5_001);
    let confirm = calls.iter().rev().find_map(|call| style_of(call, "Confirm"));
    assert_eq!(confirm.as_deref(), Some("success"));
    alice.taps("Confirm").await;
    alice.says("#1001").await;
    alice.taps("Cancel the order").await;
    world.settle().await;
    let calls = world.calls_to(5_001);
    let red = |call: &Call| keys(call).iter().filter(|key| key["style"] == "danger").count();
    assert_eq!(calls.iter().map(red).sum::<usize>(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn times_stand_in_the_zone_of_the_reader_and_in_utc_for_older_apps() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "10").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    alice.says(&format!("#{order_id}")).await;
    alice.expects("2026-11-01 12:00 UTC");
    let html = alice.chat().pop().unwrap().html;
    let unix = world.now_ms() / 1_000;
    assert!(html.contains(&format!("<tg-time unix=\"{unix}\" format=\"dt\">")), "{html}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_server_is_told_the_same_without_and_is_not_asked_twice_again() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "10").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    world.telegram.clear_calls();
    let why = "Bad Request: can't parse entities: Unsupported start tag \"tg-time\"".to_owned();
    let refusal = FaultKind::Refuse { code: 400, description: why };
    world.telegram.set_fault(Fault::once(refusal).in_chat(5_001).on("sendMessage"));
    alice.says(&format!("#{order_id}")).await;
    world.settle().await;
    let sent: Vec<Call> =
        world.calls_to(5_001).into_iter().filter(|call| call.method == "sendMessage").collect();
    assert_eq!(sent.iter().map(dressed).collect::<Vec<_>>(), [true, false]);
    assert_eq!(sent[1].params["parse_mode"], "HTML", "the rest of its markup stays");
    alice.expects("2026-11-01 12:00 UTC");
    world.telegram.clear_calls();
    alice.says(&format!("#{order_id}")).await;
    world.settle().await;
    assert!(!world.calls_to(5_001).iter().any(dressed), "the server is known by now");
    alice.expects("2026-11-01 12:00 UTC");
    assert_eq!(world.count("outbox WHERE state = 2").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_must_be_typed_comes_as_a_message_that_is_replied_to() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.says("/support").await;
    world.settle().await;
    let asked =
        world.calls_to(5_001).into_iter().rfind(|call| call.method == "sendMessage").unwrap();
    assert_eq!(asked.params["reply_markup"]["force_reply"], true, "{:?}", asked.params);
    let question = alice.chat().into_iter().rfind(|shown| shown.from_bot).unwrap();
    world.telegram.replies(5_001, question.message_id, "Where is my order?");
    world.settle().await;
    assert!(world.owner().was_told("Where is my order?"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_delivered_comes_with_a_celebration() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "10").await;
    alice.buys("instagram.com/alice", "1000").await;
    world.submit().await;
    world.settle().await;
    let celebrates = |call: &Call| call.params.get("message_effect_id").is_some();
    assert!(!world.calls_to(5_001).iter().any(celebrates));
    let accepted = world.panel.accepted();
    world.panel.set_status(&accepted[0].id, "Completed", Some(0), None).unwrap();
    world.advance_ms(60_000);
    world.poll().await;
    world.settle().await;
    assert_eq!(world.calls_to(5_001).iter().filter(|call| celebrates(call)).count(), 1);
    world.audit().await;
}
