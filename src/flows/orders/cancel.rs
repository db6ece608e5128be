//! Canceling an order that still waits in the queue: by its owner at any time, by an admin, or by
//! the shop after a day.

use super::returns::{Why, close_order};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::money::Money;
use crate::domain::order::{OrderState, ShopReason};
use crate::flows::{FlowError, Shop, UserError};
use crate::store::orders::Order;
use crate::store::{Tx, orders};

/// Cancels the person's own queued order and returns everything.
///
/// # Errors
/// [`UserError::OrderNotFound`] for somebody else's order, [`UserError::NotCancelable`] once it
/// was claimed for submission.
pub async fn cancel_own(
    tx: &mut Tx,
    shop: &Shop,
    person_id: PersonId,
    order_id: OrderId,
    now_ms: i64,
) -> Result<Order, FlowError> {
    let order = orders::find(tx, order_id)
        .await?
        .filter(|order| order.person_id == person_id)
        .ok_or(UserError::OrderNotFound)?;
    cancel_queued(tx, shop, &order, Why::of(ShopReason::ByCustomer), now_ms).await?;
    Ok(order)
}

/// Cancels a queued order by the same conditional change that submission claims with.
///
/// # Errors
/// [`UserError::NotCancelable`] when it is not queued, or may have been placed before.
pub async fn cancel_queued(
    tx: &mut Tx,
    shop: &Shop,
    order: &Order,
    why: Why<'_>,
    now_ms: i64,
) -> Result<Money, FlowError> {
    if !order.is_cancelable() {
        return Err(UserError::NotCancelable.into());
    }
    close_order(tx, shop, order, (OrderState::Canceled, order.price), why, now_ms).await
}
