//! The gateway misbehaving, and its webhook in every way.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::json;

use super::tests::{World, world};
use super::*;
use crate::sandbox::wire::serve;

/// A body and its signature.
type Heard = (String, Option<String>);

/// What came to a webhook that refuses its first posts.
#[derive(Clone, Default)]
struct Ear {
    refusals: Arc<AtomicU32>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

async fn hear(Shared(ear): Shared<Ear>, headers: HeaderMap, body: String) -> StatusCode {
    let signature = headers.get("crypto-pay-api-signature");
    let signature = signature.and_then(|value| value.to_str().ok()).map(str::to_owned);
    ear.heard.lock().unwrap().push((body, signature));
    let left = ear.refusals.load(Ordering::SeqCst);
    ear.refusals.store(left.saturating_sub(1), Ordering::SeqCst);
    if left > 0 { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK }
}

impl Ear {
    fn take(&self) -> Vec<Heard> {
        std::mem::take(&mut self.heard.lock().unwrap())
    }
}

async fn listening() -> (World, Ear) {
    let (world, ear) = (world().await, Ear::default());
    let root = serve(Router::new().route("/hook", post(hear)).with_state(ear.clone())).await;
    world.gateway.set_webhook(Some(&format!("{root}/hook")));
    world.gateway.set_retry_ms(5);
    (world, ear)
}

async fn paid(world: &World, ear: &Ear) -> Vec<Heard> {
    let id = world.usdt("1", "x").await;
    world.gateway.pay(id, &Paying::default()).unwrap();
    world.gateway.all_delivered().await;
    ear.take()
}

fn update_id(body: &str) -> i64 {
    serde_json::from_str::<Value>(body).unwrap()["update_id"].as_i64().unwrap()
}

#[tokio::test]
async fn a_paid_invoice_is_told_with_a_signature_over_its_bytes() {
    let (world, ear) = listening().await;
    ear.refusals.store(2, Ordering::SeqCst);
    let heard = paid(&world, &ear).await;
    assert_eq!(heard.len(), 3);
    let (body, signature) = &heard[0];
    assert_eq!(*signature, Some(world.gateway.sign(body.as_bytes())));
    let hook: Value = serde_json::from_str(body).unwrap();
    assert_eq!(hook["update_type"], json!("invoice_paid"));
    assert_eq!(hook["payload"]["status"], json!("paid"));
    let answers: Vec<_> =
        world.gateway.deliveries().iter().map(|delivery| delivery.answer).collect();
    assert_eq!(answers, [Some(503), Some(503), Some(200)]);
}

#[tokio::test]
async fn deliveries_go_wrong_in_every_way() {
    let (world, ear) = listening().await;
    let first = update_id(&paid(&world, &ear).await[0].0);
    world.gateway.set_delivery_fault(DeliveryFault::SameUpdateId);
    assert_eq!(update_id(&paid(&world, &ear).await[0].0), first);
    world.gateway.set_delivery_fault(DeliveryFault::Twice);
    let twice = paid(&world, &ear).await;
    assert_eq!((twice.len(), &twice[0]), (2, &twice[1]));
    world.gateway.set_delivery_fault(DeliveryFault::Lost);
    assert!(paid(&world, &ear).await.is_empty());
    world.gateway.set_delivery_fault(DeliveryFault::OddSpaces);
    let (body, signature) = paid(&world, &ear).await.remove(0);
    assert_eq!(signature, Some(world.gateway.sign(body.as_bytes())));
    assert_ne!(serde_json::from_str::<Value>(&body).unwrap().to_string(), body);
    world.gateway.set_delivery_fault(DeliveryFault::WrongSignature);
    let (body, signature) = paid(&world, &ear).await.remove(0);
    assert_ne!(signature, Some(world.gateway.sign(body.as_bytes())));
    world.gateway.set_delivery_fault(DeliveryFault::Unsigned);
    assert_eq!(paid(&world, &ear).await[0].1, None);
    world.gateway.set_delivery_fault(DeliveryFault::DelayMs(50));
    let began = Instant::now();
    assert_eq!(paid(&world, &ear).await.len(), 1);
    assert!(began.elapsed() >= Duration::from_millis(50));
}

#[tokio::test]
async fn a_webhook_that_never_answers_well_is_switched_off() {
    let (world, ear) = listening().await;
    ear.refusals.store(100, Ordering::SeqCst);
    assert_eq!(paid(&world, &ear).await.len(), 17);
    assert_eq!(world.gateway.webhook(), None);
    assert!(paid(&world, &ear).await.is_empty());
}

#[tokio::test]
async fn calls_fail_with_and_without_effect() {
    let world = world().await;
    let wish = || json!({ "asset": "TON", "amount": "1" });
    let once = |fault| world.gateway.set_fault(GatewayRule::once("createInvoice", fault));
    once(GatewayFault::TooMany { retry_after_s: 4 });
    let response = world.post("createInvoice", wish()).await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["retry-after"]),
        (429, &"4".parse().unwrap())
    );
    once(GatewayFault::Html500);
    let response = world.post("createInvoice", wish()).await.unwrap();
    assert_eq!(response.status().as_u16(), 500);
    assert!(response.text().await.unwrap().starts_with("<html>"));
    once(GatewayFault::Suspended);
    assert_eq!(world.refused("createInvoice", wish()).await.0, 423);
    once(GatewayFault::Refused { code: 400, name: "ODD".to_owned() });
    assert_eq!(world.refused("createInvoice", wish()).await, (400, "ODD".to_owned()));
    once(GatewayFault::CutBefore);
    assert!(world.post("createInvoice", wish()).await.is_err());
    assert!(world.gateway.invoices().is_empty());
    once(GatewayFault::CutAfter);
    assert!(world.post("createInvoice", wish()).await.is_err());
    assert_eq!(world.gateway.invoices().len(), 1);
    once(GatewayFault::SilentAfter);
    let short = Duration::from_millis(200);
    assert!(tokio::time::timeout(short, world.post("createInvoice", wish())).await.is_err());
    assert_eq!(world.gateway.invoices().len(), 2);
    once(GatewayFault::DelayMs(40));
    let began = Instant::now();
    world.ask("createInvoice", wish()).await;
    assert!(began.elapsed() >= Duration::from_millis(40));
}

#[tokio::test]
async fn an_invoice_can_be_told_paid_before_its_maker_knows_it() {
    let (world, ear) = listening().await;
    world.gateway.set_fault(GatewayRule::once("createInvoice", GatewayFault::PaidFirst));
    let wish = json!({ "asset": "TON", "amount": "1", "payload": "early" });
    let made = world.ask("createInvoice", wish).await;
    let hook: Value = serde_json::from_str(&ear.take()[0].0).unwrap();
    assert_eq!(made["status"], json!("active"));
    assert_eq!(hook["payload"]["invoice_id"], made["invoice_id"]);
    assert_eq!(hook["payload"]["payload"], json!("early"));
}

#[tokio::test]
async fn an_invoice_can_tell_another_amount_asset_and_payload() {
    let world = world().await;
    let id = world.usdt("5", "mine").await;
    let how = Paying {
        sent_amount: Some(Decimal::new(5, 1)),
        sent_currency: Some("TON".to_owned()),
        sent_payload: Some("yours".to_owned()),
        ..Paying::default()
    };
    world.gateway.pay(id, &how).unwrap();
    let paid = world.ask("getInvoices", json!({ "status": "paid" })).await;
    let paid = &paid["items"][0];
    assert_eq!((&paid["amount"], &paid["asset"]), (&json!("0.5"), &json!("TON")));
    assert_eq!(paid["payload"], json!("yours"));
}
