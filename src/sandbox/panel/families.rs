//! Orders that the panel makes of one: the runs of a drip-feed, and an order for each post of a
//! subscription.
//!
//! Owns when the next one comes, what `status` says of the whole, and how it may be told wrongly.
//! A run takes its share of what was paid for the whole; the order of a post is charged when it
//! comes. Must never look at a clock.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::actions::Form;
use super::orders::Order;
use super::state::State;

/// When the first run comes, in milliseconds of the panel's clock.
const FIRST_RUN_MS: u64 = 5_000;
/// How often the account of a subscription publishes something.
const POST_EVERY_MS: u64 = 600_000;
const MINUTE_MS: u64 = 60_000;

/// What makes an order several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rhythm {
    /// Every so many milliseconds.
    Runs(u64),
    /// With every post.
    Posts,
}

/// An order that the panel makes several of.
#[derive(Debug, Clone)]
pub(super) struct Family {
    pub rhythm: Rhythm,
    /// So many at the most.
    pub count: i64,
    /// So much each.
    pub each: i64,
    /// The last day as it was sent, or empty.
    pub expiry: String,
    made: Vec<i64>,
    /// What is told instead of the orders that were made.
    told: Option<Vec<String>>,
    /// Whether it is told like any other order.
    is_plain: bool,
}

impl Family {
    fn new(rhythm: Rhythm, count: i64, each: i64) -> Self {
        let (expiry, made) = (String::new(), Vec::new());
        Self { rhythm, count, each, expiry, made, told: None, is_plain: false }
    }

    /// The runs that a call asks for, if it does; its pair was checked before.
    pub fn of_runs(form: &Form, each: i64) -> Option<Self> {
        let (count, minutes) = form.number("runs").zip(form.number("interval"))?;
        let every_ms = minutes.unsigned_abs().saturating_mul(MINUTE_MS);
        Some(Self::new(Rhythm::Runs(every_ms.max(1)), count, each))
    }

    /// The posts that a call asks for; without a number of them there is no end.
    pub fn of_posts(form: &Form, each: i64) -> Option<Self> {
        let count = form.number("posts").filter(|posts| *posts > 0).unwrap_or(i64::MAX);
        let expiry = form.get("expiry").unwrap_or_default();
        let is_day = |text: &str| {
            let parts: Vec<&str> = text.split('/').collect();
            parts.len() == 3 && parts.iter().all(|part| part.parse::<u16>().is_ok())
        };
        let fits = expiry.is_empty() || is_day(expiry);
        fits.then(|| Self { expiry: expiry.to_owned(), ..Self::new(Rhythm::Posts, count, each) })
    }

    fn due(&self, age_ms: u64) -> i64 {
        let passed = match self.rhythm {
            Rhythm::Posts => age_ms / POST_EVERY_MS,
            Rhythm::Runs(_) if age_ms < FIRST_RUN_MS => 0,
            Rhythm::Runs(every_ms) => {
                age_ms.saturating_sub(FIRST_RUN_MS).checked_div(every_ms).unwrap_or(0) + 1
            }
        };
        i64::try_from(passed).unwrap_or(i64::MAX).min(self.count)
    }

    fn made(&self) -> i64 {
        i64::try_from(self.made.len()).unwrap_or(i64::MAX)
    }
}

impl State {
    /// Makes an order one that others are made of.
    pub(super) fn begin_family(&mut self, id: i64, family: Family) {
        let status = if family.rhythm == Rhythm::Posts { "Active" } else { "In progress" };
        self.change(id, |order| {
            order.is_parent = true;
            order.runs = false;
            status.clone_into(&mut order.status);
        });
        self.families.insert(id, family);
    }

    /// Makes what is due by now, and ends what is delivered.
    pub(super) fn advance_families(&mut self, now_ms: u64) {
        for id in self.families.keys().copied().collect::<Vec<i64>>() {
            let Some((family, order)) = self.families.get(&id).zip(self.order(id)) else {
                continue;
            };
            if !is_running(order) {
                continue;
            }
            let due = family.due(now_ms.saturating_sub(order.at_ms));
            let missing = due.saturating_sub(family.made());
            for _ in 0..missing {
                self.make_child(id, now_ms);
            }
            self.end_family(id);
        }
    }

