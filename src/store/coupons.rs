//! Coupons, the orders that have one, and codes that nobody has as they were tried.

use sqlx::{FromRow, Row};

use super::ids::Flag;
use super::portion::{Older, Portion};
use super::tx::{StoreError, Tx, remove_oldest};
use crate::domain::coupon::{
    Conditions, CouponCode, Discount, DiscountKind, NewCoupon, Scope, ScopeKind,
};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::money::Money;

/// A coupon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coupon {
    /// Its code.
    pub code: String,
    /// What it takes off.
    pub discount: Discount,
    /// How often, when and for what.
    pub conditions: Conditions,
    /// Orders that have it now.
    pub uses: i64,
    /// Whether an owner has ended it.
    pub is_stopped: bool,
}

#[derive(FromRow)]
struct CouponRow {
    code: String,
    kind: String,
    amount: i64,
    uses_max: i64,
    person_max: i64,
    uses: i64,
    from_ms: i64,
    until_ms: i64,
    scope: String,
    scope_id: i64,
    #[sqlx(try_from = "i64")]
    min_order: Money,
    #[sqlx(try_from = "Flag")]
    is_stopped: bool,
}

impl CouponRow {
    fn read(self) -> Result<Coupon, StoreError> {
        let kind: DiscountKind =
            self.kind.parse().map_err(|_| StoreError::Unreadable("coupon: kind"))?;
        let scope: ScopeKind =
            self.scope.parse().map_err(|_| StoreError::Unreadable("coupon: scope"))?;
        Ok(Coupon {
            code: self.code,
            discount: Discount::of_stored(kind, self.amount),
            conditions: Conditions {
                uses_max: self.uses_max,
                person_max: self.person_max,
                from_ms: self.from_ms,
                until_ms: self.until_ms,
                scope: Scope::of_stored(scope, self.scope_id),
                min_order: self.min_order,
            },
            uses: self.uses,
            is_stopped: self.is_stopped,
        })
    }
}

macro_rules! coupons {
    ($rest:literal) => {
        concat!(
            "SELECT code, kind, amount, uses_max, person_max, uses, from_ms, until_ms, scope, \
             scope_id, min_order, is_stopped FROM coupons ",
            $rest
        )
    };
}

/// Keeps a new coupon; `false` where there is or was one with this code.
pub async fn insert(
    tx: &mut Tx,
    new: &NewCoupon,
    created_by: PersonId,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let ((kind, amount), (scope, scope_id)) =
        (new.discount.stored(), new.conditions.scope.stored());
    let made = sqlx::query(
        "INSERT INTO coupons (code, kind, amount, uses_max, person_max, from_ms, until_ms, scope, \
         scope_id, min_order, created_by, created_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (code) DO NOTHING",
    )
    .bind(new.code.as_str())
    .bind(kind.into_str())
    .bind(amount)
    .bind(new.conditions.uses_max)
    .bind(new.conditions.person_max)
    .bind(new.conditions.from_ms)
    .bind(new.conditions.until_ms)
    .bind(scope.into_str())
    .bind(scope_id)
    .bind(new.conditions.min_order.micros())
    .bind(created_by)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(made.rows_affected() == 1)
}

