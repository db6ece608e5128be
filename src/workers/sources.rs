//! Keeps services that have several sources bought at the best of them, and takes orders along that
//! wait where nothing can be bought. Owns how often that is looked at, and nothing else.

use super::WorkerContext;
use crate::atomically;
use crate::flows::catalog::sources;
use crate::flows::{Ctx, FlowError};
use crate::store::service_sources;

impl WorkerContext {
    /// Chooses where each such service is bought; returns how many orders went elsewhere.
    pub async fn choose_sources(&self) -> Result<usize, FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        if !service_sources::has_any(&mut self.store.read().await?).await? {
            return Ok(0);
        }
        atomically!(self.store, tx => {
            sources::choose_and_move(&mut Ctx { tx, shop, now_ms }).await
        })
    }
}
