//! Who invited whom, and what that has earned.

use sqlx::{FromRow, Row};

use super::tx::{StoreError, Tx};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::money::Money;
use crate::domain::referral::ReferralCode;

/// The code in a person's own link, if they have asked for one.
pub async fn find_code(tx: &mut Tx, person_id: PersonId) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT code FROM referral_codes WHERE person_id = $1")
        .bind(person_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Gives a person a code; `false` where they have one, or somebody else has this one.
pub async fn insert_code(
    tx: &mut Tx,
    person_id: PersonId,
    code: &ReferralCode,
) -> Result<bool, StoreError> {
    let made = sqlx::query(
        "INSERT INTO referral_codes (person_id, code) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    )
    .bind(person_id)
    .bind(code.as_str())
    .execute(tx.conn())
    .await?;
    Ok(made.rows_affected() == 1)
}

/// Whose code it is.
pub async fn find_inviter(
    tx: &mut Tx,
    code: &ReferralCode,
) -> Result<Option<PersonId>, StoreError> {
    let row = sqlx::query("SELECT person_id FROM referral_codes WHERE code = $1")
        .bind(code.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Who came by whose link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invitation {
    /// Who came.
    pub person_id: PersonId,
    /// Whose link it was.
    pub inviter_id: PersonId,
}

/// Writes down who invited somebody; `false` where that is known already.
pub async fn bind(
    tx: &mut Tx,
    Invitation { person_id, inviter_id }: Invitation,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let bound = sqlx::query(
        "INSERT INTO referrals (person_id, inviter_id, bound_ms) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id) DO NOTHING",
    )
    .bind(person_id)
    .bind(inviter_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(bound.rows_affected() == 1)
}

/// Who invited somebody.
pub async fn inviter_of(tx: &mut Tx, person_id: PersonId) -> Result<Option<PersonId>, StoreError> {
    let row = sqlx::query("SELECT inviter_id FROM referrals WHERE person_id = $1")
        .bind(person_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// What an order has earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Earning {
    /// The order.
    pub order_id: OrderId,
    /// Whose order it is.
    pub person_id: PersonId,
    /// Who has it.
    pub inviter_id: PersonId,
    /// The share that was in force.
    pub percent: i64,
    /// Less what was taken back.
    #[sqlx(try_from = "i64")]
    pub earned: Money,
}

/// What an order has earned, if anything.
pub async fn find_earning(tx: &mut Tx, order_id: OrderId) -> Result<Option<Earning>, StoreError> {
    let earning = sqlx::query_as(
        "SELECT order_id, person_id, inviter_id, percent, earned FROM referral_earnings \
         WHERE order_id = $1",
    )
    .bind(order_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(earning)
}

/// Writes down what an order has earned; `false` where that was done before.
pub async fn insert_earning(tx: &mut Tx, new: &Earning, now_ms: i64) -> Result<bool, StoreError> {
    let made = sqlx::query(
        "INSERT INTO referral_earnings (order_id, person_id, inviter_id, percent, earned, \
         earned_ms) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (order_id) DO NOTHING",
    )
    .bind(new.order_id)
    .bind(new.person_id)
    .bind(new.inviter_id)
    .bind(new.percent)
    .bind(new.earned.micros())
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(made.rows_affected() == 1)
}

/// Lowers what an order has earned from what was read; `false` where it is another sum by now.
pub async fn lower_earning(tx: &mut Tx, read: &Earning, to: Money) -> Result<bool, StoreError> {
    let lowered =
        sqlx::query("UPDATE referral_earnings SET earned = $2 WHERE order_id = $1 AND earned = $3")
            .bind(read.order_id)
            .bind(to.micros())
            .bind(read.earned.micros())
            .execute(tx.conn())
            .await?;
    Ok(lowered.rows_affected() == 1)
}

/// What the orders of one invited person have earned.
pub async fn earned_by(tx: &mut Tx, person_id: PersonId) -> Result<Money, StoreError> {
    let row = sqlx::query(
        "SELECT CAST(COALESCE(SUM(earned), 0) AS BIGINT) FROM referral_earnings \
         WHERE person_id = $1",
    )
    .bind(person_id)
    .fetch_one(tx.conn())
    .await?;
    Ok(Money::from_micros(row.try_get(0)?))
}

/// How many people somebody has invited, and what all of them have earned for them.
pub async fn tally(tx: &mut Tx, inviter_id: PersonId) -> Result<(i64, Money), StoreError> {
    let row = sqlx::query(
        "SELECT (SELECT COUNT(*) FROM referrals WHERE inviter_id = $1), \
         CAST(COALESCE(SUM(earned), 0) AS BIGINT) FROM referral_earnings WHERE inviter_id = $1",
    )
    .bind(inviter_id)
    .fetch_one(tx.conn())
    .await?;
    Ok((row.try_get(0)?, Money::from_micros(row.try_get(1)?)))
}
