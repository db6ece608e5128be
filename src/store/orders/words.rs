//! What providers said to the attempts to send an order, made harmless before it comes here: for
//! the owners only, and one sentence for each attempt.

use sqlx::FromRow;

use super::Order;
use crate::domain::ids::OrderId;
use crate::domain::provider::{Form, Said};
use crate::store::stops::UnknownWord;
use crate::store::tx::{StoreError, Tx};

/// The words of one attempt.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Words {
    /// The attempt that was answered.
    pub attempt: i64,
    /// What was said.
    pub words: String,
    /// What the words are.
    #[sqlx(try_from = "String")]
    pub form: Form,
}

impl TryFrom<String> for Form {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, UnknownWord> {
        text.parse().map_err(|_| UnknownWord)
    }
}

/// Keeps what was said to the present attempt; said again, it replaces what was said.
pub async fn keep(tx: &mut Tx, order: &Order, said: &Said, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO order_words (order_id, attempt, words, form, at_ms) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (order_id, attempt) \
         DO UPDATE SET words = excluded.words, form = excluded.form, at_ms = excluded.at_ms",
    )
    .bind(order.order_id)
    .bind(order.attempt)
    .bind(&said.text)
    .bind(said.form.into_str())
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What was said to the present attempt.
pub async fn said(tx: &mut Tx, order: &Order) -> Result<Option<Said>, StoreError> {
    let words: Option<Words> = sqlx::query_as(
        "SELECT attempt, words, form FROM order_words WHERE order_id = $1 AND attempt = $2",
    )
    .bind(order.order_id)
    .bind(order.attempt)
    .fetch_optional(tx.conn())
    .await?;
    Ok(words.map(|words| Said { text: words.words, form: words.form }))
}

/// What was said to the last attempts, newest first, at most `limit`.
pub async fn list(tx: &mut Tx, order_id: OrderId, limit: i64) -> Result<Vec<Words>, StoreError> {
    let words = sqlx::query_as(
        "SELECT attempt, words, form FROM order_words WHERE order_id = $1 \
         ORDER BY attempt DESC LIMIT CAST($2 AS BIGINT)",
    )
    .bind(order_id)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(words)
}
