//! The gateway over real HTTP, behaving well.

use std::sync::atomic::{AtomicI64, Ordering};

use serde_json::{Value, json};

use super::*;
use crate::sandbox::wire::{client, serve};

pub(super) const TOKEN: &str = "1001:sandbox";
const BEGIN_MS: i64 = 1_800_000_000_000;

pub(super) struct World {
    pub gateway: CryptoPay,
    pub root: String,
    clock: Arc<AtomicI64>,
}

/// A gateway on a port of its own whose clock is moved by hand.
pub(super) async fn world() -> World {
    let clock = Arc::new(AtomicI64::new(BEGIN_MS));
    let hand = clock.clone();
    let now_ms: NowMs = Arc::new(move || hand.load(Ordering::SeqCst));
    let gateway = CryptoPay::new(CryptoPayOptions { token: TOKEN.to_owned(), now_ms });
    let root = serve(gateway.router()).await;
    gateway.set_page_root(&root);
    World { gateway, root, clock }
}

impl World {
    pub async fn post(&self, method: &str, body: Value) -> reqwest::Result<reqwest::Response> {
        let request = client().post(format!("{}/api/{method}", self.root));
        let request = request.header("Crypto-Pay-API-Token", TOKEN);
        request.header("content-type", "application/json").body(body.to_string()).send().await
    }

    pub async fn ask(&self, method: &str, body: Value) -> Value {
        let text = self.post(method, body).await.unwrap().text().await.unwrap();
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(answer["ok"], json!(true), "{answer}");
        answer["result"].clone()
    }

    pub async fn refused(&self, method: &str, body: Value) -> (u16, String) {
        let response = self.post(method, body).await.unwrap();
        let status = response.status().as_u16();
        let answer: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        assert_eq!((&answer["ok"], &answer["error"]["code"]), (&json!(false), &json!(status)));
        (status, answer["error"]["name"].as_str().unwrap().to_owned())
    }

    pub async fn usdt(&self, amount: &str, payload: &str) -> i64 {
        let wish = json!({ "asset": "USDT", "amount": amount, "payload": payload,
                           "expires_in": 3_600 });
        self.ask("createInvoice", wish).await["invoice_id"].as_i64().unwrap()
    }

    async fn invoice(&self, id: i64) -> Value {
        let found = self.ask("getInvoices", json!({ "invoice_ids": id.to_string() })).await;
        found["items"][0].clone()
    }
}

