//! Invitations: a link binds a newcomer once, and what their orders leave to the shop earns their
//! inviter a bonus. Only money counts, not bonus, so that a bonus never makes another one; what
//! comes back of an order takes its share back.

use crate::domain::ids::{OrderId, PersonId};
use crate::domain::journal::ActName;
use crate::domain::ledger::{self, Account, EntryKind};
use crate::domain::money::Money;
use crate::domain::referral::{InvitedOrder, ReferralCode, Share, share_of};
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::acts::ActNotice;
use crate::notifications::notify::{notify, who};
use crate::store::meta::key;
use crate::store::orders::Order;
use crate::store::postings::About;
use crate::store::referrals::{self, Earning, Invitation};
use crate::store::{Race, StoreError, Tx, journal, meta, orders, postings};

/// A code is made anew so often, should somebody have it.
const CODES_MAX: usize = 5;

/// What owners give at present; nothing at first.
///
/// # Errors
/// When the database fails or holds something else.
pub async fn present(tx: &mut Tx) -> Result<Share, StoreError> {
    let Some(text) = meta::find(tx, key::REFERRAL).await? else { return Ok(Share::default()) };
    let share: Option<Share> = serde_json::from_str(&text).ok();
    share.filter(|share| share.is_allowed()).ok_or(StoreError::Unreadable("referral"))
}

/// The code of a person's own link.
///
/// # Errors
/// When the database fails.
pub async fn code_of(tx: &mut Tx, person_id: PersonId) -> Result<String, StoreError> {
    for _ in 0..CODES_MAX {
        if let Some(code) = referrals::find_code(tx, person_id).await? {
            return Ok(code);
        }
        referrals::insert_code(tx, person_id, &ReferralCode::of_random(rand::random())).await?;
    }
    Err(StoreError::Lost(Race::ReferralCode))
}

/// Binds somebody who has come by a link for the first time; `false` where the link is nobody's or
/// their own. Owners neither invite nor are invited.
///
/// # Errors
/// When the database fails.
pub async fn bind(ctx: &mut Ctx<'_>, person_id: PersonId, code: &str) -> Result<bool, FlowError> {
    let Some(code) = ReferralCode::read(code) else { return Ok(false) };
    let Some(inviter_id) = referrals::find_inviter(ctx.tx, &code).await? else {
        return Ok(false);
    };
    let is_owner = ctx.shop.is_admin(person_id) || ctx.shop.is_admin(inviter_id);
    if is_owner || inviter_id == person_id {
        return Ok(false);
    }
    Ok(referrals::bind(ctx.tx, Invitation { person_id, inviter_id }, ctx.now_ms).await?)
}

/// What of an order's money, without bonus, is the shop's.
fn left_of(order: &Order) -> Money {
    let bonus = order.bonus_part.checked_sub(order.bonus_returned).unwrap_or(Money::ZERO);
    order.kept().checked_sub(bonus).unwrap_or(Money::ZERO).max(Money::ZERO)
}

/// An order has ended: its share goes to who invited the customer.
///
/// # Errors
/// When the database fails.
pub(in crate::flows) async fn earn(ctx: &mut Ctx<'_>, ended: &Order) -> Result<(), FlowError> {
    let Some(inviter_id) = referrals::inviter_of(ctx.tx, ended.person_id).await? else {
        return Ok(());
    };
    // As its end has left it.
    let order_id = ended.order_id;
    let Some(order) = orders::find(ctx.tx, order_id).await? else { return Ok(()) };
    let left = left_of(&order);
    let share = present(ctx.tx).await?;
    if !left.is_positive() || !share.is_on() || ctx.shop.is_admin(inviter_id) {
        return Ok(());
    }
    // Two orders of one person that end at once share one cap.
    postings::lock_wallet(ctx.tx, order.person_id).await?;
    let earned_before = referrals::earned_by(ctx.tx, order.person_id).await?;
    let earned = share.earned(InvitedOrder { left, earned_before });
    let (person_id, percent) = (order.person_id, share.percent);
    let earning = Earning { order_id, person_id, inviter_id, percent, earned };
    if !earned.is_positive() || !referrals::insert_earning(ctx.tx, &earning, ctx.now_ms).await? {
        return Ok(());
    }
    let entry = ledger::bonus(&format!("referral/{order_id}/earned"), earned)?;
    let entry = entry.described_as(EntryKind::Referral, "memo-referral", Vec::new());
    postings::post(ctx.tx, &entry, about(inviter_id), ctx.now_ms).await?;
    Ok(())
}

/// More of an order went back after its end: so much less was earned. Like the return itself it is
/// told apart by the total that has come back.
///
/// # Errors
/// When the database fails, or another return came first.
pub(in crate::flows) async fn take_back(
    tx: &mut Tx,
    order_id: OrderId,
    now_ms: i64,
) -> Result<(), FlowError> {
    let Some(earning) = referrals::find_earning(tx, order_id).await? else { return Ok(()) };
    let Some(order) = orders::find(tx, order_id).await? else { return Ok(()) };
    let to = share_of(left_of(&order), earning.percent).min(earning.earned);
    let lost = earning.earned.checked_sub(to).unwrap_or(Money::ZERO);
    if !lost.is_positive() {
        return Ok(());
    }
    if !referrals::lower_earning(tx, &earning, to).await? {
        return Err(StoreError::Lost(Race::ReferralEarning).into());
    }
    let wallet = postings::lock_wallet(tx, earning.inviter_id).await?;
    let cause = format!("referral/{order_id}/back/{}", order.returned.micros());
    let entry = ledger::take(&cause, Account::ShopBonus, lost, &wallet)?;
    let entry = entry.described_as(EntryKind::Referral, "memo-referral-back", Vec::new());
    postings::post(tx, &entry, about(earning.inviter_id), now_ms).await?;
    Ok(())
}

/// The inviter reads of their own money only, never of which order it comes from.
const fn about(person_id: PersonId) -> About {
    About { person_id, order_id: OrderId::NONE, actor_id: PersonId::NONE }
}

/// Changes what owners give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// As the card showed it.
    pub before: Share,
    /// From now on.
    pub after: Share,
}

/// Whether the change is still what its card showed and changes anything.
///
/// # Errors
/// [`UserError::ReferralMoved`].
pub async fn check(tx: &mut Tx, change: Change) -> Result<(), FlowError> {
    let is_current = present(tx).await? == change.before;
    let is_change = change.before != change.after && change.after.is_allowed();
    if is_current && is_change { Ok(()) } else { Err(UserError::ReferralMoved.into()) }
}

/// Puts another share in force, for orders that end from now on.
///
/// # Errors
/// [`UserError::ReferralMoved`].
pub async fn set(ctx: &mut Ctx<'_>, actor_id: PersonId, change: Change) -> Result<(), FlowError> {
    check(ctx.tx, change).await?;
    let text = serde_json::to_string(&change.after).unwrap_or_default();
    meta::set(ctx.tx, key::REFERRAL, &text).await?;
    let Change { before, after } = change;
    let detail = format!(
        "{} percent, cap {} to {} percent, cap {}",
        before.percent,
        before.cap.plain(),
        after.percent,
        after.cap.plain()
    );
    let act = ActName::Referral;
    let line = journal::Act { actor_id, act, subject: "shop", detail: &detail, reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let actor = who(ctx.tx, actor_id).await?;
    Ok(notify(ctx, ActNotice::ReferralSet { actor, share: after }).await?)
}
