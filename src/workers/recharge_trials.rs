//! Reads the balance before an owner's trial is sent and when it is over, so that what its preview
//! said can be held against what was taken. Must never decide anything by it.

use std::sync::Arc;

use super::WorkerContext;
use crate::atomically;
use crate::domain::recharge::TrialState;
use crate::flows::recharges::trials;
use crate::flows::{Ctx, FlowError};
use crate::providers::Provider;
use crate::store::recharges::trials as rows;

impl WorkerContext {
    /// Follows the trial of a provider, if there is one.
    pub async fn follow_trial(&self, provider: &Arc<dyn Provider>) -> Result<(), FlowError> {
        let name = provider.name();
        if provider.recharges().is_none() {
            return Ok(());
        }
        let open = {
            let mut tx = self.store.read().await?;
            rows::open(&mut tx, name).await?
        };
        let Some(trial) = open.filter(|trial| trial.state == TrialState::Ordered) else {
            return Ok(());
        };
        let is_wanted = {
            let mut tx = self.store.read().await?;
            trials::wants_balance(&mut tx, &trial).await?
        };
        if !is_wanted {
            return Ok(());
        }
        let Some(balance) = self.ask_balance(provider).await? else { return Ok(()) };
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            trials::hear_balance(&mut Ctx { tx, shop, now_ms }, &trial, balance.amount).await
        })
    }
}
