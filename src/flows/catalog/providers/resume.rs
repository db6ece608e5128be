//! The one order that an owner lets through to a stopped provider. Must never let a second one
//! through before the first is answered.

use super::end_waits;
use crate::domain::ids::PersonId;
use crate::domain::journal::ActName;
use crate::domain::provider::Trial;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::acts::ActNotice;
use crate::notifications::notify::notify;
use crate::notifications::notify::who;

use crate::store::stops::Stop;
use crate::store::{Tx, journal, orders, providers, stops};

/// The stop that an owner may end by a trial order: one order ends all of the provider's.
///
/// # Errors
/// [`UserError::ProviderNotStopped`] when there is none, or none that began at `since_ms`;
/// [`UserError::StopStays`] while no order could be sent; [`UserError::TrialUnderWay`].
pub async fn check_resume(
    tx: &mut Tx,
    provider: &str,
    since_ms: Option<i64>,
) -> Result<Stop, FlowError> {
    let stops = stops::list(tx, provider).await?;
    if stops.iter().any(|stop| !stop.reason.ends_by_an_order()) {
        return Err(UserError::StopStays.into());
    }
    let mut stops = stops.into_iter();
    let found = stops.find(|stop| since_ms.is_none_or(|since_ms| stop.since_ms == since_ms));
    let stop = found.ok_or(UserError::ProviderNotStopped)?;
    let health = providers::health(tx, provider).await?.ok_or(UserError::ProviderNotStopped)?;
    // What the balance has granted an owner may take over.
    match (health.trial, health.trial_by) {
        (Trial::Sent, _) => Err(UserError::TrialUnderWay.into()),
        (Trial::Granted, by) if by.is_some() => Err(UserError::TrialUnderWay.into()),
        _ => Ok(stop),
    }
}

/// Lets one order be sent to a stopped provider as a trial: the next that waits, or that is placed.
///
/// # Errors
/// As [`check_resume`].
pub async fn resume(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (provider, since_ms): (&str, i64),
) -> Result<(), FlowError> {
    let stop = check_resume(ctx.tx, provider, Some(since_ms)).await?;
    let health = providers::health(ctx.tx, provider).await?.ok_or(UserError::ProviderNotStopped)?;
    let (from, to) = ((health.trial, health.trial_by), (Trial::Granted, actor_id));
    if !stops::move_trial(ctx.tx, provider, from, to).await? {
        return Err(UserError::TrialUnderWay.into());
    }
    providers::end_pause(ctx.tx, provider).await?;
    end_waits(ctx.tx, provider, ctx.now_ms).await?;
    // It may wait for a reason of its own; there must be one that can be sent.
    orders::submission::end_wait_of_oldest(ctx.tx, provider, ctx.now_ms).await?;
    let (subject, act) = (format!("provider {provider}"), ActName::ProviderResumed);
    let detail = format!("stopped: {}", stop.reason.into_str());
    let line = journal::Act { actor_id, act, subject: &subject, detail: &detail, reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let (actor, provider) = (who(ctx.tx, actor_id).await?, provider.to_owned());
    Ok(notify(ctx, ActNotice::ProviderResumed { actor, provider }).await?)
}
