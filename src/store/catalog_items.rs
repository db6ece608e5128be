//! What owners have made of services and categories: names and descriptions by language, what is
//! pinned and what is hidden. A sync neither reads nor writes any of it.

use sqlx::Row;

use super::portion::Portion;
use super::tx::{StoreError, Tx};
use super::visibility::hidden;
use crate::domain::catalog::naming::{CatalogItem, Mark, OwnText, TextPart};
use crate::domain::ids::CategoryId;
use crate::domain::lang::Lang;

/// A service or a category as its owners see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnItem {
    /// Which it is.
    pub item: CatalogItem,
    /// The provider's name, cleaned.
    pub listed_name: String,
    /// The provider's description, cleaned; empty for none and for categories.
    pub listed_description: String,
    /// Its category; a category is its own.
    pub category_id: CategoryId,
    /// Whether it is listed first.
    pub is_pinned: bool,
    /// Whether an owner has hidden it.
    pub is_hidden: bool,
    /// What owners have written, a row a language.
    pub texts: Vec<OwnText>,
}

/// A service or a category with what owners have made of it; `None` where there is none.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, item: CatalogItem) -> Result<Option<OwnItem>, StoreError> {
    let select = match item {
        CatalogItem::Service(_) => {
            "SELECT name, description, category_id, is_pinned, is_withdrawn FROM services \
             WHERE service_id = $1"
        }
        CatalogItem::Category(_) => {
            "SELECT name, '' AS description, category_id, is_pinned, is_withdrawn \
             FROM categories WHERE category_id = $1"
        }
    };
    let row = sqlx::query(select).bind(item.number()).fetch_optional(tx.conn()).await?;
    let Some(row) = row else { return Ok(None) };
    let texts = sqlx::query(
        "SELECT lang, name, description FROM catalog_texts WHERE kind = $1 AND item_id = $2 \
         ORDER BY lang",
    )
    .bind(item.kind())
    .bind(item.number())
    .fetch_all(tx.conn())
    .await?;
    Ok(Some(OwnItem {
        item,
        listed_name: row.try_get("name")?,
        listed_description: row.try_get("description")?,
        category_id: row.try_get("category_id")?,
        is_pinned: row.try_get::<i64, _>("is_pinned")? != 0,
        is_hidden: row.try_get::<i64, _>("is_withdrawn")? != 0,
        texts: texts.iter().map(own_text).collect::<Result<_, _>>()?,
    }))
}

fn own_text(row: &sqlx::any::AnyRow) -> Result<OwnText, StoreError> {
    let lang: String = row.try_get("lang")?;
    Ok(OwnText {
        lang: lang.parse().map_err(|_| StoreError::Unreadable("language of a name"))?,
        name: row.try_get("name")?,
        description: row.try_get("description")?,
    })
}

