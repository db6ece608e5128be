//! What coins are worth on the market, and when that was told. Must never be what is credited: that
//! is the price of the settings.

use rust_decimal::Decimal;
use sqlx::Row;

use crate::domain::deposit::MarketPrice;
use crate::store::tx::{StoreError, Tx};

/// Keeps what a coin is worth, in the shop's currency.
pub async fn keep(tx: &mut Tx, asset: &str, price: MarketPrice) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO coin_prices (asset, price, told_ms) VALUES ($1, $2, $3) \
         ON CONFLICT (asset) DO UPDATE SET price = excluded.price, told_ms = excluded.told_ms",
    )
    .bind(asset)
    .bind(price.price.to_string())
    .bind(price.quoted_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a coin was worth when it was told last; `None` if it never was.
pub async fn find(tx: &mut Tx, asset: &str) -> Result<Option<MarketPrice>, StoreError> {
    let row = sqlx::query("SELECT price, told_ms FROM coin_prices WHERE asset = $1")
        .bind(asset)
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (price, quoted_ms): (String, i64) = (row.try_get(0)?, row.try_get(1)?);
    // A price that cannot be read is none that can be trusted.
    let price: Decimal = price.parse().unwrap_or(Decimal::ZERO);
    Ok(Some(MarketPrice { price, quoted_ms }))
}
