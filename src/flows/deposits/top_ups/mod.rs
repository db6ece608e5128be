//! The request for the money that an order lacks: asked, shown to the owners in their private
//! chats, and given or declined once. A person has one open request, that of the present sum.

mod cards;
mod decisions;

pub use decisions::{decline, give};

use crate::clock::MINUTE_MS;
use crate::domain::ids::{CheckoutId, OrderId, PersonId, TopUpId};
use crate::domain::ledger::Wallet;
use crate::domain::money::Money;
use crate::domain::pricing::as_sum_to_add;
use crate::domain::time::Span;
use crate::domain::top_up::{DeclineReason, TopUpState};
use crate::flows::deposits::top_ups::cards::{end_cards, show_anew, show_first, show_over};
use crate::flows::tokens::random_token;
use crate::flows::wallet::adjust::{self, Adjustment, Direction};
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::cards::TopUpGrant;
use crate::notifications::notify::who;
use crate::store::top_ups::{self, NewTopUp, Successor, TopUp};
use crate::store::{Race, StoreError, Tx, orders, postings, top_up_rings};

/// The owners' phones ring for one checkout this often at the most.
const RING_EVERY_MS: i64 = 10 * MINUTE_MS;
/// And for so many checkouts of one person within that time.
const RINGS_MAX: i64 = 4;

/// What a customer asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopUpAsk<'a> {
    /// Who asks.
    pub person_id: PersonId,
    /// The quote that cannot be paid.
    pub checkout_id: &'a CheckoutId,
    /// What it is for.
    pub service: &'a str,
    /// What is missing.
    pub amount: Money,
}

/// What became of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The owners are told.
    Notified,
    /// The same was asked for a moment ago.
    Already,
    /// The person has asked too often for now.
    TooOften,
}

/// What has to come in before so much can be paid, in whole cents: a debt is paid first.
#[must_use]
pub fn missing(price: Money, wallet: &Wallet) -> Option<Money> {
    let needed = price.checked_add(wallet.owed)?;
    let missing = needed.checked_sub(wallet.spendable()?).filter(|missing| missing.is_positive());
    missing.map(as_sum_to_add)
}

/// Asks the owners for what an order lacks. An open request of the person is replaced: the owners
/// see the present sum only.
pub async fn ask(ctx: &mut Ctx<'_>, ask: TopUpAsk<'_>) -> Result<Asked, FlowError> {
    let latest = top_ups::latest(ctx.tx, ask.person_id).await?;
    let open = latest.filter(|request| request.state() == TopUpState::Open);
    let is_same = open
        .as_ref()
        .is_some_and(|open| open.checkout_id == *ask.checkout_id && open.amount() == ask.amount);
    let rings = take_ring(ctx.tx, ask, ctx.now_ms).await?;
    if is_same && !rings {
        return Ok(Asked::Already);
    }
    if open.is_none() && !rings {
        return Ok(Asked::TooOften);
    }
    if let Some(open) = open.as_ref().filter(|_| is_same) {
        // The phones ring once more for the same request.
        let by = who(ctx.tx, PersonId::NONE).await?;
        let over = (TopUpState::Superseded, by, DeclineReason::Unexplained);
        show_over(ctx, (open, over)).await?;
        top_ups::remove_cards(ctx.tx, open.request_id).await?;
        show_first(ctx, open).await?;
        return Ok(Asked::Notified);
    }
    if let Some(open) = &open {
        let end = (TopUpState::Superseded, &DeclineReason::Unexplained);
        if !top_ups::decide(ctx.tx, open.request_id, end, PersonId::NONE, ctx.now_ms).await? {
            return Err(StoreError::Lost(Race::TopUpOpen).into());
        }
    }
    let request = insert(ctx.tx, ask, ctx.now_ms).await?;
    match open {
        Some(open) if !rings => {
            let step = Successor { of: open.request_id, by: request.request_id };
            top_ups::move_cards(ctx.tx, step).await?;
            show_anew(ctx, &request).await?;
        }
        open => {
            if let Some(open) = open {
                end_cards(ctx, open.request_id).await?;
            }
            show_first(ctx, &request).await?;
        }
    }
    Ok(Asked::Notified)
}

async fn insert(tx: &mut Tx, ask: TopUpAsk<'_>, now_ms: i64) -> Result<TopUp, FlowError> {
    let cause = format!("topup/{}", random_token());
    let new = NewTopUp {
        person_id: ask.person_id,
        checkout_id: ask.checkout_id,
        service: ask.service,
        amount: ask.amount,
        cause: &cause,
    };
    let request_id = top_ups::insert(tx, new, now_ms).await?;
    find(tx, request_id).await
}

/// Once for a checkout, and few times in all: each is a message to every owner.
async fn take_ring(tx: &mut Tx, ask: TopUpAsk<'_>, now_ms: i64) -> Result<bool, FlowError> {
    let times = Span { from_ms: now_ms.saturating_sub(RING_EVERY_MS), until_ms: now_ms };
    Ok(top_up_rings::ring(tx, (ask.person_id, ask.checkout_id), RINGS_MAX, times).await?)
}

/// A request that must be there.
async fn find(tx: &mut Tx, request_id: TopUpId) -> Result<TopUp, FlowError> {
    let request = top_ups::find(tx, request_id).await?;
    request.ok_or_else(|| UserError::TopUpGone.into())
}

/// A request that waits for a decision.
///
/// # Errors
/// [`UserError::TopUpOver`] with how it ended.
pub async fn open_request(tx: &mut Tx, request_id: TopUpId) -> Result<TopUp, FlowError> {
    let request = find(tx, request_id).await?;
    match request.state() {
        TopUpState::Open => Ok(request),
        state => Err(UserError::TopUpOver { state, by: request.decided_by }.into()),
    }
}

/// What an owner would confirm now; `was` is what they were shown before.
///
/// # Errors
/// Why it cannot be given.
pub async fn preview(
    ctx: &mut Ctx<'_>,
    (actor_id, gift): (PersonId, &TopUpGrant),
) -> Result<(TopUp, (Wallet, Wallet)), FlowError> {
    let request = open_request(ctx.tx, gift.request).await?;
    let act = adjustment(&request, actor_id, "", false);
    let wallets = adjust::preview(ctx, &act, Direction::Give).await?;
    Ok((request, wallets))
}

/// The same gift as it stands now, where the customer's balance is another than was shown: money
/// came or went meanwhile, and that is to be seen before it is given.
pub async fn reconsidered(tx: &mut Tx, gift: &TopUpGrant) -> Result<Option<TopUpGrant>, FlowError> {
    let request = top_ups::find(tx, gift.request).await?;
    if request.is_none_or(|request| request.state() != TopUpState::Open) {
        return Ok(None);
    }
    let available = postings::wallet(tx, gift.person).await?.available;
    if available == gift.available {
        return Ok(None);
    }
    Ok(Some(TopUpGrant { available, was: Some(gift.available), ..gift.clone() }))
}

/// The order that the request was for, if it was placed without it.
pub async fn placed_meanwhile(tx: &mut Tx, request: &TopUp) -> Result<Option<OrderId>, FlowError> {
    let order = orders::find_by_checkout(tx, &request.checkout_id).await?;
    Ok(order.map(|order| order.order_id))
}

fn adjustment<'a>(
    request: &'a TopUp,
    actor_id: PersonId,
    reason: &'a str,
    has_open_checkout: bool,
) -> Adjustment<'a> {
    Adjustment {
        actor_id,
        person_id: request.person_id,
        amount: request.amount(),
        reason,
        cause: &request.cause,
        has_open_checkout,
    }
}
