//! The question which answer of a poll the votes are for.

use std::sync::Arc;

use super::{go_on, heading, offer_of, step_keys, within_limits};
use crate::bot::callback::Tap;
use crate::bot::i18n::Args;
use crate::bot::schema::Outcome;
use crate::bot::state::{Draft, State};
use crate::bot::turn::Turn;
use crate::bot::view::{Key, View};
use crate::domain::inputs::ANSWER_MAX;
use crate::domain::number::parse_quantity;
use crate::store::catalog::Offer;

/// Answers offered as buttons; polls rarely have more.
const OFFERED: i64 = 10;

/// Asks for the number of the answer; `trouble` says what was wrong with the last one.
pub(super) async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    trouble: Option<String>,
) -> Outcome {
    let words = turn.words();
    let question = trouble.unwrap_or_else(|| words.html("checkout-answer", Args::new()));
    let mut view = View::new(format!("{}\n\n{question}", heading(offer, &draft)));
    let numbers: Vec<i64> = (1..=OFFERED).collect();
    for row in numbers.chunks(5) {
        let key = |answer: i64| Key::tap(words.number(answer), Tap::Answer { answer });
        view = view.row(row.iter().copied().map(key));
    }
    turn.go(State::Answer { draft });
    turn.show(view.row(step_keys(&words))).await
}

/// A number was typed.
pub async fn receive(turn: Arc<Turn>, draft: Draft, text: String) -> Outcome {
    let typed = within_limits(&text);
    take(&turn, draft, parse_quantity(&typed).ok()).await
}

/// One of the offered numbers was pressed.
pub async fn pick(turn: Arc<Turn>, draft: Draft, answer: i64) -> Outcome {
    take(&turn, draft, Some(answer)).await
}

async fn take(turn: &Turn, draft: Draft, answer: Option<i64>) -> Outcome {
    let offer = offer_of(turn, draft.service).await?;
    match answer.filter(|answer| (1..=ANSWER_MAX).contains(answer)) {
        Some(answer) => go_on(turn, &offer, Draft { answer: Some(answer), ..draft }).await,
        None => {
            let words = turn.words();
            let args = Args::new().text("max", words.number(ANSWER_MAX));
            let trouble = words.html("answer-outside", args);
            ask(turn, &offer, draft, Some(trouble)).await
        }
    }
}
