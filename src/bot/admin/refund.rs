//! `/refund`: returns money of an order. What may be returned is decided by the flow; the card
//! fixes the amount.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::{explain, order_button, refuse};
use super::card_lines::{order_args, order_lines, reason_line, return_lines};
use super::stored::StoredAct;
use super::typed::{InputError, first_word, number, reason};
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::ui::words::Args;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::money::Money;
use crate::domain::order::OrderState;
use crate::flows::FlowError;
use crate::flows::orders::refund::{self, check_refund};

/// The word that lets an order be refunded while it is being delivered.
const ANYWAY: &str = "anyway";

/// Money of an order returned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// The order.
    pub order: OrderId,
    /// How much, micro-units.
    pub amount: Money,
    /// Whether the admin wrote `anyway`.
    pub is_anyway: bool,
    /// The admin's words.
    pub reason: String,
}

/// What `/refund` says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Typed {
    order_id: OrderId,
    /// `None` for all that is left.
    amount: Option<Money>,
    is_anyway: bool,
    /// One line.
    reason: String,
}

/// `/refund ORDER [AMOUNT] REASON`; without an amount all that is left of the price.
pub async fn begin(turn: OwnerTurn, text: String) -> Outcome {
    let typed = match typed(&text) {
        Ok(typed) => typed,
        Err(error) => return explain(&turn, &error, "admin-usage-refund").await,
    };
    let checked = {
        let refund = refund::Refund {
            actor_id: turn.person.person_id,
            order_id: typed.order_id,
            amount: typed.amount,
            is_anyway: typed.is_anyway,
            reason: &typed.reason,
        };
        let mut tx = turn.write_tx().await;
        check_refund(&mut turn.ctx(&mut tx), &refund).await
    };
    match checked {
        Ok((order, amount)) => {
            let (order, is_anyway, reason) = (order.order_id, typed.is_anyway, typed.reason);
            propose(&turn, &Refund { order, amount, is_anyway, reason }).await
        }
        Err(FlowError::User(error)) => {
            let key = order_button(&turn.words(), typed.order_id);
            refuse(&turn, &error, vec![key]).await
        }
        Err(error) => Err(error),
    }
}

/// Reads `ORDER [AMOUNT] REASON`. Whatever looks like a number behind the order is an amount and
/// has to be a right one, so that no amount is ever taken for a reason and everything returned.
fn typed(text: &str) -> Result<Typed, InputError> {
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
    Ok(Typed { order_id, amount, is_anyway, reason: without_anyway(reason) })
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

impl Refund {
    /// The act as its flow takes it.
    fn of(&self, actor_id: PersonId) -> refund::Refund<'_> {
        refund::Refund {
            actor_id,
            order_id: self.order,
            amount: Some(self.amount),
            is_anyway: self.is_anyway,
            reason: &self.reason,
        }
    }
}

impl StoredAct for Refund {
    const NAME: &'static str = "Refund";
}

impl Act for Refund {
    fn order(&self) -> Option<OrderId> {
        Some(self.order)
    }

    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let (order, amount) = check_refund(&mut at.ctx, &self.of(at.actor_id)).await?;
        let words = at.words;
        let args = order_args(words, &order).text("amount", words.money(amount));
        let mut lines = vec![words.html("admin-card-refund", args)];
        lines.extend(order_lines(at.ctx.tx, words, &order).await?);
        lines.extend(return_lines(at.ctx.tx, words, &order, amount).await?);
        let warning = match order.state {
            OrderState::Queued => Some("admin-card-refund-queued"),
            OrderState::Active => Some("admin-card-refund-active"),
            _ => None,
        };
        lines.extend(warning.map(|key| words.html(key, Args::new())));
        lines.push(reason_line(words, &self.reason));
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let returned = refund::refund(&mut at.ctx, &self.of(at.actor_id)).await?;
        let args = Args::new()
            .text("order", self.order.to_string())
            .text("amount", at.words.money(returned));
        Ok(Some(("admin-done-refund", args)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::units;
    use super::*;
    use crate::domain::money::AmountError;

    #[test]
    fn a_refund_without_an_amount_is_everything() {
        let reason = "never started".to_owned();
        let all = Typed { order_id: OrderId::new(1001), amount: None, is_anyway: false, reason };
        assert_eq!(typed("1001 never started"), Ok(all.clone()));
        assert_eq!(typed("#1001 never started"), Ok(all.clone()));
        let part = Typed { amount: Some(units(3)), ..all };
        assert_eq!(typed("#1001 3 never started"), Ok(part));
    }

    #[test]
    fn a_reason_that_starts_with_a_digit_is_refused_and_not_guessed() {
        for text in ["2nd", "12,50", "$3", "-3", "+3", "3€", "٣", ".5", "½"] {
            let refused = typed(&format!("1001 {text} late"));
            assert_eq!(refused, Err(InputError::Amount(AmountError::NotPlain)), "{text}");
        }
        assert_eq!(typed("1001 5"), Err(InputError::NoReason));
        assert_eq!(typed("1001"), Err(InputError::Incomplete));
        assert_eq!(typed(""), Err(InputError::Incomplete));
        assert_eq!(typed("order late"), Err(InputError::NotAnOrder));
        assert_eq!(typed("##1001 late"), Err(InputError::NotAnOrder));
    }

    #[test]
    fn anyway_is_a_word_anywhere_in_the_reason() {
        let says = |text: &str| typed(text).map(|refund| refund.is_anyway);
        assert_eq!(says("1001 anyway, too slow"), Ok(true));
        assert_eq!(says("1001 4 too slow (Anyway)"), Ok(true));
        assert_eq!(says("1001 anyways"), Ok(false));
        assert_eq!(says("1001 too slow"), Ok(false));
    }

    #[test]
    fn anyway_is_not_told_to_the_customer() {
        let reason = |text: &str| typed(text).map(|refund| refund.reason);
        for text in ["1001 anyway, too slow", "1001 too slow (Anyway)", "1001 4 too anyway slow"] {
            assert_eq!(reason(text), Ok("too slow".to_owned()), "{text}");
        }
        assert_eq!(reason("1001 anyway"), Ok("anyway".to_owned()));
    }
}
