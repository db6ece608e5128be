//! An admin returns money of an order. What may be returned depends on where the order stands: a
//! queued one is canceled, one being delivered needs the word `anyway`, one in review is decided
//! there.

use super::cancel::cancel_queued;
use super::returns::{Why, return_part};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::money::Money;
use crate::domain::order::{OrderState, ShopReason};
use crate::flows::wallet::adjust::check;
use crate::flows::{FlowError, Shop, UserError, tell, tell_admins};
use crate::notifications::notice::{AdminNotice, CustomerNotice, who};
use crate::store::orders::Order;
use crate::store::{Tx, journal, orders};

/// One confirmed refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund<'a> {
    /// The admin.
    pub actor_id: PersonId,
    /// The order.
    pub order_id: OrderId,
    /// How much; `None` for all that is left.
    pub amount: Option<Money>,
    /// Whether the admin wrote `anyway`.
    pub is_anyway: bool,
    /// The admin's words.
    pub reason: &'a str,
}

/// What a refund would do, checked without doing it.
///
/// # Errors
/// Why it may not be done.
pub async fn check_refund(
    tx: &mut Tx,
    shop: &Shop,
    refund: &Refund<'_>,
) -> Result<(Order, Money), FlowError> {
    let order = orders::find(tx, refund.order_id).await?.ok_or(UserError::OrderNotFound)?;
    check(tx, shop, refund.actor_id, order.person_id).await?;
    let left = order.kept();
    let amount = refund.amount.unwrap_or(left);
    match order.state {
        OrderState::Submitting | OrderState::Review => return Err(UserError::RefundRefused.into()),
        // It may have been placed before: a person decides that, not a return from the queue.
        OrderState::Queued if order.is_doubted() => return Err(UserError::RefundRefused.into()),
        OrderState::Active if !refund.is_anyway => return Err(UserError::RefundNeedsAnyway.into()),
        OrderState::Queued if amount != left => return Err(UserError::RefundWhole.into()),
        _ => {}
    }
    if amount > left || !amount.is_positive() {
        return Err(UserError::RefundTooMuch { left }.into());
    }
    Ok((order, amount))
}

/// Returns the money, tells the customer and every owner, and journals it.
///
/// # Errors
/// Why it may not be done, or a lost race.
pub async fn refund(
    tx: &mut Tx,
    shop: &Shop,
    refund: &Refund<'_>,
    now_ms: i64,
) -> Result<Money, FlowError> {
    let (order, amount) = check_refund(tx, shop, refund).await?;
    if order.state == OrderState::Queued {
        let (actor_id, words) = (refund.actor_id, refund.reason);
        let why = Why { actor_id, words, ..Why::of(ShopReason::ByAdmin) };
        cancel_queued(tx, shop, &order, why, now_ms).await?;
    } else {
        return_part(tx, &order, amount, refund.actor_id, now_ms).await?;
        let (order_id, reason) = (order.order_id, refund.reason.to_owned());
        let notice = CustomerNotice::Refunded { order_id, amount, reason };
        tell(tx, shop, order.person_id, &notice, now_ms).await?;
    }
    write_down(tx, shop, (refund, "refund"), (&order, amount), now_ms).await?;
    Ok(amount)
}

async fn write_down(
    tx: &mut Tx,
    shop: &Shop,
    (refund, name): (&Refund<'_>, &'static str),
    (order, amount): (&Order, Money),
    now_ms: i64,
) -> Result<(), FlowError> {
    let subject = format!("order {}", order.order_id);
    let detail = format!("{} {}", amount.plain(), shop.currency);
    let (actor_id, reason) = (refund.actor_id, refund.reason);
    let line = journal::Act { actor_id, act: name, subject: &subject, detail: &detail, reason };
    journal::append(tx, &line, now_ms).await?;
    let notice = AdminNotice::MoneyAct {
        act: name,
        actor: who(tx, actor_id).await?,
        person: who(tx, order.person_id).await?,
        order_id: order.order_id,
        amount,
        reason: reason.to_owned(),
    };
    tell_admins(tx, shop, &notice, now_ms).await
}
