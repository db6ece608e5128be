//! What one status report does to one order: keep waiting, finish, return money, ask a person.
//! Owns the rules of returns, which hold for every sequence of reports: what was returned never
//! falls and never exceeds the price paid. It must never compute money from the provider's
//! `charge`, and never finish an order on a word that the table does not have.

use super::reason::ReportDoubt;
use super::{OrderSnapshot, OrderState, Remains, Report, ReportEffect, StatusWord};
use crate::domain::money::Money;
use crate::domain::pricing::{Returning, Undelivered, newly_returned, return_target};

/// Decides what a report does to an order as it stands.
///
/// Only an order that a provider has accepted can change: active, or final after delivery began
/// (a panel may correct itself days later). In every other state the answer is `Unchanged`; a
/// rejected order in particular has its money back already.
///
/// A `Final` on an order that is final already is a late correction. It is given only if it
/// changes the state or returns money. The caller still has to apply it by a conditional update:
/// the snapshot may be old by then.
///
/// A `Review` moves nothing. It repeats for as long as the provider repeats its report, so the
/// caller remembers that a person has decided.
pub fn evaluate_report(snapshot: &OrderSnapshot, report: &Report) -> ReportEffect {
    if !accepts_reports(snapshot) {
        return ReportEffect::Unchanged;
    }
    match report.word {
        StatusWord::Pending | StatusWord::Processing | StatusWord::InProgress => {
            ReportEffect::Unchanged
        }
        StatusWord::Failed => ReportEffect::Attention(ReportDoubt::ProviderFailed),
        StatusWord::Unknown | StatusWord::Paused | StatusWord::Expired => {
            ReportEffect::Attention(ReportDoubt::UnknownStatus)
        }
        StatusWord::Completed => completed(snapshot, report),
        StatusWord::Partial => partial(snapshot, report),
        StatusWord::Canceled | StatusWord::Refunded => canceled(snapshot, report),
    }
}

/// A final order whose whole price is back has nothing left that a report could change.
pub(super) fn accepts_reports(snapshot: &OrderSnapshot) -> bool {
    match snapshot.state {
        OrderState::Active => true,
        OrderState::Completed | OrderState::Partial | OrderState::Canceled => {
            snapshot.returned < snapshot.paid
        }
        OrderState::Queued | OrderState::Submitting | OrderState::Review | OrderState::Rejected => {
            false
        }
    }
}

/// Completed returns nothing and takes nothing back: after a partial or a cancel it is a
/// provider's flip, and the customer keeps the money. A remainder that is only out of date is no
/// contradiction; one of everything is.
fn completed(snapshot: &OrderSnapshot, report: &Report) -> ReportEffect {
    if snapshot.state.is_final() {
        return ReportEffect::Unchanged;
    }
    let billed = snapshot.billed_quantity;
    let remains = report.remains.counted(billed);
    if matches!(remains, Remains::Count(remains) if billed > 1 && remains >= billed) {
        return ReportEffect::Review(ReportDoubt::CompletedContradicts);
    }
    let target = snapshot.returned;
    ReportEffect::Final { state: OrderState::Completed, return_now: Money::ZERO, target }
}

fn partial(snapshot: &OrderSnapshot, report: &Report) -> ReportEffect {
    if report.has_children() {
        return ReportEffect::Review(ReportDoubt::SettlesByChildren);
    }
    if snapshot.billed_quantity <= 1 {
        return ReportEffect::Review(ReportDoubt::PartialPackage);
    }
    let Remains::Count(remains) = report.remains.counted(snapshot.billed_quantity) else {
        return ReportEffect::Attention(ReportDoubt::PartialWithoutRemains);
    };
    // Nothing missing is no part, and everything missing is a cancel: which of the two is true is
    // not for us to guess.
    if remains <= 0 || remains >= snapshot.billed_quantity {
        return ReportEffect::Review(ReportDoubt::PartialContradicts);
    }
    let target =
        return_target(snapshot.paid, Undelivered { remains, billed: snapshot.billed_quantity });
    let canceled = snapshot.state == OrderState::Canceled;
    finish(snapshot, target, if canceled { OrderState::Canceled } else { OrderState::Partial })
}

/// Everything goes back where remains is absent or all of it; a part by the formula. Something that
/// is no number proves neither, nor does more than one of a package: it may be counted in the
/// package's own pieces, of which some were delivered. A charge beside a full cancel is a
/// panel that leaves the charge as it was.
/// Remains of zero or less says that all was delivered: with a charge of exactly zero it is how
/// some panels write a full cancel, with any other charge or none a person has to look.
fn canceled(snapshot: &OrderSnapshot, report: &Report) -> ReportEffect {
    if report.has_children() {
        return ReportEffect::Review(ReportDoubt::SettlesByChildren);
    }
    let billed = snapshot.billed_quantity;
    let target = match (report.remains.counted(billed), report.charge) {
        (Remains::Absent, _) => snapshot.paid,
        (Remains::Unreadable | Remains::Delivered(_), _) => {
            return ReportEffect::Review(ReportDoubt::CanceledWithoutCount);
        }
        (Remains::Count(remains), _) if remains > 1 && billed <= 1 => {
            return ReportEffect::Review(ReportDoubt::CanceledPackage);
        }
        (Remains::Count(remains), _) if remains > 0 && remains >= billed => snapshot.paid,
        (Remains::Count(remains), _) if remains > 0 => {
            return_target(snapshot.paid, Undelivered { remains, billed })
        }
        (Remains::Count(_), Some(charge)) if charge.is_zero() => snapshot.paid,
        (Remains::Count(_), Some(_)) => {
            return ReportEffect::Review(ReportDoubt::CanceledWithCharge);
        }
        (Remains::Count(_), None) => {
            return ReportEffect::Review(ReportDoubt::CanceledWithoutCharge);
        }
    };
    let all_back = snapshot.returned.max(target) >= snapshot.paid;
    finish(snapshot, target, if all_back { OrderState::Canceled } else { OrderState::Partial })
}

/// The target never falls below what was returned and never rises above the price paid.
pub(super) fn finish(snapshot: &OrderSnapshot, target: Money, state: OrderState) -> ReportEffect {
    let (paid, already) = (snapshot.paid, snapshot.returned);
    let return_now = newly_returned(Returning { paid, already, target });
    if return_now.is_zero() && state == snapshot.state {
        return ReportEffect::Unchanged;
    }
    ReportEffect::Final {
        state,
        return_now,
        target: target.min(snapshot.paid).max(snapshot.returned),
    }
}

#[cfg(test)]
#[path = "evaluation_tests.rs"]
mod tests;
