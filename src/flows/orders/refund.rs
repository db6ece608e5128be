//! An admin returns money of an order. What may be returned depends on where the order stands: a
//! queued one is canceled, one being delivered needs the word `anyway`, one in review is decided
//! there.

use super::cancel::cancel_queued;
use super::card;
use super::returns::{Why, return_part};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::journal::PersonAct;
use crate::domain::money::Money;
use crate::domain::order::{OrderState, ShopReason};
use crate::flows::wallet::adjust::check;
use crate::flows::{Ctx, FlowError, Upon, UserError};
use crate::notifications::acts::{ActNotice, UponPerson};
use crate::notifications::customers::CustomerNotice;
use crate::notifications::notify::notify;
use crate::notifications::notify::notify_customer;
use crate::notifications::notify::who;

use crate::store::orders::Order;
use crate::store::{journal, orders};

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
    ctx: &mut Ctx<'_>,
    refund: &Refund<'_>,
) -> Result<(Order, Money), FlowError> {
    let order = orders::find(ctx.tx, refund.order_id).await?.ok_or(UserError::OrderNotFound)?;
    check(ctx, Upon { actor_id: refund.actor_id, person_id: order.person_id }).await?;
    let left = order.kept();
    if !left.is_positive() {
        return Err(UserError::FullyRefunded.into());
    }
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
pub async fn refund(ctx: &mut Ctx<'_>, refund: &Refund<'_>) -> Result<Money, FlowError> {
    let (order, amount) = check_refund(ctx, refund).await?;
    if order.state == OrderState::Queued {
        let (actor_id, words) = (refund.actor_id, refund.reason);
        let why = Why { actor_id, words, ..Why::of(ShopReason::ByAdmin) };
        cancel_queued(ctx, &order, why).await?;
    } else {
        return_part(ctx.tx, &order, amount, refund.actor_id, ctx.now_ms).await?;
        let (order_id, reason) = (order.order_id, refund.reason.to_owned());
        let notice = CustomerNotice::Refunded { order_id, amount, reason };
        notify_customer(ctx, order.person_id, notice).await?;
        card::mark(ctx.tx, &order, ctx.now_ms).await?;
    }
    write_down(ctx, refund, (&order, amount)).await?;
    Ok(amount)
}

async fn write_down(
    ctx: &mut Ctx<'_>,
    refund: &Refund<'_>,
    (order, amount): (&Order, Money),
) -> Result<(), FlowError> {
    let subject = format!("order {}", order.order_id);
    let detail = format!("{} {}", amount.plain(), ctx.shop.currency);
    let (actor_id, reason) = (refund.actor_id, refund.reason);
    let act = PersonAct::Refund.into();
    let line = journal::Act { actor_id, act, subject: &subject, detail: &detail, reason };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let notice = ActNotice::UponPerson(UponPerson {
        act: PersonAct::Refund,
        actor: who(ctx.tx, actor_id).await?,
        person: who(ctx.tx, order.person_id).await?,
        order_id: order.order_id,
        amount,
        reason: reason.to_owned(),
    });
    Ok(notify(ctx, notice).await?)
}