/// Writes a text of an item in one language; an empty one takes it back.
///
/// # Errors
/// When the database fails.
pub async fn set_text(
    tx: &mut Tx,
    (item, part, lang): (CatalogItem, TextPart, Lang),
    text: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    let upsert = match part {
        TextPart::Name => {
            "INSERT INTO catalog_texts (kind, item_id, lang, name, changed_ms) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (kind, item_id, lang) \
             DO UPDATE SET name = excluded.name, changed_ms = excluded.changed_ms"
        }
        TextPart::Description => {
            "INSERT INTO catalog_texts (kind, item_id, lang, description, changed_ms) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (kind, item_id, lang) \
             DO UPDATE SET description = excluded.description, changed_ms = excluded.changed_ms"
        }
    };
    sqlx::query(upsert)
        .bind(item.kind())
        .bind(item.number())
        .bind(lang.tag())
        .bind(text)
        .bind(now_ms)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Pins, unpins, hides or shows an item; `false` where it stands so already. Whoever hides or shows
/// refreshes what is visible afterwards.
///
/// # Errors
/// When the database fails.
pub async fn set_mark(tx: &mut Tx, item: CatalogItem, mark: Mark) -> Result<bool, StoreError> {
    let update = match (item, mark) {
        (CatalogItem::Service(_), Mark::Pin | Mark::Unpin) => {
            "UPDATE services SET is_pinned = $2 WHERE service_id = $1 AND is_pinned <> $2"
        }
        (CatalogItem::Service(_), Mark::Hide | Mark::Show) => {
            "UPDATE services SET is_withdrawn = $2 WHERE service_id = $1 AND is_withdrawn <> $2"
        }
        (CatalogItem::Category(_), Mark::Pin | Mark::Unpin) => {
            "UPDATE categories SET is_pinned = $2 WHERE category_id = $1 AND is_pinned <> $2"
        }
        (CatalogItem::Category(_), Mark::Hide | Mark::Show) => {
            "UPDATE categories SET is_withdrawn = $2 WHERE category_id = $1 \
             AND is_withdrawn <> $2"
        }
    };
    let is_set = matches!(mark, Mark::Pin | Mark::Hide);
    let changed =
        sqlx::query(update).bind(item.number()).bind(i64::from(is_set)).execute(tx.conn()).await?;
    Ok(changed.rows_affected() == 1)
}

/// A page of what owners have hidden, categories first, each with the name that a reader of `lang`
/// would see; and how much there is in all.
///
/// # Errors
/// When the database fails.
pub async fn list_hidden(
    tx: &mut Tx,
    lang: Lang,
    page: Portion,
) -> Result<(Vec<(CatalogItem, String)>, i64), StoreError> {
    let total = count_hidden(tx).await?;
    let rows = sqlx::query(
        "SELECT h.kind, h.item_id, COALESCE(NULLIF(own.name, ''), NULLIF(english.name, ''), \
         built_in.name, h.name) AS name \
         FROM (SELECT 'category' AS kind, category_id AS item_id, name \
         FROM categories WHERE is_withdrawn = 1 UNION ALL SELECT 'service', service_id, name \
         FROM services WHERE is_withdrawn = 1) h \
         LEFT JOIN catalog_texts own ON own.kind = h.kind AND own.item_id = h.item_id \
         AND own.lang = $1 LEFT JOIN catalog_texts english ON english.kind = h.kind \
         AND english.item_id = h.item_id AND english.lang = 'en' \
         LEFT JOIN built_in_names built_in ON built_in.listed = h.name AND built_in.lang = $1 \
         ORDER BY h.kind, h.item_id LIMIT CAST($2 AS BIGINT) OFFSET CAST($3 AS BIGINT)",
    )
    .bind(lang.tag())
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    let items = rows.iter().map(hidden_item).collect::<Result<_, _>>()?;
    Ok((items, total))
}

fn hidden_item(row: &sqlx::any::AnyRow) -> Result<(CatalogItem, String), StoreError> {
    let (kind, number): (String, i64) = (row.try_get("kind")?, row.try_get("item_id")?);
    let item = CatalogItem::of_stored(&kind, number).ok_or(StoreError::Unreadable("item"))?;
    Ok((item, row.try_get("name")?))
}

/// How many services and categories owners have hidden.
///
/// # Errors
/// When the database fails.
pub async fn count_hidden(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT (SELECT COUNT(*) FROM services WHERE is_withdrawn = 1) \
         + (SELECT COUNT(*) FROM categories WHERE is_withdrawn = 1)",
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// Takes services out of those that owners have hidden whose mark is gone; what else keeps them
/// from being sold is looked at next.
pub(super) async fn show_unmarked(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query(concat!(
        "UPDATE services SET is_hidden = ",
        hidden!(Shown),
        " WHERE is_hidden = ",
        hidden!(Withdrawn),
        " AND is_withdrawn = 0 AND category_id NOT IN \
         (SELECT category_id FROM categories WHERE is_withdrawn = 1)"
    ))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Hides what owners have marked: a service, or all of a category.
pub(super) async fn hide_marked(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query(concat!(
        "UPDATE services SET is_hidden = ",
        hidden!(Withdrawn),
        " WHERE is_hidden = ",
        hidden!(Shown),
        " AND (is_withdrawn = 1 OR category_id IN \
         (SELECT category_id FROM categories WHERE is_withdrawn = 1))"
    ))
    .execute(tx.conn())
    .await?;
    Ok(())
}
