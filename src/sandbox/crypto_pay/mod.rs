//! A payment gateway that lives in the process: the Crypto Pay API over real HTTP, with a signed
//! webhook, well or as badly as it is told to.
//!
//! It serves the demo and is the tests' world. It reaches nothing of the shop but the webhook's
//! URL, and the shop reaches it only over HTTP; the handle here is for tests and the chat page.
//! It has one app with one token, and everybody can pay everything. Not a model for a gateway:
//! it has no transfers, no checks and no swaps, and keeps everything in memory.
//!
//! Facts: <https://help.send.tg/en/articles/10279948-crypto-pay-api>. An invoice is paid once, in
//! full. There is no key of idempotency, and `expired` cannot be asked for.

mod api;
mod drawer;
mod faults;
mod invoice;
mod methods;
mod page;
mod params;
mod refusal;
mod state;
mod webhook;

#[cfg(test)]
mod drawer_tests;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use rust_decimal::Decimal;
use serde_json::Value;
use tokio::sync::watch;

use params::Params;
use refusal::Refusal;
use state::State;

pub use faults::{DeliveryFault, GatewayFault, GatewayRule};
pub use invoice::InvoiceStatus;
pub use state::{Delivery, Rate};

/// Tells the time in milliseconds since 1970.
pub type NowMs = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How a gateway begins.
#[derive(Clone)]
pub struct CryptoPayOptions {
    /// The only token that is accepted, also the secret of signatures.
    pub token: String,
    /// The clock by which invoices expire.
    pub now_ms: NowMs,
}

impl CryptoPayOptions {
    /// By the real clock.
    #[must_use]
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: token.into(), now_ms: Arc::new(wall_ms) }
    }
}

/// How an invoice is paid. What is told otherwise than asked for is a mistake of the gateway.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paying {
    /// One of the accepted assets; the first unless set.
    pub asset: Option<String>,
    pub is_anonymous: bool,
    pub comment: Option<String>,
    /// The invoice says this `amount` from now on.
    pub sent_amount: Option<Decimal>,
    /// The invoice says this `asset`, or this `fiat`, from now on.
    pub sent_currency: Option<String>,
    /// The invoice says this `payload` from now on.
    pub sent_payload: Option<String>,
}

/// The gateway and the handle to it; clones are the same gateway.
#[derive(Clone)]
pub struct CryptoPay {
    inner: Arc<Inner>,
}

struct Inner {
    token: String,
    now_ms: NowMs,
    state: Mutex<State>,
    /// Bumped when a delivery has ended.
    settled: watch::Sender<u64>,
}

impl fmt::Debug for CryptoPay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CryptoPay").finish_non_exhaustive()
    }
}

impl CryptoPay {
    /// A gateway without invoices and without a webhook.
    #[must_use]
    pub fn new(options: CryptoPayOptions) -> Self {
        let CryptoPayOptions { token, now_ms } = options;
        let (state, settled) = (Mutex::new(State::new()), watch::Sender::new(0));
        Self { inner: Arc::new(Inner { token, now_ms, state, settled }) }
    }

    /// The routes: `/api/{method}`, and `/invoice/{hash}` where an invoice is paid by a button.
    pub fn router(&self) -> Router {
        api::router(self.clone())
    }

    /// Where paid invoices are told; `None` tells nobody.
    pub fn set_webhook(&self, url: Option<&str>) {
        self.state().webhook = url.map(str::to_owned);
    }

    /// Where paid invoices are told; `None` also after too many failures.
    #[must_use]
    pub fn webhook(&self) -> Option<String> {
        self.state().webhook.clone()
    }

    /// How long the webhook waits before it tries again; 100 ms unless set.
    pub fn set_retry_ms(&self, retry_ms: u64) {
        self.state().retry_ms = retry_ms;
    }

    /// The URL under which this router is reached, so that invoices lead to its page.
    pub fn set_page_root(&self, url: &str) {
        self.state().page_root = format!("{}/invoice/", url.trim_end_matches('/'));
    }

    /// Somebody pays an invoice. The webhook is told in the background, so this needs a runtime.
    ///
    /// # Errors
    /// When there is no such invoice, it is paid or expired, or it cannot be paid with that.
    pub fn pay(&self, invoice_id: i64, how: &Paying) -> Result<(), String> {
        let now_ms = self.now_ms();
        self.state().pay(invoice_id, how, now_ms)?;
        self.tell_again(invoice_id);
        Ok(())
    }

    /// Tells the webhook of an invoice as it is now, paid or not, as a delivery of its own.
    pub fn tell_again(&self, invoice_id: i64) {
        self.state().under_way += 1;
        tokio::spawn(webhook::tell(self.clone(), invoice_id));
    }

    /// Waits until every delivery has ended, well or not.
    pub async fn all_delivered(&self) {
        let mut settled = self.inner.settled.subscribe();
        while self.state().under_way > 0 {
            if settled.changed().await.is_err() {
                return;
            }
        }
    }

    /// Every attempt to deliver, oldest first: the last 10,000.
    #[must_use]
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.state().deliveries()
    }

    /// The right signature of a body.
    #[must_use]
    pub fn sign(&self, body: &[u8]) -> String {
        webhook::sign(&self.inner.token, body)
    }

    /// The numbers of all invoices that were not deleted, oldest first.
    #[must_use]
    pub fn invoices(&self) -> Vec<i64> {
        self.state().invoices.keys().copied().collect()
    }

    /// What became of an invoice.
    #[must_use]
    pub fn status(&self, invoice_id: i64) -> Option<InvoiceStatus> {
        let now_ms = self.now_ms();
        self.state().invoices.get(&invoice_id).map(|invoice| invoice.status(now_ms))
    }

    /// Sets what one unit is worth, in place of what was known of that pair.
    pub fn set_rate(&self, rate: Rate) {
        let mut state = self.state();
        state.rates.retain(|known| (&known.source, &known.target) != (&rate.source, &rate.target));
        state.rates.push(rate);
    }

    /// Adds a fault behind those that are set; the first that concerns a call decides it.
    pub fn set_fault(&self, rule: GatewayRule) {
        self.state().script.push(rule);
    }

    /// Adds a fault for one delivery; several wait in line.
    pub fn set_delivery_fault(&self, fault: DeliveryFault) {
        self.state().script.push_delivery(fault);
    }

    /// Behaves well again.
    pub fn clear_faults(&self) {
        self.state().script.clear();
    }

    /// The newest 10,000 calls with the right token, oldest first: method and parameters.
    #[must_use]
    pub fn calls(&self) -> Vec<(String, Value)> {
        self.state().calls().cloned().collect()
    }

    /// How many of the remembered calls were of a method.
    #[must_use]
    pub fn count(&self, method: &str) -> usize {
        self.state().calls().filter(|(name, _)| name == method).count()
    }

    /// Remembers a call and says how to misbehave.
    fn receive(&self, method: &str, params: &Params) -> GatewayFault {
        let mut state = self.state();
        state.keep_call(method, params.to_json());
        state.script.next(method)
    }

    fn perform(&self, method: &str, params: &Params) -> Result<Value, Refusal> {
        let now_ms = self.now_ms();
        methods::perform(&mut self.state(), (method, params), now_ms)
    }

    fn now_ms(&self) -> i64 {
        (self.inner.now_ms)()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The state is whole between any two statements, so a poisoned lock is still good.
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::disallowed_methods, reason = "the sandbox is a world with its own time")]
fn wall_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
