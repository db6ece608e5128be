//! The panel's dialects over real HTTP, held against the examples of the documents.

use serde_json::{Value, json};

use super::tests::{KEY, LINK, Refusal, World, serve};
use super::*;
use crate::sandbox::wire::client;

async fn world(dialect: Dialect) -> World {
    serve(PanelOptions { speed: 0, dialect, ..PanelOptions::new(KEY) }).await
}

macro_rules! example {
    ($path:literal) => {
        serde_json::from_str::<Value>(include_str!(concat!(
            "../../../tests/fixtures/providers/",
            $path,
            ".json"
        )))
        .unwrap()
    };
}

/// The names and types of an answer without its values: two that have it in common are of one form.
fn form(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), form(value))).collect()
        }
        Value::Array(rows) => rows.first().map(form).into_iter().collect(),
        Value::String(_) => json!("text"),
        Value::Number(_) => json!("number"),
        Value::Bool(_) => json!("flag"),
        Value::Null => Value::Null,
    }
}

fn rows(map: &Value, names: [&str; 2]) -> Vec<Value> {
    names.iter().map(|name| form(map.get(name).unwrap())).collect()
}

impl World {
    async fn refill_and_status(&self, fields: &[(&str, &str)]) -> Value {
        self.panel.tick_ms(60_000);
        self.ask(fields).await
    }
}

async fn common_answers(dialect: Dialect, examples: [Value; 5]) -> World {
    let [services, add, status, statuses, balance] = examples;
    let world = world(dialect).await;
    assert_eq!(form(&world.ask(&[("action", "services")]).await), form(&services));
    assert_eq!(form(&world.add("1", "100").await), form(&add));
    let reply = world.ask(&[("action", "status"), ("order", "23501")]).await;
    assert_eq!(form(&reply), form(&status));
    let batch = world.ask(&[("action", "status"), ("orders", "23501,10")]).await;
    let first = statuses.as_object().unwrap().keys().next().unwrap();
    let second = if first == "1" { "10" } else { "456" };
    assert_eq!(rows(&batch, ["23501", "10"]), rows(&statuses, [first, second]));
    assert_eq!(form(&world.ask(&[("action", "balance")]).await), form(&balance));
    world
}

#[tokio::test]
async fn yumup_answers_as_its_document_does() {
    let world = common_answers(
        Dialect::Yumup,
        [
            example!("yumup/services"),
            example!("yumup/add"),
            example!("yumup/status"),
            example!("yumup/statuses"),
            example!("yumup/balance"),
        ],
    )
    .await;
    let refill = [("action", "refill"), ("orders", "23501")];
    assert_eq!(world.refill_and_status(&refill).await, example!("yumup/refills"));
    let done = world.ask(&[("action", "status"), ("order", "23501")]).await;
    for name in ["status", "remains"] {
        assert_eq!(done.get(name), example!("yumup/status").get(name), "{name}");
    }
    let of_many = [("action", "refill_status"), ("refills", "1,3")];
    let reply = world.refill_and_status(&of_many).await;
    let expected = example!("yumup/refill_statuses");
    assert_eq!(reply.pointer("/0"), expected.pointer("/0"));
    assert_eq!(reply.pointer("/1"), expected.pointer("/2"));
    let of_one = world.ask(&[("action", "refill_status"), ("refill", "1")]).await;
    assert_eq!(of_one, example!("yumup/refill_status"));
    let unknown = world.ask(&[("action", "cancel"), ("orders", "23501")]).await;
    assert_eq!(unknown, json!({"error": "Incorrect request"}));
}

#[tokio::test]
async fn paynow_answers_as_its_document_does() {
    let world = common_answers(
        Dialect::Paynow,
        [
            example!("paynow/services"),
            example!("paynow/add"),
            example!("paynow/status"),
            example!("paynow/statuses"),
            example!("paynow/balance"),
        ],
    )
    .await;
    let listed = world.ask(&[("action", "services")]).await;
    assert_eq!(listed.pointer("/0/rate"), Some(&json!("0.90000")));
    let canceled = world.ask(&[("action", "cancel"), ("orders", "23501")]).await;
    assert_eq!(canceled, json!([{"order": 23501, "cancel": {"status": 1}}]));
    assert_eq!(form(&canceled), form(&example!("paynow/cancel")));
    let reply = world.ask(&[("action", "status"), ("order", "23501")]).await;
    assert_eq!(reply.get("status"), Some(&json!("Cancelled")));
    let refill = world.ask(&[("action", "refill"), ("order", "23501")]).await;
    assert_eq!(refill, json!({"error": "Incorrect request"}));
    world.panel.set_balance("0").unwrap();
    assert_eq!(world.add("1", "100").await, example!("paynow/error"));
}

