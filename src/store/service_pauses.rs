//! Services that are off sale because an order of theirs was charged more than it was to cost,
//! until an owner puts them on sale again.

use sqlx::{FromRow, Row};

use super::portion::Portion;
use super::tx::{StoreError, Tx};
use crate::domain::ids::{OrderId, ServiceId};

/// A service that is off sale, and the order that it is for.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Pause {
    /// The service.
    pub service_id: ServiceId,
    /// The provider's name in the settings.
    pub provider: String,
    /// The order that was charged.
    pub order_id: OrderId,
    /// The provider's currency.
    pub currency: String,
    /// What the order was to cost, exact decimal.
    pub expected: String,
    /// What was charged, exact decimal.
    pub charge: String,
    /// Since when, unix milliseconds.
    pub since_ms: i64,
}

/// Takes a service off sale; `false` when it is already, or when an owner has put it on sale again
/// after the order was accepted.
pub async fn begin(tx: &mut Tx, pause: &Pause, accepted_ms: i64) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO service_pauses (service_id, provider, order_id, currency, expected, charge, \
         since_ms, resumed_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, 0) \
         ON CONFLICT (service_id) DO UPDATE SET provider = excluded.provider, \
         order_id = excluded.order_id, currency = excluded.currency, \
         expected = excluded.expected, charge = excluded.charge, since_ms = excluded.since_ms, \
         resumed_ms = 0 WHERE service_pauses.resumed_ms > 0 \
         AND service_pauses.resumed_ms <= $8",
    )
    .bind(pause.service_id)
    .bind(&pause.provider)
    .bind(pause.order_id)
    .bind(&pause.currency)
    .bind(&pause.expected)
    .bind(&pause.charge)
    .bind(pause.since_ms)
    .bind(accepted_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Why a service is off sale, if it is for its charge.
pub async fn find(tx: &mut Tx, service_id: ServiceId) -> Result<Option<Pause>, StoreError> {
    let pause = sqlx::query_as(
        "SELECT service_id, provider, order_id, currency, expected, charge, since_ms \
         FROM service_pauses WHERE service_id = $1 AND resumed_ms = 0",
    )
    .bind(service_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(pause)
}

/// A page of the services that are off sale, with their names, and how many there are.
pub async fn list(tx: &mut Tx, page: Portion) -> Result<(Vec<(Pause, String)>, i64), StoreError> {
    let total = count(tx).await?;
    let rows = sqlx::query(
        "SELECT q.service_id, q.provider, q.order_id, q.currency, q.expected, q.charge, \
         q.since_ms, s.name FROM service_pauses q JOIN services s ON s.service_id = q.service_id \
         WHERE q.resumed_ms = 0 ORDER BY q.service_id \
         LIMIT CAST($1 AS BIGINT) OFFSET CAST($2 AS BIGINT)",
    )
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    let pauses = rows.iter().map(|row| Ok((Pause::from_row(row)?, row.try_get("name")?)));
    Ok((pauses.collect::<Result<_, StoreError>>()?, total))
}

/// How many services are off sale for their charge.
pub async fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM service_pauses WHERE resumed_ms = 0")
        .fetch_one(tx.conn())
        .await?;
    Ok(count)
}

/// Puts a service on sale again that is off since then; `false` when it is not.
pub async fn resume(
    tx: &mut Tx,
    (service_id, since_ms): (ServiceId, i64),
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE service_pauses SET resumed_ms = $3 WHERE service_id = $1 AND since_ms = $2 \
         AND resumed_ms = 0",
    )
    .bind(service_id)
    .bind(since_ms)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
