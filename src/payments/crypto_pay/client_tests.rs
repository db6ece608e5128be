//! The client against a server: what is sent, and what each answer proves.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::super::{Currency, ErrorName, InvoiceStatus, InvoiceText};
use super::*;

const TOKEN: &str = "12345:AAs3cretToken";

#[derive(Default)]
struct Script {
    answers: VecDeque<(u16, String)>,
    seen: Vec<(String, Value)>,
}

#[derive(Clone)]
struct Server {
    url: String,
    script: Arc<Mutex<Script>>,
}

async fn answer(
    State(script): State<Arc<Mutex<Script>>>,
    uri: Uri,
    headers: HeaderMap,
    body: String,
) -> Response {
    let mut script = script.lock().unwrap();
    assert_eq!(headers.get("crypto-pay-api-token").unwrap(), TOKEN);
    script.seen.push((uri.to_string(), serde_json::from_str(&body).unwrap()));
    let (status, body) = script.answers.pop_front().unwrap_or((500, "<html>".to_owned()));
    let status = StatusCode::from_u16(status).unwrap();
    let mut response = (status, body).into_response();
    response.headers_mut().insert("retry-after", "3".parse().unwrap());
    response
}

impl Server {
    async fn start() -> Self {
        let script = Arc::new(Mutex::new(Script::default()));
        let router = Router::new().fallback(answer).with_state(script.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, script }
    }

    fn say(&self, status: u16, body: impl Into<String>) {
        self.script.lock().unwrap().answers.push_back((status, body.into()));
    }

    fn give(&self, result: Value) {
        self.say(200, json!({"ok": true, "result": result}).to_string());
    }

    fn seen(&self) -> Vec<(String, Value)> {
        self.script.lock().unwrap().seen.clone()
    }

    fn client(&self) -> CryptoPay {
        client(&self.url)
    }
}

fn client(url: &str) -> CryptoPay {
    let settings = CryptoPaySettings::new(url.into(), TOKEN.into());
    let timeouts = Timeouts { whole_ms: 2_000, connect_ms: 1_000 };
    CryptoPay::new(CryptoPaySettings { timeouts, cap_bytes: 1024 * 1024, ..settings }).unwrap()
}

fn asked() -> NewInvoice {
    NewInvoice {
        fiat: "USD".to_owned(),
        amount: "25".parse().unwrap(),
        accepted_assets: vec!["USDT".to_owned()],
        payload: "d-1".to_owned(),
        description: String::new(),
        expires_in_s: 900,
        bot_url: None,
    }
}

fn invoice(id: i64, status: &str, payload: &str) -> Value {
    json!({"invoice_id": id, "status": status, "currency_type": "fiat", "fiat": "USD",
           "amount": "25.00", "payload": payload, "pay_url": "https://t.me/CryptoBot?start=x"})
}

