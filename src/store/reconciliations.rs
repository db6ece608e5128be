//! How far the books were compared with what providers and gateways say, and what of the books is
//! needed for it. A comparison is written down only where nobody else has done so meanwhile: it is
//! told once.

use sqlx::FromRow;

use super::deposits::Deposit;
use super::ids::Flag;
use super::tx::{StoreError, Tx};
use crate::domain::deposit::Gateway;
use crate::domain::ids::{DepositId, OrderId, PersonId};
use crate::domain::order::OrderState;
use crate::domain::reconciliation::Day;
use crate::domain::time::Span;

impl From<i64> for Day {
    fn from(day: i64) -> Self {
        Self(day)
    }
}

/// The last comparison with a provider.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ProviderMark {
    /// The name.
    pub provider: String,
    /// The day.
    #[sqlx(try_from = "i64")]
    pub day: Day,
    /// When the balance was asked for, unix milliseconds.
    pub asked_ms: i64,
    /// Where the provider was.
    pub host: String,
    /// In which currency its account was.
    pub currency: String,
    /// Balance and what all orders had cost, exact decimal.
    pub level: String,
    /// What the balance had risen by without an order, exact decimal.
    pub rise: String,
}

/// The last comparison with a provider, if there was one.
pub async fn find_provider(tx: &mut Tx, name: &str) -> Result<Option<ProviderMark>, StoreError> {
    let found = sqlx::query_as(
        "SELECT provider, day, asked_ms, host, currency, level, rise FROM provider_reconciliations \
         WHERE provider = $1",
    )
    .bind(name)
    .fetch_optional(tx.conn())
    .await?;
    Ok(found)
}

/// Writes down a comparison of a later day; `false` when that day is written down already.
pub async fn keep_provider(tx: &mut Tx, mark: &ProviderMark) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO provider_reconciliations (provider, day, asked_ms, host, currency, level, \
         rise) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (provider) DO UPDATE SET \
         day = excluded.day, asked_ms = excluded.asked_ms, host = excluded.host, \
         currency = excluded.currency, level = excluded.level, rise = excluded.rise \
         WHERE provider_reconciliations.day < excluded.day",
    )
    .bind(&mark.provider)
    .bind(mark.day.0)
    .bind(mark.asked_ms)
    .bind(&mark.host)
    .bind(&mark.currency)
    .bind(&mark.level)
    .bind(&mark.rise)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Notes that an owner waits for a comparison with a provider; `false` where they do already, or
/// there is no such provider.
pub async fn ask(
    tx: &mut Tx,
    provider: &str,
    admin_id: PersonId,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO reconciliation_requests (provider, admin_id, asked_ms) \
         SELECT name, CAST($2 AS BIGINT), CAST($3 AS BIGINT) FROM providers WHERE name = $1 \
         ON CONFLICT DO NOTHING",
    )
    .bind(provider)
    .bind(admin_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Whether somebody waits for a comparison with a provider.
pub async fn is_asked(tx: &mut Tx, provider: &str) -> Result<bool, StoreError> {
    let one: Option<i64> = sqlx::query_scalar(
        "SELECT CAST(1 AS BIGINT) FROM reconciliation_requests WHERE provider = $1 LIMIT 1",
    )
    .bind(provider)
    .fetch_optional(tx.conn())
    .await?;
    Ok(one.is_some())
}

/// Takes those who wait for a comparison with a provider off the list.
pub async fn take_asking(tx: &mut Tx, provider: &str) -> Result<Vec<PersonId>, StoreError> {
    let statement = "DELETE FROM reconciliation_requests WHERE provider = $1 RETURNING admin_id";
    Ok(sqlx::query_scalar(statement).bind(provider).fetch_all(tx.conn()).await?)
}

/// Where a provider is, and the currency of its prices by the settings.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Account {
    /// Host only.
    pub host: String,
    /// The currency.
    pub currency: String,
}

/// The account of a provider of the settings.
pub async fn find_account(tx: &mut Tx, provider: &str) -> Result<Option<Account>, StoreError> {
    let found = sqlx::query_as("SELECT host, currency FROM providers WHERE name = $1")
        .bind(provider)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found)
}

/// The columns of a [`CostRow`].
macro_rules! cost_columns {
    () => {
        "order_id, state, CASE WHEN provider_order_id <> '' THEN 1 ELSE 0 END AS is_accepted, \
         CASE WHEN doubts > 0 THEN 1 ELSE 0 END AS is_doubted, provider_rate, provider_charge, \
         provider_status, remains, billed_quantity, terms, inputs, accepted_ms, changed_ms"
    };
}
pub(super) use cost_columns;

