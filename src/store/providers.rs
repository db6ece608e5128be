//! The upstream systems as the database knows them: whether they sell, and how their last
//! submissions went. Keys and URLs are never stored here.

use rust_decimal::Decimal;
use sqlx::{FromRow, Row};

use super::ids::Flag;
use super::tx::{StoreError, Tx};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::number::parse_decimal;
use crate::domain::provider::{ProviderKind, Trial};

/// A provider as it is configured at this start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configured {
    /// The name from the settings or the chat, lower case.
    pub name: String,
    /// What kind of system it is.
    pub kind: ProviderKind,
    /// Host only; the URL is a secret.
    pub host: String,
    /// The currency of its prices.
    pub currency: String,
    /// Shop currency for one unit of it, exact decimal; empty when there is none.
    pub conversion: String,
    /// Whether that is fetched and has an age.
    pub is_rate_fetched: bool,
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
    /// Why it is stopped: so many reasons.
    pub stops: i64,
    /// Whether nothing may be sent whatever it answers: it is off or closed by owners, without a
    /// rate, or in another currency.
    #[sqlx(try_from = "Flag")]
    pub is_shut: bool,
    /// The order that may be sent while it is stopped.
    #[sqlx(try_from = "String")]
    pub trial: Trial,
    /// The owner who asked for that order, or 0.
    pub trial_by: PersonId,
    /// Set since it refused an order for want of funds, until it takes one.
    #[sqlx(try_from = "Flag")]
    pub is_short: bool,
}

/// Writes the configured providers and switches the others off. One whose sales were stopped stays
/// so until its account is proved right or another currency is configured. Prices keep the rate
/// that was approved for the same currency: [`approve_conversion`] takes over that of the settings.
pub async fn configure(tx: &mut Tx, configured: &[Configured]) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET is_on = 0").execute(tx.conn()).await?;
    for provider in configured {
        switch_on(tx, provider).await?;
    }
    Ok(())
}

