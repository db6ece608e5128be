//! The question for the number, login or address that is topped up. What is typed is sealed at
//! once, and must never stay in the dialogue.

use secrecy::SecretString;

use super::below_masked;
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::checkout::answer::{Answer, Answered, INPUT_MAX_CHARS};
use crate::bot::screens::checkout::asked::{Asked, question};
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, escape_html};
use crate::domain::fields::{Field, FieldError};
use crate::domain::recharge::Destination;
use crate::flows::orders::answers;

/// Asks for it.
pub async fn ask(turn: &Turn, draft: Draft, (field, asked): (Field, Asked)) -> Outcome {
    let words = turn.words();
    let asked = below_masked(asked, &draft, field);
    let mut view = View::new(question(&words, &asked, field));
    if let Some(masked) = draft.entries.values.get(&field).filter(|_| draft.has(field)) {
        let label = words.plain("key-keep", Args::new().text("entered", masked));
        view = view.row([Button::action(label, Action::Keep)]);
    }
    turn.go(State::Word { field, draft });
    turn.show(Asked::close(asked.rows, view, &words)).await
}

/// Takes what was typed, or says what is wrong with it.
pub async fn receive(
    turn: &Turn,
    (field, destination): (Field, Destination),
    (draft, text): (Draft, &str),
) -> Answered {
    let read = match text.chars().nth(INPUT_MAX_CHARS) {
        Some(_) => Err(FieldError::Unfit),
        None => field.read(text, None),
    };
    let read = match read {
        Ok(read) => read,
        Err(error) => {
            let problem = escape_html(&refusal::of_field(&turn.words(), field, &error));
            return Ok(Answer::Again(draft, Some(problem)));
        }
    };
    let masked = destination.mask(&read);
    let kept = SecretString::from(read);
    let answer_id = {
        let mut tx = turn.write_tx().await;
        answers::keep(&mut turn.ctx(&mut tx), turn.person.person_id, ("", &kept)).await?
    };
    let mut draft = draft;
    draft.entries.sealed.insert(field, answer_id);
    draft.entries.values.insert(field, masked);
    if destination == Destination::Phone {
        // Another number may be another operator's.
        draft.entries.values.remove(&Field::Operator);
    }
    Ok(Answer::Taken(draft))
}
