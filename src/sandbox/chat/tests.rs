//! The page's JSON over real HTTP: what a browser sends and reads.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Control, Controls, router};
use crate::sandbox::telegram::{Person, Telegram, TelegramOptions};
use crate::sandbox::wire::{client, serve};

const ANN: i64 = 5_001;

struct Browser {
    telegram: Telegram,
    root: String,
    http: reqwest::Client,
}

impl Browser {
    async fn open(controls: Controls) -> Self {
        let telegram = Telegram::new(TelegramOptions {
            token: "42:sandbox".to_owned(),
            bot_id: 42,
            bot_username: "storefront_bot".to_owned(),
            bot_name: "Storefront".to_owned(),
        });
        let label = Some("customer".to_owned());
        telegram.add_person(Person { label, ..Person::named(ANN, "Ann") });
        let app = telegram.router().merge(router(telegram.clone(), controls));
        Self { telegram, root: serve(app).await, http: client() }
    }

    async fn get(&self, path: &str) -> reqwest::Response {
        self.http.get(format!("{}{path}", self.root)).send().await.unwrap()
    }

    async fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(path).await.text().await.unwrap()).unwrap()
    }

    async fn post(&self, path: &str, body: Value) -> (u16, String) {
        let request = self.http.post(format!("{}{path}", self.root));
        let request = request.header("content-type", "application/json");
        let reply = request.body(body.to_string()).send().await.unwrap();
        (reply.status().as_u16(), reply.text().await.unwrap())
    }

    async fn bot(&self, method: &str, params: Value) -> Value {
        let (status, text) = self.post(&format!("/bot42:sandbox/{method}"), params).await;
        assert_eq!(status, 200, "{text}");
        serde_json::from_str::<Value>(&text).unwrap()["result"].clone()
    }

    async fn changes(&self, after: u64) -> Value {
        self.json(&format!("/sandbox/chat?chat={ANN}&person={ANN}&after={after}")).await
    }
}

#[tokio::test]
async fn the_page_and_its_parts_are_served_with_a_strict_policy() {
    let browser = Browser::open(Controls::new()).await;
    let page = browser.get("/").await;
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    let html = page.text().await.unwrap();
    let parts = html.split('"').filter(|part| part.starts_with("/sandbox/"));
    let mut count = 0;
    for part in parts {
        assert_eq!(browser.get(part).await.status().as_u16(), 200, "{part}");
        count += 1;
    }
    assert_eq!(count, 4);
    assert_eq!(browser.get("/sandbox/nothing.js").await.status().as_u16(), 404);
}

#[tokio::test]
async fn scripts_import_only_what_is_served_and_never_write_markup() {
    for (name, kind, text) in super::ASSETS.iter().filter(|(_, kind, _)| *kind == super::JS) {
        assert!(!text.contains("innerHTML"), "{name} {kind}");
        for line in text.lines().filter(|line| line.starts_with("import ")) {
            let file = line.split("\"./").nth(1).and_then(|rest| rest.strip_suffix("\";")).unwrap();
            assert!(super::ASSETS.iter().any(|(known, ..)| *known == file), "{name}: {file}");
        }
    }
}

#[tokio::test]
async fn a_conversation_is_read_in_changes() {
    let browser = Browser::open(Controls::new()).await;
    let say = json!({ "chat": ANN, "person": ANN, "text": " /start " });
    assert_eq!(browser.post("/sandbox/say", say).await.0, 200);
    let first = browser.changes(0).await;
    assert_eq!(first["messages"][0]["text"], json!("/start"));
    assert_eq!(first["messages"][0]["is_own"], json!(true));
    let version = first["version"].as_u64().unwrap();
    let keyboard = json!({ "inline_keyboard": [[{ "text": "Pay", "callback_data": "p" }]] });
    let sent = json!({ "chat_id": ANN, "text": "Hello", "reply_markup": keyboard });
    let message = browser.bot("sendMessage", sent).await["message_id"].clone();
    let second = browser.changes(version).await;
    assert_eq!(second["messages"].as_array().unwrap().len(), 1);
    assert_eq!(second["messages"][0]["buttons"][0][0]["data"], json!("p"));
    let version = second["version"].as_u64().unwrap();
    let press = json!({ "chat": ANN, "person": ANN, "message": message, "data": "p" });
    let (_, pressed) = browser.post("/sandbox/press", press).await;
    let id = serde_json::from_str::<Value>(&pressed).unwrap()["callback_id"].clone();
    browser.bot("answerCallbackQuery", json!({ "callback_query_id": id, "text": "Paid" })).await;
    let third = browser.changes(version).await;
    assert_eq!(third["answers"][0]["callback_id"], id);
    assert_eq!(third["answers"][0]["text"], json!("Paid"));
    assert_eq!(third["messages"], json!([]));
}

