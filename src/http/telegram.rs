//! Telegram's webhook: the secret first, then the inbox, and only after its commit the answer.

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use secrecy::ExposeSecret;
use subtle::ConstantTimeEq;

use super::Face;
use crate::bot::ingest::poll::{keep, read};

/// An update may be so large.
const BODY_MAX_BYTES: usize = 1 << 20;
const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// Keeps one update. Telegram repeats whatever is not answered with 200.
pub(super) async fn update(State(face): State<Face>, request: Request) -> StatusCode {
    let sent = request.headers().get(SECRET_HEADER).map_or(&b""[..], |value| value.as_bytes());
    let is_telegram = face
        .webhook_secret
        .as_ref()
        .is_some_and(|secret| bool::from(secret.expose_secret().as_bytes().ct_eq(sent)));
    if !is_telegram {
        return StatusCode::UNAUTHORIZED;
    }
    if face.stopping.is_cancelled() {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    // Read for Telegram only: nobody else can make us wait for a body.
    let Ok(body) = to_bytes(request.into_body(), BODY_MAX_BYTES).await else {
        return StatusCode::PAYLOAD_TOO_LARGE;
    };
    let Some(update) = std::str::from_utf8(&body).ok().and_then(read) else {
        // It carries the secret and no update: nothing to keep and nothing to repeat.
        return StatusCode::OK;
    };
    face.pre_checkouts.take(&update.body);
    // In a task of its own: a client that hangs up must not leave half a transaction.
    let kept = tokio::spawn(async move {
        let now_ms = face.runner.clock.now_ms();
        keep(&face.store, &face.shop, face.bot_id, &[update], now_ms).await?;
        face.runner.arrived.notify_one();
        Ok::<_, crate::flows::FlowError>(())
    });
    match kept.await {
        Ok(Ok(())) => StatusCode::OK,
        Ok(Err(error)) => {
            tracing::error!(%error, "an update cannot be kept");
            StatusCode::SERVICE_UNAVAILABLE
        }
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
