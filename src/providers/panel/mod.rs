//! SMM panels that speak "API v2": one URL, and calls with `key` and `action`. The document is
//! docs/protocols.md.
//!
//! Owns how a panel is called (`client`, `request`, `limit`, `asking`, `products`) and the answers
//! that only panels give (`listing`, `ask_answers`). What an answer to an `add` or about an order
//! proves is decided beside, where other kinds ask too (`submit`, `reading`).

mod ask_answers;
mod asking;
mod client;
pub(super) mod limit;
mod listing;
mod products;
mod request;

#[cfg(test)]
mod client_tests;
#[cfg(test)]
mod dialect_tests;
#[cfg(test)]
mod document_tests;
#[cfg(test)]
mod doubt_tests;
#[cfg(test)]
mod fixture_tests;
#[cfg(test)]
mod mutation_tests;
#[cfg(test)]
mod odd_form_tests;
#[cfg(test)]
mod secret_tests;

pub use client::{DEFAULT_SERVICES_CAP_BYTES, Panel, PanelSettings};
