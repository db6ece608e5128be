//! Telegram's webhook: the secret first, then the inbox, and only after its commit the answer.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use secrecy::ExposeSecret;
use subtle::ConstantTimeEq;

use super::Face;
use crate::bot::intake::{keep, read};

const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// Keeps one update. Telegram repeats whatever is not answered with 200.
pub(super) async fn update(
    State(face): State<Face>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let sent = headers.get(SECRET_HEADER).map_or(&b""[..], |value| value.as_bytes());
    let is_telegram = face
        .webhook_secret
        .as_ref()
        .is_some_and(|secret| bool::from(secret.expose_secret().as_bytes().ct_eq(sent)));
    if !is_telegram {
        return StatusCode::UNAUTHORIZED;
    }
    let Some(update) = std::str::from_utf8(&body).ok().and_then(read) else {
        // It carries the secret and no update: nothing to keep and nothing to repeat.
        return StatusCode::OK;
    };
    // In a task of its own: a client that hangs up must not leave half a transaction.
    let kept = tokio::spawn(async move {
        let now_ms = face.clock.now_ms();
        keep(&face.store, &face.shop, face.bot_id, &[update], now_ms).await?;
        face.arrived.notify_one();
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
