//! One function for each thing that happens to money; each makes one balanced entry.
//! Owns which accounts move, the causes of order entries and the memo keys. It must never decide
//! whether something may happen: balances are checked by the store's conditional updates.
//!
//! Memo keys: `memo-hold`, `memo-settle`, `memo-release`, `memo-return`, `memo-loss` (argument
//! `order`), `memo-deposit` and `memo-reversal` (argument `gateway`), `memo-credit`,
//! `memo-debit`, `memo-repayment`, `memo-fee`; [`Entry::described_as`] replaces kind and memo.

use super::{Account, Entry, EntryError, EntryKind, Posting, Split, Wallet};
use crate::domain::deposit::Gateway;
use crate::domain::ids::OrderId;
use crate::domain::money::Money;

/// Confirm: the price moves to held, as much of it from the bonus as the split says. Cause
/// `order/<id>/hold`.
///
/// # Errors
/// [`EntryError::NotPositive`] unless the price is above zero and no part below it.
pub fn hold(order_id: OrderId, price: Split) -> Result<Entry, EntryError> {
    let sum = positive_sum(price)?;
    let lines = [
        (Account::Available, minus(price.cash)?),
        (Account::Bonus, minus(price.bonus)?),
        (Account::Held, sum),
    ];
    of_order(EntryKind::Hold, order_id, "hold", "memo-hold", lines)
}

/// Where goes what is held for an order that ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settlement {
    /// All that is still held.
    pub held: Money,
    /// What of it the shop has earned.
    pub earned: Money,
    /// What of it goes back to the customer.
    pub back: Split,
}

/// The end of an order: all that is still held goes to the shop for what was delivered and back
/// to the customer for the rest. `seq` tells repeated settlements of one order apart. Cause
/// `order/<id>/settle/<seq>`.
///
/// # Errors
/// [`EntryError::NotPositive`] for a negative part, [`EntryError::Unbalanced`] unless the parts
/// sum to what is held, [`EntryError::Empty`] when all are zero.
pub fn settle(
    order_id: OrderId,
    seq: &str,
    Settlement { held, earned, back }: Settlement,
) -> Result<Entry, EntryError> {
    let parts = [held, earned, back.cash, back.bonus];
    if parts.into_iter().any(Money::is_negative) {
        return Err(EntryError::NotPositive);
    }
    let lines = [
        (Account::Held, minus(held)?),
        (Account::Revenue, earned),
        (Account::Available, back.cash),
        (Account::Bonus, back.bonus),
    ];
    of_order(EntryKind::Settle, order_id, &format!("settle/{seq}"), "memo-settle", lines)
}

/// A part of what is held for an order goes back before the order is over. Cause
/// `order/<id>/release/<suffix>`.
///
/// # Errors
/// [`EntryError::NotPositive`] unless the amount is above zero.
pub fn release_part(
    order_id: OrderId,
    cause_suffix: &str,
    back: Split,
) -> Result<Entry, EntryError> {
    let amount = positive_sum(back)?;
    let lines = [
        (Account::Held, minus(amount)?),
        (Account::Available, back.cash),
        (Account::Bonus, back.bonus),
    ];
    let what = format!("release/{cause_suffix}");
    of_order(EntryKind::Release, order_id, &what, "memo-release", lines)
}

/// Money of an order that was settled already goes back from the shop. Cause
/// `order/<id>/return/<suffix>`.
///
/// # Errors
/// [`EntryError::NotPositive`] unless the amount is above zero.
pub fn return_settled(order_id: OrderId, suffix: &str, back: Split) -> Result<Entry, EntryError> {
    let amount = positive_sum(back)?;
    let lines = [
        (Account::Revenue, minus(amount)?),
        (Account::Available, back.cash),
        (Account::Bonus, back.bonus),
    ];
    let what = format!("return/{suffix}");
    of_order(EntryKind::Return, order_id, &what, "memo-return", lines)
}

/// The shop bears `amount`, the price of an order that was refunded and then turned out to be
/// placed: loss grows by it. Its other side is the adjustment account, since no customer's money
/// and no revenue moves, and what the provider took is not in the ledger. Cause
/// `order/<id>/loss/<attempt>`: each submission may be lost once.
///
/// # Errors
/// [`EntryError::NotPositive`] unless the amount is above zero.
pub fn loss(order_id: OrderId, attempt: i64, amount: Money) -> Result<Entry, EntryError> {
    positive(amount)?;
    let lines = [(Account::Loss, amount), (Account::Adjustment, minus(amount)?)];
    of_order(EntryKind::Loss, order_id, &format!("loss/{attempt}"), "memo-loss", lines)
}

/// Money for a customer from a gateway or from the shop. What their wallet owes is paid first, the
/// rest becomes available.
///
/// # Errors
/// [`EntryError::NotPositive`] unless the amount is above zero and the debt not below it,
/// [`EntryError::CustomerSide`] when the source is a customer's account.
pub fn credit(
    cause: &str,
    source: Account,
    amount: Money,
    wallet: &Wallet,
) -> Result<Entry, EntryError> {
    positive(amount)?;
    if wallet.owed.is_negative() {
        return Err(EntryError::NotPositive);
    }
    let repaid = wallet.owed.min(amount);
    let (kind, memo_key, memo_args) = match &source {
        Account::Gateway(from) => (EntryKind::Deposit, "memo-deposit", gateway_memo(from)),
        _ => (EntryKind::Credit, "memo-credit", Vec::new()),
    };
    let lines = [
        (outside(source)?, minus(amount)?),
        (Account::Owed, repaid),
        (Account::Available, fitting(amount.checked_sub(repaid))?),
    ];
    Entry::new(kind, cause, memo_key, memo_args, postings(lines))
}

