//! Payments that customers show and owners look up. Must never credit anything by itself.

use crate::domain::deposit::{DepositDoubt, DepositState, Gateway, Proof, RequestState, tx_in};
use crate::domain::ids::{DepositRequestId, PersonId};
use crate::flows::deposits::arrivals;
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
/// [`UserError::ProofsTooMany`].
pub async fn show(
    ctx: &mut Ctx<'_>,
    (person_id, request_id): (PersonId, DepositRequestId),
    proof: &Proof,
) -> Result<(), FlowError> {
    let gateway = Gateway::Manual.to_string();
    let request = requests::find(ctx.tx, request_id).await?;
    let is_own =
        |request: &DepositRequest| request.person_id == person_id && request.gateway == gateway;
    let request = request.filter(is_own).ok_or(UserError::DepositGone)?;
    if request.state == RequestState::Paid {
        return Err(UserError::DepositPaid.into());
    }
    let tx = tx_in(&proof.words).unwrap_or_default();
    let external_id = format!("request-{request_id}");
    let known = deposits::find_by(ctx.tx, &gateway, &external_id).await?;
    check_unknown(ctx, &tx, known.as_ref()).await?;
    let deposit = match known {
        Some(known) => known,
        None => insert(ctx, &request, (&external_id, &tx)).await?,
    };
    if deposit.state == DepositState::Ignored {
        return Err(UserError::DepositGone.into());
    }
    if proofs::count(ctx.tx, deposit.deposit_id).await? >= PROOFS_MAX {
        return Err(UserError::ProofsTooMany.into());
    }
    proofs::insert(ctx.tx, deposit.deposit_id, proof, ctx.now_ms).await?;
    // The first one rings; what comes after it is seen beside it.
    arrivals::doubt(ctx, &deposit, DepositDoubt::ByHand).await
}

/// A transaction that is known otherwise is credited otherwise, or was.
async fn check_unknown(
    ctx: &mut Ctx<'_>,
    tx: &str,
    own: Option<&Deposit>,
) -> Result<(), FlowError> {
    if tx.is_empty() {
        return Ok(());
    }
    let is_other = |other: &Deposit| own.is_none_or(|own| own.deposit_id != other.deposit_id);
    if deposits::list_by_tx(ctx.tx, tx).await?.iter().any(is_other) {
        return Err(UserError::DepositKnown.into());
    }
    match own {
        Some(own) => Ok(deposits::set_tx(ctx.tx, own.deposit_id, tx).await?),
        None => Ok(()),
    }
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