#[tokio::test]
async fn paynow_has_nine_error_texts() {
    let world = world(Dialect::Paynow).await;
    let services = world.panel.services();
    let of = |kind: &str| services.iter().find(|row| row.kind == kind).unwrap().id;
    let (poll, comments) = (of("Poll"), of("Custom Comments"));
    let cases: [Refusal<'_>; 7] = [
        (999, &[("quantity", "100")], "Incorrect service ID"),
        (1, &[("quantity", "1")], "Quantity less than minimum"),
        (1, &[("quantity", "60000")], "Quantity more than maximum"),
        (1, &[("quantity", "many")], "Incorrect request"),
        (poll, &[("quantity", "100")], "Answer number is required"),
        (comments, &[], "Incorrect request"),
        (1, &[("quantity", "100"), ("link", "nowhere")], "Bad link"),
    ];
    for (service, extra, text) in cases {
        let service = service.to_string();
        let mut fields = vec![("action", "add"), ("service", service.as_str())];
        fields.extend_from_slice(extra);
        // The first of a repeated name counts.
        fields.push(("link", LINK));
        assert_eq!(world.ask(&fields).await, json!({ "error": text }), "{extra:?}");
    }
    let lost = world.ask(&[("action", "status"), ("order", "7")]).await;
    assert_eq!(lost, json!({"error": "Incorrect order ID"}));
}

/// Sends a body of JSON with the key as a bearer token.
async fn send(world: &World, key: &str, body: &Value) -> (u16, Value) {
    let request = client().post(&world.url).bearer_auth(key).body(body.to_string());
    let response = request.header("content-type", "application/json").send().await.unwrap();
    let status = response.status().as_u16();
    (status, serde_json::from_str(&response.text().await.unwrap()).unwrap())
}

#[tokio::test]
async fn the_json_dialect_has_every_habit_that_no_document_fixes() {
    let world = world(Dialect::Json).await;
    let listed = send(&world, KEY, &json!({"action": "services"})).await.1;
    let first = listed.pointer("/services/0").unwrap();
    for (name, value) in [("service", json!("1")), ("min", json!(50)), ("refill", json!(1))] {
        assert_eq!(first.get(name), Some(&value), "{name}");
    }
    assert_eq!(
        (first.get("type"), first.get("rate")),
        (Some(&json!("default")), Some(&json!(0.9)))
    );
    let add = json!({"action": "add", "service_id": 1, "link": LINK, "quantity": 100,
        "request_id": "a"});
    let placed = (200, json!({"status": "success", "order": "23501"}));
    assert_eq!(send(&world, KEY, &add).await, placed);
    assert_eq!(send(&world, KEY, &add).await, placed);
    assert_eq!(world.panel.accepted().len(), 1);
    let many = json!({"action": "multiStatus", "orders": "23501,7"});
    let (_, batch) = send(&world, KEY, &many).await;
    let expected = json!([
        {"order": "23501", "status": "pending", "charge": 0.09, "remains": 100,
         "start_count": null, "currency": "USD"},
        {"order": "7", "error": "Incorrect order ID"},
    ]);
    assert_eq!(batch, expected);
    let cancel = json!({"action": "cancel", "order": "23501"});
    assert_eq!(send(&world, KEY, &cancel).await, (200, json!({"status": "success"})));
}

#[tokio::test]
async fn the_json_dialect_refuses_under_other_http_statuses_and_takes_no_form() {
    let world = world(Dialect::Json).await;
    let error = |text: &str| json!({"status": "error", "error": text, "msg": text});
    let wrong_key = send(&world, "other", &json!({"action": "balance"})).await;
    assert_eq!(wrong_key, (401, error("Invalid API key")));
    // The name of the other dialects is none here.
    let add = json!({"action": "add", "service": 1, "link": LINK, "quantity": 100});
    assert_eq!(send(&world, KEY, &add).await, (400, error("Incorrect service ID")));
    let (status, body) = world.post(&[("action", "balance")]).await.unwrap();
    assert_eq!((status, body), (400, error("Incorrect request").to_string()));
    assert!(world.panel.accepted().is_empty());
}

#[tokio::test]
async fn the_json_dialect_behaves_as_badly_in_its_own_words() {
    let world = world(Dialect::Json).await;
    let tenth = catalog().len().div_ceil(10);
    for (fault, expected) in [(PanelFault::ShrunkList, tenth), (PanelFault::EmptyList, 0)] {
        world.panel.set_fault(FaultRule::once("services", fault.clone()));
        let (_, listed) = send(&world, KEY, &json!({"action": "services"})).await;
        assert_eq!(listed["services"].as_array().map(Vec::len), Some(expected), "{fault:?}");
    }
    let text = "Incorrect service ID";
    world.panel.set_fault(FaultRule::once("add", PanelFault::ErrorText(text.to_owned())));
    let add = json!({"action": "add", "service_id": 1, "link": LINK, "quantity": 100});
    let (status, refused) = send(&world, KEY, &add).await;
    assert_eq!((status, &refused["error"]), (400, &json!(text)));
}
