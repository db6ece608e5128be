//! Orders that a provider made of one of ours: whose they are, which are due for a question, and
//! what they came to. An id is one order's and no other's, whoever has it first.

use sqlx::{FromRow, Row};

use super::{Order, order_columns};
use crate::domain::ids::{ChildId, OrderId};
use crate::domain::order::children::{Child, Family};
use crate::domain::order::{OrderState, Reason};
use crate::store::portion::{Batch, Older};
use crate::store::race::{OrderRace, Race};
use crate::store::rows::{Placeholders, ROWS_MAX, list_query};
use crate::store::tx::{StoreError, Tx, expect_one};

/// Children of one order that are read at once; no order has more.
const CHILDREN_MAX: i64 = 1_000;

/// The columns that [`ChildOrder`] is read from.
macro_rules! child_columns {
    () => {
        "child_id, order_id, provider, provider_order_id, state, quantity, undelivered, remains, \
         provider_status, created_ms, changed_ms"
    };
}

/// An order that a provider made of one of ours.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ChildOrder {
    /// Its number.
    pub child_id: ChildId,
    /// The order that it settles.
    pub order_id: OrderId,
    /// The provider's name.
    pub provider: String,
    /// The provider's id.
    pub provider_order_id: String,
    /// Active, in review, or over.
    #[sqlx(try_from = "String")]
    pub state: OrderState,
    /// What it delivers at the most.
    pub quantity: i64,
    /// Of one that is over: what it did not deliver.
    pub undelivered: i64,
    /// What was not delivered yet, -1 when not told.
    pub remains: i64,
    /// The provider's last status text; never shown to a customer.
    pub provider_status: String,
    /// When it was first heard of, unix milliseconds.
    pub created_ms: i64,
    /// When it last changed.
    pub changed_ms: i64,
}

impl ChildOrder {
    /// What of it settles the whole.
    #[must_use]
    pub const fn child(&self) -> Child {
        Child { state: self.state, undelivered: self.undelivered }
    }

    /// What of it is still to come, as far as that is known.
    #[must_use]
    pub const fn left(&self) -> i64 {
        match (self.state.is_final(), self.remains >= 0) {
            (true, _) => self.undelivered,
            (false, true) => self.remains,
            (false, false) => self.quantity,
        }
    }
}

/// The orders that were made of one, in the order in which they were told.
pub async fn list(tx: &mut Tx, order_id: OrderId) -> Result<Vec<ChildOrder>, StoreError> {
    let children = sqlx::query_as(concat!(
        "SELECT ",
        child_columns!(),
        " FROM child_orders WHERE order_id = $1 ORDER BY child_id LIMIT CAST($2 AS BIGINT)"
    ))
    .bind(order_id)
    .bind(CHILDREN_MAX)
    .fetch_all(tx.conn())
    .await?;
    Ok(children)
}

