//! What buyers answered to what a provider asks: sealed, one row each, so that neither a dialogue
//! nor an order carries it. An answer is never changed; another one is another row.

use sqlx::{FromRow, Row};

use super::portion::Older;
use super::race::Race;
use super::tx::{StoreError, Tx, expect_one, remove_oldest};
use crate::domain::ids::{AnswerId, PersonId};

/// A sealed answer.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Answer {
    /// What was asked, in the provider's words.
    pub asked: String,
    /// What was answered, sealed for this row.
    pub sealed: String,
}

/// Begins a row for an answer, in place of the person's others that no order was made from;
/// returns the number for which the answer is to be sealed.
pub async fn insert(
    tx: &mut Tx,
    person_id: PersonId,
    asked: &str,
    now_ms: i64,
) -> Result<AnswerId, StoreError> {
    sqlx::query("DELETE FROM buyer_answers WHERE person_id = $1 AND is_ordered = 0")
        .bind(person_id)
        .execute(tx.conn())
        .await?;
    let row = sqlx::query(
        "INSERT INTO buyer_answers (person_id, asked, sealed, created_ms) \
         VALUES ($1, $2, '', $3) RETURNING answer_id",
    )
    .bind(person_id)
    .bind(asked)
    .bind(now_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// Writes the sealed answer.
///
/// # Errors
/// [`StoreError::Lost`] when the row has one.
pub async fn fill(tx: &mut Tx, answer_id: AnswerId, sealed: &str) -> Result<(), StoreError> {
    let changed =
        sqlx::query("UPDATE buyer_answers SET sealed = $2 WHERE answer_id = $1 AND sealed = ''")
            .bind(answer_id)
            .bind(sealed)
            .execute(tx.conn())
            .await?;
    expect_one(&changed, Race::BuyerAnswer)
}

/// An answer, whosever it is.
pub async fn find(tx: &mut Tx, answer_id: AnswerId) -> Result<Option<Answer>, StoreError> {
    let answer = sqlx::query_as("SELECT asked, sealed FROM buyer_answers WHERE answer_id = $1")
        .bind(answer_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(answer)
}

/// Whether it is this person's answer to this question.
pub async fn is_to(
    tx: &mut Tx,
    (answer_id, person_id): (AnswerId, PersonId),
    asked: &str,
) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT 1 FROM buyer_answers WHERE answer_id = $1 AND person_id = $2 AND asked = $3 \
         AND sealed <> ''",
    )
    .bind(answer_id)
    .bind(person_id)
    .bind(asked)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}

/// Keeps an answer for good: an order is made from it.
///
/// # Errors
/// [`StoreError::Lost`] when it is another's, gone, or another order's.
pub async fn keep(tx: &mut Tx, answer_id: AnswerId, person_id: PersonId) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE buyer_answers SET is_ordered = 1 WHERE answer_id = $1 AND person_id = $2 \
         AND is_ordered = 0",
    )
    .bind(answer_id)
    .bind(person_id)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::BuyerAnswer)
}

/// Removes answers that no order was made from since `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM buyer_answers WHERE answer_id IN (SELECT answer_id FROM buyer_answers \
         WHERE is_ordered = 0 AND created_ms < $1 ORDER BY created_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
