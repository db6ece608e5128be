//! What admins were told already, so that they hear of a fault once, not a hundred times.

use super::portion::Older;
use super::rows::{Grid, ROWS_MAX, values_query};
use super::tx::{StoreError, Tx};
use crate::domain::alert::{AlertKey, Topic};
use crate::domain::time::Millis;

/// Takes the turn to tell `key`, if it is due: nobody was told of it within `quiet`. Whoever
/// takes it tells.
pub async fn take_turn(
    tx: &mut Tx,
    key: &AlertKey<'_>,
    now_ms: i64,
    quiet: Millis,
) -> Result<bool, StoreError> {
    if begin(tx, key, now_ms).await? {
        return Ok(true);
    }
    let changed = sqlx::query(
        "UPDATE alerts SET told_ms = $2, count = count + 1 WHERE key = $1 AND told_ms <= $3",
    )
    .bind(key.to_string())
    .bind(now_ms)
    .bind(now_ms.saturating_sub(quiet.0))
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// How many alerts of a topic are told one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// So many.
    pub max: i64,
    /// Within this time.
    pub quiet: Millis,
}

/// Takes room for telling one of several alerts of a topic by itself, if there is any: fewer than
/// `room.max` were told in the time that began with the first of them, and none is kept back.
pub async fn take_room(
    tx: &mut Tx,
    topic: Topic,
    room: Room,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let key = &AlertKey::Topic(topic);
    if begin(tx, key, now_ms).await? {
        return Ok(true);
    }
    let changed = sqlx::query(
        "UPDATE alerts SET count = CASE WHEN told_ms <= $3 THEN 1 ELSE count + 1 END, \
         told_ms = CASE WHEN told_ms <= $3 THEN $2 ELSE told_ms END WHERE key = $1 \
         AND (count < $4 OR (told_ms <= $3 AND NOT EXISTS \
         (SELECT 1 FROM kept_alerts k WHERE k.key = alerts.key)))",
    )
    .bind(key.to_string())
    .bind(now_ms)
    .bind(now_ms.saturating_sub(room.quiet.0))
    .bind(room.max)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Writes the first telling of `key`; `false` when there is one.
async fn begin(tx: &mut Tx, key: &AlertKey<'_>, now_ms: i64) -> Result<bool, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO alerts (key, told_ms, count) VALUES ($1, $2, 1) ON CONFLICT (key) DO NOTHING",
    )
    .bind(key.to_string())
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Forgets a fault that was told before `before_ms`; tells whether there was one.
pub async fn clear_old(
    tx: &mut Tx,
    key: &AlertKey<'_>,
    before_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM alerts WHERE key = $1 AND told_ms <= $2")
        .bind(key.to_string())
        .bind(before_ms)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Counts alerts about several subjects as told now.
pub async fn mark_notified(
    tx: &mut Tx,
    keys: &[AlertKey<'_>],
    now_ms: i64,
) -> Result<(), StoreError> {
    for chunk in keys.chunks(ROWS_MAX) {
        let mut query = values_query(
            "INSERT INTO alerts (key, told_ms, count) VALUES",
            Grid { rows: chunk.len(), columns: 3 },
            "ON CONFLICT (key) DO UPDATE SET told_ms = excluded.told_ms, count = alerts.count + 1",
        );
        for key in chunk {
            query = query.bind(key.to_string()).bind(now_ms).bind(1_i64);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Removes alerts about single orders and chats that were told before
/// `older.than_ms`; returns how many. What is about the shop or a provider stays until it is over.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let mut query = sqlx::query(
        "DELETE FROM alerts WHERE key IN (SELECT key FROM alerts WHERE told_ms < $1 \
         AND (key LIKE $3 OR key LIKE $4 OR key LIKE $5) \
         ORDER BY told_ms LIMIT CAST($2 AS BIGINT))",
    )
    .bind(older.than_ms)
    .bind(older.limit);
    for beginning in AlertKey::PASSING {
        query = query.bind(format!("{beginning}%"));
    }
    Ok(query.execute(tx.conn()).await?.rows_affected())
}

/// Forgets the fault: it is over and the next one is told at once. Tells whether there was one.
pub async fn clear(tx: &mut Tx, key: &AlertKey<'_>) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM alerts WHERE key = $1")
        .bind(key.to_string())
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Whether the fault is known and not over.
pub async fn is_set(tx: &mut Tx, key: &AlertKey<'_>) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT key FROM alerts WHERE key = $1")
        .bind(key.to_string())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}
