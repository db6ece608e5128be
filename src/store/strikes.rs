//! Rounds in a row in which a provider answered no question about orders: a counter in its row.

use sqlx::Row;

use super::tx::{StoreError, Tx};

/// Counts one more; returns how many they are now.
pub async fn strike(tx: &mut Tx, provider: &str) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "UPDATE providers SET status_strikes = status_strikes + 1 WHERE name = $1 \
         RETURNING status_strikes",
    )
    .bind(provider)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?.unwrap_or(0))
}

/// It has answered: the next failure is the first again.
pub async fn clear(tx: &mut Tx, provider: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET status_strikes = 0 WHERE name = $1 AND status_strikes > 0")
        .bind(provider)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether the last question was not answered.
pub async fn has_any(tx: &mut Tx, provider: &str) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT name FROM providers WHERE name = $1 AND status_strikes > 0")
        .bind(provider)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}
