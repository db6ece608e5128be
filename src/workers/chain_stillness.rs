//! Whether the looks at networks go on: from what they have written down, and not from what they
//! say, so that one that hangs or panics is seen too. Must never look at a network itself.

use super::WorkerContext;
use super::gateways::Chain;
use crate::clock::{HOUR_MS, MINUTE_MS};
use crate::domain::alert::AlertKey;
use crate::domain::deposit::{Gateway, GatewayFault};
use crate::domain::time::Millis;
use crate::flows::FlowError;
use crate::store::alerts;
use crate::store::deposits::cursors::{self, Look, LookAt};

/// Without a new block for so long a network stands still, or its nodes do.
const STILL_AFTER: Millis = Millis(10 * MINUTE_MS);
/// A look at old addresses that has not come to the newest block for so long does not do so any
/// more.
const LATE_AFTER: Millis = Millis(3 * HOUR_MS);

impl WorkerContext {
    /// Tells owners of networks that nobody looks at, or that bring no new blocks, until they do.
    pub async fn watch_stillness(&self) -> Result<(), FlowError> {
        let mut outcome = Ok(());
        for chain in &self.gateways.chains {
            outcome = outcome.and(self.watch_stillness_of(chain).await);
        }
        outcome
    }

    async fn watch_stillness_of(&self, chain: &Chain) -> Result<(), FlowError> {
        let gateway = chain.gateway();
        let now = self.stillness(chain, &gateway).await?;
        let all = [GatewayFault::NotLooked, GatewayFault::StandsStill];
        let over: Vec<GatewayFault> = all.into_iter().filter(|fault| Some(*fault) != now).collect();
        self.gateway_works(&gateway, &over).await?;
        match now {
            Some(fault) => self.report_gateway_fault(&gateway, fault).await,
            None => Ok(()),
        }
    }

    /// What stands still, if anything that owners do not know better already.
    async fn stillness(
        &self,
        chain: &Chain,
        gateway: &Gateway,
    ) -> Result<Option<GatewayFault>, FlowError> {
        // What is not what the settings say is switched off.
        if chain.settings_check.get() == Some(false) {
            return Ok(None);
        }
        let ago = |age| self.shop.ago_ms(self.clock.now_ms(), age);
        let mut tx = self.store.read().await?;
        let Some(fresh) = cursors::find(&mut tx, gateway).await? else { return Ok(None) };
        let unreachable = AlertKey::Gateway(gateway, GatewayFault::Unreachable);
        if alerts::is_set(&mut tx, &unreachable).await? {
            return Ok(None);
        }
        // The look for tokens that are not listed finds no payments: the log tells of it.
        let late = cursors::find_of(&mut tx, LookAt { gateway, look: Look::Late }).await?;
        let is_late = late.is_some_and(|late| late.looked_ms <= ago(LATE_AFTER));
        Ok(if is_late || fresh.looked_ms <= ago(STILL_AFTER) {
            Some(GatewayFault::NotLooked)
        } else {
            (fresh.moved_ms <= ago(STILL_AFTER)).then_some(GatewayFault::StandsStill)
        })
    }
}
