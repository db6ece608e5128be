//! Tests of the builders: each entry line by line, the rule of reversals, random sums.
//! They must never check an entry by building it a second time.

use super::*;
use crate::domain::ids::OrderId;
use crate::domain::pricing::{Undelivered, return_target};
use proptest::prelude::*;

fn micros(amount: i64) -> Money {
    Money::from_micros(amount)
}

fn settlement(held: i64, earned: i64, back: i64) -> Settlement {
    let back = Split::cash(micros(back));
    Settlement { held: micros(held), earned: micros(earned), back }
}

/// The lines of an entry as text and micro-units, in order.
fn lines(entry: Result<Entry, EntryError>) -> Result<Vec<(String, i64)>, EntryError> {
    let line = |posting: &Posting| (posting.account.as_text(), posting.amount.micros());
    Ok(entry?.postings().iter().map(line).collect())
}

fn expected(lines: &[(&str, i64)]) -> Result<Vec<(String, i64)>, EntryError> {
    Ok(lines.iter().map(|(account, amount)| ((*account).to_owned(), *amount)).collect())
}

fn cause(entry: Result<Entry, EntryError>) -> Result<String, EntryError> {
    Ok(entry?.cause().to_owned())
}

/// The wallet after an entry, the way the store keeps balances.
fn after(wallet: &Wallet, entry: &Entry) -> Option<Wallet> {
    Some(Wallet {
        available: wallet.available.checked_add(entry.amount_on(&Account::Available))?,
        bonus: wallet.bonus.checked_add(entry.amount_on(&Account::Bonus))?,
        held: wallet.held.checked_add(entry.amount_on(&Account::Held))?,
        owed: wallet.owed.checked_sub(entry.amount_on(&Account::Owed))?,
    })
}

#[test]
fn an_order_moves_from_available_to_held_to_its_ends() {
    let held = [("customer/available", -900), ("customer/held", 900)];
    assert_eq!(lines(hold(OrderId::new(1001), Split::cash(micros(900)))), expected(&held));
    let partial = settle(OrderId::new(1001), "1", settlement(900, 600, 300));
    let parts = [("customer/held", -900), ("shop/revenue", 600), ("customer/available", 300)];
    assert_eq!(lines(partial), expected(&parts));
    let delivered = settle(OrderId::new(1001), "1", settlement(900, 900, 0));
    assert_eq!(lines(delivered), expected(&[("customer/held", -900), ("shop/revenue", 900)]));
    let released = [("customer/held", -5), ("customer/available", 5)];
    assert_eq!(
        lines(release_part(OrderId::new(1001), "a", Split::cash(micros(5)))),
        expected(&released)
    );
    let returned = [("shop/revenue", -5), ("customer/available", 5)];
    assert_eq!(
        lines(return_settled(OrderId::new(1001), "a", Split::cash(micros(5)))),
        expected(&returned)
    );
    let lost = [("shop/loss", 5), ("shop/adjustment", -5)];
    assert_eq!(lines(loss(OrderId::new(1001), 1, micros(5))), expected(&lost));
}

#[test]
fn causes_name_the_order_and_the_event() {
    assert_eq!(cause(hold(OrderId::new(7), Split::cash(micros(1)))), Ok("order/7/hold".to_owned()));
    let settled = settle(OrderId::new(7), "2", settlement(1, 1, 0));
    assert_eq!(cause(settled), Ok("order/7/settle/2".to_owned()));
    let released = release_part(OrderId::new(7), "admin/3", Split::cash(micros(1)));
    assert_eq!(cause(released), Ok("order/7/release/admin/3".to_owned()));
    assert_eq!(
        cause(return_settled(OrderId::new(7), "r", Split::cash(micros(1)))),
        Ok("order/7/return/r".to_owned())
    );
    assert_eq!(cause(loss(OrderId::new(7), 2, micros(1))), Ok("order/7/loss/2".to_owned()));
}

#[test]
fn a_settlement_must_add_up() {
    let bad = |held, revenue, available| {
        settle(OrderId::new(1), "1", settlement(held, revenue, available)).map(|_| ())
    };
    assert_eq!(bad(10, 5, 4), Err(EntryError::Unbalanced));
    assert_eq!(bad(10, 11, -1), Err(EntryError::NotPositive));
    assert_eq!(bad(0, 0, 0), Err(EntryError::Empty));
    assert_eq!(bad(0, i64::MAX, 1), Err(EntryError::Overflow));
}

#[test]
fn a_reversal_leaves_a_debt_that_the_next_credit_pays() {
    // Credit 100, spend 80, reverse: available 0, owed 80; credit 100: available 20.
    let gateway = Account::Gateway(Gateway::Stars);
    let mut wallet = Wallet { available: micros(20), ..Wallet::default() };
    let reversal = take("reversal/1", gateway.clone(), micros(100), &wallet);
    assert_eq!(reversal.as_ref().map(Entry::kind), Ok(EntryKind::Reversal));
    wallet = reversal.ok().and_then(|entry| after(&wallet, &entry)).unwrap_or_default();
    assert_eq!(wallet, Wallet { owed: micros(80), ..Wallet::default() });
    let deposit = credit("deposit/2", gateway, micros(100), &wallet);
    assert_eq!(deposit.as_ref().map(Entry::kind), Ok(EntryKind::Deposit));
    wallet = deposit.ok().and_then(|entry| after(&wallet, &entry)).unwrap_or_default();
    assert_eq!(wallet, Wallet { available: micros(20), ..Wallet::default() });
}

