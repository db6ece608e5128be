//! The last looks of the shop at an order of mails before it is sent: what to ask the DNS for, and
//! whether its domain may get them now. The worker asks the DNS in between.

use crate::clock::DAY_MS;
use crate::domain::mail::{ConsentProblem, ConsentToken, left_of_the_day};
use crate::flows::{Ctx, FlowError};
use crate::store::StoreError;
use crate::store::mail::consents;
use crate::store::mail::orders::{self, Load, MailPlan};
use crate::store::orders::Order;

/// What is sent if the DNS agrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// Where, and how many.
    pub plan: MailPlan,
    /// What has to be found at its domain.
    pub token: ConsentToken,
}

/// What an order sends, by its customer's consent of now.
pub async fn prepare(
    ctx: &mut Ctx<'_>,
    order: &Order,
) -> Result<Result<Prepared, ConsentProblem>, FlowError> {
    let plan = orders::find(ctx.tx, order.order_id).await?;
    let plan = plan.ok_or(StoreError::Unreadable("the address of a mail order"))?;
    let consent = consents::find_of(ctx.tx, order.person_id, plan.target.domain()).await?;
    Ok(match consent {
        Some(consent) if !consent.is_expired(ctx.now_ms) => {
            Ok(Prepared { plan, token: consent.token })
        }
        Some(_) => Err(ConsentProblem::Expired),
        None => Err(ConsentProblem::NoRecord),
    })
}

/// Counts the mails of an order among those of its domain, right before they are asked for.
/// Whatever has changed since [`prepare`] is found here.
pub async fn begin(
    ctx: &mut Ctx<'_>,
    order: &Order,
    prepared: &Prepared,
) -> Result<Result<(), ConsentProblem>, FlowError> {
    let domain = prepared.plan.target.domain();
    orders::lock(ctx.tx, domain.registrable(), ctx.now_ms).await?;
    if prepare(ctx, order).await?.as_ref() != Ok(prepared) {
        return Ok(Err(ConsentProblem::Expired));
    }
    let day = (order.order_id, ctx.now_ms.saturating_sub(DAY_MS));
    let Load { open, mails } = orders::load(ctx.tx, domain.registrable(), day).await?;
    if open > 0 {
        return Ok(Err(ConsentProblem::OrderOpen));
    }
    if prepared.plan.quantity > left_of_the_day(mails) {
        return Ok(Err(ConsentProblem::DayFull));
    }
    let is_current = orders::mark_sent(ctx.tx, (order.order_id, order.attempt), ctx.now_ms).await?;
    Ok(if is_current { Ok(()) } else { Err(ConsentProblem::Stale) })
}
