//! The life of an order between the queue and its acceptance: claimed first, then sent once by a
//! worker, then recorded. An unknown outcome goes to review and is never sent again by itself.

use secrecy::SecretString;

use super::retries::Refusal;
use super::returns::{Returned, Why, change_of, close_order};
use super::told;
use super::{answers, failover};
use crate::domain::catalog::Presence;
use crate::domain::fields::Field;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::inputs::{Entries, Inputs};
use crate::domain::ledger::{self, EntryKind};
use crate::domain::money::Money;
use crate::domain::number::parse_decimal;
use crate::domain::order::{
    NotPlacedCause, OrderState, Reason, RejectReason, ReviewKind, ShopReason,
};
use crate::domain::pricing::Pricing;
use crate::domain::provider::ProviderFault;
use crate::domain::time::{Millis, Span};
use crate::flows::catalog::providers::{Gate, Heard, funds};
use crate::flows::catalog::{providers, sources};
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::orders::OrderAlert;
use crate::notifications::providers::ProviderAlert;

use crate::store::catalog::Offer;
use crate::store::orders::Order;
use crate::store::postings::About;
use crate::store::recharges::trials;
use crate::store::{
    Race, StoreError, Tx, catalog, catalog_writes, lists, meta, orders, postings,
    providers::pause_until,
};

/// How long a claimed submission may take before it counts as abandoned: twice the longest call.
pub const SUBMISSION_LEASE_MS: i64 = 120_000;

/// The cause of a review whose submission was cut off by the end of our own process.
const INTERRUPTED: Reason = Reason::Shop(ShopReason::Interrupted);
/// The provider has answered with the id of another order.
const ID_TAKEN: Reason = Reason::Shop(ShopReason::IdTaken);
/// The provider does not know the service.
const SERVICE_GONE: Reason = Reason::Refused(RejectReason::ServiceGone);

/// An order that a worker must send now, once.
#[derive(Debug)]
pub struct Claimed {
    /// The order, in `submitting` with its attempt counted.
    pub order: Order,
    /// What it buys and where.
    pub offer: Offer,
    /// What was entered into the fields of its type; lists with all of their lines.
    pub entered: Vec<(Field, String)>,
    /// What the buyer of a product answered.
    pub answer: Option<SecretString>,
}

/// Claims an order for one submission to `provider`. `None`: somebody was first, it is bought from
/// another one by now, or it would cost more than was paid and was returned with a fresh quote at
/// hand.
pub async fn begin_submission(
    ctx: &mut Ctx<'_>,
    (order_id, provider): (OrderId, &str),
) -> Result<Option<Claimed>, FlowError> {
    let gate = providers::gate_of(ctx.tx, order_id).await?;
    let is_trial = trials::is_of_order(ctx.tx, order_id).await?;
    if matches!(gate, Gate::Closed | Gate::AfterBalance) && !is_trial {
        return Ok(None);
    }
    let request_id = request_id(ctx.tx, order_id).await?;
    let asked = (order_id, provider, request_id.as_str());
    let lease = Span::lasting(ctx.now_ms, Millis(SUBMISSION_LEASE_MS));
    let claimed = orders::submission::claim(ctx.tx, asked, lease).await?;
    let Some(order) = claimed else { return Ok(None) };
    let Some((offer, is_source)) = offer_of(ctx.tx, &order).await? else {
        return Err(StoreError::Unreadable("service of an order").into());
    };
    let offer = as_quoted(offer, &order);
    let inputs = Inputs::from_text(&order.inputs);
    let answer = match &inputs {
        Some(inputs) => answers::of_order(ctx, &inputs.entries).await?,
        None => Ok(None),
    };
    let refused = match cost_now(&offer, &order) {
        None => Some(SERVICE_GONE),
        Some(cost) if cost > order.kept() => Some(ShopReason::PriceRose.into()),
        Some(_) if !is_source || offer.listed_kind.is_some() => Some(SERVICE_GONE),
        // What was entered answers the questions of another type.
        Some(_) if !inputs.as_ref().is_some_and(|inputs| inputs.fits(offer.kind)) => {
            Some(SERVICE_GONE)
        }
        Some(_) if answer.is_err() => Some(RejectReason::TypeField.into()),
        // Some panels would take it, and deliver one part.
        Some(_) if !offer.has_dripfeed && inputs.as_ref().is_some_and(Inputs::is_in_parts) => {
            Some(SERVICE_GONE)
        }
        Some(_) => None,
    };
    let Some(reason) = refused else {
        let entered = match inputs {
            Some(inputs) => entered(ctx.tx, inputs.entries, order.created_ms).await?,
            None => Vec::new(),
        };
        keep_rate(ctx.tx, &order, &offer).await?;
        if let Gate::Trial { by } = gate {
            providers::begin_trial(ctx.tx, &order.provider, by).await?;
        }
        let answer = answer.ok().flatten();
        return Ok(Some(Claimed { order, offer, entered, answer }));
    };
    if order.is_doubted() {
        back_to_review(ctx, &order, reason).await?;
        return Ok(None);
    }
    if failover::move_on(ctx, &order, reason).await? {
        return Ok(None);
    }
    let end = (OrderState::Rejected, order.price);
    close_order(ctx, &order, end, Why::of(reason)).await?;
    Ok(None)
}

