//! What owners decide about a provider: off and on, removed, and when they are warned of its
//! balance. A provider that is off sells nothing and is sent nothing; its accepted orders are
//! followed. Must never remove one whose orders are not over.

use rust_decimal::Decimal;

use super::added::{record_and_notify, refresh};
use super::switches::end_switches;
use super::{bare_stop, end_quietly};
use crate::domain::ids::PersonId;
use crate::domain::journal::ProviderAct;
use crate::domain::number::parse_decimal;
use crate::domain::provider::{ProviderKind, StopReason, Switch};
use crate::flows::recharges::trials;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::notify::notify;
use crate::notifications::providers::ProviderAlert;
use crate::store::{Tx, chat_providers, provider_warnings, providers, stops};

/// The balances of which owners may be warned, in units of the provider's currency; 0 is never.
pub const WARNINGS: [i64; 6] = [0, 5, 10, 50, 100, 500];

/// Whether a provider can be switched so.
///
/// # Errors
/// [`UserError::ProviderNotFound`], [`UserError::ProviderSwitched`]; [`UserError::TrialMissing`]
/// for one whose trial has not agreed yet.
pub async fn check_switch(tx: &mut Tx, provider: &str, to: Switch) -> Result<(), FlowError> {
    let health = providers::health(tx, provider).await?;
    health.ok_or(UserError::ProviderNotFound)?;
    let stops = stops::list(tx, provider).await?;
    let is_off = stops.iter().any(|stop| stop.reason.ends_by_switch());
    if to == Switch::On && is_off && trials::is_missing(tx, provider).await? {
        return Err(UserError::TrialMissing.into());
    }
    if is_off == (to == Switch::On) { Ok(()) } else { Err(UserError::ProviderSwitched.into()) }
}

/// Switches a provider on or off.
///
/// # Errors
/// As [`check_switch`].
pub async fn switch(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (provider, to): (&str, Switch),
) -> Result<(), FlowError> {
    check_switch(ctx.tx, provider, to).await?;
    let stop = bare_stop(provider, StopReason::SwitchedOff, ctx.now_ms);
    let is_changed = match to {
        Switch::On => end_switches(ctx.tx, provider).await?,
        Switch::Off => stops::begin(ctx.tx, &stop, true).await?,
    };
    if !is_changed {
        return Err(UserError::ProviderSwitched.into());
    }
    refresh(ctx.tx).await?;
    let act = match to {
        Switch::On => ProviderAct::ProviderSwitchedOn,
        Switch::Off => ProviderAct::ProviderSwitchedOff,
    };
    // What the owner has read on the card and confirmed.
    let kind = providers::kind(ctx.tx, provider).await?;
    let is_affirmed = kind == Some(ProviderKind::Mail) && to == Switch::On;
    let detail = if is_affirmed { "affirmed: sends from its own servers" } else { "" };
    record_and_notify(ctx, (actor_id, act), (provider, detail)).await
}

/// Whether a provider of the chat can be removed.
///
/// # Errors
/// [`UserError::ProviderNotFound`] for one that is not of the chat; [`UserError::ProviderBusy`]
/// while it has orders that are not over.
pub async fn check_removal(ctx: &mut Ctx<'_>, provider: &str) -> Result<(), FlowError> {
    if !chat_providers::exists(ctx.tx, provider).await? {
        return Err(UserError::ProviderNotFound.into());
    }
    match providers::open_orders(ctx.tx, provider).await? {
        0 => Ok(()),
        orders => Err(UserError::ProviderBusy { orders }.into()),
    }
}

/// Removes a provider of the chat: its address and key are forgotten, its history stays.
///
/// # Errors
/// As [`check_removal`].
pub async fn remove(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    provider: &str,
) -> Result<(), FlowError> {
    check_removal(ctx, provider).await?;
    if !chat_providers::remove(ctx.tx, provider).await? {
        return Err(UserError::ProviderNotFound.into());
    }
    // One of the settings that has the same name is none of ours.
    if !ctx.shop.provider_rules.is_named(provider) {
        providers::put_out(ctx.tx, provider).await?;
        let stop = bare_stop(provider, StopReason::Off, ctx.now_ms);
        stops::begin(ctx.tx, &stop, true).await?;
        end_switches(ctx.tx, provider).await?;
        for reason in [StopReason::Sealed, StopReason::Moved] {
            end_quietly(ctx.tx, provider, reason).await?;
        }
    }
    refresh(ctx.tx).await?;
    record_and_notify(ctx, (actor_id, ProviderAct::ProviderRemoved), (provider, "")).await
}

/// Warns owners of another balance of a provider from now on.
///
/// # Errors
/// [`UserError::ProviderNotFound`] for an unknown one and for a balance that is not offered;
/// [`UserError::ProviderSwitched`] when it is so already.
pub async fn warn_below(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (provider, below): (&str, i64),
) -> Result<(), FlowError> {
    let known = provider_warnings::warning(ctx.tx, provider).await?;
    if known.is_none() || !WARNINGS.contains(&below) {
        return Err(UserError::ProviderNotFound.into());
    }
    if !provider_warnings::set_warn_below(ctx.tx, provider, below).await? {
        return Err(UserError::ProviderSwitched.into());
    }
    let (act, detail) = (ProviderAct::ProviderWarned, below.to_string());
    record_and_notify(ctx, (actor_id, act), (provider, &detail)).await
}

/// A balance was read: owners are warned once when it is low, and anew after it was not.
pub(super) async fn hear_low(
    ctx: &mut Ctx<'_>,
    provider: &str,
    (amount, currency): (&str, &str),
) -> Result<(), FlowError> {
    let Some(warning) = provider_warnings::warning(ctx.tx, provider).await? else { return Ok(()) };
    let Some(balance) = parse_decimal(amount) else { return Ok(()) };
    let is_low = balance < Decimal::from(warning.warn_below) && warning.warn_below > 0;
    if provider_warnings::set_low(ctx.tx, provider, is_low).await? && is_low {
        let notice = ProviderAlert::BalanceLow {
            provider: provider.to_owned(),
            balance: format!("{amount} {currency}"),
            below: warning.warn_below,
        };
        notify(ctx, notice).await?;
    }
    Ok(())
}
