//! The request for the money that an order lacks: asked, shown to the owners in their private
//! chats, and given or declined once. A person has one open request, that of the present sum.

use serde::{Deserialize, Serialize};

use super::adjust::{self, Adjustment, CONFIRM_LIFETIME_MS, Direction};
use super::notice::{Who, who};
use super::recipient::{ear_of, push_shown};
use super::{CustomerNotice, FlowError, Shop, UserError, tell};
use crate::clock::MINUTE_MS;
use crate::domain::ledger::Wallet;
use crate::domain::money::Money;
use crate::domain::top_up::{DeclineReason, TopUpState};
use crate::store::top_ups::{self, NewTopUp, TopUp};
use crate::store::{Tx, alerts, journal, ledger, nonces, orders, screens};

/// The owners' phones ring for one checkout this often at the most.
const RING_EVERY_MS: i64 = 10 * MINUTE_MS;
/// And for so many checkouts of one person within that time.
const RINGS_MAX: i64 = 4;

/// What a customer asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask<'a> {
    /// Who asks.
    pub person_id: i64,
    /// The quote that cannot be paid.
    pub checkout_id: &'a str,
    /// What it is for.
    pub service: &'a str,
    /// What is missing.
    pub amount: Money,
}

/// What became of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The owners are told.
    Told,
    /// The same was asked for a moment ago.
    Already,
    /// The person has asked too often for now.
    TooOften,
}

/// A request as it is shown for confirming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gift {
    /// The request.
    pub request: i64,
    /// The customer.
    pub person: i64,
    /// How much.
    pub amount: Money,
    /// What the customer could spend when it was shown.
    pub available: Money,
    /// What an earlier card showed in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Money>,
}

/// A request as an owner reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopUpCard {
    /// The request.
    pub request_id: i64,
    /// The customer.
    pub person: Who,
    /// How much.
    pub amount: Money,
    /// What the order is for.
    pub service: String,
    /// What may be done, or what was done.
    pub end: CardEnd,
}

/// How a card ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardEnd {
    /// The wallet before and after, and the nonce of the button that gives it.
    Open {
        /// Before and after.
        wallets: (Wallet, Wallet),
        /// 128 bits in hex.
        nonce: String,
    },
    /// It is over.
    Over {
        /// How it ended.
        state: TopUpState,
        /// Who decided; nobody where the customer asked anew.
        by: Who,
        /// Why it was declined.
        reason: DeclineReason,
    },
}

/// Asks the owners for what an order lacks. An open request of the person is replaced: the owners
/// see the present sum only.
///
/// # Errors
/// When the database fails.
pub async fn ask(tx: &mut Tx, shop: &Shop, ask: Ask<'_>, now_ms: i64) -> Result<Asked, FlowError> {
    let latest = top_ups::latest(tx, ask.person_id).await?;
    let open = latest.filter(|request| request.state() == TopUpState::Open);
    let is_same = open
        .as_ref()
        .is_some_and(|open| open.checkout_id == ask.checkout_id && open.amount() == ask.amount);
    let rings = may_ring(tx, ask, now_ms).await?;
    if is_same && !rings {
        return Ok(Asked::Already);
    }
    if open.is_none() && !rings {
        return Ok(Asked::TooOften);
    }
    if let Some(open) = open.as_ref().filter(|_| is_same) {
        // The phones ring once more for the same request.
        let by = who(tx, 0).await?;
        let over = (TopUpState::Superseded, by, DeclineReason::Untold);
        show_over(tx, shop, (open, over), now_ms).await?;
        top_ups::remove_cards(tx, open.request_id).await?;
        show_first(tx, shop, open, now_ms).await?;
        return Ok(Asked::Told);
    }
    if let Some(open) = &open {
        let end = (TopUpState::Superseded, &DeclineReason::Untold);
        if !top_ups::decide(tx, open.request_id, end, 0, now_ms).await? {
            return Err(crate::store::StoreError::Lost("top-up: open").into());
        }
    }
    let request = insert(tx, ask, now_ms).await?;
    match open {
        Some(open) if !rings => {
            top_ups::move_cards(tx, open.request_id, request.request_id).await?;
            show_anew(tx, shop, &request, now_ms).await?;
        }
        open => {
            if let Some(open) = open {
                end_cards(tx, shop, open.request_id, now_ms).await?;
            }
            show_first(tx, shop, &request, now_ms).await?;
        }
    }
    Ok(Asked::Told)
}

