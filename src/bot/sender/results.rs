//! Writes down what became of rows, many in one transaction. A result waits for the database as
//! long as it takes. One that is lost with the process means a repeated message, never a lost one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::Instant;

use super::attempt::Sent;
use super::payload::without_reply;

use crate::clock::Clock;
use crate::domain::backoff::Backoff;
use crate::domain::ids::{ChatId, ChatMove, MessageId, OutboxId, ScreenId};
use crate::flows::owners::admin_chat::{
    heard_in, lose_admin_chat, move_admin_chat, redirect_alert,
};
use crate::flows::{Ctx, FlowError, Shop};
use crate::notifications::notify::notify;
use crate::notifications::shop_alerts::ShopAlert;
use crate::store::outbox::{Ending, Lane, Method, Outgoing};
use crate::store::screens::Shown;
use crate::store::tx::Retryable;
use crate::store::{Store, StoreError, outbox, people, screens, tickets};

/// Results written together at the most.
const BATCH_MAX: usize = 500;
/// Between two writes, so that what is sent meanwhile shares a commit. The first after a quiet time
/// is written at once.
const GATHER: Duration = Duration::from_millis(20);
/// So many single results in a row that cannot be written mean that the database takes none.
const FAILURES_MAX: u32 = 3;
/// The pauses before results are tried again.
const PAUSE: Backoff = Backoff { first_ms: 100, last_ms: 5_000 };

/// What has been written down.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// How many results.
    pub(super) results: usize,
    /// The rows that are done with.
    pub(super) ended: Vec<OutboxId>,
}

/// What became of a row.
#[derive(Debug, Clone)]
pub(super) struct SendResult {
    outbox_id: OutboxId,
    chat_id: ChatId,
    what: What,
    /// What was shown of which screen.
    shown: Option<Shown>,
    /// Whether a message is in the chat now.
    is_in_chat: bool,
    /// Whether the screen is another message than before.
    is_elsewhere: bool,
    /// The message that showed the screen until now and has buttons still; 0 for none.
    left_id: MessageId,
}

#[derive(Debug, Clone)]
enum What {
    Ended(Ending),
    GivenUp(String),
    Blocked { row: Box<Outgoing>, asked_ms: i64 },
    Failed { for_ms: i64 },
    Moved { to_chat: ChatId },
}

impl SendResult {
    fn new(row: &Outgoing, what: What) -> Self {
        Self {
            outbox_id: row.outbox_id,
            chat_id: row.chat_id,
            what,
            shown: None,
            is_in_chat: false,
            is_elsewhere: false,
            left_id: MessageId::NONE,
        }
    }

    /// `was_shown`: the message that showed its screen until now.
    pub(super) fn sent(row: &Outgoing, sent: Sent, was_shown: Option<MessageId>) -> Self {
        let Sent { message_id, kind, left_id } = sent;
        let has_screen = row.screen_id.is_some() && message_id.is_some();
        let shown = has_screen.then_some(Shown {
            screen_id: row.screen_id,
            person_id: row.chat_id.person(),
            message_id,
            generation: row.outbox_id,
            kind,
        });
        let is_in_chat = message_id.is_some();
        let is_elsewhere = was_shown != Some(message_id);
        let result = Self::new(row, What::Ended(Ending::Sent));
        Self { shown, is_in_chat, is_elsewhere, left_id, ..result }
    }

    pub(super) fn replaced(row: &Outgoing) -> Self {
        Self::new(row, What::Ended(Ending::Replaced))
    }

    pub(super) fn given_up(row: &Outgoing, note: String) -> Self {
        Self::new(row, What::GivenUp(note))
    }

    /// Of a chat to which a call made at `asked_ms` was refused.
    pub(super) fn blocked(row: &Outgoing, asked_ms: i64) -> Self {
        Self::new(row, What::Blocked { row: Box::new(row.clone()), asked_ms })
    }

    /// The chat has another id; the row is still to be sent.
    pub(super) fn moved(row: &Outgoing, to_chat: ChatId) -> Self {
        Self::new(row, What::Moved { to_chat })
    }

    /// The call failed and is made again later.
    pub(super) fn failed(row: &Outgoing, for_ms: i64) -> Self {
        Self::new(row, What::Failed { for_ms })
    }

    const fn is_end(&self) -> bool {
        matches!(self.what, What::Ended(_) | What::GivenUp(_))
    }
}

/// Results that the database did not take.
struct Stuck {
    results: Vec<SendResult>,
    /// Tries in a row that failed; the one to come counts.
    failures: i64,
    retry_at: Instant,
}

