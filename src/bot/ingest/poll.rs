//! Updates come in: fetched as raw text, kept in the inbox, and only then confirmed to Telegram by
//! the next offset, which lives in memory only. Must never confirm what is not committed.

use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

use super::sealing;
use super::stars::PreCheckouts;
use crate::bot::dispatch::runner::Runner;
use crate::bot::sender::{Api, CALL_TIMEOUT};
use crate::clock::{Clock, DAY_MS};
use crate::domain::alert::IntakeFault;
use crate::domain::backoff::Backoff;
use crate::domain::ids::{BotId, PersonId, UpdateId};
use crate::flows::{Ctx, FlowError, Shop};
use crate::notifications::notify::notify;
use crate::notifications::shop_alerts::ShopAlert;
use crate::store::Store;
use crate::store::inbox::{self, NewUpdate};

/// What the shop wants to be told; everything else stays at Telegram.
pub const ALLOWED_UPDATES: [&str; 4] =
    ["message", "callback_query", "my_chat_member", "pre_checkout_query"];
/// Seconds that Telegram may keep a question open.
const POLL_TIMEOUT_S: u64 = 30;
/// A hundred updates with the longest texts stay far below this.
const BODY_MAX_BYTES: usize = 64 << 20;
/// The pause after an answer that was empty and came at once.
const EMPTY_PAUSE: Duration = Duration::from_millis(300);
/// The pauses between questions that fail.
const RETRY: Backoff = Backoff { first_ms: 400, last_ms: 25_600 };
/// After so long without updates Telegram may number them anew.
const IDLE_RESET_MS: i64 = 6 * DAY_MS;

/// The way in by long polling.
pub struct Intake {
    /// The shop's database.
    pub store: Store,
    /// Time.
    pub clock: Clock,
    /// Whom to alert.
    pub shop: Arc<Shop>,
    /// The bot's own id, part of the inbox key.
    pub bot_id: BotId,
    /// `https://…/bot<token>/getUpdates`; a secret as a whole.
    pub url: SecretString,
    /// The Bot API, to remove a webhook that keeps updates away.
    pub api: Api,
    /// Whom to bring them to.
    pub runner: Runner,
    /// Who answers before a checkout.
    pub pre_checkouts: PreCheckouts,
}

#[derive(Deserialize)]
struct Reply<'a> {
    ok: bool,
    #[serde(borrow, default)]
    result: Vec<&'a RawValue>,
    #[serde(default)]
    error_code: i64,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Option<RetryAfter>,
}

#[derive(Deserialize, Default)]
struct RetryAfter {
    #[serde(default)]
    retry_after: i64,
}

/// Just enough of an update to know its number and whose it is.
#[derive(Deserialize)]
struct Envelope {
    update_id: UpdateId,
    message: Option<Sent>,
    callback_query: Option<Sent>,
    my_chat_member: Option<Sent>,
    pre_checkout_query: Option<Sent>,
}

impl Envelope {
    /// Whose update it is; none when nobody's.
    fn person_id(&self) -> PersonId {
        let sent =
            [&self.message, &self.callback_query, &self.my_chat_member, &self.pre_checkout_query];
        sent.into_iter()
            .flatten()
            .find_map(|sent| sent.from.as_ref())
            .map_or(PersonId::NONE, |from| from.id)
    }
}

/// An update of a shape that Telegram does not have yet.
#[derive(Deserialize)]
struct Numbered {
    update_id: UpdateId,
}

#[derive(Deserialize)]
struct Sent {
    from: Option<From>,
}

#[derive(Deserialize)]
struct From {
    id: PersonId,
}

