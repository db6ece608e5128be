//! Stops that the settings begin and end: a provider that left them, or has no rate, or whose
//! account names another currency than they do. Must never forget what an account has said.

use super::{agree_on_currency, bare_stop, end_quietly, stop_sales, tell_back};
use crate::domain::provider::StopReason;
use crate::flows::{FlowError, Shop};
use crate::store::providers::{self, Account};
use crate::store::{Tx, stops};

/// Takes the settings of a start over: which providers are stopped by them, and which are so still
/// or no more by the currency that their account named last.
///
/// # Errors
/// When the database fails.
pub async fn take_settings(tx: &mut Tx, shop: &Shop, now_ms: i64) -> Result<(), FlowError> {
    let present = stops::list(tx, "").await?;
    for account in providers::all_accounts(tx).await? {
        let has = |reason| {
            present.iter().any(|stop| stop.provider == account.name && stop.reason == reason)
        };
        for (reason, is_so) in by_settings(&account) {
            if has(reason) != is_so {
                follow_setting(tx, shop, (&account.name, reason), is_so, now_ms).await?;
            }
        }
        follow_currency(tx, shop, &account, has(StopReason::Currency), now_ms).await?;
    }
    Ok(())
}

async fn follow_setting(
    tx: &mut Tx,
    shop: &Shop,
    (provider, reason): (&str, StopReason),
    is_so: bool,
    now_ms: i64,
) -> Result<(), FlowError> {
    if is_so {
        // Told when an order waits for it.
        stops::begin(tx, &bare_stop(provider, reason, now_ms), false).await?;
    } else if end_quietly(tx, provider, reason).await? {
        tell_back(tx, shop, provider, now_ms).await?;
    }
    Ok(())
}

async fn follow_currency(
    tx: &mut Tx,
    shop: &Shop,
    account: &Account,
    is_stopped: bool,
    now_ms: i64,
) -> Result<(), FlowError> {
    if is_of_another_currency(account) {
        stop_sales(tx, shop, &account.name, &account.account_currency, now_ms).await
    } else if is_stopped && account.is_on {
        agree_on_currency(tx, shop, &account.name, now_ms).await
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
    let told = &account.account_currency;
    account.is_on && !told.is_empty() && !told.eq_ignore_ascii_case(&account.currency)
}
