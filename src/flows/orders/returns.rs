//! The one way in which an order's money ends: what was delivered becomes revenue, the rest goes
//! back. Everything that closes or refunds an order comes through here. Must never let the sum of
//! returns fall or exceed the price.

use super::coupons;
use super::requests::{end_cancel, requestable};
use super::told;
use crate::domain::ids::PersonId;
use crate::domain::ledger::{self, EntryKind, Settlement, Split, Wallet};
use crate::domain::money::Money;
use crate::domain::order::request::{self, Earlier, OrderRequestKind, Requestable};
use crate::domain::order::{OrderState, Reason};
use crate::flows::wallet::referrals;
use crate::flows::{Ctx, FlowError};
use crate::notifications::customers::OrderChange;
use crate::store::orders::{Move, Order};
use crate::store::postings::About;
use crate::store::{Tx, orders, postings};

/// Why an order ends, and what its customer reads of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Why<'a> {
    /// The reason, where it needs one.
    pub reason: Option<Reason>,
    /// The admin who decided, or 0.
    pub actor_id: PersonId,
    /// The admin's own words for the customer, or empty.
    pub words: &'a str,
}

impl Why<'_> {
    /// Nobody decided it.
    #[must_use]
    pub fn of(reason: impl Into<Reason>) -> Self {
        let reason = Some(reason.into());
        Self { reason, actor_id: PersonId::NONE, words: "" }
    }
}

/// Ends an order (or ends it anew) with `target` returned in all, and tells its customer.
///
/// # Errors
/// [`crate::store::StoreError::Lost`] when the order was changed meanwhile.
pub async fn close_order(
    ctx: &mut Ctx<'_>,
    order: &Order,
    (to, target): (OrderState, Money),
    Why { reason, actor_id, words }: Why<'_>,
) -> Result<Money, FlowError> {
    let is_undelivered =
        target >= order.price && matches!(to, OrderState::Canceled | OrderState::Rejected);
    let target = target.max(order.returned).min(order.price);
    let now = target.checked_sub(order.returned).unwrap_or(Money::ZERO);
    if now.is_positive() {
        orders::raise_returned(ctx.tx, order, target, ctx.now_ms).await?;
    }
    // From here on the row is this transaction's, and it is the order that was read: whatever else
    // returned or settled meanwhile has made one of these two fail.
    let read = Order { returned: target, ..order.clone() };
    orders::mark_moved(ctx.tx, &read, Move { to, reason, actor_id, is_settled: true }, ctx.now_ms)
        .await?;
    settle(ctx.tx, order, now, actor_id, ctx.now_ms).await?;
    if !order.provider_order_id.is_empty() || order.state == OrderState::Review {
        orders::submission::end_wait_for(ctx.tx, order, ctx.now_ms).await?;
    }
    if is_undelivered {
        coupons::give_back(ctx.tx, order).await?;
    }
    if order.is_settled {
        referrals::take_back(ctx.tx, order.order_id, ctx.now_ms).await?;
    } else {
        referrals::earn(ctx, order).await?;
    }
    end_cancel(ctx, order, to).await?;
    let change = change_of(order, to, reason, Returned { now, total: target });
    told::tell(ctx, order, OrderChange { words: words.to_owned(), ..change }).await?;
    Ok(now)
}

/// Moves the money of an order that ends: from the hold, or from revenue if it had ended before.
async fn settle(
    tx: &mut Tx,
    order: &Order,
    now: Money,
    actor_id: PersonId,
    now_ms: i64,
) -> Result<(), FlowError> {
    let about = About { person_id: order.person_id, order_id: order.order_id, actor_id };
    let held = order.held();
    if !order.is_settled && held.is_positive() {
        let earned = held.checked_sub(now).unwrap_or(Money::ZERO);
        let kind = if earned.is_positive() { EntryKind::Settle } else { EntryKind::Release };
        let memo_key = match (earned.is_positive(), now.is_positive()) {
            (true, true) => "memo-settle-part",
            (true, false) => "memo-settle",
            _ => "memo-release",
        };
        let back = order.parts_of_return(now);
        let entry = ledger::settle(order.order_id, "end", Settlement { held, earned, back })?;
        let entry = entry.described_as(kind, memo_key, memo(order));
        postings::post(tx, &entry, about, now_ms).await?;
    } else if order.is_settled && now.is_positive() {
        return_from_revenue(tx, order, now, about, now_ms).await?;
    }
    repay(tx, order, now, about, now_ms).await
}

