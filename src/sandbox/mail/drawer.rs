//! The mail API as the chat page's drawer shows it: its newest orders, and how it answers.
//!
//! Owns the shapes of that JSON. Must never show the key.

use serde_json::{Value, json};

use super::Mail;
use super::faults::{MailFault, MailRule};
use super::state::Placed;
use crate::sandbox::asked::asked;

/// The newest orders that are shown.
const SHOWN: usize = 8;
/// A status that no document has.
const UNLISTED: &str = "throttling";

/// How orders may be answered, by the names on the page.
static FAULTS: [(&str, MailFault); 6] = [
    ("answered", MailFault::None),
    ("taken, then cut off", MailFault::CutAfter),
    ("taken, then 500", MailFault::Page500After),
    ("taken, then a web page", MailFault::PageAfter),
    ("not taken, 500", MailFault::Page500Before),
    ("refused for the key", MailFault::WrongKey),
];

impl Mail {
    /// The newest orders, and what is wrong.
    #[must_use]
    pub fn state_json(&self) -> Value {
        let state = self.state();
        let fault = state.rules.first().map_or(MailFault::None, |rule| rule.fault.clone());
        let fault = FAULTS.iter().find(|(_, known)| *known == fault);
        let orders: Vec<Value> = state.orders.iter().rev().take(SHOWN).map(shown).collect();
        json!({
            "fault": fault.map_or("otherwise wrong", |(name, _)| name),
            "faults": FAULTS.each_ref().map(|(name, _)| *name),
            "balance": state.balance.to_string(),
            "orders": orders,
        })
    }

    /// Does what the drawer asks and answers with the new state.
    ///
    /// # Errors
    /// A sentence that says what was not understood.
    pub fn apply(&self, action: &Value) -> Result<Value, String> {
        let text = |name: &str| asked(action, name);
        match text("action").as_str() {
            "fault" => {
                let name = text("value");
                let fault = FAULTS.iter().find(|(known, _)| *known == name);
                let (_, fault) = fault.ok_or("unknown fault")?;
                self.clear_faults();
                if *fault != MailFault::None {
                    self.set_fault(MailRule::always("order", fault.clone()));
                }
            }
            "balance" => {
                let balance = text("value").parse().map_err(|_| "that is no balance")?;
                self.set_balance(balance);
            }
            "finish" => self.set_status(&self.known(&text("id"))?, "completed", 100),
            "unlisted" => self.set_status(&self.known(&text("id"))?, UNLISTED, 40),
            _ => return Err("unknown action".to_owned()),
        }
        Ok(self.state_json())
    }

    fn known(&self, id: &str) -> Result<String, String> {
        let orders = self.orders();
        let found = orders.into_iter().find(|order| order.id == id);
        found.map(|order| order.id).ok_or_else(|| "there is no such order".to_owned())
    }
}

fn shown(order: &Placed) -> Value {
    json!({
        "id": order.id,
        "to": order.email,
        "quantity": order.quantity,
        "status": format!("{} · {} %", order.status, order.progress),
        "is_open": order.status != "completed",
    })
}
