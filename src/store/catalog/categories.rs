//! Categories as they are listed in the chat, with the names that owners have given them.

use sqlx::{FromRow, Row};

use crate::domain::ids::CategoryId;
use crate::domain::lang::Lang;
use crate::store::portion::Window;
use crate::store::tx::{StoreError, Tx};

/// A category with something to sell.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Category {
    /// Our number.
    pub category_id: CategoryId,
    /// As the reader is shown it.
    pub name: String,
    /// Services that a customer can see.
    pub visible_count: i64,
}

/// The statement that reads categories for a reader of the language `$1`.
macro_rules! categories {
    ($($more:expr),+) => {
        concat!(
            "SELECT c.category_id, c.visible_count, ",
            shown!("category", "name", "c.name"),
            " AS name, ",
            $($more),+
        )
    };
}

/// A page of the categories that have something to sell, and how many such there are: what owners
/// have pinned first, then in the provider's order.
pub async fn list_categories(
    tx: &mut Tx,
    lang: Lang,
    page: Window,
) -> Result<(Vec<Category>, i64), StoreError> {
    let rows = sqlx::query(categories!(
        "COUNT(*) OVER () AS total FROM categories c",
        own_texts!("category", "category", "c.category_id"),
        "WHERE c.visible_count > 0 ORDER BY c.is_pinned DESC, c.category_id \
         LIMIT CAST($2 AS BIGINT) OFFSET CAST($3 AS BIGINT)"
    ))
    .bind(lang.tag())
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    let total = match rows.first() {
        Some(row) => row.try_get("total")?,
        None if page.offset == 0 => 0,
        // Behind the end nothing tells how many there are.
        None => count_categories(tx).await?,
    };
    let categories = rows.iter().map(Category::from_row).collect::<Result<Vec<_>, _>>()?;
    Ok((categories, total))
}

async fn count_categories(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT COUNT(*) FROM categories WHERE visible_count > 0")
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get(0)?)
}

/// One category, whether or not it has something to sell, and how many that have are listed before
/// it.
pub async fn find_category(
    tx: &mut Tx,
    lang: Lang,
    id: CategoryId,
) -> Result<Option<(Category, i64)>, StoreError> {
    let row = sqlx::query(categories!(
        "(SELECT COUNT(*) FROM categories b WHERE b.visible_count > 0 \
         AND (b.is_pinned > c.is_pinned OR (b.is_pinned = c.is_pinned \
         AND b.category_id < c.category_id))) AS listed_before FROM categories c",
        own_texts!("category", "category", "c.category_id"),
        "WHERE c.category_id = $2"
    ))
    .bind(lang.tag())
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((Category::from_row(&row)?, row.try_get("listed_before")?)))
}
