//! Prices of top-ups that a worker asks their provider for. A row is answered once; no row has a
//! destination, only the number of its sealed text.

use sqlx::FromRow;

use crate::domain::ids::{CheckoutId, PersonId, PreviewId, ServiceId};
use crate::domain::time::Span;
use crate::store::portion::{Batch, Older};
use crate::store::tx::{StoreError, Tx, remove_oldest};

/// A price that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Preview {
    /// Its number.
    pub preview_id: PreviewId,
    /// The quote that is made of the answer.
    pub checkout_id: CheckoutId,
    /// The quote that was confirmed too late; empty for none.
    pub replaces: CheckoutId,
    /// Who wants to order.
    pub person_id: PersonId,
    /// What.
    pub service_id: ServiceId,
    /// Who is asked.
    pub provider: String,
    /// Versioned JSON of what was entered.
    pub inputs: String,
    /// Whole units of the currency in the inputs.
    pub amount: i64,
    /// Versioned JSON of the service as it was shown.
    pub terms: String,
    /// `waiting`, `ready` or `failed`.
    pub state: String,
    /// Why it failed, a word of ours.
    pub problem: String,
    /// All that is debited, in the provider's currency.
    pub total: String,
    /// What of it is the commission.
    pub commission: String,
    /// Unix milliseconds.
    pub created_ms: i64,
}

/// A price to be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPreview<'a> {
    /// See [`Preview`].
    pub checkout_id: &'a CheckoutId,
    /// See [`Preview`].
    pub replaces: &'a CheckoutId,
    /// See [`Preview`].
    pub person_id: PersonId,
    /// See [`Preview`].
    pub service_id: ServiceId,
    /// See [`Preview`].
    pub provider: &'a str,
    /// See [`Preview`].
    pub inputs: &'a str,
    /// See [`Preview`].
    pub amount: i64,
    /// See [`Preview`].
    pub terms: &'a str,
}

/// What a provider has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered<'a> {
    /// `ready` or `failed`.
    pub state: &'a str,
    /// A word of ours; empty where it is ready.
    pub problem: &'a str,
    /// Exact decimal; empty where it failed.
    pub total: &'a str,
    /// Exact decimal; empty where it failed.
    pub commission: &'a str,
    /// Of the smallest unit.
    pub decimals: i64,
}

/// Asks for a price.
pub async fn insert(
    tx: &mut Tx,
    new: &NewPreview<'_>,
    now_ms: i64,
) -> Result<PreviewId, StoreError> {
    Ok(sqlx::query_scalar(
        "INSERT INTO recharge_previews (checkout_id, replaces, person_id, service_id, provider, \
         inputs, amount, terms, state, problem, total, commission, decimals, lease_until_ms, \
         created_ms, answered_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', '', '', '', \
         0, 0, $9, 0) RETURNING preview_id",
    )
    .bind(new.checkout_id.as_str())
    .bind(new.replaces.as_str())
    .bind(new.person_id)
    .bind(new.service_id)
    .bind(new.provider)
    .bind(new.inputs)
    .bind(new.amount)
    .bind(new.terms)
    .bind(now_ms)
    .fetch_one(tx.conn())
    .await?)
}

/// The columns of a preview.
macro_rules! previews {
    ($condition:literal) => {
        concat!(
            "SELECT preview_id, checkout_id, replaces, person_id, service_id, provider, inputs, \
             amount, terms, state, problem, total, commission, created_ms FROM recharge_previews ",
            $condition
        )
    };
}

/// The price behind a quote.
pub async fn of_checkout(
    tx: &mut Tx,
    checkout_id: &CheckoutId,
) -> Result<Option<Preview>, StoreError> {
    Ok(sqlx::query_as(previews!("WHERE checkout_id = $1"))
        .bind(checkout_id.as_str())
        .fetch_optional(tx.conn())
        .await?)
}

/// How many the person has asked for since a time.
pub async fn count_of(tx: &mut Tx, person_id: PersonId, since_ms: i64) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT COUNT(*) FROM recharge_previews WHERE person_id = $1 AND created_ms > $2",
    )
    .bind(person_id)
    .bind(since_ms)
    .fetch_one(tx.conn())
    .await?)
}

/// A price by its number.
pub async fn find(tx: &mut Tx, preview_id: PreviewId) -> Result<Option<Preview>, StoreError> {
    Ok(sqlx::query_as(previews!("WHERE preview_id = $1"))
        .bind(preview_id)
        .fetch_optional(tx.conn())
        .await?)
}

/// What has waited since before a time, oldest first, whoever is asked.
pub async fn list_stale(tx: &mut Tx, older: Older) -> Result<Vec<PreviewId>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT preview_id FROM recharge_previews WHERE state = 'waiting' AND created_ms < $1 \
         ORDER BY created_ms LIMIT CAST($2 AS BIGINT)",
    )
    .bind(older.than_ms)
    .bind(older.limit)
    .fetch_all(tx.conn())
    .await?)
}

/// Gives up what the person has asked for and nobody has answered.
pub async fn give_up(tx: &mut Tx, person_id: PersonId, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE recharge_previews SET state = 'failed', problem = 'given_up', answered_ms = $2 \
         WHERE person_id = $1 AND state = 'waiting'",
    )
    .bind(person_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What waits at a provider and nobody asks at the moment, oldest first.
pub async fn list_waiting(
    tx: &mut Tx,
    provider: &str,
    batch: Batch,
) -> Result<Vec<PreviewId>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT preview_id FROM recharge_previews WHERE provider = $1 AND state = 'waiting' \
         AND lease_until_ms <= $2 ORDER BY preview_id LIMIT CAST($3 AS BIGINT)",
    )
    .bind(provider)
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?)
}

/// Takes one to ask for; `None` when somebody else has, or it was answered.
pub async fn claim(
    tx: &mut Tx,
    preview_id: PreviewId,
    lease: Span,
) -> Result<Option<Preview>, StoreError> {
    let changed = sqlx::query(
        "UPDATE recharge_previews SET lease_until_ms = $3 WHERE preview_id = $1 \
         AND state = 'waiting' AND lease_until_ms <= $2",
    )
    .bind(preview_id)
    .bind(lease.from_ms)
    .bind(lease.until_ms)
    .execute(tx.conn())
    .await?;
    if changed.rows_affected() == 0 {
        return Ok(None);
    }
    Ok(sqlx::query_as(previews!("WHERE preview_id = $1"))
        .bind(preview_id)
        .fetch_optional(tx.conn())
        .await?)
}

/// Writes the answer; `false` when it has one.
pub async fn answer(
    tx: &mut Tx,
    preview_id: PreviewId,
    answered: &Answered<'_>,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE recharge_previews SET state = $2, problem = $3, total = $4, commission = $5, \
         decimals = $6, answered_ms = $7 WHERE preview_id = $1 AND state = 'waiting'",
    )
    .bind(preview_id)
    .bind(answered.state)
    .bind(answered.problem)
    .bind(answered.total)
    .bind(answered.commission)
    .bind(answered.decimals)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Decimals of the smallest unit in which a price was told.
pub async fn decimals(tx: &mut Tx, checkout_id: &CheckoutId) -> Result<Option<i64>, StoreError> {
    Ok(sqlx::query_scalar("SELECT decimals FROM recharge_previews WHERE checkout_id = $1")
        .bind(checkout_id.as_str())
        .fetch_optional(tx.conn())
        .await?)
}

/// Removes prices asked for before `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM recharge_previews WHERE preview_id IN (SELECT preview_id FROM \
         recharge_previews WHERE created_ms < $1 ORDER BY created_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
