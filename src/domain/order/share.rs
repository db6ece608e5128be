//! How large a part of a whole is, where only that is told. Must never say more than was told.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// What the whole is, in millionths.
const WHOLE: i64 = 1_000_000;
/// A percent in millionths.
const PERCENT: i64 = WHOLE / 100;

/// A share, from nothing to all, to the millionth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(i64);

impl Share {
    /// So many percent, rounded down; `None` for what is no share.
    #[must_use]
    pub fn of_percent(percent: Decimal) -> Option<Self> {
        if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent) {
            return None;
        }
        percent.checked_mul(Decimal::from(PERCENT))?.floor().to_i64().map(Self)
    }

    /// That much of so many, rounded down.
    #[must_use]
    pub fn of(self, count: i64) -> i64 {
        let share = i128::from(count) * i128::from(self.0) / i128::from(WHOLE);
        // Never more than the count is.
        i64::try_from(share).unwrap_or(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(percent: &str) -> Option<Share> {
        Share::of_percent(percent.parse().unwrap())
    }

    #[test]
    fn a_part_of_one_is_none() {
        let of = |percent, count| share(percent).map(|share| share.of(count));
        assert_eq!(of("37", 1_000), Some(370));
        assert_eq!(of("12.5", 500), Some(62));
        assert_eq!([of("0", 500), of("100", 500)], [Some(0), Some(500)]);
        assert_eq!(of("99.9999999", 1_000), Some(999));
        assert_eq!([share("100.1"), share("-0.1")], [None; 2]);
    }

    proptest! {
        #[test]
        fn no_share_is_more_than_the_whole(
            digits in 0_i64..=i64::MAX, scale in 0_u32..28, count in 0..i64::MAX,
        ) {
            if let Some(share) = Share::of_percent(Decimal::new(digits, scale)) {
                prop_assert!((0..=count).contains(&share.of(count)));
            }
        }
    }
}
