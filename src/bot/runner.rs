//! Turns: the oldest waiting update of each person is handled in a transaction and finished in it.
//! On SQLite many turns share one commit, each in a savepoint; on PostgreSQL they run side by side.
//! A panic or a slow handler costs its own turn only: it is counted and at last set aside.

use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use teloxide::dptree::{self, Handler};
use teloxide::types::{Me, UpdateKind};
use tokio::sync::{Mutex, Notify};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use super::reading;
use super::replies::find_post;
use super::schema::{self, Outcome};
use super::sender::Answers;
use super::turn::{CallbackAnswer, Origin, Turn};
use crate::clock::{Clock, SECOND_MS};
use crate::flows::digest::tell_of_parked;
use crate::flows::{FlowError, Shop};
use crate::store::inbox::Waiting;
use crate::store::{Engine, Store, StoreError, Tx, inbox, outbox, people};

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
            match self.tick().await {
                Ok(0) => {
                    tokio::select! {
                        () = stop.cancelled() => return,
                        () = self.arrived.notified() => {}
                        () = tokio::time::sleep(LOOK_EVERY) => {}
                    }
                }
                Ok(_) => {}
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
        match self.store.engine() {
            Engine::Sqlite => self.tick_batch().await,
            Engine::Postgres => self.tick_side_by_side().await,
        }
    }

    async fn list_next(&self) -> Result<Vec<Waiting>, FlowError> {
        let mut tx = self.store.read().await?;
        Ok(inbox::list_next(&mut tx, self.clock.now_ms(), BATCH_MAX).await?)
    }

    /// Many turns in one commit; what failed in it, or all when the commit failed, runs alone.
    async fn tick_batch(&self) -> Result<usize, FlowError> {
        let waiting = self.list_next().await?;
        let alone = match waiting.as_slice() {
            [] | [_] => waiting.iter().collect(),
            many => self.run_together(many).await.unwrap_or_else(|_| many.iter().collect()),
        };
        for update in alone {
            self.run_alone(update).await;
        }
        Ok(waiting.len())
    }

    async fn tick_side_by_side(&self) -> Result<usize, FlowError> {
        let waiting = self.list_next().await?;
        let count = waiting.len();
        let mut turns = JoinSet::new();
        for update in waiting {
            if turns.len() >= SIDE_BY_SIDE {
                turns.join_next().await;
            }
            let runner = self.clone();
            turns.spawn(async move { runner.run_alone(&update).await });
        }
        while turns.join_next().await.is_some() {}
        Ok(count)
    }

    /// Runs turns in one transaction, each in its savepoint; returns those that failed and left.
    async fn run_together<'w>(
        &self,
        waiting: &'w [Waiting],
    ) -> Result<Vec<&'w Waiting>, TurnFailure> {
        let shared = Arc::new(Mutex::new(self.store.begin().await?));
        let (mut answers, mut done, mut failed) = (Vec::new(), Vec::new(), Vec::new());
        for update in waiting {
            let mark = shared.lock().await.savepoint().await?;
            match self.turn(&shared, update).instrument(span_of(update)).await {
                Ok(answer) => {
                    shared.lock().await.release().await?;
                    answers.extend(answer);
                    done.push(update.seq);
                }
                Err(failure) => {
                    // It is run alone, where its failure is counted.
                    let (seq, person) = (update.seq, update.person_id);
                    tracing::debug!(%failure, seq, person, "a turn left its batch");
                    shared.lock().await.rollback_to(mark).await?;
                    failed.push(update);
                }
            }
        }
        inbox::mark_done(&mut *shared.lock().await, &done, self.clock.now_ms()).await?;
        commit(shared).await?;
        self.fire(answers);
        Ok(failed)
    }

    async fn run_alone(&self, update: &Waiting) {
        self.run_alone_in_span(update).instrument(span_of(update)).await;
    }

    async fn run_alone_in_span(&self, update: &Waiting) {
        let outcome = async {
            let shared = Arc::new(Mutex::new(self.store.begin().await?));
            let answer = self.turn(&shared, update).await?;
            let now_ms = self.clock.now_ms();
            inbox::mark_done(&mut *shared.lock().await, &[update.seq], now_ms).await?;
            commit(shared).await?;
            Ok::<_, TurnFailure>(answer)
        };
        match outcome.await {
            Ok(answer) => self.fire(answer),
            Err(TurnFailure::Flow(FlowError::Store(StoreError::Lost("inbox: waiting")))) => {}
            Err(failure) => {
                if let Err(error) = self.count_failure(update, &failure).await {
                    tracing::error!(%error, "a failed turn cannot be counted");
                }
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
    ) -> Result<Option<CallbackAnswer>, TurnFailure> {
        let now_ms = self.clock.now_ms();
        let body = AssertUnwindSafe(self.dispatch(shared, update, now_ms)).catch_unwind();
        match tokio::time::timeout(TURN_TIMEOUT, body).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_panic)) => Err(TurnFailure::Panic),
            Err(_elapsed) => Err(TurnFailure::Timeout),
        }
    }

    async fn dispatch(
        &self,
        shared: &Arc<Mutex<Tx>>,
        waiting: &Waiting,
        now_ms: i64,
    ) -> Result<Option<CallbackAnswer>, TurnFailure> {
        let Some(update) = reading::update(&waiting.body) else {
            tracing::warn!("an update cannot be read");
            return Ok(reading::callback_id(&waiting.body).map(CallbackAnswer::silent));
        };
        let bot_id = self.me.user.id.0.cast_signed();
        let Some(arrival) = schema::arrival(&update, &self.shop, bot_id) else {
            return Ok(reading::placeless_press(&update).map(CallbackAnswer::silent));
        };
        let replied = match arrival.replied_to {
            Some(replied) => {
                let (mut tx, person_id) = (shared.lock().await, arrival.sighting.person_id);
                find_post(&mut tx, &self.shop, person_id, replied).await?
            }
            None => None,
        };
        if arrival.origin == Origin::Desk && replied.is_none() {
            return Ok(None);
        }
        let (person, dialogue) = {
            let mut tx = shared.lock().await;
            known_person(&mut tx, &arrival.sighting, now_ms).await?
        };
        if let UpdateKind::Message(message) = &update.kind {
            crate::crash::panic_on(message.text().unwrap_or_default());
            crate::crash::hang_on(message.text().unwrap_or_default()).await;
        }
        let shop = Arc::clone(&self.shop);
        let turn = Turn::new(shop, Arc::clone(shared), (person, dialogue), arrival.origin, now_ms);
        turn.set_replied(replied);
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
        let mut tx = self.store.begin().await?;
        if update.attempts + 1 < ATTEMPTS_MAX {
            tracing::warn!(%failure, attempt = update.attempts + 1, "a turn failed");
            let not_before_ms = now_ms + update.attempts * SECOND_MS / 2;
            inbox::mark_failed(&mut tx, update.seq, not_before_ms).await?;
            return Ok(tx.commit().await?);
        }
        let error_id = crate::telemetry::error_id();
        tracing::error!(%failure, error_id, "an update is set aside");
        inbox::mark_parked(&mut tx, update.seq, &error_id, now_ms).await?;
        if let Some(person) = people::find(&mut tx, update.person_id).await? {
            let apology = super::voice::apology(&self.shop, &person, &error_id);
            outbox::insert(&mut tx, apology, now_ms).await?;
        }
        let person_id = update.person_id;
        tell_of_parked(&mut tx, &self.shop, (&error_id, person_id), now_ms).await?;
        tx.commit().await?;
        self.fire(reading::callback_id(&update.body).map(CallbackAnswer::silent));
        Ok(())
    }
}

