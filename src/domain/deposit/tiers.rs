//! The bonus of a deposit by its size. Counted once for each deposit and on the whole of it, and
//! where transfers are counted together, on their sum: no way of splitting a sum earns more than
//! the sum. Must never round up.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::Added;
use crate::domain::money::Money;
use crate::domain::number::parse_decimal;
use crate::domain::time::Millis;

/// Where transfers are counted together, those of a day are.
pub const TOGETHER: Millis = Millis(24 * 60 * 60 * 1_000);

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

/// A credited deposit that is counted together with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// What it added.
    pub added: Added,
    /// When, unix milliseconds.
    pub credited_ms: i64,
}

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

    /// What a deposit earns that is counted together with earlier ones: the bonus of the whole,
    /// less what came with them already. The last of a day's transfers tops the bonus up to that of
    /// their sum.
    #[must_use]
    pub fn bonus_on_top(&self, earlier: impl Iterator<Item = Added>, amount: Money) -> Money {
        let nothing = Added { amount, bonus: Money::ZERO };
        let whole = earlier.into_iter().try_fold(nothing, |sum, added| {
            let amount = sum.amount.checked_add(added.amount)?;
            Some(Added { amount, bonus: sum.bonus.checked_add(added.bonus)? })
        });
        let top = whole.and_then(|whole| self.bonus(whole.amount).checked_sub(whole.bonus));
        top.map_or(Money::ZERO, |top| top.max(Money::ZERO))
    }

    /// What the deposits of `later` may keep of their bonus when one before them is gone, in their
    /// order, which is that of their times; `earlier` came before that one. Never more than they
    /// have.
    #[must_use]
    pub fn kept(&self, earlier: &[Counted], later: &[Counted]) -> Vec<Money> {
        let mut counted = earlier.to_vec();
        for deposit in later {
            let since_ms = deposit.credited_ms.saturating_sub(TOGETHER.0);
            let near = counted.iter().filter(|other| other.credited_ms > since_ms);
            let earned = self.bonus_on_top(near.map(|other| other.added), deposit.added.amount);
            let bonus = earned.min(deposit.added.bonus);
            counted.push(Counted { added: Added { bonus, ..deposit.added }, ..*deposit });
        }
        counted.iter().skip(earlier.len()).map(|deposit| deposit.added.bonus).collect()
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
    use crate::clock::HOUR_MS;

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

    /// Credits deposits one after the other, each so many hours after the one before.
    fn credited(tiers: &Tiers, parts: &[(i64, i64)]) -> Vec<Counted> {
        let (mut all, mut now_ms): (Vec<Counted>, i64) = (Vec::new(), 0);
        for (micros, hours) in parts {
            now_ms += hours * HOUR_MS;
            let near = all.iter().filter(|one| one.credited_ms > now_ms - TOGETHER.0);
            let amount = Money::from_micros(*micros);
            let bonus = tiers.bonus_on_top(near.map(|one| one.added), amount);
            all.push(Counted { added: Added { amount, bonus }, credited_ms: now_ms });
        }
        all
    }

    fn sum(all: &[Counted]) -> Added {
        let sum = |of: fn(&Counted) -> Money| {
            Money::from_micros(all.iter().map(|one| of(one).micros()).sum())
        };
        Added { amount: sum(|one| one.added.amount), bonus: sum(|one| one.added.bonus) }
    }

    #[test]
    fn transfers_of_a_day_reach_a_step_by_their_sum() {
        let tiers: Tiers = "100:5,500:10".parse().unwrap();
        let micros = |amount: i64| units(amount).micros();
        let parts = [(micros(60), 0), (micros(60), 2), (micros(380), 20), (micros(60), 30)];
        let bonuses: Vec<Money> =
            credited(&tiers, &parts).iter().map(|one| one.added.bonus).collect();
        assert_eq!(bonuses, [units(0), units(6), units(44), units(0)]);
    }

    #[test]
    fn what_is_gone_takes_the_bonus_along_that_others_had_by_it() {
        let tiers: Tiers = "100:5,500:10".parse().unwrap();
        let micros = |amount: i64| units(amount).micros();
        let all = credited(&tiers, &[(micros(100), 0), (micros(400), 1), (micros(10), 1)]);
        assert_eq!(tiers.kept(&[], &all[1..]), [units(20), Money::from_micros(500_000)]);
        assert_eq!(tiers.kept(&all[..1], &all[2..]), [Money::from_micros(500_000)]);
    }

    proptest! {
        #[test]
        fn a_day_together_earns_what_the_sum_earns(
            parts in prop::collection::vec(1_i64..700_000_000, 1..12),
        ) {
            let tiers: Tiers = "10:1,100:5,500:10".parse().unwrap();
            let parts: Vec<(i64, i64)> = parts.into_iter().map(|part| (part, 1)).collect();
            let all = sum(&credited(&tiers, &parts));
            prop_assert_eq!(all.bonus, tiers.bonus(all.amount));
        }

        #[test]
        fn no_split_over_days_earns_more_than_the_sum_nor_does_what_is_left_of_it(
            parts in prop::collection::vec((1_i64..700_000_000, 0_i64..30), 1..20),
            gone in 0_usize..20,
        ) {
            let tiers: Tiers = "10:1,100:5,500:10".parse().unwrap();
            let all = credited(&tiers, &parts);
            let whole = sum(&all);
            prop_assert!(whole.bonus <= tiers.bonus(whole.amount));
            // One of them is taken back: its neighbours keep no more than they have without it.
            let gone = gone % all.len();
            let near = all[gone].credited_ms - TOGETHER.0..=all[gone].credited_ms + TOGETHER.0;
            let is_near = |one: &&Counted| near.contains(&one.credited_ms);
            let last = all[gone + 1..].iter().take_while(is_near).count();
            let first = all[..gone].iter().rev().take_while(is_near).count();
            let (earlier, later) = (&all[gone - first..gone], &all[gone + 1..gone + 1 + last]);
            let mut left = [&all[..gone], &all[gone + 1..]].concat();
            for (one, kept) in left[gone..].iter_mut().zip(tiers.kept(earlier, later)) {
                prop_assert!(kept <= one.added.bonus);
                one.added.bonus = kept;
            }
            let left = sum(&left);
            prop_assert!(left.bonus <= tiers.bonus(left.amount));
        }

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
