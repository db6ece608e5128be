//! Updates come in: by polling and by webhook, once each, and whatever else comes changes nothing.

mod at_once;
mod face;
mod minimal;
mod webhook;

use crate::support::World;
use serde_json::{Value, json};
use storefront::clock::DAY_MS;
use storefront::sandbox::telegram::{Fault, FaultKind};

/// The offsets of every question for updates; `None` where there was none.
fn offsets(world: &World) -> Vec<Option<i64>> {
    let calls = world.telegram.calls();
    let asked = calls.iter().filter(|call| call.method == "getUpdates");
    asked.map(|call| call.params.get("offset").and_then(Value::as_i64)).collect()
}

/// Calls the Bot API as another program with the same token would.
async fn stranger_calls(world: &World, method: &str, body: Value) -> Value {
    let url = format!("http://{}/bot{}/{method}", world.address, crate::support::world::TOKEN);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client.post(url).header("content-type", "application/json");
    let answer = request.body(body.to_string()).send().await.unwrap();
    serde_json::from_str(&answer.text().await.unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offset_confirms_what_is_kept_and_is_not_remembered_over_a_restart() {
    let mut world = World::new().await;
    let first = world.telegram.says(5_001, "/start");
    let second = world.telegram.says(5_001, "/balance");
    world.settle().await;
    assert!(second > first);
    // The log has a question once it is answered.
    world.telegram.says(5_001, "/help");
    world.settle().await;
    let asked = offsets(&world);
    assert_eq!(asked[0], None, "the first question confirms nothing");
    assert_eq!(asked.last(), Some(&Some(second + 1)));
    assert!(asked.iter().flatten().is_sorted(), "{asked:?}");

    world.restart(&[]).await;
    world.telegram.clear_calls();
    world.telegram.says(5_001, "/balance");
    world.settle().await;
    assert_eq!(offsets(&world).first(), Some(&None));
    assert_eq!(world.count("inbox WHERE state = 1").await, 5);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p01_an_update_that_comes_again_has_its_effect_once() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    let help = world.telegram.says(5_001, "/help");
    world.settle().await;
    let answers = alice.told().len();
    assert!(world.telegram.redeliver(help));
    world.settle().await;
    assert_eq!(alice.told().len(), answers, "one answer for one message");

    alice.fills_in("instagram.com/alice", "1000").await;
    let before = world.telegram.says(5_002, "/start");
    world.settle().await;
    alice.taps("Confirm").await;
    for _ in 0..3 {
        assert!(world.telegram.redeliver(before + 1), "the press is the update after it");
        world.settle().await;
    }
    assert_eq!(world.count("orders").await, 1);
    assert_eq!(world.count("inbox WHERE state <> 1").await, 0);
    assert!(!world.owner().was_told("twice with different content"));
    world.audit().await;
}

fn balance_command(update_id: i64, text: &str) -> Value {
    let person = json!({ "id": 5_001, "is_bot": false, "first_name": "Alice" });
    let chat = json!({ "id": 5_001, "type": "private", "first_name": "Alice" });
    let entity = json!([{ "type": "bot_command", "offset": 0, "length": text.len() }]);
    json!({ "update_id": update_id, "message": {
        "message_id": 900_000, "date": 1_793_534_400, "from": person, "chat": chat,
        "text": text, "entities": entity,
    }})
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_known_update_id_with_another_body_alarms_once_and_has_no_effect() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.telegram.push_raw_update(balance_command(300_000_001, "/balance"));
    world.settle().await;
    let told = alice.told().len();
    for text in ["/help", "/orders", "/language"] {
        world.telegram.push_raw_update(balance_command(300_000_001, text));
        world.settle().await;
    }
    assert_eq!(alice.told().len(), told);
    assert_eq!(world.owner().times_told("twice with different content"), 1);
    assert!(world.owner().was_told("300000001"));
    assert_eq!(world.count("inbox WHERE update_id = 300000001").await, 1);
    world.audit().await;
}

/// Waits until a question that was asked from now on has failed.
async fn fails_to_ask(world: &World) {
    for _ in 0..2 {
        world.telegram.clear_calls();
        world
            .until("the question fails", async || {
                world.telegram.calls().iter().any(|call| call.answer_code == 500)
            })
            .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_six_idle_days_the_poller_takes_updates_that_are_numbered_anew() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    // The question that waits is answered by this message; the next ones fail while the days go
    // by, in which Telegram forgets what it had to give.
    let failure = Fault::once(FaultKind::Internal).on("getUpdates").times(u32::MAX);
    world.telegram.set_fault(failure);
    world.telegram.says(5_001, "/help");
    fails_to_ask(&world).await;
    world.telegram.forget_updates();
    world.advance_ms(6 * DAY_MS + 1);
    fails_to_ask(&world).await;
    world.telegram.set_next_update_id(17);
    world.telegram.clear_faults();
    assert_eq!(world.telegram.says(5_001, "/balance"), 17);
    world.settle().await;
    alice.expects("Balance:");
    assert_eq!(offsets(&world).last(), Some(&None));
    world.telegram.says(5_001, "/help");
    world.settle().await;
    world.telegram.says(5_001, "/help");
    world.settle().await;
    assert_eq!(offsets(&world).last(), Some(&Some(19)), "counting goes on from there");
    assert!(!world.owner().was_told("twice with different content"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_program_that_reads_the_updates_alarms_once() {
    let world = World::new().await;
    let owner = world.owner();
    stranger_calls(&world, "getUpdates", json!({ "timeout": 0 })).await;
    world.until("an alarm", async || owner.was_told("Another program reads")).await;
    // It asks again only when it has paused; the next stranger must meet a question.
    owner.says("/help").await;
    stranger_calls(&world, "getUpdates", json!({ "timeout": 0 })).await;
    owner.says("/help").await;
    assert_eq!(owner.times_told("Another program reads"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_that_somebody_sets_while_the_shop_asks_is_removed_with_an_alarm() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    for _ in 0..2 {
        stranger_calls(&world, "setWebhook", json!({ "url": "http://127.0.0.1:9/theirs" })).await;
        alice.says("/balance").await;
        alice.expects("Balance:");
    }
    assert_eq!(world.owner().times_told("webhook that is not ours"), 1);
    assert!(!world.owner().was_told("Another program reads"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn updates_of_unknown_kinds_and_shapes_are_finished_in_silence() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let (told, outbox) = (alice.told().len(), world.count("outbox").await);
    let person = json!({ "id": 5_001, "is_bot": false, "first_name": "Alice" });
    let strange = [
        json!({ "some_future_kind": { "from": person.clone(), "depth": [[[[]]]] } }),
        json!({ "message": 7 }),
        json!({ "message": { "from": { "id": "x" } } }),
        json!({ "message": { "from": person.clone(), "text": "no chat" } }),
        json!({ "callback_query": { "id": "1", "from": person.clone(), "data": "1:0:m" } }),
        json!({ "callback_query": { "id": "2", "from": person.clone(), "game_short_name": "g" } }),
        json!({ "my_chat_member": null }),
        json!({ "poll": { "id": "1" } }),
        json!({}),
    ];
    let count = i64::try_from(strange.len()).unwrap();
    let seen = world.count("inbox").await;
    for update in strange {
        world.telegram.push_raw_update(update);
    }
    world.settle().await;
    assert_eq!(world.count("inbox").await, seen + count, "each is kept");
    assert_eq!(world.count("inbox WHERE state = 1 AND body = ''").await, seen + count);
    assert_eq!(alice.told().len(), told);
    assert_eq!(world.count("outbox").await, outbox, "nobody is told anything");
    alice.says("/balance").await;
    alice.expects("Balance:");
    world.audit().await;
}

/// A server that is started anew hangs up on every connection; a file never does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_taps_after_the_database_has_hung_up_is_answered() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("/start").await;
    if world.database.folder().is_none() {
        let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()";
        world.database.executes(others).await;
    }
    alice.taps("New order").await;
    alice.expects("Choose a category");
    world.audit().await;
}
