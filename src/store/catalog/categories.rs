//! Categories as they are listed in the chat, with the names that owners have given them.

use sqlx::{FromRow, Row};

use super::shown::{own_texts, shown};
use crate::domain::ids::CategoryId;
use crate::domain::lang::Lang;
use crate::domain::links::Platform;
use crate::store::portion::Portion;
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
    page: Portion,
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

/// The categories of a platform, or of none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlatformGroup {
    /// Which; `None` for categories whose names tell none.
    pub platform: Option<Platform>,
    /// Categories that have something to sell.
    pub categories: i64,
    /// Services that a customer can see.
    pub services: i64,
}

/// How much there is to look through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breadth {
    /// Categories that have something to sell.
    pub categories: i64,
    /// Their platforms, none counted as one.
    pub platforms: i64,
}

impl Breadth {
    /// What these groups come to.
    #[must_use]
    pub fn of(groups: &[PlatformGroup]) -> Self {
        let categories = groups.iter().map(|group| group.categories).sum();
        Self { categories, platforms: i64::try_from(groups.len()).unwrap_or(i64::MAX) }
    }
}

/// The platforms that something is sold for: what is bought more first, what has none last.
pub async fn list_platforms(tx: &mut Tx) -> Result<Vec<PlatformGroup>, StoreError> {
    let rows = sqlx::query(
        "SELECT platform, COUNT(*) AS categories, CAST(SUM(visible_count) AS BIGINT) AS services \
         FROM categories WHERE visible_count > 0 GROUP BY platform \
         ORDER BY CASE WHEN platform = '' THEN 1 ELSE 0 END, SUM(bought) DESC, \
         SUM(visible_count) DESC, platform",
    )
    .fetch_all(tx.conn())
    .await?;
    let read = |row: &sqlx::any::AnyRow| -> Result<PlatformGroup, StoreError> {
        let platform: String = row.try_get("platform")?;
        let (categories, services) = (row.try_get("categories")?, row.try_get("services")?);
        Ok(PlatformGroup { platform: platform.parse().ok(), categories, services })
    };
    rows.iter().map(read).collect()
}

/// A page of the categories of a platform that have something to sell, in the order of all.
pub async fn list_of_platform(
    tx: &mut Tx,
    lang: Lang,
    platform: Option<Platform>,
    page: Portion,
) -> Result<Vec<Category>, StoreError> {
    let rows = sqlx::query(categories!(
        "c.platform FROM categories c",
        own_texts!("category", "category", "c.category_id"),
        "WHERE c.platform = $2 AND c.visible_count > 0 \
         ORDER BY c.is_pinned DESC, c.category_id \
         LIMIT CAST($3 AS BIGINT) OFFSET CAST($4 AS BIGINT)"
    ))
    .bind(lang.tag())
    .bind(platform.map_or("", |platform| platform.into_str()))
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(Category::from_row(row)?)).collect()
}

/// The categories that owners have pinned, the first ones.
pub async fn list_pinned(tx: &mut Tx, lang: Lang, limit: i64) -> Result<Vec<Category>, StoreError> {
    let rows = sqlx::query(categories!(
        "c.platform FROM categories c",
        own_texts!("category", "category", "c.category_id"),
        "WHERE c.visible_count > 0 AND c.is_pinned = 1 ORDER BY c.category_id \
         LIMIT CAST($2 AS BIGINT)"
    ))
    .bind(lang.tag())
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(Category::from_row(row)?)).collect()
}

/// Where a category is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Its platform.
    pub platform: Option<Platform>,
    /// Categories that are listed before it among those of its platform.
    pub before_on_platform: i64,
    /// Categories that are listed before it among all.
    pub before: i64,
    /// What it is listed among.
    pub breadth: Breadth,
}

/// One category, whether or not it has something to sell, and where it is listed.
pub async fn find_category(
    tx: &mut Tx,
    lang: Lang,
    id: CategoryId,
) -> Result<Option<(Category, Position)>, StoreError> {
    let row = sqlx::query(categories!(
        "c.platform, (SELECT COUNT(*) FROM categories b WHERE b.visible_count > 0 \
         AND (b.is_pinned > c.is_pinned OR (b.is_pinned = c.is_pinned \
         AND b.category_id < c.category_id))) AS listed_before, \
         (SELECT COUNT(*) FROM categories b WHERE b.visible_count > 0 \
         AND b.platform = c.platform AND (b.is_pinned > c.is_pinned \
         OR (b.is_pinned = c.is_pinned AND b.category_id < c.category_id))) \
         AS before_on_platform, \
         (SELECT COUNT(*) FROM categories b WHERE b.visible_count > 0) AS categories, \
         (SELECT COUNT(DISTINCT b.platform) FROM categories b WHERE b.visible_count > 0) \
         AS platforms FROM categories c",
        own_texts!("category", "category", "c.category_id"),
        "WHERE c.category_id = $2"
    ))
    .bind(lang.tag())
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let platform: String = row.try_get("platform")?;
    let position = Position {
        platform: platform.parse().ok(),
        before_on_platform: row.try_get("before_on_platform")?,
        before: row.try_get("listed_before")?,
        breadth: Breadth {
            categories: row.try_get("categories")?,
            platforms: row.try_get("platforms")?,
        },
    };
    Ok(Some((Category::from_row(&row)?, position)))
}
