//! The gateway as the chat page's drawer shows it: its newest invoices, how it answers, and how its
//! webhook behaves.
//!
//! Owns the shapes of that JSON. Must never show the token or the webhook's URL.

use serde_json::{Value, json};

use super::faults::{DeliveryFault, GatewayFault, GatewayRule};
use super::invoice::{Invoice, InvoiceStatus, Price};
use super::state::State;
use super::{CryptoPay, Paying, webhook};
use crate::sandbox::asked::asked;

/// The newest invoices that are shown.
const SHOWN_INVOICES: usize = 8;

/// How calls may be answered, by the names on the page.
static FAULTS: [(&str, GatewayFault); 5] = [
    ("works", GatewayFault::None),
    ("500", GatewayFault::Html500),
    ("too many calls", GatewayFault::TooMany { retry_after_s: 5 }),
    ("account suspended", GatewayFault::Suspended),
    ("cuts each answer", GatewayFault::CutAfter),
];

/// How the next webhook may be delivered, by the names on the page.
const DELIVERIES: [(&str, DeliveryFault); 4] = [
    ("is delivered", DeliveryFault::None),
    ("gets lost", DeliveryFault::Lost),
    ("comes twice", DeliveryFault::Twice),
    ("comes 20 s later", DeliveryFault::DelayMs(20_000)),
];

impl CryptoPay {
    /// The newest invoices, and what is wrong with the gateway.
    #[must_use]
    pub fn state_json(&self) -> Value {
        let now_ms = self.now_ms();
        let state = self.state();
        let newest = state.invoices.values().rev().take(SHOWN_INVOICES);
        let invoices: Vec<Value> = newest.map(|invoice| shown(&state, invoice, now_ms)).collect();
        let fault = state.script.first();
        let fault = FAULTS.iter().find(|(_, known)| *known == fault);
        let delivery = state.script.first_delivery();
        let delivery = DELIVERIES.iter().find(|(_, known)| *known == delivery);
        json!({
            "fault": fault.map_or("otherwise wrong", |(name, _)| name),
            "faults": FAULTS.each_ref().map(|(name, _)| *name),
            "delivery": delivery.map_or("otherwise wrong", |(name, _)| name),
            "deliveries": DELIVERIES.map(|(name, _)| name),
            "invoices": invoices,
        })
    }

    /// Does what the drawer asks and answers with the new state. Needs a runtime.
    ///
    /// # Errors
    /// A sentence that says what was not understood.
    pub fn apply(&self, action: &Value) -> Result<Value, String> {
        let text = |name: &str| asked(action, name);
        match text("action").as_str() {
            "fault" => self.turn_fault(&text("value"))?,
            "delivery" => self.turn_delivery(&text("value"))?,
            "pay" => self.pay(self.known(&text("id"))?, &Paying::default())?,
            "tell" => self.tell_again(self.known(&text("id"))?),
            "forge" => self.forge(self.known(&text("id"))?),
            _ => return Err("unknown action".to_owned()),
        }
        Ok(self.state_json())
    }

    /// Somebody else tells the webhook, once, that an invoice was paid. Needs a runtime.
    pub fn forge(&self, invoice_id: i64) {
        self.state().under_way += 1;
        tokio::spawn(webhook::forge(self.clone(), invoice_id));
    }

    fn known(&self, id: &str) -> Result<i64, String> {
        let id = id.parse().ok().filter(|id| self.state().invoices.contains_key(id));
        id.ok_or_else(|| "there is no such invoice".to_owned())
    }

    fn turn_fault(&self, name: &str) -> Result<(), String> {
        let fault = FAULTS.iter().find(|(known, _)| *known == name);
        let (_, fault) = fault.ok_or("unknown fault")?;
        let is_well = *fault == GatewayFault::None;
        let rule = (!is_well).then(|| GatewayRule::always(fault.clone()));
        self.state().script.set_rule(rule);
        Ok(())
    }

    fn turn_delivery(&self, name: &str) -> Result<(), String> {
        let fault = DELIVERIES.iter().find(|(known, _)| *known == name);
        let (_, fault) = fault.ok_or("unknown delivery")?;
        self.state().script.set_delivery(*fault);
        Ok(())
    }
}

fn shown(state: &State, invoice: &Invoice, now_ms: i64) -> Value {
    let currency = match &invoice.price {
        Price::Crypto { asset } => asset,
        Price::Fiat { fiat, .. } => fiat,
    };
    let status = invoice.status(now_ms);
    json!({
        "id": invoice.id,
        "amount": format!("{} {currency}", invoice.amount),
        "status": status.name(),
        "is_open": status == InvoiceStatus::Active,
        "is_paid": status == InvoiceStatus::Paid,
        "told": state.last_answer(invoice.id),
    })
}