/// Prices follow the rate that was configured or fetched from now on, if both are still these;
/// whether they were. The moves of a fetched one are measured anew only if an owner says so.
pub async fn approve_conversion(
    tx: &mut Tx,
    name: &str,
    (before, after): (&str, &str),
    is_by_owner: bool,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE providers SET approved_conversion = $3, asked_conversion = '', \
         anchor_conversion = CASE WHEN is_rate_fetched = 1 AND $4 = 0 \
         THEN anchor_conversion ELSE $3 END, \
         conversion = CASE WHEN conversion = '' THEN '' ELSE $3 END \
         WHERE name = $1 AND approved_conversion = $2 AND configured_conversion = $3",
    )
    .bind(name)
    .bind(before)
    .bind(after)
    .bind(i64::from(is_by_owner))
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Writes one provider as it is configured. The host of one that is known stays: it says where its
/// orders are. Prices follow the rate that owners have approved.
pub async fn switch_on(tx: &mut Tx, provider: &Configured) -> Result<(), StoreError> {
    // Prices in other money were never approved: their next sight is the first one.
    sqlx::query(
        "UPDATE sources SET approved_rate = '0' WHERE provider = $1 AND EXISTS \
         (SELECT 1 FROM providers p WHERE p.name = $1 AND p.currency <> $2)",
    )
    .bind(&provider.name)
    .bind(&provider.currency)
    .execute(tx.conn())
    .await?;
    sqlx::query(
        "INSERT INTO providers (name, kind, host, currency, conversion, \
         configured_conversion, approved_conversion, anchor_conversion, is_rate_fetched, is_on) \
         VALUES ($1, $2, $3, $4, $5, $5, $5, $5, $6, 1) \
         ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, \
         currency = excluded.currency, conversion = CASE WHEN excluded.conversion <> '' \
         AND providers.approved_conversion <> '' AND providers.currency = excluded.currency \
         THEN providers.approved_conversion ELSE excluded.conversion END, \
         approved_conversion = CASE WHEN providers.approved_conversion <> '' \
         AND providers.currency = excluded.currency \
         THEN providers.approved_conversion ELSE excluded.conversion END, \
         anchor_conversion = CASE WHEN providers.approved_conversion <> '' \
         AND providers.currency = excluded.currency \
         THEN providers.anchor_conversion ELSE excluded.conversion END, \
         is_rate_fetched = excluded.is_rate_fetched, \
         configured_conversion = excluded.configured_conversion, is_on = 1",
    )
    .bind(&provider.name)
    .bind(provider.kind.into_str())
    .bind(&provider.host)
    .bind(&provider.currency)
    .bind(&provider.conversion)
    .bind(i64::from(provider.is_rate_fetched))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What kind of system a provider is; `None` for one that was never configured.
pub async fn kind(tx: &mut Tx, name: &str) -> Result<Option<ProviderKind>, StoreError> {
    let text = "SELECT kind FROM providers WHERE name = $1";
    let kind = sqlx::query_scalar(text).bind(name).fetch_optional(tx.conn()).await?;
    Ok(kind.and_then(|kind: String| kind.parse().ok()))
}

/// The host that a provider is stamped with: where its orders are. `None` for one that was never
/// configured.
pub async fn host(tx: &mut Tx, name: &str) -> Result<Option<String>, StoreError> {
    let host = sqlx::query_scalar("SELECT host FROM providers WHERE name = $1")
        .bind(name)
        .fetch_optional(tx.conn())
        .await?;
    Ok(host)
}

/// Stamps a provider with another host, whose account has said nothing yet; `false` when its stamp
/// is not `from`.
pub async fn restamp(
    tx: &mut Tx,
    name: &str,
    (from, to): (&str, &str),
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE providers SET host = $3, account_currency = '', balance = '', balance_ms = 0 \
         WHERE name = $1 AND host = $2",
    )
    .bind(name)
    .bind(from)
    .bind(to)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Marks that owners were asked about a rate, or about none; `false` when they were already.
pub async fn mark_conversion_asked(
    tx: &mut Tx,
    name: &str,
    rate: &str,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE providers SET asked_conversion = $2 WHERE name = $1 AND asked_conversion <> $2",
    )
    .bind(name)
    .bind(rate)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Takes a provider out of those that are on.
pub async fn put_out(tx: &mut Tx, name: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET is_on = 0 WHERE name = $1")
        .bind(name)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Closes the providers that are stopped by what owners decide, and opens the others.
pub async fn refresh_closed(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE providers SET is_closed = CASE WHEN EXISTS (SELECT 1 FROM provider_stops s \
         WHERE s.provider = providers.name \
         AND s.reason IN ('moved', 'sealed', 'switched_off', 'debited')) \
         THEN 1 ELSE 0 END",
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Orders of a provider that are not over.
pub async fn open_orders(tx: &mut Tx, name: &str) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT COUNT(*) FROM orders WHERE provider = $1 \
         AND state IN ('queued', 'submitting', 'review', 'active')",
    )
    .bind(name)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// Sells by the rate that was approved, or not at all while the currency is another; whether that
/// changed anything.
pub async fn set_selling(tx: &mut Tx, name: &str, is_selling: bool) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE providers SET conversion = CASE WHEN $2 = 1 AND configured_conversion <> '' \
         THEN approved_conversion ELSE '' END WHERE name = $1 \
         AND conversion <> CASE WHEN $2 = 1 AND configured_conversion <> '' \
         THEN approved_conversion ELSE '' END",
    )
    .bind(name)
    .bind(i64::from(is_selling))
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// A provider as owners see it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Account {
    /// The name.
    pub name: String,
    /// Where it is.
    pub host: String,
    /// Whether the settings have it, or the chat.
    #[sqlx(try_from = "Flag")]
    pub is_on: bool,
    /// The currency of its prices by the settings.
    pub currency: String,
    /// The rate of the settings or of the chat, or the one that was fetched; or empty.
    pub configured_conversion: String,
    /// The rate that prices are made by, or empty.
    pub approved_conversion: String,
    /// What the moves of a fetched one are measured from, or empty.
    pub anchor_conversion: String,
    /// The rate that owners were asked about, or empty.
    pub asked_conversion: String,
    /// Whether its rate is fetched.
    #[sqlx(try_from = "Flag")]
    pub is_rate_fetched: bool,
    /// What its account held when it was last read, exact decimal; empty before.
    pub balance: String,
    /// The currency that the account named last; empty before.
    pub account_currency: String,
    /// When the balance was read, unix milliseconds.
    pub balance_ms: i64,
    /// The order that may be sent while it is stopped.
    #[sqlx(try_from = "String")]
    pub trial: Trial,
    /// No submission before this time, unix milliseconds.
    pub not_before_ms: i64,
    /// Orders that wait to be sent.
    pub queued: i64,
}

/// What is read of a provider as owners see it, but its orders.
macro_rules! account {
    () => {
        "name, host, is_on, currency, configured_conversion, approved_conversion, \
         anchor_conversion, asked_conversion, is_rate_fetched, balance, account_currency, \
         balance_ms, trial, not_before_ms"
    };
}

/// A provider as owners see it.
pub async fn account(tx: &mut Tx, name: &str) -> Result<Option<Account>, StoreError> {
    let account = sqlx::query_as(concat!(
        "SELECT ",
        account!(),
        ", (SELECT COUNT(*) FROM orders o WHERE o.state = 'queued' \
         AND o.not_before_ms >= 0 AND o.provider = p.name) AS queued FROM providers p \
         WHERE name = $1",
    ))
    .bind(name)
    .fetch_optional(tx.conn())
    .await?;
    Ok(account)
}

/// How a provider's last orders fared that were sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Recent {
    /// How many of them are looked at, fifty at the most.
    #[sqlx(rename = "all_count")]
    pub all: i64,
    /// Of them were refused, or had an attempt of which nobody knew what had become.
    pub failed: i64,
}