/// A bonus for a customer, from the shop. Cause as given: a deposit's own.
///
/// # Errors
/// [`EntryError::NotPositive`] unless the amount is above zero.
pub fn bonus(cause: &str, amount: Money) -> Result<Entry, EntryError> {
    positive(amount)?;
    let lines = [(Account::ShopBonus, minus(amount)?), (Account::Bonus, amount)];
    Entry::new(EntryKind::Bonus, cause, "memo-bonus", Vec::new(), postings(lines))
}

/// What a gateway keeps of a deposit is the shop's cost: the customer has it all. Its account is
/// then what there is at the gateway. Cause as given: a deposit's own.
///
/// # Errors
/// [`EntryError::NotPositive`] unless the amount is above zero.
pub fn fee(cause: &str, gateway: &Gateway, amount: Money) -> Result<Entry, EntryError> {
    positive(amount)?;
    let lines = [(Account::Gateway(gateway.clone()), amount), (Account::Fees, minus(amount)?)];
    Entry::new(EntryKind::Fee, cause, "memo-fee", gateway_memo(gateway), postings(lines))
}

/// Takes back a bonus whose deposit is void: the bonus first, then what is available; what is not
/// there becomes a debt.
///
/// # Errors
/// [`EntryError::NotPositive`] unless the amount is above zero.
pub fn take_bonus(cause: &str, amount: Money, wallet: &Wallet) -> Result<Entry, EntryError> {
    let entry = take(cause, Account::ShopBonus, amount, wallet)?;
    Ok(entry.described_as(EntryKind::Reversal, "memo-bonus-reversal", Vec::new()))
}

/// Money taken from a customer: the bonus first, then what is available; what is not there
/// becomes a debt. What is held for open orders is not touched.
///
/// # Errors
/// [`EntryError::NotPositive`] unless the amount is above zero,
/// [`EntryError::CustomerSide`] when the target is a customer's account.
pub fn take(
    cause: &str,
    target: Account,
    amount: Money,
    wallet: &Wallet,
) -> Result<Entry, EntryError> {
    positive(amount)?;
    let from_bonus = wallet.bonus.max(Money::ZERO).min(amount);
    let beyond_bonus = fitting(amount.checked_sub(from_bonus))?;
    let from_available = wallet.available.max(Money::ZERO).min(beyond_bonus);
    let debt = fitting(beyond_bonus.checked_sub(from_available))?;
    let (kind, memo_key, memo_args) = match &target {
        Account::Gateway(to) => (EntryKind::Reversal, "memo-reversal", gateway_memo(to)),
        _ => (EntryKind::Debit, "memo-debit", Vec::new()),
    };
    let lines = [
        (Account::Bonus, minus(from_bonus)?),
        (Account::Available, minus(from_available)?),
        (Account::Owed, minus(debt)?),
        (outside(target)?, amount),
    ];
    Entry::new(kind, cause, memo_key, memo_args, postings(lines))
}

/// Pays a debt with what is available, after a return put money there.
///
/// # Errors
/// [`EntryError::NotPositive`] when there is no debt or nothing available.
pub fn repay(cause: &str, wallet: &Wallet) -> Result<Entry, EntryError> {
    let amount = wallet.owed.min(wallet.available);
    positive(amount)?;
    let lines = [(Account::Available, minus(amount)?), (Account::Owed, amount)];
    Entry::new(EntryKind::Repayment, cause, "memo-repayment", Vec::new(), postings(lines))
}

fn of_order<const N: usize>(
    kind: EntryKind,
    order_id: OrderId,
    what: &str,
    memo_key: &'static str,
    lines: [(Account, Money); N],
) -> Result<Entry, EntryError> {
    let memo_args = vec![("order".to_owned(), order_id.to_string())];
    Entry::new(kind, format!("order/{order_id}/{what}"), memo_key, memo_args, postings(lines))
}

/// The lines that move something.
fn postings<const N: usize>(lines: [(Account, Money); N]) -> Vec<Posting> {
    lines
        .into_iter()
        .filter(|(_, amount)| !amount.is_zero())
        .map(|(account, amount)| Posting { account, amount })
        .collect()
}

fn gateway_memo(gateway: &Gateway) -> Vec<(String, String)> {
    vec![("gateway".to_owned(), gateway.to_string())]
}

fn positive(amount: Money) -> Result<(), EntryError> {
    if amount.is_positive() { Ok(()) } else { Err(EntryError::NotPositive) }
}

/// The whole of a split, above zero and without a part below it.
fn positive_sum(split: Split) -> Result<Money, EntryError> {
    let sum = split.sum().ok_or(EntryError::Overflow)?;
    if split.cash.is_negative() || split.bonus.is_negative() {
        return Err(EntryError::NotPositive);
    }
    positive(sum)?;
    Ok(sum)
}

fn outside(account: Account) -> Result<Account, EntryError> {
    if account.is_customer() { Err(EntryError::CustomerSide) } else { Ok(account) }
}

fn minus(amount: Money) -> Result<Money, EntryError> {
    fitting(amount.checked_neg())
}

fn fitting(amount: Option<Money>) -> Result<Money, EntryError> {
    amount.ok_or(EntryError::Overflow)
}

#[cfg(test)]
#[path = "builder_tests.rs"]
mod tests;
