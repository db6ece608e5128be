//! Draws the cards of orders anew that show less than is known: a few in each round and one of
//! each person, so that ten thousand orders leave room for everything else that is sent.

use super::WorkerContext;
use crate::atomically;
use crate::flows::orders::card;
use crate::flows::{Ctx, FlowError};
use crate::store::orders::cards;

/// Cards drawn in one round, which comes every second: below the rate of all pushes.
const CARDS_MAX: i64 = 15;

impl WorkerContext {
    /// Draws the cards that have waited longest; returns how many.
    pub async fn draw_order_cards(&self) -> Result<usize, FlowError> {
        let due = {
            let mut tx = self.store.read().await?;
            cards::list_due(&mut tx, CARDS_MAX).await?
        };
        for order_id in &due {
            let now_ms = self.clock.now_ms();
            let drawn: Result<(), FlowError> = atomically!(self.store, tx => {
                let mut ctx = Ctx { tx, shop: &self.shop, now_ms };
                card::draw(&mut ctx, *order_id).await
            });
            drawn?;
        }
        Ok(due.len())
    }
}
