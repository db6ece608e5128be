//! A node over HTTP: JSON-RPC, one call or a batch, at any path.
//!
//! Owns what a fault of the whole request does. Must never panic to cut a connection: a body that
//! breaks makes the server close it.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Json, Response};
use axum::routing::post;
use futures::stream;
use serde_json::{Value, json};

use super::Node;
use super::answer::{RpcError, envelope};
use super::faults::NodeFault;

/// How long a request that is never answered is kept open.
const SILENCE: Duration = Duration::from_secs(600);
/// As large as a request may be, in bytes.
const REQUEST_MAX_BYTES: usize = 4 << 20;

const GATEWAY_PAGE: &str = "<html><head><title>502 Bad Gateway</title></head>\
    <body><center><h1>502 Bad Gateway</h1></center></body></html>";
const CHECK_PAGE: &str = "<!DOCTYPE html><html><head><title>One moment</title></head>\
    <body>Checking your browser.</body></html>";
const NO_RESOURCES: &str =
    r#"{"Error":"class java.lang.IllegalAccessException : lack of computing resources"}"#;

/// The routes of a node.
pub(super) fn router(node: Node) -> Router {
    Router::new()
        .route("/", post(call))
        .route("/{*path}", post(call))
        .layer(DefaultBodyLimit::max(REQUEST_MAX_BYTES))
        .with_state(node)
}

/// One call of a request.
struct Call {
    id: Value,
    method: String,
    params: Vec<Value>,
}

impl Call {
    fn read(value: &Value) -> Result<Self, Value> {
        let id = value.get("id").cloned().unwrap_or_default();
        let method = value.get("method").and_then(Value::as_str);
        let Some(method) = method.filter(|_| value.get("jsonrpc") == Some(&json!("2.0"))) else {
            return Err(envelope(&id, Err(RpcError::invalid_request("invalid request"))));
        };
        let params = value.get("params").and_then(Value::as_array).cloned().unwrap_or_default();
        Ok(Self { id, method: method.to_owned(), params })
    }
}

async fn call(State(node): State<Node>, body: Bytes) -> Response {
    let Ok(request) = serde_json::from_slice::<Value>(&body) else {
        return refuse(RpcError::new(-32_700, "parse error"));
    };
    let rows = match &request {
        Value::Array(rows) if rows.is_empty() => {
            return refuse(RpcError::invalid_request("empty batch"));
        }
        Value::Array(rows) => rows.as_slice(),
        one => std::slice::from_ref(one),
    };
    let calls: Vec<Result<Call, Value>> = rows.iter().map(Call::read).collect();
    let methods = calls.iter().map(|call| match call {
        Ok(call) => call.method.clone(),
        Err(_) => String::new(),
    });
    let faults = node.receive(&methods.collect::<Vec<_>>());
    let of_request = faults.iter().find(|fault| fault.is_of_request());
    let of_request = of_request.cloned().unwrap_or(NodeFault::None);
    if let Some(response) = instead(&of_request).await {
        return response;
    }
    if let Err(error) = node.limits().check_batch(rows.len()) {
        return refuse(error);
    }
    let mut answers: Vec<Value> =
        calls.iter().zip(&faults).map(|(call, fault)| answer(&node, call, fault)).collect();
    match of_request {
        NodeFault::Shuffled => answers.reverse(),
        NodeFault::Shortened => drop(answers.pop()),
        _ => {}
    }
    match request {
        Value::Array(_) => Json(answers).into_response(),
        _ => Json(answers.pop().unwrap_or_default()).into_response(),
    }
}

fn refuse(error: RpcError) -> Response {
    Json(envelope(&Value::Null, Err(error))).into_response()
}

fn answer(node: &Node, call: &Result<Call, Value>, fault: &NodeFault) -> Value {
    let call = match call {
        Ok(call) => call,
        Err(refusal) => return refusal.clone(),
    };
    let outcome = match fault {
        NodeFault::Refused { code, message } => Err(RpcError::new(*code, message.as_str())),
        NodeFault::NullResult => Ok(Value::Null),
        NodeFault::EmptyList => Ok(json!([])),
        other => node.perform((&call.method, &call.params), other),
    };
    envelope(&call.id, outcome)
}

/// What comes instead of answers, after the time that a fault takes.
async fn instead(fault: &NodeFault) -> Option<Response> {
    match fault {
        NodeFault::DelayMs(delay_ms) => {
            tokio::time::sleep(Duration::from_millis(*delay_ms)).await;
            None
        }
        NodeFault::Silent => {
            tokio::time::sleep(SILENCE).await;
            Some(cut())
        }
        NodeFault::Cut => Some(cut()),
        NodeFault::TooMany { retry_after_s } => {
            let status = StatusCode::TOO_MANY_REQUESTS;
            Some(match retry_after_s {
                Some(wait_s) => (status, [(header::RETRY_AFTER, wait_s.to_string())], "slow down")
                    .into_response(),
                None => (status, "slow down").into_response(),
            })
        }
        NodeFault::Status(status) => Some((*status, "not now").into_response()),
        NodeFault::Html502 => Some((StatusCode::BAD_GATEWAY, Html(GATEWAY_PAGE)).into_response()),
        NodeFault::Html200 => Some(Html(CHECK_PAGE).into_response()),
        NodeFault::Empty200 => Some(StatusCode::OK.into_response()),
        NodeFault::NoResources => {
            let kind = [(header::CONTENT_TYPE, "application/json")];
            Some((kind, NO_RESOURCES).into_response())
        }
        _ => None,
    }
}

/// A body that fails at its first byte: the server drops the connection, the client sees it end.
fn cut() -> Response {
    let broken = io::Error::from(io::ErrorKind::ConnectionReset);
    Response::new(Body::from_stream(stream::iter([Err::<Bytes, io::Error>(broken)])))
}
