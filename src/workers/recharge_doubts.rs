//! Looks for top-ups of unknown outcome among the operations that their provider lists, so that
//! whoever decides reads which one it may be. Must never decide anything by it.

use std::sync::Arc;

use super::WorkerContext;
use crate::atomically;
use crate::clock::{MINUTE_MS, SECOND_MS};
use crate::flows::recharges::doubts::{self, Doubted};
use crate::flows::{Ctx, FlowError};
use crate::providers::Provider;
use crate::providers::recharges::{RechargeAsk, RechargeSubmission, Sought};
use crate::store::orders::listing::Doubts;

/// Top-ups that are looked for in one round.
const AT_ONCE: i64 = 5;
/// How long one is looked for.
const TRIED_MS: i64 = 10 * MINUTE_MS;
/// The provider's clock may be so much behind ours, or count in whole seconds.
const SKEW_MS: i64 = 2 * SECOND_MS;

impl WorkerContext {
    /// Looks for every top-up of a provider whose outcome is unknown.
    pub async fn look_for_recharges(&self, provider: &Arc<dyn Provider>) -> Result<(), FlowError> {
        let Some(recharges) = provider.recharges() else { return Ok(()) };
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let doubted = {
            let mut tx = self.store.read().await?;
            let since_ms = now_ms.saturating_sub(TRIED_MS);
            let wanted = Doubts { provider: provider.name(), since_ms, limit: AT_ONCE };
            doubts::list(&mut Ctx { tx: &mut tx, shop, now_ms }, wanted).await?
        };
        for Doubted { order_id, category, operator, destination, amount, since_ms } in doubted {
            let ask = RechargeAsk { category, operator, amount };
            let submission = RechargeSubmission { ask, destination };
            let sought = Sought { submission, since_ms: since_ms.saturating_sub(SKEW_MS) };
            let Some(looking) = recharges.look_for(&sought) else { return Ok(()) };
            let Ok(found) = looking.await else { return Ok(()) };
            atomically!(self.store, tx => {
                doubts::hear(&mut Ctx { tx, shop, now_ms }, order_id, &found).await
            })?;
        }
        Ok(())
    }
}
