//! Tokens that are not listed and were sent to addresses of ours, counted by day. Must never grow
//! with what strangers send: a day has few rows, and they go after a while.

use sqlx::Row;

use super::NewDeposit;
use crate::domain::deposit::Gateway;
use crate::domain::ids::DepositId;
use crate::store::tx::{StoreError, Tx};

/// Tokens of a day that stand by themselves; what comes of others is counted together.
const NAMED_MAX: i64 = 5;
/// Days that are kept.
const KEPT_DAYS: i64 = 30;
/// Stands for all tokens that have no row of their own.
const OTHERS: &str = "";

/// Days since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub i64);

/// What was seen of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// Its contract.
    pub contract: &'a str,
    /// So many transfers.
    pub transfers: i64,
    /// Of which so many are kept as deposits.
    pub kept: i64,
}

/// How transfers were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// They are the first of their token that day.
    First,
    /// They are the first that day of tokens that have no row of their own.
    FirstOfOthers,
    /// Others were counted before.
    More,
}

/// Counts transfers of a token.
pub async fn add(
    tx: &mut Tx,
    gateway: &Gateway,
    day: Day,
    seen: Seen<'_>,
) -> Result<Counted, StoreError> {
    if add_to(tx, gateway, day, seen).await? {
        return Ok(Counted::More);
    }
    let named = sqlx::query(
        "SELECT COUNT(*) FROM unlisted_tokens WHERE gateway = $1 AND day = $2 AND contract <> ''",
    );
    let named: i64 = named.bind(gateway).bind(day.0).fetch_one(tx.conn()).await?.try_get(0)?;
    if named < NAMED_MAX {
        insert(tx, gateway, day, seen).await?;
        return Ok(Counted::First);
    }
    let others = Seen { contract: OTHERS, ..seen };
    if add_to(tx, gateway, day, others).await? {
        return Ok(Counted::More);
    }
    insert(tx, gateway, day, others).await?;
    Ok(Counted::FirstOfOthers)
}

async fn add_to(
    tx: &mut Tx,
    gateway: &Gateway,
    day: Day,
    seen: Seen<'_>,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE unlisted_tokens SET transfers = transfers + $4, kept = kept + $5 \
         WHERE gateway = $1 AND day = $2 AND contract = $3",
    )
    .bind(gateway)
    .bind(day.0)
    .bind(seen.contract)
    .bind(seen.transfers)
    .bind(seen.kept)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

async fn insert(
    tx: &mut Tx,
    gateway: &Gateway,
    day: Day,
    seen: Seen<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO unlisted_tokens (gateway, day, contract, transfers, kept) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(gateway)
    .bind(day.0)
    .bind(seen.contract)
    .bind(seen.transfers)
    .bind(seen.kept)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How many transfers of a day are kept as deposits.
pub async fn kept(tx: &mut Tx, gateway: &Gateway, day: Day) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT CAST(COALESCE(SUM(kept), 0) AS BIGINT) FROM unlisted_tokens \
         WHERE gateway = $1 AND day = $2",
    );
    Ok(row.bind(gateway).bind(day.0).fetch_one(tx.conn()).await?.try_get(0)?)
}

/// A transfer that was kept as one of an unlisted token is one of a listed token after all: a node
/// had said something else, or the settings had. It waits to be credited like any other; `None`
/// where none was kept so.
pub async fn take_up(
    tx: &mut Tx,
    new: NewDeposit<'_>,
    now_ms: i64,
) -> Result<Option<DepositId>, StoreError> {
    let row = sqlx::query(
        "UPDATE deposits SET person_id = $3, request_id = $4, asset = $5, coin_amount = $6, \
         address = $7, tx = $8, block_number = $9, block_hash = $10, amount = $11, seen_ms = $12, \
         changed_ms = $12, state = 'confirming', reason = '' WHERE gateway = $1 \
         AND external_id = $2 AND state = 'ignored' AND reason = 'unlisted' RETURNING deposit_id",
    )
    .bind(new.gateway)
    .bind(new.external_id)
    .bind(new.person_id)
    .bind(new.request_id)
    .bind(new.asset)
    .bind(new.coin_amount)
    .bind(new.address)
    .bind(new.tx)
    .bind(new.block_number)
    .bind(new.block_hash)
    .bind(new.amount.micros())
    .bind(now_ms)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Forgets the counts of days that are long over.
pub async fn forget_old(tx: &mut Tx, gateway: &Gateway, today: Day) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM unlisted_tokens WHERE gateway = $1 AND day < $2")
        .bind(gateway)
        .bind(today.0.saturating_sub(KEPT_DAYS))
        .execute(tx.conn())
        .await?;
    Ok(())
}
