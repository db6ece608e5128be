//! Sends refills and cancels to providers, each once, and asks what became of refills. What nobody
//! knows of is never sent again; what was asked for is never taken for what was done.

use std::sync::Arc;

use super::WorkerContext;
use super::order_poll::is_answer;
use crate::atomically;
use crate::clock::DAY_MS;
use crate::crash::{self, Point};
use crate::domain::ids::OrderRequestId;
use crate::domain::order::request::{OrderRequestKind, RefillWord};
use crate::domain::time::{Millis, Span};
use crate::flows::catalog::providers::Gate;
use crate::flows::orders::requests::{self as flow, Asked};
use crate::flows::{Ctx, FlowError};
use crate::providers::{AskAnswer, AskOutcome, BATCH_MAX, Cancels, Provider, Refills};
use crate::store::orders::requests::{self, OrderRequest};
use crate::store::portion::{Batch, Older};
use crate::store::{Race, StoreError, providers};

/// Calls to one provider in one round, of each kind.
const CALLS_MAX: usize = 20;
/// Abandoned and fruitless requests looked at in one round.
const LIMIT: i64 = 100;

/// A provider as it is asked for one of the two.
#[derive(Clone, Copy)]
enum Ability<'p> {
    Refills(&'p dyn Refills),
    Cancels(&'p dyn Cancels),
}

impl Ability<'_> {
    const fn kind(self) -> OrderRequestKind {
        match self {
            Self::Refills(_) => OrderRequestKind::Refill,
            Self::Cancels(_) => OrderRequestKind::Cancel,
        }
    }

    fn at_once(self) -> usize {
        let most = match self {
            Self::Refills(refills) => refills.orders_at_once(),
            Self::Cancels(cancels) => cancels.orders_at_once(),
        };
        most.clamp(1, BATCH_MAX)
    }

    async fn ask(self, ids: &[String]) -> Vec<AskAnswer> {
        match self {
            Self::Refills(refills) => refills.refill(ids).await,
            Self::Cancels(cancels) => cancels.cancel(ids).await,
        }
    }
}

impl WorkerContext {
    /// Sends what waits for one provider, and asks it what became of refills.
    pub async fn ask_provider(&self, provider: &Arc<dyn Provider>) -> Result<(), FlowError> {
        if !self.may_be_asked(provider.name()).await? {
            return Ok(());
        }
        let refills = provider.refills().map(Ability::Refills);
        let cancels = provider.cancels().map(Ability::Cancels);
        for ability in cancels.into_iter().chain(refills) {
            self.send_waiting(provider.name(), ability).await?;
        }
        match provider.refills() {
            Some(refills) => self.follow_refills(provider.name(), refills).await,
            None => Ok(()),
        }
    }

    /// Whether a provider may be called: nothing is asked of one that gets no orders.
    async fn may_be_asked(&self, name: &str) -> Result<bool, FlowError> {
        let mut tx = self.store.read().await?;
        let health = providers::health(&mut tx, name).await?;
        let now_ms = self.clock.now_ms();
        Ok(health.is_some_and(|health| {
            health.not_before_ms <= now_ms && Gate::of(&health) == Gate::Open
        }))
    }

    async fn send_waiting(&self, name: &str, ability: Ability<'_>) -> Result<(), FlowError> {
        for _ in 0..CALLS_MAX {
            let claimed = self.claim_requests(name, ability).await?;
            if claimed.is_empty() {
                break;
            }
            self.send_requests(name, ability, &claimed).await?;
        }
        Ok(())
    }

    async fn claim_requests(
        &self,
        name: &str,
        ability: Ability<'_>,
    ) -> Result<Vec<OrderRequest>, FlowError> {
        let (now_ms, limit) = (self.clock.now_ms(), i64::try_from(ability.at_once()).unwrap_or(1));
        let waiting: Vec<OrderRequestId> = {
            let mut tx = self.store.read().await?;
            let batch = Batch { now_ms, limit };
            requests::list_sendable(&mut tx, name, ability.kind(), batch).await?
        };
        if waiting.is_empty() {
            return Ok(Vec::new());
        }
        let lease = Span::lasting(now_ms, Millis(flow::REQUEST_LEASE_MS));
        atomically!(self.store, tx => Ok(requests::claim(tx, &waiting, lease).await?))
    }

    async fn send_requests(
        &self,
        name: &str,
        ability: Ability<'_>,
        claimed: &[OrderRequest],
    ) -> Result<(), FlowError> {
        let ids: Vec<String> =
            claimed.iter().map(|request| request.provider_order_id.clone()).collect();
        crash::point(Point::BeforeRequest);
        let answers = ability.ask(&ids).await;
        crash::point(Point::AfterRequest);
        let mut outcome = Ok(());
        // What cannot be written down of one is written down of the others.
        for (request, answer) in claimed.iter().zip(&answers) {
            log(name, request, answer);
            outcome = outcome.and(self.record_request(request, answer).await);
        }
        outcome
    }

    async fn record_request(
        &self,
        request: &OrderRequest,
        answer: &AskAnswer,
    ) -> Result<(), FlowError> {
        let asked = match &answer.outcome {
            AskOutcome::Accepted { id } => Asked::Taken(id),
            AskOutcome::Refused => Asked::Refused,
            AskOutcome::NotSent { cause, retry_after_ms } => {
                Asked::NotSent(*cause, Millis(*retry_after_ms))
            }
            AskOutcome::Unclear { .. } => Asked::Unclear,
        };
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let heard: Result<(), FlowError> = atomically!(self.store, tx => {
            flow::hear(&mut Ctx { tx, shop, now_ms }, request, asked).await
        });
        unless_decided(heard)
    }