/// What an order buys where it is to be bought, and whether that is a source of its service still;
/// where it is not, as the service is bought now.
async fn offer_of(tx: &mut Tx, order: &Order) -> Result<Option<(Offer, bool)>, FlowError> {
    let own = catalog::find_offer_at(tx, order.service_id, order.source_id).await?;
    if let Some(offer) = own {
        return Ok(Some((offer, true)));
    }
    let now = catalog::find_offer(tx, order.service_id).await?;
    Ok(now.map(|offer| (offer, false)))
}

/// An offer at the price that its provider has told for this order, where that is how it is sold.
fn as_quoted(offer: Offer, order: &Order) -> Offer {
    match (offer.pricing, parse_decimal(&order.provider_rate)) {
        (Pricing::Previewed, Some(total)) => offer.at_preview(total),
        _ => offer,
    }
}

/// What the provider lists now is what it will charge: a price that has risen within what was paid
/// is no surprise.
async fn keep_rate(tx: &mut Tx, order: &Order, offer: &Offer) -> Result<(), FlowError> {
    let at_sale = parse_decimal(&order.provider_rate);
    let is_above = at_sale.is_some_and(|rate| offer.dearest.rate > rate);
    let rate = if is_above { offer.dearest.rate.to_string() } else { String::new() };
    if rate != order.sent_rate {
        orders::submission::set_sent_rate(tx, order.order_id, &rate).await?;
    }
    Ok(())
}

/// The texts of the values and of the few lists of an order.
async fn entered(
    tx: &mut Tx,
    mut entries: Entries,
    placed_ms: i64,
) -> Result<Vec<(Field, String)>, FlowError> {
    let last_day = entries.last_day(placed_ms);
    entries.values.extend(last_day.map(|day| (Field::Days, day)));
    let mut entered: Vec<(Field, String)> = entries.values.into_iter().collect();
    for (field, list_id) in entries.lists {
        entered.extend(lists::text(tx, list_id).await?.map(|text| (field, text)));
    }
    Ok(entered)
}

/// What the provider may tell a repeated order by. Numbers of orders begin anew in every database,
/// and two of them may share an account there.
async fn request_id(tx: &mut Tx, order_id: OrderId) -> Result<String, FlowError> {
    let fresh = format!("{:016x}", rand::random::<u64>());
    let mark = meta::find_or_set(tx, meta::key::REQUEST_MARK, &fresh).await?;
    Ok(format!("order-{order_id}-{mark}"))
}

/// What the provider charges: whatever it has changed since the sale, it bills by its terms of now.
pub(super) fn cost_now(offer: &Offer, order: &Order) -> Option<Money> {
    offer.cost(offer.billed(order.quantity).max(order.billed_quantity))
}

/// The provider took the order and named it.
pub async fn accept(
    ctx: &mut Ctx<'_>,
    order: &Order,
    provider_order_id: &str,
) -> Result<(), FlowError> {
    providers::hear(ctx, (&order.provider, None), Heard::Clear).await?;
    if orders::submission::mark_accepted(
        ctx.tx,
        order,
        provider_order_id,
        PersonId::NONE,
        ctx.now_ms,
    )
    .await?
    {
        funds::be_solvent(ctx.tx, &order.provider, ctx.now_ms).await?;
        let change = change_of(order, OrderState::Active, None, Returned::as_before(order));
        return told::tell(ctx, order, change).await;
    }
    accept_late(ctx, order, provider_order_id).await
}

