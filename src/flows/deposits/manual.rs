//! Payments that customers show and owners look up. Must never credit anything by itself.

use crate::domain::deposit::{DepositDoubt, DepositState, Gateway, Proof, RequestState, tx_in};
use crate::domain::ids::{DepositRequestId, PersonId};
use crate::flows::deposits::{arrivals, questions};
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::deposits::requests::{self, DepositRequest, Offered};
use crate::store::deposits::{self, Deposit, NewDeposit, proofs};

/// How often a customer may show something of one payment.
const PROOFS_MAX: i64 = 5;

/// What to do is in the settings: a request is open as soon as it is made.
pub(super) async fn open(ctx: &mut Ctx<'_>, request: &DepositRequest) -> Result<(), FlowError> {
    if request.state == RequestState::Asked {
        let (id, offered) = (request.request_id, Offered::default());
        requests::open(ctx.tx, id, offered, ctx.now_ms).await?;
    }
    Ok(())
}

/// A customer shows that they paid: the owners are asked to look.
///
/// # Errors
/// [`UserError::DepositGone`], [`UserError::DepositPaid`], [`UserError::DepositKnown`],
/// [`UserError::ProofsTooMany`], [`UserError::AnotherHash`].
pub async fn show(
    ctx: &mut Ctx<'_>,
    (person_id, request_id): (PersonId, DepositRequestId),
    proof: &Proof,
) -> Result<(), FlowError> {
    let request = requests::find(ctx.tx, request_id).await?;
    let is_own = |it: &DepositRequest| it.person_id == person_id && it.gateway == Gateway::Manual;
    let request = request.filter(is_own).ok_or(UserError::DepositGone)?;
    if request.state == RequestState::Paid {
        return Err(UserError::DepositPaid.into());
    }
    let tx = tx_in(&proof.words).unwrap_or_default();
    let external_id = format!("request-{request_id}");
    let known = deposits::find_by(ctx.tx, &Gateway::Manual, &external_id).await?;
    if let Some(known) = &known {
        check_open(ctx, known).await?;
    }
    check_unknown(ctx, &tx, known.as_ref()).await?;
    let deposit = match known {
        Some(known) => known,
        None => insert(ctx, &request, (&external_id, &tx)).await?,
    };
    if !tx.is_empty() && deposit.tx.is_empty() {
        deposits::set_tx(ctx.tx, deposit.deposit_id, &tx).await?;
    }
    if !tx.is_empty() {
        questions::ask_networks(ctx, person_id, &tx).await?;
    }
    proofs::insert(ctx.tx, deposit.deposit_id, proof, ctx.now_ms).await?;
    // The first one rings; what comes after it is seen beside it.
    arrivals::doubt(ctx, &deposit, DepositDoubt::ByHand).await
}

async fn check_open(ctx: &mut Ctx<'_>, deposit: &Deposit) -> Result<(), FlowError> {
    if deposit.state == DepositState::Ignored {
        return Err(UserError::DepositGone.into());
    }
    if proofs::count(ctx.tx, deposit.deposit_id).await? >= PROOFS_MAX {
        return Err(UserError::ProofsTooMany.into());
    }
    Ok(())
}

/// A transaction that is known otherwise is credited otherwise, or was; and one payment has one
/// transaction, so that no other is credited under its name.
async fn check_unknown(
    ctx: &mut Ctx<'_>,
    tx: &str,
    own: Option<&Deposit>,
) -> Result<(), FlowError> {
    if tx.is_empty() {
        return Ok(());
    }
    let is_other = |other: &Deposit| {
        other.state != DepositState::Ignored
            && own.is_none_or(|own| own.deposit_id != other.deposit_id)
    };
    if deposits::list_by_tx(ctx.tx, tx).await?.iter().any(is_other) {
        return Err(UserError::DepositKnown.into());
    }
    if own.is_some_and(|own| !own.tx.is_empty() && own.tx != tx) {
        return Err(UserError::AnotherHash.into());
    }
    Ok(())
}

async fn insert(
    ctx: &mut Ctx<'_>,
    request: &DepositRequest,
    (external_id, tx): (&str, &str),
) -> Result<Deposit, FlowError> {
    let new = NewDeposit {
        gateway: &request.gateway,
        external_id,
        person_id: request.person_id,
        request_id: request.request_id,
        asset: "",
        coin_amount: "",
        address: "",
        tx,
        block_number: 0,
        block_hash: "",
        amount: request.amount,
    };
    arrivals::record(ctx, new).await?;
    let found = deposits::find_by(ctx.tx, &request.gateway, external_id).await?;
    found.ok_or_else(|| UserError::DepositGone.into())
}
