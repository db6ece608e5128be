//! Telegram Stars: what one is worth, and how many a sum takes. Must never credit more than was
//! paid.

use rust_decimal::Decimal;

use crate::domain::money::Money;

/// The most Stars of one invoice. Telegram's bound has moved; this is the older and smaller one.
pub const STARS_MAX: Stars = Stars(10_000);

/// A number of Stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stars(i64);

impl Stars {
    /// What they are called as a currency, by Telegram and in rows.
    pub const ASSET: &'static str = "XTR";

    /// So many.
    #[must_use]
    pub const fn new(stars: i64) -> Self {
        Self(stars)
    }

    /// How many.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// How Stars are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StarRules {
    /// What one Star is worth in the shop's currency, above zero.
    pub rate: Decimal,
    /// How many days a payment waits until it can be spent: Telegram may take Stars back for a
    /// while.
    pub hold_days: i64,
}

impl StarRules {
    /// How long a payment waits until it can be spent, in milliseconds.
    #[must_use]
    pub const fn hold_ms(&self) -> i64 {
        self.hold_days.saturating_mul(24 * 60 * 60 * 1000)
    }

    /// How many Stars a sum takes, rounded up; `None` where no invoice can hold so many.
    #[must_use]
    pub fn stars_for(&self, amount: Money) -> Option<Stars> {
        let stars = Decimal::new(amount.micros(), 6).checked_div(self.rate)?.ceil();
        let stars = i64::try_from(stars).ok().map(Stars)?;
        // Stars are whole, and the quotient may have been rounded down.
        let is_short = self.worth(stars).is_some_and(|worth| worth < amount);
        let stars = Stars(stars.0 + i64::from(is_short));
        (Stars(1)..=STARS_MAX).contains(&stars).then_some(stars)
    }

    /// What Stars are worth, rounded down to the micro-unit.
    #[must_use]
    pub fn worth(&self, stars: Stars) -> Option<Money> {
        let micros = Decimal::from(stars.0).checked_mul(self.rate)?;
        let micros = micros.checked_mul(Decimal::from(Money::MICROS_PER_UNIT))?;
        i64::try_from(micros.trunc()).ok().map(Money::from_micros)
    }

    /// The largest sum of one invoice.
    #[must_use]
    pub fn max(&self) -> Money {
        self.worth(STARS_MAX).unwrap_or(Money::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rules(rate: &str) -> StarRules {
        StarRules { rate: rate.parse().unwrap(), hold_days: 0 }
    }

    #[test]
    fn a_sum_is_rounded_up_to_whole_stars() {
        let ten = Money::from_micros(10 * Money::MICROS_PER_UNIT);
        assert_eq!(rules("0.013").stars_for(ten), Some(Stars(770)));
        assert_eq!(rules("0.013").worth(Stars(770)), Some(Money::from_micros(10_010_000)));
        assert_eq!(rules("0.0001").stars_for(ten), None, "more than an invoice holds");
        assert_eq!(rules("0.01").max(), Money::from_micros(100 * Money::MICROS_PER_UNIT));
    }

    proptest! {
        #[test]
        fn stars_are_worth_what_was_asked_for_and_less_than_one_more(
            micros in 1_i64..100_000_000,
            rate in 1_i64..1_000_000,
        ) {
            let rules = StarRules { rate: Decimal::new(rate, 4), hold_days: 0 };
            let asked = Money::from_micros(micros);
            let Some(stars) = rules.stars_for(asked) else { return Ok(()) };
            prop_assert!(rules.worth(stars).unwrap() >= asked);
            let one_less = rules.worth(Stars(stars.get() - 1)).unwrap();
            prop_assert!(one_less < asked);
        }
    }
}