/// An acceptance that cannot be written over its order: the id belongs to another one, or this one
/// was decided meanwhile.
pub(in crate::flows) async fn accept_late(
    ctx: &mut Ctx<'_>,
    order: &Order,
    provider_order_id: &str,
) -> Result<(), FlowError> {
    let now =
        orders::find(ctx.tx, order.order_id).await?.ok_or(StoreError::Lost(Race::OrderGone))?;
    let is_undecided = matches!(now.state, OrderState::Submitting | OrderState::Queued)
        || now.review_kind() == Some(ReviewKind::Submission);
    if now.is_for(ID_TAKEN) && now.seen_id == provider_order_id {
        // Written down by a commit whose success was not heard of.
        return Ok(());
    }
    if is_undecided && now.attempt == order.attempt {
        return to_review(ctx, &now, ID_TAKEN, provider_order_id).await;
    }
    if now.provider_order_id == provider_order_id {
        return Ok(());
    }
    orders::answers::keep(
        ctx.tx,
        order,
        ShopReason::Accepted.into(),
        provider_order_id,
        ctx.now_ms,
    )
    .await?;
    orders::submission::keep_late_id(ctx.tx, order.order_id, provider_order_id).await?;
    let loss = book_loss(ctx.tx, order, provider_order_id, ctx.now_ms).await?;
    let (order_id, provider_order_id) = (order.order_id, provider_order_id.to_owned());
    let was_returned = now.returned.is_positive();
    let notice = OrderAlert::LateAcceptance { order_id, provider_order_id, loss, was_returned };
    Ok(notify(ctx, notice).await?)
}

async fn book_loss(
    tx: &mut Tx,
    order: &Order,
    provider_order_id: &str,
    now_ms: i64,
) -> Result<Money, FlowError> {
    let offer = offer_of(tx, order).await?;
    let cost = offer
        .and_then(|(offer, _)| cost_now(&as_quoted(offer, order), order))
        .unwrap_or(order.price);
    let memo = vec![
        ("order".to_owned(), order.order_id.to_string()),
        ("id".to_owned(), provider_order_id.to_owned()),
    ];
    let entry = ledger::loss(order.order_id, order.attempt, cost)?;
    let entry = entry.described_as(EntryKind::Loss, "memo-loss", memo);
    let about =
        About { person_id: order.person_id, order_id: order.order_id, actor_id: PersonId::NONE };
    postings::post(tx, &entry, about, now_ms).await?;
    Ok(cost)
}

/// Nothing was placed and nothing will be, by the provider's refusal or because the order cannot be
/// sent at all: everything goes back, unless an earlier attempt may have placed it. `heard` is what
/// that says of the provider.
pub async fn reject(
    ctx: &mut Ctx<'_>,
    order: &Order,
    (reason, heard): (impl Into<Reason>, Heard),
) -> Result<(), FlowError> {
    let reason = reason.into();
    providers::hear(ctx, (&order.provider, None), heard).await?;
    if reason == SERVICE_GONE {
        // Nobody else is to order what the provider does not know; the next sync may show it again.
        catalog_writes::hide(ctx.tx, &[order.source_id], Presence::Gone, ctx.now_ms).await?;
        sources::choose(ctx).await?;
        catalog_writes::refresh_visibility(ctx.tx).await?;
    }
    if is_over(ctx.tx, order).await? {
        return hear_late(ctx, order, (reason, "")).await;
    }
    if order.is_doubted() {
        return back_to_review(ctx, order, reason).await;
    }
    if failover::move_on(ctx, order, reason).await? {
        return Ok(());
    }
    let end = (OrderState::Rejected, order.price);
    close_order(ctx, order, end, Why::of(reason)).await?;
    Ok(())
}

/// Whether an attempt has ended already, so that its answer comes too late.
async fn is_over(tx: &mut Tx, order: &Order) -> Result<bool, FlowError> {
    let now = orders::find(tx, order.order_id).await?.ok_or(StoreError::Lost(Race::OrderGone))?;
    Ok(now.attempt != order.attempt || now.state != OrderState::Submitting)
}

/// An earlier attempt may have placed the order, or it was refused too often to believe it: what
/// the last attempt was answered is kept, and a person decides. The money stays held.
///
/// # Errors
/// [`StoreError::Lost`] when this attempt is over already.
pub async fn back_to_review(
    ctx: &mut Ctx<'_>,
    order: &Order,
    answer: Reason,
) -> Result<(), FlowError> {
    let kind = ReviewKind::Submission;
    orders::submission::mark_review(ctx.tx, order, kind, answer, "", ctx.now_ms).await?;
    orders::answers::keep(ctx.tx, order, answer, "", ctx.now_ms).await?;
    notify_review(ctx, order, answer).await?;
    Ok(notify(ctx, OrderAlert::Review { order_id: order.order_id, reason: answer }).await?)
}

