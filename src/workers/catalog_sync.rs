//! Fetches every provider's list of services and hands it to the catalog. The account's currency
//! is looked at beside: another one than configured stops the sales of that provider. Of one
//! provider there is one sync at a time, whoever asked for it; must never hide why nothing changed.

use std::sync::Arc;

use super::Workshop;
use crate::atomically;
use crate::clock::DAY_MS;
use crate::domain::catalog::Listed;
use crate::flows::catalog::{apply_catalog, refuse_unreadable, stop_sales};
use crate::flows::notice::AdminNotice;
use crate::flows::resync::{LOOK_MAX_MS, Report, Verdict, finish};
use crate::flows::{FlowError, tell_admins_once};
use crate::providers::{Fault, Provider};
use crate::store::{alerts, providers, syncs};

/// Providers asked for in one tick.
const LIMIT: i64 = 20;

impl Workshop {
    /// Syncs every provider once, one after the other; a failing one does not stop the next.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sync_catalogs(&self) -> Result<(), FlowError> {
        for provider in &self.providers {
            self.sync_catalog(provider).await?;
        }
        Ok(())
    }

    /// Syncs the providers that an admin waits for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fulfil_syncs(&self) -> Result<(), FlowError> {
        let requested = {
            let mut tx = self.store.read().await?;
            syncs::requested(&mut tx, LIMIT).await?
        };
        for name in requested {
            match self.providers.iter().find(|provider| provider.name() == name) {
                Some(provider) => self.sync_catalog(provider).await?,
                None => self.end(Report::refused(&name, Verdict::Off)).await?,
            }
        }
        Ok(())
    }

    /// Syncs one provider, unless a sync of it is under way.
    async fn sync_catalog(&self, provider: &Arc<dyn Provider>) -> Result<(), FlowError> {
        let (name, now_ms) = (provider.name(), self.clock.now_ms());
        let times = (now_ms, now_ms + LOOK_MAX_MS);
        let is_first: Result<bool, FlowError> =
            atomically!(self.store, tx => Ok(syncs::begin(tx, name, times).await?));
        if !is_first? {
            return Ok(());
        }
        if !self.currency_agrees(provider).await? {
            return self.end(Report::refused(name, Verdict::Currency)).await;
        }
        match provider.services().await {
            Ok(listed) => self.take_over(name, &listed).await,
            Err(fault) => self.sync_failed(name, fault).await,
        }
    }

    async fn take_over(&self, name: &str, listed: &[Listed]) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let counts: Result<_, FlowError> = atomically!(self.store, tx => {
            alerts::clear(tx, &sync_key(name)).await?;
            let report = apply_catalog(tx, shop, name, listed, now_ms).await?;
            let counts = report.counts();
            finish(tx, shop, report, now_ms).await?;
            Ok(counts)
        });
        let counts = counts?;
        tracing::info!(provider = name, ?counts, listed = listed.len(), "catalog synced");
        Ok(())
    }

    /// An answer that cannot be read is refused like a shrunken one; a network fault is told once
    /// a day.
    async fn sync_failed(&self, name: &str, fault: Fault) -> Result<(), FlowError> {
        tracing::warn!(provider = name, %fault, "the catalog cannot be fetched");
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let is_unreadable = matches!(fault, Fault::NotJson | Fault::Shape | Fault::TooLarge);
        atomically!(self.store, tx => {
            if is_unreadable {
                refuse_unreadable(tx, shop, name, now_ms).await?;
                let report = Report::refused(name, Verdict::Unreadable);
                return finish(tx, shop, report, now_ms).await;
            }
            let (provider, trouble) = (name.to_owned(), "catalog_unreachable".to_owned());
            let notice = AdminNotice::Provider { provider, trouble };
            let key = sync_key(name);
            tell_admins_once(tx, shop, (&key, DAY_MS), &notice, now_ms).await?;
            let report = Report::refused(name, Verdict::Unreachable(fault.as_str()));
            finish(tx, shop, report, now_ms).await
        })
    }

    async fn end(&self, report: Report) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => finish(tx, shop, report.clone(), now_ms).await)
    }

    /// Whether the provider's account is in the currency that its prices are converted from. An
    /// answer without a currency, or none at all, proves nothing and stops nothing.
    async fn currency_agrees(&self, provider: &Arc<dyn Provider>) -> Result<bool, FlowError> {
        let name = provider.name();
        let told = provider.balance().await.ok().and_then(|balance| balance.currency);
        let Some(told) = told else { return Ok(true) };
        let configured = {
            let mut tx = self.store.read().await?;
            providers::currency(&mut tx, name).await?
        };
        if configured.is_none_or(|currency| currency.eq_ignore_ascii_case(&told)) {
            return Ok(true);
        }
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => stop_sales(tx, shop, name, "currency", now_ms).await)?;
        Ok(false)
    }
}

fn sync_key(provider: &str) -> String {
    format!("provider:{provider}:catalog_unreachable")
}
