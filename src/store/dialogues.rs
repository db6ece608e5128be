//! Where each person is in the dialogue, as versioned text that only the bot reads.

use super::tx::{StoreError, Tx};

/// Writes the person's state.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &mut Tx, person_id: i64, state: &str, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO dialogues (person_id, state, updated_ms) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id) DO UPDATE SET state = excluded.state, \
         updated_ms = excluded.updated_ms",
    )
    .bind(person_id)
    .bind(state)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets the person's state.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, person_id: i64) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM dialogues WHERE person_id = $1")
        .bind(person_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets at most `limit` dialogues that nobody went on with since `before_ms`; returns how many.
///
/// # Errors
/// When the database fails.
pub async fn prune(tx: &mut Tx, before_ms: i64, limit: i64) -> Result<u64, StoreError> {
    let changed = sqlx::query(
        "DELETE FROM dialogues WHERE person_id IN (SELECT person_id FROM dialogues \
         WHERE updated_ms < $1 ORDER BY updated_ms LIMIT $2)",
    )
    .bind(before_ms)
    .bind(limit)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected())
}
