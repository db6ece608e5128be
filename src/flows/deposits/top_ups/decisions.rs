//! What owners decide about a request, once. Must never move money without deciding it.

use super::cards::end_cards;
use super::{adjustment, open_request};
use crate::domain::ids::{PersonId, TopUpId};
use crate::domain::journal::ActName;
use crate::domain::top_up::{DeclineReason, TopUpState};
use crate::flows::wallet::adjust;
use crate::flows::{Ctx, FlowError, Upon};
use crate::notifications::customers::CustomerNotice;
use crate::notifications::notify::notify_customer;
use crate::notifications::recipient::recipient;
use crate::store::top_ups::{self, TopUp};
use crate::store::{Race, StoreError, Tx, journal, top_up_rings};

/// Gives what was asked for, once, whoever confirms it.
///
/// # Errors
/// A [`crate::flows::UserError`]: it is over, their own account, or nobody is known by that id.
pub async fn give(
    ctx: &mut Ctx<'_>,
    (actor_id, request_id): (PersonId, TopUpId),
    has_open_checkout: bool,
) -> Result<TopUp, FlowError> {
    let request = open_request(ctx.tx, request_id).await?;
    adjust::check(ctx, Upon { actor_id, person_id: request.person_id }).await?;
    decide(
        ctx.tx,
        &request,
        (TopUpState::Given, &DeclineReason::Unexplained),
        actor_id,
        ctx.now_ms,
    )
    .await?;
    // The customer reads it in their statement.
    let language = recipient(ctx.tx, request.person_id).await?.language;
    let reason = ctx.shop.renderer.top_up_reason(&language);
    let act = adjustment(&request, actor_id, &reason, has_open_checkout);
    adjust::credit(ctx, &act).await?;
    end_cards(ctx, request_id).await?;
    Ok(request)
}

/// Says no. The customer reads why, and may ask again at once.
///
/// # Errors
/// A [`crate::flows::UserError`]: it is over, their own account, or nobody is known by that id.
pub async fn decline(
    ctx: &mut Ctx<'_>,
    (actor_id, request_id): (PersonId, TopUpId),
    (reason, has_open_checkout): (DeclineReason, bool),
) -> Result<TopUp, FlowError> {
    let request = open_request(ctx.tx, request_id).await?;
    adjust::check(ctx, Upon { actor_id, person_id: request.person_id }).await?;
    decide(ctx.tx, &request, (TopUpState::Declined, &reason), actor_id, ctx.now_ms).await?;
    let person_id = request.person_id;
    top_up_rings::forgive(ctx.tx, (person_id, &request.checkout_id)).await?;
    write_down(ctx, (actor_id, &request), &reason).await?;
    let amount = request.amount();
    let notice = CustomerNotice::TopUpDeclined { amount, reason, has_open_checkout };
    notify_customer(ctx, request.person_id, notice).await?;
    end_cards(ctx, request_id).await?;
    Ok(request)
}

async fn write_down(
    ctx: &mut Ctx<'_>,
    (actor_id, request): (PersonId, &TopUp),
    reason: &DeclineReason,
) -> Result<(), FlowError> {
    let subject = format!("person {}", request.person_id);
    let detail = format!("{} {}", request.amount().plain(), ctx.shop.currency);
    let reason = if reason.words().is_empty() { reason.as_str() } else { reason.words() };
    let act = ActName::TopUpDeclined;
    let line = journal::Act { actor_id, act, subject: &subject, detail: &detail, reason };
    Ok(journal::append(ctx.tx, &line, ctx.now_ms).await?)
}

async fn decide(
    tx: &mut Tx,
    request: &TopUp,
    end: (TopUpState, &DeclineReason),
    by: PersonId,
    now_ms: i64,
) -> Result<(), FlowError> {
    if top_ups::decide(tx, request.request_id, end, by, now_ms).await? {
        return Ok(());
    }
    // Another owner was faster; run again, the turn reads who.
    Err(StoreError::Lost(Race::TopUpOpen).into())
}
