//! What one currency is worth in another, by rates that somebody tells. A rate has an age: it
//! begins with the first sight of its value, for a source that tells the same day after day has
//! stopped looking. Must never go through a float.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

/// What stands for the rate of a provider of the chat where that is to be fetched.
pub const FETCHED: &str = "fetched";
/// A value that was first seen longer ago is too old. Central banks publish none from Maundy
/// Thursday to the Tuesday after Easter, which is five days; half a day more is for their delays.
pub const AGE_MAX_MS: i64 = 132 * 60 * 60 * 1_000;
/// Digits that a rate is kept with: more than anybody tells, and few enough to be read.
const DIGITS: u32 = 12;
/// Decimals that a rate is kept with at the most.
const DECIMALS: u32 = 20;
/// One unit is worth from a billionth to a billion of the other; beyond that it is a slip.
const LEAST: Decimal = Decimal::from_parts(1, 0, 0, false, 9);
const MOST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// A rate that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeRate {
    /// Shop currency for one unit, exact decimal.
    pub conversion: String,
    /// When this value was seen for the first time, unix milliseconds.
    pub seen_ms: i64,
}

impl ExchangeRate {
    /// Whether prices may still be made by it.
    #[must_use]
    pub const fn is_fresh(&self, now_ms: i64) -> bool {
        now_ms.saturating_sub(self.seen_ms) <= AGE_MAX_MS
    }
}

/// Whether this is the code of a currency, or of a coin.
#[must_use]
pub fn is_code(text: &str) -> bool {
    (3..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// What one answer tells: how many units of each currency are one unit of the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotes {
    /// The code of the base.
    pub base: String,
    /// Units above zero, by code.
    pub units: BTreeMap<String, Decimal>,
}

impl Quotes {
    /// How much of a currency one unit of another is, rounded to twelve digits; `None` where one of
    /// them is not told, or where the result is beyond all reason.
    #[must_use]
    pub fn conversion(&self, of: &str, into: &str) -> Option<Decimal> {
        let rate = self.units_of(into)?.checked_div(self.units_of(of)?)?;
        let is_sane = rate >= LEAST && rate <= MOST;
        let rate = rate.round_sf(DIGITS).filter(|_| is_sane)?;
        Some(rate.round_dp(DECIMALS).normalize())
    }

    fn units_of(&self, currency: &str) -> Option<Decimal> {
        if currency == self.base {
            return Some(Decimal::ONE);
        }
        self.units.get(currency).copied().filter(|units| *units > Decimal::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quotes(base: &str, units: &[(&str, &str)]) -> Quotes {
        let units = units.iter().map(|(code, text)| ((*code).to_owned(), text.parse().unwrap()));
        Quotes { base: base.to_owned(), units: units.collect() }
    }

    #[test]
    fn a_rate_is_taken_from_the_base_in_both_directions_and_across() {
        let told = quotes("USD", &[("EUR", "0.8"), ("UZS", "12650.5")]);
        let rate = |of: &str, into: &str| told.conversion(of, into).map(|rate| rate.to_string());
        assert_eq!(rate("EUR", "USD").as_deref(), Some("1.25"));
        assert_eq!(rate("USD", "EUR").as_deref(), Some("0.8"));
        assert_eq!(rate("UZS", "USD").as_deref(), Some("0.0000790482589621"));
        assert_eq!(rate("EUR", "UZS").as_deref(), Some("15813.125"));
        assert_eq!(rate("UZS", "EUR").as_deref(), Some("0.0000632386071697"));
        assert_eq!(rate("USD", "USD").as_deref(), Some("1"));
        for (of, into) in [("RUB", "USD"), ("USD", "RUB"), ("", "USD"), ("usd", "EUR")] {
            assert_eq!(rate(of, into), None, "{of} in {into}");
        }
    }

    #[test]
    fn what_is_no_rate_gives_none() {
        for units in ["0", "-1", "0.0000000000000000001", "79228162514264337593543950335"] {
            assert_eq!(quotes("USD", &[("XXX", units)]).conversion("XXX", "USD"), None, "{units}");
        }
    }

    #[test]
    fn a_value_is_too_old_after_five_days_and_a_half() {
        let rate = ExchangeRate { conversion: "1".to_owned(), seen_ms: 1_000 };
        assert!(rate.is_fresh(1_000 + AGE_MAX_MS));
        assert!(!rate.is_fresh(1_001 + AGE_MAX_MS));
        assert!(rate.is_fresh(0), "of a clock that was set back a little");
    }

    #[test]
    fn codes_are_capital_letters() {
        for code in ["USD", "USDT", "ABCDEFGHIJ"] {
            assert!(is_code(code), "{code}");
        }
        for text in ["", "US", "usd", "US1", "ABCDEFGHIJK", "ДОЛ", "U D"] {
            assert!(!is_code(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_rate_is_short_above_zero_and_near_the_quotient(
            of in 1..10_000_000_i64, into in 1..10_000_000_i64, scale in 0..6_u32,
        ) {
            let (of, into) = (Decimal::new(of, scale), Decimal::new(into, scale));
            let units = [("AAA".to_owned(), of), ("BBB".to_owned(), into)];
            let told = Quotes { base: "USD".to_owned(), units: units.into() };
            let rate = told.conversion("AAA", "BBB").unwrap();
            prop_assert!(rate > Decimal::ZERO && rate.to_string().len() <= 24);
            let off = (rate - into / of).abs();
            prop_assert!(off * Decimal::new(100_000_000_000, 0) <= into / of, "{}", rate);
        }
    }
}
