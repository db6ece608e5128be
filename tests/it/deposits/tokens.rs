//! Transfers of tokens on a chain.

use storefront::sandbox::chain::{Address, Keep, NodeFault, NodeRule, Payment, Transfer};

use crate::support::World;
use crate::support::cashier::{ADDRESSES, CONFIRMATIONS, Cashier, USDT};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_sends_tokens_and_watches_them_being_confirmed() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.tokens()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.follows_chains().await;
    alice.deposits("25").await;
    world.follows_chains().await;
    alice.expects("Send 25 USDT on the network LOCAL");
    alice.expects(ADDRESSES[0]);
    cashier.sends(ADDRESSES[0], &[25]);
    cashier.chain.mine(2);
    world.follows_chains().await;
    alice.expects("25 USDT seen: 2 of 4 confirmations");
    world.has(5_001, "0", "0").await;
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    assert!(alice.was_told("✅ $25.00 added"));
    world.has(5_001, "25", "0").await;
    world.follows_chains().await;
    world.has(5_001, "25", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_two_transfers_of_one_transaction_and_late_ones_are_each_credited_once() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let alice = world.actor(5_001);
    cashier.sends(ADDRESSES[0], &[4, 3]);
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "7", "0").await;
    world.advance_ms(9 * 86_400_000);
    world.app.workers.expire_deposits().await.unwrap();
    cashier.sends(ADDRESSES[0], &[5]);
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "12", "0").await;
    // What was paid to is never shown again, and still credits.
    alice.deposits("10").await;
    world.follows_chains().await;
    alice.expects(ADDRESSES[1]);
    assert_eq!(world.count("deposits WHERE state = 'credited'").await, 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_is_one_persons_for_ever_and_one_is_enough_until_it_is_paid_to() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.tokens()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let bob = world.customer(5_002, "Bob", "0").await;
    for sum in ["10", "11", "12", "13", "14"] {
        alice.deposits(sum).await;
        world.follows_chains().await;
        alice.expects(ADDRESSES[0]);
    }
    assert_eq!(world.count("deposit_addresses").await, 1);
    assert_eq!(world.count("deposit_requests WHERE state = 'open'").await, 3);
    bob.deposits("10").await;
    world.follows_chains().await;
    bob.expects(ADDRESSES[1]);
    cashier.sends(ADDRESSES[1], &[9]);
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "0", "0").await;
    world.has(5_002, "9", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_payment_credits_nothing() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let to: Address = ADDRESSES[0].parse().unwrap();
    let (real, fake) = (USDT.parse().unwrap(), Address::numbered(66));
    let payer = Address::numbered(7);
    // A token that only calls itself so, nothing at all, a transaction that was undone, and dust.
    let sum = 10_000_000_u128;
    cashier.chain.send(Payment::by(payer).with(Transfer::new(fake, to, sum)));
    cashier.chain.send(Payment::by(payer).with(Transfer::new(real, to, 0_u128)));
    cashier.chain.send(Payment::by(payer).with(Transfer::new(real, to, sum)).failing());
    cashier.chain.send(Payment::by(payer).with(Transfer::new(real, to, 9_u128)));
    cashier.chain.mine(2 * CONFIRMATIONS);
    world.follows_chains().await;
    world.follows_chains().await;
    assert_eq!(world.count("deposits").await, 0);
    world.has(5_001, "0", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_payment_that_a_reorganisation_moves_is_credited_once() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    cashier.sends(ADDRESSES[0], &[6, 4]);
    cashier.chain.mine(2);
    world.follows_chains().await;
    cashier.chain.reorg(2, &Keep::All);
    cashier.chain.mine(1);
    for _ in 0..4 {
        world.follows_chains().await;
        cashier.chain.mine(2);
    }
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    assert_eq!(world.count("deposits").await, 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_that_is_gone_before_it_counts_is_not_credited() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let alice = world.actor(5_001);
    let payment = cashier.sends(ADDRESSES[0], &[10]);
    cashier.chain.mine(2);
    world.follows_chains().await;
    alice.expects("seen");
    cashier.chain.reorg(2, &Keep::Nothing);
    cashier.chain.mine(CONFIRMATIONS + 2);
    world.follows_chains().await;
    alice.expects("this payment did not go through");
    world.has(5_001, "0", "0").await;
    // It comes back: the same row, credited once.
    assert!(cashier.chain.send_again(payment));
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    assert_eq!(world.count("deposits").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_credited_payment_that_both_nodes_have_lost_is_taken_back_with_an_alarm() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let alice = world.actor(5_001);
    cashier.sends(ADDRESSES[0], &[10]);
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    alice.buys("instagram.com/one", "1000").await;
    let left = world.wallet(5_001).await.available;
    cashier.chain.reorg(CONFIRMATIONS, &Keep::Nothing);
    cashier.chain.mine(CONFIRMATIONS + 1);
    world.follows_chains().await;
    // A transaction may be mined again at once: nothing is taken back before ten minutes are over.
    assert_eq!(world.wallet(5_001).await.available, left);
    world.advance_ms(600_000);
    world.follows_chains().await;
    let wallet = world.wallet(5_001).await;
    assert!(wallet.available.is_zero());
    assert_eq!(wallet.owed.checked_add(left), Some(crate::support::money("10")));
    assert!(world.owner().was_told("is gone: $10.00"));
    assert!(alice.was_told("A payment of $10.00 is gone"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_than_one_host_is_believed_for_needs_two_that_agree() {
    let cashier = Cashier::new().await;
    let mut vars = cashier.priced_tokens();
    vars.push(("CHAIN_LOCAL_DAILY_ALONE", "20".to_owned()));
    let world = World::with_ways(vars).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.follows_chains().await;
    world.app.workers.fetch_prices().await.unwrap();
    alice.deposits_by("USDT", "10").await;
    world.follows_chains().await;
    // One node invents a payment that no other has seen.
    let (contract, to) = (USDT.parse().unwrap(), ADDRESSES[0].parse().unwrap());
    let sum = 500_000_000_u128;
    let invented = Payment::by(Address::numbered(9)).with(Transfer::new(contract, to, sum));
    cashier.nodes[0].invent(invented);
    cashier.chain.mine(2 * CONFIRMATIONS);
    world.follows_chains().await;
    world.follows_chains().await;
    world.has(5_001, "0", "0").await;
    world.advance_ms(1_800_000);
    world.app.workers.fetch_prices().await.unwrap();
    world.follows_chains().await;
    assert!(world.owner().was_told("Two nodes say different things"));
    // What both have seen is believed whatever its size.
    cashier.sends(ADDRESSES[0], &[300]);
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.follows_chains().await;
    world.has(5_001, "300", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_while_no_node_answers() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    for node in &cashier.nodes {
        node.set_fault(NodeRule::always(NodeFault::Html502));
    }
    cashier.sends(ADDRESSES[0], &[10]);
    cashier.chain.mine(40);
    for _ in 0..5 {
        world.follows_chains().await;
    }
    assert_eq!(world.owner().times_told("It does not answer"), 1);
    for node in &cashier.nodes {
        node.clear_faults();
    }
    // The nodes are left alone for a moment after they failed.
    tokio::time::sleep(std::time::Duration::from_millis(2_200)).await;
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_with_other_decimals_is_not_offered_and_the_shop_goes_on() {
    let cashier = Cashier::new().await;
    let mut vars = cashier.tokens();
    vars.retain(|(name, _)| *name != "CHAIN_LOCAL_TOKENS");
    vars.push(("CHAIN_LOCAL_TOKENS", format!("USDT:{USDT}:18:1.00")));
    let world = World::with_ways(vars).await;
    let alice = world.customer(5_001, "Alice", "5").await;
    world.follows_chains().await;
    assert_eq!(world.owner().times_told("is another one than the settings say"), 1);
    alice.says("/deposit").await;
    alice.expects("No way to pay works at the moment");
    assert_eq!(world.count("deposit_addresses").await, 0);
    alice.buys("instagram.com/one", "1000").await;
    world.audit().await;
}
