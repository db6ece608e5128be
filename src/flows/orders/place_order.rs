//! Confirm: the hold and the order in one transaction, once for each checkout.

use super::coupons;
use super::quote::{Ask, check_quantity, make_quote, price_of};
use super::refusals;
use crate::domain::ids::{CheckoutId, OrderId, PersonId};
use crate::domain::inputs::Inputs;
use crate::domain::ledger::{self, EntryKind, Split, Wallet};
use crate::domain::links::target_key;
use crate::domain::money::Money;
use crate::domain::number::parse_decimal;
use crate::domain::pricing::Pricing;
use crate::domain::quote::is_expired;
use crate::domain::terms::{Terms, TermsChange};
use crate::domain::time::Span;
use crate::flows::mail::placing;
use crate::flows::recharges::trials;
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::catalog::Offer;
use crate::store::orders::NewOrder;
use crate::store::people::Person;
use crate::store::postings::About;
use crate::store::quotes::Quote;
use crate::store::recharges::previews;
use crate::store::{
    Race, StoreError, Tx, buyer_answers, catalog, coupons as coupon_rows, lists, orders, postings,
    quotes,
};

/// What came of a confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed {
    /// The money is held and the order waits to be sent.
    New {
        /// The order.
        order_id: OrderId,
    },
    /// This checkout was confirmed before.
    Already {
        /// The order made then.
        order_id: OrderId,
    },
    /// Something is not as it was shown: ask again with the new quote.
    Requoted {
        /// As it would be bought now.
        quote: Box<Quote>,
        /// What has changed.
        changes: Vec<TermsChange>,
    },
    /// Something is not as it was shown, and what was entered does not fit it any more.
    Outdated {
        /// What has changed.
        changes: Vec<TermsChange>,
    },
    /// The price of a top-up has run out, or something is not as it was shown: its provider has to
    /// be asked again.
    Stale {
        /// As it was shown.
        quote: Box<Quote>,
    },
    /// Not enough money.
    Short {
        /// What is missing.
        missing: Money,
    },
}

/// Confirms a quote.
///
/// # Errors
/// A [`UserError`] says why nothing was placed; [`StoreError::Lost`] when the money
/// went elsewhere at the same moment, and the turn is to be run again.
pub async fn place_order(
    ctx: &mut Ctx<'_>,
    person: &Person,
    checkout_id: &CheckoutId,
) -> Result<Placed, FlowError> {
    if let Some(order) = orders::find_by_checkout(ctx.tx, checkout_id).await? {
        let is_own = order.person_id == person.person_id;
        let order_id = order.order_id;
        return if is_own {
            Ok(Placed::Already { order_id })
        } else {
            Err(UserError::QuoteGone.into())
        };
    }
    let quote =
        quotes::find(ctx.tx, checkout_id, person.person_id).await?.ok_or(UserError::QuoteGone)?;
    // What was shown is compared in the language in which it was; they may read another one by now.
    let shown_in = Terms::from_text(&quote.terms).and_then(|shown| shown.lang);
    let lang = shown_in.unwrap_or_else(|| person.lang());
    // Nobody is shown another price for what they may not order at any.
    let offer = catalog::find_offer_in(ctx.tx, lang, quote.service_id).await?;
    let offer = refusals::check(ctx, person, offer).await?;
    let inputs = Inputs::from_text(&quote.inputs).ok_or(UserError::QuoteGone)?;
    if offer.pricing == Pricing::Previewed {
        return place_previewed(ctx, person, offer, (quote, inputs)).await;
    }
    let changes = changes_since((&quote, &inputs), &offer, ctx.now_ms)?;
    // What was entered answers the questions of one type; those of another have to be asked.
    if !inputs.fits(offer.kind) {
        return if changes.is_empty() {
            Err(UserError::QuoteGone.into())
        } else {
            Ok(Placed::Outdated { changes })
        };
    }
    if !changes.is_empty() {
        return requote(ctx.tx, &offer, &quote, &inputs, changes, ctx.now_ms).await;
    }
    check_quantity(&offer, &inputs)?;
    if is_expired(Span { from_ms: quote.created_ms, until_ms: ctx.now_ms }) {
        quotes::renew(ctx.tx, &quote.checkout_id, ctx.now_ms).await?;
    }
    let price = Money::from_micros(quote.price);
    if inputs.kind.tests_mail() {
        placing::claim(ctx.tx, person.person_id, &inputs, ctx.now_ms).await?;
    }
    // Locked: the parts in which it is paid depend on what is there.
    let wallet = postings::lock_wallet(ctx.tx, person.person_id).await?.paying_for(inputs.kind);
    match short_by(price, &wallet) {
        Some(missing) => Ok(Placed::Short { missing }),
        None => {
            if let Err(refusal) = coupons::claim(ctx.tx, (&offer, &quote), ctx.now_ms).await? {
                let quote = coupons::without(ctx.tx, &quote).await?;
                let quote = Box::new(quote);
                return Ok(Placed::Requoted { quote, changes: vec![TermsChange::Coupon(refusal)] });
            }
            keep_lists(ctx.tx, &quote, &inputs).await?;
            keep_answers(ctx.tx, (&quote, &inputs), &offer).await?;
            let split = Split::of_price(price, &wallet).ok_or(UserError::AmountTooLarge)?;
            let made = (&quote, &inputs);
            let order_id = hold_and_insert(ctx.tx, &offer, made, split, ctx.now_ms).await?;
            Ok(Placed::New { order_id })
        }
    }
}

