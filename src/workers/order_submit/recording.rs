//! What came of an attempt, written down: together with whatever else was answered by then, or
//! alone where that fails. Must never lose an answer to what becomes of another one.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use futures::FutureExt;
use tracing::Instrument;

use super::sending::Answered;
use super::{Ended, Stream};
use crate::flows::catalog::providers::Heard;
use crate::flows::catalog::providers::filing::meaning_of;
use crate::flows::orders::submission;
use crate::flows::{Ctx, FlowError};
use crate::providers::{SubmitOutcome, UnknownCause, filed};
use crate::store::{StoreError, Tx, orders};
use crate::workers::WorkerContext;
use crate::{atomically, in_savepoint};

/// Seconds between the tries to write an outcome down; they end before the claim does.
const RECORD_WAITS_S: [u64; 6] = [0, 1, 2, 5, 10, 20];

impl Stream {
    /// Writes down what is answered. What fails is tried again alone, beside the others; what
    /// failed alone since the last time is the error.
    pub(super) async fn record(&mut self) -> Result<(), FlowError> {
        let answered = std::mem::take(&mut self.answered);
        let recording = AssertUnwindSafe(self.context.record_together(&answered));
        // What breaks in the midst of others breaks again only with the one that it is about.
        let mut is_recorded = recording.catch_unwind().await.unwrap_or_default().into_iter();
        let alone = answered.into_iter().filter(|_| is_recorded.next() != Some(true));
        for answered in alone {
            let context = self.context.clone();
            self.under_way.spawn(async move { Ended::Recorded(context.record(&answered).await) });
        }
        if let Some(Ok(panic)) = self.broken.take().map(tokio::task::JoinError::try_into_panic) {
            resume_unwind(panic);
        }
        std::mem::replace(&mut self.failed, Ok(()))
    }
}

impl WorkerContext {
    /// Writes outcomes down in one commit, each as a part of its own; tells of each whether it is.
    async fn record_together(&self, answered: &[Answered]) -> Vec<bool> {
        if answered.is_empty() {
            return Vec::new();
        }
        let now_ms = self.clock.now_ms();
        let recorded: Result<Vec<bool>, FlowError> = async {
            atomically!(self.store, tx => {
                let mut recorded = Vec::with_capacity(answered.len());
                for one in answered {
                    let written = in_savepoint!(tx => {
                        self.write(tx, one, now_ms).instrument(one.span.clone()).await
                    });
                    let written = written?;
                    if let Err(error) = &written {
                        tracing::debug!(parent: &one.span, %error, "an outcome left its batch");
                    }
                    recorded.push(written.is_ok());
                }
                Ok(recorded)
            })
        }
        .await;
        recorded.unwrap_or_else(|error| {
            tracing::warn!(%error, "outcomes are written down one by one");
            Vec::new()
        })
    }

    /// Writes one outcome down. It is known only here: a database that fails for a moment must not
    /// lose the provider's number.
    async fn record(&self, answered: &Answered) -> Result<(), FlowError> {
        self.record_in_span(answered).instrument(answered.span.clone()).await
    }

    async fn record_in_span(&self, answered: &Answered) -> Result<(), FlowError> {
        let (outcome, mut waits_s) = (&answered.submitted.outcome, RECORD_WAITS_S.into_iter());
        loop {
            let error = match self.record_once(answered).await {
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

    async fn record_once(&self, answered: &Answered) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        atomically!(self.store, tx => self.write(tx, answered, now_ms).await)
    }

    async fn write(&self, tx: &mut Tx, answered: &Answered, now_ms: i64) -> Result<(), FlowError> {
        let (shop, Answered { order, submitted, .. }) = (&self.shop, answered);
        if let Some(said) = &submitted.said {
            orders::words::keep(tx, order, said, now_ms).await?;
        }
        let outcome = understood(tx, answered).await?;
        let ctx = &mut Ctx { tx, shop, now_ms };
        match &outcome {
            SubmitOutcome::Accepted { id } => submission::accept(ctx, order, id).await,
            SubmitOutcome::Rejected { reason } => {
                submission::reject(ctx, order, (*reason, Heard::Clear)).await
            }
            SubmitOutcome::Unsendable { reason } => {
                submission::reject(ctx, order, (*reason, Heard::Nothing)).await
            }
            SubmitOutcome::NotPlaced { cause, retry_after_ms } => {
                let retry_at_ms = now_ms.saturating_add(*retry_after_ms);
                submission::requeue(ctx, order, *cause, retry_at_ms).await
            }
            SubmitOutcome::Unknown { cause, id } => {
                let seen_id = id.as_deref().unwrap_or_default();
                submission::to_review(ctx, order, (*cause).into(), seen_id).await
            }
        }
    }
}

/// What an attempt came to. A sentence in no list means what an owner has said that it means.
async fn understood(tx: &mut Tx, answered: &Answered) -> Result<SubmitOutcome, FlowError> {
    let Answered { order, submitted, .. } = answered;
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
