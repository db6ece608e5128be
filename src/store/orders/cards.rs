//! Which cards of orders show less than is known: they are drawn anew a little later, however
//! often their orders have changed by then. Must never lose a change that is written at the moment
//! at which its card is drawn.

use sqlx::{FromRow, Row};

use super::Order;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::order::Signs;
use crate::domain::order::progress::Known;
use crate::domain::pricing::Undelivered;
use crate::store::ids::Flag;
use crate::store::portion::Batch;
use crate::store::rows::{Grid, ROWS_MAX, values_query};
use crate::store::tx::{StoreError, Tx};

impl Order {
    /// What is known of it on its way.
    #[must_use]
    pub const fn known(&self) -> Known {
        let signs = Signs { started_ms: self.started_ms, silent_since_ms: self.silent_since_ms };
        let undelivered = Undelivered { remains: self.remains, billed: self.billed_quantity };
        Known { state: self.state, signs, undelivered }
    }
}

/// A card that is to be drawn anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The order.
    pub order_id: OrderId,
    /// Whose it is.
    pub person_id: PersonId,
    /// Whether the provider has just said that the delivery has begun.
    pub is_start: bool,
}

/// Notes that cards show less than is known. A row that is there is written anew, so that whoever
/// takes it at this moment waits for the end of this transaction and reads what it has changed.
pub async fn mark(tx: &mut Tx, dues: &[Due], now_ms: i64) -> Result<(), StoreError> {
    for chunk in dues.chunks(ROWS_MAX) {
        let mut query = values_query(
            "INSERT INTO order_card_dues (order_id, person_id, since_ms, is_start) VALUES",
            Grid { rows: chunk.len(), columns: 4 },
            "ON CONFLICT (order_id) DO UPDATE SET is_start = \
             CASE WHEN excluded.is_start = 1 THEN 1 ELSE order_card_dues.is_start END",
        );
        for due in chunk {
            query = query
                .bind(due.order_id)
                .bind(due.person_id)
                .bind(now_ms)
                .bind(i64::from(due.is_start));
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Notes that the cards of a person's newest orders may show less than is known.
pub async fn mark_newest(
    tx: &mut Tx,
    person_id: PersonId,
    Batch { now_ms, limit }: Batch,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO order_card_dues (order_id, person_id, since_ms) \
         SELECT order_id, person_id, CAST($3 AS BIGINT) FROM (SELECT order_id, person_id \
         FROM orders WHERE person_id = $1 ORDER BY order_id DESC LIMIT CAST($2 AS BIGINT)) newest \
         WHERE order_id > 0 ON CONFLICT (order_id) DO NOTHING",
    )
    .bind(person_id)
    .bind(limit)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The cards that have waited longest, one of each person: no chat gets more than one at a time.
pub async fn list_due(tx: &mut Tx, limit: i64) -> Result<Vec<OrderId>, StoreError> {
    let rows = sqlx::query(
        "SELECT d.order_id FROM order_card_dues d WHERE NOT EXISTS \
         (SELECT 1 FROM order_card_dues e WHERE e.person_id = d.person_id AND \
         (e.since_ms < d.since_ms OR (e.since_ms = d.since_ms AND e.order_id < d.order_id))) \
         ORDER BY d.since_ms, d.order_id LIMIT CAST($1 AS BIGINT)",
    )
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// What was taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Taken {
    /// Whether the provider has said since the last time that the delivery has begun.
    #[sqlx(try_from = "Flag")]
    pub is_start: bool,
}

/// Takes a card up to be drawn; `None` where somebody else has.
pub async fn take(tx: &mut Tx, order_id: OrderId) -> Result<Option<Taken>, StoreError> {
    let taken =
        sqlx::query_as("DELETE FROM order_card_dues WHERE order_id = $1 RETURNING is_start")
            .bind(order_id)
            .fetch_optional(tx.conn())
            .await?;
    Ok(taken)
}
