//! A JSON mail API that lives in the process: one address, POST, JSON; orders and payments in
//! pages; well or as badly as it is told to. It sends no mail to anybody: it counts.
//!
//! It is tests' world and the demo's; the shop reaches it only over HTTP.
//!
//! Facts: the document of such an API. It has one error text for each mistake, orders by a public
//! id of eight hexadecimal digits, and pages of which the last one comes when none is named.

mod api;
mod drawer;
mod faults;
mod state;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use rust_decimal::Decimal;

pub use faults::{MailFault, MailRule};
use state::State;
pub use state::{Placed, STATUSES};

/// Tells the time in milliseconds since 1970.
pub type NowMs = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How the API begins.
#[derive(Clone)]
pub struct MailOptions {
    /// The last part of its address, which is the key.
    pub key: String,
    /// The account's money.
    pub balance: Decimal,
    /// By how many percent an order moves on whenever orders are listed.
    pub pace: u32,
    /// The clock by which orders are dated.
    pub now_ms: NowMs,
}

/// The API and the handle to it; clones are the same.
#[derive(Clone)]
pub struct Mail {
    inner: Arc<Inner>,
}

struct Inner {
    key: String,
    pace: u32,
    now_ms: NowMs,
    state: Mutex<State>,
}

impl fmt::Debug for Mail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Mail").finish_non_exhaustive()
    }
}

impl Mail {
    /// An API without orders.
    #[must_use]
    pub fn new(options: MailOptions) -> Self {
        let MailOptions { key, balance, pace, now_ms } = options;
        let mut state = State::default();
        state.deposit(balance, now_ms());
        Self { inner: Arc::new(Inner { key, pace, now_ms, state: Mutex::new(state) }) }
    }

    /// The one route: `/legacy/{key}`.
    pub fn router(&self) -> Router {
        api::router(self.clone())
    }

    /// Every order, oldest first.
    #[must_use]
    pub fn orders(&self) -> Vec<Placed> {
        self.state().orders.clone()
    }

    /// How often an action was called, with whatever came of it.
    #[must_use]
    pub fn count(&self, action: &str) -> usize {
        self.state().calls.iter().filter(|(called, _)| called == action).count()
    }

    /// Every call, oldest first: its action and its whole body.
    #[must_use]
    pub fn calls(&self) -> Vec<(String, String)> {
        self.state().calls.clone()
    }

    /// Gives an order a state and how many percent are done.
    pub fn set_status(&self, id: &str, status: &str, progress: u32) {
        let mut state = self.state();
        for order in state.orders.iter_mut().filter(|order| order.id == id) {
            status.clone_into(&mut order.status);
            order.progress = progress.min(100);
        }
    }

    /// What an order has cost is another sum from now on: a part was given back.
    pub fn set_price(&self, id: &str, price: Decimal) {
        let mut state = self.state();
        state.orders.iter_mut().filter(|it| it.id == id).for_each(|order| order.price = price);
    }

    /// Takes an order out of both lists, as if there never was one.
    pub fn forget(&self, id: &str) {
        let mut state = self.state();
        state.orders.retain(|order| order.id != id);
        state.payments.retain(|payment| payment.order_id.as_deref() != Some(id));
    }

    /// Adds an order that somebody else has placed with this account.
    pub fn add_order(&self, email: &str, quantity: i64) -> String {
        let now_ms = self.now_ms();
        self.state().place(email, quantity, now_ms)
    }

    /// The account has this much from now on.
    pub fn set_balance(&self, balance: Decimal) {
        self.state().balance = balance;
    }

    /// Adds a fault behind those that are set; the first that concerns a call decides it.
    pub fn set_fault(&self, rule: MailRule) {
        self.state().rules.push(rule);
    }

    /// Behaves well again.
    pub fn clear_faults(&self) {
        self.state().rules.clear();
    }

    fn now_ms(&self) -> i64 {
        (self.inner.now_ms)()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The state is whole between any two statements, so a poisoned lock is still good.
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
