//! Writes what is said about a ticket into chats, each message as a post that can be replied to.

use std::collections::HashMap;

use crate::domain::ids::{ChatId, MessageId, PersonId, TicketId};
use crate::flows::owners::admin_chat::admin_chats;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notice::language_of;
use crate::notifications::ticket::{DeskNotice, Letter, Place};
use crate::store::outbox::{Lane, Method, NewMessage};
use crate::store::tickets::posts::{self, NewPost};
use crate::store::{Tx, outbox, people, screens};

/// Who of the desk is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Everybody.
    All,
    /// Everybody but this chat, where it is seen already.
    Except(ChatId),
}

/// What the messages of one notice have in common.
struct Envelope {
    ticket_id: TicketId,
    chat_id: ChatId,
    lane: Lane,
    is_desk: bool,
    answered_by: PersonId,
}

/// Tells the desk, below the card of the ticket where there is one.
pub(crate) async fn post_to_desk(
    ctx: &mut Ctx<'_>,
    notice: &DeskNotice,
    audience: Audience,
) -> Result<(), FlowError> {
    let cards: HashMap<ChatId, MessageId> =
        posts::cards(ctx.tx, notice.ticket_id).await?.into_iter().collect();
    for chat_id in admin_chats(ctx).await? {
        if audience == Audience::Except(chat_id) {
            continue;
        }
        let reply_to = cards.get(&chat_id).copied().unwrap_or(MessageId::NONE);
        post(ctx, notice, (chat_id, chat_id.person(), reply_to), (Lane::Push, ctx.now_ms)).await?;
    }
    Ok(())
}

/// Tells one chat, in the language of `reader_id`, below the message `reply_to` (0 for none).
pub(crate) async fn post(
    ctx: &mut Ctx<'_>,
    notice: &DeskNotice,
    (chat_id, reader_id, reply_to): (ChatId, PersonId, MessageId),
    (lane, now_ms): (Lane, i64),
) -> Result<(), FlowError> {
    let language = language_of(ctx.tx, reader_id).await?;
    let place = Place { chat_id, language: &language, reply_to };
    let payloads = ctx.shop.voice.desk(&place, notice);
    let ticket_id = notice.ticket_id;
    let envelope =
        Envelope { ticket_id, chat_id, lane, is_desk: true, answered_by: PersonId::NONE };
    write(ctx.tx, &envelope, payloads, now_ms).await
}

/// Tells an owner what the desk's own chat did not take, as a message that can be replied to.
pub(crate) async fn post_instead(
    tx: &mut Tx,
    (ticket_id, chat_id): (TicketId, ChatId),
    payload: String,
    now_ms: i64,
) -> Result<(), FlowError> {
    let lane = Lane::Push;
    let envelope =
        Envelope { ticket_id, chat_id, lane, is_desk: true, answered_by: PersonId::NONE };
    write(tx, &envelope, vec![payload], now_ms).await
}

/// Tells the customer. `answered_by` is the admin who is told when it cannot be delivered, or 0.
pub(crate) async fn post_letter(
    ctx: &mut Ctx<'_>,
    (person_id, answered_by): (PersonId, PersonId),
    letter: &Letter,
) -> Result<(), FlowError> {
    let language = language_of(ctx.tx, person_id).await?;
    let payloads = ctx.shop.voice.letter(ChatId::with(person_id), &language, letter);
    let envelope = Envelope {
        ticket_id: letter.ticket_id,
        chat_id: ChatId::with(person_id),
        lane: Lane::Push,
        is_desk: false,
        answered_by,
    };
    write(ctx.tx, &envelope, payloads, ctx.now_ms).await
}

/// A long text is more than one message; each leads to the ticket.
async fn write(
    tx: &mut Tx,
    envelope: &Envelope,
    payloads: Vec<String>,
    now_ms: i64,
) -> Result<(), FlowError> {
    // What was kept for a customer comes before what is newer.
    let is_kept = !envelope.is_desk && people::hold_blocked(tx, envelope.chat_id.person()).await?;
    let mut written = Vec::with_capacity(payloads.len());
    for payload in payloads {
        let screen_id = screens::insert(tx, envelope.chat_id.person(), now_ms).await?;
        let (chat_id, lane) = (envelope.chat_id, envelope.lane);
        let message = NewMessage::new(chat_id, lane, Method::SendMessage, payload);
        let message = NewMessage { screen_id, is_keepsake: true, ..message };
        if is_kept {
            outbox::insert_kept(tx, message, now_ms).await?;
        } else {
            outbox::insert(tx, message, now_ms).await?;
        }
        written.push(NewPost {
            screen_id,
            ticket_id: envelope.ticket_id,
            chat_id: envelope.chat_id,
            is_desk: envelope.is_desk,
            answered_by: envelope.answered_by,
        });
    }
    Ok(posts::insert(tx, &written).await?)
}
