//! What one status report does to one order: keep waiting, finish, return money, ask a person.
//! Owns the rules of returns, which hold for every sequence of reports: what was returned never
//! falls and never exceeds the price paid. It must never compute money from the provider's
//! `charge`, and never finish an order on a word that the table does not have.

use super::reason::ReportDoubt;
use super::{OrderState, Remains, Report, Standing, StatusWord, Verdict};
use crate::domain::money::Money;
use crate::domain::pricing::{newly_returned, return_target};

/// Decides what a report does to an order as it stands.
///
/// Only an order that a provider has accepted can change: active, or final after delivery began
/// (a panel may correct itself days later). In every other state the answer is `Unchanged`; a
/// rejected order in particular has its money back already.
///
/// A `Final` on an order that is final already is a late correction. It is given only if it
/// changes the state or returns money. The caller still has to apply it by a conditional update:
/// the standing may be old by then.
///
/// A `Review` moves nothing. It repeats for as long as the provider repeats its report, so the
/// caller remembers that a person has decided.
pub fn judge(standing: &Standing, report: &Report) -> Verdict {
    if !accepts_reports(standing) {
        return Verdict::Unchanged;
    }
    match report.word {
        StatusWord::Pending | StatusWord::Processing | StatusWord::InProgress => Verdict::Unchanged,
        StatusWord::Failed => Verdict::Attention(ReportDoubt::ProviderFailed),
        StatusWord::Unknown => Verdict::Attention(ReportDoubt::UnknownStatus),
        StatusWord::Completed => completed(standing, report),
        StatusWord::Partial => partial(standing, report),
        StatusWord::Canceled | StatusWord::Refunded => canceled(standing, report),
    }
}

/// A final order whose whole price is back has nothing left that a report could change.
fn accepts_reports(standing: &Standing) -> bool {
    match standing.state {
        OrderState::Active => true,
        OrderState::Completed | OrderState::Partial | OrderState::Canceled => {
            standing.returned < standing.paid
        }
        OrderState::Queued | OrderState::Submitting | OrderState::Review | OrderState::Rejected => {
            false
        }
    }
}

/// Completed returns nothing and takes nothing back: after a partial or a cancel it is a
/// provider's flip, and the customer keeps the money. A remainder that is only out of date is no
/// contradiction; one of everything is.
fn completed(standing: &Standing, report: &Report) -> Verdict {
    if standing.state.is_final() {
        return Verdict::Unchanged;
    }
    let billed = standing.billed_quantity;
    if matches!(report.remains, Remains::Count(remains) if billed > 1 && remains >= billed) {
        return Verdict::Review(ReportDoubt::CompletedContradicts);
    }
    let target = standing.returned;
    Verdict::Final { state: OrderState::Completed, return_now: Money::ZERO, target }
}

fn partial(standing: &Standing, report: &Report) -> Verdict {
    if !report.children.is_empty() {
        return Verdict::Review(ReportDoubt::SettlesByChildren);
    }
    if standing.billed_quantity <= 1 {
        return Verdict::Review(ReportDoubt::PartialPackage);
    }
    let Remains::Count(remains) = report.remains else {
        return Verdict::Attention(ReportDoubt::PartialWithoutRemains);
    };
    // Nothing missing is no part, and everything missing is a cancel: which of the two is true is
    // not for us to guess.
    if remains <= 0 || remains >= standing.billed_quantity {
        return Verdict::Review(ReportDoubt::PartialContradicts);
    }
    let target = return_target(standing.paid, remains, standing.billed_quantity);
    let canceled = standing.state == OrderState::Canceled;
    finish(standing, target, if canceled { OrderState::Canceled } else { OrderState::Partial })
}

/// Everything goes back where remains is absent or all of it; a part by the formula. Something that
/// is no number proves neither, nor does more than one of a package: it may be counted in the
/// package's own pieces, of which some were delivered. A charge beside a full cancel is a
/// panel that leaves the charge as it was.
/// Remains of zero or less says that all was delivered: with a charge of exactly zero it is how
/// some panels write a full cancel, with any other charge or none a person has to look.
fn canceled(standing: &Standing, report: &Report) -> Verdict {
    if !report.children.is_empty() {
        return Verdict::Review(ReportDoubt::SettlesByChildren);
    }
    let billed = standing.billed_quantity;
    let target = match (report.remains, report.charge) {
        (Remains::Absent, _) => standing.paid,
        (Remains::Unreadable, _) => return Verdict::Review(ReportDoubt::CanceledWithoutCount),
        (Remains::Count(remains), _) if remains > 1 && billed <= 1 => {
            return Verdict::Review(ReportDoubt::CanceledPackage);
        }
        (Remains::Count(remains), _) if remains > 0 && remains >= billed => standing.paid,
        (Remains::Count(remains), _) if remains > 0 => {
            return_target(standing.paid, remains, billed)
        }
        (Remains::Count(_), Some(charge)) if charge.is_zero() => standing.paid,
        (Remains::Count(_), Some(_)) => return Verdict::Review(ReportDoubt::CanceledWithCharge),
        (Remains::Count(_), None) => return Verdict::Review(ReportDoubt::CanceledWithoutCharge),
    };
    let all_back = standing.returned.max(target) >= standing.paid;
    finish(standing, target, if all_back { OrderState::Canceled } else { OrderState::Partial })
}

/// The target never falls below what was returned and never rises above the price paid.
fn finish(standing: &Standing, target: Money, state: OrderState) -> Verdict {
    let return_now = newly_returned(target, standing.returned, standing.paid);
    if return_now.is_zero() && state == standing.state {
        return Verdict::Unchanged;
    }
    Verdict::Final { state, return_now, target: target.min(standing.paid).max(standing.returned) }
}

#[cfg(test)]
#[path = "judgement_tests.rs"]
mod tests;
