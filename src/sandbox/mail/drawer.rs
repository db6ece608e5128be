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
static FAULTS: [(&str, MailFault); 9] = [
    ("answered", MailFault::None),
    ("taken, never answered", MailFault::SilentAfter),
    ("taken, then cut off", MailFault::CutAfter),
    ("taken, then 500", MailFault::Page500After),
    ("taken, then a web page", MailFault::PageAfter),
    ("not taken, never answered", MailFault::SilentBefore),
    ("not taken, cut off", MailFault::CutBefore),
    ("not taken, 500", MailFault::Page500Before),
    ("refused for the key", MailFault::WrongKey),
];

/// Refusals by their whole text: those of the document that come of nothing else here, and one that
/// no document has.
const REFUSALS: [&str; 5] = [
    "Invalid params.",
    "Invalid email.",
    "Invalid quantity. Range is 500-50000.",
    "Unknown action.",
    "The moon is in the wrong house.",
];

/// How the two lists may be answered, by the names on the page.
static LIST_FAULTS: [(&str, MailFault); 5] = [
    ("whole", MailFault::None),
    ("longer with each page", MailFault::GrowingList),
    ("always the last page", MailFault::AlwaysLastPage),
    ("a web page", MailFault::PageAfter),
    ("cut off", MailFault::CutAfter),
];
const LISTS: [&str; 2] = ["orders", "payments"];

/// Every answer to an order that can be chosen.
fn order_faults() -> Vec<(String, MailFault)> {
    let named = FAULTS.iter().map(|(name, fault)| ((*name).to_owned(), fault.clone()));
    let refused = REFUSALS.iter().map(|text| {
        let answer = MailFault::Says(200, json!({ "error": text }).to_string());
        (format!("refused: {text}"), answer)
    });
    named.chain(refused).collect()
}

impl Mail {
    /// The newest orders, and what is wrong.
    #[must_use]
    pub fn state_json(&self) -> Value {
        let state = self.state();
        let fault_of = |action: &str| {
            let rule = state.rules.iter().find(|rule| rule.action == action);
            rule.map_or(MailFault::None, |rule| rule.fault.clone())
        };
        let (fault, all) = (fault_of("order"), order_faults());
        let fault = all.iter().find(|(_, known)| *known == fault);
        let list_fault = fault_of(LISTS[0]);
        let list_fault = LIST_FAULTS.iter().find(|(_, known)| *known == list_fault);
        let orders: Vec<Value> = state.orders.iter().rev().take(SHOWN).map(shown).collect();
        json!({
            "fault": fault.map_or("otherwise wrong", |(name, _)| name),
            "faults": all.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            "list_fault": list_fault.map_or("otherwise wrong", |(name, _)| name),
            "list_faults": LIST_FAULTS.each_ref().map(|(name, _)| *name),
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
                let fault = order_faults().into_iter().find(|(known, _)| *known == name);
                let (_, fault) = fault.ok_or("unknown fault")?;
                self.replace_faults(&["order"], &fault);
            }
            "list-fault" => {
                let name = text("value");
                let fault = LIST_FAULTS.iter().find(|(known, _)| *known == name);
                let (_, fault) = fault.ok_or("unknown fault")?;
                self.replace_faults(&LISTS, fault);
            }
            "balance" => {
                let balance = text("value").parse().map_err(|_| "that is no balance")?;
                self.set_balance(balance);
            }
            "finish" => self.set_status(&self.known(&text("id"))?, "completed", 100),
            // A part of what it has cost comes back, as much as is not sent.
            "stop" => self.set_status(&self.known(&text("id"))?, "canceled", 25),
            "unlisted" => self.set_status(&self.known(&text("id"))?, UNLISTED, 40),
            _ => return Err("unknown action".to_owned()),
        }
        Ok(self.state_json())
    }

    /// These calls misbehave so from now on, and no longer as before.
    fn replace_faults(&self, actions: &[&str], fault: &MailFault) {
        self.state().rules.retain(|rule| !actions.contains(&rule.action.as_str()));
        for action in actions.iter().filter(|_| *fault != MailFault::None) {
            self.set_fault(MailRule::always(action, fault.clone()));
        }
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
        "is_open": !["completed", "canceled"].contains(&order.status.as_str()),
    })
}
