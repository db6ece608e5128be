//! Where each person is in the dialogue, as versioned text that only the bot reads.

use std::collections::HashMap;

use super::portion::Older;
use super::rows::{Grid, Placeholders, ROWS_MAX, list_query, values_query};
use super::tx::{StoreError, Tx, remove_oldest};
use crate::domain::ids::PersonId;

/// What becomes of a person's dialogue at the commit.
pub(super) struct Change {
    person_id: PersonId,
    /// `None` forgets it.
    state: Option<String>,
    now_ms: i64,
}

/// Takes up the person's state: it is written at the commit, together with all others.
pub fn set(tx: &mut Tx, person_id: PersonId, state: String, now_ms: i64) {
    tx.dialogues().push(Change { person_id, state: Some(state), now_ms });
}

/// Forgets the person's state, at the commit.
pub fn remove(tx: &mut Tx, person_id: PersonId) {
    tx.dialogues().push(Change { person_id, state: None, now_ms: 0 });
}

/// A person's state as it is stored.
pub async fn find(tx: &mut Tx, person_id: PersonId) -> Result<Option<String>, StoreError> {
    let state = sqlx::query_scalar("SELECT state FROM dialogues WHERE person_id = $1")
        .bind(person_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(state)
}

/// The last word that this transaction has taken up about a person, if any: the state, or `None`
/// where it is to be forgotten.
pub(super) fn taken_up(tx: &mut Tx, person_id: PersonId) -> Option<Option<String>> {
    let last = tx.dialogues().iter().rev().find(|change| change.person_id == person_id);
    last.map(|change| change.state.clone())
}

/// Writes what was taken up; the last word about a person counts.
pub(super) async fn write(tx: &mut Tx) -> Result<(), StoreError> {
    let last: HashMap<PersonId, (Option<String>, i64)> = tx
        .dialogues()
        .drain(..)
        .map(|change| (change.person_id, (change.state, change.now_ms)))
        .collect();
    let (mut kept, mut gone) = (Vec::new(), Vec::new());
    for (person_id, (state, now_ms)) in last {
        match state {
            Some(state) => kept.push((person_id, state, now_ms)),
            None => gone.push(person_id),
        }
    }
    // Always in the same order, so that two transactions never wait for each other.
    kept.sort_unstable();
    gone.sort_unstable();
    for chunk in kept.chunks(ROWS_MAX) {
        let mut query = values_query(
            "INSERT INTO dialogues (person_id, state, updated_ms) VALUES",
            Grid { rows: chunk.len(), columns: 3 },
            "ON CONFLICT (person_id) DO UPDATE SET state = excluded.state, \
             updated_ms = excluded.updated_ms",
        );
        for (person_id, state, now_ms) in chunk {
            query = query.bind(*person_id).bind(state.clone()).bind(*now_ms);
        }
        query.execute(tx.conn()).await?;
    }
    for chunk in gone.chunks(ROWS_MAX) {
        let mut query = list_query(
            "DELETE FROM dialogues WHERE person_id IN",
            Placeholders { first: 1, count: chunk.len() },
            "",
        );
        for person_id in chunk {
            query = query.bind(*person_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Forgets dialogues that nobody went on with since `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM dialogues WHERE person_id IN (SELECT person_id FROM dialogues \
         WHERE updated_ms < $1 ORDER BY updated_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
