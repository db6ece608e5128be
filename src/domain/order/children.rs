//! Orders that a provider makes of one: the parts of an order in parts, and the order of each post
//! of a subscription. Owns how such an order settles: by these alone, each of which delivers no
//! more than its quantity. It must never return money for what is still being delivered, nor by a
//! list that cannot be so.

use std::collections::BTreeSet;

use super::evaluation::{accepts_reports, evaluate_report, finish};
use super::{OrderSnapshot, OrderState, Report, ReportDoubt, ReportEffect, StatusWord};
use crate::domain::money::Money;
use crate::domain::pricing::{Undelivered, return_target};

/// What a provider says that an order is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The ids in their order, each once.
    pub ids: Vec<String>,
    /// Whether these are all: none was there twice, unreadable or beyond what is read.
    pub is_whole: bool,
}

impl Told {
    /// Reads ids as they were listed; `None` for one that cannot be read.
    pub fn of(listed: impl IntoIterator<Item = Option<String>>) -> Self {
        let (mut told, mut seen) = (Self { ids: Vec::new(), is_whole: true }, BTreeSet::new());
        for id in listed {
            match id {
                Some(id) if seen.insert(id.clone()) => told.ids.push(id),
                Some(_) | None => told.is_whole = false,
            }
        }
        told
    }
}

/// What orders a provider may make of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// So many at the most.
    pub count: i64,
    /// Each delivers so much at the most.
    pub each: i64,
    /// Whether they follow posts that are yet to come; else the panel may as well speak of the
    /// whole like of any other order.
    pub is_open: bool,
}

/// One of them as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Child {
    /// Active, in review, or over.
    pub state: OrderState,
    /// Of one that is over: what it did not deliver; never falls.
    pub undelivered: i64,
}

/// What a report does to one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChildEffect {
    /// Nothing.
    Unchanged,
    /// It stays as it is; admins are told of the whole order once.
    Attention(ReportDoubt),
    /// It stands like this now.
    Now(Child),
    /// A person has to judge it.
    Review(ReportDoubt),
}

/// Decides what a report does to one of them: by the rules of any order, with its pieces for money.
pub fn evaluate_child(child: Child, each: i64, report: &Report) -> ChildEffect {
    let snapshot = OrderSnapshot {
        state: child.state,
        paid: Money::from_micros(each),
        returned: Money::from_micros(child.undelivered),
        billed_quantity: each,
    };
    match evaluate_report(&snapshot, report) {
        ReportEffect::Unchanged => ChildEffect::Unchanged,
        ReportEffect::Attention(doubt) => ChildEffect::Attention(doubt),
        ReportEffect::Review(doubt) => ChildEffect::Review(doubt),
        ReportEffect::Final { state, target, .. } => {
            ChildEffect::Now(Child { state, undelivered: target.micros() })
        }
    }
}

/// What the end of the whole order is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The provider's word.
    Told(StatusWord),
    /// Its time was over long ago: what still runs counts as delivered.
    Overdue,
}

/// How much of it was not delivered: what no child was made for, and what children say. One that
/// still runs may deliver all of its own.
pub fn undelivered(family: Family, children: &[Child]) -> i64 {
    let each = family.each.max(0);
    let delivered = children.iter().fold(0_i64, |sum, child| {
        let left = if child.state.is_final() { child.undelivered.clamp(0, each) } else { 0 };
        sum.saturating_add(each.saturating_sub(left))
    });
    family.count.saturating_mul(each).saturating_sub(delivered).max(0)
}

/// Decides what the end of a whole order does to it. It settles once all of its children have
/// ended, and again where one of them corrects itself later.
pub fn evaluate_parent(
    parent: &OrderSnapshot,
    (family, children): (Family, &[Child]),
    end: End,
) -> ReportEffect {
    if !accepts_reports(parent) {
        return ReportEffect::Unchanged;
    }
    match end {
        End::Told(StatusWord::Failed) => ReportEffect::Attention(ReportDoubt::ProviderFailed),
        End::Told(StatusWord::Unknown) => ReportEffect::Attention(ReportDoubt::UnknownStatus),
        End::Told(
            StatusWord::Pending
            | StatusWord::Processing
            | StatusWord::InProgress
            | StatusWord::Paused,
        ) => ReportEffect::Unchanged,
        End::Told(
            StatusWord::Completed
            | StatusWord::Partial
            | StatusWord::Canceled
            | StatusWord::Refunded
            | StatusWord::Expired,
        )
        | End::Overdue => ended(parent, (family, children), end),
    }
}

fn ended(parent: &OrderSnapshot, (family, children): (Family, &[Child]), end: End) -> ReportEffect {
    let count = i64::try_from(children.len()).unwrap_or(i64::MAX);
    if count > family.count {
        return ReportEffect::Review(ReportDoubt::ChildrenContradict);
    }
    if children.iter().any(|child| child.state == OrderState::Review) {
        return ReportEffect::Review(ReportDoubt::SettlesByChildren);
    }
    if end != End::Overdue && children.iter().any(|child| !child.state.is_final()) {
        return ReportEffect::Unchanged;
    }
    if children.is_empty() && !family.is_open && end == End::Told(StatusWord::Completed) {
        return ReportEffect::Review(ReportDoubt::CompletedContradicts);
    }
    let billed = family.count.saturating_mul(family.each);
    let remains = undelivered(family, children);
    let target = return_target(parent.paid, Undelivered { remains, billed });
    let state = match remains {
        0 => OrderState::Completed,
        _ if remains >= billed => OrderState::Canceled,
        _ => OrderState::Partial,
    };
    match finish(parent, target, state) {
        // An order that is over changes only where more money goes back.
        ReportEffect::Final { return_now, .. }
            if parent.state.is_final() && return_now.is_zero() =>
        {
            ReportEffect::Unchanged
        }
        effect => effect,
    }
}

#[cfg(test)]
#[path = "children_tests.rs"]
mod tests;
