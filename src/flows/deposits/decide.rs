//! What owners decide about money that was not credited by itself: its sum, that it came, or that
//! it did not; and which ways in are open. Must never credit a transaction that is credited
//! elsewhere.

use crate::domain::deposit::{DepositState, Gateway, RequestState, tx_in};
use crate::domain::ids::{DepositId, OrderId, PersonId};
use crate::domain::journal::{ActName, PersonAct};
use crate::domain::money::Money;
use crate::domain::top_up::DeclineReason;
use crate::flows::deposits::{arrivals, offers};
use crate::flows::wallet::adjust;
use crate::flows::{Ctx, FlowError, Upon, UserError};
use crate::notifications::acts::{ActNotice, UponPerson};
use crate::notifications::customers::CustomerNotice;
use crate::notifications::notify::{notify, notify_customer, who};
use crate::store::deposits::{self, Deposit, requests, switches};
use crate::store::{Race, StoreError, Tx, journal};

/// Numbers that are looked up of a reason.
const NUMBERS_MAX: usize = 20;

/// A deposit that waits for an owner.
///
/// # Errors
/// [`UserError::DepositNotFound`], [`UserError::DepositDecided`], [`UserError::OwnAccount`].
pub async fn waiting(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    deposit_id: DepositId,
) -> Result<Deposit, FlowError> {
    let found = deposits::find(ctx.tx, deposit_id).await?;
    let deposit = found.ok_or(UserError::DepositNotFound)?;
    adjust::check(ctx, Upon { actor_id, person_id: deposit.person_id }).await?;
    if deposit.state != DepositState::Review {
        return Err(UserError::DepositDecided.into());
    }
    Ok(deposit)
}

/// One that may be credited.
///
/// # Errors
/// As [`waiting`], and [`UserError::DepositKnown`].
pub async fn creditable(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    deposit_id: DepositId,
) -> Result<Deposit, FlowError> {
    let deposit = waiting(ctx, actor_id, deposit_id).await?;
    if arrivals::counts_elsewhere(ctx, &deposit).await? {
        return Err(UserError::DepositKnown.into());
    }
    Ok(deposit)
}

/// Credits a deposit with the sum that the owner read.
///
/// # Errors
/// As [`creditable`].
pub async fn credit(
    ctx: &mut Ctx<'_>,
    (actor_id, deposit_id): (PersonId, DepositId),
    amount: Money,
) -> Result<Deposit, FlowError> {
    let deposit = creditable(ctx, actor_id, deposit_id).await?;
    if !deposits::set_amount(ctx.tx, deposit_id, amount).await? {
        return Err(StoreError::Lost(Race::Deposit).into());
    }
    let deposit = Deposit { amount, ..deposit };
    arrivals::credit(ctx, &deposit).await?;
    let reason = format!("deposit {deposit_id} {}", deposit.tx);
    write_down(ctx, actor_id, (PersonAct::Credit.into(), &deposit), reason.trim_end()).await?;
    let notice = ActNotice::UponPerson(UponPerson {
        act: PersonAct::Credit,
        actor: who(ctx.tx, actor_id).await?,
        person: who(ctx.tx, deposit.person_id).await?,
        order_id: OrderId::NONE,
        amount,
        reason: reason.trim_end().to_owned(),
    });
    notify(ctx, notice).await?;
    Ok(deposit)
}

/// Says that a deposit did not come; the customer reads why.
///
/// # Errors
/// As [`waiting`].
pub async fn decline(
    ctx: &mut Ctx<'_>,
    (actor_id, deposit_id): (PersonId, DepositId),
    reason: DeclineReason,
) -> Result<Deposit, FlowError> {
    let deposit = waiting(ctx, actor_id, deposit_id).await?;
    arrivals::decline(ctx, &deposit).await?;
    end_request(ctx, &deposit).await?;
    let note = if reason.words().is_empty() { reason.as_str() } else { reason.words() };
    let note = note.to_owned();
    write_down(ctx, actor_id, (ActName::DepositDeclined, &deposit), &note).await?;
    let notice = CustomerNotice::DepositDeclined { amount: deposit.amount, reason };
    notify_customer(ctx, deposit.person_id, notice).await?;
    Ok(deposit)
}

/// What was shown by hand and declined is over: the customer begins anew.
async fn end_request(ctx: &mut Ctx<'_>, deposit: &Deposit) -> Result<(), FlowError> {
    if deposit.gateway != Gateway::Manual {
        return Ok(());
    }
    match requests::find(ctx.tx, deposit.request_id).await? {
        Some(request) if request.state == RequestState::Open => {
            offers::end(ctx, &request, RequestState::Expired).await
        }
        _ => Ok(()),
    }
}

async fn write_down(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (act, deposit): (ActName, &Deposit),
    reason: &str,
) -> Result<(), FlowError> {
    let subject = format!("person {}", deposit.person_id);
    let detail =
        format!("{} {} deposit {}", deposit.amount.plain(), ctx.shop.currency, deposit.deposit_id);
    let line = journal::Act { actor_id, act, subject: &subject, detail: &detail, reason };
    Ok(journal::append(ctx.tx, &line, ctx.now_ms).await?)
}

/// Whether words name a payment of a gateway, by the hash of its transaction or the number of its
/// invoice: it would be credited twice if money were given for it beside.
pub async fn names_payment(tx: &mut Tx, words: &str) -> Result<bool, FlowError> {
    if tx_in(words).is_some() {
        return Ok(true);
    }
    let numbers = words.split(|letter: char| !letter.is_ascii_digit());
    for number in numbers.filter_map(|digits| digits.parse::<i64>().ok()).take(NUMBERS_MAX) {
        if number > 0 && requests::has_invoice(tx, number).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Opens or closes a way in; what arrives by a closed one is credited all the same.
///
/// # Errors
/// [`UserError::GatewaySwitched`].
pub async fn switch(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (gateway, is_on): (&Gateway, bool),
) -> Result<(), FlowError> {
    let is_changed = if is_on {
        switches::switch_on(ctx.tx, gateway).await?
    } else {
        switches::switch_off(ctx.tx, gateway, ctx.now_ms).await?
    };
    if !is_changed {
        return Err(UserError::GatewaySwitched.into());
    }
    let subject = format!("gateway {gateway}");
    let (act, detail) = (ActName::GatewaySwitched, if is_on { "on" } else { "off" });
    let line = journal::Act { actor_id, act, subject: &subject, detail, reason: "" };
    Ok(journal::append(ctx.tx, &line, ctx.now_ms).await?)
}
