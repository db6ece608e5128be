//! The confirm screen: what was understood, the exact price and the balance after it. Owns the
//! press of Confirm. The price shown is the price charged.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::asked::step_buttons;
use super::walk::next;
use super::{ask, changes, coupon, offer_of, receive, recharge, sealed};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::{entered_lines, ordered_of, reason_text};
use crate::bot::screens::{card, orders};
use crate::bot::ui::buttons::missing_buttons;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::fields::Field;
use crate::domain::ids::{CheckoutId, OrderId};
use crate::domain::inputs::Inputs;
use crate::domain::ledger::Wallet;
use crate::domain::links::target_key;
use crate::domain::money::Money;
use crate::domain::number::parse_quantity;
use crate::domain::order::Stage;
use crate::domain::pricing::Pricing;
use crate::domain::terms::{Terms, TermsChange};
use crate::domain::top_up::TopUpState;
use crate::flows::deposits::top_ups::missing;
use crate::flows::orders::place_order::{Placed, place_order};
use crate::flows::orders::quote::{Ask, make_quote};
use crate::flows::{FlowError, UserError};
use crate::notifications::order_card::CardPlace;
use crate::store::catalog::Offer;
use crate::store::lists::{self, List};
use crate::store::orders::{
    self as stored,
    listing::{self, Running},
};
use crate::store::quotes::Quote;
use crate::store::{coupons, postings, quotes, top_ups};

/// Everything was entered: the price is promised and shown.
pub(super) async fn quote(turn: &Turn, offer: &Offer, draft: Draft) -> Outcome {
    if offer.pricing == Pricing::Previewed {
        return recharge::quote(turn, offer, draft).await;
    }
    // The provider may have changed the type, or its question, since the first one.
    let draft = sealed::without_old_answers(turn, offer, draft).await?;
    if let Some(missing) = next(offer, &draft, None) {
        return ask(turn, offer, draft, (missing, None)).await;
    }
    let asked = Ask {
        link: draft.link.as_deref().unwrap_or_default(),
        quantity: draft.quantity.unwrap_or(1),
        entries: draft.entries.clone(),
    };
    let quote = {
        let mut tx = turn.write_tx().await;
        make_quote(&mut tx, turn.person.person_id, offer, &asked, turn.now_ms).await?
    };
    let (quote, coupon_word) = coupon::keep(turn, (offer, quote), &draft).await?;
    // A sync may have come between the card and the price.
    let seen = draft.terms.as_deref().and_then(Terms::from_text);
    let mut changes = seen.map_or_else(Vec::new, |seen| seen.changes_to(&offer.terms()));
    let mut draft = draft;
    if draft.entries.is_in_parts() && !offer.has_dripfeed {
        changes.push(TermsChange::NoParts);
        draft.entries = draft.entries.at_once();
    }
    let words = changes::summary(&turn.words(), &changes).into_iter().chain(coupon_word);
    let word = words.reduce(|above, below| format!("{above}\n{below}"));
    show(turn, draft, (&quote, word)).await
}

/// What the screen tells beside the price.
struct Facts {
    wallet: Wallet,
    duplicate: Option<Running>,
    inputs: Option<Inputs>,
    lists: BTreeMap<Field, List>,
    has_coupons: bool,
}

async fn facts(turn: &Turn, quote: &Quote) -> Result<Facts, FlowError> {
    let (person_id, target) = (turn.person.person_id, target_key(&quote.link));
    let mut tx = turn.read_tx().await;
    let wallet = postings::wallet(&mut tx, person_id).await?;
    let duplicate = listing::running(&mut tx, person_id, quote.service_id, &target).await?;
    let inputs = Inputs::from_text(&quote.inputs);
    let kind = inputs.as_ref().map(|inputs| inputs.kind);
    let wallet = kind.map_or(wallet, |kind| wallet.paying_for(kind));
    let lists = match &inputs {
        Some(inputs) => lists::find_each(&mut tx, &inputs.entries.lists, person_id).await?,
        None => BTreeMap::new(),
    };
    let has_coupons = coupons::count_open(&mut tx, turn.now_ms).await? > 0;
    Ok(Facts { wallet, duplicate, inputs, lists, has_coupons })
}

