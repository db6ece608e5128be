//! How services were delivered by our own orders: counted in one statement, kept in a row each, and
//! brought into the order of the lists. Must never read the orders one by one.

use sqlx::Row;

use super::rows::{Grid, ROWS_MAX, values_query};
use super::tx::{StoreError, Tx};
use crate::domain::catalog::standing::{Record, Times};
use crate::domain::ids::ServiceId;

/// What stands for a time that is not known.
const UNKNOWN: i64 = -1;

/// What became of the orders of each service that were placed after `since_ms`: those that a
/// provider has accepted and that have ended. Times run from Confirm; a start is known only where
/// the provider said so, and an end counts only for what was delivered whole. A refill counts
/// whoever has asked for it. A median is the time
/// of the middle order, a p90 of the one that nine of ten come before.
///
/// The orders of all providers together are found by the index of each one's.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, since_ms: i64) -> Result<Vec<(ServiceId, Record)>, StoreError> {
    let rows = sqlx::query(
        "WITH ended AS (SELECT o.service_id, o.state, o.returned, \
         CASE WHEN o.started_ms > 0 THEN o.started_ms - o.created_ms END AS start_ms, \
         CASE WHEN o.state = 'completed' THEN (SELECT MIN(e.at_ms) FROM order_events e \
         WHERE e.order_id = o.order_id AND e.state = 'completed') - o.created_ms END AS end_ms, \
         CASE WHEN EXISTS (SELECT 1 FROM order_requests q WHERE q.order_id = o.order_id \
         AND q.kind = 'refill') THEN 1 END AS refill \
         FROM orders o WHERE o.provider IN (SELECT name FROM providers) AND o.created_ms >= $1 \
         AND o.accepted_ms > 0 AND o.state IN ('completed', 'partial', 'canceled')), \
         ranked AS (SELECT service_id, state, returned, start_ms, end_ms, refill, \
         COUNT(start_ms) OVER (PARTITION BY service_id) AS starts, \
         ROW_NUMBER() OVER (PARTITION BY service_id ORDER BY \
         CASE WHEN start_ms IS NULL THEN 1 ELSE 0 END, start_ms) AS start_place, \
         COUNT(end_ms) OVER (PARTITION BY service_id) AS ends, \
         ROW_NUMBER() OVER (PARTITION BY service_id ORDER BY \
         CASE WHEN end_ms IS NULL THEN 1 ELSE 0 END, end_ms) AS end_place FROM ended) \
         SELECT service_id, COUNT(*) AS orders, \
         COUNT(CASE WHEN state = 'completed' AND returned = 0 THEN 1 END) AS delivered, \
         COUNT(CASE WHEN state = 'partial' THEN 1 END) AS partial, \
         COUNT(CASE WHEN state = 'canceled' THEN 1 END) AS canceled, \
         COUNT(refill) AS refills_asked, \
         COALESCE(MAX(CASE WHEN start_place = (starts + 1) / 2 THEN start_ms END), -1) \
         AS start_median_ms, \
         COALESCE(MAX(CASE WHEN start_place = (starts * 9 + 9) / 10 THEN start_ms END), -1) \
         AS start_p90_ms, \
         COALESCE(MAX(CASE WHEN end_place = (ends + 1) / 2 THEN end_ms END), -1) \
         AS end_median_ms, \
         COALESCE(MAX(CASE WHEN end_place = (ends * 9 + 9) / 10 THEN end_ms END), -1) \
         AS end_p90_ms FROM ranked GROUP BY service_id ORDER BY service_id",
    )
    .bind(since_ms)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok((row.try_get("service_id")?, record(row)?))).collect()
}

fn record(row: &sqlx::any::AnyRow) -> Result<Record, StoreError> {
    let number = |column: &str| -> Result<i64, StoreError> { Ok(row.try_get(column)?) };
    let times = |median: &str, p90: &str| -> Result<Option<Times>, StoreError> {
        let times = Times { median_ms: number(median)?, p90_ms: number(p90)? };
        Ok(Some(times).filter(|times| times.median_ms >= 0))
    };
    Ok(Record {
        orders: number("orders")?,
        delivered: number("delivered")?,
        partial: number("partial")?,
        canceled: number("canceled")?,
        refills_asked: number("refills_asked")?,
        start: times("start_median_ms", "start_p90_ms")?,
        end: times("end_median_ms", "end_p90_ms")?,
    })
}

/// Keeps what was counted in place of what was kept before, and brings it into the order of the
/// lists. Services that stay where they are are not written.
///
/// # Errors
/// When the database fails.
pub async fn replace(
    tx: &mut Tx,
    counted: &[(ServiceId, Record)],
    now_ms: i64,
) -> Result<(), StoreError> {
    for chunk in counted.chunks(ROWS_MAX) {
        let mut query = values_query(
            "INSERT INTO service_stats (service_id, orders, delivered, partial, canceled, \
             refills_asked, start_median_ms, start_p90_ms, end_median_ms, end_p90_ms, standing, \
             computed_ms) VALUES",
            Grid { rows: chunk.len(), columns: 12 },
            "ON CONFLICT (service_id) DO UPDATE SET orders = excluded.orders, \
             delivered = excluded.delivered, partial = excluded.partial, \
             canceled = excluded.canceled, refills_asked = excluded.refills_asked, \
             start_median_ms = excluded.start_median_ms, start_p90_ms = excluded.start_p90_ms, \
             end_median_ms = excluded.end_median_ms, end_p90_ms = excluded.end_p90_ms, \
             standing = excluded.standing, computed_ms = excluded.computed_ms",
        );
        for (service_id, record) in chunk {
            query = query
                .bind(*service_id)
                .bind(record.orders)
                .bind(record.delivered)
                .bind(record.partial)
                .bind(record.canceled)
                .bind(record.refills_asked)
                .bind(record.start.map_or(UNKNOWN, |times| times.median_ms))
                .bind(record.start.map_or(UNKNOWN, |times| times.p90_ms))
                .bind(record.end.map_or(UNKNOWN, |times| times.median_ms))
                .bind(record.end.map_or(UNKNOWN, |times| times.p90_ms))
                .bind(record.standing())
                .bind(now_ms);
        }
        query.execute(tx.conn()).await?;
    }
    sqlx::query("DELETE FROM service_stats WHERE computed_ms <> $1")
        .bind(now_ms)
        .execute(tx.conn())
        .await?;
    sqlx::query(
        "UPDATE services SET standing = COALESCE((SELECT t.standing FROM service_stats t \
         WHERE t.service_id = services.service_id), 0) WHERE standing <> COALESCE((SELECT \
         t.standing FROM service_stats t WHERE t.service_id = services.service_id), 0)",
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How a service was delivered as it was counted last; all zero where nothing is known.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, service_id: ServiceId) -> Result<Record, StoreError> {
    let row = sqlx::query(
        "SELECT orders, delivered, partial, canceled, refills_asked, start_median_ms, \
         start_p90_ms, end_median_ms, end_p90_ms FROM service_stats WHERE service_id = $1",
    )
    .bind(service_id)
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(Record::default()) };
    record(&row)
}
