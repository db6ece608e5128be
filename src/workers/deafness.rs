//! Providers that do not answer questions about orders: admins hear of it once a day, and when it
//! is over. Must never trouble anybody about a failure that passes.

use super::Workshop;
use crate::atomically;
use crate::clock::{DAY_MS, HOUR_MS};
use crate::flows::notice::AdminNotice;
use crate::flows::{FlowError, tell_admins, tell_admins_once};
use crate::providers::Fault;
use crate::store::alerts;

/// Ticks in a row without any answer after which it is told: one that passes is nobody's business.
const STRIKES: i64 = 3;
/// A provider that comes and goes is told of once in this time.
const FLAPPING_MS: i64 = HOUR_MS;

impl Workshop {
    /// Writes down how a provider's answers in one tick were.
    pub(super) async fn note_answers(
        &self,
        provider: &str,
        is_heard: bool,
        fault: Option<Fault>,
    ) -> Result<(), FlowError> {
        match fault {
            _ if is_heard => self.hears_again(provider).await,
            Some(fault) => self.hears_nothing(provider, fault).await,
            None => Ok(()),
        }
    }

    async fn hears_nothing(&self, provider: &str, fault: Fault) -> Result<(), FlowError> {
        tracing::debug!(provider, %fault, "no question about orders was answered");
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let (strikes, told) = keys(provider);
        atomically!(self.store, tx => {
            if alerts::strike(tx, &strikes, now_ms).await? < STRIKES {
                return Ok::<_, FlowError>(());
            }
            let (provider, trouble) = (provider.to_owned(), "status_unreachable".to_owned());
            let notice = AdminNotice::Provider { provider, trouble };
            tell_admins_once(tx, shop, (&told, DAY_MS), &notice, now_ms).await
        })
    }

    async fn hears_again(&self, provider: &str) -> Result<(), FlowError> {
        let (strikes, told) = keys(provider);
        let is_known = {
            let mut tx = self.store.read().await?;
            alerts::is_set(&mut tx, &strikes).await? || alerts::is_set(&mut tx, &told).await?
        };
        if !is_known {
            return Ok(());
        }
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            alerts::clear(tx, &strikes).await?;
            if alerts::clear_old(tx, &told, now_ms - FLAPPING_MS).await? {
                let notice = AdminNotice::ProviderBack { provider: provider.to_owned() };
                tell_admins(tx, shop, &notice, now_ms).await?;
            }
            Ok::<_, FlowError>(())
        })
    }
}

/// Where failures in a row are counted, and where it is noted that admins know.
fn keys(provider: &str) -> (String, String) {
    (format!("provider:{provider}:status_strikes"), format!("provider:{provider}:status"))
}
