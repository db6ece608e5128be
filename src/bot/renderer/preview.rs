//! What a provider says about an id that an admin typed, with the button that attaches it.
//! Without facts there is nothing to confirm: only to ask again.

use super::{quoted, quoted_or_dash};
use crate::bot::ui::callback::Tap;
use crate::bot::ui::view::{Key, View};
use crate::bot::ui::words::{Args, Words};
use crate::notifications::cards::IdPreview;

const TEXT_MAX_CHARS: usize = 64;

/// The two buttons of a card whose act waits behind `nonce`.
#[must_use]
pub fn confirm_keys(words: &Words, confirm: String, nonce: &str) -> [Key; 2] {
    let nonce = nonce.to_owned();
    [
        Key::tap(confirm, Tap::Act { nonce: nonce.clone() }),
        Key::tap(words.word("admin-key-drop"), Tap::ActNo { nonce }),
    ]
}

pub(super) fn view(words: &Words, preview: &IdPreview) -> View {
    let (request, facts) = (&preview.request, preview.facts.as_ref());
    let order = request.order_id;
    let args = Args::new()
        .text("order", order.to_string())
        .text("id", quoted(&request.provider_order_id, TEXT_MAX_CHARS))
        .text("provider", quoted(&request.provider, TEXT_MAX_CHARS));
    let label = words.plain("admin-key-order", Args::new().text("order", order.to_string()));
    let order_key = Key::tap(label, Tap::AdminOrder { order });
    let Some(facts) = facts else {
        let again = Key::tap(words.word("admin-key-placed"), Tap::Decide { order, choice: 'p' });
        return View::new(words.html("admin-preview-none", args)).row([again]).row([order_key]);
    };
    let charge = format!("{} {}", facts.charge, facts.currency);
    let args = args
        .text("status", told(&facts.status))
        .text("charge", told(if facts.charge.is_empty() { "" } else { &charge }))
        .text("start", told(&facts.start_count))
        .text("remains", told(&facts.remains));
    View::new(words.html("admin-preview", args))
        .row(confirm_keys(words, words.word("admin-key-attach"), &request.nonce))
        .row([order_key])
}

/// A provider's word as one line, or a dash for what it did not tell.
fn told(text: &str) -> String {
    quoted_or_dash(text, TEXT_MAX_CHARS)
}
