//! What has arrived: kept once by the gateway's own id, credited once, and taken back where it is
//! gone. Must never credit by what was asked for.

use strum::IntoEnumIterator as _;

use crate::domain::deposit::{Added, DepositDoubt, DepositState, Gateway, RequestState, Reversal};
use crate::domain::ids::{DepositId, OrderId, PersonId};
use crate::domain::ledger::{self, Account, Entry, EntryKind, Wallet};
use crate::domain::money::Money;
use crate::flows::deposits::{bonus, card};
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::customers::CustomerNotice;
use crate::notifications::deposits::GatewayAlert;
use crate::notifications::notify::{notify, notify_customer, who};
use crate::store::deposits::{self, Deposit, Depth, NewDeposit, addresses, requests, unlisted};
use crate::store::postings::{self, About};
use crate::store::{Race, StoreError};

/// Ends the id of a payment that came back after it was taken back.
pub const SECOND: &str = "#2";

/// Keeps an arrival that waits to be credited and shows it on the card; `None` when it is known.
pub async fn record(
    ctx: &mut Ctx<'_>,
    new: NewDeposit<'_>,
) -> Result<Option<DepositId>, FlowError> {
    let mut kept = deposits::insert(ctx.tx, new, ctx.now_ms).await?;
    if kept.is_none() {
        kept = unlisted::take_up(ctx.tx, new, ctx.now_ms).await?;
    }
    let Some(deposit_id) = kept else {
        if deposits::revive(ctx.tx, new.gateway, new.external_id, ctx.now_ms).await? {
            card::show(ctx, new.request_id).await?;
        }
        came_back(ctx, new).await?;
        return Ok(None);
    };
    if !new.address.is_empty() {
        addresses::mark_paid(ctx.tx, new.address, ctx.now_ms).await?;
    }
    card::show(ctx, new.request_id).await?;
    Ok(Some(deposit_id))
}

/// A payment that was taken back is on its network again: it is kept beside the old one, whose
/// entries stand, and owners decide. What came back twice is in the alarms of its reversals.
async fn came_back(ctx: &mut Ctx<'_>, new: NewDeposit<'_>) -> Result<(), FlowError> {
    let before = deposits::find_by(ctx.tx, new.gateway, new.external_id).await?;
    if before.is_none_or(|before| before.state != DepositState::Reversed) {
        return Ok(());
    }
    let external_id = &format!("{}{SECOND}", new.external_id);
    let again = NewDeposit { external_id, ..new };
    let Some(deposit_id) = deposits::insert(ctx.tx, again, ctx.now_ms).await? else {
        return Ok(());
    };
    match deposits::find(ctx.tx, deposit_id).await? {
        Some(deposit) => doubt(ctx, &deposit, DepositDoubt::CameBack).await,
        None => Ok(()),
    }
}

async fn notify_doubt(
    ctx: &mut Ctx<'_>,
    deposit: &Deposit,
    doubt: DepositDoubt,
) -> Result<(), FlowError> {
    let (deposit_id, amount) = (deposit.deposit_id, deposit.amount);
    let person = who(ctx.tx, deposit.person_id).await?;
    notify(ctx, GatewayAlert::Doubtful { deposit_id, person, amount, doubt }).await?;
    card::show(ctx, deposit.request_id).await
}

/// Notes how deep an arrival is; the card follows.
pub async fn set_depth(
    ctx: &mut Ctx<'_>,
    deposit: &Deposit,
    depth: Depth<'_>,
) -> Result<(), FlowError> {
    if deposits::set_depth(ctx.tx, deposit.deposit_id, depth, ctx.now_ms).await? {
        card::show(ctx, deposit.request_id).await?;
    }
    Ok(())
}

