//! From a service to a placed order: link, quantity, confirm. Wrong input is named and asked again,
//! and nothing typed before is lost.

use std::sync::Arc;

use crate::bot::callback::Tap;
use crate::bot::handlers::{admin, browse, refusal, start};
use crate::bot::i18n::{Args, Words, escape_html};
use crate::bot::schema::Outcome;
use crate::bot::state::{Draft, State};
use crate::bot::turn::Turn;
use crate::bot::view::{Key, View, shorten};
use crate::clock::MINUTE_MS;
use crate::domain::ledger::Wallet;
use crate::domain::links::{Platform, clean_link, platform_of};
use crate::domain::money::Money;
use crate::domain::number::parse_quantity;
use crate::flows::place_order::{Placed, place_order};
use crate::flows::quote::{check_offer, make_quote};
use crate::flows::{FlowError, UserError};
use crate::store::catalog::{self, Offer};
use crate::store::quotes::Quote;
use crate::store::{alerts, ledger, quotes};

/// Longer texts are no link and no number; what is read of them is cut here.
const INPUT_MAX_CHARS: usize = 2_000;
/// A person asks for a top-up this often at the most.
const TOP_UP_EVERY_MS: i64 = 10 * MINUTE_MS;
/// Quantities offered as buttons where the limits allow.
const ROUND_QUANTITIES: [i64; 7] = [100, 500, 1_000, 2_000, 5_000, 10_000, 50_000];

/// The Order button of a card.
pub async fn begin(turn: Arc<Turn>, (service, page): (i64, i64)) -> Outcome {
    let offer = offer_of(&turn, service).await?;
    let draft = match turn.state() {
        State::Card { draft } if draft.service == service => draft,
        _ => Draft { service, category: offer.category_id, page, ..Draft::default() },
    };
    ask_link(&turn, &offer, draft, None).await
}

async fn offer_of(turn: &Turn, service: i64) -> Result<Offer, FlowError> {
    let offer = catalog::find_offer(&mut *turn.tx().await, service).await?;
    let offer = offer.ok_or(UserError::ServiceGone)?;
    check_offer(&offer)?;
    Ok(offer)
}

fn platform(offer: &Offer) -> Option<Platform> {
    platform_of(&offer.category, &offer.name)
}

fn example(offer: &Offer) -> &'static str {
    platform(offer).map_or("https://example.com/page", Platform::example)
}

fn step_keys(words: &Words) -> [Key; 2] {
    [Key::tap(words.word("key-back"), Tap::Back), Key::tap(words.word("key-cancel"), Tap::Cancel)]
}

/// Asks for the link; `trouble` says what was wrong with the last one.
async fn ask_link(turn: &Turn, offer: &Offer, draft: Draft, trouble: Option<String>) -> Outcome {
    let words = turn.words();
    let args = Args::new().text("example", example(offer));
    // What is wrong says what would be right, so the question need not be repeated.
    let question = trouble.unwrap_or_else(|| words.html("checkout-link", args));
    let text = format!("<b>{}</b>\n\n{question}", escape_html(&offer.name));
    let mut view = View::new(text);
    if let Some(link) = &draft.link {
        let short = shorten(link.trim_start_matches("https://"), 40);
        let label = words.plain("key-keep-link", Args::new().text("link", short));
        view = view.row([Key::tap(label, Tap::KeepLink)]);
    }
    turn.go(State::Link { draft });
    turn.show(view.row(step_keys(&words))).await
}

/// A link was typed.
pub async fn receive_link(turn: Arc<Turn>, draft: Draft, text: String) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let text: String = text.chars().take(INPUT_MAX_CHARS).collect();
    match clean_link(&text, platform(&offer)) {
        Ok(link) => ask_quantity(&turn, &offer, Draft { link: Some(link), ..draft }, None).await,
        Err(error) => {
            let trouble = refusal::of_link(&turn.words(), &error, example(&offer));
            ask_link(&turn, &offer, draft, Some(trouble)).await
        }
    }
}

/// The link typed before is kept.
pub async fn keep_link(turn: Arc<Turn>, draft: Draft) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    if draft.link.is_none() {
        return ask_link(&turn, &offer, draft, None).await;
    }
    ask_quantity(&turn, &offer, draft, None).await
}

async fn ask_quantity(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    trouble: Option<String>,
) -> Outcome {
    let words = turn.words();
    let (min, max) = (offer.min_quantity, offer.max_quantity);
    let limits = Args::new().text("min", words.number(min)).text("max", words.number(max));
    let question = trouble.unwrap_or_else(|| words.html("checkout-quantity", limits));
    let link = draft.link.clone().unwrap_or_default();
    let (name, link) = (escape_html(&offer.name), escape_html(&link));
    let text = format!("<b>{name}</b>\n🔗 {link}\n\n{question}");
    let key = |quantity: i64| Key::tap(words.number(quantity), Tap::Quantity { quantity });
    let offered: Vec<i64> = offered_quantities((min, max), draft.quantity);
    let mut view = View::new(text);
    for row in offered.chunks(3) {
        view = view.row(row.iter().copied().map(key));
    }
    turn.go(State::Quantity { draft });
    turn.show(view.row(step_keys(&words))).await
}

