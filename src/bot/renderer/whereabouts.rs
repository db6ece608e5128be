//! The answer to "where is my deposit?".

use super::deposit_card::arrived_line;
use super::quoted;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::DepositQuestionId;
use crate::notifications::deposits::Whereabouts;

/// The head of a hash and its tail tell it apart.
const HASH_MAX_CHARS: usize = 70;

/// The answer as a message with its buttons.
pub(super) fn view(
    words: &Words,
    (question, tx): (DepositQuestionId, &str),
    found: &Whereabouts,
) -> View {
    let args =
        |network: &str| Args::new().text("tx", quoted(tx, HASH_MAX_CHARS)).text("network", network);
    let ask = Button::action(words.word("key-deposit-ticket"), Action::DepositTicket { question });
    let again = Button::action(words.word("key-deposit-question"), Action::DepositQuestion);
    match found {
        Whereabouts::Known { arrived, deposit_id } => {
            let mut lines = vec![words.html("whereabouts-known", args(""))];
            lines.extend(arrived.iter().map(|arrived| arrived_line(words, arrived)));
            let look = deposit_id.map(|deposit| {
                let action = Action::AdminDeposit { deposit };
                Button::action(words.word("admin-key-deposit"), action)
            });
            let own = Button::action(words.word("key-deposits"), Action::Deposits { page: 0 });
            View::new(lines.join("\n")).row([look.unwrap_or(own)])
        }
        Whereabouts::OtherToken { network } => {
            View::new(words.html("whereabouts-other-token", args(network))).row([ask])
        }
        Whereabouts::NotFound => {
            View::new(words.html("whereabouts-not-found", args(""))).row([again]).row([ask])
        }
        Whereabouts::NoAnswer => {
            View::new(words.html("whereabouts-no-answer", args(""))).row([again]).row([ask])
        }
    }
}
