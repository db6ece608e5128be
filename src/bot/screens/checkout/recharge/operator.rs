//! The question for the operator: one of those that the provider sells. A number only suggests one,
//! for it may have been taken along to another.

use super::below_masked;
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::checkout::answer::Answer;
use crate::bot::screens::checkout::asked::{Asked, question};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Args;
use crate::domain::fields::Field;
use crate::domain::recharge::{Operator, guess_operator};
use crate::flows::UserError;
use crate::store::catalog::Offer;

/// The longest name of which two stand in a row.
const PAIR_CHARS: usize = 14;

/// Those that are sold; the one that the number suggests comes first.
fn sold(turn: &Turn, offer: &Offer, draft: &Draft) -> (Vec<Operator>, Option<Operator>) {
    let menu = turn.shop.recharges.get(&offer.provider);
    let sold = offer.kind.recharges().zip(menu).map(|(category, menu)| menu.of(category));
    let mut sold = sold.unwrap_or_default().to_vec();
    let guessed = draft.entries.values.get(&Field::Phone).and_then(|masked| guess_operator(masked));
    let place = guessed.and_then(|code| sold.iter().position(|it| it.code() == code));
    let guessed = place.map(|place| sold.remove(place));
    if let Some(first) = &guessed {
        sold.insert(0, first.clone());
    }
    (sold, guessed)
}

/// Asks for it.
pub async fn ask(turn: &Turn, offer: &Offer, draft: Draft, asked: Asked) -> Outcome {
    let words = turn.words();
    let (sold, guessed) = sold(turn, offer, &draft);
    if sold.is_empty() {
        return Err(UserError::ServicePaused.into());
    }
    let hint = guessed.map(|operator| {
        words.html("recharge-operator-guess", Args::new().text("operator", operator.label()))
    });
    let problem = asked.problem.clone().or(hint);
    let asked = below_masked(Asked { problem, ..asked }, &draft, Field::Operator);
    let mut view = View::new(question(&words, &asked, Field::Operator));
    let keys: Vec<Button> = (0..)
        .zip(&sold)
        .map(|(place, operator)| Button::action(operator.label(), Action::Choice { place }))
        .collect();
    let is_short = |operator: &Operator| operator.label().chars().count() <= PAIR_CHARS;
    let in_row = if sold.iter().all(is_short) { 2 } else { 1 };
    for row in keys.chunks(in_row) {
        view = view.row(row.iter().cloned());
    }
    turn.go(State::Choice { field: Field::Operator, draft });
    turn.show(Asked::close(asked.rows, view, &words)).await
}

/// One was pressed.
pub fn pick(turn: &Turn, offer: &Offer, draft: Draft, place: i64) -> Answer {
    let (sold, _) = sold(turn, offer, &draft);
    let chosen = usize::try_from(place).ok().and_then(|place| sold.get(place)).cloned();
    take(turn, draft, chosen)
}

/// Its name was typed.
pub fn receive(turn: &Turn, offer: &Offer, draft: Draft, text: &str) -> Answer {
    let typed = text.trim().to_lowercase();
    let (sold, _) = sold(turn, offer, &draft);
    let is_meant = |it: &Operator| {
        it.label().to_lowercase() == typed || it.code().eq_ignore_ascii_case(&typed)
    };
    let chosen = sold.into_iter().find(is_meant);
    take(turn, draft, chosen)
}

fn take(turn: &Turn, draft: Draft, chosen: Option<Operator>) -> Answer {
    let Some(operator) = chosen else {
        let problem = turn.words().word("choice-bad");
        return Answer::Again(draft, Some(problem));
    };
    let mut draft = draft;
    draft.entries.values.insert(Field::Operator, operator.to_text());
    Answer::Taken(draft)
}
