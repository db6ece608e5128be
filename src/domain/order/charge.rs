//! Whether a provider charges more for an order than the order was to cost there: so much that the
//! service is not sold any further, or so far above that owners are told of each order.
//! Compares sums in the provider's currency, exactly. It must never say so of a charge that is not
//! above zero, nor where the cost is not known.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::money::Money;
use crate::domain::pricing::{Pricing, unit_cost};

/// How many of an order's units a rate per thousand is shared by, as a factor.
const THOUSANDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 3);
/// A charge may be above the cost by this share of it.
const SHARE: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
/// Below this excess it is a matter of rounding.
const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// What the shop is left with once such a charge is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Margin {
    /// The charge is more than the customer paid.
    Loss,
    /// The customer paid at least as much.
    Kept,
    /// The provider's currency has no rate at the moment.
    Unknown,
}

/// What an order was to cost at the provider, in its currency, at the rate of the sale. `None` when
/// anything is not above zero or the cost does not fit.
#[must_use]
pub fn expected(pricing: Pricing, rate: Decimal, billed_quantity: i64) -> Option<Decimal> {
    let cost = match pricing {
        Pricing::PerThousand => {
            rate.checked_mul(Decimal::from(billed_quantity))?.checked_mul(THOUSANDTH)?
        }
        Pricing::Flat | Pricing::Previewed => rate,
        Pricing::PerUnit => rate.checked_mul(Decimal::from(billed_quantity))?,
    };
    (is_positive(rate) && billed_quantity > 0).then_some(cost)
}

/// Whether a charge is above the expected cost by more than a twentieth of it, and by more than a
/// cent.
#[must_use]
pub fn is_far_above(charge: Decimal, expected: Decimal) -> bool {
    let Some(share) = expected.checked_mul(SHARE) else { return false };
    let limit = expected.checked_add(share.max(CENT));
    is_positive(charge) && limit.is_some_and(|limit| charge > limit)
}

/// Whether a charge is above the expected cost by a twentieth of it or more, which takes the
/// service off sale. A cost that was rounded up to the last decimal of the charge, a cent at the
/// most, is the cost.
#[must_use]
pub fn is_above(charge: Decimal, expected: Decimal) -> bool {
    let limit = expected.checked_mul(SHARE).and_then(|share| expected.checked_add(share));
    let decimals = charge.normalize().scale().max(CENT.scale());
    let rounded = expected.round_dp_with_strategy(decimals, RoundingStrategy::AwayFromZero);
    is_positive(charge) && charge > rounded && limit.is_some_and(|limit| charge >= limit)
}

/// What a charge leaves of what the customer paid. Without `conversion`, the price of one unit of
/// the provider's currency, nobody knows.
#[must_use]
pub fn margin(charge: Decimal, conversion: Option<Decimal>, paid: Money) -> Margin {
    let Some(conversion) = conversion.filter(|one| is_positive(*one)) else {
        return Margin::Unknown;
    };
    // Rounded up, it is above what was paid exactly when the charge is; one that does not fit is.
    match unit_cost(charge, conversion) {
        Some(cost) if cost <= paid => Margin::Kept,
        _ => Margin::Loss,
    }
}

