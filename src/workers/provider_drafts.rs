//! Tries the providers that owners are adding: one question to each, about its balance; the answer
//! carries the button that adds it. Must never ask one that nobody waits for, nor place anything.

use super::WorkerContext;
use super::provider_health::finding_of;
use super::roster::client;
use crate::atomically;
use crate::domain::provider::{AddRefusal, Finding, ProviderKind};
use crate::flows::catalog::providers::added::{Tried, answer};
use crate::flows::catalog::providers::sealing::open_draft;
use crate::flows::{Ctx, FlowError};
use crate::providers::{Failure, Fault};
use crate::store::provider_drafts::{self, Draft};

/// Drafts tried in one tick.
const LIMIT: i64 = 20;

impl WorkerContext {
    /// Tries every draft that waits.
    pub async fn try_new_providers(&self) -> Result<(), FlowError> {
        let waiting = {
            let mut tx = self.store.read().await?;
            provider_drafts::list_asked(&mut tx, LIMIT).await?
        };
        for draft in &waiting {
            let tried = self.try_one(draft).await?;
            let (shop, now_ms) = (&self.shop, self.clock.now_ms());
            atomically!(self.store, tx => {
                answer(&mut Ctx { tx, shop, now_ms }, draft, tried.clone()).await
            })?;
        }
        Ok(())
    }

    async fn try_one(&self, draft: &Draft) -> Result<Tried, FlowError> {
        let Some(opened) = open_draft(&self.shop, draft) else {
            return Ok(Tried::Refused(AddRefusal::Sealed, None));
        };
        let named = (draft.name.as_str(), draft.currency.as_str());
        let Ok(provider) = client(ProviderKind::Panel, named, opened, self.addresses()) else {
            return Ok(Tried::Refused(AddRefusal::NoConnection, None));
        };
        match provider.balance().await {
            Ok(balance) => Ok(Tried::Balance(balance.amount, balance.currency)),
            Err(failure) => self.refused(&draft.name, failure).await,
        }
    }

    async fn refused(&self, name: &str, failure: Failure) -> Result<Tried, FlowError> {
        let (fault, words) = (failure.fault, failure.words());
        tracing::warn!(provider = name, %fault, words, "a provider that is added cannot be tried");
        let finding = {
            let mut tx = self.store.read().await?;
            finding_of(&mut tx, name, &failure).await?
        };
        let refusal = match (finding, fault) {
            (Some(Finding::Key), _) => AddRefusal::Key,
            (Some(Finding::Page), _) => AddRefusal::WebPage,
            (None, Fault::NoConnection) => AddRefusal::NoConnection,
            (None, Fault::Timeout | Fault::Reset) => AddRefusal::NoAnswer,
            (None, _) => AddRefusal::NoBalance,
        };
        Ok(Tried::Refused(refusal, failure.said))
    }
}
