//! Refills and cancels that are asked of providers: who may ask, what an answer makes of it, and
//! what the customer is told. Must never move money: whatever a provider says to a request, only
//! the status of the order returns anything.

use crate::clock::{DAY_MS, MINUTE_MS};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::journal::ActName;
use crate::domain::order::request::{
    self, OrderRequestKind, OrderRequestState, RefillWord, RequestReason, RequestRefusal,
    Requestable,
};
use crate::domain::order::{NotPlacedCause, OrderState, ShopReason, poll_interval_ms};
use crate::domain::terms::Terms;
use crate::domain::time::{Millis, Span};
use crate::flows::catalog::providers::{self, Heard};
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::customers::{CustomerNotice, RequestChange};
use crate::notifications::notify::{notify, notify_customer};
use crate::notifications::orders::OrderAlert;
use crate::store::orders::cards::{self, Due};
use crate::store::orders::listing;
use crate::store::orders::requests::{self, NewRequest, OrderRequest, RequestMove};
use crate::store::orders::{self, Order};
use crate::store::portion::Older;
use crate::store::{Race, StoreError, journal};

/// How long a claimed request may take before it counts as abandoned: twice the longest call.
pub const REQUEST_LEASE_MS: i64 = 120_000;
/// A request that was not handled is made again no sooner.
const AGAIN_AFTER: Millis = Millis(MINUTE_MS);

/// Orders that may be asked about at once.
pub const ORDERS_MAX: usize = 50;
/// An active order that has not changed for so long is stuck.
pub const STUCK_AFTER_MS: i64 = 30 * DAY_MS;

/// What came of asking, as far as it says what to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<'a> {
    /// The provider has taken it, under this number; empty for none.
    Taken(&'a str),
    /// It refuses.
    Refused,
    /// It has not handled it; to be asked again no sooner than in so long.
    NotSent(NotPlacedCause, Millis),
    /// It may have taken it.
    Unclear,
}

/// What may be asked about an order by what was shown when it was sold.
#[must_use]
pub fn requestable(order: &Order, kind: OrderRequestKind) -> Requestable {
    let terms = Terms::from_text(&order.terms);
    let offers = |terms: &Terms| match kind {
        OrderRequestKind::Refill => terms.has_refill,
        OrderRequestKind::Cancel => terms.has_cancel,
    };
    Requestable {
        state: order.state,
        is_offered: terms.as_ref().is_some_and(offers),
        is_placed: !order.provider_order_id.is_empty(),
        has_returns: order.returned.is_positive(),
    }
}

/// Asks about the person's own order.
///
/// # Errors
/// [`UserError::OrderNotFound`] for somebody else's, [`UserError::RequestRefused`] with the reason.
pub async fn ask_own(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    (order_id, kind): (OrderId, OrderRequestKind),
) -> Result<(), FlowError> {
    let order = orders::find(ctx.tx, order_id).await?;
    let order = order.filter(|order| order.person_id == person_id);
    let order = order.ok_or(UserError::OrderNotFound)?;
    let asked = ask(ctx, person_id, (&[order], kind)).await?;
    match asked.first() {
        Some((_, Err(refusal))) => Err(UserError::RequestRefused(kind, *refusal).into()),
        _ => Ok(()),
    }
}

/// Asks about several orders, at most a hundred; says of each whether it is asked about now.
pub async fn ask(
    ctx: &mut Ctx<'_>,
    asked_by: PersonId,
    (asked_about, kind): (&[Order], OrderRequestKind),
) -> Result<Vec<(OrderId, Result<(), RequestRefusal>)>, FlowError> {
    let checked = check(ctx, (asked_about, kind)).await?;
    let allowed = |order_id: OrderId| {
        checked.iter().any(|(checked_id, outcome)| *checked_id == order_id && outcome.is_ok())
    };
    let new: Vec<NewRequest<'_>> = asked_about
        .iter()
        .filter(|order| allowed(order.order_id))
        .map(|order| NewRequest {
            order_id: order.order_id,
            provider: &order.provider,
            provider_order_id: &order.provider_order_id,
            kind,
            asked_by,
        })
        .collect();
    let kept = requests::insert(ctx.tx, &new, ctx.now_ms).await?;
    let really = |(order_id, outcome): (OrderId, Result<(), RequestRefusal>)| match outcome {
        // Somebody else was first.
        Ok(()) if !kept.contains(&order_id) => (order_id, Err(RequestRefusal::Open)),
        outcome => (order_id, outcome),
    };
    Ok(checked.into_iter().map(really).collect())
}

/// What may be asked about an order now.
pub async fn may_ask(
    ctx: &mut Ctx<'_>,
    order: &[Order; 1],
) -> Result<Vec<OrderRequestKind>, FlowError> {
    let mut may = Vec::new();
    for kind in [OrderRequestKind::Refill, OrderRequestKind::Cancel] {
        let outcomes = check(ctx, (order, kind)).await?;
        may.extend(outcomes.iter().all(|(_, outcome)| outcome.is_ok()).then_some(kind));
    }
    Ok(may)
}

