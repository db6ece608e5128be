//! The question for a number from 1, such as that of a poll's answer.

use std::sync::Arc;

use super::{heading, question, step_buttons, take};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::domain::fields::Field;
use crate::store::catalog::Offer;

/// Numbers offered as buttons; polls rarely have more answers.
const OFFERED: i64 = 10;

/// Asks for the number; `problem` says what was wrong with the last one.
pub(super) async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    (field, max, problem): (Field, i64, Option<String>),
) -> Outcome {
    let words = turn.words();
    let mut view = View::new(question(&words, &heading(offer, &draft), (field, problem)));
    let numbers: Vec<i64> = (1..=OFFERED.min(max)).collect();
    for row in numbers.chunks(5) {
        let key = |number: i64| Button::action(words.number(number), Action::Number { number });
        view = view.row(row.iter().copied().map(key));
    }
    turn.go(State::Number { field, draft });
    turn.show(view.row(step_buttons(&words))).await
}

/// One of the offered numbers was pressed.
pub async fn pick(turn: Arc<Turn>, (field, draft): (Field, Draft), number: i64) -> Outcome {
    take(&turn, draft, field, &number.to_string()).await
}
