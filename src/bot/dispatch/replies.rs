//! Which of the bot's own messages somebody replied to, and the ticket it is about. Must never
//! follow a text that somebody else wrote: only the bot's own message counts.

use teloxide::types::Message;

use crate::domain::ids::{BotId, ChatId, MessageId, PersonId, TicketId};
use crate::domain::ticket::{Said, number_at_start};
use crate::flows::Shop;
use crate::flows::tickets::staff::Source;
use crate::store::tickets::messages::{self, TicketMessage};
use crate::store::{StoreError, Tx, tickets};

/// A message of the bot that was replied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepliedTo {
    chat_id: ChatId,
    message_id: MessageId,
    /// The ticket that its heading names.
    heading: Option<TicketId>,
}

/// Where a message was written.
#[must_use]
pub fn source_of(message: &Message) -> Source {
    Source {
        chat_id: ChatId::new(message.chat.id.0),
        message_id: MessageId::new(message.id.0.into()),
    }
}

/// Telegram's names are far shorter.
const FILE_ID_MAX_CHARS: usize = 256;

/// Telegram's name of the picture in a message, in its largest size.
#[must_use]
pub fn photo_of(message: &Message) -> Option<String> {
    let largest = message.photo().and_then(|sizes| sizes.last())?;
    let file_id = largest.file.id.to_string();
    (file_id.chars().count() <= FILE_ID_MAX_CHARS).then_some(file_id)
}

/// Whether there is anything in a message that can be passed on.
#[must_use]
pub fn says_something(message: &Message) -> bool {
    message.text().is_some() || message.photo().is_some()
}

/// What a message says in a ticket; `photo` is its picture's name, or empty.
#[must_use]
pub fn said_in<'a>(message: &'a Message, photo: &'a str) -> Said<'a> {
    let text = message.text().or_else(|| message.caption()).unwrap_or_default();
    let has_words = message.text().is_some() || !photo.is_empty();
    Said { text: if has_words { text } else { "" }, photo }
}

/// The message of the bot that this one replies to, if it does.
#[must_use]
pub fn replied_to(message: &Message, bot_id: BotId) -> Option<RepliedTo> {
    let replied = message.reply_to_message()?;
    let author = i64::try_from(replied.from.as_ref()?.id.0).ok()?;
    (author == bot_id.get() && replied.chat.id == message.chat.id).then(|| RepliedTo {
        chat_id: ChatId::new(message.chat.id.0),
        message_id: MessageId::new(replied.id.0.into()),
        heading: replied.text().and_then(number_at_start),
    })
}

/// The ticket that this person's reply goes to. A message to support staff leads there for
/// admins only; one whose number was lost with a process is known to them by its heading.
pub async fn find_post(
    tx: &mut Tx,
    shop: &Shop,
    person_id: PersonId,
    replied: RepliedTo,
) -> Result<Option<TicketMessage>, StoreError> {
    let is_admin = shop.is_admin(person_id);
    if let Some(post) = messages::find(tx, replied.chat_id, replied.message_id).await? {
        return Ok((!post.is_support_chat || is_admin).then_some(post));
    }
    let Some(ticket_id) = replied.heading.filter(|_| is_admin) else { return Ok(None) };
    let ticket = tickets::find(tx, ticket_id).await?;
    Ok(ticket.map(|ticket| TicketMessage { ticket_id: ticket.ticket_id, is_support_chat: true }))
}
