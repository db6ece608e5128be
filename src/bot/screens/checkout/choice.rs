//! The question for one of a few values, each a button.

use super::asked::{Asked, question};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::value_text;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Words;
use crate::domain::fields::{Choice, Field, Kind};

/// Asks for a choice.
pub(super) async fn ask(
    turn: &Turn,
    draft: Draft,
    (field, choices, asked): (Field, &[Choice], Asked),
) -> Outcome {
    let words = turn.words();
    let mut view = View::new(question(&words, &asked, field));
    for (place, choice) in (0..).zip(choices) {
        let label = value_text(&words, field, choice.name);
        view = view.row([Button::action(label, Action::Choice { place })]);
    }
    turn.go(State::Choice { field, draft });
    turn.show(Asked::close(asked.rows, view, &words)).await
}

/// The name of the choice whose label was typed; else what was typed.
pub(super) fn meant(words: &Words, field: Field, choices: &[Choice], text: &str) -> String {
    let typed = text.trim().to_lowercase();
    let is_meant = |choice: &&Choice| value_text(words, field, choice.name).to_lowercase() == typed;
    choices.iter().find(is_meant).map_or(typed.clone(), |choice| choice.name.to_owned())
}

/// The name of the choice at a place; empty for none.
pub(super) fn at(field: Field, place: i64) -> &'static str {
    let Kind::Choice(choices) = field.kind() else { return "" };
    let chosen = usize::try_from(place).ok().and_then(|place| choices.get(place));
    chosen.map_or("", |choice| choice.name)
}
