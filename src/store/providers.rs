//! The upstream systems as the database knows them: whether they sell, and how their last
//! submissions went. Keys and URLs are never stored here.

use rust_decimal::Decimal;
use sqlx::{FromRow, Row};

use super::tx::{StoreError, Tx};
use crate::domain::number::parse_decimal;

/// A provider as it is configured at this start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configured {
    /// The name from the settings, lower case.
    pub name: String,
    /// `panel`, …
    pub kind: String,
    /// Host only; the URL is a secret.
    pub host: String,
    /// The currency of its prices.
    pub currency: String,
    /// Shop currency for one unit of it, exact decimal; empty when there is none.
    pub conversion: String,
}

/// What submission looks at.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Health {
    /// The name.
    pub name: String,
    /// Unknown outcomes in a row.
    pub unknown_streak: i64,
    /// No submission before this time, unix milliseconds.
    pub not_before_ms: i64,
}

/// Writes the configured providers and switches the others off. One whose sales were stopped stays
/// so until its account is proved right or another currency is configured.
///
/// # Errors
/// When the database fails.
pub async fn configure(tx: &mut Tx, configured: &[Configured]) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET is_on = 0").execute(tx.conn()).await?;
    for provider in configured {
        sqlx::query(
            "INSERT INTO providers (name, kind, host, currency, conversion, \
             configured_conversion, is_on) VALUES ($1, $2, $3, $4, $5, $5, 1) \
             ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, host = excluded.host, \
             currency = excluded.currency, conversion = CASE WHEN providers.conversion = '' \
             AND providers.configured_conversion <> '' \
             AND providers.currency = excluded.currency THEN '' ELSE excluded.conversion END, \
             configured_conversion = excluded.configured_conversion, is_on = 1",
        )
        .bind(&provider.name)
        .bind(&provider.kind)
        .bind(&provider.host)
        .bind(&provider.currency)
        .bind(&provider.conversion)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// Stops the sales of one provider, history kept; whether it was selling.
///
/// # Errors
/// When the database fails.
pub async fn stop_sales(tx: &mut Tx, name: &str) -> Result<bool, StoreError> {
    let changed =
        sqlx::query("UPDATE providers SET conversion = '' WHERE name = $1 AND conversion <> ''")
            .bind(name)
            .execute(tx.conn())
            .await?;
    Ok(changed.rows_affected() == 1)
}

/// Sells by the rate of the settings again; whether sales were stopped.
///
/// # Errors
/// When the database fails.
pub async fn resume_sales(tx: &mut Tx, name: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE providers SET conversion = configured_conversion WHERE name = $1 \
         AND conversion <> configured_conversion",
    )
    .bind(name)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// How the provider's last submissions went.
///
/// # Errors
/// When the database fails.
pub async fn health(tx: &mut Tx, name: &str) -> Result<Option<Health>, StoreError> {
    let health =
        sqlx::query_as("SELECT name, unknown_streak, not_before_ms FROM providers WHERE name = $1")
            .bind(name)
            .fetch_optional(tx.conn())
            .await?;
    Ok(health)
}

/// Counts an unknown outcome.
///
/// # Errors
/// When the database fails.
pub async fn count_unknown(tx: &mut Tx, name: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET unknown_streak = unknown_streak + 1 WHERE name = $1")
        .bind(name)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Sets the number of unknown outcomes in a row.
///
/// # Errors
/// When the database fails.
pub async fn set_unknown(tx: &mut Tx, name: &str, streak: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET unknown_streak = $2 WHERE name = $1")
        .bind(name)
        .bind(streak)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends the streak of unknown outcomes; whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn clear_unknown(tx: &mut Tx, name: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE providers SET unknown_streak = 0 WHERE name = $1 AND unknown_streak > 0",
    )
    .bind(name)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Gives the provider no submission before `until_ms`, nor before an earlier wish for longer.
///
/// # Errors
/// When the database fails.
pub async fn pause_until(tx: &mut Tx, name: &str, until_ms: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET not_before_ms = $2 WHERE name = $1 AND not_before_ms < $2")
        .bind(name)
        .bind(until_ms)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What the currency of a provider's account is compared with.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Terms {
    /// The currency of its prices by the settings.
    pub currency: String,
    /// 1 while sales are stopped although the settings have a rate.
    pub is_stopped: i64,
}

/// The settings' currency of a provider, and whether its sales are stopped.
///
/// # Errors
/// When the database fails.
pub async fn terms(tx: &mut Tx, name: &str) -> Result<Option<Terms>, StoreError> {
    let terms = sqlx::query_as(
        "SELECT currency, CASE WHEN conversion <> configured_conversion THEN 1 ELSE 0 END \
         AS is_stopped FROM providers WHERE name = $1",
    )
    .bind(name)
    .fetch_optional(tx.conn())
    .await?;
    Ok(terms)
}

/// Shop currency for one unit of the provider's; `None` while it has no rate.
///
/// # Errors
/// When the database fails.
pub async fn conversion(tx: &mut Tx, name: &str) -> Result<Option<Decimal>, StoreError> {
    let row = sqlx::query("SELECT conversion FROM providers WHERE name = $1")
        .bind(name)
        .fetch_optional(tx.conn())
        .await?;
    let text: Option<String> = row.map(|row| row.try_get(0)).transpose()?;
    Ok(text.and_then(|text| parse_decimal(&text)))
}

/// Whether a provider is on and its prices can be converted.
///
/// # Errors
/// When the database fails.
pub async fn is_selling(tx: &mut Tx, name: &str) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT name FROM providers WHERE name = $1 AND is_on = 1 AND conversion <> ''",
    )
    .bind(name)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}
