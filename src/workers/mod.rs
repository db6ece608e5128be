//! Loops that claim, call and record: the only place where use cases meet clients of upstream
//! systems. Each is one `tick` that a test can call by hand. Must never hold a transaction while
//! a provider is being called.

pub mod catalog_sync;
mod deafness;
pub mod housekeeping;
pub mod order_poll;
pub mod order_submit;
pub mod previews;
pub mod reachability;
pub mod reviews;
pub mod tickets;

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::flows::{FlowError, Shop};
use crate::providers::Provider;
use crate::store::Store;
use order_poll::Unasked;

/// What every worker has at hand.
#[derive(Clone)]
pub struct Workshop {
    /// The shop's database.
    pub store: Store,
    /// Time.
    pub clock: Clock,
    /// Who the shop is.
    pub shop: Arc<Shop>,
    /// The upstream systems that are configured.
    pub providers: Vec<Arc<dyn Provider>>,
    /// How quickly young orders are asked about, milliseconds.
    pub poll_ms: i64,
    /// Orders whose own question found no room in a provider's budget of calls.
    pub unasked: Unasked,
}

/// The outcome of one tick. An error or a panic is one log line, and `None`.
async fn unbroken<T>(
    name: &'static str,
    tick: impl Future<Output = Result<T, FlowError>>,
) -> Option<T> {
    match AssertUnwindSafe(tick).catch_unwind().await {
        Ok(Ok(outcome)) => return Some(outcome),
        Ok(Err(error)) => {
            let error_id = crate::telemetry::error_id();
            tracing::error!(worker = name, %error, error_id, "a worker failed");
        }
        Err(_panic) => tracing::error!(worker = name, "a worker panicked"),
    }
    None
}

/// Calls `tick` every so often until `stop`. After an error or a panic the next tick comes all the
/// same.
pub async fn repeat<F, Fut>(
    name: &'static str,
    every: Duration,
    stop: CancellationToken,
    mut tick: F,
) where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<(), FlowError>>,
{
    loop {
        unbroken(name, tick()).await;
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(every) => {}
        }
    }
}
