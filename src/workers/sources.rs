//! Keeps services that have several sources bought at the best of them, and takes orders along that
//! wait where nothing can be bought. Owns how often that is looked at, and nothing else.

use super::WorkerContext;
use crate::atomically;
use crate::flows::catalog::sources;
use crate::flows::{Ctx, FlowError};

impl WorkerContext {
    /// Chooses where each such service is bought; returns how many orders went elsewhere.
    pub async fn choose_sources(&self) -> Result<usize, FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            sources::choose(ctx).await?;
            sources::move_waiting(ctx).await
        })
    }
}
