//! The service over HTTP: its four calls and the list of operations, well or badly answered.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State as Extracted};
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Json, Response};
use axum::routing::{get, post};
use futures::stream;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::Upmobile;
use super::faults::UpmobileFault;
use super::state::{Asked, Operation, State, commission, sum};

/// How long a call that is never answered is kept open.
const SILENCE: Duration = Duration::from_secs(600);
const PAGE: &str = "<!DOCTYPE html><html><head><title>Just a moment...</title></head>\
    <body>Checking your browser before accessing the site.</body></html>";

/// The routes of the service.
pub fn router(service: Upmobile) -> Router {
    Router::new()
        .route("/accounts", get(accounts))
        .route("/operations", get(operations))
        .route("/operations/{id}", get(operation))
        .route("/withdrawals/preview", post(preview))
        .route("/withdrawals", post(withdraw))
        .with_state(service)
}

/// A refusal under its HTTP status.
fn refused(status: u16, message: &str) -> Response {
    let code = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let body =
        json!({ "data": null, "message": message, "status": "error", "status_code": status });
    (code, Json(body)).into_response()
}

fn success(data: Value) -> Response {
    Json(json!({ "data": data, "status": "success", "status_code": 200 })).into_response()
}

fn broken() -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response()
}

/// A body that fails at its first byte: the server drops the connection, the client sees it end.
fn cut() -> Response {
    let broken = io::Error::from(io::ErrorKind::ConnectionReset);
    Response::new(Body::from_stream(stream::iter([Err::<Bytes, io::Error>(broken)])))
}

