//! What is kept of the operation behind an order: both what it took and what arrived.

use serde::Serialize;

use crate::domain::order::{Delivered, Report};
use crate::flows::{Ctx, FlowError};
use crate::store::orders::Order;
use crate::store::recharges::operations::{self, Operation};

/// A part of an operation as it is kept.
#[derive(Serialize)]
struct Kept<'a> {
    amount: String,
    currency: &'a str,
    kind: &'a str,
}

/// Keeps what a report tells of an order's operation.
///
/// # Errors
/// When the database fails.
pub async fn hear(ctx: &mut Ctx<'_>, order: &Order, report: &Report) -> Result<(), FlowError> {
    let Some(delivered) = &report.delivered else { return Ok(()) };
    let operation = Operation {
        debit: report.charge.map(|charge| charge.to_string()).unwrap_or_default(),
        debit_currency: report.currency.clone().unwrap_or_default(),
        amount: delivered.amount.to_string(),
        amount_currency: delivered.currency.clone(),
        pieces: pieces(delivered),
    };
    Ok(operations::keep(ctx.tx, order.order_id, &operation, ctx.now_ms).await?)
}

fn pieces(delivered: &Delivered) -> String {
    let kept = delivered.pieces.iter().map(|piece| Kept {
        amount: piece.amount.to_string(),
        currency: &piece.currency,
        kind: &piece.kind,
    });
    let kept: Vec<Kept<'_>> = kept.collect();
    serde_json::to_string(&kept).unwrap_or_default()
}
