//! Phone numbers that can be topped up: mobile ones of Russia, the only region that is sold. Owns
//! which operator a number may be of, as far as its first digits say, and what of it is shown.

use phonelib::{PhoneNumber, PhoneNumberType};
use thiserror::Error;

/// Longer texts are no phone number.
const TYPED_MAX_CHARS: usize = 40;
/// The only country that is sold.
const HOME: &str = "RU";
/// What is said of numbers that belong to no country.
const NOWHERE: &str = "001";
/// What stands before the digits of a number of Russia: nothing, its country's or what is dialled
/// inside of it. Reading more than that into a number would top up another one.
const BEFORE: [&str; 4] = ["", "+7", "7", "8"];
/// Digits of a number of Russia behind its country's.
const NATIONAL_DIGITS: usize = 10;

/// Why a number cannot be topped up.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PhoneError {
    /// It is no phone number.
    #[error("no phone number")]
    Unreadable,
    /// It is one of another country.
    #[error("a number of another country")]
    Foreign {
        /// The two letters of the country, where the number tells it.
        country: Option<String>,
        /// What is dialled for it.
        calling_code: u32,
    },
    /// It is one of Russia that is no mobile one.
    #[error("no mobile number")]
    NotMobile,
}

/// Reads a phone number as people write it, into its form of E.164; one without a country is one of
/// Russia.
///
/// # Errors
/// [`PhoneError`] for everything but a mobile number of Russia.
pub fn read_phone(typed: &str) -> Result<String, PhoneError> {
    if typed.chars().nth(TYPED_MAX_CHARS).is_some() {
        return Err(PhoneError::Unreadable);
    }
    let plain = plain(typed).ok_or(PhoneError::Unreadable)?;
    let unread = if is_landline(&plain) { PhoneError::NotMobile } else { PhoneError::Unreadable };
    let number = PhoneNumber::parse_with_country(&plain, HOME).ok_or_else(|| unread.clone())?;
    let country = number.country().code;
    if country != HOME {
        return Err(PhoneError::Foreign {
            country: Some(country).filter(|code| *code != NOWHERE).map(str::to_owned),
            calling_code: number.country_code(),
        });
    }
    let before = plain.strip_suffix(number.national_number());
    if !before.is_some_and(|before| BEFORE.contains(&before)) {
        return Err(unread);
    }
    match number.phone_type() {
        PhoneNumberType::Mobile | PhoneNumberType::FixedLineOrMobile => {
            Ok(number.e164().to_owned())
        }
        PhoneNumberType::Unknown => Err(unread),
        _ => Err(PhoneError::NotMobile),
    }
}

/// Whether the digits are those of a number of Russia that belongs to a place, or is free of
/// charge.
fn is_landline(plain: &str) -> bool {
    let digits = plain.trim_start_matches('+');
    let national = match digits.len().checked_sub(NATIONAL_DIGITS) {
        Some(0) if !plain.starts_with('+') => Some(digits),
        Some(1) => digits.strip_prefix('7').or_else(|| digits.strip_prefix('8')),
        _ => None,
    };
    national.is_some_and(|national| national.starts_with(['3', '4', '8']))
}

/// The digits of a text and the plus before them; `None` where something else stands between than
/// what people write between digits. Digits of every script are digits.
fn plain(typed: &str) -> Option<String> {
    let mut plain = String::new();
    let trimmed = typed.trim();
    let trimmed = trimmed.strip_prefix("tel:").unwrap_or(trimmed);
    for letter in trimmed.chars() {
        match letter {
            '+' | '\u{ff0b}' if plain.is_empty() => plain.push('+'),
            letter if digit(letter).is_some() => plain.extend(digit(letter)),
            ' ' | '\u{a0}' | '\t' | '-' | '(' | ')' | '.' | '/' => {}
            // Dashes of every width, and the marks that keep a number in one direction.
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2002}'..='\u{200f}' => {}
            '\u{202a}'..='\u{202f}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            _ => return None,
        }
    }
    // Two zeros are a plus in most of the world.
    Some(match plain.strip_prefix("00") {
        Some(rest) => format!("+{rest}"),
        None => plain,
    })
}

/// The ASCII digit that a digit of another script stands for.
fn digit(letter: char) -> Option<char> {
    const ZEROS: [char; 5] = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];
    let value = ZEROS.iter().find_map(|zero| {
        let offset = u32::from(letter).checked_sub(u32::from(*zero))?;
        (offset < 10).then_some(offset)
    })?;
    char::from_digit(value, 10)
}

