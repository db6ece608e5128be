//! Which Telegram message shows a person's screen. Rows name the screen; the sender fills in the
//! message when Telegram has told its number.

use std::collections::BTreeMap;

use sqlx::{FromRow, Row};

use super::outbox::Subject;
use super::portion::Older;
use super::rows::{Grid, Placeholders, ROWS_MAX, list_query, values_query};
use super::tx::{StoreError, Tx, remove_oldest};
use crate::domain::ids::{MessageId, OutboxId, PersonId, ScreenId};

/// What kind of message shows a screen. Not every edit makes one of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text = 0,
    /// A picture or file with a caption.
    Media = 1,
}

impl Kind {
    const fn from_number(number: i64) -> Self {
        match number {
            1 => Self::Media,
            _ => Self::Text,
        }
    }
}

/// Makes a screen for a person and returns its number.
pub async fn insert(tx: &mut Tx, person_id: PersonId, now_ms: i64) -> Result<ScreenId, StoreError> {
    let row = sqlx::query(
        "INSERT INTO screens (person_id, created_ms) VALUES ($1, $2) RETURNING screen_id",
    )
    .bind(person_id)
    .bind(now_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// A screen as an outbox row that changes it finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredScreen {
    /// The message that shows it; `None` when it was never sent or is unknown.
    pub message_id: Option<MessageId>,
    /// What kind of message that is.
    pub kind: Kind,
    /// What it shows, as [`Subject`] is stored; empty for anything.
    pub subject: String,
    /// Whether something newer than the row was shown or is about to be: what is being sent at this
    /// moment, or was sent and is not marked yet, still waits here.
    pub has_newer: bool,
}

/// Looks a screen up for the outbox row that changes it.
pub async fn find_stored(
    tx: &mut Tx,
    screen_id: ScreenId,
    outbox_id: OutboxId,
) -> Result<StoredScreen, StoreError> {
    let row = sqlx::query(
        "SELECT COALESCE((SELECT message_id FROM screens WHERE screen_id = $1), 0), \
         CAST(CASE WHEN EXISTS (SELECT 1 FROM screens WHERE screen_id = $1 AND generation > $2) \
         OR EXISTS (SELECT 1 FROM outbox WHERE screen_id = $1 AND screen_id <> 0 \
         AND outbox_id > $2 AND state = 0 \
         AND method IN ('editMessageText', 'editMessageMedia', 'editMessageCaption')) \
         THEN 1 ELSE 0 END AS BIGINT), \
         COALESCE((SELECT kind FROM screens WHERE screen_id = $1), 0), \
         COALESCE((SELECT subject FROM screens WHERE screen_id = $1), '')",
    )
    .bind(screen_id)
    .bind(outbox_id)
    .fetch_one(tx.conn())
    .await?;
    let (message_id, has_newer): (MessageId, i64) = (row.try_get(0)?, row.try_get(1)?);
    Ok(StoredScreen {
        message_id: Some(message_id).filter(|message_id| message_id.is_some()),
        kind: Kind::from_number(row.try_get(2)?),
        subject: row.try_get(3)?,
        has_newer: has_newer != 0,
    })
}

/// Notes what screens show from now on, where somebody else than their owner may change it. Of
/// those that this transaction found without a subject none is taken away: only their owner's turn
/// gives them one.
pub(super) async fn set_subjects(
    tx: &mut Tx,
    subjects: &BTreeMap<ScreenId, Option<Subject>>,
) -> Result<(), StoreError> {
    let mut cleared = Vec::new();
    for (screen_id, subject) in subjects {
        let has_none = tx.without_subject().remove(screen_id);
        if subject.is_none() && !has_none {
            cleared.push(*screen_id);
        }
    }
    for chunk in cleared.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE screens SET subject = '' WHERE subject <> '' AND screen_id IN",
            Placeholders { first: 1, count: chunk.len() },
            "",
        );
        for screen_id in chunk {
            query = query.bind(*screen_id);
        }
        query.execute(tx.conn()).await?;
    }
    for (screen_id, subject) in subjects {
        let Some(subject) = subject else { continue };
        sqlx::query("UPDATE screens SET subject = $2 WHERE screen_id = $1")
            .bind(*screen_id)
            .bind(subject.to_text())
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}

/// A screen that shows something that somebody else than its owner may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Showing {
    /// The screen.
    pub screen_id: ScreenId,
    /// Whose it is.
    pub person_id: PersonId,
}

/// The screens that show this, newest first, at most `limit`.
pub async fn list_showing(
    tx: &mut Tx,
    subject: Subject,
    limit: i64,
) -> Result<Vec<Showing>, StoreError> {
    let found = sqlx::query_as(
        "SELECT screen_id, person_id FROM screens WHERE subject = $1 AND subject <> '' \
         ORDER BY screen_id DESC LIMIT CAST($2 AS BIGINT)",
    )
    .bind(subject.to_text())
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// Makes sure that a screen shows this until the transaction is over; `false` when it shows
/// something else now.
pub async fn hold(tx: &mut Tx, screen_id: ScreenId, subject: Subject) -> Result<bool, StoreError> {
    let held =
        sqlx::query("UPDATE screens SET subject = subject WHERE screen_id = $1 AND subject = $2")
            .bind(screen_id)
            .bind(subject.to_text())
            .execute(tx.conn())
            .await?;
    Ok(held.rows_affected() == 1)
}

/// A screen as Telegram shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The screen.
    pub screen_id: ScreenId,
    /// Whose it is.
    pub person_id: PersonId,
    /// The message that shows it.
    pub message_id: MessageId,
    /// The outbox row that was shown.
    pub generation: OutboxId,
    /// What kind of message it is; `None` leaves it as it was.
    pub kind: Option<Kind>,
}

/// Records which message shows which screen.
pub async fn set_messages(tx: &mut Tx, shown: &[Shown], now_ms: i64) -> Result<(), StoreError> {
    for chunk in shown.chunks(ROWS_MAX) {
        let mut query = values_query(
            "INSERT INTO screens (screen_id, person_id, message_id, generation, created_ms, kind) \
             VALUES",
            Grid { rows: chunk.len(), columns: 6 },
            "ON CONFLICT (screen_id) DO UPDATE SET message_id = excluded.message_id, \
             generation = excluded.generation, \
             kind = CASE WHEN excluded.kind < 0 THEN screens.kind ELSE excluded.kind END \
             WHERE screens.generation <= excluded.generation",
        );
        for shown in chunk {
            query = query
                .bind(shown.screen_id)
                .bind(shown.person_id)
                .bind(shown.message_id)
                .bind(shown.generation)
                .bind(now_ms)
                .bind(shown.kind.map_or(-1, |kind| kind as i64));
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Removes screens made before `older.than_ms`; returns how many. A person whose
/// present screen is among them gets the next view as a new message.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM screens WHERE screen_id IN (SELECT screen_id FROM screens \
         WHERE created_ms < $1 ORDER BY created_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
