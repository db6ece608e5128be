//! Asks providers how accepted orders are, in batches of up to a hundred, and one by one where a
//! batch cannot be had or would move money.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::future::join_all;

use super::WorkerContext;
use super::products::{ask_about, is_product};
use crate::atomically;
use crate::clock::{HOUR_MS, MINUTE_MS, SECOND_MS};
use crate::domain::ids::OrderId;
use crate::domain::order::Silence;
use crate::domain::time::Millis;
use crate::flows::Ctx;
use crate::flows::FlowError;
use crate::flows::orders::goods::{self, Told};
use crate::flows::orders::progress::{self, Applied, Evidence, News, next_poll_ms};
use crate::notifications::notify::notify;
use crate::notifications::orders::OrderAlert;
use crate::providers::{BATCH_MAX, ErrorClass, Failure, Fault, ProductRow, Provider, Row};
use crate::store::orders::polling::{self, Progress};
use crate::store::orders::{Order, silence};
use crate::store::portion::Batch;
use crate::store::{Race, StoreError};

/// Batches to one provider in one tick, so that no provider is asked without end.
const BATCHES_MAX: usize = 100;
/// Useless answers in a row after which the next orders wait for the next tick.
const FAULTS_MAX: usize = 10;
/// When orders are asked about whose question was not asked, or was lost to another change.
const SOON_MS: i64 = 2 * SECOND_MS;
/// Orders remembered to be asked about alone; of more, the others begin anew with a batch.
const RETRY_ALONE_MAX: usize = 10_000;
/// Owners hear of an order of which nothing was told for so long.
const SILENT_AFTER_MS: i64 = 12 * HOUR_MS;
/// Of so many in one tick; the others are told with their next answers.
const NOTIFIED_MAX: usize = 100;
/// How long an order waits at least whose own question has failed.
const FAULTED_MS: i64 = MINUTE_MS;

/// How a provider was found in one tick.
#[derive(Debug, Default)]
struct Round {
    /// Whether any question was answered.
    is_heard: bool,
    /// The last question that failed, unless it was not even asked.
    failure: Option<Failure>,
    /// Too many useless answers, or none: nothing more is asked in this tick.
    is_over: bool,
    silences: Silences,
}

impl Round {
    fn end_by(&mut self, failure: Failure) {
        self.is_over = true;
        self.failure = Some(failure).filter(|failure| failure.fault != Fault::Throttled);
    }
}

/// Orders that must be asked about alone and could not be, for want of calls. When their turn comes
/// again they go before the batch: it would use the calls up again and again, and their news would
/// never be confirmed.
#[derive(Debug, Clone, Default)]
pub struct RetryAlone(Arc<Mutex<HashSet<OrderId>>>);

impl RetryAlone {
    fn orders(&self) -> MutexGuard<'_, HashSet<OrderId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn insert<'o>(&self, orders: impl Iterator<Item = &'o Order>) {
        let mut known = self.orders();
        let room = RETRY_ALONE_MAX.saturating_sub(known.len());
        known.extend(orders.take(room).map(|order| order.order_id));
    }

    /// Takes these orders' turns: those that wait for one, and the others.
    fn take(&self, due: Vec<Order>) -> (Vec<Order>, Vec<Order>) {
        let mut known = self.orders();
        due.into_iter().partition(|order| known.remove(&order.order_id))
    }
}

/// Orders whose next question is not the one that was planned: when, and which.
type Moved = Vec<(i64, OrderId)>;

/// Orders of which nothing was told, and those of which something is told again.
#[derive(Debug, Default)]
struct Silences {
    /// What began before this time is for the owners, once another answer has confirmed it.
    notify_before_ms: i64,
    begun: BTreeMap<Silence, Vec<OrderId>>,
    confirmed: Vec<(OrderId, Silence)>,
    ended: Vec<OrderId>,
}

