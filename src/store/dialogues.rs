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
