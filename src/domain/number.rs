//! Numbers as other people write them: decimals of a provider's JSON, quantities of a customer.
//! Owns what is accepted as a number at all. It must never guess between two readings, go
//! through a float, or round a provider's number unseen.

mod amount;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

pub use amount::{AmountError, parse_amount, parse_count};

/// Longer texts are not read at all.
const MAX_TEXT_CHARS: usize = 64;
/// Decimals beyond this one may be cut: far below a micro-unit.
const MAX_DECIMALS: usize = 20;
/// Every number with so many digits fits a `Decimal` exactly.
const MAX_DIGITS: usize = 28;
/// The largest quantity a customer may type, and the bound where a provider sets none.
pub const MAX_QUANTITY: i64 = 1_000_000_000;

/// Why a typed quantity was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum QuantityError {
    /// Not a number, or one that could be read in two ways.
    #[error("this is not a number")]
    NotANumber,
    /// Zero or below.
    #[error("a quantity must be above zero")]
    NotPositive,
    /// A fraction.
    #[error("a quantity must be a whole number")]
    NotWhole,
    /// Above a thousand million.
    #[error("the quantity is too large")]
    TooLarge,
}

/// Reads the exact text of a JSON number, or the inside of a JSON string that holds one: sign,
/// decimals and exponent, surrounding spaces. `None` for anything else and for a number that a
/// [`Decimal`] cannot hold exactly; only decimals past the 20th are cut, and never so that a
/// number becomes zero.
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    if text.len() > MAX_TEXT_CHARS {
        return None;
    }
    let text = text.trim_ascii();
    let (negative, unsigned) = split_sign(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{decimals}");
    if !is_digits(&digits) {
        return None;
    }
    let scale = i32::try_from(decimals.len()).ok()?.checked_sub(exponent)?;
    assemble(negative, digits.trim_start_matches('0'), scale)
}

/// Reads what a customer types as a quantity: `1000`, `10 000`, `10,000`, `10.000`, `10k`,
/// `1.5k`, `2m`, in any digits that Unicode folds to ASCII ones. One separator followed by three
/// digits is a thousands separator, by fewer or more a fraction, which only `k` and `m` can make
/// whole; with them three digits would be either, and are refused.
///
/// # Errors
/// The [`QuantityError`] that fits best.
pub fn parse_quantity(text: &str) -> Result<i64, QuantityError> {
    if text.chars().nth(MAX_TEXT_CHARS).is_some() {
        return Err(QuantityError::NotANumber);
    }
    let folded: String = text.nfkc().flat_map(char::to_lowercase).map(ascii_digit).collect();
    let folded = folded.trim();
    let unsigned = folded.strip_prefix(['-', '\u{2212}', '\u{2013}']);
    let (body, zeros) = split_suffix(unsigned.unwrap_or(folded).trim_start());
    let (whole, fraction) = split_fraction(body, zeros > 0).ok_or(QuantityError::NotANumber)?;
    if unsigned.is_some() {
        return Err(QuantityError::NotPositive);
    }
    scale_up(&whole, fraction, zeros)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn read_exponent(text: &str) -> Option<i32> {
    let (negative, digits) = split_sign(text);
    if !is_digits(digits) {
        return None;
    }
    let size: i32 = digits.parse().ok()?;
    Some(if negative { -size } else { size })
}

/// `digits / 10^scale`, where digits have no leading zeros.
fn assemble(negative: bool, digits: &str, scale: i32) -> Option<Decimal> {
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Some(Decimal::ZERO);
    }
    let dropped = i32::try_from(digits.len().checked_sub(significant.len())?).ok()?;
    let scale = scale.checked_sub(dropped)?;
    let (text, scale) = match usize::try_from(scale) {
        Ok(decimals) => {
            let cut = decimals.saturating_sub(MAX_DECIMALS);
            let kept = significant.get(..significant.len().checked_sub(cut)?)?;
            (kept.to_owned(), decimals.checked_sub(cut)?)
        }
        Err(_) => {
            let zeros = usize::try_from(scale.unsigned_abs()).ok().filter(|n| *n <= MAX_DIGITS)?;
            (format!("{significant}{}", "0".repeat(zeros)), 0)
        }
    };
    if text.is_empty() || text.len() > MAX_DIGITS {
        return None;
    }
    let size: i128 = text.parse().ok()?;
    let signed = if negative { -size } else { size };
    Decimal::try_from_i128_with_scale(signed, u32::try_from(scale).ok()?).ok()
}

