//! Looks through a mail provider's lists for orders whose outcome nobody knows, and for those that
//! were given up.

use std::sync::Arc;

use super::WorkerContext;
use crate::atomically;
use crate::clock::{DAY_MS, HOUR_MS, MINUTE_MS};
use crate::domain::mail::MailTarget;
use crate::flows::mail::reconciling;
use crate::flows::{Ctx, FlowError};
use crate::providers::Provider;
use crate::providers::mail::Sighting;
use crate::store::mail::orders::{self, SearchTimes, Sought};

/// When an order is looked for that was handed over just now, and how soon again.
const LOOK_EVERY_MS: i64 = 3 * MINUTE_MS;
/// How soon one is looked for again that was given up.
const GIVEN_UP_EVERY_MS: i64 = HOUR_MS;
/// How long an order may turn up.
pub(super) const LOOKED_FOR_MS: i64 = 7 * DAY_MS;
/// Orders of one look.
const LIMIT: i64 = 100;

impl WorkerContext {
    /// Looks through the lists of one provider, if anything is to be found there.
    pub async fn search_mail_orders(&self, provider: &Arc<dyn Provider>) -> Result<(), FlowError> {
        let Some(mail) = provider.mail() else { return Ok(()) };
        self.return_never_sent(provider.name()).await?;
        let now_ms = self.clock.now_ms();
        let times = SearchTimes {
            undecided_before_ms: now_ms.saturating_sub(LOOK_EVERY_MS),
            given_up_before_ms: now_ms.saturating_sub(GIVEN_UP_EVERY_MS),
            since_ms: now_ms.saturating_sub(LOOKED_FOR_MS),
        };
        let sought = {
            let mut tx = self.store.read().await?;
            orders::list_sought(&mut tx, (provider.name(), LIMIT), times).await?
        };
        let Some(since_ms) = sought.iter().map(|one| one.sent_ms).min() else { return Ok(()) };
        let targets: Vec<MailTarget> = sought.iter().map(|one| one.target.clone()).collect();
        let seen = match mail.look_for(&targets, since_ms).await {
            Ok(seen) => seen,
            Err(failure) => {
                // Nothing is known: neither that they are there nor that they are not.
                let (fault, words) = (failure.fault, failure.words());
                tracing::warn!(provider = provider.name(), %fault, words, "lists cannot be read");
                return self.unsure(&sought).await;
            }
        };
        for one in &sought {
            let sighting = seen.get(&one.target.to_string());
            self.take_sighting(one, sighting.unwrap_or(&Sighting::Doubtful)).await?;
        }
        Ok(())
    }

    async fn return_never_sent(&self, provider: &str) -> Result<(), FlowError> {
        let never_sent = {
            let mut tx = self.store.read().await?;
            orders::list_never_sent(&mut tx, (provider, LIMIT)).await?
        };
        for order_id in never_sent {
            let (shop, now_ms) = (&self.shop, self.clock.now_ms());
            atomically!(self.store, tx => {
                reconciling::never_sent(&mut Ctx { tx, shop, now_ms }, order_id).await
            })?;
        }
        Ok(())
    }

    async fn unsure(&self, sought: &[Sought]) -> Result<(), FlowError> {
        for one in sought {
            self.take_sighting(one, &Sighting::Doubtful).await?;
        }
        Ok(())
    }

    async fn take_sighting(&self, one: &Sought, sighting: &Sighting) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        tracing::info!(order = %one.order_id, ?sighting, "looked for in the provider's lists");
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            match sighting {
                Sighting::Placed { id } => reconciling::found(ctx, one, id).await,
                Sighting::Absent => reconciling::absent(ctx, one).await,
                Sighting::Doubtful => reconciling::doubtful(ctx, one).await,
            }
        })
    }
}
