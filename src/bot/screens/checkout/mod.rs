//! From a service to a placed order: what the fields of its type ask for, then confirm. Owns the
//! walk over the fields; each kind of field has a file of its own. Wrong input is named and asked
//! again, and nothing typed before is lost.

mod changes;
mod choice;
mod confirm;
mod coupon;
mod link;
mod list;
mod number;
mod quantity;
mod resume;
mod sealed;
mod top_up;
mod word;

use std::sync::Arc;

use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::field_key;
use crate::bot::screens::browse;
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::Button;
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::fields::{Field, FieldError, Kind};
use crate::domain::ids::{CheckoutId, ServiceId};
use crate::domain::limits::Limits;
use crate::domain::links::{Platform, platform_of};
use crate::flows::orders::quote::check_offer;
use crate::flows::orders::refusals;
use crate::flows::{FlowError, UserError};
use crate::store::catalog::{self, Offer};

pub use choice::pick as pick_choice;
pub use confirm::{confirm, recheck, retype};
pub use coupon::{
    ask as ask_coupon, back as back_from_coupon, receive as receive_coupon, remove as remove_coupon,
};
pub use link::{insist as insist_on_link, with_pasted};
pub use list::{clear as clear_list, done as list_done};
pub use number::pick as pick_number;
pub use quantity::pick as pick_quantity;
pub use resume::{remind, resume};
pub use top_up::top_up;

/// Longer texts are no link and no number; what is read of them is cut here.
const INPUT_MAX_CHARS: usize = 2_000;

/// The Order button of a card.
pub async fn begin(turn: Arc<Turn>, (service, page): (ServiceId, i64)) -> Outcome {
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
    let draft = sealed::without_old_answers(&turn, &offer, draft).await?;
    let (draft, is_pasted) = link::take_pasted(&offer, draft);
    match fields_of(&offer, &draft).first() {
        // The link was sent first: it need not be asked for.
        Some(Field::Link) if is_pasted => go_on(&turn, &offer, draft, Field::Link).await,
        Some(first) => ask(&turn, &offer, draft, (*first, None)).await,
        None => confirm::quote(&turn, &offer, draft).await,
    }
}

/// The service, or why this person may not order it now.
async fn refused(turn: &Turn, service: ServiceId) -> Result<Result<Offer, UserError>, FlowError> {
    let mut tx = turn.read_tx().await;
    let offer = catalog::find_offer_in(&mut tx, turn.lang(), service).await?;
    match refusals::check(&mut turn.ctx(&mut tx), &turn.person, offer).await {
        Ok(offer) => Ok(Ok(offer)),
        Err(FlowError::User(error)) => Ok(Err(error)),
        Err(error) => Err(error),
    }
}

/// The questions of an order, in their order.
fn fields_of(offer: &Offer, draft: &Draft) -> Vec<Field> {
    let asked = draft.entries.asked_by(offer.kind);
    asked.filter(|field| offer.has_dripfeed || !field.is_of_parts()).collect()
}

/// The first question that has no answer yet. Behind the one that was answered last, quantities and
/// lists are shown again: they are often changed, and are kept with one press.
fn next(offer: &Offer, draft: &Draft, answered: Option<Field>) -> Option<Field> {
    let fields = fields_of(offer, draft);
    let passed = answered.and_then(|answered| fields.iter().position(|field| *field == answered));
    let is_open = |(place, field): &(usize, &Field)| {
        let is_shown_again = matches!(field.kind(), Kind::Quantity | Kind::List(_));
        !is_answered(offer, draft, **field)
            || (is_shown_again && passed.is_some_and(|passed| passed < *place))
    };
    fields.iter().enumerate().find(is_open).map(|(_, field)| *field)
}

/// Whether a field was filled in, with what it would be read as for the service of today.
fn is_answered(offer: &Offer, draft: &Draft, field: Field) -> bool {
    let is_read_alike =
        |value: &String| field.read(value, platform(offer)).is_ok_and(|read| read == *value);
    draft.has(field)
        && draft.entries.values.get(&field).is_none_or(is_read_alike)
        && is_within_limits(offer, draft, field)
}

/// Which numbers may be entered into a field, beside what was entered before.
fn limits_of(offer: &Offer, draft: &Draft, field: Field) -> Option<Limits> {
    draft.entries.limits_of(field, (offer.limits(), draft.quantity.unwrap_or(1)))
}

fn is_within_limits(offer: &Offer, draft: &Draft, field: Field) -> bool {
    let entered = draft.entries.number(field).zip(limits_of(offer, draft, field));
    entered.is_none_or(|(number, limits)| limits.contain(number))
}

/// One question was answered: on to the next, or to the price.
async fn go_on(turn: &Turn, offer: &Offer, draft: Draft, answered: Field) -> Outcome {
    match next(offer, &draft, Some(answered)) {
        Some(field) => ask(turn, offer, draft, (field, None)).await,
        None => confirm::quote(turn, offer, draft).await,
    }
}