/// The exact price and the balance after it, or what is missing.
pub(super) async fn show(
    turn: &Turn,
    draft: Draft,
    (quote, word): (&Quote, Option<String>),
) -> Outcome {
    if recharge::is_told_before(quote) {
        return recharge::show(turn, draft, (quote, word)).await;
    }
    let words = turn.words();
    let facts = facts(turn, quote).await?;
    let price = Money::from_micros(quote.price);
    let mut lines: Vec<String> = word.map(|word| word + "\n").into_iter().collect();
    lines.extend(understood(&words, &draft, quote, &facts));
    lines.extend(coupon::line(&words, quote));
    let args = Args::new()
        .text("price", words.money(price))
        .text("balance", words.balance(spendable(&facts.wallet)));
    lines.push(words.html("checkout-price", args));
    let mut view = match missing(price, &facts.wallet) {
        Some(missing) => {
            lines.extend(short_of(&words, missing, &facts.wallet));
            lines.extend(asked(turn, &words, &quote.checkout_id).await?);
            let ways = missing_buttons(&words, missing, turn.can_deposit());
            ways.into_iter().fold(View::new(String::new()), |view, way| view.row([way]))
        }
        None => {
            let after = spendable(&facts.wallet).checked_sub(price).unwrap_or(Money::ZERO);
            let args = Args::new().text("after", words.balance(after));
            lines.push(words.html("checkout-after", args));
            let label = words.plain("key-confirm", Args::new().text("price", words.money(price)));
            let checkout = quote.checkout_id.clone();
            View::new(String::new()).row([Button::action(label, Action::Confirm { checkout })])
        }
    };
    if let Some(duplicate) = &facts.duplicate {
        lines.push(duplicate_warning(&words, duplicate, turn.now_ms));
        let args = Args::new().text("order", duplicate.order_id.to_string());
        let label = words.plain("key-open-duplicate", args);
        view = view.row([Button::action(label, Action::OrderCard { order: duplicate.order_id })]);
    }
    if facts.has_coupons || !quote.coupon.is_empty() {
        view = view.row([coupon::button(&words, quote)]);
    }
    view.text = lines.join("\n");
    let coupon = Some(quote.coupon.clone()).filter(|code| !code.is_empty());
    let draft = Draft { terms: Some(quote.terms.clone()), coupon, ..draft };
    turn.go(State::Confirm { draft, checkout: quote.checkout_id.clone() });
    turn.show(view.row(step_buttons(&words))).await
}

/// What an order may cost, bonus included.
fn spendable(wallet: &Wallet) -> Money {
    wallet.spendable().unwrap_or(wallet.available)
}

/// What will be ordered, and how what was typed was read.
fn understood(words: &Words, draft: &Draft, quote: &Quote, facts: &Facts) -> Vec<String> {
    let args = Args::new().text("service", Terms::name_in(&quote.terms)).text("link", &quote.link);
    let key = if quote.link.is_empty() { "checkout-summary-product" } else { "checkout-summary" };
    let mut lines = vec![words.html(key, args)];
    if let Some(typed) = &draft.typed_link {
        lines.push(words.html("checkout-typed", Args::new().text("typed", typed)));
    }
    let Some(inputs) = &facts.inputs else { return lines };
    lines.extend(entered_lines(words, inputs.kind, &inputs.entries, &facts.lists));
    if inputs.kind.takes_quantity() {
        let ordered = ordered_of(words, quote.quantity, &quote.inputs);
        let args = Args::new().text("quantity", ordered);
        lines.push(words.html("checkout-quantity-is", args));
        if let Some(typed) = &draft.typed_quantity {
            lines.push(words.html("checkout-typed", Args::new().text("typed", typed)));
        }
    }
    if inputs.kind.tests_mail() {
        let args =
            Args::new().text("quantity", words.number(inputs.quantity)).text("domain", &quote.link);
        lines.push(words.html("checkout-mail", args));
    }
    lines
}

fn short_of(words: &Words, missing: Money, wallet: &Wallet) -> Vec<String> {
    let mut lines = Vec::new();
    if wallet.owed.is_positive() {
        let args = Args::new().text("owed", words.money(wallet.owed));
        lines.push(words.html("balance-owed", args));
    }
    let args = Args::new().text("missing", words.money(missing));
    lines.push(words.html("checkout-short", args));
    lines
}

/// What became of the request for the missing money, if one was made for this order.
async fn asked(
    turn: &Turn,
    words: &Words,
    checkout: &CheckoutId,
) -> Result<Vec<String>, FlowError> {
    let latest = top_ups::latest(&mut *turn.read_tx().await, turn.person.person_id).await?;
    let Some(latest) = latest.filter(|request| request.checkout_id == *checkout) else {
        return Ok(Vec::new());
    };
    let key = match latest.state() {
        TopUpState::Open => "top-up-is-open",
        TopUpState::Declined => "top-up-is-declined",
        TopUpState::Given | TopUpState::Superseded => return Ok(Vec::new()),
    };
    let args = Args::new().text("amount", words.money(latest.amount()));
    let reason = reason_text(words, &latest.reason());
    let reason =
        reason.map(|reason| words.html("notice-reason", Args::new().text("reason", reason)));
    Ok([words.html(key, args)].into_iter().chain(reason).collect())
}

/// Nobody is to pay twice for one thing without having read of it.
fn duplicate_warning(words: &Words, duplicate: &Running, now_ms: i64) -> String {
    let state = duplicate.stage(now_ms).map_or("", Stage::as_str);
    let args = Args::new()
        .text("order", duplicate.order_id.to_string())
        .text("state", words.word_of("order-state", state))
        .text("quantity", ordered_of(words, duplicate.quantity, &duplicate.inputs));
    format!("\n{}", words.html("checkout-duplicate", args))
}

