//! What a provider says about an id that an admin typed, with the button that attaches it.
//! Without facts there is nothing to confirm: only to ask again.

use super::{quoted, quoted_or_dash};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::order::ReviewChoice;
use crate::notifications::cards::IdCheckCard;

const TEXT_MAX_CHARS: usize = 64;

/// The two buttons of a card whose act waits behind `nonce`: what does it, and what leaves it.
#[must_use]
pub fn confirm_buttons([confirm, leave]: [String; 2], nonce: &str) -> [Button; 2] {
    let nonce = nonce.to_owned();
    [
        Button::action(confirm, Action::Act { nonce: nonce.clone() }),
        Button::action(leave, Action::ActNo { nonce }),
    ]
}

pub(super) fn view(words: &Words, card: &IdCheckCard) -> View {
    let (request, facts) = (&card.request, card.facts.as_ref());
    let order = request.order_id;
    let args = Args::new()
        .text("order", order.to_string())
        .text("id", quoted(&request.provider_order_id, TEXT_MAX_CHARS))
        .text("provider", quoted(&request.provider, TEXT_MAX_CHARS));
    let label = words.plain("admin-key-order", Args::new().text("order", order.to_string()));
    let order_button = Button::action(label, Action::AdminOrder { order });
    let Some(facts) = facts else {
        let placed = Action::Decide { order, choice: ReviewChoice::Placed };
        let again = Button::action(words.word("admin-key-placed"), placed);
        return View::new(words.html("admin-id-check-none", args)).row([again]).row([order_button]);
    };
    let charge = format!("{} {}", facts.charge, facts.currency);
    let args = args
        .text("status", word_or_dash(&facts.status))
        .text("charge", word_or_dash(if facts.charge.is_empty() { "" } else { &charge }))
        .text("start", word_or_dash(&facts.start_count))
        .text("remains", word_or_dash(&facts.remains));
    View::new(words.html("admin-id-check", args))
        .row(confirm_buttons(
            [words.word("admin-key-attach"), words.word("admin-key-drop")],
            &request.nonce,
        ))
        .row([order_button])
}

/// A provider's word as one line, or a dash for what it did not tell.
fn word_or_dash(text: &str) -> String {
    quoted_or_dash(text, TEXT_MAX_CHARS)
}