/// Confirms the price that a provider has told: it is frozen, and asked for anew when its time is
/// over. Paid from money alone.
async fn place_previewed(
    ctx: &mut Ctx<'_>,
    person: &Person,
    offer: Offer,
    (quote, inputs): (Quote, Inputs),
) -> Result<Placed, FlowError> {
    let total = parse_decimal(&quote.rate).ok_or(UserError::QuoteGone)?;
    let offer = offer.at_preview(total);
    let age = Span { from_ms: quote.created_ms, until_ms: ctx.now_ms };
    let shown = Terms::from_text(&quote.terms);
    let is_as_shown = shown.is_some_and(|shown| shown.changes_to(&offer.terms()).is_empty());
    let is_sold_there = quote.source_id == offer.source_id && quote.currency == offer.currency;
    let price = Money::from_micros(quote.price);
    let cost = offer.cost(quote.billed_quantity);
    let is_covered = cost.is_some_and(|cost| cost <= price);
    // A price that a provider tells leaves nothing for a coupon to take off.
    let has_coupon = !quote.coupon.is_empty();
    if !is_as_shown || !is_sold_there || !is_covered || has_coupon || is_expired(age) {
        return Ok(Placed::Stale { quote: Box::new(quote) });
    }
    if !inputs.fits(offer.kind) {
        return Err(UserError::QuoteGone.into());
    }
    check_quantity(&offer, &inputs)?;
    let wallet = postings::lock_wallet(ctx.tx, person.person_id).await?.paying_for(offer.kind);
    if let Some(missing) = short_by(price, &wallet) {
        return Ok(Placed::Short { missing });
    }
    keep_answers(ctx.tx, (&quote, &inputs), &offer).await?;
    let split = Split::of_price(price, &wallet).ok_or(UserError::AmountTooLarge)?;
    let order_id = hold_and_insert(ctx.tx, &offer, (&quote, &inputs), split, ctx.now_ms).await?;
    let decimals = previews::decimals(ctx.tx, &quote.checkout_id).await?.unwrap_or(0);
    trials::hear_order(ctx, (person, &offer), (order_id, decimals)).await?;
    Ok(Placed::New { order_id })
}

/// What of a price is not there; `None` where it can be paid.
pub(super) fn short_by(price: Money, wallet: &Wallet) -> Option<Money> {
    price.checked_sub(wallet.spendable()?).filter(|missing| missing.is_positive())
}

/// What the customer has to be told before the money moves. The price of a valid quote stands for
/// what it was made for.
pub(super) fn changes_since(
    (quote, inputs): (&Quote, &Inputs),
    offer: &Offer,
    now_ms: i64,
) -> Result<Vec<TermsChange>, FlowError> {
    let shown = Terms::from_text(&quote.terms);
    let mut changes = shown.map_or_else(Vec::new, |shown| shown.changes_to(&offer.terms()));
    if inputs.entries.is_in_parts() && !offer.has_dripfeed {
        changes.push(TermsChange::NoParts);
    }
    let age = Span { from_ms: quote.created_ms, until_ms: now_ms };
    let before = quote.full_price();
    if changes.is_empty() && !is_expired(age) && is_covered(quote, inputs, offer) {
        return Ok(changes);
    }
    let is_billed_alike = offer.billed(inputs.units()) == quote.billed_quantity;
    match price_of(offer, inputs) {
        Ok(after) if after != before || !is_billed_alike => {
            changes.push(TermsChange::Price { before, after });
        }
        // What a coupon left of the price may be below what it costs by now.
        Ok(_) if quote.discount > 0 && !is_above_cost(quote, inputs, offer) => {
            changes.push(TermsChange::Price {
                before: Money::from_micros(quote.price),
                after: before,
            });
        }
        Err(error) if changes.is_empty() => return Err(error.into()),
        Ok(_) | Err(_) => {}
    }
    Ok(changes)
}

/// Whether a quote that was made for one source pays for what another one costs, where the shop
/// buys by now; that is nothing a customer sees.
fn is_covered(quote: &Quote, inputs: &Inputs, offer: &Offer) -> bool {
    offer.source_id == quote.source_id || is_above_cost(quote, inputs, offer)
}

/// Whether what is paid is no less than what the shop pays now.
fn is_above_cost(quote: &Quote, inputs: &Inputs, offer: &Offer) -> bool {
    let cost = offer.cost(offer.billed(inputs.units()).max(quote.billed_quantity));
    cost.is_some_and(|cost| cost <= Money::from_micros(quote.price))
}

