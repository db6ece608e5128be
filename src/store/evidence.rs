//! What speaks for or against an order of unknown outcome having been placed: looks at its
//! provider's balance, what they say of an attempt, and other orders that it may be mistaken for.

use sqlx::FromRow;

use super::reconciliations::{CostRow, cost_columns};
use super::tx::{StoreError, Tx};
use crate::domain::ids::OrderId;
use crate::domain::order::evidence::BalanceSign;
use crate::domain::time::Span;

/// Looks that are kept of one provider.
const LOOKS_MAX: i64 = 200;
/// Orders that moved between two looks, beyond which nothing is told.
pub const NEIGHBOURS_MAX: usize = 500;
/// Orders that one look is made for.
const WAITING_MAX: i64 = 50;

/// Keeps what an account held, in its own currency; the oldest looks are forgotten.
pub async fn keep_look(
    tx: &mut Tx,
    provider: &str,
    amount: &str,
    heard_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO balance_looks (provider, heard_ms, host, currency, amount) \
         SELECT name, CAST($2 AS BIGINT), host, currency, CAST($3 AS TEXT) FROM providers \
         WHERE name = $1 ON CONFLICT (provider, heard_ms) DO UPDATE SET host = excluded.host, \
         currency = excluded.currency, amount = excluded.amount",
    )
    .bind(provider)
    .bind(heard_ms)
    .bind(amount)
    .execute(tx.conn())
    .await?;
    sqlx::query(
        "DELETE FROM balance_looks WHERE provider = $1 AND heard_ms <= (SELECT l.heard_ms \
         FROM balance_looks l WHERE l.provider = $1 ORDER BY l.heard_ms DESC LIMIT 1 \
         OFFSET CAST($2 AS BIGINT))",
    )
    .bind(provider)
    .bind(LOOKS_MAX)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An order in review whose attempt no look was made for yet.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Waiting {
    /// Its number.
    pub order_id: OrderId,
    /// The unclear attempt.
    pub attempt: i64,
    /// When the balance was last seen before the attempt, unix milliseconds; 0 when it was not.
    pub from_ms: i64,
    /// What it was then, exact decimal, or empty.
    pub amount: String,
}

/// The orders of a provider that went to review since `since_ms` and wait for a look, oldest first.
pub async fn list_waiting(
    tx: &mut Tx,
    provider: &str,
    since_ms: i64,
) -> Result<Vec<Waiting>, StoreError> {
    let found = sqlx::query_as(
        "SELECT o.order_id, o.attempt, COALESCE(b.heard_ms, 0) AS from_ms, \
         COALESCE(b.amount, '') AS amount FROM orders o JOIN providers p ON p.name = o.provider \
         LEFT JOIN balance_looks b ON b.provider = o.provider AND b.host = p.host \
         AND b.currency = p.currency AND b.currency = o.provider_currency AND b.heard_ms = \
         (SELECT MAX(l.heard_ms) FROM balance_looks l WHERE l.provider = o.provider \
         AND l.heard_ms < (SELECT e.at_ms FROM order_events e WHERE e.order_id = o.order_id \
         AND e.state = 'submitting' ORDER BY e.event_id DESC LIMIT 1)) \
         WHERE o.state = 'review' AND o.review_kind = 'submission' AND o.provider = $1 \
         AND o.attempt > 0 AND o.changed_ms >= $2 AND NOT EXISTS (SELECT 1 FROM order_evidence v \
         WHERE v.order_id = o.order_id AND v.attempt = o.attempt) ORDER BY o.order_id \
         LIMIT CAST($3 AS BIGINT)",
    )
    .bind(provider)
    .bind(since_ms)
    .bind(WAITING_MAX)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// An order that moved between two looks.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Moved {
    /// What tells its cost.
    #[sqlx(flatten)]
    pub row: CostRow,
    /// When its last attempt began, unix milliseconds; 0 when there was none.
    pub begun_ms: i64,
}

/// The orders of a provider that were sent and have changed since `since_ms`; one more than
/// [`NEIGHBOURS_MAX`] at the most.
pub async fn list_moved(
    tx: &mut Tx,
    provider: &str,
    since_ms: i64,
) -> Result<Vec<Moved>, StoreError> {
    let limit = i64::try_from(NEIGHBOURS_MAX).unwrap_or(i64::MAX).saturating_add(1);
    let found = sqlx::query_as(concat!(
        "SELECT ",
        cost_columns!(),
        ", COALESCE((SELECT e.at_ms FROM order_events e WHERE e.order_id = orders.order_id \
             AND e.state = 'submitting' ORDER BY e.event_id DESC LIMIT 1), 0) AS begun_ms \
             FROM orders WHERE provider = $1 AND changed_ms >= $2 AND attempt > 0 \
             ORDER BY order_id LIMIT CAST($3 AS BIGINT)"
    ))
    .bind(provider)
    .bind(since_ms)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// Writes down what the looks say of an attempt that is in review still; the first one stands.
pub async fn keep(
    tx: &mut Tx,
    waiting: &Waiting,
    sign: Option<BalanceSign>,
    until_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO order_evidence (order_id, attempt, sign, from_ms, until_ms) \
         SELECT order_id, attempt, CAST($3 AS TEXT), CAST($4 AS BIGINT), CAST($5 AS BIGINT) \
         FROM orders WHERE order_id = $1 AND attempt = $2 AND state = 'review' \
         ON CONFLICT DO NOTHING",
    )
    .bind(waiting.order_id)
    .bind(waiting.attempt)
    .bind(sign.map_or("", |sign| sign.into_str()))
    .bind(waiting.from_ms)
    .bind(until_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A row of what the balance said.
#[derive(FromRow)]
struct Kept {
    sign: String,
    from_ms: i64,
    until_ms: i64,
}

/// What the balance said of the attempts of an order, and between which two looks: the last two of
/// which it said anything, the later one first.
pub async fn list(tx: &mut Tx, order_id: OrderId) -> Result<Vec<(BalanceSign, Span)>, StoreError> {
    let found: Vec<Kept> = sqlx::query_as(
        "SELECT sign, from_ms, until_ms FROM order_evidence WHERE order_id = $1 AND sign <> '' \
         ORDER BY attempt DESC LIMIT 2",
    )
    .bind(order_id)
    .fetch_all(tx.conn())
    .await?;
    found
        .into_iter()
        .map(|Kept { sign, from_ms, until_ms }| {
            let sign = sign.parse().map_err(|_| StoreError::Unreadable("what a balance said"))?;
            Ok((sign, Span { from_ms, until_ms }))
        })
        .collect()
}

/// The latest other order for the same service and target that its provider has accepted since
/// this one was placed.
pub async fn find_duplicate(tx: &mut Tx, order_id: OrderId) -> Result<Option<OrderId>, StoreError> {
    let found = sqlx::query_scalar(
        "SELECT d.order_id FROM orders o JOIN orders d ON d.service_id = o.service_id \
         AND d.target = o.target WHERE o.order_id = $1 AND o.target <> '' \
         AND d.order_id <> o.order_id AND d.provider = o.provider AND d.accepted_ms > 0 \
         AND d.accepted_ms >= o.created_ms ORDER BY d.accepted_ms DESC, d.order_id DESC LIMIT 1",
    )
    .bind(order_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(found)
}
