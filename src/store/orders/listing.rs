//! Orders as people look at them: a customer's pages, the open reviews, what waits too long.

use sqlx::{FromRow, Row};

use super::{Order, order_columns};
use crate::domain::alert::AlertKey;
use crate::domain::ids::{OrderId, PersonId, ServiceId};
use crate::domain::order::{Signs, Stage};
use crate::domain::terms::Terms;
use crate::domain::time::Span;
use crate::store::portion::{Older, Portion};
use crate::store::rows::{Placeholders, list_query};
use crate::store::tx::{StoreError, Tx};

/// Which of a person's orders are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// All of them.
    All,
    /// Not at an end yet.
    Open,
    /// Delivered in full or in part.
    Done,
    /// Refused, called off, delivered in part, or in review.
    Problems,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct OrderLine {
    /// The order.
    pub order_id: OrderId,
    /// Stored name of the state.
    pub state: String,
    /// Versioned JSON of the service as it was shown.
    pub terms: String,
    /// The target, or empty.
    pub link: String,
    /// As ordered.
    pub quantity: i64,
    /// Micro-units.
    pub price: i64,
    /// When it was placed, unix milliseconds.
    pub created_ms: i64,
    /// When a status first said that the delivery has begun; 0 before.
    pub started_ms: i64,
    /// Since when the provider tells nothing of it; 0 while it does.
    pub silent_since_ms: i64,
}

impl OrderLine {
    /// What it is shown as; `None` for a state that is not known.
    #[must_use]
    pub fn stage(&self, now_ms: i64) -> Option<Stage> {
        let (started_ms, silent_since_ms) = (self.started_ms, self.silent_since_ms);
        stage_of(&self.state, Signs { started_ms, silent_since_ms }, now_ms)
    }

    /// The service's name as it was shown.
    #[must_use]
    pub fn service(&self) -> String {
        Terms::name_in(&self.terms)
    }
}

/// The condition of each filter; `$1` is the person.
macro_rules! with_filter {
    ($filter:expr, $before:literal, $after:literal) => {
        match $filter {
            Filter::All => concat!($before, "", $after),
            Filter::Open => concat!(
                $before,
                " AND o.state IN ('queued', 'submitting', 'review', 'active')",
                $after
            ),
            Filter::Done => concat!($before, " AND o.state IN ('completed', 'partial')", $after),
            Filter::Problems => concat!(
                $before,
                " AND o.state IN ('review', 'partial', 'canceled', 'rejected')",
                $after
            ),
        }
    };
}

/// A page of a person's orders, newest first, and how many there are in all.
pub async fn page(
    tx: &mut Tx,
    person_id: PersonId,
    filter: Filter,
    page: Portion,
) -> Result<(Vec<OrderLine>, i64), StoreError> {
    let lines = sqlx::query_as(with_filter!(
        filter,
        "SELECT o.order_id, o.state, o.terms, o.link, o.quantity, o.price, o.created_ms, \
         o.started_ms, o.silent_since_ms FROM orders o \
         WHERE o.person_id = $1",
        " ORDER BY o.order_id DESC LIMIT CAST($2 AS BIGINT) OFFSET CAST($3 AS BIGINT)"
    ))
    .bind(person_id)
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    let count = sqlx::query(with_filter!(
        filter,
        "SELECT COUNT(*) FROM orders o WHERE o.person_id = $1",
        ""
    ))
    .bind(person_id)
    .fetch_one(tx.conn())
    .await?;
    Ok((lines, count.try_get(0)?))
}

/// An order that is not at an end yet.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Running {
    /// The order.
    pub order_id: OrderId,
    /// Stored name of the state.
    pub state: String,
    /// As ordered.
    pub quantity: i64,
    /// Versioned JSON of what was entered.
    pub inputs: String,
    /// When a status first said that the delivery has begun; 0 before.
    pub started_ms: i64,
    /// Since when the provider tells nothing of it; 0 while it does.
    pub silent_since_ms: i64,
}

impl Running {
    /// What it is shown as; `None` for a state that is not known.
    #[must_use]
    pub fn stage(&self, now_ms: i64) -> Option<Stage> {
        let (started_ms, silent_since_ms) = (self.started_ms, self.silent_since_ms);
        stage_of(&self.state, Signs { started_ms, silent_since_ms }, now_ms)
    }
}

fn stage_of(state: &str, signs: Signs, now_ms: i64) -> Option<Stage> {
    Some(Stage::of(state.parse().ok()?, signs, now_ms))
}

/// The person's newest order of a service for this target that is not at an end.
pub async fn running(
    tx: &mut Tx,
    person_id: PersonId,
    service_id: ServiceId,
    target: &str,
) -> Result<Option<Running>, StoreError> {
    let running = sqlx::query_as(
        "SELECT order_id, state, quantity, inputs, started_ms, silent_since_ms FROM orders \
         WHERE person_id = $1 AND target = $2 \
         AND service_id = $3 AND state IN ('queued', 'submitting', 'review', 'active') \
         ORDER BY order_id DESC LIMIT 1",
    )
    .bind(person_id)
    .bind(target)
    .bind(service_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(running)
}

/// These orders, at most a hundred, in the order of their numbers.
pub async fn find_each(tx: &mut Tx, order_ids: &[OrderId]) -> Result<Vec<Order>, StoreError> {
    if order_ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = list_query(
        concat!("SELECT ", order_columns!(), " FROM orders WHERE order_id IN"),
        Placeholders { first: 1, count: order_ids.len() },
        "ORDER BY order_id",
    );
    for order_id in order_ids {
        query = query.bind(*order_id);
    }
    let rows = query.fetch_all(tx.conn()).await?;
    Ok(rows.iter().map(Order::from_row).collect::<Result<_, _>>()?)
}

/// Which orders of unknown outcome are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubts<'a> {
    /// Of this provider.
    pub provider: &'a str,
    /// Changed since then, unix milliseconds.
    pub since_ms: i64,
    /// So many at the most.
    pub limit: i64,
}

