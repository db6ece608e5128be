//! What an act is understood as: whom it touches by name and number, how much, and what is there
//! before and after. The flows check it here already, so that nobody confirms the impossible.

use super::acts::{Act, ByHand};
use super::review::decision_of;
use super::{filing, markup};
use crate::bot::i18n::{Args, Words};
pub(super) use crate::bot::voice::{named_line, wallet_lines};
use crate::bot::voice::{ordered, quoted, stop_lines};
use crate::domain::ids::PersonId;
use crate::domain::money::Money;
use crate::domain::order::OrderState;
use crate::flows::adjust::{self, Direction};
use crate::flows::owners;
use crate::flows::providers::check_resume;
use crate::flows::refund::{Refund, check_refund};
use crate::flows::returns::wallet_after;
use crate::flows::review::{Decision, check_decision};
use crate::flows::top_up::{self, Gift};
use crate::flows::{FlowError, Shop, UserError};
use crate::store::orders::Order;
use crate::store::{Tx, ledger, people};

pub(super) const LINK_MAX_CHARS: usize = 300;
const PROVIDER_MAX_CHARS: usize = 40;

/// The text of an act's card.
///
/// # Errors
/// Why the act cannot be done, or a failing database.
pub(super) async fn text(
    tx: &mut Tx,
    shop: &Shop,
    words: &Words,
    actor_id: PersonId,
    act: &Act,
) -> Result<String, FlowError> {
    let mut lines = match act {
        Act::Credit(act) => {
            let by_hand = (act, Direction::Give, "admin-card-credit");
            adjustment(tx, shop, words, actor_id, by_hand).await?
        }
        Act::Debit(act) => {
            let by_hand = (act, Direction::Take, "admin-card-debit");
            adjustment(tx, shop, words, actor_id, by_hand).await?
        }
        Act::Refund { order, amount, is_anyway, reason } => {
            let (order_id, amount, is_anyway) = (*order, Some(*amount), *is_anyway);
            let refund = Refund { actor_id, order_id, amount, is_anyway, reason };
            refunded(tx, shop, words, &refund).await?
        }
        Act::Decide { order, choice, provider_order_id } => {
            let decision = decision_of(*choice, provider_order_id.as_deref());
            let decision = decision.ok_or(UserError::OrderNotFound)?;
            let order = check_decision(tx, shop, actor_id, *order, &decision).await?;
            decided(tx, words, &order, &decision).await?
        }
        Act::RemoveOwner { person } => {
            owners::check_removal(shop, actor_id, *person)?;
            let head = words.html("admin-card-remove-owner", Args::new());
            vec![head, person_line(tx, words, *person).await?]
        }
        Act::Resume { provider, since_ms } => {
            let stop = check_resume(tx, provider, Some(*since_ms)).await?;
            let args = Args::new().text("provider", quoted(provider, PROVIDER_MAX_CHARS));
            let mut lines = vec![words.html("admin-card-resume", args)];
            lines.extend(stop_lines(words, &stop));
            lines.push(words.word("admin-card-resume-rule"));
            lines
        }
        Act::File { .. } | Act::Unfile(_) => filing::card(tx, words, act).await?,
        Act::TopUp(gift) => top_up(tx, shop, words, (actor_id, gift)).await?,
        Act::Markup(change) => {
            let change = change.of(actor_id).ok_or(UserError::MarkupMoved)?;
            markup::card(tx, words, &change).await?
        }
    };
    lines.push(String::new());
    lines.push(words.html("admin-card-once", Args::new()));
    Ok(lines.join("\n"))
}

async fn adjustment(
    tx: &mut Tx,
    shop: &Shop,
    words: &Words,
    actor_id: PersonId,
    (act, direction, key): (&ByHand, Direction, &str),
) -> Result<Vec<String>, FlowError> {
    let (before, after) = adjust::preview(tx, shop, &act.of(actor_id, false), direction).await?;
    let mut lines = vec![
        words.html(key, Args::new().text("amount", words.money(act.amount))),
        person_line(tx, words, act.person).await?,
    ];
    lines.extend(wallet_lines(words, &before, &after));
    lines.push(reason_line(words, &act.reason));
    Ok(lines)
}

