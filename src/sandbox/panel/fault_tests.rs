//! The panel over real HTTP, behaving badly: what each fault takes effect of, and what it answers.

use std::time::Duration;

use serde_json::{Value, json};

use super::tests::{LINK, World, world};
use super::*;

/// One `add` under a fault: what came back, and how many orders there are then.
async fn add_under(fault: PanelFault) -> (reqwest::Result<(u16, String)>, usize) {
    let world = world().await;
    world.panel.set_fault(FaultRule::once("add", fault));
    let fields = [("action", "add"), ("service", "1"), ("link", LINK), ("quantity", "100")];
    let answer = world.post(&fields).await;
    let after = world.ask(&[("action", "balance")]).await;
    let expected = if world.panel.accepted().is_empty() { "1000" } else { "999.91" };
    assert_eq!(after.get("balance"), Some(&json!(expected)));
    (answer, world.panel.acceptances_for_link(LINK))
}

#[tokio::test]
async fn faults_that_take_no_effect() {
    let text = "Incorrect service ID".to_owned();
    let cases = [
        (PanelFault::Http500, 500, "Internal Server Error"),
        (PanelFault::Http502Html, 502, "<html>"),
        (PanelFault::Html200, 200, "<!DOCTYPE html>"),
        (PanelFault::Empty200, 200, ""),
        (PanelFault::EmptyList, 200, "[]"),
        (PanelFault::ErrorText(text), 200, r#"{"error":"Incorrect service ID"}"#),
    ];
    for (fault, status, body) in cases {
        let (answer, orders) = add_under(fault.clone()).await;
        let (got_status, got_body) = answer.unwrap();
        assert_eq!((got_status, orders), (status, 0), "{fault:?}");
        assert!(got_body.starts_with(body), "{fault:?}: {got_body}");
    }
}

#[tokio::test]
async fn faults_that_take_effect() {
    let refused = r#"{"error":"Unknown error, please try again","order":23501}"#;
    let cases = [
        (PanelFault::Accept500, 500, "Internal Server Error"),
        (PanelFault::WrongTypes, 200, r#"{"order":[23501]}"#),
        (PanelFault::OrderAndError, 200, refused),
        (PanelFault::AcceptNoId, 200, r#"{"status":"success"}"#),
        (PanelFault::ShrunkList, 200, r#"{"order":23501}"#),
        (PanelFault::DelayMs(20), 200, r#"{"order":23501}"#),
        (PanelFault::None, 200, r#"{"order":23501}"#),
    ];
    for (fault, status, body) in cases {
        let (answer, orders) = add_under(fault.clone()).await;
        assert_eq!(answer.unwrap(), (status, body.to_owned()), "{fault:?}");
        assert_eq!(orders, 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_reset_is_an_end_of_the_connection_before_or_after_acceptance() {
    for (fault, accepted) in [(PanelFault::ResetBefore, 0), (PanelFault::ResetAfter, 1)] {
        let (answer, orders) = add_under(fault.clone()).await;
        let error = answer.unwrap_err();
        assert!(!error.is_timeout() && !error.is_connect(), "{fault:?}: {error}");
        assert_eq!(orders, accepted, "{fault:?}");
    }
}

#[tokio::test]
async fn silence_has_taken_the_order() {
    let world = world().await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::Timeout));
    let fields = [("action", "add"), ("service", "1"), ("link", LINK), ("quantity", "100")];
    let accepted = async {
        while world.panel.acceptances_for_link(LINK) == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    tokio::select! {
        answer = world.post(&fields) => panic!("answered: {answer:?}"),
        () = accepted => {}
    }
    assert_eq!(world.panel.acceptances_for_link(LINK), 1);
}

#[tokio::test]
async fn lists_shrink_and_lose_their_types() {
    let world = world().await;
    let services = [("action", "services")];
    world.panel.set_fault(FaultRule::once("services", PanelFault::ShrunkList));
    world.panel.set_fault(FaultRule::once("services", PanelFault::WrongTypes));
    assert_eq!(world.ask(&services).await.as_array().unwrap().len(), catalog().len().div_ceil(10));
    let broken = world.ask(&services).await;
    assert_eq!(broken.pointer("/0/rate"), Some(&json!(["0.90"])));
    assert_eq!(world.ask(&services).await.as_array().unwrap().len(), catalog().len());
}

async fn apply(world: &World, action: Value) -> Value {
    world.panel.apply(&action).unwrap()
}

#[tokio::test]
async fn the_drawer_turns_every_knob() {
    let world = world().await;
    world.add("1", "1000").await;
    let state = apply(&world, json!({"action": "fault", "value": "http_500"})).await;
    assert_eq!(state.get("fault"), Some(&json!("http_500")));
    assert_eq!(world.post(&[("action", "balance")]).await.unwrap().0, 500);
    let state = apply(&world, json!({"action": "fault", "value": "none"})).await;
    assert_eq!(state.get("fault"), Some(&json!("none")));
    assert_eq!(state.get("faults").unwrap().as_array().unwrap().len(), 20);
    assert_eq!(world.post(&[("action", "balance")]).await.unwrap().0, 200);
    let state = apply(&world, json!({"action": "speed", "value": "10"})).await;
    assert_eq!(state.get("speed"), Some(&json!("10")));
    apply(&world, json!({"action": "prices", "value": "2"})).await;
    assert_eq!(world.panel.services()[0].rate.to_string(), "1.8");
    apply(&world, json!({"action": "overcharge", "value": "1000"})).await;
    apply(&world, json!({"action": "overcharge", "value": "1"})).await;
    apply(&world, json!({"action": "balance", "value": "0"})).await;
    assert_eq!(world.panel.balance(), "0");
    apply(&world, json!({"action": "stock", "value": "0"})).await;
    assert!(world.panel.products().iter().all(|row| row.inventory == Some(0)));
    let order = json!({"action": "order", "id": "23501", "status": "partial"});
    let shown = apply(&world, order).await.pointer("/orders/0").cloned().unwrap();
    let remains = shown.get("remains").and_then(Value::as_i64).unwrap();
    assert_eq!(shown.get("status"), Some(&json!("Partial")));
    assert!((1..=500).contains(&remains), "{remains}");
    for (name, value) in [("id", "23501"), ("link", LINK)] {
        assert_eq!(shown.get(name), Some(&json!(value)));
    }
}

#[tokio::test]
async fn the_drawer_says_what_it_does_not_understand() {
    let world = world().await;
    for action in [
        json!({}),
        json!({"action": "fly"}),
        json!({"action": "fault", "value": "flood"}),
        json!({"action": "speed", "value": "fast"}),
        json!({"action": "speed", "value": 1_000_000}),
        json!({"action": "prices", "value": "-2"}),
        json!({"action": "overcharge", "value": "much"}),
        json!({"action": "balance", "value": "empty"}),
        json!({"action": "stock", "value": "none"}),
        json!({"action": "stock", "value": "-1"}),
        json!({"action": "order", "id": "1", "status": "Completed"}),
        json!({"action": "order", "id": "1", "status": "Lost"}),
    ] {
        assert!(world.panel.apply(&action).is_err(), "{action}");
    }
}
