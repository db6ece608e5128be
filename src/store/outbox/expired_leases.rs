//! Calls that nobody is making: those that an earlier process left, and bulk that waits for its
//! turn. Must never take more than a sweep allows.

use super::{Outgoing, outgoing_columns};
use crate::store::tx::{StoreError, Tx};

/// The lanes of which calls are taken up, and how many at the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sweep {
    /// What somebody waits for, and tidying.
    Urgent(i64),
    /// Bulk.
    Bulk(i64),
}

impl Sweep {
    const fn limit(self) -> i64 {
        match self {
            Self::Urgent(limit) | Self::Bulk(limit) => limit,
        }
    }
}

/// A statement that looks for waiting calls whose lease has run out, for each kind of sweep.
macro_rules! expired_leases {
    ($sweep:expr, $before:literal, $behind:expr) => {
        match $sweep {
            Sweep::Urgent(_) => concat!(
                $before,
                "SELECT outbox_id FROM outbox WHERE state = 0 AND lane IN (0, 1, 3) \
                 AND lease_until_ms < $1 ORDER BY outbox_id LIMIT CAST($2 AS BIGINT)",
                $behind
            ),
            Sweep::Bulk(_) => concat!(
                $before,
                "SELECT outbox_id FROM outbox WHERE state = 0 AND lane = 2 \
                 AND lease_until_ms < $1 ORDER BY lease_until_ms, outbox_id \
                 LIMIT CAST($2 AS BIGINT)",
                $behind
            ),
        }
    };
}

/// Takes over waiting calls whose lease has run out, oldest first.
pub async fn claim_expired(
    tx: &mut Tx,
    now_ms: i64,
    sweep: Sweep,
) -> Result<Vec<Outgoing>, StoreError> {
    let lease = tx.lease().clone();
    let statement = expired_leases!(
        sweep,
        "UPDATE outbox SET lease_owner = $3, lease_until_ms = $4 WHERE outbox_id IN (",
        concat!(") RETURNING ", outgoing_columns!())
    );
    let mut rows: Vec<Outgoing> = sqlx::query_as(statement)
        .bind(now_ms)
        .bind(sweep.limit())
        .bind(lease.owner)
        .bind(lease.until_ms)
        .fetch_all(tx.conn())
        .await?;
    rows.sort_by_key(|row| row.outbox_id);
    Ok(rows)
}

/// Whether calls wait whose lease has run out.
pub async fn has_expired(tx: &mut Tx, now_ms: i64, sweep: Sweep) -> Result<bool, StoreError> {
    let row = sqlx::query(expired_leases!(sweep, "", ""))
        .bind(now_ms)
        .bind(sweep.limit().min(1))
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}
