//! Prices that were promised: a quote keeps its price for its lifetime, whatever a sync does.

use sqlx::{FromRow, Row};

use super::portion::Older;
use super::rows::{Grid, ROWS_MAX, values_query};
use super::tx::{StoreError, Tx, remove_oldest};
use crate::domain::ids::{CheckoutId, PersonId, ServiceId, SourceId};
use crate::domain::money::Money;

/// A promised price.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Quote {
    /// 128 random bits in hex; the idempotency key of the order made from it.
    pub checkout_id: CheckoutId,
    /// Whose it is.
    pub person_id: PersonId,
    /// What is ordered.
    pub service_id: ServiceId,
    /// Where it would be bought.
    pub source_id: SourceId,
    /// The target, cleaned.
    pub link: String,
    /// How much is ordered.
    pub quantity: i64,
    /// How much is billed.
    pub billed_quantity: i64,
    /// Versioned JSON of what was entered.
    pub inputs: String,
    /// Versioned JSON of the service as it was shown.
    pub terms: String,
    /// What is paid, in micro-units.
    pub price: i64,
    /// What a coupon takes off, in micro-units; the price is without it already.
    pub discount: i64,
    /// The code of the coupon, or empty.
    pub coupon: String,
    /// The provider's rate that the price was made from.
    pub rate: String,
    /// The provider's currency.
    pub currency: String,
    /// Unix milliseconds.
    pub created_ms: i64,
}

impl Quote {
    /// The price without a coupon.
    #[must_use]
    pub fn full_price(&self) -> Money {
        Money::from_micros(self.price.saturating_add(self.discount))
    }
}

/// Keeps a quote.
pub async fn insert(tx: &mut Tx, quote: &Quote) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO quotes (checkout_id, person_id, service_id, source_id, link, quantity, \
         price, rate, currency, created_ms, billed_quantity, inputs, terms, discount, coupon) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(quote.checkout_id.as_str())
    .bind(quote.person_id)
    .bind(quote.service_id)
    .bind(quote.source_id)
    .bind(&quote.link)
    .bind(quote.quantity)
    .bind(quote.price)
    .bind(&quote.rate)
    .bind(&quote.currency)
    .bind(quote.created_ms)
    .bind(quote.billed_quantity)
    .bind(&quote.inputs)
    .bind(&quote.terms)
    .bind(quote.discount)
    .bind(&quote.coupon)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Keeps quotes of one message, each with the number of its line.
pub async fn insert_batch(
    tx: &mut Tx,
    batch_id: &CheckoutId,
    quotes: &[(i64, Quote)],
) -> Result<(), StoreError> {
    for chunk in quotes.chunks(ROWS_MAX) {
        let mut query = values_query(
            "INSERT INTO quotes (checkout_id, person_id, service_id, source_id, link, quantity, \
             price, rate, currency, created_ms, billed_quantity, inputs, terms, batch_id, \
             batch_place) VALUES",
            Grid { rows: chunk.len(), columns: 15 },
            "",
        );
        for (number, quote) in chunk {
            query = query
                .bind(quote.checkout_id.as_str())
                .bind(quote.person_id)
                .bind(quote.service_id)
                .bind(quote.source_id)
                .bind(quote.link.clone())
                .bind(quote.quantity)
                .bind(quote.price)
                .bind(quote.rate.clone())
                .bind(quote.currency.clone())
                .bind(quote.created_ms)
                .bind(quote.billed_quantity)
                .bind(quote.inputs.clone())
                .bind(quote.terms.clone())
                .bind(batch_id.as_str())
                .bind(*number);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// The person's own quotes of one message, in the order of its lines.
pub async fn list_batch(
    tx: &mut Tx,
    batch_id: &CheckoutId,
    person_id: PersonId,
) -> Result<Vec<(i64, Quote)>, StoreError> {
    let rows = sqlx::query(
        "SELECT checkout_id, person_id, service_id, source_id, link, quantity, price, rate, \
         currency, created_ms, billed_quantity, inputs, terms, discount, coupon, batch_place \
         FROM quotes \
         WHERE batch_id = $1 AND batch_id <> '' AND person_id = $2 ORDER BY batch_place",
    )
    .bind(batch_id.as_str())
    .bind(person_id)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok((row.try_get("batch_place")?, Quote::from_row(row)?))).collect()
}

/// The person's own quote.
pub async fn find(
    tx: &mut Tx,
    checkout_id: &CheckoutId,
    person_id: PersonId,
) -> Result<Option<Quote>, StoreError> {
    let quote = sqlx::query_as(
        "SELECT checkout_id, person_id, service_id, source_id, link, quantity, price, rate, \
         currency, created_ms, billed_quantity, inputs, terms, discount, \
         coupon FROM quotes \
         WHERE checkout_id = $1 AND person_id = $2",
    )
    .bind(checkout_id.as_str())
    .bind(person_id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(quote)
}

/// Gives the quote a new life at its old price.
pub async fn renew(tx: &mut Tx, checkout_id: &CheckoutId, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE quotes SET created_ms = $2 WHERE checkout_id = $1")
        .bind(checkout_id.as_str())
        .bind(now_ms)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Removes quotes older than `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM quotes WHERE checkout_id IN (SELECT checkout_id FROM quotes \
         WHERE created_ms < $1 ORDER BY created_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
