//! A Bot API server of somebody else's that answers only what the documentation requires, and that
//! does not check what it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::routing::any;
use serde_json::{Value, json};
use storefront::app::{self, App, Running};
use storefront::clock::Clock;
use storefront::config::Config;
use tokio_util::sync::CancellationToken;

use crate::support::database::Database;
use crate::support::world::{PATIENCE, START_MS, TOKEN, vars};

const ALICE: i64 = 5_001;

#[derive(Clone, Default)]
struct Minimal {
    updates: Arc<Mutex<VecDeque<Value>>>,
    calls: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Minimal {
    /// What `method` was told so far.
    fn told(&self, method: &str) -> Vec<Value> {
        let calls = self.calls.lock().unwrap();
        calls.iter().filter(|(name, _)| name == method).map(|(_, told)| told.clone()).collect()
    }

    async fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !is_so(self) {
            assert!(began.elapsed() < PATIENCE, "never: {what}: {:#?}", self.calls);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn gives(&self, update: Value) {
        self.updates.lock().unwrap().push_back(update);
    }
}

async fn answer(
    State(server): State<Minimal>,
    Path((bot, method)): Path<(String, String)>,
    body: Bytes,
) -> String {
    assert_eq!(bot, format!("bot{TOKEN}"));
    let told: Value = serde_json::from_slice(&body).unwrap();
    let result = match method.as_str() {
        "getMe" => json!({ "id": 777, "is_bot": true, "first_name": "Shop" }),
        "getUpdates" => {
            let waiting: Vec<Value> = server.updates.lock().unwrap().drain(..).collect();
            json!(waiting)
        }
        "sendMessage" | "editMessageText" => {
            json!({ "message_id": 1, "date": 0, "chat": { "id": ALICE, "type": "private" } })
        }
        _ => json!(true),
    };
    server.calls.lock().unwrap().push((method, told));
    json!({ "ok": true, "result": result }).to_string()
}

/// A shop at such a server.
async fn shop_at(server: &Minimal, database: &Database) -> (App, Running) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/{bot}/{method}", any(answer)).with_state(server.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let config = Config::read(&vars(&database.url, address, &[])).unwrap();
    let (clock, _) = Clock::manual(START_MS);
    let mut app = app::build(config, clock, "serve", &CancellationToken::new()).await.unwrap();
    let running = app.start_bot();
    (app, running)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_says_only_what_it_must_is_served() {
    let (server, database) = (Minimal::default(), Database::create().await);
    let (app, running) = shop_at(&server, &database).await;
    assert_eq!((app.runner.me.user.id.0, app.runner.me.username()), (777, ""));
    let alice = json!({ "id": ALICE, "is_bot": false, "first_name": "A" });
    let chat = json!({ "id": ALICE, "type": "private" });
    server.gives(json!({ "update_id": 1, "message": {
        "message_id": 1, "date": 0, "chat": chat, "from": alice, "text": "/start" } }));
    server.until("a menu", |server| !server.told("sendMessage").is_empty()).await;
    let screen = server.told("sendMessage").pop().unwrap();
    let key = screen["reply_markup"]["inline_keyboard"][0][0]["callback_data"].clone();

    server.gives(json!({ "update_id": 2, "callback_query": {
        "id": 77, "from": alice, "data": key, "message": { "message_id": 1, "chat": chat } } }));
    server.until("the screen changes", |server| !server.told("editMessageText").is_empty()).await;
    let answered = |server: &Minimal| {
        let answers = server.told("answerCallbackQuery");
        answers.iter().map(|told| told["callback_query_id"].clone()).collect::<Vec<_>>()
    };
    server.until("the press is answered", |server| answered(server) == ["77"]).await;

    // Presses that nobody can make sense of are answered all the same, with nothing to read.
    server.gives(json!({ "update_id": 3, "callback_query": { "id": "78", "from": 7 } }));
    server.gives(json!({ "update_id": 4, "callback_query": { "id": "79", "from": alice,
        "data": "1:0:m" } }));
    server.until("both are answered", |server| answered(server).len() == 3).await;
    let last = server.told("answerCallbackQuery").pop().unwrap();
    assert_eq!(last["text"], "");
    running.stop().await;
    app.store.close().await;
}