impl Stuck {
    /// After another try: the pause begins anew when nothing is left.
    fn wait_longer(&mut self) {
        self.failures = if self.results.is_empty() { 1 } else { self.failures.saturating_add(1) };
        self.retry_at = Instant::now() + self.pause();
    }

    fn pause(&self) -> Duration {
        PAUSE.lasting(self.failures)
    }
}

pub(super) struct ResultWriter {
    store: Store,
    clock: Clock,
    shop: Arc<Shop>,
    written: mpsc::UnboundedSender<Written>,
}

impl ResultWriter {
    pub(super) const fn new(
        store: Store,
        clock: Clock,
        shop: Arc<Shop>,
        written: mpsc::UnboundedSender<Written>,
    ) -> Self {
        Self { store, clock, shop, written }
    }

    /// Writes until the channel is closed and everything is written.
    pub(super) async fn run(self, mut results: mpsc::UnboundedReceiver<SendResult>) {
        let mut stuck = Stuck { results: Vec::new(), failures: 1, retry_at: Instant::now() };
        let mut gathered_at = Instant::now();
        loop {
            let mut batch = Vec::new();
            if !results.is_closed() {
                tokio::time::sleep_until(gathered_at).await;
            }
            let arriving = results.recv_many(&mut batch, BATCH_MAX);
            let arrived = if stuck.results.is_empty() {
                arriving.await
            } else {
                tokio::time::timeout_at(stuck.retry_at, arriving).await.unwrap_or(usize::MAX)
            };
            if arrived == 0 && stuck.results.is_empty() {
                return;
            }
            crate::crash::panic_in("marks");
            if arrived == 0 {
                tokio::time::sleep_until(stuck.retry_at).await;
            }
            if !stuck.results.is_empty() && Instant::now() >= stuck.retry_at {
                stuck.results = self.write_all(std::mem::take(&mut stuck.results)).await;
                stuck.wait_longer();
            }
            let failed = self.write_all(batch).await;
            gathered_at = Instant::now() + GATHER;
            if !failed.is_empty() && failed.len() == arrived {
                // Nothing of it could be written: so it will be for what comes next.
                tokio::time::sleep(stuck.pause()).await;
            }
            stuck.results.extend(failed);
        }
    }

    /// Writes results, in parts where one of them spoils the others; returns those that could not
    /// be written.
    async fn write_all(&self, results: Vec<SendResult>) -> Vec<SendResult> {
        let (mut parts, mut stuck, mut failures) = (vec![results], Vec::new(), 0);
        while let Some(mut part) = parts.pop().filter(|part| !part.is_empty()) {
            let Err(error) = self.write(&part).await else {
                failures = 0;
                self.notify_written(&part);
                continue;
            };
            if part.len() > 1 && !error.is_retryable() {
                parts.push(part.split_off(part.len() / 2));
                parts.push(part);
                continue;
            }
            tracing::error!(%error, results = part.len(), "sent messages cannot be marked");
            failures += 1;
            stuck.append(&mut part);
            if failures >= FAILURES_MAX {
                parts.reverse();
                stuck.extend(parts.drain(..).flatten());
            }
        }
        stuck
    }

    fn notify_written(&self, results: &[SendResult]) {
        let ended = results
            .iter()
            .filter(|result| result.is_end())
            .map(|result| result.outbox_id)
            .collect();
        // The sender listens as long as it sends.
        let _ = self.written.send(Written { results: results.len(), ended });
    }

