//! From a service to a placed order: what the fields of its type ask for, then confirm. Owns the
//! walk over the fields; each kind of field has a file of its own. Wrong input is named and asked
//! again, and nothing typed before is lost.

mod again;
mod answer;
mod asked;
mod changes;
mod choice;
mod confirm;
mod coupon;
mod domain;
mod link;
mod list;
mod number;
mod presses;
mod quantity;
mod recharge;
mod resume;
mod sealed;
mod short;
mod walk;
mod word;

use std::sync::Arc;

use answer::{Answer, Answered, within_limits};
use walk::{fields_of, limits_of, next, question_before};

use crate::bot::dispatch::state::Draft;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::card;
use crate::bot::ui::words::escape_html;
use crate::domain::fields::{Field, Kind};
use crate::domain::ids::{CheckoutId, ServiceId};
use crate::flows::orders::quote::check_offer;
use crate::flows::recharges::trials;
use crate::flows::{FlowError, UserError};
use crate::store::catalog::{self, Offer};

pub use again::again;
pub use asked::{Asked, step_buttons};
pub use confirm::{confirm, confirm_again, recheck, retype};
pub use coupon::{
    ask as ask_coupon, back as back_from_coupon, receive as receive_coupon, remove as remove_coupon,
};
pub use domain::check as check_domain;
pub use presses::{
    clear_list, insist_on_link, keep, list_done, pick_choice, pick_domain, pick_link, pick_number,
    pick_quantity,
};
pub use resume::{remind, resume};

/// The Order button, which cards had before.
pub async fn order(turn: Arc<Turn>, (service, page): (ServiceId, i64)) -> Outcome {
    card::open(turn, (service, page)).await
}

/// What was entered before for a service, as far as it still answers its questions.
pub(super) async fn without_what_does_not_fit(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
) -> Result<Draft, FlowError> {
    let draft = sealed::without_old_answers(turn, offer, draft).await?;
    Ok(link::without_unfit(offer, draft))
}

/// The first question, on the card. What was sent before the service was chosen need not be asked
/// for, where something else is.
pub(super) async fn begin(turn: &Turn, offer: &Offer, draft: Draft, asked: Asked) -> Outcome {
    let first = fields_of(offer, &draft).first().copied();
    let behind_link = || next(offer, &draft, Some(Field::Link));
    let is_pasted = draft.is_pasted && first == Some(Field::Link);
    match first.map(|first| if is_pasted { behind_link().unwrap_or(first) } else { first }) {
        Some(field) => ask_below(turn, offer, draft, (field, asked)).await,
        // What asks for nothing is not sold.
        None => Err(UserError::NotSellable.into()),
    }
}

/// One question was answered: on to the next, or to the price.
async fn go_on(turn: &Turn, offer: &Offer, draft: Draft, answered: Field) -> Outcome {
    match next(offer, &draft, Some(answered)) {
        Some(field) => ask(turn, offer, draft, (field, None)).await,
        None => confirm::quote(turn, offer, draft).await,
    }
}

/// Asks for a field; `problem` says what was wrong with the last answer. The first question is the
/// card.
async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    (field, problem): (Field, Option<String>),
) -> Outcome {
    if problem.is_none() && fields_of(offer, &draft).first() == Some(&field) {
        return card::show(turn, Draft { is_pasted: false, ..draft }, None).await;
    }
    let above = heading(offer, &draft, field);
    ask_below(turn, offer, draft, (field, Asked { above, rows: Vec::new(), problem })).await
}

/// Asks for a field below a card or a heading.
async fn ask_below(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    (field, asked): (Field, Asked),
) -> Outcome {
    match field.kind() {
        Kind::Link => link::ask(turn, offer, draft, asked).await,
        Kind::Quantity => quantity::ask(turn, offer, draft, asked).await,
        Kind::List(_) => list::ask(turn, offer, draft, (field, asked)).await,
        Kind::Number(rule) => {
            let limits = limits_of(offer, &draft, field).unwrap_or(rule.limits);
            number::ask(turn, offer, draft, (field, rule, asked), limits).await
        }
        Kind::Word(_) => word::ask(turn, draft, (field, asked)).await,
        Kind::Domain => domain::ask(turn, draft, asked).await,
        Kind::Sealed { .. } => sealed::ask(turn, offer, draft, (field, asked)).await,
        Kind::Choice(choices) => choice::ask(turn, draft, (field, choices, asked)).await,
        Kind::Destination(_) => recharge::ask_destination(turn, draft, (field, asked)).await,
        Kind::Operator => recharge::ask_operator(turn, offer, draft, asked).await,
        Kind::Amount => recharge::ask_amount(turn, offer, draft, asked).await,
    }
}

