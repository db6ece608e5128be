//! A debit beyond what is there becomes a debt, which blocks ordering and is paid first.

use crate::support::{World, WorldOptions, money};
use storefront::domain::ledger::Wallet;
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;

/// A shop whose first service costs one dollar a thousand.
async fn dollar_shop() -> World {
    let mut options = WorldOptions::default();
    options.vars.push(("MARKUP_PERCENT", "0".to_owned()));
    let row = options.panel.services.iter_mut().find(|row| row.id == 1).unwrap();
    (row.rate, row.max) = (1.into(), 1_000_000);
    World::with(options).await
}

fn wallet(available: &str, held: &str, owed: &str) -> Wallet {
    let amount = |text| if text == "0" { Money::ZERO } else { money(text) };
    let [available, held, owed] = [available, held, owed].map(amount);
    Wallet { available, bonus: Money::ZERO, held, owed }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn credit_100_spend_80_reverse_and_credit_100_leaves_20() {
    let world = dollar_shop().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "0").await;
    olga.does("/credit 5001 100 deposit").await;
    let (_, id) = world.starts(5_001, "https://instagram.com/alice", 80_000).await;
    world.panel.set_status(&id, "Completed", Some(0), None).unwrap();
    world.poll().await;
    assert_eq!(world.wallet(5_001).await, wallet("20", "0", "0"));

    olga.says("/debit 5001 100 deposit was reversed").await;
    olga.expects("Balance: $20.00 → $0.00");
    olga.expects("Debt: $0.00 → $80.00");
    olga.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await, wallet("0", "0", "80"));
    alice.expects("You owe $80.00. The next money added pays it first");
    alice.says("/balance").await;
    alice.expects("You owe: $80.00");

    olga.says("/credit 5001 100 new deposit").await;
    olga.expects("Balance: $0.00 → $20.00");
    olga.expects("Debt: $80.00 → $0.00");
    olga.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await, wallet("20", "0", "0"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_owes_cannot_order_and_a_part_of_a_debt_can_be_paid() {
    let world = dollar_shop().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    assert!(!alice.is_offered("Confirm"));
    olga.does("/debit 5001 10 chargeback").await;
    olga.does("/credit 5001 4 paid a part").await;
    assert_eq!(world.wallet(5_001).await, wallet("0", "0", "6"));
    let quote = world.rows("checkout_id FROM quotes WHERE person_id = 5001").await.remove(0);
    assert!(alice.forges_tap(&format!("ok:{quote}")).await.contains("You owe $6.00"));
    assert_eq!(world.count("orders").await, 0);
    olga.does("/credit 5001 7 paid the rest and more").await;
    assert_eq!(world.wallet(5_001).await, wallet("1", "0", "0"));
    alice.forges_tap(&format!("ok:{quote}")).await;
    assert_eq!(world.wallet(5_001).await, wallet("0", "1", "0"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_debit_leaves_what_is_held_and_what_comes_back_pays_the_debt_first() {
    let world = dollar_shop().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "10").await;
    let queued = world.places(5_001, 1, "https://instagram.com/a1", 6_000).await;
    let active = world.places(5_001, 1, "https://instagram.com/a2", 4_000).await;
    olga.does("/debit 5001 7 deposit was reversed").await;
    assert_eq!(world.wallet(5_001).await, wallet("0", "10", "7"));
    assert_eq!(world.order(queued).await.state, OrderState::Queued);

    olga.says(&format!("/refund {queued} not needed")).await;
    olga.expects("Debt: $7.00 → $1.00");
    olga.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await, wallet("0", "4", "1"));
    // Twice within one moment: each return pays what is owed by then.
    world.submit().await;
    olga.does(&format!("/refund {active} 1.50 anyway, slow")).await;
    assert_eq!(world.wallet(5_001).await, wallet("0.50", "2.50", "0"));
    olga.does("/debit 5001 2 another one").await;
    assert_eq!(world.wallet(5_001).await, wallet("0", "2.50", "1.50"));
    olga.does(&format!("/refund {active} 2 anyway, slow")).await;
    assert_eq!(world.wallet(5_001).await, wallet("0.50", "0.50", "0"));
    world.audit().await;
}