/// What every line that a turn logs carries.
fn span_of(update: &Waiting) -> tracing::Span {
    tracing::info_span!("turn", seq = update.seq, person = update.person_id)
}

/// The person as stored, written anew when Telegram tells something else about them.
async fn known_person(
    tx: &mut Tx,
    seen: &people::Sighting,
    now_ms: i64,
) -> Result<(people::Person, Option<String>), FlowError> {
    let found = people::find_with_dialogue(tx, seen.person_id).await?;
    let Some((mut person, dialogue)) = found else {
        people::insert(tx, seen, now_ms).await?;
        let fresh = people::find_with_dialogue(tx, seen.person_id).await?;
        return fresh.ok_or_else(|| StoreError::Lost("person").into());
    };
    let is_same = person.name == seen.name
        && person.username == seen.username
        && person.client_language == seen.client_language
        && person.is_blocked == 0;
    if !is_same {
        people::update_sighting(tx, seen).await?;
        person.name.clone_from(&seen.name);
        person.username.clone_from(&seen.username);
        person.client_language.clone_from(&seen.client_language);
        person.is_blocked = 0;
    }
    Ok((person, dialogue))
}

/// Commits a shared transaction; whoever still holds a share would be writing past the end.
async fn commit(shared: Arc<Mutex<Tx>>) -> Result<(), TurnFailure> {
    let tx = Arc::try_unwrap(shared).map_err(|_| TurnFailure::Timeout)?.into_inner();
    Ok(tx.commit().await?)
}
