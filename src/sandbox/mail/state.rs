//! What the API knows: its account, orders and payments.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::faults::{MailFault, MailRule};

/// States of orders, in the order in which they come.
pub const STATUSES: [&str; 3] = ["pending", "in progress", "completed"];
/// Calls that are remembered.
const CALLS_MAX: usize = 10_000;

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Eight hexadecimal digits.
    pub id: String,
    /// Where the mails go.
    pub email: String,
    /// How many.
    pub quantity: i64,
    /// UTC.
    pub created: String,
    /// What it has cost.
    pub price: Decimal,
    /// A word.
    pub status: String,
    /// Percent that are done.
    pub progress: u32,
}

/// Money that came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Payment {
    pub amount: Decimal,
    pub created: String,
    pub email: Option<String>,
    pub order_id: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub balance: Decimal,
    pub orders: Vec<Placed>,
    pub payments: Vec<Payment>,
    pub calls: Vec<(String, String)>,
    pub rules: Vec<MailRule>,
    placed: u32,
}

impl State {
    pub fn deposit(&mut self, amount: Decimal, now_ms: i64) {
        self.balance += amount;
        let created = written(now_ms);
        self.payments.push(Payment { amount, created, email: None, order_id: None });
    }

    pub fn place(&mut self, email: &str, quantity: i64, now_ms: i64) -> String {
        self.placed = self.placed.wrapping_add(1);
        // Unlike numbers of orders, they say nothing of how many there are.
        let id = format!("{:08X}", self.placed.wrapping_mul(0x9E37_79B1));
        let price = Decimal::from(quantity) / Decimal::ONE_THOUSAND;
        let created = written(now_ms);
        self.balance -= price;
        self.payments.push(Payment {
            amount: -price,
            created: created.clone(),
            email: Some(email.to_owned()),
            order_id: Some(id.clone()),
        });
        self.orders.push(Placed {
            id: id.clone(),
            email: email.to_owned(),
            quantity,
            created,
            price,
            status: STATUSES[0].to_owned(),
            progress: 0,
        });
        id
    }

    /// Everything goes on a little.
    pub fn advance(&mut self, percent: u32) {
        for order in &mut self.orders {
            let [pending, running, over] = STATUSES;
            if percent == 0 || ![pending, running].contains(&order.status.as_str()) {
                continue;
            }
            order.progress = order.progress.saturating_add(percent).min(100);
            let status = if order.progress < 100 { running } else { over };
            status.clone_into(&mut order.status);
        }
    }

    pub fn keep_call(&mut self, action: &str, body: &str) {
        if self.calls.len() < CALLS_MAX {
            self.calls.push((action.to_owned(), body.to_owned()));
        }
    }

    /// The fault of a call.
    pub fn fault(&mut self, action: &str) -> MailFault {
        let concerns = |rule: &MailRule| rule.action.is_empty() || rule.action == action;
        let Some(place) = self.rules.iter().position(concerns) else { return MailFault::None };
        let Some(rule) = self.rules.get_mut(place) else { return MailFault::None };
        let fault = rule.fault.clone();
        if let Some(times) = &mut rule.times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                self.rules.remove(place);
            }
        }
        fault
    }

    pub fn order_rows(&self) -> Vec<Value> {
        let row = |order: &Placed| {
            json!({
                "id": order.id,
                "email": order.email,
                "created": order.created,
                "price": number(order.price),
                "status": order.status,
                "progress": order.progress,
            })
        };
        self.orders.iter().map(row).collect()
    }

    pub fn payment_rows(&self) -> Vec<Value> {
        let row = |payment: &Payment| {
            let mut row = json!({ "amount": number(payment.amount), "created": payment.created });
            if let Some(members) = row.as_object_mut() {
                members
                    .extend(payment.email.clone().map(|email| ("email".to_owned(), json!(email))));
                members
                    .extend(payment.order_id.clone().map(|id| ("order_id".to_owned(), json!(id))));
            }
            row
        };
        self.payments.iter().map(row).collect()
    }
}

/// A JSON number with two decimals.
pub(super) fn number(amount: Decimal) -> Value {
    serde_json::from_str(&format!("{amount:.2}")).unwrap_or(Value::Null)
}

fn written(now_ms: i64) -> String {
    let time = chrono::DateTime::from_timestamp_millis(now_ms).unwrap_or_default();
    time.format("%Y-%m-%d %H:%M:%S").to_string()
}
