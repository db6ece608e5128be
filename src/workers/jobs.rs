//! What a job is, and how it is started: rounds that come every so often, or a loop that knows
//! itself when to come round. A round that fails or panics costs that round. Must never know a
//! single job: the table stands in `mod.rs`.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use super::roster::Member;
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

    fn task(&'static self, context: &WorkerContext, stop: &CancellationToken) -> Loop {
        let (context, members, stop) = (context.clone(), context.providers.watch(), stop.clone());
        match self.work {
            Work::Shop(round) => {
                let (pulse, context_of_round) = (self.name.to_owned(), context.clone());
                let round = move || round(context_of_round.clone());
                self.rounds(context.pulse(pulse), &context, &stop, round)
            }
            Work::Provider(round) => Box::pin(of_each(members, stop, move |provider, stop| {
                let pulse = context.pulse(format!("{} {}", self.name, provider.name()));
                let context_of_round = context.clone();
                let round = move || round(context_of_round.clone(), Arc::clone(&provider));
                self.rounds(pulse, &context, &stop, round)
            })),
            Work::ShopLoop(run) => run(context, stop),
            Work::ProviderLoop(run) => Box::pin(of_each(members, stop, move |provider, stop| {
                run(context.clone(), provider, stop)
            })),
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
    /// Every job as a task that works until `stop`, by name; one of each provider begins and ends
    /// a loop for each as they come and go.
    #[must_use]
    pub fn jobs(&self, stop: &CancellationToken) -> Vec<(&'static str, BoxFuture<'static, ()>)> {
        JOBS.iter().map(|job| (job.name, job.task(self, stop))).collect()
    }

    /// The pulse of a loop of this name.
    pub(super) fn pulse(&self, part: String) -> Pulse {
        Pulse { part, vitals: self.vitals.clone() }
    }
}

/// A loop that runs for one client.
struct OfOne {
    provider: Arc<dyn Provider>,
    stop: CancellationToken,
}

/// Runs a loop for each client that is called, as long as it is, until `stop`. Ends early, so that
/// the shop stops, when one of them does.
async fn of_each(
    mut members: watch::Receiver<Vec<Member>>,
    stop: CancellationToken,
    run: impl Fn(Arc<dyn Provider>, CancellationToken) -> Loop + Send,
) {
    let (mut loops, mut running) = (JoinSet::new(), Vec::<OfOne>::new());
    loop {
        let wanted: Vec<_> =
            members.borrow_and_update().iter().map(|it| Arc::clone(&it.provider)).collect();
        // What is under way for one that is let go of is finished beside its successor's work:
        // every claim is a conditional change.
        let is_gone = |it: &mut OfOne| !wanted.iter().any(|one| Arc::ptr_eq(one, &it.provider));
        running.extract_if(.., is_gone).for_each(|it| it.stop.cancel());
        for provider in wanted {
            if running.iter().all(|it| !Arc::ptr_eq(&it.provider, &provider)) {
                let stop = stop.child_token();
                let own = stop.clone();
                let task = run(Arc::clone(&provider), stop.clone());
                loops.spawn(async move {
                    task.await;
                    own.is_cancelled()
                });
                running.push(OfOne { provider, stop });
            }
        }
        let is_over = tokio::select! {
            () = stop.cancelled() => true,
            Ok(()) = members.changed() => false,
            Some(ended) = loops.join_next() => !was_told(ended),
        };
        if is_over {
            break;
        }
    }
    stop_all(&running);
    while loops.join_next().await.is_some() {}
}

fn stop_all(running: &[OfOne]) {
    running.iter().for_each(|it| it.stop.cancel());
}

/// Whether a loop has ended because it was told to; its panic goes on here.
fn was_told(ended: Result<bool, JoinError>) -> bool {
    match ended {
        Ok(was_told) => was_told,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => false,
        },
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
        self.vitals.recovered(worker);
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