async fn return_from_revenue(
    tx: &mut Tx,
    order: &Order,
    amount: Money,
    about: About,
    now_ms: i64,
) -> Result<(), FlowError> {
    // The total reached is the cause: a repeated report reaches the same total and returns nothing.
    let total = order.returned.checked_add(amount).unwrap_or(order.price);
    let back = order.parts_of_return(amount);
    let entry = ledger::return_settled(order.order_id, &total.micros().to_string(), back)?
        .described_as(EntryKind::Return, "memo-return", memo(order));
    postings::post(tx, &entry, about, now_ms).await?;
    Ok(())
}

/// The wallet after this has come back to it; what is owed is paid first. `None` when the sums do
/// not fit.
#[must_use]
pub fn wallet_after(wallet: &Wallet, back: Split) -> Option<Wallet> {
    let wallet = Wallet { bonus: wallet.bonus.checked_add(back.bonus)?, ..*wallet };
    let available = wallet.available.checked_add(back.cash)?;
    let repaid = wallet.owed.min(available).max(Money::ZERO);
    let (available, owed) = (available.checked_sub(repaid)?, wallet.owed.checked_sub(repaid)?);
    Some(Wallet { available, owed, ..wallet })
}

/// Money that comes back to somebody who owes pays the debt first. Like the return itself it is
/// told apart by the total that has come back.
async fn repay(
    tx: &mut Tx,
    order: &Order,
    returned_now: Money,
    about: About,
    now_ms: i64,
) -> Result<(), FlowError> {
    let wallet = postings::wallet(tx, order.person_id).await?;
    if wallet.owed.is_positive() && wallet.available.is_positive() {
        let total = order.returned.checked_add(returned_now).unwrap_or(order.price);
        let cause = format!("order/{}/repay/{}", order.order_id, total.micros());
        let entry = ledger::repay(&cause, &wallet)?;
        let entry = entry.described_as(EntryKind::Repayment, "memo-repay", memo(order));
        postings::post(tx, &entry, about, now_ms).await?;
    }
    Ok(())
}

/// Returns part of an order that goes on: from the hold of an open one, from revenue of an ended
/// one.
///
/// # Errors
/// [`crate::store::StoreError::Lost`] when another return came first.
pub async fn return_part(
    tx: &mut Tx,
    order: &Order,
    amount: Money,
    actor_id: PersonId,
    now_ms: i64,
) -> Result<(), FlowError> {
    let total = order.returned.checked_add(amount).unwrap_or(order.price);
    orders::raise_returned(tx, order, total, now_ms).await?;
    let about = About { person_id: order.person_id, order_id: order.order_id, actor_id };
    let (cause, back) = (total.micros().to_string(), order.parts_of_return(amount));
    let entry = if order.is_settled {
        ledger::return_settled(order.order_id, &cause, back)?
    } else {
        ledger::release_part(order.order_id, &cause, back)?
    };
    let entry = entry.described_as(EntryKind::Refund, "memo-refund", memo(order));
    postings::post(tx, &entry, about, now_ms).await?;
    referrals::take_back(tx, order.order_id, now_ms).await?;
    repay(tx, order, amount, about, now_ms).await
}

fn memo(order: &Order) -> Vec<(String, String)> {
    vec![("order".to_owned(), order.order_id.to_string())]
}

/// What went back of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Returned {
    /// Just now.
    pub now: Money,
    /// In all.
    pub total: Money,
}

impl Returned {
    /// Nothing more than before.
    #[must_use]
    pub const fn as_before(order: &Order) -> Self {
        Self { now: Money::ZERO, total: order.returned }
    }
}

/// The change of an order as its customer will read it.
#[must_use]
pub fn change_of(
    order: &Order,
    state: OrderState,
    reason: Option<Reason>,
    returned: Returned,
) -> OrderChange {
    let kind = OrderRequestKind::Refill;
    let asked = Requestable {
        state,
        has_returns: returned.total.is_positive(),
        ..requestable(order, kind)
    };
    let can_refill = request::check(kind, asked, Earlier::default(), order.changed_ms).is_ok();
    OrderChange {
        order_id: order.order_id,
        service: order.service(),
        state,
        reason,
        quantity: order.billed_quantity,
        remains: Some(order.remains).filter(|remains| *remains >= 0),
        paid: order.price,
        returned_now: returned.now,
        returned: returned.total,
        service_id: order.service_id,
        words: String::new(),
        link: order.link.clone(),
        ordered: order.quantity,
        inputs: order.inputs.clone(),
        start_count: Some(order.start_count).filter(|count| *count >= 0),
        has_begun: false,
        can_refill,
        is_silent: false,
    }
}
