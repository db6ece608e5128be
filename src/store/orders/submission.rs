//! Orders on their way to a provider: claimed by a conditional update that also counts the
//! attempt, so that an answer can only touch the attempt it belongs to.

use std::collections::HashSet;

use sqlx::Row;

use super::events::insert_event;
use super::{Order, order_columns};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::money::Money;
use crate::domain::order::{NotPlacedCause, OrderState, Reason, ReviewKind, ShopReason};
use crate::domain::time::Span;
use crate::store::portion::Batch;
use crate::store::race::{OrderRace, Race};
use crate::store::tx::{StoreError, Tx, expect_one};

/// Beside its own time: nothing is sent of a service that is off sale for its charge, or that has
/// another name by now, until an owner has looked.
macro_rules! not_guarded {
    ($order:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM service_pauses q WHERE q.service_id = ",
            $order,
            ".service_id AND q.resumed_ms = 0) \
             AND NOT EXISTS (SELECT 1 FROM price_changes w WHERE w.source_id = ",
            $order,
            ".source_id AND w.is_renamed = 1 AND w.is_retyped = 0)"
        )
    };
}

/// Queued orders of a provider that may be sent now: everybody's oldest, then everybody's second,
/// so that nobody waits behind all that another person has ordered. An order whose target is being
/// sent for another order waits, and of several for one target only the first is listed: panels
/// refuse a second order for one target, and two at once may slip past that.
pub async fn list_sendable(
    tx: &mut Tx,
    provider: &str,
    batch: Batch,
) -> Result<Vec<OrderId>, StoreError> {
    let rows = sqlx::query(concat!(
        "SELECT order_id, target FROM (SELECT o.order_id, o.target, \
         ROW_NUMBER() OVER (PARTITION BY o.person_id ORDER BY o.order_id) AS place \
         FROM orders o WHERE o.state = 'queued' AND o.provider = $1 \
         AND o.not_before_ms <= $2 AND NOT EXISTS (SELECT 1 FROM orders d \
         WHERE d.state = 'submitting' AND d.provider = o.provider \
         AND d.target = o.target) AND ",
        not_guarded!("o"),
        ") AS fair ORDER BY place, order_id LIMIT CAST($3 AS BIGINT)"
    ))
    .bind(provider)
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    let mut targets = HashSet::new();
    let mut order_ids = Vec::with_capacity(rows.len());
    for row in &rows {
        if targets.insert(row.try_get::<String, _>(1)?) {
            order_ids.push(row.try_get(0)?);
        }
    }
    Ok(order_ids)
}

/// The cheapest queued order of a provider that may be sent now: what an account that runs short
/// can still pay, if anything.
pub async fn cheapest_sendable(
    tx: &mut Tx,
    provider: &str,
    now_ms: i64,
) -> Result<Option<OrderId>, StoreError> {
    let order_id = sqlx::query_scalar(concat!(
        "SELECT o.order_id FROM orders o WHERE o.state = 'queued' AND o.provider = $1 \
         AND o.not_before_ms <= $2 AND NOT EXISTS (SELECT 1 FROM orders d \
         WHERE d.state = 'submitting' AND d.provider = o.provider \
         AND d.target = o.target) AND ",
        not_guarded!("o"),
        " ORDER BY o.price, o.order_id LIMIT 1"
    ))
    .bind(provider)
    .bind(now_ms)
    .fetch_optional(tx.conn())
    .await?;
    Ok(order_id)
}

/// Claims a queued order for one submission; `None` when it is not queued for this provider any
/// more. The request id
/// is that of its first attempt, if there was one.
pub async fn claim(
    tx: &mut Tx,
    (order_id, provider, request_id): (OrderId, &str, &str),
    lease: Span,
) -> Result<Option<Order>, StoreError> {
    let owner = tx.lease().owner.clone();
    let order: Option<Order> = sqlx::query_as(concat!(
        "UPDATE orders SET state = 'submitting', attempt = attempt + 1, lease_owner = $2, \
         lease_until_ms = $3, changed_ms = $4, \
         request_id = CASE WHEN request_id = '' THEN $5 ELSE request_id END \
         WHERE order_id = $1 AND provider = $6 AND state = 'queued' AND not_before_ms <= $4 AND ",
        not_guarded!("orders"),
        " RETURNING ",
        order_columns!()
    ))
    .bind(order_id)
    .bind(owner)
    .bind(lease.until_ms)
    .bind(lease.from_ms)
    .bind(request_id)
    .bind(provider)
    .fetch_optional(tx.conn())
    .await?;
    if order.is_some() {
        insert_event(tx, order_id, OrderState::Submitting, None, PersonId::NONE, lease.from_ms)
            .await?;
    }
    Ok(order)
}

