//! One call of the Bot API. Must never show the token, which is part of every URL.

use std::time::Duration;

use reqwest::RequestBuilder;
use reqwest::multipart::{Form, Part};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::made::Drawn;
use crate::domain::ids::ChatId;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
pub(crate) const CALL_TIMEOUT: Duration = Duration::from_secs(20);
/// A file takes longer.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(60);
/// Answers of the Bot API are small; more than this is not one.
const BODY_MAX_BYTES: usize = 1 << 20;

/// The Bot API cannot be called at all.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The HTTP client could not be built.
    #[error("the HTTP client cannot be built")]
    Client,
}

/// The Bot API of one bot.
#[derive(Clone)]
pub struct Api {
    http: reqwest::Client,
    /// `https://…/bot<token>/`; a secret as a whole.
    prefix: SecretString,
}

/// A call's answer.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ApiReply {
    pub(crate) ok: bool,
    #[serde(default)]
    pub(crate) result: Option<Box<RawValue>>,
    #[serde(default)]
    pub(crate) description: String,
    #[serde(default)]
    pub(crate) error_code: i64,
    #[serde(default)]
    pub(crate) parameters: Option<Parameters>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    pub(crate) retry_after: Option<i64>,
    #[serde(default)]
    pub(crate) migrate_to_chat_id: Option<ChatId>,
}

impl ApiReply {
    /// What was asked for; `None` when the answer holds nothing of that shape.
    pub(crate) fn read<'r, T: Deserialize<'r>>(&'r self) -> Option<T> {
        serde_json::from_str(self.result.as_ref()?.get()).ok()
    }
}

impl Api {
    pub(super) fn new(base: &str, token: &SecretString) -> Result<Self, ApiError> {
        let http = crate::bot::http_client(CONNECT_TIMEOUT).map_err(|_| ApiError::Client)?;
        let prefix = format!("{}/bot{}/", base.trim_end_matches('/'), token.expose_secret());
        Ok(Self { http, prefix: prefix.into() })
    }

    /// Makes one call; `None` when there was no readable answer.
    pub(crate) async fn call(
        &self,
        method: &str,
        payload: String,
        timeout: Duration,
    ) -> Option<ApiReply> {
        let request = self.post(method, timeout);
        answer(request.header("content-type", "application/json").body(payload)).await
    }

    /// The same with a file, which the parameters name as `attach://file`.
    pub(super) async fn upload(
        &self,
        method: &str,
        fields: Map<String, Value>,
        file: Drawn,
    ) -> Option<ApiReply> {
        let part = Part::bytes(file.bytes).file_name(file.name).mime_str(file.mime).ok()?;
        let mut form = Form::new().part("file", part);
        for (name, value) in fields {
            let text = match value {
                Value::String(text) => text,
                other => other.to_string(),
            };
            form = form.text(name, text);
        }
        answer(self.post(method, UPLOAD_TIMEOUT).multipart(form)).await
    }

    fn post(&self, method: &str, timeout: Duration) -> RequestBuilder {
        let url = format!("{}{method}", self.prefix.expose_secret());
        self.http.post(url).timeout(timeout)
    }
}

/// The answer to a request; `None` when there was no readable one.
async fn answer(request: RequestBuilder) -> Option<ApiReply> {
    let response = request.send().await.ok()?;
    let status = i64::from(response.status().as_u16());
    let body = crate::bot::body_of(response, BODY_MAX_BYTES).await?;
    let Ok(mut answer) = serde_json::from_slice::<ApiReply>(&body) else {
        return is_of_another_server(status)
            .then(|| ApiReply { error_code: status, ..ApiReply::default() });
    };
    if !answer.ok && answer.error_code == 0 {
        answer.error_code = status;
    }
    Some(answer)
}

/// Whether a status without the Bot API's words is a refusal all the same: what a proxy or another
/// server says of paths that it does not know or may not show. It is never one of a message.
const fn is_of_another_server(status: i64) -> bool {
    matches!(status, 401 | 404 | 409)
}
