//! The plain values of a chain: addresses, amounts of 32 bytes and hashes, with their texts.
//!
//! Owns hex and, for reading only, TRON's base58. Must never know what is on the chain.

use std::fmt;
use std::str::FromStr;

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use sha2::{Digest, Sha256};

const BASE58: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// What stands before the 20 bytes of a TRON address.
const TRON_PREFIX: u8 = 0x41;
/// The bytes of a decoded TRON address: prefix, address, checksum.
const TRON_BYTES: usize = 25;

/// An account or a contract: 20 bytes, shown as lower-case hex behind `0x`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address([u8; 20]);

/// 32 bytes: of a token's smallest unit, or of the coin's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount([u8; 32]);

/// The name of a block or of a transaction: 32 bytes, shown as lower-case hex behind `0x`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Address {
    /// An address that only its bytes name.
    #[must_use]
    pub const fn of_bytes(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// The address of a number, for people of whom nobody has the key.
    #[must_use]
    pub fn numbered(number: u32) -> Self {
        let mut bytes = [0x5a; 20];
        for (place, byte) in bytes.iter_mut().rev().zip(number.to_le_bytes()) {
            *place = byte;
        }
        Self(bytes)
    }

    /// The address in a word of 32 bytes, as topics and calls carry it.
    #[must_use]
    pub fn word(self) -> String {
        format!("0x{}{}", "0".repeat(24), to_hex(&self.0))
    }
}

impl Amount {
    /// The largest number that a token can name.
    pub const LARGEST: Self = Self([0xff; 32]);

    /// As a number; the largest `u128` where it is larger than that.
    #[must_use]
    pub fn units(self) -> u128 {
        let (high, low) = self.0.split_at(16);
        if high.iter().any(|byte| *byte != 0) {
            return u128::MAX;
        }
        low.iter().fold(0, |sum, byte| sum << 8 | u128::from(*byte))
    }

    /// The 32 bytes in hex behind `0x`.
    #[must_use]
    pub fn word(self) -> String {
        format!("0x{}", to_hex(&self.0))
    }

    /// Hex without zeros in front.
    #[must_use]
    pub fn quantity(self) -> String {
        let digits = to_hex(&self.0);
        let short = digits.trim_start_matches('0');
        format!("0x{}", if short.is_empty() { "0" } else { short })
    }
}

impl From<u128> for Amount {
    fn from(units: u128) -> Self {
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().rev().zip(units.to_le_bytes()) {
            *place = byte;
        }
        Self(bytes)
    }
}

impl Hash {
    /// The hash of anything that differs.
    pub(super) fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// The same with the height in its first 8 bytes, as TRON names blocks.
    pub(super) fn with_height(mut self, height: u64) -> Self {
        for (place, byte) in self.0.iter_mut().zip(height.to_be_bytes()) {
            *place = byte;
        }
        self
    }

    pub(super) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl FromStr for Address {
    type Err = String;

    /// Reads `0x` and 40 hex digits, or a TRON address with its checksum.
    fn from_str(text: &str) -> Result<Self, String> {
        let bytes = match text.strip_prefix("0x") {
            Some(digits) => of_hex(digits),
            None => of_tron(text),
        };
        let bytes = bytes.and_then(|bytes| <[u8; 20]>::try_from(bytes).ok());
        bytes.map(Self).ok_or_else(|| "not an address".to_owned())
    }
}

impl FromStr for Hash {
    type Err = String;

    /// Reads `0x` and 64 hex digits.
    fn from_str(text: &str) -> Result<Self, String> {
        let bytes = text.strip_prefix("0x").and_then(of_hex);
        let bytes = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        bytes.map(Self).ok_or_else(|| "not a hash".to_owned())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "0x{}", to_hex(&self.0))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.quantity())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "0x{}", to_hex(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Lower-case hex.
pub(super) fn to_hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

fn of_hex(digits: &str) -> Option<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).ok()
}

fn of_tron(text: &str) -> Option<Vec<u8>> {
    let mut bytes = [0_u8; TRON_BYTES];
    for letter in text.bytes() {
        let mut carry = BASE58.iter().position(|known| *known == letter)?;
        for byte in bytes.iter_mut().rev() {
            carry += usize::from(*byte) * BASE58.len();
            *byte = u8::try_from(carry & 0xff).ok()?;
            carry >>= 8;
        }
        if carry > 0 {
            return None;
        }
    }
    let (payload, checksum) = bytes.split_at(TRON_BYTES - 4);
    let check = Sha256::digest(Sha256::digest(payload));
    let address = payload.strip_prefix(&[TRON_PREFIX])?;
    check.starts_with(checksum).then(|| address.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_hex_and_as_base58() {
        let usdt: Address = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t".parse().unwrap();
        assert_eq!(usdt.to_string(), "0xa614f803b6fd780986a42c78ec9c7f77e6ded13c");
        assert_eq!(usdt.to_string().to_uppercase().replace("0X", "0x").parse(), Ok(usdt));
        for wrong in ["", "0x", "0xa614", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u", "T", "hello"] {
            assert!(wrong.parse::<Address>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn amounts_are_words_and_quantities() {
        assert_eq!(Amount::from(0).quantity(), "0x0");
        assert_eq!(Amount::from(258).quantity(), "0x102");
        assert_eq!(Amount::from(258).units(), 258);
        assert_eq!(Amount::LARGEST.units(), u128::MAX);
        assert_eq!(Amount::from(1).word().len(), 66);
    }
}
