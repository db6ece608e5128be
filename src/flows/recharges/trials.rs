//! The trial before any top-up is sold: an owner orders one for their own money, and what its
//! preview said is held against what it took. Must never let anybody else order meanwhile, nor
//! switch sales on where the two differ.

use rust_decimal::Decimal;

use crate::domain::ids::{OrderId, PersonId, RechargeTrialId};
use crate::domain::journal::ProviderAct;
use crate::domain::number::parse_decimal;
use crate::domain::order::OrderState;
use crate::domain::provider::ProviderKind;
use crate::domain::recharge::{TrialState, figures_agree};
use crate::flows::catalog::providers::added::{record_and_notify, refresh};
use crate::flows::catalog::providers::switches;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::notify::notify;
use crate::notifications::providers::ProviderAlert;
use crate::notifications::recharges::TrialFigures;
use crate::store::catalog::{self, Offer};
use crate::store::people::Person;
use crate::store::recharges::operations;
use crate::store::recharges::trials::{self, Trial};
use crate::store::{Tx, orders, providers, stops};

/// Whether a provider may not be switched on before a trial has agreed.
///
/// # Errors
/// When the database fails.
pub async fn is_missing(tx: &mut Tx, provider: &str) -> Result<bool, FlowError> {
    if providers::kind(tx, provider).await? != Some(ProviderKind::Upmobile) {
        return Ok(false);
    }
    let host = providers::host(tx, provider).await?.unwrap_or_default();
    Ok(!trials::is_agreed(tx, provider, &host).await?)
}

/// Begins a trial; one that an owner has begun and not ordered is given up. Returns its service.
///
/// # Errors
/// [`UserError::ProviderNotFound`], [`UserError::ProviderSwitched`] while it sells,
/// [`UserError::StopStays`] while something else stops it, [`UserError::TrialUnderWay`],
/// [`UserError::NoMasterKey`].
pub async fn begin(
    ctx: &mut Ctx<'_>,
    owner_id: PersonId,
    provider: &str,
) -> Result<Offer, FlowError> {
    if providers::kind(ctx.tx, provider).await? != Some(ProviderKind::Upmobile) {
        return Err(UserError::ProviderNotFound.into());
    }
    if ctx.shop.master_key.is_none() {
        return Err(UserError::NoMasterKey.into());
    }
    let stops = stops::list(ctx.tx, provider).await?;
    if stops.is_empty() {
        return Err(UserError::ProviderSwitched.into());
    }
    if stops.iter().any(|stop| !stop.reason.ends_by_switch()) {
        return Err(UserError::StopStays.into());
    }
    if let Some(open) = trials::open(ctx.tx, provider).await? {
        let moved = (open.trial_id, TrialState::Begun, TrialState::GivenUp);
        if !trials::move_on(ctx.tx, moved, "", ctx.now_ms).await? {
            return Err(UserError::TrialUnderWay.into());
        }
    }
    let offer = catalog::find_recharge(ctx.tx, provider).await?.ok_or(UserError::ServiceGone)?;
    let host = providers::host(ctx.tx, provider).await?.unwrap_or_default();
    if !trials::begin(ctx.tx, (provider, &host), owner_id, ctx.now_ms).await? {
        return Err(UserError::TrialUnderWay.into());
    }
    Ok(offer)
}

/// The service as whoever tries it may order it, though nobody else may.
///
/// # Errors
/// When the database fails.
pub async fn admit(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    offer: Offer,
) -> Result<Offer, FlowError> {
    if !offer.is_paused || offer.kind.recharges().is_none() || !ctx.shop.is_admin(person_id) {
        return Ok(offer);
    }
    match own(ctx.tx, &offer.provider, person_id).await? {
        Some(_) => {
            let conversion = offer.dearest.conversion;
            Ok(Offer { is_paused: false, is_visible: true, is_stopped: false, conversion, ..offer })
        }
        None => Ok(offer),
    }
}

/// The trial of a person that can be ordered, where nothing but a switch stops the provider.
async fn own(tx: &mut Tx, provider: &str, person_id: PersonId) -> Result<Option<Trial>, FlowError> {
    let open = trials::open(tx, provider).await?;
    let Some(trial) = open.filter(|trial| trial.owner_id == person_id) else { return Ok(None) };
    let is_switched_off =
        stops::list(tx, provider).await?.iter().all(|stop| stop.reason.ends_by_switch());
    Ok(Some(trial).filter(|trial| trial.state == TrialState::Begun && is_switched_off))
}

/// An order was placed: it is the one of the person's trial, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn hear_order(
    ctx: &mut Ctx<'_>,
    (person, offer): (&Person, &Offer),
    (order_id, decimals): (OrderId, i64),
) -> Result<(), FlowError> {
    if offer.kind.recharges().is_none() {
        return Ok(());
    }
    if let Some(trial) = own(ctx.tx, &offer.provider, person.person_id).await? {
        let total = offer.rate.to_string();
        let order = (order_id, total.as_str(), decimals);
        trials::set_order(ctx.tx, trial.trial_id, order, ctx.now_ms).await?;
    }
    Ok(())
}