#[tokio::test]
async fn the_token_and_the_method_are_checked() {
    let world = world().await;
    let url = format!("{}/api/getMe", world.root);
    let response = client().get(&url).header("Crypto-Pay-API-Token", "1:x").send().await.unwrap();
    assert_eq!(response.status().as_u16(), 401);
    let body = response.text().await.unwrap();
    assert_eq!(body, r#"{"error":{"code":401,"name":"UNAUTHORIZED"},"ok":false}"#);
    let fly = world.refused("fly", json!({})).await;
    assert_eq!(fly, (405, "METHOD_NOT_FOUND".to_owned()));
    assert_eq!(world.ask("getMe", json!({})).await["app_id"], json!(1_001));
}

#[tokio::test]
async fn an_invoice_is_made_listed_and_paid_with_a_fee() {
    let world = world().await;
    let wish = json!({ "asset": "USDT", "amount": "2.6", "description": "Top-up",
                       "payload": "deposit 7", "expires_in": 60 });
    let made = world.ask("createInvoice", wish).await;
    assert_eq!(made["amount"], json!("2.6"));
    assert_eq!((&made["status"], &made["payload"]), (&json!("active"), &json!("deposit 7")));
    assert_eq!(made["created_at"], json!("2027-01-15T08:00:00.000Z"));
    assert_eq!(made["expiration_date"], json!("2027-01-15T08:01:00.000Z"));
    let id = made["invoice_id"].as_i64().unwrap();
    let active = world.ask("getInvoices", json!({ "status": "active" })).await;
    assert_eq!(active["items"], json!([made]));
    world.gateway.pay(id, &Paying::default()).unwrap();
    assert!(world.gateway.pay(id, &Paying::default()).is_err());
    let paid = world.invoice(id).await;
    assert_eq!((&paid["status"], &paid["fee_amount"]), (&json!("paid"), &json!("0.078")));
    assert_eq!((&paid["fee_asset"], &paid["amount"]), (&json!("USDT"), &json!("2.6")));
    assert_eq!(world.ask("getInvoices", json!({ "status": "active" })).await["items"], json!([]));
    let balance = world.ask("getBalance", json!({})).await;
    assert_eq!(balance[0]["available"], json!("2.522"));
    world.clock.fetch_add(90_000, Ordering::SeqCst);
    assert_eq!(world.invoice(id).await["status"], json!("paid"));
}

#[tokio::test]
async fn a_fiat_invoice_is_paid_in_an_accepted_asset_at_its_rate() {
    let world = world().await;
    let list = json!({ "currency_type": "fiat", "fiat": "USD", "amount": "10",
                       "accepted_assets": ["USDT", "TON"] });
    assert_eq!(world.refused("createInvoice", list).await, (500, "APP_ERROR".to_owned()));
    let wish = json!({ "currency_type": "fiat", "fiat": "USD", "amount": "10",
                       "accepted_assets": "USDT,TON" });
    let made = world.ask("createInvoice", wish).await;
    assert_eq!(made["accepted_assets"], json!(["USDT", "TON"]));
    assert_eq!(made.get("asset"), None);
    let id = made["invoice_id"].as_i64().unwrap();
    let bitcoin = Paying { asset: Some("BTC".to_owned()), ..Paying::default() };
    assert!(world.gateway.pay(id, &bitcoin).is_err());
    let ton = Paying { asset: Some("TON".to_owned()), ..Paying::default() };
    world.gateway.pay(id, &ton).unwrap();
    let paid = world.invoice(id).await;
    assert_eq!((&paid["paid_asset"], &paid["paid_amount"]), (&json!("TON"), &json!("3.125")));
    assert_eq!((&paid["amount"], &paid["paid_fiat_rate"]), (&json!("10"), &json!("3.2")));
}

#[tokio::test]
async fn invoices_expire_by_the_clock_and_can_be_deleted() {
    let world = world().await;
    let (old, other) = (world.usdt("1", "a").await, world.usdt("2", "b").await);
    assert_eq!(world.ask("deleteInvoice", json!({ "invoice_id": other })).await, json!(true));
    world.clock.fetch_add(3_600_000, Ordering::SeqCst);
    assert_eq!(world.gateway.status(old), Some(InvoiceStatus::Expired));
    assert!(world.gateway.pay(old, &Paying::default()).is_err());
    let all = world.ask("getInvoices", json!({ "count": 10 })).await;
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
    assert_eq!(all["items"][0]["status"], json!("expired"));
    let expired = world.refused("getInvoices", json!({ "status": "expired" })).await;
    assert_eq!(expired.0, 400);
}

#[tokio::test]
async fn parameters_are_read_in_every_usual_way_and_checked() {
    let world = world().await;
    let url = format!("{}/api/createInvoice?asset=TON&amount=1.5", world.root);
    let response = client().get(&url).header("Crypto-Pay-API-Token", TOKEN).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    let form = [("asset", "TON"), ("amount", "1.50")];
    let request = client().post(format!("{}/api/createInvoice", world.root)).form(&form);
    let response = request.header("Crypto-Pay-API-Token", TOKEN).send().await.unwrap();
    assert!(response.text().await.unwrap().contains(r#""amount":"1.50""#));
    let wrong = [
        json!({ "asset": "DOGE", "amount": "1" }),
        json!({ "asset": "TON", "amount": "0" }),
        json!({ "asset": "TON", "amount": "much" }),
        json!({ "asset": "TON", "amount": "1", "expires_in": 0 }),
        json!({ "asset": "TON", "amount": "1", "expires_in": 2_678_401 }),
        json!({ "asset": "TON", "amount": "1", "payload": "x".repeat(4_097) }),
        json!({ "asset": "TON", "amount": "1", "paid_btn_name": "openBot" }),
        json!({ "currency_type": "fiat", "fiat": "XXX", "amount": "1" }),
    ];
    for wish in wrong {
        assert_eq!(world.refused("createInvoice", wish.clone()).await.0, 400, "{wish}");
    }
    assert_eq!(world.gateway.invoices().len(), 2);
    assert_eq!(world.gateway.count("createInvoice"), 10);
    let pages = world.ask("getInvoices", json!({ "count": 1, "offset": 1 })).await;
    assert_eq!(pages["items"][0]["amount"], json!("1.5"));
}

#[tokio::test]
async fn rates_and_currencies_are_listed() {
    let world = world().await;
    let [source, target] = ["TON", "USD"].map(str::to_owned);
    let rate = Decimal::new(275, 2);
    world.gateway.set_rate(Rate { source, target, rate, is_valid: false });
    let rates = world.ask("getExchangeRates", json!({})).await;
    let ton = rates.as_array().unwrap().iter().find(|row| row["source"] == json!("TON")).unwrap();
    assert_eq!(
        *ton,
        json!({ "is_valid": false, "is_crypto": true, "is_fiat": false,
                             "source": "TON", "target": "USD", "rate": "2.75" })
    );
    let currencies = world.ask("getCurrencies", json!({})).await;
    assert_eq!(currencies[0]["code"], json!("USDT"));
}

#[tokio::test]
async fn an_invoice_can_be_paid_on_its_page() {
    let world = world().await;
    let id = world.usdt("5", "page").await;
    let url = world.invoice(id).await["bot_invoice_url"].as_str().unwrap().to_owned();
    let page = client().get(&url).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("5 USDT") && page.contains("<button"), "{page}");
    let after = client().post(&url).send().await.unwrap();
    assert_eq!((after.status().as_u16(), after.url().as_str()), (200, url.as_str()));
    let page = after.text().await.unwrap();
    assert!(page.contains("paid") && !page.contains("<button"), "{page}");
    assert_eq!(client().post(&url).send().await.unwrap().status().as_u16(), 409);
    let unknown = format!("{}/invoice/IV0", world.root);
    assert_eq!(client().get(unknown).send().await.unwrap().status().as_u16(), 404);
}
