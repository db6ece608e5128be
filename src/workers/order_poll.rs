//! Asks providers how accepted orders are, in batches of up to a hundred, and one by one where a
//! batch cannot be had or would move money.

use std::sync::Arc;

use futures::future::join_all;

use super::Workshop;
use crate::atomically;
use crate::domain::order::Report;
use crate::flows::FlowError;
use crate::flows::progress::{Applied, Evidence, apply_report, next_poll_ms};
use crate::providers::{BATCH_MAX, ErrorClass, Fault, Provider, Row};
use crate::store::orders::Order;
use crate::store::orders::polling;

/// Batches to one provider in one tick, so that no provider is asked without end.
const BATCHES_MAX: usize = 10;
/// Useless answers in a row after which the next orders wait for the next tick.
const FAULTS_MAX: usize = 10;

impl Workshop {
    /// Asks about every order that is due, provider by provider; returns how many were asked about.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn poll_orders(&self) -> Result<usize, FlowError> {
        let providers = self.providers.iter().map(|provider| self.poll_provider(provider));
        let asked: Result<Vec<usize>, FlowError> = join_all(providers).await.into_iter().collect();
        Ok(asked?.into_iter().sum())
    }

    async fn poll_provider(&self, provider: &Arc<dyn Provider>) -> Result<usize, FlowError> {
        let mut asked = 0;
        let limit = i64::try_from(BATCH_MAX).unwrap_or(100);
        for _ in 0..BATCHES_MAX {
            let now_ms = self.clock.now_ms();
            let due = {
                let mut tx = self.store.read().await?;
                polling::list_due(&mut tx, provider.name(), now_ms, limit).await?
            };
            if due.is_empty() {
                break;
            }
            asked += due.len();
            self.poll_batch(provider, &due).await?;
        }
        Ok(asked)
    }

    async fn poll_batch(
        &self,
        provider: &Arc<dyn Provider>,
        due: &[Order],
    ) -> Result<(), FlowError> {
        // The next question is set first: an answer that breaks something is not asked in a loop.
        self.schedule(due).await?;
        if !provider.has_batch() {
            return self.poll_singly(provider, due).await;
        }
        let ids: Vec<String> = due.iter().map(|order| order.provider_order_id.clone()).collect();
        let batch = match provider.statuses(&ids).await {
            Ok(batch) => batch,
            // An answer that is no batch may mean that this panel has none.
            Err(Fault::NotJson | Fault::Shape | Fault::Provider(_)) => {
                return self.poll_singly(provider, due).await;
            }
            Err(fault) => {
                tracing::warn!(provider = provider.name(), %fault, "statuses cannot be fetched");
                return Ok(());
            }
        };
        if !batch.by_id {
            return self.poll_singly(provider, due).await;
        }
        let mut doubtful = Vec::new();
        for order in due {
            match batch.rows.get(&order.provider_order_id) {
                Some(Row::Report(report)) => {
                    if self.apply(order, report, Evidence::Batch).await? == Applied::NeedsSingle {
                        doubtful.push(order.clone());
                    }
                }
                Some(Row::NotFound | Row::Unreadable) | None => {}
            }
        }
        self.poll_singly(provider, &doubtful).await
    }

    async fn poll_singly(
        &self,
        provider: &Arc<dyn Provider>,
        orders: &[Order],
    ) -> Result<(), FlowError> {
        let mut faults_in_a_row = 0;
        for order in orders {
            match provider.status(&order.provider_order_id).await {
                Ok(Row::Report(report)) => {
                    faults_in_a_row = 0;
                    self.apply(order, &report, Evidence::Single).await?;
                }
                Ok(Row::NotFound | Row::Unreadable) => faults_in_a_row = 0,
                Err(fault) => {
                    let name = provider.name();
                    tracing::warn!(provider = name, %fault, "a status cannot be fetched");
                    faults_in_a_row += 1;
                    // One order that it cannot answer about must not keep the others waiting.
                    if !is_answer(fault) || faults_in_a_row >= FAULTS_MAX {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    /// Applies a report in a transaction of its own. A report that tells nothing new opens none.
    async fn apply(
        &self,
        order: &Order,
        report: &Report,
        evidence: Evidence,
    ) -> Result<Applied, FlowError> {
        if crate::flows::progress::is_no_news(order, report) {
            return Ok(Applied::Done);
        }
        let (shop, now_ms, order_id) = (&self.shop, self.clock.now_ms(), order.order_id);
        let applied = atomically!(self.store, tx => {
            apply_report(tx, shop, order_id, (report, evidence), now_ms).await
        });
        match applied {
            // Somebody else changed the order at this moment; the next question tells it again.
            Err(FlowError::Store(crate::store::StoreError::Lost(what))) => {
                tracing::debug!(order = order_id, what, "a report came too late");
                Ok(Applied::Done)
            }
            other => other,
        }
    }

    /// Sets the next question of a whole batch in few statements.
    async fn schedule(&self, due: &[Order]) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        let mut times: Vec<(i64, Vec<i64>)> = Vec::new();
        for order in due {
            let next_ms = next_poll_ms(order, self.poll_ms, now_ms);
            match times.iter_mut().find(|(at_ms, _)| *at_ms == next_ms) {
                Some((_, ids)) => ids.push(order.order_id),
                None => times.push((next_ms, vec![order.order_id])),
            }
        }
        atomically!(self.store, tx => {
            for (at_ms, ids) in &times {
                polling::set_next_poll(tx, ids, *at_ms).await?;
            }
            Ok::<_, FlowError>(())
        })
    }
}

/// Whether the provider answered at all, so that the next question may fare better.
const fn is_answer(fault: Fault) -> bool {
    match fault {
        Fault::NotJson | Fault::Shape | Fault::TooLarge => true,
        Fault::Http(status) => matches!(status, 400 | 404 | 410 | 422),
        Fault::Provider(class) => !matches!(class, ErrorClass::Auth | ErrorClass::Rate),
        Fault::NoConnection | Fault::Reset | Fault::Timeout | Fault::Throttled => false,
    }
}
