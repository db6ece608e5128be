//! The price of a top-up: asked for as a row, answered by a worker, and then frozen in the quote
//! that is made of it. Must never sell at a price that its provider has not told.

use rust_decimal::Decimal;

use super::preview_card;
use crate::clock::HOUR_MS;
use crate::domain::fields::Field;
use crate::domain::ids::{CheckoutId, PreviewId};
use crate::domain::inputs::{Entries, Inputs};
use crate::domain::recharge::{Operator, PreviewProblem};
use crate::domain::terms::Terms;
use crate::domain::time::{Millis, Span};
use crate::flows::orders::quote::{self, check_quantity};
use crate::flows::orders::{place_order, refusals};
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::catalog::{self, Offer};
use crate::store::people::{self, Person};
use crate::store::quotes::{self, Quote};
use crate::store::recharges::previews::{self, Answered, NewPreview, Preview};
use crate::store::{StoreError, buyer_answers};

/// Prices that a person may ask for within an hour.
const HOURLY_MAX: i64 = 40;
/// How long a price is asked for by one worker: longer than its call may take.
pub const LEASE_MS: i64 = 60_000;

/// What somebody wants to top up.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// What was entered: destination and operator.
    pub entries: &'a Entries,
    /// Whole units.
    pub amount: i64,
    /// The quote that was confirmed too late, or none.
    pub replaces: CheckoutId,
}

/// What a provider has told of the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// All that is debited, in its currency.
    pub total: Decimal,
    /// What of it is its commission.
    pub commission: Decimal,
    /// Decimals of the smallest unit.
    pub decimals: u32,
}

/// Asks for the price of a top-up; what the person has asked for before is given up.
///
/// # Errors
/// [`UserError::QuoteGone`] where something is missing or not sold any more,
/// [`UserError::PreviewsTooMany`], and whatever refuses an order.
pub async fn ask(
    ctx: &mut Ctx<'_>,
    (person, offer): (&Person, &Offer),
    wanted: Wanted<'_>,
) -> Result<Preview, FlowError> {
    let since_ms = ctx.now_ms.saturating_sub(HOUR_MS);
    if previews::count_of(ctx.tx, person.person_id, since_ms).await? >= HOURLY_MAX {
        return Err(UserError::PreviewsTooMany.into());
    }
    let inputs = inputs_of(ctx, (person, offer), &wanted).await?;
    check_quantity(offer, &inputs)?;
    previews::give_up(ctx.tx, person.person_id, ctx.now_ms).await?;
    let checkout_id = quote::new_checkout_id();
    let new = NewPreview {
        checkout_id: &checkout_id,
        replaces: &wanted.replaces,
        person_id: person.person_id,
        service_id: offer.service_id,
        provider: &offer.provider,
        inputs: &inputs.to_text(),
        amount: wanted.amount,
        terms: &offer.terms().to_text(),
    };
    previews::insert(ctx.tx, &new, ctx.now_ms).await?;
    let asked = previews::of_checkout(ctx.tx, &checkout_id).await?;
    asked.ok_or_else(|| StoreError::Unreadable("a preview").into())
}

/// Exactly what the type takes, with an operator that is sold and a destination of the person's.
async fn inputs_of(
    ctx: &mut Ctx<'_>,
    (person, offer): (&Person, &Offer),
    wanted: &Wanted<'_>,
) -> Result<Inputs, FlowError> {
    let category = offer.kind.recharges().ok_or(UserError::NotSellable)?;
    let menu = ctx.shop.recharges.get(&offer.provider).ok_or(UserError::ServicePaused)?;
    let entries = Entries { currency: menu.currency.clone(), ..wanted.entries.clone() };
    let entries = entries.taken_by(offer.kind).ok_or(UserError::QuoteGone)?;
    let operator = entries.values.get(&Field::Operator).and_then(|text| Operator::from_text(text));
    if !operator.is_some_and(|operator| menu.sells(category, &operator)) {
        return Err(UserError::QuoteGone.into());
    }
    for answer_id in entries.sealed.values() {
        if !buyer_answers::is_to(ctx.tx, (*answer_id, person.person_id), "").await? {
            return Err(UserError::QuoteGone.into());
        }
    }
    Ok(Inputs { kind: offer.kind, quantity: wanted.amount, entries })
}

