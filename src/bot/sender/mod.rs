//! The only way out to a chat. Rows of the outbox arrive in memory right after their commit, are
//! sent in order per chat within a class, and are marked as sent in batches. Replies go before
//! pushes before bulk. Must never send before the commit, nor drop a row it has not marked.

mod answers;
mod call;
mod marks;
mod queue;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use secrecy::SecretString;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub(crate) use call::{Answer, CALL_TIMEOUT};
pub use call::{Api, ApiError};
use call::{Delivery, Verdict};
use marks::{Mark, Marker};
use queue::Queue;
pub use queue::Rates;

use super::turn::CallbackAnswer;
use crate::clock::{Clock, SECOND_MS};
use crate::flows::Shop;
use crate::store::outbox::Outgoing;
use crate::store::{Store, outbox};

/// Calls under way at once.
const IN_FLIGHT_MAX: usize = 64;
/// How often the sender looks for rows that nobody handed over.
const SWEEP_EVERY: Duration = Duration::from_secs(1);
/// Rows taken up by one look.
const SWEEP_LIMIT: usize = 1_000;
/// Leases are renewed this often; they last three times as long.
const RENEW_EVERY_MS: i64 = 20 * SECOND_MS;

/// What the sender needs.
pub struct Sender {
    /// The shop's database.
    pub store: Store,
    /// Time.
    pub clock: Clock,
    /// Whom to alert.
    pub shop: Arc<Shop>,
    /// The Bot API.
    pub api: Api,
    /// Messages and edits a second.
    pub rates: Rates,
}

/// The channels into the sender.
pub struct Inlets {
    /// Committed rows.
    pub outgoing: mpsc::UnboundedReceiver<Outgoing>,
    /// Answers to pressed buttons, fired beside the queue and not stored.
    pub answers: mpsc::UnboundedReceiver<CallbackAnswer>,
}

/// Where answers to pressed buttons are put.
pub type Answers = mpsc::UnboundedSender<CallbackAnswer>;

/// The Bot API at `base` (scheme, host, path prefix) for a bot's token.
///
/// # Errors
/// When the HTTP client cannot be built.
pub fn api(base: &str, token: &SecretString) -> Result<Api, ApiError> {
    Api::new(base, token)
}

struct Running {
    sender: Sender,
    queue: Queue,
    /// Each with the time at which it was begun.
    calls: JoinSet<(i64, Delivery)>,
    marker: mpsc::UnboundedSender<Mark>,
    renewed_ms: i64,
}

impl Sender {
    /// Sends until `stop`, then finishes what is under way and writes the last marks.
    pub async fn run(self, mut inlets: Inlets, stop: CancellationToken) {
        let (marker, marks) = mpsc::unbounded_channel();
        let writer = Marker::new(self.store.clone(), self.clock.clone(), Arc::clone(&self.shop));
        let writer = tokio::spawn(writer.run(marks));
        let queue = Queue::new(self.clock.clone(), self.rates);
        let renewed_ms = self.clock.now_ms();
        let mut running =
            Running { sender: self, queue, calls: JoinSet::new(), marker, renewed_ms };
        let mut answers = JoinSet::new();
        // Everything that an earlier process left comes before anything new of the same chat.
        while running.sweep().await >= SWEEP_LIMIT {}
        let mut sweep = tokio::time::interval(SWEEP_EVERY);
        loop {
            crate::crash::panic_in("sender");
            running.start_due();
            let wait_ms = running.queue.wait_ms();
            let is_waiting = wait_ms > 0 && running.has_room();
            tokio::select! {
                () = stop.cancelled() => break,
                Some(outgoing) = inlets.outgoing.recv() => running.queue_up(outgoing),
                Some(answer) = inlets.answers.recv() => {
                    answers.spawn(running.sender.answers(answer, &stop));
                }
                Some(done) = running.calls.join_next() => running.finish(done.ok()),
                Some(_) = answers.join_next() => {}
                _ = sweep.tick() => drop(running.sweep().await),
                () = running.sender.clock.sleep_ms(wait_ms), if is_waiting => {}
            }
        }
        while let Ok(answer) = inlets.answers.try_recv() {
            answers.spawn(running.sender.answers(answer, &stop));
        }
        while answers.join_next().await.is_some() {}
        while let Some(done) = running.calls.join_next().await {
            running.finish(done.ok());
        }
        drop(running);
        // The marks written last; a task that died has logged its panic.
        let _ = writer.await;
    }

    fn answers(
        &self,
        answer: CallbackAnswer,
        stop: &CancellationToken,
    ) -> impl Future<Output = ()> + use<> {
        answers::give(self.api.clone(), self.clock.clone(), stop.clone(), answer)
    }
}