/// Arabic and Persian digits are common in this trade and not folded by NFKC.
fn ascii_digit(letter: char) -> char {
    let zero = match letter {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return letter,
    };
    let value = u32::from(letter).checked_sub(zero);
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(letter)
}

/// The number without its `k` or `m` (Latin or Cyrillic), and how many zeros that stands for.
fn split_suffix(text: &str) -> (&str, usize) {
    if let Some(body) = text.strip_suffix(['k', '\u{43a}']) {
        (body.trim_end(), 3)
    } else if let Some(body) = text.strip_suffix(['m', '\u{43c}']) {
        (body.trim_end(), 6)
    } else {
        (text, 0)
    }
}

/// The whole digits and the digits of the fraction (empty when there is none).
fn split_fraction(body: &str, has_suffix: bool) -> Option<(String, &str)> {
    if let Some(whole) = ungroup(body) {
        let separators = body.matches(['.', ',']).count();
        return (!has_suffix || separators != 1).then_some((whole, ""));
    }
    let (head, fraction) = body.rsplit_once(['.', ','])?;
    let separator = body.get(head.len()..)?.chars().next()?;
    if head.contains(separator) || !is_digits(fraction) {
        return None;
    }
    Some((ungroup(head)?, fraction))
}

/// The digits of a plain number or of one in groups of three with one kind of separator.
fn ungroup(text: &str) -> Option<String> {
    if is_digits(text) {
        return Some(text.to_owned());
    }
    let separator = text.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(separator, ' ' | '\'' | '\u{2019}' | '_' | ',' | '.') {
        return None;
    }
    let mut groups = text.split(separator);
    let first = groups.next()?;
    let fits = is_digits(first) && first.len() <= 3 && !first.starts_with('0');
    let grouped = fits && groups.all(|group| group.len() == 3 && is_digits(group));
    grouped.then(|| text.replace(separator, ""))
}

