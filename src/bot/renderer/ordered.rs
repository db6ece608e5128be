//! How much was ordered, in the words of its type: pieces, lines of a list, or a package.

use super::entered::items;
use crate::bot::ui::words::{Args, Words};
use crate::domain::inputs::Inputs;
use crate::store::orders::Order;

/// How much was ordered, in the words of its type.
#[must_use]
pub fn ordered(words: &Words, order: &Order) -> String {
    ordered_of(words, order.quantity, &order.inputs)
}

/// The same, from the stored quantity and inputs.
#[must_use]
pub fn ordered_of(words: &Words, quantity: i64, inputs: &str) -> String {
    let kind = Inputs::from_text(inputs).map(|inputs| inputs.kind);
    match (kind.and_then(|kind| kind.counted_list()), kind) {
        (Some(field), _) => items(words, field, quantity),
        (None, Some(kind)) if kind.is_package() => words.word("ordered-package"),
        (None, _) => words.number(quantity),
    }
}

/// What was ordered, for which target and when; a product has no target.
#[must_use]
pub fn order_facts(words: &Words, order: &Order) -> String {
    let args = Args::new()
        .text("link", &order.link)
        .text("quantity", ordered(words, order))
        .text("time", words.time(order.created_ms));
    words.html(if order.link.is_empty() { "order-facts-product" } else { "order-facts" }, args)
}
