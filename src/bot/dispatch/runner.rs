//! Turns: the oldest waiting update of each person is handled in a transaction and finished in it.
//! On SQLite many turns share one commit, each in a savepoint; on PostgreSQL they run side by side.
//! A panic or a slow handler costs its own turn only: it is counted and at last set aside.

mod arrival;

use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use dptree::Handler;
use futures::FutureExt;
use teloxide::types::{Me, UpdateKind};
use tokio::sync::{Mutex, Notify};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use super::replies::find_post;
use super::schema;
use super::served;
use super::state::State;
use super::turn::{CallbackAnswer, Origin, Outcome, Turn};
use crate::bot::dispatch::people_cache::{self, PeopleCache};
use crate::bot::ingest::reading;
use crate::bot::ingest::sealing;
use crate::bot::ingest::stars::star_event;
use crate::bot::sender::Answers;
use crate::clock::{Clock, SECOND_MS};
use crate::domain::ids::{BotId, ChatId, PersonId};
use crate::flows::{Ctx, FlowError, Shop};
use crate::notifications::notify::notify;
use crate::notifications::shop_alerts::ShopAlert;
use crate::store::inbox::Waiting;
use crate::store::portion::Batch;
use crate::store::{Engine, Race, Store, StoreError, Tx, dialogues, inbox, outbox, people};

/// Turns in one commit at the most.
const BATCH_MAX: i64 = 32;
/// Turns side by side where the engine can.
const SIDE_BY_SIDE: usize = 8;
/// A turn may take so long, then it is rolled back.
const TURN_TIMEOUT: Duration = Duration::from_secs(2);
/// Failed turns after which an update is set aside.
const ATTEMPTS_MAX: i64 = 3;
/// How often the inbox is looked at when nobody told of an arrival.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Handles updates.
#[derive(Clone)]
pub struct Runner {
    /// The shop's database.
    pub store: Store,
    /// Time.
    pub clock: Clock,
    /// Who the shop is.
    pub shop: Arc<Shop>,
    /// The bot itself, for commands that name it.
    pub me: Me,
    /// Told when updates have arrived.
    pub arrived: Arc<Notify>,
    /// Where answers to pressed buttons go after the commit.
    pub answers: Answers,
    tree: Arc<Handler<'static, Outcome, teloxide::dispatching::DpHandlerDescription>>,
}

/// What a look at the inbox found.
struct Looked {
    /// Updates that were handled.
    count: usize,
    /// Whether others wait behind them, or one is to be tried again.
    has_more: bool,
}

impl Looked {
    fn at(waiting: &[Waiting], total: i64) -> Self {
        let count = waiting.len();
        Self { count, has_more: i64::try_from(count).is_ok_and(|count| 0 < count && count < total) }
    }
}

/// Why a turn failed.
#[derive(Debug, thiserror::Error)]
enum TurnFailure {
    #[error("the handler panicked")]
    Panic,
    #[error("the handler took too long")]
    Timeout,
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<StoreError> for TurnFailure {
    fn from(error: StoreError) -> Self {
        Self::Flow(error.into())
    }
}

impl Runner {
    /// A runner of the shop's handler tree.
    #[must_use]
    pub fn new(
        store: Store,
        clock: Clock,
        shop: Arc<Shop>,
        me: Me,
        (arrived, answers): (Arc<Notify>, Answers),
    ) -> Self {
        let tree = Arc::new(schema::tree());
        Self { store, clock, shop, me, arrived, answers, tree }
    }

    /// Handles updates until `stop`; what is under way is finished first.
    pub async fn run(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            crate::crash::panic_in("runner");
            match self.look().await {
                Ok(Looked { has_more: true, .. }) => {}
                Ok(_) => {
                    tokio::select! {
                        () = stop.cancelled() => return,
                        () = self.arrived.notified() => {}
                        () = tokio::time::sleep(LOOK_EVERY) => {}
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "the inbox cannot be read");
                    tokio::time::sleep(LOOK_EVERY).await;
                }
            }
        }
    }

