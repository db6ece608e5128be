//! The client of Upmobile, which tops up phones and games: accounts, a preview of what a top-up
//! costs, and withdrawals that are asked about until their end (docs/protocols.md, "Upmobile").

mod answers;
mod client;
mod listing;
pub mod options;
mod unsaid;
mod withdrawals;

#[cfg(test)]
mod client_tests;
#[cfg(test)]
mod document_tests;
#[cfg(test)]
mod mutation_tests;

pub use client::{Upmobile, UpmobileSettings};
