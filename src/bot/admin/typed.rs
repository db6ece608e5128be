//! Parts of what admins type, read strictly: a money act must not depend on a guess. Pure; every
//! refusal has a sentence that says what would be right.

use std::str::FromStr;

use crate::bot::renderer::quoted;
use crate::domain::money::AmountError;

/// The longest reason, in characters.
pub const REASON_MAX_CHARS: usize = 200;

/// Why a typed command is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputError {
    /// Something is missing altogether.
    Incomplete,
    /// The user is not a number; names change hands.
    NotAUser,
    /// The order is not a number.
    NotAnOrder,
    /// The amount cannot be read.
    Amount(AmountError),
    /// There is no reason.
    NoReason,
    /// The reason is longer than [`REASON_MAX_CHARS`].
    LongReason,
    /// The text to search for is too long for any name.
    LongSearch,
    /// The markup is no plain number in its range.
    Markup,
}

impl InputError {
    /// Button of the sentence.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Incomplete => "admin-wrong-incomplete",
            Self::NotAUser => "admin-wrong-user",
            Self::NotAnOrder => "admin-wrong-order",
            Self::Amount(AmountError::Empty | AmountError::NotPlain) => "admin-wrong-amount",
            Self::Amount(AmountError::TooPrecise) => "admin-wrong-amount-precise",
            Self::Amount(AmountError::NotPositive) => "admin-wrong-amount-zero",
            Self::Amount(AmountError::TooLarge) => "admin-wrong-amount-large",
            Self::NoReason => "admin-wrong-no-reason",
            Self::LongReason => "admin-wrong-long-reason",
            Self::LongSearch => "admin-wrong-long-search",
            Self::Markup => "admin-wrong-markup",
        }
    }
}

/// The first word and what stands behind it.
pub(super) fn first_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (!word.is_empty()).then_some((word, rest))
}

/// Plain ASCII digits above zero.
pub(super) fn number<N: FromStr>(text: &str) -> Option<N> {
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_zero = text.bytes().all(|byte| byte == b'0');
    text.parse().ok().filter(|_| is_digits && !is_zero)
}

/// A reason: one line, and not too long.
pub(super) fn reason(text: &str) -> Result<String, InputError> {
    let reason = quoted(text, usize::MAX);
    match reason.chars().count() {
        0 => Err(InputError::NoReason),
        1..=REASON_MAX_CHARS => Ok(reason),
        _ => Err(InputError::LongReason),
    }
}