    async fn follow_refills(&self, name: &str, refills: &dyn Refills) -> Result<(), FlowError> {
        let (now_ms, limit) = (self.clock.now_ms(), i64::try_from(BATCH_MAX).unwrap_or(1));
        let due = {
            let mut tx = self.store.read().await?;
            requests::list_due(&mut tx, name, Batch { now_ms, limit }).await?
        };
        if due.is_empty() {
            return Ok(());
        }
        // The next question is set first: an answer that breaks something is not asked in a loop.
        self.schedule_refills(&due).await?;
        let numbers: Vec<String> =
            due.iter().map(|request| request.provider_request_id.clone()).collect();
        let words = match refills.refill_statuses(&numbers).await {
            Ok(words) => words,
            Err(failure) if numbers.len() > 1 && is_answer(failure.fault) => {
                return self.follow_singly(refills, &due).await;
            }
            Err(failure) => {
                let (fault, words) = (failure.fault, failure.words());
                tracing::warn!(provider = name, %fault, words, "refills cannot be asked about");
                return Ok(());
            }
        };
        let mut outcome = Ok(());
        for request in &due {
            if let Some(word) = words.get(&request.provider_request_id) {
                outcome = outcome.and(self.record_refill(request, *word).await);
            }
        }
        outcome
    }

    /// A panel that cannot answer about several refills is asked about a few, one by one.
    async fn follow_singly(
        &self,
        refills: &dyn Refills,
        due: &[OrderRequest],
    ) -> Result<(), FlowError> {
        for request in due.iter().take(CALLS_MAX) {
            let number = std::slice::from_ref(&request.provider_request_id);
            let Ok(words) = refills.refill_statuses(number).await else { break };
            if let Some(word) = words.get(&request.provider_request_id) {
                self.record_refill(request, *word).await?;
            }
        }
        Ok(())
    }

    /// Each at its own pace: often while its customer may be watching.
    async fn schedule_refills(&self, due: &[OrderRequest]) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        let mut at: std::collections::BTreeMap<i64, Vec<OrderRequestId>> = Default::default();
        for request in due {
            let since_taken = Span { from_ms: request.changed_ms, until_ms: now_ms };
            let next_ms = flow::next_poll_ms(since_taken);
            at.entry(next_ms).or_default().push(request.request_id);
        }
        atomically!(self.store, tx => {
            for (next_ms, request_ids) in &at {
                requests::move_polls(tx, request_ids, *next_ms).await?;
            }
            Ok::<_, FlowError>(())
        })
    }

    async fn record_refill(
        &self,
        request: &OrderRequest,
        word: RefillWord,
    ) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let heard: Result<bool, FlowError> = atomically!(self.store, tx => {
            flow::hear_refill(&mut Ctx { tx, shop, now_ms }, request, word).await
        });
        unless_decided(heard.map(|_| ()))
    }

    /// What must not be forgotten: calls whose process died, and requests nothing came of.
    pub async fn watch_requests(&self) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let (abandoned, fruitless) = {
            let mut tx = self.store.read().await?;
            let batch = Batch { now_ms, limit: LIMIT };
            let older = Older { than_ms: shop.ago_ms(now_ms, Millis(DAY_MS)), limit: LIMIT };
            let abandoned = requests::list_abandoned(&mut tx, batch).await?;
            (abandoned, requests::list_ignored(&mut tx, older).await?)
        };
        let mut outcome = Ok(());
        for request in &abandoned {
            let ended: Result<(), FlowError> = atomically!(self.store, tx => {
                flow::interrupt(&mut Ctx { tx, shop, now_ms }, request).await
            });
            outcome = outcome.and(unless_decided(ended));
        }
        for request in &fruitless {
            let ended: Result<(), FlowError> = atomically!(self.store, tx => {
                flow::give_up(&mut Ctx { tx, shop, now_ms }, request).await
            });
            outcome = outcome.and(unless_decided(ended));
        }
        outcome
    }
}

fn log(provider: &str, request: &OrderRequest, answer: &AskAnswer) {
    let (order, kind) = (request.order_id, request.kind.into_str());
    let words = answer.said.as_ref().map_or("", |said| said.text.as_str());
    match &answer.outcome {
        AskOutcome::Accepted { .. } => tracing::info!(provider, %order, kind, "asked and taken"),
        AskOutcome::Refused => tracing::info!(provider, %order, kind, words, "asked and refused"),
        AskOutcome::NotSent { cause, .. } => {
            let cause = cause.into_str();
            tracing::warn!(provider, %order, kind, cause, words, "could not be asked");
        }
        AskOutcome::Unclear { cause } => {
            let cause = cause.into_str();
            tracing::warn!(provider, %order, kind, cause, words, "asked, and it is unclear");
        }
    }
}

/// A request that was decided meanwhile needs nothing more.
fn unless_decided(ended: Result<(), FlowError>) -> Result<(), FlowError> {
    match ended {
        Err(FlowError::Store(StoreError::Lost(Race::OrderRequest))) => Ok(()),
        other => other,
    }
}
