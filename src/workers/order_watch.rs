//! What must not be forgotten: submissions whose process died go to review, reviews are told
//! again, orders that waited a day go back, orders without news for a month are listed.

use super::WorkerContext;
use crate::atomically;
use crate::clock::{DAY_MS, HOUR_MS};
use crate::domain::alert::AlertKey;
use crate::domain::order::ShopReason;
use crate::domain::time::{Millis, Span};
use crate::flows::catalog::providers::notify_waiting;
use crate::flows::orders::cancel::cancel_queued;
use crate::flows::orders::children::settle_overdue;
use crate::flows::orders::requests::STUCK_AFTER_MS;
use crate::flows::orders::returns::Why;
use crate::flows::orders::submission;
use crate::flows::{Ctx, FlowError};
use crate::notifications::digest;
use crate::notifications::notify::notify;
use crate::notifications::orders::OrderAlert;
use crate::store::orders::Order;
use crate::store::portion::{Batch, Older, Portion};
use crate::store::{StoreError, alert_digest, alerts, orders, stops};

/// Rows looked at in one tick.
const LIMIT: i64 = 100;
/// How long after its last day a subscription may still say what was delivered.
const EXPIRED_AFTER_MS: i64 = 7 * DAY_MS;
/// Orders named in one alert, each with a button; a keyboard has room for a hundred.
const STUCK_LISTED_MAX: i64 = 50;

impl WorkerContext {
    /// One look at everything that waits too long; what fails in one part holds up no other.
    ///
    /// # Errors
    /// The first of them, when the database fails or an order cannot be moved.
    pub async fn watch_orders(&self) -> Result<(), FlowError> {
        let looks = [
            self.take_abandoned().await,
            self.return_overdue().await,
            self.settle_expired().await,
            self.notify_stops().await,
            self.notify_digests().await,
            self.remind().await,
            self.list_stuck().await,
        ];
        looks.into_iter().collect()
    }

