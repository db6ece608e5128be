//! An order with everything that is known about it, for admins: what the customer sees and what
//! the provider says, and the buttons for what may be decided now. What matters stands open, the
//! history and the details fold.

use super::answers::{refuse, reviews_button};
use super::card_lines;
use super::decide::choice_buttons;
use super::evidence_lines;
use super::filing::file_button;
use super::order_requests::ask_buttons;
use super::person_card::person_button;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::{coupon_line, quoted, request_line};
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::folding::folded_card;
use crate::bot::ui::view::View;
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::number::parse_decimal;
use crate::domain::order::OrderState;
use crate::domain::provider::{Form, SAID_MAX_CHARS};
use crate::domain::terms::Terms;
use crate::flows::catalog::providers::filing::fileable;
use crate::flows::orders::children::family_of;
use crate::flows::orders::requests;
use crate::flows::{FlowError, UserError};
use crate::store::orders::Order;
use crate::store::orders::answers::{self, Answer};
use crate::store::orders::listing::{self, Event};
use crate::store::orders::requests::list_of as asked_of;
use crate::store::orders::words::{self as said, Words as Said};
use crate::store::{Tx, catalog, orders};
use std::collections::BTreeSet;

/// Lines of the history that are shown.
const HISTORY_MAX: i64 = 8;
const TEXT_MAX_CHARS: usize = 64;
/// Attempts whose words are shown, the last ones.
const SAID_MAX: i64 = 3;
/// Answers that have a line of their own.
const ANSWERS_MAX: usize = 12;
/// The ids of the others are cut here.
const IDS_MAX_CHARS: usize = 1_000;

/// The card of any order.
pub async fn show(turn: OwnerTurn, order: OrderId) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let found = {
        let mut tx = turn.write_tx().await;
        match orders::find(&mut tx, order).await? {
            Some(order) => {
                let is_fileable = fileable(&mut tx, &order).await?.is_some();
                let file = is_fileable.then(|| file_button(&words, order.order_id));
                let about = [order.clone()];
                let may = requests::may_ask(&mut turn.ctx(&mut tx), &about).await?;
                let asks = ask_buttons(&words, (order.order_id, &may));
                Some((lines(&mut tx, &words, &order, turn.now_ms).await?, order, file, asks))
            }
            None => None,
        }
    };
    let Some((lines, order, file, asks)) = found else {
        return refuse(&turn, &UserError::OrderNotFound, vec![reviews_button(&words)]).await;
    };
    let view = choice_buttons(&words, &order)
        .into_iter()
        .chain(file)
        .chain(asks)
        .fold(View::new(folded_card(lines)), |view, key| view.row([key]))
        .row([person_button(&words, order.person_id)]);
    turn.show(view.row([reviews_button(&words), menu_button(&words)])).await
}

async fn lines(
    tx: &mut Tx,
    words: &Words,
    order: &Order,
    now_ms: i64,
) -> Result<Vec<String>, FlowError> {
    let cost = cost(tx, order).await?;
    let history = listing::history(tx, order.order_id, HISTORY_MAX).await?;
    let mut lines = head(words, order, now_ms);
    let heard = answers::list(tx, order.order_id).await?;
    lines.extend(evidence_lines::of(tx, words, (order, &heard)).await?);
    lines.extend(card_lines::goods_lines(tx, words, order).await?);
    lines.extend(money(words, order, cost));
    lines.extend(provider(words, order));
    lines.extend(card_lines::move_lines(tx, words, order).await?);
    lines.extend(children(tx, words, order).await?);
    lines.extend(answer_lines(words, &heard));
    let said = said::list(tx, order.order_id, SAID_MAX).await?;
    lines.extend(said.iter().rev().map(|said| words_line(words, said)));
    let asked = asked_of(tx, order.order_id).await?;
    lines.extend(asked.iter().rev().map(|request| request_line(words, request)));
    lines.push(words.html("admin-order-history", Args::new()));
    lines.extend(history_lines(words, &history));
    lines.extend(refund_hint(words, order));
    Ok(lines)
}

