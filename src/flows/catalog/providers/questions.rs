//! What a question that failed says about its provider by itself, whatever was asked: owners hear
//! of it once, from whichever question comes first. Must never stop the sale: orders may fare
//! better than questions.

use strum::IntoEnumIterator as _;

use crate::clock::HOUR_MS;
use crate::domain::alert::AlertKey;
use crate::domain::provider::{Finding, ProviderFault, Said};
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::providers::ProviderAlert;
use crate::store::{Tx, alerts, stops};

/// A provider that comes and goes is told of once in this time.
const FLAPPING_MS: i64 = HOUR_MS;

/// Tells the owners, unless they know it from another question or from a stop.
pub async fn notify_finding(
    ctx: &mut Ctx<'_>,
    (provider, finding): (&str, Finding),
    said: Option<&Said>,
) -> Result<(), FlowError> {
    let stops = stops::list(ctx.tx, provider).await?;
    if stops.iter().any(|stop| finding.is_known_by(stop.reason)) {
        return Ok(());
    }
    let (provider, fault) = (provider.to_owned(), ProviderFault::Question(finding));
    let notice = ProviderAlert::Provider { provider, fault, said: said.cloned() };
    Ok(notify(ctx, notice).await?)
}

/// A question was answered: the next fault is told anew.
pub async fn forget_findings(tx: &mut Tx, provider: &str, now_ms: i64) -> Result<(), FlowError> {
    for finding in Finding::iter() {
        let key = AlertKey::Finding(provider, finding);
        alerts::clear_old(tx, &key, now_ms - FLAPPING_MS).await?;
    }
    Ok(())
}