/// Credits an arrival that waits: what is owed is paid first, and the bonus of its size comes on
/// top. It is credited whole; what the gateway keeps of it is the shop's cost.
///
/// # Errors
/// [`crate::store::StoreError::Lost`] when it does not wait any more; [`UserError::DepositKnown`]
/// when an owner would credit what counts already.
pub async fn credit(ctx: &mut Ctx<'_>, deposit: &Deposit) -> Result<(), FlowError> {
    let wallet = postings::lock_wallet(ctx.tx, deposit.person_id).await?;
    if counts_elsewhere(ctx, deposit).await? {
        if deposit.state == DepositState::Review {
            return Err(UserError::DepositKnown.into());
        }
        return doubt(ctx, deposit, DepositDoubt::Twice).await;
    }
    let bonus = bonus::earned(ctx, deposit).await?;
    let added = Added { amount: deposit.amount, bonus };
    deposits::mark_credited(ctx.tx, deposit.deposit_id, added, ctx.now_ms).await?;
    post(ctx, deposit, &wallet, added).await?;
    if let Some(request) = requests::find(ctx.tx, deposit.request_id).await? {
        // Whatever became of the request: it is paid.
        for from in RequestState::iter().filter(|from| *from != RequestState::Paid) {
            let step = (from, RequestState::Paid);
            requests::set_state(ctx.tx, request.request_id, step, ctx.now_ms).await?;
        }
        card::show(ctx, request.request_id).await?;
    }
    notify_large(ctx, deposit).await?;
    notify_deposited(ctx, deposit, added).await
}

/// Owners want to know of a single large sum; a deposit is credited once, and so it is told once.
async fn notify_large(ctx: &mut Ctx<'_>, deposit: &Deposit) -> Result<(), FlowError> {
    let large = ctx.shop.deposits.large;
    if !large.is_positive() || deposit.amount < large {
        return Ok(());
    }
    let (deposit_id, amount) = (deposit.deposit_id, deposit.amount);
    let (gateway, person) = (deposit.gateway.clone(), who(ctx.tx, deposit.person_id).await?);
    Ok(notify(ctx, GatewayAlert::Large { deposit_id, person, gateway, amount }).await?)
}

/// Whether the same transaction counts otherwise: what was shown by hand gives way to whatever else
/// is known of it, and nothing else but what was credited by hand stands against a network's word.
pub(super) async fn counts_elsewhere(
    ctx: &mut Ctx<'_>,
    deposit: &Deposit,
) -> Result<bool, FlowError> {
    if deposit.tx.is_empty() {
        return Ok(false);
    }
    let counts = |other: &Deposit| match deposit.gateway {
        Gateway::Manual => !matches!(other.state, DepositState::Ignored | DepositState::Orphaned),
        _ => other.gateway == Gateway::Manual && other.state == DepositState::Credited,
    };
    let alike = deposits::list_by_tx(ctx.tx, &deposit.tx).await?;
    Ok(alike.iter().any(|other| other.deposit_id != deposit.deposit_id && counts(other)))
}

async fn post(
    ctx: &mut Ctx<'_>,
    deposit: &Deposit,
    wallet: &Wallet,
    added: Added,
) -> Result<(), FlowError> {
    let about = about(deposit.person_id);
    let cause = cause_of(deposit);
    let gateway = Account::Gateway(deposit.gateway.clone());
    let entry = ledger::credit(&cause, gateway, added.amount, wallet)?;
    let entry = entry.described_as(EntryKind::Deposit, "memo-deposit", memo(deposit));
    book(ctx, &entry, about).await?;
    if added.bonus.is_positive() {
        let entry = ledger::bonus(&format!("{cause}/bonus"), added.bonus)?;
        let entry = entry.described_as(EntryKind::Bonus, "memo-bonus", Vec::new());
        book(ctx, &entry, about).await?;
    }
    if deposit.fee.is_positive() {
        let entry = ledger::fee(&format!("{cause}/fee"), &deposit.gateway, deposit.fee)?;
        book(ctx, &entry, about).await?;
    }
    Ok(())
}

/// Posts an entry that cannot have been posted before.
async fn book(ctx: &mut Ctx<'_>, entry: &Entry, about: About) -> Result<(), FlowError> {
    if postings::post(ctx.tx, entry, about, ctx.now_ms).await? {
        return Ok(());
    }
    Err(StoreError::Lost(Race::Deposit).into())
}

async fn notify_deposited(
    ctx: &mut Ctx<'_>,
    deposit: &Deposit,
    added: Added,
) -> Result<(), FlowError> {
    // Anybody can send little sums to anybody, and thousands of them at once.
    if added.amount < ctx.shop.deposits.min {
        return Ok(());
    }
    let request = requests::find(ctx.tx, deposit.request_id).await?;
    let wallet = postings::wallet(ctx.tx, deposit.person_id).await?;
    let notice = CustomerNotice::Deposited {
        added,
        coin_amount: deposit.coin_amount.clone(),
        asset: deposit.asset.clone(),
        spendable: wallet.spendable().unwrap_or(wallet.available),
        has_open_checkout: request.is_some_and(|request| request.checkout_id.is_some()),
    };
    Ok(notify_customer(ctx, deposit.person_id, notice).await?)
}

