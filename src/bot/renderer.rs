//! How notices of the flows sound in a chat: `customer` and `admin` make a view of each, this file
//! makes it a payload in the reader's language. Must never read the database, send anything, or
//! let a provider's text through to a customer.

mod admin;
mod customer;
mod desk;
mod entered;
mod letter;
mod lines;
mod ordered;
mod pages;
mod preview;
mod quoted;
mod stops;
mod synced;
mod top_up;

pub use entered::{entered_lines, field_key, items, items_as, sample, value_text};
pub use lines::{named_line, wallet_lines};
pub use ordered::{ordered, ordered_of};
pub use preview::confirm_keys;
pub use quoted::{quoted, quoted_or_dash};
pub use stops::{resume_key, stop_lines};
pub use top_up::reason_text;

use super::admin::stored;
use crate::bot::ui::view::View;
use crate::bot::ui::words::{Args, Lang, Words};
use crate::domain::ids::{ChatId, ScreenId};
use crate::flows::deposits::by_hand::{Gift, TopUpCard};
use crate::flows::{AdminNotice, CustomerNotice, Shop, Voice};
use crate::notifications::notice::IdFacts;
use crate::notifications::ticket::{DeskNotice, Letter, Place};
use crate::store::outbox::{Lane, Method, NewMessage};
use crate::store::people::Person;
use crate::store::previews::PreviewRequest;

/// The shop's voice in Telegram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BotVoice {
    /// The currency of every amount, such as `USD`.
    pub currency: String,
}

impl BotVoice {
    fn words(&self, language: &str) -> Words {
        Words::new(Lang::of(language), &self.currency)
    }
}

impl Voice for BotVoice {
    fn customer(&self, chat_id: ChatId, language: &str, notice: &CustomerNotice) -> String {
        let view = customer::view(&self.words(language), notice);
        view.payload(chat_id, ScreenId::NONE)
    }

    fn admin(&self, chat_id: ChatId, language: &str, notice: &AdminNotice) -> String {
        let words = self.words(language);
        if chat_id.is_private() {
            return admin::view(&words, notice).payload(chat_id, ScreenId::NONE);
        }
        let mut view = admin::view(&words, &notice.without_words());
        // Buttons work for an admin in their private chat only.
        view.rows.clear();
        view.payload(chat_id, ScreenId::NONE)
    }

    fn id_preview(
        &self,
        language: &str,
        request: &PreviewRequest,
        facts: Option<&IdFacts>,
    ) -> String {
        let view = preview::view(&self.words(language), request, facts);
        view.payload(ChatId::with(request.admin_id), ScreenId::NONE)
    }

    fn top_up_card(&self, chat_id: ChatId, language: &str, card: &TopUpCard) -> String {
        top_up::view(&self.words(language), card).payload(chat_id, ScreenId::NONE)
    }

    fn top_up_act(&self, gift: &Gift) -> String {
        stored::to_text(gift)
    }

    fn top_up_reason(&self, language: &str) -> String {
        self.words(language).word("admin-top-up-reason")
    }

    fn desk(&self, place: &Place<'_>, notice: &DeskNotice) -> Vec<String> {
        let views = desk::views(&self.words(place.language), !place.chat_id.is_private(), notice);
        let payload = |view: View| view.replying(place.chat_id, place.reply_to);
        views.into_iter().map(payload).collect()
    }

    fn letter(&self, chat_id: ChatId, language: &str, letter: &Letter) -> Vec<String> {
        let views = letter::views(&self.words(language), letter);
        views.iter().map(|view| view.payload(chat_id, ScreenId::NONE)).collect()
    }
}

/// What a person reads when their update could not be handled at all.
#[must_use]
pub fn apology(shop: &Shop, person: &Person, error_id: &str) -> NewMessage {
    let tag = if person.language.is_empty() { &person.client_language } else { &person.language };
    let words = Words::new(Lang::of(tag), &shop.currency);
    let view = View::new(words.html("notice-apology", Args::new().text("error", error_id)));
    let chat_id = ChatId::with(person.person_id);
    let payload = view.payload(chat_id, ScreenId::NONE);
    NewMessage::new(chat_id, Lane::Reply, Method::SendMessage, payload)
}

#[cfg(test)]
#[path = "renderer/voice_tests.rs"]
mod tests;
