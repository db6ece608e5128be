//! What an order has cost at its provider by all that is known of it, in the provider's currency.
//! Where nobody knows it is a range. Must never follow our own returns: an order that we gave money
//! back for may be delivered and charged all the same.

use rust_decimal::Decimal;

use super::charge::is_far_above;
use super::{OrderState, StatusWord};

/// What is known of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostSigns {
    /// Where it stands with us.
    pub state: OrderState,
    /// Whether the provider gave it a number.
    pub is_accepted: bool,
    /// Whether an attempt may have placed it without anybody hearing of it.
    pub is_doubted: bool,
    /// What it was to cost when it was sold.
    pub expected: Option<Decimal>,
    /// What the provider last said that it charges.
    pub charge: Option<Decimal>,
    /// The provider's last word about it; `None` before the first.
    pub word: Option<StatusWord>,
    /// What was not delivered, where that was told.
    pub remains: Option<i64>,
    /// The billed quantity.
    pub billed_quantity: i64,
    /// Whether the provider makes orders of it, which it charges and gives back one by one.
    pub has_children: bool,
}

/// From how much to how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// So much at least.
    pub least: Decimal,
    /// So much at the most.
    pub most: Decimal,
    /// Before anything was given back.
    pub full: Decimal,
}

impl CostSigns {
    /// What it has cost.
    #[must_use]
    pub fn cost(&self) -> Cost {
        let expected = self.expected.unwrap_or_default();
        if !self.is_accepted {
            let most = if self.may_be_placed() { expected } else { Decimal::ZERO };
            return Cost { least: Decimal::ZERO, most, full: expected };
        }
        let charge = self.charge.filter(|charge| *charge > Decimal::ZERO);
        let full = charge.unwrap_or(expected);
        let Some(share) = self.share() else {
            return Cost { least: Decimal::ZERO, most: full, full };
        };
        let of = |sum: Decimal| sum.checked_mul(share).unwrap_or(sum);
        let exact = match charge {
            // A panel may leave the charge as it was, or name what it keeps.
            Some(charge) if !is_far_above(charge, of(expected)) => charge,
            _ => of(full),
        };
        Cost { least: exact, most: exact, full }
    }

    const fn may_be_placed(&self) -> bool {
        match self.state {
            OrderState::Submitting | OrderState::Review => true,
            OrderState::Queued => self.is_doubted,
            _ => false,
        }
    }

    /// Which part of it the provider says that it keeps, 0 to 1; `None` where that is unclear.
    fn share(&self) -> Option<Decimal> {
        if self.has_children && self.charge.is_none() {
            return None;
        }
        let is_free = self.charge.is_some_and(|charge| charge.is_zero());
        match (self.word, self.remains) {
            (
                Some(
                    StatusWord::Failed
                    | StatusWord::Unknown
                    | StatusWord::Paused
                    | StatusWord::Expired,
                ),
                _,
            ) => None,
            (
                Some(StatusWord::Partial | StatusWord::Canceled | StatusWord::Refunded),
                Some(left),
            ) if left > 0 && left < self.billed_quantity => {
                let delivered = self.billed_quantity.saturating_sub(left);
                Decimal::from(delivered).checked_div(Decimal::from(self.billed_quantity))
            }
            (Some(StatusWord::Canceled | StatusWord::Refunded), Some(left)) => {
                (left > 0 || is_free).then_some(Decimal::ZERO)
            }
            (Some(StatusWord::Canceled | StatusWord::Refunded), None) => Some(Decimal::ZERO),
            (Some(StatusWord::Partial), _) => None,
            _ => Some(Decimal::ONE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    const fn signs() -> CostSigns {
        CostSigns {
            state: OrderState::Active,
            is_accepted: true,
            is_doubted: false,
            expected: Some(Decimal::from_parts(10, 0, 0, false, 0)),
            charge: None,
            word: None,
            remains: None,
            billed_quantity: 1_000,
            has_children: false,
        }
    }

    fn cost(signs: &CostSigns) -> (String, String) {
        let cost = signs.cost();
        (cost.least.normalize().to_string(), cost.most.normalize().to_string())
    }

    fn is_exactly(signs: &CostSigns, sum: &str) {
        assert_eq!(cost(signs), (sum.to_owned(), sum.to_owned()), "{signs:?}");
    }

    fn said(word: StatusWord, remains: Option<i64>, charge: Option<&str>) -> CostSigns {
        CostSigns { word: Some(word), remains, charge: charge.map(decimal), ..signs() }
    }

    #[test]
    fn what_was_not_placed_costs_nothing_and_what_may_have_been_is_open() {
        let of = |state, is_doubted| CostSigns { state, is_doubted, is_accepted: false, ..signs() };
        for state in [OrderState::Queued, OrderState::Rejected, OrderState::Canceled] {
            is_exactly(&of(state, false), "0");
        }
        for (state, is_doubted) in [
            (OrderState::Submitting, false),
            (OrderState::Review, false),
            (OrderState::Queued, true),
        ] {
            assert_eq!(cost(&of(state, is_doubted)), ("0".to_owned(), "10".to_owned()));
        }
    }

    #[test]
    fn what_runs_costs_what_is_charged_or_what_it_was_to_cost() {
        is_exactly(&signs(), "10");
        is_exactly(&said(StatusWord::InProgress, Some(1_000), Some("12")), "12");
        is_exactly(&said(StatusWord::Completed, Some(0), Some("0")), "10");
        // We gave the money back; they deliver and charge.
        let refunded = CostSigns { state: OrderState::Canceled, ..signs() };
        is_exactly(&refunded, "10");
    }

    #[test]
    fn what_stopped_early_costs_its_part_whether_the_charge_follows_or_not() {
        for charge in [None, Some("10"), Some("4")] {
            is_exactly(&said(StatusWord::Partial, Some(600), charge), "4");
        }
        for charge in [None, Some("10"), Some("0")] {
            is_exactly(&said(StatusWord::Canceled, Some(1_000), charge), "0");
            is_exactly(&said(StatusWord::Refunded, None, charge), "0");
        }
        is_exactly(&said(StatusWord::Canceled, Some(0), Some("0")), "0");
    }

    #[test]
    fn what_settles_by_its_children_is_open_unless_it_has_a_charge_of_its_own() {
        let parent = CostSigns { has_children: true, ..said(StatusWord::Completed, None, None) };
        assert_eq!(cost(&parent), ("0".to_owned(), "10".to_owned()));
        is_exactly(&CostSigns { charge: Some(decimal("7")), ..parent }, "7");
    }

    #[test]
    fn what_contradicts_itself_is_open() {
        for signs in [
            said(StatusWord::Partial, None, Some("4")),
            said(StatusWord::Canceled, Some(0), Some("4")),
            said(StatusWord::Failed, Some(1_000), Some("4")),
            said(StatusWord::Unknown, None, Some("4")),
        ] {
            assert_eq!(cost(&signs), ("0".to_owned(), "4".to_owned()), "{signs:?}");
        }
    }
}
