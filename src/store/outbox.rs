//! Bot API calls that wait to be made. A row is written in the transaction of its cause, born
//! leased to this process, and is the safety net of the sender's memory. Must never be merged when
//! it is a push: every change is told.

mod content;
mod expired_leases;
mod lane;
mod method;
mod new;

use std::collections::BTreeMap;

use sqlx::{FromRow, Row};

pub use content::{Attachment, Body, Drawing, FileKind, Reference, Shows, Subject};
pub use expired_leases::{Sweep, claim_expired, has_expired};
pub use lane::Lane;
pub use method::Method;
pub use new::Unreadable;

use super::ids::Flag;
use super::portion::Older;
use super::race::Race;
use super::rows::{Grid, Placeholders, ROWS_MAX, list_query, returned_numbers, values_query};
use super::screens;
use super::tx::{StoreError, Tx, expect_one};
use crate::domain::ids::{ChatId, OutboxId, ScreenId};

/// The columns of [`Outgoing`].
macro_rules! outgoing_columns {
    () => {
        "outbox_id, chat_id, lane, method, payload, screen_id, is_keepsake, attempts, \
         not_before_ms, attachment, text_of, subject"
    };
}
use outgoing_columns;

/// A Bot API call that waits to be made.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Outgoing {
    /// Row number; grows with time.
    pub outbox_id: OutboxId,
    /// The chat it goes to.
    pub chat_id: ChatId,
    /// How urgent it is.
    #[sqlx(try_from = "i64")]
    pub lane: Lane,
    /// What is called.
    #[sqlx(try_from = "String")]
    pub method: Method,
    /// JSON of the parameters, beginning with the chat; for an edit of a screen without
    /// `message_id`.
    pub payload: String,
    /// The screen it shows or edits; 0 for none.
    pub screen_id: ScreenId,
    /// About money or goods: kept for the person's return when they have blocked the bot.
    #[sqlx(rename = "is_keepsake", try_from = "Flag")]
    pub is_kept_if_blocked: bool,
    /// Calls that failed.
    pub attempts: i64,
    /// Not before this time, unix milliseconds.
    pub not_before_ms: i64,
    /// See [`Outgoing::attachment`].
    pub attachment: String,
    /// See [`Outgoing::text_of`].
    pub text_of: String,
    /// What the screen must still show; empty where that does not matter.
    pub subject: String,
    /// What its screen shows with it, as long as it is not in the outbox yet.
    #[sqlx(skip)]
    pub shows: Shows,
}

/// A call of a transaction that is still open.
pub(super) struct Gathered {
    /// Without a number until it is written.
    pub(super) row: Outgoing,
    /// When it was made; `None` once it is in the outbox.
    new_since_ms: Option<i64>,
}

/// The calls of a transaction that is still open.
#[cfg(test)]
pub fn gathered(tx: &mut Tx) -> Vec<Outgoing> {
    tx.gathered().iter().map(|call| call.row.clone()).collect()
}

impl Gathered {
    /// Whether the sender is handed it; bulk waits in the database until there is room for it.
    pub(super) const fn is_for_memory(&self) -> bool {
        !matches!(self.row.lane, Lane::Bulk)
    }

    fn written(row: Outgoing) -> Self {
        Self { row, new_since_ms: None }
    }
}

/// Takes a call up into the transaction: it is written at the commit at the latest, together with
/// the others.
pub async fn insert(tx: &mut Tx, row: Outgoing, now_ms: i64) -> Result<(), StoreError> {
    tx.gathered().push(Gathered { row, new_since_ms: Some(now_ms) });
    // Never within a part: whoever gives it up would take back what others said before it.
    if !tx.is_in_savepoint() && tx.gathered().len().is_multiple_of(ROWS_MAX) {
        write_new(tx).await?;
    }
    Ok(())
}

