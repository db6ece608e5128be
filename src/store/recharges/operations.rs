//! What a provider says of the operation behind an order: what it took and what arrived.

use sqlx::FromRow;

use crate::domain::ids::OrderId;
use crate::store::tx::{StoreError, Tx};

/// An operation as it was told last. Sums are exact decimals, empty where they are not told.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromRow)]
pub struct Operation {
    /// What it took from the shop's account.
    pub debit: String,
    /// In this currency.
    pub debit_currency: String,
    /// What arrived.
    pub amount: String,
    /// In this currency.
    pub amount_currency: String,
    /// JSON list of amount, currency and kind of its parts.
    pub pieces: String,
}

/// Keeps what is told of an order's operation by now.
pub async fn keep(
    tx: &mut Tx,
    order_id: OrderId,
    operation: &Operation,
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO recharge_operations (order_id, debit, debit_currency, amount, \
         amount_currency, pieces, changed_ms) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (order_id) DO UPDATE SET debit = excluded.debit, \
         debit_currency = excluded.debit_currency, amount = excluded.amount, \
         amount_currency = excluded.amount_currency, pieces = excluded.pieces, \
         changed_ms = excluded.changed_ms",
    )
    .bind(order_id)
    .bind(&operation.debit)
    .bind(&operation.debit_currency)
    .bind(&operation.amount)
    .bind(&operation.amount_currency)
    .bind(&operation.pieces)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What was told last of an order's operation.
pub async fn find(tx: &mut Tx, order_id: OrderId) -> Result<Option<Operation>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT debit, debit_currency, amount, amount_currency, pieces FROM recharge_operations \
         WHERE order_id = $1",
    )
    .bind(order_id)
    .fetch_optional(tx.conn())
    .await?)
}
