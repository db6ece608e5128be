//! What the ledger and the audit know of money that came in.

use storefront::sandbox::chain::Keep;

use crate::support::World;
use crate::support::cashier::{ADDRESSES, CONFIRMATIONS, Cashier};

/// What stands on the accounts that are nobody's in particular.
async fn accounts(world: &World) -> Vec<String> {
    let sums = "account || ' ' || SUM(amount) FROM postings WHERE account LIKE 'gateway/%' \
                OR account LIKE 'shop/%' GROUP BY account ORDER BY account";
    world.rows(sums).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p05_a_gateways_account_is_what_it_holds_and_its_fee_is_the_shops_cost() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("25").await;
    world.follows_invoices().await;
    cashier.pays(cashier.crypto_pay.invoices()[0]);
    world.follows_invoices().await;
    // Credited whole; 3 % stayed at the gateway.
    world.has(5_001, "25", "1.25").await;
    let expected = ["gateway/crypto_pay -24250000", "shop/bonus -1250000", "shop/fees -750000"];
    assert_eq!(accounts(&world).await, expected);
    let kinds = world.rows("kind FROM entries WHERE person_id = 5001 ORDER BY entry_id").await;
    assert_eq!(kinds, ["deposit", "bonus", "fee"]);
    // The customer reads nothing of it.
    alice.says("/balance").await;
    alice.expects("paid in (Crypto Pay)");
    assert!(!alice.was_told("memo-fee"));
    assert!(!alice.was_told("0.75"));
    world.audit().await;
}

/// What breaks the books, what mends them, and how the audit names it.
const PLANTED: [(&str, &str, &str); 7] = [
    (
        "UPDATE deposits SET amount = amount + 1",
        "UPDATE deposits SET amount = amount - 1",
        "1 credited deposits without exactly their entry",
    ),
    (
        "UPDATE deposits SET external_id = external_id || '1'",
        "UPDATE deposits SET external_id = SUBSTR(external_id, 1, LENGTH(external_id) - 1)",
        "1 credited deposits without exactly their entry",
    ),
    (
        "UPDATE deposits SET state = 'reversed'",
        "UPDATE deposits SET state = 'credited'",
        "1 deposits that were taken back in the books only",
    ),
    (
        "UPDATE deposits SET bonus = bonus + 1",
        "UPDATE deposits SET bonus = bonus - 1",
        "1 deposits whose bonus was not posted as it says",
    ),
    (
        "UPDATE deposits SET bonus = bonus - 1",
        "UPDATE deposits SET bonus = bonus + 1",
        "1 people whose bonuses differ from those of their deposits",
    ),
    (
        "UPDATE deposits SET fee = fee - 1",
        "UPDATE deposits SET fee = fee + 1",
        "1 deposits whose fee was not posted as it says",
    ),
    (
        "UPDATE deposits SET state = 'confirming', credited_ms = 0",
        "UPDATE deposits SET state = 'credited', credited_ms = 1",
        "1 entries of money that came in without a credited deposit",
    ),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p05_the_audit_names_a_deposit_that_the_ledger_does_not_know_and_the_contrary() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("25").await;
    world.follows_invoices().await;
    cashier.pays(cashier.crypto_pay.invoices()[0]);
    world.follows_invoices().await;
    for (breaks, mends, named) in PLANTED {
        world.tampers(breaks).await;
        let found = world.violations().await;
        assert!(found.iter().any(|what| what.contains(named)), "{breaks}: {found:?}");
        world.tampers(mends).await;
        assert_eq!(world.violations().await, Vec::<String>::new(), "{mends}");
    }
    let account = "UPDATE postings SET account = 'gateway/chain:local' WHERE account \
                   = 'gateway/crypto_pay' AND amount > 0";
    world.forces("postings", account).await;
    let found = world.violations().await.join("; ");
    assert!(found.contains("2 gateways whose account differs from their deposits"), "{found}");
    let account = "UPDATE postings SET account = 'gateway/crypto_pay' WHERE account \
                   = 'gateway/chain:local'";
    world.forces("postings", account).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p05_what_was_taken_back_leaves_nothing_on_the_gateways_account() {
    let cashier = Cashier::new().await;
    let mut vars = cashier.tokens();
    vars.push(("DEPOSIT_BONUS", "20:5".to_owned()));
    let world = World::with_ways(vars).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.follows_chains().await;
    alice.deposits("25").await;
    world.follows_chains().await;
    cashier.sends(ADDRESSES[0], &[25]);
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    assert_eq!(accounts(&world).await, ["gateway/chain:local -25000000", "shop/bonus -1250000"]);
    cashier.chain.reorg(CONFIRMATIONS, &Keep::Nothing);
    cashier.chain.mine(CONFIRMATIONS + 1);
    world.follows_chains().await;
    world.advance_ms(600_000);
    world.follows_chains().await;
    assert_eq!(world.count("deposits WHERE state = 'reversed'").await, 1);
    assert_eq!(accounts(&world).await, ["gateway/chain:local 0", "shop/bonus 0"]);
    world.audit().await;
}