/// Writes the calls that are not in the outbox yet, born leased to this process; bulk is nobody's
/// until the sender has room for a page of it.
pub(super) async fn write_new(tx: &mut Tx) -> Result<(), StoreError> {
    let mut calls = std::mem::take(tx.gathered());
    let mut new: Vec<&mut Gathered> =
        calls.iter_mut().filter(|call| call.new_since_ms.is_some()).collect();
    note_subjects(tx, &new).await?;
    for chunk in new.chunks_mut(ROWS_MAX) {
        let ids = insert_chunk(tx, chunk).await?;
        for (call, outbox_id) in chunk.iter_mut().zip(ids) {
            call.row.outbox_id = outbox_id;
            call.new_since_ms = None;
        }
    }
    *tx.gathered() = calls;
    Ok(())
}

/// Notes what the screens of these calls show from now on. Before the calls get their numbers:
/// whoever changes a screen beside this transaction has to wait, and is the newer one then.
async fn note_subjects(tx: &mut Tx, calls: &[&mut Gathered]) -> Result<(), StoreError> {
    let mut subjects = BTreeMap::new();
    for call in calls.iter().filter(|call| call.row.screen_id.is_some()) {
        let subject = match call.row.shows {
            Shows::Now(subject) => Some(subject),
            // A new screen has none yet.
            Shows::Anything if call.row.method.is_edit() => None,
            Shows::Anything | Shows::Still(_) => continue,
        };
        subjects.insert(call.row.screen_id, subject);
    }
    screens::set_subjects(tx, &subjects).await
}

async fn insert_chunk(tx: &mut Tx, chunk: &[&mut Gathered]) -> Result<Vec<OutboxId>, StoreError> {
    let lease = tx.lease().clone();
    let mut query = values_query(
        "INSERT INTO outbox (chat_id, lane, method, payload, screen_id, is_keepsake, attachment, \
         text_of, subject, lease_owner, lease_until_ms, created_ms) VALUES",
        Grid { rows: chunk.len(), columns: 12 },
        "RETURNING outbox_id",
    );
    for call in chunk {
        let row = &call.row;
        let is_bulk = row.lane == Lane::Bulk;
        query = query
            .bind(row.chat_id)
            .bind(row.lane as i64)
            .bind(row.method.as_str())
            .bind(row.payload.clone())
            .bind(row.screen_id)
            .bind(i64::from(row.is_kept_if_blocked))
            .bind(row.attachment.clone())
            .bind(row.text_of.clone())
            .bind(row.subject.clone())
            .bind(if is_bulk { String::new() } else { lease.owner.clone() })
            .bind(if is_bulk { 0 } else { lease.until_ms })
            .bind(call.new_since_ms);
    }
    returned_numbers(query, tx).await
}

/// Writes a call that waits for the return of a person who has blocked the bot: nobody makes it
/// before [`revive`].
pub async fn insert_kept(tx: &mut Tx, row: Outgoing, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO outbox (chat_id, lane, method, payload, screen_id, is_keepsake, attachment, \
         text_of, subject, state, lease_owner, lease_until_ms, created_ms, finished_ms, note) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', 0, $11, $11, 'blocked')",
    )
    .bind(row.chat_id)
    .bind(row.lane as i64)
    .bind(row.method.as_str())
    .bind(row.payload)
    .bind(row.screen_id)
    .bind(i64::from(row.is_kept_if_blocked))
    .bind(row.attachment)
    .bind(row.text_of)
    .bind(row.subject)
    .bind(Ending::Returning as i64)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Lets go of every lease that another process held: a file has one process, so its holder is gone.
pub async fn release_all(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query("UPDATE outbox SET lease_until_ms = 0 WHERE state = 0").execute(tx.conn()).await?;
    Ok(())
}

