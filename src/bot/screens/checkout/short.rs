//! Answers of one line: a number, a word, a choice. Each is read by the rule of its field.

use super::answer::{Answer, INPUT_MAX_CHARS};
use super::walk::{is_within_limits, limits_of, platform};
use crate::bot::dispatch::state::Draft;
use crate::bot::dispatch::turn::Turn;
use crate::bot::ui::refusal;
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::fields::{Field, FieldError};
use crate::domain::limits::Limits;
use crate::store::catalog::Offer;

/// Takes it, or says what is wrong with it.
pub(super) fn take(
    turn: &Turn,
    offer: &Offer,
    (field, draft): (Field, Draft),
    text: &str,
) -> Answer {
    let read = match text.chars().nth(INPUT_MAX_CHARS) {
        Some(_) => Err(FieldError::Unfit),
        None => field.read(text, platform(offer)),
    };
    let value = match read {
        Ok(value) => value,
        Err(error) => {
            let problem = escape_html(&refusal::of_field(&turn.words(), field, &error));
            return Answer::Again(draft, Some(problem));
        }
    };
    let mut draft = draft;
    draft.entries.values.insert(field, value);
    if is_within_limits(offer, &draft, field) {
        return Answer::Taken(draft);
    }
    draft.entries.values.remove(&field);
    let limits = limits_of(offer, &draft, field);
    let problem = limits.map(|limits| parts_outside(&turn.words(), limits));
    Answer::Again(draft, problem)
}

/// All parts together are more than the service takes.
fn parts_outside(words: &Words, Limits { min, max }: Limits) -> String {
    let args = Args::new().text("min", words.number(min)).text("max", words.number(max));
    words.html("parts-outside", args)
}
