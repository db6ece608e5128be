//! The address of each order of mails, what a domain gets, and how far the search for an order is.

use sqlx::{FromRow, Row};

use crate::domain::ids::OrderId;
use crate::domain::mail::MailTarget;
use crate::domain::time::Millis;
use crate::store::portion::Older;
use crate::store::tx::{StoreError, Tx, remove_oldest};

/// What an order sends, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailPlan {
    /// Where.
    pub target: MailTarget,
    /// How many.
    pub quantity: i64,
}

/// What a domain gets beside one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Orders that are not over.
    pub open: i64,
    /// Mails that were handed over since a time, or wait to be.
    pub mails: i64,
}

/// An order whose outcome nobody knows, or that was given up for not placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// The order.
    pub order_id: OrderId,
    /// Its address.
    pub target: MailTarget,
    /// When it was handed over last, unix milliseconds.
    pub sent_ms: i64,
    /// Since when the provider's lists do not have it; 0 where that was not seen.
    pub absent_ms: i64,
}

/// Takes the lock of a domain until the transaction ends.
pub async fn lock(tx: &mut Tx, registrable: &str, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO mail_domains (registrable, placed_ms) VALUES ($1, $2) \
         ON CONFLICT (registrable) DO UPDATE SET placed_ms = $2",
    )
    .bind(registrable)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a domain gets beside an order, counting what was handed over since a time. Of what was
