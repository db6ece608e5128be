//! Customers' requests for the money that an order lacks; at most one of a person is open. And
//! which message shows each to which owner.

use sqlx::{FromRow, Row};

use super::portion::Older;
use super::tx::{StoreError, Tx};
use crate::domain::ids::{CheckoutId, PersonId, ScreenId, TopUpId};
use crate::domain::money::Money;
use crate::domain::top_up::{DeclineReason, TopUpState};

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct TopUp {
    /// Its number.
    pub request_id: TopUpId,
    /// The customer.
    pub person_id: PersonId,
    /// The quote that it is for.
    pub checkout_id: CheckoutId,
    /// What the order is for.
    pub service: String,
    /// Micro-units.
    pub amount: i64,
    /// See [`TopUp::state`].
    pub state: String,
    /// The cause of the entry that gives it.
    pub cause: String,
    /// Unix milliseconds.
    pub asked_ms: i64,
    /// The owner who decided, or 0.
    pub decided_by: PersonId,
    /// See [`TopUp::reason`].
    pub reason: String,
    /// An owner's own words, or empty.
    pub words: String,
}

impl TopUp {
    /// Where it stands; what cannot be read is over.
    #[must_use]
    pub fn state(&self) -> TopUpState {
        self.state.parse().unwrap_or(TopUpState::Superseded)
    }

    /// How much.
    #[must_use]
    pub const fn amount(&self) -> Money {
        Money::from_micros(self.amount)
    }

    /// Why it was declined.
    #[must_use]
    pub fn reason(&self) -> DeclineReason {
        DeclineReason::of(&self.reason, &self.words)
    }
}

/// A new request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewTopUp<'a> {
    /// The customer.
    pub person_id: PersonId,
    /// The quote that it is for.
    pub checkout_id: &'a CheckoutId,
    /// What the order is for.
    pub service: &'a str,
    /// How much.
    pub amount: Money,
    /// The cause of the entry that gives it.
    pub cause: &'a str,
}

/// The statement that reads requests, completed by its condition.
macro_rules! requests {
    ($condition:literal) => {
        concat!(
            "SELECT request_id, person_id, checkout_id, service, amount, state, cause, asked_ms, \
             decided_by, reason, words FROM top_up_requests ",
            $condition
        )
    };
}

/// Writes an open request; returns its number.
///
/// # Errors
/// When the database fails, or another request of the person is open.
pub async fn insert(tx: &mut Tx, new: NewTopUp<'_>, now_ms: i64) -> Result<TopUpId, StoreError> {
    let row = sqlx::query(
        "INSERT INTO top_up_requests (person_id, checkout_id, service, amount, state, cause, \
         asked_ms) VALUES ($1, $2, $3, $4, 'open', $5, $6) RETURNING request_id",
    )
    .bind(new.person_id)
    .bind(new.checkout_id.as_str())
    .bind(new.service)
    .bind(new.amount.micros())
    .bind(new.cause)
    .bind(now_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// A request by its number.
pub async fn find(tx: &mut Tx, request_id: TopUpId) -> Result<Option<TopUp>, StoreError> {
    let found = sqlx::query_as(requests!("WHERE request_id = $1"))
        .bind(request_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found)
}

/// The newest request of a person.
pub async fn latest(tx: &mut Tx, person_id: PersonId) -> Result<Option<TopUp>, StoreError> {
    let found = sqlx::query_as(requests!("WHERE person_id = $1 ORDER BY request_id DESC LIMIT 1"))
        .bind(person_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found)
}

/// Ends an open request; `false` when it is not open any more.
pub async fn decide(
    tx: &mut Tx,
    request_id: TopUpId,
    (state, reason): (TopUpState, &DeclineReason),
    by: PersonId,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE top_up_requests SET state = $2, reason = $3, words = $4, decided_by = $5, \
         decided_ms = $6 WHERE request_id = $1 AND state = 'open'",
    )
    .bind(request_id)
    .bind(state.into_str())
    .bind(reason.as_str())
    .bind(reason.words())
    .bind(by)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Notes which screen shows a request to an owner.
pub async fn insert_card(
    tx: &mut Tx,
    request_id: TopUpId,
    (admin_id, screen_id): (PersonId, ScreenId),
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO top_up_cards (request_id, admin_id, screen_id) VALUES ($1, $2, $3)")
        .bind(request_id)
        .bind(admin_id)
        .bind(screen_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The screens that show a request: owner and screen.
pub async fn list_cards(
    tx: &mut Tx,
    request_id: TopUpId,
) -> Result<Vec<(PersonId, ScreenId)>, StoreError> {
    let cards = sqlx::query_as(
        "SELECT admin_id, screen_id FROM top_up_cards WHERE request_id = $1 \
         ORDER BY admin_id LIMIT 100",
    )
    .bind(request_id)
    .fetch_all(tx.conn())
    .await?;
    Ok(cards)
}

/// A request that takes the place of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Successor {
    /// The earlier one.
    pub of: TopUpId,
    /// The one that is shown now.
    pub by: TopUpId,
}

/// From now on the screens of one request show another.
pub async fn move_cards(tx: &mut Tx, step: Successor) -> Result<(), StoreError> {
    sqlx::query("UPDATE top_up_cards SET request_id = $2 WHERE request_id = $1")
        .bind(step.of)
        .bind(step.by)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets which screens show a request.
pub async fn remove_cards(tx: &mut Tx, request_id: TopUpId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM top_up_cards WHERE request_id = $1")
        .bind(request_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Removes requests that are over and older than `older.than_ms`, with their cards;
/// returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let changed = sqlx::query(
        "DELETE FROM top_up_requests WHERE request_id IN (SELECT request_id FROM top_up_requests \
         WHERE asked_ms < $1 AND state <> 'open' ORDER BY asked_ms LIMIT CAST($2 AS BIGINT))",
    )
    .bind(older.than_ms)
    .bind(older.limit)
    .execute(tx.conn())
    .await?;
    if changed.rows_affected() > 0 {
        sqlx::query(
            "DELETE FROM top_up_cards WHERE request_id NOT IN \
             (SELECT request_id FROM top_up_requests)",
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(changed.rows_affected())
}
