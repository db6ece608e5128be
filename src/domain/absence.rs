//! When the shop did not run. How long it was away is known only by a wall clock that may have been
//! set meanwhile, so that time makes nothing older.
//! It must never let an age pass that the shop did not see pass.

use super::time::{Millis, Span};

/// A wall clock that differs by more than this from what was expected has been set, and a shop that
/// gave no sign of life for longer was away. Milliseconds.
pub const STEP_MS: i64 = 5 * 60 * 1_000;
/// Absences that are remembered; what is older than all of them is old in any case.
const KEPT_MAX: usize = 100;

/// The times at which the shop did not run, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Absences(Vec<Span>);

impl Absences {
    /// Reads what [`Absences::to_text`] wrote; whatever else there is counts as none.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let pairs: Vec<[i64; 2]> = serde_json::from_str(text).unwrap_or_default();
        let span = |[from_ms, until_ms]: [i64; 2]| Span { from_ms, until_ms };
        Self(pairs.into_iter().map(span).collect())
    }

    /// For storage.
    #[must_use]
    pub fn to_text(&self) -> String {
        let spans: Vec<String> =
            self.0.iter().map(|span| format!("[{},{}]", span.from_ms, span.until_ms)).collect();
        format!("[{}]", spans.join(","))
    }

    /// The shop runs again after `away`, which began with its last sign of life. A clock that was
    /// set back makes what it says of later absences void.
    pub fn end(&mut self, away: Span) {
        self.0.retain(|span| span.until_ms <= away.until_ms);
        if away.length_ms() > STEP_MS {
            self.0.push(away);
        }
        let surplus = self.0.len().saturating_sub(KEPT_MAX);
        self.0.drain(..surplus);
    }

    /// The time at which something is of this age at `now_ms`, the absences not counted.
    #[must_use]
    pub fn ago_ms(&self, now_ms: i64, age: Millis) -> i64 {
        let (mut at_ms, mut left_ms) = (now_ms, age.0);
        for Span { from_ms, until_ms } in self.0.iter().rev() {
            let run_ms = at_ms.saturating_sub(*until_ms).max(0);
            if run_ms >= left_ms {
                break;
            }
            left_ms = left_ms.saturating_sub(run_ms);
            at_ms = at_ms.min(*from_ms);
        }
        at_ms.saturating_sub(left_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = 3_600_000;

    #[test]
    fn without_absences_an_age_is_what_the_clock_says() {
        assert_eq!(Absences::default().ago_ms(100, Millis(30)), 70);
        let mut short = Absences::default();
        short.end(Span { from_ms: 0, until_ms: STEP_MS });
        assert_eq!(short, Absences::default());
    }

    #[test]
    fn what_the_shop_did_not_see_makes_nothing_older() {
        let mut absences = Absences::default();
        absences.end(Span { from_ms: 10 * HOUR_MS, until_ms: 34 * HOUR_MS });
        // Twenty-four hours away: one hour ago is before them once the shop has run for less.
        assert_eq!(absences.ago_ms(34 * HOUR_MS, Millis(HOUR_MS)), 9 * HOUR_MS);
        assert_eq!(
            absences.ago_ms(34 * HOUR_MS + HOUR_MS / 2, Millis(HOUR_MS)),
            10 * HOUR_MS - HOUR_MS / 2
        );
        assert_eq!(absences.ago_ms(35 * HOUR_MS, Millis(HOUR_MS)), 34 * HOUR_MS);
        absences.end(Span { from_ms: 35 * HOUR_MS, until_ms: 45 * HOUR_MS });
        assert_eq!(absences.ago_ms(46 * HOUR_MS, Millis(3 * HOUR_MS)), 9 * HOUR_MS);
    }

    #[test]
    fn a_clock_that_was_set_back_voids_later_absences() {
        let mut absences = Absences::default();
        absences.end(Span { from_ms: 10 * HOUR_MS, until_ms: 34 * HOUR_MS });
        absences.end(Span { from_ms: 40 * HOUR_MS, until_ms: 20 * HOUR_MS });
        assert_eq!(absences, Absences::default());
    }

    #[test]
    fn they_are_kept_as_text_and_are_bounded() {
        let mut absences = Absences::default();
        for day in 0..300 {
            absences
                .end(Span { from_ms: day * 24 * HOUR_MS, until_ms: day * 24 * HOUR_MS + HOUR_MS });
        }
        assert_eq!(absences.0.len(), KEPT_MAX);
        assert_eq!(Absences::parse(&absences.to_text()), absences);
        assert_eq!(Absences::parse("nonsense"), Absences::default());
    }
}
