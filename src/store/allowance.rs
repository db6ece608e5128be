//! Returns that were made without a person, so that no hour has more of them than is allowed.

use sqlx::Row;

use super::portion::Older;
use super::tx::{StoreError, Tx, remove_oldest};
use crate::domain::ids::OrderId;
use crate::domain::time::Span;

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

/// What a provider may return by itself: the one or the other, whichever allows more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// So many orders.
    pub count: i64,
    /// So many micro-units.
    pub amount: i64,
}

/// Counts a return at the end of `within` if it fits among those of its provider in that time.
pub async fn count_return(
    tx: &mut Tx,
    new: &NewReturn<'_>,
    allowed: Allowed,
    within: Span,
) -> Result<bool, StoreError> {
    // One at a time: two that look at the same moment would both find room.
    sqlx::query("UPDATE providers SET name = name WHERE name = $1")
        .bind(new.provider)
        .execute(tx.conn())
        .await?;
    let row = sqlx::query(
        "SELECT COUNT(*), CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM automatic_returns \
         WHERE provider = $1 AND at_ms > $2",
    )
    .bind(new.provider)
    .bind(within.from_ms)
    .fetch_one(tx.conn())
    .await?;
    let made = Allowed { count: row.try_get(0)?, amount: row.try_get(1)? };
    if made.count >= allowed.count && made.amount.saturating_add(new.amount) > allowed.amount {
        return Ok(false);
    }
    sqlx::query(
        "INSERT INTO automatic_returns (order_id, total, provider, amount, at_ms) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (order_id, total) DO NOTHING",
    )
    .bind(new.order_id)
    .bind(new.total)
    .bind(new.provider)
    .bind(new.amount)
    .bind(within.until_ms)
    .execute(tx.conn())
    .await?;
    Ok(true)
}

/// Removes returns counted before `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM automatic_returns WHERE (order_id, total) IN \
         (SELECT order_id, total FROM automatic_returns WHERE at_ms < $1 ORDER BY at_ms LIMIT $2)";
    remove_oldest(tx, sql, older).await
}
