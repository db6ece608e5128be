//! Networks, hourly: transfers to every address there ever was, with a cursor of its own. Owns that
//! a late payment is credited within the hour, however old its address. Must never leave an address
//! out: one that is shown again is fresh from then on, and what lies between is seen here.
//!
//! A look costs one request for the head, and for each range of blocks one request for every five
//! hundred addresses: with 10,000 addresses 21 requests with 20 `eth_getLogs` an hour, where the
//! hour's blocks are one range (Ethereum: 300 blocks, of at first 500 at once, later 2,000).

use super::WorkerContext;
use super::chain_scan::Looked;
use super::chain_watch::STEPS_MAX;
use super::gateways::Chain;
use crate::clock::{HOUR_MS, MINUTE_MS};
use crate::flows::FlowError;
use crate::store::deposits::cursors::{self, Cursor, Look, LookAt};

/// From one look to the next; rounds come every minute, so that it is not more than an hour.
const EVERY_MS: i64 = HOUR_MS - 2 * MINUTE_MS;

/// Whether an hourly look is due. One of the future was by another clock.
pub(super) fn is_due(cursor: &Cursor, now_ms: i64) -> bool {
    !(0..EVERY_MS).contains(&now_ms.saturating_sub(cursor.looked_ms))
}

impl WorkerContext {
    /// Looks at every address of each network that was not looked at for an hour.
    pub async fn watch_late(&self) -> Result<(), FlowError> {
        let mut outcome = Ok(());
        for chain in
            self.gateways.chains.iter().filter(|chain| chain.settings_check.get() == Some(true))
        {
            // One that fails does not hold up the others.
            outcome = outcome.and(self.look_late(chain).await);
        }
        outcome
    }

    async fn look_late(&self, chain: &Chain) -> Result<(), FlowError> {
        let gateway = chain.gateway();
        let cursor = {
            let mut tx = self.store.read().await?;
            cursors::find_of(&mut tx, LookAt { gateway: &gateway, look: Look::Late }).await?
        };
        if !cursor.is_some_and(|cursor| is_due(&cursor, self.clock.now_ms())) {
            return Ok(());
        }
        for _ in 0..STEPS_MAX {
            match self.scan_chain(chain, Look::Late).await? {
                Ok(Looked::Behind) => {}
                Ok(Looked::AtHead) => break,
                Err(error) => {
                    tracing::warn!(%gateway, %error, "old addresses were not looked at");
                    break;
                }
            }
        }
        Ok(())
    }
}
