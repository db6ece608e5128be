//! Raw updates, kept before Telegram is told that they arrived and finished in the transaction of
//! their effects. The key is (bot, update id); the order is our own sequence.

use sqlx::{FromRow, Row};

use super::portion::{Batch, Older};
use super::race::Race;
use super::rows::{Grid, Placeholders, ROWS_MAX, list_query, returned_numbers, values_query};
use super::tx::{StoreError, Tx, expect_one, remove_oldest};
use crate::domain::ids::{BotId, PersonId, UpdateId};

/// An update as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUpdate {
    /// Telegram's number, unique for one bot while in use.
    pub update_id: UpdateId,
    /// Whose update it is; 0 when nobody's.
    pub person_id: PersonId,
    /// The raw JSON.
    pub body: String,
    /// SHA-256 of the body, so that a reused id with another body is noticed later.
    pub body_hash: String,
}

/// An update that waits for its turn.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Waiting {
    /// Our own sequence.
    pub seq: i64,
    /// Telegram's number.
    pub update_id: UpdateId,
    /// Whose update it is; 0 when nobody's.
    pub person_id: PersonId,
    /// The raw JSON.
    pub body: String,
    /// How many turns have failed on it.
    pub attempts: i64,
}

/// Keeps updates; those already known are left alone. Returns the ids that are known with another
/// body: Telegram has begun to count anew, or somebody forges.
pub async fn insert(
    tx: &mut Tx,
    bot_id: BotId,
    updates: &[NewUpdate],
    now_ms: i64,
) -> Result<Vec<UpdateId>, StoreError> {
    let mut strange = Vec::new();
    for chunk in updates.chunks(ROWS_MAX) {
        if insert_chunk(tx, bot_id, chunk, now_ms).await? < chunk.len() as u64 {
            strange.extend(differing(tx, bot_id, chunk).await?);
        }
    }
    Ok(strange)
}

async fn insert_chunk(
    tx: &mut Tx,
    bot_id: BotId,
    chunk: &[NewUpdate],
    now_ms: i64,
) -> Result<u64, StoreError> {
    let mut query = values_query(
        "INSERT INTO inbox (bot_id, update_id, person_id, body, body_hash, received_ms) VALUES",
        Grid { rows: chunk.len(), columns: 6 },
        "ON CONFLICT (bot_id, update_id) DO NOTHING",
    );
    for update in chunk {
        query = query
            .bind(bot_id)
            .bind(update.update_id)
            .bind(update.person_id)
            .bind(&update.body)
            .bind(&update.body_hash)
            .bind(now_ms);
    }
    Ok(query.execute(tx.conn()).await?.rows_affected())
}

/// Keeps updates that are done with when this transaction commits, without their bodies; their
/// sequence numbers in the order of the updates, or `None` when one of them is known already or
/// others wait: then this transaction must be given up.
pub async fn insert_done(
    tx: &mut Tx,
    bot_id: BotId,
    updates: &[NewUpdate],
    now_ms: i64,
) -> Result<Option<Vec<i64>>, StoreError> {
    let mut query = values_query(
        "INSERT INTO inbox (bot_id, update_id, person_id, body, body_hash, received_ms, state, \
         finished_ms) SELECT * FROM (VALUES",
        Grid { rows: updates.len(), columns: 8 },
        ") WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE state = 0) \
         ON CONFLICT (bot_id, update_id) DO NOTHING RETURNING seq",
    );
    for update in updates {
        query = query
            .bind(bot_id)
            .bind(update.update_id)
            .bind(update.person_id)
            .bind("")
            .bind(&update.body_hash)
            .bind(now_ms)
            .bind(1_i64)
            .bind(now_ms);
    }
    let seqs: Vec<i64> = returned_numbers(query, tx).await?;
    Ok(Some(seqs).filter(|seqs| seqs.len() == updates.len()))
}

