//! Fetches every provider's list of services and hands it to the catalog. The account's currency
//! is looked at beside: another one than configured stops the sales of that provider until they
//! agree. Of one provider there is one sync at a time, whoever asked for it; must never hide why
//! nothing changed.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::WorkerContext;
use super::jobs::lasting;
use super::provider_health::finding_of;
use crate::atomically;
use crate::clock::SECOND_MS;
use crate::domain::alert::AlertKey;
use crate::domain::backoff::Backoff;
use crate::domain::catalog::Listing;
use crate::domain::look::Unfetched;
use crate::domain::provider::ProviderFault;
use crate::domain::time::{Millis, Span};
use crate::flows::catalog::providers::{forget_findings, hear_balance, notify_finding};
use crate::flows::catalog::sync::{apply_catalog, refuse_unreadable};
use crate::flows::catalog::sync_requests::{LOOK_MAX_MS, finish};
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::providers::{ProviderAlert, Refusal, SyncOutcome, SyncReport};
use crate::providers::{ErrorClass, Failure, Fault, Provider};
use crate::store::{alerts, catalog_writes, sync_runs};

/// Providers asked for in one tick.
const LIMIT: i64 = 20;

/// The waits after failures, as far as they are shorter than the usual one.
const RETRY: Backoff = Backoff { first_ms: 30 * SECOND_MS, last_ms: i64::MAX };

impl WorkerContext {
    /// Syncs every provider once, one after the other; a failing one does not stop the next.
    pub async fn sync_catalogs(&self) -> Result<(), FlowError> {
        for provider in self.providers.all() {
            self.sync_catalog(&provider).await?;
        }
        Ok(())
    }

    /// Syncs the providers that an admin waits for.
    pub async fn fulfil_syncs(&self) -> Result<(), FlowError> {
        let requested = {
            let mut tx = self.store.read().await?;
            sync_runs::requested(&mut tx, LIMIT).await?
        };
        let mut outcome = Ok(());
        for name in requested {
            let ended = match self.providers.find(&name) {
                Some(provider) => self.sync_catalog(&provider).await.map(drop),
                None => self.end(SyncReport::refused(&name, SyncOutcome::Off)).await,
            };
            outcome = outcome.and(ended);
        }
        outcome
    }

    /// Syncs one provider, unless a sync of it is under way. Tells whether its list was taken over,
    /// as far as this sync knows.
    async fn sync_catalog(&self, provider: &Arc<dyn Provider>) -> Result<bool, FlowError> {
        let (name, now_ms) = (provider.name(), self.clock.now_ms());
        let running = Span::lasting(now_ms, Millis(LOOK_MAX_MS));
        let is_first: Result<bool, FlowError> =
            atomically!(self.store, tx => Ok(sync_runs::begin(tx, name, running).await?));
        if !is_first? {
            // Whether the other one succeeds is not known: look again soon.
            return Ok(false);
        }
        if !self.compare_currency(provider).await? {
            self.end(SyncReport::refused(name, SyncOutcome::Currency)).await?;
            return Ok(false);
        }
        match provider.services().await {
            Ok(listing) => {
                let is_taken = self.take_over(name, listing).await?;
                self.sync_products(provider).await?;
                Ok(is_taken)
            }
            Err(failure) => {
                self.sync_failed(name, failure).await?;
                Ok(false)
            }
        }
    }

    async fn take_over(&self, name: &str, mut listing: Listing) -> Result<bool, FlowError> {
        let spellings = {
            let mut tx = self.store.read().await?;
            catalog_writes::category_spellings(&mut tx).await?
        };
        listing.spell_categories(&spellings);
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let found: Result<_, FlowError> = atomically!(self.store, tx => {
            alerts::clear(tx, &AlertKey::CatalogUnreachable(name)).await?;
            forget_findings(tx, name, now_ms).await?;
            let report = apply_catalog(&mut Ctx { tx, shop, now_ms }, name, &listing).await?;
            let found = (report.counts(), report.outcome == SyncOutcome::Taken);
            finish(&mut Ctx { tx, shop, now_ms }, report).await?;
            Ok(found)
        });
        let (counts, is_taken) = found?;
        tracing::info!(provider = name, ?counts, listed = listing.rows.len(), "catalog synced");
        Ok(is_taken)
    }

