//! Updates that find nobody waiting: their arrival and their turns share one commit. Whatever goes
//! wrong gives it all up, and they are kept to be handled like others.

use std::sync::Arc;

use tokio::sync::Mutex;
use tracing::Instrument;

use super::{Runner, TurnFailure, commit, span_of, unbroken};
use crate::bot::seen::Seen;
use crate::domain::ids::BotId;
use crate::store::inbox::{NewUpdate, Waiting};
use crate::store::{Engine, inbox};

/// So many turns share their arrival's commit at the most: Telegram waits for it.
const TOGETHER_MAX: usize = 8;

/// How updates come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// One question after the other.
    Polling,
    /// Several requests at once.
    Webhook,
}

impl Runner {
    /// Handles updates in the transaction that keeps them; `false` when they could not be, and
    /// nothing is kept.
    pub async fn handle_at_once(&self, (bot_id, way): (BotId, Way), updates: &[NewUpdate]) -> bool {
        if !self.may_be_at_once(way, updates.len()) {
            return false;
        }
        match unbroken(self.arrive_and_turn(bot_id, updates)).await {
            Ok(is_done) => is_done,
            Err(failure) => {
                tracing::debug!(%failure, "an arrival and its turn are taken apart");
                false
            }
        }
    }

    /// On PostgreSQL turns run side by side, so that only the one who brings all updates can know
    /// that nobody else of the same person is being served.
    fn may_be_at_once(&self, way: Way, count: usize) -> bool {
        match (self.store.engine(), way) {
            (Engine::Sqlite, _) => (1..=TOGETHER_MAX).contains(&count),
            (Engine::Postgres, Way::Polling) => count == 1,
            (Engine::Postgres, Way::Webhook) => false,
        }
    }

    async fn arrive_and_turn(
        &self,
        bot_id: BotId,
        updates: &[NewUpdate],
    ) -> Result<bool, TurnFailure> {
        let mut tx = self.store.begin().await?;
        let seqs = if inbox::has_waiting(&mut tx).await? {
            None
        } else {
            inbox::insert_done(&mut tx, bot_id, updates, self.clock.now_ms()).await?
        };
        let Some(seqs) = seqs else {
            tx.rollback().await;
            return Ok(false);
        };
        let arrived: Vec<Waiting> = seqs.into_iter().zip(updates).map(waiting).collect();
        let shared = Arc::new(Mutex::new(tx));
        let mut answers = Vec::new();
        for update in &arrived {
            let mut nobody = Seen::default();
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
    Waiting { seq, person_id, body, attempts: 0 }
}
