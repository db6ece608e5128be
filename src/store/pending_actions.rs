//! One-time buttons of admins: a 128-bit nonce, bound to one admin and one act, for five minutes.

use sqlx::{FromRow, Row};

use super::portion::Older;
use super::tx::{StoreError, Tx, remove_oldest};
use crate::domain::ids::PersonId;
use crate::domain::time::Span;

/// An act that waits for its Confirm button.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Pending {
    /// JSON of the act; only the bot reads it.
    pub act: String,
    /// Unix milliseconds.
    pub expires_ms: i64,
    /// 0 open, 1 used.
    pub state: i64,
}

/// Binds `nonce` to an admin and an act, for as long as it is open.
pub async fn insert(
    tx: &mut Tx,
    nonce: &str,
    admin_id: PersonId,
    act: &str,
    open: Span,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO admin_acts (nonce, admin_id, act, created_ms, expires_ms) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(nonce)
    .bind(admin_id)
    .bind(act)
    .bind(open.from_ms)
    .bind(open.until_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The act behind a nonce, for the admin it was given to only.
pub async fn find(
    tx: &mut Tx,
    nonce: &str,
    admin_id: PersonId,
) -> Result<Option<Pending>, StoreError> {
    let pending = sqlx::query_as(
        "SELECT act, expires_ms, state FROM admin_acts WHERE nonce = $1 AND admin_id = $2",
    )
    .bind(nonce)
    .bind(admin_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(pending)
}

/// Uses the nonce up; `false` when it was used, has expired or belongs to another admin.
pub async fn mark_used(
    tx: &mut Tx,
    nonce: &str,
    admin_id: PersonId,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE admin_acts SET state = 1 WHERE nonce = $1 AND admin_id = $2 AND state = 0 \
         AND expires_ms > $3",
    )
    .bind(nonce)
    .bind(admin_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Kills every open button of one admin.
pub async fn revoke(tx: &mut Tx, admin_id: PersonId) -> Result<(), StoreError> {
    sqlx::query("UPDATE admin_acts SET state = 1 WHERE admin_id = $1 AND state = 0")
        .bind(admin_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Kills every open button of people who are not in `admins`; returns how many.
pub async fn revoke_others(tx: &mut Tx, admins: &[PersonId]) -> Result<u64, StoreError> {
    let rows = sqlx::query("SELECT DISTINCT admin_id FROM admin_acts WHERE state = 0 LIMIT 1000")
        .fetch_all(tx.conn())
        .await?;
    let mut revoked = 0;
    for row in rows {
        let admin_id: PersonId = row.try_get(0)?;
        if !admins.contains(&admin_id) {
            let changed =
                sqlx::query("UPDATE admin_acts SET state = 1 WHERE admin_id = $1 AND state = 0")
                    .bind(admin_id)
                    .execute(tx.conn())
                    .await?;
            revoked += changed.rows_affected();
        }
    }
    Ok(revoked)
}

/// Removes buttons older than `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM admin_acts WHERE nonce IN (SELECT nonce FROM admin_acts \
         WHERE created_ms < $1 ORDER BY created_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
