//! Which messages of which chats belong to which ticket, so that a reply finds it. A post names a
//! screen; the sender tells the number of the message when Telegram has told it.

use sqlx::FromRow;

use super::super::ids::Flag;
use crate::domain::ids::{ChatId, ChatMove, MessageId, PersonId, ScreenId, TicketId};
use crate::store::rows::{Grid, Placeholders, ROWS_MAX, list_query, values_query};
use crate::store::screens::Shown;
use crate::store::tx::{StoreError, Tx};

/// A message of the bot about a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewTicketMessage {
    /// The screen of its outbox row.
    pub screen_id: ScreenId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// The chat.
    pub chat_id: ChatId,
    /// Whether it went to a chat of support staff, not to the customer.
    pub is_support_chat: bool,
    /// The admin who reads of it when the customer cannot be reached, or 0.
    pub answered_by: PersonId,
}

/// What a message was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct TicketMessage {
    /// The ticket.
    pub ticket_id: TicketId,
    /// Whether it went to a chat of support staff, not to the customer.
    #[sqlx(rename = "is_desk", try_from = "Flag")]
    pub is_support_chat: bool,
}

/// An answer that its customer has not got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Undelivered {
    /// The post's screen.
    pub screen_id: ScreenId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// The admin who answered.
    pub answered_by: PersonId,
}

/// Writes posts down in the transaction of their outbox rows.
pub async fn insert(tx: &mut Tx, posts: &[NewTicketMessage]) -> Result<(), StoreError> {
    for chunk in posts.chunks(ROWS_MAX) {
        let mut query = values_query(
            "INSERT INTO ticket_posts (screen_id, ticket_id, chat_id, is_desk, answered_by) VALUES",
            Grid { rows: chunk.len(), columns: 5 },
            "",
        );
        for post in chunk {
            query = query
                .bind(post.screen_id)
                .bind(post.ticket_id)
                .bind(post.chat_id)
                .bind(i64::from(post.is_support_chat))
                .bind(post.answered_by);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Notes the messages that Telegram has told for these screens; those of no ticket are passed
/// over. To be called after `screens::set_messages`.
pub async fn set_messages(tx: &mut Tx, shown: &[Shown]) -> Result<(), StoreError> {
    for chunk in shown.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE ticket_posts SET message_id = (SELECT s.message_id FROM screens s \
             WHERE s.screen_id = ticket_posts.screen_id) WHERE screen_id IN",
            Placeholders { first: 1, count: chunk.len() },
            "",
        );
        for shown in chunk {
            query = query.bind(shown.screen_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// The posts of a chat that are not sent yet will be messages of another one.
pub async fn move_unsent(
    tx: &mut Tx,
    ChatMove { from_chat, to_chat }: ChatMove,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE ticket_posts SET chat_id = $2 WHERE chat_id = $1 AND message_id = 0")
        .bind(from_chat)
        .bind(to_chat)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What the message with this screen is about.
pub async fn of_screen(
    tx: &mut Tx,
    screen_id: ScreenId,
) -> Result<Option<TicketMessage>, StoreError> {
    let post = sqlx::query_as("SELECT ticket_id, is_desk FROM ticket_posts WHERE screen_id = $1")
        .bind(screen_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(post)
}

/// What a message of the bot in this chat was about.
pub async fn find(
    tx: &mut Tx,
    chat_id: ChatId,
    message_id: MessageId,
) -> Result<Option<TicketMessage>, StoreError> {
    let post = sqlx::query_as(
        "SELECT ticket_id, is_desk FROM ticket_posts \
         WHERE chat_id = $1 AND message_id = $2 AND message_id <> 0 \
         ORDER BY screen_id DESC LIMIT 1",
    )
    .bind(chat_id)
    .bind(message_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(post)
}

/// The first message of a ticket in each chat of the support staff: `(chat, message)`.
pub async fn cards(
    tx: &mut Tx,
    ticket_id: TicketId,
) -> Result<Vec<(ChatId, MessageId)>, StoreError> {
    let cards = sqlx::query_as(
        "SELECT chat_id, MIN(message_id) FROM ticket_posts \
         WHERE ticket_id = $1 AND is_desk = 1 AND message_id <> 0 GROUP BY chat_id LIMIT 1000",
    )
    .bind(ticket_id)
    .fetch_all(tx.conn())
    .await?;
    Ok(cards)
}

/// Answers that wait for people who have blocked the bot, at most `limit`.
pub async fn list_undelivered(tx: &mut Tx, limit: i64) -> Result<Vec<Undelivered>, StoreError> {
    let found = sqlx::query_as(
        "SELECT o.screen_id, o.ticket_id, o.answered_by FROM ticket_posts o \
         JOIN people p ON p.person_id = o.chat_id \
         WHERE o.message_id = 0 AND o.answered_by <> 0 AND p.is_blocked = 1 \
         ORDER BY o.screen_id LIMIT CAST($1 AS BIGINT)",
    )
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// Counts the admins of these answers as told; returns how many were not told before.
pub async fn mark_notified(tx: &mut Tx, screen_ids: &[ScreenId]) -> Result<u64, StoreError> {
    let mut notified = 0;
    for chunk in screen_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE ticket_posts SET answered_by = 0 WHERE answered_by <> 0 AND screen_id IN",
            Placeholders { first: 1, count: chunk.len() },
            "",
        );
        for screen_id in chunk {
            query = query.bind(*screen_id);
        }
        notified += query.execute(tx.conn()).await?.rows_affected();
    }
    Ok(notified)
}
