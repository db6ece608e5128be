//! A provider is stamped with the host where its orders are. Another host under its name in the
//! settings is another system until an owner says that it is the same: until then nothing is sent
//! there and nothing is asked, for it would answer that it knows none of these orders.

use super::added::{record_and_notify, refresh};
use super::{bare_stop, end_quietly, notify_back};
use crate::domain::ids::PersonId;
use crate::domain::journal::ProviderAct;
use crate::domain::provider::StopReason;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::notify::notify;
use crate::notifications::providers::ProviderAlert;
use crate::store::providers::{self, Configured};
use crate::store::stops::{self, Stop};

/// Compares the hosts of the settings with those that the shop knows; owners are asked once about
/// each that is another.
pub(super) async fn compare_hosts(
    ctx: &mut Ctx<'_>,
    configured: &[Configured],
    present: &[Stop],
) -> Result<(), FlowError> {
    for Configured { name, host, .. } in configured {
        let known = providers::host(ctx.tx, name).await?;
        let stop =
            present.iter().find(|stop| stop.provider == *name && stop.reason == StopReason::Moved);
        match (known.filter(|known| known != host), stop) {
            (Some(_), Some(stop)) if stop.detail == *host => {}
            (Some(known), _) => begin(ctx, name, (known, host.clone())).await?,
            (None, Some(_)) => {
                end_quietly(ctx.tx, name, StopReason::Moved).await?;
                notify_back(ctx, name).await?;
            }
            (None, None) => {}
        }
    }
    Ok(())
}

async fn begin(
    ctx: &mut Ctx<'_>,
    provider: &str,
    (from, to): (String, String),
) -> Result<(), FlowError> {
    let stop = Stop { detail: to.clone(), ..bare_stop(provider, StopReason::Moved, ctx.now_ms) };
    if !stops::begin(ctx.tx, &stop, true).await? {
        stops::describe(ctx.tx, &stop).await?;
    }
    let provider = provider.to_owned();
    Ok(notify(ctx, ProviderAlert::Moved { provider, from, to }).await?)
}

/// The host that a provider is known by and the one that the settings have now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosts {
    /// Where its orders are.
    pub from: String,
    /// Where the settings say that it is.
    pub to: String,
    /// Its orders that are not over.
    pub open_orders: i64,
}

/// A provider that is stopped because its host is another one.
///
/// # Errors
/// [`UserError::ProviderNotStopped`].
pub async fn check_same_system(ctx: &mut Ctx<'_>, provider: &str) -> Result<Hosts, FlowError> {
    let stops = stops::list(ctx.tx, provider).await?;
    let stop = stops.into_iter().find(|stop| stop.reason == StopReason::Moved);
    let to = stop.ok_or(UserError::ProviderNotStopped)?.detail;
    let from = providers::host(ctx.tx, provider).await?.ok_or(UserError::ProviderNotStopped)?;
    let open_orders = providers::open_orders(ctx.tx, provider).await?;
    Ok(Hosts { from, to, open_orders })
}

/// An owner says that the other host is the same system: its orders are asked about there.
///
/// # Errors
/// [`UserError::ProviderNotStopped`], also when the hosts are not those that were shown.
pub async fn same_system(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (provider, from, to): (&str, &str, &str),
) -> Result<(), FlowError> {
    let hosts = check_same_system(ctx, provider).await?;
    let is_shown = hosts.from == from && hosts.to == to;
    if !is_shown || !providers::restamp(ctx.tx, provider, (from, to)).await? {
        return Err(UserError::ProviderNotStopped.into());
    }
    end_quietly(ctx.tx, provider, StopReason::Moved).await?;
    refresh(ctx.tx).await?;
    let detail = format!("{from} -> {to}");
    record_and_notify(ctx, (actor_id, ProviderAct::ProviderMoved), (provider, &detail)).await
}
