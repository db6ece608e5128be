//! Money on its way in: requests, addresses, what has arrived, and how far networks were looked at.
//! Must never keep one arrival twice: gateway and its own id name it.

/// Every column of a deposit, and what follows.
impl Deposit {
    /// Whether it is kept only to be shown: its token is not taken.
    #[must_use]
    pub fn is_unlisted(&self) -> bool {
        self.state == DepositState::Ignored && self.reason == IgnoreReason::Unlisted.into_str()
    }
}

macro_rules! deposits {
    ($rest:literal) => {
        concat!(
            "SELECT deposit_id, gateway, external_id, person_id, request_id, asset, coin_amount, \
             address, tx, block_number, block_hash, confirmations, amount, bonus, fee, state, \
             reason, seen_ms, credited_ms, changed_ms FROM deposits ",
            $rest
        )
    };
}
pub(super) use deposits;

pub mod addresses;
pub mod cursors;
mod gateway;
pub mod held;
mod listed;
pub mod prices;
pub mod proofs;
pub mod questions;
pub mod requests;
pub mod switches;
pub mod together;
pub mod unlisted;

use sqlx::{FromRow, Row};

pub use listed::{Left, count_in, count_left, count_own, list_in, list_own};

use super::race::Race;
use super::tx::{StoreError, Tx, expect_one};
use crate::domain::deposit::{Added, DepositState, Gateway, IgnoreReason};
use crate::domain::ids::{DepositId, DepositRequestId, PersonId};
use crate::domain::money::Money;

/// What has arrived.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Deposit {
    /// Its number.
    pub deposit_id: DepositId,
    /// How it came.
    pub gateway: Gateway,
    /// What the gateway knows it by.
    pub external_id: String,
    /// Whose it is.
    pub person_id: PersonId,
    /// What it answers, or 0.
    pub request_id: DepositRequestId,
    /// What was paid.
    pub asset: String,
    /// How much of it, exact decimal.
    pub coin_amount: String,
    /// Where it was paid to, or empty.
    pub address: String,
    /// The transaction, or empty.
    pub tx: String,
    /// The height of its block, or 0.
    pub block_number: i64,
    /// Its block, or empty.
    pub block_hash: String,
    /// Blocks on it, itself counted, when it was looked at last.
    pub confirmations: i64,
    /// What it is worth in the shop's currency.
    #[sqlx(try_from = "i64")]
    pub amount: Money,
    /// What came on top when it was credited.
    #[sqlx(try_from = "i64")]
    pub bonus: Money,
    /// What of it the gateway has kept.
    #[sqlx(try_from = "i64")]
    pub fee: Money,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: DepositState,
    /// Why it is not credited, or empty.
    pub reason: String,
    /// Unix milliseconds.
    pub seen_ms: i64,
    /// Unix milliseconds, or 0.
    pub credited_ms: i64,
    /// When it was last seen deeper, or its state changed, unix milliseconds.
    pub changed_ms: i64,
}

impl Deposit {
    /// What it has added to a wallet, or would without a bonus.
    #[must_use]
    pub const fn added(&self) -> Added {
        Added { amount: self.amount, bonus: self.bonus }
    }
}

impl TryFrom<String> for DepositState {
    type Error = strum::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// An arrival to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewDeposit<'a> {
    /// How it came.
    pub gateway: &'a Gateway,
    /// What the gateway knows it by.
    pub external_id: &'a str,
    /// Whose it is.
    pub person_id: PersonId,
    /// What it answers, or 0.
    pub request_id: DepositRequestId,
    /// What was paid.
    pub asset: &'a str,
    /// How much of it, exact decimal.
    pub coin_amount: &'a str,
    /// Where to, or empty.
    pub address: &'a str,
    /// The transaction, or empty.
    pub tx: &'a str,
    /// The height of its block, or 0.
    pub block_number: i64,
    /// Its block, or empty.
    pub block_hash: &'a str,
    /// What it is worth in the shop's currency.
    pub amount: Money,
}