/// The Confirm button. It carries the checkout id, so that a second press finds the order of the
/// first.
pub async fn confirm(turn: Arc<Turn>, checkout: CheckoutId, state: State) -> Outcome {
    let placed = {
        let mut tx = turn.write_tx().await;
        place_order(&mut turn.ctx(&mut tx), &turn.person, &checkout).await?
    };
    let words = turn.words();
    let draft = match state {
        State::Confirm { draft, checkout: own } if own == checkout => Some(draft),
        _ => None,
    };
    match (placed, draft) {
        (Placed::New { order_id }, _) => show_placed(&turn, order_id).await,
        (Placed::Already { order_id }, _) => {
            say_already(&turn, order_id);
            Ok(())
        }
        (Placed::Requoted { quote, changes }, Some(draft)) => {
            show(&turn, draft, (&quote, changes::summary(&words, &changes))).await
        }
        (Placed::Outdated { changes }, Some(draft)) => {
            let word = changes::summary(&words, &changes);
            card::show(&turn, draft, word).await
        }
        (Placed::Short { .. }, Some(draft)) => {
            let quote = own_quote(&turn, &checkout).await?.ok_or(UserError::QuoteGone)?;
            show(&turn, draft, (&quote, None)).await
        }
        (Placed::Stale { quote }, Some(draft)) => {
            let offer = offer_of(&turn, draft.service).await?;
            recharge::again(&turn, &offer, draft, &quote).await
        }
        (
            Placed::Requoted { .. }
            | Placed::Outdated { .. }
            | Placed::Stale { .. }
            | Placed::Short { .. },
            None,
        ) => {
            turn.toast(words.word("button-old"));
            Ok(())
        }
    }
}

/// The press of a Confirm that has become its order's card, or is an old screen's.
pub async fn confirm_again(turn: Arc<Turn>, checkout: CheckoutId) -> Outcome {
    let order = stored::find_by_checkout(&mut *turn.read_tx().await, &checkout).await?;
    match order.filter(|order| order.person_id == turn.person.person_id) {
        Some(order) => say_already(&turn, order.order_id),
        None => turn.answer_old_button(),
    }
    Ok(())
}

fn say_already(turn: &Turn, order_id: OrderId) {
    let args = Args::new().text("order", order_id.to_string());
    turn.toast(turn.words().plain("checkout-already", args));
}

/// What Confirm leaves is the order's card, which lives on in the chat.
async fn show_placed(turn: &Turn, order_id: OrderId) -> Outcome {
    turn.go(State::Idle);
    let order = orders::own(turn, order_id).await?;
    turn.leave(orders::card_view(turn, order, &CardPlace::OfItsOwn).await?).await
}

/// Looks at the confirm screen again, after the balance has grown or from a push.
pub async fn recheck(turn: Arc<Turn>, (draft, checkout): (Draft, CheckoutId)) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    match own_quote(&turn, &checkout).await? {
        Some(kept) => {
            // The screen may look as before: the press is answered all the same.
            let wallet =
                postings::wallet(&mut *turn.read_tx().await, turn.person.person_id).await?;
            let wallet = wallet.paying_for(offer.kind);
            let words = turn.words();
            turn.toast(match missing(Money::from_micros(kept.price), &wallet) {
                Some(missing) => {
                    let args = Args::new().text("missing", words.money(missing));
                    words.plain("top-up-still-missing", args)
                }
                None => words.word("top-up-not-needed"),
            });
            show(&turn, draft, (&kept, None)).await
        }
        None => quote(&turn, &offer, draft).await,
    }
}

pub(super) async fn own_quote(
    turn: &Turn,
    checkout: &CheckoutId,
) -> Result<Option<Quote>, FlowError> {
    Ok(quotes::find(&mut *turn.read_tx().await, checkout, turn.person.person_id).await?)
}

/// A text at the confirm screen: another quantity where the service has one, more lines where they
/// are counted; anything else leaves the price where it was.
pub async fn retype(
    turn: Arc<Turn>,
    (draft, checkout): (Draft, CheckoutId),
    text: String,
) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    if offer.kind.recharges().is_some() && parse_quantity(&text).is_ok() {
        return receive(turn, (Field::Amount, draft), text).await;
    }
    if offer.kind.takes_quantity() && parse_quantity(&text).is_ok() {
        return receive(turn, (Field::Quantity, draft), text).await;
    }
    if let Some(counted) = offer.kind.counted_list() {
        return receive(turn, (counted, draft), text).await;
    }
    remind(turn, (draft, checkout)).await
}

/// The confirm screen once more, below what could not be used.
pub(super) async fn remind(turn: Arc<Turn>, (draft, checkout): (Draft, CheckoutId)) -> Outcome {
    if let Some(kept) = own_quote(&turn, &checkout).await? {
        let word = turn.words().html("fallback-confirm", Args::new());
        return show(&turn, draft, (&kept, Some(word))).await;
    }
    let offer = offer_of(&turn, draft.service).await?;
    quote(&turn, &offer, draft).await
}
