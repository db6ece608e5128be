//! Returns that were made without a person, so that no hour has more of them than is allowed.

use sqlx::FromRow;

use super::portion::Older;
use super::tx::{StoreError, Tx, remove_oldest};
use crate::domain::ids::OrderId;

/// A return about to be made by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewReturn<'a> {
    /// The provider that reported it.
    pub provider: &'a str,
    /// The order.
    pub order_id: OrderId,
    /// What will have come back of the order in all, micro-units.
    pub total: i64,
    /// What comes back now, micro-units.
    pub amount: i64,
}

/// What a provider has returned by itself since a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Returned {
    /// So many orders.
    pub count: i64,
    /// So many micro-units.
    pub amount: i64,
}

/// What a provider has returned by itself since `since_ms`. Nobody else counts a return of its
/// until the end of this transaction: two that look at the same moment would both find room.
pub async fn lock_and_sum(
    tx: &mut Tx,
    provider: &str,
    since_ms: i64,
) -> Result<Returned, StoreError> {
    sqlx::query("UPDATE providers SET name = name WHERE name = $1")
        .bind(provider)
        .execute(tx.conn())
        .await?;
    let returned = sqlx::query_as(
        "SELECT COUNT(*) AS count, CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS amount \
         FROM automatic_returns WHERE provider = $1 AND at_ms > $2",
    )
    .bind(provider)
    .bind(since_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(returned)
}

/// Records a return that is made at `at_ms`.
pub async fn record(tx: &mut Tx, new: &NewReturn<'_>, at_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO automatic_returns (order_id, total, provider, amount, at_ms) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (order_id, total) DO NOTHING",
    )
    .bind(new.order_id)
    .bind(new.total)
    .bind(new.provider)
    .bind(new.amount)
    .bind(at_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Removes returns counted before `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM automatic_returns WHERE (order_id, total) IN \
         (SELECT order_id, total FROM automatic_returns WHERE at_ms < $1 ORDER BY at_ms \
         LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
