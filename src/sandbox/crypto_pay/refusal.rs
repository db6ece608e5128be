//! How the gateway says no.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde_json::json;

/// A refusal: the HTTP status is its code.
///
/// Known of the real one are UNAUTHORIZED, METHOD_NOT_FOUND and APP_ERROR; the other names are the
/// sandbox's own, and nothing should rest on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    code: u16,
    name: String,
}

impl Refusal {
    pub fn new(code: u16, name: impl Into<String>) -> Self {
        Self { code, name: name.into() }
    }

    /// Wrong parameters.
    pub fn bad(name: &str) -> Self {
        Self::new(400, name)
    }

    /// What the real gateway answers where a list came as an array.
    pub fn app() -> Self {
        Self::new(500, "APP_ERROR")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let error = json!({ "code": self.code, "name": self.name });
        (status, Json(json!({ "ok": false, "error": error }))).into_response()
    }
}