/// Renews the leases of calls that wait in this process's memory.
pub async fn renew(tx: &mut Tx, outbox_ids: &[OutboxId]) -> Result<(), StoreError> {
    let until_ms = tx.lease().until_ms;
    for chunk in outbox_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE outbox SET lease_until_ms = $1 WHERE state = 0 AND outbox_id IN",
            Placeholders { first: 2, count: chunk.len() },
            "",
        )
        .bind(until_ms);
        for outbox_id in chunk {
            query = query.bind(*outbox_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// How a call ended, for [`mark_finished`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    /// Telegram took it.
    Sent = 1,
    /// Telegram will never take it: a human looks at it.
    GivenUp = 2,
    /// A newer edit of the same screen made it pointless.
    Replaced = 3,
    /// The person has blocked the bot; it waits for their return.
    Returning = 4,
}

/// Ends waiting calls in one statement; the payload of those sent is erased.
pub async fn mark_finished(
    tx: &mut Tx,
    outbox_ids: &[OutboxId],
    ending: Ending,
    note: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    let keeps_payload = matches!(ending, Ending::GivenUp | Ending::Returning);
    for chunk in outbox_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE outbox SET state = $1, finished_ms = $2, note = $3, \
             payload = CASE WHEN $4 = 1 THEN payload ELSE '' END, \
             attachment = CASE WHEN $4 = 1 THEN attachment ELSE '' END \
             WHERE state = 0 AND outbox_id IN",
            Placeholders { first: 5, count: chunk.len() },
            "",
        )
        .bind(ending as i64)
        .bind(now_ms)
        .bind(note)
        .bind(i64::from(keeps_payload));
        for outbox_id in chunk {
            query = query.bind(*outbox_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Counts a failed call and lets it wait until `not_before_ms`.
///
/// # Errors
/// [`StoreError::Lost`] when it is not waiting any more.
pub async fn mark_failed(
    tx: &mut Tx,
    outbox_id: OutboxId,
    not_before_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE outbox SET attempts = attempts + 1, not_before_ms = $2 \
         WHERE outbox_id = $1 AND state = 0",
    )
    .bind(outbox_id)
    .bind(not_before_ms)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::OutboxWaiting)
}

/// Brings back what was kept for a person who has returned, before anything that is written later
/// for them; returns how many calls.
pub async fn revive(tx: &mut Tx, chat_id: ChatId) -> Result<usize, StoreError> {
    let lease = tx.lease().clone();
    let mut rows: Vec<Outgoing> = sqlx::query_as(concat!(
        "UPDATE outbox SET state = 0, attempts = 0, not_before_ms = 0, lease_owner = $2, \
         lease_until_ms = $3 WHERE chat_id = $1 AND state = 4 RETURNING ",
        outgoing_columns!()
    ))
    .bind(chat_id)
    .bind(lease.owner)
    .bind(lease.until_ms)
    .fetch_all(tx.conn())
    .await?;
    rows.sort_by_key(|row| row.outbox_id);
    let count = rows.len();
    tx.gathered().extend(rows.into_iter().map(Gathered::written));
    Ok(count)
}

/// Hands waiting calls to the sender again, which has taken them out of its memory; returns how
/// many.
pub async fn hand_back(tx: &mut Tx, outbox_ids: &[OutboxId]) -> Result<usize, StoreError> {
    let lease = tx.lease().clone();
    let mut rows: Vec<Outgoing> = Vec::new();
    for chunk in outbox_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE outbox SET lease_owner = $1, lease_until_ms = $2 \
             WHERE state = 0 AND outbox_id IN",
            Placeholders { first: 3, count: chunk.len() },
            concat!("RETURNING ", outgoing_columns!()),
        )
        .bind(lease.owner.clone())
        .bind(lease.until_ms);
        for outbox_id in chunk {
            query = query.bind(*outbox_id);
        }
        for row in query.fetch_all(tx.conn()).await? {
            rows.push(Outgoing::from_row(&row)?);
        }
    }
    rows.sort_by_key(|row| row.outbox_id);
    let count = rows.len();
    tx.gathered().extend(rows.into_iter().map(Gathered::written));
    Ok(count)
}

/// How many calls wait to be made.
pub async fn count_waiting(tx: &mut Tx) -> Result<i64, StoreError> {
    let row =
        sqlx::query("SELECT COUNT(*) FROM outbox WHERE state = 0").fetch_one(tx.conn()).await?;
    Ok(row.try_get(0)?)
}

/// Removes finished calls older than `older.than_ms`; returns how many. That they wait no more is
/// said as the index says it, or it would not be taken.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let changed = sqlx::query(
        "DELETE FROM outbox WHERE outbox_id IN (SELECT outbox_id FROM outbox \
         WHERE state <> 0 AND state IN (1, 3) AND finished_ms < $1 ORDER BY finished_ms \
         LIMIT CAST($2 AS BIGINT))",
    )
    .bind(older.than_ms)
    .bind(older.limit)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected())
}
