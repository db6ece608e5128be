//! Which parts of the process are unwell, for health and metrics: loops whose last round panicked,
//! parts that have ended. Must never hold anything but names and numbers.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The parts of one process.
#[derive(Debug, Clone, Default)]
pub struct Vitals(Arc<State>);

#[derive(Debug, Default)]
struct State {
    unwell: Mutex<BTreeSet<String>>,
    panics: AtomicI64,
}

impl Vitals {
    fn names(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.unwell.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A part has panicked, and goes on or not.
    pub fn panicked(&self, part: &str) {
        self.0.panics.fetch_add(1, Ordering::Relaxed);
        self.names().insert(part.to_owned());
    }

    /// A part has ended without being told to.
    pub fn ended(&self, part: &str) {
        self.names().insert(part.to_owned());
    }

    /// A part has done its work again.
    pub fn recovered(&self, part: &str) {
        self.names().remove(part);
    }

    /// The names of those that are not well.
    #[must_use]
    pub fn unwell(&self) -> Vec<String> {
        self.names().iter().cloned().collect()
    }

    /// Panics since the start.
    #[must_use]
    pub fn panics(&self) -> i64 {
        self.0.panics.load(Ordering::Relaxed)
    }
}
