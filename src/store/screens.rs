//! Which Telegram message shows a person's screen. Rows name the screen; the sender fills in the
//! message when Telegram has told its number.

use sqlx::Row;

use super::rows::{ROWS_MAX, values_query};
use super::tx::{StoreError, Tx};
use crate::domain::ids::{MessageId, OutboxId, PersonId, ScreenId};

/// Makes a screen for a person and returns its number.
///
/// # Errors
/// When the database fails.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// The message that shows it; `None` when it was never sent or is unknown.
    pub message_id: Option<MessageId>,
    /// Whether something newer than the row was shown or is about to be: what is being sent at this
    /// moment, or was sent and is not marked yet, still waits here.
    pub has_newer: bool,
}

/// Looks a screen up for the outbox row that changes it.
///
/// # Errors
/// When the database fails.
pub async fn find_stored(
    tx: &mut Tx,
    screen_id: ScreenId,
    outbox_id: OutboxId,
) -> Result<Stored, StoreError> {
    let row = sqlx::query(
        "SELECT COALESCE((SELECT message_id FROM screens WHERE screen_id = $1), 0), \
         CAST(CASE WHEN EXISTS (SELECT 1 FROM screens WHERE screen_id = $1 AND generation > $2) \
         OR EXISTS (SELECT 1 FROM outbox WHERE screen_id = $1 AND screen_id <> 0 \
         AND outbox_id > $2 AND state = 0 AND method = 'editMessageText') \
         THEN 1 ELSE 0 END AS BIGINT)",
    )
    .bind(screen_id)
    .bind(outbox_id)
    .fetch_one(tx.conn())
    .await?;
    let (message_id, has_newer): (MessageId, i64) = (row.try_get(0)?, row.try_get(1)?);
    Ok(Stored {
        message_id: Some(message_id).filter(|message_id| message_id.is_some()),
        has_newer: has_newer != 0,
    })
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
}

/// Records which message shows which screen.
///
/// # Errors
/// When the database fails.
pub async fn set_messages(tx: &mut Tx, shown: &[Shown], now_ms: i64) -> Result<(), StoreError> {
    for chunk in shown.chunks(ROWS_MAX) {
        let mut query = values_query(
            "INSERT INTO screens (screen_id, person_id, message_id, generation, created_ms) VALUES",
            chunk.len(),
            5,
            "ON CONFLICT (screen_id) DO UPDATE SET message_id = excluded.message_id, \
             generation = excluded.generation WHERE screens.generation <= excluded.generation",
        );
        for shown in chunk {
            query = query
                .bind(shown.screen_id)
                .bind(shown.person_id)
                .bind(shown.message_id)
                .bind(shown.generation)
                .bind(now_ms);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Removes at most `limit` screens made before `before_ms`; returns how many. A person whose
/// present screen is among them gets the next view as a new message.
///
/// # Errors
/// When the database fails.
pub async fn prune(tx: &mut Tx, before_ms: i64, limit: i64) -> Result<u64, StoreError> {
    let changed = sqlx::query(
        "DELETE FROM screens WHERE screen_id IN (SELECT screen_id FROM screens \
         WHERE created_ms < $1 ORDER BY created_ms LIMIT $2)",
    )
    .bind(before_ms)
    .bind(limit)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected())
}
