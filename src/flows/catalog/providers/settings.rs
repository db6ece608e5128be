//! Stops that the settings begin and end: a provider that left them, or has no rate, or whose
//! account names another currency than they do. Must never forget what an account has said.

use super::{agree_on_currency, bare_stop, end_quietly, notify_back, stop_sales};
use crate::domain::provider::StopReason;
use crate::flows::catalog::guard::conversions;
use crate::flows::{Ctx, FlowError};
use crate::store::providers::{self, Account};
use crate::store::stops;

/// Takes the settings of a start over: which providers are stopped by them, and which are so still
/// or no more by the currency that their account named last.
pub async fn take_settings(ctx: &mut Ctx<'_>) -> Result<(), FlowError> {
    let present = stops::list(ctx.tx, "").await?;
    for account in providers::all_accounts(ctx.tx).await? {
        let has = |reason| {
            present.iter().any(|stop| stop.provider == account.name && stop.reason == reason)
        };
        for (reason, is_so) in by_settings(&account) {
            if has(reason) != is_so {
                follow_setting(ctx, (&account.name, reason), is_so).await?;
            }
        }
        conversions::follow(ctx, &account).await?;
        follow_currency(ctx, &account, has(StopReason::Currency)).await?;
    }
    Ok(())
}

async fn follow_setting(
    ctx: &mut Ctx<'_>,
    (provider, reason): (&str, StopReason),
    is_so: bool,
) -> Result<(), FlowError> {
    if is_so {
        // Told when an order waits for it.
        stops::begin(ctx.tx, &bare_stop(provider, reason, ctx.now_ms), false).await?;
    } else if end_quietly(ctx.tx, provider, reason).await? {
        notify_back(ctx, provider).await?;
    }
    Ok(())
}

async fn follow_currency(
    ctx: &mut Ctx<'_>,
    account: &Account,
    is_stopped: bool,
) -> Result<(), FlowError> {
    if is_of_another_currency(account) {
        stop_sales(ctx, &account.name, &account.account_currency).await
    } else if is_stopped && account.is_on {
        agree_on_currency(ctx, &account.name).await
    } else {
        Ok(())
    }
}

fn by_settings(account: &Account) -> [(StopReason, bool); 2] {
    let is_off = !account.is_on;
    let has_no_rate = !is_off && account.configured_conversion.is_empty();
    [(StopReason::Off, is_off), (StopReason::NoRate, has_no_rate)]
}

fn is_of_another_currency(account: &Account) -> bool {
    let currency = &account.account_currency;
    account.is_on && !currency.is_empty() && !currency.eq_ignore_ascii_case(&account.currency)
}
