//! Looks into the DNS for customers who want to know whether their domain's record is there.

use futures::future::join_all;

use super::WorkerContext;
use crate::atomically;
use crate::clock::MINUTE_MS;
use crate::domain::mail::ConsentToken;
use crate::domain::time::Span;
use crate::flows::mail::consents;
use crate::flows::{Ctx, FlowError};
use crate::store::mail::checks::{self, ConsentCheck};
use crate::store::mail::consents as rows;
use crate::store::portion::Batch;

/// Checks at once: each asks some dozen questions of other people's servers.
const AT_ONCE: i64 = 4;
/// A claim whose worker is gone ends after this; a check takes half a minute at the most.
const LEASE_MS: i64 = MINUTE_MS;

impl WorkerContext {
    /// Makes the checks that wait.
    pub async fn check_consents(&self) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        let waiting = {
            let mut tx = self.store.read().await?;
            checks::list_waiting(&mut tx, Batch { now_ms, limit: AT_ONCE }).await?
        };
        let checked = join_all(waiting.iter().map(|check| self.check_consent(check))).await;
        checked.into_iter().collect()
    }

    async fn check_consent(&self, check: &ConsentCheck) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        let lease = Span { from_ms: now_ms, until_ms: now_ms.saturating_add(LEASE_MS) };
        let claimed = atomically!(self.store, tx => {
            checks::claim(tx, check.check_id, lease).await
        })?;
        if !claimed {
            return Ok(());
        }
        let consent = {
            let mut tx = self.store.read().await?;
            rows::find(&mut tx, check.consent_id).await?
        };
        let (Some(consent), Some(token)) = (consent, ConsentToken::parse(&check.token)) else {
            return Ok(());
        };
        let found = self.consent.look(&consent.domain, &token).await;
        let missing = found.as_ref().err();
        tracing::info!(consent = %check.consent_id, ?missing, "a mail domain was looked at");
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            consents::answer(ctx, check, found.as_ref().copied()).await
        })
    }
}
