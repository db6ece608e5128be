//! What is known of products beside what services have: how many there are, and what their
//! providers ask buyers for, which an owner approves before it is asked.

use sqlx::{FromRow, Row};

use super::ids::Flag;
use super::portion::Portion;
use super::race::Race;
use super::rows::{Grid, ROWS_MAX, values_query};
use super::tx::{StoreError, Tx, expect_one};
use crate::domain::catalog::{Goods, IdSpace, Stock};
use crate::domain::ids::{AskId, PersonId, ServiceId};

/// A stored name of numbers that this version does not know.
#[derive(Debug, thiserror::Error)]
#[error("unknown space of ids")]
pub struct UnknownSpace;

impl TryFrom<String> for IdSpace {
    type Error = UnknownSpace;

    fn try_from(text: String) -> Result<Self, UnknownSpace> {
        text.parse().map_err(|_| UnknownSpace)
    }
}

/// What a provider asks the buyers of its products for.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Ask {
    /// Its number.
    pub ask_id: AskId,
    /// The provider's name.
    pub provider: String,
    /// The provider's words, cleaned.
    pub asks: String,
    /// Whether an owner has approved it.
    #[sqlx(try_from = "Flag")]
    pub is_approved: bool,
    /// How many listed products ask for it.
    pub products: i64,
}

/// The statement that reads what is asked, completed by its condition.
macro_rules! asks {
    ($condition:expr) => {
        concat!(
            "SELECT a.ask_id, a.provider, a.asks, a.is_approved, (SELECT COUNT(*) FROM products g \
             JOIN sources r ON r.service_id = g.service_id AND r.id_space = 'products' \
             JOIN services s ON s.service_id = g.service_id AND s.is_hidden <> 1 \
             WHERE r.provider = a.provider AND g.asks = a.asks) AS products FROM product_asks a ",
            $condition
        )
    };
}

/// Writes what is listed of products; those that say the same as before are left alone.
pub async fn set(tx: &mut Tx, listed: &[(ServiceId, Goods)]) -> Result<(), StoreError> {
    for chunk in listed.chunks(ROWS_MAX) {
        let mut query = values_query(
            "INSERT INTO products (service_id, is_in_stock, inventory, asks) VALUES",
            Grid { rows: chunk.len(), columns: 4 },
            "ON CONFLICT (service_id) DO UPDATE SET is_in_stock = excluded.is_in_stock, \
             inventory = excluded.inventory, asks = excluded.asks \
             WHERE products.is_in_stock <> excluded.is_in_stock \
             OR products.inventory <> excluded.inventory OR products.asks <> excluded.asks",
        );
        for (service_id, goods) in chunk {
            let (is_in_stock, left) = match goods.stock {
                Stock::Out => (false, Some(0)),
                Stock::In { left } => (true, left),
            };
            query = query
                .bind(*service_id)
                .bind(i64::from(is_in_stock))
                .bind(left.unwrap_or(-1))
                .bind(goods.asks.clone());
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Notes what the listed products of a provider ask for; returns how much of it is new.
pub async fn note_asks(tx: &mut Tx, provider: &str, now_ms: i64) -> Result<u64, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO product_asks (provider, asks, created_ms) \
         SELECT DISTINCT r.provider, g.asks, CAST($2 AS BIGINT) FROM products g \
         JOIN sources r ON r.service_id = g.service_id \
         WHERE r.provider = $1 AND r.id_space = 'products' AND g.asks <> '' \
         ON CONFLICT (provider, asks) DO NOTHING",
    )
    .bind(provider)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected())
}

/// Opens the products of a provider whose questions are approved and closes the others; all of them
/// where nothing can be sealed. What is on show follows with the next look at the catalog's
/// visibility; tells whether there is a change.
pub async fn reopen(tx: &mut Tx, provider: &str, can_seal: bool) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE products SET is_open = 1 - is_open WHERE is_open <> CASE WHEN $2 = 1 AND \
         (asks = '' OR EXISTS (SELECT 1 FROM product_asks a WHERE a.provider = $1 \
         AND a.asks = products.asks AND a.is_approved = 1)) THEN 1 ELSE 0 END AND service_id IN \
         (SELECT r.service_id FROM sources r WHERE r.provider = $1 AND r.id_space = 'products')",
    )
    .bind(provider)
    .bind(i64::from(can_seal))
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// A page of what providers ask for, what waits for an owner first; and how much there is.
pub async fn list_asks(tx: &mut Tx, page: Portion) -> Result<(Vec<Ask>, i64), StoreError> {
    let asks = sqlx::query_as(asks!(
        "ORDER BY a.is_approved, a.ask_id DESC LIMIT CAST($1 AS BIGINT) OFFSET CAST($2 AS BIGINT)"
    ))
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    let row = sqlx::query("SELECT COUNT(*) FROM product_asks").fetch_one(tx.conn()).await?;
    Ok((asks, row.try_get(0)?))
}

/// One of them.
pub async fn find_ask(tx: &mut Tx, ask_id: AskId) -> Result<Option<Ask>, StoreError> {
    let ask =
        sqlx::query_as(asks!("WHERE a.ask_id = $1")).bind(ask_id).fetch_optional(tx.conn()).await?;
    Ok(ask)
}

/// Approves what a provider asks for, or takes that back.
///
/// # Errors
/// [`StoreError::Lost`] when it is so already.
pub async fn decide_ask(
    tx: &mut Tx,
    (ask_id, is_approved): (AskId, bool),
    actor_id: PersonId,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE product_asks SET is_approved = $2, decided_by = $3, decided_ms = $4 \
         WHERE ask_id = $1 AND is_approved <> $2",
    )
    .bind(ask_id)
    .bind(i64::from(is_approved))
    .bind(actor_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Ask)
}
