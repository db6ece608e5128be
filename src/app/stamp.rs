//! What a database is for: the demo or the real shop, of which bot, in which currency. A differing
//! stamp is refused, so that no real shop opens on a demo's file and no amount changes its unit.

use super::boot::AppError;
use crate::store::{Store, Tx, meta};

/// What this start wants the database to be.
pub(super) struct Stamp<'a> {
    pub(super) kind: &'a str,
    pub(super) bot_id: i64,
    pub(super) currency: &'a str,
}

/// Stamps a new database, checks a stamped one.
///
/// # Errors
/// [`AppError::Stamp`] when it belongs to something else.
pub(super) async fn check(store: &Store, stamp: &Stamp<'_>) -> Result<(), AppError> {
    let mut tx = store.begin().await?;
    let bot_id = stamp.bot_id.to_string();
    check_one(&mut tx, meta::key::KIND, stamp.kind, "made by `storefront demo` or `serve`").await?;
    check_one(&mut tx, meta::key::BOT_ID, &bot_id, "the id of the bot").await?;
    check_one(&mut tx, meta::key::CURRENCY, stamp.currency, "SHOP_CURRENCY").await?;
    Ok(tx.commit().await?)
}

async fn check_one(
    tx: &mut Tx,
    key: &str,
    wanted: &str,
    what: &'static str,
) -> Result<(), AppError> {
    match meta::find(tx, key).await? {
        None => Ok(meta::set(tx, key, wanted).await?),
        Some(found) if found == wanted => Ok(()),
        Some(found) => Err(AppError::Stamp { what, found, wanted: wanted.to_owned() }),
    }
}
