//! Rates of currencies that were fetched, and the providers that follow them. How old one may be is
//! decided elsewhere.

use sqlx::{FromRow, Row};

use super::tx::{StoreError, Tx};
use crate::domain::exchange_rate::ExchangeRate;

/// Keeps what a currency is worth. The same value stays as old as it is.
pub async fn keep(
    tx: &mut Tx,
    (currency, conversion): (&str, &str),
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO exchange_rates (currency, conversion, seen_ms, told_ms) \
         VALUES ($1, $2, $3, $3) ON CONFLICT (currency) DO UPDATE SET seen_ms = \
         CASE WHEN exchange_rates.conversion = excluded.conversion \
         THEN exchange_rates.seen_ms ELSE excluded.seen_ms END, \
         conversion = excluded.conversion, told_ms = excluded.told_ms",
    )
    .bind(currency)
    .bind(conversion)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a currency was worth when that was told last; `None` if it never was.
pub async fn find(tx: &mut Tx, currency: &str) -> Result<Option<ExchangeRate>, StoreError> {
    let row = sqlx::query("SELECT conversion, seen_ms FROM exchange_rates WHERE currency = $1")
        .bind(currency)
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(ExchangeRate { conversion: row.try_get(0)?, seen_ms: row.try_get(1)? }))
}

/// Forgets the rates that no provider follows: they would grow old unseen.
pub async fn forget_unused(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM exchange_rates WHERE NOT EXISTS (SELECT 1 FROM providers p \
         WHERE p.is_on = 1 AND p.is_rate_fetched = 1 AND p.currency = exchange_rates.currency)",
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A provider whose rate is fetched.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Follower {
    /// Its name.
    pub name: String,
    /// The currency of its prices.
    pub currency: String,
}

/// The providers whose rate is fetched.
pub async fn followers(tx: &mut Tx) -> Result<Vec<Follower>, StoreError> {
    let followers = sqlx::query_as(
        "SELECT name, currency FROM providers WHERE is_on = 1 AND is_rate_fetched = 1 \
         ORDER BY name",
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(followers)
}

/// Gives a provider a fetched rate, or takes it away where it is empty; whether it had another one.
/// Prices keep the rate that was approved; the first one ever is.
pub async fn give(tx: &mut Tx, name: &str, conversion: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE providers SET configured_conversion = $2, \
         anchor_conversion = \
         CASE WHEN approved_conversion = '' THEN $2 ELSE anchor_conversion END, \
         approved_conversion = \
         CASE WHEN approved_conversion = '' THEN $2 ELSE approved_conversion END \
         WHERE name = $1 AND is_on = 1 AND is_rate_fetched = 1 AND configured_conversion <> $2",
    )
    .bind(name)
    .bind(conversion)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