/// Whether the balance is of use now: before the order is sent, and when it is over.
///
/// # Errors
/// When the database fails.
pub async fn wants_balance(tx: &mut Tx, trial: &Trial) -> Result<bool, FlowError> {
    let Some(order) = orders::find(tx, trial.order_id).await? else { return Ok(false) };
    let is_before = order.state == OrderState::Queued && trial.balance_before.is_empty();
    Ok(is_before || order.state.is_final())
}

/// The balance was read while a trial is under way: before it is sent, and when it is over.
///
/// # Errors
/// When the database fails.
pub async fn hear_balance(
    ctx: &mut Ctx<'_>,
    trial: &Trial,
    balance: Decimal,
) -> Result<(), FlowError> {
    let Some(order) = orders::find(ctx.tx, trial.order_id).await? else { return Ok(()) };
    let balance = balance.to_string();
    match order.state {
        OrderState::Queued if trial.balance_before.is_empty() => {
            trials::set_before(ctx.tx, trial.trial_id, &balance, ctx.now_ms).await?;
            Ok(())
        }
        OrderState::Completed => end(ctx, trial, (TrialState::Measured, &balance)).await,
        OrderState::Canceled | OrderState::Rejected | OrderState::Partial => {
            end(ctx, trial, (TrialState::Failed, &balance)).await
        }
        _ => Ok(()),
    }
}

async fn end(
    ctx: &mut Ctx<'_>,
    trial: &Trial,
    (to, balance): (TrialState, &str),
) -> Result<(), FlowError> {
    let moved = (trial.trial_id, TrialState::Ordered, to);
    if !trials::move_on(ctx.tx, moved, balance, ctx.now_ms).await? {
        return Ok(());
    }
    let notice = match to {
        TrialState::Measured => {
            let Some(figures) = figures(ctx.tx, trial.trial_id).await? else { return Ok(()) };
            ProviderAlert::TrialMeasured(Box::new(figures))
        }
        _ => ProviderAlert::TrialFailed {
            provider: trial.provider.clone(),
            order_id: trial.order_id,
        },
    };
    Ok(notify(ctx, notice).await?)
}

/// What a trial has shown; `None` before it is measured.
///
/// # Errors
/// When the database fails.
pub async fn figures(
    tx: &mut Tx,
    trial_id: RechargeTrialId,
) -> Result<Option<TrialFigures>, FlowError> {
    let Some(trial) = trials::find(tx, trial_id).await? else { return Ok(None) };
    let Some(total) = parse_decimal(&trial.total) else { return Ok(None) };
    if !matches!(trial.state, TrialState::Measured | TrialState::Agreed) {
        return Ok(None);
    }
    let order = orders::find(tx, trial.order_id).await?;
    let operation = operations::find(tx, trial.order_id).await?.unwrap_or_default();
    let balances = parse_decimal(&trial.balance_before).zip(parse_decimal(&trial.balance_after));
    let debit = parse_decimal(&operation.debit);
    let decimals = u32::try_from(trial.decimals).unwrap_or(0);
    let delivered = format!("{} {}", operation.amount, operation.amount_currency);
    Ok(Some(TrialFigures {
        trial_id,
        provider: trial.provider,
        order_id: trial.order_id,
        currency: order.map(|order| order.provider_currency).unwrap_or_default(),
        agrees: figures_agree((total, decimals), balances, debit),
        total,
        balances,
        debit,
        delivered: delivered.trim().to_owned(),
    }))
}

/// Whether an owner may say that preview and debit agree.
///
/// # Errors
/// [`UserError::TrialDiffers`] where they do not or the trial is over otherwise.
pub async fn check_agree(
    tx: &mut Tx,
    trial_id: RechargeTrialId,
) -> Result<TrialFigures, FlowError> {
    let trial = trials::find(tx, trial_id).await?.ok_or(UserError::TrialDiffers)?;
    let host = providers::host(tx, &trial.provider).await?.unwrap_or_default();
    let figures = figures(tx, trial_id).await?.ok_or(UserError::TrialDiffers)?;
    let is_last =
        trials::last(tx, &trial.provider).await?.is_some_and(|it| it.trial_id == trial_id);
    if trial.state != TrialState::Measured || !figures.agrees || trial.host != host || !is_last {
        return Err(UserError::TrialDiffers.into());
    }
    Ok(figures)
}

/// An owner says so: top-ups are sold from now on.
///
/// # Errors
/// As [`check_agree`].
pub async fn agree(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    trial_id: RechargeTrialId,
) -> Result<TrialFigures, FlowError> {
    let figures = check_agree(ctx.tx, trial_id).await?;
    let moved = (trial_id, TrialState::Measured, TrialState::Agreed);
    if !trials::move_on(ctx.tx, moved, "", ctx.now_ms).await? {
        return Err(UserError::TrialDiffers.into());
    }
    switches::end_switches(ctx.tx, &figures.provider).await?;
    refresh(ctx.tx).await?;
    let detail = format!("#{} {} {}", figures.order_id, figures.total, figures.currency);
    let act = (actor_id, ProviderAct::ProviderTrialAgreed);
    record_and_notify(ctx, act, (&figures.provider, &detail)).await?;
    Ok(figures)
}
