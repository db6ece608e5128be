//! Telegram Stars: an invoice in the chat, the question before it is paid, the payment, and what
//! was given back. Telegram's word counts: what it says was paid is credited, whatever was asked
//! for. Must never credit one charge twice.

use crate::domain::deposit::{
    DepositState, Gateway, RequestState, Reversal, StarRules, Stars, payload, request_of,
};
use crate::domain::ids::{ChatId, DepositRequestId, MessageId, PersonId};
use crate::domain::money::Money;
use crate::flows::deposits::{arrivals, offers};
use crate::flows::orders::refusals::check_ban;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::deposits::StarsInvoice;
use crate::notifications::notice::Reader;
use crate::notifications::recipient::recipient;
use crate::store::deposits::requests::{self, DepositRequest, Offered};
use crate::store::deposits::{self, NewDeposit};
use crate::store::outbox::{self, Lane, Method, Outgoing};
use crate::store::{meta, people};

/// In micro-units.
const CENT: i64 = Money::MICROS_PER_UNIT / 100;

/// A payment as Telegram tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StarPayment<'a> {
    /// Telegram's name of the charge.
    pub charge_id: &'a str,
    /// Ours of the request.
    pub payload: &'a str,
    /// How many.
    pub stars: Stars,
}

/// The sum in whole cents that whole Stars make of the one that was asked for.
///
/// # Errors
/// [`UserError::DepositTooLarge`].
pub(super) fn whole(rules: StarRules, amount: Money) -> Result<Money, FlowError> {
    let worth = rules.stars_for(amount).and_then(|stars| rules.worth(stars));
    let worth = worth.ok_or(UserError::DepositTooLarge { max: rules.max() })?;
    // The sum that was asked for is whole cents, so that it never becomes less than that.
    Ok(Money::from_micros(worth.micros() - worth.micros() % CENT))
}

/// Opens a request, and sends its invoice below the card.
pub(super) async fn send_invoice(
    ctx: &mut Ctx<'_>,
    request: &DepositRequest,
) -> Result<(), FlowError> {
    let Some(stars) = ctx.shop.deposits.stars.and_then(|rules| rules.stars_for(request.amount))
    else {
        return Ok(());
    };
    if request.state == RequestState::Asked {
        let coin_amount = stars.get().to_string();
        let offered = Offered { coin_amount: &coin_amount, ..Offered::default() };
        requests::open(ctx.tx, request.request_id, offered, ctx.now_ms).await?;
    }
    let tag = offers::request_tag(ctx.tx).await?;
    let to = recipient(ctx.tx, request.person_id).await?;
    let chat_id = ChatId::with(request.person_id);
    let reader = Reader { chat_id, language: &to.language, reply_to: MessageId::NONE };
    let payload = payload(request.request_id, &tag);
    let invoice = StarsInvoice { payload, stars, amount: request.amount };
    let json = ctx.shop.renderer.stars_invoice(&reader, &invoice);
    let message = Outgoing::new(chat_id, Lane::Reply, Method::SendInvoice, json);
    Ok(outbox::insert(ctx.tx, message, ctx.now_ms).await?)
}

/// Whether an invoice may be paid now.
///
/// # Errors
/// [`UserError::DepositGone`], [`UserError::DepositPaid`], [`UserError::Banned`].
pub async fn check(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    payment: StarPayment<'_>,
) -> Result<(), FlowError> {
    let Some(request) = request_for(ctx, person_id, payment.payload).await? else {
        return Err(UserError::DepositGone.into());
    };
    if let Some(person) = people::find(ctx.tx, person_id).await? {
        check_ban(ctx.shop, &person)?;
    }
    let is_same = request.coin_amount == payment.stars.get().to_string();
    match request.state {
        RequestState::Paid => Err(UserError::DepositPaid.into()),
        RequestState::Open if is_same && ctx.shop.deposits.stars.is_some() => Ok(()),
        _ => Err(UserError::DepositGone.into()),
    }
}

/// Whether a payment names a request of this database. A bot may have been paid before it was a
/// shop, or by another shop behind the same bot.
pub async fn is_ours(ctx: &mut Ctx<'_>, payload: &str) -> Result<bool, FlowError> {
    let tag = meta::find(ctx.tx, meta::key::DEPOSIT_MARK).await?;
    Ok(tag.and_then(|tag| request_of(payload, &tag)).is_some())
}

/// The request that a payment names, if it is this person's.
async fn request_for(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    payload: &str,
) -> Result<Option<DepositRequest>, FlowError> {
    let tag = meta::find(ctx.tx, meta::key::DEPOSIT_MARK).await?;
    let Some(request_id) = tag.and_then(|tag| request_of(payload, &tag)) else { return Ok(None) };
    let found = requests::find(ctx.tx, request_id).await?;
    let is_own = |it: &DepositRequest| it.person_id == person_id && it.gateway == Gateway::Stars;
    Ok(found.filter(is_own))
}

/// Stars were paid: they are on the balance, or will be when their time has come.
pub async fn paid(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    payment: StarPayment<'_>,
) -> Result<(), FlowError> {
    // One that was given back stays so.
    if deposits::find_by(ctx.tx, &Gateway::Stars, payment.charge_id).await?.is_some() {
        return Ok(());
    }
    let request = request_for(ctx, person_id, payment.payload).await?;
    let amount = worth(ctx, request.as_ref(), payment.stars);
    let coin_amount = payment.stars.get().to_string();
    let new = NewDeposit {
        gateway: &Gateway::Stars,
        external_id: payment.charge_id,
        person_id,
        request_id: request.map_or(DepositRequestId::NONE, |request| request.request_id),
        asset: Stars::ASSET,
        coin_amount: &coin_amount,
        address: "",
        tx: payment.charge_id,
        block_number: 0,
        block_hash: "",
        amount,
    };
    let Some(deposit_id) = arrivals::record(ctx, new).await? else { return Ok(()) };
    let is_held = ctx.shop.deposits.stars.is_none_or(|rules| rules.hold_days > 0);
    if is_held {
        return Ok(());
    }
    match deposits::find(ctx.tx, deposit_id).await? {
        Some(deposit) => arrivals::credit(ctx, &deposit).await,
        None => Ok(()),
    }
}

/// What was agreed, or what so many Stars are worth now.
fn worth(ctx: &Ctx<'_>, request: Option<&DepositRequest>, stars: Stars) -> Money {
    let agreed = request
        .filter(|request| request.coin_amount == stars.get().to_string())
        .map(|request| request.amount);
    let now = || ctx.shop.deposits.stars.and_then(|rules| rules.worth(stars));
    agreed.or_else(now).unwrap_or(Money::ZERO)
}

/// Telegram has given Stars back: what they brought is taken back.
pub async fn refunded(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    payment: StarPayment<'_>,
) -> Result<(), FlowError> {
    let Some(deposit) = deposits::find_by(ctx.tx, &Gateway::Stars, payment.charge_id).await? else {
        tracing::warn!(%person_id, "Stars were given back that nobody knows of");
        return Ok(());
    };
    match deposit.state {
        DepositState::Credited => arrivals::reverse(ctx, &deposit, Reversal::Refunded).await,
        _ => arrivals::mark_gone(ctx, &deposit, Reversal::Refunded.into_str()).await,
    }
}
