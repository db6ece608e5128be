//! What admins type, read strictly: a money act must not depend on a guess. Pure; every refusal
//! has a sentence that says what would be right.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::bot::voice::quoted;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::markup::parse_typed;
use crate::domain::money::{AmountError, Money};

/// The longest reason, in characters.
pub const REASON_MAX_CHARS: usize = 200;
/// The longest id of a provider, in characters.
const PROVIDER_ID_MAX_CHARS: usize = 64;
/// The word that lets an order be refunded while it is being delivered.
const ANYWAY: &str = "anyway";
/// The word that gives the markup back to the settings.
const RESET: &str = "reset";

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
    /// Key of the sentence.
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

/// What `/credit` and `/debit` say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// Telegram user id.
    pub person_id: PersonId,
    /// How much, positive.
    pub amount: Money,
    /// One line.
    pub reason: String,
}

/// What `/refund` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// The order.
    pub order_id: OrderId,
    /// `None` for all that is left.
    pub amount: Option<Money>,
    /// Whether the word `anyway` was written.
    pub is_anyway: bool,
    /// One line.
    pub reason: String,
}

/// Reads `USER AMOUNT REASON`.
///
/// # Errors
/// The first thing that is wrong.
pub fn adjustment(text: &str) -> Result<Adjustment, InputError> {
    let (user, rest) = first_word(text).ok_or(InputError::Incomplete)?;
    let person_id = number(user).ok_or(InputError::NotAUser)?;
    let (amount, rest) = first_word(rest).ok_or(InputError::Incomplete)?;
    let amount = Money::parse_plain(amount).map_err(InputError::Amount)?;
    Ok(Adjustment { person_id, amount, reason: reason(rest)? })
}

/// Reads `ORDER [AMOUNT] REASON`. Whatever looks like a number behind the order is an amount and
/// has to be a right one, so that no amount is ever taken for a reason and everything returned.
///
/// # Errors
/// The first thing that is wrong.
pub fn refund(text: &str) -> Result<Refund, InputError> {
    let (order, rest) = first_word(text).ok_or(InputError::Incomplete)?;
    let order = order.strip_prefix('#').unwrap_or(order);
    let order_id = number(order).ok_or(InputError::NotAnOrder)?;
    let (word, behind) = first_word(rest).ok_or(InputError::Incomplete)?;
    let (amount, rest) = if looks_like_a_number(word) {
        (Some(Money::parse_plain(word).map_err(InputError::Amount)?), behind)
    } else {
        (None, rest)
    };
    let reason = reason(rest)?;
    let is_anyway = says_anyway(&reason);
    Ok(Refund { order_id, amount, is_anyway, reason: without_anyway(reason) })
}

/// What `/markup` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Nothing: what is in force is shown.
    Show,
    /// Back to the settings' value.
    Reset,
    /// Another one, in percent and within its range.
    To(Decimal),
}

/// Reads nothing, `reset`, or a number with or without `%`.
///
/// # Errors
/// [`InputError::Markup`].
pub fn markup(text: &str) -> Result<Markup, InputError> {
    match text.trim() {
        "" => Ok(Markup::Show),
        word if word.eq_ignore_ascii_case(RESET) => Ok(Markup::Reset),
        number => parse_typed(number).map(Markup::To).ok_or(InputError::Markup),
    }
}

/// Reads the id that a provider gave an order.
#[must_use]
pub fn provider_id(text: &str) -> Option<&str> {
    let id = text.trim();
    let is_right = (1..=PROVIDER_ID_MAX_CHARS).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_graphic());
    is_right.then_some(id)
}

fn first_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (!word.is_empty()).then_some((word, rest))
}

/// Plain ASCII digits above zero.
fn number<N: FromStr>(text: &str) -> Option<N> {
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_zero = text.bytes().all(|byte| byte == b'0');
    text.parse().ok().filter(|_| is_digits && !is_zero)
}

fn reason(text: &str) -> Result<String, InputError> {
    let reason = quoted(text, usize::MAX);
    match reason.chars().count() {
        0 => Err(InputError::NoReason),
        1..=REASON_MAX_CHARS => Ok(reason),
        _ => Err(InputError::LongReason),
    }
}

/// A digit of any script at the start, also behind a sign or a currency.
fn looks_like_a_number(word: &str) -> bool {
    let is_before = |letter: char| "+-−.,$€£₽₴~≈#(".contains(letter);
    word.trim_start_matches(is_before).starts_with(char::is_numeric)
}

fn says_anyway(reason: &str) -> bool {
    reason
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| word.eq_ignore_ascii_case(ANYWAY))
}

/// The word is meant for the shop: the customer reads the rest, if there is any.
fn without_anyway(reason: String) -> String {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let is_other = |word: &&str| !bare(word).eq_ignore_ascii_case(ANYWAY);
    let rest: Vec<&str> = reason.split(' ').filter(is_other).collect();
    let rest = rest.join(" ");
    if rest.trim().is_empty() { reason } else { rest }
}

#[cfg(test)]
#[path = "parsing_tests.rs"]
mod tests;
