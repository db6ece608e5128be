//! The parameters of one Bot API call, whichever way they came: query string, urlencoded form,
//! JSON body or multipart form. It owns reading and the typed access, and the shape of a refusal.
//! It must never guess: a value of the wrong shape is a 400, so that a fault of the bot is seen.

use std::collections::HashMap;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart};
use axum::http::{Request, header};
use serde_json::{Map, Value, json};

/// The largest request the sandbox reads, in bytes (the real limit for uploads is 50 MB).
pub(super) const MAX_REQUEST_BYTES: usize = 52 << 20;

/// A refusal as the Bot API writes it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ApiError {
    pub code: u16,
    pub description: String,
    /// `ResponseParameters`: `retry_after` or `migrate_to_chat_id`.
    pub parameters: Option<Value>,
}

impl ApiError {
    pub fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), parameters: None }
    }

    /// A 400 with Telegram's prefix.
    pub fn bad(detail: impl AsRef<str>) -> Self {
        Self::new(400, format!("Bad Request: {}", detail.as_ref()))
    }

    pub fn forbidden(detail: &str) -> Self {
        Self::new(403, format!("Forbidden: {detail}"))
    }

    pub fn to_json(&self) -> Value {
        let mut body = json!({
            "ok": false, "error_code": self.code, "description": self.description,
        });
        if let (Some(map), Some(parameters)) = (body.as_object_mut(), &self.parameters) {
            map.insert("parameters".into(), parameters.clone());
        }
        body
    }
}

/// One uploaded part of a multipart request.
#[derive(Debug, Clone)]
pub(super) struct Upload {
    pub name: String,
    pub bytes: Bytes,
}

/// The parameters of a call.
#[derive(Debug, Default)]
pub(super) struct Params {
    values: Map<String, Value>,
    files: HashMap<String, Upload>,
}

impl Params {
    /// Reads the query string and then the body; the body wins where both name a parameter.
    pub async fn read(request: Request<Body>) -> Result<Self, ApiError> {
        let mut params = Self::default();
        params.add_urlencoded(request.uri().query().unwrap_or_default().as_bytes());
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_ascii_lowercase();
        if kind.starts_with("multipart/form-data") {
            params.add_multipart(request).await?;
            return Ok(params);
        }
        let body = axum::body::to_bytes(request.into_body(), MAX_REQUEST_BYTES)
            .await
            .map_err(|_| ApiError::new(413, "Request Entity Too Large"))?;
        if kind.starts_with("application/json") && !body.is_empty() {
            match serde_json::from_slice(&body) {
                Ok(Value::Object(map)) => params.values.extend(map),
                Ok(_) => return Err(ApiError::bad("JSON object expected in the request body")),
                Err(_) => return Err(ApiError::bad("can't parse JSON in the request body")),
            }
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            params.add_urlencoded(&body);
        }
        Ok(params)
    }

    /// The fields of a JSON object, read as if they were parameters (`InputMedia`).
    pub fn of_object(object: &Value) -> Self {
        let values = object.as_object().cloned().unwrap_or_default();
        Self { values, files: HashMap::new() }
    }

    fn add_urlencoded(&mut self, text: &[u8]) {
        for (name, value) in url::form_urlencoded::parse(text) {
            self.values.insert(name.into_owned(), Value::String(value.into_owned()));
        }
    }

    async fn add_multipart(&mut self, request: Request<Body>) -> Result<(), ApiError> {
        let broken = |_| ApiError::bad("can't parse multipart form data");
        let mut form = Multipart::from_request(request, &())
            .await
            .map_err(|_| ApiError::bad("can't parse multipart form data"))?;
        while let Some(part) = form.next_field().await.map_err(broken)? {
            let name = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(file_name) => {
                    let bytes = part.bytes().await.map_err(broken)?;
                    self.files.insert(name, Upload { name: file_name, bytes });
                }
                None => {
                    let text = part.text().await.map_err(broken)?;
                    self.values.insert(name, Value::String(text));
                }
            }
        }
        Ok(())
    }

    /// A parameter as text; numbers count as their digits. `None` when absent, null or empty.
    pub fn text(&self, name: &str) -> Option<String> {
        match self.values.get(name)? {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A parameter that must be a string where it is given.
    pub fn string(&self, name: &str) -> Result<Option<String>, ApiError> {
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(wrong_type(name, "String")),
        }
    }

    /// An integer, as a JSON number or as text.
    pub fn integer(&self, name: &str) -> Result<Option<i64>, ApiError> {
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Number(number)) => {
                number.as_i64().map(Some).ok_or_else(|| wrong_type(name, "Integer"))
            }
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => {
                text.trim().parse().map(Some).map_err(|_| wrong_type(name, "Integer"))
            }
            Some(_) => Err(wrong_type(name, "Integer")),
        }
    }

    /// A boolean; absent is false.
    pub fn flag(&self, name: &str) -> Result<bool, ApiError> {
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(value)) => Ok(*value),
            Some(Value::String(text)) => match text.to_ascii_lowercase().as_str() {
                "true" | "1" | "yes" => Ok(true),
                "false" | "0" | "no" | "" => Ok(false),
                _ => Err(wrong_type(name, "Boolean")),
            },
            Some(_) => Err(wrong_type(name, "Boolean")),
        }
    }

    /// A JSON-shaped parameter: given as JSON in a JSON body, else as text that holds JSON.
    pub fn json(&self, name: &str) -> Result<Option<Value>, ApiError> {
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text)
                .map(Some)
                .map_err(|_| ApiError::bad(format!("can't parse {name} JSON object"))),
            Some(value) => Ok(Some(value.clone())),
        }
    }

    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.get(name)
    }

    /// What the log of calls keeps: every value, JSON texts opened, files as name and size.
    pub fn to_json(&self) -> Value {
        let mut map = Map::new();
        for (name, value) in &self.values {
            let opened = match value {
                Value::String(text) if is_json_parameter(name) => serde_json::from_str(text).ok(),
                _ => None,
            };
            map.insert(name.clone(), opened.unwrap_or_else(|| value.clone()));
        }
        for (name, file) in &self.files {
            let value = json!({ "file_name": file.name, "size_bytes": file.bytes.len() });
            map.insert(name.clone(), value);
        }
        Value::Object(map)
    }
}

fn is_json_parameter(name: &str) -> bool {
    matches!(
        name,
        "reply_markup"
            | "entities"
            | "caption_entities"
            | "allowed_updates"
            | "media"
            | "prices"
            | "reply_parameters"
            | "link_preview_options"
            | "commands"
            | "scope"
            | "menu_button"
            | "message_ids"
    )
}

fn wrong_type(name: &str, expected: &str) -> ApiError {
    ApiError::bad(format!("field \"{name}\" must be of type {expected}"))
}
