//! Looks at the providers' lists that an admin asks for: a row that a worker fulfils, and what it
//! found, told to whoever waits when any look at that provider ends.

use crate::domain::ids::PersonId;
use crate::domain::journal::ActName;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify_person;
use crate::notifications::providers::{ProviderAlert, SyncReport};
use crate::store::portion::Batch;
use crate::store::sync_runs::{self, LastSync};
use crate::store::{Tx, journal};

/// Providers that one command asks about at the most.
const PROVIDERS_MAX: i64 = 20;
/// A look that has not ended by then is taken for dead: the calls it makes have shorter limits.
pub const LOOK_MAX_MS: i64 = 5 * crate::clock::MINUTE_MS;

/// Asks for a look at one provider, or at all for an empty `only`; returns how each stood before.
/// Nothing is returned, and nothing asked, where no such provider is on.
pub async fn ask(
    tx: &mut Tx,
    admin_id: PersonId,
    only: &str,
    now_ms: i64,
) -> Result<Vec<LastSync>, FlowError> {
    let last_syncs =
        sync_runs::last_syncs(tx, admin_id, only, Batch { now_ms, limit: PROVIDERS_MAX }).await?;
    if sync_runs::request(tx, admin_id, only, now_ms).await? > 0 {
        let subject =
            if only.is_empty() { "providers".to_owned() } else { format!("provider {only}") };
        let (act, detail, reason) = (ActName::Sync, "", "");
        let line = journal::Act { actor_id: admin_id, act, subject: &subject, detail, reason };
        journal::append(tx, &line, now_ms).await?;
    }
    Ok(last_syncs)
}

/// The names of the providers that are on.
pub async fn names(tx: &mut Tx, admin_id: PersonId, now_ms: i64) -> Result<Vec<String>, FlowError> {
    let last_syncs =
        sync_runs::last_syncs(tx, admin_id, "", Batch { now_ms, limit: PROVIDERS_MAX }).await?;
    Ok(last_syncs.into_iter().map(|last_sync| last_sync.provider).collect())
}

/// Ends a look: keeps its numbers and tells whoever waits.
pub async fn finish(ctx: &mut Ctx<'_>, report: SyncReport) -> Result<(), FlowError> {
    let name = report.provider.clone();
    if let Some(end) = report.outcome.kept() {
        sync_runs::finish(ctx.tx, &name, (end, &report.counts()), ctx.now_ms).await?;
    }
    let waiting = sync_runs::take_requests(ctx.tx, &name).await?;
    let notice = ProviderAlert::Synced(Box::new(report)).into();
    // Somebody who is no admin any more is told nothing.
    for admin_id in waiting.into_iter().filter(|admin_id| ctx.shop.is_admin(*admin_id)) {
        notify_person(ctx, admin_id, &notice).await?;
    }
    Ok(())
}
