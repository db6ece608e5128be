//! The kinds of ledger entries and their stored names.
//! Owns the list; it must never rename a kind, for old entries are read by these names.

/// What kind of event an entry records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// An admin or a bonus gives money.
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
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [EntryKind; 11] = [
        EntryKind::Credit,
        EntryKind::Debit,
        EntryKind::Hold,
        EntryKind::Release,
        EntryKind::Settle,
        EntryKind::Return,
        EntryKind::Refund,
        EntryKind::Reversal,
        EntryKind::Repayment,
        EntryKind::Loss,
        EntryKind::Deposit,
    ];

    /// The stored name.
    pub const fn as_str(self) -> &'static str {
        match self {
            EntryKind::Credit => "credit",
            EntryKind::Debit => "debit",
            EntryKind::Hold => "hold",
            EntryKind::Release => "release",
            EntryKind::Settle => "settle",
            EntryKind::Return => "return",
            EntryKind::Refund => "refund",
            EntryKind::Reversal => "reversal",
            EntryKind::Repayment => "repayment",
            EntryKind::Loss => "loss",
            EntryKind::Deposit => "deposit",
        }
    }

    /// Reads a stored name.
    pub fn parse(text: &str) -> Option<EntryKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_names_are_read_back() {
        for kind in EntryKind::ALL {
            assert_eq!(EntryKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(EntryKind::parse("Hold"), None);
    }
}
