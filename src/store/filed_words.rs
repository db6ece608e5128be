//! Sentences of providers that owners have filed under what they mean. What follows from them is
//! decided in the flows.

use sqlx::FromRow;

use super::portion::Portion;
use super::stops::UnknownWord;
use super::tx::{StoreError, Tx};
use crate::domain::ids::{FiledId, PersonId};
use crate::domain::provider::Meaning;

/// A filed sentence.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Filed {
    /// Its number.
    pub filed_id: FiledId,
    /// The provider's name in the settings.
    pub provider: String,
    /// As it was said, cleaned.
    pub words: String,
    /// What it means.
    #[sqlx(rename = "class", try_from = "String")]
    pub meaning: Meaning,
}

impl TryFrom<String> for Meaning {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, UnknownWord> {
        text.parse().map_err(|_| UnknownWord)
    }
}

/// Files a sentence; `false` when it is filed already.
pub async fn insert(
    tx: &mut Tx,
    provider: &str,
    (words, folded): (&str, &str),
    (meaning, actor_id): (Meaning, PersonId),
    now_ms: i64,
) -> Result<bool, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO filed_words (provider, words, folded, class, filed_by, filed_ms) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (provider, folded) DO NOTHING",
    )
    .bind(provider)
    .bind(words)
    .bind(folded)
    .bind(meaning.into_str())
    .bind(actor_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// What a sentence, folded, is filed under.
pub async fn meaning(
    tx: &mut Tx,
    provider: &str,
    folded: &str,
) -> Result<Option<Meaning>, StoreError> {
    let class: Option<String> =
        sqlx::query_scalar("SELECT class FROM filed_words WHERE provider = $1 AND folded = $2")
            .bind(provider)
            .bind(folded)
            .fetch_optional(tx.conn())
            .await?;
    Ok(class.and_then(|class| class.parse().ok()))
}

/// A filed sentence by its number.
pub async fn find(tx: &mut Tx, filed_id: FiledId) -> Result<Option<Filed>, StoreError> {
    let filed = sqlx::query_as(
        "SELECT filed_id, provider, words, class FROM filed_words WHERE filed_id = $1",
    )
    .bind(filed_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(filed)
}

/// A page of a provider's filed sentences, oldest first, and how many there are.
pub async fn list(
    tx: &mut Tx,
    provider: &str,
    page: Portion,
) -> Result<(Vec<Filed>, i64), StoreError> {
    let total = count(tx, provider).await?;
    let filed = sqlx::query_as(
        "SELECT filed_id, provider, words, class FROM filed_words WHERE provider = $1 \
         ORDER BY filed_id LIMIT CAST($2 AS BIGINT) OFFSET CAST($3 AS BIGINT)",
    )
    .bind(provider)
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    Ok((filed, total))
}

/// How many sentences of a provider are filed.
pub async fn count(tx: &mut Tx, provider: &str) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM filed_words WHERE provider = $1")
        .bind(provider)
        .fetch_one(tx.conn())
        .await?;
    Ok(count)
}

/// The providers of which sentences are filed, and how many.
pub async fn counts(tx: &mut Tx) -> Result<Vec<(String, i64)>, StoreError> {
    let counts = sqlx::query_as(
        "SELECT provider, COUNT(*) FROM filed_words GROUP BY provider ORDER BY provider",
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(counts)
}

/// Removes a filed sentence; `false` when it is gone.
pub async fn remove(tx: &mut Tx, filed_id: FiledId) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM filed_words WHERE filed_id = $1")
        .bind(filed_id)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}
