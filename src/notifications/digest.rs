//! Alerts of which there may be hundreds at once: a few are told as they come, the others together
//! a little later. Must never let one go untold.

use strum::IntoEnumIterator as _;

use crate::clock::MINUTE_MS;
use crate::domain::alert::{AlertKey, Topic};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::order::Reason;
use crate::flows::{AdminNotice, Ctx, FlowError, tell_admins};
use crate::store::{Tx, alerts, kept_alerts, orders};

/// Alerts of one topic that are told one by one within [`QUIET_MS`].
const AT_ONCE_MAX: i64 = 3;
/// At most one digest of a topic in this time.
const QUIET_MS: i64 = 10 * MINUTE_MS;
/// Longer than any alert is remembered.
const FOREVER_MS: i64 = i64::MAX;
/// What one digest can take up; the rest comes with the next one.
const TAKEN_MAX: i64 = 1_000;
/// Orders or errors that a digest names.
const NAMED_MAX: usize = 10;

/// Several orders of which some are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SomeOrders {
    /// How many.
    pub count: i64,
    /// The first of them, at most ten.
    pub order_ids: Vec<OrderId>,
}

/// Tells admins that an order waits for their decision, and why
///
/// # Errors
/// When the database fails.
pub async fn tell_of_review(
    ctx: &mut Ctx<'_>,
    (order_id, reason): (OrderId, Reason),
) -> Result<(), FlowError> {
    let notice = AdminNotice::Review { order_id, reason };
    tell_or_keep(ctx, (Topic::Review, &order_id.to_string()), &notice).await
}

/// Tells admins of a strange report about an order, and why.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_attention(
    ctx: &mut Ctx<'_>,
    (order_id, reason): (OrderId, Reason),
) -> Result<(), FlowError> {
    let notice = AdminNotice::Attention { order_id, reason };
    tell_or_keep(ctx, (Topic::Attention, &order_id.to_string()), &notice).await
}

/// Tells admins of a charge that is far too high.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_charge(
    ctx: &mut Ctx<'_>,
    order_id: OrderId,
    notice: &AdminNotice,
) -> Result<(), FlowError> {
    tell_or_keep(ctx, (Topic::Charge, &order_id.to_string()), notice).await
}

/// Tells admins of an answer that came too late: the first of an order like other alerts, the later
/// ones of it only together.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_late_answer(
    ctx: &mut Ctx<'_>,
    order_id: OrderId,
    notice: &AdminNotice,
) -> Result<(), FlowError> {
    let (topic, subject) = (Topic::LateAnswer, order_id.to_string());
    let key = AlertKey::LateAnswer(order_id);
    if alerts::take_turn(ctx.tx, &key, ctx.now_ms, FOREVER_MS).await? {
        return tell_or_keep(ctx, (topic, &subject), notice).await;
    }
    Ok(kept_alerts::keep(ctx.tx, topic, &subject, ctx.now_ms).await?)
}

/// Tells admins that an update of a person (0 for nobody's) could not be handled.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_parked(
    ctx: &mut Ctx<'_>,
    (error_id, person_id): (&str, PersonId),
) -> Result<(), FlowError> {
    let notice = AdminNotice::Parked { error_id: error_id.to_owned(), person_id };
    tell_or_keep(ctx, (Topic::Parked, error_id), &notice).await
}

async fn tell_or_keep(
    ctx: &mut Ctx<'_>,
    (topic, subject): (Topic, &str),
    notice: &AdminNotice,
) -> Result<(), FlowError> {
    if alerts::take_room(ctx.tx, topic, (AT_ONCE_MAX, QUIET_MS), ctx.now_ms).await? {
        return tell_admins(ctx, notice).await;
    }
    Ok(kept_alerts::keep(ctx.tx, topic, subject, ctx.now_ms).await?)
}

/// Tells what was kept back, if its time has come.
///
/// # Errors
/// When the database fails.
pub async fn tell_digests(ctx: &mut Ctx<'_>) -> Result<(), FlowError> {
    for topic in Topic::iter() {
        let room = (AT_ONCE_MAX, ctx.now_ms - QUIET_MS);
        let taken = kept_alerts::take(ctx.tx, topic, room, TAKEN_MAX, ctx.now_ms).await?;
        if let Some(notice) = digest_of(ctx.tx, topic, &taken).await? {
            tell_admins(ctx, &notice).await?;
        }
    }
    Ok(())
}

/// One alert in place of many; `None` when there is nothing to tell any more.
async fn digest_of(
    tx: &mut Tx,
    topic: Topic,
    taken: &[String],
) -> Result<Option<AdminNotice>, FlowError> {
    let count = i64::try_from(taken.len()).unwrap_or(i64::MAX);
    if count == 0 {
        return Ok(None);
    }
    let named = taken.iter().take(NAMED_MAX);
    Ok(match topic {
        // Some were told one by one, some are decided: what counts is what waits now.
        Topic::Review => match orders::listing::reviews(tx, 0, 1).await?.1 {
            0 => None,
            count => Some(AdminNotice::ReviewsWaiting { count }),
        },
        Topic::Attention => Some(AdminNotice::AttentionMany { count, order_ids: numbers(named) }),
        Topic::Charge => {
            Some(AdminNotice::OverchargeMany(SomeOrders { count, order_ids: numbers(named) }))
        }
        Topic::LateAnswer => {
            Some(AdminNotice::LateAnswerMany(SomeOrders { count, order_ids: numbers(named) }))
        }
        Topic::Parked => {
            Some(AdminNotice::ParkedMany { count, error_ids: named.cloned().collect() })
        }
    })
}

fn numbers<'s>(subjects: impl Iterator<Item = &'s String>) -> Vec<OrderId> {
    subjects.filter_map(|subject| subject.parse().ok()).collect()
}
