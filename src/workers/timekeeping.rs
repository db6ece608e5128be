//! Looks whether somebody sets the machine's clock. The shop keeps its own time while it runs, so
//! there is nothing to do but to tell the owners, once.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::WorkerContext;
use crate::atomically;
use crate::domain::absence::STEP_MS;
use crate::flows::Ctx;
use crate::flows::FlowError;
use crate::flows::timekeeping::notify_clock_set;

/// How far the clock was set when the owners were last told of it, in milliseconds.
#[derive(Debug, Clone, Default)]
pub struct NotifiedStep(Arc<AtomicI64>);

impl WorkerContext {
    /// Compares the machine's wall clock with the shop's own time.
    pub async fn watch_clock(&self) -> Result<(), FlowError> {
        let stepped_ms = self.clock.stepped_ms();
        let by_ms = stepped_ms.saturating_sub(self.notified_step.0.load(Ordering::Relaxed));
        if by_ms.saturating_abs() <= STEP_MS {
            return Ok(());
        }
        tracing::warn!(by_ms, "the machine's clock was set");
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            notify_clock_set(&mut Ctx { tx, shop, now_ms }, by_ms).await
        })?;
        self.notified_step.0.store(stepped_ms, Ordering::Relaxed);
        Ok(())
    }
}
