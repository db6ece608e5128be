//! "Where is my payment?": asked with a hash, answered by itself.

use storefront::sandbox::chain::{Address, NodeFault, NodeRule, Payment, Transfer};

use crate::support::cashier::{ADDRESSES, CONFIRMATIONS, Cashier, USDT};
use crate::support::{Actor, World};

async fn asks(world: &World, who: Actor<'_>, words: &str) {
    who.says("/balance").await;
    who.taps("Deposits").await;
    who.taps("Where is my payment?").await;
    who.says(words).await;
    who.expects("We are looking for it");
    world.app.workers.answer_deposit_questions().await.unwrap();
    world.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hash_finds_what_was_paid_although_no_look_has_seen_it() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let alice = world.actor(5_001);
    let hash = cashier.sends(ADDRESSES[0], &[10]).to_string();
    cashier.chain.mine(1);
    asks(&world, alice, &format!("https://scan.example/tx/{hash}")).await;
    assert_eq!(alice.times_told("We have it"), 1);
    assert!(alice.was_told("1 of 4 confirmations") || alice.was_told("0 of 4 confirmations"));
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    asks(&world, alice, &hash.to_uppercase()).await;
    assert_eq!(alice.times_told("We have it"), 2);
    assert!(alice.was_told("✅ $10.00 added"));
    world.has(5_001, "10", "0").await;
    assert_eq!(world.count("deposits").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_else_is_answered_too_and_leads_on_to_support() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.tokens()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let bob = world.customer(5_002, "Bob", "0").await;
    world.follows_chains().await;
    alice.deposits("10").await;
    bob.deposits("10").await;
    world.follows_chains().await;
    let to: Address = ADDRESSES[0].parse().unwrap();
    let (real, fake) = (USDT.parse().unwrap(), Address::numbered(66));
    let payer = Address::numbered(7);
    let sum = 10_000_000_u128;
    let chain = &cashier.chain;
    let other = chain.send(Payment::by(payer).with(Transfer::new(fake, to, sum)));
    let failed = chain.send(Payment::by(payer).with(Transfer::new(real, to, sum)).failing());
    let bobs = cashier.sends(ADDRESSES[1], &[5]);
    chain.mine(1);
    // Kept by the hourly look or not: the answer is the same.
    world.app.workers.watch_unlisted().await.unwrap();
    asks(&world, alice, &other.to_string()).await;
    assert!(alice.was_told("Another token"));
    asks(&world, alice, &failed.to_string()).await;
    // What was undone paid nobody.
    assert_eq!(alice.times_told("Not found"), 1);
    // Whose it is stays unsaid.
    asks(&world, alice, &bobs.to_string()).await;
    assert_eq!(alice.times_told("We have it"), 0);
    assert_eq!(alice.times_told("Not found"), 2);
    asks(&world, alice, &"ab".repeat(32)).await;
    alice.taps("Contact support").await;
    alice.expects("T-1");
    assert!(alice.screen().contains(&"ab".repeat(32)));
    // Words without a hash, and one question too many.
    alice.says("/balance").await;
    alice.taps("Deposits").await;
    alice.taps("Where is my payment?").await;
    alice.says("where is it").await;
    alice.expects("There is no hash in it");
    alice.says(&"cd".repeat(32)).await;
    alice.expects("We are looking for it");
    alice.says("/balance").await;
    alice.taps("Deposits").await;
    alice.taps("Where is my payment?").await;
    alice.says(&"ef".repeat(32)).await;
    alice.expects("fifth question within an hour");
    assert_eq!(world.count("deposit_questions").await, 5);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_that_does_not_answer_is_asked_again_and_then_said_so() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let alice = world.actor(5_001);
    for node in &cashier.nodes {
        node.set_fault(NodeRule::always(NodeFault::Html502));
    }
    asks(&world, alice, &"ab".repeat(32)).await;
    assert!(!alice.was_told("The network does not answer"));
    for _ in 0..4 {
        world.advance_ms(21_000);
        world.app.workers.answer_deposit_questions().await.unwrap();
        world.settle().await;
    }
    assert_eq!(alice.times_told("The network does not answer"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_looks_up_anybodys_payment_by_its_hash() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let hash = cashier.sends(ADDRESSES[0], &[10]).to_string();
    cashier.chain.mine(1);
    let owner = world.owner();
    owner.says(&format!("/deposits {hash}")).await;
    owner.expects("We are looking for it");
    world.app.workers.answer_deposit_questions().await.unwrap();
    world.settle().await;
    assert!(owner.was_told("We have it"));
    owner.taps("Open the deposit").await;
    owner.expects("Deposit 1 · $10.00");
    owner.expects("Alice");
    owner.says(&format!("/deposits {hash}")).await;
    owner.expects("Deposit 1 · $10.00");
    owner.says("/deposits hello").await;
    owner.expects("There is no hash in it");
    world.audit().await;
}
