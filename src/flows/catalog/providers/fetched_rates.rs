//! Rates of providers' currencies that are fetched. Each is as old as the first sight of its value:
//! one that is too old, or was never told, stops the sales of its provider until a new one comes.
//! Must never let prices follow a rate that has moved too far without an owner.

use std::collections::BTreeSet;

use super::{bare_stop, end_quietly, notify_back};
use crate::domain::exchange_rate::Quotes;
use crate::domain::provider::StopReason;
use crate::flows::catalog::guard::conversions;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::providers::ProviderAlert;
use crate::store::providers::Configured;
use crate::store::{Tx, catalog_writes, exchange_rates, providers, stops};

/// Keeps what an answer tells of the currencies that providers follow; returns those of which it
/// tells nothing.
///
/// # Errors
/// When the database fails.
pub async fn keep(ctx: &mut Ctx<'_>, quotes: &Quotes) -> Result<Vec<String>, FlowError> {
    let followers = exchange_rates::followers(ctx.tx).await?;
    let currencies: BTreeSet<String> = followers.into_iter().map(|it| it.currency).collect();
    let mut missing = Vec::new();
    for currency in currencies {
        match quotes.conversion(&currency, &ctx.shop.currency) {
            Some(rate) => {
                let told = (currency.as_str(), rate.to_string());
                exchange_rates::keep(ctx.tx, (told.0, &told.1), ctx.now_ms).await?;
            }
            None => missing.push(currency),
        }
    }
    exchange_rates::forget_unused(ctx.tx).await?;
    Ok(missing)
}

/// Gives every provider that follows them the rate that is kept, and stops or ends the stop of its
/// sales.
///
/// # Errors
/// When the database fails.
pub async fn follow(ctx: &mut Ctx<'_>) -> Result<(), FlowError> {
    let mut is_changed = false;
    for follower in exchange_rates::followers(ctx.tx).await? {
        let rate = fresh(ctx.tx, &follower.currency, ctx.now_ms).await?;
        let given = rate.as_deref().unwrap_or_default();
        is_changed |= exchange_rates::give(ctx.tx, &follower.name, given).await?;
        is_changed |= sell(ctx, &follower.name, rate.is_some()).await?;
    }
    if is_changed {
        catalog_writes::refresh_visibility(ctx.tx).await?;
    }
    Ok(())
}

/// A provider with the rate that is kept, where its rate is fetched.
///
/// # Errors
/// When the database fails.
pub(super) async fn filled_in(
    ctx: &mut Ctx<'_>,
    configured: Configured,
) -> Result<Configured, FlowError> {
    if !configured.is_rate_fetched {
        return Ok(configured);
    }
    let rate = fresh(ctx.tx, &configured.currency, ctx.now_ms).await?;
    Ok(Configured { conversion: rate.unwrap_or_default(), ..configured })
}

/// The rate of a currency that is new enough to sell by.
async fn fresh(tx: &mut Tx, currency: &str, now_ms: i64) -> Result<Option<String>, FlowError> {
    let kept = exchange_rates::find(tx, currency).await?;
    Ok(kept.filter(|rate| rate.is_fresh(now_ms)).map(|rate| rate.conversion))
}

/// Sells by the rate, or not at all without one; whether anything is different now.
async fn sell(ctx: &mut Ctx<'_>, provider: &str, has_rate: bool) -> Result<bool, FlowError> {
    let reason = StopReason::NoFetchedRate;
    if !has_rate {
        stops::begin(ctx.tx, &bare_stop(provider, reason, ctx.now_ms), false).await?;
        tell_once(ctx, provider).await?;
        return Ok(providers::set_selling(ctx.tx, provider, false).await?);
    }
    let Some(account) = providers::account(ctx.tx, provider).await? else { return Ok(false) };
    let is_followed = conversions::follow(ctx, &account).await?;
    let present = stops::list(ctx.tx, provider).await?;
    let is_in_other_money = present.iter().any(|stop| stop.reason == StopReason::Currency);
    let is_sold = providers::set_selling(ctx.tx, provider, !is_in_other_money).await?;
    if end_quietly(ctx.tx, provider, reason).await? {
        notify_back(ctx, provider).await?;
    }
    Ok(is_followed || is_sold)
}

/// Owners hear of the stop once, whether orders wait or not: nothing else mends it.
async fn tell_once(ctx: &mut Ctx<'_>, provider: &str) -> Result<(), FlowError> {
    let present = stops::list(ctx.tx, provider).await?;
    let found = present.into_iter().find(|stop| stop.reason == StopReason::NoFetchedRate);
    let Some(stop) = found else { return Ok(()) };
    if stops::mark_notified(ctx.tx, &stop).await? {
        let notice = ProviderAlert::ProviderStopped { stop, is_after_trial: false };
        notify(ctx, notice).await?;
    }
    Ok(())
}