/// Ranges of numbers that were given to one operator in the whole country. A number may have been
/// taken along to another one since: this is a guess, which its owner confirms.
const GIVEN: [(std::ops::RangeInclusive<u16>, &str); 12] = [
    (903..=903, "beeline"),
    (905..=906, "beeline"),
    (909..=909, "beeline"),
    (910..=919, "mts"),
    (920..=929, "megafon"),
    (937..=937, "megafon"),
    (960..=968, "beeline"),
    (977..=977, "tele2"),
    (985..=985, "mts"),
    (988..=988, "mts"),
    (950..=953, "tele2"),
    (999..=999, "yota"),
];

/// The code of the operator to whom a number was given, by its form of E.164 or by what is shown of
/// it, where that is known.
#[must_use]
pub fn guess_operator(number: &str) -> Option<&'static str> {
    let prefix: u16 = number.strip_prefix("+7")?.trim_start().get(..3)?.parse().ok()?;
    GIVEN.iter().find(|(range, _)| range.contains(&prefix)).map(|(_, code)| *code)
}

/// What is shown of a number in its form of E.164: `+7 999 ***-**-99`.
#[must_use]
pub fn mask_phone(number: &str) -> String {
    let national = number.strip_prefix("+7").filter(|rest| rest.len() == NATIONAL_DIGITS);
    let ends = national.and_then(|rest| Some((rest.get(..3)?, rest.get(8..)?)));
    match ends {
        Some((code, last)) => format!("+7 {code} ***-**-{last}"),
        None => "***".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_read_in_every_writing() {
        let written = [
            "+79161234567",
            "89161234567",
            "9161234567",
            "79161234567",
            "8 (916) 123-45-67",
            "+7 916 123 45 67",
            "tel:+7-916-123-45-67",
            "\u{202a}+7 916 123\u{2013}45\u{2013}67\u{202c}",
            "007 916 1234567",
            "\u{ff0b}\u{ff17} \u{ff19}\u{ff11}\u{ff16} 1234567",
            "+\u{667}\u{669}\u{661}\u{666}1234567",
        ];
        for typed in written {
            assert_eq!(read_phone(typed).as_deref(), Ok("+79161234567"), "{typed}");
        }
    }

    #[test]
    fn numbers_of_elsewhere_are_named() {
        let foreign = |typed: &str| match read_phone(typed) {
            Err(PhoneError::Foreign { country, calling_code }) => (country, calling_code),
            other => panic!("{typed}: {other:?}"),
        };
        assert_eq!(foreign("+998901234567"), (Some("UZ".to_owned()), 998));
        assert_eq!(foreign("+7 701 123 45 67"), (Some("KZ".to_owned()), 7));
        assert_eq!(foreign("+380 50 123 45 67"), (Some("UA".to_owned()), 380));
        assert_eq!(read_phone("+7 495 739-70-00"), Err(PhoneError::NotMobile));
        assert_eq!(read_phone("8 800 555 35 35"), Err(PhoneError::NotMobile));
    }

    #[test]
    fn what_is_no_number_is_none() {
        let junk = ["", "+", "100", "+7 916", "https://t.me/x", "8916123456789012", "-5", "привет"];
        // One digit too many, of which something could be made.
        let doubtful = [
            "8 7 916 123 45 67",
            "+7 8 916 123 45 67",
            "+7 0 916 123 45 67",
            "09161234567",
            "810 7 9161234567",
        ];
        for typed in junk.into_iter().chain(doubtful) {
            assert_eq!(read_phone(typed), Err(PhoneError::Unreadable), "{typed}");
        }
        let long = "9".repeat(65_536);
        assert_eq!(read_phone(&long), Err(PhoneError::Unreadable));
    }

    #[test]
    fn the_operator_is_guessed_only_where_the_range_is_known() {
        assert_eq!(guess_operator("+79161234567"), Some("mts"));
        assert_eq!(guess_operator("+79031234567"), Some("beeline"));
        assert_eq!(guess_operator("+79991234567"), Some("yota"));
        assert_eq!(guess_operator("+7 916 ***-**-67"), Some("mts"));
        assert_eq!(guess_operator("+79001234567"), None);
        assert_eq!(guess_operator("+998901234567"), None);
    }

    #[test]
    fn most_of_a_number_is_hidden() {
        assert_eq!(mask_phone("+79991234599"), "+7 999 ***-**-99");
        assert_eq!(mask_phone("+998901234567"), "***");
    }

    proptest! {
        #[test]
        fn a_number_is_read_the_same_again(typed in "[+0-9 ()\\-]{0,20}") {
            if let Ok(number) = read_phone(&typed) {
                prop_assert_eq!(read_phone(&number), Ok(number.clone()));
                prop_assert!(number.starts_with("+7") && number.len() == 12);
            }
        }

        #[test]
        fn nothing_typed_panics(typed in any::<String>()) {
            let _ = read_phone(&typed);
        }
    }
}
