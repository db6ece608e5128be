//! What may be sent now, and its claim. Must never claim more than the provider's window and stop
//! let, nor hand out an order whose claim is not committed.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{Ended, Stream, sending};
use crate::clock::{MINUTE_MS, SECOND_MS};
use crate::domain::ids::OrderId;
use crate::flows::catalog::providers::{Gate, grant_by_balance, hear_balance};
use crate::flows::orders::submission::{Claimed, begin_submission};
use crate::flows::{Ctx, FlowError};
use crate::store::portion::Batch;
use crate::store::recharges::trials;
use crate::store::{Tx, orders, providers, shortages};
use crate::{atomically, in_savepoint};

/// How long an order waits that could not be claimed.
const UNCLAIMABLE_MS: i64 = MINUTE_MS;
/// When the balance of a stopped provider is asked for again.
const BALANCE_RETRY_MS: i64 = 30 * SECOND_MS;
/// Orders that are listed at once: for a list the queue of a provider is read as a whole.
const LISTED_MAX: i64 = 256;
/// A list is used for so long, so that nobody who has just bought waits behind it.
const LISTED_MS: i64 = SECOND_MS;

/// Orders that may be sent, in the order in which they are. A claim looks again at each.
#[derive(Default)]
pub(super) struct Backlog {
    order_ids: VecDeque<OrderId>,
    until_ms: i64,
}

impl Backlog {
    /// The next of a provider.
    async fn next(
        &mut self,
        tx: &mut Tx,
        provider: &str,
        wanted: Batch,
    ) -> Result<Vec<OrderId>, FlowError> {
        if self.order_ids.is_empty() || wanted.now_ms >= self.until_ms {
            let listed = Batch { limit: LISTED_MAX, ..wanted };
            self.order_ids = orders::submission::list_sendable(tx, provider, listed).await?.into();
            self.until_ms = wanted.now_ms.saturating_add(LISTED_MS);
        }
        let count = usize::try_from(wanted.limit).unwrap_or(0).min(self.order_ids.len());
        Ok(self.order_ids.drain(..count).collect())
    }
}

/// What a look at the queue comes to.
struct Choice {
    gate: Gate,
    order_ids: Vec<OrderId>,
}

impl Stream {
    /// Claims and sends what may be sent now; returns how many.
    pub(super) async fn claim(&mut self) -> Result<usize, FlowError> {
        let now_ms = self.context.clock.now_ms();
        if now_ms < self.not_before_ms {
            return Ok(0);
        }
        let Some(Choice { gate, order_ids }) = self.choose(now_ms).await? else { return Ok(0) };
        if gate == Gate::AfterBalance && !self.look_for_recovery().await? {
            return Ok(0);
        }
        let mut count = 0;
        let alone = match order_ids.as_slice() {
            [_] => order_ids,
            _ => {
                let together = self.claim_together(&order_ids, now_ms).await;
                // Whatever spoils a whole claim is found by claiming one at a time.
                let (claimed, failed) = together.inspect_err(|_| self.window.fall())?;
                count += claimed.len();
                // Those that are claimed must be sent whatever becomes of the others.
                claimed.into_iter().for_each(|claimed| self.send(claimed));
                failed
            }
        };
        for order_id in alone {
            match self.claim_one(order_id, now_ms).await {
                Ok(claimed) => {
                    count += usize::from(claimed.is_some());
                    claimed.into_iter().for_each(|claimed| self.send(claimed));
                }
                Err(error) => self.put_off(order_id, &error).await,
            }
        }
        Ok(count)
    }

