//! The panel over HTTP: one path, and every way of answering it badly.
//!
//! Owns what a fault does to one call: whether the call takes effect, and what comes back. Must
//! never panic to cut a connection: a body that breaks makes the server close it.

use std::io::{self, Write};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::header::CONTENT_ENCODING;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Json, Response};
use axum::routing::get;
use flate2::Compression;
use flate2::write::GzEncoder;
use futures::stream;
use serde_json::{Map, Value, json};

use super::actions::error;
use super::faults::PanelFault;
use super::{Dialect, Panel, render};

/// How long a call that is never answered is kept open.
const SILENCE: Duration = Duration::from_secs(600);
/// What a shrunken list keeps.
const SHRUNK_ONE_IN: usize = 10;

const NOTICE: &str = "<br />\n<b>Notice</b>:  Undefined index: currency in \
    <b>/var/www/api.php</b> on line <b>12</b><br />\n";
const GATEWAY_PAGE: &str = "<html><head><title>502 Bad Gateway</title></head>\
    <body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>";
const CHECK_PAGE: &str = "<!DOCTYPE html><html><head><title>Just a moment...</title></head>\
    <body>Checking your browser before accessing the site.</body></html>";

/// The routes of the panel.
pub fn router(panel: Panel) -> Router {
    Router::new().route("/api/v2", get(call).post(call)).with_state(panel)
}

async fn call(
    State(panel): State<Panel>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let dialect = panel.inner.dialect;
    let Some(form) = dialect.read(&headers, &query.unwrap_or_default(), &body) else {
        return worded(dialect, render::refused(dialect));
    };
    let fault = panel.receive(&form);
    match fault {
        PanelFault::None => worded(dialect, panel.perform(&form)),
        PanelFault::CancelIgnored | PanelFault::RefillRejected => {
            worded(dialect, panel.perform_falsely(&form))
        }
        PanelFault::Http500 => server_error(),
        PanelFault::Http502Html => (StatusCode::BAD_GATEWAY, Html(GATEWAY_PAGE)).into_response(),
        PanelFault::Html200 => Html(CHECK_PAGE).into_response(),
        PanelFault::Empty200 => StatusCode::OK.into_response(),
        PanelFault::ResetBefore => cut(),
        PanelFault::EmptyList => worded(dialect, render::render(dialect, &form, json!([]))),
        PanelFault::ErrorText(text) => worded(dialect, error(&text)),
        done => answer_badly(done, dialect, panel.perform(&form)).await,
    }
}

/// An answer under the HTTP status that the dialect gives it.
fn worded(dialect: Dialect, answer: Value) -> Response {
    (dialect.http_status(&answer), Json(answer)).into_response()
}

/// The faults of a call that took effect.
async fn answer_badly(fault: PanelFault, dialect: Dialect, answer: Value) -> Response {
    match fault {
        PanelFault::DelayMs(delay_ms) => {
            tokio::time::sleep(Duration::from_millis(delay_ms)).await;
            worded(dialect, answer)
        }
        PanelFault::Timeout => {
            tokio::time::sleep(SILENCE).await;
            cut()
        }
        PanelFault::ResetAfter => cut(),
        PanelFault::Accept500 => server_error(),
        PanelFault::WrongTypes => Json(wrapped(answer)).into_response(),
        PanelFault::ShrunkList => Json(shrunk(answer)).into_response(),
        PanelFault::OrderAndError => Json(with_error(answer)).into_response(),
        PanelFault::AcceptNoId if answer.get("order").is_some() => {
            Json(json!({ "status": "success" })).into_response()
        }
        PanelFault::BehindNotice => {
            (dialect.http_status(&answer), Html(format!("{NOTICE}{answer}"))).into_response()
        }
        PanelFault::Packed => packed(dialect, &answer),
        _ => worded(dialect, answer),
    }
}

/// An answer as gzip.
fn packed(dialect: Dialect, answer: &Value) -> Response {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    let written = packer.write_all(answer.to_string().as_bytes());
    match written.and_then(|()| packer.finish()) {
        Ok(bytes) => {
            (dialect.http_status(answer), [(CONTENT_ENCODING, "gzip")], bytes).into_response()
        }
        Err(_) => server_error(),
    }
}

fn server_error() -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response()
}

/// A body that fails at its first byte: the server drops the connection, the client sees it end.
fn cut() -> Response {
    let broken = io::Error::from(io::ErrorKind::ConnectionReset);
    Response::new(Body::from_stream(stream::iter([Err::<Bytes, io::Error>(broken)])))
}

/// Puts every plain value into a list of its own.
fn wrapped(value: Value) -> Value {
    match value {
        Value::Array(rows) => rows.into_iter().map(wrapped).collect(),
        Value::Object(members) => {
            let wrap = |(name, value)| (name, wrapped(value));
            Value::Object(members.into_iter().map(wrap).collect())
        }
        plain => json!([plain]),
    }
}

fn shrunk(value: Value) -> Value {
    match value {
        Value::Array(rows) => {
            let kept = rows.len().div_ceil(SHRUNK_ONE_IN);
            rows.into_iter().take(kept).collect()
        }
        // The list inside a wrapper.
        Value::Object(members) => {
            members.into_iter().map(|(name, inner)| (name, shrunk(inner))).collect()
        }
        plain => plain,
    }
}

fn with_error(value: Value) -> Value {
    let mut members = match value {
        Value::Object(members) => members,
        other => Map::from_iter([("data".to_owned(), other)]),
    };
    members.entry("error").or_insert_with(|| json!("Unknown error, please try again"));
    Value::Object(members)
}
