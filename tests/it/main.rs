//! Stories of customers, admins and failures, through real HTTP against the sandbox, on SQLite or
//! on the PostgreSQL of `TEST_DATABASE_URL`. Every world ends with the ledger audit.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

mod bad_input;
mod browsing;
mod buying;
mod catalog;
mod checkout;
mod languages;
mod locales;
mod own_orders;
mod polling;
mod returns;
mod submission;
mod tidy;