/// What of an order tells what it has cost.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct CostRow {
    /// Its number.
    pub order_id: OrderId,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: OrderState,
    /// Whether the provider gave it a number.
    #[sqlx(try_from = "Flag")]
    pub is_accepted: bool,
    /// Whether an attempt may have placed it unheard.
    #[sqlx(try_from = "Flag")]
    pub is_doubted: bool,
    /// Of the sale.
    pub provider_rate: String,
    /// The provider's last charge, or empty.
    pub provider_charge: String,
    /// The provider's last word, or empty.
    pub provider_status: String,
    /// -1 when not told.
    pub remains: i64,
    /// As billed.
    pub billed_quantity: i64,
    /// The service as it was shown.
    pub terms: String,
    /// What was entered.
    pub inputs: String,
    /// Unix milliseconds, or 0.
    pub accepted_ms: i64,
    /// Unix milliseconds.
    pub changed_ms: i64,
}

/// Orders of one account that were ever sent, behind `after` and in the order of their numbers; a
/// thousand at the most.
pub async fn list_costs(
    tx: &mut Tx,
    (provider, currency): (&str, &str),
    after: OrderId,
) -> Result<Vec<CostRow>, StoreError> {
    let found = sqlx::query_as(concat!(
        "SELECT ",
        cost_columns!(),
        " FROM orders WHERE order_id > $3 AND provider = $1 AND provider_currency = $2 \
             AND (attempt > 0 OR provider_order_id <> '') ORDER BY order_id LIMIT 1000"
    ))
    .bind(provider)
    .bind(currency)
    .bind(after)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// The last comparison with a gateway.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct GatewayMark {
    /// Which one.
    pub gateway: Gateway,
    /// The day.
    #[sqlx(try_from = "i64")]
    pub day: Day,
    /// Unix milliseconds.
    pub asked_ms: i64,
    /// The height of the last block that was compared, or 0.
    pub block_number: i64,
}

/// The last comparison with a gateway, if there was one.
pub async fn find_gateway(
    tx: &mut Tx,
    gateway: &Gateway,
) -> Result<Option<GatewayMark>, StoreError> {
    let found = sqlx::query_as(
        "SELECT gateway, day, asked_ms, block_number FROM gateway_reconciliations \
         WHERE gateway = $1",
    )
    .bind(gateway)
    .fetch_optional(tx.conn())
    .await?;
    Ok(found)
}

/// Writes down a comparison that began behind `before`; `false` when somebody else has done so.
pub async fn keep_gateway(
    tx: &mut Tx,
    before: Option<&GatewayMark>,
    mark: &GatewayMark,
) -> Result<bool, StoreError> {
    let changed = match before {
        None => {
            sqlx::query(
                "INSERT INTO gateway_reconciliations (gateway, day, asked_ms, block_number) \
                 VALUES ($1, $2, $3, $4) ON CONFLICT (gateway) DO NOTHING",
            )
            .bind(&mark.gateway)
            .bind(mark.day.0)
            .bind(mark.asked_ms)
            .bind(mark.block_number)
            .execute(tx.conn())
            .await?
        }
        Some(before) => {
            sqlx::query(
                "UPDATE gateway_reconciliations SET day = $2, asked_ms = $3, block_number = $4 \
                 WHERE gateway = $1 AND day = $5 AND asked_ms = $6 AND block_number = $7",
            )
            .bind(&mark.gateway)
            .bind(mark.day.0)
            .bind(mark.asked_ms)
            .bind(mark.block_number)
            .bind(before.day.0)
            .bind(before.asked_ms)
            .bind(before.block_number)
            .execute(tx.conn())
            .await?
        }
    };
    Ok(changed.rows_affected() == 1)
}

/// What a gateway has credited within a span, behind `after` and in the order of their numbers; two
/// hundred at the most.
pub async fn list_credited(
    tx: &mut Tx,
    gateway: &Gateway,
    within: Span,
    after: DepositId,
) -> Result<Vec<Deposit>, StoreError> {
    let found = sqlx::query_as(super::deposits::deposits!(
        "WHERE gateway = $1 AND state = 'credited' AND credited_ms >= $2 AND credited_ms < $3 \
         AND deposit_id > $4 ORDER BY deposit_id LIMIT 200"
    ))
    .bind(gateway)
    .bind(within.from_ms)
    .bind(within.until_ms)
    .bind(after)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}
