//! What a question that failed says about its provider by itself, whatever was asked: owners hear
//! of it once, from whichever question comes first. Must never stop the sale: orders may fare
//! better than questions.

use strum::IntoEnumIterator as _;

use crate::clock::{DAY_MS, HOUR_MS};
use crate::domain::alert::AlertKey;
use crate::domain::provider::{Finding, Said, Trouble};
use crate::flows::{Ctx, FlowError, tell_admins_once};
use crate::notifications::notice::AdminNotice;
use crate::store::{Tx, alerts, stops};

/// A provider that comes and goes is told of once in this time.
const FLAPPING_MS: i64 = HOUR_MS;

/// Tells the owners, unless they know it from another question or from a stop.
///
/// # Errors
/// When the database fails.
pub async fn tell_finding(
    ctx: &mut Ctx<'_>,
    (provider, finding): (&str, Finding),
    said: Option<&Said>,
) -> Result<(), FlowError> {
    let stops = stops::list(ctx.tx, provider).await?;
    if stops.iter().any(|stop| finding.is_told_by(stop.reason)) {
        return Ok(());
    }
    let key = AlertKey::Finding(provider, finding);
    let (provider, trouble) = (provider.to_owned(), Trouble::Question(finding));
    let notice = AdminNotice::Provider { provider, trouble, said: said.cloned() };
    tell_admins_once(ctx, (&key, DAY_MS), &notice).await
}

/// A question was answered: the next trouble is told anew.
///
/// # Errors
/// When the database fails.
pub async fn forget_findings(tx: &mut Tx, provider: &str, now_ms: i64) -> Result<(), FlowError> {
    for finding in Finding::iter() {
        let key = AlertKey::Finding(provider, finding);
        alerts::clear_old(tx, &key, now_ms - FLAPPING_MS).await?;
    }
    Ok(())
}
