//! Crypto Pay's webhook: a hint that something was paid and nothing more. What was paid is asked
//! for; a call without the right signature over its own bytes changes nothing.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use tokio::sync::Notify;

use super::Face;

/// An invoice is a few kilobytes.
const BODY_MAX_BYTES: usize = 1 << 18;
const SIGNATURE_HEADER: &str = "crypto-pay-api-signature";

/// Tells whether a body was signed by the gateway: body, then the header of the signature.
pub type IsSigned = Arc<dyn Fn(&[u8], &str) -> bool + Send + Sync>;

/// What a call of the gateway must fit.
#[derive(Clone)]
pub struct GatewayHook {
    /// The end of the address.
    pub path: SecretString,
    /// The check of the signature.
    pub is_signed: IsSigned,
    /// Whom to tell.
    pub hint: Arc<Notify>,
}

/// Takes a hint.
pub(super) async fn hint(
    State(face): State<Face>,
    Path(path): Path<String>,
    request: Request,
) -> StatusCode {
    let Some(hook) = face.gateway_hook else { return StatusCode::NOT_FOUND };
    if !bool::from(hook.path.expose_secret().as_bytes().ct_eq(path.as_bytes())) {
        return StatusCode::NOT_FOUND;
    }
    let signature = request.headers().get(SIGNATURE_HEADER).cloned();
    let Ok(body) = to_bytes(request.into_body(), BODY_MAX_BYTES).await else {
        return StatusCode::PAYLOAD_TOO_LARGE;
    };
    let signature = signature.as_ref().and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !(hook.is_signed)(&body, signature) {
        return StatusCode::UNAUTHORIZED;
    }
    hook.hint.notify_one();
    StatusCode::OK
}
