//! The owners' own texts about the shop, and their answers to what is asked often.

use sqlx::{FromRow, Row};

use super::tx::{StoreError, Tx};
use crate::domain::ids::FaqId;
use crate::domain::lang::Lang;
use crate::domain::shop_text::{NewFaq, ShopText};

/// The owners' text in a language, if they have written one.
pub async fn find(
    tx: &mut Tx,
    (kind, lang): (ShopText, Lang),
) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT text FROM shop_texts WHERE kind = $1 AND lang = $2")
        .bind(kind.into_str())
        .bind(lang.tag())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Writes the owners' text.
pub async fn set(
    tx: &mut Tx,
    (kind, lang): (ShopText, Lang),
    text: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO shop_texts (kind, lang, text, changed_ms) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (kind, lang) DO UPDATE SET text = excluded.text, \
         changed_ms = excluded.changed_ms",
    )
    .bind(kind.into_str())
    .bind(lang.tag())
    .bind(text)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes the owners' text away; `false` where there is none.
pub async fn remove(tx: &mut Tx, (kind, lang): (ShopText, Lang)) -> Result<bool, StoreError> {
    let removed = sqlx::query("DELETE FROM shop_texts WHERE kind = $1 AND lang = $2")
        .bind(kind.into_str())
        .bind(lang.tag())
        .execute(tx.conn())
        .await?;
    Ok(removed.rows_affected() == 1)
}

/// A question that is asked often.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Faq {
    /// Its number.
    pub faq_id: FaqId,
    /// The language's tag.
    pub lang: String,
    /// One line.
    pub question: String,
    /// Some lines.
    pub answer: String,
}

/// The questions of a language in the order in which they were written, at most `limit`.
pub async fn list_faq(tx: &mut Tx, lang: Lang, limit: i64) -> Result<Vec<Faq>, StoreError> {
    let list = sqlx::query_as(
        "SELECT faq_id, lang, question, answer FROM faq WHERE lang = $1 ORDER BY faq_id \
         LIMIT CAST($2 AS BIGINT)",
    )
    .bind(lang.tag())
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(list)
}

/// One question.
pub async fn find_faq(tx: &mut Tx, faq_id: FaqId) -> Result<Option<Faq>, StoreError> {
    let faq = sqlx::query_as("SELECT faq_id, lang, question, answer FROM faq WHERE faq_id = $1")
        .bind(faq_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(faq)
}

/// Adds a question unless its language has so many; `false` then.
pub async fn insert_faq(
    tx: &mut Tx,
    (lang, max): (Lang, i64),
    new: &NewFaq,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let made = sqlx::query(
        "INSERT INTO faq (lang, question, answer, written_ms) SELECT $1, $2, $3, $4 \
         WHERE (SELECT COUNT(*) FROM faq WHERE lang = $1) < $5",
    )
    .bind(lang.tag())
    .bind(&new.question)
    .bind(&new.answer)
    .bind(now_ms)
    .bind(max)
    .execute(tx.conn())
    .await?;
    Ok(made.rows_affected() == 1)
}

/// Removes a question; `false` where it is gone.
pub async fn remove_faq(tx: &mut Tx, faq_id: FaqId) -> Result<bool, StoreError> {
    let removed =
        sqlx::query("DELETE FROM faq WHERE faq_id = $1").bind(faq_id).execute(tx.conn()).await?;
    Ok(removed.rows_affected() == 1)
}
