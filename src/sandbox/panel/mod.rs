//! An upstream panel that lives in the process: it keeps services, money and orders, and speaks
//! "API v2" over real HTTP, well or as badly as it is told to.
//!
//! It serves the demo and is the tests' world. It reaches nothing of the shop and the shop reaches
//! it only over HTTP; the handle here is for tests and the chat page. Not a model for a server:
//! it has one customer, keeps everything in memory and sends money figures without rounding.

mod actions;
mod api;
mod catalog;
mod dialect;
mod drawer;
mod families;
mod faults;
mod orders;
mod prices;
mod products;
mod render;
mod service_types;
mod services;
mod state;

#[cfg(test)]
mod dialect_tests;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::Router;
use rust_decimal::Decimal;
use serde_json::Value;

use actions::Form;
use orders::Order;
use state::State;

pub use catalog::catalog;
pub use dialect::Dialect;
pub use faults::{FaultRule, PanelFault};
pub use orders::Billing;
pub use products::{ProductOrder, ProductRow};
pub use services::ServiceRow;
pub use state::Request;

/// How a panel begins.
#[derive(Clone)]
pub struct PanelOptions {
    /// The only key that is accepted.
    pub key: String,
    /// The currency of the balance.
    pub currency: String,
    /// The balance as decimal text; a text that is no number counts as nothing.
    pub balance: String,
    /// What is sold.
    pub services: Vec<ServiceRow>,
    /// How fast orders move on: 1 real time, 0 not at all.
    pub speed: u32,
    /// Whether a second open order for the same link is refused.
    pub refuse_duplicate_link: bool,
    /// How calls and answers are worded.
    pub dialect: Dialect,
    /// Whether it sells products beside services.
    pub sells_products: bool,
}

impl PanelOptions {
    /// Two hundred services, 1000 USD, real time, any link any number of times,
    /// in the first dialect, and no products.
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            currency: "USD".to_owned(),
            balance: "1000".to_owned(),
            services: catalog(),
            speed: 1,
            refuse_duplicate_link: false,
            dialect: Dialect::default(),
            sells_products: false,
        }
    }
}

/// One accepted order as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedOrder {
    /// The panel's number as text.
    pub id: String,
    /// The service's number.
    pub service: i64,
    /// The link as it was sent.
    pub link: String,
    /// Billed pieces; 1 for packages.
    pub quantity: i64,
    /// What the panel keeps of the price now, as decimal text.
    pub charge: String,
    /// The status as `status` answers it.
    pub status: String,
    /// Undelivered pieces.
    pub remains: i64,
    /// The counter before delivery.
    pub start_count: i64,
    /// When it was accepted, in milliseconds of the panel's clock.
    pub at_ms: u64,
}

/// The panel and the handle to it; clones are the same panel.
#[derive(Clone)]
pub struct Panel {
    inner: Arc<Inner>,
}

struct Inner {
    key: String,
    dialect: Dialect,
    sells_products: bool,
    started: Instant,
    state: Mutex<State>,
}

impl fmt::Debug for Panel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Panel").finish_non_exhaustive()
    }
}

impl Panel {
    /// A panel with no orders.
    #[must_use]
    pub fn new(options: PanelOptions) -> Self {
        let balance = Decimal::from_str(&options.balance).unwrap_or_default();
        let state = State::new(
            options.speed,
            options.currency,
            balance,
            options.services,
            options.refuse_duplicate_link,
        );
        let (dialect, sells_products) = (options.dialect, options.sells_products);
        let state = if dialect == Dialect::Json { state.know_request_ids() } else { state };
        let (key, started, state) = (options.key, Instant::now(), Mutex::new(state));
        let inner = Inner { key, dialect, sells_products, started, state };
        Self { inner: Arc::new(inner) }
    }

    /// The routes: `/api/v2`, by POST and GET.
    pub fn router(&self) -> Router {
        api::router(self.clone())
    }

