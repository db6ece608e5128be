//! What may keep a person from ordering, read in one statement: every card asks for it.

use sqlx::Row;

use crate::domain::ids::PersonId;
use crate::domain::money::Money;
use crate::store::flags::Flag;
use crate::store::tx::{StoreError, Tx};

/// How things stand for somebody who wants to order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admission {
    /// Whether no admin chat accepts messages.
    pub are_admins_unreachable: bool,
    /// What the person owes, zero or more.
    pub owed: Money,
    /// Orders of the person that wait for a decision about their submission.
    pub reviews: i64,
}

/// How things stand for a person.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, person_id: PersonId) -> Result<Admission, StoreError> {
    let row = sqlx::query(
        "SELECT (SELECT COUNT(*) FROM flags WHERE name = $2) AS unreachable, \
         COALESCE((SELECT owed FROM wallets WHERE person_id = $1), 0) AS owed, \
         (SELECT COUNT(*) FROM orders WHERE state = 'review' AND person_id = $1 \
         AND review_kind = 'submission') AS reviews",
    )
    .bind(person_id)
    .bind(Flag::AdminsUnreachable.into_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(Admission {
        are_admins_unreachable: row.try_get::<i64, _>("unreachable")? > 0,
        owed: Money::from_micros(row.try_get("owed")?),
        reviews: row.try_get("reviews")?,
    })
}
