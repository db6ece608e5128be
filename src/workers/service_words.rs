//! Makes once the words by which services are found, where a shop was opened before there were any
//! or another version made them otherwise. Every batch is a transaction of its own.

use super::WorkerContext;
use crate::atomically;
use crate::domain::ids::ServiceId;
use crate::flows::FlowError;
use crate::flows::catalog::search;

impl WorkerContext {
    /// Makes the words of all services, unless that is done.
    pub async fn index_services(&self) -> Result<(), FlowError> {
        if search::is_indexed(&mut self.store.read().await?).await? {
            return Ok(());
        }
        let mut after = Some(ServiceId::NONE);
        while let Some(last) = after {
            let done: Result<Option<ServiceId>, FlowError> =
                atomically!(self.store, tx => search::index_after(tx, last).await);
            after = done?;
        }
        Ok(())
    }
}
