//! Answers about an order that a person may need who decides about it, and every id that was seen
//! for it: beside an error, too late, or typed by an owner. One that is repeated is kept once;
//! those without an id are bounded for each order, those with one by its attempts.

use sqlx::FromRow;

use super::Order;
use crate::domain::ids::OrderId;
use crate::domain::order::Reason;
use crate::store::tx::{StoreError, Tx};

/// Answers without an id that are kept of one order.
const KEPT_MAX: i64 = 20;
/// Answers of one order that are read at once.
const READ_MAX: i64 = 100;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Answer {
    /// The attempt that was answered.
    pub attempt: i64,
    /// What was answered: a word of ours.
    pub answer: String,
    /// The id that came along, or empty.
    pub provider_order_id: String,
    /// When it came.
    pub at_ms: i64,
}

/// Keeps an answer to this attempt; one that is known already stays as it is, whatever attempt it
/// came to. `false` when it was known, or names no id and the order has too many such.
pub async fn keep(
    tx: &mut Tx,
    order: &Order,
    answer: Reason,
    provider_order_id: &str,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO order_answers (order_id, attempt, answer, provider_order_id, at_ms) \
         SELECT order_id, CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS TEXT), \
         CAST($5 AS BIGINT) FROM orders WHERE order_id = $1 \
         AND ($4 <> '' OR (SELECT COUNT(*) FROM order_answers WHERE order_id = $1 \
         AND provider_order_id = '') < $6) ON CONFLICT DO NOTHING",
    )
    .bind(order.order_id)
    .bind(order.attempt)
    .bind(answer.into_str())
    .bind(provider_order_id)
    .bind(now_ms)
    .bind(KEPT_MAX)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// What was kept of an order: first what names an id, then the rest, each oldest first.
pub async fn list(tx: &mut Tx, order_id: OrderId) -> Result<Vec<Answer>, StoreError> {
    let answers = sqlx::query_as(
        "SELECT attempt, answer, provider_order_id, at_ms FROM order_answers \
         WHERE order_id = $1 ORDER BY CASE WHEN provider_order_id = '' THEN 1 ELSE 0 END, \
         at_ms, attempt LIMIT CAST($2 AS BIGINT)",
    )
    .bind(order_id)
    .bind(READ_MAX)
    .fetch_all(tx.conn())
    .await?;
    Ok(answers)
}
