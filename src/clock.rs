//! Time, the only file that reads the wall clock. Everything else is given a [`Clock`], so that a
//! test can stand still or jump a day ahead. Must never be used to measure durations of calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

/// One second, minute, hour and day in milliseconds.
pub const SECOND_MS: i64 = 1_000;
/// One minute in milliseconds.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// One hour in milliseconds.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// One day in milliseconds.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// The shop's idea of now: the system's clock, or one that a test moves by hand.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's wall clock.
    System,
    /// Stands still until [`ManualClock::advance_ms`] is called.
    Manual(Arc<ManualClock>),
}

/// The state of a clock that is moved by hand.
#[derive(Debug)]
pub struct ManualClock {
    now_ms: AtomicI64,
    moved: watch::Sender<i64>,
}

impl ManualClock {
    /// Moves this clock forward and wakes whoever sleeps on it.
    pub fn advance_ms(&self, by_ms: i64) {
        let now_ms = self.now_ms.fetch_add(by_ms, Ordering::SeqCst) + by_ms;
        self.moved.send_replace(now_ms);
    }
}

impl Clock {
    /// A clock that stands at `now_ms` until it is moved.
    #[must_use]
    pub fn manual(now_ms: i64) -> (Self, Arc<ManualClock>) {
        let clock = Arc::new(ManualClock {
            now_ms: AtomicI64::new(now_ms),
            moved: watch::Sender::new(now_ms),
        });
        (Self::Manual(Arc::clone(&clock)), clock)
    }

    /// Unix time in milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one reader of the wall clock")]
            Self::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_millis()).ok())
                .unwrap_or(0),
            Self::Manual(clock) => clock.now_ms.load(Ordering::SeqCst),
        }
    }

    /// Waits until this clock has moved by `for_ms`; at once when that is not positive.
    pub async fn sleep_ms(&self, for_ms: i64) {
        let Ok(wait_ms) = u64::try_from(for_ms) else { return };
        match self {
            Self::System => tokio::time::sleep(Duration::from_millis(wait_ms)).await,
            Self::Manual(clock) => {
                let until_ms = self.now_ms().saturating_add(for_ms);
                let mut moved = clock.moved.subscribe();
                // The sender lives as long as the clock, so an error here cannot happen; were it
                // to, waking early is harmless.
                let _ = moved.wait_for(|now_ms| *now_ms >= until_ms).await;
            }
        }
    }
}

/// The rate limiter's view of the same clock.
impl governor::clock::Clock for Clock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.now_ms()).unwrap_or(0))
    }
}
