//! The Back button of an order's steps: to the question before, and from the card to the list that
//! it was opened from. What was entered is kept for the same service.

use std::sync::Arc;

use super::{browse, checkout, favourites, search};
use crate::bot::dispatch::state::{Draft, OpenedFrom};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::domain::fields::Field;

/// Back from a question.
pub async fn from_question(turn: Arc<Turn>, asked: (Field, Draft)) -> Outcome {
    match checkout::back(&turn, asked).await? {
        Some(draft) => from_card(turn, draft).await,
        None => Ok(()),
    }
}

/// Back from a card.
pub async fn from_card(turn: Arc<Turn>, draft: Draft) -> Outcome {
    let page = draft.page;
    match draft.opened_from.clone() {
        OpenedFrom::Category => browse::services(turn, (draft.category, page)).await,
        OpenedFrom::Favourites => favourites::list(turn, page).await,
        OpenedFrom::Found { text } => search::page(turn, (text, Some(draft)), page).await,
    }
}