/// What was entered before, the smallest quantity, and round ones within the limits; six at most.
fn offered_quantities((min, max): (i64, i64), entered: Option<i64>) -> Vec<i64> {
    let mut offered: Vec<i64> = entered.into_iter().chain([min]).chain(ROUND_QUANTITIES).collect();
    offered.retain(|quantity| (min..=max).contains(quantity));
    let mut seen = Vec::new();
    offered.retain(|quantity| {
        !seen.contains(quantity) && {
            seen.push(*quantity);
            true
        }
    });
    offered.truncate(6);
    offered.sort_unstable();
    offered
}

/// A quantity was typed.
pub async fn receive_quantity(turn: Arc<Turn>, draft: Draft, text: String) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let text: String = text.chars().take(INPUT_MAX_CHARS).collect();
    match parse_quantity(&text) {
        Ok(quantity) => take_quantity(&turn, &offer, draft, quantity).await,
        Err(error) => {
            let limits = (offer.min_quantity, offer.max_quantity);
            let trouble = refusal::of_quantity(&turn.words(), Some(&error), limits);
            ask_quantity(&turn, &offer, draft, Some(trouble)).await
        }
    }
}

/// One of the offered quantities was pressed.
pub async fn pick_quantity(turn: Arc<Turn>, draft: Draft, quantity: i64) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    take_quantity(&turn, &offer, draft, quantity).await
}

async fn take_quantity(turn: &Turn, offer: &Offer, draft: Draft, quantity: i64) -> Outcome {
    let (min, max) = (offer.min_quantity, offer.max_quantity);
    if !(min..=max).contains(&quantity) {
        let trouble = refusal::of_quantity(&turn.words(), None, (min, max));
        return ask_quantity(turn, offer, draft, Some(trouble)).await;
    }
    let Some(link) = draft.link.clone() else { return ask_link(turn, offer, draft, None).await };
    let quote = {
        let mut tx = turn.tx().await;
        let person_id = turn.person.person_id;
        make_quote(&mut tx, person_id, offer.service_id, &link, quantity, turn.now_ms).await?
    };
    show_confirm(turn, Draft { quantity: Some(quantity), ..draft }, &quote, None).await
}

/// What has to come in before so much can be paid: a debt is paid first.
fn missing(price: Money, wallet: &Wallet) -> Option<Money> {
    let needed = price.checked_add(wallet.owed)?;
    needed.checked_sub(wallet.available).filter(|missing| missing.is_positive())
}

/// The exact price and the balance after it, or what is missing.
async fn show_confirm(turn: &Turn, draft: Draft, quote: &Quote, word: Option<&str>) -> Outcome {
    let words = turn.words();
    let (offer, wallet) = {
        let mut tx = turn.tx().await;
        let offer = catalog::find_offer(&mut tx, quote.service_id).await?;
        (offer, ledger::wallet(&mut tx, turn.person.person_id).await?)
    };
    let offer = offer.ok_or(UserError::ServiceGone)?;
    let price = Money::from_micros(quote.price);
    let args = Args::new()
        .text("service", &offer.name)
        .text("link", &quote.link)
        .text("quantity", words.number(quote.quantity))
        .text("price", words.money(price))
        .text("balance", words.money(wallet.available));
    let mut text = word.map(|key| words.html(key, Args::new()) + "\n\n").unwrap_or_default();
    text.push_str(&words.html("checkout-summary", args));
    text.push('\n');
    let view = if let Some(missing) = missing(price, &wallet) {
        if wallet.owed.is_positive() {
            let args = Args::new().text("owed", words.money(wallet.owed));
            text.push_str(&(words.html("balance-owed", args) + "\n"));
        }
        let args = Args::new().text("missing", words.money(missing));
        text.push_str(&words.html("checkout-short", args));
        View::new(text)
            .row([Key::tap(words.word("key-top-up"), Tap::TopUp)])
            .row([Key::tap(words.word("key-recheck"), Tap::Recheck)])
    } else {
        let after = wallet.available.checked_sub(price).unwrap_or(Money::ZERO);
        let args = Args::new().text("after", words.money(after));
        text.push_str(&words.html("checkout-after", args));
        let label = words.plain("key-confirm", Args::new().text("price", words.money(price)));
        let checkout = quote.checkout_id.clone();
        View::new(text).row([Key::tap(label, Tap::Confirm { checkout })])
    };
    turn.go(State::Confirm { draft, checkout: quote.checkout_id.clone() });
    turn.show(view.row(step_keys(&words))).await
}

