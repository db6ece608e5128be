//! What became of an order of mails whose answer nobody understood. Its address is its own, so a
//! row of the provider with that address is its row; and where both lists, read whole twice with
//! minutes in between, do not have it, nothing was placed. Nothing is ever sent again by this: the
//! money goes back, and should the order turn up all the same, it is booked as a loss and told.

use crate::clock::MINUTE_MS;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::order::{OrderState, ReviewKind, ShopReason};
use crate::domain::time::Millis;
use crate::flows::orders::returns::{Returned, Why, change_of, close_order};
use crate::flows::orders::submission;
use crate::flows::{Ctx, FlowError};
use crate::notifications::customers::CustomerNotice;
use crate::notifications::notify::{notify, notify_customer};
use crate::notifications::orders::OrderAlert;
use crate::store::mail::orders::{self as plans, Sought};
use crate::store::orders::{self, Order};
use crate::store::providers;

/// How long both lists have to be without an order before it counts as not placed.
pub const ABSENT_FOR_MS: i64 = 10 * MINUTE_MS;

/// The provider has the order under this number.
pub async fn found(ctx: &mut Ctx<'_>, sought: &Sought, id: &str) -> Result<(), FlowError> {
    let is_same = plans::mark_looked(ctx.tx, sought, Millis(0), ctx.now_ms).await?;
    let Some(order) = orders::find(ctx.tx, sought.order_id).await? else { return Ok(()) };
    if !is_same {
        return Ok(());
    }
    if !is_undecided(&order) {
        // Given up before: it keeps its number, moves no money and is booked as a loss.
        return submission::accept_late(ctx, &order, id).await;
    }
    let (tx, none) = (&mut *ctx.tx, PersonId::NONE);
    if !orders::submission::mark_accepted(tx, &order, id, none, ctx.now_ms).await? {
        return submission::accept_late(ctx, &order, id).await;
    }
    orders::answers::keep(ctx.tx, &order, ShopReason::InTheirList.into(), id, ctx.now_ms).await?;
    // It was taken, so it is none of those that are unclear; a stop needs an answer to end.
    providers::clear_unknown(ctx.tx, &order.provider).await?;
    let change = change_of(&order, OrderState::Active, None, Returned::as_before(&order));
    notify_customer(ctx, order.person_id, CustomerNotice::Order(change)).await?;
    let provider_order_id = id.to_owned();
    Ok(notify(ctx, OrderAlert::Found { order_id: order.order_id, provider_order_id }).await?)
}

/// The provider's lists do not have the order.
pub async fn absent(ctx: &mut Ctx<'_>, sought: &Sought) -> Result<(), FlowError> {
    let since_ms = if sought.absent_ms > 0 { sought.absent_ms } else { ctx.now_ms };
    let is_same = plans::mark_looked(ctx.tx, sought, Millis(since_ms), ctx.now_ms).await?;
    let Some(order) = orders::find(ctx.tx, sought.order_id).await? else { return Ok(()) };
    // One look is not enough, nor is it for an order that was sent again.
    let is_sure = sought.absent_ms > 0 && ctx.now_ms.saturating_sub(since_ms) >= ABSENT_FOR_MS;
    if !is_same || !is_sure || !is_undecided(&order) {
        return Ok(());
    }
    let end = (OrderState::Rejected, order.price);
    close_order(ctx, &order, end, Why::of(ShopReason::InNoList)).await?;
    let notice = OrderAlert::NotFound { order_id: order.order_id };
    Ok(notify(ctx, notice).await?)
}

/// An order that was cut off before its provider was called: nothing was placed.
pub async fn never_sent(ctx: &mut Ctx<'_>, order_id: OrderId) -> Result<(), FlowError> {
    let Some(order) = orders::find(ctx.tx, order_id).await? else { return Ok(()) };
    // It may have been sent since it was looked for.
    if is_undecided(&order) && !plans::is_sent(ctx.tx, order_id).await? {
        let end = (OrderState::Rejected, order.price);
        close_order(ctx, &order, end, Why::of(ShopReason::InNoList)).await?;
        notify(ctx, OrderAlert::NotFound { order_id }).await?;
    }
    Ok(())
}

/// The provider's lists say something about the order that only a person can judge.
pub async fn doubtful(ctx: &mut Ctx<'_>, sought: &Sought) -> Result<(), FlowError> {
    plans::mark_looked(ctx.tx, sought, Millis(0), ctx.now_ms).await?;
    Ok(())
}

fn is_undecided(order: &Order) -> bool {
    order.state == OrderState::Review && order.review_kind() == Some(ReviewKind::Submission)
}
