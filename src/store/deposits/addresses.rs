//! Addresses for deposits: each belongs to one person for ever, whatever is configured later. Owns
//! which index comes next; it must never give an address to a second person.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{FromRow, Row};

use crate::clock::DAY_MS;
use crate::domain::deposit::Family;
use crate::domain::ids::PersonId;
use crate::store::rows::{Placeholders, ROWS_MAX, list_query};
use crate::store::tx::{StoreError, Tx};

/// So long after it was shown or paid to an address is looked at all the time.
const HOT_MS: i64 = 7 * DAY_MS;

/// Where a person pays to.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct DepositAddress {
    /// Whose it is.
    pub person_id: PersonId,
    /// As the network writes it.
    pub address: String,
    /// Of the key that it was derived from.
    pub fingerprint: String,
    /// At which index.
    pub place: i64,
}

/// Which addresses are meant: of one family of networks and one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<'a> {
    /// The family.
    pub family: Family,
    /// Of the key.
    pub fingerprint: &'a str,
}

/// The address that the person is shown: the newest one of theirs from this key. Where
/// `only_unpaid` says so, one that was paid to is not shown again.
pub async fn find_own(
    tx: &mut Tx,
    source: Source<'_>,
    person_id: PersonId,
    only_unpaid: bool,
) -> Result<Option<DepositAddress>, StoreError> {
    let found = sqlx::query_as(
        "SELECT person_id, address, fingerprint, place FROM deposit_addresses \
         WHERE person_id = $1 AND family = $2 AND fingerprint = $3 AND ($4 = 0 OR is_paid = 0) \
         ORDER BY address_id DESC LIMIT 1",
    )
    .bind(person_id)
    .bind(source.family.into_str())
    .bind(source.fingerprint)
    .bind(i64::from(only_unpaid))
    .fetch_optional(tx.conn())
    .await?;
    Ok(found)
}

/// The index of the next address of a key.
pub async fn next_place(tx: &mut Tx, fingerprint: &str) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT COALESCE(MAX(place), -1) + 1 FROM deposit_addresses WHERE fingerprint = $1",
    )
    .bind(fingerprint)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// Gives an address to a person; `false` when its index or the address itself was given meanwhile.
pub async fn insert(
    tx: &mut Tx,
    family: Family,
    address: &DepositAddress,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO deposit_addresses (family, fingerprint, place, address, person_id, shown_ms, \
         hot_until_ms) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    )
    .bind(family.into_str())
    .bind(&address.fingerprint)
    .bind(address.place)
    .bind(&address.address)
    .bind(address.person_id)
    .bind(now_ms)
    .bind(now_ms.saturating_add(HOT_MS))
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Notes that an address was shown just now.
pub async fn mark_shown(tx: &mut Tx, address: &str, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE deposit_addresses SET shown_ms = $2, hot_until_ms = $3 WHERE address = $1")
        .bind(address)
        .bind(now_ms)
        .bind(now_ms.saturating_add(HOT_MS))
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Notes that something was paid to an address just now.
pub async fn mark_paid(tx: &mut Tx, address: &str, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE deposit_addresses SET is_paid = 1, hot_until_ms = $2 WHERE address = $1")
        .bind(address)
        .bind(now_ms.saturating_add(HOT_MS))
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whose addresses of a family of networks are; those of nobody are left out.
pub async fn find_owners(
    tx: &mut Tx,
    family: Family,
    addresses: &BTreeSet<String>,
) -> Result<BTreeMap<String, PersonId>, StoreError> {
    let mut owners = BTreeMap::new();
    for chunk in addresses.iter().collect::<Vec<_>>().chunks(ROWS_MAX) {
        let mut query = list_query(
            "SELECT address, person_id FROM deposit_addresses WHERE family = $1 AND address IN",
            Placeholders { first: 2, count: chunk.len() },
            "",
        )
        .bind(family.into_str());
        for address in chunk {
            query = query.bind((*address).clone());
        }
        for row in query.fetch_all(tx.conn()).await? {
            owners.insert(row.try_get(0)?, row.try_get(1)?);
        }
    }
    Ok(owners)
}

/// A person's addresses of a family of networks, newest first, at most a thousand.
pub async fn list_of(
    tx: &mut Tx,
    family: Family,
    person_id: PersonId,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(
        "SELECT address FROM deposit_addresses WHERE person_id = $1 AND family = $2 \
         ORDER BY address_id DESC LIMIT 1000",
    )
    .bind(person_id)
    .bind(family.into_str())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Every address of a family of networks, in the order in which they were given.
pub async fn list_all(tx: &mut Tx, family: Family) -> Result<Vec<String>, StoreError> {
    let rows =
        sqlx::query("SELECT address FROM deposit_addresses WHERE family = $1 ORDER BY address_id")
            .bind(family.into_str())
            .fetch_all(tx.conn())
            .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// The addresses of a family of networks that were shown or paid to in the last week, in the order
/// in which they were given. A request is open for less than that.
pub async fn list_hot(tx: &mut Tx, family: Family, now_ms: i64) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(
        "SELECT address FROM deposit_addresses WHERE family = $1 AND hot_until_ms > $2 \
         ORDER BY address_id",
    )
    .bind(family.into_str())
    .bind(now_ms)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Whether an address serves all deposits of its owner, as those of TRON do.
pub async fn is_shared(tx: &mut Tx, address: &str) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT 1 FROM deposit_addresses WHERE family = 'tron' AND address = $1 LIMIT 1",
    )
    .bind(address)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}
