//! The ways in which money comes in, as the shop sees them: clients of the systems that say what
//! was paid.
//!
//! A gateway is a folder: [`chain`] reads the log of a blockchain through JSON-RPC and derives
//! addresses from a public key, [`crypto_pay`] is the client of Crypto Pay, [`stars`] reads
//! what Telegram says of Stars. All only look: no
//! private key is taken, nothing is ever sent on. What they return is what was seen, by whom, and
//! how sure it is; whether somebody is credited is decided by flows. Must never touch the database,
//! follow a redirect, use a proxy, or let a URL, token or xpub out; errors name hosts only.

pub mod chain;
pub mod crypto_pay;
mod http;
mod json;
pub mod stars;

pub use http::Timeouts;
