//! Tickets as people look at them: a customer's open ones, the staff's list, and what waits too
//! long.

use sqlx::{FromRow, Row};

use super::{Ticket, ticket_columns};
use crate::domain::ids::{OrderId, PersonId, TicketId};
use crate::domain::time::Span;
use crate::store::portion::{Batch, Older, Portion};
use crate::store::tx::{StoreError, Tx};

/// An open ticket in the staff's list.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Waiting {
    /// The ticket.
    pub ticket_id: TicketId,
    /// The customer's name as Telegram tells it.
    pub name: String,
    /// Since when the customer waits, unix milliseconds; 0 when they do not.
    pub waiting_ms: i64,
}

/// An open ticket in the list of its customer.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Own {
    /// The ticket.
    pub ticket_id: TicketId,
    /// The order it is about, or 0.
    pub order_id: OrderId,
    /// How it began.
    pub text: String,
}

/// The person's open tickets, oldest first, at most `limit`.
pub async fn open_of(tx: &mut Tx, person_id: PersonId, limit: i64) -> Result<Vec<Own>, StoreError> {
    let own = sqlx::query_as(
        "SELECT t.ticket_id, t.order_id, COALESCE((SELECT m.text FROM ticket_messages m \
         WHERE m.ticket_id = t.ticket_id ORDER BY m.line_id LIMIT 1), '') AS text \
         FROM tickets t WHERE t.person_id = $1 AND t.is_open = 1 ORDER BY t.ticket_id \
         LIMIT CAST($2 AS BIGINT)",
    )
    .bind(person_id)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(own)
}

/// A page of the open tickets and how many there are in all: who waits longest comes first, then
/// those that were answered.
pub async fn open(tx: &mut Tx, page: Portion) -> Result<(Vec<Waiting>, i64), StoreError> {
    let waiting = sqlx::query_as(
        "SELECT t.ticket_id, p.name, t.waiting_ms FROM tickets t \
         JOIN people p ON p.person_id = t.person_id WHERE t.is_open = 1 \
         ORDER BY CASE WHEN t.waiting_ms = 0 THEN 1 ELSE 0 END, t.waiting_ms, t.ticket_id \
         LIMIT CAST($1 AS BIGINT) OFFSET CAST($2 AS BIGINT)",
    )
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    let count =
        sqlx::query("SELECT COUNT(*) FROM tickets WHERE is_open = 1").fetch_one(tx.conn()).await?;
    Ok((waiting, count.try_get(0)?))
}

/// How many customers wait for an answer.
pub async fn count_waiting(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT COUNT(*) FROM tickets WHERE is_open = 1 AND waiting_ms > 0")
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get(0)?)
}

/// Whether a customer waits since `before_ms` or longer and the owners were not told since then.
pub async fn has_overdue(tx: &mut Tx, before_ms: i64) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT ticket_id FROM tickets WHERE is_open = 1 AND waiting_ms > 0 \
         AND waiting_ms <= $1 AND reminded_ms <= $1 LIMIT 1",
    )
    .bind(before_ms)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}

/// Takes the tickets whose customers wait all this time or longer and that the owners were not
/// told of in it, and counts them as told at its end; returns how many.
pub async fn mark_reminded(tx: &mut Tx, quiet: Span) -> Result<u64, StoreError> {
    let changed = sqlx::query(
        "UPDATE tickets SET reminded_ms = $2 WHERE is_open = 1 AND waiting_ms > 0 \
         AND waiting_ms <= $1 AND reminded_ms <= $1",
    )
    .bind(quiet.from_ms)
    .bind(quiet.until_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected())
}

/// The tickets that were last told of now, longest waiting first.
pub async fn reminded_at(tx: &mut Tx, batch: Batch) -> Result<Vec<Waiting>, StoreError> {
    let waiting = sqlx::query_as(
        "SELECT t.ticket_id, p.name, t.waiting_ms FROM tickets t \
         JOIN people p ON p.person_id = t.person_id WHERE t.is_open = 1 AND t.waiting_ms > 0 \
         AND t.reminded_ms = $1 ORDER BY t.waiting_ms, t.ticket_id LIMIT CAST($2 AS BIGINT)",
    )
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(waiting)
}

/// Answered tickets in which nothing was said since `older.than_ms`.
pub async fn list_silent(tx: &mut Tx, older: Older) -> Result<Vec<Ticket>, StoreError> {
    let tickets = sqlx::query_as(concat!(
        "SELECT ",
        ticket_columns!(),
        " FROM tickets t WHERE t.is_open = 1 AND t.waiting_ms = 0 AND t.spoken_ms <= $1 \
         ORDER BY t.spoken_ms LIMIT CAST($2 AS BIGINT)"
    ))
    .bind(older.than_ms)
    .bind(older.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(tickets)
}
