//! The question for the quantity: numbers to press, and typed ones in any common writing.

use super::answer::{Answer, within_limits};
use super::asked::Asked;
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::callback::Action;
use crate::bot::ui::choices::in_rows;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{View, shorten};
use crate::bot::ui::words::{Args, Words};
use crate::domain::inputs::{Entries, Inputs};
use crate::domain::limits::Limits;
use crate::domain::money::Money;
use crate::domain::number::parse_quantity;
use crate::flows::orders::quote::{price_of, unit_price};
use crate::store::catalog::Offer;

/// Quantities offered as buttons where the limits allow.
const ROUND_QUANTITIES: [i64; 7] = [100, 500, 1_000, 2_000, 5_000, 10_000, 50_000];

/// Asks for the quantity.
pub(super) async fn ask(turn: &Turn, offer: &Offer, draft: Draft, asked: Asked) -> Outcome {
    let words = turn.words();
    let limits = offer.limits();
    let args =
        Args::new().text("min", words.number(limits.min)).text("max", words.number(limits.max));
    let key =
        if offer.kind.is_for_posts() { "checkout-quantity-each" } else { "checkout-quantity" };
    let question = asked.problem.clone().unwrap_or_else(|| words.html(key, args));
    // A card has the price of a thousand itself.
    let is_on_card = !asked.rows.is_empty();
    let price = unit_price(offer).and_then(|unit| price_line(&words, offer, unit, is_on_card));
    let lines = [Some(question), price].into_iter().flatten();
    let text = format!("{}\n\n{}", asked.above, lines.collect::<Vec<_>>().join("\n"));
    let offered = offered_quantities(limits, draft.quantity);
    let key = |quantity| (label(&words, offer, quantity), Action::Quantity { quantity });
    let rows = in_rows(offered.into_iter().map(key));
    let view = rows.into_iter().fold(View::new(text), View::row);
    turn.go(State::Quantity { draft });
    turn.show(Asked::close(asked.rows, view, &words)).await
}

/// What one costs; what a thousand cost where one is no whole number of the smallest unit.
fn price_line(words: &Words, offer: &Offer, unit: Money, is_on_card: bool) -> Option<String> {
    let line = |key, price| words.html(key, Args::new().text("price", words.money(price)));
    match offer.pricing.price_of_one(unit) {
        Some(one) => Some(line("checkout-price-of-one", one)),
        None => (!is_on_card).then(|| line("card-price", unit)),
    }
}

/// `1 000 · $1.40`: the price of one part, or of what one post gets.
fn label(words: &Words, offer: &Offer, quantity: i64) -> String {
    let inputs = Inputs { kind: offer.kind, quantity, entries: Entries::default() };
    match price_of(offer, &inputs) {
        Ok(price) => format!("{} · {}", words.number(quantity), words.money(price)),
        Err(_) => words.number(quantity),
    }
}

/// What was entered before, the smallest quantity, and round ones within the limits; six at most.
fn offered_quantities(limits: Limits, entered: Option<i64>) -> Vec<i64> {
    let mut offered: Vec<i64> =
        entered.into_iter().chain([limits.min]).chain(ROUND_QUANTITIES).collect();
    offered.retain(|quantity| limits.contain(*quantity));
    let mut seen = Vec::new();
    offered.retain(|quantity| {
        !seen.contains(quantity) && {
            seen.push(*quantity);
            true
        }
    });
    offered.truncate(6);
    offered.sort_unstable();
    offered
}

/// A quantity was typed.
pub(super) fn receive(turn: &Turn, offer: &Offer, draft: Draft, text: &str) -> Answer {
    let text = within_limits(text);
    match parse_quantity(&text) {
        Ok(quantity) => {
            let typed = text.trim();
            let is_plain = typed == quantity.to_string() || typed == turn.words().number(quantity);
            let typed = (!is_plain).then(|| shorten(typed, 20));
            take(turn, offer, draft, (quantity, typed))
        }
        Err(error) => {
            let problem = refusal::of_quantity(&turn.words(), Some(&error), offer.limits());
            Answer::Again(draft, Some(problem))
        }
    }
}

/// Takes a quantity, with what was typed where that looks different.
pub(super) fn take(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    (quantity, typed_quantity): (i64, Option<String>),
) -> Answer {
    let limits = offer.limits();
    if !limits.contain(quantity) {
        let problem = refusal::of_quantity(&turn.words(), None, limits);
        return Answer::Again(draft, Some(problem));
    }
    Answer::Taken(Draft { quantity: Some(quantity), typed_quantity, ..draft })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offered_quantities_are_within_the_limits_and_few() {
        assert_eq!(offered_quantities(Limits { min: 50, max: 1_500 }, None), [50, 100, 500, 1_000]);
        assert_eq!(offered_quantities(Limits { min: 10, max: 90 }, None), [10]);
        let many = offered_quantities(Limits { min: 10, max: 1_000_000 }, Some(777));
        assert_eq!(many, [10, 100, 500, 777, 1_000, 2_000]);
    }
}