    /// Handles what waits now, at most one update a person; returns how many were looked at.
    ///
    /// # Errors
    /// When the inbox cannot be read.
    pub async fn tick(&self) -> Result<usize, FlowError> {
        Ok(self.look().await?.count)
    }

    async fn look(&self) -> Result<Looked, FlowError> {
        match self.store.engine() {
            Engine::Sqlite => self.look_together().await,
            Engine::Postgres => self.look_side_by_side().await,
        }
    }

    /// Many turns in one commit; what failed in it, or all when the commit failed, runs alone. The
    /// inbox is read in the transaction that the turns go on with.
    async fn look_together(&self) -> Result<Looked, FlowError> {
        let mut tx = self.store.begin().await?;
        let (waiting, total) = inbox::list_next(&mut tx, self.batch()).await?;
        let waiting = sealing::opened(self.shop.master_key.as_deref(), waiting);
        let mut looked = Looked::at(&waiting, total);
        let mut alone = Vec::new();
        match waiting.as_slice() {
            [] => tx.rollback().await,
            [one] => looked.has_more |= !self.run_alone(one, Some(tx)).await,
            many => {
                if unbroken(self.run_together(tx, many, &mut alone)).await.is_err() {
                    // Whoever spoiled the batch comes last.
                    let failed = std::mem::take(&mut alone);
                    alone = many.iter().collect();
                    alone.sort_by_key(|update| failed.contains(update));
                }
            }
        }
        for update in alone {
            looked.has_more |= !self.run_alone(update, None).await;
        }
        Ok(looked)
    }

    fn batch(&self) -> Batch {
        Batch { now_ms: self.clock.now_ms(), limit: BATCH_MAX }
    }

    async fn look_side_by_side(&self) -> Result<Looked, FlowError> {
        let (waiting, total) = {
            let mut tx = self.store.read().await?;
            inbox::list_next(&mut tx, self.batch()).await?
        };
        let waiting = sealing::opened(self.shop.master_key.as_deref(), waiting);
        let mut looked = Looked::at(&waiting, total);
        let mut turns = JoinSet::new();
        for update in waiting {
            if turns.len() >= SIDE_BY_SIDE {
                looked.has_more |= !matches!(turns.join_next().await, Some(Ok(true)));
            }
            let runner = self.clone();
            turns.spawn(async move { runner.run_alone(&update, None).await });
        }
        while let Some(turn) = turns.join_next().await {
            looked.has_more |= !matches!(turn, Ok(true));
        }
        Ok(looked)
    }

