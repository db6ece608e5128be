//! How much of an order is delivered, as its card shows it: a share of the whole and a bar of ten
//! steps. Whatever a provider tells becomes a [`Percent`] here and nowhere else. Must never show
//! all of it while something is missing.

use super::OrderState;
use super::stage::{Signs, Stage};
use crate::domain::pricing::Undelivered;

/// Steps of the bar; a card is drawn anew once a step at the most.
const STEPS: i64 = 10;
const WHOLE: i64 = 100;

/// A share of an order, 0 to 100 percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(i64);

impl Percent {
    /// What a provider tells as percent, within its bounds.
    #[must_use]
    pub fn told(percent: i64) -> Self {
        Self(percent.clamp(0, WHOLE))
    }

    /// What is delivered where so much is missing. `None` where that says nothing: it was not told,
    /// or the order is billed as one piece.
    #[must_use]
    pub fn delivered(Undelivered { remains, billed }: Undelivered) -> Option<Self> {
        if remains < 0 || billed <= 1 {
            return None;
        }
        let delivered = billed.saturating_sub(remains).max(0);
        let share = i128::from(delivered) * i128::from(WHOLE) / i128::from(billed);
        i64::try_from(share).ok().map(Self::told)
    }

    /// As a number of hundredths.
    #[must_use]
    pub const fn value(self) -> i64 {
        self.0
    }

    /// Whole steps of the bar.
    #[must_use]
    pub const fn steps(self) -> i64 {
        self.0 * STEPS / WHOLE
    }

    /// The bar: `▰▰▰▰▱▱▱▱▱▱`.
    #[must_use]
    pub fn bar(self) -> String {
        (0..STEPS).map(|step| if step < self.steps() { '▰' } else { '▱' }).collect()
    }
}

/// What is known of an order on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Where it stands.
    pub state: OrderState,
    /// What was heard of it.
    pub signs: Signs,
    /// How much is missing.
    pub undelivered: Undelivered,
}

impl Known {
    /// How much is delivered, where the provider says that it delivers.
    #[must_use]
    pub fn percent(&self, now_ms: i64) -> Option<Percent> {
        let is_under_way =
            Stage::of(self.state, self.signs, now_ms) == Stage::Of(OrderState::Active);
        Percent::delivered(self.undelivered).filter(|_| is_under_way)
    }

    /// Whether a card that shows this shows the other as well.
    #[must_use]
    pub fn looks_like(&self, other: &Known, now_ms: i64) -> bool {
        let look = |known: &Known| {
            let stage = Stage::of(known.state, known.signs, now_ms);
            (stage, known.percent(now_ms).map(Percent::steps))
        };
        look(self) == look(other)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn known(started_ms: i64, remains: i64) -> Known {
        let signs = Signs { started_ms, silent_since_ms: 0 };
        Known {
            state: OrderState::Active,
            signs,
            undelivered: Undelivered { remains, billed: 1000 },
        }
    }

    #[test]
    fn the_bar_has_a_step_for_every_tenth() {
        let bar = |remains| {
            Percent::delivered(Undelivered { remains, billed: 1000 }).map(|share| share.bar())
        };
        assert_eq!(bar(1000).as_deref(), Some("▱▱▱▱▱▱▱▱▱▱"));
        assert_eq!(bar(600).as_deref(), Some("▰▰▰▰▱▱▱▱▱▱"));
        assert_eq!(bar(1).as_deref(), Some("▰▰▰▰▰▰▰▰▰▱"));
        assert_eq!(bar(0).as_deref(), Some("▰▰▰▰▰▰▰▰▰▰"));
        assert_eq!(bar(-1), None);
        assert_eq!(Percent::delivered(Undelivered { remains: 0, billed: 1 }), None);
        assert_eq!(Percent::told(140).value(), 100);
    }

    #[test]
    fn a_card_is_drawn_anew_for_a_step_and_for_the_start() {
        assert!(known(0, 1000).looks_like(&known(0, 500), 9), "not started: nothing to show");
        assert!(!known(0, 1000).looks_like(&known(5, 1000), 9));
        assert!(known(5, 599).looks_like(&known(5, 501), 9));
        assert!(!known(5, 599).looks_like(&known(5, 499), 9));
    }

    proptest! {
        #[test]
        fn no_more_than_eleven_looks_on_the_way(
            mut reports in prop::collection::vec(0..=1000_i64, 0..200),
        ) {
            reports.sort_unstable_by(|a, b| b.cmp(a));
            let looks = reports.windows(2).filter(|pair| {
                let (before, after) = (known(5, pair[0]), known(5, pair[1]));
                !before.looks_like(&after, 9)
            });
            prop_assert!(looks.count() <= 10);
        }

        #[test]
        fn whatever_is_told_is_a_share(remains: i64, billed: i64) {
            if let Some(percent) = Percent::delivered(Undelivered { remains, billed }) {
                prop_assert!((0..=100).contains(&percent.value()));
                prop_assert_eq!(percent.value() == 100, remains == 0);
                prop_assert_eq!(percent.bar().chars().count(), 10);
            }
        }
    }
}
