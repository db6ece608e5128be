//! Time, the only file that reads a clock. Everything else is given a [`Clock`], so that a test can
//! stand still, jump a day ahead or set the machine's clock. The shop's time is the wall clock of
//! its start and what has passed since by the monotonic one: it never jumps and never goes back, so
//! ages and waits are true whatever happens to the machine's clock. Must never let a wall clock
//! that was set measure anything.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

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
    /// The machine's clocks.
    System,
    /// Stands still until [`ManualClock::advance_ms`] is called.
    Manual(Arc<ManualClock>),
}

/// The state of a clock that is moved by hand.
#[derive(Debug)]
pub struct ManualClock {
    start_ms: i64,
    monotonic_ms: AtomicI64,
    stepped_ms: AtomicI64,
    moved: watch::Sender<i64>,
}

impl ManualClock {
    /// Lets time pass and wakes whoever sleeps on it.
    pub fn advance_ms(&self, by_ms: i64) {
        let monotonic_ms = self.monotonic_ms.fetch_add(by_ms, Ordering::SeqCst) + by_ms;
        self.moved.send_replace(monotonic_ms);
    }

    /// Sets the machine's wall clock forward, or back when negative; no time passes.
    pub fn step_wall_ms(&self, by_ms: i64) {
        self.stepped_ms.fetch_add(by_ms, Ordering::SeqCst);
    }
}

/// Both clocks of the machine as this process saw them first.
fn start() -> (Instant, i64) {
    static START: OnceLock<(Instant, i64)> = OnceLock::new();
    *START.get_or_init(|| (Instant::now(), system_wall_ms()))
}

fn system_wall_ms() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "the one reader of the wall clock")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    since.and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or(0)
}

impl Clock {
    /// A clock that stands at `now_ms` until it is moved.
    #[must_use]
    pub fn manual(now_ms: i64) -> (Self, Arc<ManualClock>) {
        let clock = Arc::new(ManualClock {
            start_ms: now_ms,
            monotonic_ms: AtomicI64::new(0),
            stepped_ms: AtomicI64::new(0),
            moved: watch::Sender::new(0),
        });
        (Self::Manual(Arc::clone(&clock)), clock)
    }

    /// The shop's time, unix milliseconds: as the wall clock was when the process began, and then
    /// by the monotonic clock. What is stored is this time.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        let start_ms = match self {
            Self::System => start().1,
            Self::Manual(clock) => clock.start_ms,
        };
        start_ms.saturating_add(self.monotonic_ms())
    }

    /// Milliseconds that have passed since the process began, whatever the wall clock says.
    #[must_use]
    pub fn monotonic_ms(&self) -> i64 {
        match self {
            Self::System => i64::try_from(start().0.elapsed().as_millis()).unwrap_or(i64::MAX),
            Self::Manual(clock) => clock.monotonic_ms.load(Ordering::SeqCst),
        }
    }

    /// How far the machine's wall clock has been set forward, or back when negative, since the
    /// process began. To be told to people, never to be added to anything.
    #[must_use]
    pub fn stepped_ms(&self) -> i64 {
        match self {
            Self::System => system_wall_ms().saturating_sub(self.now_ms()),
            Self::Manual(clock) => clock.stepped_ms.load(Ordering::SeqCst),
        }
    }

    /// Waits until this clock has moved by `for_ms`; at once when that is not positive.
    pub async fn sleep_ms(&self, for_ms: i64) {
        let Ok(wait_ms) = u64::try_from(for_ms) else { return };
        match self {
            Self::System => tokio::time::sleep(Duration::from_millis(wait_ms)).await,
            Self::Manual(clock) => {
                let until_ms = self.monotonic_ms().saturating_add(for_ms);
                let mut moved = clock.moved.subscribe();
                // The sender lives as long as the clock, so an error here cannot happen; were it
                // to, waking early is harmless.
                let _ = moved.wait_for(|passed_ms| *passed_ms >= until_ms).await;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setting_the_wall_clock_moves_neither_the_time_nor_the_monotonic_clock() {
        let (clock, hand) = Clock::manual(1_000);
        hand.advance_ms(5);
        for step_ms in [DAY_MS, -HOUR_MS, -DAY_MS] {
            hand.step_wall_ms(step_ms);
            assert_eq!((clock.now_ms(), clock.monotonic_ms()), (1_005, 5));
        }
        assert_eq!(clock.stepped_ms(), -HOUR_MS);
        hand.advance_ms(10);
        assert_eq!((clock.now_ms(), clock.monotonic_ms()), (1_015, 15));
    }

    #[test]
    fn the_system_clock_never_goes_back_and_begins_at_the_wall_clock() {
        let clock = Clock::System;
        let before_ms = (clock.now_ms(), clock.monotonic_ms());
        assert!(clock.stepped_ms().abs() < MINUTE_MS);
        assert!(before_ms.0 <= clock.now_ms() && before_ms.1 <= clock.monotonic_ms());
    }
}
