//! What two looks at a provider's balance say of an attempt between them whose outcome is unknown.
//! Must never say more than the sums prove: where another order may have cost this or that, where
//! the account was topped up, or where a sum is off by anything, it says nothing.

use rust_decimal::{Decimal, RoundingStrategy};
use strum::{EnumIter, EnumString, IntoStaticStr};

use super::cost::CostSigns;

/// Decimals that a provider which rounds keeps at the least.
const ROUNDED_DP: u32 = 2;

/// What the balance did beyond what other orders cost; stored by its name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum BalanceSign {
    /// It fell by what the order costs.
    Fell,
    /// It did not fall.
    Unmoved,
}

/// Another order that moved between the looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// What is known of it.
    pub signs: CostSigns,
    /// Whether its last attempt began behind the first look.
    pub is_begun_within: bool,
    /// Whether the provider had taken it before the first look.
    pub is_taken_before: bool,
}

impl Neighbour {
    /// From how much to how much it took off the balance between the looks; `None` where that
    /// cannot be told.
    fn taken(&self) -> Option<[Decimal; 2]> {
        let cost = self.signs.cost();
        if !self.signs.is_accepted {
            // Nobody knows when an earlier attempt would have been charged, nor whether it was.
            let is_doubtful = self.signs.is_doubted || cost.most > Decimal::ZERO;
            let most = if is_doubtful { cost.full } else { Decimal::ZERO };
            return Some([Decimal::ZERO, most]);
        }
        let is_whole = cost.least == cost.most && cost.least == cost.full;
        match (self.is_taken_before, self.is_begun_within) {
            (true, _) => is_whole.then_some([Decimal::ZERO; 2]),
            // An attempt before the one that was accepted may have been charged as well.
            (false, true) if !self.signs.is_doubted => Some([cost.least, cost.most]),
            (false, _) => None,
        }
    }
}

/// What a balance that fell by `fall` says of an order that costs `own`, beside its neighbours;
/// all in the provider's currency.
#[must_use]
pub fn balance_sign(fall: Decimal, own: Decimal, others: &[Neighbour]) -> Option<BalanceSign> {
    let (mut least, mut most) = (Decimal::ZERO, Decimal::ZERO);
    for other in others {
        let [from, to] = other.taken()?;
        (least, most) = (least.checked_add(from)?, most.checked_add(to)?);
    }
    let rest = fall.checked_sub(least)?;
    if own <= Decimal::ZERO {
        return None;
    }
    // The least that the others cost explains it all: nothing is left for this one.
    if rest.is_zero() {
        return Some(BalanceSign::Unmoved);
    }
    let scale = fall.scale().max(ROUNDED_DP);
    let is_own = rest == own
        || [RoundingStrategy::AwayFromZero, RoundingStrategy::MidpointAwayFromZero]
            .into_iter()
            .any(|strategy| rest == own.round_dp_with_strategy(scale, strategy));
    (least == most && is_own).then_some(BalanceSign::Fell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::{OrderState, StatusWord};

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn accepted(cost: &str) -> Neighbour {
        let signs = CostSigns {
            state: OrderState::Active,
            is_accepted: true,
            is_doubted: false,
            expected: Some(decimal(cost)),
            charge: None,
            word: None,
            remains: None,
            billed_quantity: 1_000,
            has_children: false,
        };
        Neighbour { signs, is_begun_within: true, is_taken_before: false }
    }

    fn unclear(cost: &str) -> Neighbour {
        let signs = accepted(cost).signs;
        let signs = CostSigns { state: OrderState::Review, is_accepted: false, ..signs };
        Neighbour { signs, ..accepted(cost) }
    }

    fn sign(fall: &str, others: &[Neighbour]) -> Option<BalanceSign> {
        balance_sign(decimal(fall), decimal("0.9"), others)
    }

    #[test]
    fn a_fall_by_the_cost_and_none_at_all_are_told() {
        assert_eq!(sign("0.90", &[]), Some(BalanceSign::Fell));
        assert_eq!(sign("0", &[]), Some(BalanceSign::Unmoved));
        for fall in ["0.89", "1.8", "-5", "0.95"] {
            assert_eq!(sign(fall, &[]), None, "{fall}");
        }
        let rounded = balance_sign(decimal("0.91"), decimal("0.9012"), &[]);
        assert_eq!(rounded, Some(BalanceSign::Fell));
    }

    #[test]
    fn what_others_cost_is_no_part_of_it() {
        let others = [accepted("0.9"), accepted("2")];
        assert_eq!(sign("3.8", &others), Some(BalanceSign::Fell));
        assert_eq!(sign("2.9", &others), Some(BalanceSign::Unmoved));
        assert_eq!(sign("2.0", &others), None);
    }

    #[test]
    fn where_another_is_unclear_too_only_a_balance_that_stands_still_tells() {
        assert_eq!(sign("0.9", &[unclear("0.9")]), None);
        assert_eq!(sign("0.9", &[unclear("5")]), None);
        assert_eq!(sign("0", &[unclear("0.9")]), Some(BalanceSign::Unmoved));
    }

    #[test]
    fn nothing_is_told_beside_orders_that_may_have_moved_it_at_any_time() {
        let begun_before = Neighbour { is_begun_within: false, ..accepted("0.9") };
        assert_eq!(sign("0.9", &[begun_before]), None);
        let before = Neighbour { is_taken_before: true, ..begun_before };
        assert_eq!(sign("0.9", &[before]), Some(BalanceSign::Fell));
        let signs = CostSigns { word: Some(StatusWord::Canceled), ..before.signs };
        assert_eq!(sign("0", &[Neighbour { signs, ..before }]), None);
    }
}
