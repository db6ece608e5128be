//! Provider ids that admins typed for orders in review and that a worker still has to ask the
//! provider about. A row is removed by whoever answers it.

use sqlx::FromRow;

use super::portion::Older;
use super::tx::{StoreError, Tx, remove_oldest};
use crate::domain::catalog::IdSpace;
use crate::domain::ids::{OrderId, PersonId};

/// An id to be asked about.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct IdCheck {
    /// The one-time button that attaches the id; see [`super::pending_actions`].
    pub nonce: String,
    /// Who asked; also their private chat.
    pub admin_id: PersonId,
    /// The order in review.
    pub order_id: OrderId,
    /// The provider's name.
    pub provider: String,
    /// What was typed: 1 to 64 visible ASCII characters.
    pub provider_order_id: String,
    /// Whose numbers it is one of, by the order.
    #[sqlx(try_from = "String")]
    pub id_space: IdSpace,
}

/// Asks for a check of an id.
pub async fn insert(tx: &mut Tx, request: &IdCheck, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO id_previews (nonce, admin_id, order_id, provider, provider_order_id, \
         created_ms) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&request.nonce)
    .bind(request.admin_id)
    .bind(request.order_id)
    .bind(&request.provider)
    .bind(&request.provider_order_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What waits to be asked, oldest first.
pub async fn list(tx: &mut Tx, limit: i64) -> Result<Vec<IdCheck>, StoreError> {
    let requests = sqlx::query_as(
        "SELECT p.nonce, p.admin_id, p.order_id, p.provider, p.provider_order_id, o.id_space \
         FROM id_previews p JOIN orders o ON o.order_id = p.order_id \
         ORDER BY p.created_ms, p.nonce LIMIT CAST($1 AS BIGINT)",
    )
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(requests)
}

/// Takes a request off the list; `false` when somebody else has answered it.
pub async fn remove(tx: &mut Tx, nonce: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM id_previews WHERE nonce = $1")
        .bind(nonce)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Removes requests that nobody answered since `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM id_previews WHERE nonce IN (SELECT nonce FROM id_previews \
         WHERE created_ms < $1 ORDER BY created_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
