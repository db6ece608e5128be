//! The ledger's entries: balanced, append-only, each with a unique cause.
//! Owns the accounts, their signs and what makes an entry valid; `builders` has one function for
//! each thing that happens to money. It must never let an entry exist whose postings do not sum
//! to zero.
//!
//! Signs: a customer's accounts and the shop's are read the same way, plus means that more is
//! there. A gateway's balance is minus what came in through it and was not kept by it, `Owed` is
//! negative while the customer owes, and `Adjustment` is minus what admins gave.

mod builders;
mod kind;
mod split;

use super::catalog::ServiceType;
use super::deposit::Gateway;
use super::money::Money;
pub use builders::{
    Settlement, bonus, credit, fee, hold, loss, release_part, repay, return_settled, settle, take,
    take_bonus,
};
pub use kind::EntryKind;
pub use split::{PaidPrice, Split};
use std::collections::HashSet;

/// Longest cause, in characters.
pub const MAX_CAUSE_CHARS: usize = 200;

/// Where money is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// What the customer may spend.
    Available,
    /// Bonus that the customer may spend.
    Bonus,
    /// What is set aside for the customer's open orders.
    Held,
    /// What the customer owes: zero or negative.
    Owed,
    /// What the shop earned.
    Revenue,
    /// The other side of what admins give and take.
    Adjustment,
    /// What the shop lost, as a positive number.
    Loss,
    /// Minus what the shop gave as bonus.
    ShopBonus,
    /// Minus what gateways have kept.
    Fees,
    /// A way in for money.
    Gateway(Gateway),
}

impl Account {
    /// The stored name: `customer/available`, `shop/revenue`, `gateway/<name>`.
    pub fn as_text(&self) -> String {
        let fixed = match self {
            Account::Available => "customer/available",
            Account::Bonus => "customer/bonus",
            Account::Held => "customer/held",
            Account::Owed => "customer/owed",
            Account::Revenue => "shop/revenue",
            Account::Adjustment => "shop/adjustment",
            Account::Loss => "shop/loss",
            Account::ShopBonus => "shop/bonus",
            Account::Fees => "shop/fees",
            Account::Gateway(gateway) => return format!("gateway/{gateway}"),
        };
        fixed.to_owned()
    }

    /// Reads a stored name.
    pub fn parse(text: &str) -> Option<Account> {
        Some(match text {
            "customer/available" => Account::Available,
            "customer/bonus" => Account::Bonus,
            "customer/held" => Account::Held,
            "customer/owed" => Account::Owed,
            "shop/revenue" => Account::Revenue,
            "shop/adjustment" => Account::Adjustment,
            "shop/loss" => Account::Loss,
            "shop/bonus" => Account::ShopBonus,
            "shop/fees" => Account::Fees,
            _ => Account::Gateway(text.strip_prefix("gateway/")?.parse().ok()?),
        })
    }

    /// Whether it belongs to a customer and therefore has a balance row.
    pub const fn is_customer(&self) -> bool {
        matches!(self, Account::Available | Account::Bonus | Account::Held | Account::Owed)
    }
}

/// One line of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Posting {
    /// Where money changes.
    pub account: Account,
    /// By how much; plus means that more is there.
    pub amount: Money,
}

/// Why an entry cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum EntryError {
    /// There is nothing to book.
    #[error("an entry needs postings")]
    Empty,
    /// The postings do not sum to zero.
    #[error("the postings do not sum to zero")]
    Unbalanced,
    /// A posting of zero.
    #[error("a posting is zero")]
    ZeroPosting,
    /// Two postings on one account.
    #[error("an account appears twice")]
    DuplicateAccount,
    /// The arithmetic does not fit.
    #[error("the amounts overflow")]
    Overflow,
    /// A cause that is empty or longer than [`MAX_CAUSE_CHARS`].
    #[error("the cause is empty or too long")]
    BadCause,
    /// An amount that has to be above zero is not, or a part is below zero.
    #[error("an amount is not positive")]
    NotPositive,
    /// The other side of a customer's credit or debit is itself a customer's account.
    #[error("the other side belongs to a customer")]
    CustomerSide,
}

/// One balanced entry about one customer. Whose it is, and when, the store adds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    kind: EntryKind,
    cause: String,
    memo_key: &'static str,
    memo_args: Vec<(String, String)>,
    postings: Vec<Posting>,
}

impl Entry {
    /// An entry of these postings. The cause is what makes it unique in the ledger; the memo is
    /// a locale key with its arguments as finished text.
    ///
    /// # Errors
    /// The [`EntryError`] that names what is wrong with the cause or the postings.
    pub fn new(
        kind: EntryKind,
        cause: impl Into<String>,
        memo_key: &'static str,
        memo_args: Vec<(String, String)>,
        postings: Vec<Posting>,
    ) -> Result<Entry, EntryError> {
        let cause = cause.into();
        if cause.is_empty() || cause.chars().nth(MAX_CAUSE_CHARS).is_some() {
            return Err(EntryError::BadCause);
        }
        check(&postings)?;
        Ok(Entry { kind, cause, memo_key, memo_args, postings })
    }

