//! Chains, blocks and transactions by their numbers and hashes, a type each.
//! Owns the one text of a hash, so that no two spellings are two things.

use std::fmt;

use super::hex;

/// Bytes of a hash.
const HASH_BYTES: usize = 32;

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// The one of this number.
            #[must_use]
            pub const fn new(number: u64) -> Self {
                Self(number)
            }

            /// Its number.
            #[must_use]
            pub const fn get(self) -> u64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }
    )*};
}

numbers! {
    /// Tells one network from another (`eth_chainId`).
    ChainId;
    /// The height of a block.
    BlockNumber;
    /// So many blocks.
    Blocks;
}

impl BlockNumber {
    /// The block so far behind; the first one at the earliest.
    #[must_use]
    pub const fn back(self, blocks: Blocks) -> Self {
        Self(self.0.saturating_sub(blocks.0))
    }

    /// The block so far ahead.
    #[must_use]
    pub const fn ahead(self, blocks: Blocks) -> Self {
        Self(self.0.saturating_add(blocks.0))
    }

    /// How many blocks confirm this one under a head: 1 where it is the head, 0 beyond it.
    #[must_use]
    pub const fn confirmations(self, head: Self) -> Blocks {
        if head.0 < self.0 { Blocks(0) } else { Blocks((head.0 - self.0).saturating_add(1)) }
    }
}

macro_rules! hashes {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; HASH_BYTES]);

        impl $name {
            /// The hash of these bytes.
            #[must_use]
            pub const fn new(bytes: [u8; HASH_BYTES]) -> Self {
                Self(bytes)
            }

            /// Reads 64 hex digits of either case, with or without `0x`.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let digits = text.strip_prefix("0x").unwrap_or(text);
                hex::exactly(digits).map(Self)
            }

            /// `0x` and 64 small hex digits: the stored text.
            #[must_use]
            pub fn hex(self) -> String {
                hex::written(self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.hex())
            }
        }
    )*};
}

hashes! {
    /// Names a block; another one at the same height is another block.
    BlockHash;
    /// Names a transaction.
    TxHash;
}

/// A block as a node tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockRef {
    /// Its height.
    pub number: BlockNumber,
    /// Its hash.
    pub hash: BlockHash,
    /// The block below.
    pub parent: BlockHash,
    /// When it was made, Unix milliseconds, by its maker's clock; whole seconds.
    pub made_ms: i64,
}

/// Where in its own receipt a log stands, from 0. Its index within the block changes with the
/// block that a transaction ends up in, this does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogPosition(u32);

impl LogPosition {
    /// The position of this number.
    #[must_use]
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// Its number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// Which transfer it is, on one chain: the same before and after a reorganisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransferId {
    /// The transaction.
    pub tx: TxHash,
    /// Which of its logs.
    pub position: LogPosition,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_has_one_text_however_it_is_typed() {
        let digits = "AB".repeat(32);
        let hash = TxHash::parse(&digits).unwrap();
        assert_eq!(TxHash::parse(&format!("0x{}", digits.to_lowercase())), Some(hash));
        assert_eq!(hash.hex(), format!("0x{}", "ab".repeat(32)));
        for text in ["", "0x", "ab", &digits[1..], &format!("{digits}0"), &"xy".repeat(32)] {
            assert_eq!(TxHash::parse(text), None, "{text}");
        }
        assert_eq!(TxHash::parse(&format!("0x0x{}", &digits[4..])), None);
    }

    #[test]
    fn confirmations_are_counted_from_one() {
        let block = BlockNumber::new(100);
        let under = |head| block.confirmations(BlockNumber::new(head)).get();
        assert_eq!([99, 100, 101, 111].map(under), [0, 1, 2, 12]);
        assert_eq!(block.back(Blocks::new(200)), BlockNumber::new(0));
    }
}
