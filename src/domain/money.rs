//! `Money`: a whole number of micro-units (10^-6) of the shop's one currency.
//! Owns its arithmetic and its text forms.
//! It must never pass through a float, round, or wrap around on overflow.

use serde::{Deserialize, Serialize};

/// Decimals of a micro-unit.
const SCALE: u32 = 6;

/// An amount in micro-units of the shop's currency; negative amounts are allowed.
/// Serialized as its whole number of micro-units.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(i64);

/// Why a typed amount was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum AmountError {
    /// Nothing was typed.
    #[error("no amount was given")]
    Empty,
    /// Something else than ASCII digits with at most one point between digits.
    #[error("an amount is digits with an optional point, like 12.50")]
    NotPlain,
    /// More than six decimals.
    #[error("an amount has at most six decimals")]
    TooPrecise,
    /// Zero.
    #[error("an amount must be above zero")]
    NotPositive,
    /// Above [`Money::MAX_AMOUNT`].
    #[error("the amount is too large")]
    TooLarge,
}

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);
    /// How many micro-units make one unit of the currency.
    pub const MICROS_PER_UNIT: i64 = 1_000_000;
    /// The largest amount a person may type: a thousand million units.
    pub const MAX_AMOUNT: Money = Money(1_000_000_000 * Self::MICROS_PER_UNIT);

    /// An amount of so many micro-units.
    pub const fn from_micros(micros: i64) -> Self {
        Money(micros)
    }

    /// The amount in micro-units.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The sum, or `None` on overflow.
    pub fn checked_add(self, other: Money) -> Option<Money> {
        self.0.checked_add(other.0).map(Money)
    }

    /// The difference, or `None` on overflow.
    pub fn checked_sub(self, other: Money) -> Option<Money> {
        self.0.checked_sub(other.0).map(Money)
    }

    /// The amount with the other sign, or `None` for the one amount that has none.
    pub fn checked_neg(self) -> Option<Money> {
        self.0.checked_neg().map(Money)
    }

    /// Whether it is above zero.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Reads what an admin types: ASCII digits, then optionally a point and one to six decimals;
    /// above zero and at most [`Money::MAX_AMOUNT`]. A sign, an exponent, a comma or a space is
    /// refused, because a money act must not depend on how somebody writes thousands.
    ///
    /// # Errors
    /// The [`AmountError`] that names the first thing wrong.
    pub fn parse_plain(text: &str) -> Result<Money, AmountError> {
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        let (whole, decimals) = match text.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (text, None),
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || decimals.is_some_and(|part| !digits(part)) {
            return Err(AmountError::NotPlain);
        }
        let decimals = decimals.unwrap_or("");
        if decimals.len() > SCALE as usize {
            return Err(AmountError::TooPrecise);
        }
        // Digits only, so the one way to fail is a number that does not fit.
        let micros: i64 = format!("{whole}{decimals:0<6}").parse().unwrap_or(i64::MAX);
        match Money(micros) {
            Money::ZERO => Err(AmountError::NotPositive),
            amount if amount > Money::MAX_AMOUNT => Err(AmountError::TooLarge),
            amount => Ok(amount),
        }
    }

    /// The exact amount as text: `12.50`, `-0.000123`. At least two decimals, none lost, no
    /// zeros beyond the second.
    pub fn plain(self) -> String {
        let units_per = Self::MICROS_PER_UNIT.unsigned_abs();
        let size = self.0.unsigned_abs();
        let sign = if self.is_negative() { "-" } else { "" };
        let decimals = format!("{:06}", size % units_per);
        let kept = decimals.trim_end_matches('0');
        format!("{sign}{}.{kept:0<2}", size / units_per)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    #[test]
    fn plain_text_keeps_every_digit() {
        let shown = |micros| Money::from_micros(micros).plain();
        assert_eq!(shown(12_500_000), "12.50");
        assert_eq!(shown(-123), "-0.000123");
        assert_eq!(shown(0), "0.00");
        assert_eq!(shown(1_234_560), "1.23456");
        assert_eq!(shown(i64::MIN), "-9223372036854.775808");
    }

    #[test]
    fn typed_amounts_are_strict() {
        assert_eq!(Money::parse_plain("12.5"), Ok(Money(12_500_000)));
        assert_eq!(Money::parse_plain("0.000001"), Ok(Money(1)));
        assert_eq!(Money::parse_plain("1000000000"), Ok(Money::MAX_AMOUNT));
        assert_eq!(Money::parse_plain("1000000000.000001"), Err(AmountError::TooLarge));
        assert_eq!(Money::parse_plain(&"9".repeat(4000)), Err(AmountError::TooLarge));
        assert_eq!(Money::parse_plain("0.00"), Err(AmountError::NotPositive));
        assert_eq!(Money::parse_plain("1.0000001"), Err(AmountError::TooPrecise));
        assert_eq!(Money::parse_plain(""), Err(AmountError::Empty));
    }

    #[test]
    fn typed_amounts_refuse_every_other_notation() {
        for text in ["-1", "+1", "1e3", "1,5", "1 000", " 1", "1.", ".5", "1.2.3", "१", "１", "$5"]
        {
            assert_eq!(Money::parse_plain(text), Err(AmountError::NotPlain), "{text}");
        }
    }

    #[test]
    fn sums_do_not_wrap() {
        assert_eq!(Money(i64::MAX).checked_add(Money(1)), None);
        assert_eq!(Money(i64::MIN).checked_sub(Money(1)), None);
        assert_eq!(Money(i64::MIN).checked_neg(), None);
    }

    #[test]
    fn it_is_stored_as_a_whole_number() {
        assert_eq!(serde_json::to_string(&Money(1_500_000)).unwrap(), "1500000");
        assert_eq!(serde_json::from_str::<Money>("-7").unwrap(), Money(-7));
        assert!(serde_json::from_str::<Money>("1.5").is_err());
    }

    proptest! {
        #[test]
        fn no_digit_is_lost(micros: i64) {
            let amount = Money::from_micros(micros);
            let exact = Decimal::new(micros, SCALE);
            prop_assert_eq!(amount.plain().parse::<Decimal>().unwrap(), exact);
        }

        #[test]
        fn typed_text_round_trips(micros in 1..=Money::MAX_AMOUNT.micros()) {
            let amount = Money::from_micros(micros);
            prop_assert_eq!(Money::parse_plain(&amount.plain()), Ok(amount));
        }

        #[test]
        fn any_text_is_answered(text in ".*") {
            if let Ok(amount) = Money::parse_plain(&text) {
                prop_assert!(amount.is_positive() && amount <= Money::MAX_AMOUNT);
            }
        }
    }
}