/// What one question came to.
enum Polled {
    /// So many updates were kept; the next question confirms up to this id.
    Kept { next_offset: Option<UpdateId> },
    /// Something is wrong; wait so long.
    Failed { wait_ms: u64, what: &'static str },
}

impl Intake {
    /// Asks for updates until `stop`; what is being kept at that moment is kept.
    pub async fn run(self, stop: CancellationToken) {
        let Ok(http) = crate::bot::http_client(Duration::from_secs(5)) else {
            tracing::error!("the HTTP client cannot be built");
            return;
        };
        let mut offset: Option<UpdateId> = None;
        let mut failures = 0_i64;
        let mut last_update_ms = self.clock.now_ms();
        while !stop.is_cancelled() {
            crate::crash::panic_in("intake");
            if self.clock.now_ms() - last_update_ms > IDLE_RESET_MS {
                offset = None;
            }
            let asked = std::time::Instant::now();
            let reply = tokio::select! {
                () = stop.cancelled() => return,
                reply = self.ask(&http, offset) => reply,
            };
            let polled = match reply {
                Ok(updates) => self.take(&updates).await,
                Err(polled) => polled,
            };
            match polled {
                Polled::Kept { next_offset: Some(next_offset) } => {
                    (failures, offset) = (0, Some(next_offset));
                    last_update_ms = self.clock.now_ms();
                }
                Polled::Kept { next_offset: None } => {
                    failures = 0;
                    // A server that does not keep the question open is not asked without a pause.
                    if asked.elapsed() < EMPTY_PAUSE {
                        tokio::time::sleep(EMPTY_PAUSE).await;
                    }
                }
                Polled::Failed { wait_ms, what } => {
                    failures += 1;
                    let wait = Duration::from_millis(wait_ms).max(RETRY.lasting(failures));
                    tracing::warn!(what, wait_ms = wait.as_millis(), "updates cannot be fetched");
                    tokio::select! {
                        () = stop.cancelled() => return,
                        () = tokio::time::sleep(wait) => {}
                    }
                }
            }
        }
    }

    /// Asks once; the error is what to do instead of taking updates.
    async fn ask(
        &self,
        http: &reqwest::Client,
        offset: Option<UpdateId>,
    ) -> Result<Vec<NewUpdate>, Polled> {
        let mut question = serde_json::json!({
            "timeout": POLL_TIMEOUT_S, "limit": 100, "allowed_updates": ALLOWED_UPDATES,
        });
        if let (Some(offset), Some(fields)) = (offset, question.as_object_mut()) {
            fields.insert("offset".to_owned(), offset.get().into());
        }
        let Some(body) = fetch(http, &self.url, question.to_string()).await else {
            return Err(Polled::Failed { wait_ms: 0, what: "no answer" });
        };
        let Ok(reply) = serde_json::from_str::<Reply<'_>>(&body) else {
            return Err(Polled::Failed { wait_ms: 1_000, what: "an unreadable answer" });
        };
        if !reply.ok {
            return Err(self.refused(&reply).await);
        }
        Ok(reply.result.iter().filter_map(|raw| read(raw.get())).collect())
    }

    async fn take(&self, updates: &[NewUpdate]) -> Polled {
        for update in updates {
            self.pre_checkouts.take(&update.body);
        }
        match self.keep(updates).await {
            Ok(()) => {
                let highest = updates.iter().map(|update| update.update_id).max();
                Polled::Kept {
                    next_offset: highest.map(|id| UpdateId::new(id.get().saturating_add(1))),
                }
            }
            Err(error) => {
                tracing::error!(%error, "updates cannot be kept");
                Polled::Failed { wait_ms: 1_000, what: "the database" }
            }
        }
    }

