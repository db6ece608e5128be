//! What a database is for: the demo or the real shop, of which bot, in which currency. A differing
//! identity is refused, so that no real shop opens on a demo's file and no amount changes its unit.

use super::boot::AppError;
use crate::domain::ids::BotId;
use crate::store::schema::FoundDatabase;
use crate::store::{Store, meta};

/// What this start wants the database to be.
pub(super) struct DatabaseIdentity<'a> {
    pub(super) kind: &'a str,
    pub(super) bot_id: BotId,
    pub(super) currency: &'a str,
    /// What tells the key of what is sealed there; absent while there is none.
    pub(super) fingerprint: Option<String>,
}

impl DatabaseIdentity<'_> {
    /// Key, value and what people call it.
    fn parts(&self) -> Vec<(&'static str, String, &'static str)> {
        let mut parts = vec![
            (meta::key::KIND, self.kind.to_owned(), "made by `storefront demo` or `serve`"),
            (meta::key::BOT_ID, self.bot_id.to_string(), "the id of the bot"),
            (meta::key::CURRENCY, self.currency.to_owned(), "SHOP_CURRENCY"),
        ];
        let fingerprint = self.fingerprint.clone();
        parts.extend(
            fingerprint.map(|name| (meta::key::MASTER_KEY, name, "the fingerprint of MASTER_KEY")),
        );
        parts
    }
}

/// Checks the stamps of a database, before anything in it is changed.
///
/// # Errors
/// [`AppError::DatabaseIdentity`] when it belongs to something else.
pub(super) fn check(
    found: &FoundDatabase,
    database_identity: &DatabaseIdentity<'_>,
) -> Result<(), AppError> {
    for (key, wanted, what) in database_identity.parts() {
        match found.stamps.get(key) {
            Some(found) if *found != wanted => {
                return Err(AppError::DatabaseIdentity { what, found: found.clone(), wanted });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Stamps a database that was checked, where it has none.
pub(super) async fn write(
    store: &Store,
    database_identity: &DatabaseIdentity<'_>,
) -> Result<(), AppError> {
    let mut tx = store.begin().await?;
    for (key, wanted, _) in database_identity.parts() {
        if meta::find(&mut tx, key).await?.is_none() {
            meta::set(&mut tx, key, &wanted).await?;
        }
    }
    Ok(tx.commit().await?)
}
