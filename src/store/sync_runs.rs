//! Looks at the providers' lists: whether one is under way, what the last one came to, and which
//! admins wait to be told of the next. The catalog itself is written by [`super::catalog_writes`].

use sqlx::{FromRow, Row};

use super::ids::Flag;
use super::portion::Batch;
use super::race::Race;
use super::tx::{StoreError, Tx, expect_one};
use crate::domain::ids::PersonId;
use crate::domain::look::LookEnd;
use crate::domain::time::Span;

/// What a look came to, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default, FromRow)]
pub struct Counts {
    /// Met for the first time.
    pub added: i64,
    /// Listed again.
    pub restored: i64,
    /// Not listed any more.
    pub hidden: i64,
    /// Dearer.
    pub raised: i64,
    /// Cheaper.
    pub lowered: i64,
    /// Different in another way.
    pub changed: i64,
    /// As before.
    pub unchanged: i64,
    /// Listed, but not to be read.
    pub unread: i64,
}

/// A provider as it stands with its looks, for one admin.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct LastSync {
    /// The provider's name.
    pub provider: String,
    /// Whether a look is under way.
    #[sqlx(try_from = "Flag")]
    pub is_running: bool,
    /// Whether this admin waits to be told already.
    #[sqlx(try_from = "Flag")]
    pub is_asked: bool,
    /// When the last look ended, unix milliseconds; 0 when none has.
    pub finished_ms: i64,
    /// What it came to; `None` when none has ended, or in words of another version.
    #[sqlx(try_from = "EndWord")]
    pub outcome: Option<LookEnd>,
    /// Its numbers.
    #[sqlx(flatten)]
    pub counts: Counts,
}

/// What a look came to as the column has it: a word, or nothing.
#[derive(sqlx::Type)]
#[sqlx(transparent)]
struct EndWord(String);

impl From<EndWord> for Option<LookEnd> {
    fn from(word: EndWord) -> Self {
        word.0.parse().ok()
    }
}

/// The providers that are on, at most `limit`; `only` names one, an empty text all.
pub async fn last_syncs(
    tx: &mut Tx,
    admin_id: PersonId,
    only: &str,
    batch: Batch,
) -> Result<Vec<LastSync>, StoreError> {
    let last_syncs = sqlx::query_as(
        "SELECT p.name AS provider, \
         CASE WHEN COALESCE(s.running_until_ms, 0) > $3 THEN 1 ELSE 0 END AS is_running, \
         CASE WHEN r.admin_id IS NULL THEN 0 ELSE 1 END AS is_asked, \
         COALESCE(s.finished_ms, 0) AS finished_ms, COALESCE(s.outcome, '') AS outcome, \
         COALESCE(s.added, 0) AS added, COALESCE(s.restored, 0) AS restored, \
         COALESCE(s.hidden, 0) AS hidden, COALESCE(s.raised, 0) AS raised, \
         COALESCE(s.lowered, 0) AS lowered, COALESCE(s.changed, 0) AS changed, \
         COALESCE(s.unchanged, 0) AS unchanged, COALESCE(s.unread, 0) AS unread FROM providers p \
         LEFT JOIN syncs s ON s.provider = p.name \
         LEFT JOIN sync_requests r ON r.provider = p.name AND r.admin_id = $1 \
         WHERE p.is_on = 1 AND ($2 = '' OR p.name = $2) ORDER BY p.name LIMIT CAST($4 AS BIGINT)",
    )
    .bind(admin_id)
    .bind(only)
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(last_syncs)
}

/// Asks for a look at one provider, or at all for an empty `only`; returns how many were not asked
/// for by this admin before.
pub async fn request(
    tx: &mut Tx,
    admin_id: PersonId,
    only: &str,
    now_ms: i64,
) -> Result<u64, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO sync_requests (provider, admin_id, created_ms) \
         SELECT name, $1, $2 FROM providers WHERE is_on = 1 AND ($3 = '' OR name = $3) \
         ON CONFLICT (provider, admin_id) DO NOTHING",
    )
    .bind(admin_id)
    .bind(now_ms)
    .bind(only)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected())
}

/// The providers that somebody waits for, at most `limit`.
pub async fn requested(tx: &mut Tx, limit: i64) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(
        "SELECT DISTINCT provider FROM sync_requests ORDER BY provider \
         LIMIT CAST($1 AS BIGINT)",
    )
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Takes the waiting admins of one provider off the list.
pub async fn take_requests(tx: &mut Tx, provider: &str) -> Result<Vec<PersonId>, StoreError> {
    let rows = sqlx::query("DELETE FROM sync_requests WHERE provider = $1 RETURNING admin_id")
        .bind(provider)
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Begins a look that ends before `until_ms`; `false` while another one is under way.
pub async fn begin(tx: &mut Tx, provider: &str, running: Span) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO syncs (provider, started_ms, running_until_ms) VALUES ($1, $2, $3) \
         ON CONFLICT (provider) DO UPDATE SET started_ms = excluded.started_ms, \
         running_until_ms = excluded.running_until_ms WHERE syncs.running_until_ms <= $2",
    )
    .bind(provider)
    .bind(running.from_ms)
    .bind(running.until_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Ends the look and keeps what it came to.
///
/// # Errors
/// [`StoreError::Lost`] when none was begun.
pub async fn finish(
    tx: &mut Tx,
    provider: &str,
    (end, counts): (LookEnd, &Counts),
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE syncs SET running_until_ms = 0, finished_ms = $2, outcome = $3, added = $4, \
         restored = $5, hidden = $6, raised = $7, lowered = $8, changed = $9, unchanged = $10, \
         unread = $11 WHERE provider = $1",
    )
    .bind(provider)
    .bind(now_ms)
    .bind(end.into_str())
    .bind(counts.added)
    .bind(counts.restored)
    .bind(counts.hidden)
    .bind(counts.raised)
    .bind(counts.lowered)
    .bind(counts.changed)
    .bind(counts.unchanged)
    .bind(counts.unread)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::SyncBegun)
}

/// Keeps what of a provider's list cannot be read, as a short text; `false` when it is the same as
/// before.
pub async fn mark_flaws(tx: &mut Tx, provider: &str, flaws: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query("UPDATE syncs SET flaws = $2 WHERE provider = $1 AND flaws <> $2")
        .bind(provider)
        .bind(flaws)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// The same of a provider's list of products.
pub async fn mark_product_flaws(
    tx: &mut Tx,
    provider: &str,
    flaws: &str,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE syncs SET product_flaws = $2 WHERE provider = $1 AND product_flaws <> $2",
    )
    .bind(provider)
    .bind(flaws)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Forgets the looks of a process that is known to be gone.
pub async fn release_all(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query("UPDATE syncs SET running_until_ms = 0 WHERE running_until_ms > 0")
        .execute(tx.conn())
        .await?;
    Ok(())
}
