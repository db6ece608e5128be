//! The public key of an account of which every deposit address is derived (BIP-32).
//!
//! Owns what is accepted as one: text that begins with `xpub` or `tpub`, of an account (depth 3,
//! addresses are `0/i`) or of its outer chain (depth 4, addresses are `i`). Whoever reads it sees
//! every customer's deposits, and together with one address's private key it yields all others:
//! it is never shown. Must never take a private key, nor repeat what was given instead.

use std::fmt;

use bip32::{ChildNumber, ExtendedKey, Prefix, XPub};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::address::Address;

/// Depth of an account: purpose, coin, account.
const ACCOUNT_DEPTH: u8 = 3;
/// Depth of an account's outer chain.
const CHAIN_DEPTH: u8 = 4;
/// Bytes of the hash that name an xpub in rows.
const FINGERPRINT_BYTES: usize = 8;
/// The fewest words of a seed.
const SEED_WORDS_MIN: usize = 11;

/// Why a text is not taken as an xpub. No text repeats any of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum XpubError {
    /// A private key or the words of a seed.
    #[error(
        "this is a PRIVATE KEY or a wallet's SEED and must never be given to a server; whoever has \
         read it can take all money, so move it to a new wallet and give that account's xpub"
    )]
    PrivateKey,
    /// Not a text that begins with `xpub` or `tpub`.
    #[error("an account's public key begins with xpub or tpub")]
    NotXpub,
    /// Mistyped or cut.
    #[error("the xpub is mistyped or incomplete")]
    Broken,
    /// Neither an account nor its outer chain.
    #[error("the xpub has depth {0}; give that of an account (3) or of its outer chain (4)")]
    Depth(u8),
}

/// An index has no address. Of all indexes fewer than one in 2^127 is so; the next one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("there is no address of this index")]
pub struct NoAddress;

/// The number of an address below an xpub: 0 to 2^31 − 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddressIndex(u32);

impl AddressIndex {
    /// The first address.
    pub const FIRST: Self = Self(0);
    /// The last address that can be derived from a public key.
    pub const LAST: Self = Self(ChildNumber::HARDENED_FLAG - 1);

    /// The index of this number, if there is one.
    #[must_use]
    pub const fn new(number: u32) -> Option<Self> {
        if number <= Self::LAST.0 { Some(Self(number)) } else { None }
    }

    /// Its number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// Names an xpub in rows without giving it away: 16 hex digits. An account and its own outer chain,
/// which have the same addresses, have the same one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The stored text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The public key from which addresses are derived. Nothing shows it.
#[derive(Clone)]
pub struct Xpub {
    /// Of the outer chain: its children are the addresses.
    chain: XPub,
}

impl fmt::Debug for Xpub {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Xpub(…)")
    }
}

impl Xpub {
    /// Reads an xpub; spaces around it do not matter.
    ///
    /// # Errors
    /// An [`XpubError`]; a private key has one of its own.
    pub fn parse(text: &str) -> Result<Self, XpubError> {
        let text = text.trim();
        if is_private(text) {
            return Err(XpubError::PrivateKey);
        }
        let expected = match text.get(..Prefix::LENGTH) {
            Some("xpub") => Prefix::XPUB,
            Some("tpub") => Prefix::TPUB,
            _ => return Err(XpubError::NotXpub),
        };
        let key: ExtendedKey = text.parse().map_err(|_| XpubError::Broken)?;
        // The crate takes the first letters for the prefix; the bytes may say otherwise.
        if key.prefix != expected {
            return Err(XpubError::Broken);
        }
        let key = XPub::try_from(key).map_err(|_| XpubError::Broken)?;
        let chain = match key.attrs().depth {
            ACCOUNT_DEPTH => key.derive_child(ChildNumber(0)).map_err(|_| XpubError::Broken)?,
            CHAIN_DEPTH => key,
            depth => return Err(XpubError::Depth(depth)),
        };
        Ok(Self { chain })
    }

    /// The address of an index, which is the same on every chain of either family.
    ///
    /// # Errors
    /// [`NoAddress`]: use the next index.
    pub fn derive(&self, index: AddressIndex) -> Result<Address, NoAddress> {
        let child = self.chain.derive_child(ChildNumber(index.get())).map_err(|_| NoAddress)?;
        let point = child.public_key().to_sec1_point(false);
        // Behind the mark of an uncompressed point.
        let coordinates = point.as_bytes().split_last_chunk().map(|(_, coordinates)| coordinates);
        coordinates.and_then(Address::of_key).ok_or(NoAddress)
    }

    /// What rows keep to tell a changed xpub.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let mut hasher = Sha256::new();
        hasher.update(self.chain.to_bytes());
        hasher.update(self.chain.attrs().chain_code);
        let mut text = HEXLOWER.encode(&hasher.finalize());
        text.truncate(2 * FINGERPRINT_BYTES);
        Fingerprint(text)
    }
}

/// Whether a text may be a private key in one of its usual forms: extended, hex, that of Bitcoin's
/// wallets, or words.
fn is_private(text: &str) -> bool {
    let kind = text.get(1..Prefix::LENGTH).map(str::to_ascii_lowercase);
    let digits = text.strip_prefix("0x").unwrap_or(text);
    let is_hex = digits.len() >= 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let is_wallet = matches!(text.len(), 51 | 52)
        && text.starts_with(['5', 'K', 'L', '9', 'c'])
        && text.bytes().all(|letter| letter.is_ascii_alphanumeric());
    let is_seed = text.split([' ', ',', '\n', '\t']).filter(|word| !word.is_empty()).count()
        >= SEED_WORDS_MIN;
    kind.as_deref() == Some("prv") || is_hex || is_wallet || is_seed
}

#[cfg(test)]
#[path = "xpub_tests.rs"]
pub(super) mod tests;
