//! Sends queued orders: claims one, calls its provider exactly once, and records the outcome. A
//! stopped provider gets one order as a trial, when an owner wants it or its balance can be read.
//! One that lacks funds gets one at a time.

use std::sync::Arc;
use std::time::Duration;

use futures::future::{BoxFuture, join_all};
use tracing::Instrument;

use super::WorkerContext;
use crate::atomically;
use crate::clock::{MINUTE_MS, SECOND_MS};
use crate::crash::{self, Point};
use crate::domain::ids::OrderId;
use crate::flows::Ctx;
use crate::flows::FlowError;
use crate::flows::catalog::providers::filing::meaning_of;
use crate::flows::catalog::providers::{Gate, Heard, grant_by_balance, hear_balance};
use crate::flows::orders::submission::{self, Claimed, begin_submission};
use crate::providers::{
    ProductSubmission, Provider, RejectReason, Submission, SubmitOutcome, Submitted, UnknownCause,
    filed,
};
use crate::store::portion::Batch;
use crate::store::{StoreError, Tx, orders, providers, shortages};

/// Submissions to one provider at once, while its answers are clear.
const AT_ONCE: i64 = 4;
/// How long an order waits that could not be claimed.
const UNCLAIMABLE_MS: i64 = MINUTE_MS;
/// When the balance of a stopped provider is asked for again.
const BALANCE_RETRY_MS: i64 = 30 * SECOND_MS;
/// Seconds between the tries to write an outcome down; they end before the claim does.
const RECORD_WAITS_S: [u64; 6] = [0, 1, 2, 5, 10, 20];

impl WorkerContext {
    /// Sends what waits and may be sent, provider by provider; returns how many were sent.
    pub async fn submit_orders(&self) -> Result<usize, FlowError> {
        let present = self.providers.all();
        let providers = present.iter().map(|provider| self.submit_to(provider));
        let sent: Result<Vec<usize>, FlowError> = join_all(providers).await.into_iter().collect();
        Ok(sent?.into_iter().sum())
    }

    /// Sends what waits for one provider and may be sent; returns how many were sent.
    pub async fn submit_to(&self, provider: &Arc<dyn Provider>) -> Result<usize, FlowError> {
        let claimed = self.claim(provider).await?;
        let count = claimed.len();
        let sending = claimed.into_iter().map(|claimed| self.send(provider, claimed));
        join_all(sending).await.into_iter().collect::<Result<(), FlowError>>()?;
        Ok(count)
    }

    async fn claim(&self, provider: &Arc<dyn Provider>) -> Result<Vec<Claimed>, FlowError> {
        let (name, now_ms) = (provider.name(), self.clock.now_ms());
        let (gate, sendable) = {
            let mut tx = self.store.read().await?;
            let Some(health) = providers::health(&mut tx, name).await? else {
                return Ok(Vec::new());
            };
            if health.not_before_ms > now_ms {
                return Ok(Vec::new());
            }
            let gate = Gate::of(&health);
            // Several unclear answers at once would pass the number that stops a provider.
            let limit = match gate {
                Gate::Closed => return Ok(Vec::new()),
                Gate::Open if health.unknown_streak == 0 => AT_ONCE,
                Gate::Open | Gate::Trial { .. } | Gate::AfterBalance => 1,
            };
            let sendable = if !health.is_short {
                orders::submission::list_sendable(&mut tx, name, Batch { now_ms, limit }).await?
            } else if shortages::waiting(&mut tx, name).await?.until_ms > now_ms {
                Vec::new()
            } else {
                let cheapest = orders::submission::cheapest_sendable(&mut tx, name, now_ms).await?;
                cheapest.into_iter().collect()
            };
            (gate, sendable)
        };
        if sendable.is_empty() {
            return Ok(Vec::new());
        }
        if gate == Gate::AfterBalance && !self.look_for_recovery(provider).await? {
            return Ok(Vec::new());
        }
        let mut claimed = Vec::new();
        for order_id in sendable {
            // One commit each: what one claim does to money must not hang on another. Those that
            // are claimed must be sent whatever becomes of the next.
            match self.claim_one(order_id, now_ms).await {
                Ok(next) => claimed.extend(next),
                Err(error) => self.put_off(order_id, &error).await,
            }
        }
        Ok(claimed)
    }

