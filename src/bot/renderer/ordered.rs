//! How much was ordered, in the words of its type: pieces, parts, lines of a list, or a package.

use std::collections::BTreeMap;

use super::entered::{entered_lines, items, value_text};
use super::preview_card::amount_text;
use crate::bot::ui::words::{Args, Words};
use crate::domain::fields::Field;
use crate::domain::inputs::Inputs;
use crate::store::lists::List;
use crate::store::orders::Order;

/// How much was ordered, in the words of its type.
#[must_use]
pub fn ordered(words: &Words, order: &Order) -> String {
    ordered_of(words, order.quantity, &order.inputs)
}

/// The same, from the stored quantity and inputs.
#[must_use]
pub fn ordered_of(words: &Words, quantity: i64, inputs: &str) -> String {
    let inputs = Inputs::from_text(inputs);
    if let Some(several) = inputs.as_ref().and_then(|inputs| several(words, quantity, inputs)) {
        return several;
    }
    let currency = inputs.as_ref().map(|inputs| inputs.entries.currency.clone());
    let currency = currency.filter(|currency| !currency.is_empty());
    let kind = inputs.map(|inputs| inputs.kind);
    if let Some(currency) = currency {
        return amount_text(words, quantity, &currency);
    }
    match (kind.and_then(|kind| kind.counted_list()), kind) {
        (Some(field), _) => items(words, field, quantity),
        (None, Some(kind)) if kind.is_package() => words.word("ordered-package"),
        (None, _) => words.number(quantity),
    }
}

/// What was ordered, for which target and when, and whatever else was entered for it, with these
/// lists. A product has no target; that of a top-up was entered.
#[must_use]
pub fn order_facts(words: &Words, order: &Order, lists: &BTreeMap<Field, List>) -> Vec<String> {
    let args = Args::new()
        .text("link", &order.link)
        .text("quantity", ordered(words, order))
        .time("time", order.created_ms);
    if let Some(lines) = recharge_lines(words, &order.inputs) {
        return lines.into_iter().chain([words.html("order-facts-recharge", args)]).collect();
    }
    let key = if order.link.is_empty() { "order-facts-product" } else { "order-facts" };
    let mut lines = vec![words.html(key, args)];
    if let Some(inputs) = Inputs::from_text(&order.inputs) {
        lines.extend(entered_lines(words, inputs.kind, &inputs.entries, lists));
    }
    lines
}

/// Operator and what may be shown of the destination of a top-up; `None` for what is none.
#[must_use]
pub fn recharge_lines(words: &Words, inputs: &str) -> Option<Vec<String>> {
    let inputs = Inputs::from_text(inputs)?;
    inputs.kind.recharges()?;
    Some(entered_lines(words, inputs.kind, &inputs.entries, &BTreeMap::new()))
}

/// What a coupon took off the price of an order, if it has one.
#[must_use]
pub fn coupon_line(words: &Words, order: &Order) -> Option<String> {
    let before = order.price.checked_add(order.discount).unwrap_or(order.price);
    let args = Args::new()
        .text("code", &order.coupon)
        .text("before", words.money(before))
        .text("off", words.money(order.discount));
    (!order.coupon.is_empty()).then(|| words.html("checkout-coupon", args))
}

/// So much in each part, or for each post.
fn several(words: &Words, quantity: i64, inputs: &Inputs) -> Option<String> {
    let family = inputs.family()?;
    let args = Args::new()
        .count("n", family.count)
        .text("n-text", words.number(family.count))
        .text("quantity", words.number(quantity));
    if family.is_open {
        return Some(words.plain("ordered-posts", args));
    }
    let interval = inputs.entries.values.get(&Field::Interval)?;
    let args = args.text("interval", value_text(words, Field::Interval, interval));
    Some(words.plain("ordered-parts", args))
}
