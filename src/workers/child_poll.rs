//! Asks a provider about the orders that it made of one of ours, behind those of the shop itself:
//! in batches, and one by one where a batch cannot be had or would move money.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::WorkerContext;
use crate::atomically;
use crate::clock::{DAY_MS, HOUR_MS, MINUTE_MS};
use crate::domain::ids::ChildId;
use crate::domain::order::{OrderState, Report, poll_interval_ms};
use crate::flows::orders::children::hear_child;
use crate::flows::orders::progress::{Applied, Evidence};
use crate::flows::{Ctx, FlowError};
use crate::providers::{BATCH_MAX, Provider, Row};
use crate::store::orders::children::{self, ChildOrder};
use crate::store::portion::Batch;
use crate::store::{Race, StoreError};

/// Batches to one provider in one tick.
const BATCHES_MAX: usize = 20;
/// How long those wait at least whose question has failed.
const FAULTED_MS: i64 = MINUTE_MS;
/// How long one that is over is still asked about, and how often: it may correct itself.
const AFTERMATH_MS: i64 = 3 * DAY_MS;
const AFTERMATH_POLL_MS: i64 = 6 * HOUR_MS;
/// Younger ones are asked about as quickly as the settings say.
const YOUNG_MS: i64 = 10 * MINUTE_MS;

impl WorkerContext {
    /// Asks one provider about the children that are due; returns how many these were.
    pub(super) async fn poll_children(
        &self,
        provider: &Arc<dyn Provider>,
    ) -> Result<usize, FlowError> {
        let mut asked = 0;
        let limit = i64::try_from(BATCH_MAX).unwrap_or(100);
        for _ in 0..BATCHES_MAX {
            let now_ms = self.clock.now_ms();
            let due = {
                let mut tx = self.store.read().await?;
                children::list_due(&mut tx, provider.name(), Batch { now_ms, limit }).await?
            };
            if due.is_empty() {
                break;
            }
            // The next question is set first: an answer that breaks something is not asked in a
            // loop.
            self.plan(&due, |child| self.planned_child_ms(child)).await?;
            asked += due.len();
            if !self.ask_about(provider, &due).await? {
                break;
            }
        }
        Ok(asked)
    }

    /// Asks about these; `false` when the provider is not to be asked any more now.
    async fn ask_about(
        &self,
        provider: &Arc<dyn Provider>,
        due: &[ChildOrder],
    ) -> Result<bool, FlowError> {
        if !provider.has_batch() {
            return self.ask_singly(provider, due.iter()).await;
        }
        let ids: Vec<String> = due.iter().map(|child| child.provider_order_id.clone()).collect();
        let batch = match provider.statuses(&ids).await {
            Ok(batch) => batch,
            Err(failure) if super::order_poll::is_answer(failure.fault) => {
                return self.ask_singly(provider, due.iter()).await;
            }
            Err(failure) => {
                let (provider, fault, words) = (provider.name(), failure.fault, failure.words());
                tracing::warn!(provider, %fault, words, "children cannot be asked about");
                self.put_children_off(due).await?;
                return Ok(false);
            }
        };
        if !batch.by_id {
            return self.ask_singly(provider, due.iter()).await;
        }
        let mut doubtful = Vec::new();
        for child in due {
            let Some(Row::Report(report)) = batch.rows.get(&child.provider_order_id) else {
                continue;
            };
            let applied = self.apply_to_child(child, report, Evidence::Batch).await?;
            doubtful.extend((applied == Applied::NeedsSingle).then_some(child));
        }
        self.ask_singly(provider, doubtful.into_iter()).await
    }

    async fn ask_singly(
        &self,
        provider: &Arc<dyn Provider>,
        due: impl Iterator<Item = &ChildOrder>,
    ) -> Result<bool, FlowError> {
        let mut due = due.into_iter();
        while let Some(child) = due.next() {
            match provider.status(&child.provider_order_id).await {
                Ok(Row::Report(report)) => {
                    self.apply_to_child(child, &report, Evidence::Single).await?;
                }
                Ok(Row::NotFound | Row::Unreadable) => {}
                Err(failure) if super::order_poll::is_answer(failure.fault) => {}
                Err(failure) => {
                    let (name, fault) = (provider.name(), failure.fault);
                    let words = failure.words();
                    tracing::warn!(provider = name, %fault, words, "a child cannot be asked about");
                    let rest: Vec<ChildOrder> = [child].into_iter().chain(due).cloned().collect();
                    self.put_children_off(&rest).await?;
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Applies a report; one that comes too late, or cannot be written down, stops no other.
    async fn apply_to_child(
        &self,
        child: &ChildOrder,
        report: &Report,
        evidence: Evidence,
    ) -> Result<Applied, FlowError> {
        let (shop, now_ms, child_id) = (&self.shop, self.clock.now_ms(), child.child_id);
        let apply = async {
            atomically!(self.store, tx => {
                hear_child(&mut Ctx { tx, shop, now_ms }, child_id, (report, evidence)).await
            })
        };
        let applied: Result<Applied, FlowError> = apply.await;
        let error = match applied {
            Ok(applied) => return Ok(applied),
            Err(error) => error,
        };
        let order_id = child.order_id;
        if let FlowError::Store(StoreError::Lost(Race::Order(race))) = &error {
            tracing::debug!(order = %order_id, %race, "a report of a child came too late");
        } else {
            let error_id = crate::telemetry::error_id();
            tracing::error!(order = %order_id, %error, error_id, "a child's report is not applied");
        }
        self.put_children_off(std::slice::from_ref(child)).await?;
        Ok(Applied::Done)
    }

    async fn put_children_off(&self, children: &[ChildOrder]) -> Result<(), FlowError> {
        let later_ms = self.clock.now_ms() + FAULTED_MS;
        self.plan(children, |_| later_ms).await
    }

    fn planned_child_ms(&self, child: &ChildOrder) -> i64 {
        let now_ms = self.clock.now_ms();
        let age_ms = now_ms - child.created_ms;
        match child.state {
            OrderState::Active => {
                let interval_ms = poll_interval_ms(age_ms);
                let is_young = age_ms < YOUNG_MS;
                now_ms + if is_young { interval_ms.min(self.poll_ms) } else { interval_ms }
            }
            OrderState::Completed | OrderState::Partial
                if now_ms - child.changed_ms < AFTERMATH_MS =>
            {
                now_ms + AFTERMATH_POLL_MS
            }
            _ => 0,
        }
    }

    /// Sets the next questions in few statements.
    async fn plan(
        &self,
        due: &[ChildOrder],
        at_ms: impl Fn(&ChildOrder) -> i64,
    ) -> Result<(), FlowError> {
        let mut times: BTreeMap<i64, Vec<ChildId>> = BTreeMap::new();
        for child in due {
            times.entry(at_ms(child)).or_default().push(child.child_id);
        }
        atomically!(self.store, tx => {
            for (at_ms, child_ids) in &times {
                children::move_poll(tx, child_ids, *at_ms).await?;
            }
            Ok::<_, FlowError>(())
        })
    }
}
