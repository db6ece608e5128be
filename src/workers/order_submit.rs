//! Sends queued orders: claims one, calls its provider exactly once, and records the outcome. A
//! provider with too many unknown outcomes gets nothing until its balance call works.

use std::sync::Arc;

use futures::future::join_all;
use tracing::Instrument;

use super::Workshop;
use crate::atomically;
use crate::flows::notice::AdminNotice;
use crate::flows::submission::{self, Claimed, UNKNOWN_STREAK_MAX, begin_submission};
use crate::flows::{FlowError, tell_admins};
use crate::providers::{Provider, Submission, SubmitOutcome};
use crate::store::{orders, providers};

/// Submissions to one provider at once.
const AT_ONCE: i64 = 4;

impl Workshop {
    /// Sends what waits and may be sent, provider by provider; returns how many were sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submit_orders(&self) -> Result<usize, FlowError> {
        let providers = self.providers.iter().map(|provider| self.submit_to(provider));
        let sent: Result<Vec<usize>, FlowError> = join_all(providers).await.into_iter().collect();
        Ok(sent?.into_iter().sum())
    }

    async fn submit_to(&self, provider: &Arc<dyn Provider>) -> Result<usize, FlowError> {
        let claimed = self.claim(provider).await?;
        let count = claimed.len();
        let sending = claimed.into_iter().map(|claimed| self.send(provider, claimed));
        join_all(sending).await.into_iter().collect::<Result<(), FlowError>>()?;
        Ok(count)
    }

    async fn claim(&self, provider: &Arc<dyn Provider>) -> Result<Vec<Claimed>, FlowError> {
        let (name, now_ms) = (provider.name(), self.clock.now_ms());
        let (health, sendable) = {
            let mut tx = self.store.read().await?;
            let health = providers::health(&mut tx, name).await?;
            let sendable =
                orders::submission::list_sendable(&mut tx, name, now_ms, AT_ONCE).await?;
            (health, sendable)
        };
        let Some(health) = health else { return Ok(Vec::new()) };
        if sendable.is_empty() || health.not_before_ms > now_ms {
            return Ok(Vec::new());
        }
        if health.unknown_streak >= UNKNOWN_STREAK_MAX && !self.is_back(provider).await? {
            return Ok(Vec::new());
        }
        let shop = &self.shop;
        let mut claimed = Vec::new();
        for order_id in sendable {
            // One commit each: what one claim does to money must not hang on another.
            let next: Result<Option<Claimed>, FlowError> =
                atomically!(self.store, tx => begin_submission(tx, shop, order_id, now_ms).await);
            if let Some(next) = next? {
                claimed.push(next);
            }
        }
        Ok(claimed)
    }

    /// Whether a provider that gave only unclear answers can be asked again.
    async fn is_back(&self, provider: &Arc<dyn Provider>) -> Result<bool, FlowError> {
        if provider.balance().await.is_err() {
            let until_ms = self.clock.now_ms() + 30_000;
            let name = provider.name();
            atomically!(self.store, tx => {
                Ok::<_, FlowError>(providers::pause_until(tx, name, until_ms).await?)
            })?;
            return Ok(false);
        }
        let (name, shop, now_ms) = (provider.name(), &self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            if submission::end_streak(tx, name).await? {
                let notice = AdminNotice::ProviderBack { provider: name.to_owned() };
                tell_admins(tx, shop, &notice, now_ms).await?;
            }
            Ok::<_, FlowError>(())
        })?;
        Ok(true)
    }

    async fn send(&self, provider: &Arc<dyn Provider>, claimed: Claimed) -> Result<(), FlowError> {
        let Claimed { order, offer, answer, comments } = claimed;
        let span = tracing::info_span!("submit", order = order.order_id, attempt = order.attempt);
        let submission = Submission {
            service_id: offer.provider_service_id,
            kind: offer.kind,
            link: order.link.clone(),
            quantity: order.quantity,
            answer,
            comments,
            // The same at every attempt: a panel that knows it answers what it answered before.
            request_id: Some(format!("order-{}", order.order_id)),
        };
        crate::crash::point("before-submit");
        let outcome = provider.submit(&submission).instrument(span.clone()).await;
        crate::crash::point("after-submit");
        tracing::info!(parent: &span, outcome = outcome_name(&outcome), "submitted");
        self.record(&order, outcome).instrument(span).await
    }

    async fn record(&self, order: &orders::Order, outcome: SubmitOutcome) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => match &outcome {
            SubmitOutcome::Accepted { id } => {
                submission::accept(tx, shop, order, id, now_ms).await
            }
            SubmitOutcome::Rejected { reason } => {
                submission::reject(tx, shop, order, reason.as_str(), now_ms).await
            }
            SubmitOutcome::NotPlaced { cause, retry_after_ms } => {
                let retry_at_ms = now_ms.saturating_add(*retry_after_ms);
                submission::requeue(tx, shop, order, cause.as_str(), retry_at_ms, now_ms).await
            }
            SubmitOutcome::Unknown { cause, id } => {
                let seen_id = id.as_deref().unwrap_or_default();
                submission::to_review(tx, shop, order, cause.as_str(), seen_id, now_ms).await
            }
        })
    }
}

const fn outcome_name(outcome: &SubmitOutcome) -> &'static str {
    match outcome {
        SubmitOutcome::Accepted { .. } => "accepted",
        SubmitOutcome::Rejected { .. } => "rejected",
        SubmitOutcome::NotPlaced { .. } => "not_placed",
        SubmitOutcome::Unknown { .. } => "unknown",
    }
}
