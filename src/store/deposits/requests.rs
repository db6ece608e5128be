//! What customers want to pay in, from asking to its end. Must never give a worker a request that
//! another one is fulfilling.

use sqlx::{FromRow, Row};

use crate::domain::deposit::{Gateway, RequestState};
use crate::domain::ids::{CheckoutId, DepositRequestId, PersonId};
use crate::domain::money::Money;
use crate::store::race::Race;
use crate::store::tx::{StoreError, Tx, expect_one};

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct DepositRequest {
    /// Its number.
    pub request_id: DepositRequestId,
    /// The customer.
    pub person_id: PersonId,
    /// How it is paid.
    pub gateway: Gateway,
    /// What is paid, or empty where the payer chooses.
    pub asset: String,
    /// How much is to arrive.
    #[sqlx(try_from = "i64")]
    pub amount: Money,
    /// The same in the coin, or empty.
    pub coin_amount: String,
    /// Where to pay to, or empty.
    pub address: String,
    /// The gateway's number of the invoice, or 0.
    pub invoice_id: i64,
    /// Where the invoice is paid, or empty.
    pub pay_url: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: RequestState,
    /// The order that waits for the money, or empty.
    pub checkout_id: CheckoutId,
    /// How often the gateway was asked.
    pub attempts: i64,
    /// Unix milliseconds.
    pub created_ms: i64,
    /// Until when what is shown stands.
    pub expires_ms: i64,
}

impl TryFrom<String> for RequestState {
    type Error = strum::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// A new request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRequest<'a> {
    /// The customer.
    pub person_id: PersonId,
    /// How it is to be paid.
    pub gateway: &'a Gateway,
    /// What is paid, or empty.
    pub asset: &'a str,
    /// How much.
    pub amount: Money,
    /// The order that waits for the money, or empty.
    pub checkout_id: &'a CheckoutId,
    /// Until when it stands.
    pub expires_ms: i64,
}

/// What the gateway gave for a request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Offered<'a> {
    /// How much of the coin, or empty.
    pub coin_amount: &'a str,
    /// Where to pay to, or empty.
    pub address: &'a str,
    /// The number of the invoice, or 0.
    pub invoice_id: i64,
    /// Where the invoice is paid, or empty.
    pub pay_url: &'a str,
}

macro_rules! requests {
    ($rest:literal) => {
        concat!(
            "SELECT request_id, person_id, gateway, asset, amount, coin_amount, address, \
             invoice_id, pay_url, state, checkout_id, attempts, created_ms, expires_ms \
             FROM deposit_requests ",
            $rest
        )
    };
}

