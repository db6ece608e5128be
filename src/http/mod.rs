//! The HTTP face: health, metrics, and the webhooks of Telegram and Crypto Pay. axum stops here
//! and in the sandbox.
//! Must never act on a request before it is proved to be what it says, nor tell a secret.

pub(crate) mod crypto_pay;
mod health;
mod server;
mod telegram;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use secrecy::SecretString;
pub use server::serve;
use tokio_util::sync::CancellationToken;

use crypto_pay::GatewayHook;

use crate::bot::dispatch::runner::Runner;
use crate::bot::ingest::stars::PreCheckouts;
use crate::bot::sender::Figures;
use crate::domain::ids::BotId;
use crate::flows::Shop;
use crate::store::Store;
use crate::vitals::Vitals;

/// What the handlers need.
#[derive(Clone)]
pub struct Face {
    /// The shop's database.
    pub store: Store,
    /// Who the shop is.
    pub shop: Arc<Shop>,
    /// Whom to bring updates to.
    pub runner: Runner,
    /// Who answers before a checkout.
    pub pre_checkouts: PreCheckouts,
    /// The bot's own id, part of the inbox key.
    pub bot_id: BotId,
    /// What Telegram must send along; without one there is no webhook.
    pub webhook_secret: Option<SecretString>,
    /// What the payment gateway must send along; without one there is no webhook of it.
    pub gateway_hook: Option<GatewayHook>,
    /// What `/metrics` asks from anybody but loopback.
    pub metrics_token: Option<SecretString>,
    /// Which parts of the process are unwell.
    pub vitals: Vitals,
    /// Cancelled when nothing new is to be taken.
    pub stopping: CancellationToken,
    /// What the sender counts.
    pub figures: Arc<Figures>,
}

/// Every route.
pub fn router(face: Face) -> Router {
    let mut router =
        Router::new().route("/health", get(health::health)).route("/metrics", get(health::metrics));
    if face.webhook_secret.is_some() {
        router = router.route("/telegram", post(telegram::update));
    }
    if face.gateway_hook.is_some() {
        router = router.route("/crypto-pay/{path}", post(crypto_pay::hint));
    }
    router.with_state(face)
}
