//! Accepted orders on their way to an end: which are due for a question, and what was answered.

use super::{Order, order_columns};
use crate::domain::ids::OrderId;
use crate::store::portion::Batch;
use crate::store::race::{OrderRace, Race};
use crate::store::rows::{Grid, Placeholders, ROWS_MAX, list_query, values_query};
use crate::store::tx::{StoreError, Tx, expect_one};

/// Orders of a provider whose next question is due, the longest waiting first.
pub async fn list_due(tx: &mut Tx, provider: &str, batch: Batch) -> Result<Vec<Order>, StoreError> {
    let orders = sqlx::query_as(concat!(
        "SELECT ",
        order_columns!(),
        " FROM orders WHERE next_poll_ms > 0 AND provider = $1 AND next_poll_ms <= $2 \
         ORDER BY next_poll_ms, order_id LIMIT CAST($3 AS BIGINT)"
    ))
    .bind(provider)
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(orders)
}

/// Sets the next question of an order; 0 asks never again.
pub async fn set_next_poll(
    tx: &mut Tx,
    order_id: OrderId,
    next_poll_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE orders SET next_poll_ms = $1 WHERE order_id = $2")
        .bind(next_poll_ms)
        .bind(order_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Moves the next question of several orders to one time; one that is not to be asked about any
/// more stays so.
pub async fn move_poll(
    tx: &mut Tx,
    order_ids: &[OrderId],
    next_poll_ms: i64,
) -> Result<(), StoreError> {
    for chunk in order_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE orders SET next_poll_ms = $1 WHERE next_poll_ms > 0 AND order_id IN",
            Placeholders { first: 2, count: chunk.len() },
            "",
        )
        .bind(next_poll_ms);
        for order_id in chunk {
            query = query.bind(*order_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// What a report tells beside the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The provider's status text.
    pub provider_status: String,
    /// The provider's charge, exact decimal, or empty.
    pub provider_charge: String,
    /// -1 when not told.
    pub start_count: i64,
    /// -1 when not told.
    pub remains: i64,
    /// Whether it says that the delivery has begun.
    pub has_started: bool,
}

/// Writes progress down; what was not told stays as it was.
///
/// # Errors
/// [`StoreError::Lost`] when the order does not exist.
pub async fn set_progress(
    tx: &mut Tx,
    order_id: OrderId,
    progress: &Progress,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET provider_status = $2, \
         provider_charge = CASE WHEN $3 = '' THEN provider_charge ELSE $3 END, \
         start_count = CASE WHEN $4 < 0 THEN start_count ELSE $4 END, \
         remains = CASE WHEN $5 < 0 THEN remains ELSE $5 END, changed_ms = $6, \
         started_ms = CASE WHEN started_ms = 0 AND $7 = 1 THEN $6 ELSE started_ms END \
         WHERE order_id = $1",
    )
    .bind(order_id)
    .bind(&progress.provider_status)
    .bind(&progress.provider_charge)
    .bind(progress.start_count)
    .bind(progress.remains)
    .bind(now_ms)
    .bind(i64::from(progress.has_started))
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Order(OrderRace::Progress))
}

/// Writes down what was not delivered yet.
pub async fn set_remains(tx: &mut Tx, order_id: OrderId, remains: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE orders SET remains = $2 WHERE order_id = $1")
        .bind(order_id)
        .bind(remains)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Writes progress down for several orders at once; one that has left the state in which it was
/// read stays as it is.
pub async fn set_progress_of_many(
    tx: &mut Tx,
    changes: &[(&Order, Progress)],
    now_ms: i64,
) -> Result<(), StoreError> {
    for chunk in changes.chunks(ROWS_MAX) {
        let mut query = values_query(
            "UPDATE orders SET provider_status = column3, \
             provider_charge = CASE WHEN column4 = '' THEN provider_charge ELSE column4 END, \
             start_count = CASE WHEN column5 < 0 THEN start_count ELSE column5 END, \
             remains = CASE WHEN column6 < 0 THEN remains ELSE column6 END, \
             changed_ms = column7, \
             started_ms = CASE WHEN started_ms = 0 AND column8 = 1 THEN column7 \
             ELSE started_ms END FROM (VALUES",
            Grid { rows: chunk.len(), columns: 8 },
            ") reported WHERE order_id = column1 AND state = column2",
        );
        for (order, progress) in chunk {
            query = query
                .bind(order.order_id)
                .bind(order.state.into_str())
                .bind(progress.provider_status.clone())
                .bind(progress.provider_charge.clone())
                .bind(progress.start_count)
                .bind(progress.remains)
                .bind(now_ms)
                .bind(i64::from(progress.has_started));
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Marks an order as strange; `true` when it was not marked before.
pub async fn mark_attention(tx: &mut Tx, order_id: OrderId) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET needs_attention = 1 WHERE order_id = $1 AND needs_attention = 0",
    )
    .bind(order_id)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Marks the charge of an order as told; `true` when it was not before.
pub async fn mark_charge_notified(tx: &mut Tx, order_id: OrderId) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET is_charge_told = 1 WHERE order_id = $1 AND is_charge_told = 0",
    )
    .bind(order_id)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Marks an order as charged above its cost; `true` when it was not before.
pub async fn mark_overcharged(tx: &mut Tx, order_id: OrderId) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET is_overcharged = 1 WHERE order_id = $1 AND is_overcharged = 0",
    )
    .bind(order_id)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
