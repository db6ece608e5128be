//! The event by which a token says that it was paid: `Transfer(from, to, value)` of ERC-20.
//!
//! Owns what of a log is believed: exactly three topics and exactly 32 bytes, each of them what
//! its type allows. A log of any other form may be of another standard or made to deceive. Must
//! never round a value nor cut one that is too large.

use std::sync::LazyLock;

use sha3::{Digest, Keccak256};

use super::address::Address;

/// What a log of the event begins with: the hash of its name and of what it holds.
static SIGNATURE: LazyLock<[u8; 32]> =
    LazyLock::new(|| Keccak256::digest("Transfer(address,address,uint256)").into());

/// Bytes of the data: the value.
const DATA_BYTES: usize = 32;

/// Why a log is not taken as a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum LogError {
    /// Not three topics; four are those of a token that cannot be divided (ERC-721).
    #[error("the log has not three topics")]
    Topics,
    /// Another event.
    #[error("the log is of another event")]
    Event,
    /// Less or more than one number.
    #[error("the data of the log is not one number")]
    Data,
    /// Bits set where an address has none.
    #[error("an address of the log is no address")]
    DirtyAddress,
    /// 2^128 or more of the smallest unit, which no token in use has.
    #[error("the value of the log is beyond any real amount")]
    TooLarge,
}

/// So many of a token's smallest unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TokenUnits(u128);

impl TokenUnits {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many.
    #[must_use]
    pub const fn new(units: u128) -> Self {
        Self(units)
    }

    /// How many.
    #[must_use]
    pub const fn get(self) -> u128 {
        self.0
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Reads 32 bytes; `None` for 2^128 and more.
    pub(super) fn of_word(word: [u8; DATA_BYTES]) -> Option<Self> {
        let (high, low) = word.split_last_chunk::<16>()?;
        let is_small = high.iter().all(|byte| *byte == 0);
        is_small.then(|| Self(u128::from_be_bytes(*low)))
    }
}

/// What a log says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    /// Who paid; whoever sends a transfer of nothing may put anybody here.
    pub from: Address,
    /// Who was paid.
    pub to: Address,
    /// How much.
    pub units: TokenUnits,
}

/// What the event is named by in a log.
#[must_use]
pub fn signature() -> [u8; 32] {
    *SIGNATURE
}

/// An address as a topic: 12 bytes of nothing before it.
#[must_use]
pub fn topic(address: Address) -> [u8; 32] {
    address.word()
}

/// Reads a log.
///
/// # Errors
/// Why it is no transfer.
pub fn decode(topics: &[[u8; 32]], data: &[u8]) -> Result<Paid, LogError> {
    let [event, from, to] = topics else {
        return Err(LogError::Topics);
    };
    if *event != *SIGNATURE {
        return Err(LogError::Event);
    }
    let value = <[u8; DATA_BYTES]>::try_from(data).map_err(|_| LogError::Data)?;
    let read = |topic| Address::of_word(topic).ok_or(LogError::DirtyAddress);
    let (from, to) = (read(*from)?, read(*to)?);
    let units = TokenUnits::of_word(value).ok_or(LogError::TooLarge)?;
    Ok(Paid { from, to, units })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALICE: Address = Address::new([0xa1; 20]);
    const BOB: Address = Address::new([0xb0; 20]);

    fn topics() -> Vec<[u8; 32]> {
        vec![signature(), topic(ALICE), topic(BOB)]
    }

    fn word(value: u128) -> Vec<u8> {
        [[0; 16], value.to_be_bytes()].concat()
    }

    #[test]
    fn a_transfer_is_read() {
        let hash = super::super::block::TxHash::new(signature()).hex();
        assert_eq!(hash, "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
        let paid = decode(&topics(), &word(12_500_000)).unwrap();
        assert_eq!(paid, Paid { from: ALICE, to: BOB, units: TokenUnits(12_500_000) });
        let nothing = decode(&topics(), &word(0)).unwrap();
        assert!(nothing.units.is_zero());
    }

    #[test]
    fn what_is_no_transfer_is_refused() {
        let value = word(1);
        let id = [vec![signature(), topic(ALICE), topic(BOB)], vec![[7; 32]]].concat();
        assert_eq!(decode(&id, &[]), Err(LogError::Topics), "ERC-721");
        assert_eq!(decode(&id, &value), Err(LogError::Topics));
        assert_eq!(decode(&topics()[..2], &value), Err(LogError::Topics));
        assert_eq!(decode(&[], &value), Err(LogError::Topics));
        assert_eq!(decode(&[[1; 32], topic(ALICE), topic(BOB)], &value), Err(LogError::Event));
        for data in [&value[..31], &[], &[value.clone(), vec![0]].concat(), &value.repeat(2)] {
            assert_eq!(decode(&topics(), data), Err(LogError::Data), "{} bytes", data.len());
        }
        for place in [1, 2] {
            let mut dirty = topics();
            dirty[place][11] = 1;
            assert_eq!(decode(&dirty, &value), Err(LogError::DirtyAddress));
        }
    }

    #[test]
    fn values_beyond_128_bits_are_refused() {
        assert_eq!(decode(&topics(), &word(u128::MAX)).unwrap().units, TokenUnits(u128::MAX));
        let one_more = [&[0; 15][..], &[1], &[0; 16]].concat();
        for value in [one_more, vec![0xff; 32]] {
            assert_eq!(decode(&topics(), &value), Err(LogError::TooLarge));
        }
    }

    proptest! {
        #[test]
        fn every_transfer_is_read_back(from: [u8; 20], to: [u8; 20], units: u128) {
            let (from, to) = (Address::new(from), Address::new(to));
            let read = decode(&[signature(), topic(from), topic(to)], &word(units));
            prop_assert_eq!(read, Ok(Paid { from, to, units: TokenUnits(units) }));
        }

        #[test]
        fn no_log_panics(
            topics in prop::collection::vec(any::<[u8; 32]>(), 0..6),
            data in prop::collection::vec(any::<u8>(), 0..80),
        ) {
            prop_assert!(decode(&topics, &data).is_err());
        }
    }
}
