//! Lists that people entered (of comments, users, groups …), one row each, so that neither a
//! dialogue nor an order carries their text. Their table is named after the first of them.
//! A list only grows, and not any more once an order is made from it: who counted its lines
//! knows its content.

use std::collections::BTreeMap;

use sqlx::{FromRow, Row};

use super::ids::Flag;
use super::portion::Older;
use super::race::Race;
use super::tx::{StoreError, Tx, remove_oldest};
use crate::domain::fields::{Field, Lines, ListRule};
use crate::domain::ids::{ListId, PersonId};

/// A list as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct List {
    /// Lines with text.
    pub line_count: i64,
    /// Characters, a line end for each line included.
    pub char_count: i64,
    /// Set once an order was made from it.
    #[sqlx(try_from = "Flag")]
    pub is_ordered: bool,
    /// Its first 600 characters.
    pub head: String,
}

/// Begins a list; returns its number.
pub async fn insert(
    tx: &mut Tx,
    person_id: PersonId,
    lines: &Lines,
    now_ms: i64,
) -> Result<ListId, StoreError> {
    let row = sqlx::query(
        "INSERT INTO comment_lists (person_id, text, line_count, char_count, changed_ms) \
         VALUES ($1, $2, $3, $4, $5) RETURNING list_id",
    )
    .bind(person_id)
    .bind(&lines.text)
    .bind(lines.count)
    .bind(lines.chars)
    .bind(now_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// Begins a list with the lines of another one of the person's; `None` where that is gone.
pub async fn copy(
    tx: &mut Tx,
    (list_id, person_id): (ListId, PersonId),
    now_ms: i64,
) -> Result<Option<ListId>, StoreError> {
    let row = sqlx::query(
        "INSERT INTO comment_lists (person_id, text, line_count, char_count, changed_ms) \
         SELECT person_id, text, line_count, char_count, CAST($3 AS BIGINT) FROM comment_lists \
         WHERE list_id = $1 AND person_id = $2 RETURNING list_id",
    )
    .bind(list_id)
    .bind(person_id)
    .bind(now_ms)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Forgets the person's lists that no order was made from.
pub async fn remove_open(tx: &mut Tx, person_id: PersonId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM comment_lists WHERE person_id = $1 AND is_ordered = 0")
        .bind(person_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets one of the person's lists, unless an order was made from it.
pub async fn remove(tx: &mut Tx, list_id: ListId, person_id: PersonId) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM comment_lists WHERE list_id = $1 AND person_id = $2 AND is_ordered = 0",
    )
    .bind(list_id)
    .bind(person_id)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Adds lines to the person's own list, within what it may hold.
///
/// # Errors
/// [`StoreError::Lost`] when the list is another's, ordered, or would grow too long.
pub async fn append(
    tx: &mut Tx,
    (list_id, person_id): (ListId, PersonId),
    lines: &Lines,
    most: ListRule,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE comment_lists SET text = text || $3, line_count = line_count + $4, \
         char_count = char_count + $5, changed_ms = $6 WHERE list_id = $1 AND person_id = $2 \
         AND is_ordered = 0 AND line_count + $4 <= $7 AND char_count + $5 <= $8",
    )
    .bind(list_id)
    .bind(person_id)
    .bind(format!("\n{}", lines.text))
    .bind(lines.count)
    .bind(lines.chars)
    .bind(now_ms)
    .bind(most.max_items)
    .bind(most.max_chars)
    .execute(tx.conn())
    .await?;
    super::tx::expect_one(&changed, Race::List)
}

/// The person's own list.
pub async fn find(
    tx: &mut Tx,
    list_id: ListId,
    person_id: PersonId,
) -> Result<Option<List>, StoreError> {
    let list = sqlx::query_as(
        "SELECT line_count, char_count, is_ordered, SUBSTR(text, 1, 600) AS head \
         FROM comment_lists WHERE list_id = $1 AND person_id = $2",
    )
    .bind(list_id)
    .bind(person_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(list)
}

/// The person's own lists, for the few fields of one order.
pub async fn find_each(
    tx: &mut Tx,
    list_ids: &BTreeMap<Field, ListId>,
    person_id: PersonId,
) -> Result<BTreeMap<Field, List>, StoreError> {
    let mut found = BTreeMap::new();
    for (field, list_id) in list_ids {
        found.extend(find(tx, *list_id, person_id).await?.map(|list| (*field, list)));
    }
    Ok(found)
}

/// Keeps a list for good, as it was counted where its lines are what is paid for.
///
/// # Errors
/// [`StoreError::Lost`] when it is another's, gone, or has another number of lines by now.
pub async fn keep(
    tx: &mut Tx,
    list_id: ListId,
    person_id: PersonId,
    line_count: Option<i64>,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE comment_lists SET is_ordered = 1 WHERE list_id = $1 AND person_id = $2 \
         AND ($3 < 0 OR line_count = $3)",
    )
    .bind(list_id)
    .bind(person_id)
    .bind(line_count.unwrap_or(-1))
    .execute(tx.conn())
    .await?;
    super::tx::expect_one(&changed, Race::List)
}

/// All lines of a list.
pub async fn text(tx: &mut Tx, list_id: ListId) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT text FROM comment_lists WHERE list_id = $1")
        .bind(list_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Removes lists that no order was made from and nobody changed since
/// `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM comment_lists WHERE list_id IN (SELECT list_id FROM comment_lists \
         WHERE is_ordered = 0 AND changed_ms < $1 ORDER BY changed_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