    async fn refused(&self, reply: &Reply<'_>) -> Polled {
        match reply.error_code {
            429 => {
                let seconds = reply.parameters.as_ref().map_or(1, |wait| wait.retry_after);
                let wait_ms = u64::try_from(seconds.clamp(1, 3_600)).unwrap_or(1) * 1_000;
                Polled::Failed { wait_ms, what: "Telegram asks to wait" }
            }
            409 if reply.description.to_lowercase().contains("webhook") => {
                self.alarm(IntakeFault::ForeignWebhook).await;
                let removed = self.api.call("deleteWebhook", "{}".to_owned(), CALL_TIMEOUT).await;
                let wait_ms = if removed.is_some_and(|removed| removed.ok) { 0 } else { 5_000 };
                Polled::Failed { wait_ms, what: "a webhook that is not ours took the updates" }
            }
            409 => {
                self.alarm(IntakeFault::Conflict).await;
                Polled::Failed { wait_ms: 5_000, what: "another program reads this bot's updates" }
            }
            401 | 404 => Polled::Failed { wait_ms: 30_000, what: "Telegram refuses the token" },
            _ => Polled::Failed { wait_ms: 1_000, what: "Telegram refuses" },
        }
    }

    async fn alarm(&self, fault: IntakeFault) {
        let alarm = alarm(&self.store, &self.shop, fault, self.clock.now_ms());
        if let Err(error) = alarm.await {
            tracing::error!(%error, "an alert cannot be written");
        }
    }

    /// Handles updates at once where nobody waits; else keeps them and says that they are there.
    async fn keep(&self, updates: &[NewUpdate]) -> Result<(), FlowError> {
        if updates.is_empty() || self.runner.handle_at_once(self.bot_id, updates).await {
            return Ok(());
        }
        keep(&self.store, &self.shop, self.bot_id, updates, self.clock.now_ms()).await?;
        self.runner.arrived.notify_one();
        Ok(())
    }
}

/// Tells admins, once an hour, that updates may go elsewhere.
pub async fn alarm(
    store: &Store,
    shop: &Shop,
    fault: IntakeFault,
    now_ms: i64,
) -> Result<(), FlowError> {
    crate::atomically!(store, tx => {
        let notice = ShopAlert::IntakeConflict { fault };
        Ok(notify(&mut Ctx { tx, shop, now_ms }, notice).await?)
    })
}

/// Keeps updates in one transaction, and alarms when a known number came with another body.
///
/// # Errors
/// When the database fails; nothing was kept then.
pub async fn keep(
    store: &Store,
    shop: &Shop,
    bot_id: BotId,
    updates: &[NewUpdate],
    now_ms: i64,
) -> Result<(), FlowError> {
    if updates.is_empty() {
        return Ok(());
    }
    let mut tx = store.begin().await?;
    let sealed = sealing::sealed(shop.master_key.as_deref(), updates);
    let strange = inbox::insert(&mut tx, bot_id, &sealed, now_ms).await?;
    if let Some(update_id) = strange.first().copied() {
        tracing::warn!(%update_id, "a known update id came with another body");
        let notice = ShopAlert::StrangeUpdate { update_id };
        notify(&mut Ctx { tx: &mut tx, shop, now_ms }, notice).await?;
    }
    Ok(tx.commit().await?)
}

/// A raw update as the inbox keeps it; `None` when it has no number. One of another shape than
/// expected is nobody's and kept all the same: the next offset confirms it.
#[must_use]
pub fn read(raw: &str) -> Option<NewUpdate> {
    let (update_id, person_id) = match serde_json::from_str::<Envelope>(raw) {
        Ok(envelope) => (envelope.update_id, envelope.person_id()),
        Err(_) => (serde_json::from_str::<Numbered>(raw).ok()?.update_id, PersonId::NONE),
    };
    Some(NewUpdate {
        update_id,
        person_id,
        body: raw.to_owned(),
        body_hash: format!("{:x}", Sha256::digest(raw.as_bytes())),
    })
}

async fn fetch(http: &reqwest::Client, url: &SecretString, question: String) -> Option<String> {
    let response = http
        .post(url.expose_secret())
        .header("content-type", "application/json")
        .timeout(Duration::from_secs(POLL_TIMEOUT_S + 15))
        .body(question)
        .send()
        .await
        .ok()?;
    String::from_utf8(crate::bot::body_of(response, BODY_MAX_BYTES).await?).ok()
}
