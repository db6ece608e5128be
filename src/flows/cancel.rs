//! Canceling an order that still waits in the queue: by its owner at any time, by an admin, or by
//! the shop after a day.

use super::returns::{Ending, close_with_words};
use super::{FlowError, Shop, UserError};
use crate::domain::money::Money;
use crate::domain::order::OrderState;
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
    person_id: i64,
    order_id: i64,
    now_ms: i64,
) -> Result<Order, FlowError> {
    let order = orders::find(tx, order_id)
        .await?
        .filter(|order| order.person_id == person_id)
        .ok_or(UserError::OrderNotFound)?;
    cancel_queued(tx, shop, &order, ("by_customer", 0), now_ms).await?;
    Ok(order)
}

/// Cancels a queued order by the same conditional change that submission claims with.
///
/// # Errors
/// [`UserError::NotCancelable`] when it is not queued.
pub async fn cancel_queued(
    tx: &mut Tx,
    shop: &Shop,
    order: &Order,
    (reason, actor_id): (&str, i64),
    now_ms: i64,
) -> Result<Money, FlowError> {
    cancel_with_words(tx, shop, order, (reason, actor_id, ""), now_ms).await
}

/// The same with an admin's own words for the customer.
///
/// # Errors
/// [`UserError::NotCancelable`] when it is not queued.
pub async fn cancel_with_words(
    tx: &mut Tx,
    shop: &Shop,
    order: &Order,
    (reason, actor_id, words): (&str, i64, &str),
    now_ms: i64,
) -> Result<Money, FlowError> {
    if order.state != OrderState::Queued {
        return Err(UserError::NotCancelable.into());
    }
    let (to, target) = (OrderState::Canceled, order.price);
    let ending = Ending { to, target, reason, actor_id, words };
    close_with_words(tx, shop, order, ending, now_ms).await
}
