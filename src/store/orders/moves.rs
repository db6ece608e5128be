//! Orders that go to another source of their service, because nothing was placed at the one before.
//! A source is left once. Must never move an order that may have been placed.

use sqlx::FromRow;

use super::events::insert_event;
use super::{Order, order_columns};
use crate::domain::ids::{PersonId, SourceId};
use crate::domain::order::{OrderState, Reason};
use crate::store::race::{OrderRace, Race};
use crate::store::rows::{Placeholders, ROWS_MAX, list_query};
use crate::store::turnovers;
use crate::store::tx::{StoreError, Tx, expect_one};

/// Queued orders of which nothing was placed, that are bought at one of these sources (the first
/// [`ROWS_MAX`]) and did not leave it before, the oldest first.
///
/// # Errors
/// When the database fails or a stored value is unreadable.
pub async fn list_waiting(
    tx: &mut Tx,
    source_ids: &[SourceId],
    limit: i64,
) -> Result<Vec<Order>, StoreError> {
    let source_ids = source_ids.get(..ROWS_MAX).unwrap_or(source_ids);
    if source_ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = list_query(
        concat!(
            "SELECT ",
            order_columns!(),
            " FROM orders WHERE state = 'queued' AND doubts = 0 AND provider_order_id = '' \
             AND NOT EXISTS (SELECT 1 FROM order_moves m WHERE m.order_id = orders.order_id \
             AND m.from_source_id = orders.source_id) AND source_id IN"
        ),
        Placeholders { first: 2, count: source_ids.len() },
        "ORDER BY order_id LIMIT CAST($1 AS BIGINT)",
    )
    .bind(limit);
    for source_id in source_ids {
        query = query.bind(*source_id);
    }
    let rows = query.fetch_all(tx.conn()).await?;
    Ok(rows.iter().map(Order::from_row).collect::<Result<_, _>>()?)
}

/// The sources that an order has left.
///
/// # Errors
/// When the database fails.
pub async fn left_by(tx: &mut Tx, order: &Order) -> Result<Vec<SourceId>, StoreError> {
    let sources = sqlx::query_scalar("SELECT from_source_id FROM order_moves WHERE order_id = $1")
        .bind(order.order_id)
        .fetch_all(tx.conn())
        .await?;
    Ok(sources)
}

/// Where an order is bought from now on, and by which rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// The source.
    pub source_id: SourceId,
    /// Its provider.
    pub provider: String,
    /// The provider's rate, exact decimal.
    pub rate: String,
    /// The provider's currency.
    pub currency: String,
}

/// Sends an order of which nothing was placed to another source: it is queued there as if it had
/// never been sent, and the move is kept with its reason.
///
/// # Errors
/// [`StoreError::Lost`] when the order has moved on.
pub async fn move_order(
    tx: &mut Tx,
    order: &Order,
    to: &Destination,
    reason: Reason,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET state = 'queued', source_id = $2, provider = $3, provider_rate = $4, \
         provider_currency = $5, sent_rate = '', reason = '', review_kind = '', \
         lease_owner = '', lease_until_ms = 0, not_before_ms = $6, changed_ms = $6, \
         refusals = 0, shortages = 0 WHERE order_id = $1 AND attempt = $7 AND state = $8 \
         AND source_id = $9 AND doubts = 0 AND provider_order_id = ''",
    )
    .bind(order.order_id)
    .bind(to.source_id)
    .bind(&to.provider)
    .bind(&to.rate)
    .bind(&to.currency)
    .bind(now_ms)
    .bind(order.attempt)
    .bind(order.state.into_str())
    .bind(order.source_id)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Order(OrderRace::Submitted))?;
    turnovers::forget(tx, [&order.provider, &to.provider], order.created_ms).await?;
    sqlx::query(
        "INSERT INTO order_moves (order_id, from_source_id, to_source_id, attempt, reason, at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(order.order_id)
    .bind(order.source_id)
    .bind(to.source_id)
    .bind(order.attempt)
    .bind(reason.into_str())
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    let moved = Some(reason);
    insert_event(tx, order.order_id, OrderState::Queued, moved, PersonId::NONE, now_ms).await
}

/// One move of an order.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Move {
    /// The provider that was left.
    pub from_provider: String,
    /// The provider it went to.
    pub to_provider: String,
    /// The attempts that had been made by then.
    pub attempt: i64,
    /// Why: the text of a [`Reason`].
    pub reason: String,
}

/// The moves of an order, the first one first.
///
/// # Errors
/// When the database fails.
pub async fn moves_of(tx: &mut Tx, order: &Order) -> Result<Vec<Move>, StoreError> {
    let moves = sqlx::query_as(
        "SELECT f.provider AS from_provider, t.provider AS to_provider, m.attempt, m.reason \
         FROM order_moves m JOIN sources f ON f.source_id = m.from_source_id \
         JOIN sources t ON t.source_id = m.to_source_id WHERE m.order_id = $1 \
         ORDER BY m.at_ms, m.attempt",
    )
    .bind(order.order_id)
    .fetch_all(tx.conn())
    .await?;
    Ok(moves)
}