/// The coupon of a code.
pub async fn find(tx: &mut Tx, code: &CouponCode) -> Result<Option<Coupon>, StoreError> {
    let row: Option<CouponRow> = sqlx::query_as(coupons!("WHERE code = $1"))
        .bind(code.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.map(CouponRow::read).transpose()
}

/// A page of coupons: those in force first, then the newest; and how many there are.
pub async fn page(tx: &mut Tx, page: Portion) -> Result<(Vec<Coupon>, i64), StoreError> {
    let rows: Vec<CouponRow> = sqlx::query_as(coupons!(
        "ORDER BY is_stopped, created_ms DESC, code \
         LIMIT CAST($1 AS BIGINT) OFFSET CAST($2 AS BIGINT)"
    ))
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    let row = sqlx::query("SELECT COUNT(*) FROM coupons").fetch_one(tx.conn()).await?;
    let coupons = rows.into_iter().map(CouponRow::read).collect::<Result<_, _>>()?;
    Ok((coupons, row.try_get(0)?))
}

/// How many coupons are in force, or may come to be; what is over or used up is neither.
pub async fn count_open(tx: &mut Tx, now_ms: i64) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT COUNT(*) FROM coupons WHERE is_stopped = 0 \
         AND (until_ms = 0 OR until_ms > $1) AND (uses_max = 0 OR uses < uses_max)",
    )
    .bind(now_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// Ends a coupon; `false` where it is ended already.
pub async fn stop(tx: &mut Tx, code: &CouponCode) -> Result<bool, StoreError> {
    let stopped =
        sqlx::query("UPDATE coupons SET is_stopped = 1 WHERE code = $1 AND is_stopped = 0")
            .bind(code.as_str())
            .execute(tx.conn())
            .await?;
    Ok(stopped.rows_affected() == 1)
}

/// Counts one more order; `false` where as many have it as may, or it is ended.
pub async fn take(tx: &mut Tx, code: &CouponCode) -> Result<bool, StoreError> {
    let taken = sqlx::query(
        "UPDATE coupons SET uses = uses + 1 WHERE code = $1 AND is_stopped = 0 \
         AND (uses_max = 0 OR uses < uses_max)",
    )
    .bind(code.as_str())
    .execute(tx.conn())
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// Orders of a person that have the coupon now.
pub async fn count_of_person(
    tx: &mut Tx,
    code: &CouponCode,
    person_id: PersonId,
) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT COUNT(*) FROM coupon_uses WHERE code = $1 AND person_id = $2 \
         AND is_given_back = 0",
    )
    .bind(code.as_str())
    .bind(person_id)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// Writes down which order was paid for with the coupon.
pub async fn insert_use(
    tx: &mut Tx,
    order_id: OrderId,
    (code, person_id): (&str, PersonId),
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO coupon_uses (order_id, code, person_id, used_ms) VALUES ($1, $2, $3, $4)",
    )
    .bind(order_id)
    .bind(code)
    .bind(person_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The order of a coupon came to nothing: it may be used once more. Nothing happens the second
/// time, nor for an order without one.
pub async fn give_back(tx: &mut Tx, order_id: OrderId) -> Result<(), StoreError> {
    let given = sqlx::query(
        "UPDATE coupon_uses SET is_given_back = 1 WHERE order_id = $1 AND is_given_back = 0",
    )
    .bind(order_id)
    .execute(tx.conn())
    .await?;
    if given.rows_affected() == 1 {
        sqlx::query(
            "UPDATE coupons SET uses = uses - 1 \
             WHERE code = (SELECT code FROM coupon_uses WHERE order_id = $1) AND uses > 0",
        )
        .bind(order_id)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// Writes down that a person tried a code that nobody has.
pub async fn insert_try(tx: &mut Tx, person_id: PersonId, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO coupon_tries (person_id, tried_ms) VALUES ($1, $2)")
        .bind(person_id)
        .bind(now_ms)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// How many such tries a person has made since.
pub async fn count_tries(
    tx: &mut Tx,
    person_id: PersonId,
    since_ms: i64,
) -> Result<i64, StoreError> {
    let row =
        sqlx::query("SELECT COUNT(*) FROM coupon_tries WHERE person_id = $1 AND tried_ms > $2")
            .bind(person_id)
            .bind(since_ms)
            .fetch_one(tx.conn())
            .await?;
    Ok(row.try_get(0)?)
}

/// Removes tries older than `older.than_ms`; returns how many.
pub async fn prune_tries(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM coupon_tries WHERE try_id IN (SELECT try_id FROM coupon_tries \
         WHERE tried_ms < $1 ORDER BY tried_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