/// Leaves an arrival to the owners.
pub async fn doubt(
    ctx: &mut Ctx<'_>,
    deposit: &Deposit,
    doubt: DepositDoubt,
) -> Result<(), FlowError> {
    let step = (DepositState::Confirming, DepositState::Review);
    let reason = doubt.into_str();
    if deposits::set_state(ctx.tx, deposit.deposit_id, step, reason, ctx.now_ms).await? {
        notify_doubt(ctx, deposit, doubt).await?;
    }
    Ok(())
}

/// It did not come: nothing is credited for it.
pub(super) async fn decline(ctx: &mut Ctx<'_>, deposit: &Deposit) -> Result<(), FlowError> {
    let step = (DepositState::Review, DepositState::Ignored);
    if !deposits::set_state(ctx.tx, deposit.deposit_id, step, "declined", ctx.now_ms).await? {
        return Err(StoreError::Lost(Race::Deposit).into());
    }
    card::show(ctx, deposit.request_id).await
}

/// An arrival that waited is gone from its network.
pub async fn mark_gone(
    ctx: &mut Ctx<'_>,
    deposit: &Deposit,
    reason: &str,
) -> Result<(), FlowError> {
    let step = (DepositState::Confirming, DepositState::Orphaned);
    if deposits::set_state(ctx.tx, deposit.deposit_id, step, reason, ctx.now_ms).await? {
        card::show(ctx, deposit.request_id).await?;
    }
    Ok(())
}

/// Takes back a deposit that was credited: the bonus that it brought first, then what is
/// available; the rest is owed. Owners and the customer are told.
///
/// # Errors
/// [`crate::store::StoreError::Lost`] when deposits that are counted with it change meanwhile.
pub async fn reverse(ctx: &mut Ctx<'_>, deposit: &Deposit, why: Reversal) -> Result<(), FlowError> {
    let wallet = postings::lock_wallet(ctx.tx, deposit.person_id).await?;
    let step = (DepositState::Credited, DepositState::Reversed);
    let reason = why.into_str();
    if !deposits::set_state(ctx.tx, deposit.deposit_id, step, reason, ctx.now_ms).await? {
        return Ok(());
    }
    // Its bonus may have become less since it was read.
    let Some(deposit) = &deposits::find(ctx.tx, deposit.deposit_id).await? else { return Ok(()) };
    let forfeited = bonus::forfeited(ctx, deposit).await?;
    let about = about(deposit.person_id);
    let cause = format!("{}/reversed", cause_of(deposit));
    if forfeited.is_positive() {
        let entry = ledger::take_bonus(&format!("{cause}/bonus"), forfeited, &wallet)?;
        let entry = entry.described_as(EntryKind::Reversal, "memo-bonus-reversal", Vec::new());
        book(ctx, &entry, about).await?;
    }
    let wallet = postings::wallet(ctx.tx, deposit.person_id).await?;
    let gateway = Account::Gateway(deposit.gateway.clone());
    let cash = Wallet { bonus: Money::ZERO, ..wallet };
    let entry = ledger::take(&cause, gateway, deposit.amount, &cash)?;
    let entry = entry.described_as(EntryKind::Reversal, "memo-reversal", memo(deposit));
    book(ctx, &entry, about).await?;
    let owed = postings::wallet(ctx.tx, deposit.person_id).await?.owed;
    let (deposit_id, person_id, amount) = (deposit.deposit_id, deposit.person_id, deposit.amount);
    let person = who(ctx.tx, person_id).await?;
    notify(ctx, GatewayAlert::Reversed { why, deposit_id, person, amount, owed }).await?;
    card::show(ctx, deposit.request_id).await?;
    let notice = CustomerNotice::DepositReversed { why, amount, owed };
    Ok(notify_customer(ctx, person_id, notice).await?)
}

/// What people call the gateway, for the statement.
fn memo(deposit: &Deposit) -> Vec<(String, String)> {
    vec![("gateway".to_owned(), deposit.gateway.title())]
}

fn cause_of(deposit: &Deposit) -> String {
    format!("deposit/{}/{}", deposit.gateway, deposit.external_id)
}

const fn about(person_id: PersonId) -> About {
    About { person_id, order_id: OrderId::NONE, actor_id: PersonId::NONE }
}
