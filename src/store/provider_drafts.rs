//! What owners have typed so far of a provider that they add: one of each owner at a time, address
//! and key sealed for the row. Must never keep either of them open, nor for longer than the try.

use sqlx::{FromRow, Row};

use super::portion::Older;
use super::tx::{StoreError, Tx, remove_oldest};
use crate::domain::ids::{PersonId, ProviderDraftId};
use crate::domain::sealed::{Place, SealedColumn};

/// How far a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum DraftState {
    /// Its owner types.
    Typed,
    /// A worker tries it.
    Asked,
    /// It was tried, and may be added.
    Answered,
}

/// A stored state that this version does not know.
#[derive(Debug, thiserror::Error)]
#[error("unknown state of a draft")]
pub struct UnknownState;

impl TryFrom<String> for DraftState {
    type Error = UnknownState;

    fn try_from(text: String) -> Result<Self, UnknownState> {
        text.parse().map_err(|_| UnknownState)
    }
}

/// What was typed so far; empty before.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Draft {
    /// Its number.
    pub draft_id: ProviderDraftId,
    /// Who types.
    pub admin_id: PersonId,
    /// What the provider is to be called.
    pub name: String,
    /// Host only.
    pub host: String,
    /// Its address, sealed for its row.
    pub sealed_url: String,
    /// Its key, sealed likewise.
    pub sealed_key: String,
    /// The currency of its prices.
    pub currency: String,
    /// Shop currency for one unit of it, exact decimal.
    pub conversion: String,
    /// How far it is.
    #[sqlx(try_from = "String")]
    pub state: DraftState,
    /// What the account held, exact decimal.
    pub balance: String,
    /// Of the button that adds it.
    pub nonce: String,
}

/// What tells the row of a draft, as text.
#[must_use]
pub fn row_of(draft_id: ProviderDraftId) -> String {
    draft_id.to_string()
}

/// What the address of a draft's row is sealed for.
#[must_use]
pub const fn address_place(row: &str) -> Place<'_> {
    SealedColumn::DraftAddress.at(row)
}

/// What its key is sealed for.
#[must_use]
pub const fn key_place(row: &str) -> Place<'_> {
    SealedColumn::DraftKey.at(row)
}

/// The statement that reads drafts, completed by its condition.
macro_rules! drafts {
    ($condition:literal) => {
        concat!(
            "SELECT draft_id, admin_id, name, host, sealed_url, sealed_key, currency, \
             conversion, state, balance, nonce FROM provider_drafts WHERE ",
            $condition
        )
    };
}

/// Begins one of this owner's, in place of what they typed before.
pub async fn begin(
    tx: &mut Tx,
    admin_id: PersonId,
    now_ms: i64,
) -> Result<ProviderDraftId, StoreError> {
    sqlx::query("DELETE FROM provider_drafts WHERE admin_id = $1")
        .bind(admin_id)
        .execute(tx.conn())
        .await?;
    let row = sqlx::query(
        "INSERT INTO provider_drafts (admin_id, name, host, sealed_url, sealed_key, currency, \
         conversion, state, balance, nonce, created_ms) \
         VALUES ($1, '', '', '', '', '', '', 'typed', '', '', $2) RETURNING draft_id",
    )
    .bind(admin_id)
    .bind(now_ms)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get(0)?)
}

/// What this owner is typing.
pub async fn of_owner(tx: &mut Tx, admin_id: PersonId) -> Result<Option<Draft>, StoreError> {
    let found =
        sqlx::query_as(drafts!("admin_id = $1")).bind(admin_id).fetch_optional(tx.conn()).await?;
    Ok(found)
}

/// A draft by its number.
pub async fn find(tx: &mut Tx, draft_id: ProviderDraftId) -> Result<Option<Draft>, StoreError> {
    let found =
        sqlx::query_as(drafts!("draft_id = $1")).bind(draft_id).fetch_optional(tx.conn()).await?;
    Ok(found)
}

/// Drafts that wait to be tried, oldest first.
pub async fn list_asked(tx: &mut Tx, limit: i64) -> Result<Vec<Draft>, StoreError> {
    let found = sqlx::query_as(drafts!(
        "state = 'asked' ORDER BY created_ms, draft_id \
     LIMIT CAST($1 AS BIGINT)"
    ))
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

/// Writes a draft as it is now; `false` when it is not in the state that it is written from.
pub async fn save(tx: &mut Tx, draft: &Draft, from: DraftState) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE provider_drafts SET name = $2, host = $3, sealed_url = $4, sealed_key = $5, \
         currency = $6, conversion = $7, state = $8, balance = $9, nonce = $10 \
         WHERE draft_id = $1 AND state = $11",
    )
    .bind(draft.draft_id)
    .bind(&draft.name)
    .bind(&draft.host)
    .bind(&draft.sealed_url)
    .bind(&draft.sealed_key)
    .bind(&draft.currency)
    .bind(&draft.conversion)
    .bind(draft.state.into_str())
    .bind(&draft.balance)
    .bind(&draft.nonce)
    .bind(from.into_str())
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Forgets a draft; `false` when it is gone already.
pub async fn remove(tx: &mut Tx, draft_id: ProviderDraftId) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM provider_drafts WHERE draft_id = $1")
        .bind(draft_id)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Removes drafts begun before `older.than_ms`; returns how many.
pub async fn prune(tx: &mut Tx, older: Older) -> Result<u64, StoreError> {
    let sql = "DELETE FROM provider_drafts WHERE draft_id IN (SELECT draft_id \
         FROM provider_drafts WHERE created_ms < $1 ORDER BY created_ms LIMIT CAST($2 AS BIGINT))";
    remove_oldest(tx, sql, older).await
}
