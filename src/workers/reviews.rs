//! What must not be forgotten: submissions whose process died go to review, reviews are told
//! again, orders that waited a day go back, orders without news for a month are listed.

use super::Workshop;
use crate::atomically;
use crate::clock::DAY_MS;
use crate::flows::cancel::cancel_queued;
use crate::flows::notice::AdminNotice;
use crate::flows::{FlowError, submission, tell_admins};
use crate::store::{alerts, orders};

/// Rows looked at in one tick.
const LIMIT: i64 = 100;
const STUCK_AFTER_MS: i64 = 30 * DAY_MS;

impl Workshop {
    /// One look at everything that waits too long.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn watch_orders(&self) -> Result<(), FlowError> {
        self.take_abandoned().await?;
        self.return_overdue().await?;
        self.remind().await?;
        self.list_stuck().await
    }

    /// Nobody knows what became of a submission whose process died: a person decides.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_abandoned(&self) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let abandoned = {
            let mut tx = self.store.read().await?;
            orders::submission::list_abandoned(&mut tx, now_ms, LIMIT).await?
        };
        for order in &abandoned {
            atomically!(self.store, tx => {
                submission::to_review(tx, shop, order, "interrupted", "", now_ms).await
            })?;
        }
        Ok(())
    }

    /// An order that could not be sent for a day is returned.
    async fn return_overdue(&self) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let overdue = {
            let mut tx = self.store.read().await?;
            orders::listing::list_overdue(&mut tx, now_ms - DAY_MS, LIMIT).await?
        };
        for order in &overdue {
            atomically!(self.store, tx => {
                cancel_queued(tx, shop, order, ("waited_too_long", 0), now_ms).await?;
                Ok::<_, FlowError>(())
            })?;
        }
        Ok(())
    }

    async fn remind(&self) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let (_, count) = {
            let mut tx = self.store.read().await?;
            orders::listing::reviews(&mut tx, 0, 1).await?
        };
        if count == 0 {
            return Ok(());
        }
        atomically!(self.store, tx => {
            if orders::listing::mark_reminded(tx, now_ms - DAY_MS, now_ms).await? > 0 {
                tell_admins(tx, shop, &AdminNotice::ReviewsWaiting { count }, now_ms).await?;
            }
            Ok::<_, FlowError>(())
        })
    }

    async fn list_stuck(&self) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let order_ids = {
            let mut tx = self.store.read().await?;
            orders::listing::list_stuck(&mut tx, now_ms - STUCK_AFTER_MS, 10).await?
        };
        if order_ids.is_empty() {
            return Ok(());
        }
        atomically!(self.store, tx => {
            for order_id in &order_ids {
                alerts::should_tell(tx, &format!("stuck:{order_id}"), now_ms, 0).await?;
            }
            let notice = AdminNotice::Stuck { order_ids: order_ids.clone() };
            tell_admins(tx, shop, &notice, now_ms).await
        })
    }
}
