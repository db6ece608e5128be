//! Refills and cancels as rows: claimed by a conditional update that also counts the attempt, so
//! that an answer can only touch the attempt it belongs to.

use std::collections::{HashMap, HashSet};

use sqlx::{FromRow, Row};

use crate::domain::ids::{OrderId, OrderRequestId, PersonId};
use crate::domain::order::request::{Earlier, OrderRequestKind, OrderRequestState, RequestReason};
use crate::domain::time::Span;
use crate::store::portion::{Batch, Older};
use crate::store::race::Race;
use crate::store::rows::{Grid, Placeholders, list_query, values_query};
use crate::store::tx::{StoreError, Tx, expect_one};

macro_rules! request_columns {
    () => {
        "r.request_id, r.order_id, o.person_id, r.provider, r.provider_order_id, r.kind, r.state, \
         r.reason, r.asked_by, r.attempt, r.provider_request_id, r.not_before_ms, r.asked_ms, \
         r.changed_ms"
    };
}

/// A request that was made of a provider.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct OrderRequest {
    /// Its number.
    pub request_id: OrderRequestId,
    /// What it is about.
    pub order_id: OrderId,
    /// Whose order that is.
    pub person_id: PersonId,
    /// The provider's name; never shown to a customer.
    pub provider: String,
    /// The provider's number of the order.
    pub provider_order_id: String,
    /// What is asked for.
    #[sqlx(try_from = "String")]
    pub kind: OrderRequestKind,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: OrderRequestState,
    /// Why it ended so: the text of a [`RequestReason`], or empty.
    pub reason: String,
    /// Who asked.
    pub asked_by: PersonId,
    /// Calls begun.
    pub attempt: i64,
    /// The provider's number of the refill, or empty.
    pub provider_request_id: String,
    /// Not sent before, unix milliseconds.
    pub not_before_ms: i64,
    /// When it was made, unix milliseconds.
    pub asked_ms: i64,
    /// When it last changed, unix milliseconds.
    pub changed_ms: i64,
}

