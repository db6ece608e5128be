//! Confirm: the hold and the order in one transaction, once for each checkout.

use super::quote::{Ask, check_offer, make_quote, price_of};
use super::{FlowError, Shop, UserError};
use crate::domain::inputs::Inputs;
use crate::domain::ledger::{self, EntryKind};
use crate::domain::links::target_key;
use crate::domain::money::Money;
use crate::domain::quote::is_expired;
use crate::store::catalog::Offer;
use crate::store::ledger::About;
use crate::store::orders::NewOrder;
use crate::store::people::Person;
use crate::store::quotes::Quote;
use crate::store::{Tx, alerts, catalog, comments, ledger as books, orders, quotes};

/// Orders of one person that may wait for a decision before new ones are refused.
const OPEN_REVIEWS_MAX: i64 = 3;
/// Set while no admin chat accepts messages; see the worker that proves it.
pub const ADMINS_UNREACHABLE: &str = "admins-unreachable";

/// What came of a confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed {
    /// The money is held and the order waits to be sent.
    New {
        /// The order.
        order_id: i64,
    },
    /// This checkout was confirmed before.
    Already {
        /// The order made then.
        order_id: i64,
    },
    /// The quote had expired and the price is another now: ask again.
    Requoted(Quote),
    /// Not enough money.
    Short {
        /// What is missing.
        missing: Money,
    },
}

/// Confirms a quote.
///
/// # Errors
/// A [`UserError`] says why nothing was placed; [`crate::store::StoreError::Lost`] when the money
/// went elsewhere at the same moment, and the turn is to be run again.
pub async fn place_order(
    tx: &mut Tx,
    shop: &Shop,
    person: &Person,
    checkout_id: &str,
    now_ms: i64,
) -> Result<Placed, FlowError> {
    if let Some(order) = orders::find_by_checkout(tx, checkout_id).await? {
        let is_own = order.person_id == person.person_id;
        let order_id = order.order_id;
        return if is_own {
            Ok(Placed::Already { order_id })
        } else {
            Err(UserError::QuoteGone.into())
        };
    }
    let quote =
        quotes::find(tx, checkout_id, person.person_id).await?.ok_or(UserError::QuoteGone)?;
    // Nobody is shown another price for what they may not order at any.
    check_person(tx, shop, person).await?;
    let offer = catalog::find_offer(tx, quote.service_id).await?.ok_or(UserError::ServiceGone)?;
    check_offer(&offer)?;
    // What was entered answers the questions of one type; those of another have to be asked.
    let inputs = Inputs::from_text(&quote.inputs).filter(|inputs| inputs.kind == offer.kind);
    let inputs = inputs.ok_or(UserError::QuoteGone)?;
    if let Some(requoted) = requote_if_expired(tx, &offer, &quote, &inputs, now_ms).await? {
        return Ok(Placed::Requoted(requoted));
    }
    let price = Money::from_micros(quote.price);
    let wallet = books::wallet(tx, person.person_id).await?;
    match price.checked_sub(wallet.available) {
        Some(missing) if missing.is_positive() => Ok(Placed::Short { missing }),
        _ => {
            keep_comments(tx, &quote, &inputs).await?;
            hold_and_insert(tx, &offer, &quote, price, now_ms).await
        }
    }
}

/// A valid quote stands; an expired one goes through at the same price or is made anew.
async fn requote_if_expired(
    tx: &mut Tx,
    offer: &Offer,
    quote: &Quote,
    inputs: &Inputs,
    now_ms: i64,
) -> Result<Option<Quote>, FlowError> {
    if !is_expired(quote.created_ms, now_ms) {
        return Ok(None);
    }
    let is_billed_alike = offer.billed(quote.quantity) == quote.billed_quantity;
    if is_billed_alike && price_of(offer, quote.quantity)?.micros() == quote.price {
        quotes::renew(tx, &quote.checkout_id, now_ms).await?;
        return Ok(None);
    }
    let (answer, comments) = (inputs.answer, inputs.comments);
    let ask = Ask { answer, comments, ..Ask::of(&quote.link, quote.quantity) };
    Ok(Some(make_quote(tx, quote.person_id, offer, &ask, now_ms).await?))
}

/// Whether the person may order now.
async fn check_person(tx: &mut Tx, shop: &Shop, person: &Person) -> Result<(), FlowError> {
    if person.is_banned != 0 {
        return Err(UserError::Banned.into());
    }
    if shop.admins().is_empty() {
        return Err(UserError::SalesPaused.into());
    }
    if alerts::is_set(tx, ADMINS_UNREACHABLE).await?
        && orders::listing::reviews(tx, 0, 1).await?.1 > 0
    {
        return Err(UserError::SalesPaused.into());
    }
    let wallet = books::wallet(tx, person.person_id).await?;
    if wallet.owed.is_positive() {
        return Err(UserError::Owes(wallet.owed).into());
    }
    if orders::listing::count_reviews_of(tx, person.person_id).await? >= OPEN_REVIEWS_MAX {
        return Err(UserError::TooManyReviews.into());
    }
    Ok(())
}

/// From now on the comments belong to the order and do not change any more.
async fn keep_comments(tx: &mut Tx, quote: &Quote, inputs: &Inputs) -> Result<(), FlowError> {
    let Some(list_id) = inputs.comments else { return Ok(()) };
    let list = comments::find(tx, list_id, quote.person_id).await?;
    // Lines were added after the price had been shown.
    if list.is_none_or(|list| list.line_count != quote.quantity) {
        return Err(UserError::QuoteGone.into());
    }
    Ok(comments::keep(tx, list_id, quote.person_id, quote.quantity).await?)
}

async fn hold_and_insert(
    tx: &mut Tx,
    offer: &Offer,
    quote: &Quote,
    price: Money,
    now_ms: i64,
) -> Result<Placed, FlowError> {
    let new = NewOrder {
        person_id: quote.person_id,
        checkout_id: &quote.checkout_id,
        service_id: quote.service_id,
        source_id: quote.source_id,
        provider: &offer.provider,
        link: &quote.link,
        target: &target_key(&quote.link),
        inputs: &quote.inputs,
        quantity: quote.quantity,
        billed_quantity: quote.billed_quantity,
        price,
        provider_rate: &quote.rate,
        provider_currency: &quote.currency,
    };
    let Some(order_id) = orders::insert(tx, &new, now_ms).await? else {
        return Err(crate::store::StoreError::Lost("checkout").into());
    };
    let memo = vec![("order".to_owned(), order_id.to_string())];
    let entry = ledger::hold(order_id, price)?.described_as(EntryKind::Hold, "memo-hold", memo);
    let about = About { person_id: quote.person_id, order_id, actor_id: 0 };
    books::post(tx, &entry, about, now_ms).await?;
    Ok(Placed::New { order_id })
}
