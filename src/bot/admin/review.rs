//! Orders that wait for a person: the list, the decisions, and the provider's id, which is shown
//! with what the provider says about it before anybody can attach it.
//!
//! Choices are letters: `p` it was placed, `s` send it again, `n` not placed and money back, `r`
//! the return is right, `k` it was delivered and nothing goes back.

use std::sync::Arc;

use super::acts::{Act, offer, propose};
use super::{
    as_unknown_button, as_unknown_command, cards, order_key, parsing, refuse, reviews_key,
};
use crate::bot::callback::Tap;
use crate::bot::i18n::{Args, Words};
use crate::bot::keys::menu_key;
use crate::bot::paging::Page;
use crate::bot::refusal;
use crate::bot::state::State;
use crate::bot::turn::{Outcome, Turn};
use crate::bot::view::{Key, View, shorten};
use crate::bot::voice::quoted;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::order::{OrderState, ReviewKind};
use crate::flows::review::{Decision, check_decision};
use crate::flows::{FlowError, Shop, UserError, adjust};
use crate::store::orders::Order;
use crate::store::orders::listing;
use crate::store::previews::PreviewRequest;
use crate::store::{orders, previews};

const PER_PAGE: i64 = 8;
/// A provider's words are cut here.
const STATUS_MAX_CHARS: usize = 60;

/// The decision behind a letter; `p` needs the provider's id.
pub(super) fn decision_of(choice: char, provider_order_id: Option<&str>) -> Option<Decision> {
    match choice {
        'p' => {
            let provider_order_id = provider_order_id?.to_owned();
            Some(Decision::Placed { provider_order_id })
        }
        's' => Some(Decision::SendAgain),
        'n' => Some(Decision::NotPlaced),
        'r' => Some(Decision::Return),
        'k' => Some(Decision::Delivered),
        _ => None,
    }
}

/// `/review`.
///
/// # Errors
/// When the database fails.
pub async fn first_page(turn: Arc<Turn>) -> Outcome {
    if !turn.is_admin() {
        return as_unknown_command(turn).await;
    }
    list(turn, 0).await
}

/// A page of the orders that wait for a decision, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list(turn: Arc<Turn>, page: i64) -> Outcome {
    if !turn.is_admin() {
        return as_unknown_button(turn).await;
    }
    turn.leave_question();
    let words = turn.words();
    let mut page = Page::asked(page, PER_PAGE);
    let (orders, total) = {
        let mut tx = turn.look().await;
        loop {
            let read = listing::reviews(&mut tx, page.offset(), PER_PAGE).await?;
            if page.fits(read.1) {
                break read;
            }
        }
    };
    let args = Args::new().count("n", total).text("n-text", words.number(total));
    let key = if total == 0 { "admin-reviews-none" } else { "admin-reviews" };
    let view = orders.iter().fold(View::new(words.html(key, args)), |view, order| {
        let reason = shorten(&words.word_of("admin-reason", &order.reason), 30);
        let label = format!("#{} · {} · {reason}", order.order_id, words.money(order.price));
        view.row([Key::tap(label, Tap::AdminOrder { order: order.order_id })])
    });
    let view = view.row(page.pager(|page| Tap::Reviews { page }));
    turn.show(view.row([menu_key(&words)])).await
}

/// What may be decided about an order now, as buttons.
pub(super) fn choice_keys(words: &Words, order: &Order) -> Vec<Key> {
    let choices: &[(char, &str)] = match (order.state, order.review_kind()) {
        (OrderState::Review, Some(ReviewKind::Submission)) => {
            &[('p', "admin-key-placed"), ('s', "admin-key-again"), ('n', "admin-key-not-placed")]
        }
        (OrderState::Review, Some(ReviewKind::Return)) => {
            &[('r', "admin-key-return"), ('k', "admin-key-delivered")]
        }
        _ => &[],
    };
    let order = order.order_id;
    let key = |(choice, key): &(char, &str)| {
        Key::tap(words.word(key), Tap::Decide { order, choice: *choice })
    };
    choices.iter().map(key).collect()
}

/// A decision was pressed: asks for the provider's id, or shows the card to confirm.
///
/// # Errors
/// When the database fails.
pub async fn decide(turn: Arc<Turn>, (order, choice): (OrderId, char)) -> Outcome {
    if !turn.is_admin() {
        return as_unknown_button(turn).await;
    }
    turn.leave_question();
    if choice == 'p' {
        return ask_id(&turn, order, None).await;
    }
    if decision_of(choice, None).is_none() {
        return as_unknown_button(turn).await;
    }
    propose(&turn, &Act::Decide { order, choice, provider_order_id: None }).await
}