/// Takes a price to be asked for; `None` when somebody else has.
///
/// # Errors
/// When the database fails.
pub async fn claim(ctx: &mut Ctx<'_>, preview_id: PreviewId) -> Result<Option<Preview>, FlowError> {
    let lease = Span::lasting(ctx.now_ms, Millis(LEASE_MS));
    Ok(previews::claim(ctx.tx, preview_id, lease).await?)
}

/// Keeps what a provider has answered, makes the quote of it, and shows both to whoever waits. A
/// quote that was confirmed too late is ordered now if nothing of it has changed.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    ctx: &mut Ctx<'_>,
    preview: &Preview,
    told: Result<Told, PreviewProblem>,
) -> Result<(), FlowError> {
    let quoted = match told {
        Ok(told) => quote_of(ctx, preview, told).await?,
        Err(problem) => Err(problem),
    };
    let texts = told.map(|told| [told.total.to_string(), told.commission.to_string()]);
    let [total, commission] = texts.unwrap_or_default();
    let answered = Answered {
        state: if quoted.is_ok() { "ready" } else { "failed" },
        problem: quoted.as_ref().err().map_or("", |problem| problem.into_str()),
        total: &total,
        commission: &commission,
        decimals: told.map_or(0, |told| i64::from(told.decimals)),
    };
    if !previews::answer(ctx.tx, preview.preview_id, &answered, ctx.now_ms).await? {
        return Ok(());
    }
    let mut outcome = preview_card::Outcome::Shown;
    if let Ok((person, quote)) = &quoted {
        quotes::insert(ctx.tx, quote).await?;
        if preview.replaces.is_some() {
            outcome = go_through(ctx, (preview, person), quote).await?;
        }
    }
    preview_card::show(ctx, preview.preview_id, outcome).await
}

/// The quote of an answer, or why there is none any more.
async fn quote_of(
    ctx: &mut Ctx<'_>,
    preview: &Preview,
    told: Told,
) -> Result<Result<(Person, Quote), PreviewProblem>, FlowError> {
    let gone = Ok(Err(PreviewProblem::Gone));
    let Some(person) = people::find(ctx.tx, preview.person_id).await? else { return gone };
    let lang = Terms::from_text(&preview.terms).and_then(|terms| terms.lang);
    let lang = lang.unwrap_or_else(|| person.lang());
    let offer = catalog::find_offer_in(ctx.tx, lang, preview.service_id).await?;
    let offer = match refusals::check(ctx, &person, offer).await {
        Ok(offer) if offer.provider == preview.provider => offer.at_preview(told.total),
        Ok(_) | Err(FlowError::User(_)) => return gone,
        Err(error) => return Err(error),
    };
    let Some(inputs) = Inputs::from_text(&preview.inputs) else { return gone };
    let Ok(price) = quote::price_of(&offer, &inputs) else { return gone };
    let quote = Quote {
        checkout_id: preview.checkout_id.clone(),
        person_id: preview.person_id,
        service_id: offer.service_id,
        source_id: offer.source_id,
        link: String::new(),
        quantity: inputs.quantity,
        billed_quantity: offer.billed(inputs.units()),
        inputs: preview.inputs.clone(),
        terms: offer.terms().to_text(),
        price: price.micros(),
        discount: 0,
        coupon: String::new(),
        rate: offer.rate.to_string(),
        currency: offer.currency.clone(),
        created_ms: ctx.now_ms,
    };
    Ok(Ok((person, quote)))
}

/// Orders what was confirmed too late, if its price is the same and nothing else has changed.
async fn go_through(
    ctx: &mut Ctx<'_>,
    (preview, person): (&Preview, &Person),
    quote: &Quote,
) -> Result<preview_card::Outcome, FlowError> {
    let before = quotes::find(ctx.tx, &preview.replaces, preview.person_id).await?;
    let Some(before) = before else { return Ok(preview_card::Outcome::Changed) };
    let (then, now) = (Terms::from_text(&before.terms), Terms::from_text(&quote.terms));
    let is_same = match (then, now) {
        (Some(then), Some(now)) => then.changes_to(&now).is_empty(),
        _ => false,
    };
    if !is_same || before.price != quote.price || before.inputs != quote.inputs {
        return Ok(preview_card::Outcome::Changed);
    }
    match place_order::place_order(ctx, person, &quote.checkout_id).await {
        Ok(place_order::Placed::New { order_id }) => Ok(preview_card::Outcome::Placed { order_id }),
        Ok(_) | Err(FlowError::User(_)) => Ok(preview_card::Outcome::Shown),
        Err(error) => Err(error),
    }
}