    /// Nobody knows what became of a submission whose process died: a person decides.
    pub async fn take_abandoned(&self) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        let abandoned = {
            let mut tx = self.store.read().await?;
            orders::submission::list_abandoned(&mut tx, Batch { now_ms, limit: LIMIT }).await?
        };
        let mut outcome = Ok(());
        for order in &abandoned {
            let moved = self.doubt(order, now_ms).await;
            outcome = outcome.and(unless_lost(order, moved));
        }
        outcome
    }

    /// An order that could not be sent for a day is returned.
    async fn return_overdue(&self) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        let overdue = {
            let mut tx = self.store.read().await?;
            let than_ms = self.shop.ago_ms(now_ms, Millis(DAY_MS));
            orders::listing::list_overdue(&mut tx, Older { than_ms, limit: LIMIT }).await?
        };
        let mut outcome = Ok(());
        for order in &overdue {
            let moved = self.give_up(order, now_ms).await;
            outcome = outcome.and(unless_lost(order, moved));
        }
        outcome
    }

    /// What is left of a subscription comes back some days after its last one, whatever the
    /// provider says of it.
    async fn settle_expired(&self) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let expired = {
            let mut tx = self.store.read().await?;
            let than_ms = shop.ago_ms(now_ms, Millis(EXPIRED_AFTER_MS));
            orders::children::list_expired(&mut tx, Older { than_ms, limit: LIMIT }).await?
        };
        let mut outcome = Ok(());
        for order in &expired {
            let settle = async {
                atomically!(self.store, tx => {
                    settle_overdue(&mut Ctx { tx, shop, now_ms }, order.order_id).await
                })
            };
            outcome = outcome.and(unless_lost(order, settle.await));
        }
        outcome
    }

    async fn doubt(&self, order: &Order, now_ms: i64) -> Result<(), FlowError> {
        let shop = &self.shop;
        atomically!(self.store, tx => {
            let ctx = &mut Ctx { tx, shop, now_ms };
            submission::to_review(ctx, order, ShopReason::Interrupted.into(), "").await
        })
    }

    async fn give_up(&self, order: &Order, now_ms: i64) -> Result<(), FlowError> {
        let shop = &self.shop;
        atomically!(self.store, tx => {
            if order.is_doubted() {
                let reason = ShopReason::WaitedTooLong.into();
                let ctx = &mut Ctx { tx, shop, now_ms };
                return submission::back_to_review(ctx, order, reason).await;
            }
            let ctx = &mut Ctx { tx, shop, now_ms };
            cancel_queued(ctx, order, Why::of(ShopReason::WaitedTooLong)).await?;
            Ok::<_, FlowError>(())
        })
    }

    /// Tells of providers that orders wait for and that the settings keep from getting any.
    async fn notify_stops(&self) -> Result<(), FlowError> {
        let has_any = {
            let mut tx = self.store.read().await?;
            !stops::list_unnotified(&mut tx).await?.is_empty()
        };
        if !has_any {
            return Ok(());
        }
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => notify_waiting(&mut Ctx { tx, shop, now_ms }).await)
    }

    /// Tells what was kept back from a flood of alerts.
    async fn notify_digests(&self) -> Result<(), FlowError> {
        let has_kept = {
            let mut tx = self.store.read().await?;
            alert_digest::has_any(&mut tx).await?
        };
        if !has_kept {
            return Ok(());
        }
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => digest::notify_digests(&mut Ctx { tx, shop, now_ms }).await)?;
        Ok(())
    }

    /// One reminder tells of everything that waits, also of what will be due within the hour.
    async fn remind(&self) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let day_ago_ms = shop.ago_ms(now_ms, Millis(DAY_MS));
        let is_due = {
            let mut tx = self.store.read().await?;
            orders::listing::is_reminder_due(&mut tx, day_ago_ms).await?
        };
        if !is_due {
            return Ok(());
        }
        atomically!(self.store, tx => {
            if !alerts::take_turn(tx, &AlertKey::ReviewReminder, now_ms, Millis(HOUR_MS)).await? {
                return Ok::<_, FlowError>(());
            }
            let quiet = Span { from_ms: day_ago_ms + HOUR_MS, until_ms: now_ms };
            orders::listing::mark_reminded(tx, quiet).await?;
            let (_, count) = orders::listing::reviews(tx, Portion::first(1)).await?;
            Ok(notify(&mut Ctx { tx, shop, now_ms }, OrderAlert::ReviewsWaiting { count }).await?)
        })
    }

    async fn list_stuck(&self) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let order_ids = {
            let mut tx = self.store.read().await?;
            let than_ms = shop.ago_ms(now_ms, Millis(STUCK_AFTER_MS));
            let older = Older { than_ms, limit: STUCK_LISTED_MAX };
            orders::listing::list_stuck(&mut tx, older).await?
        };
        if order_ids.is_empty() {
            return Ok(());
        }
        let keys: Vec<AlertKey<'_>> = order_ids.iter().map(|id| AlertKey::Stuck(*id)).collect();
        atomically!(self.store, tx => {
            // What is not listed now is listed an hour later.
            if !alerts::take_turn(tx, &AlertKey::StuckList, now_ms, Millis(HOUR_MS)).await? {
                return Ok::<_, FlowError>(());
            }
            alerts::mark_notified(tx, &keys, now_ms).await?;
            let notice = OrderAlert::Stuck { order_ids: order_ids.clone() };
            Ok(notify(&mut Ctx { tx, shop, now_ms }, notice).await?)
        })
    }
}

/// An order that somebody else has moved meanwhile needs nothing more; any other failure is logged.
fn unless_lost(order: &Order, moved: Result<(), FlowError>) -> Result<(), FlowError> {
    match moved {
        Err(FlowError::Store(StoreError::Lost(_))) => Ok(()),
        Err(error) => {
            let (order_id, error_id) = (order.order_id, crate::telemetry::error_id());
            tracing::error!(order = %order_id, %error, error_id, "a waiting order cannot be moved");
            Err(error)
        }
        Ok(()) => Ok(()),
    }
}
