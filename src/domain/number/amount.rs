//! Amounts and counts as panels write them: `1,234.50`, `1 234,50`, `$10.50`, `10.50 USD`.
//! Owns which of them have one reading only. It must never take one currency for another, nor a
//! number that could be read in two ways.

use rust_decimal::Decimal;

use super::{MAX_TEXT_CHARS, is_digits, parse_decimal, ungroup};

/// Signs that stand for one currency only, and the usual dollar sign, which other dollars' panels
/// write with a letter before it.
const SIGNS: [(&str, &str); 24] = [
    ("USD", "$"),
    ("USD", "us$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("RUB", "₽"),
    ("RUB", "руб"),
    ("RUB", "руб."),
    ("RUB", "р."),
    ("UAH", "₴"),
    ("KZT", "₸"),
    ("UZS", "сум"),
    ("UZS", "so'm"),
    ("UZS", "soʻm"),
    ("INR", "₹"),
    ("TRY", "₺"),
    ("TRY", "tl"),
    ("BRL", "r$"),
    ("NGN", "₦"),
    ("VND", "₫"),
    ("KRW", "₩"),
    ("PHP", "₱"),
    ("ILS", "₪"),
    ("BDT", "৳"),
    ("IDR", "rp"),
];

/// Why an amount cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum AmountError {
    /// Nothing that is a number.
    #[error("this is not a number")]
    NotANumber,
    /// A number with two readings, such as `1,234`.
    #[error("this number can be read in two ways")]
    Ambiguous,
    /// A number beside the sign or code of something else than the expected currency.
    #[error("this amount is in another currency")]
    OtherCurrency,
}

/// Reads an amount of money in the currency `own`: a plain decimal, or one with separators where
/// only one reading is possible, alone or beside the sign or code of that currency. A single point
/// is a decimal point, as JSON writes it.
///
/// # Errors
/// The [`AmountError`] that fits best.
pub fn parse_amount(text: &str, own: &str) -> Result<Decimal, AmountError> {
    if text.chars().nth(MAX_TEXT_CHARS).is_some() {
        return Err(AmountError::NotANumber);
    }
    let text = plain_spaces(text);
    let text = text.trim();
    if let Some(number) = parse_decimal(text) {
        return Ok(number);
    }
    let (negative, text) = split_minus(text);
    let (before, rest) = split_at_digit(text).ok_or(AmountError::NotANumber)?;
    let end = rest.rfind(|letter: char| letter.is_ascii_digit()).map_or(0, |last| last + 1);
    let (body, after) = rest.split_at_checked(end).ok_or(AmountError::NotANumber)?;
    let (inner, before) = match before.trim().strip_suffix('-') {
        Some(before) => (true, before),
        None => (false, before),
    };
    if negative && inner {
        return Err(AmountError::NotANumber);
    }
    let marks = [before.trim(), after.trim()];
    let number = plain(body)?;
    match marks {
        ["", ""] => {}
        ["", mark] | [mark, ""] if is_own(mark, own) => {}
        _ if marks.iter().any(|mark| mark.chars().any(is_no_mark)) => {
            return Err(AmountError::NotANumber);
        }
        _ => return Err(AmountError::OtherCurrency),
    }
    Ok(if negative || inner { -number } else { number })
}

/// Reads a count: a plain whole number, or one in groups of three; `1.000` as text is a thousand,
/// because nobody counts in thousandths.
pub fn parse_count(text: &str) -> Option<Decimal> {
    if text.chars().nth(MAX_TEXT_CHARS).is_some() {
        return None;
    }
    let text = plain_spaces(text);
    let text = text.trim();
    let grouped = ungroup(text).and_then(|digits| parse_decimal(&digits));
    let number = grouped.or_else(|| parse_decimal(text)).or_else(|| plain(text).ok())?;
    number.is_integer().then_some(number)
}

/// Every kind of space and apostrophe as the plain one.
fn plain_spaces(text: &str) -> String {
    let plain = |letter: char| match letter {
        letter if letter.is_whitespace() => ' ',
        '\u{2019}' => '\'',
        '\u{2212}' => '-',
        letter => letter,
    };
    text.chars().map(plain).collect()
}

fn split_minus(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    }
}

/// What stands before the first digit, and the rest.
fn split_at_digit(text: &str) -> Option<(&str, &str)> {
    text.split_at_checked(text.find(|letter: char| letter.is_ascii_digit())?)
}

/// Punctuation and digits say nothing about a currency.
fn is_no_mark(letter: char) -> bool {
    letter.is_ascii() && !letter.is_ascii_alphabetic() && !matches!(letter, '$' | '.' | '\'' | ' ')
}

fn is_own(mark: &str, own: &str) -> bool {
    let mark = mark.to_lowercase();
    mark.eq_ignore_ascii_case(own)
        || SIGNS.iter().any(|(code, sign)| code.eq_ignore_ascii_case(own) && *sign == mark)
}

/// The number of digits and separators that have one reading.
fn plain(body: &str) -> Result<Decimal, AmountError> {
    let read = |digits: &str| parse_decimal(digits).ok_or(AmountError::NotANumber);
    let point = body.matches('.').count() == 1 && !body.contains([',', ' ', '\'', '_']);
    if point || is_digits(body) {
        return read(body);
    }
    if let Some(whole) = grouped(body) {
        // A single comma before three digits may be either.
        let is_either = body.matches(',').count() == 1 && !body.contains(['.', ' ', '\'', '_']);
        return if is_either { Err(AmountError::Ambiguous) } else { read(&whole) };
    }
    let (head, fraction) = body.rsplit_once(['.', ',']).ok_or(AmountError::NotANumber)?;
    let separator = body.get(head.len()..).and_then(|rest| rest.chars().next());
    if separator.is_none_or(|separator| head.contains(separator)) || !is_digits(fraction) {
        return Err(AmountError::NotANumber);
    }
    let whole = grouped(head).ok_or(AmountError::NotANumber)?;
    read(&format!("{whole}.{fraction}"))
}

/// The digits of a plain number, of one in groups of three, or of one in lakhs and crores.
fn grouped(text: &str) -> Option<String> {
    ungroup(text).or_else(|| {
        let (head, last) = text.rsplit_once(',')?;
        let mut groups = head.split(',');
        let first = groups.next()?;
        let fits = is_digits(first) && first.len() <= 2 && !first.starts_with('0');
        let paired = groups.all(|group| group.len() == 2 && is_digits(group));
        (fits && paired && last.len() == 3 && is_digits(last)).then(|| text.replace(',', ""))
    })
}

#[cfg(test)]
#[path = "amount_tests.rs"]
mod tests;
