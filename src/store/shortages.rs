//! Providers that refuse orders for want of funds, and what their accounts held meanwhile.

use sqlx::FromRow;

use super::tx::{StoreError, Tx};

/// What the orders of a provider show that wait for funds there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Waiting {
    /// The most refusals that one of them has met.
    pub shortages: i64,
    /// When the last of them may be sent again, unix milliseconds; 0 when there is none.
    pub until_ms: i64,
}

/// Counts a provider as one that lacks funds. `short_of` is what a balance must exceed to have
/// grown; a later refusal leaves that as it is.
pub async fn begin(tx: &mut Tx, provider: &str, short_of: &str) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE providers SET is_short = 1, short_of = $2 WHERE name = $1 AND is_short = 0",
    )
    .bind(provider)
    .bind(short_of)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The orders of a provider that wait for funds there.
pub async fn waiting(tx: &mut Tx, provider: &str) -> Result<Waiting, StoreError> {
    let waiting = sqlx::query_as(
        "SELECT COALESCE(MAX(shortages), 0) AS shortages, \
         COALESCE(MAX(not_before_ms), 0) AS until_ms FROM orders \
         WHERE provider = $1 AND state = 'queued' AND reason = 'out_of_funds'",
    )
    .bind(provider)
    .fetch_one(tx.conn())
    .await?;
    Ok(waiting)
}

/// What a balance must exceed to have grown; `None` while nothing is lacking.
pub async fn short_of(tx: &mut Tx, provider: &str) -> Result<Option<String>, StoreError> {
    let text =
        sqlx::query_scalar("SELECT short_of FROM providers WHERE name = $1 AND is_short = 1")
            .bind(provider)
            .fetch_optional(tx.conn())
            .await?;
    Ok(text)
}

/// Keeps a balance that has not grown; a later one is compared with it.
pub async fn lower(tx: &mut Tx, provider: &str, balance: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET short_of = $2 WHERE name = $1 AND is_short = 1")
        .bind(provider)
        .bind(balance)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The balance has grown to this: the provider may be tried at once, still by one order.
pub async fn ease(tx: &mut Tx, provider: &str, balance: &str) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE providers SET short_of = $2, not_before_ms = 0 \
         WHERE name = $1 AND is_short = 1",
    )
    .bind(provider)
    .bind(balance)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The provider has taken an order; whether it had lacked funds before.
pub async fn end(tx: &mut Tx, provider: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE providers SET is_short = 0, short_of = '' WHERE name = $1 AND is_short = 1",
    )
    .bind(provider)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