async fn differing(
    tx: &mut Tx,
    bot_id: BotId,
    chunk: &[NewUpdate],
) -> Result<Vec<UpdateId>, StoreError> {
    let mut query = list_query(
        "SELECT update_id, body_hash FROM inbox WHERE bot_id = $1 AND update_id IN",
        Placeholders { first: 2, count: chunk.len() },
        "",
    )
    .bind(bot_id);
    for update in chunk {
        query = query.bind(update.update_id);
    }
    let mut strange = Vec::new();
    for row in query.fetch_all(tx.conn()).await? {
        let (update_id, hash): (UpdateId, String) = (row.try_get(0)?, row.try_get(1)?);
        let is_same = chunk.iter().any(|new| new.update_id == update_id && new.body_hash == hash);
        if !is_same {
            strange.push(update_id);
        }
    }
    Ok(strange)
}

/// The oldest waiting update of each person, oldest first; and how many updates
/// wait in all.
pub async fn list_next(tx: &mut Tx, batch: Batch) -> Result<(Vec<Waiting>, i64), StoreError> {
    let rows = sqlx::query(
        "SELECT seq, update_id, person_id, body, attempts, \
         (SELECT COUNT(*) FROM inbox WHERE state = 0) AS total FROM inbox WHERE seq IN \
         (SELECT MIN(seq) FROM inbox WHERE state = 0 GROUP BY person_id) \
         AND not_before_ms <= $1 ORDER BY seq LIMIT CAST($2 AS BIGINT)",
    )
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    let total = rows.first().map(|row| row.try_get("total")).transpose()?.unwrap_or(0);
    let waiting = rows.iter().map(Waiting::from_row).collect::<Result<Vec<_>, _>>()?;
    Ok((waiting, total))
}

/// Finishes updates and erases their bodies, in the transaction of their effects.
///
/// # Errors
/// [`StoreError::Lost`] when one of them is not waiting any more: another process has done it, and
/// this transaction must be given up.
pub async fn mark_done(tx: &mut Tx, seqs: &[i64], now_ms: i64) -> Result<(), StoreError> {
    for chunk in seqs.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE inbox SET state = 1, body = '', finished_ms = $1 WHERE state = 0 AND seq IN",
            Placeholders { first: 2, count: chunk.len() },
            "",
        )
        .bind(now_ms);
        for seq in chunk {
            query = query.bind(*seq);
        }
        if query.execute(tx.conn()).await?.rows_affected() != chunk.len() as u64 {
            return Err(StoreError::Lost(Race::InboxWaiting));
        }
    }
    Ok(())
}

/// Counts a failed turn and lets the update wait until `not_before_ms`.
///
/// # Errors
/// [`StoreError::Lost`] when it is not waiting any more.
pub async fn mark_failed(
    tx: &mut Tx,
    update: &Waiting,
    not_before_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE inbox SET attempts = attempts + 1, not_before_ms = $2 \
         WHERE seq = $1 AND state = 0",
    )
    .bind(update.seq)
    .bind(not_before_ms)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::InboxWaiting)
}

/// Gives an update up and leaves it for a human; the body stays.
///
/// # Errors
/// [`StoreError::Lost`] when it is not waiting any more.
pub async fn mark_given_up(
    tx: &mut Tx,
    seq: i64,
    error_id: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE inbox SET state = 2, attempts = attempts + 1, error_id = $2, finished_ms = $3 \
         WHERE seq = $1 AND state = 0",
    )
    .bind(seq)
    .bind(error_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::InboxWaiting)
}

/// Erases the body of an update that was given up, where nobody may read it.
pub async fn erase(tx: &mut Tx, seq: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE inbox SET body = '' WHERE seq = $1 AND state = 2")
        .bind(seq)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// How many updates wait for their turn.
pub async fn count_waiting(tx: &mut Tx) -> Result<i64, StoreError> {
    let row =
        sqlx::query("SELECT COUNT(*) FROM inbox WHERE state = 0").fetch_one(tx.conn()).await?;
    Ok(row.try_get(0)?)
}

/// How many updates were given up.
pub async fn count_given_up(tx: &mut Tx) -> Result<i64, StoreError> {
    let row =
        sqlx::query("SELECT COUNT(*) FROM inbox WHERE state = 2").fetch_one(tx.conn()).await?;
    Ok(row.try_get(0)?)
}

/// Removes finished updates older than `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM inbox WHERE seq IN (SELECT seq FROM inbox \
         WHERE state = 1 AND finished_ms < $1 ORDER BY finished_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