/// Asks for a field; `problem` says what was wrong with the last answer.
async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    (field, problem): (Field, Option<String>),
) -> Outcome {
    match field.kind() {
        Kind::Link => link::ask(turn, offer, draft, problem).await,
        Kind::Quantity => quantity::ask(turn, offer, draft, problem).await,
        Kind::List(_) => list::ask(turn, offer, draft, (field, problem)).await,
        Kind::Number(rule) => number::ask(turn, offer, draft, (field, rule, problem)).await,
        Kind::Word(_) => word::ask(turn, offer, draft, (field, problem)).await,
        Kind::Sealed { .. } => sealed::ask(turn, offer, draft, (field, problem)).await,
        Kind::Choice(choices) => choice::ask(turn, offer, draft, (field, choices, problem)).await,
    }
}

/// The answer to the present question was typed.
pub async fn receive(turn: Arc<Turn>, (field, draft): (Field, Draft), text: String) -> Outcome {
    match field.kind() {
        Kind::Link => link::receive(turn, draft, text).await,
        Kind::Quantity => quantity::receive(turn, draft, text).await,
        Kind::List(_) => list::receive(turn, (field, draft), text).await,
        Kind::Choice(choices) => {
            let meant = choice::meant(&turn.words(), field, choices, &text);
            take(&turn, draft, field, &meant).await
        }
        Kind::Sealed { .. } => sealed::receive(&turn, (field, draft), text.into()).await,
        Kind::Number(_) | Kind::Word(_) => take(&turn, draft, field, &text).await,
    }
}

/// Takes a short answer, or says what is wrong with it.
async fn take(turn: &Turn, draft: Draft, field: Field, text: &str) -> Outcome {
    let offer = offer_of(turn, draft.service).await?;
    let read = match text.chars().nth(INPUT_MAX_CHARS) {
        Some(_) => Err(FieldError::Unfit),
        None => field.read(text, platform(&offer)),
    };
    match read {
        Ok(value) => {
            let mut draft = draft;
            draft.entries.values.insert(field, value);
            if !is_within_limits(&offer, &draft, field) {
                draft.entries.values.remove(&field);
                let problem = limits_of(&offer, &draft, field)
                    .map(|limits| parts_outside(&turn.words(), limits));
                return ask(turn, &offer, draft, (field, problem)).await;
            }
            go_on(turn, &offer, draft, field).await
        }
        Err(error) => {
            let problem = refusal::of_field(&turn.words(), field, &error);
            ask(turn, &offer, draft, (field, Some(escape_html(&problem)))).await
        }
    }
}

/// All parts together are more than the service takes.
fn parts_outside(words: &Words, Limits { min, max }: Limits) -> String {
    let args = Args::new().text("min", words.number(min)).text("max", words.number(max));
    words.html("parts-outside", args)
}

/// What was entered before is kept.
pub async fn keep(turn: Arc<Turn>, (field, draft): (Field, Draft)) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    go_on(&turn, &offer, Draft { doubted_link: None, ..draft }, field).await
}

async fn offer_of(turn: &Turn, service: ServiceId) -> Result<Offer, FlowError> {
    let offer = catalog::find_offer_in(&mut *turn.read_tx().await, turn.lang(), service).await?;
    let offer = offer.ok_or(UserError::ServiceGone)?;
    check_offer(&offer)?;
    Ok(offer)
}

fn platform(offer: &Offer) -> Option<Platform> {
    platform_of(&offer.listed_category, &offer.listed_name)
}

fn step_buttons(words: &Words) -> [Button; 2] {
    [
        Button::action(words.word("key-back"), Action::Back),
        Button::action(words.word("key-cancel"), Action::Cancel),
    ]
}

/// What stands above the question of every step after the link.
fn heading(offer: &Offer, draft: &Draft) -> String {
    let account = draft.entries.values.get(&Field::Account);
    let has_link = !offer.kind.is_for_posts() && !offer.kind.is_product();
    let target = draft.link.as_ref().filter(|_| has_link).or(account);
    let name = format!("<b>{}</b>", escape_html(&offer.name));
    target.map_or_else(|| name.clone(), |target| format!("{name}\n🔗 {}", escape_html(target)))
}

/// The question for a field of the type, and what was wrong with the last answer.
fn question(words: &Words, above: &str, (field, problem): (Field, Option<String>)) -> String {
    question_with(words, above, (field, problem), Args::new())
}

/// The same, where the question has something to fill in.
fn question_with(
    words: &Words,
    above: &str,
    (field, problem): (Field, Option<String>),
    args: Args,
) -> String {
    let mut text = format!("{above}\n\n{}", words.html(&field_key(field, "ask"), args));
    text.extend(problem.map(|problem| format!("\n\n{problem}")));
    text
}

/// What is read of a typed text.
fn within_limits(text: &str) -> String {
    text.chars().take(INPUT_MAX_CHARS).collect()
}

/// Back to the question before, or to the card.
pub async fn back(turn: Arc<Turn>, (field, draft): (Field, Draft)) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let fields = fields_of(&offer, &draft);
    match fields.iter().take_while(|other| **other != field).last() {
        Some(before) => ask(&turn, &offer, draft, (*before, None)).await,
        None => browse::card(turn, (draft.service, draft.page)).await,
    }
}

/// Back from the price to the last question.
pub async fn back_from_confirm(turn: Arc<Turn>, (draft, _): (Draft, CheckoutId)) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    match fields_of(&offer, &draft).last() {
        Some(last) => ask(&turn, &offer, draft, (*last, None)).await,
        None => browse::card(turn, (draft.service, draft.page)).await,
    }
}
