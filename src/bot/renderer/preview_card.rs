//! The screen of a top-up's price: what would be ordered, that its price is asked for, the price,
//! or why there is none. Of a destination it has only what may be shown.

use std::collections::BTreeMap;

use super::entered_lines;
use crate::bot::ui::buttons::{menu_button, missing_buttons};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::money::Money;
use crate::domain::recharge::PreviewProblem;
use crate::notifications::recharges::{PreviewCard, PreviewState, Quoted};
use crate::store::outbox::Subject;

/// Whole units of a currency.
#[must_use]
pub fn amount_text(words: &Words, amount: i64, currency: &str) -> String {
    format!("{} {currency}", words.number(amount))
}

/// A price as its screen shows it.
#[must_use]
pub fn view(words: &Words, card: &PreviewCard) -> View {
    let view = match &card.state {
        PreviewState::Waiting => waiting(words, card),
        PreviewState::Ready(quoted) => ready(words, card, quoted),
        PreviewState::Failed(problem) => failed(words, card, *problem),
        PreviewState::Placed { order_id, balance } => {
            let order = *order_id;
            let args = Args::new()
                .text("order", order.to_string())
                .text("balance", words.balance(*balance));
            let open = Button::action(words.word("key-open-order"), Action::OrderCard { order });
            View::new(words.html("checkout-placed", args)).row([open]).row([menu_button(words)])
        }
    };
    view.about(Subject::Preview(card.preview_id))
}

/// What would be ordered.
fn ordered(words: &Words, card: &PreviewCard) -> Vec<String> {
    let args = Args::new().text("service", &card.service);
    let mut lines = vec![words.html("checkout-summary-product", args)];
    let inputs = &card.inputs;
    lines.extend(entered_lines(words, inputs.kind, &inputs.entries, &BTreeMap::new()));
    let amount = amount_text(words, inputs.quantity, &inputs.entries.currency);
    lines.push(words.html("recharge-amount-is", Args::new().text("amount", amount)));
    lines
}

fn steps(words: &Words) -> [Button; 2] {
    [
        Button::action(words.word("key-back"), Action::Back),
        Button::action(words.word("key-cancel"), Action::Cancel),
    ]
}

fn waiting(words: &Words, card: &PreviewCard) -> View {
    let mut lines = ordered(words, card);
    lines.extend([String::new(), words.html("recharge-price-asked", Args::new())]);
    View::new(lines.join("\n")).row(steps(words))
}

fn ready(words: &Words, card: &PreviewCard, quoted: &Quoted) -> View {
    let mut lines = Vec::new();
    if card.has_changed {
        lines.extend([words.html("checkout-requoted", Args::new()), String::new()]);
    }
    lines.extend(ordered(words, card));
    let commission = format!("{} {}", quoted.commission, quoted.currency);
    lines.push(words.html("recharge-commission", Args::new().text("commission", commission)));
    let args = Args::new()
        .text("price", words.money(quoted.price))
        .text("balance", words.balance(quoted.balance));
    lines.push(words.html("checkout-price", args));
    let view = match quoted.missing {
        Some(missing) => {
            if quoted.owed.is_positive() {
                let args = Args::new().text("owed", words.money(quoted.owed));
                lines.push(words.html("balance-owed", args));
            }
            let args = Args::new().text("missing", words.money(missing));
            lines.push(words.html("recharge-short", args));
            let ways = missing_buttons(words, missing, card.can_deposit);
            ways.into_iter().fold(View::new(lines.join("\n")), |view, way| view.row([way]))
        }
        None => {
            let after = quoted.balance.checked_sub(quoted.price).unwrap_or(Money::ZERO);
            lines.push(
                words.html("checkout-after", Args::new().text("after", words.balance(after))),
            );
            lines.push(words.html("recharge-final", Args::new()));
            let price = words.money(quoted.price);
            let label = words.plain("key-confirm", Args::new().text("price", price));
            let checkout = card.checkout_id.clone();
            View::new(lines.join("\n")).row([Button::action(label, Action::Confirm { checkout })])
        }
    };
    view.row(steps(words))
}

fn failed(words: &Words, card: &PreviewCard, problem: PreviewProblem) -> View {
    let mut lines = ordered(words, card);
    lines.extend([String::new(), words.word_of("recharge-no-price", problem.into_str())]);
    let again = Button::action(words.word("recharge-key-again"), Action::Recheck);
    View::new(lines.join("\n")).row([again]).row(steps(words))
}
