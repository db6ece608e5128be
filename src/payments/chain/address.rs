//! Accounts and contracts: 20 bytes, and their two texts.
//!
//! Ethereum and its kin write `0x` and 40 hex digits, whose case is a checksum (EIP-55); TRON
//! writes Base58 with a checksum of `0x41` and the same 20 bytes, which begins with a T. Owns both
//! readings. Must never accept a text whose checksum is wrong.

use std::fmt;

use data_encoding::HEXLOWER;
use sha3::{Digest, Keccak256};

use super::hex;
use crate::domain::deposit::Family;

/// What stands before the 20 bytes in TRON's text.
const TRON_MARK: u8 = 0x41;
/// Bytes of an address.
pub const ADDRESS_BYTES: usize = 20;

/// Bytes of a word of a contract.
pub(super) const WORD_BYTES: usize = 32;
/// Bytes of the coordinates of a public key.
pub(super) const KEY_BYTES: usize = 64;

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum AddressError {
    /// Not the form that the family writes.
    #[error("this is not an address of this network")]
    Form,
    /// The right form with a wrong checksum: mistyped.
    #[error("the checksum of the address is wrong")]
    Checksum,
}

/// An account or a contract; equal by its bytes, whatever the family.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address([u8; ADDRESS_BYTES]);

impl Address {
    /// The address of these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; ADDRESS_BYTES]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(self) -> [u8; ADDRESS_BYTES] {
        self.0
    }

    /// Reads what the family writes, without spaces around it. Hex digits of one case need no
    /// checksum, digits of both cases do.
    ///
    /// # Errors
    /// Whether the form or the checksum is wrong.
    pub fn parse(family: Family, text: &str) -> Result<Self, AddressError> {
        match family {
            Family::Evm => parse_hex(text),
            Family::Tron => parse_tron(text),
        }
    }

    /// Reads a contract as settings name it: as [`Address::parse`] does, for TRON also in hex, with
    /// `0x` or with TRON's own `41` before the 40 digits.
    ///
    /// # Errors
    /// Whether the form or the checksum is wrong.
    pub fn parse_contract(family: Family, text: &str) -> Result<Self, AddressError> {
        match (family, text.len(), text.strip_prefix("41")) {
            (Family::Tron, 42, Some(digits)) => parse_hex(&format!("0x{digits}")),
            (Family::Tron, _, _) if text.starts_with("0x") => parse_hex(text),
            _ => Self::parse(family, text),
        }
    }

    /// The account of a public key: of both its coordinates.
    pub(super) fn of_key(coordinates: &[u8; KEY_BYTES]) -> Option<Self> {
        let hash = Keccak256::digest(coordinates);
        hash.last_chunk().copied().map(Self)
    }

    /// The address in a word of a contract: 12 bytes of nothing before it.
    pub(super) fn word(self) -> [u8; WORD_BYTES] {
        let mut word = [0; WORD_BYTES];
        let places = word.iter_mut().skip(WORD_BYTES - ADDRESS_BYTES);
        places.zip(self.0).for_each(|(place, byte)| *place = byte);
        word
    }

    /// The reverse of [`Address::word`]; `None` where bits are set before the address.
    pub(super) fn of_word(word: [u8; WORD_BYTES]) -> Option<Self> {
        let (before, bytes) = word.split_last_chunk()?;
        before.iter().all(|byte| *byte == 0).then_some(Self(*bytes))
    }

    /// The text that people of the family know, with its checksum.
    #[must_use]
    pub fn text(self, family: Family) -> String {
        match family {
            Family::Evm => with_checksum(&HEXLOWER.encode(&self.0)),
            Family::Tron => {
                let mut payload = vec![TRON_MARK];
                payload.extend_from_slice(&self.0);
                bs58::encode(payload).with_check().into_string()
            }
        }
    }

    /// `0x` and 40 small hex digits, as JSON-RPC of either family takes it.
    #[must_use]
    pub fn hex(self) -> String {
        hex::written(self.0)
    }
}

/// The same digits behind `0x`, where a letter is large if the hash of them all has 8 or more at
/// its place (EIP-55).
fn with_checksum(digits: &str) -> String {
    let hash = HEXLOWER.encode(&Keccak256::digest(digits.as_bytes()));
    let cased = digits.chars().zip(hash.chars());
    let large = |digit: char, nibble| if nibble < '8' { digit } else { digit.to_ascii_uppercase() };
    let written = cased.map(|(digit, nibble)| large(digit, nibble));
    "0x".chars().chain(written).collect()
}

impl fmt::Debug for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.hex())
    }
}

