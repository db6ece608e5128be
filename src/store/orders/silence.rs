//! Accepted orders of which a provider that answers otherwise tells nothing.

use sqlx::FromRow;

use crate::domain::order::Silence;
use crate::store::rows::{ROWS_MAX, list_query};
use crate::store::tx::{StoreError, Tx};

/// An order without news.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Silent {
    /// The order.
    pub order_id: i64,
    /// The stored name of how.
    pub silence: String,
}

/// Notes that nothing is told of these orders; of one that is silent already the beginning stays.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    tx: &mut Tx,
    silence: Silence,
    order_ids: &[i64],
    now_ms: i64,
) -> Result<(), StoreError> {
    for chunk in order_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE orders SET silent_since_ms = $1, silence = $2 \
             WHERE state = 'active' AND silent_since_ms = 0 AND order_id IN",
            3,
            chunk.len(),
            "",
        )
        .bind(now_ms)
        .bind(silence.as_str());
        for order_id in chunk {
            query = query.bind(*order_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Notes that there are news of these orders again.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &mut Tx, order_ids: &[i64]) -> Result<(), StoreError> {
    for chunk in order_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE orders SET silent_since_ms = 0, silence = '', is_silence_told = 0 \
             WHERE order_id IN",
            1,
            chunk.len(),
            "",
        );
        for order_id in chunk {
            query = query.bind(*order_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Orders that are silent since before `before_ms` and that the owners do not know of, the longest
/// silent first. Those of a provider that answers nothing at all are told as such.
///
/// # Errors
/// When the database fails.
pub async fn list_untold(
    tx: &mut Tx,
    before_ms: i64,
    limit: i64,
) -> Result<Vec<Silent>, StoreError> {
    let silent = sqlx::query_as(
        "SELECT o.order_id, o.silence FROM orders o WHERE o.silent_since_ms > 0 \
         AND o.is_silence_told = 0 AND o.silent_since_ms < $1 AND o.state = 'active' \
         AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.key = 'provider:' || o.provider || \
         ':status_strikes') ORDER BY o.silent_since_ms, o.order_id LIMIT $2",
    )
    .bind(before_ms)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(silent)
}

/// Counts an order's silence as told; `false` when it was, or is over.
///
/// # Errors
/// When the database fails.
pub async fn mark_told(tx: &mut Tx, order_id: i64) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET is_silence_told = 1 \
         WHERE order_id = $1 AND is_silence_told = 0 AND silent_since_ms > 0",
    )
    .bind(order_id)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
