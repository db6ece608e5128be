//! How often the owners' phones rang for a customer's requests for a top-up: once in a while for
//! one checkout, and few times in all.

use super::portion::Older;
use super::tx::{StoreError, Tx, remove_oldest};
use crate::domain::ids::{CheckoutId, PersonId};
use crate::domain::time::Span;

/// Rings for a person's checkout, if they may: not for it since `times` began, and for fewer than
/// `rings_max` of theirs.
pub async fn ring(
    tx: &mut Tx,
    (person_id, checkout_id): (PersonId, &CheckoutId),
    rings_max: i64,
    times: Span,
) -> Result<bool, StoreError> {
    let rung = sqlx::query(
        "INSERT INTO top_up_rings (person_id, checkout_id, rung_ms, is_counted) \
         SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS BIGINT), 1 WHERE \
         (SELECT COUNT(*) FROM top_up_rings r WHERE r.person_id = $1 AND r.rung_ms > $4 \
         AND r.is_counted = 1) < $5 \
         ON CONFLICT (person_id, checkout_id) DO UPDATE SET rung_ms = excluded.rung_ms, \
         is_counted = 1 WHERE top_up_rings.rung_ms <= $4",
    )
    .bind(person_id)
    .bind(checkout_id.as_str())
    .bind(times.until_ms)
    .bind(times.from_ms)
    .bind(rings_max)
    .execute(tx.conn())
    .await?;
    Ok(rung.rows_affected() == 1)
}

/// Lets a checkout ring again at once, and what has rung for the person count no more.
pub async fn forgive(
    tx: &mut Tx,
    (person_id, checkout_id): (PersonId, &CheckoutId),
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM top_up_rings WHERE person_id = $1 AND checkout_id = $2")
        .bind(person_id)
        .bind(checkout_id.as_str())
        .execute(tx.conn())
        .await?;
    sqlx::query("UPDATE top_up_rings SET is_counted = 0 WHERE person_id = $1 AND is_counted = 1")
        .bind(person_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Removes rings before `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM top_up_rings WHERE (person_id, checkout_id) IN \
         (SELECT person_id, checkout_id FROM top_up_rings WHERE rung_ms < $1 \
         ORDER BY rung_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
