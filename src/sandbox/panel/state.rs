//! Everything the panel remembers: its clock, its services, one customer's money and orders.
//!
//! Owns every change of money: the balance always moves by the same amount as an order's charge.
//! Must never speak HTTP, read the real time, or keep the customer's key.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rust_decimal::Decimal;

use super::families::{Families, Family};
use super::faults::Script;
use super::orders::{Order, scatter};
use super::products::Shelf;
use super::services::ServiceRow;

/// The number of the first order.
pub const FIRST_ORDER: i64 = 23_501;
/// How many of the first orders always end well.
const SPARED_ORDERS: i64 = 3;
/// Requests that are remembered.
const REQUESTS_MAX: usize = 10_000;
/// Orders that are remembered; more are refused.
const ORDERS_MAX: usize = 200_000;
/// Refills that are remembered; more are refused.
const REFILLS_MAX: usize = 50_000;
/// How long a refill takes on the panel's clock.
const REFILL_MS: u64 = 30_000;

/// A request as the panel saw it: the action, and its parameters without the key.
pub type Request = (String, Vec<(String, String)>);

/// A time that runs faster or slower than the real one, or stands still.
#[derive(Debug)]
pub struct Clock {
    speed: u32,
    base_ms: u64,
    real_base_ms: u64,
}

impl Clock {
    /// Starts at zero with the given speed; 0 stands still.
    pub const fn new(speed: u32) -> Self {
        Self { speed, base_ms: 0, real_base_ms: 0 }
    }

    /// The panel's time when so much real time has passed since the start.
    pub fn now_ms(&self, real_ms: u64) -> u64 {
        let passed_ms = real_ms.saturating_sub(self.real_base_ms);
        self.base_ms.saturating_add(passed_ms.saturating_mul(self.speed.into()))
    }

    /// Changes the speed from now on.
    pub fn set_speed(&mut self, speed: u32, real_ms: u64) {
        self.base_ms = self.now_ms(real_ms);
        self.real_base_ms = real_ms;
        self.speed = speed;
    }

    /// Moves forward at once.
    pub fn skip(&mut self, step_ms: u64) {
        self.base_ms = self.base_ms.saturating_add(step_ms);
    }

    pub const fn speed(&self) -> u32 {
        self.speed
    }
}

/// What an `add` asks for, checked against the service.
pub struct Wish {
    pub service: ServiceRow,
    pub link: String,
    /// Billed pieces.
    pub quantity: i64,
    pub price: Decimal,
    /// What makes it several.
    pub family: Option<Family>,
}

/// Why an order was not taken, in the words of real panels.
pub const NO_FUNDS: &str = "Not enough funds on balance";
/// See [`NO_FUNDS`].
pub const SAME_LINK: &str =
    "You have active order with this link. Please wait until order being completed.";
/// See [`NO_FUNDS`].
const FULL: &str = "Unknown error, please try again";

/// A refill that was taken.
#[derive(Clone, Copy)]
struct Refill {
    order: i64,
    since_ms: u64,
    is_rejected: bool,
}

impl Refill {
    const fn is_over(self, now_ms: u64) -> bool {
        now_ms.saturating_sub(self.since_ms) >= REFILL_MS
    }
}

/// The panel's memory.
pub struct State {
    pub clock: Clock,
    pub currency: String,
    pub balance: Decimal,
    pub services: Vec<ServiceRow>,
    pub script: Script,
    pub shelf: Shelf,
    /// Whether refills and cancels are taken and then not done.
    pub is_false: bool,
    /// How many times its price each service is charged, where it is not once.
    pub overcharges: BTreeMap<i64, Decimal>,
    refuse_duplicate_link: bool,
    /// Orders by their `request_id`; `None` where the dialect has no such thing.
    request_ids: Option<BTreeMap<String, i64>>,
    pub(super) orders: BTreeMap<i64, Order>,
    pub(super) running: BTreeSet<i64>,
    pub(super) families: Families,
    refills: BTreeMap<i64, Refill>,
    requests: VecDeque<Request>,
}

impl State {
    pub fn new(
        speed: u32,
        currency: String,
        balance: Decimal,
        services: Vec<ServiceRow>,
        refuse_duplicate_link: bool,
    ) -> Self {
        Self {
            clock: Clock::new(speed),
            currency,
            balance,
            services,
            script: Script::default(),
            shelf: Shelf::default(),
            is_false: false,
            overcharges: BTreeMap::new(),
            refuse_duplicate_link,
            request_ids: None,
            orders: BTreeMap::new(),
            running: BTreeSet::new(),
            families: Families::new(),
            refills: BTreeMap::new(),
            requests: VecDeque::new(),
        }
    }

    /// Makes a repeated `request_id` the same order from now on.
    pub fn know_request_ids(mut self) -> Self {
        self.request_ids = Some(BTreeMap::new());
        self
    }

    /// The order that was placed under a `request_id`.
    pub fn placed_as(&self, request_id: &str) -> Option<i64> {
        self.request_ids.as_ref()?.get(request_id).copied()
    }

    /// Remembers under which `request_id` an order was placed.
    pub fn remember(&mut self, request_id: &str, order_id: i64) {
        if let Some(known) = self.request_ids.as_mut().filter(|_| !request_id.is_empty()) {
            known.insert(request_id.to_owned(), order_id);
        }
    }

    pub fn service(&self, id: i64) -> Option<&ServiceRow> {
        self.services.iter().find(|row| row.id == id)
    }