async fn insert(tx: &mut Tx, ask: Ask<'_>, now_ms: i64) -> Result<TopUp, FlowError> {
    let cause = format!("topup/{:032x}", rand::random::<u128>());
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
async fn may_ring(tx: &mut Tx, ask: Ask<'_>, now_ms: i64) -> Result<bool, FlowError> {
    let key = checkout_key(ask.person_id, ask.checkout_id);
    if !alerts::should_tell(tx, &key, now_ms, RING_EVERY_MS).await? {
        return Ok(false);
    }
    for place in 0..RINGS_MAX {
        let key = place_key(ask.person_id, place);
        if alerts::should_tell(tx, &key, now_ms, RING_EVERY_MS).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn checkout_key(person_id: i64, checkout_id: &str) -> String {
    format!("topup:{person_id}:{checkout_id}")
}

fn place_key(person_id: i64, place: i64) -> String {
    format!("topup:{person_id}:{place}")
}

/// A request that must be there.
async fn find(tx: &mut Tx, request_id: i64) -> Result<TopUp, FlowError> {
    let request = top_ups::find(tx, request_id).await?;
    request.ok_or_else(|| UserError::TopUpGone.into())
}

/// A request that waits for a decision.
///
/// # Errors
/// [`UserError::TopUpOver`] with how it ended.
pub async fn open_request(tx: &mut Tx, request_id: i64) -> Result<TopUp, FlowError> {
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
    tx: &mut Tx,
    shop: &Shop,
    (actor_id, gift): (i64, &Gift),
) -> Result<(TopUp, (Wallet, Wallet)), FlowError> {
    let request = open_request(tx, gift.request).await?;
    let act = adjustment(&request, actor_id, "", false);
    let wallets = adjust::preview(tx, shop, &act, Direction::Give).await?;
    Ok((request, wallets))
}

/// The same gift as it stands now, where the customer's balance is another than was shown: money
/// came or went meanwhile, and that is to be seen before it is given.
///
/// # Errors
/// When the database fails.
pub async fn reconsidered(tx: &mut Tx, gift: &Gift) -> Result<Option<Gift>, FlowError> {
    let request = top_ups::find(tx, gift.request).await?;
    if request.is_none_or(|request| request.state() != TopUpState::Open) {
        return Ok(None);
    }
    let available = ledger::wallet(tx, gift.person).await?.available;
    if available == gift.available {
        return Ok(None);
    }
    Ok(Some(Gift { available, was: Some(gift.available), ..gift.clone() }))
}

/// The order that the request was for, if it was placed without it.
///
/// # Errors
/// When the database fails.
pub async fn placed_meanwhile(tx: &mut Tx, request: &TopUp) -> Result<Option<i64>, FlowError> {
    let order = orders::find_by_checkout(tx, &request.checkout_id).await?;
    Ok(order.map(|order| order.order_id))
}

fn adjustment<'a>(
    request: &'a TopUp,
    actor_id: i64,
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

/// Gives what was asked for, once, whoever confirms it.
///
/// # Errors
/// [`UserError::TopUpOver`], [`UserError::OwnAccount`], [`UserError::PersonNotFound`].
pub async fn give(
    tx: &mut Tx,
    shop: &Shop,
    (actor_id, request_id): (i64, i64),
    has_open_checkout: bool,
    now_ms: i64,
) -> Result<TopUp, FlowError> {
    let request = open_request(tx, request_id).await?;
    adjust::check(tx, shop, actor_id, request.person_id).await?;
    decide(tx, &request, (TopUpState::Given, &DeclineReason::Untold), actor_id, now_ms).await?;
    // The customer reads it in their statement.
    let language = ear_of(tx, request.person_id).await?.language;
    let reason = shop.voice.top_up_reason(&language);
    let act = adjustment(&request, actor_id, &reason, has_open_checkout);
    adjust::credit(tx, shop, &act, now_ms).await?;
    end_cards(tx, shop, request_id, now_ms).await?;
    Ok(request)
}

/// Says no. The customer reads why, and may ask again at once.
///
/// # Errors
/// [`UserError::TopUpOver`], [`UserError::OwnAccount`], [`UserError::PersonNotFound`].
pub async fn decline(
    tx: &mut Tx,
    shop: &Shop,
    (actor_id, request_id): (i64, i64),
    (reason, has_open_checkout): (DeclineReason, bool),
    now_ms: i64,
) -> Result<TopUp, FlowError> {
    let request = open_request(tx, request_id).await?;
    adjust::check(tx, shop, actor_id, request.person_id).await?;
    decide(tx, &request, (TopUpState::Declined, &reason), actor_id, now_ms).await?;
    alerts::clear(tx, &checkout_key(request.person_id, &request.checkout_id)).await?;
    for place in 0..RINGS_MAX {
        alerts::clear(tx, &place_key(request.person_id, place)).await?;
    }
    write_down(tx, shop, (actor_id, &request), &reason, now_ms).await?;
    let amount = request.amount();
    let notice = CustomerNotice::TopUpDeclined { amount, reason, has_open_checkout };
    tell(tx, shop, request.person_id, &notice, now_ms).await?;
    end_cards(tx, shop, request_id, now_ms).await?;
    Ok(request)
}

async fn write_down(
    tx: &mut Tx,
    shop: &Shop,
    (actor_id, request): (i64, &TopUp),
    reason: &DeclineReason,
    now_ms: i64,
) -> Result<(), FlowError> {
    let subject = format!("person {}", request.person_id);
    let detail = format!("{} {}", request.amount().plain(), shop.currency);
    let reason = if reason.words().is_empty() { reason.as_str() } else { reason.words() };
    let act = "top_up_declined";
    let line = journal::Act { actor_id, act, subject: &subject, detail: &detail, reason };
    Ok(journal::append(tx, &line, now_ms).await?)
}

async fn decide(
    tx: &mut Tx,
    request: &TopUp,
    end: (TopUpState, &DeclineReason),
    by: i64,
    now_ms: i64,
) -> Result<(), FlowError> {
    if top_ups::decide(tx, request.request_id, end, by, now_ms).await? {
        return Ok(());
    }
    // Another owner was faster; run again, the turn reads who.
    Err(crate::store::StoreError::Lost("top-up: open").into())
}

/// A message of its own to every owner who may give it.
async fn show_first(
    tx: &mut Tx,
    shop: &Shop,
    request: &TopUp,
    now_ms: i64,
) -> Result<(), FlowError> {
    for admin_id in shop.admins() {
        let Some(card) = open_card(tx, shop, (request, admin_id), now_ms).await? else { continue };
        let screen_id = screens::insert(tx, admin_id, now_ms).await?;
        top_ups::insert_card(tx, request.request_id, (admin_id, screen_id)).await?;
        show(tx, shop, ("sendMessage", admin_id, screen_id), &card, now_ms).await?;
    }
    Ok(())
}

/// The messages of an earlier request show this one.
async fn show_anew(
    tx: &mut Tx,
    shop: &Shop,
    request: &TopUp,
    now_ms: i64,
) -> Result<(), FlowError> {
    for (admin_id, screen_id) in top_ups::list_cards(tx, request.request_id).await? {
        if !shop.is_admin(admin_id) {
            continue;
        }
        if let Some(card) = open_card(tx, shop, (request, admin_id), now_ms).await? {
            show(tx, shop, ("editMessageText", admin_id, screen_id), &card, now_ms).await?;
        }
    }
    Ok(())
}

/// The card with its button for one owner; `None` for whoever may not give it.
async fn open_card(
    tx: &mut Tx,
    shop: &Shop,
    (request, admin_id): (&TopUp, i64),
    now_ms: i64,
) -> Result<Option<TopUpCard>, FlowError> {
    let act = adjustment(request, admin_id, "", false);
    let wallets = match adjust::preview(tx, shop, &act, Direction::Give).await {
        Ok(wallets) => wallets,
        // Their own account: another owner has to give it.
        Err(FlowError::User(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let gift = Gift {
        request: request.request_id,
        person: request.person_id,
        amount: request.amount(),
        available: wallets.0.available,
        was: None,
    };
    let nonce = format!("{:032x}", rand::random::<u128>());
    let act = shop.voice.top_up_act(&gift);
    nonces::insert(tx, &nonce, admin_id, &act, now_ms, CONFIRM_LIFETIME_MS).await?;
    Ok(Some(card(tx, request, CardEnd::Open { wallets, nonce }).await?))
}

async fn card(tx: &mut Tx, request: &TopUp, end: CardEnd) -> Result<TopUpCard, FlowError> {
    Ok(TopUpCard {
        request_id: request.request_id,
        person: who(tx, request.person_id).await?,
        amount: request.amount(),
        service: request.service.clone(),
        end,
    })
}

/// Every owner's message says how the request ended, and loses its buttons.
async fn end_cards(
    tx: &mut Tx,
    shop: &Shop,
    request_id: i64,
    now_ms: i64,
) -> Result<(), FlowError> {
    let request = find(tx, request_id).await?;
    let by = who(tx, request.decided_by).await?;
    let over = (request.state(), by, request.reason());
    show_over(tx, shop, (&request, over), now_ms).await
}

async fn show_over(
    tx: &mut Tx,
    shop: &Shop,
    (request, (state, by, reason)): (&TopUp, (TopUpState, Who, DeclineReason)),
    now_ms: i64,
) -> Result<(), FlowError> {
    let card = card(tx, request, CardEnd::Over { state, by, reason }).await?;
    for (admin_id, screen_id) in top_ups::list_cards(tx, request.request_id).await? {
        if shop.is_admin(admin_id) {
            show(tx, shop, ("editMessageText", admin_id, screen_id), &card, now_ms).await?;
        }
    }
    Ok(())
}

async fn show(
    tx: &mut Tx,
    shop: &Shop,
    (method, admin_id, screen_id): (&'static str, i64, i64),
    card: &TopUpCard,
    now_ms: i64,
) -> Result<(), FlowError> {
    let ear = ear_of(tx, admin_id).await?;
    let payload = shop.voice.top_up_card(admin_id, &ear.language, card);
    push_shown(tx, (admin_id, &ear), (method, screen_id), payload, now_ms).await
}
