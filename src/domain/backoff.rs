//! How long whatever has failed is left alone before it is tried again.
//! It must never wait without a bound, nor overflow, however often something fails.

use std::time::Duration;

/// More doublings than any bound outlives.
const DOUBLINGS_MAX: i64 = 32;

/// A wait that doubles with each further failure, up to a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// After the first failure, milliseconds.
    pub first_ms: i64,
    /// The longest, milliseconds.
    pub last_ms: i64,
}

impl Backoff {
    /// The wait in milliseconds after so many failures in a row; before the first one as after it.
    #[must_use]
    pub fn after(self, failures: i64) -> i64 {
        let doublings = failures.saturating_sub(1).clamp(0, DOUBLINGS_MAX);
        self.first_ms.saturating_mul(1 << doublings).min(self.last_ms)
    }

    /// The same wait for a timer.
    #[must_use]
    pub fn lasting(self, failures: i64) -> Duration {
        Duration::from_millis(u64::try_from(self.after(failures)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_last_one() {
        let backoff = Backoff { first_ms: 500, last_ms: 5_000 };
        let waits = [-1, 0, 1, 2, 3, 4, 5, 6, i64::MAX].map(|failures| backoff.after(failures));
        assert_eq!(waits, [500, 500, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
        assert_eq!(backoff.lasting(2), Duration::from_secs(1));
        assert_eq!(Backoff { first_ms: i64::MAX / 2, last_ms: i64::MAX }.after(9), i64::MAX);
        assert_eq!(Backoff { first_ms: 500, last_ms: 100 }.after(1), 100);
    }
}