    /// Remembers a request, the oldest giving way.
    pub fn note(&mut self, request: Request) {
        if self.requests.len() >= REQUESTS_MAX {
            self.requests.pop_front();
        }
        self.requests.push_back(request);
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.iter().cloned().collect()
    }

    /// Takes an order and its price, or says why not.
    pub fn place(&mut self, mut wish: Wish, now_ms: u64) -> Result<i64, &'static str> {
        self.advance(now_ms);
        if let Some(times) = self.overcharges.get(&wish.service.id) {
            wish.price = wish.price.checked_mul(*times).ok_or(NO_FUNDS)?;
        }
        if self.refuse_duplicate_link && self.has_open(&wish.link) {
            return Err(SAME_LINK);
        }
        if self.orders.len() >= ORDERS_MAX {
            return Err(FULL);
        }
        let left = self.balance.checked_sub(wish.price).filter(|left| *left >= Decimal::ZERO);
        self.balance = left.ok_or(NO_FUNDS)?;
        let (id, family) = (self.next_id(), wish.family.take());
        self.orders.insert(id, order(id, wish, now_ms));
        self.running.insert(id);
        if let Some(family) = family {
            self.begin_family(id, family);
        }
        Ok(id)
    }

    /// The number of the next order.
    pub(super) fn next_id(&self) -> i64 {
        self.orders.keys().next_back().map_or(FIRST_ORDER, |last| last.saturating_add(1))
    }

    fn has_open(&self, link: &str) -> bool {
        self.orders.values().any(|order| order.link == link && !order.is_over())
    }

    /// Moves all orders on to a time; money of what stopped early comes back.
    pub fn advance(&mut self, now_ms: u64) {
        for id in self.running.clone() {
            self.change(id, |order| order.advance(now_ms));
        }
        self.advance_families(now_ms);
    }

    /// Changes one order; the balance follows its charge.
    pub fn change(&mut self, id: i64, act: impl FnOnce(&mut Order)) -> bool {
        let Some(order) = self.orders.get_mut(&id) else {
            return false;
        };
        let before = order.charge;
        act(order);
        let difference = before.saturating_sub(order.charge);
        self.balance = self.balance.saturating_add(difference);
        if !order.runs || order.is_over() {
            self.running.remove(&id);
        }
        true
    }

    pub fn order(&self, id: i64) -> Option<&Order> {
        self.orders.get(&id)
    }

    /// All orders, oldest first.
    pub fn orders(&self) -> impl DoubleEndedIterator<Item = &Order> {
        self.orders.values()
    }

    /// Opens a refill of a completed order whose service offers it and that has none open.
    pub fn refill(&mut self, order_id: i64, now_ms: u64) -> Option<i64> {
        let order = self.orders.get(&order_id).filter(|order| order.status == "Completed")?;
        let offered = self.service(order.service).is_some_and(|service| service.refill);
        let mut refills = self.refills.values();
        let open = refills.any(|refill| refill.order == order_id && !refill.is_over(now_ms));
        if !offered || open || self.refills.len() >= REFILLS_MAX {
            return None;
        }
        let id = self.refills.keys().next_back().map_or(1, |last| last.saturating_add(1));
        let refill = Refill { order: order_id, since_ms: now_ms, is_rejected: self.is_false };
        self.refills.insert(id, refill);
        Some(id)
    }

    pub fn refill_status(&self, id: i64, now_ms: u64) -> Option<&'static str> {
        let refill = self.refills.get(&id)?;
        Some(match (refill.is_over(now_ms), refill.is_rejected) {
            (false, _) => "In progress",
            (true, false) => "Completed",
            (true, true) => "Rejected",
        })
    }

    /// The orders of all refills that were ever taken, oldest first.
    pub fn refilled(&self) -> Vec<i64> {
        self.refills.values().map(|refill| refill.order).collect()
    }

    /// Stops an order whose service offers it: what was delivered stays charged.
    pub fn cancel(&mut self, id: i64) -> bool {
        let Some(order) = self.orders.get(&id) else {
            return false;
        };
        let offered = self.service(order.service).is_some_and(|service| service.cancel);
        let open = offered && !order.is_over();
        if self.is_false {
            return open;
        }
        open && self.change(id, |order| {
            let whole = order.remains >= order.quantity;
            let remains = order.remains;
            order.become_status(if whole { "Canceled" } else { "Partial" }, remains);
        })
    }
}

fn order(id: i64, wish: Wish, now_ms: u64) -> Order {
    let start_count = i64::try_from(scatter(id) % 9_000).unwrap_or(0);
    Order {
        id,
        service: wish.service.id,
        link: wish.link,
        quantity: wish.quantity,
        billing: wish.service.billing(),
        rate: wish.service.rate,
        gross: wish.price,
        charge: wish.price,
        status: "Pending".to_owned(),
        remains: wish.quantity,
        start_count,
        at_ms: now_ms,
        spared: id < FIRST_ORDER.saturating_add(SPARED_ORDERS),
        runs: true,
        is_parent: false,
        is_child: false,
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn the_clock_keeps_its_time_when_the_speed_changes() {
        let mut clock = Clock::new(1);
        assert_eq!(clock.now_ms(500), 500);
        clock.set_speed(10, 1_000);
        assert_eq!(clock.now_ms(1_100), 2_000);
        clock.set_speed(0, 1_100);
        assert_eq!(clock.now_ms(9_000), 2_000);
        clock.skip(50);
        assert_eq!(clock.now_ms(9_000), 2_050);
    }
}