fn parse_hex(text: &str) -> Result<Address, AddressError> {
    let digits = text.strip_prefix("0x").ok_or(AddressError::Form)?;
    let address = hex::exactly(digits).map(Address).ok_or(AddressError::Form)?;
    let is_mixed = digits.bytes().any(|digit| digit.is_ascii_lowercase())
        && digits.bytes().any(|digit| digit.is_ascii_uppercase());
    if is_mixed && address.text(Family::Evm) != text {
        return Err(AddressError::Checksum);
    }
    Ok(address)
}

fn parse_tron(text: &str) -> Result<Address, AddressError> {
    if !text.starts_with('T') || text.len() > 40 {
        return Err(AddressError::Form);
    }
    let decoded = bs58::decode(text).with_check(Some(TRON_MARK)).into_vec();
    let payload = decoded.map_err(|error| match error {
        bs58::decode::Error::InvalidChecksum { .. } => AddressError::Checksum,
        _ => AddressError::Form,
    })?;
    let bytes = payload.split_first().map(|(_, bytes)| bytes.try_into());
    bytes.and_then(Result::ok).map(Address).ok_or(AddressError::Form)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const USDT_TRON: &str = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
    const USDT_TRON_HEX: &str = "0xa614f803b6fd780986a42c78ec9c7f77e6ded13c";

    #[test]
    fn checksums_of_both_families_are_written_and_read() {
        // The examples of EIP-55.
        for text in [
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
            "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "0xde709f2102306220921060314715629080e2fb77",
        ] {
            let address = Address::parse(Family::Evm, text).unwrap();
            assert_eq!(address.text(Family::Evm), text);
            assert_eq!(Address::parse(Family::Evm, &address.hex()), Ok(address));
        }
        let usdt = Address::parse(Family::Tron, USDT_TRON).unwrap();
        assert_eq!(usdt.hex(), USDT_TRON_HEX);
        assert_eq!(usdt.text(Family::Tron), USDT_TRON);
    }

    #[test]
    fn a_mistyped_address_is_refused() {
        for (family, text, expected) in [
            (Family::Evm, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", AddressError::Checksum),
            (Family::Evm, "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed", AddressError::Checksum),
            (Family::Evm, "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", AddressError::Form),
            (Family::Evm, "0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", AddressError::Form),
            (Family::Evm, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae", AddressError::Form),
            (Family::Evm, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaedd", AddressError::Form),
            (Family::Evm, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg", AddressError::Form),
            (Family::Evm, " 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", AddressError::Form),
            (Family::Evm, USDT_TRON, AddressError::Form),
            (Family::Tron, USDT_TRON_HEX, AddressError::Form),
            (Family::Tron, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6T", AddressError::Checksum),
            (Family::Tron, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6", AddressError::Checksum),
            (Family::Tron, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj0t", AddressError::Form),
            (Family::Tron, "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", AddressError::Form),
            (Family::Tron, "", AddressError::Form),
            (Family::Tron, "T", AddressError::Form),
        ] {
            let read = Address::parse(family, text);
            let is_expected = match expected {
                AddressError::Form => read.is_err(),
                AddressError::Checksum => read == Err(AddressError::Checksum),
            };
            assert!(is_expected, "{text}: {read:?}");
        }
    }

    #[test]
    fn contracts_of_tron_are_read_in_every_form() {
        let usdt = Address::parse(Family::Tron, USDT_TRON);
        for text in [USDT_TRON, USDT_TRON_HEX, "41a614f803b6fd780986a42c78ec9c7f77e6ded13c"] {
            assert_eq!(Address::parse_contract(Family::Tron, text), usdt, "{text}");
        }
        assert_eq!(Address::parse_contract(Family::Evm, USDT_TRON), Err(AddressError::Form));
    }

    proptest! {
        #[test]
        fn every_address_is_read_back(bytes: [u8; ADDRESS_BYTES]) {
            let address = Address::new(bytes);
            for family in [Family::Evm, Family::Tron] {
                prop_assert_eq!(Address::parse(family, &address.text(family)), Ok(address));
                prop_assert_eq!(
                    Address::parse_contract(family, &address.hex()), Ok(address)
                );
            }
        }

        #[test]
        fn one_wrong_letter_is_noticed(
            bytes: [u8; ADDRESS_BYTES], at in 1_usize..34, by in 1_u8..58,
        ) {
            const LETTERS: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
            let mut text = Address::new(bytes).text(Family::Tron).into_bytes();
            let place = LETTERS.iter().position(|letter| *letter == text[at]).unwrap();
            text[at] = LETTERS[(place + usize::from(by)) % LETTERS.len()];
            let text = String::from_utf8(text).unwrap();
            prop_assert!(Address::parse(Family::Tron, &text).is_err());
        }

        #[test]
        fn no_text_panics(text in ".{0,60}") {
            for family in [Family::Evm, Family::Tron] {
                let _ = Address::parse_contract(family, &text);
            }
        }
    }
}