    fn end_family(&mut self, id: i64) {
        let Some(family) = self.families.get(&id) else { return };
        let is_over = |child: &i64| self.order(*child).is_none_or(Order::is_over);
        if family.made() >= family.count && family.made.iter().all(is_over) {
            self.change(id, |order| order.become_status("Completed", 0));
        }
    }

    /// One more order of a family; false when its account has no money for it.
    pub(super) fn make_child(&mut self, id: i64, now_ms: u64) -> bool {
        let Some((family, parent)) = self.families.get(&id).zip(self.order(id)) else {
            return false;
        };
        let (rhythm, each, parent) = (family.rhythm, family.each, parent.clone());
        let price = parent.billing.price(parent.rate, each).unwrap_or(Decimal::ZERO);
        if rhythm == Rhythm::Posts {
            if self.balance < price {
                return false;
            }
            self.balance = self.balance.saturating_sub(price);
        } else if let Some(parent) = self.orders.get_mut(&id) {
            // Paid already with the whole.
            parent.charge = parent.charge.saturating_sub(price);
        }
        let child = self.next_id();
        let order = Order {
            id: child,
            quantity: each,
            gross: price,
            charge: price,
            status: "Pending".to_owned(),
            remains: each,
            at_ms: now_ms,
            runs: true,
            is_parent: false,
            is_child: true,
            ..parent
        };
        self.orders.insert(child, order);
        self.running.insert(child);
        if let Some(family) = self.families.get_mut(&id) {
            family.made.push(child);
        }
        true
    }

    /// The orders that were made of one.
    pub(super) fn children(&self, id: i64) -> Vec<i64> {
        self.families.get(&id).map(|family| family.made.clone()).unwrap_or_default()
    }

    /// What is told instead of them.
    pub(super) fn tell_children(&mut self, id: i64, told: Option<Vec<String>>) {
        if let Some(family) = self.families.get_mut(&id) {
            family.told = told;
        }
    }

    /// Tells of one like of any other order.
    pub(super) fn tell_plainly(&mut self, id: i64) {
        if let Some(family) = self.families.get_mut(&id) {
            family.is_plain = true;
        }
    }

    /// What `status` says of an order that others are made of; `None` for every other one.
    pub(super) fn family_report(&self, order: &Order) -> Option<Value> {
        let family = self.families.get(&order.id)?;
        if family.is_plain {
            return Some(self.plain_report(order, family));
        }
        let ids: Value = match &family.told {
            Some(told) => told.iter().map(|id| id_value(id)).collect(),
            None => family.made.iter().map(|id| json!(id)).collect(),
        };
        Some(match family.rhythm {
            Rhythm::Runs(_) => {
                json!({ "status": order.status, "runs": family.made(), "orders": ids })
            }
            Rhythm::Posts => json!({
                "status": order.status,
                "expiry": family.expiry,
                "posts": family.made(),
                "orders": ids,
            }),
        })
    }

    fn plain_report(&self, order: &Order, family: &Family) -> Value {
        let unmade = family.count.saturating_sub(family.made()).saturating_mul(family.each);
        let left = family.made.iter().filter_map(|id| self.order(*id)).map(|child| child.remains);
        let remains = left.fold(unmade, i64::saturating_add);
        json!({
            "charge": order.gross.to_string(),
            "start_count": order.start_count.to_string(),
            "status": order.status,
            "remains": remains.to_string(),
            "currency": self.currency,
        })
    }
}

/// The families of a panel.
pub(super) type Families = BTreeMap<i64, Family>;

fn is_running(order: &Order) -> bool {
    matches!(order.status.as_str(), "In progress" | "Active")
}

fn id_value(id: &str) -> Value {
    id.parse::<i64>().map_or_else(|_| json!(id), |number| json!(number))
}

#[cfg(test)]
#[path = "families_tests.rs"]
mod tests;