/// Asks about orders of anybody, for an owner; returns about how many.
///
/// # Errors
/// [`UserError::RequestRefused`] where none can be asked about.
pub async fn ask_as_owner(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (order_ids, kind): (&[OrderId], OrderRequestKind),
) -> Result<usize, FlowError> {
    let about = listing::find_each(ctx.tx, order_ids).await?;
    let outcomes = ask(ctx, actor_id, (&about, kind)).await?;
    let asked: Vec<OrderId> =
        outcomes.iter().filter(|(_, outcome)| outcome.is_ok()).map(|(id, _)| *id).collect();
    if asked.is_empty() {
        let refusal = outcomes.iter().find_map(|(_, outcome)| outcome.err());
        let refusal = refusal.unwrap_or(RequestRefusal::NotNow);
        return Err(UserError::RequestRefused(kind, refusal).into());
    }
    let named: Vec<String> = asked.iter().map(|order_id| format!("#{order_id}")).collect();
    let (subject, detail) = (kind.into_str(), named.join(" "));
    let act = ActName::ProviderAsked;
    let line = journal::Act { actor_id, act, subject, detail: &detail, reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    Ok(asked.len())
}

/// The orders that have not changed for a month, at most [`ORDERS_MAX`].
pub async fn stuck(ctx: &mut Ctx<'_>) -> Result<Vec<OrderId>, FlowError> {
    let than_ms = ctx.shop.ago_ms(ctx.now_ms, Millis(STUCK_AFTER_MS));
    let limit = i64::try_from(ORDERS_MAX).unwrap_or(i64::MAX);
    Ok(listing::list_unchanged(ctx.tx, Older { than_ms, limit }).await?)
}

/// Whether each of these orders, at most a hundred, may be asked about now.
pub async fn check(
    ctx: &mut Ctx<'_>,
    (asked_about, kind): (&[Order], OrderRequestKind),
) -> Result<Vec<(OrderId, Result<(), RequestRefusal>)>, FlowError> {
    let order_ids: Vec<OrderId> = asked_about.iter().map(|order| order.order_id).collect();
    let earlier = requests::earlier(ctx.tx, &order_ids, kind).await?;
    let of = |order: &Order| {
        let earlier = earlier.get(&order.order_id).copied().unwrap_or_default();
        let outcome = request::check(kind, requestable(order, kind), earlier, ctx.now_ms);
        (order.order_id, outcome)
    };
    Ok(asked_about.iter().map(of).collect())
}

/// Writes down what a call came to.
///
/// # Errors
/// [`StoreError::Lost`] when the request was decided meanwhile.
pub async fn hear(
    ctx: &mut Ctx<'_>,
    request: &OrderRequest,
    asked: Asked<'_>,
) -> Result<(), FlowError> {
    match (asked, request.kind) {
        (Asked::Taken(number), kind) => accept(ctx, request, (kind, number)).await,
        (Asked::Refused, _) => end_rejected(ctx, request, RequestReason::Refused).await,
        (Asked::NotSent(cause, wait), _) => put_back(ctx, request, (cause, wait)).await,
        // It counts as asked: what came of it the order's status tells.
        (Asked::Unclear, OrderRequestKind::Cancel) => {
            accept(ctx, request, (OrderRequestKind::Cancel, "")).await
        }
        (Asked::Unclear, OrderRequestKind::Refill) => {
            end_unclear(ctx, request, RequestReason::NoAnswer).await
        }
    }
}

async fn accept(
    ctx: &mut Ctx<'_>,
    request: &OrderRequest,
    (kind, number): (OrderRequestKind, &str),
) -> Result<(), FlowError> {
    let is_followed = kind == OrderRequestKind::Refill && !number.is_empty();
    let since_taken = Span { from_ms: ctx.now_ms, until_ms: ctx.now_ms };
    let next_poll_ms = if is_followed { next_poll_ms(since_taken) } else { 0 };
    let (to, provider_request_id) = (OrderRequestState::Accepted, number);
    let step = RequestMove { to, reason: None, provider_request_id, next_poll_ms };
    requests::mark_moved(ctx.tx, request, step, ctx.now_ms).await?;
    if kind == OrderRequestKind::Cancel {
        // What comes of it is to be seen soon.
        orders::polling::move_poll(ctx.tx, &[request.order_id], ctx.now_ms).await?;
    }
    Ok(())
}

async fn put_back(
    ctx: &mut Ctx<'_>,
    request: &OrderRequest,
    (cause, wait): (NotPlacedCause, Millis),
) -> Result<(), FlowError> {
    let heard = Heard::of_refusal(cause);
    if matches!(heard, Heard::Shut(_)) {
        providers::hear(ctx, (&request.provider, None), heard).await?;
    }
    if request.asked_ms < ctx.shop.ago_ms(ctx.now_ms, Millis(DAY_MS)) {
        return end_rejected(ctx, request, RequestReason::NotSent).await;
    }
    let wait = Span::lasting(ctx.now_ms, wait.max(AGAIN_AFTER));
    Ok(requests::put_back(ctx.tx, request, wait).await?)
}

/// Nobody knows what became of a call whose process has died.
///
/// # Errors
/// [`StoreError::Lost`] when the request was decided meanwhile.
pub async fn interrupt(ctx: &mut Ctx<'_>, request: &OrderRequest) -> Result<(), FlowError> {
    match request.kind {
        OrderRequestKind::Cancel => accept(ctx, request, (request.kind, "")).await,
        OrderRequestKind::Refill => end_unclear(ctx, request, RequestReason::Interrupted).await,
    }
}

/// Hears what a provider says of a refill that it has taken; `false` for no news.
///
/// # Errors
/// [`StoreError::Lost`] when the request was decided meanwhile.
pub async fn hear_refill(
    ctx: &mut Ctx<'_>,
    request: &OrderRequest,
    word: RefillWord,
) -> Result<bool, FlowError> {
    match word {
        RefillWord::Open | RefillWord::Unknown => return Ok(false),
        RefillWord::Done => {
            let step = RequestMove::end(OrderRequestState::Done, None);
            requests::mark_moved(ctx.tx, request, step, ctx.now_ms).await?;
            tell(ctx, request, (OrderRequestState::Done, None)).await?;
        }
        RefillWord::Rejected => {
            end_rejected(ctx, request, RequestReason::RejectedLater).await?;
        }
        RefillWord::NotFound => end_unclear(ctx, request, RequestReason::NotFound).await?,
    }
    Ok(true)
}

/// When to ask about a refill again that was taken at the beginning of a time which ends now.
#[must_use]
pub fn next_poll_ms(since_taken: Span) -> i64 {
    let Span { from_ms, until_ms } = since_taken;
    until_ms.saturating_add(poll_interval_ms(until_ms.saturating_sub(from_ms)))
}

/// Ends what a provider took and nothing came of: a cancel after which the order goes on, a refill
/// of which it tells nothing.
///
/// # Errors
/// [`StoreError::Lost`] when the request was decided meanwhile.
pub async fn give_up(ctx: &mut Ctx<'_>, request: &OrderRequest) -> Result<(), FlowError> {
    match request.kind {
        OrderRequestKind::Cancel => end_rejected(ctx, request, RequestReason::Ignored).await,
        OrderRequestKind::Refill => end_unclear(ctx, request, RequestReason::NoNumber).await,
    }
}

/// The end of an order is the answer to an open cancel, which is told with the order.
pub async fn end_cancel(ctx: &mut Ctx<'_>, order: &Order, to: OrderState) -> Result<(), FlowError> {
    // Nothing was ever asked about an order without a number.
    if order.provider_order_id.is_empty() {
        return Ok(());
    }
    let kind = OrderRequestKind::Cancel;
    let Some(open) = requests::find_open(ctx.tx, order.order_id, kind).await? else {
        return Ok(());
    };
    let (state, reason) = match (open.state, request::cancel_after(to)) {
        (OrderRequestState::Queued, _) | (_, None) => {
            (OrderRequestState::Rejected, Some(RequestReason::OrderOver))
        }
        (_, Some(end)) => end,
    };
    match requests::mark_moved(ctx.tx, &open, RequestMove::end(state, reason), ctx.now_ms).await {
        Ok(()) | Err(StoreError::Lost(Race::OrderRequest)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

async fn end_rejected(
    ctx: &mut Ctx<'_>,
    request: &OrderRequest,
    reason: RequestReason,
) -> Result<(), FlowError> {
    let end = (OrderRequestState::Rejected, Some(reason));
    requests::mark_moved(ctx.tx, request, RequestMove::end(end.0, end.1), ctx.now_ms).await?;
    tell(ctx, request, end).await
}

async fn end_unclear(
    ctx: &mut Ctx<'_>,
    request: &OrderRequest,
    reason: RequestReason,
) -> Result<(), FlowError> {
    let end = (OrderRequestState::Unclear, Some(reason));
    requests::mark_moved(ctx.tx, request, RequestMove::end(end.0, end.1), ctx.now_ms).await?;
    tell(ctx, request, end).await?;
    let (order_id, reason) = (request.order_id, ShopReason::RefillUnclear.into());
    Ok(notify(ctx, OrderAlert::Attention { order_id, reason }).await?)
}

async fn tell(
    ctx: &mut Ctx<'_>,
    request: &OrderRequest,
    (state, reason): (OrderRequestState, Option<RequestReason>),
) -> Result<(), FlowError> {
    let (order_id, person_id) = (request.order_id, request.person_id);
    cards::mark(ctx.tx, &[Due { order_id, person_id, is_start: false }], ctx.now_ms).await?;
    let change = RequestChange { order_id, kind: request.kind, state, reason };
    Ok(notify_customer(ctx, request.person_id, CustomerNotice::OrderRequest(change)).await?)
}
