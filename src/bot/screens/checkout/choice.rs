//! The question for one of a few values, each a button.

use std::sync::Arc;

use super::{heading, question, step_buttons, take};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::value_text;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Words;
use crate::domain::fields::{Choice, Field, Kind};
use crate::store::catalog::Offer;

/// Asks for a choice; `problem` says what was wrong with the last answer.
pub(super) async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    (field, choices, problem): (Field, &[Choice], Option<String>),
) -> Outcome {
    let words = turn.words();
    let mut view = View::new(question(&words, &heading(offer, &draft), (field, problem)));
    for (place, choice) in (0..).zip(choices) {
        let label = value_text(&words, field, choice.name);
        view = view.row([Button::action(label, Action::Choice { place })]);
    }
    turn.go(State::Choice { field, draft });
    turn.show(view.row(step_buttons(&words))).await
}

/// The name of the choice whose label was typed; else what was typed.
pub(super) fn meant(words: &Words, field: Field, choices: &[Choice], text: &str) -> String {
    let typed = text.trim().to_lowercase();
    let is_meant = |choice: &&Choice| value_text(words, field, choice.name).to_lowercase() == typed;
    choices.iter().find(is_meant).map_or(typed.clone(), |choice| choice.name.to_owned())
}

/// A choice was pressed.
pub async fn pick(turn: Arc<Turn>, (field, draft): (Field, Draft), place: i64) -> Outcome {
    let Kind::Choice(choices) = field.kind() else { return Ok(()) };
    let chosen = usize::try_from(place).ok().and_then(|place| choices.get(place));
    take(&turn, draft, field, chosen.map_or("", |choice| choice.name)).await
}
