//! The bonus of a deposit by its size. Counted once for each deposit and on the whole of it, so
//! that no way of splitting a sum earns more than the sum. Must never round up.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::domain::money::Money;
use crate::domain::number::parse_decimal;

/// The most tiers there may be.
const TIERS_MAX: usize = 20;
/// The most percent of a tier.
const PERCENT_MAX: Decimal = Decimal::ONE_HUNDRED;

/// A step: from this sum on, so many percent of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tier {
    from: Money,
    percent: Decimal,
}

/// All steps, by the sum they begin with; none for no bonus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tiers(Vec<Tier>);

/// Why a text names no tiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TiersError {
    /// Not `sum:percent`, separated by commas.
    #[error("must be like 100:5,500:10, a sum and percent for each step")]
    Form,
    /// Percent outside 0 to 100.
    #[error("percent must be from 0 to 100")]
    Percent,
    /// The steps do not grow: a larger deposit must not earn a smaller share.
    #[error("sums and percents must grow from step to step")]
    Order,
    /// Too many steps.
    #[error("must have at most 20 steps")]
    TooMany,
}

impl FromStr for Tiers {
    type Err = TiersError;

    /// Reads `100:5,500:10`: from 100 on 5 %, from 500 on 10 %.
    fn from_str(text: &str) -> Result<Self, TiersError> {
        let tiers: Vec<Tier> = text.split(',').map(tier).collect::<Result<_, _>>()?;
        if tiers.len() > TIERS_MAX {
            return Err(TiersError::TooMany);
        }
        let grows = |pair: &[Tier]| match pair {
            [low, high] => low.from < high.from && low.percent <= high.percent,
            _ => true,
        };
        if tiers.windows(2).all(grows) { Ok(Self(tiers)) } else { Err(TiersError::Order) }
    }
}

fn tier(text: &str) -> Result<Tier, TiersError> {
    let (from, percent) = text.trim().split_once(':').ok_or(TiersError::Form)?;
    let from = Money::parse_plain(from.trim()).map_err(|_| TiersError::Form)?;
    let percent = parse_decimal(percent.trim()).ok_or(TiersError::Form)?;
    if from.is_negative() {
        return Err(TiersError::Form);
    }
    if percent.is_sign_negative() || percent > PERCENT_MAX {
        return Err(TiersError::Percent);
    }
    Ok(Tier { from, percent })
}

impl Tiers {
    /// What a deposit of this sum earns, rounded down to the micro-unit.
    #[must_use]
    pub fn bonus(&self, amount: Money) -> Money {
        let tier = self.0.iter().rev().find(|tier| amount >= tier.from);
        let Some(tier) = tier.filter(|_| amount.is_positive()) else { return Money::ZERO };
        let exact = Decimal::from(amount.micros()).checked_mul(tier.percent);
        let bonus = exact.and_then(|exact| exact.checked_div(Decimal::ONE_HUNDRED));
        let micros = bonus.and_then(|bonus| i64::try_from(bonus.trunc()).ok());
        micros.map_or(Money::ZERO, Money::from_micros)
    }

    /// The steps as their sums and percents, smallest first, for people.
    pub fn steps(&self) -> impl Iterator<Item = (Money, Decimal)> + '_ {
        self.0.iter().map(|tier| (tier.from, tier.percent))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn units(amount: i64) -> Money {
        Money::from_micros(amount * Money::MICROS_PER_UNIT)
    }

    #[test]
    fn the_step_reached_counts_for_the_whole() {
        let tiers: Tiers = "100:5,500:10".parse().unwrap();
        assert_eq!(tiers.bonus(units(99)), Money::ZERO);
        assert_eq!(tiers.bonus(units(100)), units(5));
        assert_eq!(tiers.bonus(units(1_000)), units(100));
        assert_eq!(tiers.bonus(Money::from_micros(100_000_009)), Money::from_micros(5_000_000));
        assert_eq!(Tiers::default().bonus(units(100)), Money::ZERO);
    }

    #[test]
    fn what_is_no_list_of_steps_is_refused() {
        let wrong = |text: &str| text.parse::<Tiers>().unwrap_err();
        for text in ["", "100", "x:5", "100:x", "100:5,", "-1:5"] {
            assert_eq!(wrong(text), TiersError::Form, "{text}");
        }
        assert_eq!(wrong("100:101"), TiersError::Percent);
        assert_eq!(wrong("500:10,100:5"), TiersError::Order);
        assert_eq!(wrong("100:10,500:5"), TiersError::Order);
        assert_eq!(wrong(&["1:1"; 21].join(",")), TiersError::TooMany);
    }

    proptest! {
        #[test]
        fn no_split_earns_more_than_the_sum(
            parts in prop::collection::vec(1_i64..2_000_000_000, 1..12),
        ) {
            let tiers: Tiers = "10:1,100:5,500:10".parse().unwrap();
            let whole = Money::from_micros(parts.iter().sum());
            let split: i64 =
                parts.iter().map(|part| tiers.bonus(Money::from_micros(*part)).micros()).sum();
            prop_assert!(split <= tiers.bonus(whole).micros());
        }
    }
}
