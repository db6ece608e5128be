//! What admins were told already, so that they hear of a trouble once, not a hundred times.

use sqlx::Row;

use super::rows::{ROWS_MAX, values_query};
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
    if should_begin(tx, key, now_ms).await? {
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

/// Whether one of several alerts under `key` may be told by itself: fewer than `max` were told in
/// the `quiet_ms` that began with the first of them, and none is kept back. When it may, it counts.
///
/// # Errors
/// When the database fails.
pub async fn has_room(
    tx: &mut Tx,
    key: &str,
    (max, quiet_ms): (i64, i64),
    now_ms: i64,
) -> Result<bool, StoreError> {
    if should_begin(tx, key, now_ms).await? {
        return Ok(true);
    }
    let told = sqlx::query(
        "UPDATE alerts SET count = CASE WHEN told_ms <= $3 THEN 1 ELSE count + 1 END, \
         told_ms = CASE WHEN told_ms <= $3 THEN $2 ELSE told_ms END WHERE key = $1 \
         AND (count < $4 OR (told_ms <= $3 AND NOT EXISTS \
         (SELECT 1 FROM kept_alerts k WHERE k.key = alerts.key)))",
    )
    .bind(key)
    .bind(now_ms)
    .bind(now_ms.saturating_sub(quiet_ms))
    .bind(max)
    .execute(tx.conn())
    .await?;
    Ok(told.rows_affected() == 1)
}

/// Writes the first telling of `key`; `false` when there is one.
async fn should_begin(tx: &mut Tx, key: &str, now_ms: i64) -> Result<bool, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO alerts (key, told_ms, count) VALUES ($1, $2, 1) ON CONFLICT (key) DO NOTHING",
    )
    .bind(key)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Counts a trouble that may pass by itself; returns how often it has been counted in a row.
///
/// # Errors
/// When the database fails.
pub async fn strike(tx: &mut Tx, key: &str, now_ms: i64) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "INSERT INTO alerts (key, told_ms, count) VALUES ($1, $2, 1) ON CONFLICT (key) \
         DO UPDATE SET count = alerts.count + 1 RETURNING count",
    )
    .bind(key)
    .bind(now_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// Forgets a trouble that was told before `before_ms`; tells whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn clear_old(tx: &mut Tx, key: &str, before_ms: i64) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM alerts WHERE key = $1 AND told_ms <= $2")
        .bind(key)
        .bind(before_ms)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Counts alerts about several subjects as told now.
///
/// # Errors
/// When the database fails.
pub async fn mark_told(tx: &mut Tx, keys: &[String], now_ms: i64) -> Result<(), StoreError> {
    for chunk in keys.chunks(ROWS_MAX) {
        let mut query = values_query(
            "INSERT INTO alerts (key, told_ms, count) VALUES",
            chunk.len(),
            3,
            "ON CONFLICT (key) DO UPDATE SET told_ms = excluded.told_ms, count = alerts.count + 1",
        );
        for key in chunk {
            query = query.bind(key.clone()).bind(now_ms).bind(1_i64);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Removes at most `limit` alerts about single orders, deposits and chats that were told before
/// `before_ms`; returns how many. What is about the shop or a provider stays until it is over.
///
/// # Errors
/// When the database fails.
pub async fn prune(tx: &mut Tx, before_ms: i64, limit: i64) -> Result<u64, StoreError> {
    let changed = sqlx::query(
        "DELETE FROM alerts WHERE key IN (SELECT key FROM alerts WHERE told_ms < $1 \
         AND (key LIKE 'stuck:%' OR key LIKE 'topup:%' OR key LIKE 'late:%' \
         OR key LIKE 'undeliverable:%') \
         ORDER BY told_ms LIMIT $2)",
    )
    .bind(before_ms)
    .bind(limit)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected())
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
