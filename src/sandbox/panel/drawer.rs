//! The panel as the chat page's drawer shows it, and the knobs that the drawer turns.
//!
//! Owns the shapes of that JSON. Must never show the key.

use serde_json::{Value, json};

use super::faults::{FaultRule, PanelFault};
use super::{AcceptedOrder, Panel};
use crate::sandbox::asked::asked;

/// The newest orders that are shown.
const SHOWN_ORDERS: usize = 50;
/// The fastest that the page may ask for.
const SPEED_MAX: u32 = 1_000;
/// The most of a product that the page may put on the shelf.
const STOCK_MAX: i64 = 1_000;

impl Panel {
    /// The speed, the first fault in line, the names of all faults, and the newest orders.
    #[must_use]
    pub fn state_json(&self) -> Value {
        let faults: Vec<&str> = PanelFault::all().iter().map(PanelFault::name).collect();
        let orders: Vec<Value> =
            self.accepted().iter().rev().take(SHOWN_ORDERS).map(shown).collect();
        let (speed, fault) = self.knobs();
        json!({
            "speed": speed.to_string(),
            "fault": fault,
            "faults": faults,
            "balance": self.balance(),
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
            "fault" => self.turn_fault(&text("value"))?,
            "prices" => self.multiply_rates(&text("value"))?,
            "stock" => self.turn_stock(&text("value"))?,
            "balance" => self.set_balance(&text("value"))?,
            "overcharge" => self.overcharge_all(&text("value"))?,
            "speed" => self.turn_speed(&text("value"))?,
            "order" => self.turn_order(&text("id"), &text("status"), action.get("remains"))?,
            _ => return Err("unknown action".to_owned()),
        }
        Ok(self.state_json())
    }

    fn turn_fault(&self, name: &str) -> Result<(), String> {
        let fault = PanelFault::named(name).ok_or("unknown fault")?;
        self.clear_faults();
        if fault != PanelFault::None {
            self.set_fault(FaultRule::always(fault));
        }
        Ok(())
    }

    fn turn_speed(&self, text: &str) -> Result<(), String> {
        let speed = text.parse().ok().filter(|speed| *speed <= SPEED_MAX);
        self.set_speed(speed.ok_or("the speed is a whole number up to 1000")?);
        Ok(())
    }

    fn turn_stock(&self, left: &str) -> Result<(), String> {
        let left = left.parse().ok().filter(|left| (0..=STOCK_MAX).contains(left));
        self.stock_all(left.ok_or("the stock is a whole number up to 1000")?);
        Ok(())
    }

    fn turn_order(&self, id: &str, status: &str, remains: Option<&Value>) -> Result<(), String> {
        let status = match status.to_ascii_lowercase().as_str() {
            "complete" | "completed" => "Completed",
            "partial" => "Partial",
            "cancel" | "canceled" => "Canceled",
            _ => return Err("unknown status".to_owned()),
        };
        self.set_status(id, status, remains.and_then(Value::as_i64), None)
    }
}

fn shown(order: &AcceptedOrder) -> Value {
    json!({
        "id": order.id,
        "service": order.service,
        "link": order.link,
        "quantity": order.quantity,
        "status": order.status,
        "remains": order.remains,
    })
}
