//! The knobs of the drawer, turned as the page turns them.

use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::{Value, json};

use super::tests::world;
use super::*;
use crate::sandbox::wire::serve;

/// Somebody who takes what is signed with the right token only.
async fn shop(gateway: &CryptoPay) -> String {
    let own = gateway.clone();
    let take = move |headers: HeaderMap, body: axum::body::Bytes| async move {
        let said = headers.get("crypto-pay-api-signature").and_then(|value| value.to_str().ok());
        let is_signed = said == Some(own.sign(&body).as_str());
        if is_signed { StatusCode::OK } else { StatusCode::UNAUTHORIZED }
    };
    serve(Router::new().route("/hook", post(take))).await + "/hook"
}

fn act(action: &str, id: i64) -> Value {
    json!({ "action": action, "id": id })
}

#[tokio::test]
async fn an_invoice_is_paid_told_again_and_forged() {
    let world = world().await;
    let gateway = &world.gateway;
    gateway.set_webhook(Some(&shop(gateway).await));
    let id = world.usdt("5", "a").await;
    let open = gateway.state_json()["invoices"][0].clone();
    assert_eq!((&open["amount"], &open["status"]), (&json!("5 USDT"), &json!("active")));
    assert_eq!((&open["is_open"], &open["told"]), (&json!(true), &Value::Null));
    gateway.apply(&act("forge", id)).unwrap();
    gateway.all_delivered().await;
    let forged = gateway.deliveries().pop().unwrap();
    let said: Value = serde_json::from_str(&forged.body).unwrap();
    assert_eq!((&said["payload"]["status"], forged.answer), (&json!("paid"), Some(401)));
    let still = gateway.state_json()["invoices"][0].clone();
    assert_eq!((&still["status"], &still["told"]), (&json!("active"), &json!("401")));
    // One that was forged does not switch the webhook off.
    gateway.apply(&act("pay", id)).unwrap();
    gateway.all_delivered().await;
    gateway.apply(&act("tell", id)).unwrap();
    gateway.all_delivered().await;
    let paid = gateway.state_json()["invoices"][0].clone();
    assert_eq!((&paid["status"], &paid["told"]), (&json!("paid"), &json!("200")));
    assert_eq!(gateway.deliveries().len(), 3);
}

#[tokio::test]
async fn the_next_webhook_is_lost_or_comes_twice() {
    let world = world().await;
    let gateway = &world.gateway;
    gateway.set_webhook(Some(&shop(gateway).await));
    for (name, deliveries) in [("gets lost", 0), ("comes twice", 2), ("is delivered", 3)] {
        let id = world.usdt("5", name).await;
        let state = gateway.apply(&json!({ "action": "delivery", "value": name })).unwrap();
        assert_eq!(state["delivery"], json!(name));
        gateway.apply(&act("pay", id)).unwrap();
        gateway.all_delivered().await;
        assert_eq!(gateway.deliveries().len(), deliveries, "{name}");
        assert_eq!(gateway.state_json()["delivery"], json!("is delivered"));
    }
}

#[tokio::test]
async fn the_gateway_misbehaves_until_it_works_again() {
    let world = world().await;
    let set = |value: &str| json!({ "action": "fault", "value": value });
    for (name, status) in [("500", 500), ("account suspended", 423), ("works", 200)] {
        let state = world.gateway.apply(&set(name)).unwrap();
        assert_eq!(state["fault"], json!(name));
        let answer = world.post("getMe", json!({})).await.unwrap();
        assert_eq!(answer.status().as_u16(), status);
    }
    for wrong in [set("asleep"), json!({}), act("pay", 1), json!({ "action": "pay", "id": "x" })] {
        assert!(world.gateway.apply(&wrong).is_err(), "{wrong}");
    }
}
