//! Providers that do not answer questions: admins hear of it once a day, and when it is over. Must
//! never trouble anybody about a failure that passes.

use std::sync::Arc;

use super::WorkerContext;
use crate::atomically;
use crate::clock::HOUR_MS;
use crate::domain::alert::AlertKey;
use crate::domain::provider::{Finding, Meaning, ProviderFault};
use crate::flows::catalog::providers::filing::meaning_of;
use crate::flows::catalog::providers::{forget_findings, notify_finding};
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::providers::ProviderAlert;
use crate::providers::{Balance, ErrorClass, Failure, Fault, Provider};
use crate::store::{Tx, alerts, strikes};

/// Ticks in a row without any answer after which it is told: one that passes is nobody's business.
const STRIKES: i64 = 3;
/// A provider that comes and goes is told of once in this time.
const FLAPPING_MS: i64 = HOUR_MS;

impl WorkerContext {
    /// Writes down how a provider's answers in one tick were.
    pub(super) async fn note_answers(
        &self,
        provider: &str,
        is_heard: bool,
        failure: Option<Failure>,
    ) -> Result<(), FlowError> {
        match failure {
            _ if is_heard => self.hears_again(provider).await,
            Some(failure) => self.hears_nothing(provider, failure).await,
            None => Ok(()),
        }
    }

    /// What a provider's account holds; `None` where it does not say so, which is told where no
    /// other question will fare better.
    pub(super) async fn ask_balance(
        &self,
        provider: &Arc<dyn Provider>,
    ) -> Result<Option<Balance>, FlowError> {
        let name = provider.name();
        match provider.balance().await {
            Ok(balance) => Ok(Some(balance)),
            Err(failure) => {
                let (fault, words) = (failure.fault, failure.words());
                tracing::warn!(provider = name, %fault, words, "the balance cannot be read");
                self.note_failure(name, &failure).await?;
                Ok(None)
            }
        }
    }

    /// Tells of a question that no other one will fare better than.
    pub(super) async fn note_failure(
        &self,
        provider: &str,
        failure: &Failure,
    ) -> Result<(), FlowError> {
        if !matches!(failure.fault, Fault::Provider(_)) && !failure.is_page() {
            return Ok(());
        }
        let (shop, said, now_ms) = (&self.shop, failure.said.as_ref(), self.clock.now_ms());
        atomically!(self.store, tx => match finding_of(tx, provider, failure).await? {
            Some(finding) => {
                let ctx = &mut Ctx { tx, shop, now_ms };
                notify_finding(ctx, (provider, finding), said).await
            }
            None => Ok(()),
        })
    }

    async fn hears_nothing(&self, provider: &str, failure: Failure) -> Result<(), FlowError> {
        tracing::debug!(provider, %failure, "no question about orders was answered");
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let key = AlertKey::StatusUnreachable(provider);
        atomically!(self.store, tx => {
            if strikes::strike(tx, provider).await? < STRIKES {
                return Ok::<_, FlowError>(());
            }
            if let Some(finding) = finding_of(tx, provider, &failure).await? {
                let said = failure.said.as_ref();
                notify_finding(&mut Ctx { tx, shop, now_ms }, (provider, finding), said).await?;
                // Its end is told as that of any other silence.
                if !alerts::is_set(tx, &key).await? {
                    alerts::mark_notified(tx, &[key], now_ms).await?;
                }
                return Ok(());
            }
            let (provider, fault) = (provider.to_owned(), ProviderFault::StatusUnreachable);
            let notice = ProviderAlert::Provider { provider, fault, said: failure.said.clone() };
            Ok(notify(&mut Ctx { tx, shop, now_ms }, notice).await?)
        })
    }

    async fn hears_again(&self, provider: &str) -> Result<(), FlowError> {
        let key = AlertKey::StatusUnreachable(provider);
        let is_known = {
            let mut tx = self.store.read().await?;
            strikes::has_any(&mut tx, provider).await? || alerts::is_set(&mut tx, &key).await?
        };
        if !is_known {
            return Ok(());
        }
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            strikes::clear(tx, provider).await?;
            forget_findings(tx, provider, now_ms).await?;
            if alerts::clear_old(tx, &key, now_ms - FLAPPING_MS).await? {
                let notice = ProviderAlert::ProviderBack { provider: provider.to_owned() };
                notify(&mut Ctx { tx, shop, now_ms }, notice).await?;
            }
            Ok::<_, FlowError>(())
        })
    }
}

/// What a failure says by itself. A server in trouble often answers with a page of its own.
pub(super) async fn finding_of(
    tx: &mut Tx,
    provider: &str,
    failure: &Failure,
) -> Result<Option<Finding>, FlowError> {
    let is_key = match failure.fault {
        Fault::Provider(ErrorClass::Auth) => true,
        Fault::Provider(ErrorClass::Other) => {
            let meaning = meaning_of(tx, provider, failure.said.as_ref()).await?;
            meaning == Some(Meaning::Auth)
        }
        _ => false,
    };
    let is_page = failure.is_page() && !matches!(failure.fault, Fault::Http(500..));
    Ok(if is_key { Some(Finding::Key) } else { is_page.then_some(Finding::Page) })
}
