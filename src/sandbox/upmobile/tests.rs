//! The service over real HTTP, and its drawer.

use serde_json::{Value, json};

use super::*;
use crate::sandbox::wire::{client, serve};

const TOKEN: &str = "token";

async fn served(service: &Upmobile) -> String {
    serve(service.router()).await
}

async fn ask(url: String, body: Option<Value>) -> (u16, Value) {
    let request = match &body {
        Some(body) => client().post(url).body(body.to_string()),
        None => client().get(url),
    };
    let response = request.header("authorization", format!("Bearer {TOKEN}")).send().await.unwrap();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or_default())
}

fn wanted() -> Value {
    json!({
        "account_id": "acc-rub", "amount": "100.00", "category_code": "mobile",
        "currency_code": "RUB", "destination": "+79999999999", "operator_code": "beeline",
        "region_code": "RU",
    })
}

#[tokio::test]
async fn a_withdrawal_takes_what_its_preview_said_and_failing_gives_it_back() {
    let service = Upmobile::new(UpmobileOptions::new(TOKEN));
    let root = served(&service).await;
    let (status, preview) = ask(format!("{root}/withdrawals/preview"), Some(wanted())).await;
    assert_eq!((status, &preview["data"]["commission"]), (200, &json!("5.00")));
    let (status, taken) = ask(format!("{root}/withdrawals"), Some(wanted())).await;
    assert_eq!((status, &taken["data"]["status"]), (200, &json!("pending")));
    assert_eq!(service.balance("RUB").to_string(), "99895.00");
    let id = taken["data"]["id"].as_str().unwrap();
    let (_, asked) = ask(format!("{root}/operations/{id}"), None).await;
    assert_eq!(asked["data"]["destination"], "+79999999999");
    assert!(service.fail(id) && !service.finish(id));
    assert_eq!(service.balance("RUB").to_string(), "100000.00");
    let (status, _) = ask(format!("{root}/operations/nobody"), None).await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_refused_and_nothing_is_taken() {
    let service = Upmobile::new(UpmobileOptions::new(TOKEN));
    let root = served(&service).await;
    for name in ["account_id", "amount", "destination", "operator_code", "region_code"] {
        let mut less = wanted();
        less.as_object_mut().unwrap().remove(name);
        let (status, _) = ask(format!("{root}/withdrawals"), Some(less)).await;
        assert!((400..500).contains(&status), "{name}: {status}");
    }
    let mut dear = wanted();
    dear["amount"] = json!("1000000.00");
    let (status, refused) = ask(format!("{root}/withdrawals"), Some(dear)).await;
    assert_eq!((status, &refused["message"]), (400, &json!("Not enough funds")));
    service.set_fault(UpmobileFault::RefusesKey);
    assert_eq!(ask(format!("{root}/accounts"), None).await.0, 401);
    assert!(service.operations().is_empty());
}

#[tokio::test]
async fn the_drawer_turns_its_knobs() {
    let service = Upmobile::new(UpmobileOptions::new(TOKEN));
    let root = served(&service).await;
    let state = service.apply(&json!({ "action": "fault", "value": "debits more" })).unwrap();
    assert_eq!(state["fault"], "debits more");
    ask(format!("{root}/withdrawals"), Some(wanted())).await;
    let state = service.state_json();
    assert_eq!(state["operations"][0]["debit"], "106.00");
    let id = state["operations"][0]["id"].clone();
    let state = service.apply(&json!({ "action": "finish", "id": id })).unwrap();
    assert_eq!(state["operations"][0]["status"], "success");
    assert!(service.apply(&json!({ "action": "fail", "id": "x" })).is_err());
    assert!(service.apply(&json!({ "action": "fault", "value": "nonsense" })).is_err());
    assert_eq!(
        service.apply(&json!({ "action": "balance", "value": "0" })).unwrap()["balance"],
        "0.00 RUB"
    );
    assert!(service.apply(&json!({ "action": "balance", "value": "much" })).is_err());
    for fault in UpmobileFault::ALL {
        assert_eq!(UpmobileFault::named(fault.name()), Some(fault));
    }
}
