//! What the database remembers about itself and the shop: stamps and settings, as key and text.
//! Must never hold a secret.

use sqlx::Row;

use super::race::Race;
use super::tx::{StoreError, Tx};

/// Keys of the table, so that no two places spell one differently.
pub mod key {
    /// `serve` or `demo`: a demo's file is never served for real.
    pub const KIND: &str = "kind";
    /// The numeric id of the bot whose shop this is.
    pub const BOT_ID: &str = "bot_id";
    /// The currency of every amount in the ledger.
    pub const CURRENCY: &str = "currency";
    /// A name of the key with which texts are sealed; it opens nothing.
    pub const MASTER_KEY: &str = "master_key";
    /// The markup in force, in percent.
    pub const MARKUP_PERCENT: &str = "markup_percent";
    /// The markup of the settings at the last start, in percent.
    pub const MARKUP_FIRST: &str = "markup_first";
    /// The markup set in the chat, in percent; absent while the settings count.
    pub const MARKUP_CHAT: &str = "markup_chat";
    /// What inviting earns: a versionless JSON of its share.
    pub const REFERRAL: &str = "referral";
    /// How often changes of prices that wait for an owner were written.
    pub const PRICE_REVISION: &str = "price_revision";
    /// SHA-256 of the open claim token and its expiry: `hash:ms`.
    pub const CLAIM: &str = "claim";
    /// The admin chat of the settings and its later id: `from:to`.
    pub const ADMIN_CHAT_MOVED: &str = "admin_chat_moved";
    /// When the shop was last seen running, unix milliseconds.
    pub const SEEN: &str = "seen";
    /// When it did not run: `[[from,until],…]`.
    pub const ABSENCES: &str = "absences";
    /// A random value that tells the requests of this database from those of any other.
    pub const DEPOSIT_MARK: &str = "deposit_mark";
    /// The end of the address of Crypto Pay's webhook.
    pub const CRYPTO_PAY_PATH: &str = "crypto_pay_path";
    /// How many movements of Stars were read from Telegram's list.
    pub const STARS_READ: &str = "stars_read";
    /// Stands in the names by which providers know our orders.
    pub const REQUEST_MARK: &str = "request_mark";
    /// Number and hash of the journal's newest line, so that its end cannot vanish: `seq:hash`.
    pub const JOURNAL_END: &str = "journal_end";
    /// As which version the words of all services were made.
    pub const SERVICE_WORDS: &str = "service_words";
}

/// The value under `key`, if any.
pub async fn find(tx: &mut Tx, key: &str) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT value FROM meta WHERE key = $1")
        .bind(key)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// The value under `key`; `value` is written there first if nothing is.
pub async fn find_or_set(tx: &mut Tx, key: &str, value: &str) -> Result<String, StoreError> {
    if let Some(known) = find(tx, key).await? {
        return Ok(known);
    }
    sqlx::query("INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING")
        .bind(key)
        .bind(value)
        .execute(tx.conn())
        .await?;
    find(tx, key).await?.ok_or(StoreError::Lost(Race::Meta))
}

/// Writes `value` under `key`, whatever was there.
pub async fn set(tx: &mut Tx, key: &str, value: &str) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO meta (key, value) VALUES ($1, $2) \
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )
    .bind(key)
    .bind(value)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes `value` under `key` if what is there is still `present`; tells whether this call did it.
pub async fn replace_if(
    tx: &mut Tx,
    key: &str,
    present: &str,
    value: &str,
) -> Result<bool, StoreError> {
    let changed = sqlx::query("UPDATE meta SET value = $3 WHERE key = $1 AND value = $2")
        .bind(key)
        .bind(present)
        .bind(value)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Removes `key`, whatever is there.
pub async fn remove(tx: &mut Tx, key: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM meta WHERE key = $1").bind(key).execute(tx.conn()).await?;
    Ok(())
}

/// Removes `key` if its value is still `value`; tells whether this call did it.
pub async fn remove_if(tx: &mut Tx, key: &str, value: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query("DELETE FROM meta WHERE key = $1 AND value = $2")
        .bind(key)
        .bind(value)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}
