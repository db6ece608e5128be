//! Deposits on a blockchain, of which nothing is needed but a public key and somebody's node.
//!
//! Addresses come from an xpub; payments are `Transfer` events of listed tokens to these addresses,
//! read through JSON-RPC, which TRON speaks too. A transfer is named by its transaction and by its
//! place in that transaction's receipt, for its place in the block changes when a block is
//! replaced. Owns what a node's word is worth: receipts are looked at for every event, heights are
//! compared by hash, and two hosts can be asked for the same. Native coins are not read: a call of
//! a contract leaves no trace of them, and on TRON worthless tokens look the same.

mod address;
mod block;
mod client;
mod endpoint;
mod fault;
mod hex;
mod pace;
mod scan;
mod settings;
mod token;
mod transfer;
mod unlisted;
mod verify;
mod wire;
mod xpub;

#[cfg(test)]
mod node;
#[cfg(test)]
mod watch_tests;

pub use address::{Address, AddressError};
pub use block::{
    BlockHash, BlockNumber, BlockRef, Blocks, ChainId, LogPosition, TransferId, TxHash,
};
pub use client::{Agreement, ChainClient, Mismatch};
pub use endpoint::{Limits, SetupError};
pub use fault::{Answered, Fault, Host, RpcError};
pub use scan::{FoundTransfer, Refusal, RefusedLog, Scan, ScanRequest};
pub use settings::{ChainSettings, ChainTexts, Problem, SettingsError};
pub use token::{Decimals, Token, TokenError, units_of, whole_tokens};
pub use transfer::{LogError, Paid, TokenUnits};
pub use unlisted::{Unlisted, UnlistedRequest};
pub use verify::{AskedTransaction, AskedTransfer, Recorded, Verification};
pub use wire::{At, Event, Log, Receipt};
pub use xpub::{AddressIndex, Fingerprint, NoAddress, Xpub, XpubError};
