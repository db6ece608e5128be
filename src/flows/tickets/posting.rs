//! Writes what is said about a ticket into chats, each message as a post that can be replied to.

use std::collections::HashMap;

use crate::domain::ids::{ChatId, MessageId, PersonId, TicketId};
use crate::domain::ticket::{PICTURE, label};
use crate::flows::{Ctx, FlowError};
use crate::notifications::audience::admin_chats;
use crate::notifications::customers::CustomerNotice;
use crate::notifications::notice::Reader;
use crate::notifications::notify::language_of;
use crate::notifications::tickets::TicketNotice;
use crate::store::outbox::{FileKind, Lane, Method, Outgoing};
use crate::store::tickets::Ticket;
use crate::store::tickets::messages::{self as ticket_messages, NewTicketMessage};
use crate::store::{Tx, outbox, people, screens};

/// Who of the support staff is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Everybody.
    All,
    /// Everybody but this chat, where it is seen already.
    Except(ChatId),
}

/// What the messages of one notice have in common.
struct Series {
    ticket_id: TicketId,
    chat_id: ChatId,
    lane: Lane,
    is_support_chat: bool,
    answered_by: PersonId,
}

/// Tells the support staff, below the card of the ticket where there is one.
pub(crate) async fn post_to_staff(
    ctx: &mut Ctx<'_>,
    notice: &TicketNotice,
    audience: Audience,
) -> Result<(), FlowError> {
    let cards: HashMap<ChatId, MessageId> =
        ticket_messages::cards(ctx.tx, notice.ticket_id).await?.into_iter().collect();
    for chat_id in admin_chats(ctx).await? {
        if audience == Audience::Except(chat_id) {
            continue;
        }
        let reply_to = cards.get(&chat_id).copied().unwrap_or(MessageId::NONE);
        post(ctx, notice, (chat_id, chat_id.person(), reply_to), Lane::Push).await?;
    }
    Ok(())
}

/// Tells one chat, in the language of `reader_id`, below the message `reply_to` (0 for none).
pub(crate) async fn post(
    ctx: &mut Ctx<'_>,
    notice: &TicketNotice,
    (chat_id, reader_id, reply_to): (ChatId, PersonId, MessageId),
    lane: Lane,
) -> Result<(), FlowError> {
    let language = language_of(ctx.tx, reader_id).await?;
    let reader = Reader { chat_id, language: &language, reply_to };
    let payloads = ctx.shop.renderer.render(&reader, &notice.clone().into());
    let ticket_id = notice.ticket_id;
    let about =
        Series { ticket_id, chat_id, lane, is_support_chat: true, answered_by: PersonId::NONE };
    write(ctx.tx, &about, texts(&about, payloads), ctx.now_ms).await
}

/// Tells an owner what the group of those who answer did not take, as a message that can be replied
/// to.
pub(crate) async fn post_instead(
    tx: &mut Tx,
    (ticket_id, chat_id): (TicketId, ChatId),
    payload: String,
    now_ms: i64,
) -> Result<(), FlowError> {
    let lane = Lane::Push;
    let about =
        Series { ticket_id, chat_id, lane, is_support_chat: true, answered_by: PersonId::NONE };
    write(tx, &about, texts(&about, vec![payload]), now_ms).await
}

/// Whom something about a ticket is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ForCustomer {
    /// The ticket.
    pub(crate) ticket_id: TicketId,
    /// Whose it is.
    pub(crate) person_id: PersonId,
    /// The admin who is told when it cannot be delivered, or 0.
    pub(crate) answered_by: PersonId,
}

impl ForCustomer {
    /// Nobody has to hear whether it arrives.
    pub(crate) const fn unanswered(ticket: &Ticket) -> Self {
        let (ticket_id, person_id) = (ticket.ticket_id, ticket.person_id);
        Self { ticket_id, person_id, answered_by: PersonId::NONE }
    }
}

