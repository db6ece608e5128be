//! What a job is, and how it is started: rounds that come every so often, or a loop that knows
//! itself when to come round. A round that fails or panics costs that round. Must never know a
//! single job: the table stands in `mod.rs`.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use tokio_util::sync::CancellationToken;

use super::{JOBS, WorkerContext};
use crate::flows::FlowError;
use crate::providers::Provider;
use crate::vitals::Vitals;

type Round = BoxFuture<'static, Result<(), FlowError>>;
type Loop = BoxFuture<'static, ()>;

/// What a job does.
#[derive(Clone, Copy)]
pub(super) enum Work {
    /// Rounds of the whole shop.
    Shop(fn(WorkerContext) -> Round),
    /// Rounds of each provider.
    Provider(fn(WorkerContext, Arc<dyn Provider>) -> Round),
    /// A loop of the whole shop.
    ShopLoop(fn(WorkerContext, CancellationToken) -> Loop),
    /// A loop of each provider.
    ProviderLoop(fn(WorkerContext, Arc<dyn Provider>, CancellationToken) -> Loop),
}

/// A method of `WorkerContext` as the round of a job.
macro_rules! round {
    ($method:ident) => {
        jobs::Work::Shop(|context| Box::pin(async move { context.$method().await.map(|_| ()) }))
    };
    ($method:ident, of each provider) => {
        jobs::Work::Provider(|context, provider| {
            Box::pin(async move { context.$method(&provider).await.map(|_| ()) })
        })
    };
}

/// A method of `WorkerContext` that comes round by itself until it is told to stop.
macro_rules! own_loop {
    ($method:ident) => {
        jobs::Work::ShopLoop(|context, stop| Box::pin(context.$method(stop)))
    };
    ($method:ident, of each provider) => {
        jobs::Work::ProviderLoop(|context, provider, stop| {
            Box::pin(context.$method(provider, stop))
        })
    };
}

/// How often a round comes, in milliseconds.
#[derive(Clone, Copy)]
enum Pace {
    Every(i64),
    Of(fn(&WorkerContext) -> i64),
}

/// A row of the table of jobs.
pub(super) struct Job {
    name: &'static str,
    pace: Pace,
    /// How long after the start the first round comes, in milliseconds.
    not_before_ms: i64,
    work: Work,
}

impl Job {
    /// A round every so many milliseconds.
    pub(super) const fn every(name: &'static str, ms: i64, work: Work) -> Self {
        Self { name, pace: Pace::Every(ms), not_before_ms: 0, work }
    }

    /// A round as often as the settings want.
    pub(super) const fn paced(
        name: &'static str,
        ms: fn(&WorkerContext) -> i64,
        work: Work,
    ) -> Self {
        Self { name, pace: Pace::Of(ms), not_before_ms: 0, work }
    }

    /// A loop of its own.
    pub(super) const fn own(name: &'static str, work: Work) -> Self {
        Self::every(name, 0, work)
    }

    /// The first round comes when the shop has been open for a while.
    pub(super) const fn not_before(self, ms: i64) -> Self {
        Self { not_before_ms: ms, ..self }
    }

    fn tasks(&self, context: &WorkerContext, stop: &CancellationToken) -> Vec<Loop> {
        let each = |run: &dyn Fn(Arc<dyn Provider>) -> Loop| {
            context.providers.iter().map(|provider| run(Arc::clone(provider))).collect()
        };
        match self.work {
            Work::Shop(round) => {
                let (pulse, context_of_round) = (self.name.to_owned(), context.clone());
                let round = move || round(context_of_round.clone());
                vec![self.rounds(context.pulse(pulse), context, stop, round)]
            }
            Work::Provider(round) => each(&|provider| {
                let pulse = context.pulse(format!("{} {}", self.name, provider.name()));
                let context_of_round = context.clone();
                let round = move || round(context_of_round.clone(), Arc::clone(&provider));
                self.rounds(pulse, context, stop, round)
            }),
            Work::ShopLoop(run) => vec![run(context.clone(), stop.clone())],
            Work::ProviderLoop(run) => {
                each(&|provider| run(context.clone(), provider, stop.clone()))
            }
        }
    }

    fn rounds(
        &self,
        pulse: Pulse,
        context: &WorkerContext,
        stop: &CancellationToken,
        round: impl FnMut() -> Round + Send + 'static,
    ) -> Loop {
        let every_ms = match self.pace {
            Pace::Every(ms) => ms,
            Pace::Of(ms) => ms(context),
        };
        let (every, pause) = (lasting(every_ms), lasting(self.not_before_ms));
        let rounds = repeat(pulse, every, stop.clone(), round);
        let stop = stop.clone();
        Box::pin(async move {
            if !pause.is_zero() {
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(pause) => {}
                }
            }
            rounds.await;
        })
    }
}

/// This many milliseconds.
pub(super) fn lasting(ms: i64) -> Duration {
    Duration::from_millis(ms.unsigned_abs())
}

impl WorkerContext {
    /// Every job as tasks that work until `stop`, by name; one of each provider is one task for
    /// each.
    #[must_use]
    pub fn jobs(&self, stop: &CancellationToken) -> Vec<(&'static str, BoxFuture<'static, ()>)> {
        let named =
            |job: &'static Job| job.tasks(self, stop).into_iter().map(|task| (job.name, task));
        JOBS.iter().flat_map(named).collect()
    }

    /// The pulse of a loop of this name.
    pub(super) fn pulse(&self, part: String) -> Pulse {
        Pulse { part, vitals: self.vitals.clone() }
    }
}

/// Notes whether the rounds of a loop end well.
pub(super) struct Pulse {
    part: String,
    vitals: Vitals,
}

impl Pulse {
    /// The outcome of one tick. An error or a panic is one log line, and `None`; what panics is
    /// unwell until a round ends.
    pub(super) async fn unbroken<T>(
        &self,
        tick: impl Future<Output = Result<T, FlowError>>,
    ) -> Option<T> {
        let worker = self.part.as_str();
        let Ok(ended) = AssertUnwindSafe(tick).catch_unwind().await else {
            tracing::error!(worker, "a worker panicked");
            self.vitals.panicked(worker);
            return None;
        };
        self.vitals.is_well(worker);
        match ended {
            Ok(outcome) => Some(outcome),
            Err(error) => {
                let error_id = crate::telemetry::error_id();
                tracing::error!(worker, %error, error_id, "a worker failed");
                None
            }
        }
    }
}

/// Calls `tick` every so often until `stop`. After an error or a panic the next tick comes all the
/// same.
async fn repeat<F, Fut>(pulse: Pulse, every: Duration, stop: CancellationToken, mut tick: F)
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<(), FlowError>>,
{
    loop {
        let checked = async {
            crate::crash::panic_in(&pulse.part);
            tick().await
        };
        pulse.unbroken(checked).await;
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(every) => {}
        }
    }
}
