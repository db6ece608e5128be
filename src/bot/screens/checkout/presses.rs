//! The buttons of the questions: each press is handed to the kind of its field, and the walk goes
//! on.

use std::sync::Arc;

use super::answer::Answer;
use super::{choice, domain, follow, link, list, offer_of, quantity, recharge, short};
use crate::bot::dispatch::state::Draft;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::domain::fields::{Field, Kind};
use crate::domain::ids::{ConsentId, OrderId};

/// One of the links of earlier orders.
pub async fn pick_link(turn: Arc<Turn>, draft: Draft, order: OrderId) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let answer = link::pick(&turn, &offer, draft, order).await?;
    follow(&turn, &offer, Field::Link, answer).await
}

/// The link is to be taken although it seems to be of the wrong kind.
pub async fn insist_on_link(turn: Arc<Turn>, draft: Draft) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let answer = link::insist(&offer, draft);
    follow(&turn, &offer, Field::Link, answer).await
}

/// One of the offered quantities.
pub async fn pick_quantity(turn: Arc<Turn>, draft: Draft, number: i64) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let answer = quantity::take(&turn, &offer, draft, (number, None));
    follow(&turn, &offer, Field::Quantity, answer).await
}

/// A choice.
pub async fn pick_choice(turn: Arc<Turn>, (field, draft): (Field, Draft), place: i64) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let answer = match field.kind() {
        Kind::Operator => recharge::pick_operator(&turn, &offer, draft, place),
        _ => short::take(&turn, &offer, (field, draft), choice::at(field, place)),
    };
    follow(&turn, &offer, field, answer).await
}

/// One of the offered numbers.
pub async fn pick_number(turn: Arc<Turn>, (field, draft): (Field, Draft), number: i64) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let answer = match field.kind() {
        Kind::Amount => recharge::take_amount(&turn, &offer, draft, Some(number)),
        _ => short::take(&turn, &offer, (field, draft), &number.to_string()),
    };
    follow(&turn, &offer, field, answer).await
}

/// A domain: on with one that is proved, else what is missing of it.
pub async fn pick_domain(
    turn: Arc<Turn>,
    (field, draft): (Field, Draft),
    consent: ConsentId,
) -> Outcome {
    if field != Field::MailDomain {
        turn.answer_old_button();
        return Ok(());
    }
    let offer = offer_of(&turn, draft.service).await?;
    let answer = domain::pick(&turn, &offer, draft, consent).await?;
    follow(&turn, &offer, field, answer).await
}

/// A list is complete.
pub async fn list_done(turn: Arc<Turn>, (field, draft): (Field, Draft)) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let answer = list::done(&turn, &offer, (field, draft)).await?;
    follow(&turn, &offer, field, answer).await
}

/// A list is begun anew.
pub async fn clear_list(turn: Arc<Turn>, (field, draft): (Field, Draft)) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let answer = list::clear(&turn, (field, draft)).await?;
    follow(&turn, &offer, field, answer).await
}

/// What was entered before is kept.
pub async fn keep(turn: Arc<Turn>, (field, draft): (Field, Draft)) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let answer = Answer::Taken(Draft { doubted_link: None, ..draft });
    follow(&turn, &offer, field, answer).await
}
