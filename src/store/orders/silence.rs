//! Accepted orders of which a provider that answers otherwise tells nothing.

use crate::domain::ids::OrderId;
use crate::domain::order::Silence;
use crate::store::rows::{Placeholders, ROWS_MAX, list_query};
use crate::store::tx::{StoreError, Tx};

/// Notes that nothing is told of these orders; of one that is silent already the beginning stays.
pub async fn begin(
    tx: &mut Tx,
    silence: Silence,
    order_ids: &[OrderId],
    now_ms: i64,
) -> Result<(), StoreError> {
    for chunk in order_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE orders SET silent_since_ms = $1, silence = $2 \
             WHERE state = 'active' AND silent_since_ms = 0 AND order_id IN",
            Placeholders { first: 3, count: chunk.len() },
            "",
        )
        .bind(now_ms)
        .bind(silence.into_str());
        for order_id in chunk {
            query = query.bind(*order_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Notes that there are news of these orders again.
pub async fn end(tx: &mut Tx, order_ids: &[OrderId]) -> Result<(), StoreError> {
    for chunk in order_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE orders SET silent_since_ms = 0, silence = '', is_silence_told = 0 \
             WHERE order_id IN",
            Placeholders { first: 1, count: chunk.len() },
            "",
        );
        for order_id in chunk {
            query = query.bind(*order_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Counts an order's silence as told; `false` when it was, or is over.
pub async fn mark_notified(
    tx: &mut Tx,
    order_id: OrderId,
    silence: Silence,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET is_silence_told = 1, silence = $2 \
         WHERE order_id = $1 AND is_silence_told = 0 AND silent_since_ms > 0 \
         AND state = 'active'",
    )
    .bind(order_id)
    .bind(silence.into_str())
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
