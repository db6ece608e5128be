//! The webhook: only Telegram, which knows the secret, is heard, and it is heard once.

use crate::support::outside::free_address;
use crate::support::world::OWNER;
use crate::support::{World, WorldOptions, money};
use serde_json::{Value, json};
use storefront::domain::money::Money;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A world whose shop is told of updates.
async fn world_with_webhook() -> (World, String) {
    let address = free_address();
    let url = format!("http://{address}/telegram");
    let vars = vec![
        ("TELEGRAM_WEBHOOK_URL", url.clone()),
        ("TELEGRAM_WEBHOOK_SECRET", SECRET.to_owned()),
        ("HTTP_ADDR", address.to_string()),
    ];
    let options = WorldOptions { vars, is_bot_running: false, ..WorldOptions::default() };
    let mut world = World::with(options).await;
    world.start_bot();
    assert_eq!(world.start_http().await, address);
    world.owner().says("/start").await;
    (world, url)
}

async fn posts(url: &str, secret: Option<&str>, body: impl Into<reqwest::Body>) -> u16 {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut request = client.post(url).header("content-type", "application/json").body(body);
    if let Some(secret) = secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    request.send().await.unwrap().status().as_u16()
}

/// How much of everything there is.
async fn rows(world: &World) -> Vec<String> {
    const TABLES: [&str; 12] = [
        "inbox",
        "outbox",
        "people",
        "entries",
        "postings",
        "orders",
        "quotes",
        "dialogues",
        "screens",
        "alerts",
        "admin_acts",
        "journal",
    ];
    let mut rows = world.rows("key || '=' || value FROM meta ORDER BY key").await;
    for table in TABLES {
        rows.push(format!("{table}: {}", world.count(table).await));
    }
    rows
}

fn user(id: i64) -> Value {
    json!({ "id": id, "is_bot": false, "first_name": "Somebody", "language_code": "en" })
}

fn private(id: i64) -> Value {
    json!({ "id": id, "type": "private", "first_name": "Somebody" })
}

fn message(update_id: i64, person_id: i64, text: &str) -> String {
    let command = text.split(' ').next().unwrap_or_default().len();
    let entities = json!([{ "type": "bot_command", "offset": 0, "length": command }]);
    json!({ "update_id": update_id, "message": {
        "message_id": update_id, "date": 1_793_534_400, "from": user(person_id),
        "chat": private(person_id), "text": text, "entities": entities,
    }})
    .to_string()
}

fn press(update_id: i64, person_id: i64, data: &str) -> String {
    json!({ "update_id": update_id, "callback_query": {
        "id": format!("{update_id}"), "from": user(person_id), "chat_instance": "1", "data": data,
        "message": { "message_id": 1, "date": 0, "chat": private(person_id) },
    }})
    .to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_buys_through_the_webhook() {
    let (world, _) = world_with_webhook().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    world.submit().await;
    assert_eq!(world.panel.accepted().len(), 1);
    world.draws_cards().await;
    assert!(alice.was_told(&format!("Order #{order_id} is accepted")));
    assert!(!world.telegram.calls().iter().any(|call| call.method == "getUpdates"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p07_a_webhook_without_the_secret_changes_no_row() {
    let (world, url) = world_with_webhook().await;
    world.customer(5_001, "Alice", "25").await;
    let before = rows(&world).await;
    let longer = format!("{SECRET}x");
    let upper = SECRET.to_uppercase();
    let wrong = [None, Some(""), Some("wrong"), Some(&SECRET[..31]), Some(&longer), Some(&upper)];
    for (update_id, secret) in (700_000_001..).zip(wrong) {
        let credit = message(update_id, OWNER, "/credit 5001 1000000 gift");
        assert_eq!(posts(&url, secret, credit).await, 401, "{secret:?}");
    }
    assert_eq!(rows(&world).await, before);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p07_bodies_that_are_no_updates_change_no_row() {
    let (world, url) = world_with_webhook().await;
    let before = rows(&world).await;
    let oversized = format!("{{\"update_id\":1,\"message\":\"{}\"}}", "x".repeat(2 << 20));
    assert_eq!(posts(&url, Some(SECRET), oversized).await, 413);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let no_updates: [Vec<u8>; 7] = [
        b"".to_vec(),
        b"hello".to_vec(),
        b"{".to_vec(),
        b"{\"update_id\":\"7\"}".to_vec(),
        b"[1,2,3]".to_vec(),
        vec![0xff, 0xfe, 0x00],
        deep.into_bytes(),
    ];
    for body in no_updates {
        let shown = String::from_utf8_lossy(&body).chars().take(20).collect::<String>();
        assert_eq!(posts(&url, Some(SECRET), body).await, 200, "{shown}: nothing to repeat");
    }
    assert_eq!(rows(&world).await, before);
    world.owner().says("/help").await;
    world.owner().expects("How it works");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_that_is_delivered_again_is_handled_once() {
    let (world, url) = world_with_webhook().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let told = alice.told().len();
    let body = message(700_000_001, 5_001, "/balance");
    for _ in 0..3 {
        assert_eq!(posts(&url, Some(SECRET), body.clone()).await, 200);
    }
    world.settle().await;
    assert_eq!(alice.told().len(), told + 1);
    assert_eq!(world.count("inbox WHERE update_id = 700000001").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_a_forged_credit_with_the_right_secret_and_guessed_nonces_gives_nothing() {
    let (world, url) = world_with_webhook().await;
    world.customer(5_001, "Alice", "0").await;
    let entries = world.count("entries").await;
    assert_eq!(
        posts(&url, Some(SECRET), message(700_000_001, OWNER, "/credit 5001 1000000")).await,
        200
    );
    let credit = message(700_000_002, OWNER, "/credit 5001 1000000 gift");
    assert_eq!(posts(&url, Some(SECRET), credit).await, 200);
    world.settle().await;
    let (_, real) = world.owner().button("Confirm");
    let nonce = real.rsplit(':').next().unwrap();
    let form = real.strip_suffix(nonce).unwrap();
    assert_eq!(nonce.len(), 32, "128 bits in hex");

    let guesses = (0..60).map(|_| format!("{:032x}", rand::random::<u128>()));
    let near = [String::new(), "0".repeat(32), nonce[..31].to_owned(), nonce.to_uppercase()]
        .into_iter()
        .filter(|guess| guess != nonce);
    for (update_id, guess) in (700_001_000..).zip(guesses.chain(near)) {
        let forged = press(update_id, OWNER, &format!("{form}{guess}"));
        assert_eq!(posts(&url, Some(SECRET), forged).await, 200);
    }
    // The real nonce in the hands of somebody else.
    let stolen = press(700_002_000, 5_001, &real);
    assert_eq!(posts(&url, Some(SECRET), stolen).await, 200);
    world.settle().await;
    assert_eq!(world.count("entries").await, entries);
    assert_eq!(world.wallet(5_001).await.available, Money::ZERO);
    assert_eq!(world.count("inbox WHERE state <> 1").await, 0);

    world.owner().taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.available, money("1000000"), "the owner's own press");
    world.audit().await;
}
