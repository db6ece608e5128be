//! What a provider reports about an accepted order, and what that does to its money. A report that
//! returns money acts only when a single-order question has confirmed it, and only within the
//! provider's hourly allowance.

use super::charge;
use super::children;
use super::returns::{Returned, Why, close_order};
use crate::clock::{DAY_MS, HOUR_MS};
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::order::{
    OrderSnapshot, OrderState, Reason, Remains, Report, ReportDoubt, ReportEffect, ReviewKind,
    ShopReason, StatusWord, evaluate_report,
};
use crate::domain::time::{Millis, Span};
use crate::flows::recharges::operations;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::orders::OrderAlert;
use crate::notifications::providers::ProviderAlert;
use crate::store::allowance::{self, NewReturn};
use crate::store::orders::Order;
use crate::store::orders::cards::{self, Due};
use crate::store::orders::polling::Progress;
use crate::store::{Tx, orders, turnovers};

/// Automatic returns per provider and hour: so many orders, or this share of a day's turnover.
const RETURNS_AN_HOUR: i64 = 20;
const TURNOVER_SHARE: i64 = 20;
/// Why a return waits for a person that is more than that.
const RETURNS_STOPPED: Reason = Reason::Shop(ShopReason::ReturnsStopped);
/// Completed and partial orders are asked about for three more days: late returns happen.
const AFTERMATH_MS: i64 = 3 * DAY_MS;
const AFTERMATH_POLL_MS: i64 = 6 * HOUR_MS;

/// Whether a report came from a batch or from a question about this one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// One row of a batch: may not return money.
    Batch,
    /// A reply about this order alone.
    Single,
}

/// What came of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// Written down.
    Done,
    /// It would return money: ask about this order alone first.
    NeedsSingle,
}

/// Applies a report to an order as it stands now.
///
/// # Errors
/// When the database fails or the order was changed meanwhile; the next question tells it again.
pub async fn apply_report(
    ctx: &mut Ctx<'_>,
    order_id: OrderId,
    (report, evidence): (&Report, Evidence),
) -> Result<Applied, FlowError> {
    let Some(mut order) = orders::find(ctx.tx, order_id).await? else { return Ok(Applied::Done) };
    let is_open = matches!(
        order.state,
        OrderState::Active | OrderState::Completed | OrderState::Partial | OrderState::Canceled
    );
    if !is_open {
        return Ok(Applied::Done);
    }
    if let Some(applied) = children::hear_parent(ctx, &mut order, (report, evidence)).await? {
        return Ok(applied);
    }
    let effect = evaluate_report(&snapshot_of(&order), report);
    if effect.moves_money() && evidence == Evidence::Batch {
        return Ok(Applied::NeedsSingle);
    }
    note_progress(ctx.tx, &mut order, report, ctx.now_ms).await?;
    operations::hear(ctx, &order, report).await?;
    charge::hear(ctx, &order, report).await?;
    act_on(ctx, &order, effect).await?;
    Ok(Applied::Done)
}

/// Does what a report was found to do.
pub(super) async fn act_on(
    ctx: &mut Ctx<'_>,
    order: &Order,
    effect: ReportEffect,
) -> Result<(), FlowError> {
    match effect {
        ReportEffect::Unchanged => Ok(()),
        ReportEffect::Attention(reason) => attention(ctx, order, reason).await,
        ReportEffect::Review(reason) => return_review(ctx, order, reason.into(), order.price).await,
        ReportEffect::Final { state, return_now, target } => {
            let sums = Returned { now: return_now, total: target };
            if return_now.is_positive() && !allowance(ctx, order, sums).await? {
                returns_stopped(ctx, &order.provider).await?;
                return return_review(ctx, order, RETURNS_STOPPED, target).await;
            }
            close_order(ctx, order, (state, target), Why::default()).await?;
            schedule_aftermath(ctx.tx, order, state, ctx.now_ms).await
        }
    }
}

/// How much a report tells of an order as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Only what is known already: nothing needs to be written.
    None,
    /// Only progress, which many orders may write down in one statement.
    Progress(Progress),
    /// It may change the state or move money: see [`apply_report`].
    Change,
}

