//! All SQL of the shop, on SQLite and PostgreSQL alike, a file a table or matter; the tables are in
//! `migrations/`, once for each engine. Functions take a [`Tx`] and decide nothing: a change that
//! found the row in another state is [`StoreError::Lost`], never silence. Flows call what changes
//! something; screens and workers read here too.
//! Nothing outside this folder knows sqlx, and nothing here calls the network.

pub(crate) mod alert_digest;
pub mod alerts;
pub(crate) mod allowance;
pub mod audit;
pub(crate) mod built_in_names;
pub mod buyer_answers;
pub mod catalog;
pub mod catalog_items;
pub mod catalog_writes;
pub mod chat_providers;
mod connections;
pub mod coupons;
pub mod deposits;
pub mod dialogues;
pub mod engine;
pub mod erasure;
pub mod evidence;
pub mod exchange_rates;
pub mod favourites;
mod file;
mod file_writer;
pub(crate) mod filed_words;
pub mod flags;
pub mod goods;
mod guarded;
pub(crate) mod id_checks;
mod ids;
pub mod inbox;
pub mod journal;
pub(crate) mod leases;
mod leftovers;
pub mod lists;
pub mod lookups;
pub mod mail;
pub(crate) mod meta;
pub mod movements;
pub mod orders;
pub mod outbox;
pub(crate) mod pending_actions;
pub mod people;
pub mod portion;
pub mod postings;
mod previewed;
pub mod price_changes;
pub mod products;
pub mod provider_drafts;
pub mod provider_warnings;
pub mod providers;
pub mod quotes;
pub mod race;
pub mod recharges;
pub mod reconciliations;
pub mod referrals;
pub mod rows;
pub mod schema;
pub(crate) mod screens;
pub(crate) mod sealed_texts;
pub mod search;
mod sellable;
pub mod service_pauses;
pub mod service_sources;
pub mod service_stats;
pub mod service_words;
pub mod shelves;
pub mod shop_texts;
pub(crate) mod shortages;
pub mod stops;
pub mod strikes;
pub(crate) mod sync_runs;
pub mod tickets;
pub(crate) mod times;
pub(crate) mod top_up_rings;
pub mod top_ups;
pub mod turnovers;
pub mod tx;
mod visibility;

pub use engine::{Engine, OpenError, Opening, Store};
pub use outbox::Outgoing;
pub use race::{OrderRace, Race};
pub use tx::{StoreError, Tx};

/// Runs a body in a write transaction and commits it; a serialization failure or deadlock runs the
/// whole body again, up to five times. The body is a block that ends in a `Result` whose error is
/// `From<StoreError>` and knows `is_retryable`.
#[macro_export]
macro_rules! atomically {
    ($store:expr, $tx:ident => $body:expr) => {{
        let mut attempt = 0_u32;
        loop {
            attempt += 1;
            let mut transaction = $store.begin().await?;
            let outcome = {
                let $tx = &mut transaction;
                async { $body }.await
            };
            let error = match outcome {
                Ok(value) => match transaction.commit().await {
                    Ok(()) => break Ok(value),
                    Err(error) => error.into(),
                },
                Err(error) => {
                    transaction.rollback().await;
                    error
                }
            };
            if attempt >= 5 || !$crate::store::tx::Retryable::is_retryable(&error) {
                break Err(error);
            }
        }
    }};
}

/// Runs a body as a part of an open transaction that can be given up alone: what it did is kept, or
/// taken back if it fails. The outer error is the database's: the whole transaction must be given
/// up then. The body is a block that ends in a `Result`.
#[macro_export]
macro_rules! in_savepoint {
    ($tx:ident => $body:expr) => {{
        let savepoint = $tx.begin_savepoint();
        $tx.will_change().await;
        match async { $body }.await {
            Ok(value) => $tx.keep_savepoint().await.map(|_| Ok(value)),
            Err(error) => $tx.give_up_savepoint(savepoint).await.map(|()| Err(error)),
        }
    }};
}
