//! The API, called as its document says.

use serde_json::{Value, json};

use super::*;
use crate::sandbox::wire::{client, serve};

async fn world() -> (Mail, String) {
    let now_ms: NowMs = Arc::new(|| 1_793_534_400_000);
    let balance = Decimal::from(5);
    let mail = Mail::new(MailOptions { key: "key".to_owned(), balance, pace: 0, now_ms });
    let root = serve(mail.router()).await;
    (mail, format!("{root}/legacy/"))
}

async fn post(url: &str, body: Value) -> Value {
    let request = client().post(url).header("content-type", "application/json");
    let answer = request.body(body.to_string()).send().await.unwrap().text().await.unwrap();
    serde_json::from_str(&answer).unwrap_or(Value::Null)
}

#[tokio::test]
async fn orders_are_taken_listed_and_paid_for() {
    let (mail, root) = world().await;
    let url = format!("{root}key");
    let ask = async |body: Value| post(&url, body).await;
    assert_eq!(ask(json!({"action":"balance"})).await, json!({"balance": 5.00}));
    let order = json!({"action":"order","email":"load-1@example.com","quantity":1000});
    let id = ask(order.clone()).await["order"].as_str().unwrap().to_owned();
    assert_eq!(id.len(), 8);
    let listed = ask(json!({"action":"orders","page":1,"per_page":100})).await;
    assert_eq!(listed["total"], 1);
    assert_eq!(listed["orders"][0]["email"], "load-1@example.com");
    assert_eq!(listed["orders"][0]["created"], "2026-11-01 12:00:00");
    let paid = ask(json!({"action":"payments","page":1,"per_page":1})).await;
    assert_eq!((&paid["total"], &paid["payments"][0]["amount"]), (&json!(2), &json!(5.0)));
    let last = ask(json!({"action":"payments","per_page":1})).await;
    assert_eq!(last["payments"][0]["order_id"], id);
    mail.set_balance(Decimal::ZERO);
    assert_eq!(ask(order).await, json!({"error": "Insufficient balance."}));
    mail.set_status(&id, "completed", 100);
    assert_eq!(mail.orders()[0].progress, 100);
}

#[tokio::test]
async fn mistakes_have_the_documents_texts() {
    let (_, root) = world().await;
    let cases = [
        ("wrong", json!({"action":"balance"}), "Invalid key."),
        ("key", json!({"action":"nonsense"}), "Unknown action."),
        ("key", json!({"action":"order"}), "Invalid params."),
        ("key", json!({"action":"order","email":"x","quantity":500}), "Invalid email."),
        (
            "key",
            json!({"action":"order","email":"a@example.com","quantity":499}),
            "Invalid quantity. Range is 500-50000.",
        ),
    ];
    for (key, body, text) in cases {
        assert_eq!(post(&format!("{root}{key}"), body).await, json!({ "error": text }));
    }
}

#[tokio::test]
async fn the_drawer_turns_its_knobs() {
    let (mail, root) = world().await;
    let url = format!("{root}key");
    let order = json!({"action":"order","email":"load-1@example.com","quantity":500});
    mail.apply(&json!({"action":"fault","value":"taken, then 500"})).unwrap();
    assert_eq!(post(&url, order).await, Value::Null);
    let id = mail.orders()[0].id.clone();
    let state = mail.apply(&json!({"action":"finish","id":id})).unwrap();
    assert_eq!(state["orders"][0]["status"], "completed · 100 %");
    assert_eq!(mail.apply(&json!({"action":"balance","value":"0"})).unwrap()["balance"], "0");
    assert_eq!(
        mail.apply(&json!({"action":"fault","value":"answered"})).unwrap()["fault"],
        "answered"
    );
    let lists = mail.apply(&json!({"action":"list-fault","value":"always the last page"})).unwrap();
    assert_eq!(
        (&lists["fault"], &lists["list_fault"]),
        (&json!("answered"), &json!("always the last page"))
    );
    for name in lists["faults"].as_array().unwrap() {
        let state = mail.apply(&json!({"action":"fault","value":name})).unwrap();
        assert_eq!((&state["fault"], &state["list_fault"]), (name, &json!("always the last page")));
    }
    for name in lists["list_faults"].as_array().unwrap() {
        let state = mail.apply(&json!({"action":"list-fault","value":name})).unwrap();
        assert_eq!(&state["list_fault"], name);
    }
    let order = json!({"action":"order","email":"load-2@example.com","quantity":500});
    mail.apply(&json!({"action":"fault","value":"refused: Unknown action."})).unwrap();
    assert_eq!(post(&url, order).await, json!({"error": "Unknown action."}));
    let id = mail.add_order("load-3@example.com", 500);
    let state = mail.apply(&json!({"action":"stop","id":id})).unwrap();
    assert_eq!(
        (&state["orders"][0]["status"], &state["orders"][0]["is_open"]),
        (&json!("canceled · 25 %"), &json!(false))
    );
    for wrong in [json!({"action":"nonsense"}), json!({"action":"finish","id":"1"})] {
        assert!(mail.apply(&wrong).is_err());
    }
}
