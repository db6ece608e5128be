//! What the limits cost, for a machine's monitor.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::store::outbox::Lane;

/// Counters of the sender since the process began.
#[derive(Debug, Default)]
pub struct Figures {
    limits: AtomicI64,
    retry_after_s: AtomicI64,
    waits: [Waits; Lane::ALL.len()],
    /// 0 while something is taken.
    refusal: AtomicI64,
}

#[derive(Debug, Default)]
struct Waits {
    count: AtomicI64,
    sum_ms: AtomicI64,
    max_ms: AtomicI64,
}

/// How long the messages of a lane were held back by our own limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Messages that went out.
    pub count: i64,
    /// Their waits together, in milliseconds.
    pub sum_ms: i64,
    /// The longest wait, in milliseconds.
    pub max_ms: i64,
}

impl Figures {
    /// How often Telegram said that we are too fast.
    #[must_use]
    pub fn limits(&self) -> i64 {
        self.limits.load(Ordering::Relaxed)
    }

    /// The seconds that it told us to wait, together.
    #[must_use]
    pub fn retry_after_s(&self) -> i64 {
        self.retry_after_s.load(Ordering::Relaxed)
    }

    /// What our own limits held back in a lane.
    #[must_use]
    pub fn held(&self, lane: Lane) -> Held {
        let waits = self.waits.get(lane.index());
        let read = |of: fn(&Waits) -> &AtomicI64| {
            waits.map_or(0, |waits| of(waits).load(Ordering::Relaxed))
        };
        Held {
            count: read(|waits| &waits.count),
            sum_ms: read(|waits| &waits.sum_ms),
            max_ms: read(|waits| &waits.max_ms),
        }
    }

    /// The code with which Telegram refuses everything; `None` while it takes something.
    #[must_use]
    pub fn refusal(&self) -> Option<i64> {
        Some(self.refusal.load(Ordering::Relaxed)).filter(|code| *code != 0)
    }

    pub(super) fn limited(&self, for_ms: i64) {
        self.limits.fetch_add(1, Ordering::Relaxed);
        self.retry_after_s.fetch_add(for_ms / 1_000, Ordering::Relaxed);
    }

    pub(super) fn waited(&self, lane: Lane, for_ms: i64) {
        if let Some(waits) = self.waits.get(lane.index()) {
            waits.count.fetch_add(1, Ordering::Relaxed);
            waits.sum_ms.fetch_add(for_ms, Ordering::Relaxed);
            waits.max_ms.fetch_max(for_ms, Ordering::Relaxed);
        }
    }

    /// Notes with which code everything is refused; tells whether that is news.
    pub(super) fn set_refusal(&self, code: Option<i64>) -> bool {
        let code = code.unwrap_or(0);
        self.refusal.swap(code, Ordering::Relaxed) != code
    }
}
