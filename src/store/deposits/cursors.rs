//! How far each network was looked at. Moved in the transaction that keeps what was found there, so
//! that nothing is passed over.

use sqlx::FromRow;

use crate::store::tx::{StoreError, Tx};

/// The last block that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Cursor {
    /// Its height.
    pub block_number: i64,
    /// Its hash, `0x…`.
    pub block_hash: String,
    /// When it was reached, unix milliseconds.
    pub moved_ms: i64,
}

/// How far a network was looked at; `None` before the first look.
pub async fn find(tx: &mut Tx, gateway: &str) -> Result<Option<Cursor>, StoreError> {
    let found = sqlx::query_as(
        "SELECT block_number, block_hash, moved_ms FROM chain_cursors WHERE gateway = $1",
    )
    .bind(gateway)
    .fetch_optional(tx.conn())
    .await?;
    Ok(found)
}

/// Moves on from what was seen; `false` when another process did so meanwhile.
pub async fn advance(
    tx: &mut Tx,
    gateway: &str,
    seen: Option<&Cursor>,
    to: &Cursor,
) -> Result<bool, StoreError> {
    let changed = match seen {
        None => {
            sqlx::query(
                "INSERT INTO chain_cursors (gateway, block_number, block_hash, moved_ms) \
                 VALUES ($1, $2, $3, $4) ON CONFLICT (gateway) DO NOTHING",
            )
            .bind(gateway)
            .bind(to.block_number)
            .bind(&to.block_hash)
            .bind(to.moved_ms)
            .execute(tx.conn())
            .await?
        }
        Some(seen) => {
            sqlx::query(
                "UPDATE chain_cursors SET block_number = $2, block_hash = $3, moved_ms = $4 \
                 WHERE gateway = $1 AND block_number = $5 AND block_hash = $6",
            )
            .bind(gateway)
            .bind(to.block_number)
            .bind(&to.block_hash)
            .bind(to.moved_ms)
            .bind(seen.block_number)
            .bind(&seen.block_hash)
            .execute(tx.conn())
            .await?
        }
    };
    Ok(changed.rows_affected() == 1)
}
