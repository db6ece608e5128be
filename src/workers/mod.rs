//! Loops that claim, call and record: the only place where use cases meet clients of upstream
//! systems. Each is one `tick` that a test can call by hand. Must never hold a transaction while
//! a provider is being called.

pub mod admin_health;
pub(crate) mod catalog_sync;
pub mod chain_addresses;
pub mod chain_confirm;
pub mod chain_watch;
pub mod crypto_pay;
pub mod gateways;
pub(crate) mod housekeeping;
pub(crate) mod id_checks;
pub(crate) mod order_poll;
pub(crate) mod order_submit;
mod provider_health;
pub(crate) mod reviews;
pub(crate) mod tickets;
pub(crate) mod timekeeping;

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
use crate::vitals::Vitals;
use gateways::Gateways;
use order_poll::RetryAlone;
use timekeeping::NotifiedStep;

/// What every worker has at hand.
#[derive(Clone)]
pub struct WorkerContext {
    /// The shop's database.
    pub store: Store,
    /// Time.
    pub clock: Clock,
    /// Who the shop is.
    pub shop: Arc<Shop>,
    /// The upstream systems that are configured.
    pub providers: Vec<Arc<dyn Provider>>,
    /// The ways in for money.
    pub gateways: Gateways,
    /// How quickly young orders are asked about, milliseconds.
    pub poll_ms: i64,
    /// Orders whose own question found no room in a provider's budget of calls.
    pub retry_alone: RetryAlone,
    /// Which loops are unwell.
    pub vitals: Vitals,
    /// How far the machine's clock was set when the owners were last told.
    pub notified_step: NotifiedStep,
}

impl WorkerContext {
    /// The pulse of a loop of this name.
    #[must_use]
    pub fn pulse(&self, part: String) -> Pulse {
        Pulse { part, vitals: self.vitals.clone() }
    }
}

/// Notes whether the rounds of a loop end well.
#[derive(Debug, Clone)]
pub struct Pulse {
    part: String,
    vitals: Vitals,
}

impl Pulse {
    /// The outcome of one tick. An error or a panic is one log line, and `None`; what panics is
    /// unwell until a round ends.
    async fn unbroken<T>(&self, tick: impl Future<Output = Result<T, FlowError>>) -> Option<T> {
        let worker = self.part.as_str();
        let Ok(ended) = AssertUnwindSafe(tick).catch_unwind().await else {
            tracing::error!(worker, "a worker panicked");
            self.vitals.panicked(worker);
            return None;
        };
        self.vitals.is_well(worker);
        match ended {
            Ok(outcome) => Some(outcome),
            Err(error) => {
                let error_id = crate::telemetry::error_id();
                tracing::error!(worker, %error, error_id, "a worker failed");
                None
            }
        }
    }
}

/// Calls `tick` every so often until `stop`. After an error or a panic the next tick comes all the
/// same.
pub async fn repeat<F, Fut>(pulse: Pulse, every: Duration, stop: CancellationToken, mut tick: F)
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<(), FlowError>>,
{
    loop {
        let checked = async {
            crate::crash::panic_in(&pulse.part);
            tick().await
        };
        pulse.unbroken(checked).await;
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(every) => {}
        }
    }
}
