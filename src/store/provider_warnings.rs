//! Below which balance of a provider owners are warned, and whether they were.

use sqlx::FromRow;

use super::ids::Flag;
use super::tx::{StoreError, Tx};

/// When owners are warned of a low balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Warning {
    /// Below so many units of the provider's currency; 0 for never.
    pub warn_below: i64,
    /// Whether they were warned already.
    #[sqlx(try_from = "Flag")]
    pub is_low: bool,
}

/// When owners are warned of a provider's balance.
pub async fn warning(tx: &mut Tx, name: &str) -> Result<Option<Warning>, StoreError> {
    let found = sqlx::query_as("SELECT warn_below, is_low FROM providers WHERE name = $1")
        .bind(name)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found)
}

/// Notes whether a balance is low; whether that is news.
pub async fn set_low(tx: &mut Tx, name: &str, is_low: bool) -> Result<bool, StoreError> {
    let changed = sqlx::query("UPDATE providers SET is_low = $2 WHERE name = $1 AND is_low <> $2")
        .bind(name)
        .bind(i64::from(is_low))
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Warns owners of another balance from now on; `false` when it is so already.
pub async fn set_warn_below(tx: &mut Tx, name: &str, below: i64) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE providers SET warn_below = $2, is_low = 0 WHERE name = $1 AND warn_below <> $2",
    )
    .bind(name)
    .bind(below)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
