//! A customer's request for a top-up as an owner reads it: with its buttons while it is open, then
//! with what became of it.

use super::{named_line, quoted, quoted_or_dash, wallet_lines};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::top_up::{DeclineReason, TopUpState};
use crate::notifications::cards::{CardEnd, TopUpCard};
use crate::notifications::notice::Who;

const SERVICE_MAX_CHARS: usize = 300;
const REASON_MAX_CHARS: usize = 300;
const NAME_MAX_CHARS: usize = 80;

pub(super) fn view(words: &Words, card: &TopUpCard) -> View {
    let args = Args::new()
        .text("amount", words.money(card.amount))
        .text("service", quoted(&card.service, SERVICE_MAX_CHARS));
    let mut lines = vec![
        words.html("admin-top-up", args.clone()),
        named_line(words, &card.person.name, card.person.person_id),
    ];
    match &card.end {
        CardEnd::Open { wallets, nonce } => {
            lines.extend(wallet_lines(words, &wallets.0, &wallets.1));
            let give = words.plain("admin-key-give", args);
            let decline = Action::DeclineTopUp { request: card.request_id };
            View::new(lines.join("\n"))
                .row([Button::action(give, Action::Act { nonce: nonce.clone() })])
                .row([Button::action(words.word("admin-key-decline"), decline)])
        }
        CardEnd::Over { state, by, reason } => {
            let key = match state {
                TopUpState::Open | TopUpState::Superseded => "admin-top-up-superseded",
                TopUpState::Given => "admin-top-up-given",
                TopUpState::Declined => "admin-top-up-declined",
            };
            lines.push(words.html(key, by_args(by)));
            lines.extend(
                reason_text(words, reason)
                    .map(|reason| words.html("notice-reason", Args::new().text("reason", reason))),
            );
            View::new(lines.join("\n"))
        }
    }
}

fn by_args(by: &Who) -> Args {
    Args::new()
        .text("admin", quoted_or_dash(&by.name, NAME_MAX_CHARS))
        .text("by", by.person_id.to_string())
}

/// Why a request was declined, in the reader's language; `None` where no reason is told.
#[must_use]
pub fn reason_text(words: &Words, reason: &DeclineReason) -> Option<String> {
    match reason {
        DeclineReason::Unexplained => None,
        DeclineReason::Words(own) => {
            Some(quoted(own, REASON_MAX_CHARS)).filter(|own| !own.is_empty())
        }
        ready => Some(words.word_of("top-up-reason", ready.as_str())),
    }
}
