//! How updates and calls travel: polling, webhook, redelivery, refusals by token, faults.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{ANN, World};
use crate::sandbox::telegram::{Fault, FaultKind};

fn ids(updates: &Value) -> Vec<i64> {
    let rows = updates.as_array().unwrap();
    rows.iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn the_token_is_checked_and_methods_are_known_in_any_case() {
    let world = World::new().await;
    assert_eq!(world.ok("GetMe", json!({})).await["username"], json!("storefront_bot"));
    let url = format!("{}/bot1:wrong/getMe", world.root);
    let reply = world.http.get(url).send().await.unwrap();
    assert_eq!(reply.status().as_u16(), 401);
    let text = reply.text().await.unwrap();
    assert_eq!(text, r#"{"description":"Unauthorized","error_code":401,"ok":false}"#);
    assert_eq!(world.refused("getNothing", json!({})).await, "404 Not Found");
}

#[tokio::test]
async fn long_polling_returns_at_once_when_an_update_arrives() {
    let world = World::new().await;
    let telegram = world.telegram.clone();
    let began = Instant::now();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(150)).await;
        telegram.says(ANN, "/start now");
    });
    let updates = world.ok("getUpdates", json!({ "timeout": 30 })).await;
    assert!(began.elapsed() >= Duration::from_millis(150));
    assert!(began.elapsed() < Duration::from_secs(5));
    let message = &updates[0]["message"];
    assert_eq!(message["text"], json!("/start now"));
    assert_eq!(message["entities"], json!([{"type": "bot_command", "offset": 0, "length": 6}]));
    assert_eq!(message["chat"]["id"], json!(ANN));
}

#[tokio::test]
async fn an_offset_confirms_and_a_negative_one_keeps_the_end() {
    let world = World::new().await;
    let all: Vec<i64> = (0..5).map(|n| world.telegram.says(ANN, &n.to_string())).collect();
    let first = ids(&world.ok("getUpdates", json!({ "limit": 2 })).await);
    assert_eq!(first, all[..2]);
    assert_eq!(ids(&world.ok("getUpdates", json!({})).await), all);
    let rest = ids(&world.ok("getUpdates", json!({ "offset": all[2] })).await);
    assert_eq!(rest, all[2..]);
    assert_eq!(world.telegram.unconfirmed_updates(), 3);
    assert_eq!(ids(&world.ok("getUpdates", json!({ "offset": -1 })).await), all[4..]);
    assert_eq!(world.telegram.unconfirmed_updates(), 1);
}

#[tokio::test]
async fn a_second_poller_ends_the_first_with_409() {
    let world = World::new().await;
    let first = world.send("getUpdates", json!({ "timeout": 20 }));
    let second = async {
        while world.telegram.state().poll_generation == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        world.ok("getUpdates", json!({ "timeout": 0 })).await
    };
    let (first, second) = tokio::join!(first, second);
    let (status, body) = first.unwrap();
    assert_eq!((status, second), (409, json!([])));
    let text = body["description"].as_str().unwrap();
    assert!(text.starts_with("Conflict: terminated by other getUpdates request"), "{text}");
}

#[tokio::test]
async fn unwanted_kinds_of_updates_are_not_queued() {
    let world = World::new().await;
    world.ok("getUpdates", json!({ "allowed_updates": ["callback_query"] })).await;
    world.telegram.says(ANN, "hello");
    let callback = world.telegram.presses(ANN, ANN, 1, "x");
    let updates = world.ok("getUpdates", json!({})).await;
    assert_eq!(updates.as_array().unwrap().len(), 1);
    assert_eq!(updates[0]["callback_query"]["id"], json!(callback));
}

#[tokio::test]
async fn a_redelivered_update_comes_once_more_below_the_offset() {
    let world = World::new().await;
    let id = world.telegram.says(ANN, "pay");
    let offset = json!({ "offset": id + 1 });
    assert_eq!(ids(&world.ok("getUpdates", offset.clone()).await), Vec::<i64>::new());
    assert!(world.telegram.redeliver(id));
    assert_eq!(ids(&world.ok("getUpdates", offset.clone()).await), vec![id]);
    assert_eq!(ids(&world.ok("getUpdates", offset).await), Vec::<i64>::new());
    assert!(!world.telegram.redeliver(1));
}