/// The order as it would be now, where what was entered still fits.
async fn requote(
    tx: &mut Tx,
    offer: &Offer,
    quote: &Quote,
    inputs: &Inputs,
    mut changes: Vec<TermsChange>,
    now_ms: i64,
) -> Result<Placed, FlowError> {
    let entries = inputs.entries.clone();
    let ask = Ask { link: &quote.link, quantity: quote.quantity, entries };
    match make_quote(tx, quote.person_id, offer, &ask, now_ms).await {
        Ok(fresh) if quote.coupon.is_empty() => {
            Ok(Placed::Requoted { quote: Box::new(fresh), changes })
        }
        Ok(fresh) => match coupons::apply(tx, (offer, &fresh), &quote.coupon, now_ms).await? {
            Ok(with) => Ok(Placed::Requoted { quote: Box::new(with.quote), changes }),
            Err(refusal) => {
                changes.push(TermsChange::Coupon(refusal));
                Ok(Placed::Requoted { quote: Box::new(fresh), changes })
            }
        },
        Err(FlowError::User(UserError::Quantity { .. } | UserError::QuoteGone)) => {
            Ok(Placed::Outdated { changes })
        }
        Err(error) => Err(error),
    }
}

/// From now on the lists belong to the order and do not change any more.
async fn keep_lists(tx: &mut Tx, quote: &Quote, inputs: &Inputs) -> Result<(), FlowError> {
    for (field, list_id) in &inputs.entries.lists {
        let list = lists::find(tx, *list_id, quote.person_id).await?;
        let counted = (inputs.kind.counted_list() == Some(*field)).then_some(quote.quantity);
        // Lines were added after the price had been shown.
        let is_as_counted = |count: i64| counted.is_none_or(|expected| expected == count);
        if !list.is_some_and(|list| is_as_counted(list.line_count)) {
            return Err(UserError::QuoteGone.into());
        }
        lists::keep(tx, *list_id, quote.person_id, counted).await?;
    }
    Ok(())
}

/// The same with answers, each to what is asked now.
async fn keep_answers(
    tx: &mut Tx,
    (quote, inputs): (&Quote, &Inputs),
    offer: &Offer,
) -> Result<(), FlowError> {
    for answer_id in inputs.entries.sealed.values() {
        let asked = offer.goods.as_ref().map_or("", |goods| goods.asks.as_str());
        if !buyer_answers::is_to(tx, (*answer_id, quote.person_id), asked).await? {
            return Err(UserError::QuoteGone.into());
        }
        buyer_answers::keep(tx, *answer_id, quote.person_id).await?;
    }
    Ok(())
}

/// What orders that wait for each other share; two of a product, or two top-ups, never do.
fn target_of(offer: &Offer, quote: &Quote) -> String {
    if offer.kind.is_never_alike() {
        format!("product:{}", quote.checkout_id)
    } else {
        target_key(&quote.link)
    }
}

/// The money is set aside and the order waits to be sent.
pub(super) async fn hold_and_insert(
    tx: &mut Tx,
    offer: &Offer,
    (quote, inputs): (&Quote, &Inputs),
    split: Split,
    now_ms: i64,
) -> Result<OrderId, FlowError> {
    let price = split.sum().ok_or(UserError::AmountTooLarge)?;
    let is_bought_as_shown = quote.source_id == offer.source_id;
    let (rate, currency) = if is_bought_as_shown {
        (quote.rate.clone(), &quote.currency)
    } else {
        (offer.rate.to_string(), &offer.currency)
    };
    let new = NewOrder {
        person_id: quote.person_id,
        checkout_id: &quote.checkout_id,
        service_id: quote.service_id,
        source_id: offer.source_id,
        provider: &offer.provider,
        link: &quote.link,
        id_space: offer.kind.id_space(),
        target: &target_of(offer, quote),
        inputs: &quote.inputs,
        terms: &quote.terms,
        quantity: quote.quantity,
        billed_quantity: quote.billed_quantity,
        price,
        bonus_part: split.bonus,
        discount: Money::from_micros(quote.discount),
        coupon: &quote.coupon,
        provider_rate: &rate,
        provider_currency: currency,
    };
    let Some(order_id) = orders::insert(tx, &new, now_ms).await? else {
        return Err(StoreError::Lost(Race::Checkout).into());
    };
    if let Some(expires_ms) = inputs.entries.expires_ms(now_ms) {
        orders::children::set_expiry(tx, order_id, expires_ms).await?;
    }
    if inputs.kind.tests_mail() {
        placing::keep_target(tx, order_id, inputs).await?;
    }
    let mut memo = vec![("order".to_owned(), order_id.to_string())];
    let mut memo_key = "memo-hold";
    if !quote.coupon.is_empty() {
        let used = (quote.coupon.as_str(), quote.person_id);
        coupon_rows::insert_use(tx, order_id, used, now_ms).await?;
        memo.push(("code".to_owned(), quote.coupon.clone()));
        memo_key = "memo-hold-coupon";
    }
    let entry = ledger::hold(order_id, split)?.described_as(EntryKind::Hold, memo_key, memo);
    let about = About { person_id: quote.person_id, order_id, actor_id: PersonId::NONE };
    postings::post(tx, &entry, about, now_ms).await?;
    Ok(order_id)
}