/// The answer to the present question was typed.
pub async fn receive(turn: Arc<Turn>, (field, draft): (Field, Draft), text: String) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let answer = read(&turn, &offer, (field, draft), text).await?;
    follow(&turn, &offer, field, answer).await
}

/// A link, and behind it how much, where the link was asked for.
pub async fn receive_both(
    turn: Arc<Turn>,
    draft: Draft,
    (link, quantity): (String, String),
) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    match link::receive(&turn, &offer, draft, &link) {
        Answer::Taken(draft) if offer.kind.takes_quantity() => {
            let answer = quantity::receive(&turn, &offer, draft, &quantity);
            follow(&turn, &offer, Field::Quantity, answer).await
        }
        answer => follow(&turn, &offer, Field::Link, answer).await,
    }
}

/// Hands a typed text to the kind of its field.
async fn read(
    turn: &Turn,
    offer: &Offer,
    (field, draft): (Field, Draft),
    text: String,
) -> Answered {
    Ok(match field.kind() {
        Kind::Link => link::receive(turn, offer, draft, &text),
        Kind::Quantity => quantity::receive(turn, offer, draft, &text),
        Kind::List(_) => list::receive(turn, offer, (field, draft), &text).await?,
        Kind::Choice(choices) => {
            let meant = choice::meant(&turn.words(), field, choices, &text);
            short::take(turn, offer, (field, draft), &meant)
        }
        Kind::Domain => domain::receive(turn, offer, draft, &within_limits(&text)).await?,
        Kind::Sealed { .. } => sealed::receive(turn, offer, (field, draft), text.into()).await?,
        Kind::Destination(destination) => {
            recharge::receive_destination(turn, (field, destination), (draft, &text)).await?
        }
        Kind::Operator => recharge::receive_operator(turn, offer, draft, &text),
        Kind::Amount => recharge::receive_amount(turn, offer, draft, &text),
        Kind::Number(_) | Kind::Word(_) => short::take(turn, offer, (field, draft), &text),
    })
}

/// On from what became of an answer.
async fn follow(turn: &Turn, offer: &Offer, field: Field, answer: Answer) -> Outcome {
    match answer {
        Answer::Taken(draft) => go_on(turn, offer, draft, field).await,
        Answer::Again(draft, problem) => ask(turn, offer, draft, (field, problem)).await,
        Answer::Shown => Ok(()),
    }
}

async fn offer_of(turn: &Turn, service: ServiceId) -> Result<Offer, FlowError> {
    let mut tx = turn.read_tx().await;
    let offer = catalog::find_offer_in(&mut tx, turn.lang(), service).await?;
    let offer = offer.ok_or(UserError::ServiceGone)?;
    let offer = trials::admit(&mut turn.ctx(&mut tx), turn.person.person_id, offer).await?;
    check_offer(&offer)?;
    Ok(offer)
}

/// What stands above the question of every step: the service, and behind the link what it is for.
fn heading(offer: &Offer, draft: &Draft, field: Field) -> String {
    let account = draft.entries.values.get(&Field::Account);
    let has_link =
        field != Field::Link && !offer.kind.is_for_posts() && !offer.kind.is_never_alike();
    let target = draft.link.as_ref().filter(|_| has_link).or(account);
    let name = format!("<b>{}</b>", escape_html(&offer.name));
    target.map_or_else(|| name.clone(), |target| format!("{name}\n🔗 {}", escape_html(target)))
}

/// Back to the question before; the draft where the card was the first question.
pub(super) async fn back(
    turn: &Turn,
    (field, draft): (Field, Draft),
) -> Result<Option<Draft>, FlowError> {
    let offer = offer_of(turn, draft.service).await?;
    match question_before(&offer, &draft, Some(field)) {
        Some(before) => ask(turn, &offer, draft, (before, None)).await.map(|()| None),
        None => Ok(Some(draft)),
    }
}

/// Back from the price to the last question.
pub async fn back_from_confirm(turn: Arc<Turn>, (draft, _): (Draft, CheckoutId)) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    match question_before(&offer, &draft, None) {
        Some(last) => ask(&turn, &offer, draft, (last, None)).await,
        None => card::show(&turn, draft, None).await,
    }
}