    /// All accepted orders, oldest first.
    #[must_use]
    pub fn accepted(&self) -> Vec<AcceptedOrder> {
        self.with(|state, now_ms| {
            state.advance(now_ms);
            state.orders().map(accepted).collect()
        })
    }

    /// How many orders were ever accepted for a link: more than the shop sold is a double.
    #[must_use]
    pub fn acceptances_for_link(&self, link: &str) -> usize {
        let is_own = |order: &&Order| order.link == link && !order.is_child;
        self.with(|state, _| state.orders().filter(is_own).count())
    }

    /// The numbers of the orders of all refills that were ever taken, oldest first.
    #[must_use]
    pub fn refilled(&self) -> Vec<String> {
        self.with(|state, _| state.refilled().iter().map(ToString::to_string).collect())
    }

    /// The newest 10,000 requests, oldest first, without keys.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.with(|state, _| state.requests())
    }

    /// What is left of the customer's money, as decimal text.
    #[must_use]
    pub fn balance(&self) -> String {
        self.with(|state, now_ms| {
            state.advance(now_ms);
            state.balance.normalize().to_string()
        })
    }

    /// Sets the customer's money.
    ///
    /// # Errors
    /// When the text is no decimal number.
    pub fn set_balance(&self, balance: &str) -> Result<(), String> {
        let balance = decimal(balance)?;
        self.with(|state, now_ms| {
            state.advance(now_ms);
            state.balance = balance;
        });
        Ok(())
    }

    /// Gives an order any status for good; it no longer moves by itself. Without `remains`
    /// Completed leaves 0, Canceled everything, Partial half of what was left or of the whole, and
    /// another status what there was. Without `charge` it follows the status. The balance moves by
    /// the difference of the charge.
    ///
    /// # Errors
    /// When there is no such order, or the charge is no decimal number.
    pub fn set_status(
        &self,
        id: &str,
        status: &str,
        remains: Option<i64>,
        charge: Option<&str>,
    ) -> Result<(), String> {
        let charge = charge.map(decimal).transpose()?;
        let number: i64 = id.parse().map_err(|_| "no such order".to_owned())?;
        let known = self.with(|state, now_ms| {
            state.advance(now_ms);
            state.change(number, |order| {
                let remains = remains.unwrap_or_else(|| usual_remains(order, status));
                order.become_status(status, remains);
                order.charge = charge.unwrap_or(order.charge);
                order.runs = false;
            })
        });
        if known { Ok(()) } else { Err("no such order".to_owned()) }
    }

    /// The orders that were made of one, oldest first.
    #[must_use]
    pub fn children(&self, id: &str) -> Vec<String> {
        let number = id.parse().unwrap_or(0);
        let made = self.with(|state, now_ms| {
            state.advance(now_ms);
            state.children(number)
        });
        made.iter().map(i64::to_string).collect()
    }

    /// Publishes something on the account of a subscription: an order is made for it.
    pub fn publishes(&self, id: &str) {
        let number = id.parse().unwrap_or(0);
        self.with(|state, now_ms| state.make_child(number, now_ms));
    }

    /// Tells of these orders from now on instead of those that were made of one.
    pub fn tell_children(&self, id: &str, told: Option<Vec<String>>) {
        let number = id.parse().unwrap_or(0);
        self.with(|state, _| state.tell_children(number, told));
    }

    /// Tells of an order that others are made of like of any other one, from now on.
    pub fn tell_plainly(&self, id: &str) {
        let number = id.parse().unwrap_or(0);
        self.with(|state, _| state.tell_plainly(number));
    }

    /// Moves the panel's clock forward and its orders with it.
    pub fn tick_ms(&self, step_ms: u64) {
        self.with(|state, now_ms| {
            state.clock.skip(step_ms);
            state.advance(now_ms.saturating_add(step_ms));
        });
    }

    /// Changes how fast the panel's clock runs from now on; 0 stops it.
    pub fn set_speed(&self, speed: u32) {
        let real_ms = self.real_ms();
        self.with(|state, _| state.clock.set_speed(speed, real_ms));
    }

    /// What is sold now.
    #[must_use]
    pub fn services(&self) -> Vec<ServiceRow> {
        self.with(|state, _| state.services.clone())
    }

    /// Sells other services from now on; accepted orders go on.
    pub fn set_services(&self, services: Vec<ServiceRow>) {
        self.with(|state, _| state.services = services);
    }

    /// Changes the price of one service for later orders; any decimal, to test odd ones.
    ///
    /// # Errors
    /// When there is no such service, or the rate is no decimal number.
    pub fn update_rate(&self, service: i64, rate: &str) -> Result<(), String> {
        let rate = decimal(rate)?;
        self.with(|state, _| {
            let row = state.services.iter_mut().find(|row| row.id == service);
            row.map(|row| row.rate = rate).ok_or_else(|| "no such service".to_owned())
        })
    }

    /// Adds a fault behind those that are set; the first that concerns a call decides it.
    pub fn set_fault(&self, rule: FaultRule) {
        self.with(|state, _| state.script.push(rule));
    }

    /// Behaves well again.
    pub fn clear_faults(&self) {
        self.with(|state, _| state.script.clear());
    }

    /// Remembers a call and says how to misbehave.
    fn receive(&self, form: &Form) -> PanelFault {
        let action = form.get("action").unwrap_or_default().to_owned();
        self.with(|state, _| {
            let fault = state.script.next(&action);
            state.note((action, form.without_key()));
            fault
        })
    }

    /// Does what a call asks, if its key is right.
    fn perform(&self, form: &Form) -> Value {
        let dialect = self.inner.dialect;
        let action = form.get("action").unwrap_or_default();
        let answer = if form.get("key") != Some(self.inner.key.as_str()) {
            actions::error("Invalid API key")
        } else if self.has(action) {
            self.with(|state, now_ms| actions::perform(state, action, form, now_ms))
        } else {
            return render::refused(dialect);
        };
        render::render(dialect, form, answer)
    }

    /// Whether there is such a call: some are of a dialect, those about products of what is sold.
    fn has(&self, action: &str) -> bool {
        if products::ACTIONS.contains(&action) {
            self.inner.sells_products
        } else {
            self.inner.dialect.has(action)
        }
    }

    /// The same, but that a refill or a cancel is only taken.
    fn perform_falsely(&self, form: &Form) -> Value {
        self.with(|state, _| state.is_false = true);
        let answer = self.perform(form);
        self.with(|state, _| state.is_false = false);
        answer
    }

    /// The speed and the name of the first fault in line.
    fn knobs(&self) -> (u32, &'static str) {
        self.with(|state, _| (state.clock.speed(), state.script.shown()))
    }

    fn real_ms(&self) -> u64 {
        u64::try_from(self.inner.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn with<T>(&self, act: impl FnOnce(&mut State, u64) -> T) -> T {
        let real_ms = self.real_ms();
        // The state is whole between any two statements, so a poisoned lock is still good.
        let mut state: MutexGuard<'_, State> =
            self.inner.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now_ms = state.clock.now_ms(real_ms);
        act(&mut state, now_ms)
    }
}

fn decimal(text: &str) -> Result<Decimal, String> {
    Decimal::from_str(text).map_err(|_| "not a decimal number".to_owned())
}

fn usual_remains(order: &Order, status: &str) -> i64 {
    let left = if order.remains > 0 { order.remains } else { order.quantity };
    match status.to_ascii_lowercase().as_str() {
        "completed" => 0,
        "canceled" | "cancelled" | "refunded" => order.quantity,
        "partial" => left.saturating_add(1) / 2,
        _ => order.remains,
    }
}

fn accepted(order: &Order) -> AcceptedOrder {
    AcceptedOrder {
        id: order.id.to_string(),
        service: order.service,
        link: order.link.clone(),
        quantity: order.quantity,
        charge: order.charge.to_string(),
        status: order.status.clone(),
        remains: order.remains,
        start_count: order.start_count,
        at_ms: order.at_ms,
    }
}