/// What the provider asks for it, in the shop's currency at the present rate of exchange.
async fn cost(tx: &mut Tx, order: &Order) -> Result<Option<Money>, FlowError> {
    let offer = catalog::find_offer_at(tx, order.service_id, order.source_id).await?;
    let cost = offer.zip(parse_decimal(&order.provider_rate));
    Ok(cost.and_then(|(offer, rate)| {
        let terms = Terms::from_text(&order.terms);
        let pricing = terms.map_or(offer.pricing, |terms| terms.pricing);
        pricing.order_cost(rate, offer.conversion, order.billed_quantity)
    }))
}

fn head(words: &Words, order: &Order, now_ms: i64) -> Vec<String> {
    let state = order.stage(now_ms).as_str();
    let args = Args::new()
        .text("emoji", words.word_of("state-emoji", state))
        .text("order", order.order_id.to_string())
        .text("state", words.word_of("order-state", state))
        .text("reason", words.word_of("admin-reason", &order.reason))
        .text("word", quoted(&order.reason, TEXT_MAX_CHARS))
        .text("silence", words.word_of("admin-reason", &order.silence))
        .time("since", order.silent_since_ms)
        .text("admin", order.reviewed_by.to_string());
    let lines = [
        (true, "admin-order-head"),
        (!order.reason.is_empty(), "admin-order-reason"),
        (order.needs_attention != 0, "admin-order-attention"),
        (order.silent_since_ms > 0, "admin-order-silent"),
        (order.is_undecided_again(), "admin-order-doubted"),
        (order.reviewed_by.is_some(), "admin-order-decided"),
    ];
    shown(words, lines, &args)
}