    async fn claim_one(
        &self,
        order_id: OrderId,
        now_ms: i64,
    ) -> Result<Option<Claimed>, FlowError> {
        let shop = &self.shop;
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            begin_submission(ctx, order_id).await
        })
    }

    /// An order that cannot be claimed makes room for those behind it.
    async fn put_off(&self, order_id: OrderId, error: &FlowError) {
        let error_id = crate::telemetry::error_id();
        tracing::error!(order = %order_id, %error, error_id, "an order cannot be claimed");
        let until_ms = self.clock.now_ms() + UNCLAIMABLE_MS;
        let put_off: Result<bool, FlowError> = async {
            atomically!(self.store, tx => {
                Ok(orders::submission::put_off(tx, order_id, until_ms).await?)
            })
        }
        .await;
        if let Err(error) = put_off {
            tracing::error!(order = %order_id, %error, "nor can it be put off");
        }
    }

    /// Whether a stopped provider can be tried again: its balance is read.
    async fn look_for_recovery(&self, provider: &Arc<dyn Provider>) -> Result<bool, FlowError> {
        let name = provider.name();
        let held = self.ask_balance(provider).await?;
        let held = held.map(|held| (held.amount.to_string(), held.currency.unwrap_or_default()));
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            let agrees = match &held {
                Some((amount, currency)) => {
                    hear_balance(&mut Ctx { tx, shop, now_ms }, name, (amount, currency)).await?
                }
                None => false,
            };
            if agrees {
                grant_by_balance(tx, name).await?;
            } else {
                providers::pause_until(tx, name, now_ms + BALANCE_RETRY_MS).await?;
            }
            Ok::<_, FlowError>(agrees)
        })
    }

    async fn send(&self, provider: &Arc<dyn Provider>, claimed: Claimed) -> Result<(), FlowError> {
        let Claimed { order, offer, entered, answer } = claimed;
        let span = tracing::info_span!("submit", order = %order.order_id, attempt = order.attempt);
        let request_id = Some(order.request_id.clone());
        if offer.kind.is_product() {
            let submission = ProductSubmission {
                product_id: offer.provider_service_id.clone(),
                quantity: order.quantity,
                answer,
                request_id,
            };
            let submitting = submit_product(provider, &submission);
            return self.record_answer(provider, &order, (submitting, span)).await;
        }
        let submission = Submission {
            service_id: offer.provider_service_id,
            kind: offer.kind,
            link: order.link.clone(),
            quantity: order.quantity,
            entered,
            // The same at every attempt: a panel that knows it answers what it answered before.
            request_id,
        };
        let submitting = provider.submit(&submission);
        self.record_answer(provider, &order, (submitting, span)).await
    }

    /// Makes the one call of an attempt and writes down what came of it.
    async fn record_answer(
        &self,
        provider: &Arc<dyn Provider>,
        order: &orders::Order,
        (submitting, span): (BoxFuture<'_, Submitted>, tracing::Span),
    ) -> Result<(), FlowError> {
        crash::point(Point::BeforeSubmit);
        let submitted = submitting.instrument(span.clone()).await;
        crash::point(Point::AfterSubmit);
        let outcome = outcome_name(&submitted.outcome);
        match &submitted.said {
            Some(said) => {
                let (provider, words) = (provider.name(), said.text.as_str());
                tracing::warn!(parent: &span, provider, outcome, words, "submitted, not taken");
            }
            None => tracing::info!(parent: &span, outcome, "submitted"),
        }
        self.record(order, submitted).instrument(span).await
    }

    /// Writes the outcome down. It is known only here: a database that fails for a moment must not
    /// lose the provider's number.
    async fn record(&self, order: &orders::Order, submitted: Submitted) -> Result<(), FlowError> {
        let (outcome, mut waits_s) = (&submitted.outcome, RECORD_WAITS_S.into_iter());
        loop {
            let error = match self.record_once(order, &submitted).await {
                Err(FlowError::Store(error @ StoreError::Db(_))) => error,
                other => return other,
            };
            let Some(wait_s) = waits_s.next() else {
                // The last resort: whoever decides about the order finds the number here.
                tracing::error!(%error, ?outcome, "the outcome of an order is not written down");
                return Err(error.into());
            };
            tracing::warn!(%error, ?outcome, wait_s, "an outcome is written down later");
            tokio::time::sleep(Duration::from_secs(wait_s)).await;
        }
    }

    async fn record_once(
        &self,
        order: &orders::Order,
        submitted: &Submitted,
    ) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            if let Some(said) = &submitted.said {
                orders::words::keep(tx, order, said, now_ms).await?;
            }
            match &understood(tx, order, submitted).await? {
                SubmitOutcome::Accepted { id } => {
                    submission::accept(&mut Ctx { tx, shop, now_ms }, order, id).await
                }
                SubmitOutcome::Rejected { reason } => {
                    let refused = (*reason, Heard::Clear);
                    submission::reject(&mut Ctx { tx, shop, now_ms }, order, refused).await
                }
                SubmitOutcome::Unsendable { reason } => {
                    let unsent = (*reason, Heard::Nothing);
                    submission::reject(&mut Ctx { tx, shop, now_ms }, order, unsent).await
                }
                SubmitOutcome::NotPlaced { cause, retry_after_ms } => {
                    let retry_at_ms = now_ms.saturating_add(*retry_after_ms);
                    let ctx = &mut Ctx { tx, shop, now_ms };
                    submission::requeue(ctx, order, *cause, retry_at_ms).await
                }
                SubmitOutcome::Unknown { cause, id } => {
                    let seen_id = id.as_deref().unwrap_or_default();
                    let ctx = &mut Ctx { tx, shop, now_ms };
                    submission::to_review(ctx, order, (*cause).into(), seen_id).await
                }
            }
        })
    }
}

