//! What a database is for: the demo or the real shop, of which bot, in which currency, sealed with
//! which key. A differing identity is refused, so that no real shop opens on a demo's file and no
//! amount changes its unit.

use super::boot::AppError;
use crate::domain::ids::BotId;
use crate::domain::key_change::KeyStamp;
use crate::domain::sealed::Fingerprint;
use crate::store::schema::FoundDatabase;
use crate::store::{Store, meta};

/// What this start wants the database to be.
pub(super) struct DatabaseIdentity<'a> {
    pub(super) kind: &'a str,
    pub(super) bot_id: BotId,
    pub(super) currency: &'a str,
    /// What tells the key of what is sealed there; absent while there is none.
    pub(super) fingerprint: Option<Fingerprint>,
}

impl DatabaseIdentity<'_> {
    /// Key, value and what people call it.
    fn parts(&self) -> [(&'static str, String, &'static str); 3] {
        [
            (meta::key::KIND, self.kind.to_owned(), "made by `storefront demo` or `serve`"),
            (meta::key::BOT_ID, self.bot_id.to_string(), "the id of the bot"),
            (meta::key::CURRENCY, self.currency.to_owned(), "SHOP_CURRENCY"),
        ]
    }
}

/// Checks the stamps of a database, before anything in it is changed.
///
/// # Errors
/// [`AppError::DatabaseIdentity`] when it belongs to something else, and those of [`check_key`].
pub(super) fn check(
    found: &FoundDatabase,
    database_identity: &DatabaseIdentity<'_>,
) -> Result<(), AppError> {
    check_shop(found, database_identity)?;
    check_key(found, database_identity.fingerprint.as_ref())
}

/// Checks whose it is, whatever its key.
///
/// # Errors
/// [`AppError::DatabaseIdentity`].
pub(super) fn check_shop(
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

/// Checks that this key, if there is one, opens what is sealed there.
///
/// # Errors
/// [`AppError::MasterKey`], and [`AppError::KeyChanging`] also without a key.
pub(super) fn check_key(
    found: &FoundDatabase,
    wanted: Option<&Fingerprint>,
) -> Result<(), AppError> {
    match (stamp(found), wanted) {
        (Some(KeyStamp::Changing { .. }), _) => Err(AppError::KeyChanging),
        (Some(KeyStamp::Settled(found)), Some(wanted)) if found != *wanted => {
            Err(AppError::MasterKey { found, wanted: wanted.clone() })
        }
        _ => Ok(()),
    }
}

/// What a database remembers of its key.
pub(super) fn stamp(found: &FoundDatabase) -> Option<KeyStamp> {
    found.stamps.get(meta::key::MASTER_KEY).map(|text| KeyStamp::parse(text))
}

/// Stamps a database that was checked, where it has none.
pub(super) async fn write(
    store: &Store,
    database_identity: &DatabaseIdentity<'_>,
) -> Result<(), AppError> {
    let mut tx = store.begin().await?;
    let parts = database_identity.parts().map(|(key, value, _)| (key, value));
    let fingerprint = database_identity.fingerprint.as_ref();
    let fingerprint = fingerprint.map(|name| (meta::key::MASTER_KEY, name.to_string()));
    for (key, wanted) in parts.into_iter().chain(fingerprint) {
        if meta::find(&mut tx, key).await?.is_none() {
            meta::set(&mut tx, key, &wanted).await?;
        }
    }
    Ok(tx.commit().await?)
}