#[tokio::test]
async fn the_overview_counts_what_the_bot_wrote() {
    let browser = Browser::open(Controls::new()).await;
    browser.telegram.says(ANN, "/start");
    browser.bot("sendMessage", json!({ "chat_id": ANN, "text": "a\n b" })).await;
    let menu = json!([{ "command": "help", "description": "Help" }]);
    browser.bot("setMyCommands", json!({ "commands": menu })).await;
    let overview = browser.json("/sandbox/overview").await;
    let row = &overview["chats"][0];
    assert_eq!((&row["title"], &row["label"]), (&json!("Ann"), &json!("customer")));
    assert_eq!((&row["bot_messages"], &row["commands"]), (&json!(1), &menu));
    assert_eq!(row["last"]["text"], json!("a b"));
}

#[tokio::test]
async fn foreign_forms_cannot_act() {
    let browser = Browser::open(Controls::new()).await;
    let body = json!({ "chat": ANN, "person": ANN, "text": "hi" }).to_string();
    let request = browser.http.post(format!("{}/sandbox/say", browser.root));
    let reply = request.header("content-type", "text/plain").body(body).send().await.unwrap();
    assert_eq!(reply.status().as_u16(), 415);
    assert!(browser.telegram.chat(ANN).is_empty());
}

#[tokio::test]
async fn the_drawer_breaks_telegram_and_turns_the_panel() {
    let act = |action: &Value| match action["value"].as_str() {
        Some("delay") => Ok(action.clone()),
        _ => Err("No such fault.".to_owned()),
    };
    let panel = Control { state: Arc::new(|| json!({ "fault": "none" })), act: Arc::new(act) };
    let browser = Browser::open(Controls::from([("panel", panel)])).await;
    let shown = browser.json("/sandbox/controls").await;
    assert_eq!(shown["panel"]["fault"], json!("none"));
    assert_eq!(shown["stars"]["payments"], json!([]));
    let set = |value: &str| json!({ "action": "fault", "value": value });
    assert_eq!(browser.post("/sandbox/controls/panel", set("delay")).await.0, 200);
    let (status, text) = browser.post("/sandbox/controls/panel", set("x")).await;
    assert_eq!((status, text.as_str()), (422, "No such fault."));
    assert_eq!(browser.post("/sandbox/controls/mint", set("x")).await.0, 422);
    browser.telegram.says(ANN, "/start");
    assert_eq!(browser.post("/sandbox/fault", json!({ "kind": "429" })).await.0, 200);
    let send = json!({ "chat_id": ANN, "text": "hi" });
    assert_eq!(browser.post("/bot42:sandbox/sendMessage", send.clone()).await.0, 429);
    let block = json!({ "person": ANN, "blocked": true });
    assert_eq!(browser.post("/sandbox/block", block).await.0, 200);
    assert_eq!(browser.post("/bot42:sandbox/sendMessage", send).await.0, 403);
}

#[tokio::test]
async fn events_tell_of_each_change() {
    let browser = Browser::open(Controls::new()).await;
    let mut events = browser.get("/sandbox/events").await;
    let first = events.chunk().await.unwrap().unwrap();
    assert!(first.starts_with(b"data: "));
    browser.telegram.says(ANN, "hi");
    let second = events.chunk().await.unwrap().unwrap();
    assert!(second.starts_with(b"data: ") && second != first);
}

#[tokio::test]
async fn an_invoice_in_stars_is_drawn_and_can_be_paid() {
    let browser = Browser::open(Controls::new()).await;
    browser.telegram.says(ANN, "/start");
    let invoice = json!({
        "chat_id": ANN, "title": "Top-up", "description": "For your balance", "payload": "7",
        "currency": "XTR", "prices": [{ "label": "Top-up", "amount": 50 }],
    });
    let id = browser.bot("sendInvoice", invoice).await["message_id"].clone();
    let drawn = |changes: &Value, at: usize| changes["messages"][at]["stars"].clone();
    let open = json!({ "title": "Top-up", "description": "For your balance", "amount": 50,
                       "is_paid": false });
    assert_eq!(drawn(&browser.changes(0).await, 1), open);
    let press = json!({ "person": ANN, "message": id });
    let (status, text) = browser.post("/sandbox/pay", press.clone()).await;
    assert_eq!(status, 200, "{text}");
    let query = serde_json::from_str::<Value>(&text).unwrap()["callback_id"].clone();
    let yes = json!({ "pre_checkout_query_id": query, "ok": true });
    browser.bot("answerPreCheckoutQuery", yes).await;
    let changes = browser.changes(0).await;
    assert_eq!(drawn(&changes, 1)["is_paid"], json!(true));
    assert_eq!(drawn(&changes, 2), json!({ "note": "Paid ⭐ 50" }));
    let (status, text) = browser.post("/sandbox/pay", press).await;
    assert_eq!((status, text.as_str()), (422, "This invoice was paid already."));
}
