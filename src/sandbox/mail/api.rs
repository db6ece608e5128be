//! The API over HTTP. Owns what a fault does to one call. Must never panic to cut a connection: a
//! body that breaks makes the server close it.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Json, Response};
use axum::routing::post;
use futures::stream;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::Mail;
use super::faults::MailFault;
use super::state::number;

/// How long a call that is never answered is kept open.
const SILENCE: Duration = Duration::from_secs(600);
const PAGE: &str = "<html><head><title>500 Internal Server Error</title></head>\
    <body><center><h1>500 Internal Server Error</h1></center></body></html>";
const MIN: i64 = 500;
const MAX: i64 = 50_000;

pub(super) fn router(mail: Mail) -> Router {
    Router::new().route("/legacy/{key}", post(call)).with_state(mail)
}

async fn call(
    State(mail): State<Mail>,
    Path(key): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let asked: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let is_json = kind.is_some_and(|kind| kind.starts_with("application/json"));
    let action = asked.get("action").and_then(Value::as_str).unwrap_or_default().to_owned();
    let fault = {
        let mut state = mail.state();
        state.keep_call(&action, &String::from_utf8_lossy(&body));
        state.fault(&action)
    };
    if key != mail.inner.key || fault == MailFault::WrongKey {
        return error("Invalid key.");
    }
    match &fault {
        MailFault::SilentBefore => return silence().await,
        MailFault::CutBefore => return cut(),
        MailFault::Page500Before => return page(StatusCode::INTERNAL_SERVER_ERROR),
        MailFault::Says(status, text) => return says(*status, text),
        _ => {}
    }
    if !is_json || !asked.is_object() {
        return error("Invalid params.");
    }
    let answer = perform(&mail, (&action, &asked), &fault);
    match fault {
        MailFault::SilentAfter => silence().await,
        MailFault::CutAfter => cut(),
        MailFault::Page500After => page(StatusCode::INTERNAL_SERVER_ERROR),
        MailFault::PageAfter => page(StatusCode::OK),
        MailFault::SaysAfter(status, text) => says(status, &text),
        _ => answer,
    }
}

fn perform(mail: &Mail, (action, asked): (&str, &Value), fault: &MailFault) -> Response {
    match action {
        "balance" => {
            let balance = mail.state().balance;
            Json(json!({ "balance": number(balance) })).into_response()
        }
        "order" => order(mail, asked),
        "orders" => {
            mail.state().advance(mail.inner.pace);
            if *fault == MailFault::GrowingList {
                mail.add_order("somebody@example.net", MIN);
            }
            let rows = mail.state().order_rows();
            listed(("orders", rows), asked, fault)
        }
        "payments" => {
            let rows = mail.state().payment_rows();
            listed(("payments", rows), asked, fault)
        }
        _ => error("Unknown action."),
    }
}

fn order(mail: &Mail, asked: &Value) -> Response {
    let email = asked.get("email").and_then(Value::as_str);
    let quantity = asked.get("quantity").and_then(Value::as_i64);
    let (Some(email), Some(quantity)) = (email, quantity) else { return error("Invalid params.") };
    if !email.contains('@') {
        return error("Invalid email.");
    }
    if !(MIN..=MAX).contains(&quantity) {
        return error("Invalid quantity. Range is 500-50000.");
    }
    let now_ms = mail.now_ms();
    let mut state = mail.state();
    if state.balance < Decimal::from(quantity) / Decimal::ONE_THOUSAND {
        return error("Insufficient balance.");
    }
    let id = state.place(email, quantity, now_ms);
    Json(json!({ "order": id })).into_response()
}

/// A page of rows; without a number the last one.
fn listed((name, rows): (&str, Vec<Value>), asked: &Value, fault: &MailFault) -> Response {
    let number = |name: &str| {
        asked.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok())
    };
    let per_page = number("per_page").unwrap_or(100).clamp(1, 100);
    let last = rows.len().div_ceil(per_page).max(1);
    let page = number("page").filter(|_| *fault != MailFault::AlwaysLastPage).unwrap_or(last);
    let total = rows.len();
    let skipped = page.saturating_sub(1).saturating_mul(per_page);
    let shown: Vec<Value> = rows.into_iter().skip(skipped).take(per_page).collect();
    Json(json!({ name: shown, "page": page, "per_page": per_page, "total": total })).into_response()
}

fn error(text: &str) -> Response {
    Json(json!({ "error": text })).into_response()
}

fn says(status: u16, text: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    (status, [(header::CONTENT_TYPE, "application/json")], text.to_owned()).into_response()
}

fn page(status: StatusCode) -> Response {
    (status, Html(PAGE)).into_response()
}

async fn silence() -> Response {
    tokio::time::sleep(SILENCE).await;
    cut()
}

/// A body that fails at its first byte: the server drops the connection, the client sees it end.
fn cut() -> Response {
    let broken = io::Error::from(io::ErrorKind::ConnectionReset);
    Response::new(Body::from_stream(stream::iter([Err::<Bytes, io::Error>(broken)])))
}