impl Silences {
    fn note(&mut self, order: &Order, row: Option<&Row>) {
        let silence = match row {
            Some(Row::Report(_)) if order.silent_since_ms > 0 => {
                return self.ended.push(order.order_id);
            }
            Some(Row::Report(_)) => return,
            Some(Row::NotFound) => Silence::Unknown,
            Some(Row::Unreadable) => Silence::Unreadable,
            None => Silence::Absent,
        };
        if order.silent_since_ms == 0 {
            self.begun.entry(silence).or_default().push(order.order_id);
        } else if order.silent_since_ms < self.notify_before_ms
            && !order.is_silence_notified
            && self.confirmed.len() < NOTIFIED_MAX
        {
            self.confirmed.push((order.order_id, silence));
        }
    }
}

/// How often it is looked which orders are due, in milliseconds.
pub(super) fn round_ms(context: &WorkerContext) -> i64 {
    (context.poll_ms / 4).clamp(250, 1_000)
}

impl WorkerContext {
    /// Asks about every order that is due, provider by provider; returns how many were asked about.
    pub async fn poll_orders(&self) -> Result<usize, FlowError> {
        let present = self.providers.all();
        let providers = present.iter().map(|provider| self.poll_provider(provider));
        let asked: Result<Vec<usize>, FlowError> = join_all(providers).await.into_iter().collect();
        Ok(asked?.into_iter().sum())
    }

    /// Asks one provider about the orders that are due; returns how many these were.
    pub async fn poll_provider(&self, provider: &Arc<dyn Provider>) -> Result<usize, FlowError> {
        let notify_before_ms = self.shop.ago_ms(self.clock.now_ms(), Millis(SILENT_AFTER_MS));
        let silences = Silences { notify_before_ms, ..Silences::default() };
        let (mut asked, mut round) = (0, Round { silences, ..Round::default() });
        let limit = i64::try_from(BATCH_MAX).unwrap_or(100);
        for _ in 0..BATCHES_MAX {
            let now_ms = self.clock.now_ms();
            let due = {
                let mut tx = self.store.read().await?;
                polling::list_due(&mut tx, provider.name(), Batch { now_ms, limit }).await?
            };
            if due.is_empty() {
                break;
            }
            asked += due.len();
            self.poll_batch(provider, due, &mut round).await?;
            if round.is_over {
                break;
            }
        }
        self.note_answers(provider.name(), round.is_heard, round.failure).await?;
        if round.is_heard {
            // Of a provider that answers nothing no single order is silent.
            self.note_silences(&round.silences).await?;
        }
        if !round.is_over {
            asked += self.poll_children(provider).await?;
        }
        Ok(asked)
    }

    async fn poll_batch(
        &self,
        provider: &Arc<dyn Provider>,
        due: Vec<Order>,
        round: &mut Round,
    ) -> Result<(), FlowError> {
        // The next question is set first: an answer that breaks something is not asked in a loop.
        self.schedule(&due).await?;
        let mut moved = Moved::new();
        let (mut alone, others) = self.retry_alone.take(due);
        // Products are asked about one by one, for their goods come with the answer.
        let (products, others): (Vec<Order>, Vec<Order>) = others.into_iter().partition(is_product);
        alone.extend(products);
        alone.retain(|order| !is_product(order) || self.can_hear_of_products(provider));
        self.poll_singly(provider, &alone, (round, &mut moved)).await;
        if round.is_over {
            let fault = round.failure.as_ref().map_or(Fault::Throttled, |failure| failure.fault);
            moved.extend(others.iter().map(|order| self.after_anothers_fault(order, fault)));
        } else if !others.is_empty() {
            self.question(provider, &others, (round, &mut moved)).await;
        }
        self.set_questions(&moved).await
    }

