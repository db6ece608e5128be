//! The only way out to a chat. Rows of the outbox arrive in memory right after their commit, are
//! sent in order per chat within a lane, and are marked as sent in batches. Replies go before
//! pushes before bulk before tidying, and at once: only Telegram's own 429 holds them up for long.
//! Must never send before the commit, nor drop a row it has not marked.

mod answers;
mod attempt;
mod bucket;
mod call;
mod call_outcome;
mod chat;
pub mod drawings;
mod dressing;
mod failures;
mod figures;
mod made;
mod payload;
mod queue;
mod results;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use secrecy::SecretString;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use attempt::{Courier, SendAttempt, Sent, Target};
pub use call::{Api, ApiError};
pub(crate) use call::{ApiReply, CALL_TIMEOUT};
use call_outcome::{CallOutcome, Failure};
use dressing::Dressing;
use failures::AfterFailure;
pub use figures::{Figures, Held};
pub use made::{Drawings, Drawn, Undrawn};
pub use queue::Rates;
use queue::{Back, Queue};
use results::{ResultWriter, SendResult, Written};

use crate::bot::dispatch::turn::CallbackAnswer;
use crate::bot::ui::words::Words;
use crate::clock::{Clock, SECOND_MS};
use crate::domain::ids::{ChatMove, OutboxId};
use crate::flows::Shop;
use crate::store::outbox::{Lane, Outgoing, Sweep};
use crate::store::{Store, outbox};

/// Calls under way at once.
const IN_FLIGHT_MAX: usize = 64;
/// Of these, calls of one lane at the most: the others always find a place.
const IN_FLIGHT_OF_LANE: [usize; Lane::ALL.len()] = [40, 16, 4, 4];
/// When so many results wait for the database, nothing is sent until it takes them.
const MARKS_MAX: usize = 4_000;
/// How long a stop waits for answers to pressed buttons.
const LAST_ANSWERS: Duration = Duration::from_secs(1);
/// Rows of bulk in memory at the most.
const BULK_PAGE: usize = 200;
/// The pause before the database is asked again about a screen.
const SCREEN_RETRY_PAUSE_MS: i64 = 500;
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
    /// Makes what rows only name.
    pub drawings: Arc<dyn Drawings>,
    /// Messages a second.
    pub rates: Rates,
    /// Where it counts.
    pub figures: Arc<Figures>,
}

/// Why the sender ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum SenderError {
    /// Nobody writes down any more what was sent.
    #[error("the task that marks sent messages has ended")]
    ResultWriter,
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
    courier: Courier,
    queue: Queue,
    /// Each with the time at which it was begun.
    calls: JoinSet<(i64, SendAttempt)>,
    in_flight: [usize; Lane::ALL.len()],
    result_writer: mpsc::UnboundedSender<SendResult>,
    /// Results that wait for the database.
    unwritten: usize,
    renewed_ms: i64,
}

impl Sender {
    /// Sends until `stop`, then finishes what is under way and writes the last results.
    ///
    /// # Errors
    /// When it cannot go on.
    pub async fn run(self, mut inlets: Inlets, stop: CancellationToken) -> Result<(), SenderError> {
        let (result_writer, results) = mpsc::unbounded_channel();
        let (tells, mut written) = mpsc::unbounded_channel();
        let (store, clock, shop) = (self.store.clone(), self.clock.clone(), Arc::clone(&self.shop));
        let mut writer = tokio::spawn(ResultWriter::new(store, clock, shop, tells).run(results));
        let mut running = Running::new(self, result_writer);
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
                // Its panic is in the log already.
                _ = &mut writer => return Err(SenderError::ResultWriter),
                Some(done) = written.recv() => running.written(&done),
                Some(outgoing) = inlets.outgoing.recv() => running.queue_up(outgoing),
                Some(answer) = inlets.answers.recv() => {
                    answers.spawn(running.answers(answer, &stop));
                }
                Some(done) = running.calls.join_next() => running.finish(done.ok()),
                Some(_) = answers.join_next() => {}
                _ = sweep.tick() => drop(running.sweep().await),
                () = running.sender.clock.sleep_ms(wait_ms), if is_waiting => {}
            }
        }
        while let Ok(answer) = inlets.answers.try_recv() {
            answers.spawn(running.answers(answer, &stop));
        }
        while let Some(done) = running.calls.join_next().await {
            running.finish(done.ok());
        }
        // What is marked must not wait for an answer that hangs.
        let last = async { while answers.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(LAST_ANSWERS, last).await;
        drop(running);
        // The results written last.
        writer.await.map_err(|_panic| SenderError::ResultWriter)
    }
}

