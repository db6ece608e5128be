//! What becomes of an answer to a question of an order. The kinds of fields say it, and the walk
//! goes on from it: no kind asks the next question, or its own again, by itself.

use crate::bot::dispatch::state::Draft;
use crate::flows::FlowError;

/// Longer texts are no link and no number; what is read of them is cut here.
pub(super) const INPUT_MAX_CHARS: usize = 2_000;

/// What became of an answer.
pub(super) enum Answer {
    /// It stands in the draft: on to what is missing.
    Taken(Draft),
    /// The question is asked once more, with what was wrong (HTML) where something was.
    Again(Draft, Option<String>),
    /// A screen that belongs to the answer is shown already.
    Shown,
}

/// An answer, or why the press or the text came to nothing.
pub(super) type Answered = Result<Answer, FlowError>;

/// What is read of a typed text.
pub(super) fn within_limits(text: &str) -> String {
    text.chars().take(INPUT_MAX_CHARS).collect()
}
