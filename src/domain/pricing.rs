//! Prices, costs and returns of an order.
//! Owns the directions of rounding: what a customer pays goes up, what goes back goes down,
//! both to the micro-unit. It must never use a provider's `charge` to compute a return: some
//! panels report it net of their own refund.

use super::money::Money;
use rust_decimal::Decimal;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// Rates are per this many (docs/protocols.md, "Rates").
const RATE_QUANTITY: i128 = 1000;

/// What a provider's rate, and our price made from it, is the price of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, EnumIter, EnumString, IntoStaticStr)]
#[strum(const_into_str)]
pub enum Pricing {
    /// A thousand of what is billed.
    #[strum(serialize = "per_1000")]
    PerThousand,
    /// The whole order: what most panels mean with packages.
    #[default]
    #[strum(serialize = "flat")]
    Flat,
    /// One of what is billed: products.
    #[strum(serialize = "per_unit")]
    PerUnit,
}

impl Pricing {
    /// What an order of `billed_quantity` costs the customer where `unit` is the price of what the
    /// rate is for. `None` when either is not above zero or the price does not fit.
    pub fn order_price(self, unit: Money, billed_quantity: i64) -> Option<Money> {
        match self {
            Pricing::PerThousand => order_price(unit, billed_quantity),
            Pricing::Flat => (unit.is_positive() && billed_quantity > 0).then_some(unit),
            Pricing::PerUnit if unit.is_positive() && billed_quantity > 0 => {
                i128::from(unit.micros()).checked_mul(i128::from(billed_quantity)).and_then(money)
            }
            Pricing::PerUnit => None,
        }
    }

    /// What the order costs the shop at a provider's rate, rounded up to the micro-unit.
    /// `None` when anything is not above zero or the cost does not fit.
    pub fn order_cost(
        self,
        rate: Decimal,
        conversion: Decimal,
        billed_quantity: i64,
    ) -> Option<Money> {
        match self {
            Pricing::PerThousand => order_cost(rate, conversion, billed_quantity),
            Pricing::Flat => unit_price(rate, conversion, Decimal::ZERO),
            Pricing::PerUnit => {
                let quantity = Factor::positive(Decimal::from(billed_quantity))?;
                let rate = Factor::positive(rate)?;
                rate.times_up(Factor::positive(conversion)?)?.times_up(quantity)?.micros_up()
            }
        }
    }
}

/// A positive number as `digits / 10^scale`, multiplied without losing a digit while it fits.
#[derive(Clone, Copy)]
struct Factor {
    digits: i128,
    scale: u32,
}

/// What the customer pays for what a rate is the price of: rate × conversion × (1 + markup/100),
/// rounded up to the micro-unit. `None` when rate, conversion or the marked-up factor is not above
/// zero, or when the price does not fit.
pub fn unit_price(rate: Decimal, conversion: Decimal, markup_percent: Decimal) -> Option<Money> {
    let rate = Factor::positive(rate)?;
    let conversion = Factor::positive(conversion)?;
    let marked_up =
        Factor::positive(Decimal::ONE_HUNDRED.checked_add(markup_percent)?)?.hundredth();
    rate.times_up(conversion)?.times_up(marked_up)?.micros_up()
}

/// What an order of `billed_quantity` costs at `per_1000`, rounded up to the micro-unit.
/// `None` when either is not above zero or the price does not fit.
fn order_price(per_1000: Money, billed_quantity: i64) -> Option<Money> {
    if !per_1000.is_positive() || billed_quantity <= 0 {
        return None;
    }
    let thousandths = i128::from(per_1000.micros()).checked_mul(i128::from(billed_quantity))?;
    money(Quotient { dividend: thousandths, divisor: RATE_QUANTITY }.rounded_up()?)
}

/// What an order costs the shop at a provider's rate per 1000, rounded up to the micro-unit.
/// `None` when anything is not above zero or the cost does not fit.
fn order_cost(rate: Decimal, conversion: Decimal, billed_quantity: i64) -> Option<Money> {
    let quantity = Factor::positive(Decimal::from(billed_quantity))?.thousandth();
    let rate = Factor::positive(rate)?;
    rate.times_up(Factor::positive(conversion)?)?.times_up(quantity)?.micros_up()
}

/// What was not delivered of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undelivered {
    /// So much.
    pub remains: i64,
    /// Of so much that was billed.
    pub billed: i64,
}

/// How much of `paid` should have gone back in all when a part was not delivered:
/// paid × clamp(remains, 0..=billed) / billed, rounded down to the micro-unit.
/// Zero when nothing was billed or paid.
pub fn return_target(paid: Money, undelivered: Undelivered) -> Money {
    let Undelivered { remains, billed } = undelivered;
    if billed <= 0 || !paid.is_positive() {
        return Money::ZERO;
    }
    let undelivered = i128::from(remains.clamp(0, billed));
    i128::from(paid.micros())
        .checked_mul(undelivered)
        .and_then(|product| product.checked_div(i128::from(billed)))
        .and_then(money)
        .unwrap_or(Money::ZERO)
}