/// Writes a request that waits for the gateway.
pub async fn insert(
    tx: &mut Tx,
    new: NewRequest<'_>,
    now_ms: i64,
) -> Result<DepositRequestId, StoreError> {
    let row = sqlx::query(
        "INSERT INTO deposit_requests (person_id, gateway, asset, amount, checkout_id, \
         created_ms, expires_ms, changed_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $6) \
         RETURNING request_id",
    )
    .bind(new.person_id)
    .bind(new.gateway)
    .bind(new.asset)
    .bind(new.amount.micros())
    .bind(new.checkout_id.as_str())
    .bind(now_ms)
    .bind(new.expires_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// A request by its number.
pub async fn find(
    tx: &mut Tx,
    request_id: DepositRequestId,
) -> Result<Option<DepositRequest>, StoreError> {
    let found = sqlx::query_as(requests!("WHERE request_id = $1"))
        .bind(request_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found)
}

/// The person's request that can still be paid and is just like this one, if any.
pub async fn find_alike(
    tx: &mut Tx,
    new: &NewRequest<'_>,
    now_ms: i64,
) -> Result<Option<DepositRequest>, StoreError> {
    let found = sqlx::query_as(requests!(
        "WHERE person_id = $1 AND gateway = $2 AND asset = $3 AND amount = $4 \
         AND checkout_id = $5 AND state IN ('asked', 'open') AND expires_ms > $6 \
         ORDER BY request_id DESC LIMIT 1"
    ))
    .bind(new.person_id)
    .bind(new.gateway)
    .bind(new.asset)
    .bind(new.amount.micros())
    .bind(new.checkout_id.as_str())
    .bind(now_ms)
    .fetch_optional(tx.conn())
    .await?;
    Ok(found)
}

/// Keeps a request from changing until this transaction is over.
pub async fn hold(tx: &mut Tx, request_id: DepositRequestId) -> Result<(), StoreError> {
    sqlx::query("UPDATE deposit_requests SET changed_ms = changed_ms WHERE request_id = $1")
        .bind(request_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// How many requests of a person can still be paid.
pub async fn count_waiting(
    tx: &mut Tx,
    person_id: PersonId,
    now_ms: i64,
) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT COUNT(*) FROM deposit_requests \
         WHERE person_id = $1 AND state IN ('asked', 'open') AND expires_ms > $2",
    )
    .bind(person_id)
    .bind(now_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// So many of the newest requests stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep(pub i64);

/// Ends the person's oldest requests beyond `keep`, so that a new one finds room; what is paid to
/// them all the same is credited.
pub async fn expire_oldest(
    tx: &mut Tx,
    person_id: PersonId,
    keep: Keep,
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE deposit_requests SET state = 'expired', changed_ms = $3 WHERE request_id IN \
         (SELECT request_id FROM deposit_requests WHERE person_id = $1 \
         AND state IN ('asked', 'open') \
         ORDER BY request_id DESC LIMIT 1000 OFFSET CAST($2 AS BIGINT))",
    )
    .bind(person_id)
    .bind(keep.0)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The oldest requests that wait for their gateway and that nobody is fulfilling.
pub async fn list_asked(
    tx: &mut Tx,
    now_ms: i64,
    gateway: &Gateway,
) -> Result<Vec<DepositRequestId>, StoreError> {
    let rows = sqlx::query(
        "SELECT request_id FROM deposit_requests WHERE state = 'asked' AND gateway = $1 \
         AND lease_until_ms <= $2 ORDER BY request_id LIMIT 20",
    )
    .bind(gateway)
    .bind(now_ms)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Takes a request for a call to its gateway; `None` when another worker has it or it is over.
pub async fn claim(
    tx: &mut Tx,
    request_id: DepositRequestId,
    now_ms: i64,
    until: LeaseEnd,
) -> Result<Option<DepositRequest>, StoreError> {
    let claimed = sqlx::query(
        "UPDATE deposit_requests SET attempts = attempts + 1, lease_until_ms = $3 \
         WHERE request_id = $1 AND state = 'asked' AND lease_until_ms <= $2",
    )
    .bind(request_id)
    .bind(now_ms)
    .bind(until.0)
    .execute(tx.conn())
    .await?;
    if claimed.rows_affected() == 0 {
        return Ok(None);
    }
    find(tx, request_id).await
}

/// When a claim ends by itself, unix milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeaseEnd(pub i64);

/// Opens a request with what the gateway gave.
///
/// # Errors
/// [`StoreError::Lost`] when it does not wait for its gateway any more.
pub async fn open(
    tx: &mut Tx,
    request_id: DepositRequestId,
    offered: Offered<'_>,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE deposit_requests SET state = 'open', coin_amount = $2, address = $3, \
         invoice_id = $4, pay_url = $5, lease_until_ms = 0, changed_ms = $6 \
         WHERE request_id = $1 AND state = 'asked'",
    )
    .bind(request_id)
    .bind(offered.coin_amount)
    .bind(offered.address)
    .bind(offered.invoice_id)
    .bind(offered.pay_url)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::DepositRequest)
}

/// Moves a request on; `false` when it is in another state by now.
pub async fn set_state(
    tx: &mut Tx,
    request_id: DepositRequestId,
    (from, to): (RequestState, RequestState),
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE deposit_requests SET state = $3, changed_ms = $4, lease_until_ms = 0 \
         WHERE request_id = $1 AND state = $2",
    )
    .bind(request_id)
    .bind(from.into_str())
    .bind(to.into_str())
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// The requests of a gateway that may still be paid: open, or expired after `since_ms`; at most a
/// thousand, newest first.
pub async fn list_followed(
    tx: &mut Tx,
    gateway: &Gateway,
    since_ms: i64,
) -> Result<Vec<DepositRequest>, StoreError> {
    let found = sqlx::query_as(requests!(
        "WHERE gateway = $1 AND state IN ('open', 'expired') AND expires_ms > $2 \
         ORDER BY expires_ms DESC LIMIT 1000"
    ))
    .bind(gateway)
    .bind(since_ms)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// The open requests of any gateway whose time is over.
pub async fn list_overdue(tx: &mut Tx, now_ms: i64) -> Result<Vec<DepositRequest>, StoreError> {
    let found = sqlx::query_as(requests!(
        "WHERE state IN ('asked', 'open') AND expires_ms <= $1 ORDER BY expires_ms LIMIT 100"
    ))
    .bind(now_ms)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// Whether a gateway's invoice has this number.
pub async fn has_invoice(tx: &mut Tx, invoice_id: i64) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT request_id FROM deposit_requests \
         WHERE invoice_id = $1 AND invoice_id <> 0 LIMIT 1",
    )
    .bind(invoice_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}

/// The newest request of a person that shows this address, of this gateway first: networks of a
/// family share addresses.
pub async fn find_by_address(
    tx: &mut Tx,
    person_id: PersonId,
    (gateway, address): (&Gateway, &str),
) -> Result<Option<DepositRequest>, StoreError> {
    let found = sqlx::query_as(requests!(
        "WHERE person_id = $1 AND address = $2 \
         ORDER BY CASE WHEN gateway = $3 THEN 0 ELSE 1 END, request_id DESC LIMIT 1"
    ))
    .bind(person_id)
    .bind(address)
    .bind(gateway)
    .fetch_optional(tx.conn())
    .await?;
    Ok(found)
}
