//! From a service to a placed order: link, what the type of the service asks for besides, confirm.
//! Owns the order of the steps. Wrong input is named and asked again, and nothing typed before is
//! lost.

mod answer;
mod changes;
mod comments;
mod confirm;
mod link;
mod quantity;
mod resume;
mod top_up;

use std::sync::Arc;

use crate::bot::callback::Tap;
use crate::bot::handlers::browse;
use crate::bot::i18n::{Words, escape_html};
use crate::bot::schema::Outcome;
use crate::bot::state::{Draft, State};
use crate::bot::turn::Turn;
use crate::bot::view::Key;
use crate::flows::quote::check_offer;
use crate::flows::{FlowError, UserError, refusals};
use crate::store::catalog::{self, Offer};

pub use answer::{pick as pick_answer, receive as receive_answer};
pub use comments::{clear as clear_comments, done as comments_done, receive as receive_comments};
pub use confirm::{confirm, recheck, retype};
pub use link::{insist as insist_on_link, keep as keep_link, receive as receive_link};
pub use quantity::{pick as pick_quantity, receive as receive_quantity};
pub use resume::{key as resume_key, remind, resume};
pub use top_up::top_up;

/// Longer texts are no link and no number; what is read of them is cut here.
const INPUT_MAX_CHARS: usize = 2_000;

/// The Order button of a card.
pub async fn begin(turn: Arc<Turn>, (service, page): (i64, i64)) -> Outcome {
    let offer = match refused(&turn, service).await? {
        Ok(offer) => offer,
        // The card says why, and what to do.
        Err(_) => return browse::card(turn, (service, page)).await,
    };
    let draft = match turn.state() {
        State::Card { draft } if draft.service == service => draft,
        _ => Draft {
            service,
            category: offer.category_id,
            page,
            terms: Some(offer.terms().to_text()),
            ..Draft::default()
        },
    };
    link::ask(&turn, &offer, draft, None).await
}

/// The service, or why this person may not order it now.
async fn refused(turn: &Turn, service: i64) -> Result<Result<Offer, UserError>, FlowError> {
    let mut tx = turn.look().await;
    let offer = catalog::find_offer(&mut tx, service).await?;
    match refusals::check(&mut tx, &turn.shop, &turn.person, offer, turn.now_ms).await {
        Ok(offer) => Ok(Ok(offer)),
        Err(FlowError::User(error)) => Ok(Err(error)),
        Err(error) => Err(error),
    }
}

/// Asks for the first thing that is still missing, in the order of the steps.
async fn go_on(turn: &Turn, offer: &Offer, draft: Draft) -> Outcome {
    if draft.link.is_none() {
        return link::ask(turn, offer, draft, None).await;
    }
    if offer.kind.takes_comments() {
        return comments::ask(turn, offer, draft, None).await;
    }
    if offer.kind.takes_answer() && draft.answer.is_none() {
        return answer::ask(turn, offer, draft, None).await;
    }
    if offer.kind.takes_quantity() {
        return quantity::ask(turn, offer, draft, None).await;
    }
    confirm::quote(turn, offer, draft).await
}

async fn offer_of(turn: &Turn, service: i64) -> Result<Offer, FlowError> {
    let offer = catalog::find_offer(&mut *turn.look().await, service).await?;
    let offer = offer.ok_or(UserError::ServiceGone)?;
    check_offer(&offer)?;
    Ok(offer)
}

fn step_keys(words: &Words) -> [Key; 2] {
    [Key::tap(words.word("key-back"), Tap::Back), Key::tap(words.word("key-cancel"), Tap::Cancel)]
}

/// What stands above the question of every step after the link.
fn heading(offer: &Offer, draft: &Draft) -> String {
    let link = draft.link.as_deref().unwrap_or_default();
    format!("<b>{}</b>\n🔗 {}", escape_html(&offer.name), escape_html(link))
}

/// What is read of a typed text.
fn within_limits(text: &str) -> String {
    text.chars().take(INPUT_MAX_CHARS).collect()
}

/// Back from the link to the card.
pub async fn back_to_card(turn: Arc<Turn>, draft: Draft) -> Outcome {
    browse::card(turn, (draft.service, draft.page)).await
}

/// Back to the link, from the step that follows it.
pub async fn back_to_link(turn: Arc<Turn>, draft: Draft) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    link::ask(&turn, &offer, draft, None).await
}

/// Back from the quantity.
pub async fn back_from_quantity(turn: Arc<Turn>, draft: Draft) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    if offer.kind.takes_answer() {
        return answer::ask(&turn, &offer, draft, None).await;
    }
    link::ask(&turn, &offer, draft, None).await
}

/// Back from the price to the last question.
pub async fn back_from_confirm(turn: Arc<Turn>, (draft, _): (Draft, String)) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    if offer.kind.takes_comments() {
        return comments::ask(&turn, &offer, draft, None).await;
    }
    if offer.kind.takes_quantity() {
        return quantity::ask(&turn, &offer, draft, None).await;
    }
    link::ask(&turn, &offer, draft, None).await
}
