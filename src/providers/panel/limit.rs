//! How often one panel may be called.
//!
//! Owns the budget of calls and who may use it up. Must never wait: whoever is refused says so at
//! once, because an order that is being submitted must not sit behind a queue.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

const MINUTE: Duration = Duration::from_secs(60);
/// The fewest calls a minute that make a shop: two for upkeep, a question, an order.
pub const PER_MINUTE_MIN: u32 = 4;
/// A question about the balance, and the list of services right after it.
const UPKEEP_MIN: u32 = 2;
/// The shortest wait that is named, in milliseconds.
const WAIT_MIN_MS: i64 = 1_000;
/// The longest wait that is named, in milliseconds.
const WAIT_MAX_MS: i64 = 3_600_000;

/// A budget of calls a minute, in three parts so that none can starve another: questions about
/// orders are many, a list of services is rare but follows a question about the balance at once,
/// and orders must not wait for either.
pub struct Limit {
    orders: DefaultDirectRateLimiter,
    questions: DefaultDirectRateLimiter,
    upkeep: DefaultDirectRateLimiter,
}

impl Limit {
    /// At most so many calls in any minute, [`PER_MINUTE_MIN`] or more.
    pub fn per_minute(calls: NonZeroU32) -> Self {
        let [orders, questions, upkeep] = parts(calls.get()).map(at_least_one);
        Self {
            orders: RateLimiter::direct(steady(orders)),
            questions: RateLimiter::direct(steady(questions)),
            upkeep: RateLimiter::direct(at_once(upkeep)),
        }
    }

    /// Counts one call, or says how long to wait, 1 s to 1 h in milliseconds.
    pub fn admit(&self, action: &str) -> Result<(), i64> {
        let part = match action {
            "services" | "balance" | "products" => &self.upkeep,
            "status" | "statuses" | "product_order_status" => &self.questions,
            _ => &self.orders,
        };
        let now = || DefaultClock::default().now();
        part.check().map_err(|until| wait_ms(until.wait_time_from(now())))
    }
}

/// Orders, questions and upkeep; together exactly `calls`.
fn parts(calls: u32) -> [u32; 3] {
    let upkeep = (calls / 10).max(UPKEEP_MIN);
    let rest = calls.saturating_sub(upkeep);
    let questions = rest / 2;
    [rest.saturating_sub(questions), questions, upkeep]
}

fn at_least_one(calls: u32) -> NonZeroU32 {
    NonZeroU32::new(calls).unwrap_or(NonZeroU32::MIN)
}

/// Half of the calls at once, the others spread over the minute: together no more than `calls` in
/// any minute, which a burst of all of them would not keep.
fn steady(calls: NonZeroU32) -> Quota {
    let burst = at_least_one(calls.get().div_ceil(2));
    let spread = calls.get().saturating_sub(burst.get()).saturating_add(1);
    quota(MINUTE.checked_div(spread).unwrap_or(MINUTE), burst)
}

/// All calls at once, and then one a minute.
fn at_once(calls: NonZeroU32) -> Quota {
    quota(MINUTE, calls)
}

fn quota(every: Duration, burst: NonZeroU32) -> Quota {
    Quota::with_period(every).unwrap_or_else(|| Quota::per_minute(burst)).allow_burst(burst)
}

fn wait_ms(wait: Duration) -> i64 {
    i64::try_from(wait.as_millis()).unwrap_or(WAIT_MAX_MS).clamp(WAIT_MIN_MS, WAIT_MAX_MS)
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;
    use proptest::prelude::*;

    use super::*;

    fn calls(count: u32) -> NonZeroU32 {
        NonZeroU32::new(count).unwrap()
    }

    proptest! {
        /// Whatever the pauses between calls, no minute has more of them than set.
        #[test]
        fn no_minute_has_more_calls_than_set(
            count in 1u32..40, pauses_ms in prop::collection::vec(0u64..4_000, 1..400),
            is_steady in any::<bool>(),
        ) {
            let clock = FakeRelativeClock::default();
            let quota = if is_steady { steady(calls(count)) } else { at_once(calls(count)) };
            let limiter = RateLimiter::direct_with_clock(quota, clock.clone());
            let (mut now_ms, mut admitted) = (0, Vec::new());
            for pause_ms in pauses_ms {
                clock.advance(Duration::from_millis(pause_ms));
                now_ms += pause_ms;
                if limiter.check().is_ok() {
                    admitted.push(now_ms);
                }
            }
            for from_ms in &admitted {
                let within = |at_ms: &&u64| (*from_ms..from_ms + 60_000).contains(*at_ms);
                let found = admitted.iter().filter(within).count();
                prop_assert!(found <= count as usize, "{found} calls in a minute of {count}");
            }
        }
    }

    #[test]
    fn the_parts_are_the_whole_and_none_is_empty() {
        for calls in PER_MINUTE_MIN..=6_000 {
            let parts = parts(calls);
            assert_eq!(parts.iter().sum::<u32>(), calls);
            assert!(parts.iter().all(|part| *part > 0), "{calls}: {parts:?}");
        }
    }

    #[test]
    fn no_kind_of_call_uses_up_what_another_needs() {
        let limit = Limit::per_minute(calls(10));
        while limit.admit("status").is_ok() {}
        let wait_ms = limit.admit("statuses").unwrap_err();
        assert!((WAIT_MIN_MS..=60_000).contains(&wait_ms), "{wait_ms}");
        assert_eq!([limit.admit("balance"), limit.admit("services")], [Ok(()), Ok(())]);
        let wait_ms = limit.admit("services").unwrap_err();
        assert!((59_000..=60_000).contains(&wait_ms), "{wait_ms}");
        assert!(limit.admit("add").is_ok());
        while limit.admit("add").is_ok() {}
        assert!(limit.admit("balance").is_err());
    }
}
