//! Refills and cancels of accepted orders: two abilities that a provider may have, and what asking
//! for one may come to. An answer moves no money.

use std::collections::HashMap;

use futures::future::BoxFuture;

use super::fault::Failure;
use super::{NotPlacedCause, SubmitOutcome, UnknownCause};
use crate::domain::order::request::RefillWord;
use crate::domain::provider::Said;

/// What asking for a refill or a cancel came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskOutcome {
    /// The provider has taken it. `id` is its number of the refill; empty for a cancel, and where
    /// it tells none.
    Accepted { id: String },
    /// The provider refuses.
    Refused,
    /// The provider has not handled it; the same may be asked again after `retry_after_ms`.
    NotSent { cause: NotPlacedCause, retry_after_ms: i64 },
    /// It may have been taken. Never asked again by itself.
    Unclear { cause: UnknownCause },
}

/// What a submission came to says the same of a request.
impl From<SubmitOutcome> for AskOutcome {
    fn from(outcome: SubmitOutcome) -> Self {
        match outcome {
            SubmitOutcome::Accepted { id } => Self::Accepted { id },
            SubmitOutcome::Rejected { .. } | SubmitOutcome::Unsendable { .. } => Self::Refused,
            SubmitOutcome::NotPlaced { cause, retry_after_ms } => {
                Self::NotSent { cause, retry_after_ms }
            }
            SubmitOutcome::Unknown { cause, .. } => Self::Unclear { cause },
        }
    }
}

/// What asking came to, and what the provider said unless it has taken it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskAnswer {
    /// What it came to.
    pub outcome: AskOutcome,
    /// The provider's words.
    pub said: Option<Said>,
}

/// A provider that fills up again what has dropped off. Calls are made once and never repeated
/// inside.
pub trait Refills: Send + Sync {
    /// How many orders one call may be about, 1 to [`super::BATCH_MAX`].
    fn orders_at_once(&self) -> usize;

    /// Asks for refills of these orders, at most as many as one call may be about; the answers come
    /// in the same order.
    fn refill<'a>(&'a self, ids: &'a [String]) -> BoxFuture<'a, Vec<AskAnswer>>;

    /// The states of at most [`super::BATCH_MAX`] refills, by the provider's numbers; a number
    /// without a word is no news.
    ///
    /// # Errors
    /// A [`Failure`] when the answer is about the call.
    fn refill_statuses<'a>(
        &'a self,
        ids: &'a [String],
    ) -> BoxFuture<'a, Result<HashMap<String, RefillWord>, Failure>>;
}

/// A provider that can be asked to deliver no more. Calls are made once and never repeated inside.
pub trait Cancels: Send + Sync {
    /// How many orders one call may be about, 1 to [`super::BATCH_MAX`].
    fn orders_at_once(&self) -> usize;

    /// Asks for an end of these orders, at most as many as one call may be about; the answers come
    /// in the same order, and say nothing about money.
    fn cancel<'a>(&'a self, ids: &'a [String]) -> BoxFuture<'a, Vec<AskAnswer>>;
}
