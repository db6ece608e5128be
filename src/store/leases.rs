//! Named roles that one process has at a time on a shared database. Correctness never rests on
//! them: every claim is a conditional change; they only keep two processes from doing one job.

use sqlx::Row;

use super::tx::{StoreError, Tx};
use crate::domain::time::Span;

/// Takes or renews a role until `until_ms`; `false` while another process has it.
pub async fn acquire(tx: &mut Tx, name: &str, owner: &str, held: Span) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO leases (name, owner, until_ms) VALUES ($1, $2, $3) \
         ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until_ms = excluded.until_ms \
         WHERE leases.owner = excluded.owner OR leases.until_ms < $4",
    )
    .bind(name)
    .bind(owner)
    .bind(held.until_ms)
    .bind(held.from_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Who has a role and until when.
pub async fn find(tx: &mut Tx, name: &str) -> Result<Option<(String, i64)>, StoreError> {
    let row = sqlx::query("SELECT owner, until_ms FROM leases WHERE name = $1")
        .bind(name)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
}

/// Gives a role up; tells whether it was held.
pub async fn release(tx: &mut Tx, name: &str, owner: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM leases WHERE name = $1 AND owner = $2")
        .bind(name)
        .bind(owner)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Takes a role from a process that is known to be gone, unless it was renewed.
pub async fn clear(tx: &mut Tx, name: &str, owner: &str, until_ms: i64) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM leases WHERE name = $1 AND owner = $2 AND until_ms = $3")
        .bind(name)
        .bind(owner)
        .bind(until_ms)
        .execute(tx.conn())
        .await?;
    Ok(())
}
