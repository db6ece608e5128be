//! Fetches every provider's list of services and hands it to the catalog. The account's currency
//! is looked at beside: another one than configured stops the sales of that provider.

use std::sync::Arc;

use super::Workshop;
use crate::atomically;
use crate::clock::DAY_MS;
use crate::flows::catalog::{Synced, apply_catalog, refuse_unreadable, stop_sales};
use crate::flows::notice::AdminNotice;
use crate::flows::{FlowError, tell_admins_once};
use crate::providers::{Fault, Provider};
use crate::store::{alerts, providers};

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

    /// Syncs one provider.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sync_catalog(&self, provider: &Arc<dyn Provider>) -> Result<Synced, FlowError> {
        let name = provider.name();
        if !self.currency_agrees(provider).await? {
            return Ok(Synced { is_refused: true, ..Synced::default() });
        }
        let listed = match provider.services().await {
            Ok(listed) => listed,
            Err(fault) => {
                self.sync_failed(name, fault).await?;
                return Ok(Synced { is_refused: true, ..Synced::default() });
            }
        };
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let synced: Result<Synced, FlowError> = atomically!(self.store, tx => {
            alerts::clear(tx, &sync_key(name)).await?;
            apply_catalog(tx, shop, name, &listed, now_ms).await
        });
        let synced = synced?;
        tracing::info!(provider = name, ?synced, listed = listed.len(), "catalog synced");
        Ok(synced)
    }

    /// An answer that cannot be read is refused like a shrunken one; a network fault is told once
    /// a day.
    async fn sync_failed(&self, name: &str, fault: Fault) -> Result<(), FlowError> {
        tracing::warn!(provider = name, %fault, "the catalog cannot be fetched");
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let is_unreadable = matches!(fault, Fault::NotJson | Fault::Shape | Fault::TooLarge);
        atomically!(self.store, tx => {
            if is_unreadable {
                return refuse_unreadable(tx, shop, name, now_ms).await;
            }
            let (provider, trouble) = (name.to_owned(), "catalog_unreachable".to_owned());
            let notice = AdminNotice::Provider { provider, trouble };
            let key = sync_key(name);
            tell_admins_once(tx, shop, (&key, DAY_MS), &notice, now_ms).await
        })
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
