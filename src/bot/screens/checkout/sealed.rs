//! The question that a provider asks the buyer of a product, in its own words as an owner approved
//! them. Must never show an answer again, nor leave it in the dialogue.

use secrecy::{ExposeSecret, SecretString};

use super::answer::{Answer, Answered};
use super::asked::{Asked, question_with};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, escape_html};
use crate::domain::fields::Field;
use crate::flows::FlowError;
use crate::flows::orders::answers;
use crate::store::buyer_answers;
use crate::store::catalog::Offer;

/// Asks for the text.
pub(super) async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    (field, asked): (Field, Asked),
) -> Outcome {
    let words = turn.words();
    let args = Args::new().text("asks", asks(offer));
    let mut view = View::new(question_with(&words, &asked, (field, args)));
    if draft.has(field) {
        view = view.row([Button::action(words.word("key-keep-sealed"), Action::Keep)]);
    }
    turn.go(State::Word { field, draft });
    turn.show(Asked::close(asked.rows, view, &words)).await
}

/// Takes the answer, or says what is wrong with it.
pub(super) async fn receive(
    turn: &Turn,
    offer: &Offer,
    (field, draft): (Field, Draft),
    text: SecretString,
) -> Answered {
    let answer = match field.read(text.expose_secret(), None) {
        Ok(answer) => SecretString::from(answer),
        Err(error) => {
            let problem = escape_html(&refusal::of_field(&turn.words(), field, &error));
            return Ok(Answer::Again(draft, Some(problem)));
        }
    };
    let answer_id = {
        let mut tx = turn.write_tx().await;
        let said = (asks(offer), &answer);
        answers::keep(&mut turn.ctx(&mut tx), turn.person.person_id, said).await?
    };
    let mut draft = draft;
    draft.entries.sealed.insert(field, answer_id);
    Ok(Answer::Taken(draft))
}

/// The draft without answers to what is not asked any more.
pub(super) async fn without_old_answers(
    turn: &Turn,
    offer: &Offer,
    mut draft: Draft,
) -> Result<Draft, FlowError> {
    let Some(answer_id) = draft.entries.sealed.get(&Field::Asked).copied() else {
        return Ok(draft);
    };
    let own = (answer_id, turn.person.person_id);
    if !buyer_answers::is_to(&mut *turn.read_tx().await, own, asks(offer)).await? {
        draft.entries.sealed.remove(&Field::Asked);
    }
    Ok(draft)
}

fn asks(offer: &Offer) -> &str {
    offer.goods.as_ref().map_or("", |goods| goods.asks.as_str())
}