/// What goes back now: the target (never above `paid`) less what went back already, never below
/// zero. A repeated report therefore returns nothing, and a smaller target takes nothing away.
pub fn newly_returned(target: Money, already: Money, paid: Money) -> Money {
    let capped = target.min(paid);
    capped.checked_sub(already).unwrap_or(Money::ZERO).max(Money::ZERO)
}

impl Factor {
    fn positive(value: Decimal) -> Option<Factor> {
        let value = value.normalize();
        let digits = value.mantissa();
        (digits > 0).then_some(Factor { digits, scale: value.scale() })
    }

    fn hundredth(self) -> Factor {
        Factor { scale: self.scale.saturating_add(2), ..self }
    }

    fn thousandth(self) -> Factor {
        Factor { scale: self.scale.saturating_add(3), ..self }
    }

    /// The product; exact while it has at most 38 digits. Beyond that the longer factor loses
    /// decimals, rounded up, so that the result is never below the exact one and stays within a
    /// part in 10^18 of it.
    fn times_up(self, other: Factor) -> Option<Factor> {
        let (mut long, mut short) = (self, other);
        loop {
            if long.digits < short.digits {
                std::mem::swap(&mut long, &mut short);
            }
            if let Some(digits) = long.digits.checked_mul(short.digits) {
                return Some(Factor { digits, scale: long.scale.checked_add(short.scale)? });
            }
            long = long.shortened_up()?;
        }
    }

    /// One decimal less, rounded up; `None` when there is no decimal to give.
    fn shortened_up(self) -> Option<Factor> {
        let scale = self.scale.checked_sub(1)?;
        let digits = Quotient { dividend: self.digits, divisor: 10 }.rounded_up()?;
        Some(Factor { digits, scale })
    }

    fn micros_up(self) -> Option<Money> {
        let mut value = self;
        loop {
            let scaled = value.digits.checked_mul(i128::from(Money::MICROS_PER_UNIT));
            let divisor = 10_i128.checked_pow(value.scale);
            if let (Some(dividend), Some(divisor)) = (scaled, divisor) {
                return money(Quotient { dividend, divisor }.rounded_up()?);
            }
            value = value.shortened_up()?;
        }
    }
}

/// One positive number by another.
struct Quotient {
    dividend: i128,
    divisor: i128,
}

impl Quotient {
    fn rounded_up(self) -> Option<i128> {
        let floor = self.dividend.checked_div_euclid(self.divisor)?;
        let rest = self.dividend.checked_rem_euclid(self.divisor)?;
        if rest == 0 { Some(floor) } else { floor.checked_add(1) }
    }
}

