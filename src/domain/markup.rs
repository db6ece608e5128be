//! The markup: what is added to a provider's price, in percent. Owns its range, how it is typed
//! and which moves are large. It must never go through a float.

use rust_decimal::Decimal;

use super::number::parse_decimal;

/// The markup may be so many percent at the most; none is below zero.
pub const MAX_PERCENT: i64 = 500;
/// A move over so many points is asked about with sample prices.
const LARGE_MOVE_POINTS: i64 = 20;
/// What an admin may type: `500` with four decimals.
const TYPED_MAX_CHARS: usize = 8;

/// Whether the markup may be so many percent.
#[must_use]
pub fn is_allowed(percent: Decimal) -> bool {
    percent >= Decimal::ZERO && percent <= MAX_PERCENT.into()
}

/// Reads `25`, `17.5` or `25%`: ASCII digits with at most one point between them, in the range.
#[must_use]
pub fn parse_typed(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let number = text.strip_suffix('%').unwrap_or(text).trim_end();
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_plain = number.len() <= TYPED_MAX_CHARS
        && match number.split_once('.') {
            Some((whole, decimals)) => is_digits(whole) && is_digits(decimals),
            None => is_digits(number),
        };
    parse_decimal(number).filter(|percent| is_plain && is_allowed(*percent))
}

/// Whether a move is so large that sample prices must be shown before it.
#[must_use]
pub fn is_large_move(before: Decimal, after: Decimal) -> bool {
    (after - before).abs() > LARGE_MOVE_POINTS.into()
}

/// The text of a markup: the same for equal numbers.
#[must_use]
pub fn plain(percent: Decimal) -> String {
    percent.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_markup_is_a_plain_number_in_its_range() {
        for (typed, read) in [
            ("25", "25"),
            ("25%", "25"),
            (" 17.50 % ", "17.5"),
            ("0", "0"),
            ("500", "500"),
            ("500.0", "500"),
            ("007", "7"),
        ] {
            assert_eq!(parse_typed(typed).map(plain).as_deref(), Some(read), "{typed}");
        }
        for wrong in [
            "",
            "%",
            "-100",
            "-0",
            "+5",
            "3000",
            "500.01",
            "abc",
            "25%%",
            "2 5",
            "1e2",
            ".5",
            "5.",
            "1.2.3",
            "17,5",
            "٢٥",
            "２５",
            "25 percent",
            "NaN",
            "0.00000001",
        ] {
            assert_eq!(parse_typed(wrong), None, "{wrong}");
        }
        assert_eq!(parse_typed(&"9".repeat(65_536)), None);
    }

    #[test]
    fn a_move_over_twenty_points_is_large_in_both_directions() {
        let is_large = |before: i64, after: i64| is_large_move(before.into(), after.into());
        assert!(!is_large(30, 50) && !is_large(30, 10) && !is_large(30, 30));
        assert!(is_large(30, 51) && is_large(30, 9) && is_large(0, 500));
        assert!(is_large_move(Decimal::from(30), Decimal::new(5_001, 2)));
    }
}