/// What a report is worth before anything is written.
#[must_use]
pub fn news_of(order: &Order, report: &Report) -> News {
    let effect = evaluate_report(&snapshot_of(order), report);
    let is_quiet = match effect {
        ReportEffect::Unchanged => true,
        ReportEffect::Attention(_) => {
            order.needs_attention != 0 || order.state != OrderState::Active
        }
        ReportEffect::Final { .. } | ReportEffect::Review(_) => false,
    };
    let is_quiet = is_quiet && !children::is_of_children(order, report);
    let progress = progress_of(order, report);
    match is_quiet && !charge::is_news(order, report) {
        false => News::Change,
        true if is_same_progress(order, &progress) => News::None,
        true => News::Progress(progress),
    }
}

/// Writes down the progress of orders that have not moved since they were read; the others are
/// told again by the next question.
pub async fn apply_progress(
    tx: &mut Tx,
    changes: &[(&Order, Progress)],
    now_ms: i64,
) -> Result<(), FlowError> {
    orders::polling::set_progress_of_many(tx, changes, now_ms).await?;
    let dues: Vec<Due> =
        changes.iter().filter_map(|(order, progress)| due_of(order, progress, now_ms)).collect();
    Ok(cards::mark(tx, &dues, now_ms).await?)
}

fn snapshot_of(order: &Order) -> OrderSnapshot {
    OrderSnapshot {
        state: order.state,
        paid: order.price,
        returned: order.returned,
        billed_quantity: order.billed_quantity,
    }
}

fn progress_of(order: &Order, report: &Report) -> Progress {
    let remains = match report.remains.counted(order.billed_quantity) {
        Remains::Count(count) => count.clamp(0, order.quantity.max(order.billed_quantity)),
        Remains::Absent | Remains::Unreadable | Remains::Delivered(_) => -1,
    };
    Progress {
        provider_status: report.raw_status.chars().take(60).collect(),
        provider_charge: report.charge.map(|charge| charge.to_string()).unwrap_or_default(),
        start_count: report.start_count.unwrap_or(-1).max(-1),
        remains,
        has_started: report.word == StatusWord::InProgress,
    }
}

fn is_same_progress(order: &Order, progress: &Progress) -> bool {
    progress.provider_status == order.provider_status
        && (progress.provider_charge.is_empty()
            || progress.provider_charge == order.provider_charge)
        && (progress.start_count < 0 || progress.start_count == order.start_count)
        && (progress.remains < 0 || progress.remains == order.remains)
        && (!progress.has_started || order.started_ms > 0)
}

/// Whether the card of an order looks otherwise with this progress than before.
fn due_of(order: &Order, progress: &Progress, now_ms: i64) -> Option<Due> {
    let is_start = progress.has_started && order.started_ms <= 0;
    let (before, mut after) = (order.known(), order.known());
    if is_start {
        after.signs.started_ms = now_ms;
    }
    if progress.remains >= 0 {
        after.undelivered.remains = progress.remains;
    }
    let (order_id, person_id) = (order.order_id, order.person_id);
    let due = Due { order_id, person_id, is_start };
    (!before.looks_like(&after, now_ms)).then_some(due)
}

/// Writes down what is new beside the state; an unchanged report writes nothing.
pub(super) async fn note_progress(
    tx: &mut Tx,
    order: &mut Order,
    report: &Report,
    now_ms: i64,
) -> Result<(), FlowError> {
    let progress = progress_of(order, report);
    if !is_same_progress(order, &progress) {
        orders::polling::set_progress(tx, order.order_id, &progress, now_ms).await?;
        let due = due_of(order, &progress, now_ms);
        cards::mark(tx, due.as_slice(), now_ms).await?;
    }
    if progress.remains >= 0 {
        order.remains = progress.remains;
    }
    Ok(())
}

