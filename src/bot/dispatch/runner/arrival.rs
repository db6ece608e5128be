//! Updates that find nobody waiting: their arrival and their turns share one commit. Whatever goes
//! wrong gives it all up, and they are kept to be handled like others.

use std::sync::Arc;

use tokio::sync::Mutex;
use tracing::Instrument;

use super::{Runner, TurnFailure, commit, span_of, unbroken};
use crate::bot::dispatch::people_cache::PeopleCache;
use crate::domain::ids::BotId;
use crate::store::inbox::{NewUpdate, Waiting};
use crate::store::{Engine, inbox};

/// So many turns share their arrival's commit at the most: Telegram waits for it.
const TOGETHER_MAX: usize = 8;

impl Runner {
    /// Handles updates in the transaction that keeps them; `false` when they could not be, and
    /// nothing is kept. For whoever brings all updates, one question after the other: requests side
    /// by side could overtake each other. On PostgreSQL never: a turn that waits for a lock would
    /// keep its update from being kept, and all that come after it.
    pub async fn handle_at_once(&self, bot_id: BotId, updates: &[NewUpdate]) -> bool {
        let is_alone = self.store.engine() == Engine::Sqlite;
        if !is_alone || !(1..=TOGETHER_MAX).contains(&updates.len()) {
            return false;
        }
        match unbroken(self.arrive_and_turn(bot_id, updates)).await {
            Ok(is_done) => is_done,
            Err(failure) => {
                tracing::warn!(%failure, "an arrival and its turn are taken apart");
                false
            }
        }
    }

    async fn arrive_and_turn(
        &self,
        bot_id: BotId,
        updates: &[NewUpdate],
    ) -> Result<bool, TurnFailure> {
        let mut tx = self.store.begin().await?;
        let now_ms = self.clock.now_ms();
        let Some(seqs) = inbox::insert_done(&mut tx, bot_id, updates, now_ms).await? else {
            tx.rollback().await;
            return Ok(false);
        };
        let arrived: Vec<Waiting> = seqs.into_iter().zip(updates).map(waiting).collect();
        let shared = Arc::new(Mutex::new(tx));
        let mut answers = Vec::new();
        for update in &arrived {
            let mut nobody = PeopleCache::default();
            let turn = self.turn(&shared, update, &mut nobody);
            answers.extend(turn.instrument(span_of(update)).await?);
        }
        commit(shared).await?;
        self.fire(answers);
        Ok(true)
    }
}

fn waiting((seq, update): (i64, &NewUpdate)) -> Waiting {
    let (person_id, body) = (update.person_id, update.body.clone());
    Waiting { seq, update_id: update.update_id, person_id, body, attempts: 0 }
}
