//! A service that tops up phones and games, which lives in the process: accounts, previews and
//! withdrawals over real HTTP, well or as badly as it is told to.
//!
//! It serves the demo and is the tests' world. It reaches nothing of the shop, and the shop reaches
//! it only over HTTP; the handle here is for tests and the chat page. It has one customer with one
//! token and an account in each of two currencies, and keeps everything in memory. The document
//! shows no paths and no refusals: these are its own.

mod api;
mod drawer;
mod faults;
mod state;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use rust_decimal::Decimal;

use state::{Account, State};

pub use faults::UpmobileFault;
pub use state::{Asked, Operation};

/// The newest requests that are remembered.
const REQUESTS_MAX: usize = 10_000;

/// Tells the time in milliseconds since 1970.
pub type NowMs = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How the service begins.
#[derive(Clone)]
pub struct UpmobileOptions {
    /// The only token that is accepted.
    pub token: String,
    /// Roubles on the account, as decimal text.
    pub balance: String,
    /// The clock by which operations are dated.
    pub now_ms: NowMs,
    /// After how long an operation succeeds by itself; `None` for never.
    pub ends_after_ms: Option<i64>,
}

impl UpmobileOptions {
    /// A hundred thousand roubles, by the real clock; operations wait to be ended.
    #[must_use]
    pub fn new(token: impl Into<String>) -> Self {
        Self {
            token: token.into(),
            balance: "100000".to_owned(),
            now_ms: Arc::new(wall_ms),
            ends_after_ms: None,
        }
    }
}

/// The service and the handle to it; clones are the same service.
#[derive(Clone)]
pub struct Upmobile {
    inner: Arc<Inner>,
}

struct Inner {
    token: String,
    now_ms: NowMs,
    ends_after_ms: Option<i64>,
    state: Mutex<State>,
}

impl fmt::Debug for Upmobile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Upmobile").finish_non_exhaustive()
    }
}

impl Upmobile {
    /// A service without operations.
    #[must_use]
    pub fn new(options: UpmobileOptions) -> Self {
        let account = |id: &str, currency: &str, balance: &str| Account {
            id: id.to_owned(),
            currency: currency.to_owned(),
            balance: balance.parse().unwrap_or_default(),
        };
        let accounts =
            vec![account("acc-usd", "USD", "100"), account("acc-rub", "RUB", &options.balance)];
        let state = Mutex::new(State { accounts, ..State::default() });
        let UpmobileOptions { token, now_ms, ends_after_ms, .. } = options;
        Self { inner: Arc::new(Inner { token, now_ms, ends_after_ms, state }) }
    }

    /// The routes, below whatever address it is served at.
    pub fn router(&self) -> Router {
        api::router(self.clone())
    }

    /// Every withdrawal that was ever taken, oldest first.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation> {
        self.with(|state| state.operations.values().cloned().collect())
    }

    /// How many withdrawals were ever taken for a destination.
    #[must_use]
    pub fn acceptances_for(&self, destination: &str) -> usize {
        self.operations().iter().filter(|it| it.destination == destination).count()
    }

    /// What came so far, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Asked> {
        self.with(|state| state.requests.clone())
    }

    /// How many calls of a kind came so far.
    #[must_use]
    pub fn calls(&self, call: &str) -> usize {
        self.requests().iter().filter(|asked| asked.call == call).count()
    }

    /// What the account in a currency holds.
    #[must_use]
    pub fn balance(&self, currency: &str) -> Decimal {
        self.with(|state| {
            let account = state.accounts.iter().find(|account| account.currency == currency);
            account.map_or(Decimal::ZERO, |account| account.balance)
        })
    }

    /// The account in a currency holds this much from now on.
    pub fn set_balance(&self, currency: &str, balance: Decimal) {
        self.with(|state| {
            let account = state.accounts.iter_mut().find(|account| account.currency == currency);
            account.into_iter().for_each(|account| account.balance = balance);
        });
    }

    /// Opens another account of the customer.
    pub fn add_account(&self, id: &str, currency: &str, balance: Decimal) {
        let (id, currency) = (id.to_owned(), currency.to_owned());
        self.with(|state| state.accounts.push(Account { id, currency, balance }));
    }

    /// Misbehaves until it is told otherwise.
    pub fn set_fault(&self, fault: UpmobileFault) {
        self.with(|state| (state.fault, state.fault_times) = (fault, None));
    }

    /// Misbehaves at the next withdrawal only.
    pub fn set_fault_once(&self, fault: UpmobileFault) {
        self.with(|state| (state.fault, state.fault_times) = (fault, Some(1)));
    }

    /// An operation that waits has arrived.
    pub fn finish(&self, id: &str) -> bool {
        self.with(|state| state.end(id, "success"))
    }

    /// An operation that waits fails: its money comes back.
    pub fn fail(&self, id: &str) -> bool {
        self.with(|state| state.end(id, "failed"))
    }

    fn token(&self) -> &str {
        &self.inner.token
    }

    fn now_ms(&self) -> i64 {
        (self.inner.now_ms)()
    }

    /// Remembers a call, and tells how to misbehave.
    fn note(&self, asked: Asked) -> UpmobileFault {
        let call = asked.call;
        self.with(|state| {
            if state.requests.len() < REQUESTS_MAX {
                state.requests.push(asked);
            }
            let fault = state.fault;
            if call == "withdraw" && state.fault_times == Some(1) {
                (state.fault, state.fault_times) = (UpmobileFault::None, None);
            }
            let is_later = state.fault_times.is_some() && call != "withdraw";
            if is_later && (fault.takes_nothing() || call == "accounts") {
                return UpmobileFault::None;
            }
            fault
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        let now_ms = self.now_ms();
        // The state is whole between any two statements, so a poisoned lock is still good.
        let mut state: MutexGuard<'_, State> =
            self.inner.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ends_after_ms) = self.inner.ends_after_ms {
            state.advance(now_ms.saturating_sub(ends_after_ms));
        }
        act(&mut state)
    }
}

#[expect(clippy::disallowed_methods, reason = "the sandbox is a world with its own time")]
fn wall_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
