//! Everybody who ever wrote to the bot, their language and the screen they are on.
//! A person's key is the Telegram user id; usernames change hands and are never a key.

use sqlx::{FromRow, Row};

use super::dialogues;
use super::ids::Flag;
use super::race::Race;
use super::rows::{Placeholders, ROWS_MAX, list_query};
use super::tx::{StoreError, Tx, expect_one};
use crate::domain::ids::{PersonId, ScreenId};
use crate::domain::lang::Lang;
use crate::domain::one_line::one_line;
use crate::domain::ring::Ring;

/// A person as a turn sees them.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Person {
    /// Telegram user id; in a private chat also the chat id.
    pub person_id: PersonId,
    /// First and last name as Telegram tells them, at most 128 characters.
    pub name: String,
    /// Without `@`; empty when there is none.
    pub username: String,
    /// The chosen language, empty until chosen.
    pub language: String,
    /// The Telegram client's language, the first guess.
    pub client_language: String,
    /// Whether the person has blocked the bot.
    #[sqlx(try_from = "Flag")]
    pub is_blocked: bool,
    /// Whether the person may not order.
    #[sqlx(try_from = "Flag")]
    pub is_banned: bool,
    /// The screen whose buttons are alive; 0 for none.
    pub screen_id: ScreenId,
    /// Whether their data was deleted, and nothing new is kept until they begin anew.
    #[sqlx(try_from = "Flag")]
    pub is_erased: bool,
    /// When they wrote first, unix milliseconds.
    pub created_ms: i64,
    /// When their phone rings for an order.
    #[sqlx(rename = "rings", try_from = "String")]
    pub ring: Ring,
}

impl Person {
    /// Whether this is the first that the shop sees of them.
    #[must_use]
    pub const fn is_new(&self, now_ms: i64) -> bool {
        self.created_ms == now_ms && !self.screen_id.is_some()
    }

    /// Whether their language is known: they chose it, or their client speaks one of ours.
    #[must_use]
    pub fn has_language(&self) -> bool {
        !self.language.is_empty() || Lang::is_spoken(&self.client_language)
    }

    /// The language to speak with them: the chosen one, or else the client's.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::of(if self.language.is_empty() { &self.client_language } else { &self.language })
    }
}

/// What Telegram tells of a person with each update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TelegramProfile {
    /// Telegram user id.
    pub person_id: PersonId,
    /// First and last name.
    pub name: String,
    /// Without `@`; empty when there is none.
    pub username: String,
    /// IETF tag of the client; empty when not told.
    pub client_language: String,
}

/// A person and their stored dialogue.
pub type PersonWithDialogue = (Person, Option<String>);

/// The statement that reads people with their dialogues, completed by its condition.
macro_rules! known {
    ($condition:literal) => {
        concat!(
            "SELECT p.person_id, p.name, p.username, p.language, p.client_language, \
             p.is_blocked, p.is_banned, p.screen_id, p.created_ms, \
             p.is_erased, p.rings, COALESCE(d.state, '') AS dialogue, \
             COALESCE(s.subject, '') AS subject FROM people p \
             LEFT JOIN dialogues d ON d.person_id = p.person_id \
             LEFT JOIN screens s ON s.screen_id = p.screen_id ",
            $condition
        )
    };
}

fn known(tx: &mut Tx, row: &sqlx::any::AnyRow) -> Result<PersonWithDialogue, StoreError> {
    let (dialogue, subject): (String, String) = (row.try_get("dialogue")?, row.try_get("subject")?);
    let person = Person::from_row(row)?;
    if subject.is_empty() {
        tx.without_subject().insert(person.screen_id);
    }
    Ok((person, Some(dialogue).filter(|state| !state.is_empty())))
}