/// An answer to an attempt that is over: it moves nothing, and is kept for whoever decides. Owners
/// hear of it once.
async fn hear_late(
    ctx: &mut Ctx<'_>,
    order: &Order,
    (answer, id): (Reason, &str),
) -> Result<(), FlowError> {
    let now =
        orders::find(ctx.tx, order.order_id).await?.ok_or(StoreError::Lost(Race::OrderGone))?;
    // The same answer, written down by a commit whose success was not heard of.
    if now.attempt == order.attempt && now.is_for(answer) && (id.is_empty() || now.seen_id == id) {
        return Ok(());
    }
    if !orders::answers::keep(ctx.tx, order, answer, id, ctx.now_ms).await? {
        return Ok(());
    }
    if !id.is_empty() {
        orders::submission::fill_seen_id(ctx.tx, order.order_id, id).await?;
    }
    let provider_order_id = id.to_owned();
    let notice = OrderAlert::LateAnswer { order_id: order.order_id, answer, provider_order_id };
    Ok(notify(ctx, notice).await?)
}

/// Nothing was placed by this attempt and it may be tried again later: back to the queue, the money
/// stays held. A person decides when an earlier attempt may have placed it, or after too many.
pub async fn requeue(
    ctx: &mut Ctx<'_>,
    order: &Order,
    cause: NotPlacedCause,
    retry_at_ms: i64,
) -> Result<(), FlowError> {
    if is_over(ctx.tx, order).await? {
        return hear_late(ctx, order, (cause.into(), "")).await;
    }
    let refusal = Refusal::of(cause);
    let first = Millis(retry_at_ms.saturating_sub(ctx.now_ms));
    let not_before_ms = match refusal {
        Refusal::Short => funds::run_short(ctx.tx, order, first, ctx.now_ms).await?,
        _ => ctx.now_ms.saturating_add(refusal.wait_ms(order.refusals, first)),
    };
    // What was not sent is still to be sent, as whoever said "send it again" wants it.
    let is_ours = cause == NotPlacedCause::Throttled;
    if (order.is_doubted() && !is_ours) || refusal.is_last(order) {
        back_to_review(ctx, order, cause.into()).await?;
    } else if !failover::move_on(ctx, order, cause.into()).await? {
        let counts = [i64::from(refusal == Refusal::Refused), i64::from(refusal == Refusal::Short)];
        let wait = Span { from_ms: ctx.now_ms, until_ms: not_before_ms };
        orders::submission::mark_requeued(
            ctx.tx,
            order,
            cause.into(),
            (PersonId::NONE, counts),
            wait,
        )
        .await?;
    }
    // A link that is taken says nothing about the provider's other orders, and one connection says
    // little: who sends waits by itself when there are several.
    let is_passing = matches!(cause, NotPlacedCause::DuplicateLink | NotPlacedCause::NoConnection);
    if !is_passing {
        pause_until(ctx.tx, &order.provider, retry_at_ms).await?;
    }
    let said = orders::words::said(ctx.tx, order).await?;
    let heard = Heard::of_refusal(cause);
    providers::hear(ctx, (&order.provider, said.as_ref()), heard).await?;
    if matches!(heard, Heard::Shut(_)) {
        return Ok(());
    }
    let (provider, fault) = (order.provider.clone(), ProviderFault::NotPlaced(cause));
    let notice = ProviderAlert::Provider { provider, fault, said };
    Ok(notify(ctx, notice).await?)
}

/// Nobody knows whether the order was placed: a person decides, the money stays held.
///
/// # Errors
/// [`StoreError::Lost`] when this attempt is over already.
pub async fn to_review(
    ctx: &mut Ctx<'_>,
    order: &Order,
    cause: Reason,
    seen_id: &str,
) -> Result<(), FlowError> {
    // Nothing was heard of an interrupted one: who moved it meanwhile knows more.
    if cause != INTERRUPTED && cause != ID_TAKEN && is_over(ctx.tx, order).await? {
        return hear_late(ctx, order, (cause, seen_id)).await;
    }
    let kind = ReviewKind::Submission;
    orders::submission::mark_review(ctx.tx, order, kind, cause, seen_id, ctx.now_ms).await?;
    if !seen_id.is_empty() || order.is_doubted() {
        orders::answers::keep(ctx.tx, order, cause, seen_id, ctx.now_ms).await?;
    }
    notify_review(ctx, order, cause).await?;
    notify(ctx, OrderAlert::Review { order_id: order.order_id, reason: cause }).await?;
    let said = orders::words::said(ctx.tx, order).await?;
    let heard = if cause == INTERRUPTED { Heard::Nothing } else { Heard::Unclear };
    providers::hear(ctx, (&order.provider, said.as_ref()), heard).await
}

/// Tells the customer that the order is being checked and the money is safe.
pub async fn notify_review(
    ctx: &mut Ctx<'_>,
    order: &Order,
    cause: Reason,
) -> Result<(), FlowError> {
    let change = change_of(order, OrderState::Review, Some(cause), Returned::as_before(order));
    told::tell(ctx, order, change).await
}
