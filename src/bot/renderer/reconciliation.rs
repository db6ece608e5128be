//! Alerts about books that differ from what providers and gateways say.

use rust_decimal::Decimal;

use super::alert_parts::{
    BUTTONS_PER_ROW, LINE_MAX_CHARS, listing, many_args, name_args, order_button,
};
use super::quoted;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::OrderId;
use crate::notifications::reconciliation::{Named, ReconciliationAlert};

/// A notice as a message with its buttons.
pub(super) fn view(words: &Words, notice: &ReconciliationAlert) -> View {
    match notice {
        ReconciliationAlert::Short { provider, amount, currency, orders } => {
            let sum = sum(*amount, currency);
            let mut lines = vec![
                words.html("notice-reconciliation-short", name_args(provider).text("amount", sum)),
            ];
            if orders.count > 0 {
                let named = orders.first.iter().map(|order| format!("#{order}")).collect();
                lines.push(list(words, "notice-reconciliation-orders", (named, orders.count)));
            }
            with_orders(View::new(lines.join("\n")), &orders.first)
        }
        ReconciliationAlert::Risen { provider, amount, currency } => {
            let args = name_args(provider).text("amount", sum(*amount, currency));
            View::new(words.html("notice-reconciliation-risen", args))
        }
        ReconciliationAlert::Agrees { provider, since_ms } => {
            let args = name_args(provider).time("since", *since_ms);
            View::new(words.html("notice-reconciliation-agrees", args))
        }
        ReconciliationAlert::Begun { provider } => {
            View::new(words.html("notice-reconciliation-begun", name_args(provider)))
        }
        ReconciliationAlert::Silent { provider } => {
            View::new(words.html("notice-reconciliation-silent", name_args(provider)))
        }
        ReconciliationAlert::Gateway { gateway, unknown, untrue } => {
            let args = Args::new().text("gateway", quoted(&gateway.to_string(), LINE_MAX_CHARS));
            let mut lines = vec![words.html("notice-reconciliation-gateway", args)];
            if unknown.count > 0 {
                let named = unknown.first.iter().map(|one| quoted(one, LINE_MAX_CHARS)).collect();
                lines.push(list(words, "notice-reconciliation-unknown", (named, unknown.count)));
            }
            if untrue.count > 0 {
                let named = named(untrue);
                lines.push(list(words, "notice-reconciliation-untrue", (named, untrue.count)));
            }
            View::new(lines.join("\n"))
        }
    }
}

fn sum(amount: Decimal, currency: &str) -> String {
    quoted(&format!("{} {currency}", amount.round_dp(6).normalize()), LINE_MAX_CHARS)
}

fn named<T: ToString>(all: &Named<T>) -> Vec<String> {
    all.first.iter().map(ToString::to_string).collect()
}

fn list(words: &Words, key: &str, (named, count): (Vec<String>, i64)) -> String {
    words.html(key, many_args(words, count).text("list", listing(named, count)))
}

fn with_orders(view: View, order_ids: &[OrderId]) -> View {
    let keys: Vec<Button> = order_ids.iter().copied().map(order_button).collect();
    keys.chunks(BUTTONS_PER_ROW).fold(view, |view, row| view.row(row.iter().cloned()))
}
