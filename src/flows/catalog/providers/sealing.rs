//! Addresses and keys of providers that were added in the chat: sealed for their rows, opened for
//! whoever calls the provider. Must never let one out open into a row, a message or a log.

use secrecy::SecretString;

use crate::domain::sealed::{MasterKey, NONCE_BYTES, Place};
use crate::flows::{FlowError, Shop, UserError};
use crate::store::chat_providers::ChatProvider;
use crate::store::provider_drafts::{self, Draft};

/// Where a provider is, and what it knows the shop by.
pub struct Opened {
    /// The whole address.
    pub url: SecretString,
    /// The key of its API.
    pub key: SecretString,
}

/// Seals a text for its place.
///
/// # Errors
/// [`UserError::NoMasterKey`]; [`UserError::DraftGone`] for a text that no cipher takes.
pub(super) fn seal(shop: &Shop, place: Place<'_>, text: &str) -> Result<String, FlowError> {
    let master_key = shop.master_key.as_ref().ok_or(UserError::NoMasterKey)?;
    let nonce: [u8; NONCE_BYTES] = rand::random();
    master_key.seal(place, text, nonce).map_err(|_| UserError::DraftGone.into())
}

/// What was typed of a provider; `None` when it does not open.
#[must_use]
pub fn open_draft(shop: &Shop, draft: &Draft) -> Option<Opened> {
    let (master_key, row) = (shop.master_key.as_ref()?, provider_drafts::row_of(draft.draft_id));
    let url = master_key.open(provider_drafts::address_place(&row), &draft.sealed_url).ok()?;
    let key = master_key.open(provider_drafts::key_place(&row), &draft.sealed_key).ok()?;
    Some(Opened { url, key })
}

/// A provider that was added; `None` when it does not open.
#[must_use]
pub fn open_provider(master_key: Option<&MasterKey>, provider: &ChatProvider) -> Option<Opened> {
    let (master_key, name) = (master_key?, provider.name.as_str());
    let url = master_key.open(ChatProvider::address_place(name), &provider.sealed_url).ok()?;
    let key = master_key.open(ChatProvider::key_place(name), &provider.sealed_key).ok()?;
    Some(Opened { url, key })
}
