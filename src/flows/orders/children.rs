//! Orders of which a provider makes several: the parts of an order in parts, and the order of each
//! post of a subscription. What is told of the whole only says what it is made of and when it is
//! over; its money follows its children. Must never return money by a list that cannot be so.

use super::card;
use super::progress::{Applied, Evidence, act_on, attention, note_progress, return_review};
use crate::domain::ids::{ChildId, OrderId};
use crate::domain::inputs::Inputs;
use crate::domain::order::children::{
    Child, ChildEffect, End, Family, Told, evaluate_child, evaluate_parent, undelivered,
};
use crate::domain::order::{
    OrderSnapshot, OrderState, Remains, Report, ReportDoubt, ReportEffect, StatusWord,
};
use crate::domain::pricing::{Undelivered, return_target};
use crate::flows::{Ctx, FlowError};
use crate::store::Tx;
use crate::store::orders::children::{self, ChildOrder, Heard};
use crate::store::orders::{self, Order};

/// What orders the provider may make of this one; `None` where it is one by itself.
#[must_use]
pub fn family_of(order: &Order) -> Option<Family> {
    Inputs::from_text(&order.inputs)?.family()
}

/// Whether a report has to be written down in a transaction of its own, whatever it says of the
/// figures: it tells of children, or that an order which may have some is over.
#[must_use]
pub(super) fn is_of_children(order: &Order, report: &Report) -> bool {
    let runs = matches!(
        report.word,
        StatusWord::Pending | StatusWord::Processing | StatusWord::InProgress
    );
    (report.children.is_some() || !runs) && family_of(order).is_some()
}

/// An order with the orders that were made of it.
struct Whole<'a> {
    order: &'a mut Order,
    family: Family,
    known: Vec<ChildOrder>,
}

impl Whole<'_> {
    fn states(&self) -> Vec<Child> {
        self.known.iter().map(ChildOrder::child).collect()
    }

    fn is_new(&self, id: &str) -> bool {
        !self.known.iter().any(|child| child.provider_order_id == id)
    }

    fn billed(&self) -> i64 {
        self.family.count.saturating_mul(self.family.each)
    }

    /// What is still to come, as far as its children tell.
    fn left(&self) -> i64 {
        let delivered = self.known.iter().fold(0_i64, |sum, child| {
            sum.saturating_add(child.quantity.saturating_sub(child.left()))
        });
        self.billed().saturating_sub(delivered).max(0)
    }

    /// Whether a list of children cannot be so.
    async fn is_odd(&self, tx: &mut Tx, told: &Told) -> Result<bool, FlowError> {
        let new = told.ids.iter().filter(|id| self.is_new(id)).count();
        let count = i64::try_from(self.known.len().saturating_add(new)).unwrap_or(i64::MAX);
        if !told.is_whole || count > self.family.count {
            return Ok(true);
        }
        let ids: Vec<&str> = told.ids.iter().map(String::as_str).collect();
        Ok(children::is_taken(tx, self.order, &ids).await?)
    }

    /// Writes down children that are told of for the first time.
    async fn take_in(&mut self, ctx: &mut Ctx<'_>, told: &Told) -> Result<(), FlowError> {
        let new: Vec<&String> = told.ids.iter().filter(|id| self.is_new(id)).collect();
        for id in &new {
            let parent = (&*self.order, self.family);
            children::insert(ctx.tx, parent, id, ctx.now_ms).await?;
        }
        if !new.is_empty() {
            self.known = children::list(ctx.tx, self.order.order_id).await?;
        }
        Ok(())
    }

    /// Hands it to a person, with what would go back by the children that are known.
    async fn review(&self, ctx: &mut Ctx<'_>, doubt: ReportDoubt) -> Result<(), FlowError> {
        let remains = undelivered(self.family, &self.states());
        let undelivered = Undelivered { remains, billed: self.billed() };
        let target = return_target(self.order.price, undelivered);
        return_review(ctx, self.order, doubt.into(), target).await
    }
}

/// Applies a report about an order of which the provider makes several; `None` where it speaks of
/// it like of any other order.
pub(super) async fn hear_parent(
    ctx: &mut Ctx<'_>,
    order: &mut Order,
    (report, evidence): (&Report, Evidence),
) -> Result<Option<Applied>, FlowError> {
    let Some(family) = family_of(order) else { return Ok(None) };
    let known = children::list(ctx.tx, order.order_id).await?;
    if report.children.is_none() && known.is_empty() && !family.is_open {
        return Ok(None);
    }
    let mut whole = Whole { order, family, known };
    if let Some(told) = &report.children {
        if whole.is_odd(ctx.tx, told).await? {
            return contradict(ctx, &whole, evidence).await.map(Some);
        }
        whole.take_in(ctx, told).await?;
    }
    let end = End::Told(report.word);
    settle(ctx, whole, (end, evidence), Some(report)).await.map(Some)
}

/// A list that cannot be so: a person decides, once it was told of this order alone.
async fn contradict(
    ctx: &mut Ctx<'_>,
    whole: &Whole<'_>,
    evidence: Evidence,
) -> Result<Applied, FlowError> {
    if whole.order.state.is_final() {
        return Ok(Applied::Done);
    }
    if evidence == Evidence::Batch {
        return Ok(Applied::NeedsSingle);
    }
    whole.review(ctx, ReportDoubt::ChildrenContradict).await?;
    Ok(Applied::Done)
}

