//! Alerts of which there may be hundreds at once: a few are told as they come, the others together
//! a little later. Must never let one go untold.

use strum::IntoEnumIterator as _;

use super::notice::Notice;
use super::notify::notify_all;
use super::orders::{OrderAlert, SomeOrders};
use super::shop::Ctx;
use super::shop_alerts::ShopAlert;
use crate::domain::time::Millis;
use crate::store::alerts::Room;

use crate::clock::MINUTE_MS;
use crate::domain::alert::{AlertKey, Topic};
use crate::domain::ids::OrderId;
use crate::store::portion::{Batch, Portion};
use crate::store::{StoreError, Tx, alert_digest, alerts, orders};

/// Alerts of one topic that are told one by one; in the same time there is one digest at the most.
const ROOM: Room = Room { max: 3, quiet: Millis(10 * MINUTE_MS) };
/// Longer than any alert is remembered.
const FOREVER_MS: i64 = i64::MAX;
/// What one digest can take up; the rest comes with the next one.
const TAKEN_MAX: i64 = 1_000;
/// Orders or errors that a digest names.
const NAMED_MAX: usize = 10;

/// Whether an alert is told now; else it is kept for the digest of its topic. Of an order's late
/// answers the first is like other alerts, the later ones are told only together.
pub(super) async fn admit(
    ctx: &mut Ctx<'_>,
    topic: Topic,
    subject: &str,
) -> Result<bool, StoreError> {
    let is_first = match (topic, subject.parse()) {
        (Topic::LateAnswer, Ok(order_id)) => {
            let key = AlertKey::LateAnswer(order_id);
            alerts::take_turn(ctx.tx, &key, ctx.now_ms, Millis(FOREVER_MS)).await?
        }
        _ => true,
    };
    if is_first && alerts::take_room(ctx.tx, topic, ROOM, ctx.now_ms).await? {
        return Ok(true);
    }
    alert_digest::keep(ctx.tx, topic, subject, ctx.now_ms).await?;
    Ok(false)
}

/// Tells what was kept back, if its time has come.
pub async fn notify_digests(ctx: &mut Ctx<'_>) -> Result<(), StoreError> {
    for topic in Topic::iter() {
        let batch = Batch { now_ms: ctx.now_ms, limit: TAKEN_MAX };
        let taken = alert_digest::take(ctx.tx, topic, ROOM, batch).await?;
        if let Some(notice) = digest_of(ctx.tx, topic, &taken).await? {
            notify_all(ctx, &notice).await?;
        }
    }
    Ok(())
}

/// One alert in place of many; `None` when there is nothing to tell any more.
async fn digest_of(
    tx: &mut Tx,
    topic: Topic,
    taken: &[String],
) -> Result<Option<Notice>, StoreError> {
    let count = i64::try_from(taken.len()).unwrap_or(i64::MAX);
    if count == 0 {
        return Ok(None);
    }
    let named = taken.iter().take(NAMED_MAX);
    Ok(match topic {
        // Some were told one by one, some are decided: what counts is what waits now.
        Topic::Review => match orders::listing::reviews(tx, Portion::first(1)).await?.1 {
            0 => None,
            count => Some(OrderAlert::ReviewsWaiting { count }.into()),
        },
        Topic::Attention => {
            Some(OrderAlert::AttentionMany { count, order_ids: numbers(named) }.into())
        }
        Topic::Charge => {
            let orders = SomeOrders { count, order_ids: numbers(named) };
            Some(OrderAlert::OverchargeMany(orders).into())
        }
        Topic::LateAnswer => {
            let orders = SomeOrders { count, order_ids: numbers(named) };
            Some(OrderAlert::LateAnswerMany(orders).into())
        }
        Topic::UpdateGivenUp => {
            Some(ShopAlert::UpdatesGivenUp { count, error_ids: named.cloned().collect() }.into())
        }
    })
}

fn numbers<'s>(subjects: impl Iterator<Item = &'s String>) -> Vec<OrderId> {
    subjects.filter_map(|subject| subject.parse().ok()).collect()
}
