//! The running parts of a shop: each has a name and is watched. One that ends without being told to
//! stops the others in order, and the process ends with an error, so that whoever watches over it
//! starts it again. Must never let a shop go on without one of its parts.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures::FutureExt;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::instance::leave;
use crate::clock::Clock;
use crate::store::Store;
use crate::vitals::Vitals;

/// Messages are sent so long after the word to stop, then whatever is left is left to the next
/// start. With the closing of the database it is less than the ten seconds after which others kill.
pub const DRAIN_MAX: Duration = Duration::from_millis(7_500);
/// Of which the way out to Telegram gets the last part.
const DRAIN_WORK_MAX: Duration = Duration::from_secs(6);

/// How long the database is waited for at the end.
const CLOSE_MAX: Duration = Duration::from_millis(1_500);

/// Why a shop stops that nobody told to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fall {
    /// Another process has taken its place.
    TakenOver,
    /// The database did not take the renewal of the lease in time.
    LeaseEnded,
    /// A part has ended, by its name.
    Part(&'static str),
}

impl std::fmt::Display for Fall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TakenOver => f.write_str("another instance has taken over"),
            Self::LeaseEnded => f.write_str("the instance lease has ended unrenewed"),
            Self::Part(name) => write!(f, "a part of the shop has ended: {name}"),
        }
    }
}

/// The running parts of a shop.
pub struct Running {
    work: JoinSet<()>,
    outlet: JoinSet<()>,
    pub(super) stop_work: CancellationToken,
    pub(super) stop_outlet: CancellationToken,
    fall: Arc<OnceLock<Fall>>,
    vitals: Vitals,
    store: Store,
    clock: Clock,
}

impl Running {
    pub(super) fn new(store: Store, clock: Clock, vitals: Vitals) -> Self {
        Self {
            work: JoinSet::new(),
            outlet: JoinSet::new(),
            stop_work: CancellationToken::new(),
            stop_outlet: CancellationToken::new(),
            fall: Arc::default(),
            vitals,
            store,
            clock,
        }
    }

    /// Starts a part that works until it is told to stop.
    pub(super) fn work(
        &mut self,
        name: &'static str,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        self.work.spawn(self.watcher(name, self.stop_work.clone()).until_stop(task));
    }

    /// Starts a part that goes on until everything else has ended.
    pub(super) fn outlet(
        &mut self,
        name: &'static str,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        self.outlet.spawn(self.watcher(name, self.stop_outlet.clone()).until_stop(task));
    }

    /// Starts what ends by itself when it is done.
    pub(super) fn errand(
        &mut self,
        name: &'static str,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        self.work.spawn(self.watcher(name, self.stop_work.clone()).until_done(task));
    }

    /// Notes why everything has to stop, and stops it.
    pub(super) fn falling(&self) -> impl Fn(Fall) + Send + Sync + use<> {
        let (fall, stop) = (Arc::clone(&self.fall), self.stop_work.clone());
        move |why| {
            // The first reason counts.
            let _ = fall.set(why);
            stop.cancel();
        }
    }

    fn watcher(&self, name: &'static str, stop: CancellationToken) -> Watcher {
        let falls = Box::new(self.falling());
        Watcher { name, stop, vitals: self.vitals.clone(), falls }
    }

    /// Is cancelled when the work is to stop, by whatever reason.
    #[must_use]
    pub fn stopping(&self) -> CancellationToken {
        self.stop_work.clone()
    }

    /// Why it stops, unless it was told to.
    #[must_use]
    pub fn fall(&self) -> Option<Fall> {
        self.fall.get().copied()
    }

    /// Takes nothing new, finishes what is under way, sends what is said, and closes the database.
    pub async fn stop(mut self) {
        let deadline = tokio::time::Instant::now() + DRAIN_MAX;
        self.stop_work.cancel();
        let finish = async { while self.work.join_next().await.is_some() {} };
        if tokio::time::timeout(DRAIN_WORK_MAX, finish).await.is_err() {
            tracing::warn!("some work was still under way at the stop; the next start takes it up");
            self.work.abort_all();
        }
        self.stop_outlet.cancel();
        let finish = async { while self.outlet.join_next().await.is_some() {} };
        if tokio::time::timeout_at(deadline, finish).await.is_err() {
            tracing::warn!(
                "some messages were still unsent at the stop; the next start sends them"
            );
            self.outlet.abort_all();
        }
        // A database that does not answer is left as it is: the lease runs out by itself.
        let close = async {
            leave(&self.store, &self.clock).await;
            self.store.close().await;
        };
        let _ = tokio::time::timeout(CLOSE_MAX, close).await;
    }
}

/// Looks after one part.
struct Watcher {
    name: &'static str,
    stop: CancellationToken,
    vitals: Vitals,
    falls: Box<dyn Fn(Fall) + Send + Sync>,
}

impl Watcher {
    async fn until_stop(self, task: impl Future<Output = ()>) {
        let part = self.name;
        let is_panic = AssertUnwindSafe(task).catch_unwind().await.is_err();
        if is_panic {
            self.vitals.panicked(part);
        }
        if self.stop.is_cancelled() {
            return;
        }
        self.vitals.ended(part);
        tracing::error!(part, is_panic, "a part of the shop has ended: stopping");
        (self.falls)(Fall::Part(part));
    }

    /// An errand that panics is a bug, and no reason to close the shop.
    async fn until_done(self, task: impl Future<Output = ()>) {
        if AssertUnwindSafe(task).catch_unwind().await.is_err() {
            self.vitals.panicked(self.name);
            tracing::error!(part = self.name, "an errand of the shop panicked");
        }
    }
}
