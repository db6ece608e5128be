//! The service as the chat page's drawer shows it: its account, how it behaves, and its newest
//! operations, which can be ended. Must never show the token.

use serde_json::{Value, json};

use super::Upmobile;
use super::faults::UpmobileFault;
use super::state::{Operation, sum};
use crate::sandbox::asked::asked;

/// The newest operations that are shown.
const SHOWN: usize = 12;

impl Upmobile {
    /// The account, the fault, and the newest operations.
    #[must_use]
    pub fn state_json(&self) -> Value {
        let fault = self.with(|state| state.fault);
        let operations: Vec<Value> =
            self.operations().iter().rev().take(SHOWN).map(shown).collect();
        json!({
            "balance": format!("{} RUB", sum(self.balance("RUB"))),
            "fault": fault.name(),
            "faults": UpmobileFault::ALL.map(UpmobileFault::name),
            "operations": operations,
        })
    }

    /// Does what the drawer asks and answers with the new state.
    ///
    /// # Errors
    /// A sentence that says what was not understood.
    pub fn apply(&self, action: &Value) -> Result<Value, String> {
        let text = |name: &str| asked(action, name);
        let is_done = match text("action").as_str() {
            "fault" => {
                self.set_fault(UpmobileFault::named(&text("value")).ok_or("unknown fault")?);
                true
            }
            "balance" => {
                let balance = text("value").parse().map_err(|_| "that is no balance")?;
                self.set_balance("RUB", balance);
                true
            }
            "finish" => self.finish(&text("id")),
            "fail" => self.fail(&text("id")),
            _ => return Err("unknown action".to_owned()),
        };
        if is_done { Ok(self.state_json()) } else { Err("no such open operation".to_owned()) }
    }
}

fn shown(operation: &Operation) -> Value {
    json!({
        "id": operation.id,
        "what": format!("{} {}", operation.operator, operation.destination),
        "amount": format!("{} {}", sum(operation.amount), operation.currency),
        "debit": sum(operation.debit),
        "status": operation.status,
        "is_open": operation.status == "pending",
    })
}