/// refused nothing was sent.
pub async fn load(
    tx: &mut Tx,
    registrable: &str,
    (beside, since_ms): (OrderId, i64),
) -> Result<Load, StoreError> {
    let row = sqlx::query(
        "SELECT CAST(COALESCE(SUM(CASE WHEN o.state IN \
         ('queued', 'submitting', 'review', 'active') THEN 1 ELSE 0 END), 0) AS BIGINT), \
         CAST(COALESCE(SUM(CASE WHEN (m.sent_ms > $3 \
         AND NOT (o.state = 'rejected' AND o.provider_order_id = '')) \
         OR (m.sent_ms = 0 AND o.state IN ('queued', 'submitting', 'review')) \
         THEN m.quantity ELSE 0 END), 0) AS BIGINT) \
         FROM mail_orders m JOIN orders o ON o.order_id = m.order_id \
         WHERE m.registrable = $1 AND m.order_id <> $2 \
         AND (m.sent_ms > $3 OR o.state IN ('queued', 'submitting', 'review', 'active'))",
    )
    .bind(registrable)
    .bind(beside)
    .bind(since_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(Load { open: row.try_get(0)?, mails: row.try_get(1)? })
}

/// Keeps what an order sends.
pub async fn insert(tx: &mut Tx, order_id: OrderId, plan: &MailPlan) -> Result<(), StoreError> {
    let domain = plan.target.domain();
    sqlx::query(
        "INSERT INTO mail_orders (order_id, domain, registrable, target, quantity) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(order_id)
    .bind(domain.as_str())
    .bind(domain.registrable())
    .bind(plan.target.to_string())
    .bind(plan.quantity)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What an order sends.
pub async fn find(tx: &mut Tx, order_id: OrderId) -> Result<Option<MailPlan>, StoreError> {
    let row = sqlx::query("SELECT target, quantity FROM mail_orders WHERE order_id = $1")
        .bind(order_id)
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let target = target_of(&row.try_get::<String, _>(0)?)?;
    Ok(Some(MailPlan { target, quantity: row.try_get(1)? }))
}

/// Whether an order was ever handed over.
pub async fn is_sent(tx: &mut Tx, order_id: OrderId) -> Result<bool, StoreError> {
    let sent: Option<i64> =
        sqlx::query_scalar("SELECT sent_ms FROM mail_orders WHERE order_id = $1")
            .bind(order_id)
            .fetch_optional(tx.conn())
            .await?;
    Ok(sent.is_none_or(|sent_ms| sent_ms > 0))
}

/// Notes that an attempt of an order is handed over now; `false` when that attempt is over.
pub async fn mark_sent(
    tx: &mut Tx,
    (order_id, attempt): (OrderId, i64),
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE mail_orders SET sent_ms = $3, looked_ms = 0, absent_ms = 0 WHERE order_id = $1 \
         AND EXISTS (SELECT 1 FROM orders o WHERE o.order_id = $1 AND o.attempt = $2 \
         AND o.state = 'submitting')",
    )
    .bind(order_id)
    .bind(attempt)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

#[derive(FromRow)]
struct StoredSought {
    order_id: OrderId,
    target: String,
    sent_ms: i64,
    absent_ms: i64,
}

/// When which orders are looked for, unix milliseconds each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchTimes {
    /// Those that a person would have to decide, handed over and looked for before this.
    pub undecided_before_ms: i64,
    /// Those that were given up, looked for before this.
    pub given_up_before_ms: i64,
    /// What was handed over before this is looked for no more.
    pub since_ms: i64,
}

/// Orders of a provider that its lists are to be looked through for, the longest unseen first.
pub async fn list_sought(
    tx: &mut Tx,
    (provider, limit): (&str, i64),
    times: SearchTimes,
) -> Result<Vec<Sought>, StoreError> {
    let rows: Vec<StoredSought> = sqlx::query_as(
        "SELECT m.order_id, m.target, m.sent_ms, m.absent_ms \
         FROM mail_orders m JOIN orders o ON o.order_id = m.order_id \
         WHERE o.provider = $1 AND o.provider_order_id = '' AND m.sent_ms > $4 AND \
         ((o.state = 'review' AND o.review_kind = 'submission' \
         AND m.sent_ms <= $2 AND m.looked_ms <= $2) \
         OR (o.state = 'rejected' AND o.doubts > 0 AND m.looked_ms <= $3)) \
         ORDER BY m.looked_ms, m.order_id LIMIT CAST($5 AS BIGINT)",
    )
    .bind(provider)
    .bind(times.undecided_before_ms)
    .bind(times.given_up_before_ms)
    .bind(times.since_ms)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    let read = |row: StoredSought| {
        let StoredSought { order_id, sent_ms, absent_ms, .. } = row;
        Ok(Sought { order_id, target: target_of(&row.target)?, sent_ms, absent_ms })
    };
    rows.into_iter().map(read).collect()
}

/// Orders of a provider that wait for a person's decision and were never handed over.
pub async fn list_never_sent(
    tx: &mut Tx,
    (provider, limit): (&str, i64),
) -> Result<Vec<OrderId>, StoreError> {
    let order_ids = sqlx::query_scalar(
        "SELECT m.order_id FROM mail_orders m JOIN orders o ON o.order_id = m.order_id \
         WHERE o.provider = $1 AND o.state = 'review' AND o.review_kind = 'submission' \
         AND m.sent_ms = 0 ORDER BY m.order_id LIMIT CAST($2 AS BIGINT)",
    )
    .bind(provider)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(order_ids)
}

/// Notes a look at the provider's lists, which do not have an order since then (0: they may have
/// it); nothing is noted of one that was sent again meanwhile.
pub async fn mark_looked(
    tx: &mut Tx,
    sought: &Sought,
    absent_since: Millis,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE mail_orders SET looked_ms = $3, absent_ms = $4 \
         WHERE order_id = $1 AND sent_ms = $2",
    )
    .bind(sought.order_id)
    .bind(sought.sent_ms)
    .bind(now_ms)
    .bind(absent_since.0)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Removes what is kept of orders whose domain was forgotten, handed over before `older.than_ms`
/// if ever, and then the locks of domains without an order; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let addresses = "DELETE FROM mail_orders WHERE order_id IN (SELECT order_id FROM mail_orders \
         WHERE domain = '' AND sent_ms < $1 ORDER BY sent_ms LIMIT CAST($2 AS BIGINT))";
    // Whoever has a lock at this moment has written the time.
    let locks = "DELETE FROM mail_domains WHERE placed_ms < $1 AND registrable IN \
         (SELECT d.registrable FROM mail_domains d WHERE d.placed_ms < $1 AND NOT EXISTS \
         (SELECT 1 FROM mail_orders m WHERE m.registrable = d.registrable) \
         LIMIT CAST($2 AS BIGINT))";
    let removed = remove_oldest(tx, addresses, older).await?;
    Ok(removed + remove_oldest(tx, locks, older).await?)
}

fn target_of(text: &str) -> Result<MailTarget, StoreError> {
    MailTarget::parse(text).ok_or(StoreError::Unreadable("the address of a mail order"))
}