/// Remembers a call; what is wrong with it, if the service looks at nothing else.
fn receive(
    service: &Upmobile,
    (call, headers): (&'static str, &HeaderMap),
    said: String,
) -> Result<UpmobileFault, Box<Response>> {
    let header = |name| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let asked = Asked { call, said, content_type: header(CONTENT_TYPE), accept: header(ACCEPT) };
    let fault = service.note(asked);
    let token = header(AUTHORIZATION);
    let is_key_right = token.strip_prefix("Bearer ") == Some(service.token());
    match fault {
        UpmobileFault::Html => Err(Box::new(Html(PAGE).into_response())),
        UpmobileFault::TooMany => {
            let mut limited = refused(429, "Too many requests");
            limited.headers_mut().insert(RETRY_AFTER, 5.into());
            Err(Box::new(limited))
        }
        UpmobileFault::Unlisted if call == "withdraw" => {
            Err(Box::new(refused(400, "The moon is in the wrong house")))
        }
        UpmobileFault::RefusesKey => Err(Box::new(refused(401, "Invalid API key"))),
        _ if !is_key_right => Err(Box::new(refused(401, "Invalid API key"))),
        fault => Ok(fault),
    }
}

async fn accounts(
    Extracted(service): Extracted<Upmobile>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    match receive(&service, ("accounts", &headers), query.unwrap_or_default()) {
        Err(refusal) => *refusal,
        Ok(UpmobileFault::NoAccounts) => success(json!({ "accounts": [], "pages": 0 })),
        Ok(fault) => service.with(|state| {
            let accounts: Vec<Value> =
                state.accounts.iter().map(|account| account.json(fault)).collect();
            success(json!({ "accounts": accounts, "pages": 0 }))
        }),
    }
}

async fn operations(
    Extracted(service): Extracted<Upmobile>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    match receive(&service, ("operations", &headers), query.unwrap_or_default()) {
        Err(refusal) => *refusal,
        Ok(_) => service.with(|state| {
            let newest = state.operations.values().rev();
            let listed: Vec<Value> = newest.map(|operation| state.json(operation)).collect();
            success(json!({ "operations": listed, "pages": 1 }))
        }),
    }
}

async fn operation(
    Extracted(service): Extracted<Upmobile>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    match receive(&service, ("operation", &headers), id.clone()) {
        Err(refusal) => *refusal,
        Ok(fault) => service.with(|state| match state.operation(&id).cloned() {
            Some(operation) if fault == UpmobileFault::EchoesOperation => {
                refused(400, &format!("No top-up of {} is known", operation.destination))
            }
            Some(operation) => success(state.json(&operation)),
            None => refused(404, "Not found"),
        }),
    }
}

async fn preview(
    Extracted(service): Extracted<Upmobile>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let fault = match receive(&service, ("preview", &headers), body.clone()) {
        Err(refusal) => return *refusal,
        Ok(UpmobileFault::RefusesPreview) => return refused(422, "Incorrect quantity"),
        Ok(fault) => fault,
    };
    let wanted = match wanted(&body) {
        Ok(wanted) => wanted,
        Err(message) => return refused(400, message),
    };
    let is_other = fault == UpmobileFault::OtherCurrency;
    let code = if is_other { "EUR" } else { wanted.currency.as_str() };
    success(json!({
        "amount": sum(wanted.amount),
        "commission": sum(commission(wanted.amount)),
        "currency": {
            "code": code,
            "decimals": 2,
            "names": { "en": "Money", "ru": "Деньги" },
            "symbol": "¤",
        },
        "operator": {
            "category_code": wanted.category,
            "code": wanted.operator,
            "names": { "en": wanted.operator, "ru": wanted.operator },
        },
    }))
}

async fn withdraw(
    Extracted(service): Extracted<Upmobile>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let fault = match receive(&service, ("withdraw", &headers), body.clone()) {
        Err(refusal) => return *refusal,
        Ok(fault) => fault,
    };
    if fault == UpmobileFault::EchoesRefusal {
        return refused(400, &format!("Something is odd with {body}"));
    }
    match fault {
        UpmobileFault::Http500Before => return broken(),
        UpmobileFault::CutBefore => return cut(),
        _ => {}
    }
    let now_ms = service.now_ms();
    let taken = service.with(|state| {
        let operation = take(state, (&body, fault), now_ms)?;
        Ok::<_, (u16, &'static str)>(state.json(&operation))
    });
    let data = match taken {
        Ok(data) => data,
        Err((status, message)) => return refused(status, message),
    };
    match fault {
        UpmobileFault::TimeoutAfter => {
            tokio::time::sleep(SILENCE).await;
            cut()
        }
        UpmobileFault::CutAfter => cut(),
        UpmobileFault::Http500After => broken(),
        UpmobileFault::NoId => success(json!({ "type": "withdrawal" })),
        UpmobileFault::ErrorBeside => {
            let message = "Not enough funds";
            let body = json!({ "data": data, "error": message, "status": "success" });
            Json(body).into_response()
        }
        _ => success(data),
    }
}

/// A withdrawal or preview as it is asked for.
struct Wanted {
    amount: Decimal,
    category: String,
    currency: String,
    operator: String,
    members: Value,
}

fn wanted(body: &str) -> Result<Wanted, &'static str> {
    let members: Value = serde_json::from_str(body).map_err(|_| "The body is no JSON")?;
    let text = |name: &str| {
        let text = members.get(name).and_then(Value::as_str).unwrap_or_default();
        if text.is_empty() { Err("A required field is missing") } else { Ok(text.to_owned()) }
    };
    let amount: Decimal = text("amount")?.parse().map_err(|_| "The amount is no decimal")?;
    if amount <= Decimal::ZERO || text("region_code")? != "RU" {
        return Err("Incorrect request");
    }
    let (category, currency) = (text("category_code")?, text("currency_code")?);
    let is_known = matches!(category.as_str(), "mobile" | "game" | "crypto")
        && matches!(currency.as_str(), "RUB" | "USD");
    let operator = text("operator_code")?;
    if is_known {
        Ok(Wanted { amount, category, currency, operator, members })
    } else {
        Err("Incorrect request")
    }
}

fn take(
    state: &mut State,
    (body, fault): (&str, UpmobileFault),
    now_ms: i64,
) -> Result<Operation, (u16, &'static str)> {
    let wanted = wanted(body).map_err(|message| (400, message))?;
    let text = |name: &str| {
        let text = wanted.members.get(name).and_then(Value::as_str).unwrap_or_default();
        if text.is_empty() { Err((400, "Incorrect request")) } else { Ok(text.to_owned()) }
    };
    let (account_id, destination) = (text("account_id")?, text("destination")?);
    let above = if fault == UpmobileFault::DebitAbove { Decimal::ONE } else { Decimal::ZERO };
    let cost = wanted.amount.saturating_add(commission(wanted.amount)).saturating_add(above);
    let account = state.accounts.iter_mut().find(|account| account.id == account_id);
    let account = account.filter(|account| account.currency == wanted.currency);
    let account = account.ok_or((404, "Account not found"))?;
    if fault == UpmobileFault::Held || account.balance < cost {
        return Err((400, "Not enough funds"));
    }
    account.balance = account.balance.saturating_sub(cost);
    state.made = state.made.saturating_add(1);
    let operation = Operation {
        id: format!("00000000-0000-4000-8000-{:012}", state.made),
        category: wanted.category,
        operator: wanted.operator,
        destination,
        amount: wanted.amount,
        currency: wanted.currency,
        debit: cost,
        status: "pending".to_owned(),
        created_ms: now_ms,
        account: account_id,
    };
    state.operations.insert(state.made, operation.clone());
    Ok(operation)
}