    async fn question(
        &self,
        provider: &Arc<dyn Provider>,
        due: &[Order],
        (round, moved): (&mut Round, &mut Moved),
    ) {
        if !provider.has_batch() {
            return self.poll_singly(provider, due, (round, moved)).await;
        }
        let ids: Vec<String> = due.iter().map(|order| order.provider_order_id.clone()).collect();
        let batch = match provider.statuses(&ids).await {
            Ok(batch) => batch,
            // An answer that is no batch may mean that this panel has none, or that one of the
            // orders spoils it for the others.
            Err(failure) if is_answer(failure.fault) => {
                return self.poll_singly(provider, due, (round, moved)).await;
            }
            Err(failure) => {
                let (provider, words, fault) = (provider.name(), failure.words(), failure.fault);
                tracing::warn!(provider, %fault, words, "statuses cannot be fetched");
                moved.extend(due.iter().map(|order| self.after_batch_fault(order, fault)));
                round.end_by(failure);
                return;
            }
        };
        if !batch.by_id {
            return self.poll_singly(provider, due, (round, moved)).await;
        }
        round.is_heard = true;
        let (mut doubtful, mut changes) = (Vec::new(), Vec::new());
        for order in due {
            let row = batch.rows.get(&order.provider_order_id);
            round.silences.note(order, row);
            let Some(Row::Report(report)) = row else { continue };
            if let News::Progress(progress) = progress::news_of(order, report) {
                changes.push((order, progress));
            } else {
                let told = Told { report, evidence: Evidence::Batch, goods: None };
                if self.hear(order, told, moved).await == Applied::NeedsSingle {
                    doubtful.push(order.clone());
                }
            }
        }
        self.hear_progress(&changes, moved).await;
        self.poll_singly(provider, &doubtful, (round, moved)).await;
    }

    async fn poll_singly(
        &self,
        provider: &Arc<dyn Provider>,
        orders: &[Order],
        (round, moved): (&mut Round, &mut Moved),
    ) {
        let mut faults_in_a_row = 0;
        for (place, order) in orders.iter().enumerate() {
            let failure = match ask_about(provider, order).await {
                Ok(ProductRow { row, goods }) => {
                    faults_in_a_row = 0;
                    round.is_heard = true;
                    round.silences.note(order, Some(&row));
                    if let Row::Report(report) = row {
                        let told = Told { report: &report, evidence: Evidence::Single, goods };
                        self.hear(order, told, moved).await;
                    }
                    continue;
                }
                Err(failure) => failure,
            };
            let (name, words, fault) = (provider.name(), failure.words(), failure.fault);
            tracing::warn!(provider = name, %fault, words, "a status cannot be fetched");
            faults_in_a_row += 1;
            round.failure = Some(failure.clone());
            if is_answer(fault) {
                round.silences.note(order, Some(&Row::Unreadable));
            }
            moved.push(self.after_fault(order, fault));
            // One order that it cannot answer about must not keep the others waiting.
            if !is_answer(fault) || faults_in_a_row >= FAULTS_MAX {
                let rest = || orders.iter().skip(place + 1);
                moved.extend(rest().map(|order| self.after_anothers_fault(order, fault)));
                if fault == Fault::Throttled {
                    self.retry_alone.insert(rest().chain([order]));
                }
                return round.end_by(failure);
            }
        }
    }

    /// Applies a report. One that cannot be written down stops no other order; it is asked about
    /// again.
    async fn hear(&self, order: &Order, told: Told<'_>, moved: &mut Moved) -> Applied {
        let order_id = order.order_id;
        match self.apply(order, told).await {
            Ok(applied) => applied,
            // Somebody else changed the order at this moment; the next question tells it again.
            Err(FlowError::Store(StoreError::Lost(Race::Order(race)))) => {
                tracing::debug!(order = %order_id, %race, "a report came too late");
                moved.push(self.soon(order));
                Applied::Done
            }
            Err(error) => {
                let error_id = crate::telemetry::error_id();
                tracing::error!(order = %order_id, %error, error_id, "a report cannot be applied");
                moved.push((self.clock.now_ms() + FAULTED_MS, order_id));
                Applied::Done
            }
        }
    }

    /// Writes down what a batch told of orders whose state and money stay as they are.
    async fn hear_progress(&self, changes: &[(&Order, Progress)], moved: &mut Moved) {
        if changes.is_empty() {
            return;
        }
        let now_ms = self.clock.now_ms();
        let write = async {
            atomically!(self.store, tx => progress::apply_progress(tx, changes, now_ms).await)
        };
        let written: Result<(), FlowError> = write.await;
        if let Err(error) = written {
            let error_id = crate::telemetry::error_id();
            tracing::error!(orders = changes.len(), %error, error_id, "progress cannot be written");
            moved.extend(changes.iter().map(|(order, _)| (now_ms + FAULTED_MS, order.order_id)));
        }
    }

