//! Prices are shown and charged alike; they go up and returns go down.

use super::*;
use proptest::prelude::*;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn micros(amount: i64) -> Money {
    Money::from_micros(amount)
}

fn newly(target: i64, already: i64, paid: i64) -> Money {
    let (target, already, paid) = (micros(target), micros(already), micros(paid));
    newly_returned(Returning { paid, already, target })
}

fn decimal_of(amount: Money) -> Decimal {
    Decimal::new(amount.micros(), 6)
}

/// By how much prices of this size differ at the least.
fn step_of(price: Money) -> Decimal {
    let digits = price.micros().to_string().len() as u32;
    if digits > 6 {
        Decimal::new(1, 2)
    } else {
        Decimal::new(10_i64.pow(digits.saturating_sub(4)), 6)
    }
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
fn a_price_has_whole_cents_or_four_digits() {
    for (exact, shown) in [
        (6_825_000, 6_830_000),
        (6_820_000, 6_820_000),
        (1_000_001, 1_010_000),
        (999_950, 1_000_000),
        (999_900, 999_900),
        (999_901, 1_000_000),
        (123_401, 123_500),
        (12_341, 12_350),
        (4_161, 4_161),
        (1, 1),
    ] {
        assert_eq!(as_price(micros(exact)), Some(micros(shown)), "{exact}");
    }
    assert_eq!((as_price(micros(0)), as_price(micros(-5))), (None, None));
    assert_eq!(as_price(micros(i64::MAX)), None);
}

#[test]
fn balances_go_down_and_sums_to_add_go_up_to_cents() {
    assert_eq!(as_balance(micros(24_958_400)), micros(24_950_000));
    assert_eq!(as_balance(micros(9_999)), Money::ZERO);
    assert_eq!(as_balance(micros(-1)), micros(-10_000));
    assert_eq!(as_sum_to_add(micros(170_001)), micros(180_000));
    assert_eq!(as_sum_to_add(micros(170_000)), micros(170_000));
    assert_eq!(as_sum_to_add(micros(i64::MAX)), micros(i64::MAX));
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
    assert_eq!(unit_cost(decimal(rate), Decimal::ONE), Some(micros(1_000_001)));
    assert_eq!(unit_cost(decimal(rate), decimal(rate)), Some(micros(1_000_001)));
    assert_eq!(per_1000(rate, "1", "0"), Some(micros(1_010_000)));
    assert_eq!(per_1000(rate, rate, "0.0000000001"), Some(micros(1_010_000)));
    assert_eq!(per_1000("0.0000000000000000000000000001", rate, "30"), Some(micros(1)));
}

#[test]
fn an_order_is_rounded_up_once() {
    assert_eq!(order_price(micros(1_170_000), 1000), Some(micros(1_170_000)));
    assert_eq!(order_price(micros(1), 1), Some(micros(1)));
    assert_eq!(order_price(micros(1_001), 1_001), Some(micros(1_003)));
    assert_eq!(order_price(micros(1_170_000), 5_833), Some(micros(6_830_000)));
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
    assert_eq!(newly(500, 0, 1000), micros(500));
    assert_eq!(newly(500, 500, 1000), Money::ZERO);
    assert_eq!(newly(300, 500, 1000), Money::ZERO);
    assert_eq!(newly(5000, 600, 1000), micros(400));
}

proptest! {
    #[test]
    fn a_price_is_within_one_step_above_the_exact_one(
        rate in 1..100_000_000_000_i64,
        conversion in 1..10_000_000_i64,
        markup in 0..50_000_i64,
    ) {
        let (rate, conversion) = (Decimal::new(rate, 7), Decimal::new(conversion, 4));
        let markup = Decimal::new(markup, 2);
        let exact = rate * conversion * (Decimal::ONE_HUNDRED + markup) / Decimal::ONE_HUNDRED;
        let price = unit_price(rate, conversion, markup).unwrap();
        prop_assert!(decimal_of(price) >= exact);
        prop_assert!(decimal_of(price) - exact < step_of(price) + Decimal::new(1, 6));
        prop_assert_eq!(as_price(price), Some(price));
    }

    #[test]
    fn an_order_price_is_within_one_step_above_the_exact_one(
        per_1000 in 1..1_000_000_000_000_i64,
        quantity in 1..1_000_000_i64,
    ) {
        let exact = Decimal::new(per_1000, 9) * Decimal::from(quantity);
        let price = order_price(micros(per_1000), quantity).unwrap();
        prop_assert!(decimal_of(price) >= exact);
        prop_assert!(decimal_of(price) - exact < step_of(price) + Decimal::new(1, 6));
    }

    /// Read back from its text, a price is what is charged: no digit is hidden.
    #[test]
    fn a_price_is_charged_as_it_is_shown(exact in 1..=Money::MAX_AMOUNT.micros()) {
        let price = as_price(micros(exact)).unwrap();
        prop_assert!(price >= micros(exact));
        prop_assert_eq!(Money::parse_plain(&price.plain()), Ok(price));
        let decimals = price.plain().split('.').nth(1).map_or(0, str::len);
        if price >= micros(Money::MICROS_PER_UNIT) {
            prop_assert_eq!(decimals, 2);
        } else {
            let digits = price.micros().to_string();
            prop_assert!(digits.trim_end_matches('0').len() <= 4, "{}", digits);
        }
        prop_assert_eq!(as_price(price), Some(price));
    }

    /// More never costs less, and a larger price is never shown as a smaller one.
    #[test]
    fn prices_keep_their_order(a in 1..i64::MAX / 2, b in 1..i64::MAX / 2) {
        prop_assert!((a <= b) <= (as_price(micros(a)) <= as_price(micros(b))));
    }

    #[test]
    fn a_balance_is_never_shown_larger_than_it_is(exact: i64) {
        let shown = as_balance(micros(exact));
        prop_assert!(shown <= micros(exact) || exact < i64::MIN + 10_000);
        prop_assert!(exact.saturating_sub(shown.micros()) < 10_000);
        prop_assert!(shown.micros() % 10_000 == 0 || exact < i64::MIN + 10_000);
    }

    /// Whoever adds what is said to be missing can pay.
    #[test]
    fn what_is_to_be_added_is_enough(price in 1..1_000_000_000_i64, part in 0..1_000_000_000_i64) {
        let price = as_price(micros(price)).unwrap();
        let balance = micros(part.min(price.micros() - 1));
        let missing = price.checked_sub(balance).unwrap();
        let added = as_sum_to_add(missing);
        prop_assert!(added.checked_add(balance).unwrap() >= price);
        prop_assert!(added.micros() - missing.micros() < 10_000);
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
        let now = newly_returned(Returning { paid, already, target });
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