    /// Runs turns in one transaction, each a part that can be given up alone; `failed` are those
    /// that were or, after an error, were to be.
    async fn run_together<'w>(
        &self,
        tx: Tx,
        waiting: &'w [Waiting],
        failed: &mut Vec<&'w Waiting>,
    ) -> Result<(), TurnFailure> {
        let shared = Arc::new(Mutex::new(tx));
        let (mut answers, mut done) = (Vec::new(), Vec::new());
        let mut seen = PeopleCache::of(&mut *shared.lock().await, waiting).await?;
        for update in waiting {
            let mark = shared.lock().await.begin_savepoint();
            match self.turn(&shared, update, &mut seen).instrument(span_of(update)).await {
                Ok(answer) => {
                    if shared.lock().await.keep_savepoint().await? {
                        // It may have changed what was read of the others.
                        seen = PeopleCache::default();
                    }
                    answers.extend(answer);
                    done.push(update.seq);
                }
                Err(failure) => {
                    // It is run alone, where its failure is counted.
                    let (seq, person) = (update.seq, update.person_id);
                    tracing::debug!(%failure, seq, %person, "a turn left its batch");
                    failed.push(update);
                    shared.lock().await.give_up_savepoint(mark).await?;
                }
            }
        }
        inbox::mark_done(&mut *shared.lock().await, &done, self.clock.now_ms()).await?;
        commit(shared).await?;
        self.fire(answers);
        Ok(())
    }

    /// Runs one turn in the transaction that is open already, or in a new one; tells whether it is
    /// done.
    async fn run_alone(&self, update: &Waiting, tx: Option<Tx>) -> bool {
        self.run_alone_in_span(update, tx).instrument(span_of(update)).await
    }

    async fn run_alone_in_span(&self, update: &Waiting, tx: Option<Tx>) -> bool {
        let outcome = async {
            let tx = match tx {
                Some(tx) => tx,
                None => self.store.begin().await?,
            };
            let shared = Arc::new(Mutex::new(tx));
            let answer = self.turn(&shared, update, &mut PeopleCache::default()).await?;
            let now_ms = self.clock.now_ms();
            inbox::mark_done(&mut *shared.lock().await, &[update.seq], now_ms).await?;
            commit(shared).await?;
            Ok::<_, TurnFailure>(answer)
        };
        match unbroken(outcome).await {
            Ok(answer) => {
                self.fire(answer);
                true
            }
            Err(TurnFailure::Flow(FlowError::Store(StoreError::Lost(Race::InboxWaiting)))) => true,
            Err(failure) => {
                let counted = async { Ok(self.count_failure(update, &failure).await?) };
                if let Err(error) = unbroken(counted).await {
                    tracing::error!(%error, "a failed turn cannot be counted");
                    // What cannot be counted is tried again without end: not in a tight loop.
                    tokio::time::sleep(LOOK_EVERY).await;
                }
                false
            }
        }
    }

    fn fire(&self, answers: impl IntoIterator<Item = CallbackAnswer>) {
        for answer in answers {
            // A closed channel means that the process is stopping.
            let _ = self.answers.send(answer);
        }
    }

    /// One update from its raw text to all of its effects, in the given transaction.
    async fn turn(
        &self,
        shared: &Arc<Mutex<Tx>>,
        update: &Waiting,
        seen: &mut PeopleCache,
    ) -> Result<Option<CallbackAnswer>, TurnFailure> {
        let now_ms = self.clock.now_ms();
        let body = unbroken(self.dispatch(shared, update, seen, now_ms));
        let outcome = tokio::time::timeout(TURN_TIMEOUT, body).await;
        outcome.unwrap_or(Err(TurnFailure::Timeout))
    }

    async fn dispatch(
        &self,
        shared: &Arc<Mutex<Tx>>,
        waiting: &Waiting,
        seen: &mut PeopleCache,
        now_ms: i64,
    ) -> Result<Option<CallbackAnswer>, TurnFailure> {
        let Some(update) = reading::update(&waiting.body) else {
            tracing::warn!("an update cannot be read");
            return Ok(reading::callback_id(&waiting.body).map(CallbackAnswer::silent));
        };
        if let UpdateKind::MyChatMember(change) = &update.kind
            && (self.shop.is_admin_chat(ChatId::new(change.chat.id.0))
                || self.shop.is_admin(PersonId::new(change.chat.id.0)))
        {
            self.shop.want_proof();
        }
        let bot_id = BotId::new(self.me.user.id.0.cast_signed());
        let Some(arrival) = served::arrival(&update, &self.shop, bot_id) else {
            return Ok(reading::placeless_press(&update).map(CallbackAnswer::silent));
        };
        let star_event = star_event(&waiting.body);
        if star_event.is_none() && reading::is_service(&update, &waiting.body) {
            return Ok(None);
        }
        let replied = match arrival.replied_to {
            Some(replied) => {
                let (mut tx, person_id) = (shared.lock().await, arrival.profile.person_id);
                find_post(&mut tx, &self.shop, person_id, replied).await?
            }
            None => None,
        };
        if arrival.origin == Origin::StaffReply && replied.is_none() {
            return Ok(None);
        }
        let (person, dialogue) = {
            let mut tx = shared.lock().await;
            let found = seen.take(&mut tx, arrival.profile.person_id).await?;
            let seen = (&arrival.profile, people_cache::Sign::of(&update.kind));
            people_cache::meet(&mut tx, found, seen, now_ms).await?
        };
        if let UpdateKind::Message(message) = &update.kind {
            crate::crash::panic_on(message.text().unwrap_or_default());
            crate::crash::hang_on(message.text().unwrap_or_default()).await;
        }
        let shop = Arc::clone(&self.shop);
        let turn = Turn::new(shop, Arc::clone(shared), (person, dialogue), arrival.origin, now_ms);
        turn.set_replied(replied);
        turn.set_bot_name(self.me.username());
        turn.set_star_event(star_event);
        let turn = Arc::new(turn);
        let dependencies = dptree::deps![update, Arc::clone(&turn), self.me.clone()];
        match self.tree.dispatch(dependencies).await {
            ControlFlow::Break(Err(FlowError::User(error))) => turn.refuse(&error).await?,
            ControlFlow::Break(outcome) => outcome?,
            ControlFlow::Continue(_) => {}
        }
        Ok(turn.finish().await?)
    }

    /// Counts a failure; after a few the update is set aside and the person reads the error id.
    async fn count_failure(
        &self,
        update: &Waiting,
        failure: &TurnFailure,
    ) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        crate::crash::panic_in("failed turn");
        let mut tx = self.store.begin().await?;
        if update.attempts + 1 < ATTEMPTS_MAX {
            tracing::warn!(%failure, attempt = update.attempts + 1, "a turn failed");
            let not_before_ms = now_ms + update.attempts * SECOND_MS / 2;
            inbox::mark_failed(&mut tx, update, not_before_ms).await?;
            return Ok(tx.commit().await?);
        }
        let error_id = crate::telemetry::error_id();
        tracing::error!(%failure, error_id, "an update is set aside");
        inbox::mark_given_up(&mut tx, update.seq, &error_id, now_ms).await?;
        if is_secret(&mut tx, update).await? {
            inbox::erase(&mut tx, update.seq).await?;
        }
        if let Some(person) = people::find(&mut tx, update.person_id).await? {
            let apology = crate::bot::renderer::apology(&self.shop, &person, &error_id);
            outbox::insert(&mut tx, apology, now_ms).await?;
        }
        let person_id = update.person_id;
        notify(
            &mut Ctx { tx: &mut tx, shop: &self.shop, now_ms },
            ShopAlert::UpdateGivenUp { error_id: error_id.clone(), person_id },
        )
        .await?;
        tx.commit().await?;
        self.fire(reading::callback_id(&update.body).map(CallbackAnswer::silent));
        Ok(())
    }
}

/// Whether the update answers a question for a key or the like, so that nobody may read it.
async fn is_secret(tx: &mut Tx, update: &Waiting) -> Result<bool, StoreError> {
    let stored = dialogues::find(tx, update.person_id).await?;
    let state = stored.as_deref().and_then(State::from_text);
    Ok(state.is_some_and(|state| state.asks_for_a_secret()))
}

/// A panic is a failure like others.
async fn unbroken<T>(work: impl Future<Output = Result<T, TurnFailure>>) -> Result<T, TurnFailure> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or(Err(TurnFailure::Panic))
}

/// What every line that a turn logs carries.
fn span_of(update: &Waiting) -> tracing::Span {
    tracing::info_span!("turn", seq = update.seq, person = %update.person_id)
}

/// Commits a shared transaction; whoever still holds a share would be writing past the end.
async fn commit(shared: Arc<Mutex<Tx>>) -> Result<(), TurnFailure> {
    let tx = Arc::try_unwrap(shared).map_err(|_| TurnFailure::Timeout)?.into_inner();
    Ok(tx.commit().await?)
}