impl Running {
    fn has_room(&self) -> bool {
        self.calls.len() < IN_FLIGHT_MAX
    }

    fn queue_up(&mut self, outgoing: Outgoing) {
        for replaced in self.queue.push(outgoing) {
            // The marker outlives the loop; a closed channel cannot happen here.
            let _ = self.marker.send(Mark::replaced(&replaced));
        }
    }

    fn start_due(&mut self) {
        while self.has_room() {
            let Some(outgoing) = self.queue.next_due() else { return };
            let (api, store) = (self.sender.api.clone(), self.sender.store.clone());
            let shown = self.queue.shown_message(outgoing.screen_id);
            let chat_id = self.queue.present_chat(outgoing.chat_id);
            let asked_ms = self.sender.clock.now_ms();
            self.calls.spawn(async move {
                let spare = outgoing.clone();
                let call = api.deliver(&store, outgoing, chat_id, shown);
                let called = AssertUnwindSafe(call).catch_unwind().await;
                (asked_ms, called.unwrap_or_else(|_panic| Delivery::after_panic(spare)))
            });
        }
    }

    /// Draws the consequences of a finished call. `None`: its task was ended by the stop, and the
    /// row's lease will bring it back.
    fn finish(&mut self, delivery: Option<(i64, Delivery)>) {
        let Some((asked_ms, delivery)) = delivery else { return };
        let Delivery { outgoing, verdict, message_id } = delivery;
        let marks = match verdict {
            Verdict::Sent => {
                // A screen that is where it was needs no second record of it.
                let is_known = self.queue.shown_message(outgoing.screen_id) == Some(message_id);
                self.queue.sent(&outgoing, message_id);
                vec![Mark::sent(&outgoing, if is_known { 0 } else { message_id })]
            }
            Verdict::Wait { for_ms, is_limit } => {
                let mark = Mark::failed(&outgoing, for_ms, is_limit);
                let attempts = outgoing.attempts + i64::from(!is_limit);
                self.queue.put_back(Outgoing { attempts, ..outgoing }, for_ms, is_limit);
                mark.into_iter().collect()
            }
            Verdict::PlainText(payload) => {
                self.queue.put_back(Outgoing { payload, ..outgoing }, 0, false);
                Vec::new()
            }
            Verdict::Moved { to_chat } => {
                let mark = Mark::moved(&outgoing, to_chat);
                self.queue.moved(outgoing.chat_id, to_chat);
                self.queue.put_back(outgoing, 0, false);
                vec![mark]
            }
            Verdict::Blocked => {
                let mut rows = self.queue.drop_chat(&outgoing);
                rows.insert(0, outgoing);
                rows.iter().map(|row| Mark::blocked(row, asked_ms)).collect()
            }
            Verdict::Refused(note) => {
                self.queue.sent(&outgoing, 0);
                vec![Mark::parked(&outgoing, note)]
            }
        };
        for mark in marks {
            let _ = self.marker.send(mark);
        }
    }

    /// Takes up rows whose lease is over, and keeps the leases of those in memory. Returns how many
    /// were taken up.
    async fn sweep(&mut self) -> usize {
        let now_ms = self.sender.clock.now_ms();
        let (store, queue) = (&self.sender.store, &self.queue);
        let renews = (now_ms - self.renewed_ms >= RENEW_EVERY_MS).then(|| queue.known_ids());
        if renews.is_some() {
            self.renewed_ms = now_ms;
        }
        let orphans = take_orphans(store, renews.unwrap_or_default(), now_ms).await;
        let orphans = orphans.unwrap_or_else(|error| {
            tracing::error!(%error, "the outbox cannot be read");
            Vec::new()
        });
        let count = orphans.len();
        orphans.into_iter().for_each(|orphan| self.queue_up(orphan));
        self.queue.forget_idle();
        count
    }
}

async fn take_orphans(
    store: &Store,
    renew: Vec<i64>,
    now_ms: i64,
) -> Result<Vec<Outgoing>, crate::store::StoreError> {
    let has_orphans = {
        let mut tx = store.read().await?;
        outbox::has_orphans(&mut tx, now_ms).await?
    };
    if !has_orphans && renew.is_empty() {
        return Ok(Vec::new());
    }
    let mut tx = store.begin().await?;
    outbox::renew(&mut tx, &renew).await?;
    let limit = i64::try_from(SWEEP_LIMIT).unwrap_or(i64::MAX);
    let orphans = outbox::claim_orphans(&mut tx, now_ms, limit).await?;
    tx.commit().await?;
    Ok(orphans)
}
