//! The figures of a trial: what the preview said beside what was taken.

use super::alert_parts::name_args;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::OrderId;
use crate::notifications::recharges::TrialFigures;

/// The figures, a line each.
#[must_use]
pub fn trial_lines(words: &Words, figures: &TrialFigures) -> Vec<String> {
    let sum = |sum: String| format!("{sum} {}", figures.currency);
    let unknown = || words.word("recharge-trial-unknown");
    let total = Args::new().text("sum", sum(figures.total.to_string()));
    let mut lines = vec![words.html("recharge-trial-preview", total)];
    let taken = figures.balances.map(|(before, after)| {
        let taken = before.checked_sub(after).unwrap_or_default();
        Args::new()
            .text("taken", sum(taken.to_string()))
            .text("before", before.to_string())
            .text("after", after.to_string())
    });
    lines.push(match taken {
        Some(args) => words.html("recharge-trial-taken", args),
        None => unknown(),
    });
    let debit = figures.debit.map_or_else(unknown, |debit| sum(debit.to_string()));
    lines.push(words.html("recharge-trial-debit", Args::new().text("sum", debit)));
    if !figures.delivered.is_empty() {
        let args = Args::new().text("sum", &figures.delivered);
        lines.push(words.html("recharge-trial-arrived", args));
    }
    lines
}

/// A trial that is over, with what may be done.
pub(super) fn measured(words: &Words, figures: &TrialFigures) -> View {
    let args = name_args(&figures.provider).text("order", figures.order_id.to_string());
    let mut lines = vec![words.html("recharge-trial-over", args)];
    lines.extend(trial_lines(words, figures));
    let key = if figures.agrees { "recharge-trial-agrees" } else { "recharge-trial-differs" };
    lines.extend([String::new(), words.html(key, Args::new())]);
    let mut view = View::new(lines.join("\n"));
    if figures.agrees {
        let trial = figures.trial_id;
        view = view
            .row([Button::action(words.word("recharge-key-agree"), Action::AgreeTrial { trial })]);
    }
    view.row([provider_button(words, &figures.provider)])
}

/// A trial that came to nothing.
pub(super) fn failed(words: &Words, provider: &str, order_id: OrderId) -> View {
    let args = name_args(provider).text("order", order_id.to_string());
    View::new(words.html("recharge-trial-failed", args)).row([provider_button(words, provider)])
}

fn provider_button(words: &Words, provider: &str) -> Button {
    let action = Action::Provider { provider: provider.to_owned() };
    Button::action(words.word("recharge-key-leave-off"), action)
}
