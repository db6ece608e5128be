//! The only writer of ledger entries and of the balances that follow from them.
//! A balance is changed by one conditional UPDATE beside its entry, never read and then written.

use sqlx::{FromRow, Row};

use super::portion::Portion;
use super::race::Race;
use super::rows::{Grid, values_query};
use super::tx::{StoreError, Tx, expect_one};
use crate::domain::ids::{EntryId, OrderId, PersonId};
use crate::domain::ledger::{Account, Entry, Wallet};
use crate::domain::money::Money;

/// Whom and what an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The customer whose accounts it touches.
    pub person_id: PersonId,
    /// The order, or 0.
    pub order_id: OrderId,
    /// The admin who caused it, or 0 for the shop itself.
    pub actor_id: PersonId,
}

/// One line of a person's statement.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct StatementLine {
    /// The entry.
    pub entry_id: EntryId,
    /// Locale key of the explanation.
    pub memo_key: String,
    /// JSON object of the explanation's arguments.
    pub memo_args: String,
    /// The order, or 0.
    pub order_id: OrderId,
    /// When, unix milliseconds.
    pub created_ms: i64,
    /// Change of what may be spent (available and bonus), micro-units.
    pub spendable: i64,
    /// Change of what is held for orders, micro-units.
    pub held: i64,
}

/// Writes an entry and moves the balances. `false`: its cause was booked before, and nothing is
/// changed.
///
/// # Errors
/// [`StoreError::Lost`] when an account would fall below zero or the wallet does not exist; the
/// transaction must be given up then.
pub async fn post(
    tx: &mut Tx,
    entry: &Entry,
    about: About,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let Some(entry_id) = insert_entry(tx, entry, about, now_ms).await? else { return Ok(false) };
    insert_postings(tx, entry_id, entry).await?;
    move_balances(tx, entry, about.person_id).await?;
    Ok(true)
}

async fn insert_entry(
    tx: &mut Tx,
    entry: &Entry,
    about: About,
    now_ms: i64,
) -> Result<Option<EntryId>, StoreError> {
    let args: serde_json::Map<String, serde_json::Value> =
        entry.memo_args().iter().map(|(key, value)| (key.clone(), value.clone().into())).collect();
    let row = sqlx::query(
        "INSERT INTO entries (kind, cause, person_id, order_id, actor_id, memo_key, memo_args, \
         created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (cause) DO NOTHING RETURNING entry_id",
    )
    .bind(entry.kind().into_str())
    .bind(entry.cause())
    .bind(about.person_id)
    .bind(about.order_id)
    .bind(about.actor_id)
    .bind(entry.memo_key())
    .bind(serde_json::Value::Object(args).to_string())
    .bind(now_ms)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

async fn insert_postings(tx: &mut Tx, entry_id: EntryId, entry: &Entry) -> Result<(), StoreError> {
    let mut query = values_query(
        "INSERT INTO postings (entry_id, line, account, amount) VALUES",
        Grid { rows: entry.postings().len(), columns: 4 },
        "",
    );
    for (line, posting) in (1_i64..).zip(entry.postings()) {
        query = query
            .bind(entry_id)
            .bind(line)
            .bind(posting.account.as_text())
            .bind(posting.amount.micros());
    }
    query.execute(tx.conn()).await?;
    Ok(())
}

async fn move_balances(tx: &mut Tx, entry: &Entry, person_id: PersonId) -> Result<(), StoreError> {
    if !entry.postings().iter().any(|posting| posting.account.is_customer()) {
        return Ok(());
    }
    // What a customer owes is a debt: its postings are negative while the stored number grows.
    let changed = sqlx::query(
        "UPDATE wallets SET available = available + $2, bonus = bonus + $3, held = held + $4, \
         owed = owed - $5 WHERE person_id = $1 AND available + $2 >= 0 AND bonus + $3 >= 0 \
         AND held + $4 >= 0 AND owed - $5 >= 0",
    )
    .bind(person_id)
    .bind(entry.amount_on(&Account::Available).micros())
    .bind(entry.amount_on(&Account::Bonus).micros())
    .bind(entry.amount_on(&Account::Held).micros())
    .bind(entry.amount_on(&Account::Owed).micros())
    .execute(tx.conn())
    .await?;
    expect_one(&changed, Race::Wallet)
}

/// The person's balances; all zero for somebody without a wallet.
pub async fn wallet(tx: &mut Tx, person_id: PersonId) -> Result<Wallet, StoreError> {
    let row = sqlx::query("SELECT available, bonus, held, owed FROM wallets WHERE person_id = $1")
        .bind(person_id)
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(Wallet::default()) };
    read_wallet(&row)
}

/// The person's balances, which nobody else can change before this transaction ends: for an entry
/// that is split by what is there.
pub async fn lock_wallet(tx: &mut Tx, person_id: PersonId) -> Result<Wallet, StoreError> {
    // A change of nothing takes the row's lock on both engines and reads its newest version.
    let row = sqlx::query(
        "UPDATE wallets SET owed = owed WHERE person_id = $1 \
         RETURNING available, bonus, held, owed",
    )
    .bind(person_id)
    .fetch_optional(tx.conn())
    .await?;
    row.map_or_else(|| Ok(Wallet::default()), |row| read_wallet(&row))
}

fn read_wallet(row: &sqlx::any::AnyRow) -> Result<Wallet, StoreError> {
    Ok(Wallet {
        available: Money::from_micros(row.try_get(0)?),
        bonus: Money::from_micros(row.try_get(1)?),
        held: Money::from_micros(row.try_get(2)?),
        owed: Money::from_micros(row.try_get(3)?),
    })
}

/// A page of the person's statement, newest first, and how many lines there are in all. Losses
/// and fees are the shop's and move nothing of theirs.
pub async fn statement(
    tx: &mut Tx,
    person_id: PersonId,
    page: Portion,
) -> Result<(Vec<StatementLine>, i64), StoreError> {
    let lines = sqlx::query_as(
        "SELECT e.entry_id, e.memo_key, e.memo_args, e.order_id, e.created_ms, \
         CAST(SUM(CASE WHEN p.account IN ('customer/available', 'customer/bonus', \
         'customer/owed') THEN p.amount ELSE 0 END) AS BIGINT) AS spendable, \
         CAST(SUM(CASE WHEN p.account = 'customer/held' THEN p.amount ELSE 0 END) AS BIGINT) \
         AS held FROM (SELECT entry_id, memo_key, memo_args, order_id, created_ms FROM entries \
         WHERE person_id = $1 AND kind NOT IN ('loss', 'fee') ORDER BY entry_id DESC \
         LIMIT CAST($2 AS BIGINT) OFFSET CAST($3 AS BIGINT)) e \
         JOIN postings p ON p.entry_id = e.entry_id \
         GROUP BY e.entry_id, e.memo_key, e.memo_args, e.order_id, e.created_ms \
         ORDER BY e.entry_id DESC",
    )
    .bind(person_id)
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    let row = sqlx::query(
        "SELECT COUNT(*) FROM entries WHERE person_id = $1 AND kind NOT IN ('loss', 'fee')",
    )
    .bind(person_id)
    .fetch_one(tx.conn())
    .await?;
    Ok((lines, row.try_get(0)?))
}
