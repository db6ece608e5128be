//! What the lists of services stand by: platforms, prices as they are shown, and what stands out.
//! All of it is computed by a job; here it is read whole and only what differs is written.

use rust_decimal::Decimal;
use sqlx::Row;

use super::rows::{Grid, ROWS_MAX, values_query};
use super::tx::{StoreError, Tx};
use super::visibility::hidden;
use crate::domain::catalog::shelf::Outstanding;
use crate::domain::catalog::standing::{Record, Times};
use crate::domain::ids::{CategoryId, ServiceId};
use crate::domain::money::Money;
use crate::domain::number::parse_decimal;
use crate::domain::pricing::Pricing;

/// A service on sale, as it is known and as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Good {
    /// Which.
    pub service_id: ServiceId,
    /// Its category.
    pub category_id: CategoryId,
    /// Orders of the last thirty days.
    pub bought: i64,
    /// The price that is kept.
    pub kept_price: Money,
    /// Provider currency, for what `pricing` says.
    pub rate: Decimal,
    /// Shop currency for one unit of it.
    pub conversion: Decimal,
    /// In force for it.
    pub markup_percent: Decimal,
    /// What rate and price are for.
    pub pricing: Pricing,
    /// How many of its orders went how; times of their ends only.
    pub record: Record,
}

/// A category with something to sell, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// Which.
    pub category_id: CategoryId,
    /// The provider's name.
    pub name: String,
    /// What is kept of it.
    pub kept: Arrangement,
}

/// What a category is listed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// The stored name of its platform; empty for none.
    pub platform: String,
    /// Orders of all its services.
    pub bought: i64,
    /// What stands out in it.
    pub outstanding: Outstanding,
}

/// Everything on sale.
///
/// # Errors
/// When the database fails.
pub async fn list_goods(tx: &mut Tx) -> Result<Vec<Good>, StoreError> {
    let rows = sqlx::query(concat!(
        "SELECT s.service_id, s.category_id, s.bought, s.price, r.rate, r.pricing, p.conversion, \
         (SELECT value FROM meta WHERE key = 'markup_percent') AS markup, \
         COALESCE(t.orders, 0) AS orders, COALESCE(t.delivered, 0) AS delivered, \
         COALESCE(t.end_median_ms, -1) AS end_median_ms, COALESCE(t.end_p90_ms, -1) AS end_p90_ms \
         FROM services s JOIN sources r ON r.source_id = s.source_id \
         JOIN providers p ON p.name = r.provider \
         LEFT JOIN service_stats t ON t.service_id = s.service_id WHERE s.is_hidden = ",
        hidden!(Shown)
    ))
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(good).collect()
}

fn good(row: &sqlx::any::AnyRow) -> Result<Good, StoreError> {
    let number = |column: &str| -> Result<i64, StoreError> { Ok(row.try_get(column)?) };
    let text = |column: &str| -> Result<String, StoreError> { Ok(row.try_get(column)?) };
    let decimal = |column: &str| -> Result<Decimal, StoreError> {
        Ok(parse_decimal(&text(column)?).unwrap_or(Decimal::ZERO))
    };
    let end = Times { median_ms: number("end_median_ms")?, p90_ms: number("end_p90_ms")? };
    Ok(Good {
        service_id: row.try_get("service_id")?,
        category_id: row.try_get("category_id")?,
        bought: number("bought")?,
        kept_price: Money::from_micros(number("price")?),
        rate: decimal("rate")?,
        conversion: decimal("conversion")?,
        markup_percent: decimal("markup")?,
        pricing: text("pricing")?.parse().map_err(|_| StoreError::Unreadable("pricing"))?,
        record: Record {
            orders: number("orders")?,
            delivered: number("delivered")?,
            end: Some(end).filter(|end| end.median_ms >= 0),
            ..Record::default()
        },
    })
}