/// One of them.
pub async fn find(tx: &mut Tx, child_id: ChildId) -> Result<Option<ChildOrder>, StoreError> {
    let child = sqlx::query_as(concat!(
        "SELECT ",
        child_columns!(),
        " FROM child_orders WHERE child_id = $1"
    ))
    .bind(child_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(child)
}

/// How many were made of an order, and how many of them are over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
pub struct Tally {
    /// So many.
    pub known: i64,
    /// So many of them are over.
    pub done: i64,
}

/// How far the orders are that were made of one.
pub async fn tally(tx: &mut Tx, order_id: OrderId) -> Result<Tally, StoreError> {
    let tally = sqlx::query_as(
        "SELECT COUNT(*) AS known, CAST(COALESCE(SUM(CASE WHEN state IN \
         ('completed', 'partial', 'canceled') THEN 1 ELSE 0 END), 0) AS BIGINT) AS done \
         FROM child_orders WHERE order_id = $1",
    )
    .bind(order_id)
    .fetch_one(tx.conn())
    .await?;
    Ok(tally)
}

/// Whether any of these ids is that of an order, or was made of another one.
pub async fn is_taken(
    tx: &mut Tx,
    parent: &Order,
    provider_order_ids: &[&str],
) -> Result<bool, StoreError> {
    for chunk in provider_order_ids.chunks(ROWS_MAX) {
        let ids = |first: usize| Placeholders { first, count: chunk.len() };
        let orders = list_query(
            "SELECT COUNT(*) FROM orders WHERE provider = $1 AND id_space = 'orders' \
             AND provider_order_id <> '' AND provider_order_id IN",
            ids(2),
            "",
        );
        let others = list_query(
            "SELECT COUNT(*) FROM child_orders WHERE provider = $1 AND order_id <> $2 \
             AND id_space = 'orders' AND provider_order_id IN",
            ids(3),
            "",
        );
        let others = others.bind(&parent.provider).bind(parent.order_id);
        for query in [orders.bind(&parent.provider), others] {
            let query = chunk.iter().fold(query, |query, id| query.bind(*id));
            let count: i64 = query.fetch_one(tx.conn()).await?.try_get(0)?;
            if count > 0 {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Writes down an order that was made of `parent`; it is asked about at once.
///
/// # Errors
/// [`StoreError::Lost`] when somebody has the id meanwhile.
pub async fn insert(
    tx: &mut Tx,
    (parent, family): (&Order, Family),
    provider_order_id: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "INSERT INTO child_orders (order_id, provider, provider_order_id, quantity, next_poll_ms, \
         created_ms, changed_ms) VALUES ($1, $2, $3, $4, $5, $5, $5) \
         ON CONFLICT (provider, id_space, provider_order_id) DO NOTHING",
    )
    .bind(parent.order_id)
    .bind(&parent.provider)
    .bind(provider_order_id)
    .bind(family.each)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Order(OrderRace::Child))
}

/// Those of a provider whose next question is due, the longest waiting first.
pub async fn list_due(
    tx: &mut Tx,
    provider: &str,
    batch: Batch,
) -> Result<Vec<ChildOrder>, StoreError> {
    let children = sqlx::query_as(concat!(
        "SELECT ",
        child_columns!(),
        " FROM child_orders WHERE next_poll_ms > 0 AND provider = $1 AND next_poll_ms <= $2 \
         ORDER BY next_poll_ms, child_id LIMIT CAST($3 AS BIGINT)"
    ))
    .bind(provider)
    .bind(batch.now_ms)
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(children)
}

/// Sets the next question of several to one time; 0 asks never again.
pub async fn move_poll(
    tx: &mut Tx,
    child_ids: &[ChildId],
    next_poll_ms: i64,
) -> Result<(), StoreError> {
    for chunk in child_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            "UPDATE child_orders SET next_poll_ms = $1 WHERE next_poll_ms > 0 AND child_id IN",
            Placeholders { first: 2, count: chunk.len() },
            "",
        )
        .bind(next_poll_ms);
        for child_id in chunk {
            query = query.bind(*child_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// What a report makes of one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// How it stands from now on.
    pub now: Child,
    /// Why a person has to judge it.
    pub doubt: Option<Reason>,
    /// -1 when not told.
    pub remains: i64,
    /// The provider's status text.
    pub provider_status: String,
    /// The provider's charge, exact decimal, or empty.
    pub provider_charge: String,
}

/// Writes down what was reported of one of them.
///
/// # Errors
/// [`StoreError::Lost`] when it has changed since it was read.
pub async fn set_heard(
    tx: &mut Tx,
    child: &ChildOrder,
    heard: &Heard,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE child_orders SET state = $2, undelivered = $3, doubt = $4, \
         remains = CASE WHEN $5 < 0 THEN remains ELSE $5 END, provider_status = $6, \
         provider_charge = CASE WHEN $7 = '' THEN provider_charge ELSE $7 END, changed_ms = $8 \
         WHERE child_id = $1 AND state = $9 AND undelivered = $10 AND undelivered <= $3",
    )
    .bind(child.child_id)
    .bind(heard.now.state.into_str())
    .bind(heard.now.undelivered)
    .bind(Reason::text(heard.doubt))
    .bind(heard.remains)
    .bind(&heard.provider_status)
    .bind(&heard.provider_charge)
    .bind(now_ms)
    .bind(child.state.into_str())
    .bind(child.undelivered)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Order(OrderRace::Child))
}

/// Has an order that is still asked about asked about at once.
pub async fn hasten(tx: &mut Tx, order_id: OrderId, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE orders SET next_poll_ms = $2 WHERE order_id = $1 AND state = 'active' \
         AND next_poll_ms > $2",
    )
    .bind(order_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Sets when the last day of a subscription is over.
pub async fn set_expiry(tx: &mut Tx, order_id: OrderId, expires_ms: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE orders SET expires_ms = $2 WHERE order_id = $1")
        .bind(order_id)
        .bind(expires_ms)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Subscriptions that still run although their last day was over before `older.than_ms`, the oldest
/// first.
pub async fn list_expired(tx: &mut Tx, older: Older) -> Result<Vec<Order>, StoreError> {
    let orders = sqlx::query_as(concat!(
        "SELECT ",
        order_columns!(),
        " FROM orders WHERE expires_ms > 0 AND state = 'active' AND expires_ms < $1 \
         ORDER BY expires_ms, order_id LIMIT CAST($2 AS BIGINT)"
    ))
    .bind(older.than_ms)
    .bind(older.limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(orders)
}
