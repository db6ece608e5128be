//! Sends queued orders as a stream: of each provider as many are under way at once as its window
//! lets, and each that is answered makes room for the next. What is claimed together shares a
//! commit, and so does what is answered together; every call is made once, after the commit of its
//! claim. A stopped provider gets one order as a trial, when an owner wants it or its balance can
//! be read. One that lacks funds gets one at a time.

mod claiming;
mod mailing;
mod recording;
mod sending;

use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use super::WorkerContext;
use super::jobs::lasting;
use crate::clock::SECOND_MS;
use crate::domain::backoff::Backoff;
use crate::domain::window::Window;
use crate::flows::FlowError;
use crate::providers::{NotPlacedCause, Provider, SubmitOutcome};
use claiming::Backlog;
use sending::Answered;

/// How often the queue is looked at when nothing is answered.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// How long a provider is left alone that cannot be reached; once is no more than bad luck.
const UNREACHED: Backoff = Backoff { first_ms: SECOND_MS / 4, last_ms: 15 * SECOND_MS };

/// The submissions of one provider.
struct Stream {
    context: WorkerContext,
    provider: Arc<dyn Provider>,
    window: Window,
    backlog: Backlog,
    under_way: JoinSet<Ended>,
    /// Grows with every fall of the window.
    falls: u64,
    /// Orders under way that were sent since the last fall.
    since_fall: usize,
    /// Answers that are not written down yet.
    answered: Vec<Answered>,
    /// What a submission of its own came to that failed.
    failed: Result<(), FlowError>,
    /// What broke off in a submission.
    broken: Option<JoinError>,
    /// Looks in a row at answers of which none reached the provider.
    unreached: i64,
    /// Nothing is claimed before this time, unix milliseconds.
    not_before_ms: i64,
    /// When the provider may be sent to again, as the last look has found it, unix milliseconds.
    paused_until_ms: i64,
}

/// How a task of the stream ended.
enum Ended {
    /// The provider has answered, or will not.
    Answered(Box<Answered>),
    /// An answer was written down alone.
    Recorded(Result<(), FlowError>),
}

impl WorkerContext {
    /// Sends what waits and may be sent, once round: no more of a provider than its window lets at
    /// first. Returns how many were sent.
    pub async fn submit_orders(&self) -> Result<usize, FlowError> {
        let present = self.providers.all();
        let providers = present.into_iter().map(|provider| self.submit_once(provider));
        let sent: Result<Vec<usize>, FlowError> = join_all(providers).await.into_iter().collect();
        Ok(sent?.into_iter().sum())
    }

    async fn submit_once(&self, provider: Arc<dyn Provider>) -> Result<usize, FlowError> {
        let mut stream = Stream::of(self.clone(), provider);
        let count = stream.claim().await?;
        let mut outcome = Ok(());
        while stream.hear().await {
            outcome = outcome.and(stream.record().await);
        }
        outcome.map(|()| count)
    }

    /// Sends the orders of one provider until `stop`; those that are claimed by then are sent and
    /// recorded.
    pub(super) async fn keep_submitting(
        self,
        provider: Arc<dyn Provider>,
        stop: CancellationToken,
    ) {
        let pulse = self.pulse(format!("submit {}", provider.name()));
        let mut stream = Stream::of(self, provider);
        while !stop.is_cancelled() {
            pulse.unbroken(stream.round()).await;
            let next_look = stream.next_look();
            tokio::select! {
                () = stop.cancelled() => {}
                true = stream.hear() => {}
                () = tokio::time::sleep(next_look) => {}
            }
        }
        pulse.unbroken(stream.record()).await;
        while stream.hear().await {
            pulse.unbroken(stream.record()).await;
        }
    }
}

impl Stream {
    fn of(context: WorkerContext, provider: Arc<dyn Provider>) -> Self {
        Self {
            window: Window::up_to(provider.window()),
            context,
            provider,
            backlog: Backlog::default(),
            under_way: JoinSet::new(),
            falls: 0,
            since_fall: 0,
            answered: Vec::new(),
            failed: Ok(()),
            broken: None,
            unreached: 0,
            not_before_ms: 0,
            paused_until_ms: 0,
        }
    }

    /// Writes down what is answered, and sends what fits into the window.
    async fn round(&mut self) -> Result<(), FlowError> {
        let recorded = self.record().await;
        self.claim().await?;
        recorded
    }

    /// When to look at the queue again: somebody may end a pause, so not only at its end.
    fn next_look(&self) -> Duration {
        let until_ms = self.paused_until_ms.max(self.not_before_ms);
        let left_ms = until_ms.saturating_sub(self.context.clock.now_ms());
        match u64::try_from(left_ms) {
            Ok(1..) => LOOK_EVERY.min(lasting(left_ms)),
            _ => LOOK_EVERY,
        }
    }

    /// Waits until something is answered, and takes whatever else is by then; `false` when nothing
    /// is under way. May be given up at any moment.
    async fn hear(&mut self) -> bool {
        let Some(first) = self.under_way.join_next().await else { return false };
        self.take(first);
        while let Some(next) = self.under_way.try_join_next() {
            self.take(next);
        }
        self.count_unreached();
        true
    }

    fn take(&mut self, ended: Result<Ended, JoinError>) {
        match ended {
            Ok(Ended::Answered(answered)) => {
                self.pace(&answered);
                self.answered.push(*answered);
            }
            Ok(Ended::Recorded(Ok(()))) => {}
            Ok(Ended::Recorded(Err(error))) => self.failed = Err(error),
            Err(error) => {
                self.fall();
                self.broken = Some(error);
            }
        }
    }

    /// Lets more or less be under way, by an answer. One that was sent before the last fall may
    /// hang: the next is not held up by it, nor sent for it.
    fn pace(&mut self, answered: &Answered) {
        let is_since_fall = answered.falls == self.falls;
        self.since_fall = self.since_fall.saturating_sub(usize::from(is_since_fall));
        match pace_of(&answered.submitted.outcome) {
            Pace::Clear => self.window.widen(),
            Pace::Unclear if is_since_fall => self.fall(),
            Pace::Unclear => self.window.fall(),
            Pace::Neither => {}
        }
    }

    fn fall(&mut self) {
        self.window.fall();
        self.falls += 1;
        self.since_fall = 0;
    }

    /// A provider that nobody reaches is tried ever less often.
    fn count_unreached(&mut self) {
        let no_connection = |it: &Answered| match it.submitted.outcome {
            SubmitOutcome::NotPlaced { cause, .. } => cause == NotPlacedCause::NoConnection,
            _ => false,
        };
        if self.answered.is_empty() {
            return;
        }
        if !self.answered.iter().all(no_connection) {
            self.unreached = 0;
            return;
        }
        self.unreached = self.unreached.saturating_add(1);
        let wait_ms = UNREACHED.after(self.unreached);
        self.not_before_ms = self.context.clock.now_ms().saturating_add(wait_ms);
    }
}

/// What an answer says of how much its provider can be asked at once.
enum Pace {
    Clear,
    Unclear,
    Neither,
}

const fn pace_of(outcome: &SubmitOutcome) -> Pace {
    match outcome {
        SubmitOutcome::Accepted { .. }
        | SubmitOutcome::Rejected { .. }
        | SubmitOutcome::NotPlaced { cause: NotPlacedCause::DuplicateLink, .. } => Pace::Clear,
        SubmitOutcome::Unsendable { .. } => Pace::Neither,
        SubmitOutcome::NotPlaced { .. } | SubmitOutcome::Unknown { .. } => Pace::Unclear,
    }
}
