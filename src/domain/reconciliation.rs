//! Whether a provider's balance moves as our orders explain. Balance and what all orders have cost
//! add up to a level that only a top-up raises and that nothing lowers. Must never take doubt for
//! a difference: an order that may have been placed explains its cost as long as it is in doubt.

use rust_decimal::Decimal;

use super::order::cost::Cost;

/// The hundredth part of what orders moved may be missing: charges are rounded.
const SHARE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// A day by UTC, counted since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

impl Day {
    /// The day of a moment, unix milliseconds.
    #[must_use]
    pub const fn of(now_ms: i64) -> Self {
        Self(now_ms.div_euclid(86_400_000))
    }
}

/// When an order last changed, beside the last comparison and the present one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Before the last one.
    Old,
    /// It was placed since.
    New,
    /// It was placed before and has changed since.
    Changed,
    /// It was placed while the balance was being asked for.
    PlacedMeanwhile,
    /// It has changed while the balance was being asked for.
    ChangedMeanwhile,
}

/// What all orders of a provider come to, in its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrderTotals {
    /// What they have cost at least.
    cost: Decimal,
    /// What they may have cost beyond that.
    doubt: Decimal,
    /// What has moved since the last comparison.
    turnover: Decimal,
    /// How much of that came back.
    returned: Decimal,
}

impl OrderTotals {
    /// The same with one more order; `None` where the sums do not fit.
    #[must_use]
    pub fn with(self, cost: Cost, freshness: Freshness) -> Option<Self> {
        let Cost { least, most, full } = cost;
        let back = full.checked_sub(least)?;
        let zero = Decimal::ZERO;
        let (cost, doubt, placed, returned) = match freshness {
            Freshness::Old => (least, most.checked_sub(least)?, zero, zero),
            Freshness::New => (least, most.checked_sub(least)?, most, zero),
            Freshness::Changed => (least, most.checked_sub(least)?, zero, back),
            Freshness::PlacedMeanwhile => (zero, full, zero, zero),
            Freshness::ChangedMeanwhile => (least, back, zero, zero),
        };
        Some(Self {
            cost: self.cost.checked_add(cost)?,
            doubt: self.doubt.checked_add(doubt)?,
            turnover: self.turnover.checked_add(placed)?.checked_add(returned)?,
            returned: self.returned.checked_add(returned)?,
        })
    }

    /// How much may be missing: a hundredth of what moved, or one unit if that is more.
    #[must_use]
    pub fn tolerance(&self) -> Decimal {
        self.turnover.checked_mul(SHARE).unwrap_or_default().max(Decimal::ONE)
    }
}

/// Where a provider's account stood at a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Baseline {
    /// The balance and what all orders had cost.
    pub level: Decimal,
    /// What the balance had risen by without an order, or before we heard why.
    pub rise: Decimal,
}

/// What a comparison finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Nothing beyond the tolerance.
    None,
    /// The balance has fallen by so much more than orders explain.
    Short(Decimal),
    /// It has risen by so much: somebody has topped it up.
    Risen(Decimal),
}

impl Baseline {
    /// Before anything can be compared; `None` where the sums do not fit.
    #[must_use]
    pub fn first(balance: Decimal, totals: &OrderTotals) -> Option<Self> {
        Some(Self { level: balance.checked_add(totals.cost)?, rise: Decimal::ZERO })
    }

