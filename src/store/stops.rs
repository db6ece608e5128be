//! Why providers get no orders, and the one order that may try them. Rows that outlive a restart;
//! what they mean is decided in the flows.

use sqlx::FromRow;

use super::ids::Flag;
use super::tx::{StoreError, Tx};
use crate::domain::ids::PersonId;
use crate::domain::provider::{StopReason, Trial};

/// A stop of a provider.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Stop {
    /// The name from the settings.
    pub provider: String,
    /// Why.
    #[sqlx(try_from = "String")]
    pub reason: StopReason,
    /// Since when, unix milliseconds; 0 where that was not kept.
    pub since_ms: i64,
    /// The currency of the account, or what the provider said; may be empty.
    pub detail: String,
    /// Whether it answered with a web page.
    #[sqlx(try_from = "Flag")]
    pub is_page: bool,
}

/// A stored word that this version does not know.
#[derive(Debug, thiserror::Error)]
#[error("unknown word about a stop")]
pub struct UnknownWord;

impl TryFrom<String> for StopReason {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, UnknownWord> {
        text.parse().map_err(|_| UnknownWord)
    }
}

impl TryFrom<String> for Trial {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, UnknownWord> {
        text.parse().map_err(|_| UnknownWord)
    }
}

/// The stops of one provider, or of all for an empty name, oldest first.
pub async fn list(tx: &mut Tx, provider: &str) -> Result<Vec<Stop>, StoreError> {
    let stops = sqlx::query_as(
        "SELECT provider, reason, since_ms, detail, is_page FROM provider_stops \
         WHERE $1 = '' OR provider = $1 ORDER BY provider, since_ms, reason",
    )
    .bind(provider)
    .fetch_all(tx.conn())
    .await?;
    Ok(stops)
}

/// Begins a stop; `false` when the provider is stopped for this reason already.
pub async fn begin(tx: &mut Tx, stop: &Stop, is_notified: bool) -> Result<bool, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO provider_stops (provider, reason, since_ms, detail, is_page, is_told) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (provider, reason) DO NOTHING",
    )
    .bind(&stop.provider)
    .bind(stop.reason.into_str())
    .bind(stop.since_ms)
    .bind(&stop.detail)
    .bind(i64::from(stop.is_page))
    .bind(i64::from(is_notified))
    .execute(tx.conn())
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Keeps what the provider says now about a stop that has begun before.
pub async fn describe(tx: &mut Tx, stop: &Stop) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE provider_stops SET detail = $3, is_page = $4 WHERE provider = $1 AND reason = $2",
    )
    .bind(&stop.provider)
    .bind(stop.reason.into_str())
    .bind(&stop.detail)
    .bind(i64::from(stop.is_page))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ends a stop; whether there was one, and whether the owners knew of it.
pub async fn end(
    tx: &mut Tx,
    provider: &str,
    reason: StopReason,
) -> Result<Option<bool>, StoreError> {
    let known: Option<i64> = sqlx::query_scalar(
        "DELETE FROM provider_stops WHERE provider = $1 AND reason = $2 RETURNING is_told",
    )
    .bind(provider)
    .bind(reason.into_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(known.map(|is_notified| is_notified != 0))
}

/// Ends every stop that the answer to an order ends; whether there was one.
pub async fn end_by_order(tx: &mut Tx, provider: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "DELETE FROM provider_stops WHERE provider = $1 \
         AND reason IN ('key', 'address', 'unclear')",
    )
    .bind(provider)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Moves the trial of a provider on; `false` when it is not in this state, or not one of this
/// owner's or the provider's own.
pub async fn move_trial(
    tx: &mut Tx,
    provider: &str,
    from: (Trial, PersonId),
    to: (Trial, PersonId),
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE providers SET trial = $4, trial_by = $5 \
         WHERE name = $1 AND trial = $2 AND trial_by = $3",
    )
    .bind(provider)
    .bind(from.0.into_str())
    .bind(from.1)
    .bind(to.0.into_str())
    .bind(to.1)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Forgets the trial of a provider that needs none.
pub async fn clear_trial(tx: &mut Tx, provider: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE providers SET trial = 'none', trial_by = 0 WHERE name = $1")
        .bind(provider)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Stops that the owners do not know of and that orders wait for.
pub async fn list_unnotified(tx: &mut Tx) -> Result<Vec<Stop>, StoreError> {
    let stops = sqlx::query_as(
        "SELECT provider, reason, since_ms, detail, is_page FROM provider_stops s \
         WHERE is_told = 0 AND EXISTS \
         (SELECT 1 FROM orders o WHERE o.state = 'queued' AND o.not_before_ms >= 0 \
         AND o.provider = s.provider) \
         ORDER BY provider, reason",
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(stops)
}

/// Counts a stop as told; `false` when it was, or is over.
pub async fn mark_notified(tx: &mut Tx, stop: &Stop) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE provider_stops SET is_told = 1 \
         WHERE provider = $1 AND reason = $2 AND is_told = 0",
    )
    .bind(&stop.provider)
    .bind(stop.reason.into_str())
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}
