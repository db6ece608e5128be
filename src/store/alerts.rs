//! What admins were told already, so that they hear of a trouble once, not a hundred times.

use super::tx::{StoreError, Tx};

/// Whether the trouble named `key` is to be told now: nobody was told of it since `quiet_ms` ago.
/// When it is, it counts as told from now on.
///
/// # Errors
/// When the database fails.
pub async fn should_tell(
    tx: &mut Tx,
    key: &str,
    now_ms: i64,
    quiet_ms: i64,
) -> Result<bool, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO alerts (key, told_ms, count) VALUES ($1, $2, 1) ON CONFLICT (key) DO NOTHING",
    )
    .bind(key)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    if inserted.rows_affected() == 1 {
        return Ok(true);
    }
    let told = sqlx::query(
        "UPDATE alerts SET told_ms = $2, count = count + 1 WHERE key = $1 AND told_ms <= $3",
    )
    .bind(key)
    .bind(now_ms)
    .bind(now_ms.saturating_sub(quiet_ms))
    .execute(tx.conn())
    .await?;
    Ok(told.rows_affected() == 1)
}

/// Forgets the trouble: it is over and the next one is told at once. Tells whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn clear(tx: &mut Tx, key: &str) -> Result<bool, StoreError> {
    let changed =
        sqlx::query("DELETE FROM alerts WHERE key = $1").bind(key).execute(tx.conn()).await?;
    Ok(changed.rows_affected() == 1)
}

/// Whether the trouble is known and not over.
///
/// # Errors
/// When the database fails.
pub async fn is_set(tx: &mut Tx, key: &str) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT key FROM alerts WHERE key = $1")
        .bind(key)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}
