//! Ways in for money that owners have switched off.

use std::collections::BTreeSet;

use sqlx::Row;

use crate::domain::deposit::Gateway;
use crate::store::tx::{StoreError, Tx};

/// The gateways that are off.
pub async fn list_off(tx: &mut Tx) -> Result<BTreeSet<Gateway>, StoreError> {
    let rows =
        sqlx::query("SELECT gateway FROM gateway_switches LIMIT 100").fetch_all(tx.conn()).await?;
    let names = rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>()?;
    // One that this version does not know is on offer nowhere.
    Ok(names.iter().filter_map(|name| name.parse().ok()).collect())
}

/// Switches a gateway off; `false` when it was.
pub async fn switch_off(tx: &mut Tx, gateway: &Gateway, now_ms: i64) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO gateway_switches (gateway, switched_ms) VALUES ($1, $2) \
         ON CONFLICT (gateway) DO NOTHING",
    )
    .bind(gateway)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Switches a gateway on; `false` when it was.
pub async fn switch_on(tx: &mut Tx, gateway: &Gateway) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM gateway_switches WHERE gateway = $1")
        .bind(gateway)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}