/// Tells owners of a strange report once.
pub(super) async fn attention(
    ctx: &mut Ctx<'_>,
    order: &Order,
    doubt: ReportDoubt,
) -> Result<(), FlowError> {
    if order.state == OrderState::Active
        && orders::polling::mark_attention(ctx.tx, order.order_id).await?
    {
        notify(ctx, OrderAlert::Attention { order_id: order.order_id, reason: doubt.into() })
            .await?;
    }
    Ok(())
}

/// Hands a return to a person. The order is not asked about until they have decided.
pub(super) async fn return_review(
    ctx: &mut Ctx<'_>,
    order: &Order,
    reason: Reason,
    target: Money,
) -> Result<(), FlowError> {
    let kind = ReviewKind::Return;
    orders::submission::mark_review(ctx.tx, order, kind, reason, "", ctx.now_ms).await?;
    orders::submission::set_review_target(ctx.tx, order.order_id, target).await?;
    orders::polling::set_next_poll(ctx.tx, order.order_id, 0).await?;
    // Whatever becomes of its money, the provider is done with its target.
    orders::submission::end_wait_for(ctx.tx, order, ctx.now_ms).await?;
    super::submission::notify_review(ctx, order, reason).await?;
    if reason == RETURNS_STOPPED {
        return Ok(());
    }
    Ok(notify(ctx, OrderAlert::Review { order_id: order.order_id, reason }).await?)
}

/// Whether a return fits into what its provider may return by itself within any hour: so many
/// orders, or a share of a day's turnover, whichever allows more. One that fits is counted.
async fn allowance(
    ctx: &mut Ctx<'_>,
    order: &Order,
    Returned { now, total }: Returned,
) -> Result<bool, FlowError> {
    let provider = order.provider.as_str();
    let since_ms = ctx.shop.ago_ms(ctx.now_ms, Millis(HOUR_MS));
    let returned = allowance::lock_and_sum(ctx.tx, provider, since_ms).await?;
    if returned.count >= RETURNS_AN_HOUR {
        let from_ms = ctx.shop.ago_ms(ctx.now_ms, Millis(DAY_MS));
        let day = Span { from_ms, until_ms: ctx.now_ms };
        let allowed = turnovers::placed(ctx.tx, provider, day).await? / TURNOVER_SHARE;
        if returned.amount.saturating_add(now.micros()) > allowed {
            return Ok(false);
        }
    }
    let new = NewReturn {
        provider,
        order_id: order.order_id,
        total: total.micros(),
        amount: now.micros(),
    };
    allowance::record(ctx.tx, &new, ctx.now_ms).await?;
    Ok(true)
}

async fn returns_stopped(ctx: &mut Ctx<'_>, provider: &str) -> Result<(), FlowError> {
    let notice = ProviderAlert::ReturnsStopped { provider: provider.to_owned() };
    Ok(notify(ctx, notice).await?)
}

/// Ended orders are asked about rarely for a while, those without anything left to return never.
async fn schedule_aftermath(
    tx: &mut Tx,
    order: &Order,
    state: OrderState,
    now_ms: i64,
) -> Result<(), FlowError> {
    let is_worth_asking = matches!(state, OrderState::Completed | OrderState::Partial);
    let next_ms = if is_worth_asking { now_ms + AFTERMATH_POLL_MS } else { 0 };
    orders::polling::set_next_poll(tx, order.order_id, next_ms).await?;
    Ok(())
}

/// When to ask about an order again; 0 for never.
#[must_use]
pub fn next_poll_ms(order: &Order, fast: Millis, now_ms: i64) -> i64 {
    match order.state {
        OrderState::Active => {
            let interval_ms = crate::domain::order::poll_interval_ms(now_ms - order.accepted_ms);
            // The first ten minutes are as quick as the settings say; later ones are the rule's.
            let is_young = now_ms - order.accepted_ms < 600_000;
            now_ms + if is_young { interval_ms.min(fast.0) } else { interval_ms }
        }
        OrderState::Completed | OrderState::Partial if now_ms - order.changed_ms < AFTERMATH_MS => {
            now_ms + AFTERMATH_POLL_MS
        }
        _ => 0,
    }
}