async fn top_up(
    tx: &mut Tx,
    shop: &Shop,
    words: &Words,
    (actor_id, gift): (PersonId, &Gift),
) -> Result<Vec<String>, FlowError> {
    let (request, (before, after)) = top_up::preview(tx, shop, (actor_id, gift)).await?;
    let args = Args::new().text("amount", words.money(request.amount()));
    let mut lines = vec![
        words.html("admin-card-credit", args),
        person_line(tx, words, request.person_id).await?,
    ];
    lines.extend(wallet_lines(words, &before, &after));
    if let Some(was) = gift.was.filter(|was| *was != before.available) {
        let args = Args::new()
            .text("before", words.money(was))
            .text("after", words.money(before.available));
        lines.push(words.html("admin-top-up-changed", args));
    }
    if let Some(order) = top_up::placed_meanwhile(tx, &request).await? {
        let args = Args::new().text("order", order.to_string());
        lines.push(words.html("admin-top-up-placed", args));
    }
    Ok(lines)
}

async fn refunded(
    tx: &mut Tx,
    shop: &Shop,
    words: &Words,
    refund: &Refund<'_>,
) -> Result<Vec<String>, FlowError> {
    let (order, amount) = check_refund(tx, shop, refund).await?;
    let args = order_args(words, &order).text("amount", words.money(amount));
    let mut lines = vec![words.html("admin-card-refund", args)];
    lines.extend(order_lines(tx, words, &order).await?);
    lines.extend(return_lines(tx, words, &order, amount).await?);
    let warning = match order.state {
        OrderState::Queued => Some("admin-card-refund-queued"),
        OrderState::Active => Some("admin-card-refund-active"),
        _ => None,
    };
    lines.extend(warning.map(|key| words.html(key, Args::new())));
    lines.push(reason_line(words, refund.reason));
    Ok(lines)
}

async fn decided(
    tx: &mut Tx,
    words: &Words,
    order: &Order,
    decision: &Decision,
) -> Result<Vec<String>, FlowError> {
    let amount = decision.returns_now(order);
    let mut args = order_args(words, order).text("amount", words.money(amount));
    if let Decision::Placed { provider_order_id } = decision {
        args = args.text("id", provider_order_id);
    }
    let key = match decision {
        Decision::Placed { .. } => "admin-card-placed",
        Decision::SendAgain => "admin-card-send-again",
        Decision::NotPlaced => "admin-card-not-placed",
        Decision::Return => "admin-card-return",
        Decision::Delivered => "admin-card-delivered",
    };
    let mut lines = vec![words.html(key, args)];
    lines.extend(order_lines(tx, words, order).await?);
    if amount.is_positive() {
        lines.extend(return_lines(tx, words, order, amount).await?);
    }
    Ok(lines)
}

fn order_args(words: &Words, order: &Order) -> Args {
    Args::new()
        .text("order", order.order_id.to_string())
        .text("emoji", words.word_of("state-emoji", order.state.as_str()))
        .text("state", words.word_of("order-state", order.state.as_str()))
}

/// The order, what was ordered and by whom.
pub(super) async fn order_lines(
    tx: &mut Tx,
    words: &Words,
    order: &Order,
) -> Result<Vec<String>, FlowError> {
    let mut lines = vec![words.html("admin-card-order", order_args(words, order))];
    lines.extend(goods_lines(tx, words, order).await?);
    Ok(lines)
}

/// What was ordered for which target, and by whom.
pub(super) async fn goods_lines(
    tx: &mut Tx,
    words: &Words,
    order: &Order,
) -> Result<[String; 2], FlowError> {
    let args = Args::new()
        .text("service", quoted(&order.service(), LINK_MAX_CHARS))
        .text("quantity", ordered(words, order))
        .text("link", quoted(&order.link, LINK_MAX_CHARS));
    Ok([words.html("admin-card-goods", args), person_line(tx, words, order.person_id).await?])
}

/// Returned of the price, and the customer's balance, before and after.
async fn return_lines(
    tx: &mut Tx,
    words: &Words,
    order: &Order,
    amount: Money,
) -> Result<Vec<String>, FlowError> {
    let returned = order.returned.checked_add(amount).ok_or(UserError::AmountTooLarge)?;
    let args = Args::new()
        .text("price", words.money(order.price))
        .text("before", words.money(order.returned))
        .text("after", words.money(returned));
    let before = ledger::wallet(tx, order.person_id).await?;
    let after = wallet_after(&before, amount).ok_or(UserError::AmountTooLarge)?;
    let mut lines = vec![words.html("admin-card-returned", args)];
    lines.extend(wallet_lines(words, &before, &after));
    Ok(lines)
}

/// A customer by name and number.
pub(super) async fn person_line(
    tx: &mut Tx,
    words: &Words,
    person_id: PersonId,
) -> Result<String, FlowError> {
    let person = people::find(tx, person_id).await?;
    let name = person.map_or_else(String::new, |person| person.name);
    Ok(named_line(words, &name, person_id))
}

fn reason_line(words: &Words, reason: &str) -> String {
    words.html("admin-card-reason", Args::new().text("reason", reason))
}
