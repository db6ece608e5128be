//! Whether Telegram sends updates here or waits to be asked: our webhook is set, or whatever is set
//! is removed, and tried again until Telegram has taken it. A webhook that is not ours is an alarm:
//! somebody else has the token. Must never hold up the start for longer than one try.

use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::bot::ingest::poll::{ALLOWED_UPDATES, alarm};
use crate::bot::sender::{Api, ApiReply, CALL_TIMEOUT};
use crate::clock::Clock;
use crate::config;
use crate::domain::alert::IntakeFault;
use crate::flows::{FlowError, Shop};
use crate::store::Store;

/// Failed tries after which the owners are told.
const TRIES_BEFORE_ALARM: u32 = 4;
const FIRST_WAIT: Duration = Duration::from_millis(500);
const WAIT_MAX: Duration = Duration::from_secs(60);

/// What is to be settled, and with whom.
pub(super) struct Webhook {
    pub(super) api: Api,
    pub(super) store: Store,
    pub(super) shop: Arc<Shop>,
    pub(super) clock: Clock,
    /// Ours; `None` when updates are fetched.
    pub(super) ours: Option<config::Webhook>,
}

/// What counts of Telegram's answer to `getWebhookInfo`: the address, empty where none is set.
#[derive(Deserialize)]
struct WebhookInfo {
    #[serde(default)]
    url: String,
}

impl Webhook {
    /// One try; tells whether nothing is left to do.
    ///
    /// # Errors
    /// When an alarm cannot be written.
    pub(super) async fn settle(&self) -> Result<bool, FlowError> {
        let info = self.call("getWebhookInfo", "{}".to_owned()).await;
        if is_passing(info.as_ref()) {
            return Ok(false);
        }
        let present = info
            .and_then(|info| info.read())
            .map_or_else(String::new, |info: WebhookInfo| info.url);
        let ours = self.ours.as_ref().map_or("", |ours| ours.url.as_str());
        if !present.is_empty() && present != ours {
            tracing::warn!("a webhook that is not ours was set for this bot");
            self.alarm(IntakeFault::ForeignWebhook).await?;
        }
        let Some(ours) = &self.ours else {
            let removed = self.call("deleteWebhook", "{}".to_owned()).await;
            // A server that knows no webhooks has none; if it has one, the poller will hear of it.
            return Ok(!is_passing(removed.as_ref()));
        };
        let payload = json!({
            "url": ours.url,
            "secret_token": ours.secret.expose_secret(),
            "allowed_updates": ALLOWED_UPDATES,
        });
        let set = self.call("setWebhook", payload.to_string()).await;
        Ok(set.is_some_and(|set| set.ok))
    }

    /// Tries until it is settled or `stop` comes.
    pub(super) async fn settle_at_last(self, stop: CancellationToken) {
        let (mut wait, mut tries) = (FIRST_WAIT, 1_u32);
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(wait) => {}
            }
            match self.settle().await {
                Ok(true) => return,
                Ok(false) => tracing::warn!(tries, "Telegram does not take the webhook setting"),
                Err(error) => tracing::error!(%error, "an alert cannot be written"),
            }
            tries = tries.saturating_add(1);
            if tries >= TRIES_BEFORE_ALARM
                && self.ours.is_some()
                && let Err(error) = self.alarm(IntakeFault::WebhookNotSet).await
            {
                tracing::error!(%error, "an alert cannot be written");
            }
            wait = (wait * 2).min(WAIT_MAX);
        }
    }

    async fn call(&self, method: &str, payload: String) -> Option<ApiReply> {
        self.api.call(method, payload, CALL_TIMEOUT).await
    }

    async fn alarm(&self, fault: IntakeFault) -> Result<(), FlowError> {
        alarm(&self.store, &self.shop, fault, self.clock.now_ms()).await
    }
}

/// Whether a call failed by something that may be over soon.
pub(super) fn is_passing(answer: Option<&ApiReply>) -> bool {
    answer.is_none_or(|answer| !answer.ok && (answer.error_code == 429 || answer.error_code >= 500))
}