fn scale_up(whole: &str, fraction: &str, zeros: usize) -> Result<i64, QuantityError> {
    let significant = fraction.trim_end_matches('0');
    let number = format!("{whole}{significant:0<zeros$}");
    let number = number.trim_start_matches('0');
    if number.is_empty() {
        return Err(QuantityError::NotPositive);
    }
    // Without a suffix even "10.00" is refused: it may be a mistyped ten thousand.
    if significant.len() > zeros || (zeros == 0 && !fraction.is_empty()) {
        return Err(QuantityError::NotWhole);
    }
    match number.parse() {
        Ok(quantity) if quantity <= MAX_QUANTITY => Ok(quantity),
        _ => Err(QuantityError::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use QuantityError::{NotANumber, NotPositive, NotWhole, TooLarge};
    use proptest::prelude::*;

    #[test]
    fn one_number_has_many_spellings() {
        let expected = Some(Decimal::new(9, 1));
        for text in ["0.9", "0.90", "9e-1", " .9 ", "+0.9", "90E-2", "0.09e1", "00.9", "0.9e0"] {
            assert_eq!(parse_decimal(text), expected, "{text}");
        }
        assert_eq!(parse_decimal("-2"), Some(Decimal::from(-2)));
        assert_eq!(parse_decimal("1e3"), Some(Decimal::from(1000)));
        assert_eq!(parse_decimal("0e99999"), Some(Decimal::ZERO));
        assert_eq!(parse_decimal("-0.0"), Some(Decimal::ZERO));
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        let texts = [
            "",
            " ",
            ".",
            "-",
            "e5",
            "1e",
            "1e+",
            "NaN",
            "inf",
            "-Infinity",
            "0x10",
            "1,5",
            "1 5",
            "1_000",
            "--1",
            "1e1.5",
            "1e99999999999",
            "１",
            "\"1\"",
            "1.2.3",
            "1-1",
            "+-1",
        ];
        for text in texts {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
        assert_eq!(parse_decimal(&"1".repeat(65)), None);
    }

    #[test]
    fn only_far_decimals_are_cut() {
        let cut = parse_decimal("0.123456789012345678909").unwrap();
        assert_eq!(cut.to_string(), "0.12345678901234567890");
        let long = "12345678.12345678901234567890";
        assert_eq!(parse_decimal(long).unwrap(), long.parse().unwrap());
        assert_eq!(parse_decimal("123456789.12345678901234567891"), None);
        assert_eq!(parse_decimal(&"9".repeat(28)).unwrap().to_string(), "9".repeat(28));
        assert_eq!(parse_decimal(&"9".repeat(29)), None);
        assert_eq!(parse_decimal("1e28"), None);
        assert_eq!(parse_decimal("1e-20").unwrap().scale(), 20);
        assert_eq!(parse_decimal("1e-21"), None);
    }

    #[test]
    fn quantities_are_read_as_people_write_them() {
        let ten_thousand = [
            "10000",
            " 10000 ",
            "10 000",
            "10,000",
            "10.000",
            "10'000",
            "10_000",
            "10k",
            "10 K",
            "10\u{a0}000",
            "１００００",
            "10,0k",
            "0.01m",
            "010000",
            "١٠٠٠٠",
            "10к",
        ];
        for text in ten_thousand {
            assert_eq!(parse_quantity(text), Ok(10_000), "{text}");
        }
        assert_eq!(parse_quantity("1.5k"), Ok(1_500));
        assert_eq!(parse_quantity("2m"), Ok(2_000_000));
        assert_eq!(parse_quantity("1,234,567"), Ok(1_234_567));
        assert_eq!(parse_quantity("1000000000"), Ok(1_000_000_000));
    }

    #[test]
    fn each_refusal_says_why() {
        let cases = [
            (NotANumber, "abc, , k, 1e3, 1 00, 10 00 000, 1.500k, 1.000.5, 1k5, +5, 0x10, --5"),
            (NotPositive, "0, 0.0, -5, -1.5k, \u{2212}10 000, 0k, 000"),
            (NotWhole, "1.5, 10.00, 1000.5, 1.5555k, 0.500, 0.0000001m"),
            (TooLarge, "1000000001, 1001m, 99999999999999999999999999"),
        ];
        for (expected, texts) in cases {
            for text in texts.split(", ") {
                assert_eq!(parse_quantity(text), Err(expected), "{text}");
            }
        }
        assert_eq!(parse_quantity("1,000.50"), Err(NotWhole));
        assert_eq!(parse_quantity(&"1".repeat(65)), Err(NotANumber));
    }

    proptest! {
        #[test]
        fn every_decimal_of_the_wire_is_read_exactly(digits: i64, scale in 0..=20_u32) {
            let value = Decimal::new(digits, scale);
            prop_assert_eq!(parse_decimal(&value.to_string()), Some(value));
        }

        #[test]
        fn no_text_panics(text in ".{0,80}", number in "[-+0-9.,eEkm' ]{0,70}") {
            for text in [text, number] {
                let _ = parse_decimal(&text);
                if let Ok(quantity) = parse_quantity(&text) {
                    prop_assert!((1..=MAX_QUANTITY).contains(&quantity));
                }
            }
        }

        #[test]
        fn every_quantity_is_read_back(quantity in 1..=MAX_QUANTITY) {
            prop_assert_eq!(parse_quantity(&quantity.to_string()), Ok(quantity));
        }
    }
}
