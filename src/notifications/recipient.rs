//! Who a notice goes to and whether they hear it now. What a person who has blocked the bot cannot
//! get waits for their return; it must never be overtaken by what is newer.

use crate::domain::ids::{ChatId, PersonId, ScreenId};
use crate::store::outbox::{Lane, Method, Outgoing, Shows};
use crate::store::{StoreError, Tx, outbox, people};

/// How a chat is reached.
pub(crate) struct Recipient {
    /// Chosen, else the client's; empty when unknown.
    pub(crate) language: String,
    /// Whether the person has blocked the bot, as far as is known.
    pub(crate) is_blocked: bool,
}

/// The language a person is spoken to in, and whether they hear it now.
pub(crate) async fn recipient(tx: &mut Tx, person_id: PersonId) -> Result<Recipient, StoreError> {
    let Some(person) = people::find(tx, person_id).await? else {
        return Ok(Recipient { language: String::new(), is_blocked: false });
    };
    let chosen = Some(person.language).filter(|language| !language.is_empty());
    let language = chosen.unwrap_or(person.client_language);
    Ok(Recipient { language, is_blocked: person.is_blocked })
}

/// Sends a message of its own to a chat, in the lane of pushes.
pub(super) async fn push(
    tx: &mut Tx,
    to: (ChatId, &Recipient),
    payload: String,
    now_ms: i64,
) -> Result<(), StoreError> {
    push_shown(tx, to, (Method::SendMessage, ScreenId::NONE), payload, now_ms).await
}

/// The same with a method of its own, and the screen by which the message is known later. In order
/// with everything else that is pushed to the chat.
pub(crate) async fn push_shown(
    tx: &mut Tx,
    (chat_id, to): (ChatId, &Recipient),
    (method, screen_id): (Method, ScreenId),
    payload: String,
    now_ms: i64,
) -> Result<(), StoreError> {
    let message = Outgoing::new(chat_id, Lane::Push, method, payload);
    push_message(tx, to, message.on(screen_id, Shows::Anything), now_ms).await
}

/// The same with whatever it carries.
pub(crate) async fn push_message(
    tx: &mut Tx,
    to: &Recipient,
    message: Outgoing,
    now_ms: i64,
) -> Result<(), StoreError> {
    let message = Outgoing { lane: Lane::Push, is_kept_if_blocked: true, ..message };
    if to.is_blocked && people::lock_if_blocked(tx, message.chat_id.person()).await? {
        // Telegram would refuse it again; it goes out when they are back, like those before it.
        outbox::insert_kept(tx, message, now_ms).await?;
    } else {
        outbox::insert(tx, message, now_ms).await?;
    }
    Ok(())
}
