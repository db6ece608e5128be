//! The top-up that an owner makes before any is sold: whose, which order, and the balance of the
//! account before and after it.

use sqlx::FromRow;

use crate::domain::ids::{OrderId, PersonId, RechargeTrialId};
use crate::domain::recharge::TrialState;
use crate::store::tx::{StoreError, Tx};

/// A trial.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Trial {
    /// Its number.
    pub trial_id: RechargeTrialId,
    /// What is tried.
    pub provider: String,
    /// Where its account is.
    pub host: String,
    /// Who tries it.
    pub owner_id: PersonId,
    /// The order; 0 before there is one.
    pub order_id: OrderId,
    /// How far it is.
    #[sqlx(try_from = "String")]
    pub state: TrialState,
    /// What the preview said, an exact decimal; empty before there is an order.
    pub total: String,
    /// Decimals of the smallest unit.
    pub decimals: i64,
    /// The balance before it was sent, an exact decimal; empty before it was read.
    pub balance_before: String,
    /// The same when it was over.
    pub balance_after: String,
}

macro_rules! trials {
    ($condition:literal) => {
        concat!(
            "SELECT trial_id, provider, host, owner_id, order_id, state, total, decimals, \
             balance_before, balance_after FROM recharge_trials ",
            $condition
        )
    };
}

/// Begins one; `false` when one is under way.
pub async fn begin(
    tx: &mut Tx,
    (provider, host): (&str, &str),
    owner_id: PersonId,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO recharge_trials (provider, host, owner_id, order_id, state, total, decimals, \
         balance_before, balance_after, created_ms, changed_ms) \
         VALUES ($1, $2, $3, 0, 'begun', '', 0, '', '', $4, $4) ON CONFLICT DO NOTHING",
    )
    .bind(provider)
    .bind(host)
    .bind(owner_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// The one that is under way at a provider.
pub async fn open(tx: &mut Tx, provider: &str) -> Result<Option<Trial>, StoreError> {
    Ok(sqlx::query_as(trials!("WHERE provider = $1 AND state IN ('begun', 'ordered')"))
        .bind(provider)
        .fetch_optional(tx.conn())
        .await?)
}

/// A trial by its number.
pub async fn find(tx: &mut Tx, trial_id: RechargeTrialId) -> Result<Option<Trial>, StoreError> {
    Ok(sqlx::query_as(trials!("WHERE trial_id = $1"))
        .bind(trial_id)
        .fetch_optional(tx.conn())
        .await?)
}

/// The last one of a provider.
pub async fn last(tx: &mut Tx, provider: &str) -> Result<Option<Trial>, StoreError> {
    Ok(sqlx::query_as(trials!("WHERE provider = $1 ORDER BY trial_id DESC LIMIT 1"))
        .bind(provider)
        .fetch_optional(tx.conn())
        .await?)
}

/// Whether an owner has said of this account that preview and debit agree.
pub async fn is_agreed(tx: &mut Tx, provider: &str, host: &str) -> Result<bool, StoreError> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM recharge_trials WHERE provider = $1 AND host = $2 AND state = 'agreed' \
         LIMIT 1",
    )
    .bind(provider)
    .bind(host)
    .fetch_optional(tx.conn())
    .await?;
    Ok(found.is_some())
}

/// The order of a trial and what its preview said; `false` when it has one already.
pub async fn set_order(
    tx: &mut Tx,
    trial_id: RechargeTrialId,
    (order_id, total, decimals): (OrderId, &str, i64),
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE recharge_trials SET order_id = $2, total = $3, decimals = $4, state = 'ordered', \
         changed_ms = $5 WHERE trial_id = $1 AND state = 'begun'",
    )
    .bind(trial_id)
    .bind(order_id)
    .bind(total)
    .bind(decimals)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// The balance before its order is sent, read once.
pub async fn set_before(
    tx: &mut Tx,
    trial_id: RechargeTrialId,
    balance: &str,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE recharge_trials SET balance_before = $2, changed_ms = $3 WHERE trial_id = $1 \
         AND state = 'ordered' AND balance_before = ''",
    )
    .bind(trial_id)
    .bind(balance)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Moves a trial on, with the balance that was read last; `false` when it stands elsewhere.
pub async fn move_on(
    tx: &mut Tx,
    (trial_id, from, to): (RechargeTrialId, TrialState, TrialState),
    balance_after: &str,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE recharge_trials SET state = $3, changed_ms = $5, \
         balance_after = CASE WHEN $4 = '' THEN balance_after ELSE $4 END \
         WHERE trial_id = $1 AND state = $2",
    )
    .bind(trial_id)
    .bind(from.into_str())
    .bind(to.into_str())
    .bind(balance_after)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// The order of a provider's trial that may be sent: it waits, and the balance before it is known.
pub async fn sendable(
    tx: &mut Tx,
    provider: &str,
    now_ms: i64,
) -> Result<Option<OrderId>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT o.order_id FROM recharge_trials t JOIN orders o ON o.order_id = t.order_id \
         WHERE t.provider = $1 AND t.state = 'ordered' AND t.balance_before <> '' \
         AND o.state = 'queued' AND o.not_before_ms <= $2",
    )
    .bind(provider)
    .bind(now_ms)
    .fetch_optional(tx.conn())
    .await?)
}

/// Whether an order is the one of a trial that is under way.
pub async fn is_of_order(tx: &mut Tx, order_id: OrderId) -> Result<bool, StoreError> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM recharge_trials WHERE order_id = $1 AND state = 'ordered' \
         AND balance_before <> '' LIMIT 1",
    )
    .bind(order_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(found.is_some())
}
