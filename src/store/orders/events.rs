//! An order's history, a line for each step of its life.

use crate::domain::ids::{OrderId, PersonId};
use crate::domain::order::{OrderState, Reason};
use crate::store::tx::{StoreError, Tx};

/// Events of an order after which further attempts leave none.
const TRIED_EVENTS_MAX: i64 = 100;

/// Writes a line of the order's history.
pub(super) async fn insert_event(
    tx: &mut Tx,
    order_id: OrderId,
    state: OrderState,
    reason: Option<Reason>,
    actor_id: PersonId,
    now_ms: i64,
) -> Result<(), StoreError> {
    // Being tried again and again is told up to a number; what a person did or an end is always.
    let is_tried = matches!(state, OrderState::Submitting | OrderState::Queued);
    let is_bounded = is_tried && actor_id == PersonId::NONE;
    sqlx::query(
        "INSERT INTO order_events (order_id, at_ms, state, detail, actor_id) \
         SELECT order_id, CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS TEXT), \
         CAST($5 AS BIGINT) FROM orders WHERE order_id = $1 \
         AND ($6 = 0 OR (SELECT COUNT(*) FROM order_events WHERE order_id = $1) < $7)",
    )
    .bind(order_id)
    .bind(now_ms)
    .bind(state.into_str())
    .bind(Reason::text(reason))
    .bind(actor_id)
    .bind(i64::from(is_bounded))
    .bind(TRIED_EVENTS_MAX)
    .execute(tx.conn())
    .await?;
    Ok(())
}