    /// What has become of it, and what is to be said of that; `None` where the sums do not fit.
    #[must_use]
    pub fn next(&self, balance: Decimal, totals: &OrderTotals) -> Option<(Self, Difference)> {
        let low = balance.checked_add(totals.cost)?;
        let high = low.checked_add(totals.doubt)?;
        let rise = low.checked_sub(self.level)?.max(Decimal::ZERO);
        // What came back before we heard of it looked like a top-up the last time.
        let explained = self.rise.min(totals.returned);
        let short = self.level.checked_sub(high)?.checked_sub(explained)?;
        let tolerance = totals.tolerance();
        let difference = if short > tolerance {
            Difference::Short(short)
        } else if rise > tolerance {
            Difference::Risen(rise)
        } else {
            Difference::None
        };
        Some((Self { level: self.level.clamp(low, high), rise }, difference))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn cost(least: &str, most: &str, full: &str) -> Cost {
        Cost { least: decimal(least), most: decimal(most), full: decimal(full) }
    }

    fn totals(orders: &[(Cost, Freshness)]) -> OrderTotals {
        let add = |totals: OrderTotals, (cost, freshness): &(Cost, Freshness)| {
            totals.with(*cost, *freshness).unwrap()
        };
        orders.iter().fold(OrderTotals::default(), add)
    }

    fn baseline(level: &str) -> Baseline {
        Baseline { level: decimal(level), rise: Decimal::ZERO }
    }

    fn found(before: Baseline, balance: &str, totals: &OrderTotals) -> (Baseline, Difference) {
        before.next(decimal(balance), totals).unwrap()
    }

    #[test]
    fn days_begin_at_midnight_by_utc() {
        let days = [Day::of(-1), Day::of(0), Day::of(86_399_999), Day::of(86_400_000)];
        assert_eq!(days, [Day(-1), Day(0), Day(0), Day(1)]);
    }

    #[test]
    fn what_orders_cost_is_no_difference_and_what_nobody_ordered_is() {
        let bought = totals(&[(cost("10", "10", "10"), Freshness::New)]);
        assert_eq!(found(baseline("100"), "90", &bought), (baseline("100"), Difference::None));
        // A unit may be missing, and is not missed for ever.
        let (after, difference) = found(baseline("100"), "89", &bought);
        assert_eq!((after, difference), (baseline("99"), Difference::None));
        let (after, difference) = found(baseline("100"), "80", &bought);
        assert_eq!((after, difference), (baseline("90"), Difference::Short(decimal("10"))));
        let many = totals(&[(cost("1000", "1000", "1000"), Freshness::New)]);
        assert_eq!(found(baseline("2000"), "990", &many).1, Difference::None);
        assert_eq!(found(baseline("2000"), "989", &many).1, Difference::Short(decimal("11")));
    }

    #[test]
    fn an_order_in_doubt_explains_its_cost_until_it_is_decided() {
        let open = (cost("0", "10", "10"), Freshness::New);
        for balance in ["100", "90"] {
            let (after, difference) = found(baseline("100"), balance, &totals(&[open]));
            assert_eq!((after, difference), (baseline("100"), Difference::None), "{balance}");
        }
        let decided = |sum: &str| totals(&[(cost(sum, sum, "10"), Freshness::Old)]);
        assert_eq!(found(baseline("100"), "90", &decided("10")).1, Difference::None);
        let short = found(baseline("100"), "90", &decided("0")).1;
        assert_eq!(short, Difference::Short(decimal("10")));
    }

    #[test]
    fn a_top_up_is_said_and_what_came_back_early_is_no_loss_later() {
        let ran = totals(&[(cost("10", "10", "10"), Freshness::Old)]);
        let (after, difference) = found(baseline("100"), "100", &ran);
        assert_eq!(difference, Difference::Risen(decimal("10")));
        // It was no top-up: the panel had given the money back before it said so.
        let back = totals(&[(cost("0", "0", "10"), Freshness::Changed)]);
        let (after, difference) = found(after, "100", &back);
        assert_eq!((after.level, difference), (decimal("100"), Difference::None));
        // Whoever keeps the money of a canceled order is told of.
        let (_, difference) = found(baseline("100"), "90", &back);
        assert_eq!(difference, Difference::Short(decimal("10")));
    }

    #[test]
    fn what_moves_while_the_balance_is_asked_for_explains_both() {
        let placed = totals(&[(cost("10", "10", "10"), Freshness::PlacedMeanwhile)]);
        let changed = totals(&[(cost("0", "0", "10"), Freshness::ChangedMeanwhile)]);
        for (before, totals) in [("100", placed), ("100", changed)] {
            for balance in ["100", "90"] {
                assert_eq!(found(baseline(before), balance, &totals).1, Difference::None);
            }
        }
    }

    #[test]
    fn sums_that_do_not_fit_are_no_finding() {
        let huge = Cost { least: Decimal::MAX, most: Decimal::MAX, full: Decimal::MAX };
        let totals = OrderTotals::default().with(huge, Freshness::New).unwrap();
        assert_eq!(totals.with(huge, Freshness::New), None);
        assert_eq!(Baseline::first(Decimal::MAX, &totals), None);
        assert_eq!(baseline("1").next(Decimal::MAX, &totals), None);
    }
}
