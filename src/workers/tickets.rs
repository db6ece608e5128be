//! Looks after tickets: who waits too long, what has gone silent, which answers cannot be
//! delivered.

use super::WorkerContext;
use crate::atomically;
use crate::domain::ticket;
use crate::domain::time::Millis;
use crate::flows::Ctx;
use crate::flows::FlowError;
use crate::flows::tickets::watch;
use crate::store::portion::Older;
use crate::store::tickets::{Ticket, listing, messages};

/// Rows looked at in one tick.
const LIMIT: i64 = 100;

impl WorkerContext {
    /// One look at every ticket that something is due for.
    pub async fn watch_tickets(&self) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let (is_overdue, silent, undelivered) = {
            let mut tx = self.store.read().await?;
            let before_ms = shop.ago_ms(now_ms, Millis(ticket::REMIND_AFTER_MS));
            let is_overdue = listing::has_overdue(&mut tx, before_ms).await?;
            let than_ms = shop.ago_ms(now_ms, Millis(ticket::CLOSE_AFTER_MS));
            let silent = listing::list_silent(&mut tx, Older { than_ms, limit: LIMIT }).await?;
            (is_overdue, silent, messages::list_undelivered(&mut tx, LIMIT).await?)
        };
        if is_overdue {
            atomically!(self.store, tx => watch::remind(&mut Ctx { tx, shop, now_ms }).await)?;
        }
        if !undelivered.is_empty() {
            atomically!(self.store, tx => {
                watch::notify_undelivered(&mut Ctx { tx, shop, now_ms }, &undelivered).await
            })?;
        }
        let mut outcome = Ok(());
        for ticket in &silent {
            outcome = outcome.and(self.close_silent(ticket, now_ms).await);
        }
        outcome
    }

    async fn close_silent(&self, ticket: &Ticket, now_ms: i64) -> Result<(), FlowError> {
        let shop = &self.shop;
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            watch::close_silent(ctx, ticket).await
        })
    }
}
