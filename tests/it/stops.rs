//! A provider that gets no orders: the stop outlives a restart, orders wait for its end, and it
//! ends by proof or by one order that an owner sends as a trial.

mod currency;
mod settings;
mod trial;

use crate::support::{Actor, Scripted, World, WorldOptions};
use storefront::domain::order::OrderState;

/// An answer that proves nothing.
pub const UNCLEAR: &str = r#"{"error":"Ticket 77 is open"}"#;

/// A shop whose provider answers orders in unlisted words and has no balance to read.
pub async fn unclear_world() -> (World, Scripted) {
    let panel = Scripted::start().await;
    let vars = panel.as_main();
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    is_unclear(&panel);
    (world, panel)
}

pub fn is_unclear(panel: &Scripted) {
    panel.answers(|call| match call["action"].as_str() {
        "add" => Some((200, UNCLEAR.to_owned())),
        "balance" => Some((200, "<html>maintenance</html>".to_owned())),
        _ => None,
    });
}

impl World {
    /// Places so many orders of the first service, each by somebody else; ids of customers begin
    /// at `first`.
    pub async fn queues_orders(&self, first: i64, count: i64) -> Vec<i64> {
        let mut order_ids = Vec::new();
        for person_id in first..first + count {
            self.customer(person_id, &format!("C{person_id}"), "25").await;
            let link = format!("https://instagram.com/c{person_id}");
            order_ids.push(self.places(person_id, 1, &link, 1_000).await);
        }
        order_ids
    }

    pub async fn states(&self, order_ids: &[i64]) -> Vec<OrderState> {
        let mut states = Vec::new();
        for order_id in order_ids {
            states.push(self.order(*order_id).await.state);
        }
        states
    }

    /// Sends what may be sent until nothing more is.
    pub async fn submits_all(&self) {
        for _ in 0..8 {
            self.submit().await;
            self.advance_ms(31_000);
        }
    }

    /// Stops the provider by three unclear answers; two more orders wait.
    pub async fn is_stopped(&self) -> Vec<i64> {
        // After the first unclear answer orders are sent one at a time.
        self.queues_orders(5_001, 1).await;
        self.submit().await;
        let order_ids = self.queues_orders(5_002, 4).await;
        self.submits_all().await;
        assert_eq!(self.count("orders WHERE state = 'review'").await, 3);
        assert_eq!(self.stops().await, ["main unclear"]);
        order_ids[2..].to_vec()
    }

    pub async fn stops(&self) -> Vec<String> {
        self.rows("provider || ' ' || reason FROM provider_stops ORDER BY provider, reason").await
    }
}

impl Actor<'_> {
    /// Presses Resume on the newest message that has it, and confirms the card.
    pub async fn resumes(&self) {
        self.taps("Resume main").await;
        self.expects("as a trial?");
        self.taps("Confirm").await;
    }
}
