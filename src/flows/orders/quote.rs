//! Making a quote: the exact price of one order, promised for fifteen minutes.

use crate::domain::catalog::Stock;
use crate::domain::fields::Field;
use crate::domain::ids::{CheckoutId, PersonId};
use crate::domain::inputs::{Entries, Inputs};
use crate::domain::limits::Limits;
use crate::domain::links::platform_of;
use crate::domain::money::Money;
use crate::domain::pricing;
use crate::flows::mail::placing;
use crate::flows::tokens::random_token;
use crate::flows::{FlowError, UserError};
use crate::store::catalog::Offer;
use crate::store::quotes::Quote;
use crate::store::{Tx, buyer_answers, lists, quotes};

/// What somebody wants to order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask<'a> {
    /// The target, cleaned.
    pub link: &'a str,
    /// Pieces, where the customer chooses; lines are counted, a package is one.
    pub quantity: i64,
    /// What was entered into the fields of the service's type.
    pub entries: Entries,
}

impl<'a> Ask<'a> {
    /// So many pieces, and nothing else entered.
    #[must_use]
    pub fn of(link: &'a str, quantity: i64) -> Self {
        Self { link, quantity, entries: Entries::default() }
    }
}

/// What the shop asks now for what the rate is the price of; `None` when it cannot be sold.
#[must_use]
pub fn unit_price(offer: &Offer) -> Option<Money> {
    pricing::unit_price(offer.rate, offer.conversion, offer.markup_percent)
}

/// What the shop asks for so much of a service now.
///
/// # Errors
/// When the service cannot be sold, the quantity is outside its limits or the sum does not fit.
pub fn price_of(offer: &Offer, inputs: &Inputs) -> Result<Money, UserError> {
    check_offer(offer)?;
    check_quantity(offer, inputs)?;
    let unit = unit_price(offer).ok_or(UserError::ServiceGone)?;
    let units = offer.billed(inputs.units());
    let price = offer.pricing.order_price(unit, units);
    let price = price.filter(|price| price.is_positive()).ok_or(UserError::AmountTooLarge)?;
    // Nothing is sold below what it costs by now, whatever its price is made of.
    let cost = offer.cost(units);
    if cost.is_some_and(|cost| cost <= price) { Ok(price) } else { Err(UserError::ServicePaused) }
}

/// Whether so much of a service can be ordered; all parts of an order in parts are one order.
///
/// # Errors
/// [`UserError::Quantity`] with its limits.
pub fn check_quantity(offer: &Offer, inputs: &Inputs) -> Result<(), UserError> {
    let limits @ Limits { min, max } = offer.limits();
    let whole = if inputs.entries.is_in_parts() { inputs.units() } else { inputs.quantity };
    if !(limits.contain(inputs.quantity) && limits.contain(whole)) {
        return Err(UserError::Quantity { min, max });
    }
    match offer.goods.as_ref().map(|goods| goods.stock) {
        Some(Stock::Out) => Err(UserError::OutOfStock),
        Some(Stock::In { left: Some(left) }) if inputs.quantity > left => {
            Err(UserError::StockShort { left })
        }
        _ => Ok(()),
    }
}

/// Whether a service can be ordered now.
///
/// # Errors
/// Says why not.
pub fn check_offer(offer: &Offer) -> Result<(), UserError> {
    if offer.is_paused {
        return Err(UserError::ServicePaused);
    }
    if !offer.is_visible {
        return Err(UserError::ServiceGone);
    }
    let Limits { min, max } = offer.limits();
    if !offer.kind.is_sellable() || min > max {
        return Err(UserError::NotSellable);
    }
    if offer.goods.as_ref().is_some_and(|goods| goods.stock == Stock::Out) {
        return Err(UserError::OutOfStock);
    }
    Ok(())
}

/// Makes and keeps a quote for a service as it is offered now.
///
/// # Errors
/// What [`price_of`] refuses, [`UserError::QuoteGone`] when something that the type needs was not
/// entered, or a failing database.
pub async fn make_quote(
    tx: &mut Tx,
    person_id: PersonId,
    offer: &Offer,
    ask: &Ask<'_>,
    now_ms: i64,
) -> Result<Quote, FlowError> {
    let inputs = inputs_of(tx, person_id, offer, ask).await?;
    let price = price_of(offer, &inputs)?;
    if inputs.kind.tests_mail() {
        let wanted = (&placing::domain_of(&inputs)?, inputs.quantity);
        placing::check(tx, person_id, wanted, now_ms).await?;
    }
    // What has no link is known by whose posts it is for, or by what is tested.
    let named = [Field::Account, Field::MailDomain];
    let account = named.iter().find_map(|field| inputs.entries.values.get(field));
    let link = account.map_or(ask.link, String::as_str);
    let quote = promise((person_id, offer), (link, &inputs), price, now_ms);
    quotes::insert(tx, &quote).await?;
    Ok(quote)
}

/// The quote of a price, not kept yet.
pub(super) fn promise(
    (person_id, offer): (PersonId, &Offer),
    (link, inputs): (&str, &Inputs),
    price: Money,
    now_ms: i64,
) -> Quote {
    Quote {
        checkout_id: new_checkout_id(),
        person_id,
        service_id: offer.service_id,
        source_id: offer.source_id,
        link: link.to_owned(),
        quantity: inputs.quantity,
        billed_quantity: offer.billed(inputs.units()),
        inputs: inputs.to_text(),
        terms: offer.terms().to_text(),
        price: price.micros(),
        discount: 0,
        coupon: String::new(),
        rate: offer.rate.to_string(),
        currency: offer.currency.clone(),
        created_ms: now_ms,
    }
}

/// 128 random bits.
pub(in crate::flows) fn new_checkout_id() -> CheckoutId {
    CheckoutId::new(random_token())
}

/// Of what was asked, exactly what the type of the service takes.
async fn inputs_of(
    tx: &mut Tx,
    person_id: PersonId,
    offer: &Offer,
    ask: &Ask<'_>,
) -> Result<Inputs, FlowError> {
    let entries = ask.entries.clone();
    let entries = if offer.has_dripfeed { entries } else { entries.at_once() };
    let entries = entries.taken_by(offer.kind).ok_or(UserError::QuoteGone)?;
    let platform = platform_of(&offer.listed_category, &offer.listed_name);
    let is_read_alike = |(field, value): (&Field, &String)| {
        field.read(value, platform).is_ok_and(|read| read == *value)
    };
    if !entries.values.iter().all(is_read_alike) {
        return Err(UserError::QuoteGone.into());
    }
    for answer_id in entries.sealed.values() {
        let asked = offer.goods.as_ref().map_or("", |goods| goods.asks.as_str());
        if !buyer_answers::is_to(tx, (*answer_id, person_id), asked).await? {
            return Err(UserError::QuoteGone.into());
        }
    }
    let mut quantity = if offer.kind.takes_quantity() { ask.quantity } else { 1 };
    for (field, list_id) in &entries.lists {
        let list = lists::find(tx, *list_id, person_id).await?.ok_or(UserError::QuoteGone)?;
        if offer.kind.counted_list() == Some(*field) {
            quantity = list.line_count;
        }
    }
    Ok(Inputs { kind: offer.kind, quantity, entries })
}
