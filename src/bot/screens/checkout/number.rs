//! The question for a number: that of a poll's answer, of parts, of posts, of minutes or days.

use std::sync::Arc;

use super::{heading, limits_of, question_with, step_buttons, take};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::value_text;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Args;
use crate::domain::fields::{Field, NumberRule, Unit};
use crate::store::catalog::Offer;

/// Asks for the number; `problem` says what was wrong with the last one.
pub(super) async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    (field, rule, problem): (Field, NumberRule, Option<String>),
) -> Outcome {
    let words = turn.words();
    let limits = limits_of(offer, &draft, field).unwrap_or(rule.limits);
    let args = Args::new()
        .text("quantity", words.number(draft.quantity.unwrap_or(1)))
        .text("max", words.number(offer.limits().max));
    let none = (limits.min > limits.max).then(|| words.html("parts-too-large", args.clone()));
    let problem = none.or(problem);
    let heading = heading(offer, &draft);
    let mut view = View::new(question_with(&words, &heading, (field, problem), args));
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
    turn.show(view.row(step_buttons(&words))).await
}

/// One of the offered numbers was pressed.
pub async fn pick(turn: Arc<Turn>, (field, draft): (Field, Draft), number: i64) -> Outcome {
    take(&turn, draft, field, &number.to_string()).await
}
