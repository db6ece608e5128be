//! How a sum is made of money and bonus. Cash is spent before bonus, and what comes back of an
//! order comes back in the same parts. Owns both rules; must never make more bonus than was spent.

use super::Wallet;
use crate::domain::money::Money;

/// A sum by its parts; neither is negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Split {
    /// Money.
    pub cash: Money,
    /// Bonus.
    pub bonus: Money,
}

impl Split {
    /// Money alone.
    #[must_use]
    pub const fn cash(cash: Money) -> Self {
        Self { cash, bonus: Money::ZERO }
    }

    /// How a price is paid from a wallet: cash first. What is not there is taken for cash, so that
    /// posting it fails.
    #[must_use]
    pub fn of_price(price: Money, wallet: &Wallet) -> Option<Self> {
        let cash = wallet.available.max(Money::ZERO).min(price);
        let bonus = price.checked_sub(cash)?.min(wallet.bonus.max(Money::ZERO));
        Some(Self { cash: price.checked_sub(bonus)?, bonus })
    }

    /// The whole; `None` when it does not fit.
    #[must_use]
    pub fn sum(self) -> Option<Money> {
        self.cash.checked_add(self.bonus)
    }
}

/// A price that was paid, a part of it with bonus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidPrice {
    /// All of it.
    pub whole: Money,
    /// What of it was bonus.
    pub bonus: Money,
}

impl PaidPrice {
    /// How much of what is `returned` of it is bonus: pro rata, rounded up. Never more than the
    /// bonus was, and never falling while `returned` grows.
    #[must_use]
    pub fn bonus_of(self, returned: Money) -> Money {
        if !self.whole.is_positive() || !returned.is_positive() {
            return Money::ZERO;
        }
        let (part_of, whole) = (i128::from(self.bonus.micros()), i128::from(self.whole.micros()));
        let product = part_of * i128::from(returned.min(self.whole).micros());
        let share = (product + whole - 1) / whole;
        i64::try_from(share).map_or(self.bonus, Money::from_micros).min(self.bonus)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn micros(amount: i64) -> Money {
        Money::from_micros(amount)
    }

    #[test]
    fn cash_goes_first() {
        let wallet = Wallet { available: micros(70), bonus: micros(50), ..Wallet::default() };
        let split = |price| Split::of_price(micros(price), &wallet);
        assert_eq!(split(60), Some(Split::cash(micros(60))));
        assert_eq!(split(100), Some(Split { cash: micros(70), bonus: micros(30) }));
        // Ten are not there: posting this fails on what is available.
        assert_eq!(split(130), Some(Split { cash: micros(80), bonus: micros(50) }));
    }

    #[test]
    fn the_share_of_the_bonus_is_rounded_up() {
        let paid = |bonus, whole| PaidPrice { whole: micros(whole), bonus: micros(bonus) };
        assert_eq!(paid(1, 3).bonus_of(micros(1)), micros(1));
        assert_eq!(paid(30, 100).bonus_of(micros(50)), micros(15));
        assert_eq!(paid(30, 100).bonus_of(micros(100)), micros(30));
        assert_eq!(paid(30, 100).bonus_of(Money::ZERO), Money::ZERO);
    }

    proptest! {
        #[test]
        fn parts_come_back_whole_and_never_more(
            price in 1_i64..=i64::MAX,
            part in 0_i64..=i64::MAX,
            first in 0_i64..=i64::MAX,
            second in 0_i64..=i64::MAX,
        ) {
            let part = micros(part.min(price));
            let price = micros(price);
            let low = micros(first.min(second)).min(price);
            let high = micros(first.max(second)).min(price);
            let paid = PaidPrice { whole: price, bonus: part };
            let (before, after) = (paid.bonus_of(low), paid.bonus_of(high));
            prop_assert!(before <= after && after <= part);
            // What comes back between the two is never more bonus than it is money.
            let step = high.checked_sub(low).unwrap();
            prop_assert!(after.checked_sub(before).unwrap() <= step);
            prop_assert_eq!(paid.bonus_of(price), part);
        }
    }
}