#[tokio::test]
async fn an_invoice_is_made() {
    let server = Server::start().await;
    server.give(invoice(7, "active", "d-1"));
    let Created::Made(made) = server.client().create(&asked()).await else { panic!("made") };
    assert_eq!((made.id.get(), made.status), (7, InvoiceStatus::Active));
    assert_eq!(made.currency, Currency::Fiat("USD".to_owned()));
    let seen = server.seen();
    assert_eq!((seen.len(), seen[0].0.as_str()), (1, "/api/createInvoice"));
    assert_eq!(seen[0].1["accepted_assets"], "USDT");
    let bad = NewInvoice { amount: "-1".parse().unwrap(), ..asked() };
    let unsendable = Created::Unsendable(InvoiceText::Amount);
    assert_eq!(server.client().create(&bad).await, unsendable);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn what_came_of_it_is_certain_or_unknown() {
    let server = Server::start().await;
    let client = server.client();
    let refused = |name: &str| Created::Refused(ErrorName::of(name));
    let error = |code: i64, name: &str| {
        json!({"ok": false, "error": {"code": code, "name": name}}).to_string()
    };
    let limited = PayFault::Limited { retry_after_ms: Some(3_000) };
    let other = json!({"ok": true, "result": invoice(7, "active", "d-2")}).to_string();
    for (status, body, expected) in [
        (400, error(400, "AMOUNT_TOO_SMALL"), refused("AMOUNT_TOO_SMALL")),
        (200, error(400, "EXPIRES_IN_INVALID"), refused("EXPIRES_IN_INVALID")),
        (400, error(400, "call https://evil.example"), refused("OTHER")),
        (401, error(401, "UNAUTHORIZED"), Created::NotMade(PayFault::Suspended(401))),
        (423, "<html>".to_owned(), Created::NotMade(PayFault::Suspended(423))),
        (429, String::new(), Created::NotMade(limited)),
        (500, error(500, "APP_ERROR"), Created::Unknown(PayFault::Http(500))),
        (200, error(500, "APP_ERROR"), Created::Unknown(PayFault::Http(500))),
        (502, "<html>".to_owned(), Created::Unknown(PayFault::Http(502))),
        (403, "<html>".to_owned(), Created::Unknown(PayFault::Http(403))),
        (302, String::new(), Created::Unknown(PayFault::Http(302))),
        (200, "<html>".to_owned(), Created::Unknown(PayFault::Malformed)),
        (200, r#"{"ok":true}"#.to_owned(), Created::Unknown(PayFault::Malformed)),
        (200, r#"{"ok":false}"#.to_owned(), Created::Unknown(PayFault::Malformed)),
        (200, r#"{"ok":true,"result":{}}"#.to_owned(), Created::Unknown(PayFault::Malformed)),
        (200, other, Created::Unknown(PayFault::Malformed)),
        (200, " ".repeat(2 * 1024 * 1024), Created::Unknown(PayFault::TooLarge)),
    ] {
        server.say(status, body.clone());
        let created = client.create(&asked()).await;
        assert_eq!(created, expected, "{status} {}", &body[..body.len().min(80)]);
    }
}

#[tokio::test]
async fn a_broken_connection_leaves_it_unknown_and_is_not_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(Mutex::new(0));
    let counter = count.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            *counter.lock().unwrap() += 1;
            let _count = stream.read(&mut [0; 4_096]).await.unwrap_or(0);
            let half = b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"ok\":true";
            stream.write_all(half).await.unwrap_or(());
        }
    });
    let created = client(&url).create(&asked()).await;
    assert_eq!(created, Created::Unknown(PayFault::Reset));
    assert_eq!(*count.lock().unwrap(), 1);
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let created = client(&format!("http://{nobody}")).create(&asked()).await;
    assert_eq!(created, Created::NotMade(PayFault::Unreachable));
}

#[tokio::test]
async fn an_unknown_creation_is_found_by_its_payload() {
    let server = Server::start().await;
    server.give(json!({"items": [invoice(9, "active", "d-1"), invoice(8, "active", "d-2")]}));
    server.give(json!({"items": [invoice(9, "paid", "d-1"), invoice(6, "paid", "d-1")]}));
    let found = server.client().find_by_payload("d-1").await.unwrap();
    let ids = found.invoices.iter().map(|one| (one.id.get(), one.status));
    assert_eq!(
        ids.collect::<Vec<_>>(),
        [(6, InvoiceStatus::Paid), (9, InvoiceStatus::Paid)],
        "paid between the two questions"
    );
    assert!(found.is_complete);
    let full: Vec<Value> = (1..=1_000).map(|id| invoice(id, "active", "other")).collect();
    server.give(json!({"items": full}));
    server.give(json!({"items": [invoice(2_000, "active", "d-1"), {"invoice_id": 3}]}));
    server.give(json!({"items": []}));
    let found = server.client().find_by_payload("d-1").await.unwrap();
    assert_eq!((found.invoices.len(), found.is_complete), (1, false), "one cannot be read");
    let asked = server.seen();
    assert_eq!(asked[3].1, json!({"status": "active", "offset": 900, "count": 1_000}));
    server.say(502, "");
    let failed = server.client().find_by_payload("d-1").await;
    assert_eq!(failed, Err(PayFault::Http(502)), "nothing is proved");
    for _ in 0..5 {
        server.give(json!({"items": full}));
    }
    server.give(json!({"items": []}));
    let found = server.client().find_by_payload("d-1").await.unwrap();
    assert_eq!((found.invoices.len(), found.is_complete), (0, false), "there are more");
}