impl Running {
    fn new(sender: Sender, result_writer: mpsc::UnboundedSender<SendResult>) -> Self {
        let figures = Arc::clone(&sender.figures);
        let queue = Queue::new(sender.clock.clone(), sender.rates, figures);
        let renewed_ms = sender.clock.now_ms();
        let (api, store) = (sender.api.clone(), sender.store.clone());
        let (drawings, dressing) = (Arc::clone(&sender.drawings), Dressing::default());
        let courier = Courier { api, store, drawings, dressing };
        let (calls, in_flight) = (JoinSet::new(), [0; Lane::ALL.len()]);
        Self { sender, courier, queue, calls, in_flight, result_writer, unwritten: 0, renewed_ms }
    }

    /// Answers a press; where the chat has to wait, with a word about that.
    fn answers(
        &self,
        mut answer: CallbackAnswer,
        stop: &CancellationToken,
    ) -> impl Future<Output = ()> + use<> {
        if answer.text.is_empty() && self.queue.is_limited(answer.chat_id) {
            let words = Words::new(answer.lang, &self.sender.shop.currency);
            answer.text = words.word("button-moment");
        }
        let (api, clock) = (self.sender.api.clone(), self.sender.clock.clone());
        answers::give(api, clock, stop.clone(), answer)
    }

    fn has_room(&self) -> bool {
        self.calls.len() < IN_FLIGHT_MAX && self.unwritten < MARKS_MAX
    }

    fn queue_up(&mut self, outgoing: Outgoing) {
        self.queue.push(outgoing);
        self.mark_dropped();
    }

    fn result(&mut self, result: SendResult) {
        self.unwritten += 1;
        // A writer of results that has ended ends the sender.
        let _ = self.result_writer.send(result);
    }

    fn mark_dropped(&mut self) {
        for row in self.queue.take_dropped() {
            self.result(SendResult::replaced(&row));
        }
    }

    fn written(&mut self, written: &Written) {
        self.unwritten = self.unwritten.saturating_sub(written.results);
        self.queue.forget(&written.ended);
    }

    fn start_due(&mut self) {
        while self.has_room() {
            let under_way = self.in_flight;
            let has_room =
                |lane: Lane| under_way.get(lane.index()) < IN_FLIGHT_OF_LANE.get(lane.index());
            let Some(outgoing) = self.queue.next_due(has_room) else { break };
            if let Some(count) = self.in_flight_of(&outgoing) {
                *count += 1;
            }
            let courier = self.courier.clone();
            let target = Target {
                chat_id: self.queue.present_chat(outgoing.chat_id),
                shown: self.queue.seen(outgoing.screen_id),
                is_doubtful: self.queue.is_doubtful(&outgoing),
            };
            let asked_ms = self.sender.clock.now_ms();
            self.calls.spawn(async move {
                let spare = outgoing.clone();
                let call = courier.deliver(outgoing, target);
                let called = AssertUnwindSafe(call).catch_unwind().await;
                (asked_ms, called.unwrap_or_else(|_panic| SendAttempt::after_panic(spare)))
            });
        }
        self.mark_dropped();
    }

    fn in_flight_of(&mut self, outgoing: &Outgoing) -> Option<&mut usize> {
        self.in_flight.get_mut(outgoing.lane.index())
    }