impl TryFrom<String> for OrderRequestKind {
    type Error = strum::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl TryFrom<String> for OrderRequestState {
    type Error = strum::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// A request to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewRequest<'a> {
    /// What it is about.
    pub order_id: OrderId,
    /// The provider's name.
    pub provider: &'a str,
    /// The provider's number of the order.
    pub provider_order_id: &'a str,
    /// What is asked for.
    pub kind: OrderRequestKind,
    /// Who asks.
    pub asked_by: PersonId,
}

/// Keeps requests, at most a hundred; returns the orders of those that are kept: one of its kind
/// may be open already.
pub async fn insert(
    tx: &mut Tx,
    new: &[NewRequest<'_>],
    now_ms: i64,
) -> Result<HashSet<OrderId>, StoreError> {
    if new.is_empty() {
        return Ok(HashSet::new());
    }
    let mut query = values_query(
        "INSERT INTO order_requests (order_id, provider, provider_order_id, kind, asked_by, \
         asked_ms, changed_ms) VALUES",
        Grid { rows: new.len(), columns: 7 },
        "ON CONFLICT (order_id, kind) WHERE state IN ('queued', 'asking', 'accepted') \
         DO NOTHING RETURNING order_id",
    );
    for request in new {
        query = query
            .bind(request.order_id)
            .bind(request.provider)
            .bind(request.provider_order_id)
            .bind(request.kind.into_str())
            .bind(request.asked_by)
            .bind(now_ms)
            .bind(now_ms);
    }
    let rows = query.fetch_all(tx.conn()).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// What was asked of one kind about orders before, at most a hundred of them.
pub async fn earlier(
    tx: &mut Tx,
    order_ids: &[OrderId],
    kind: OrderRequestKind,
) -> Result<HashMap<OrderId, Earlier>, StoreError> {
    if order_ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut query = list_query(
        "SELECT order_id, COUNT(*), CAST(MAX(asked_ms) AS BIGINT), CAST(MAX(CASE \
         WHEN state IN ('queued', 'asking', 'accepted') THEN 1 ELSE 0 END) AS BIGINT) \
         FROM order_requests WHERE kind = $1 AND order_id IN",
        Placeholders { first: 2, count: order_ids.len() },
        "GROUP BY order_id",
    )
    .bind(kind.into_str());
    for order_id in order_ids {
        query = query.bind(*order_id);
    }
    let rows = query.fetch_all(tx.conn()).await?;
    let earlier = |row: &sqlx::any::AnyRow| {
        let has_open: i64 = row.try_get(3)?;
        let (count, last_ms) = (row.try_get(1)?, row.try_get(2)?);
        Ok((row.try_get(0)?, Earlier { count, last_ms, has_open: has_open == 1 }))
    };
    rows.iter().map(earlier).collect()
}

/// The last requests about an order, the newest first, at most six.
pub async fn list_of(tx: &mut Tx, order_id: OrderId) -> Result<Vec<OrderRequest>, StoreError> {
    let requests = sqlx::query_as(concat!(
        "SELECT ",
        request_columns!(),
        " FROM order_requests r JOIN orders o ON o.order_id = r.order_id WHERE r.order_id = $1 \
         ORDER BY r.request_id DESC LIMIT 6"
    ))
    .bind(order_id)
    .fetch_all(tx.conn())
    .await?;
    Ok(requests)
}

/// The oldest requests of one kind that may be sent to a provider now.
pub async fn list_sendable(
    tx: &mut Tx,
    provider: &str,
    kind: OrderRequestKind,
    batch: Batch,
) -> Result<Vec<OrderRequestId>, StoreError> {
    let rows = sqlx::query(
        "SELECT request_id FROM order_requests WHERE state = 'queued' AND provider = $1 \
         AND kind = $2 AND not_before_ms <= $3 ORDER BY request_id LIMIT CAST($4 AS BIGINT)",
    )
    .bind(provider)
    .bind(kind.into_str())
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Claims requests for one call; those that are not queued any more are left out.
pub async fn claim(
    tx: &mut Tx,
    request_ids: &[OrderRequestId],
    lease: Span,
) -> Result<Vec<OrderRequest>, StoreError> {
    let owner = tx.lease().owner.clone();
    let mut update = list_query(
        "UPDATE order_requests SET state = 'asking', attempt = attempt + 1, lease_owner = $1, \
         lease_until_ms = $2, changed_ms = $3 WHERE state = 'queued' AND request_id IN",
        Placeholders { first: 4, count: request_ids.len() },
        " RETURNING request_id",
    )
    .bind(owner)
    .bind(lease.until_ms)
    .bind(lease.from_ms);
    for request_id in request_ids {
        update = update.bind(*request_id);
    }
    let rows = update.fetch_all(tx.conn()).await?;
    let claimed: Vec<OrderRequestId> =
        rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    if claimed.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = list_query(
        concat!(
            "SELECT ",
            request_columns!(),
            " FROM order_requests r JOIN orders o ON o.order_id = r.order_id \
             WHERE r.request_id IN"
        ),
        Placeholders { first: 1, count: claimed.len() },
        "ORDER BY r.request_id",
    );
    for request_id in &claimed {
        query = query.bind(*request_id);
    }
    let rows = query.fetch_all(tx.conn()).await?;
    Ok(rows.iter().map(OrderRequest::from_row).collect::<Result<_, _>>()?)
}

/// A change of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestMove<'a> {
    /// Where it goes.
    pub to: OrderRequestState,
    /// Why, where it needs saying.
    pub reason: Option<RequestReason>,
    /// The provider's number of the refill, where it has told one; else empty.
    pub provider_request_id: &'a str,
    /// When to ask what became of it; 0 for never.
    pub next_poll_ms: i64,
}

impl RequestMove<'_> {
    /// An end.
    #[must_use]
    pub const fn end(to: OrderRequestState, reason: Option<RequestReason>) -> Self {
        Self { to, reason, provider_request_id: "", next_poll_ms: 0 }
    }
}

/// Moves a request from the state and attempt in which it was read.
///
/// # Errors
/// [`StoreError::Lost`] when it stands otherwise by now.
pub async fn mark_moved(
    tx: &mut Tx,
    request: &OrderRequest,
    step: RequestMove<'_>,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE order_requests SET state = $4, reason = $5, next_poll_ms = $6, changed_ms = $7, \
         provider_request_id = CASE WHEN $8 = '' THEN provider_request_id ELSE $8 END, \
         lease_owner = '', lease_until_ms = 0 \
         WHERE request_id = $1 AND state = $2 AND attempt = $3",
    )
    .bind(request.request_id)
    .bind(request.state.into_str())
    .bind(request.attempt)
    .bind(step.to.into_str())
    .bind(step.reason.map_or("", |reason| reason.into_str()))
    .bind(step.next_poll_ms)
    .bind(now_ms)
    .bind(step.provider_request_id)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::OrderRequest)
}

