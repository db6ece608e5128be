//! Alerts that were too many to be told one by one: they wait here for the digest of their topic.

use sqlx::Row;

use super::alerts::Room;
use super::portion::Batch;
use super::tx::{StoreError, Tx};
use crate::domain::alert::Topic;

/// Keeps an alert back for the next digest of its topic.
pub async fn keep(tx: &mut Tx, topic: Topic, subject: &str, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO kept_alerts (key, subject, kept_ms) VALUES ($1, $2, $3) \
         ON CONFLICT (key, subject) DO NOTHING",
    )
    .bind(topic.into_str())
    .bind(subject)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether alerts are kept back for a digest.
pub async fn has_any(tx: &mut Tx) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT key FROM kept_alerts LIMIT 1").fetch_optional(tx.conn()).await?;
    Ok(row.is_some())
}

/// Takes the subjects of a batch of alerts that were kept back under a topic, oldest first,
/// unless the last telling was within `room`. It counts as one that leaves no room.
pub async fn take(
    tx: &mut Tx,
    topic: Topic,
    room: Room,
    batch: Batch,
) -> Result<Vec<String>, StoreError> {
    let is_due = sqlx::query(
        "UPDATE alerts SET told_ms = $2, count = $3 WHERE key = $1 AND told_ms <= $4 \
         AND EXISTS (SELECT 1 FROM kept_alerts k WHERE k.key = alerts.key)",
    )
    .bind(topic.into_str())
    .bind(batch.now_ms)
    .bind(room.max)
    .bind(batch.now_ms.saturating_sub(room.quiet.0))
    .execute(tx.conn())
    .await?;
    if is_due.rows_affected() == 0 {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(
        "DELETE FROM kept_alerts WHERE key = $1 AND subject IN (SELECT subject FROM kept_alerts \
         WHERE key = $1 ORDER BY kept_ms, subject LIMIT CAST($2 AS BIGINT)) RETURNING subject",
    )
    .bind(topic.into_str())
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    let subjects: Result<Vec<String>, StoreError> =
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect();
    let mut subjects = subjects?;
    subjects.sort();
    Ok(subjects)
}