/// The Confirm button. It carries the checkout id, so that a second press finds the order of the
/// first.
pub async fn confirm(turn: Arc<Turn>, checkout: String, state: State) -> Outcome {
    let placed = {
        let mut tx = turn.tx().await;
        place_order(&mut tx, &turn.shop, &turn.person, &checkout, turn.now_ms).await?
    };
    let words = turn.words();
    let draft = match state {
        State::Confirm { draft, checkout: own } if own == checkout => Some(draft),
        _ => None,
    };
    match (placed, draft) {
        (Placed::New { order_id }, _) => show_placed(&turn, order_id).await,
        (Placed::Already { order_id }, _) => {
            let args = Args::new().text("order", order_id.to_string());
            turn.toast(words.plain("checkout-already", args));
            Ok(())
        }
        (Placed::Requoted(quote), Some(draft)) => {
            show_confirm(&turn, draft, &quote, Some("checkout-requoted")).await
        }
        (Placed::Short { .. }, Some(draft)) => {
            let quote = {
                let mut tx = turn.tx().await;
                quotes::find(&mut tx, &checkout, turn.person.person_id).await?
            };
            show_confirm(&turn, draft, &quote.ok_or(UserError::QuoteGone)?, None).await
        }
        (Placed::Requoted(_) | Placed::Short { .. }, None) => {
            turn.toast(words.word("button-old"));
            Ok(())
        }
    }
}

async fn show_placed(turn: &Turn, order_id: i64) -> Outcome {
    let words = turn.words();
    let wallet = ledger::wallet(&mut *turn.tx().await, turn.person.person_id).await?;
    turn.go(State::Idle);
    let args = Args::new()
        .text("order", order_id.to_string())
        .text("balance", words.money(wallet.available));
    let view = View::new(words.html("checkout-placed", args))
        .row([Key::tap(words.word("key-open-order"), Tap::OrderCard { order: order_id })])
        .row([
            Key::tap(words.word("key-order-more"), Tap::Categories { page: 0 }),
            start::menu_key(&words),
        ]);
    turn.show(view).await
}

/// Looks at the confirm screen again, after the balance has grown or from a push.
pub async fn recheck(turn: Arc<Turn>, (draft, checkout): (Draft, String)) -> Outcome {
    let quote = quotes::find(&mut *turn.tx().await, &checkout, turn.person.person_id).await?;
    let Some(quote) = quote else {
        let offer = offer_of(&turn, draft.service).await?;
        return match draft.quantity {
            Some(quantity) => take_quantity(&turn, &offer, draft, quantity).await,
            None => ask_quantity(&turn, &offer, draft, None).await,
        };
    };
    show_confirm(&turn, draft, &quote, None).await
}

/// Asks the admins for the missing money, with a button that gives it.
pub async fn top_up(turn: Arc<Turn>, (_, checkout): (Draft, String)) -> Outcome {
    let words = turn.words();
    let mut tx = turn.tx().await;
    let person = &turn.person;
    if person.is_banned != 0 {
        return Err(UserError::Banned.into());
    }
    let quote = quotes::find(&mut tx, &checkout, person.person_id).await?;
    let quote = quote.ok_or(UserError::QuoteGone)?;
    let wallet = ledger::wallet(&mut tx, person.person_id).await?;
    let Some(missing) = missing(Money::from_micros(quote.price), &wallet) else {
        drop(tx);
        turn.toast(words.word("top-up-not-needed"));
        let (draft, checkout) = match turn.state() {
            State::Confirm { draft, checkout } => (draft, checkout),
            _ => return Ok(()),
        };
        return recheck(turn, (draft, checkout)).await;
    };
    let key = format!("topup:{}", person.person_id);
    if !alerts::should_tell(&mut tx, &key, turn.now_ms, TOP_UP_EVERY_MS).await? {
        turn.alert(words.word("top-up-asked-already"));
        return Ok(());
    }
    let offer = catalog::find_offer(&mut tx, quote.service_id).await?;
    let wanted = offer.map_or_else(String::new, |offer| offer.name);
    let ask = (person, missing, wanted);
    admin::money::top_up_note(&turn.shop, &mut tx, ask, turn.now_ms).await?;
    let args = Args::new().text("missing", words.money(missing));
    turn.alert(words.plain("top-up-asked", args));
    Ok(())
}

/// Back from the link to the card.
pub async fn back_to_card(turn: Arc<Turn>, draft: Draft) -> Outcome {
    browse::card(turn, (draft.service, draft.page)).await
}

/// Back from the quantity to the link.
pub async fn back_to_link(turn: Arc<Turn>, draft: Draft) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    ask_link(&turn, &offer, draft, None).await
}

/// Back from the price to the quantity.
pub async fn back_to_quantity(turn: Arc<Turn>, (draft, _): (Draft, String)) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    ask_quantity(&turn, &offer, draft, None).await
}

#[cfg(test)]
mod tests {
    use super::offered_quantities;

    #[test]
    fn offered_quantities_are_within_the_limits_and_few() {
        assert_eq!(offered_quantities((50, 1_500), None), [50, 100, 500, 1_000]);
        assert_eq!(offered_quantities((10, 90), None), [10]);
        let many = offered_quantities((10, 1_000_000), Some(777));
        assert_eq!(many, [10, 100, 500, 777, 1_000, 2_000]);
    }
}