    /// The same cause and postings under another kind and memo, for an act of an admin that
    /// moves money in the same way.
    pub fn described_as(
        self,
        kind: EntryKind,
        memo_key: &'static str,
        memo_args: Vec<(String, String)>,
    ) -> Entry {
        Entry { kind, memo_key, memo_args, ..self }
    }

    /// What kind of event it records.
    pub const fn kind(&self) -> EntryKind {
        self.kind
    }

    /// The unique cause.
    pub fn cause(&self) -> &str {
        &self.cause
    }

    /// The locale key of the memo.
    pub const fn memo_key(&self) -> &'static str {
        self.memo_key
    }

    /// The arguments of the memo, as finished text.
    pub fn memo_args(&self) -> &[(String, String)] {
        &self.memo_args
    }

    /// The postings; they sum to zero, none is zero, no account appears twice.
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    /// What the entry does to one account; zero if it does not touch it.
    pub fn amount_on(&self, account: &Account) -> Money {
        let posting = self.postings.iter().find(|posting| posting.account == *account);
        posting.map_or(Money::ZERO, |posting| posting.amount)
    }
}

fn check(postings: &[Posting]) -> Result<(), EntryError> {
    if postings.is_empty() {
        return Err(EntryError::Empty);
    }
    let mut seen = HashSet::new();
    let mut sum = Money::ZERO;
    for posting in postings {
        if posting.amount.is_zero() {
            return Err(EntryError::ZeroPosting);
        }
        if !seen.insert(&posting.account) {
            return Err(EntryError::DuplicateAccount);
        }
        sum = sum.checked_add(posting.amount).ok_or(EntryError::Overflow)?;
    }
    if sum.is_zero() { Ok(()) } else { Err(EntryError::Unbalanced) }
}

/// A customer's balances; none is negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Wallet {
    /// May be spent.
    pub available: Money,
    /// Bonus that may be spent.
    pub bonus: Money,
    /// Set aside for open orders.
    pub held: Money,
    /// The debt, as a positive number: minus the balance of [`Account::Owed`].
    pub owed: Money,
}

impl Wallet {
    /// What of it pays for a service: a bonus buys what panels sell and nothing else.
    #[must_use]
    pub const fn paying_for(self, kind: ServiceType) -> Self {
        if kind.recharges().is_some() || kind.tests_mail() {
            return Self { bonus: Money::ZERO, ..self };
        }
        self
    }

    /// What an order may cost; `None` when the sum does not fit.
    #[must_use]
    pub fn spendable(&self) -> Option<Money> {
        self.available.checked_add(self.bonus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(account: Account, micros: i64) -> Posting {
        Posting { account, amount: Money::from_micros(micros) }
    }

    fn entry(postings: Vec<Posting>) -> Result<Entry, EntryError> {
        Entry::new(EntryKind::Credit, "cause", "memo-credit", Vec::new(), postings)
    }

    #[test]
    fn accounts_are_read_back() {
        let accounts = [
            Account::Available,
            Account::Bonus,
            Account::Held,
            Account::Owed,
            Account::Revenue,
            Account::Adjustment,
            Account::Loss,
            Account::ShopBonus,
            Account::Fees,
            Account::Gateway(Gateway::CryptoPay),
        ];
        for account in accounts {
            assert_eq!(Account::parse(&account.as_text()), Some(account));
        }
        assert_eq!(Account::parse("gateway/"), None);
        assert_eq!(Account::parse("customer/loss"), None);
    }

    #[test]
    fn only_balanced_postings_make_an_entry() {
        use Account::{Available, Held};
        assert_eq!(entry(vec![]), Err(EntryError::Empty));
        assert_eq!(entry(vec![posting(Available, 5)]), Err(EntryError::Unbalanced));
        let zero = vec![posting(Available, 0), posting(Held, 0)];
        assert_eq!(entry(zero), Err(EntryError::ZeroPosting));
        let twice = vec![posting(Held, 5), posting(Held, -5)];
        assert_eq!(entry(twice), Err(EntryError::DuplicateAccount));
        let huge = vec![posting(Available, i64::MAX), posting(Held, i64::MAX)];
        assert_eq!(entry(huge), Err(EntryError::Overflow));
        let fine = entry(vec![posting(Available, -5), posting(Held, 5)]);
        assert_eq!(fine.map(|entry| entry.amount_on(&Held)), Ok(Money::from_micros(5)));
    }

    #[test]
    fn a_cause_is_needed_and_short() {
        let with_cause = |cause: &str| {
            let postings = vec![posting(Account::Held, 1), posting(Account::Available, -1)];
            Entry::new(EntryKind::Hold, cause, "memo-hold", Vec::new(), postings)
        };
        assert_eq!(with_cause(""), Err(EntryError::BadCause));
        assert_eq!(with_cause(&"x".repeat(201)), Err(EntryError::BadCause));
        assert!(with_cause(&"x".repeat(200)).is_ok_and(|entry| entry.cause().len() == 200));
    }
}
