//! Arrivals that their network has confirmed and that wait for something else. Must never be among
//! those that wait for blocks: they would hold them up.

use sqlx::Row;

use super::Deposit;
use crate::domain::deposit::{DepositWait, Gateway};
use crate::domain::ids::DepositId;
use crate::store::tx::{StoreError, Tx};

/// What has become of a wait that was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// It waits for the first time.
    Begun,
    /// It has waited before, or waited for something else.
    Changed,
    /// It was known, or it does not wait any more.
    Same,
}

/// The coins of a gateway of which something waits, at most fifty.
pub async fn list_assets(tx: &mut Tx, gateway: &Gateway) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(
        "SELECT DISTINCT asset FROM deposits WHERE gateway = $1 AND state = 'confirming' \
         AND reason <> '' ORDER BY asset LIMIT 50",
    )
    .bind(gateway)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// What waits of a coin, oldest first, at most fifty.
pub async fn list(tx: &mut Tx, gateway: &Gateway, asset: &str) -> Result<Vec<Deposit>, StoreError> {
    let found = sqlx::query_as(deposits!(
        "WHERE gateway = $1 AND asset = $2 AND state = 'confirming' AND reason <> '' \
         ORDER BY deposit_id LIMIT 50"
    ))
    .bind(gateway)
    .bind(asset)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// Notes what a confirmed arrival waits for.
pub async fn set(
    tx: &mut Tx,
    deposit_id: DepositId,
    wait: DepositWait,
    now_ms: i64,
) -> Result<Waiting, StoreError> {
    let begun = sqlx::query(
        "UPDATE deposits SET reason = $2, changed_ms = $3, is_wait_told = 1 \
         WHERE deposit_id = $1 AND state = 'confirming' AND reason = '' AND is_wait_told = 0",
    );
    let begun = begun.bind(deposit_id).bind(wait.into_str()).bind(now_ms);
    if begun.execute(tx.conn()).await?.rows_affected() == 1 {
        return Ok(Waiting::Begun);
    }
    let changed = sqlx::query(
        "UPDATE deposits SET reason = $2, changed_ms = $3 \
         WHERE deposit_id = $1 AND state = 'confirming' AND reason <> $2",
    );
    let changed = changed.bind(deposit_id).bind(wait.into_str()).bind(now_ms);
    let count = changed.execute(tx.conn()).await?.rows_affected();
    Ok(if count == 1 { Waiting::Changed } else { Waiting::Same })
}

/// It waits for nothing but blocks any more; `false` when that was so.
pub async fn release(tx: &mut Tx, deposit_id: DepositId, now_ms: i64) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE deposits SET reason = '', changed_ms = $2 \
         WHERE deposit_id = $1 AND state = 'confirming' AND reason <> ''",
    )
    .bind(deposit_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