/// Asks for the provider's id; `trouble` says what was wrong with the last one.
async fn ask_id(turn: &Turn, order_id: OrderId, trouble: Option<String>) -> Outcome {
    let words = turn.words();
    let checked = {
        let mut tx = turn.tx().await;
        match answerable(&mut tx, &turn.shop, turn.person.person_id, order_id).await {
            Ok(order) => Ok((cards::order_lines(&mut tx, &words, &order).await?, order)),
            Err(FlowError::User(error)) => Err(error),
            Err(error) => return Err(error),
        }
    };
    let (mut lines, order) = match checked {
        Ok(checked) => checked,
        Err(error) => {
            turn.go(State::Idle);
            return refuse(turn, &error, vec![order_key(&words, order_id)]).await;
        }
    };
    lines.splice(0..0, trouble.into_iter().flat_map(|trouble| [trouble, String::new()]));
    let args = Args::new()
        .text("order", order_id.to_string())
        .text("provider", quoted(&order.provider, STATUS_MAX_CHARS))
        .text("seen", quoted(&order.seen_id, STATUS_MAX_CHARS));
    lines.extend([String::new(), words.html("admin-ask-id", args.clone())]);
    if !order.seen_id.is_empty() {
        lines.push(words.html("admin-ask-id-seen", args));
    }
    turn.go(State::ProviderId { order: order_id });
    let view = View::new(lines.join("\n")).row([order_key(&words, order_id), reviews_key(&words)]);
    turn.show(view).await
}

/// The order, if its submission is in review and not for this admin's own money.
async fn answerable(
    tx: &mut crate::store::Tx,
    shop: &Shop,
    admin_id: PersonId,
    order_id: OrderId,
) -> Result<Order, FlowError> {
    let order = orders::find(tx, order_id).await?.ok_or(UserError::OrderNotFound)?;
    if order.review_kind() != Some(ReviewKind::Submission) {
        return Err(UserError::AlreadyDecided { by: order.reviewed_by }.into());
    }
    adjust::check(tx, shop, admin_id, order.person_id).await?;
    Ok(order)
}

/// The provider's id was typed: it is kept for a worker to ask about, whose answer carries the
/// Confirm button.
///
/// # Errors
/// When the database fails.
pub async fn provider_id(turn: Arc<Turn>, order: OrderId, text: String) -> Outcome {
    if !turn.is_admin() {
        turn.go(State::Idle);
        return as_unknown_command(turn).await;
    }
    let words = turn.words();
    let Some(id) = parsing::provider_id(&text) else {
        let trouble = words.html("admin-wrong-id", Args::new());
        return ask_id(&turn, order, Some(trouble)).await;
    };
    match request_preview(&turn, order, id).await {
        Ok(provider) => {
            turn.go(State::Idle);
            let args = Args::new()
                .text("order", order.to_string())
                .text("id", id)
                .text("provider", quoted(&provider, STATUS_MAX_CHARS));
            let view = View::new(words.html("admin-id-asked", args));
            turn.show(view.row([order_key(&words, order), reviews_key(&words)])).await
        }
        Err(FlowError::User(error @ UserError::IdTaken { .. })) => {
            let reason = refusal::of_flow(&words, &error);
            let trouble = words.html("admin-refused", Args::new().text("reason", reason));
            ask_id(&turn, order, Some(trouble)).await
        }
        Err(FlowError::User(error)) => {
            turn.go(State::Idle);
            refuse(&turn, &error, vec![order_key(&words, order)]).await
        }
        Err(error) => Err(error),
    }
}

/// Writes the act and the question about the id; returns the provider's name.
async fn request_preview(turn: &Turn, order: OrderId, id: &str) -> Result<String, FlowError> {
    let (admin_id, now_ms) = (turn.person.person_id, turn.now_ms);
    let decision = Decision::Placed { provider_order_id: id.to_owned() };
    let mut tx = turn.tx().await;
    let order = check_decision(&mut tx, &turn.shop, admin_id, order, &decision).await?;
    let (order_id, provider) = (order.order_id, order.provider.clone());
    let act = Act::Decide { order: order_id, choice: 'p', provider_order_id: Some(id.to_owned()) };
    let request = PreviewRequest {
        nonce: offer(&mut tx, admin_id, &act, now_ms).await?,
        admin_id,
        order_id,
        provider: provider.clone(),
        provider_order_id: id.to_owned(),
    };
    previews::insert(&mut tx, &request, now_ms).await?;
    orders::answers::keep(&mut tx, &order, "typed", id, now_ms).await?;
    Ok(provider)
}