#[tokio::test]
async fn a_429_names_its_time_and_ends() {
    let world = World::started().await;
    let slow = Fault::once(FaultKind::TooManyRequests { retry_after_s: 3 });
    world.telegram.set_fault(slow.on("sendmessage").in_chat(ANN));
    world.ok("getUpdates", json!({})).await;
    let params = json!({ "chat_id": ANN, "text": "hi" });
    let (status, body) = world.send("sendMessage", params.clone()).await.unwrap();
    assert_eq!(status, 429);
    assert_eq!(body["description"], json!("Too Many Requests: retry after 3"));
    assert_eq!(body["parameters"], json!({ "retry_after": 3 }));
    assert!(world.telegram.last_from_bot(ANN).is_none());
    world.ok("sendMessage", params).await;
    let codes: Vec<u16> = world
        .telegram
        .calls()
        .iter()
        .filter(|call| call.method == "sendMessage" && call.chat_id == Some(ANN))
        .map(|call| call.answer_code)
        .collect();
    assert_eq!(codes, [429, 200]);
}

#[tokio::test]
async fn a_cut_connection_has_no_answer_and_may_have_taken_effect() {
    let world = World::started().await;
    let params = |text: &str| json!({ "chat_id": ANN, "text": text });
    world.telegram.set_fault(Fault::once(FaultKind::DropBefore));
    let before = world.send("sendMessage", params("lost")).await;
    assert!(before.is_err_and(|error| error.is_request()));
    assert!(world.telegram.last_from_bot(ANN).is_none());
    world.telegram.set_fault(Fault::once(FaultKind::DropAfter));
    assert!(world.send("sendMessage", params("arrived")).await.is_err());
    assert_eq!(world.telegram.last_from_bot(ANN).unwrap().text, "arrived");
    let codes: Vec<u16> = world.telegram.calls().iter().map(|call| call.answer_code).collect();
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 2);
    world.telegram.set_fault(Fault::once(FaultKind::BadGatewayHtml));
    let (status, page) = world.send("sendMessage", params("x")).await.unwrap();
    assert_eq!(status, 502);
    assert!(page.as_str().unwrap().starts_with("<html>"));
}

#[tokio::test]
async fn a_webhook_gets_each_update_until_it_says_yes() {
    let world = World::new().await;
    let (seen, mut got) = tokio::sync::mpsc::unbounded_channel::<(String, Value)>();
    let handler = move |headers: axum::http::HeaderMap, body: String| async move {
        let secret = headers["x-telegram-bot-api-secret-token"].to_str().unwrap().to_owned();
        seen.send((secret, serde_json::from_str(&body).unwrap())).unwrap();
        // The first try of each update fails.
        static TRIES: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let tries = TRIES.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if tries.is_multiple_of(2) {
            axum::http::StatusCode::BAD_GATEWAY
        } else {
            axum::http::StatusCode::OK
        }
    };
    let app = axum::Router::new().route("/hook", axum::routing::post(handler));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    world.telegram.set_webhook_retry_ms(5);
    world.telegram.says(ANN, "one");
    world.ok("setWebhook", json!({ "url": url, "secret_token": "s-1" })).await;
    world.telegram.says(ANN, "two");
    let mut texts = Vec::new();
    for _ in 0..4 {
        let (secret, update) = got.recv().await.unwrap();
        assert_eq!(secret, "s-1");
        texts.push(update["message"]["text"].as_str().unwrap().to_owned());
    }
    assert_eq!(texts, ["one", "one", "two", "two"]);
    let polled = world.refused("getUpdates", json!({})).await;
    assert!(polled.starts_with("409 Conflict: can't use getUpdates method while webhook"));
    world.ok("deleteWebhook", json!({})).await;
    assert_eq!(world.ok("getUpdates", json!({})).await, json!([]));
}

#[tokio::test]
async fn an_anonymous_admin_writes_as_the_group() {
    let world = World::new().await;
    world.telegram.add_group(-7, "Admins");
    world.telegram.says_in_group(-7, ANN, "/stats", true);
    let updates = world.ok("getUpdates", json!({})).await;
    let message = &updates[0]["message"];
    assert_eq!(message["from"]["id"], json!(1_087_968_824));
    assert_eq!(message["sender_chat"]["id"], json!(-7));
}
