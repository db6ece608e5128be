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

mod admin_money;
mod alerts;
mod bad_input;
mod bans;
mod batches;
mod browsing;
mod buying;
mod catalog;
mod checkout;
mod claim;
mod clocks;
mod coupons;
mod crowding;
mod deliveries;
mod deposits;
mod erasure;
mod exchange_rates;
mod finding;
mod intake;
mod journal;
mod languages;
mod ledger;
mod living;
mod locales;
mod mail;
mod markup;
mod mass_orders;
mod naming;
mod older;
mod order_types;
mod own_orders;
mod panics;
mod people_found;
mod polling;
mod price_guard;
mod process;
mod products;
mod providers_added;
mod real_node;
mod reconciliation;
mod referrals;
mod refunds;
mod rekey;
mod replies;
mod requests;
mod returns;
mod reviews;
mod search;
mod secrets;
mod sending;
mod shop_texts;
mod sources;
mod stops;
mod submission;
mod sync_told;
mod tickets;
mod tidy;
mod upmobile;
mod words;
