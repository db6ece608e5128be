//! The question for one text: a name, a hashtag, a link beside the order's own, a country.

use super::{heading, question, step_buttons};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::Args;
use crate::domain::fields::Field;
use crate::store::catalog::Offer;

/// What fits of a text on a button.
const ON_KEY_CHARS: usize = 24;

/// Asks for the text; `problem` says what was wrong with the last one.
pub(super) async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    (field, problem): (Field, Option<String>),
) -> Outcome {
    let words = turn.words();
    let mut view = View::new(question(&words, &heading(offer, &draft), (field, problem)));
    if let Some(entered) = draft.entries.values.get(&field) {
        let kept = shorten(entered.trim_start_matches("https://"), ON_KEY_CHARS);
        let label = words.plain("key-keep", Args::new().text("entered", kept));
        view = view.row([Button::action(label, Action::Keep)]);
    }
    turn.go(State::Word { field, draft });
    turn.show(view.row(step_buttons(&words))).await
}