/// Puts a claimed request back, not to be sent before a time.
///
/// # Errors
/// [`StoreError::Lost`] when it stands otherwise by now.
pub async fn put_back(tx: &mut Tx, request: &OrderRequest, wait: Span) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE order_requests SET state = 'queued', not_before_ms = $3, changed_ms = $4, \
         lease_owner = '', lease_until_ms = 0 \
         WHERE request_id = $1 AND state = 'asking' AND attempt = $2",
    )
    .bind(request.request_id)
    .bind(request.attempt)
    .bind(wait.until_ms)
    .bind(wait.from_ms)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::OrderRequest)
}

/// Claimed requests whose process has died, the oldest first.
pub async fn list_abandoned(tx: &mut Tx, batch: Batch) -> Result<Vec<OrderRequest>, StoreError> {
    let requests = sqlx::query_as(concat!(
        "SELECT ",
        request_columns!(),
        " FROM order_requests r JOIN orders o ON o.order_id = r.order_id \
         WHERE r.state = 'asking' AND r.lease_until_ms < $1 ORDER BY r.lease_until_ms \
         LIMIT CAST($2 AS BIGINT)"
    ))
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(requests)
}

/// Ends the leases of every call: called at start where a database has one process, so that whoever
/// held them is gone.
pub async fn release_all(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query("UPDATE order_requests SET lease_until_ms = 0 WHERE state = 'asking'")
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Accepted requests of which nothing came: cancels whose order goes on, refills without a number;
/// the oldest first.
pub async fn list_ignored(tx: &mut Tx, older: Older) -> Result<Vec<OrderRequest>, StoreError> {
    let requests = sqlx::query_as(concat!(
        "SELECT ",
        request_columns!(),
        " FROM order_requests r JOIN orders o ON o.order_id = r.order_id \
         WHERE r.state = 'accepted' AND r.changed_ms < $1 AND ((r.kind = 'cancel' \
         AND o.state = 'active') OR (r.kind = 'refill' AND r.provider_request_id = '')) \
         ORDER BY r.changed_ms, r.request_id LIMIT CAST($2 AS BIGINT)"
    ))
    .bind(older.than_ms)
    .bind(older.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(requests)
}

/// Accepted refills of a provider whose next question is due, the longest waiting first.
pub async fn list_due(
    tx: &mut Tx,
    provider: &str,
    batch: Batch,
) -> Result<Vec<OrderRequest>, StoreError> {
    let requests = sqlx::query_as(concat!(
        "SELECT ",
        request_columns!(),
        " FROM order_requests r JOIN orders o ON o.order_id = r.order_id \
         WHERE r.next_poll_ms > 0 AND r.provider = $1 AND r.next_poll_ms <= $2 \
         AND r.state = 'accepted' ORDER BY r.next_poll_ms, r.request_id LIMIT CAST($3 AS BIGINT)"
    ))
    .bind(provider)
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(requests)
}

/// When to ask about accepted refills again.
pub async fn move_polls(
    tx: &mut Tx,
    request_ids: &[OrderRequestId],
    next_poll_ms: i64,
) -> Result<(), StoreError> {
    if request_ids.is_empty() {
        return Ok(());
    }
    let mut query = list_query(
        "UPDATE order_requests SET next_poll_ms = $1 WHERE state = 'accepted' AND request_id IN",
        Placeholders { first: 2, count: request_ids.len() },
        "",
    )
    .bind(next_poll_ms);
    for request_id in request_ids {
        query = query.bind(*request_id);
    }
    query.execute(tx.conn()).await?;
    Ok(())
}

/// The open request of one kind about an order.
pub async fn find_open(
    tx: &mut Tx,
    order_id: OrderId,
    kind: OrderRequestKind,
) -> Result<Option<OrderRequest>, StoreError> {
    let request = sqlx::query_as(concat!(
        "SELECT ",
        request_columns!(),
        " FROM order_requests r JOIN orders o ON o.order_id = r.order_id WHERE r.order_id = $1 \
         AND r.kind = $2 AND r.state IN ('queued', 'asking', 'accepted')"
    ))
    .bind(order_id)
    .bind(kind.into_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(request)
}