    /// Draws the consequences of a finished call. `None`: its task was ended by the stop, and the
    /// row's lease will bring it back.
    fn finish(&mut self, attempt: Option<(i64, SendAttempt)>) {
        let Some((asked_ms, attempt)) = attempt else { return };
        let SendAttempt { outgoing, call_outcome, sent } = attempt;
        if let Some(count) = self.in_flight_of(&outgoing) {
            *count = count.saturating_sub(1);
        }
        match call_outcome {
            CallOutcome::Sent => self.sent(&outgoing, sent),
            CallOutcome::Pointless => {
                self.queue.given_up(&outgoing);
                self.result(SendResult::replaced(&outgoing));
            }
            CallOutcome::RetryAlone => {
                self.queue.put_back(outgoing, SCREEN_RETRY_PAUSE_MS, Back::Failed)
            }
            CallOutcome::Limited { for_ms } => self.queue.put_back(outgoing, for_ms, Back::Limited),
            CallOutcome::Failed(failure) => self.failed(outgoing, failure),
            CallOutcome::PlainText(payload) => {
                self.queue.put_back(Outgoing { payload, ..outgoing }, 0, Back::Changed);
            }
            CallOutcome::Moved { to_chat } => {
                self.result(SendResult::moved(&outgoing, to_chat));
                self.queue.moved(ChatMove { from_chat: outgoing.chat_id, to_chat });
                self.queue.put_back(outgoing, 0, Back::Changed);
            }
            CallOutcome::Blocked => {
                for row in self.queue.drop_chat(&outgoing) {
                    self.result(SendResult::blocked(&row, asked_ms));
                }
            }
            CallOutcome::Refused(note) => self.give_up(&outgoing, note),
        }
        self.mark_dropped();
    }

    fn sent(&mut self, outgoing: &Outgoing, sent: Sent) {
        let was_shown = self.queue.seen(outgoing.screen_id).map(|seen| seen.message_id);
        self.queue.sent(outgoing, sent);
        self.sender.figures.set_refusal(None);
        self.result(SendResult::sent(outgoing, sent, was_shown));
    }

    fn failed(&mut self, outgoing: Outgoing, failure: Failure) {
        let Failure { for_ms, code, description } = failure;
        let (after, is_of_all) = self.queue.evaluate_failure(&outgoing, code);
        if is_of_all && self.sender.figures.set_refusal(Some(code)) {
            tracing::error!(code, "Telegram refuses everything: nothing can be sent");
        }
        let back = match after {
            AfterFailure::GiveUp => {
                return self.give_up(&outgoing, format!("{code}: {description}"));
            }
            AfterFailure::RetryAside => Back::Aside,
            AfterFailure::Retry => Back::Failed,
        };
        self.result(SendResult::failed(&outgoing, for_ms));
        let attempts = outgoing.attempts + 1;
        self.queue.put_back(Outgoing { attempts, ..outgoing }, for_ms, back);
    }

    fn give_up(&mut self, outgoing: &Outgoing, note: String) {
        self.queue.given_up(outgoing);
        self.result(SendResult::given_up(outgoing, note));
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
        let sweeps = [Sweep::Urgent(page_of(SWEEP_LIMIT)), Sweep::Bulk(page_of(self.bulk_room()))];
        let expired_leases =
            claim_expired_leases(store, renews.unwrap_or_default(), sweeps, now_ms).await;
        let expired_leases = expired_leases.unwrap_or_else(|error| {
            tracing::error!(%error, "the outbox cannot be read");
            Vec::new()
        });
        let is_urgent = |row: &&Outgoing| row.lane != Lane::Bulk;
        let count = expired_leases.iter().filter(is_urgent).count();
        expired_leases.into_iter().for_each(|expired| self.queue.take_up(expired));
        self.mark_dropped();
        self.queue.forget_idle();
        count
    }

    /// Room for bulk in memory; none while half a page waits, so that pages are whole.
    fn bulk_room(&self) -> usize {
        let room = BULK_PAGE.saturating_sub(self.queue.bulk());
        if room < BULK_PAGE / 2 { 0 } else { room }
    }
}

fn page_of(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

async fn claim_expired_leases(
    store: &Store,
    renew: Vec<OutboxId>,
    sweeps: [Sweep; 2],
    now_ms: i64,
) -> Result<Vec<Outgoing>, crate::store::StoreError> {
    let mut due = Vec::new();
    {
        let mut tx = store.read().await?;
        for sweep in sweeps {
            if outbox::has_expired(&mut tx, now_ms, sweep).await? {
                due.push(sweep);
            }
        }
    }
    if due.is_empty() && renew.is_empty() {
        return Ok(Vec::new());
    }
    let mut tx = store.begin().await?;
    outbox::renew(&mut tx, &renew).await?;
    let mut expired_leases = Vec::new();
    for sweep in due {
        expired_leases.extend(outbox::claim_expired(&mut tx, now_ms, sweep).await?);
    }
    tx.commit().await?;
    Ok(expired_leases)
}
