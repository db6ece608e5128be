//! Lines that cards of several acts and screens have: whom it touches by name and number, what was
//! ordered, and the money before and after.

pub(super) use crate::bot::renderer::{named_line, wallet_lines};
use crate::bot::renderer::{ordered, quoted, recharge_lines};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::PersonId;
use crate::domain::money::Money;
use crate::flows::orders::returns::wallet_after;
use crate::flows::{FlowError, UserError};
use crate::store::orders::Order;
use crate::store::orders::moves::{self, Move};
use crate::store::{Tx, people, postings};

pub(super) const LINK_MAX_CHARS: usize = 300;
const PROVIDER_MAX_CHARS: usize = 40;

/// An order by number and state.
pub(super) fn order_args(words: &Words, order: &Order) -> Args {
    Args::new()
        .text("order", order.order_id.to_string())
        .text("emoji", words.word_of("state-emoji", order.state.into_str()))
        .text("state", words.word_of("order-state", order.state.into_str()))
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
    let recharge = recharge_lines(words, &order.inputs);
    let key = match &recharge {
        Some(_) => "admin-card-recharge",
        None if order.link.is_empty() => "admin-card-product",
        None => "admin-card-goods",
    };
    let lines: Vec<String> =
        [words.html(key, args)].into_iter().chain(recharge.into_iter().flatten()).collect();
    Ok([lines.join("\n"), person_line(tx, words, order.person_id).await?])
}

/// Returned of the price, and the customer's balance, before and after.
pub(super) async fn return_lines(
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
    let before = postings::wallet(tx, order.person_id).await?;
    let back = order.parts_of_return(amount);
    let after = wallet_after(&before, back).ok_or(UserError::AmountTooLarge)?;
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

/// The admin's words.
pub(super) fn reason_line(words: &Words, reason: &str) -> String {
    words.html("admin-card-reason", Args::new().text("reason", reason))
}

/// Where an order was to be bought before, and why it was not.
pub(super) async fn move_lines(
    tx: &mut Tx,
    words: &Words,
    order: &Order,
) -> Result<Vec<String>, FlowError> {
    let moved = moves::moves_of(tx, order).await?;
    let line = |it: &Move| {
        let args = Args::new()
            .text("from", quoted(&it.from_provider, PROVIDER_MAX_CHARS))
            .text("to", quoted(&it.to_provider, PROVIDER_MAX_CHARS))
            .text("attempt", words.number(it.attempt))
            .text("reason", words.word_of("admin-reason", &it.reason));
        words.html("admin-order-moved", args)
    };
    Ok(moved.iter().map(line).collect())
}
