//! Where a top-up goes: how it is read, and what of it may be shown. Whoever is given one keeps it
//! sealed.

use super::{PhoneError, mask_phone, read_phone};
use crate::domain::fields::FieldError;
use crate::domain::one_line::is_invisible;

/// The longest login of a game, in characters.
const LOGIN_MAX_CHARS: i64 = 64;
/// The longest address of a wallet, in characters.
const WALLET_MAX_CHARS: i64 = 128;
/// The shortest address of a wallet, in characters.
const WALLET_MIN_CHARS: usize = 20;
/// How much of an address is shown at each end.
const WALLET_ENDS: usize = 4;

/// What names the account that is topped up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// A phone number.
    Phone,
    /// The login of a game.
    Login,
    /// The address of a wallet.
    Wallet,
}

impl Destination {
    /// What was typed in its one kept form; reading that again changes nothing.
    ///
    /// # Errors
    /// Says why it is not taken.
    pub fn read(self, typed: &str) -> Result<String, FieldError> {
        match self {
            Self::Phone => read_phone(typed).map_err(FieldError::from),
            Self::Login => one_word(typed, LOGIN_MAX_CHARS),
            Self::Wallet => {
                let address = one_word(typed, WALLET_MAX_CHARS)?;
                let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b":_-".contains(&byte);
                let fits = address.len() >= WALLET_MIN_CHARS && address.bytes().all(is_plain);
                if fits { Ok(address) } else { Err(FieldError::Unfit) }
            }
        }
    }

    /// What is shown of one in its kept form.
    #[must_use]
    pub fn mask(self, kept: &str) -> String {
        match self {
            Self::Phone => mask_phone(kept),
            Self::Login => mask(kept, 1),
            Self::Wallet => mask(kept, WALLET_ENDS),
        }
    }
}

impl From<PhoneError> for FieldError {
    fn from(error: PhoneError) -> Self {
        match error {
            PhoneError::Unreadable => Self::Unfit,
            PhoneError::Foreign { country, calling_code } => {
                Self::ForeignPhone { country, calling_code }
            }
            PhoneError::NotMobile => Self::NotMobile,
        }
    }
}

/// A text without spaces in it, as it was typed.
fn one_word(typed: &str, max_chars: i64) -> Result<String, FieldError> {
    let word = typed.trim();
    if word.is_empty() {
        return Err(FieldError::Empty);
    }
    if word.chars().nth(usize::try_from(max_chars).unwrap_or(0)).is_some() {
        return Err(FieldError::TooLong { max: max_chars });
    }
    let is_seen =
        |letter: char| !letter.is_whitespace() && !letter.is_control() && !is_invisible(letter);
    if word.chars().all(is_seen) { Ok(word.to_owned()) } else { Err(FieldError::Unfit) }
}

/// So many characters of each end, and nothing of what is hardly longer.
#[must_use]
pub fn mask(text: &str, ends: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() < ends.saturating_mul(4) {
        return "***".to_owned();
    }
    let first: String = letters.iter().take(ends).collect();
    let last: String = letters.iter().skip(letters.len().saturating_sub(ends)).collect();
    format!("{first}***{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_and_addresses_are_one_word() {
        let login = |typed: &str| Destination::Login.read(typed);
        assert_eq!(login(" gaben_42 ").as_deref(), Ok("gaben_42"));
        assert_eq!(login("ga ben"), Err(FieldError::Unfit));
        assert_eq!(login(" "), Err(FieldError::Empty));
        assert_eq!(login("a\u{202e}b"), Err(FieldError::Unfit));
        assert_eq!(login(&"x".repeat(65)), Err(FieldError::TooLong { max: 64 }));
        let wallet = "TQ5nSX9uKq3n3P5b4Vh1yQq9rXkYz7AbCd";
        assert_eq!(Destination::Wallet.read(wallet).as_deref(), Ok(wallet));
        assert_eq!(Destination::Wallet.read("short"), Err(FieldError::Unfit));
    }

    #[test]
    fn little_of_them_is_shown() {
        assert_eq!(Destination::Login.mask("gaben_42"), "g***2");
        assert_eq!(Destination::Login.mask("abc"), "***");
        assert_eq!(Destination::Login.mask("привет"), "п***т");
        assert_eq!(Destination::Wallet.mask("TQ5nSX9uKq3n3P5b4Vh1yQq9rXkYz7AbCd"), "TQ5n***AbCd");
    }
}
