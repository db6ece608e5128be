//! The question for a number: that of a poll's answer, of parts, of posts, of minutes or days.

use super::asked::{Asked, question_with};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::value_text;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Args;
use crate::domain::fields::{Field, NumberRule, Unit};
use crate::domain::limits::Limits;
use crate::store::catalog::Offer;

/// Asks for the number, of which these may be taken.
pub(super) async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    (field, rule, asked): (Field, NumberRule, Asked),
    limits: Limits,
) -> Outcome {
    let words = turn.words();
    let args = Args::new()
        .text("quantity", words.number(draft.quantity.unwrap_or(1)))
        .text("max", words.number(offer.limits().max));
    let none = (limits.min > limits.max).then(|| words.html("parts-too-large", args.clone()));
    let asked = Asked { problem: none.or(asked.problem), ..asked };
    let mut view = View::new(question_with(&words, &asked, (field, args)));
    let numbers: Vec<i64> =
        rule.offered.iter().copied().filter(|number| limits.contain(*number)).collect();
    for row in numbers.chunks(if rule.unit == Unit::Pieces { 5 } else { 3 }) {
        let key = |number: i64| {
            let label = value_text(&words, field, &number.to_string());
            Button::action(label, Action::Number { number })
        };
        view = view.row(row.iter().copied().map(key));
    }
    turn.go(State::Number { field, draft });
    turn.show(Asked::close(asked.rows, view, &words)).await
}
