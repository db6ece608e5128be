//! Counts every hour how the services were delivered by the shop's own orders. Reads outside the
//! transaction that writes, so that nobody waits for it; only the few services that have several
//! sources are counted inside.

use super::WorkerContext;
use crate::atomically;
use crate::clock::DAY_MS;
use crate::domain::catalog::standing::WINDOW_DAYS;
use crate::domain::time::{Millis, Span};
use crate::flows::FlowError;
use crate::store::{service_sources, service_stats};

impl WorkerContext {
    /// Counts the orders of the last thirty days anew, and arranges the services by them; returns
    /// how many had some.
    pub async fn recount_deliveries(&self) -> Result<usize, FlowError> {
        let now_ms = self.clock.now_ms();
        let since_ms = self.shop.ago_ms(now_ms, Millis(WINDOW_DAYS * DAY_MS));
        let counted = {
            let mut tx = self.store.read().await?;
            service_stats::count(&mut tx, since_ms).await?
        };
        let kept: Result<(), FlowError> = atomically!(self.store, tx => {
            let window = Span { from_ms: since_ms, until_ms: now_ms };
            service_sources::recount_deliveries(tx, window).await?;
            Ok(service_stats::replace(tx, &counted, now_ms).await?)
        });
        kept?;
        self.recount_bought(since_ms).await?;
        self.arrange_services().await?;
        Ok(counted.len())
    }
}