/// Keeps an arrival that waits to be credited; `None` when it is known.
pub async fn insert(
    tx: &mut Tx,
    new: NewDeposit<'_>,
    now_ms: i64,
) -> Result<Option<DepositId>, StoreError> {
    insert_as(tx, new, (DepositState::Confirming, ""), now_ms).await
}

/// Keeps an arrival that will never be credited; `None` when it is known.
pub async fn insert_ignored(
    tx: &mut Tx,
    new: NewDeposit<'_>,
    reason: IgnoreReason,
    now_ms: i64,
) -> Result<Option<DepositId>, StoreError> {
    let new = NewDeposit { amount: Money::ZERO, ..new };
    insert_as(tx, new, (DepositState::Ignored, reason.into_str()), now_ms).await
}

async fn insert_as(
    tx: &mut Tx,
    new: NewDeposit<'_>,
    (state, reason): (DepositState, &str),
    now_ms: i64,
) -> Result<Option<DepositId>, StoreError> {
    let row = sqlx::query(
        "INSERT INTO deposits (gateway, external_id, person_id, request_id, asset, coin_amount, \
         address, tx, block_number, block_hash, amount, seen_ms, changed_ms, state, reason) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14) \
         ON CONFLICT (gateway, external_id) DO NOTHING RETURNING deposit_id",
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
    .bind(state.into_str())
    .bind(reason)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Notes what of an arrival that waits its gateway has kept.
pub async fn set_fee(tx: &mut Tx, deposit_id: DepositId, fee: Money) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE deposits SET fee = $2 WHERE deposit_id = $1 AND amount > $2 \
         AND state = 'confirming'",
    )
    .bind(deposit_id)
    .bind(fee.micros())
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Deposit)
}

/// One by its number.
pub async fn find(tx: &mut Tx, deposit_id: DepositId) -> Result<Option<Deposit>, StoreError> {
    let found = sqlx::query_as(deposits!("WHERE deposit_id = $1"))
        .bind(deposit_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found)
}

/// One by what its gateway knows it by.
pub async fn find_by(
    tx: &mut Tx,
    gateway: &Gateway,
    external_id: &str,
) -> Result<Option<Deposit>, StoreError> {
    let found = sqlx::query_as(deposits!("WHERE gateway = $1 AND external_id = $2"))
        .bind(gateway)
        .bind(external_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found)
}

