//! What has arrived as people look at it, a page at a time. Must never change anything.

use sqlx::Row;

use super::Deposit;
use crate::domain::deposit::DepositTab;
use crate::domain::ids::PersonId;
use crate::store::portion::Portion;
use crate::store::tx::{StoreError, Tx};

/// A person's arrivals, newest first; tokens that nobody listed are none: anybody can send them to
/// anybody.
pub async fn list_own(
    tx: &mut Tx,
    person_id: PersonId,
    page: Portion,
) -> Result<Vec<Deposit>, StoreError> {
    let found = sqlx::query_as(deposits!(
        "WHERE person_id = $1 AND NOT (state = 'ignored' AND reason = 'unlisted') \
         ORDER BY deposit_id DESC LIMIT CAST($2 AS BIGINT) OFFSET CAST($3 AS BIGINT)"
    ))
    .bind(person_id)
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// How many arrivals a person has, without tokens that nobody listed.
pub async fn count_own(tx: &mut Tx, person_id: PersonId) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT COUNT(*) FROM deposits \
         WHERE person_id = $1 AND NOT (state = 'ignored' AND reason = 'unlisted')",
    )
    .bind(person_id)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// What owners look at, newest first.
pub async fn list_in(
    tx: &mut Tx,
    tab: DepositTab,
    page: Portion,
) -> Result<Vec<Deposit>, StoreError> {
    let [first, second, third] = tab.states();
    let found = sqlx::query_as(deposits!(
        "WHERE state IN ($1, $2, $3) ORDER BY deposit_id DESC \
         LIMIT CAST($4 AS BIGINT) OFFSET CAST($5 AS BIGINT)"
    ))
    .bind(first.into_str())
    .bind(second.into_str())
    .bind(third.into_str())
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// How much of that there is.
pub async fn count_in(tx: &mut Tx, tab: DepositTab) -> Result<i64, StoreError> {
    let [first, second, third] = tab.states();
    let row = sqlx::query("SELECT COUNT(*) FROM deposits WHERE state IN ($1, $2, $3)")
        .bind(first.into_str())
        .bind(second.into_str())
        .bind(third.into_str())
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get(0)?)
}

/// How many wait for an owner longer than since `than_ms`, and how many in all.
pub async fn count_left(tx: &mut Tx, than_ms: i64) -> Result<Left, StoreError> {
    let row = sqlx::query(
        "SELECT CAST(COALESCE(SUM(CASE WHEN changed_ms <= $1 THEN 1 ELSE 0 END), 0) AS BIGINT), \
         COUNT(*) FROM deposits WHERE state = 'review'",
    )
    .bind(than_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(Left { long: row.try_get(0)?, all: row.try_get(1)? })
}

/// What owners have left lying about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// So many for long.
    pub long: i64,
    /// So many in all.
    pub all: i64,
}