    /// Syncs one provider as often as the settings want until `stop`; after a failure or a refused
    /// answer soon again, and then ever less often.
    pub(super) async fn keep_synced(self, provider: Arc<dyn Provider>, stop: CancellationToken) {
        let every = lasting(self.sync_ms);
        let pulse = self.pulse(format!("sync {}", provider.name()));
        let mut failures = 0_u32;
        while !stop.is_cancelled() {
            let is_taken = pulse.unbroken(self.sync_catalog(&provider)).await;
            let has_synced = is_taken == Some(true);
            if has_synced {
                pulse.unbroken(self.arrange_services()).await;
            }
            failures = if has_synced { 0 } else { failures.saturating_add(1) };
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(wait_after(failures, every)) => {}
            }
        }
    }

    /// An answer that cannot be read is refused like a shrunken one; a network fault is told once
    /// a day.
    async fn sync_failed(&self, name: &str, failure: Failure) -> Result<(), FlowError> {
        let (fault, words) = (failure.fault, failure.words());
        tracing::warn!(provider = name, %fault, words, "the catalog cannot be fetched");
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let is_unreadable =
            matches!(fault, Fault::NotJson | Fault::Shape | Fault::TooLarge | Fault::OtherCurrency);
        let said = failure.said.as_ref();
        atomically!(self.store, tx => {
            if let Some(finding) = finding_of(tx, name, &failure).await? {
                notify_finding(&mut Ctx { tx, shop, now_ms }, (name, finding), said).await?;
                let outcome = SyncOutcome::Unreachable(finding.into());
                let ctx = &mut Ctx { tx, shop, now_ms };
                return finish(ctx, SyncReport::refused(name, outcome).saying(said)).await;
            }
            if is_unreadable {
                refuse_unreadable(&mut Ctx { tx, shop, now_ms }, name).await?;
                let outcome = SyncOutcome::Refused(Refusal::Unreadable);
                let report = SyncReport::refused(name, outcome).saying(said);
                return finish(&mut Ctx { tx, shop, now_ms }, report).await;
            }
            // Our own budget of calls is no fault of the provider's.
            if fault != Fault::Throttled {
                let (provider, fault) = (name.to_owned(), ProviderFault::CatalogUnreachable);
                let notice = ProviderAlert::Provider { provider, fault, said: said.cloned() };
                notify(&mut Ctx { tx, shop, now_ms }, notice).await?;
            }
            let outcome = SyncOutcome::Unreachable(unfetched(fault));
            let report = SyncReport::refused(name, outcome).saying(said);
            finish(&mut Ctx { tx, shop, now_ms }, report).await
        })
    }

    async fn end(&self, report: SyncReport) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => finish(&mut Ctx { tx, shop, now_ms }, report.clone()).await)
    }

    /// Whether the provider's account is in the currency that its prices are converted from. An
    /// answer without a currency, or none at all, proves nothing and stops nothing.
    async fn compare_currency(&self, provider: &Arc<dyn Provider>) -> Result<bool, FlowError> {
        let name = provider.name();
        let Some(balance) = self.ask_balance(provider).await? else { return Ok(true) };
        let amount = balance.amount.to_string();
        let balance = (amount.as_str(), balance.currency.as_deref().unwrap_or_default());
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            hear_balance(&mut Ctx { tx, shop, now_ms }, name, balance).await
        })
    }
}

/// Why a list could not be fetched, as those read it who asked for it.
const fn unfetched(fault: Fault) -> Unfetched {
    match fault {
        Fault::NoConnection => Unfetched::NoConnection,
        Fault::Reset => Unfetched::Reset,
        Fault::Timeout => Unfetched::Timeout,
        Fault::Http(_) => Unfetched::Http,
        Fault::Throttled => Unfetched::Throttled,
        Fault::Provider(ErrorClass::Auth) => Unfetched::Auth,
        Fault::Provider(ErrorClass::Rate) => Unfetched::Rate,
        // The last four are told as a list that cannot be read.
        Fault::Provider(_)
        | Fault::NotJson
        | Fault::Shape
        | Fault::OtherCurrency
        | Fault::TooLarge => Unfetched::Other,
    }
}

/// How long the next sync waits after so many failures in a row.
fn wait_after(failures: u32, every: Duration) -> Duration {
    if failures == 0 { every } else { RETRY.lasting(failures.into()).min(every) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_sync_is_tried_again_soon_and_then_ever_less_often() {
        let hour = Duration::from_secs(3_600);
        let waits: Vec<u64> =
            (0..10).map(|failures| wait_after(failures, hour).as_secs()).collect();
        assert_eq!(waits, [3_600, 30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
        assert_eq!(wait_after(u32::MAX, hour), hour);
        assert_eq!(wait_after(1, Duration::from_secs(10)).as_secs(), 10);
    }
}