/// Keeps the provider's rate by which an order is sent; empty for that of the sale.
pub async fn set_sent_rate(tx: &mut Tx, order_id: OrderId, rate: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE orders SET sent_rate = $2 WHERE order_id = $1")
        .bind(order_id)
        .bind(rate)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Lets a queued order wait until `not_before_ms`; `false` when it is not queued any more.
pub async fn put_off(
    tx: &mut Tx,
    order_id: OrderId,
    not_before_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET not_before_ms = $2 WHERE order_id = $1 AND state = 'queued'",
    )
    .bind(order_id)
    .bind(not_before_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Writes the provider's id over a submitted order, or one whose submission is in review. The
/// provider itself (`actor_id` 0) may also be heard after a person has said "send it again" and
/// before that was done. `false` when another order carries that id or this one has moved on.
pub async fn mark_accepted(
    tx: &mut Tx,
    order: &Order,
    provider_order_id: &str,
    actor_id: PersonId,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET state = 'active', provider_order_id = $2, reason = '', \
         review_kind = '', reviewed_by = CASE WHEN $3 <> 0 THEN $3 ELSE reviewed_by END, \
         lease_owner = '', lease_until_ms = 0, accepted_ms = $4, changed_ms = $4, \
         next_poll_ms = $4 WHERE order_id = $1 \
         AND attempt = $5 AND ((state = 'review' AND review_kind = 'submission') \
         OR ($3 = 0 AND state IN ('submitting', 'queued'))) AND NOT EXISTS (SELECT 1 FROM orders d \
         WHERE d.provider = orders.provider AND d.id_space = orders.id_space \
         AND d.provider_order_id = $2 AND d.provider_order_id <> '' \
         AND d.order_id <> orders.order_id) AND NOT EXISTS (SELECT 1 FROM child_orders c \
         WHERE c.provider = orders.provider AND c.id_space = orders.id_space \
         AND c.provider_order_id = $2)",
    )
    .bind(order.order_id)
    .bind(provider_order_id)
    .bind(actor_id)
    .bind(now_ms)
    .bind(order.attempt)
    .execute(tx.conn())
    .await?;
    if changed.rows_affected() == 0 {
        return Ok(false);
    }
    let reason = Some(ShopReason::Accepted.into());
    insert_event(tx, order.order_id, OrderState::Active, reason, actor_id, now_ms).await?;
    Ok(true)
}

/// Puts a submitted order back into the queue, to be sent again when `wait` is over: nothing was
/// placed. A person (`actor_id` not 0) gives it a time in the queue of its own; a provider does
/// not, nor is a decision forgotten. What the attempt counts as, a refusal or a shortage, is added
/// up.
///
/// # Errors
/// [`StoreError::Lost`] when this attempt is over already.
pub async fn mark_requeued(
    tx: &mut Tx,
    order: &Order,
    reason: Reason,
    (actor_id, [refusals, shortages]): (PersonId, [i64; 2]),
    wait: Span,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET state = 'queued', reason = $2, review_kind = '', \
         reviewed_by = CASE WHEN $3 <> 0 THEN $3 ELSE reviewed_by END, \
         queued_ms = CASE WHEN $3 <> 0 THEN $5 ELSE queued_ms END, \
         not_before_ms = $4, lease_owner = '', lease_until_ms = 0, changed_ms = $5, \
         refusals = refusals + $9, shortages = shortages + $10 \
         WHERE order_id = $1 AND attempt = $6 AND state = $7 AND review_kind = $8",
    )
    .bind(order.order_id)
    .bind(reason.into_str())
    .bind(actor_id)
    .bind(wait.until_ms)
    .bind(wait.from_ms)
    .bind(order.attempt)
    .bind(order.state.into_str())
    .bind(&order.review_kind)
    .bind(refusals)
    .bind(shortages)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Order(OrderRace::Submitted))?;
    insert_event(tx, order.order_id, OrderState::Queued, Some(reason), actor_id, wait.from_ms).await
}

