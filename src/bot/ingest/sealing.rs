//! Updates that wait in the inbox, sealed where the shop has a key: what people type may be a
//! secret that a provider asks for. Must never lose an update: one that cannot be sealed is kept as
//! it is.

use std::borrow::Cow;

use secrecy::ExposeSecret;

use crate::domain::ids::UpdateId;
use crate::domain::sealed::{MasterKey, Place, SealedColumn};
use crate::store::inbox::{NewUpdate, Waiting};

/// How raw JSON begins, which nothing sealed does.
const OPEN: char = '{';

/// Updates as they are to be kept.
pub fn sealed<'u>(key: Option<&MasterKey>, updates: &'u [NewUpdate]) -> Cow<'u, [NewUpdate]> {
    let Some(key) = key else { return Cow::Borrowed(updates) };
    let seal = |update: &NewUpdate| {
        let row = row(update.update_id);
        let body = key.seal(place(&row), &update.body, rand::random());
        NewUpdate { body: body.unwrap_or_else(|_| update.body.clone()), ..update.clone() }
    };
    Cow::Owned(updates.iter().map(seal).collect())
}

/// Updates as they arrived; one that does not open stays as it is, and is handled as unreadable.
pub fn opened(key: Option<&MasterKey>, waiting: Vec<Waiting>) -> Vec<Waiting> {
    let Some(key) = key else { return waiting };
    let open = |update: Waiting| {
        if update.body.starts_with(OPEN) {
            return update;
        }
        match key.open(place(&row(update.update_id)), &update.body) {
            Ok(body) => Waiting { body: body.expose_secret().to_owned(), ..update },
            Err(error) => {
                tracing::error!(seq = update.seq, %error, "an update does not open");
                update
            }
        }
    };
    waiting.into_iter().map(open).collect()
}

fn row(update_id: UpdateId) -> String {
    update_id.to_string()
}

const fn place(row: &str) -> Place<'_> {
    SealedColumn::Update.at(row)
}