/// Sends an order of a product; where its provider sells none any more, nothing is sent.
fn submit_product<'a>(
    provider: &'a Arc<dyn Provider>,
    submission: &'a ProductSubmission,
) -> BoxFuture<'a, Submitted> {
    match provider.products() {
        Some(products) => products.submit_product(submission),
        None => {
            let outcome = SubmitOutcome::Unsendable { reason: RejectReason::ServiceGone };
            Box::pin(std::future::ready(outcome.into()))
        }
    }
}

/// What an attempt came to. A sentence in no list means what an owner has said that it means.
async fn understood(
    tx: &mut Tx,
    order: &orders::Order,
    submitted: &Submitted,
) -> Result<SubmitOutcome, FlowError> {
    let unlisted = UnknownCause::UnlistedError;
    let heard = submitted.outcome.clone();
    if heard != (SubmitOutcome::Unknown { cause: unlisted, id: None }) {
        return Ok(heard);
    }
    let meaning = meaning_of(tx, &order.provider, submitted.said.as_ref()).await?;
    Ok(meaning.map_or(heard, |meaning| {
        tracing::info!(meaning = meaning.into_str(), "its words are filed");
        filed(meaning)
    }))
}

const fn outcome_name(outcome: &SubmitOutcome) -> &'static str {
    match outcome {
        SubmitOutcome::Accepted { .. } => "accepted",
        SubmitOutcome::Rejected { .. } => "rejected",
        SubmitOutcome::Unsendable { .. } => "unsendable",
        SubmitOutcome::NotPlaced { .. } => "not_placed",
        SubmitOutcome::Unknown { .. } => "unknown",
    }
}