/// The categories with something to sell.
///
/// # Errors
/// When the database fails.
pub async fn list_shelves(tx: &mut Tx) -> Result<Vec<Shelf>, StoreError> {
    let rows = sqlx::query(
        "SELECT category_id, name, platform, bought, cheapest_id, popular_id, fastest_id \
         FROM categories WHERE visible_count > 0",
    )
    .fetch_all(tx.conn())
    .await?;
    let read = |row: &sqlx::any::AnyRow| -> Result<Shelf, StoreError> {
        let outstanding = Outstanding {
            cheapest: row.try_get("cheapest_id")?,
            popular: row.try_get("popular_id")?,
            fastest: row.try_get("fastest_id")?,
        };
        let (platform, bought) = (row.try_get("platform")?, row.try_get("bought")?);
        Ok(Shelf {
            category_id: row.try_get("category_id")?,
            name: row.try_get("name")?,
            kept: Arrangement { platform, bought, outstanding },
        })
    };
    rows.iter().map(read).collect()
}

/// Keeps prices as they are shown.
///
/// # Errors
/// When the database fails.
pub async fn set_prices(tx: &mut Tx, prices: &[(ServiceId, Money)]) -> Result<(), StoreError> {
    for chunk in prices.chunks(ROWS_MAX) {
        let mut query = values_query(
            "WITH changed (service_id, price) AS (VALUES",
            Grid { rows: chunk.len(), columns: 2 },
            ") UPDATE services SET price = (SELECT c.price FROM changed c \
             WHERE c.service_id = services.service_id) \
             WHERE service_id IN (SELECT service_id FROM changed)",
        );
        for (service_id, price) in chunk {
            query = query.bind(*service_id).bind(price.micros());
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Keeps by what categories are listed.
///
/// # Errors
/// When the database fails.
pub async fn set_arrangements(
    tx: &mut Tx,
    shelves: &[(CategoryId, Arrangement)],
) -> Result<(), StoreError> {
    for (category_id, shelf) in shelves {
        sqlx::query(
            "UPDATE categories SET platform = $2, bought = $3, cheapest_id = $4, \
             popular_id = $5, fastest_id = $6 WHERE category_id = $1",
        )
        .bind(*category_id)
        .bind(shelf.platform.clone())
        .bind(shelf.bought)
        .bind(shelf.outstanding.cheapest)
        .bind(shelf.outstanding.popular)
        .bind(shelf.outstanding.fastest)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// How often each service was bought since `since_ms`: orders that were not refused or canceled.
/// The orders of all providers together are found by the index of each one's.
///
/// # Errors
/// When the database fails.
pub async fn count_bought(tx: &mut Tx, since_ms: i64) -> Result<Vec<(ServiceId, i64)>, StoreError> {
    let rows = sqlx::query(
        "SELECT o.service_id, COUNT(*) FROM orders o WHERE o.provider IN \
         (SELECT name FROM providers) AND o.created_ms >= $1 \
         AND o.state NOT IN ('rejected', 'canceled') GROUP BY o.service_id",
    )
    .bind(since_ms)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// How often services were bought, as it is kept; those that were not are left out.
///
/// # Errors
/// When the database fails.
pub async fn list_bought(tx: &mut Tx) -> Result<Vec<(ServiceId, i64)>, StoreError> {
    let rows = sqlx::query("SELECT service_id, bought FROM services WHERE bought <> 0")
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Keeps how often services were bought.
///
/// # Errors
/// When the database fails.
pub async fn set_bought(tx: &mut Tx, bought: &[(ServiceId, i64)]) -> Result<(), StoreError> {
    for chunk in bought.chunks(ROWS_MAX) {
        let mut query = values_query(
            "WITH changed (service_id, bought) AS (VALUES",
            Grid { rows: chunk.len(), columns: 2 },
            ") UPDATE services SET bought = (SELECT c.bought FROM changed c \
             WHERE c.service_id = services.service_id) \
             WHERE service_id IN (SELECT service_id FROM changed)",
        );
        for (service_id, count) in chunk {
            query = query.bind(*service_id).bind(*count);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}
