//! Providers that owners have added in the chat: their addresses and keys, sealed for their rows.
//! Must never keep either of them open.

use sqlx::{FromRow, Row};

use super::tx::{StoreError, Tx};
use crate::domain::ids::PersonId;
use crate::domain::provider::ProviderKind;
use crate::domain::sealed::{Place, SealedColumn};

/// A provider that was added in the chat.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ChatProvider {
    /// Its name, which no provider of the settings has.
    pub name: String,
    /// What kind of system it is.
    #[sqlx(try_from = "String")]
    pub kind: ProviderKind,
    /// Host only.
    pub host: String,
    /// Its address, sealed for [`ChatProvider::address_place`].
    pub sealed_url: String,
    /// Its key, sealed for [`ChatProvider::key_place`].
    pub sealed_key: String,
    /// The currency of its prices.
    pub currency: String,
    /// Shop currency for one unit of it, exact decimal.
    pub conversion: String,
    /// Grows with each change.
    pub revision: i64,
}

/// A stored kind that this version does not know.
#[derive(Debug, thiserror::Error)]
#[error("unknown kind of provider")]
pub struct UnknownKind;

impl TryFrom<String> for ProviderKind {
    type Error = UnknownKind;

    fn try_from(text: String) -> Result<Self, UnknownKind> {
        text.parse().map_err(|_| UnknownKind)
    }
}

impl ChatProvider {
    /// What the address of the provider of this name is sealed for.
    #[must_use]
    pub const fn address_place(name: &str) -> Place<'_> {
        SealedColumn::ProviderAddress.at(name)
    }

    /// What its key is sealed for.
    #[must_use]
    pub const fn key_place(name: &str) -> Place<'_> {
        SealedColumn::ProviderKey.at(name)
    }
}

/// Every one of them, by name, at most `limit`.
pub async fn list(tx: &mut Tx, limit: i64) -> Result<Vec<ChatProvider>, StoreError> {
    let found = sqlx::query_as(
        "SELECT name, kind, host, sealed_url, sealed_key, currency, conversion, revision \
         FROM chat_providers ORDER BY name LIMIT CAST($1 AS BIGINT)",
    )
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// Whether a provider of this name was added in the chat.
pub async fn exists(tx: &mut Tx, name: &str) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT 1 FROM chat_providers WHERE name = $1")
        .bind(name)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// How many there are.
pub async fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT COUNT(*) FROM chat_providers").fetch_one(tx.conn()).await?;
    Ok(row.try_get(0)?)
}

/// Keeps one that is new, or as it was typed anew; its revision is counted here.
pub async fn put(
    tx: &mut Tx,
    provider: &ChatProvider,
    actor_id: PersonId,
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO chat_providers (name, kind, host, sealed_url, sealed_key, currency, \
         conversion, revision, added_by, added_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9) \
         ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, host = excluded.host, \
         sealed_url = excluded.sealed_url, sealed_key = excluded.sealed_key, \
         currency = excluded.currency, conversion = excluded.conversion, \
         revision = chat_providers.revision + 1",
    )
    .bind(&provider.name)
    .bind(provider.kind.into_str())
    .bind(&provider.host)
    .bind(&provider.sealed_url)
    .bind(&provider.sealed_key)
    .bind(&provider.currency)
    .bind(&provider.conversion)
    .bind(actor_id)
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets its address and key; `false` when there is none of this name.
pub async fn remove(tx: &mut Tx, name: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM chat_providers WHERE name = $1")
        .bind(name)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}