    /// What may be sent now, as far as it fits beside what is under way.
    async fn choose(&mut self, now_ms: i64) -> Result<Option<Choice>, FlowError> {
        let name = self.provider.name();
        let mut tx = self.context.store.read().await?;
        let Some(health) = providers::health(&mut tx, name).await? else { return Ok(None) };
        let gate = Gate::of(&health);
        self.paused_until_ms = health.not_before_ms;
        if gate == Gate::Closed && self.under_way.is_empty() {
            let trial = trials::sendable(&mut tx, name, now_ms).await?;
            return Ok(trial.map(|order_id| Choice { gate, order_ids: vec![order_id] }));
        }
        if health.not_before_ms > now_ms || gate == Gate::Closed {
            return Ok(None);
        }
        // Several unclear answers at once would pass the number that stops a provider.
        let is_open = gate == Gate::Open && !health.is_short;
        let free = match health.unknown_streak {
            0 if is_open => self.room(self.window.size()),
            _ if is_open => self.room(1),
            // Whether a trial has succeeded is said by no other order's answer.
            _ => usize::from(self.under_way.is_empty()),
        };
        if free == 0 {
            return Ok(None);
        }
        let order_ids = if is_open {
            let limit = i64::try_from(free).unwrap_or(i64::MAX);
            self.backlog.next(&mut tx, name, Batch { now_ms, limit }).await?
        } else if !health.is_short {
            let one = Batch { now_ms, limit: 1 };
            orders::submission::list_sendable(&mut tx, name, one).await?
        } else if shortages::waiting(&mut tx, name).await?.until_ms > now_ms {
            Vec::new()
        } else {
            let cheapest = orders::submission::cheapest_sendable(&mut tx, name, now_ms).await?;
            cheapest.into_iter().collect()
        };
        Ok(Some(Choice { gate, order_ids }).filter(|choice| !choice.order_ids.is_empty()))
    }

    /// How many more may be sent when `most` may be under way at once, beside what was sent before
    /// the last fall of the window.
    fn room(&self, most: usize) -> usize {
        let room = self.window.limit().saturating_sub(self.under_way.len());
        most.saturating_sub(self.since_fall).min(room)
    }

    /// Claims several in one commit, each as a part of its own: what one claim does to money must
    /// not hang on another. Those of which it failed are to be claimed alone.
    async fn claim_together(
        &self,
        order_ids: &[OrderId],
        now_ms: i64,
    ) -> Result<(Vec<Claimed>, Vec<OrderId>), FlowError> {
        let (shop, name) = (&self.context.shop, self.provider.name());
        atomically!(self.context.store, tx => {
            let (mut claimed, mut failed) = (Vec::new(), Vec::new());
            for order_id in order_ids {
                let begun = in_savepoint!(tx => {
                    begin_submission(&mut Ctx { tx, shop, now_ms }, (*order_id, name)).await
                });
                match begun? {
                    Ok(next) => claimed.extend(next),
                    Err(error) => {
                        tracing::debug!(order = %order_id, %error, "a claim left its batch");
                        failed.push(*order_id);
                    }
                }
            }
            Ok::<_, FlowError>((claimed, failed))
        })
    }

    async fn claim_one(
        &self,
        order_id: OrderId,
        now_ms: i64,
    ) -> Result<Option<Claimed>, FlowError> {
        let (shop, name) = (&self.context.shop, self.provider.name());
        atomically!(self.context.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            begin_submission(ctx, (order_id, name)).await
        })
    }

    fn send(&mut self, claimed: Claimed) {
        let (context, falls) = (self.context.clone(), self.falls);
        let provider = Arc::clone(&self.provider);
        self.since_fall += 1;
        self.under_way.spawn(async move {
            let sent = sending::send(&context, provider.as_ref(), (claimed, falls)).await;
            Ended::Answered(Box::new(sent))
        });
    }

    /// An order that cannot be claimed makes room for those behind it.
    async fn put_off(&self, order_id: OrderId, error: &FlowError) {
        let error_id = crate::telemetry::error_id();
        tracing::error!(order = %order_id, %error, error_id, "an order cannot be claimed");
        let until_ms = self.context.clock.now_ms() + UNCLAIMABLE_MS;
        let put_off: Result<bool, FlowError> = async {
            atomically!(self.context.store, tx => {
                Ok(orders::submission::put_off(tx, order_id, until_ms).await?)
            })
        }
        .await;
        if let Err(error) = put_off {
            tracing::error!(order = %order_id, %error, "nor can it be put off");
        }
    }

    /// Whether a stopped provider can be tried again: its balance is read.
    async fn look_for_recovery(&self) -> Result<bool, FlowError> {
        let (context, name) = (&self.context, self.provider.name());
        let held = context.ask_balance(&self.provider).await?;
        let held = held.map(|held| (held.amount.to_string(), held.currency.unwrap_or_default()));
        let (shop, now_ms) = (&context.shop, context.clock.now_ms());
        atomically!(context.store, tx => {
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
}
