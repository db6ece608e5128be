//! Who did what and why, each line chained to the one before by its hash. Append-only.

use sqlx::{FromRow, Row};

use super::meta;
use super::race::Race;
use super::tx::{StoreError, Tx};
use crate::domain::ids::PersonId;
use crate::domain::journal::{ActName, chain_hash};

/// One act to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act<'a> {
    /// The admin.
    pub actor_id: PersonId,
    /// What was done.
    pub act: ActName,
    /// Whom or what it touched, such as `person 5001` or `order 1001`.
    pub subject: &'a str,
    /// Amounts and ids, in plain text.
    pub detail: &'a str,
    /// The admin's words.
    pub reason: &'a str,
}

/// A line as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct JournalLine {
    /// Counts from 1 without a gap.
    pub seq: i64,
    /// Unix milliseconds.
    pub at_ms: i64,
    /// The admin.
    pub actor_id: PersonId,
    /// Stable name of the act.
    pub act: String,
    /// Whom or what it touched.
    pub subject: String,
    /// Amounts and ids.
    pub detail: String,
    /// The admin's words.
    pub reason: String,
    /// Hash of the line before; empty for the first.
    pub previous_hash: String,
    /// Hash of this line.
    pub hash: String,
}

impl JournalLine {
    /// The hash that this line ought to have after `previous_hash`.
    #[must_use]
    pub fn expected_hash(&self, previous_hash: &str) -> String {
        let (seq, at_ms, actor) =
            (self.seq.to_string(), self.at_ms.to_string(), self.actor_id.to_string());
        chain_hash(
            previous_hash,
            &[&seq, &at_ms, &actor, &self.act, &self.subject, &self.detail, &self.reason],
        )
    }
}

/// Appends an act. Two at the same time on PostgreSQL collide on the number; one is run again.
pub async fn append(tx: &mut Tx, act: &Act<'_>, now_ms: i64) -> Result<(), StoreError> {
    let last = sqlx::query("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        .fetch_optional(tx.conn())
        .await?;
    let (seq, previous_hash) = match last {
        Some(row) => (row.try_get::<i64, _>(0)? + 1, row.try_get::<String, _>(1)?),
        None => (1, String::new()),
    };
    let mut line = JournalLine {
        seq,
        at_ms: now_ms,
        actor_id: act.actor_id,
        act: <&str>::from(act.act).to_owned(),
        subject: act.subject.to_owned(),
        detail: act.detail.to_owned(),
        reason: act.reason.to_owned(),
        previous_hash,
        hash: String::new(),
    };
    line.hash = line.expected_hash(&line.previous_hash);
    insert(tx, &line).await?;
    meta::set(tx, meta::key::JOURNAL_END, &format!("{seq}:{}", line.hash)).await
}

/// Number and hash of the newest line, as they are kept beside the journal; 0 for an empty one.
///
/// # Errors
/// [`StoreError::Unreadable`] when the mark is not ours; a failing database.
pub async fn find_end(tx: &mut Tx) -> Result<(i64, String), StoreError> {
    let Some(mark) = meta::find(tx, meta::key::JOURNAL_END).await? else {
        return Ok((0, String::new()));
    };
    let end = mark.split_once(':').and_then(|(seq, hash)| Some((seq.parse().ok()?, hash)));
    let (seq, hash) = end.ok_or(StoreError::Unreadable("end of the journal"))?;
    Ok((seq, hash.to_owned()))
}

async fn insert(tx: &mut Tx, line: &JournalLine) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "INSERT INTO journal (seq, at_ms, actor_id, act, subject, detail, reason, \
         previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (seq) DO NOTHING",
    )
    .bind(line.seq)
    .bind(line.at_ms)
    .bind(line.actor_id)
    .bind(&line.act)
    .bind(&line.subject)
    .bind(&line.detail)
    .bind(&line.reason)
    .bind(&line.previous_hash)
    .bind(&line.hash)
    .execute(tx.conn())
    .await?;
    super::tx::expect_one(&changed, Race::JournalEnd)
}

/// Lines that are read at once.
const LINES_READ: i64 = 500;

/// The lines after `seq`, in order, as many as are read at once.
pub async fn list_after(tx: &mut Tx, seq: i64) -> Result<Vec<JournalLine>, StoreError> {
    let lines = sqlx::query_as(
        "SELECT seq, at_ms, actor_id, act, subject, detail, reason, previous_hash, hash \
         FROM journal WHERE seq > $1 ORDER BY seq LIMIT CAST($2 AS BIGINT)",
    )
    .bind(seq)
    .bind(LINES_READ)
    .fetch_all(tx.conn())
    .await?;
    Ok(lines)
}
