//! When the shop did not run. How long it was away is known only by a wall clock that may have been
//! set meanwhile, so that time makes nothing older.
//! It must never let an age pass that the shop did not see pass.

/// A wall clock that differs by more than this from what was expected has been set, and a shop that
/// gave no sign of life for longer was away. Milliseconds.
pub const STEP_MS: i64 = 5 * 60 * 1_000;
/// Absences that are remembered; what is older than all of them is old in any case.
const KEPT_MAX: usize = 100;

/// The times at which the shop did not run, oldest first, each from and until.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Absences(Vec<(i64, i64)>);

impl Absences {
    /// Reads what [`Absences::to_text`] wrote; whatever else there is counts as none.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    /// For storage.
    #[must_use]
    pub fn to_text(&self) -> String {
        let spans: Vec<String> =
            self.0.iter().map(|(from, until)| format!("[{from},{until}]")).collect();
        format!("[{}]", spans.join(","))
    }

    /// The shop runs again at `now_ms` and gave its last sign of life at `seen_ms`. A clock that
    /// was set back makes what it says of later absences void.
    pub fn end(&mut self, seen_ms: i64, now_ms: i64) {
        self.0.retain(|(_, until_ms)| *until_ms <= now_ms);
        if now_ms.saturating_sub(seen_ms) > STEP_MS {
            self.0.push((seen_ms, now_ms));
        }
        let surplus = self.0.len().saturating_sub(KEPT_MAX);
        self.0.drain(..surplus);
    }

    /// The time at which something is `age_ms` old at `now_ms`, the absences not counted.
    #[must_use]
    pub fn ago_ms(&self, now_ms: i64, age_ms: i64) -> i64 {
        let (mut at_ms, mut left_ms) = (now_ms, age_ms);
        for (from_ms, until_ms) in self.0.iter().rev() {
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
        assert_eq!(Absences::default().ago_ms(100, 30), 70);
        let mut short = Absences::default();
        short.end(0, STEP_MS);
        assert_eq!(short, Absences::default());
    }

    #[test]
    fn what_the_shop_did_not_see_makes_nothing_older() {
        let mut absences = Absences::default();
        absences.end(10 * HOUR_MS, 34 * HOUR_MS);
        // Twenty-four hours away: one hour ago is before them once the shop has run for less.
        assert_eq!(absences.ago_ms(34 * HOUR_MS, HOUR_MS), 9 * HOUR_MS);
        assert_eq!(
            absences.ago_ms(34 * HOUR_MS + HOUR_MS / 2, HOUR_MS),
            10 * HOUR_MS - HOUR_MS / 2
        );
        assert_eq!(absences.ago_ms(35 * HOUR_MS, HOUR_MS), 34 * HOUR_MS);
        absences.end(35 * HOUR_MS, 45 * HOUR_MS);
        assert_eq!(absences.ago_ms(46 * HOUR_MS, 3 * HOUR_MS), 9 * HOUR_MS);
    }

    #[test]
    fn a_clock_that_was_set_back_voids_later_absences() {
        let mut absences = Absences::default();
        absences.end(10 * HOUR_MS, 34 * HOUR_MS);
        absences.end(40 * HOUR_MS, 20 * HOUR_MS);
        assert_eq!(absences, Absences::default());
    }

    #[test]
    fn they_are_kept_as_text_and_are_bounded() {
        let mut absences = Absences::default();
        for day in 0..300 {
            absences.end(day * 24 * HOUR_MS, day * 24 * HOUR_MS + HOUR_MS);
        }
        assert_eq!(absences.0.len(), KEPT_MAX);
        assert_eq!(Absences::parse(&absences.to_text()), absences);
        assert_eq!(Absences::parse("nonsense"), Absences::default());
    }
}