#[test]
fn a_debit_takes_the_bonus_first_and_nothing_held() {
    let wallet =
        Wallet { available: micros(50), bonus: micros(30), held: micros(500), owed: micros(5) };
    let taken = take("debit/1", Account::Adjustment, micros(100), &wallet);
    let parts = [
        ("customer/bonus", -30),
        ("customer/available", -50),
        ("customer/owed", -20),
        ("shop/adjustment", 100),
    ];
    assert_eq!(lines(taken), expected(&parts));
}

#[test]
fn what_is_available_repays_a_debt() {
    let wallet = Wallet { available: micros(30), owed: micros(80), ..Wallet::default() };
    let parts = [("customer/available", -30), ("customer/owed", 30)];
    assert_eq!(lines(repay("repay/1", &wallet)), expected(&parts));
    assert_eq!(lines(repay("repay/2", &Wallet::default())), Err(EntryError::NotPositive));
}

#[test]
fn amounts_must_be_above_zero_and_sides_must_be_outside() {
    for amount in [0, -1, i64::MIN] {
        let (amount, wallet) = (micros(amount), Wallet::default());
        let refused = [
            hold(OrderId::new(1), Split::cash(amount)),
            release_part(OrderId::new(1), "a", Split::cash(amount)),
            return_settled(OrderId::new(1), "a", Split::cash(amount)),
            loss(OrderId::new(1), 1, amount),
            credit("c", Account::Adjustment, amount, &wallet),
            take("c", Account::Adjustment, amount, &wallet),
        ];
        for entry in refused {
            assert_eq!(lines(entry), Err(EntryError::NotPositive));
        }
    }
    let own = credit("c", Account::Available, micros(1), &Wallet::default());
    assert_eq!(lines(own), Err(EntryError::CustomerSide));
    let taken = take("c", Account::Held, micros(1), &Wallet::default());
    assert_eq!(lines(taken), Err(EntryError::CustomerSide));
}

#[test]
fn an_act_of_an_admin_is_described_as_one() {
    let args = vec![("reason".to_owned(), "late".to_owned())];
    let refund = return_settled(OrderId::new(7), "admin/1", Split::cash(micros(5)))
        .map(|entry| entry.described_as(EntryKind::Refund, "memo-refund", args.clone()));
    assert_eq!(refund.as_ref().map(Entry::kind), Ok(EntryKind::Refund));
    assert_eq!(refund.as_ref().map(Entry::memo_key), Ok("memo-refund"));
    assert_eq!(refund.as_ref().map(Entry::memo_args), Ok(args.as_slice()));
    assert_eq!(cause(refund), Ok("order/7/return/admin/1".to_owned()));
}

fn any_wallet() -> impl Strategy<Value = Wallet> {
    (any::<i64>(), any::<i64>(), any::<i64>(), any::<i64>()).prop_map(|(a, b, h, o)| Wallet {
        available: micros(a),
        bonus: micros(b),
        held: micros(h),
        owed: micros(o),
    })
}

proptest! {
    #[test]
    fn every_entry_sums_to_zero(
        a: i64, b: i64, c: i64, wallet in any_wallet(), suffix in "[a-z0-9/]{0,250}",
    ) {
        let (a, b, c) = (micros(a), micros(b), micros(c));
        let gateway = Account::Gateway(Gateway::Chain(suffix.clone()));
        let settlement = Settlement { held: a, earned: b, back: Split::cash(c) };
        let all = [
            hold(OrderId::new(a.micros()), Split::cash(b)),
            settle(OrderId::new(1), &suffix, settlement),
            release_part(OrderId::new(1), &suffix, Split::cash(a)),
            return_settled(OrderId::new(1), &suffix, Split::cash(a)),
            loss(OrderId::new(1), 1, a),
            credit(&suffix, gateway.clone(), a, &Wallet { owed: b, ..wallet }),
            take(&suffix, gateway, a, &wallet),
            repay(&suffix, &wallet),
        ];
        for entry in all.into_iter().flatten() {
            let sum: i128 =
                entry.postings().iter().map(|posting| i128::from(posting.amount.micros())).sum();
            prop_assert_eq!(sum, 0);
            prop_assert!(entry.postings().iter().all(|posting| !posting.amount.is_zero()));
        }
    }

    #[test]
    fn any_split_of_a_held_amount_settles(
        held in 1..i64::MAX, share in 0..=100_i64,
    ) {
        let undelivered = Undelivered { remains: share, billed: 100 };
        let back = return_target(micros(held), undelivered);
        let kept = micros(held - back.micros());
        let settlement =
            Settlement { held: micros(held), earned: kept, back: Split::cash(back) };
        let entry = settle(OrderId::new(1), "1", settlement);
        prop_assert_eq!(entry.map(|entry| entry.amount_on(&Account::Held)), Ok(micros(-held)));
    }

    #[test]
    fn taking_never_overdraws(
        available in 0..1_000_i64, bonus in 0..1_000_i64, owed in 0..1_000_i64,
        amount in 1..5_000_i64,
    ) {
        let wallet = Wallet {
            available: micros(available),
            bonus: micros(bonus),
            held: Money::ZERO,
            owed: micros(owed),
        };
        let entry = take("t", Account::Adjustment, micros(amount), &wallet);
        let left = entry.ok().and_then(|entry| after(&wallet, &entry));
        let fine = |w: &Wallet| {
            !w.available.is_negative() && !w.bonus.is_negative() && w.owed >= wallet.owed
        };
        prop_assert!(left.as_ref().is_some_and(fine));
    }
}
