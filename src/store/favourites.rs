//! The services that a person has kept for the next time.

use sqlx::Row;

use super::portion::{Batch, Portion};
use super::tx::{StoreError, Tx};
use super::visibility::hidden;
use crate::domain::ids::{PersonId, ServiceId};

/// Keeps a service, if it is not kept and there are fewer than `room.limit`. `false` when nothing
/// was written.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    (person_id, service_id): (PersonId, ServiceId),
    room: Batch,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "INSERT INTO favourites (person_id, service_id, added_ms) SELECT $1, $2, $3 \
         WHERE (SELECT COUNT(*) FROM favourites f WHERE f.person_id = $1) < $4 \
         ON CONFLICT (person_id, service_id) DO NOTHING",
    )
    .bind(person_id)
    .bind(service_id)
    .bind(room.now_ms)
    .bind(room.limit)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Keeps a service no more.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    tx: &mut Tx,
    person_id: PersonId,
    service_id: ServiceId,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM favourites WHERE person_id = $1 AND service_id = $2")
        .bind(person_id)
        .bind(service_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Keeps no more what providers do not list any more.
///
/// # Errors
/// When the database fails.
pub async fn remove_gone(tx: &mut Tx, person_id: PersonId) -> Result<u64, StoreError> {
    let done = sqlx::query(concat!(
        "DELETE FROM favourites WHERE person_id = $1 AND (SELECT s.is_hidden FROM services s \
         WHERE s.service_id = favourites.service_id) = ",
        hidden!(Gone)
    ))
    .bind(person_id)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}

/// Whether a person keeps a service.
///
/// # Errors
/// When the database fails.
pub async fn has(
    tx: &mut Tx,
    person_id: PersonId,
    service_id: ServiceId,
) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT 1 FROM favourites WHERE person_id = $1 AND service_id = $2")
        .bind(person_id)
        .bind(service_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// How many services a person keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// In all.
    pub all: i64,
    /// Of them on sale.
    pub shown: i64,
}

/// Counts what a person keeps.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, person_id: PersonId) -> Result<Kept, StoreError> {
    let row = sqlx::query(concat!(
        "SELECT COUNT(*), COUNT(CASE WHEN s.is_hidden = ",
        hidden!(Shown),
        " THEN 1 END) FROM favourites f JOIN services s ON s.service_id = f.service_id \
         WHERE f.person_id = $1"
    ))
    .bind(person_id)
    .fetch_one(tx.conn())
    .await?;
    Ok(Kept { all: row.try_get(0)?, shown: row.try_get(1)? })
}

/// A page of what a person keeps and is on sale, what was kept last first.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    person_id: PersonId,
    page: Portion,
) -> Result<Vec<ServiceId>, StoreError> {
    let rows = sqlx::query(concat!(
        // A join would begin with everything that is on sale.
        "SELECT f.service_id FROM favourites f WHERE f.person_id = $1 AND \
         (SELECT s.is_hidden FROM services s WHERE s.service_id = f.service_id) = ",
        hidden!(Shown),
        " ORDER BY f.added_ms DESC, f.service_id DESC \
         LIMIT CAST($2 AS BIGINT) OFFSET CAST($3 AS BIGINT)"
    ))
    .bind(person_id)
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}
