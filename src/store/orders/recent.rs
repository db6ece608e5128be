//! What a person has ordered last and what is on its way, as far as menus and cards tell of it.
//! Must never count further than a menu shows.

use std::cmp::Reverse;

use sqlx::Row;

use crate::domain::ids::{CheckoutId, OrderId, PersonId, ServiceId};
use crate::store::rows::{Placeholders, list_query};
use crate::store::tx::{StoreError, Tx};
use crate::store::visibility::hidden;

/// The links of a person's last orders, the newest first; so many orders are looked at.
///
/// # Errors
/// When the database fails.
pub async fn list_links(
    tx: &mut Tx,
    person_id: PersonId,
    limit: i64,
) -> Result<Vec<(OrderId, String)>, StoreError> {
    let rows = sqlx::query(
        "SELECT order_id, link FROM orders WHERE person_id = $1 ORDER BY order_id DESC \
         LIMIT CAST($2 AS BIGINT)",
    )
    .bind(person_id)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Things of one kind are counted no further than this.
pub const OPEN_MAX: i64 = 100;
/// Requests to pay in that are looked at.
const REQUESTS_MAX: i64 = 10;

/// How things stand for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Orders that are not at an end.
    pub open_orders: i64,
    /// Requests to pay in that wait for the payment.
    pub open_deposits: i64,
    /// Questions that the shop has answered and that are not closed.
    pub answered_tickets: i64,
    /// Services on sale that the person keeps.
    pub favourites: i64,
}

/// Counts what is on a person's way, each kind up to [`OPEN_MAX`].
///
/// # Errors
/// When the database fails.
pub async fn standing(
    tx: &mut Tx,
    person_id: PersonId,
    now_ms: i64,
) -> Result<Standing, StoreError> {
    let row = sqlx::query(concat!(
        "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM orders o WHERE o.person_id = $1 \
         AND o.state IN ('queued', 'submitting', 'review', 'active') \
         LIMIT CAST($3 AS BIGINT)) running) AS open_orders, \
         (SELECT COUNT(*) FROM (SELECT state, expires_ms FROM deposit_requests \
         WHERE person_id = $1 ORDER BY request_id DESC LIMIT CAST($4 AS BIGINT)) latest \
         WHERE latest.state = 'open' AND latest.expires_ms > $2) AS open_deposits, \
         (SELECT COUNT(*) FROM (SELECT t.waiting_ms FROM tickets t WHERE t.person_id = $1 \
         AND t.is_open = 1 LIMIT CAST($3 AS BIGINT)) own WHERE own.waiting_ms = 0) \
         AS answered_tickets, \
         (SELECT COUNT(*) FROM favourites f JOIN services s ON s.service_id = f.service_id \
         WHERE f.person_id = $1 AND s.is_hidden = ",
        hidden!(Shown),
        ") AS favourites"
    ))
    .bind(person_id)
    .bind(now_ms)
    .bind(OPEN_MAX)
    .bind(REQUESTS_MAX)
    .fetch_one(tx.conn())
    .await?;
    Ok(Standing {
        open_orders: row.try_get("open_orders")?,
        open_deposits: row.try_get("open_deposits")?,
        answered_tickets: row.try_get("answered_tickets")?,
        favourites: row.try_get("favourites")?,
    })
}

/// The orders that are not at an end of those that were made for these targets, at most a hundred,
/// each with its service and its target; the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_running(
    tx: &mut Tx,
    person_id: PersonId,
    targets: &[String],
) -> Result<Vec<(ServiceId, String, OrderId)>, StoreError> {
    if targets.is_empty() {
        return Ok(Vec::new());
    }
    let query = list_query(
        "SELECT service_id, target, order_id FROM orders WHERE person_id = $1 \
         AND state IN ('queued', 'submitting', 'review', 'active') AND target IN",
        Placeholders { first: 2, count: targets.len() },
        // An order would be read along all that the person ever ordered.
        "",
    )
    .bind(person_id);
    let query = targets.iter().fold(query, |query, target| query.bind(target.clone()));
    let rows = query.fetch_all(tx.conn()).await?;
    let read = |row: &sqlx::any::AnyRow| -> Result<_, StoreError> {
        Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))
    };
    let mut running: Vec<(ServiceId, String, OrderId)> =
        rows.iter().map(read).collect::<Result<_, _>>()?;
    running.sort_by_key(|(.., order_id)| Reverse(*order_id));
    Ok(running)
}

/// The orders that were made of these checkouts, at most a hundred.
///
/// # Errors
/// When the database fails.
pub async fn list_placed(
    tx: &mut Tx,
    checkouts: &[CheckoutId],
) -> Result<Vec<OrderId>, StoreError> {
    if checkouts.is_empty() {
        return Ok(Vec::new());
    }
    let query = list_query(
        "SELECT order_id FROM orders WHERE checkout_id IN",
        Placeholders { first: 1, count: checkouts.len() },
        "ORDER BY order_id",
    );
    let query = checkouts.iter().fold(query, |query, id| query.bind(id.as_str().to_owned()));
    let rows = query.fetch_all(tx.conn()).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Whether a person has never ordered anything.
///
/// # Errors
/// When the database fails.
pub async fn is_new(tx: &mut Tx, person_id: PersonId) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT 1 FROM orders WHERE person_id = $1 LIMIT 1")
        .bind(person_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_none())
}
