//! Making a quote: the exact price of one order, promised for fifteen minutes.

use super::{FlowError, UserError};
use crate::domain::money::Money;
use crate::domain::pricing::{order_price, price_per_1000};
use crate::store::catalog::Offer;
use crate::store::quotes::Quote;
use crate::store::{Tx, catalog, quotes};

/// What the shop asks for 1000 of a service now; `None` when it cannot be sold.
#[must_use]
pub fn unit_price(offer: &Offer) -> Option<Money> {
    price_per_1000(offer.rate, offer.conversion, offer.markup_percent)
}

/// What the shop asks for `quantity` of a service now.
///
/// # Errors
/// When the service cannot be sold, the quantity is outside its limits or the sum does not fit.
pub fn price_of(offer: &Offer, quantity: i64) -> Result<Money, UserError> {
    check_offer(offer)?;
    if quantity < offer.min_quantity || quantity > offer.max_quantity {
        return Err(UserError::Quantity { min: offer.min_quantity, max: offer.max_quantity });
    }
    let unit = unit_price(offer).ok_or(UserError::ServiceGone)?;
    order_price(unit, quantity).filter(|price| price.is_positive()).ok_or(UserError::AmountTooLarge)
}

/// Whether a service can be ordered now.
///
/// # Errors
/// Says why not.
pub fn check_offer(offer: &Offer) -> Result<(), UserError> {
    if !offer.is_visible {
        return Err(UserError::ServiceGone);
    }
    if !offer.kind.is_sellable() {
        return Err(UserError::NotSellable);
    }
    Ok(())
}

/// Makes and keeps a quote.
///
/// # Errors
/// What [`price_of`] refuses, or a failing database.
pub async fn make_quote(
    tx: &mut Tx,
    person_id: i64,
    service_id: i64,
    link: &str,
    quantity: i64,
    now_ms: i64,
) -> Result<Quote, FlowError> {
    let offer = catalog::find_offer(tx, service_id).await?.ok_or(UserError::ServiceGone)?;
    let price = price_of(&offer, quantity)?;
    let quote = Quote {
        checkout_id: format!("{:032x}", rand::random::<u128>()),
        person_id,
        service_id,
        source_id: offer.source_id,
        link: link.to_owned(),
        quantity,
        price: price.micros(),
        rate: offer.rate.to_string(),
        currency: offer.currency,
        created_ms: now_ms,
    };
    quotes::insert(tx, &quote).await?;
    Ok(quote)
}
