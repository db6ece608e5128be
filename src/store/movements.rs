//! A person's money as they read it: one movement an order, and one for everything else that was
//! booked. Reads entries only; losses and fees are the shop's and move nothing of theirs.

use std::collections::BTreeMap;

use sqlx::{FromRow, Row};

use super::portion::Portion;
use super::postings::StatementLine;
use super::rows::{Placeholders, list_query};
use super::tx::{StoreError, Tx};
use crate::domain::ids::{EntryId, OrderId, PersonId};

/// Entries of one order that are read at the most: more than a drip-feed of many parts has.
const ENTRIES_OF_ORDER_MAX: usize = 200;

/// What belongs together, the oldest entry first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The order, or 0.
    pub order_id: OrderId,
    /// Its entries.
    pub entries: Vec<StatementLine>,
}

impl Movement {
    /// What it has changed of what may be spent, micro-units.
    #[must_use]
    pub fn spendable(&self) -> i64 {
        self.entries.iter().fold(0, |sum, entry| sum.saturating_add(entry.spendable))
    }

    /// When it moved last, unix milliseconds.
    #[must_use]
    pub fn moved_ms(&self) -> i64 {
        self.entries.last().map_or(0, |entry| entry.created_ms)
    }
}

/// Entries that are the newest of their order, or of none.
macro_rules! heads {
    ($what:literal, $end:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM entries e WHERE e.person_id = $1 AND e.kind NOT IN ('loss', 'fee') \
             AND (e.order_id = 0 OR NOT EXISTS (SELECT 1 FROM entries n \
             WHERE n.order_id = e.order_id AND n.order_id <> 0 AND n.entry_id > e.entry_id \
             AND n.person_id = e.person_id AND n.kind NOT IN ('loss', 'fee')))",
            $end
        )
    };
}

/// The statement that reads entries with what they change, completed by its condition and
/// `grouped!`.
macro_rules! lines {
    () => {
        "SELECT e.entry_id, e.memo_key, e.memo_args, e.order_id, e.created_ms, \
         CAST(SUM(CASE WHEN p.account IN ('customer/available', 'customer/bonus', \
         'customer/owed') THEN p.amount ELSE 0 END) AS BIGINT) AS spendable, \
         CAST(SUM(CASE WHEN p.account = 'customer/held' THEN p.amount ELSE 0 END) AS BIGINT) \
         AS held FROM entries e JOIN postings p ON p.entry_id = e.entry_id \
         WHERE e.kind NOT IN ('loss', 'fee') AND "
    };
}

macro_rules! grouped {
    () => {
        "GROUP BY e.entry_id, e.memo_key, e.memo_args, e.order_id, e.created_ms \
         ORDER BY e.entry_id"
    };
}

/// A page of the person's movements, the newest first, and how many there are in all.
pub async fn page(
    tx: &mut Tx,
    person_id: PersonId,
    page: Portion,
) -> Result<(Vec<Movement>, i64), StoreError> {
    let rows = sqlx::query(heads!(
        "e.entry_id, e.order_id",
        " ORDER BY e.entry_id DESC LIMIT CAST($2 AS BIGINT) OFFSET CAST($3 AS BIGINT)"
    ))
    .bind(person_id)
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    let heads: Vec<(EntryId, OrderId)> = rows
        .iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .collect::<Result<_, StoreError>>()?;
    let count = sqlx::query(heads!("COUNT(*)", "")).bind(person_id).fetch_one(tx.conn()).await?;
    let entries = entries_of(tx, person_id, &heads).await?;
    Ok((gathered(&heads, entries), count.try_get(0)?))
}

fn gathered(heads: &[(EntryId, OrderId)], entries: Vec<StatementLine>) -> Vec<Movement> {
    let mut by_head: BTreeMap<(OrderId, EntryId), Vec<StatementLine>> = BTreeMap::new();
    for entry in entries {
        let alone = if entry.order_id.is_some() { EntryId::NONE } else { entry.entry_id };
        by_head.entry((entry.order_id, alone)).or_default().push(entry);
    }
    let of_head = |(entry_id, order_id): &(EntryId, OrderId)| {
        let alone = if order_id.is_some() { EntryId::NONE } else { *entry_id };
        let mut entries = by_head.get(&(*order_id, alone)).cloned().unwrap_or_default();
        let surplus = entries.len().saturating_sub(ENTRIES_OF_ORDER_MAX);
        entries.drain(..surplus);
        Movement { order_id: *order_id, entries }
    };
    heads.iter().map(of_head).collect()
}

async fn entries_of(
    tx: &mut Tx,
    person_id: PersonId,
    heads: &[(EntryId, OrderId)],
) -> Result<Vec<StatementLine>, StoreError> {
    let mut entries = Vec::new();
    let orders: Vec<OrderId> =
        heads.iter().map(|(_, order_id)| *order_id).filter(|id| id.is_some()).collect();
    if !orders.is_empty() {
        let query = list_query(
            concat!(lines!(), "e.person_id = $1 AND e.order_id <> 0 AND e.order_id IN"),
            Placeholders { first: 2, count: orders.len() },
            grouped!(),
        );
        let query = orders.iter().fold(query.bind(person_id), |query, id| query.bind(*id));
        entries.extend(read(query.fetch_all(tx.conn()).await?)?);
    }
    let alone: Vec<EntryId> =
        heads.iter().filter(|(_, order)| !order.is_some()).map(|(entry_id, _)| *entry_id).collect();
    if !alone.is_empty() {
        let query = list_query(
            concat!(lines!(), "e.person_id = $1 AND e.entry_id IN"),
            Placeholders { first: 2, count: alone.len() },
            grouped!(),
        );
        let query = alone.iter().fold(query.bind(person_id), |query, id| query.bind(*id));
        entries.extend(read(query.fetch_all(tx.conn()).await?)?);
    }
    Ok(entries)
}

/// The person's newest entries, the oldest of them first.
pub async fn newest(
    tx: &mut Tx,
    person_id: PersonId,
    limit: i64,
) -> Result<Vec<StatementLine>, StoreError> {
    let (mut entries, _) = super::postings::statement(tx, person_id, Portion::first(limit)).await?;
    entries.reverse();
    Ok(entries)
}

fn read(rows: Vec<sqlx::any::AnyRow>) -> Result<Vec<StatementLine>, StoreError> {
    Ok(rows.iter().map(StatementLine::from_row).collect::<Result<_, _>>()?)
}
