//! Payments in Stars as the chat page's drawer shows them, and what it does to them.
//!
//! Owns the shapes of that JSON. Must never move Stars by itself: `stars` does that.

use serde_json::{Value, json};

use super::Telegram;
use super::stars::{StarPayment, give_back};
use crate::sandbox::asked::asked;

/// The newest payments that are shown.
const SHOWN_PAYMENTS: usize = 20;

impl Telegram {
    /// The newest payments, and whether the next ones fail.
    pub(crate) fn stars_json(&self) -> Value {
        let state = self.state();
        let newest = state.star_book.payments.iter().rev().take(SHOWN_PAYMENTS);
        let row = |paid: &StarPayment| {
            let person = state.people.get(&paid.user_id).map(|person| person.first_name.as_str());
            json!({
                "id": paid.charge_id, "person": person, "stars": paid.stars,
                "is_refunded": paid.is_refunded,
            })
        };
        let payments: Vec<Value> = newest.map(row).collect();
        let outcome = if state.star_book.fails_after_yes { "fails" } else { "goes through" };
        json!({
            "outcome": outcome, "outcomes": ["goes through", "fails"], "payments": payments,
        })
    }

    /// Does what the drawer asks and answers with the new state.
    ///
    /// # Errors
    /// A sentence that says what was not understood.
    pub(crate) fn apply_to_stars(&self, action: &Value) -> Result<Value, String> {
        match asked(action, "action").as_str() {
            "refund" => self.refunds(&asked(action, "id"))?,
            "outcome" => self.set_payments_failing(asked(action, "value") == "fails"),
            _ => return Err("unknown action".to_owned()),
        }
        Ok(self.stars_json())
    }

    /// Gives a payment back without the bot, as Telegram's support does.
    ///
    /// # Errors
    /// When there is no such payment, or it was given back before.
    pub fn refunds(&self, charge_id: &str) -> Result<(), String> {
        let bot = self.bot_json();
        let mut state = self.state();
        let payments = &state.star_book.payments;
        let payer = payments.iter().find(|paid| paid.charge_id == charge_id);
        let user_id = payer.map(|paid| paid.user_id).ok_or("There is no such payment.")?;
        give_back(&mut state, (user_id, charge_id), &bot)
            .map_err(|_| "This payment was given back already.".to_owned())?;
        drop(state);
        self.announce();
        Ok(())
    }
}
