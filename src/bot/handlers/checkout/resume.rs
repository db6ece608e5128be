//! The way back to an order that was begun, for people who looked at something else meanwhile. The
//! step is shown again as it was; nothing is entered or decided here.

use std::sync::Arc;

use super::{answer, back_to_card, back_to_link, comments, confirm, link, offer_of, quantity};
use crate::bot::callback::Tap;
use crate::bot::handlers::{browse, start};
use crate::bot::i18n::Words;
use crate::bot::schema::Outcome;
use crate::bot::state::State;
use crate::bot::turn::Turn;
use crate::bot::view::Key;

/// The button that leads back, for somebody in the midst of an order.
#[must_use]
pub fn key(turn: &Turn, words: &Words) -> Option<Key> {
    turn.state().into_step().map(|_| Key::tap(words.word("key-resume"), Tap::Resume))
}

/// Shows the step again.
pub async fn resume(turn: Arc<Turn>, state: State) -> Outcome {
    match state.without_question() {
        State::Idle
        | State::ProviderId { .. }
        | State::Decline { .. }
        | State::Support { .. }
        | State::Ticket { .. } => start::menu(turn).await,
        State::Category { page, .. } => browse::categories(turn, page).await,
        State::Service { category, page, .. } => browse::services(turn, (category, page)).await,
        State::Card { draft } => back_to_card(turn, draft).await,
        State::Link { draft } => back_to_link(turn, draft).await,
        State::Quantity { draft } => {
            let offer = offer_of(&turn, draft.service).await?;
            quantity::ask(&turn, &offer, draft, None).await
        }
        State::Answer { draft } => {
            let offer = offer_of(&turn, draft.service).await?;
            answer::ask(&turn, &offer, draft, None).await
        }
        State::Comments { draft } => {
            let offer = offer_of(&turn, draft.service).await?;
            comments::ask(&turn, &offer, draft, None).await
        }
        State::Confirm { draft, checkout } => confirm::recheck(turn, (draft, checkout)).await,
    }
}

/// Asks the step again, with all of its buttons, for somebody who sent what cannot be used.
pub async fn remind(turn: Arc<Turn>, step: State, word: String) -> Outcome {
    match step {
        State::Link { draft } => {
            let offer = offer_of(&turn, draft.service).await?;
            link::ask(&turn, &offer, draft, Some(word)).await
        }
        State::Quantity { draft } => {
            let offer = offer_of(&turn, draft.service).await?;
            quantity::ask(&turn, &offer, draft, Some(word)).await
        }
        State::Answer { draft } => {
            let offer = offer_of(&turn, draft.service).await?;
            answer::ask(&turn, &offer, draft, Some(word)).await
        }
        State::Comments { draft } => {
            let offer = offer_of(&turn, draft.service).await?;
            comments::ask(&turn, &offer, draft, Some(word)).await
        }
        State::Confirm { draft, checkout } => confirm::remind(turn, (draft, checkout)).await,
        other => resume(turn, other).await,
    }
}
