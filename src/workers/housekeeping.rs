//! Keeps the file small and honest: finished rows are removed in batches, and the ledger is added
//! up again every day.

use super::WorkerContext;
use super::mail_search::LOOKED_FOR_MS;
use crate::atomically;
use crate::clock::{DAY_MS, HOUR_MS};
use crate::domain::ticket;
use crate::domain::time::Millis;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::shop_alerts::ShopAlert;
use crate::store::portion::Older;
use crate::store::recharges::previews;
use crate::store::{
    alerts, allowance, audit, buyer_answers, coupons, dialogues, id_checks, inbox, lists, mail,
    outbox, pending_actions, provider_drafts, quotes, screens, tickets, top_up_rings, top_ups,
    turnovers,
};

/// Rows removed in one statement.
const BATCH: i64 = 500;
/// Tickets, which have many rows each.
const TICKETS_BATCH: i64 = 20;
/// Batches of one table in one tick.
const BATCHES_MAX: usize = 20;
const KEEP_MS: i64 = 30 * DAY_MS;
/// How long it is remembered that admins were told of one order, deposit or chat.
const KEEP_ALERTS_MS: i64 = 90 * DAY_MS;

impl WorkerContext {
    /// Removes what is finished and old.
    pub async fn prune(&self) -> Result<u64, FlowError> {
        let now_ms = self.clock.now_ms();
        let older =
            |age_ms| Older { than_ms: self.shop.ago_ms(now_ms, Millis(age_ms)), limit: BATCH };
        let mut removed = 0;
        for _ in 0..BATCHES_MAX {
            let batch: Result<u64, FlowError> = atomically!(self.store, tx => {
                let mut batch = inbox::prune(tx, older(KEEP_MS)).await?;
                batch += outbox::prune(tx, older(KEEP_MS)).await?;
                batch += quotes::prune(tx, older(DAY_MS)).await?;
                batch += previews::prune(tx, older(DAY_MS)).await?;
                batch += pending_actions::prune(tx, older(DAY_MS)).await?;
                batch += id_checks::prune(tx, older(DAY_MS)).await?;
                batch += provider_drafts::prune(tx, older(HOUR_MS)).await?;
                batch += dialogues::prune(tx, older(KEEP_MS)).await?;
                // Longer than the dialogue that may still name one.
                batch += lists::prune(tx, older(2 * KEEP_MS)).await?;
                batch += buyer_answers::prune(tx, older(2 * KEEP_MS)).await?;
                batch += mail::checks::prune(tx, older(KEEP_MS)).await?;
                batch += mail::orders::prune(tx, older(LOOKED_FOR_MS)).await?;
                batch += screens::prune(tx, older(KEEP_MS)).await?;
                let closed = Older { limit: TICKETS_BATCH, ..older(ticket::KEEP_CLOSED_MS) };
                batch += tickets::prune(tx, closed).await?;
                batch += top_ups::prune(tx, older(KEEP_MS)).await?;
                batch += top_up_rings::prune(tx, older(DAY_MS)).await?;
                batch += alerts::prune(tx, older(KEEP_ALERTS_MS)).await?;
                batch += allowance::prune(tx, older(DAY_MS)).await?;
                batch += coupons::prune_tries(tx, older(DAY_MS)).await?;
                batch += turnovers::prune(tx, older(2 * DAY_MS)).await?;
                Ok(batch)
            });
            let batch = batch?;
            removed += batch;
            if batch == 0 {
                break;
            }
        }
        Ok(removed)
    }

    /// Adds the ledger up; returns what does not fit and tells admins of it once.
    pub async fn audit(&self) -> Result<Vec<String>, FlowError> {
        let found = {
            let mut tx = self.store.read().await?;
            audit::violations(&mut tx).await?
        };
        if found.is_empty() {
            return Ok(found);
        }
        tracing::error!(?found, "the ledger does not add up");
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let violations = i64::try_from(found.len()).unwrap_or(i64::MAX);
        atomically!(self.store, tx => {
            let notice = ShopAlert::Audit { violations };
            notify(&mut Ctx { tx, shop, now_ms }, notice).await
        })?;
        Ok(found)
    }
}
