//! Alerts about orders: what is wrong, and the orders to look at.

use super::alert_parts::{BUTTONS_PER_ROW, LINE_MAX_CHARS, listing, many_args, order_button};
use super::quoted;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::{OrderId, ServiceId};
use crate::domain::order::charge::Margin;
use crate::notifications::orders::{OffSale, OrderAlert, Overcharge, SomeOrders};
use rust_decimal::Decimal;

/// A notice as a message with its buttons.
pub(super) fn view(words: &Words, notice: &OrderAlert) -> View {
    match notice {
        OrderAlert::Review { order_id, reason } => {
            let args = order_args(*order_id)
                .text("reason", words.word_of("admin-reason", reason.into_str()));
            View::new(words.html("notice-admin-review", args)).row([order_button(*order_id)])
        }
        OrderAlert::ReviewsWaiting { count } => {
            let args = many_args(words, *count);
            View::new(words.html("notice-admin-reviews-waiting", args)).row([reviews_button(words)])
        }
        OrderAlert::Attention { order_id, reason } => {
            let args = order_args(*order_id)
                .text("reason", words.word_of("admin-reason", reason.into_str()));
            View::new(words.html("notice-admin-attention", args)).row([order_button(*order_id)])
        }
        OrderAlert::AttentionMany { count, order_ids } => {
            many_orders(words, "notice-admin-attention-many", (*count, order_ids))
        }
        OrderAlert::Overcharge(overcharge) => overcharge_view(words, overcharge),
        OrderAlert::OverchargeMany(SomeOrders { count, order_ids }) => {
            let view = many_orders(words, "notice-admin-overcharge-many", (*count, order_ids));
            let label = words.word("admin-key-paused-all");
            view.row([Button::action(label, Action::PausedServices { page: 0 })])
        }
        OrderAlert::LateAnswer { order_id, answer, provider_order_id } => {
            let has_id = !provider_order_id.is_empty();
            let key =
                if has_id { "notice-admin-late-answer-id" } else { "notice-admin-late-answer" };
            let args = order_args(*order_id)
                .text("answer", words.word_of("admin-reason", answer.into_str()))
                .text("id", quoted(provider_order_id, LINE_MAX_CHARS));
            View::new(words.html(key, args)).row([order_button(*order_id)])
        }
        OrderAlert::LateAnswerMany(SomeOrders { count, order_ids }) => {
            many_orders(words, "notice-admin-late-answer-many", (*count, order_ids))
        }
        OrderAlert::LateAcceptance { order_id, provider_order_id, loss, was_returned } => {
            let key = match was_returned {
                true => "notice-admin-late-acceptance",
                false => "notice-admin-double-acceptance",
            };
            let args = order_args(*order_id)
                .text("id", quoted(provider_order_id, LINE_MAX_CHARS))
                .text("amount", words.money(*loss));
            View::new(words.html(key, args)).row([order_button(*order_id)])
        }
        OrderAlert::Found { order_id, provider_order_id } => {
            let args = order_args(*order_id).text("id", quoted(provider_order_id, LINE_MAX_CHARS));
            View::new(words.html("notice-admin-found", args)).row([order_button(*order_id)])
        }
        OrderAlert::NotFound { order_id } => {
            let args = order_args(*order_id);
            View::new(words.html("notice-admin-not-found", args)).row([order_button(*order_id)])
        }
        OrderAlert::Stuck { order_ids } => stuck(words, order_ids),
    }
}

/// What is charged and was expected, and whether the customer's money covers it.
fn overcharge_view(words: &Words, overcharge: &Overcharge) -> View {
    let sum = |amount: Decimal| {
        quoted(&format!("{} {}", amount.normalize(), overcharge.currency), LINE_MAX_CHARS)
    };
    let args = order_args(overcharge.order_id)
        .text("provider", quoted(&overcharge.provider, LINE_MAX_CHARS))
        .text("charge", sum(overcharge.charge))
        .text("expected", sum(overcharge.expected))
        .text("paid", words.money(overcharge.paid));
    let margin = match overcharge.margin {
        Margin::Loss => "notice-admin-overcharge-loss",
        Margin::Kept => "notice-admin-overcharge-kept",
        Margin::Unknown => "notice-admin-overcharge-unknown",
    };
    let head = match overcharge.is_far {
        true => "notice-admin-overcharge",
        false => "notice-admin-overcharge-small",
    };
    let mut keys = vec![head, margin, "notice-admin-overcharge-hint"];
    let mut buttons = vec![order_button(overcharge.order_id)];
    let mut args = args;
    match overcharge.paused {
        Some(OffSale::Service(service)) => {
            keys.push("notice-admin-overcharge-paused");
            buttons.push(resume_button(words, service));
            args = args.text("service", service.to_string());
        }
        Some(OffSale::Provider) => {
            keys.push("notice-admin-overcharge-stopped");
            buttons.push(provider_button(words, &overcharge.provider));
        }
        None => {}
    }
    let lines: Vec<String> = keys.iter().map(|key| words.html(key, args.clone())).collect();
    View::new(lines.join("\n")).row(buttons)
}

/// One alert about several orders.
fn many_orders(words: &Words, key: &str, (count, order_ids): (i64, &[OrderId])) -> View {
    let args = many_args(words, count).text("orders", list_of(order_ids, count));
    with_orders(View::new(words.html(key, args)), order_ids)
}

fn stuck(words: &Words, order_ids: &[OrderId]) -> View {
    let count = i64::try_from(order_ids.len()).unwrap_or(i64::MAX);
    let args = Args::new().text("orders", list_of(order_ids, count));
    let all = Button::action(words.word("admin-key-ask-stuck"), Action::AskStuck);
    with_orders(View::new(words.html("notice-admin-stuck", args)), order_ids).row([all])
}

fn list_of(order_ids: &[OrderId], count: i64) -> String {
    listing(order_ids.iter().map(|order| format!("#{order}")).collect(), count)
}

fn with_orders(view: View, order_ids: &[OrderId]) -> View {
    let keys: Vec<Button> = order_ids.iter().copied().map(order_button).collect();
    keys.chunks(BUTTONS_PER_ROW).fold(view, |view, row| view.row(row.iter().cloned()))
}

fn provider_button(words: &Words, provider: &str) -> Button {
    let label = words.plain("provider-key", Args::new().text("provider", quoted(provider, 20)));
    Button::action(label, Action::Provider { provider: provider.to_owned() })
}

fn resume_button(words: &Words, service: ServiceId) -> Button {
    let label = words.plain("admin-key-on-sale", Args::new().text("id", service.to_string()));
    Button::action(label, Action::ResumeService { service })
}

fn order_args(order_id: OrderId) -> Args {
    Args::new().text("order", order_id.to_string())
}

fn reviews_button(words: &Words) -> Button {
    Button::action(words.word("admin-key-reviews"), Action::Reviews { page: 0 })
}
