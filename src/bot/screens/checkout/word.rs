//! The question for one text: a name, a hashtag, a link beside the order's own, a country.

use super::asked::{Asked, question};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::Args;
use crate::domain::fields::Field;

/// What fits of a text on a button.
const ON_KEY_CHARS: usize = 24;

/// Asks for the text.
pub(super) async fn ask(turn: &Turn, draft: Draft, (field, asked): (Field, Asked)) -> Outcome {
    let words = turn.words();
    let mut view = View::new(question(&words, &asked, field));
    if let Some(entered) = draft.entries.values.get(&field) {
        let kept = shorten(entered.trim_start_matches("https://"), ON_KEY_CHARS);
        let label = words.plain("key-keep", Args::new().text("entered", kept));
        view = view.row([Button::action(label, Action::Keep)]);
    }
    turn.go(State::Word { field, draft });
    turn.show(Asked::close(asked.rows, view, &words)).await
}
