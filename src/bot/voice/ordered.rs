//! How much was ordered, in the words of its type: pieces, comments, votes for an answer, or a
//! package.

use crate::bot::i18n::{Args, Words};
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
    let number = words.number(quantity);
    let inputs = Inputs::from_text(inputs);
    let answer = inputs.as_ref().and_then(|inputs| inputs.answer);
    match inputs.map(|inputs| inputs.kind) {
        Some(kind) if kind.takes_comments() => {
            let args = Args::new().count("n", quantity).text("n-text", number);
            words.plain("ordered-comments", args)
        }
        Some(kind) if kind.is_package() => words.word("ordered-package"),
        _ => match answer {
            Some(answer) => {
                let args =
                    Args::new().text("quantity", number).text("answer", words.number(answer));
                words.plain("ordered-votes", args)
            }
            None => number,
        },
    }
}