/// Everything that one transaction brought, oldest first, at most twenty.
pub async fn list_by_tx(tx: &mut Tx, hash: &str) -> Result<Vec<Deposit>, StoreError> {
    let found = sqlx::query_as(deposits!(
        "WHERE tx = $1 AND tx <> '' \
         ORDER BY CASE WHEN gateway = 'manual' THEN 0 ELSE 1 END, deposit_id LIMIT 20"
    ))
    .bind(hash)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// Names the transaction of an arrival.
pub async fn set_tx(tx: &mut Tx, deposit_id: DepositId, hash: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE deposits SET tx = $2 WHERE deposit_id = $1")
        .bind(deposit_id)
        .bind(hash)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Corrects the sum of an arrival that waits for an owner; `false` when it does not any more.
pub async fn set_amount(
    tx: &mut Tx,
    deposit_id: DepositId,
    amount: Money,
) -> Result<bool, StoreError> {
    let changed =
        sqlx::query("UPDATE deposits SET amount = $2 WHERE deposit_id = $1 AND state = 'review'")
            .bind(deposit_id)
            .bind(amount.micros())
            .execute(tx.conn())
            .await?;
    Ok(changed.rows_affected() == 1)
}

/// What a gateway's arrivals are that wait for blocks, and those that were dropped since
/// `since_ms` and may come back; oldest first, at most two hundred. What waits for anything else
/// is not among them, so that it holds up nothing.
pub async fn list_confirming(
    tx: &mut Tx,
    gateway: &Gateway,
    since_ms: i64,
) -> Result<Vec<Deposit>, StoreError> {
    let found = sqlx::query_as(deposits!(
        "WHERE gateway = $1 AND state IN ('confirming', 'orphaned') \
         AND ((state = 'confirming' AND reason = '') \
         OR (state = 'orphaned' AND changed_ms >= $2)) ORDER BY state, deposit_id LIMIT 200"
    ))
    .bind(gateway)
    .bind(since_ms)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// What a gateway has credited since `since_ms` and may still have to take back, newest first, at
/// most two hundred.
pub async fn list_credited(
    tx: &mut Tx,
    gateway: &Gateway,
    since_ms: i64,
) -> Result<Vec<Deposit>, StoreError> {
    let found = sqlx::query_as(deposits!(
        "WHERE gateway = $1 AND state = 'credited' AND credited_ms >= $2 \
         ORDER BY credited_ms DESC LIMIT 200"
    ))
    .bind(gateway)
    .bind(since_ms)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// What has arrived for a request, oldest first, at most twenty.
pub async fn list_of_request(
    tx: &mut Tx,
    request_id: DepositRequestId,
) -> Result<Vec<Deposit>, StoreError> {
    let found = sqlx::query_as(deposits!(
        "WHERE request_id = $1 AND request_id <> 0 ORDER BY deposit_id LIMIT 20"
    ))
    .bind(request_id)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// What a gateway has credited since `since_ms` in all.
pub async fn credited_since(
    tx: &mut Tx,
    gateway: &Gateway,
    since_ms: i64,
) -> Result<Money, StoreError> {
    let row = sqlx::query(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM deposits \
         WHERE gateway = $1 AND state = 'credited' AND credited_ms >= $2",
    )
    .bind(gateway)
    .bind(since_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(Money::from_micros(row.try_get(0)?))
}

/// Marks an arrival that waits as credited.
///
/// # Errors
/// [`StoreError::Lost`] when it does not wait any more.
pub async fn mark_credited(
    tx: &mut Tx,
    deposit_id: DepositId,
    added: Added,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE deposits SET state = 'credited', bonus = $2, reason = '', credited_ms = $3, \
         changed_ms = $3 WHERE deposit_id = $1 AND amount = $4 \
         AND state IN ('confirming', 'review')",
    )
    .bind(deposit_id)
    .bind(added.bonus.micros())
    .bind(now_ms)
    .bind(added.amount.micros())
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Deposit)
}

/// Moves an arrival from a state to another one, with the reason; `false` when it is in another
/// state by now.
pub async fn set_state(
    tx: &mut Tx,
    deposit_id: DepositId,
    (from, to): (DepositState, DepositState),
    reason: &str,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE deposits SET state = $3, reason = $4, changed_ms = $5 \
         WHERE deposit_id = $1 AND state = $2",
    )
    .bind(deposit_id)
    .bind(from.into_str())
    .bind(to.into_str())
    .bind(reason)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Where an arrival stands on its network now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth<'a> {
    /// The height of its block.
    pub block_number: i64,
    /// Its block.
    pub block_hash: &'a str,
    /// Blocks on it, itself counted.
    pub confirmations: i64,
}

/// Notes how deep an arrival is; `false` when that was known.
pub async fn set_depth(
    tx: &mut Tx,
    deposit_id: DepositId,
    depth: Depth<'_>,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE deposits SET block_number = $2, block_hash = $3, confirmations = $4, \
         changed_ms = $5 WHERE deposit_id = $1 \
         AND (block_number <> $2 OR block_hash <> $3 OR confirmations <> $4)",
    )
    .bind(deposit_id)
    .bind(depth.block_number)
    .bind(depth.block_hash)
    .bind(depth.confirmations)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Notes since when a credited arrival is gone from its network; empty when it is there.
pub async fn set_reason(
    tx: &mut Tx,
    deposit_id: DepositId,
    reason: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE deposits SET reason = $2 WHERE deposit_id = $1 AND state = 'credited'")
        .bind(deposit_id)
        .bind(reason)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// An orphaned arrival was seen again: it waits once more. `false` when it is not orphaned.
pub async fn revive(
    tx: &mut Tx,
    gateway: &Gateway,
    external_id: &str,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE deposits SET state = 'confirming', reason = '', changed_ms = $3 \
         WHERE gateway = $1 AND external_id = $2 AND state = 'orphaned'",
    )
    .bind(gateway)
    .bind(external_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
