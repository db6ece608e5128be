//! What one address got within a stretch of time, of which the bonus is counted together. Must be
//! read under the lock of its owner's wallet: two credits at once would each not see the other.

use super::Deposit;
use crate::domain::deposit::Added;
use crate::domain::ids::DepositId;
use crate::domain::money::Money;
use crate::domain::time::Span;
use crate::store::race::Race;
use crate::store::tx::{StoreError, Tx, expect_one};

/// What of an address was credited after the beginning of a span and until its end, oldest first,
/// at most the newest thousand.
pub async fn list(
    tx: &mut Tx,
    deposit: &Deposit,
    within: Span,
) -> Result<Vec<Deposit>, StoreError> {
    let mut found: Vec<Deposit> = sqlx::query_as(deposits!(
        "WHERE address = $1 AND gateway = $2 AND state = 'credited' AND credited_ms > $3 \
         AND credited_ms <= $4 ORDER BY credited_ms DESC, deposit_id DESC LIMIT 1000"
    ))
    .bind(&deposit.address)
    .bind(&deposit.gateway)
    .bind(within.from_ms)
    .bind(within.until_ms)
    .fetch_all(tx.conn())
    .await?;
    found.reverse();
    Ok(found)
}

/// Lowers the bonus that came with a credited deposit.
///
/// # Errors
/// [`StoreError::Lost`] when it was another one, or the deposit is not credited any more.
pub async fn lower_bonus(
    tx: &mut Tx,
    deposit_id: DepositId,
    added: Added,
    bonus: Money,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE deposits SET bonus = $2 WHERE deposit_id = $1 AND state = 'credited' \
         AND amount = $3 AND bonus = $4 AND bonus > $2",
    )
    .bind(deposit_id)
    .bind(bonus.micros())
    .bind(added.amount.micros())
    .bind(added.bonus.micros())
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Deposit)
}
