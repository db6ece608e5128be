//! A Telegram that lives in the process: its Bot API over real HTTP, and a handle with which tests
//! and the chat page act as people. It owns people, chats, messages and updates, in memory.
//! It must never import the shop: the shop reaches it over HTTP, as it would reach the real one.
//! Facts are those of <https://core.telegram.org/bots/api>; where the sandbox is stricter, the
//! place says so.

mod api;
mod editing;
mod entities;
mod faults;
mod html;
mod keyboard;
mod media;
mod objects;
mod params;
mod people;
mod profile;
mod saying;
mod sending;
mod shown;
mod star_drawer;
mod star_methods;
mod stars;
mod state;
mod updates;
mod view;
mod webhook;

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

pub use entities::Entity;
pub use faults::{Fault, FaultKind};
pub use people::Person;
pub use shown::{Button, Call, CallbackAnswer, Shown};
pub use stars::{Checkout, Invoice, StarPayment};

/// Who the bot is.
#[derive(Debug, Clone)]
pub struct TelegramOptions {
    /// As in `/bot<token>/…`.
    pub token: String,
    pub bot_id: i64,
    /// Without `@`.
    pub bot_username: String,
    pub bot_name: String,
}

/// The sandboxed Telegram. A clone is another handle to the same world.
///
/// Every method but [`Telegram::router`]'s service is synchronous and returns at once. Methods that
/// make an update wake a waiting getUpdates or the webhook.
#[derive(Clone)]
pub struct Telegram {
    inner: Arc<Inner>,
}

struct Inner {
    options: TelegramOptions,
    state: Mutex<state::State>,
    /// The version of the world, for those who wait for a visible change.
    changed: watch::Sender<u64>,
    /// Bumped when an update is queued or polling has to look again.
    queued: watch::Sender<u64>,
}

impl Telegram {
    pub fn new(options: TelegramOptions) -> Self {
        let state = Mutex::new(state::State::new());
        let (changed, queued) = (watch::Sender::new(0), watch::Sender::new(0));
        Self { inner: Arc::new(Inner { options, state, changed, queued }) }
    }

    /// Who the bot is.
    pub fn options(&self) -> &TelegramOptions {
        &self.inner.options
    }

    /// The Bot API: `/bot<token>/<method>` and `/file/bot<token>/<path>`.
    pub fn router(&self) -> axum::Router {
        api::router(self.clone())
    }

    /// Tells the version of the world, which grows with each visible change (a message, an edit, a
    /// deletion, an answer to a press, a command menu). Subscribe, look, then wait for `changed()`.
    pub fn changed(&self) -> watch::Receiver<u64> {
        self.inner.changed.subscribe()
    }

    /// How long a press may be answered, in milliseconds; 15 minutes unless set.
    pub fn set_callback_expiry_ms(&self, expiry_ms: u64) {
        self.state().callback_expiry_ms = expiry_ms;
    }

    /// How long the webhook waits before it tries a failed delivery again; 100 ms unless set.
    pub fn set_webhook_retry_ms(&self, retry_ms: u64) {
        self.state().webhook_retry_ms = retry_ms;
    }

    fn state(&self) -> MutexGuard<'_, state::State> {
        // A panic elsewhere must not take the whole world with it.
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the waiting of a visible change and of queued updates. Call it after the lock is free.
    fn announce(&self) {
        let version = self.state().version;
        self.inner.changed.send_if_modified(|known| {
            let is_news = *known != version;
            *known = version;
            is_news
        });
        self.inner.queued.send_modify(|count| *count += 1);
    }

    fn bot_json(&self) -> serde_json::Value {
        let options = self.options();
        serde_json::json!({
            "id": options.bot_id, "is_bot": true, "first_name": options.bot_name,
            "username": options.bot_username,
        })
    }
}

impl std::fmt::Debug for Telegram {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Telegram").field("bot", &self.options().bot_username).finish()
    }
}
