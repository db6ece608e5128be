//! Money given or taken by hand: what [`super::credit`] and [`super::debit`] have in common.

use serde::{Deserialize, Serialize};

use super::act::Acting;
use super::card_lines::{person_line, reason_line, wallet_lines};
use super::typed::{InputError, first_word, number, reason};
use crate::bot::dispatch::state::State;
use crate::bot::renderer::quoted;
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::PersonId;
use crate::domain::money::Money;
use crate::flows::FlowError;
use crate::flows::tokens::random_token;
use crate::flows::wallet::adjust::{self, Adjustment, Direction};
use crate::store::{Tx, people, postings};

/// A toast of Telegram holds 200 characters.
const NAME_MAX_CHARS: usize = 40;

/// Money given or taken by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByHand {
    /// Whose wallet.
    pub person: PersonId,
    /// How much, micro-units.
    pub amount: Money,
    /// The admin's words.
    pub reason: String,
    /// 128 random bits in hex: whoever confirms it, it happens once.
    pub cause: String,
}

impl ByHand {
    /// Reads `USER AMOUNT REASON`.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn typed(text: &str) -> Result<Self, InputError> {
        let (user, rest) = first_word(text).ok_or(InputError::Incomplete)?;
        let person = number(user).ok_or(InputError::NotAUser)?;
        let (amount, rest) = first_word(rest).ok_or(InputError::Incomplete)?;
        let amount = Money::parse_plain(amount).map_err(InputError::Amount)?;
        Ok(Self { person, amount, reason: reason(rest)?, cause: random_token() })
    }

    /// The act as its flow takes it.
    #[must_use]
    pub fn of(&self, actor_id: PersonId, has_open_checkout: bool) -> Adjustment<'_> {
        Adjustment {
            actor_id,
            person_id: self.person,
            amount: self.amount,
            reason: &self.reason,
            cause: &self.cause,
            has_open_checkout,
        }
    }
}

/// The lines of the card: the wallet before and after.
pub(super) async fn card(
    at: &mut Acting<'_>,
    by_hand: &ByHand,
    (direction, key): (Direction, &str),
) -> Result<Vec<String>, FlowError> {
    let adjustment = by_hand.of(at.actor_id, false);
    let (before, after) = adjust::preview(&mut at.ctx, &adjustment, direction).await?;
    let mut lines = vec![
        at.words.html(key, Args::new().text("amount", at.words.money(by_hand.amount))),
        person_line(at.ctx.tx, at.words, by_hand.person).await?,
    ];
    lines.extend(wallet_lines(at.words, &before, &after));
    lines.push(reason_line(at.words, &by_hand.reason));
    Ok(lines)
}

/// Whether the person stands before a Confirm button, which a credit may have made possible.
pub(super) async fn has_open_checkout(tx: &mut Tx, person_id: PersonId) -> Result<bool, FlowError> {
    let found = people::find_with_dialogue(tx, person_id).await?;
    let state = found.and_then(|(_, dialogue)| State::from_text(&dialogue?));
    Ok(matches!(state.and_then(State::into_step), Some(State::Confirm { .. })))
}

/// What was moved, whose it is and what they can spend now.
pub(super) async fn wallet_args(
    tx: &mut Tx,
    words: &Words,
    (person_id, amount): (PersonId, Money),
) -> Result<Args, FlowError> {
    let wallet = postings::wallet(tx, person_id).await?;
    let person = people::find(tx, person_id).await?;
    let name = person.map_or_else(String::new, |person| quoted(&person.name, NAME_MAX_CHARS));
    Ok(Args::new()
        .text("amount", words.money(amount))
        .text("name", name)
        .text("id", person_id.to_string())
        .text("available", words.money(wallet.available)))
}

#[cfg(test)]
mod tests {
    use super::super::typed::REASON_MAX_CHARS;
    use super::*;
    use crate::domain::money::AmountError;

    #[test]
    fn an_adjustment_is_user_amount_and_the_rest_as_reason() {
        let read = ByHand::typed(" 5001  12.50 paid by\nbank \u{202e}transfer ").unwrap();
        let amount = Money::from_micros(12_500_000);
        assert_eq!((read.person, read.amount), (PersonId::new(5001), amount));
        assert_eq!(read.reason, "paid by bank transfer");
    }

    #[test]
    fn a_wrong_adjustment_names_the_first_thing_wrong() {
        let refused = |text: &str| ByHand::typed(text).unwrap_err();
        assert_eq!(refused(""), InputError::Incomplete);
        assert_eq!(refused("5001"), InputError::Incomplete);
        for user in ["@ann", "ann", "-5001", "+5001", "0", "5001.0", "99999999999999999999"] {
            assert_eq!(refused(&format!("{user} 5 gift")), InputError::NotAUser, "{user}");
        }
        let amount = |error| InputError::Amount(error);
        for wrong in ["12,50", "1e3", "-5", "+5", "$5", "five", "1_000", "٥"] {
            let refused = refused(&format!("5001 {wrong} gift"));
            assert_eq!(refused, amount(AmountError::NotPlain), "{wrong}");
        }
        assert_eq!(refused("5001 0 gift"), amount(AmountError::NotPositive));
        assert_eq!(refused("5001 0.0000001 gift"), amount(AmountError::TooPrecise));
        assert_eq!(refused("5001 99999999999 gift"), amount(AmountError::TooLarge));
        assert_eq!(refused("5001 5"), InputError::NoReason);
        assert_eq!(refused("5001 5 \u{200b}\u{202e}"), InputError::NoReason);
        let long = format!("5001 5 {}", "x".repeat(REASON_MAX_CHARS + 1));
        assert_eq!(refused(&long), InputError::LongReason);
    }
}