/// The person and their dialogue, if they are known; a dialogue that this transaction has changed
/// as it left it.
pub async fn find_with_dialogue(
    tx: &mut Tx,
    person_id: PersonId,
) -> Result<Option<PersonWithDialogue>, StoreError> {
    let row = sqlx::query(known!("WHERE p.person_id = $1"))
        .bind(person_id)
        .fetch_optional(tx.conn())
        .await?;
    let found = row.as_ref().map(|row| known(tx, row)).transpose()?;
    Ok(found.map(|(person, stored)| (person, dialogues::taken_up(tx, person_id).unwrap_or(stored))))
}

/// Those of the named people who are known, with their dialogues.
pub async fn list_with_dialogues(
    tx: &mut Tx,
    person_ids: &[PersonId],
) -> Result<Vec<PersonWithDialogue>, StoreError> {
    let mut found = Vec::with_capacity(person_ids.len());
    for chunk in person_ids.chunks(ROWS_MAX) {
        let mut query = list_query(
            known!("WHERE p.person_id IN"),
            Placeholders { first: 1, count: chunk.len() },
            "",
        );
        for person_id in chunk {
            query = query.bind(*person_id);
        }
        for row in &query.fetch_all(tx.conn()).await? {
            found.push(known(tx, row)?);
        }
    }
    Ok(found)
}

/// The person, if known.
pub async fn find(tx: &mut Tx, person_id: PersonId) -> Result<Option<Person>, StoreError> {
    Ok(find_with_dialogue(tx, person_id).await?.map(|(person, _)| person))
}

/// Writes a newcomer with an empty wallet; a person already known is left as they are.
pub async fn insert(tx: &mut Tx, seen: &TelegramProfile, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO people (person_id, name, username, name_folded, language, client_language, \
         created_ms, username_folded) VALUES ($1, $2, $3, $4, '', $5, $6, $7) \
         ON CONFLICT (person_id) DO NOTHING",
    )
    .bind(seen.person_id)
    .bind(&seen.name)
    .bind(&seen.username)
    .bind(fold(seen))
    .bind(&seen.client_language)
    .bind(now_ms)
    .bind(seen.username.to_lowercase())
    .execute(tx.conn())
    .await?;
    sqlx::query("INSERT INTO wallets (person_id) VALUES ($1) ON CONFLICT (person_id) DO NOTHING")
        .bind(seen.person_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Follows a change of name, username or client language.
pub async fn update_profile(tx: &mut Tx, seen: &TelegramProfile) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE people SET name = $2, username = $3, name_folded = $4, client_language = $5, \
         username_folded = $6 WHERE person_id = $1",
    )
    .bind(seen.person_id)
    .bind(&seen.name)
    .bind(&seen.username)
    .bind(fold(seen))
    .bind(&seen.client_language)
    .bind(seen.username.to_lowercase())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// For case-insensitive search on both engines: neither folds all of Unicode by itself. What cannot
/// be seen is no part of a name that is searched for; see [`super::lookups`].
fn fold(seen: &TelegramProfile) -> String {
    format!("{} @{}", one_line(&seen.name), seen.username).to_lowercase()
}

/// Sets the chosen language.
///
/// # Errors
/// [`StoreError::Lost`] when the person is unknown.
pub async fn set_language(
    tx: &mut Tx,
    person_id: PersonId,
    language: &str,
) -> Result<(), StoreError> {
    let changed = sqlx::query("UPDATE people SET language = $2 WHERE person_id = $1")
        .bind(person_id)
        .bind(language)
        .execute(tx.conn())
        .await?;
    expect_one(&changed, Race::PersonLanguage)
}

/// Sets when the person's phone rings for an order.
///
/// # Errors
/// [`StoreError::Lost`] when the person is unknown.
pub async fn set_ring(tx: &mut Tx, person_id: PersonId, ring: Ring) -> Result<(), StoreError> {
    let changed = sqlx::query("UPDATE people SET rings = $2 WHERE person_id = $1")
        .bind(person_id)
        .bind(ring.into_str())
        .execute(tx.conn())
        .await?;
    expect_one(&changed, Race::PersonRing)
}

