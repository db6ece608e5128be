//! The way back to an order that was begun, for people who looked at something else meanwhile. The
//! step is shown again as it was; nothing is entered or decided here.

use std::sync::Arc;

use super::{ask, confirm, offer_of};
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::{browse, card, mass_order, start};

/// Shows the step again.
pub async fn resume(turn: Arc<Turn>, state: State) -> Outcome {
    match state.without_question() {
        State::Category { page, .. } => browse::categories(turn, page).await,
        State::Service { category, page, .. } => browse::services(turn, (category, page)).await,
        State::Card { draft } => card::show(&turn, draft, None).await,
        State::MassOrder { batch, .. } => mass_order::again(&turn, &batch, None).await,
        State::Confirm { draft, checkout } => confirm::recheck(turn, (draft, checkout)).await,
        other => match other.into_asked() {
            Some((field, draft)) => {
                let offer = offer_of(&turn, draft.service).await?;
                ask(&turn, &offer, draft, (field, None)).await
            }
            None => start::menu(turn).await,
        },
    }
}

/// Asks the step again, with all of its buttons, for somebody who sent what cannot be used.
pub async fn remind(turn: Arc<Turn>, step: State, word: String) -> Outcome {
    if let State::Confirm { draft, checkout } = step {
        return confirm::remind(turn, (draft, checkout)).await;
    }
    match step.clone().into_asked() {
        Some((field, draft)) => {
            let offer = offer_of(&turn, draft.service).await?;
            ask(&turn, &offer, draft, (field, Some(word))).await
        }
        None => resume(turn, step).await,
    }
}
