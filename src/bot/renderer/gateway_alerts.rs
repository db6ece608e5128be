//! Alerts about the ways in for money.

use super::quoted;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::notifications::deposits::GatewayAlert;

const NAME_MAX_CHARS: usize = 60;

/// A notice as a message with its buttons.
pub(super) fn view(words: &Words, notice: &GatewayAlert) -> View {
    match notice {
        GatewayAlert::Trouble { gateway, trouble } => {
            let args = Args::new()
                .text("gateway", quoted(gateway, NAME_MAX_CHARS))
                .text("trouble", words.word_of("gateway-trouble", trouble.into_str()));
            View::new(words.html("notice-gateway", args))
        }
        GatewayAlert::Doubtful { deposit_id, person_id, amount, doubt } => {
            let args = Args::new()
                .text("deposit", deposit_id.to_string())
                .text("person", person_id.to_string())
                .text("amount", words.money(*amount))
                .text("doubt", words.word_of("deposit-doubt", doubt.into_str()));
            let label = words.word("admin-key-person");
            let person = Action::Person { person: *person_id, page: 0 };
            let look = words.word("admin-key-deposit");
            View::new(words.html("notice-deposit-doubtful", args))
                .row([Button::action(look, Action::AdminDeposit { deposit: *deposit_id })])
                .row([Button::action(label, person)])
        }
        GatewayAlert::Reversed { why, deposit_id, person_id, amount, owed } => {
            let args = Args::new()
                .text("deposit", deposit_id.to_string())
                .text("person", person_id.to_string())
                .text("amount", words.money(*amount))
                .text("owed", words.money(*owed))
                .text("why", words.word_of("deposit-taken-back", why.into_str()));
            let label = words.word("admin-key-person");
            let person = Action::Person { person: *person_id, page: 0 };
            View::new(words.html("notice-deposit-reversed", args))
                .row([Button::action(label, person)])
        }
    }
}
