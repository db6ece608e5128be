//! The dialects that the panel can speak, and how each takes a call.
//!
//! Owns which calls a dialect has and what HTTP status it gives an error. Must never change what a
//! call does: the same orders, money and checks stand behind every dialect.

use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};

use super::actions::Form;

/// How a panel words the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// Everything as text, flags as booleans, every call; what most panels copy.
    #[default]
    Smmrich,
    /// No currency in a status, `Success` for a completed order with more delivered than ordered,
    /// no `cancel` at all, and a refill of several answered like that of one.
    Yumup,
    /// Limits, counters and remains as numbers, five decimals, `Cancelled`, a cancel answered by
    /// an object, no refills, and nine error texts.
    Paynow,
    /// No document: what single panels do, in one. JSON bodies or a GET, the key also as a bearer
    /// token, `service_id`, `multiStatus`, numbers everywhere, flags as 0 and 1, lists in an
    /// object, texts as ids, lower-case words, HTTP 400 and 401 for errors, and a `request_id` that
    /// makes a repeated `add` the same order.
    Json,
}

impl Dialect {
    /// The parameters of a call by the protocol's names; `None` when it is not written as this
    /// dialect demands.
    pub(super) fn read(self, headers: &HeaderMap, query: &str, body: &[u8]) -> Option<Form> {
        if self != Self::Json {
            return Some(Form::read(&[body, query.as_bytes()]));
        }
        let mut pairs = if body.is_empty() {
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
        } else {
            let is_json = header(headers, &CONTENT_TYPE).starts_with("application/json");
            members(is_json.then_some(body)?)?
        };
        if let Some(key) = header(headers, &AUTHORIZATION).strip_prefix("Bearer ") {
            pairs.insert(0, ("key".to_owned(), key.to_owned()));
        }
        Some(Form::of(pairs.into_iter().filter_map(translated).collect()))
    }

    /// Whether there is such a call.
    pub(super) fn has(self, action: &str) -> bool {
        match self {
            Self::Smmrich | Self::Json => true,
            Self::Yumup => action != "cancel",
            Self::Paynow => !matches!(action, "refill" | "refill_status"),
        }
    }

    /// The HTTP status of an answer.
    pub(super) fn http_status(self, answer: &Value) -> StatusCode {
        let text = answer.get("error").and_then(Value::as_str);
        match (self, text) {
            (Self::Json, Some("Invalid API key")) => StatusCode::UNAUTHORIZED,
            (Self::Json, Some(_)) => StatusCode::BAD_REQUEST,
            _ => StatusCode::OK,
        }
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &axum::http::HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The plain members of a JSON object.
fn members(body: &[u8]) -> Option<Vec<(String, String)>> {
    let object: Map<String, Value> = serde_json::from_slice(body).ok()?;
    let plain = |(name, value)| match value {
        Value::String(text) => Some((name, text)),
        Value::Number(number) => Some((name, number.to_string())),
        _ => None,
    };
    Some(object.into_iter().filter_map(plain).collect())
}

/// A parameter by the protocol's name; the protocol's own spelling of a renamed one is not known.
fn translated((name, value): (String, String)) -> Option<(String, String)> {
    match (name.as_str(), value.as_str()) {
        ("service", _) => None,
        ("service_id", _) => Some(("service".to_owned(), value)),
        ("action", "multiStatus") => Some((name, "status".to_owned())),
        _ => Some((name, value)),
    }
}