fn shown<const N: usize>(
    words: &Words,
    lines: [(bool, &'static str); N],
    args: &Args,
) -> Vec<String> {
    let shown = lines.into_iter().filter(|(is_shown, _)| *is_shown);
    shown.map(|(_, key)| words.html(key, args.clone())).collect()
}

fn money(words: &Words, order: &Order, cost: Option<Money>) -> Vec<String> {
    let args = Args::new()
        .text("price", words.money(order.price))
        .text("returned", words.money(order.returned))
        .text("kept", words.money(order.kept()))
        .text("target", words.money(order.review_target))
        .text("cost", cost.map_or_else(|| "–".to_owned(), |cost| words.money(cost)));
    let is_held = !order.is_settled;
    let has_target = order.state == OrderState::Review && order.review_target.is_positive();
    let lines = [
        (true, "admin-order-price"),
        (order.returned.is_positive(), "admin-order-returned"),
        (is_held, "admin-order-held"),
        (!is_held, "admin-order-earned"),
        (has_target, "admin-order-target"),
    ];
    coupon_line(words, order).into_iter().chain(shown(words, lines, &args)).collect()
}

fn provider(words: &Words, order: &Order) -> Vec<String> {
    let charge = format!("{} {}", order.provider_charge, order.provider_currency);
    let args = Args::new()
        .text("provider", quoted(&order.provider, TEXT_MAX_CHARS))
        .text("attempt", words.number(order.attempt))
        .text("id", quoted(&order.provider_order_id, TEXT_MAX_CHARS))
        .text("seen", quoted(&order.seen_id, TEXT_MAX_CHARS))
        .text("status", quoted(&order.provider_status, TEXT_MAX_CHARS))
        .text("charge", quoted(&charge, TEXT_MAX_CHARS))
        .text("start", words.number(order.start_count))
        .text("remains", words.number(order.remains))
        .time("placed", order.created_ms)
        .time("accepted", order.accepted_ms)
        .time("changed", order.changed_ms);
    let lines = [
        (true, "admin-order-provider"),
        (!order.provider_order_id.is_empty(), "admin-order-id"),
        (!order.seen_id.is_empty(), "admin-order-seen"),
        (!order.provider_status.is_empty(), "admin-order-status"),
        (!order.provider_charge.is_empty(), "admin-order-charge"),
        (order.start_count >= 0, "admin-order-start"),
        (order.remains >= 0, "admin-order-remains"),
        (true, "admin-order-placed"),
        (order.accepted_ms > 0, "admin-order-accepted"),
        (true, "admin-order-changed"),
    ];
    shown(words, lines, &args)
}

/// How many orders the provider made of it, and how many of them are over.
async fn children(tx: &mut Tx, words: &Words, order: &Order) -> Result<Option<String>, FlowError> {
    let Some(family) = family_of(order) else { return Ok(None) };
    let tally = orders::children::tally(tx, order.order_id).await?;
    let args = Args::new()
        .text("known", words.number(tally.known))
        .text("count", words.number(family.count))
        .text("done", words.number(tally.done));
    Ok(Some(words.html("admin-order-children", args)))
}

/// What was answered, as far as there is room; of the rest every id.
fn answer_lines(words: &Words, heard: &[Answer]) -> Vec<String> {
    let line = |answer| answer_line(words, answer);
    let mut lines: Vec<String> = heard.iter().take(ANSWERS_MAX).map(line).collect();
    let rest = heard.iter().skip(ANSWERS_MAX).map(|answer| answer.provider_order_id.as_str());
    let ids: BTreeSet<&str> = rest.filter(|id| !id.is_empty()).collect();
    if !ids.is_empty() {
        let ids = ids.into_iter().collect::<Vec<_>>().join(", ");
        let args = Args::new().text("ids", quoted(&ids, IDS_MAX_CHARS));
        lines.push(words.html("admin-order-more-ids", args));
    }
    lines
}

/// An answer that was kept for whoever decides, with the id that came along.
fn answer_line(words: &Words, answer: &Answer) -> String {
    let args = Args::new()
        .text("attempt", words.number(answer.attempt))
        .time("time", answer.at_ms)
        .text("answer", words.word_of("admin-reason", &answer.answer))
        .text("id", quoted(&answer.provider_order_id, TEXT_MAX_CHARS));
    let has_id = !answer.provider_order_id.is_empty();
    words.html(if has_id { "admin-order-answer-id" } else { "admin-order-answer" }, args)
}

/// What the provider said to an attempt.
fn words_line(words: &Words, said: &Said) -> String {
    let args = Args::new()
        .text("attempt", words.number(said.attempt))
        .text("words", quoted(&said.words, SAID_MAX_CHARS));
    let is_page = said.form == Form::Page;
    words.html(if is_page { "admin-order-said-page" } else { "admin-order-said" }, args)
}

/// The events, each day named once: on a phone there is no room for it on every line.
fn history_lines(words: &Words, history: &[Event]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut present_day = String::new();
    for event in history {
        let time = words.time(event.at_ms);
        let (day, clock) = time.split_once(' ').unwrap_or(("", &time));
        if day != present_day {
            day.clone_into(&mut present_day);
            lines.push(present_day.clone());
        }
        lines.push(event_line(words, event, clock));
    }
    lines
}

fn event_line(words: &Words, event: &Event, clock: &str) -> String {
    let args = Args::new()
        .text("time", clock)
        .text("emoji", words.word_of("state-emoji", &event.state))
        .text("state", words.word_of("order-state", &event.state))
        .text("detail", words.word_of("admin-reason", &event.detail))
        .text("admin", event.actor_id.to_string());
    let parts = [
        (true, "admin-event"),
        (!event.detail.is_empty(), "admin-event-detail"),
        (event.actor_id.is_some(), "admin-event-admin"),
    ];
    shown(words, parts, &args).join(" · ")
}

/// How to return money of it, where that is possible.
fn refund_hint(words: &Words, order: &Order) -> Option<String> {
    if !order.kept().is_positive() {
        return None;
    }
    let key = match order.state {
        OrderState::Submitting | OrderState::Review => return None,
        OrderState::Active => "admin-order-refund-active",
        _ => "admin-order-refund",
    };
    Some(words.html(key, Args::new().text("order", order.order_id.to_string())))
}
