//! The coupon of the confirm screen: the question for its code, and the way back to the full price.
//! Must never change what is paid without showing it.

use std::sync::Arc;

use super::confirm::{own_quote, quote, show};
use super::offer_of;
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::coupon::CouponRefusal;
use crate::domain::ids::CheckoutId;
use crate::domain::money::Money;
use crate::flows::FlowError;
use crate::flows::orders::coupons::{self, WithCoupon};
use crate::store::catalog::Offer;
use crate::store::quotes::Quote;

/// Asks for the code.
pub async fn ask(turn: Arc<Turn>, order: (Draft, CheckoutId)) -> Outcome {
    ask_again(&turn, order, None).await
}

async fn ask_again(
    turn: &Turn,
    (draft, checkout): (Draft, CheckoutId),
    refusal: Option<CouponRefusal>,
) -> Outcome {
    let words = turn.words();
    let mut text = words.html("coupon-ask", Args::new());
    if let Some(refusal) = refusal {
        let why = escape_html(&refusal::of_coupon(&words, refusal));
        text = format!("⚠️ {why}\n\n{text}");
    }
    turn.go(State::Coupon { draft, checkout });
    let back = Button::action(words.word("key-back"), Action::Back);
    turn.show(View::new(text).row([back])).await
}

/// The code was typed.
pub async fn receive(
    turn: Arc<Turn>,
    (draft, checkout): (Draft, CheckoutId),
    typed: String,
) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let Some(kept) = own_quote(&turn, &checkout).await? else {
        return quote(&turn, &offer, draft).await;
    };
    let applied = {
        let mut tx = turn.write_tx().await;
        coupons::apply_typed(&mut turn.ctx(&mut tx), (&offer, &kept), &typed).await?
    };
    match applied {
        Ok(with) => {
            let word = cut_word(&turn.words(), &with);
            show(&turn, draft, (&with.quote, word)).await
        }
        Err(refusal) => ask_again(&turn, (draft, checkout), Some(refusal)).await,
    }
}

/// Says that the coupon would have taken off more.
fn cut_word(words: &Words, with: &WithCoupon) -> Option<String> {
    with.is_cut.then(|| words.html("coupon-cut", Args::new()))
}

/// Back to the price, as it was shown.
pub async fn back(turn: Arc<Turn>, (draft, checkout): (Draft, CheckoutId)) -> Outcome {
    match own_quote(&turn, &checkout).await? {
        Some(kept) => show(&turn, draft, (&kept, None)).await,
        None => {
            let offer = offer_of(&turn, draft.service).await?;
            quote(&turn, &offer, draft).await
        }
    }
}

/// Without the coupon.
pub async fn remove(turn: Arc<Turn>, (draft, checkout): (Draft, CheckoutId)) -> Outcome {
    let draft = Draft { coupon: None, ..draft };
    let Some(kept) = own_quote(&turn, &checkout).await? else {
        let offer = offer_of(&turn, draft.service).await?;
        return quote(&turn, &offer, draft).await;
    };
    let plain = {
        let mut tx = turn.write_tx().await;
        coupons::without(&mut tx, &kept).await?
    };
    show(&turn, draft, (&plain, None)).await
}

/// A new quote of an order that had a coupon: with it, or with a word about why not.
pub(super) async fn keep(
    turn: &Turn,
    (offer, quote): (&Offer, Quote),
    draft: &Draft,
) -> Result<(Quote, Option<String>), FlowError> {
    let Some(code) = &draft.coupon else { return Ok((quote, None)) };
    let words = turn.words();
    let applied = {
        let mut tx = turn.write_tx().await;
        coupons::apply(&mut tx, (offer, &quote), code, turn.now_ms).await?
    };
    Ok(match applied {
        Ok(with) => {
            let word = cut_word(&words, &with);
            (with.quote, word)
        }
        Err(refusal) => {
            let why = escape_html(&refusal::of_coupon(&words, refusal));
            (quote, Some(format!("⚠️ {why}")))
        }
    })
}

/// What the coupon took off.
pub(super) fn line(words: &Words, quote: &Quote) -> Option<String> {
    let args = Args::new()
        .text("code", &quote.coupon)
        .text("before", words.money(quote.full_price()))
        .text("off", words.money(Money::from_micros(quote.discount)));
    (!quote.coupon.is_empty()).then(|| words.html("checkout-coupon", args))
}

/// The button that asks for a code, or takes the coupon away.
pub(super) fn button(words: &Words, quote: &Quote) -> Button {
    if quote.coupon.is_empty() {
        Button::action(words.word("key-coupon"), Action::Coupon)
    } else {
        Button::action(words.word("key-no-coupon"), Action::NoCoupon)
    }
}
