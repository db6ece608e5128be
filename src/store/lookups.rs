//! People as admins look them up: by name, with what their orders came to. Names are folded by
//! [`super::people`], which writes them. Reads only, but for the text an admin has searched for.

use sqlx::{FromRow, Row};

use super::portion::Portion;
use super::tx::{StoreError, Tx};
use crate::domain::ids::{OrderId, PersonId};

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct FoundPerson {
    /// Telegram user id.
    pub person_id: PersonId,
    /// First and last name as they wrote them.
    pub name: String,
    /// Without `@`; empty when there is none.
    pub username: String,
}

/// A person's orders of one state.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Tally {
    /// Stored name of the state.
    pub state: String,
    /// How many.
    pub orders: i64,
    /// What was paid and not returned for those that are settled, micro-units.
    pub earned: i64,
}

/// A page of the people whose name or username contains `text`, in the order of their names, and
/// how many they are in all. Case does not matter, and no letter of `text` is a wildcard.
pub async fn search(
    tx: &mut Tx,
    text: &str,
    page: Portion,
) -> Result<(Vec<FoundPerson>, i64), StoreError> {
    let pattern = format!("%{}%", escaped(&text.to_lowercase()));
    let found = sqlx::query_as(
        "SELECT person_id, name, username FROM people WHERE name_folded LIKE $1 ESCAPE '!' \
         ORDER BY name_folded, person_id LIMIT CAST($2 AS BIGINT) OFFSET CAST($3 AS BIGINT)",
    )
    .bind(&pattern)
    .bind(page.limit)
    .bind(page.offset)
    .fetch_all(tx.conn())
    .await?;
    let row = sqlx::query("SELECT COUNT(*) FROM people WHERE name_folded LIKE $1 ESCAPE '!'")
        .bind(&pattern)
        .fetch_one(tx.conn())
        .await?;
    Ok((found, row.try_get(0)?))
}

/// The text with every wildcard of LIKE as a plain letter.
fn escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// Who has this username as far as is known, at most two: it may have changed hands unseen.
pub async fn by_username(tx: &mut Tx, username: &str) -> Result<Vec<PersonId>, StoreError> {
    let rows = sqlx::query(
        "SELECT person_id FROM people WHERE username_folded = $1 AND username_folded <> '' \
         ORDER BY person_id LIMIT 2",
    )
    .bind(username.to_lowercase())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// When the person first wrote to the bot, unix milliseconds; 0 for somebody unknown.
pub async fn since(tx: &mut Tx, person_id: PersonId) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT created_ms FROM people WHERE person_id = $1")
        .bind(person_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?.unwrap_or(0))
}

/// The person's orders, counted by state.
pub async fn tallies(tx: &mut Tx, person_id: PersonId) -> Result<Vec<Tally>, StoreError> {
    let tallies = sqlx::query_as(
        "SELECT state, COUNT(*) AS orders, CAST(SUM(CASE WHEN is_settled = 1 \
         THEN price - returned ELSE 0 END) AS BIGINT) AS earned FROM orders \
         WHERE person_id = $1 GROUP BY state ORDER BY state",
    )
    .bind(person_id)
    .fetch_all(tx.conn())
    .await?;
    Ok(tallies)
}

/// The person's orders that wait for a decision, oldest first, at most `limit`.
pub async fn open_reviews(
    tx: &mut Tx,
    person_id: PersonId,
    limit: i64,
) -> Result<Vec<OrderId>, StoreError> {
    let rows = sqlx::query(
        "SELECT order_id FROM orders WHERE state = 'review' AND person_id = $1 \
         ORDER BY order_id LIMIT CAST($2 AS BIGINT)",
    )
    .bind(person_id)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Remembers what an admin searched for, in place of what they searched for before.
pub async fn remember(
    tx: &mut Tx,
    admin_id: PersonId,
    text: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO people_searches (admin_id, text, asked_ms) VALUES ($1, $2, $3) \
         ON CONFLICT (admin_id) DO UPDATE SET text = excluded.text, asked_ms = excluded.asked_ms",
    )
    .bind(admin_id)
    .bind(text)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What the admin searched for last.
pub async fn remembered(tx: &mut Tx, admin_id: PersonId) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT text FROM people_searches WHERE admin_id = $1")
        .bind(admin_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}