#[tokio::test]
async fn invoices_are_asked_for_by_the_thousand() {
    let server = Server::start().await;
    let ids: Vec<InvoiceId> = (1..=1_500).map(InvoiceId::new).collect();
    let first = [invoice(1, "paid", "d-1"), json!({"invoice_id": 2}), invoice(9_999, "paid", "x")];
    server.give(json!({"items": first}));
    server.give(json!([invoice(1_500, "expired", "d-2")]));
    let found = server.client().invoices(&ids).await.unwrap();
    let statuses: Vec<_> = found.items.iter().map(|one| (one.id.get(), one.status)).collect();
    assert_eq!(statuses, [(1, InvoiceStatus::Paid), (1_500, InvoiceStatus::Expired)]);
    assert_eq!(found.unreadable, 1);
    let texts = server
        .seen()
        .into_iter()
        .map(|(_, params)| params["invoice_ids"].as_str().unwrap().split(',').count());
    assert_eq!(texts.collect::<Vec<_>>(), [1_000, 500]);
    assert_eq!(server.client().invoices(&[]).await, Ok(Invoices::default()));
}

#[tokio::test]
async fn account_balances_and_rates_are_read_exactly() {
    let server = Server::start().await;
    let client = server.client();
    server.give(json!({"app_id": 12_345, "name": "Shop",
                       "payment_processing_bot_username": "CryptoTestnetBot"}));
    let app = client.me().await.unwrap();
    assert_eq!((app.id, app.bot_username.as_str()), (12_345, "CryptoTestnetBot"));
    assert_eq!(client.app_id(), "12345");
    server.say(
        200,
        r#"{"ok":true,"result":[
        {"currency_code":"USDT","available":"0.1000000000000001","onhold":"0"},
        {"currency_code":"BTC","available":0.1000000000000001}]}"#,
    );
    let balances = client.balance().await.unwrap();
    assert_eq!(balances[0].available.to_string(), "0.1000000000000001");
    assert_eq!(balances[1].available, balances[0].available);
    server.give(json!([{"currency_code": "USDT", "available": "much"}]));
    assert_eq!(client.balance().await, Err(PayFault::Malformed));
    server.give(json!([
        {"is_valid": true, "is_crypto": true, "source": "USDT", "target": "USD", "rate": "0.9998"},
        {"is_valid": false, "source": "TON", "target": "USD", "rate": "3"},
        {"is_valid": true, "source": "BTC", "target": "USD", "rate": "0"},
        {"source": "LTC"},
    ]));
    let rates = client.rates().await.unwrap();
    let expected = ExchangeRate {
        source: "USDT".to_owned(),
        target: "USD".to_owned(),
        rate: "0.9998".parse().unwrap(),
    };
    assert_eq!(rates, [expected]);
    server.give(json!(true));
    assert_eq!(client.delete(InvoiceId::new(7)).await, Ok(true));
    assert_eq!(server.seen().last().unwrap().1, json!({"invoice_id": 7}));
}

#[tokio::test]
async fn settings_are_checked_and_nothing_shows_the_token() {
    let make = |url: &str, token: &str| {
        CryptoPay::new(CryptoPaySettings::new(url.into(), token.into())).map(|_| ())
    };
    for token in ["", "12345", ":x", "12345:", "a:b", "1:b c", "1:ä"] {
        assert_eq!(make(MAINNET_URL, token), Err(SetupError::BadToken), "{token}");
    }
    for url in ["", "pay.crypt.bot", "ftp://a.example"] {
        assert_eq!(make(url, TOKEN), Err(SetupError::BadUrl), "{url}");
    }
    for url in ["https://a.example", "https://a.example/", "https://a.example/api/"] {
        assert_eq!(base(url).unwrap().as_str(), "https://a.example/api/");
    }
    assert_eq!(base("http://a:1/x/?q=1").unwrap().as_str(), "http://a:1/x/api/");
    let client = client(TESTNET_URL);
    let shown = format!("{client:?} {:?} {:?}", client.settings, client.webhook_key());
    assert!(!shown.contains("s3cret") && !shown.contains("testnet"), "{shown}");
}