/// Tells the customer of their ticket.
pub(crate) async fn post_to_customer(
    ctx: &mut Ctx<'_>,
    ForCustomer { ticket_id, person_id, answered_by }: ForCustomer,
    notice: CustomerNotice,
) -> Result<(), FlowError> {
    let chat_id = ChatId::with(person_id);
    let language = language_of(ctx.tx, person_id).await?;
    let reader = Reader { chat_id, language: &language, reply_to: MessageId::NONE };
    let payloads = ctx.shop.renderer.render(&reader, &notice.into());
    let about =
        Series { ticket_id, chat_id, lane: Lane::Push, is_support_chat: false, answered_by };
    write(ctx.tx, &about, texts(&about, payloads), ctx.now_ms).await
}

/// Sends the owners who answer in their own chats the picture that came with what was said. No
/// group is ever shown one: owners open it from the ticket in their own chat.
pub(super) async fn post_picture_to_staff(
    ctx: &mut Ctx<'_>,
    (ticket_id, photo): (TicketId, &str),
    audience: Audience,
) -> Result<(), FlowError> {
    if photo.is_empty() {
        return Ok(());
    }
    let chats = admin_chats(ctx).await?.into_iter();
    let own =
        chats.filter(|chat_id| chat_id.is_private() && audience != Audience::Except(*chat_id));
    for chat_id in own {
        post_pictures(ctx, (ticket_id, chat_id), &[photo.to_owned()]).await?;
    }
    Ok(())
}

/// Sends pictures of a ticket into an owner's own chat; empty names are passed over.
pub(super) async fn post_pictures(
    ctx: &mut Ctx<'_>,
    (ticket_id, chat_id): (TicketId, ChatId),
    photos: &[String],
) -> Result<(), FlowError> {
    let (lane, answered_by) = (Lane::Push, PersonId::NONE);
    let about = Series { ticket_id, chat_id, lane, is_support_chat: true, answered_by };
    let shown = photos.iter().filter(|photo| !photo.is_empty());
    let messages = shown.map(|photo| picture(&about, photo)).collect();
    write(ctx.tx, &about, messages, ctx.now_ms).await
}

/// Sends the customer the picture that came with an answer.
pub(super) async fn post_picture_to_customer(
    ctx: &mut Ctx<'_>,
    (ticket_id, person_id): (TicketId, PersonId),
    photo: &str,
) -> Result<(), FlowError> {
    if photo.is_empty() {
        return Ok(());
    }
    // Whether the answer came is asked of its words, which are sent before.
    let (chat_id, answered_by) = (ChatId::with(person_id), PersonId::NONE);
    let about =
        Series { ticket_id, chat_id, lane: Lane::Push, is_support_chat: false, answered_by };
    let messages = vec![picture(&about, photo)];
    write(ctx.tx, &about, messages, ctx.now_ms).await
}

fn picture(about: &Series, photo: &str) -> Outgoing {
    let caption = format!("🎫 {} · {PICTURE}", label(about.ticket_id));
    Outgoing::of_file(about.chat_id, about.lane, (FileKind::Photo, photo), &caption)
}

fn texts(about: &Series, payloads: Vec<String>) -> Vec<Outgoing> {
    let text = |payload| Outgoing::new(about.chat_id, about.lane, Method::SendMessage, payload);
    payloads.into_iter().map(text).collect()
}

/// A long text is more than one message; each leads to the ticket.
async fn write(
    tx: &mut Tx,
    about: &Series,
    messages: Vec<Outgoing>,
    now_ms: i64,
) -> Result<(), FlowError> {
    // What was kept for a customer comes before what is newer.
    let is_kept =
        !about.is_support_chat && people::lock_if_blocked(tx, about.chat_id.person()).await?;
    let mut written = Vec::with_capacity(messages.len());
    for message in messages {
        let screen_id = screens::insert(tx, about.chat_id.person(), now_ms).await?;
        let message = Outgoing { screen_id, is_kept_if_blocked: true, ..message };
        if is_kept {
            outbox::insert_kept(tx, message, now_ms).await?;
        } else {
            outbox::insert(tx, message, now_ms).await?;
        }
        written.push(NewTicketMessage {
            screen_id,
            ticket_id: about.ticket_id,
            chat_id: about.chat_id,
            is_support_chat: about.is_support_chat,
            answered_by: about.answered_by,
        });
    }
    Ok(ticket_messages::insert(tx, &written).await?)
}
