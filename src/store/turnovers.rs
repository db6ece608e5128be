//! What a provider's orders cost the customers, added up once for each bucket of time that is
//! over. Must never add up a bucket in which an order may still appear.

use super::portion::Older;
use super::tx::{StoreError, Tx, remove_oldest};
use crate::clock::MINUTE_MS;
use crate::domain::time::Span;

/// What is added up together. A transaction that places an order is over long before another one
/// has passed.
const BUCKET_MS: i64 = 10 * MINUTE_MS;

/// What the orders of a provider cost that were placed from `within.from_ms` on, micro-units;
/// `within.until_ms` is now.
pub async fn placed(tx: &mut Tx, provider: &str, within: Span) -> Result<i64, StoreError> {
    let first_ms = start_of(within.from_ms.saturating_add(BUCKET_MS - 1));
    let whole = Span { from_ms: first_ms, ..within };
    let known_ms = add_up(tx, provider, whole).await?;
    let before = Span { from_ms: within.from_ms, until_ms: first_ms };
    let after = Span { from_ms: known_ms, until_ms: i64::MAX };
    let between = Span { from_ms: first_ms, until_ms: known_ms };
    let known: i64 = sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM turnovers \
         WHERE provider = $1 AND from_ms >= $2 AND from_ms < $3",
    )
    .bind(provider)
    .bind(between.from_ms)
    .bind(between.until_ms)
    .fetch_one(tx.conn())
    .await?;
    let before = of(tx, provider, before).await?;
    Ok(known.saturating_add(before).saturating_add(of(tx, provider, after).await?))
}

/// Where the bucket of a time begins.
const fn start_of(ms: i64) -> i64 {
    ms - ms.rem_euclid(BUCKET_MS)
}

/// Adds up the whole buckets of `within` that are over; returns the end of the last one.
async fn add_up(tx: &mut Tx, provider: &str, within: Span) -> Result<i64, StoreError> {
    let last: Option<i64> =
        sqlx::query_scalar("SELECT MAX(from_ms) FROM turnovers WHERE provider = $1")
            .bind(provider)
            .fetch_one(tx.conn())
            .await?;
    let first_ms = within.from_ms;
    let known_ms = last.map_or(first_ms, |last| first_ms.max(last.saturating_add(BUCKET_MS)));
    let over_ms = start_of(within.until_ms.saturating_sub(BUCKET_MS));
    if over_ms <= known_ms {
        return Ok(known_ms);
    }
    sqlx::query(
        "INSERT INTO turnovers (provider, from_ms, amount) \
         SELECT provider, bucket_ms, CAST(SUM(price) AS BIGINT) FROM \
         (SELECT provider, price, created_ms - created_ms % $4 AS bucket_ms FROM orders \
         WHERE provider = $1 AND created_ms >= $2 AND created_ms < $3) placed \
         GROUP BY provider, bucket_ms ON CONFLICT (provider, from_ms) DO NOTHING",
    )
    .bind(provider)
    .bind(known_ms)
    .bind(over_ms)
    .bind(BUCKET_MS)
    .execute(tx.conn())
    .await?;
    // In which nobody has bought anything: it says how far this has come.
    sqlx::query(
        "INSERT INTO turnovers (provider, from_ms, amount) VALUES ($1, $2, 0) \
         ON CONFLICT (provider, from_ms) DO NOTHING",
    )
    .bind(provider)
    .bind(over_ms.saturating_sub(BUCKET_MS))
    .execute(tx.conn())
    .await?;
    Ok(over_ms)
}

async fn of(tx: &mut Tx, provider: &str, within: Span) -> Result<i64, StoreError> {
    let amount = sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(price), 0) AS BIGINT) FROM orders \
         WHERE provider = $1 AND created_ms >= $2 AND created_ms < $3",
    )
    .bind(provider)
    .bind(within.from_ms)
    .bind(within.until_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(amount)
}

/// Adds up anew what was placed from `since_ms` on: an order of that time is another provider's
/// now.
pub(super) async fn forget(
    tx: &mut Tx,
    providers: [&str; 2],
    since_ms: i64,
) -> Result<(), StoreError> {
    let [from, to] = providers;
    sqlx::query("DELETE FROM turnovers WHERE provider IN ($1, $2) AND from_ms >= $3")
        .bind(from)
        .bind(to)
        .bind(start_of(since_ms))
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Removes buckets that begin before `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM turnovers WHERE (provider, from_ms) IN \
         (SELECT provider, from_ms FROM turnovers WHERE from_ms < $1 ORDER BY from_ms \
         LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
