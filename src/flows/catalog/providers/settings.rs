//! Stops that the settings begin and end: a provider that left them, or has no rate, or whose
//! account names another currency than they do, or that is at another host, or whose key does not
//! open. Must never forget what an account has said.

use super::fetched_rates;
use super::moved::compare_hosts;
use super::sealing::open_provider;
use super::typing::CHAT_PROVIDERS_MAX;
use super::{agree_on_currency, bare_stop, end_quietly, notify_back, stop, stop_sales};
use crate::domain::exchange_rate::FETCHED;
use crate::domain::provider::StopReason;
use crate::flows::catalog::guard::conversions;
use crate::flows::{Ctx, FlowError, Shop};
use crate::store::chat_providers::{self, ChatProvider};
use crate::store::providers::{self, Account, Configured};
use crate::store::stops;

/// The providers of a start.
pub struct FromOutside<'a> {
    /// Those of the settings.
    pub settings: &'a [Configured],
}

/// Takes the providers of a start over: which are stopped by their settings, and which are so still
/// or no more by the currency that their account named last.
pub async fn take_settings(
    ctx: &mut Ctx<'_>,
    FromOutside { settings }: FromOutside<'_>,
) -> Result<(), FlowError> {
    let added = added(ctx, settings).await?;
    let of_chat = added.iter().map(|provider| configured(ctx.shop, provider));
    let all: Vec<Configured> = settings.iter().cloned().chain(of_chat).collect();
    let mut configured = Vec::with_capacity(all.len());
    for provider in all {
        configured.push(fetched_rates::filled_in(ctx, provider).await?);
    }
    let new = not_looked_at(ctx, &configured).await?;
    providers::configure(ctx.tx, &configured).await?;
    begin_off(ctx, &new).await?;
    let present = stops::list(ctx.tx, "").await?;
    compare_hosts(ctx, &configured, &present).await?;
    for provider in &added {
        follow_seal(ctx, provider).await?;
    }
    follow_accounts(ctx).await?;
    Ok(providers::refresh_closed(ctx.tx).await?)
}

/// What sells nothing before an owner has looked and is seen for the first time, or has become such
/// a system under a known name.
async fn not_looked_at(
    ctx: &mut Ctx<'_>,
    configured: &[Configured],
) -> Result<Vec<String>, FlowError> {
    let mut new = Vec::new();
    for provider in configured.iter().filter(|provider| provider.kind.starts_off()) {
        if providers::kind(ctx.tx, &provider.name).await? != Some(provider.kind) {
            new.push(provider.name.clone());
        }
    }
    Ok(new)
}

/// It is off until an owner switches it on.
async fn begin_off(ctx: &mut Ctx<'_>, new: &[String]) -> Result<(), FlowError> {
    for provider in new {
        let stop = bare_stop(provider, StopReason::SwitchedOff, ctx.now_ms);
        stops::begin(ctx.tx, &stop, true).await?;
        tracing::info!(provider, "off until an owner switches it on");
    }
    Ok(())
}

/// The providers of the chat that no setting has taken the name of.
async fn added(ctx: &mut Ctx<'_>, settings: &[Configured]) -> Result<Vec<ChatProvider>, FlowError> {
    let listed = chat_providers::list(ctx.tx, CHAT_PROVIDERS_MAX).await?;
    let is_named = |provider: &ChatProvider| settings.iter().any(|it| it.name == provider.name);
    let (hidden, added): (Vec<_>, Vec<_>) = listed.into_iter().partition(is_named);
    for ChatProvider { name, .. } in hidden {
        tracing::warn!(
            provider = name,
            "the settings have a provider of this name: the one that was added in the chat is off"
        );
    }
    Ok(added)
}

/// A provider of the chat as it is configured. Where rates cannot be fetched any more, one whose
/// rate was to be has none.
pub(super) fn configured(shop: &Shop, provider: &ChatProvider) -> Configured {
    let is_to_be_fetched = provider.conversion == FETCHED;
    let typed = if is_to_be_fetched { "" } else { &provider.conversion };
    Configured {
        name: provider.name.clone(),
        kind: provider.kind,
        host: provider.host.clone(),
        currency: provider.currency.clone(),
        conversion: typed.to_owned(),
        is_rate_fetched: is_to_be_fetched && shop.provider_rules.has_rates,
    }
}

/// One whose key does not open is off, and owners are told at once.
async fn follow_seal(ctx: &mut Ctx<'_>, provider: &ChatProvider) -> Result<(), FlowError> {
    let (name, reason) = (provider.name.as_str(), StopReason::Sealed);
    if open_provider(ctx.shop.master_key.as_deref(), provider).is_none() {
        return stop(ctx, (name, reason), (None, super::Failed::None)).await;
    }
    if end_quietly(ctx.tx, name, reason).await? {
        notify_back(ctx, name).await?;
    }
    Ok(())
}

async fn follow_accounts(ctx: &mut Ctx<'_>) -> Result<(), FlowError> {
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
        // Told when an order waits for it, or when a rate was to be fetched and was not.
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

fn by_settings(account: &Account) -> [(StopReason, bool); 3] {
    let is_off = !account.is_on;
    let has_no_rate = !is_off && account.configured_conversion.is_empty();
    [
        (StopReason::Off, is_off),
        (StopReason::NoRate, has_no_rate && !account.is_rate_fetched),
        (StopReason::NoFetchedRate, has_no_rate && account.is_rate_fetched),
    ]
}

fn is_of_another_currency(account: &Account) -> bool {
    let currency = &account.account_currency;
    account.is_on && !currency.is_empty() && !currency.eq_ignore_ascii_case(&account.currency)
}
