//! Questions of customers and what was said in them. Who may read which ticket is not decided
//! here: callers compare the person.

pub mod listing;
pub mod messages;

use sqlx::{FromRow, Row};

use super::ids::Flag;
use super::race::Race;
use super::tx::{StoreError, Tx, expect_one};
use crate::domain::time::Span;
use crate::store::portion::Older;

/// The columns that [`Ticket`] is read from.
macro_rules! ticket_columns {
    () => {
        "t.ticket_id, t.person_id, t.order_id, t.is_open, t.waiting_ms, t.spoken_ms, \
         t.message_count, t.opened_ms, t.closed_ms"
    };
}
use ticket_columns;

use crate::domain::ids::{OrderId, PersonId, TicketId};

/// A question and its fate.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Ticket {
    /// From 1, never reused.
    pub ticket_id: TicketId,
    /// The customer.
    pub person_id: PersonId,
    /// The order it is about, or 0.
    pub order_id: OrderId,
    /// Set until somebody closes it.
    #[sqlx(try_from = "Flag")]
    pub is_open: bool,
    /// Since when the customer waits for an answer, unix milliseconds; 0 when they do not.
    pub waiting_ms: i64,
    /// When something was last said.
    pub spoken_ms: i64,
    /// How much was said.
    pub message_count: i64,
    /// When it was opened.
    pub opened_ms: i64,
    /// When it was closed, or 0.
    pub closed_ms: i64,
}

/// Something said in a ticket.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct TicketLine {
    /// Who said it.
    pub author_id: PersonId,
    /// 1: an admin answered; 0: the customer asked.
    #[sqlx(try_from = "Flag")]
    pub is_answer: bool,
    /// At most 2,000 characters.
    pub text: String,
    /// Telegram's name of the picture that came with it, or empty.
    pub photo: String,
    /// Unix milliseconds.
    pub created_ms: i64,
}

/// A ticket about to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewTicket {
    /// Who asks.
    pub person_id: PersonId,
    /// About which order.
    pub order_id: OrderId,
    /// So many the person may have open.
    pub open_max: i64,
}

/// Opens a ticket unless the person has too many open ones; returns its number.
pub async fn insert(
    tx: &mut Tx,
    new: NewTicket,
    now_ms: i64,
) -> Result<Option<TicketId>, StoreError> {
    let row = sqlx::query(
        "INSERT INTO tickets (person_id, order_id, opened_ms) SELECT $1, $2, $3 \
         WHERE (SELECT COUNT(*) FROM tickets WHERE person_id = $1 AND is_open = 1) < $4 \
         RETURNING ticket_id",
    )
    .bind(new.person_id)
    .bind(new.order_id)
    .bind(now_ms)
    .bind(new.open_max)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// A ticket by its number.
pub async fn find(tx: &mut Tx, ticket_id: TicketId) -> Result<Option<Ticket>, StoreError> {
    let ticket = sqlx::query_as(concat!(
        "SELECT ",
        ticket_columns!(),
        " FROM tickets t WHERE t.ticket_id = $1"
    ))
    .bind(ticket_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(ticket)
}

/// Adds what was said and opens the ticket if it was closed. `count_max` is how much may be said
/// before.
///
/// # Errors
/// [`StoreError::Lost`] when the ticket is gone or full.
pub async fn add(
    tx: &mut Tx,
    ticket_id: TicketId,
    line: &TicketLine,
    count_max: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE tickets SET message_count = message_count + 1, spoken_ms = $2, is_open = 1, \
         closed_ms = 0, reminded_ms = CASE WHEN waiting_ms = 0 THEN 0 ELSE reminded_ms END, \
         waiting_ms = CASE WHEN $3 = 1 THEN 0 WHEN waiting_ms = 0 THEN $2 ELSE waiting_ms END \
         WHERE ticket_id = $1 AND message_count < $4",
    )
    .bind(ticket_id)
    .bind(line.created_ms)
    .bind(i64::from(line.is_answer))
    .bind(count_max)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::TicketRoom)?;
    sqlx::query(
        "INSERT INTO ticket_messages (ticket_id, author_id, is_answer, text, created_ms, photo) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(ticket_id)
    .bind(line.author_id)
    .bind(i64::from(line.is_answer))
    .bind(&line.text)
    .bind(line.created_ms)
    .bind(&line.photo)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Closes an open ticket; `false` when it is closed already or gone.
pub async fn close(tx: &mut Tx, ticket_id: TicketId, now_ms: i64) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE tickets SET is_open = 0, waiting_ms = 0, closed_ms = $2 \
         WHERE ticket_id = $1 AND is_open = 1",
    )
    .bind(ticket_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Closes a ticket at the end of a time in which nothing was said and the last word is the shop's;
/// `false` when that is not so any more.
pub async fn close_silent(
    tx: &mut Tx,
    ticket_id: TicketId,
    quiet: Span,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE tickets SET is_open = 0, closed_ms = $3 WHERE ticket_id = $1 AND is_open = 1 \
         AND waiting_ms = 0 AND spoken_ms <= $2",
    )
    .bind(ticket_id)
    .bind(quiet.from_ms)
    .bind(quiet.until_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// The newest lines of a ticket, oldest first.
pub async fn lines(
    tx: &mut Tx,
    ticket_id: TicketId,
    limit: i64,
) -> Result<Vec<TicketLine>, StoreError> {
    let mut lines: Vec<TicketLine> = sqlx::query_as(
        "SELECT author_id, is_answer, text, photo, created_ms FROM ticket_messages \
         WHERE ticket_id = $1 ORDER BY line_id DESC LIMIT CAST($2 AS BIGINT)",
    )
    .bind(ticket_id)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    lines.reverse();
    Ok(lines)
}

/// How much a customer has asked since `since_ms`, in all tickets.
pub async fn count_since(
    tx: &mut Tx,
    person_id: PersonId,
    since_ms: i64,
) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT COUNT(*) FROM ticket_messages WHERE author_id = $1 AND is_answer = 0 \
         AND created_ms > $2",
    )
    .bind(person_id)
    .bind(since_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// Removes tickets closed before `older.than_ms` with everything in them; returns how
/// many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    macro_rules! of_old {
        ($table:literal) => {
            concat!(
                "DELETE FROM ",
                $table,
                " WHERE ticket_id IN (SELECT ticket_id FROM tickets \
                 WHERE is_open = 0 AND closed_ms < $1 ORDER BY closed_ms, ticket_id \
                 LIMIT CAST($2 AS BIGINT))"
            )
        };
    }
    let mut removed = 0;
    for sql in [of_old!("ticket_messages"), of_old!("ticket_posts"), of_old!("tickets")] {
        let changed =
            sqlx::query(sql).bind(older.than_ms).bind(older.limit).execute(tx.conn()).await?;
        removed = changed.rows_affected();
    }
    Ok(removed)
}