/// Hands an order to a person: its submission has an unknown outcome, or a report would return
/// money that must be evaluated first.
///
/// # Errors
/// [`StoreError::Lost`] when the order has moved on.
pub async fn mark_review(
    tx: &mut Tx,
    order: &Order,
    kind: ReviewKind,
    reason: Reason,
    seen_id: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET state = 'review', review_kind = $2, reason = $3, \
         seen_id = CASE WHEN $4 = '' THEN seen_id ELSE $4 END, \
         doubts = doubts + CASE WHEN $2 = 'submission' THEN 1 ELSE 0 END, reviewed_by = 0, \
         reminded_ms = $5, lease_owner = '', lease_until_ms = 0, changed_ms = $5 \
         WHERE order_id = $1 AND attempt = $6 AND state = $7",
    )
    .bind(order.order_id)
    .bind(kind.into_str())
    .bind(reason.into_str())
    .bind(seen_id)
    .bind(now_ms)
    .bind(order.attempt)
    .bind(order.state.into_str())
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Order(OrderRace::BeforeReview))?;
    insert_event(tx, order.order_id, OrderState::Review, Some(reason), PersonId::NONE, now_ms).await
}

/// Lets the orders go on at once that wait at a provider for a cause that is over.
pub async fn end_wait(
    tx: &mut Tx,
    provider: &str,
    cause: NotPlacedCause,
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE orders SET not_before_ms = $3 WHERE state = 'queued' AND provider = $1 \
         AND reason = $2 AND not_before_ms > $3",
    )
    .bind(provider)
    .bind(cause.into_str())
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Lets the oldest of the orders go on at once that wait because `order` was under way for the same
/// target; sent all at once, the others would only be refused.
pub async fn end_wait_for(tx: &mut Tx, order: &Order, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE orders SET not_before_ms = $3 WHERE not_before_ms > $3 AND order_id = \
         (SELECT MIN(w.order_id) FROM orders w WHERE w.state = 'queued' \
         AND w.reason = 'duplicate_link' AND w.provider = $1 AND w.target <> '' \
         AND w.target = (SELECT o.target FROM orders o WHERE o.order_id = $2))",
    )
    .bind(&order.provider)
    .bind(order.order_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Keeps an id that came too late as the one that was seen, unless another was.
pub async fn fill_seen_id(tx: &mut Tx, order_id: OrderId, seen_id: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE orders SET seen_id = $2 WHERE order_id = $1 AND seen_id = ''")
        .bind(order_id)
        .bind(seen_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Keeps the id of an acceptance that turned up after the order was closed; `false` when another
/// order carries it.
pub async fn keep_late_id(
    tx: &mut Tx,
    order_id: OrderId,
    provider_order_id: &str,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET provider_order_id = $2 WHERE order_id = $1 \
         AND provider_order_id = '' AND NOT EXISTS (SELECT 1 FROM orders d \
         WHERE d.provider = orders.provider AND d.id_space = orders.id_space \
         AND d.provider_order_id = $2 AND d.provider_order_id <> '')",
    )
    .bind(order_id)
    .bind(provider_order_id)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Submissions whose process has died or hangs: the lease is over, or its holder is not `alive`.
pub async fn list_abandoned(tx: &mut Tx, batch: Batch) -> Result<Vec<Order>, StoreError> {
    let orders = sqlx::query_as(concat!(
        "SELECT ",
        order_columns!(),
        " FROM orders WHERE state = 'submitting' AND lease_until_ms < $1 \
         ORDER BY lease_until_ms, order_id LIMIT CAST($2 AS BIGINT)"
    ))
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(orders)
}

/// Ends the wait of the oldest order of a provider that is queued. It is looked for among those
/// alone, not among all by their number.
pub async fn end_wait_of_oldest(
    tx: &mut Tx,
    provider: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE orders SET not_before_ms = $2 WHERE not_before_ms > $2 AND state = 'queued' \
         AND order_id = (SELECT MIN(order_id + 0) FROM orders WHERE provider = $1 \
         AND state = 'queued' AND not_before_ms >= 0)",
    )
    .bind(provider)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ends the leases of every submission: called at start where a database has one process, so that
/// whoever held them is gone.
pub async fn release_all(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query("UPDATE orders SET lease_until_ms = 0 WHERE state = 'submitting'")
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Writes what a return in review would give back in all.
///
/// # Errors
/// [`StoreError::Lost`] when the order is not in review.
pub async fn set_review_target(
    tx: &mut Tx,
    order_id: OrderId,
    target: Money,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET review_target = $2 WHERE order_id = $1 AND state = 'review'",
    )
    .bind(order_id)
    .bind(target.micros())
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Order(OrderRace::Review))
}