fn is_positive(number: Decimal) -> bool {
    number > Decimal::ZERO
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn is_dear(charge: &str, cost: &str) -> bool {
        is_far_above(decimal(charge), decimal(cost))
    }

    #[test]
    fn what_was_expected_follows_the_rate_of_the_sale() {
        let cost = |pricing, rate, billed| expected(pricing, decimal(rate), billed);
        assert_eq!(cost(Pricing::PerThousand, "0.90", 1_000), Some(decimal("0.9")));
        assert_eq!(cost(Pricing::PerThousand, "0.90", 1), Some(decimal("0.0009")));
        assert_eq!(cost(Pricing::Flat, "12.5", 1), Some(decimal("12.5")));
        assert_eq!(cost(Pricing::PerThousand, "0", 1_000), None);
        assert_eq!(cost(Pricing::Flat, "-1", 1), None);
        assert_eq!(cost(Pricing::PerThousand, "1", 0), None);
        assert_eq!(cost(Pricing::PerThousand, "79228162514264337593543950335", 9), None);
    }

    #[test]
    fn a_charge_is_far_above_beyond_a_twentieth_and_a_cent() {
        assert!(!is_dear("10.5", "10"));
        assert!(is_dear("10.500000000000000000001", "10"));
        // A panel that rounds small charges up to the cent.
        assert!(!is_dear("0.01", "0.0009") && !is_dear("0.0109", "0.0009"));
        assert!(is_dear("0.010901", "0.0009"));
        assert!(!is_dear("0.21", "0.2") && is_dear("0.2101", "0.2"));
    }

    #[test]
    fn a_charge_is_above_from_a_twentieth_on_unless_it_is_only_rounded() {
        let is_above = |charge: &str, cost: &str| is_above(decimal(charge), decimal(cost));
        assert!(is_above("0.945", "0.9") && !is_above("0.94499", "0.9"));
        assert!(is_above("900", "0.9") && is_above("0.1", "0.09") && is_above("12500", "12.5"));
        // Up to the cent, or to whatever the panel counts in below it.
        assert!(!is_above("0.01", "0.0009") && !is_above("0.0001", "0.00008"));
        assert!(is_above("0.02", "0.0009") && is_above("0.0002", "0.00008"));
        assert!(is_above("1", "0.9") && !is_above("0", "0.9") && !is_above("-1", "0.9"));
    }

    #[test]
    fn a_loss_is_a_charge_above_what_was_paid() {
        let paid = Money::from_micros(1_170_000);
        let left =
            |charge: &str, rate: Option<&str>| margin(decimal(charge), rate.map(decimal), paid);
        assert_eq!(left("1.17", Some("1")), Margin::Kept);
        assert_eq!(left("1.1700000001", Some("1")), Margin::Loss);
        assert_eq!(left("117", Some("0.01")), Margin::Kept);
        assert_eq!(left("118", Some("0.01")), Margin::Loss);
        assert_eq!(left("79228162514264337593543950335", Some("9")), Margin::Loss);
        assert_eq!([left("9", None), left("9", Some("0"))], [Margin::Unknown; 2]);
    }

    proptest! {
        /// The same rule in whole numbers: millionths of the provider's currency.
        #[test]
        fn it_agrees_with_whole_numbers(
            charge in 0_i64..2_000_000_000, cost in 1_i64..1_000_000_000,
        ) {
            let excess = charge - cost;
            let is_dear = excess * 20 > cost && excess > 10_000;
            let of = |micros| Decimal::new(micros, 6);
            prop_assert_eq!(is_far_above(of(charge), of(cost)), is_dear);
        }

        #[test]
        fn more_is_never_less_far_above(
            charge in any::<i64>(), more in 0_i64..i64::MAX, cost in any::<i64>(),
            scale in 0_u32..19,
        ) {
            let of = |digits: i64| Decimal::new(digits, scale);
            if is_far_above(of(charge), of(cost)) {
                prop_assert!(is_far_above(of(charge.saturating_add(more)), of(cost)));
                prop_assert!(charge > 0 && charge > cost);
            }
            if is_above(of(charge), of(cost)) {
                prop_assert!(charge > 0 && charge > cost);
            }
        }

        #[test]
        fn what_is_far_above_is_above(
            charge in 0_i64..2_000_000_000, cost in 1_i64..1_000_000_000,
        ) {
            let of = |micros| Decimal::new(micros, 6);
            if is_far_above(of(charge), of(cost)) {
                prop_assert!(is_above(of(charge), of(cost)));
            }
        }

        #[test]
        fn what_was_paid_covers_a_charge_or_does_not(
            charge in 1_i64..i64::MAX, paid in 1_i64..i64::MAX,
        ) {
            let left = margin(
                Decimal::new(charge, 6), Some(Decimal::ONE), Money::from_micros(paid),
            );
            prop_assert_eq!(left, if charge > paid { Margin::Loss } else { Margin::Kept });
        }

        #[test]
        fn no_number_panics(
            charge in any::<[u32; 3]>(), rate in any::<[u32; 3]>(), scale in 0_u32..29,
            billed in any::<i64>(), is_negative in any::<bool>(),
        ) {
            let of = |[lo, mid, hi]: [u32; 3]| Decimal::from_parts(lo, mid, hi, is_negative, scale);
            if let Some(cost) = expected(Pricing::PerThousand, of(rate), billed) {
                prop_assert!(!is_negative || !is_far_above(of(charge), cost));
            }
            let left = margin(of(charge), Some(of(rate)), Money::from_micros(billed));
            prop_assert!(!is_negative || left == Margin::Unknown);
        }
    }
}