/// How the last orders fared that were sent to a provider.
pub async fn recent(tx: &mut Tx, name: &str) -> Result<Recent, StoreError> {
    let found = sqlx::query_as(
        "SELECT COUNT(*) AS all_count, CAST(COALESCE(SUM(CASE WHEN state = 'rejected' \
         OR doubts > 0 THEN 1 ELSE 0 END), 0) AS BIGINT) AS failed FROM \
         (SELECT state, doubts FROM orders WHERE provider = $1 AND attempt > 0 \
         ORDER BY created_ms DESC LIMIT 50) sent",
    )
    .bind(name)
    .fetch_one(tx.conn())
    .await?;
    Ok(found)
}

/// Every provider that is on, and those that are not and have something waiting, at most `limit`.
pub async fn accounts(tx: &mut Tx, limit: i64) -> Result<Vec<Account>, StoreError> {
    let accounts = sqlx::query_as(concat!(
        "SELECT ",
        account!(),
        ", COALESCE(q.queued, 0) AS queued FROM providers p \
         LEFT JOIN (SELECT provider, COUNT(*) AS queued FROM orders \
         WHERE state = 'queued' GROUP BY provider) q ON q.provider = p.name \
         WHERE p.is_on = 1 OR COALESCE(q.queued, 0) > 0 ORDER BY name LIMIT CAST($1 AS BIGINT)",
    ))
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(accounts)
}

/// Every provider that was ever configured, whether it has something waiting or not.
pub async fn all_accounts(tx: &mut Tx) -> Result<Vec<Account>, StoreError> {
    let accounts = sqlx::query_as(concat!(
        "SELECT ",
        account!(),
        ", CAST(0 AS BIGINT) AS queued FROM providers ORDER BY name",
    ))
    .fetch_all(tx.conn())
    .await?;
    Ok(accounts)
}

/// Keeps what an account was seen to hold; an empty currency names none, and the last one stands.
pub async fn keep_balance(
    tx: &mut Tx,
    name: &str,
    (amount, currency): (&str, &str),
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE providers SET balance = $2, balance_ms = $4, \
         account_currency = CASE WHEN $3 = '' THEN account_currency ELSE $3 END WHERE name = $1",
    )
    .bind(name)
    .bind(amount)
    .bind(currency)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The statement that reads how a provider stands, completed by its condition.
macro_rules! health {
    ($condition:literal) => {
        concat!(
            "SELECT name, unknown_streak, not_before_ms, trial, trial_by, is_short, \
             CASE WHEN is_on = 0 OR is_closed = 1 OR conversion = '' THEN 1 ELSE 0 END AS is_shut, \
             (SELECT COUNT(*) FROM provider_stops s WHERE s.provider = providers.name) AS stops \
             FROM providers WHERE name = ",
            $condition
        )
    };
}

/// How a provider stands and how its last submissions went.
pub async fn health(tx: &mut Tx, name: &str) -> Result<Option<Health>, StoreError> {
    let health = sqlx::query_as(health!("$1")).bind(name).fetch_optional(tx.conn()).await?;
    Ok(health)
}

/// The same of the provider that an order goes to.
pub async fn health_for(tx: &mut Tx, order_id: OrderId) -> Result<Option<Health>, StoreError> {
    let health = sqlx::query_as(health!("(SELECT provider FROM orders WHERE order_id = $1)"))
        .bind(order_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(health)
}

/// Counts an unknown outcome.
pub async fn count_unknown(tx: &mut Tx, name: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET unknown_streak = unknown_streak + 1 WHERE name = $1")
        .bind(name)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends the streak of unknown outcomes; whether there was one.
pub async fn clear_unknown(tx: &mut Tx, name: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE providers SET unknown_streak = 0 WHERE name = $1 AND unknown_streak > 0",
    )
    .bind(name)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Lets a paused provider be sent to at once.
pub async fn end_pause(tx: &mut Tx, name: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET not_before_ms = 0 WHERE name = $1")
        .bind(name)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Gives the provider no submission before `until_ms`, nor before an earlier wish for longer.
pub async fn pause_until(tx: &mut Tx, name: &str, until_ms: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET not_before_ms = $2 WHERE name = $1 AND not_before_ms < $2")
        .bind(name)
        .bind(until_ms)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The currency of a provider's prices by the settings.
pub async fn currency(tx: &mut Tx, name: &str) -> Result<Option<String>, StoreError> {
    let currency = sqlx::query_scalar("SELECT currency FROM providers WHERE name = $1")
        .bind(name)
        .fetch_optional(tx.conn())
        .await?;
    Ok(currency)
}

/// Shop currency for one unit of the provider's; `None` while it has no rate.
pub async fn conversion(tx: &mut Tx, name: &str) -> Result<Option<Decimal>, StoreError> {
    let row = sqlx::query("SELECT conversion FROM providers WHERE name = $1")
        .bind(name)
        .fetch_optional(tx.conn())
        .await?;
    let text: Option<String> = row.map(|row| row.try_get(0)).transpose()?;
    Ok(text.and_then(|text| parse_decimal(&text)))
}