/// Orders in review of whose provider's number nothing is known, oldest first.
pub async fn list_doubted(tx: &mut Tx, doubts: Doubts<'_>) -> Result<Vec<Order>, StoreError> {
    Ok(sqlx::query_as(concat!(
        "SELECT ",
        order_columns!(),
        " FROM orders WHERE state = 'review' AND provider = $1 AND seen_id = '' \
         AND changed_ms > $2 ORDER BY order_id LIMIT CAST($3 AS BIGINT)"
    ))
    .bind(doubts.provider)
    .bind(doubts.since_ms)
    .bind(doubts.limit)
    .fetch_all(tx.conn())
    .await?)
}

/// Orders that wait for a person's decision, oldest first, and how many there are in all.
pub async fn reviews(tx: &mut Tx, page: Portion) -> Result<(Vec<Order>, i64), StoreError> {
    let orders = sqlx::query_as(concat!(
        "SELECT ",
        order_columns!(),
        " FROM orders WHERE state = 'review' ORDER BY order_id \
         LIMIT CAST($1 AS BIGINT) OFFSET CAST($2 AS BIGINT)"
    ))
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    let count = sqlx::query("SELECT COUNT(*) FROM orders WHERE state = 'review'")
        .fetch_one(tx.conn())
        .await?;
    Ok((orders, count.try_get(0)?))
}

/// Whether admins were last reminded of some review before `before_ms`.
pub async fn is_reminder_due(tx: &mut Tx, before_ms: i64) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT order_id FROM orders WHERE state = 'review' AND reminded_ms <= $1 LIMIT 1",
    )
    .bind(before_ms)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}

/// Takes the reviews that admins were not reminded of in this time and counts them as reminded at
/// its end; returns how many.
pub async fn mark_reminded(tx: &mut Tx, quiet: Span) -> Result<u64, StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET reminded_ms = $2 WHERE state = 'review' AND reminded_ms <= $1",
    )
    .bind(quiet.from_ms)
    .bind(quiet.until_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected())
}

/// Queued orders that a person put into the queue before `older.than_ms`, oldest first.
pub async fn list_overdue(tx: &mut Tx, older: Older) -> Result<Vec<Order>, StoreError> {
    let orders = sqlx::query_as(concat!(
        "SELECT ",
        order_columns!(),
        " FROM orders WHERE state = 'queued' AND queued_ms < $1 \
         ORDER BY queued_ms, order_id LIMIT CAST($2 AS BIGINT)"
    ))
    .bind(older.than_ms)
    .bind(older.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(orders)
}

/// The condition of the index `orders_stale`, word for word: without it SQLite walks through every
/// order that there ever was.
macro_rules! stale {
    () => {
        "o.state IN ('active', 'queued')"
    };
}

/// Active orders without any change since `older.than_ms` that admins were not told of, the oldest
/// first.
pub async fn list_stuck(tx: &mut Tx, older: Older) -> Result<Vec<OrderId>, StoreError> {
    let rows = sqlx::query(concat!(
        "SELECT o.order_id FROM orders o WHERE ",
        stale!(),
        " AND o.state = 'active' AND o.changed_ms < $1 \
             AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.key = $3 || o.order_id \
             AND a.told_ms >= o.changed_ms) \
             ORDER BY o.changed_ms, o.order_id LIMIT CAST($2 AS BIGINT)"
    ))
    .bind(older.than_ms)
    .bind(older.limit)
    .bind(AlertKey::STUCK)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Active orders without any change since `older.than_ms`, the oldest first.
pub async fn list_unchanged(tx: &mut Tx, older: Older) -> Result<Vec<OrderId>, StoreError> {
    let rows = sqlx::query(concat!(
        "SELECT o.order_id FROM orders o WHERE ",
        stale!(),
        " AND o.state = 'active' AND o.changed_ms < $1 \
             ORDER BY o.changed_ms, o.order_id LIMIT CAST($2 AS BIGINT)"
    ))
    .bind(older.than_ms)
    .bind(older.limit)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// A line of an order's history.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Event {
    /// Unix milliseconds.
    pub at_ms: i64,
    /// Stored name of the state.
    pub state: String,
    /// A word of ours, or empty.
    pub detail: String,
    /// The admin, or 0.
    pub actor_id: PersonId,
}

/// The newest lines of an order's history, oldest first.
pub async fn history(tx: &mut Tx, order_id: OrderId, limit: i64) -> Result<Vec<Event>, StoreError> {
    let mut events: Vec<Event> = sqlx::query_as(
        "SELECT at_ms, state, detail, actor_id FROM order_events WHERE order_id = $1 \
         ORDER BY event_id DESC LIMIT CAST($2 AS BIGINT)",
    )
    .bind(order_id)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    events.reverse();
    Ok(events)
}
