//! What all questions of an order look like: what they stand below, and the way back at their end.

use crate::bot::renderer::field_key;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::fields::Field;

/// What a question stands below, the rows of buttons that stand above the way back, and what was
/// wrong with the last answer.
pub struct Asked {
    /// HTML.
    pub above: String,
    /// As they stand.
    pub rows: Vec<Vec<Button>>,
    /// HTML.
    pub problem: Option<String>,
}

impl Asked {
    /// The view with the rows and the way back at its end.
    pub(super) fn close(rows: Vec<Vec<Button>>, view: View, words: &Words) -> View {
        rows.into_iter().fold(view, View::row).row(step_buttons(words))
    }
}

/// The way back, and the way out.
pub fn step_buttons(words: &Words) -> [Button; 2] {
    [
        Button::action(words.word("key-back"), Action::Back),
        Button::action(words.word("key-cancel"), Action::Cancel),
    ]
}

/// The question for a field of the type, and what was wrong with the last answer.
pub(super) fn question(words: &Words, asked: &Asked, field: Field) -> String {
    question_with(words, asked, (field, Args::new()))
}

/// The same, where the question has something to fill in.
pub(super) fn question_with(words: &Words, asked: &Asked, (field, args): (Field, Args)) -> String {
    let question = words.html(&field_key(field, "ask"), args);
    let mut text = format!("{}\n\n{question}", asked.above);
    text.extend(asked.problem.as_ref().map(|problem| format!("\n\n{problem}")));
    text
}
