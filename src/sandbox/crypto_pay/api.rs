//! The gateway over HTTP: `/api/{method}` by GET and POST, and the page on which an invoice is
//! paid.
//!
//! Owns what a fault does to one call. Must never panic to cut a connection: a body that breaks
//! makes the server close it.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Json, Response};
use axum::routing::get;
use futures::stream;
use serde_json::{Value, json};

use super::faults::GatewayFault;
use super::params::Params;
use super::refusal::Refusal;
use super::{CryptoPay, Paying, page};

/// How long a call that is never answered is kept open.
const SILENCE: Duration = Duration::from_secs(600);
const TOKEN_HEADER: &str = "crypto-pay-api-token";
const ERROR_PAGE: &str = "<html><head><title>500 Internal Server Error</title></head>\
    <body><center><h1>500 Internal Server Error</h1></center></body></html>";

/// The routes of the gateway.
pub(super) fn router(gateway: CryptoPay) -> Router {
    Router::new()
        .route("/api/{method}", get(call).post(call))
        .route("/invoice/{hash}", get(page::show).post(page::pay))
        .with_state(gateway)
}

async fn call(
    State(gateway): State<CryptoPay>,
    Path(method): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text(TOKEN_HEADER) != Some(gateway.inner.token.as_str()) {
        return Refusal::new(401, "UNAUTHORIZED").into_response();
    }
    let kind = text(header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let params = match Params::read(&query.unwrap_or_default(), kind, &body) {
        Ok(params) => params,
        Err(refusal) => return refusal.into_response(),
    };
    let fault = gateway.receive(&method, &params);
    if let Some(response) = undone(&fault) {
        return response;
    }
    let outcome = gateway.perform(&method, &params);
    match fault {
        GatewayFault::DelayMs(delay_ms) => {
            tokio::time::sleep(Duration::from_millis(delay_ms)).await;
        }
        GatewayFault::CutAfter => return cut(),
        GatewayFault::SilentAfter => {
            tokio::time::sleep(SILENCE).await;
            return cut();
        }
        GatewayFault::PaidFirst => pay_at_once(&gateway, outcome.as_ref().ok()).await,
        _ => {}
    }
    match outcome {
        Ok(result) => Json(json!({ "ok": true, "result": result })).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

/// The answer of a fault that does nothing.
fn undone(fault: &GatewayFault) -> Option<Response> {
    Some(match fault {
        GatewayFault::TooMany { retry_after_s } => {
            let wait = [(header::RETRY_AFTER, retry_after_s.to_string())];
            (wait, Refusal::new(429, "TOO_MANY_REQUESTS")).into_response()
        }
        GatewayFault::Html500 => {
            (StatusCode::INTERNAL_SERVER_ERROR, Html(ERROR_PAGE)).into_response()
        }
        GatewayFault::Suspended => Refusal::new(423, "ACCOUNT_SUSPENDED").into_response(),
        GatewayFault::Refused { code, name } => Refusal::new(*code, name.as_str()).into_response(),
        GatewayFault::CutBefore => cut(),
        _ => return None,
    })
}

/// Somebody is faster than the answer: the webhook tells of an invoice that the customer of the
/// gateway does not know yet.
async fn pay_at_once(gateway: &CryptoPay, result: Option<&Value>) {
    let id = result.and_then(|invoice| invoice.get("invoice_id")).and_then(Value::as_i64);
    if let Some(id) = id
        && gateway.pay(id, &Paying::default()).is_ok()
    {
        gateway.all_delivered().await;
    }
}

/// A body that fails at its first byte: the server drops the connection, the client sees it end.
fn cut() -> Response {
    let broken = io::Error::from(io::ErrorKind::ConnectionReset);
    Response::new(Body::from_stream(stream::iter([Err::<Bytes, io::Error>(broken)])))
}