async fn settle(
    ctx: &mut Ctx<'_>,
    whole: Whole<'_>,
    (end, evidence): (End, Evidence),
    report: Option<&Report>,
) -> Result<Applied, FlowError> {
    let states = whole.states();
    let snapshot = OrderSnapshot {
        state: whole.order.state,
        paid: whole.order.price,
        returned: whole.order.returned,
        billed_quantity: whole.order.billed_quantity,
    };
    let effect = evaluate_parent(&snapshot, (whole.family, &states), end);
    if effect.moves_money() && evidence == Evidence::Batch {
        return Ok(Applied::NeedsSingle);
    }
    let is_over = matches!(effect, ReportEffect::Final { .. });
    let left = if is_over { undelivered(whole.family, &states) } else { whole.left() };
    if let Some(report) = report {
        let progress = Report { remains: Remains::Count(left), ..report.clone() };
        note_progress(ctx.tx, whole.order, &progress, ctx.now_ms).await?;
    } else {
        orders::polling::set_remains(ctx.tx, whole.order.order_id, left).await?;
        card::mark(ctx.tx, whole.order, ctx.now_ms).await?;
        whole.order.remains = left;
    }
    match effect {
        ReportEffect::Review(doubt) => whole.review(ctx, doubt).await?,
        effect => act_on(ctx, whole.order, effect).await?,
    }
    Ok(Applied::Done)
}

/// Settles a subscription whose last day was over long ago and whose provider has not said so.
///
/// # Errors
/// When the database fails or the order was changed meanwhile.
pub async fn settle_overdue(ctx: &mut Ctx<'_>, order_id: OrderId) -> Result<(), FlowError> {
    let Some(order) = orders::find(ctx.tx, order_id).await? else { return Ok(()) };
    if order.state == OrderState::Active {
        settle_by_children(ctx, order).await?;
    }
    Ok(())
}

/// Settles an order by its children whatever is told of the whole; what still runs counts as
/// delivered.
async fn settle_by_children(ctx: &mut Ctx<'_>, mut order: Order) -> Result<(), FlowError> {
    let Some(family) = family_of(&order) else { return Ok(()) };
    let known = children::list(ctx.tx, order.order_id).await?;
    let whole = Whole { order: &mut order, family, known };
    settle(ctx, whole, (End::Overdue, Evidence::Single), None).await?;
    Ok(())
}

/// Applies a report about an order that the provider made of one of ours.
///
/// # Errors
/// When the database fails or it was changed meanwhile; the next question tells it again.
pub async fn hear_child(
    ctx: &mut Ctx<'_>,
    child_id: ChildId,
    (report, evidence): (&Report, Evidence),
) -> Result<Applied, FlowError> {
    let Some(child) = children::find(ctx.tx, child_id).await? else { return Ok(Applied::Done) };
    let effect = evaluate_child(child.child(), child.quantity, report);
    let heard = heard_of(&child, effect, report);
    let moves_money = heard.now.undelivered > child.undelivered || heard.doubt.is_some();
    if moves_money && evidence == Evidence::Batch {
        return Ok(Applied::NeedsSingle);
    }
    if is_known(&child, &heard) {
        return Ok(Applied::Done);
    }
    children::set_heard(ctx.tx, &child, &heard, ctx.now_ms).await?;
    let Some(order) = orders::find(ctx.tx, child.order_id).await? else {
        return Ok(Applied::Done);
    };
    if let ChildEffect::Attention(doubt) = effect {
        attention(ctx, &order, doubt).await?;
    } else if heard.now != child.child() {
        tell_parent(ctx, order).await?;
    }
    Ok(Applied::Done)
}

fn heard_of(child: &ChildOrder, effect: ChildEffect, report: &Report) -> Heard {
    let (now, doubt) = match effect {
        ChildEffect::Unchanged | ChildEffect::Attention(_) => (child.child(), None),
        ChildEffect::Now(now) => (now, None),
        ChildEffect::Review(doubt) => {
            (Child { state: OrderState::Review, ..child.child() }, Some(doubt.into()))
        }
    };
    Heard {
        now,
        doubt,
        remains: match report.remains.counted(child.quantity) {
            Remains::Count(count) => count.clamp(0, child.quantity),
            Remains::Absent | Remains::Unreadable | Remains::Delivered(_) => -1,
        },
        provider_status: report.raw_status.chars().take(60).collect(),
        provider_charge: report.charge.map(|charge| charge.to_string()).unwrap_or_default(),
    }
}

fn is_known(child: &ChildOrder, heard: &Heard) -> bool {
    child.child() == heard.now
        && (heard.remains < 0 || heard.remains == child.remains)
        && heard.provider_status == child.provider_status
}

/// The whole is asked about at once when one of its children has ended, and settled anew where it
/// was over before.
async fn tell_parent(ctx: &mut Ctx<'_>, order: Order) -> Result<(), FlowError> {
    if order.state.is_final() {
        return settle_by_children(ctx, order).await;
    }
    Ok(children::hasten(ctx.tx, order.order_id, ctx.now_ms).await?)
}