/// Makes `screen_id` the screen whose buttons are alive.
///
/// # Errors
/// [`StoreError::Lost`] when the person is unknown.
pub async fn set_screen(
    tx: &mut Tx,
    person_id: PersonId,
    screen_id: ScreenId,
) -> Result<(), StoreError> {
    let changed = sqlx::query("UPDATE people SET screen_id = $2 WHERE person_id = $1")
        .bind(person_id)
        .bind(screen_id)
        .execute(tx.conn())
        .await?;
    expect_one(&changed, Race::PersonScreen)
}

/// Remembers a sign of the person. To be done before what was kept for them is brought
/// back: a refusal that is being written down at the same moment waits for it, or is seen.
pub async fn set_returned(tx: &mut Tx, person_id: PersonId, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE people SET returned_ms = $2, is_blocked = 0 WHERE person_id = $1")
        .bind(person_id)
        .bind(now_ms)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether the person still has the bot blocked; if so, their return waits for the end of this
/// transaction, so that it finds what is kept for them.
pub async fn lock_if_blocked(tx: &mut Tx, person_id: PersonId) -> Result<bool, StoreError> {
    let held = sqlx::query(
        "UPDATE people SET is_blocked = is_blocked WHERE person_id = $1 AND is_blocked = 1",
    )
    .bind(person_id)
    .execute(tx.conn())
    .await?;
    Ok(held.rows_affected() == 1)
}

/// Remembers that Telegram refused a call made at `asked_ms` because the person blocked the bot;
/// `false` when they have returned since, and the refusal says nothing any more.
pub async fn mark_blocked(
    tx: &mut Tx,
    person_id: PersonId,
    asked_ms: i64,
) -> Result<bool, StoreError> {
    let changed =
        sqlx::query("UPDATE people SET is_blocked = 1 WHERE person_id = $1 AND returned_ms <= $2")
            .bind(person_id)
            .bind(asked_ms)
            .execute(tx.conn())
            .await?;
    // Nobody knows of a chat that is no person's, and nothing of it can have changed.
    Ok(changed.rows_affected() == 1 || find(tx, person_id).await?.is_none())
}

/// Remembers that the person blocked the bot.
pub async fn set_blocked(tx: &mut Tx, person_id: PersonId) -> Result<(), StoreError> {
    sqlx::query("UPDATE people SET is_blocked = 1 WHERE person_id = $1")
        .bind(person_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Bans a person or ends their ban; `false` when it stood so before.
pub async fn set_banned(
    tx: &mut Tx,
    person_id: PersonId,
    is_banned: bool,
) -> Result<bool, StoreError> {
    let changed =
        sqlx::query("UPDATE people SET is_banned = $2 WHERE person_id = $1 AND is_banned <> $2")
            .bind(person_id)
            .bind(i64::from(is_banned))
            .execute(tx.conn())
            .await?;
    Ok(changed.rows_affected() == 1)
}

/// Writes an owner into the database; tells whether they are new.
pub async fn insert_owner(
    tx: &mut Tx,
    person_id: PersonId,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "INSERT INTO owners (person_id, added_ms) VALUES ($1, $2) \
         ON CONFLICT (person_id) DO NOTHING",
    )
    .bind(person_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// An owner who claimed the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Claimed {
    /// Telegram user id.
    pub person_id: PersonId,
    /// When, unix milliseconds.
    pub added_ms: i64,
}

/// The owners who claimed the shop by its link.
pub async fn list_owners(tx: &mut Tx) -> Result<Vec<Claimed>, StoreError> {
    let owners =
        sqlx::query_as("SELECT person_id, added_ms FROM owners ORDER BY person_id LIMIT 100")
            .fetch_all(tx.conn())
            .await?;
    Ok(owners)
}

/// Removes an owner who claimed the shop; `false` when there is none.
pub async fn remove_owner(tx: &mut Tx, person_id: PersonId) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM owners WHERE person_id = $1")
        .bind(person_id)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}
