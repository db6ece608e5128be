//! Services that are bought at several sources: prices follow the cheapest one that sells, an order
//! goes on to the next when nothing was placed, and never when something may have been.

mod choice;
mod failover;
mod older;
mod owners;

use crate::support::world::PANEL_KEY;
use crate::support::{Actor, Scripted, World, WorldOptions};

impl World {
    /// A shop whose service 1 is bought at `side` too, which asks `rate` for it; and its number of
    /// the service of `side`.
    pub async fn with_side(rate: &str) -> (Self, Scripted, i64) {
        let side = Scripted::start().await;
        side.panel.update_rate(1, rate).unwrap();
        let vars = vec![("PROVIDER_SIDE_URL", side.url()), ("PROVIDER_SIDE_KEY", PANEL_KEY.into())];
        let world = Self::with(WorldOptions { vars, ..WorldOptions::default() }).await;
        let other = world.service_number("side", "1").await;
        world.owner().adds_source(1, other).await;
        world.owner().taps("Confirm").await;
        (world, side, other)
    }

    /// The job that chooses, once.
    pub async fn chooses(&self) {
        self.app.workers.choose_sources().await.unwrap();
        self.settle().await;
    }

    /// Where service 1 is bought now, and at which rate.
    pub async fn bought_at(&self) -> (String, String) {
        let offer = self.offer(1).await;
        (offer.provider, offer.rate.normalize().to_string())
    }

    /// Where an order is to be bought.
    pub async fn provider_of(&self, order_id: i64) -> String {
        self.order(order_id).await.provider
    }

    /// The moves of all orders.
    pub async fn moves(&self) -> Vec<String> {
        self.rows("order_id || ' ' || attempt || ' ' || reason FROM order_moves ORDER BY 1").await
    }
}

impl Actor<'_> {
    /// Opens where a service is bought and names another one.
    pub async fn adds_source(&self, service: i64, other: i64) {
        self.opens_sources(service).await;
        self.taps("Add a source").await;
        self.says(&other.to_string()).await;
    }

    /// Opens where a service is bought.
    pub async fn opens_sources(&self, service: i64) {
        self.edits(&format!("v:{service}:0")).await;
        self.taps("Where it is bought").await;
    }
}
