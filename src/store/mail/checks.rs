//! Checks that customers ask for, each answered once by a worker.

use sqlx::{FromRow, Row};

use crate::domain::ids::{ConsentCheckId, ConsentId, PersonId};
use crate::domain::mail::Missing;
use crate::domain::time::Span;
use crate::store::mail::consents::Consent;
use crate::store::portion::{Batch, Older};
use crate::store::tx::{StoreError, Tx, remove_oldest};

/// A check to be made.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ConsentCheck {
    /// Its number.
    pub check_id: ConsentCheckId,
    /// The consent.
    pub consent_id: ConsentId,
    /// What is to be looked for.
    pub token: String,
}

/// How far the newest check of a consent is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Latest {
    /// Nobody has asked.
    None,
    /// It waits, or is under way.
    Waiting,
    /// It has found this missing, or nothing.
    Answered(Option<Missing>),
}

/// Asks for a check.
pub async fn insert(tx: &mut Tx, consent: &Consent, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO mail_checks (consent_id, person_id, token, asked_ms) VALUES ($1, $2, $3, $4)",
    )
    .bind(consent.consent_id)
    .bind(consent.person_id)
    .bind(consent.token.as_str())
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How often a person has asked since then.
pub async fn count(tx: &mut Tx, person_id: PersonId, since_ms: i64) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar(
        "SELECT COUNT(*) FROM mail_checks WHERE person_id = $1 AND asked_ms > $2",
    )
    .bind(person_id)
    .bind(since_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(count)
}

/// The newest check of a consent's present token.
pub async fn latest(tx: &mut Tx, consent: &Consent) -> Result<Latest, StoreError> {
    let row = sqlx::query(
        "SELECT is_answered, problem, about FROM mail_checks \
         WHERE consent_id = $1 AND token = $2 ORDER BY check_id DESC LIMIT 1",
    )
    .bind(consent.consent_id)
    .bind(consent.token.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(Latest::None) };
    let (is_answered, problem, about): (i64, String, String) =
        (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    if is_answered == 0 {
        return Ok(Latest::Waiting);
    }
    let missing = problem.parse().ok().map(|problem| Missing { problem, about });
    Ok(Latest::Answered(missing))
}

/// What waits and nobody has claimed, oldest first.
pub async fn list_waiting(tx: &mut Tx, batch: Batch) -> Result<Vec<ConsentCheck>, StoreError> {
    let waiting = sqlx::query_as(
        "SELECT check_id, consent_id, token FROM mail_checks \
         WHERE is_answered = 0 AND lease_until_ms <= $1 ORDER BY check_id LIMIT CAST($2 AS BIGINT)",
    )
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(waiting)
}

/// Claims a check until a time; `false` when somebody was first.
pub async fn claim(tx: &mut Tx, check_id: ConsentCheckId, lease: Span) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE mail_checks SET lease_until_ms = $3 \
         WHERE check_id = $1 AND is_answered = 0 AND lease_until_ms <= $2",
    )
    .bind(check_id)
    .bind(lease.from_ms)
    .bind(lease.until_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Keeps what a check has found; `false` when it was answered before.
pub async fn mark_answered(
    tx: &mut Tx,
    check_id: ConsentCheckId,
    missing: Option<&Missing>,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE mail_checks SET is_answered = 1, problem = $2, about = $3 \
         WHERE check_id = $1 AND is_answered = 0",
    )
    .bind(check_id)
    .bind(missing.map_or("", |missing| missing.problem.into_str()))
    .bind(missing.map_or("", |missing| missing.about.as_str()))
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Removes answered checks that are old.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM mail_checks WHERE check_id IN (SELECT check_id FROM mail_checks \
        WHERE is_answered = 1 AND asked_ms < $1 ORDER BY asked_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
