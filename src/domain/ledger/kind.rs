//! The kinds of ledger entries and their stored names.
//! Owns the list; it must never rename a kind, for old entries are read by these names.

use strum::{EnumIter, EnumString, IntoStaticStr};

/// What kind of event an entry records.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum EntryKind {
    /// An admin gives money.
    Credit,
    /// An admin takes money.
    Debit,
    /// Money is set aside for an order.
    Hold,
    /// A part of what was set aside is free again.
    Release,
    /// An order is over: what was set aside goes where it belongs.
    Settle,
    /// Money of a settled order goes back after a late report.
    Return,
    /// An admin gives back money of an order.
    Refund,
    /// A deposit turned out to be void.
    Reversal,
    /// What is available pays a debt.
    Repayment,
    /// The shop bears a cost that nobody pays.
    Loss,
    /// Money arrived through a gateway.
    Deposit,
    /// The shop adds to a deposit.
    Bonus,
    /// An inviter's share of an order, or what of it is taken back.
    Referral,
    /// A gateway keeps a part of what arrived.
    Fee,
}