    async fn write(&self, batch: &[SendResult]) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        let mut tx = self.store.begin().await?;
        for result in batch {
            // Before anything is noted as shown in the chat.
            if let What::Moved { to_chat } = result.what {
                let ctx = &mut Ctx { tx: &mut tx, shop: &self.shop, now_ms };
                move_admin_chat(ctx, ChatMove { from_chat: result.chat_id, to_chat }).await?;
            }
        }
        let returned = self.hand_back_returned(&mut tx, batch).await?;
        let batch = || batch.iter().filter(|result| !returned.contains(&result.outbox_id));
        let mut ended: HashMap<(Ending, &str), Vec<OutboxId>> = HashMap::new();
        let mut shown: BTreeMap<ScreenId, Shown> = BTreeMap::new();
        for result in batch() {
            let ending = match &result.what {
                What::Ended(ending) => (*ending, ""),
                What::GivenUp(note) => (Ending::GivenUp, note.as_str()),
                // The owners get it instead.
                What::Blocked { .. } if self.is_lost_group(result) => {
                    (Ending::Replaced, "redirected")
                }
                What::Blocked { row, .. } if row.is_kept_if_blocked => {
                    (Ending::Returning, "blocked")
                }
                What::Blocked { .. } => (Ending::Replaced, "blocked"),
                What::Failed { .. } | What::Moved { .. } => continue,
            };
            ended.entry(ending).or_default().push(result.outbox_id);
            if let Some(screen) = result.shown {
                let newest = shown.entry(screen.screen_id).or_insert(screen);
                if screen.generation > newest.generation {
                    // A newer change may say nothing of the kind.
                    *newest = Shown { kind: screen.kind.or(newest.kind), ..screen };
                }
            }
        }
        for ((ending, note), ids) in &ended {
            outbox::mark_finished(&mut tx, ids, *ending, note, now_ms).await?;
        }
        let shown: Vec<Shown> = shown.into_values().collect();
        screens::set_messages(&mut tx, &shown, now_ms).await?;
        let elsewhere =
            batch().filter(|result| result.is_elsewhere).filter_map(|result| result.shown);
        tickets::messages::set_messages(&mut tx, &elsewhere.collect::<Vec<_>>()).await?;
        for result in batch() {
            self.write_failure(&mut tx, result, now_ms).await?;
        }
        let reached = batch().filter(|result| result.is_in_chat).map(|result| result.chat_id);
        let is_heard =
            heard_in(&mut Ctx { tx: &mut tx, shop: &self.shop, now_ms }, reached).await?;
        tx.commit().await?;
        if is_heard {
            self.shop.set_unheard(false);
        }
        Ok(())
    }

    /// Notes who has blocked the bot. Of somebody who has said /start since the refused call was
    /// made, the rows go back to the sender; returns these.
    async fn hand_back_returned(
        &self,
        tx: &mut crate::store::Tx,
        batch: &[SendResult],
    ) -> Result<HashSet<OutboxId>, FlowError> {
        let mut chats: HashMap<ChatId, (i64, Vec<OutboxId>)> = HashMap::new();
        for result in batch.iter().filter(|result| !self.is_lost_group(result)) {
            if let What::Blocked { asked_ms, .. } = result.what {
                let (latest_ms, rows) = chats.entry(result.chat_id).or_default();
                *latest_ms = asked_ms.max(*latest_ms);
                rows.push(result.outbox_id);
            }
        }
        let mut returned = Vec::new();
        for (chat_id, (asked_ms, rows)) in chats {
            if !people::mark_blocked(tx, chat_id.person(), asked_ms).await? {
                returned.extend(rows);
            }
        }
        outbox::hand_back(tx, &returned).await?;
        Ok(returned.into_iter().collect())
    }

    /// Whether a refusal is of the group for alerts, in whose place there are owners. What a
    /// person's chat refused is theirs and waits for them.
    fn is_lost_group(&self, result: &SendResult) -> bool {
        let is_group = result.chat_id < ChatId::NONE && self.shop.is_admin_chat(result.chat_id);
        is_group && !self.shop.admins().is_empty()
    }

    async fn write_failure(
        &self,
        tx: &mut crate::store::Tx,
        result: &SendResult,
        now_ms: i64,
    ) -> Result<(), FlowError> {
        match &result.what {
            What::Failed { for_ms } => {
                match outbox::mark_failed(tx, result.outbox_id, now_ms + for_ms).await {
                    // Another process has taken the row over and finished it.
                    Ok(()) | Err(StoreError::Lost(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            What::Blocked { row, .. } if self.is_lost_group(result) => {
                lose_admin_chat(&mut Ctx { tx, shop: &self.shop, now_ms }).await?;
                let payload = without_reply(&row.payload);
                let alert = Outgoing { payload, ..Outgoing::clone(row) };
                redirect_alert(&mut Ctx { tx, shop: &self.shop, now_ms }, &alert).await?;
            }
            What::Ended(Ending::Sent) if result.left_id.is_some() => {
                outbox::insert(tx, bare(result.chat_id, result.left_id), now_ms).await?;
            }
            What::GivenUp(note) => {
                let outbox_id = result.outbox_id;
                tracing::warn!(%outbox_id, note, "a message was refused for good");
                let (outbox_id, chat_id) = (result.outbox_id, result.chat_id);
                let reason = note.clone();
                let notice = ShopAlert::Undeliverable { outbox_id, chat_id, reason };
                notify(&mut Ctx { tx, shop: &self.shop, now_ms }, notice).await?;
            }
            What::Blocked { .. } | What::Moved { .. } | What::Ended(_) => {}
        }
        Ok(())
    }
}

/// Takes the buttons off a message that its screen has left.
fn bare(chat_id: ChatId, message_id: MessageId) -> Outgoing {
    let payload = format!("{{\"chat_id\":{chat_id},\"message_id\":{message_id}}}");
    Outgoing::new(chat_id, Lane::Tidying, Method::EditMessageReplyMarkup, payload)
}