    /// Applies a report in a transaction of its own. A report that tells nothing new opens none.
    async fn apply(&self, order: &Order, told: Told<'_>) -> Result<Applied, FlowError> {
        if told.goods.is_none() && progress::news_of(order, told.report) == News::None {
            return Ok(Applied::Done);
        }
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            goods::hear(&mut Ctx { tx, shop, now_ms }, order, &told).await
        })
    }

    async fn note_silences(&self, silences: &Silences) -> Result<(), FlowError> {
        let Silences { begun, confirmed, ended, .. } = silences;
        if begun.is_empty() && confirmed.is_empty() && ended.is_empty() {
            return Ok(());
        }
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            for (silence, order_ids) in begun {
                silence::begin(tx, *silence, order_ids, now_ms).await?;
            }
            for (order_id, silence) in confirmed {
                if silence::mark_notified(tx, *order_id, *silence).await? {
                    let why = (*order_id, (*silence).into());
                    let ctx = &mut Ctx { tx, shop, now_ms };
                    notify(ctx, OrderAlert::Attention { order_id: why.0, reason: why.1 }).await?;
                }
            }
            Ok::<_, FlowError>(silence::end(tx, ended).await?)
        })
    }

    fn planned_ms(&self, order: &Order) -> i64 {
        next_poll_ms(order, Millis(self.poll_ms), self.clock.now_ms())
    }

    /// For an order that was not asked about although its turn had come.
    fn soon(&self, order: &Order) -> (i64, OrderId) {
        (self.clock.now_ms() + SOON_MS, order.order_id)
    }

    /// For an order whose own question has failed: it comes behind those that were not asked.
    fn after_fault(&self, order: &Order, fault: Fault) -> (i64, OrderId) {
        let later_ms = self.clock.now_ms() + FAULTED_MS;
        match fault {
            Fault::Throttled => self.soon(order),
            // There was an answer: it will hardly be another one before the planned time.
            fault if is_answer(fault) => (later_ms.max(self.planned_ms(order)), order.order_id),
            _ => (later_ms, order.order_id),
        }
    }

    /// For an order that was not asked about because another one's question had failed.
    fn after_anothers_fault(&self, order: &Order, fault: Fault) -> (i64, OrderId) {
        if is_refusal(fault) { self.after_fault(order, fault) } else { self.soon(order) }
    }

    /// For an order of a batch that got no answer as a whole.
    fn after_batch_fault(&self, order: &Order, fault: Fault) -> (i64, OrderId) {
        match fault {
            Fault::Throttled => self.soon(order),
            fault if is_refusal(fault) => self.after_fault(order, fault),
            _ => {
                let later_ms = self.clock.now_ms() + FAULTED_MS;
                (later_ms.min(self.planned_ms(order)), order.order_id)
            }
        }
    }

    /// Sets the next question of a whole batch in few statements.
    async fn schedule(&self, due: &[Order]) -> Result<(), FlowError> {
        let planned = |order: &Order| (self.planned_ms(order), order.order_id);
        self.set_questions(&due.iter().map(planned).collect()).await
    }

    async fn set_questions(&self, questions: &Moved) -> Result<(), FlowError> {
        let mut times: BTreeMap<i64, Vec<OrderId>> = BTreeMap::new();
        for (at_ms, order_id) in questions {
            times.entry(*at_ms).or_default().push(*order_id);
        }
        if times.is_empty() {
            return Ok(());
        }
        atomically!(self.store, tx => {
            for (at_ms, ids) in &times {
                polling::move_poll(tx, ids, *at_ms).await?;
            }
            Ok::<_, FlowError>(())
        })
    }
}

/// Whether the provider wants no questions now, whatever they are about.
const fn is_refusal(fault: Fault) -> bool {
    matches!(fault, Fault::Provider(ErrorClass::Auth | ErrorClass::Rate))
}

/// Whether the provider answered at all, so that the next question may fare better.
pub(super) const fn is_answer(fault: Fault) -> bool {
    match fault {
        Fault::NotJson | Fault::Shape | Fault::OtherCurrency | Fault::TooLarge => true,
        Fault::Http(status) => matches!(status, 400 | 404 | 410 | 422),
        Fault::Provider(_) => !is_refusal(fault),
        Fault::NoConnection | Fault::Reset | Fault::Timeout | Fault::Throttled => false,
    }
}
