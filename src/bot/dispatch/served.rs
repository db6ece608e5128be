//! Who is served: people in their private chat, and owners who reply in the admin group.

use teloxide::types::{Chat, Message, Update, UpdateKind, User};

use super::replies::{RepliedTo, replied_to};
use super::turn::Origin;
use crate::bot::ui::callback::Action;
use crate::domain::ids::{BotId, ChatId, PersonId};
use crate::flows::Shop;
use crate::store::people::TelegramProfile;
/// A name longer than this is cut.
const NAME_MAX_CHARS: usize = 128;

/// Who wrote and how, if it is somebody the shop serves.
pub struct Arrival {
    /// The person as Telegram tells them now.
    pub profile: TelegramProfile,
    /// What began the turn.
    pub origin: Origin,
    /// The message of the bot that they replied to.
    pub replied_to: Option<RepliedTo>,
}

/// Reads who is behind an update. `None`: groups, channels, bots, edited messages and whatever
/// else is not a person in their private chat; silence is the answer. The one exception: an admin
/// under their own name who replies to a message of the bot in the admin group.
#[must_use]
pub fn arrival(update: &Update, shop: &Shop, bot_id: BotId) -> Option<Arrival> {
    let replied_to = match &update.kind {
        UpdateKind::Message(message) => replied_to(message, bot_id),
        _ => None,
    };
    let (user, chat, origin) = match &update.kind {
        UpdateKind::Message(message) if is_in_staff_chat(message, shop) => {
            replied_to?;
            (message.from.as_ref()?, &message.chat, Origin::StaffReply)
        }
        UpdateKind::Message(message) => (message.from.as_ref()?, &message.chat, Origin::Typed),
        UpdateKind::CallbackQuery(query) => {
            let message = query.message.as_ref()?;
            let tap = query.data.as_deref().and_then(Action::decode);
            let callback_id = query.id.to_string();
            let origin = Origin::Pressed { callback_id, screen_id: tap.map(|(screen, _)| screen) };
            (&query.from, message.chat(), origin)
        }
        UpdateKind::MyChatMember(change) => (&change.from, &change.chat, Origin::Other),
        _ => return None,
    };
    let person_id = PersonId::new(i64::try_from(user.id.0).ok()?);
    let is_served = origin == Origin::StaffReply || is_private(chat, person_id);
    if user.is_bot || !is_served {
        return None;
    }
    Some(Arrival { profile: profile(user, person_id), origin, replied_to })
}

/// Whether an admin writes in the admin group, and not as the group itself.
fn is_in_staff_chat(message: &Message, shop: &Shop) -> bool {
    let author =
        message.from.as_ref().and_then(|user| i64::try_from(user.id.0).ok()).map(PersonId::new);
    let is_group = message.chat.is_group() || message.chat.is_supergroup();
    is_group
        && shop.is_admin_chat(ChatId::new(message.chat.id.0))
        && message.sender_chat.is_none()
        && author.is_some_and(|author| shop.is_admin(author))
}

fn is_private(chat: &Chat, person_id: PersonId) -> bool {
    chat.is_private() && chat.id.0 == person_id.get()
}

fn profile(user: &User, person_id: PersonId) -> TelegramProfile {
    // PostgreSQL refuses NUL, which no name needs.
    let name: String =
        user.full_name().chars().filter(|c| *c != '\0').take(NAME_MAX_CHARS).collect();
    TelegramProfile {
        person_id,
        name,
        username: user.username.clone().unwrap_or_default(),
        client_language: user.language_code.clone().unwrap_or_default(),
    }
}
