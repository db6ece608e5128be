//! A provider that an owner adds, after it was tried: what its account says with the button that
//! adds it, or why it cannot be added. Its address is never shown beyond the host.

use super::id_check::confirm_buttons;
use super::quoted;
use super::stops::said_line;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::exchange_rate::FETCHED;
use crate::domain::provider::{AddRefusal, Said};
use crate::notifications::cards::NewProviderCard;
use crate::store::outbox::Subject;

const TEXT_MAX_CHARS: usize = 80;

fn args_of(words: &Words, card: &NewProviderCard) -> Args {
    Args::new()
        .text("provider", quoted(&card.name, TEXT_MAX_CHARS))
        .text("host", quoted(&card.host, TEXT_MAX_CHARS))
        .text("balance", format!("{} {}", card.balance, card.currency))
        .text("currency", &card.currency)
        .text("rate", &card.conversion)
        .text("shop", words.currency())
        .text("from", quoted(card.moved_from.as_deref().unwrap_or_default(), TEXT_MAX_CHARS))
        .text("orders", words.number(card.open_orders))
}

/// What is to be confirmed.
#[must_use]
pub fn new_provider_lines(words: &Words, card: &NewProviderCard) -> Vec<String> {
    let args = args_of(words, card);
    let mut lines = vec![words.html("provider-card-add", args.clone())];
    if card.currency != words.currency() {
        let key = match card.conversion.as_str() {
            FETCHED => "provider-card-rate-fetched",
            _ => "provider-card-rate",
        };
        lines.push(words.html(key, args.clone()));
    }
    if card.moved_from.is_some() {
        lines.extend([String::new(), words.html("provider-card-moved", args)]);
    }
    lines
}

pub(super) fn view(words: &Words, card: &NewProviderCard) -> View {
    let providers = Button::action(words.word("admin-key-providers"), Action::Providers);
    let view = match &card.refusal {
        Some((refusal, said)) => refused(words, card, (refusal, said.as_ref())),
        None => {
            let mut lines = new_provider_lines(words, card);
            lines.extend([String::new(), words.html("admin-card-once", Args::new())]);
            let labels = [words.word("admin-key-confirm"), words.word("admin-key-drop")];
            let keys = confirm_buttons(labels, &card.nonce);
            View::new(lines.join("\n")).row(keys)
        }
    };
    view.row([providers]).about(Subject::NewProvider(card.draft_id))
}

fn refused(
    words: &Words,
    card: &NewProviderCard,
    (refusal, said): (&AddRefusal, Option<&Said>),
) -> View {
    let args = match refusal {
        AddRefusal::Currency { account } => {
            args_of(words, card).text("account", quoted(account, TEXT_MAX_CHARS))
        }
        _ => args_of(words, card),
    };
    let mut lines = vec![
        words.html("provider-unfit", args.clone()),
        words.html(&format!("provider-unfit-{}", <&str>::from(refusal)), args),
    ];
    lines.extend(said.map(|said| said_line(words, said)));
    lines.push(words.word("provider-unfit-kept"));
    let again = Button::action(words.word("provider-key-again"), Action::TypeAgain);
    View::new(lines.join("\n")).row([again])
}
