//! Texts that lie in the database only encrypted: keys of providers, answers that a provider asked
//! for, goods.
//!
//! Owns the one way to seal and open them: XChaCha20-Poly1305, whose nonces of 24 bytes may be
//! drawn at random, with the place of the text as associated data, so that what was moved to
//! another row does not open there. Must never show a key or what was sealed, nor draw a nonce.

use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use secrecy::{ExposeSecret, SecretBox, SecretString};
use sha2::{Digest, Sha256};
use strum::EnumIter;

/// Bytes of a nonce.
pub const NONCE_BYTES: usize = 24;
/// Bytes of the key.
const KEY_BYTES: usize = 32;
/// Begins what is sealed in this way, so that another way can be told from it.
const VERSION: &str = "1:";
/// Makes of the key a name that opens nothing.
const FINGERPRINT_OF: &[u8] = b"storefront: which MASTER_KEY this is";
/// Bytes of that name.
const FINGERPRINT_BYTES: usize = 8;

/// The columns of sealed texts. Nothing is sealed for another one, so a change of the key misses
/// none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter)]
pub enum SealedColumn {
    /// The address of a provider that was added in the chat; by its name.
    ProviderAddress,
    /// Its key.
    ProviderKey,
    /// The address of a provider that an owner is typing; by the draft's number.
    DraftAddress,
    /// Its key.
    DraftKey,
    /// What a buyer answered; by the answer's number.
    BuyerAnswer,
    /// What was delivered; by the order's number.
    Goods,
    /// An update that waits or was given up; by Telegram's number.
    Update,
}

impl SealedColumn {
    /// Table and column. They stand in what is sealed and never change.
    #[must_use]
    pub const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::ProviderAddress => ("chat_providers", "sealed_url"),
            Self::ProviderKey => ("chat_providers", "sealed_key"),
            Self::DraftAddress => ("provider_drafts", "sealed_url"),
            Self::DraftKey => ("provider_drafts", "sealed_key"),
            Self::BuyerAnswer => ("buyer_answers", "sealed"),
            Self::Goods => ("goods", "sealed"),
            Self::Update => ("inbox", "body"),
        }
    }

    /// The place of one text.
    #[must_use]
    pub const fn at(self, row: &str) -> Place<'_> {
        Place { column: self, row }
    }
}

/// Which text of which row; a text sealed for one place opens at no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The column.
    pub column: SealedColumn,
    /// What tells the row from the others, as text.
    pub row: &'a str,
}

impl Place<'_> {
    fn text(&self) -> String {
        let (table, column) = self.column.name();
        format!("{table}\n{column}\n{}", self.row)
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, column) = self.column.name();
        write!(formatter, "{table}.{column} of {}", self.row)
    }
}

/// A name of a key by which a database remembers it; it opens nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// One as it was stored.
    #[must_use]
    pub fn stored(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Why a text could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Sealed with another key, for another place, or changed since.
    #[error("a sealed text does not open")]
    DoesNotOpen,
    /// Not what [`MasterKey::seal`] writes.
    #[error("a sealed text has another form")]
    Form,
    /// Longer than the cipher takes.
    #[error("a text is too long to be sealed")]
    TooLong,
}

/// `MASTER_KEY`: what everything sealed in the database opens with.
pub struct MasterKey(SecretBox<[u8; KEY_BYTES]>);

impl fmt::Debug for MasterKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("MasterKey(…)")
    }
}

impl MasterKey {
    /// Reads 64 hexadecimal digits; `None` for anything else, and for a key of one digit repeated,
    /// which is nobody's secret.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let first = text.bytes().next()?;
        if text.len() != 2 * KEY_BYTES || text.bytes().all(|digit| digit == first) {
            return None;
        }
        let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?;
        let bytes = <[u8; KEY_BYTES]>::try_from(bytes).ok()?;
        Some(Self(SecretBox::new(Box::new(bytes))))
    }

    /// A name of the key by which a database remembers it; it opens nothing.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let digest =
            Sha256::new().chain_update(FINGERPRINT_OF).chain_update(self.0.expose_secret());
        let mut text = HEXLOWER.encode(&digest.finalize());
        text.truncate(2 * FINGERPRINT_BYTES);
        Fingerprint(text)
    }

    /// Seals a text for its place. The nonce must be drawn at random for each text.
    ///
    /// # Errors
    /// [`SealError::TooLong`].
    pub fn seal(
        &self,
        place: Place<'_>,
        text: &str,
        nonce: [u8; NONCE_BYTES],
    ) -> Result<String, SealError> {
        let place = place.text();
        let payload = Payload { msg: text.as_bytes(), aad: place.as_bytes() };
        let sealed =
            self.cipher().encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::TooLong)?;
        Ok(format!("{VERSION}{}{}", HEXLOWER.encode(&nonce), HEXLOWER.encode(&sealed)))
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// [`SealError::Form`] and [`SealError::DoesNotOpen`].
    pub fn open(&self, place: Place<'_>, sealed: &str) -> Result<SecretString, SealError> {
        let digits = sealed.strip_prefix(VERSION).ok_or(SealError::Form)?;
        let bytes = HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).map_err(|_| SealError::Form)?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_BYTES).ok_or(SealError::Form)?;
        let nonce = <[u8; NONCE_BYTES]>::try_from(nonce).map_err(|_| SealError::Form)?;
        let place = place.text();
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        let opened = self
            .cipher()
            .decrypt(&XNonce::from(nonce), payload)
            .map_err(|_| SealError::DoesNotOpen)?;
        let text = String::from_utf8(opened).map_err(|_| SealError::DoesNotOpen)?;
        Ok(SecretString::from(text))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(*self.0.expose_secret()))
    }
}

#[cfg(test)]
#[path = "sealed_tests.rs"]
mod tests;
