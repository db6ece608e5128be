//! Canceling an order that still waits in the queue: by its owner at any time, by an admin, or by
//! the shop after a day.

use super::returns::{Why, close_order};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::money::Money;
use crate::domain::order::{OrderState, ShopReason};
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::orders;
use crate::store::orders::Order;

/// Cancels the person's own queued order and returns everything.
///
/// # Errors
/// [`UserError::OrderNotFound`] for somebody else's order, [`UserError::NotCancelable`] once it
/// was claimed for submission.
pub async fn cancel_own(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    order_id: OrderId,
) -> Result<Order, FlowError> {
    let order = orders::find(ctx.tx, order_id)
        .await?
        .filter(|order| order.person_id == person_id)
        .ok_or(UserError::OrderNotFound)?;
    cancel_queued(ctx, &order, Why::of(ShopReason::ByCustomer)).await?;
    Ok(order)
}

/// Cancels a queued order by the same conditional change that submission claims with.
///
/// # Errors
/// [`UserError::NotCancelable`] when it is not queued, or may have been placed before.
pub async fn cancel_queued(
    ctx: &mut Ctx<'_>,
    order: &Order,
    why: Why<'_>,
) -> Result<Money, FlowError> {
    if !order.is_cancelable() {
        return Err(UserError::NotCancelable.into());
    }
    close_order(ctx, order, (OrderState::Canceled, order.price), why).await
}