fn money(micros: i128) -> Option<Money> {
    i64::try_from(micros).ok().map(Money::from_micros)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn micros(amount: i64) -> Money {
        Money::from_micros(amount)
    }

    fn decimal_of(amount: Money) -> Decimal {
        Decimal::new(amount.micros(), 6)
    }

    fn per_1000(rate: &str, conversion: &str, markup: &str) -> Option<Money> {
        unit_price(decimal(rate), decimal(conversion), decimal(markup))
    }

    #[test]
    fn the_price_carries_conversion_and_markup() {
        assert_eq!(per_1000("0.90", "1", "30"), Some(micros(1_170_000)));
        assert_eq!(per_1000("60.00000", "0.011", "0"), Some(micros(660_000)));
        assert_eq!(per_1000("1", "1", "-50"), Some(micros(500_000)));
        assert_eq!(per_1000("0.0000001", "1", "30"), Some(micros(1)));
    }

    #[test]
    fn nothing_is_sold_without_a_positive_price() {
        assert_eq!(per_1000("0", "1", "30"), None);
        assert_eq!(per_1000("-1", "1", "30"), None);
        assert_eq!(per_1000("1", "0", "30"), None);
        assert_eq!(per_1000("-1", "-1", "30"), None);
        assert_eq!(per_1000("1", "1", "-100"), None);
        assert_eq!(per_1000("79228162514264337593543950335", "1000", "30"), None);
    }

    #[test]
    fn long_factors_are_never_rounded_down() {
        let rate = "1.0000000000000000000000000001";
        assert_eq!(per_1000(rate, "1", "0"), Some(micros(1_000_001)));
        assert_eq!(per_1000(rate, rate, "0.0000000001"), Some(micros(1_000_001)));
        assert_eq!(per_1000("0.0000000000000000000000000001", rate, "30"), Some(micros(1)));
    }

    #[test]
    fn an_order_is_rounded_up_once() {
        assert_eq!(order_price(micros(1_170_000), 1000), Some(micros(1_170_000)));
        assert_eq!(order_price(micros(1), 1), Some(micros(1)));
        assert_eq!(order_price(micros(1_001), 1_001), Some(micros(1_003)));
        assert_eq!(order_price(micros(i64::MAX), 1001), None);
        assert_eq!(order_price(micros(0), 10), None);
        assert_eq!(order_price(micros(10), 0), None);
        assert_eq!(order_price(micros(10), -5), None);
    }

    #[test]
    fn the_cost_is_rate_times_quantity() {
        let cost = |rate, quantity| order_cost(decimal(rate), Decimal::ONE, quantity);
        assert_eq!(cost("0.90", 100), Some(micros(90_000)));
        assert_eq!(cost("0.0000001", 1), Some(micros(1)));
        assert_eq!(cost("0.90", 0), None);
        assert_eq!(cost("0", 100), None);
    }

    #[test]
    fn returns_are_rounded_down_and_clamped() {
        assert_eq!(
            return_target(micros(10_000_000), Undelivered { remains: 1_000, billed: 10_000 }),
            micros(1_000_000)
        );
        assert_eq!(return_target(micros(100), Undelivered { remains: 1, billed: 3 }), micros(33));
        assert_eq!(return_target(micros(100), Undelivered { remains: -2, billed: 3 }), Money::ZERO);
        assert_eq!(return_target(micros(100), Undelivered { remains: 9, billed: 3 }), micros(100));
        assert_eq!(return_target(micros(100), Undelivered { remains: 1, billed: 0 }), Money::ZERO);
        assert_eq!(
            return_target(micros(i64::MAX), Undelivered { remains: i64::MAX, billed: i64::MAX }),
            micros(i64::MAX)
        );
    }

    #[test]
    fn a_repeated_or_smaller_target_returns_nothing() {
        assert_eq!(newly_returned(micros(500), Money::ZERO, micros(1000)), micros(500));
        assert_eq!(newly_returned(micros(500), micros(500), micros(1000)), Money::ZERO);
        assert_eq!(newly_returned(micros(300), micros(500), micros(1000)), Money::ZERO);
        assert_eq!(newly_returned(micros(5000), micros(600), micros(1000)), micros(400));
    }

    proptest! {
        #[test]
        fn a_price_is_within_one_micro_above_the_exact_one(
            rate in 1..100_000_000_000_i64,
            conversion in 1..10_000_000_i64,
            markup in 0..50_000_i64,
        ) {
            let (rate, conversion) = (Decimal::new(rate, 7), Decimal::new(conversion, 4));
            let markup = Decimal::new(markup, 2);
            let exact = rate * conversion * (Decimal::ONE_HUNDRED + markup) / Decimal::ONE_HUNDRED;
            let price = decimal_of(unit_price(rate, conversion, markup).unwrap());
            prop_assert!(price >= exact && price - exact < Decimal::new(1, 6));
        }

        #[test]
        fn an_order_price_is_within_one_micro_above_the_exact_one(
            per_1000 in 1..1_000_000_000_000_i64,
            quantity in 1..1_000_000_i64,
        ) {
            let exact = Decimal::new(per_1000, 9) * Decimal::from(quantity);
            let price = decimal_of(order_price(micros(per_1000), quantity).unwrap());
            prop_assert!(price >= exact && price - exact < Decimal::new(1, 6));
        }

        #[test]
        fn a_sale_never_costs_more_than_it_brings(
            rate in 1..10_000_000_000_i64,
            conversion in 1..1_000_000_i64,
            markup in 0..500_i64,
            quantity in 1..1_000_000_i64,
        ) {
            let (rate, conversion) = (Decimal::new(rate, 7), Decimal::new(conversion, 4));
            let shown = unit_price(rate, conversion, Decimal::from(markup)).unwrap();
            let price = order_price(shown, quantity).unwrap();
            prop_assert!(price >= order_cost(rate, conversion, quantity).unwrap());
        }

        #[test]
        fn a_return_stays_between_zero_and_the_price(
            paid: i64, remains: i64, billed: i64, already in 0..i64::MAX,
        ) {
            let (paid, already) = (micros(paid), micros(already));
            let target = return_target(paid, Undelivered { remains, billed });
            prop_assert!(target >= Money::ZERO && target <= paid.max(Money::ZERO));
            let now = newly_returned(target, already, paid);
            prop_assert!(now >= Money::ZERO);
            prop_assert!(now.is_zero() || now.checked_add(already).unwrap() <= paid);
        }

        #[test]
        fn no_decimal_panics(a: [u8; 16], b: [u8; 16], c: [u8; 16], quantity: i64) {
            let read = |bytes: [u8; 16]| Decimal::deserialize(bytes).abs();
            let (rate, conversion, markup) = (read(a), read(b), read(c));
            if let Some(price) = unit_price(rate, conversion, markup) {
                prop_assert!(price.is_positive());
            }
            if let Some(cost) = order_cost(rate, conversion, quantity) {
                prop_assert!(cost.is_positive());
            }
        }
    }
}
