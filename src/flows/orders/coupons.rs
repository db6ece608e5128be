//! A coupon on its way into an order: taken onto a quote, used up by Confirm, and free again when
//! its order came to nothing. What is taken off is frozen in the quote; whether the code may still
//! be used is asked again at Confirm.

use super::quote::new_checkout_id;
use crate::clock::HOUR_MS;
use crate::domain::coupon::{
    CouponCode, CouponRefusal, Discounted, Occasion, Priced, WRONG_CODES_MAX,
};
use crate::domain::money::Money;
use crate::domain::quote::is_expired;
use crate::domain::time::{Millis, Span};
use crate::flows::{Ctx, FlowError};
use crate::store::catalog::Offer;
use crate::store::coupons::{self, Coupon};
use crate::store::orders::Order;
use crate::store::quotes::{self, Quote};
use crate::store::{StoreError, Tx};

/// A quote with a coupon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithCoupon {
    /// The quote, with a checkout id of its own.
    pub quote: Quote,
    /// Whether the coupon would have taken off more, were that not below the cost.
    pub is_cut: bool,
}

/// Takes the code that a person typed onto a quote. Codes that nobody has are counted: after some
/// of them no code is answered for a while, right or wrong.
///
/// # Errors
/// When the database fails; the inner error is why the code is not taken.
pub async fn apply_typed(
    ctx: &mut Ctx<'_>,
    (offer, quote): (&Offer, &Quote),
    typed: &str,
) -> Result<Result<WithCoupon, CouponRefusal>, FlowError> {
    let person_id = quote.person_id;
    let since_ms = ctx.shop.ago_ms(ctx.now_ms, Millis(HOUR_MS));
    if coupons::count_tries(ctx.tx, person_id, since_ms).await? >= WRONG_CODES_MAX {
        return Ok(Err(CouponRefusal::TooManyTries));
    }
    let applied = apply(ctx.tx, (offer, quote), typed, ctx.now_ms).await?;
    if matches!(applied, Err(CouponRefusal::Unknown)) {
        coupons::insert_try(ctx.tx, person_id, ctx.now_ms).await?;
    }
    Ok(applied)
}

/// Takes a code that was accepted before onto another quote of the same order.
///
/// # Errors
/// As [`apply_typed`].
pub async fn apply(
    tx: &mut Tx,
    (offer, quote): (&Offer, &Quote),
    code: &str,
    now_ms: i64,
) -> Result<Result<WithCoupon, CouponRefusal>, FlowError> {
    let Some(coupon) = find(tx, code).await? else { return Ok(Err(CouponRefusal::Unknown)) };
    let occasion = occasion(tx, (offer, quote), &coupon, now_ms).await?;
    if let Some(refusal) = refusal_of(&coupon, &occasion) {
        return Ok(Err(refusal));
    }
    let cost = offer.cost(quote.billed_quantity);
    let discounted =
        cost.and_then(|cost| coupon.discount.applied(Priced { price: occasion.price, cost }));
    let Some(Discounted { price, off, is_cut }) = discounted else {
        return Ok(Err(CouponRefusal::NothingLeft));
    };
    let quote = anew(tx, quote, Paying { coupon: coupon.code, price, off }).await?;
    Ok(Ok(WithCoupon { quote, is_cut }))
}

/// The same order without its coupon, to be confirmed by a button of its own.
///
/// # Errors
/// When the database fails.
pub async fn without(tx: &mut Tx, quote: &Quote) -> Result<Quote, StoreError> {
    let plain = Paying { coupon: String::new(), price: quote.full_price(), off: Money::ZERO };
    anew(tx, quote, plain).await
}

/// What is paid for an order.
struct Paying {
    /// The coupon's code, or empty.
    coupon: String,
    /// What is left of the price.
    price: Money,
    /// What the coupon takes off it.
    off: Money,
}

/// Each price that is shown has its own checkout: a late press buys at what it was pressed under.
/// It holds no longer than the price that it is made of.
async fn anew(
    tx: &mut Tx,
    quote: &Quote,
    Paying { coupon, price, off }: Paying,
) -> Result<Quote, StoreError> {
    let fresh = Quote {
        checkout_id: new_checkout_id(),
        price: price.micros(),
        discount: off.micros(),
        coupon,
        ..quote.clone()
    };
    quotes::insert(tx, &fresh).await?;
    Ok(fresh)
}

async fn find(tx: &mut Tx, code: &str) -> Result<Option<Coupon>, StoreError> {
    match CouponCode::read(code) {
        Some(code) => coupons::find(tx, &code).await,
        None => Ok(None),
    }
}

async fn occasion(
    tx: &mut Tx,
    (offer, quote): (&Offer, &Quote),
    coupon: &Coupon,
    at_ms: i64,
) -> Result<Occasion, StoreError> {
    let own_uses = match CouponCode::read(&coupon.code) {
        Some(code) => coupons::count_of_person(tx, &code, quote.person_id).await?,
        None => 0,
    };
    let of = (offer.category_id, offer.service_id);
    Ok(Occasion { at_ms, price: quote.full_price(), of, uses: coupon.uses, own_uses })
}

fn refusal_of(coupon: &Coupon, occasion: &Occasion) -> Option<CouponRefusal> {
    if coupon.is_stopped {
        return Some(CouponRefusal::Over);
    }
    coupon.conditions.refusal(occasion)
}

/// Uses the coupon of a quote up for the order that is placed in this transaction. To be called
/// under the lock of the person's wallet, which keeps two orders of theirs apart. A coupon that
/// held when the price was promised holds as long as that price; one may also have begun since.
///
/// # Errors
/// When the database fails; the inner error is why it cannot be used any more.
pub(super) async fn claim(
    tx: &mut Tx,
    (offer, quote): (&Offer, &Quote),
    now_ms: i64,
) -> Result<Result<(), CouponRefusal>, FlowError> {
    let Some(code) = CouponCode::read(&quote.coupon) else { return Ok(Ok(())) };
    let Some(coupon) = coupons::find(tx, &code).await? else {
        return Ok(Err(CouponRefusal::Unknown));
    };
    let now = occasion(tx, (offer, quote), &coupon, now_ms).await?;
    let promised = Occasion { at_ms: quote.created_ms, ..now };
    let is_promise_over = is_expired(Span { from_ms: quote.created_ms, until_ms: now_ms });
    if let Some(refusal) = refusal_of(&coupon, &now)
        && (is_promise_over || refusal_of(&coupon, &promised).is_some())
    {
        return Ok(Err(refusal));
    }
    // Of those who confirm at once only as many succeed as may.
    let is_taken = coupons::take(tx, &code).await?;
    Ok(if is_taken { Ok(()) } else { Err(CouponRefusal::UsedUp) })
}

/// Everything of an order went back and nothing was delivered: its coupon may be used again.
pub(super) async fn give_back(tx: &mut Tx, order: &Order) -> Result<(), StoreError> {
    if order.coupon.is_empty() { Ok(()) } else { coupons::give_back(tx, order.order_id).await }
}
