//! From a service to a placed order: what the fields of its type ask for, then confirm. Owns the
//! walk over the fields; each kind of field has a file of its own. Wrong input is named and asked
//! again, and nothing typed before is lost.

mod again;
mod asked;
mod changes;
mod choice;
mod confirm;
mod coupon;
mod domain;
mod link;
mod list;
mod number;
mod quantity;
mod recharge;
mod resume;
mod sealed;
mod word;

use std::sync::Arc;

use crate::bot::dispatch::state::Draft;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::card;
use crate::bot::ui::refusal;
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::fields::{Field, FieldError, Kept, Kind};
use crate::domain::ids::{CheckoutId, ServiceId};
use crate::domain::limits::Limits;
use crate::domain::links::{Platform, platform_of};
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
pub use domain::{check as check_domain, pick as pick_domain};
pub use link::{insist as insist_on_link, pick as pick_link};
pub use list::{clear as clear_list, done as list_done};
pub use quantity::pick as pick_quantity;
pub use resume::{remind, resume};

/// Longer texts are no link and no number; what is read of them is cut here.
const INPUT_MAX_CHARS: usize = 2_000;

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
    // What may be shown of a sealed text is not that text.
    let is_masked = field.kept() == Kept::Sealed;
    let is_read_alike = |value: &String| is_masked || is_read_alike(value);
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
    match field.kind() {
        Kind::Link => link::receive(turn, draft, text).await,
        Kind::Quantity => quantity::receive(turn, draft, text).await,
        Kind::List(_) => list::receive(turn, (field, draft), text).await,
        Kind::Choice(choices) => {
            let meant = choice::meant(&turn.words(), field, choices, &text);
            take(&turn, draft, field, &meant).await
        }
        Kind::Domain => domain::receive(&turn, draft, &within_limits(&text)).await,
        Kind::Sealed { .. } => sealed::receive(&turn, (field, draft), text.into()).await,
        Kind::Destination(destination) => {
            recharge::receive_destination(&turn, (field, destination), (draft, text)).await
        }
        Kind::Operator => recharge::receive_operator(&turn, draft, &text).await,
        Kind::Amount => recharge::receive_amount(&turn, draft, &text).await,
        Kind::Number(_) | Kind::Word(_) => take(&turn, draft, field, &text).await,
    }
}

/// A choice was pressed.
pub async fn pick_choice(turn: Arc<Turn>, (field, draft): (Field, Draft), place: i64) -> Outcome {
    if field.kind() == Kind::Operator {
        return recharge::pick_operator(&turn, draft, place).await;
    }
    take(&turn, draft, field, choice::at(field, place)).await
}

/// One of the offered numbers was pressed.
pub async fn pick_number(turn: Arc<Turn>, (field, draft): (Field, Draft), number: i64) -> Outcome {
    if field.kind() == Kind::Amount {
        return recharge::pick_amount(&turn, draft, number).await;
    }
    take(&turn, draft, field, &number.to_string()).await
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
    let mut tx = turn.read_tx().await;
    let offer = catalog::find_offer_in(&mut tx, turn.lang(), service).await?;
    let offer = offer.ok_or(UserError::ServiceGone)?;
    let offer = trials::admit(&mut turn.ctx(&mut tx), turn.person.person_id, offer).await?;
    check_offer(&offer)?;
    Ok(offer)
}

fn platform(offer: &Offer) -> Option<Platform> {
    platform_of(&offer.listed_category, &offer.listed_name)
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

/// What is read of a typed text.
fn within_limits(text: &str) -> String {
    text.chars().take(INPUT_MAX_CHARS).collect()
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

/// The question before another one, or the last. A link that was sent first was not asked for.
fn question_before(offer: &Offer, draft: &Draft, behind: Option<Field>) -> Option<Field> {
    let fields = fields_of(offer, draft);
    let before = fields.into_iter().take_while(|field| Some(*field) != behind);
    before.last().filter(|field| *field != Field::Link || !draft.is_pasted)
}
