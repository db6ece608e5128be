//! How a customer hears of a change of an order: its card is drawn anew, and what they want to be
//! told is a message of its own. Every change reaches them in one of the two ways at least.

use super::card;
use super::returns::{Returned, change_of};
use crate::domain::order::{OrderState, Reason, ShopReason};
use crate::flows::{Ctx, FlowError, screens};
use crate::notifications::customers::{CustomerNotice, OrderChange};
use crate::notifications::notify::notify_customer;
use crate::store::orders::Order;
use crate::store::outbox::Subject;
use crate::store::people;

/// Why an order ends that its customer has called off: they are looking at it.
const BY_CUSTOMER: Reason = Reason::Shop(ShopReason::ByCustomer);

/// Tells the customer of a change. Its end is always a message of its own, unless they did it
/// themselves and see it; a change on the way is one where they want it or no card shows it.
pub async fn tell(ctx: &mut Ctx<'_>, order: &Order, change: OrderChange) -> Result<(), FlowError> {
    card::mark(ctx.tx, order, ctx.now_ms).await?;
    let person = people::find(ctx.tx, order.person_id).await?;
    let ring = person.map(|person| person.ring).unwrap_or_default();
    let is_end = change.state.is_final();
    let is_loud = ring.rings(is_end);
    let may_stay_on_card = match is_end {
        true => change.reason == Some(BY_CUSTOMER),
        false => !is_loud,
    };
    if may_stay_on_card && is_shown(ctx, order).await? {
        return Ok(());
    }
    let notice = CustomerNotice::Order(OrderChange { is_silent: !is_loud, ..change });
    Ok(notify_customer(ctx, order.person_id, notice).await?)
}

/// Tells those who want to hear every change that the delivery has begun; the card says it to all.
pub(super) async fn begun(ctx: &mut Ctx<'_>, order: &Order) -> Result<(), FlowError> {
    let person = people::find(ctx.tx, order.person_id).await?;
    let wants_it = person.is_some_and(|person| person.ring.rings(false));
    if !wants_it || order.state != OrderState::Active {
        return Ok(());
    }
    let change = change_of(order, OrderState::Active, None, Returned::as_before(order));
    let notice = CustomerNotice::Order(OrderChange { has_begun: true, ..change });
    Ok(notify_customer(ctx, order.person_id, notice).await?)
}

async fn is_shown(ctx: &mut Ctx<'_>, order: &Order) -> Result<bool, FlowError> {
    Ok(!screens::showing(ctx.tx, Subject::Order(order.order_id)).await?.is_empty())
}
