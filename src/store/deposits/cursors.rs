//! How far each network was looked at, by each kind of look. Moved in the transaction that keeps
//! what was found there, so that nothing is passed over.

use sqlx::FromRow;
use strum::{EnumIter, IntoStaticStr};

use crate::domain::deposit::Gateway;
use crate::store::tx::{StoreError, Tx};

/// A kind of look at a network, with a cursor of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Look {
    /// At the addresses that were shown or paid to lately, all the time.
    Fresh,
    /// At every address, hourly.
    Late,
    /// For tokens that are not listed, hourly.
    Unlisted,
}

/// The look of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookAt<'a> {
    /// The network's gateway.
    pub gateway: &'a Gateway,
    /// Which look.
    pub look: Look,
}

/// The last block that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Cursor {
    /// Its height.
    pub block_number: i64,
    /// Its hash, `0x…`; empty where the cursor was set back.
    pub block_hash: String,
    /// When it was reached, unix milliseconds; it stands while no new block comes.
    pub moved_ms: i64,
    /// The newest block that nodes told of.
    pub head: i64,
    /// When a look last came to the newest block, unix milliseconds.
    pub looked_ms: i64,
}

impl Cursor {
    /// How many blocks are known of and not looked at.
    #[must_use]
    pub const fn lag(&self) -> i64 {
        let lag = self.head.saturating_sub(self.block_number);
        if lag > 0 { lag } else { 0 }
    }
}

/// How far a network was looked at all the time; `None` before the first look.
pub async fn find(tx: &mut Tx, gateway: &Gateway) -> Result<Option<Cursor>, StoreError> {
    find_of(tx, LookAt { gateway, look: Look::Fresh }).await
}

/// How far a look has come; `None` before the first one.
pub async fn find_of(tx: &mut Tx, at: LookAt<'_>) -> Result<Option<Cursor>, StoreError> {
    let found = sqlx::query_as(
        "SELECT block_number, block_hash, moved_ms, head, looked_ms FROM chain_looks \
         WHERE gateway = $1 AND look = $2",
    )
    .bind(at.gateway)
    .bind(at.look.into_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(found)
}

/// Begins a look where there is none yet.
pub async fn begin(tx: &mut Tx, at: LookAt<'_>, from: &Cursor) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO chain_looks (gateway, look, block_number, block_hash, moved_ms, head, \
         looked_ms) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (gateway, look) DO NOTHING",
    )
    .bind(at.gateway)
    .bind(at.look.into_str())
    .bind(from.block_number)
    .bind(&from.block_hash)
    .bind(from.moved_ms)
    .bind(from.head)
    .bind(from.looked_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Moves on from what was seen; `false` when another process did so meanwhile.
pub async fn advance(
    tx: &mut Tx,
    at: LookAt<'_>,
    seen: &Cursor,
    to: &Cursor,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE chain_looks SET block_number = $3, block_hash = $4, moved_ms = $5, head = $6, \
         looked_ms = $7 WHERE gateway = $1 AND look = $2 AND block_number = $8 AND block_hash = $9",
    )
    .bind(at.gateway)
    .bind(at.look.into_str())
    .bind(to.block_number)
    .bind(&to.block_hash)
    .bind(to.moved_ms)
    .bind(to.head)
    .bind(to.looked_ms)
    .bind(seen.block_number)
    .bind(&seen.block_hash)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
