//! Whether a coin is worth what the settings say: the guard of tokens that are credited at a fixed
//! price. Must never become what is credited.

use rust_decimal::Decimal;

use super::DepositWait;

/// A price that was told longer ago says nothing: a quarter of an hour.
const AGE_MAX_MS: i64 = 15 * 60 * 1_000;
/// How far the market may be from the settings, in percent of the price there.
const OFF_MAX_PERCENT: Decimal = Decimal::TWO;

/// What one coin is worth on the market.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarketPrice {
    /// Units of the shop's currency for one.
    pub price: Decimal,
    /// When it was quoted, unix milliseconds.
    pub quoted_ms: i64,
}

impl MarketPrice {
    /// Why a coin that has this price in the settings is not credited by itself now; `None` where
    /// nothing is against it.
    #[must_use]
    pub fn holds_up(self, listed: Decimal, now_ms: i64) -> Option<DepositWait> {
        // One of the future was told by another clock: how old it is cannot be known.
        if !(0..=AGE_MAX_MS).contains(&now_ms.saturating_sub(self.quoted_ms)) {
            return Some(DepositWait::StalePrice);
        }
        (!self.is_near(listed)).then_some(DepositWait::OffPeg)
    }

    fn is_near(self, listed: Decimal) -> bool {
        let off = self.price.checked_sub(listed).map(|off| off.abs());
        let off = off.and_then(|off| off.checked_mul(Decimal::ONE_HUNDRED));
        let most = listed.checked_mul(OFF_MAX_PERCENT);
        off.zip(most).is_some_and(|(off, most)| off <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_MS: i64 = 1_793_534_400_000;

    fn waits(price: &str, listed: &str, age_ms: i64) -> Option<DepositWait> {
        let market = MarketPrice { price: price.parse().unwrap(), quoted_ms: NOW_MS - age_ms };
        market.holds_up(listed.parse().unwrap(), NOW_MS)
    }

    #[test]
    fn two_percent_are_near_and_more_is_off() {
        for near in ["1", "0.98", "1.02", "0.999999"] {
            assert_eq!(waits(near, "1.00", 0), None, "{near}");
        }
        for off in ["0.979999", "1.020001", "0", "0.5", "100"] {
            assert_eq!(waits(off, "1.00", 0), Some(DepositWait::OffPeg), "{off}");
        }
        assert_eq!(waits("0.92", "0.93", 0), None);
        assert_eq!(waits("79228162514264337593543950335", "1", 0), Some(DepositWait::OffPeg));
    }

    #[test]
    fn a_price_of_a_quarter_of_an_hour_ago_is_too_old_and_one_of_the_future_too() {
        assert_eq!(waits("1", "1", AGE_MAX_MS), None);
        assert_eq!(waits("1", "1", AGE_MAX_MS + 1), Some(DepositWait::StalePrice));
        assert_eq!(waits("0.5", "1", AGE_MAX_MS + 1), Some(DepositWait::StalePrice));
        assert_eq!(waits("1", "1", -1), Some(DepositWait::StalePrice));
    }
}
