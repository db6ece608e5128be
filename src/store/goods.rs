//! What was delivered of products: one sealed text an order.

use sqlx::FromRow;

use super::ids::Flag;
use super::tx::{StoreError, Tx};
use crate::domain::ids::OrderId;

/// Delivered goods.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Delivered {
    /// The goods, sealed for this row.
    pub sealed: String,
    /// Whether they are too long for a message.
    #[sqlx(try_from = "Flag")]
    pub is_long: bool,
}

/// What was delivered of an order, if anything.
pub async fn find(tx: &mut Tx, order_id: OrderId) -> Result<Option<Delivered>, StoreError> {
    let delivered = sqlx::query_as("SELECT sealed, is_long FROM goods WHERE order_id = $1")
        .bind(order_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(delivered)
}

/// Writes what was delivered of an order, in place of what was known of it.
pub async fn set(
    tx: &mut Tx,
    order_id: OrderId,
    delivered: &Delivered,
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO goods (order_id, sealed, is_long, changed_ms) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (order_id) DO UPDATE SET sealed = excluded.sealed, \
         is_long = excluded.is_long, changed_ms = excluded.changed_ms",
    )
    .bind(order_id)
    .bind(&delivered.sealed)
    .bind(i64::from(delivered.is_long))
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}
