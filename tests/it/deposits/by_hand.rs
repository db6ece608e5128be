//! Payments that customers show and owners look up, and what an owner decides about a deposit.

use storefront::clock::HOUR_MS;
use storefront::sandbox::chain::Keep;

use crate::support::cashier::{ADDRESSES, CONFIRMATIONS, Cashier};
use crate::support::world::WorldOptions;
use crate::support::{Actor, World};

const OWN_TEXT: &str = "Pay to card 4242 & name <Ann>";

fn by_hand() -> Vec<(&'static str, String)> {
    vec![
        ("MANUAL_TEXT", format!("{OWN_TEXT}\\nthen press the button")),
        ("MANUAL_TEXT_RU", "На карту".to_owned()),
        ("DEPOSIT_BONUS", "20:5".to_owned()),
    ]
}

/// A customer asks to pay by hand, the only way there is.
async fn begins(alice: Actor<'_>, sum: &str) {
    alice.deposits(sum).await;
    alice.expects(OWN_TEXT);
    alice.taps("I have paid").await;
    alice.expects("Show us the payment");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_shows_a_receipt_and_an_owner_adds_it_with_one_press() {
    let world = World::with_ways(by_hand()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    begins(alice, "25").await;
    alice.sends_photo().await;
    alice.expects("We are checking your payment");
    let owner = world.owner();
    assert_eq!(owner.times_told("$25.00 waits for you"), 1);
    world.has(5_001, "0", "0").await;
    owner.taps("Open the deposit").await;
    owner.expects("The customer says that they have paid");
    let pictures = owner.chat().iter().filter(|shown| shown.photo.is_some()).count();
    owner.taps("Show the receipt").await;
    let after = owner.chat().iter().filter(|shown| shown.photo.is_some()).count();
    assert_eq!(after, pictures + 1, "the picture is sent to the owner");
    owner.taps("Add $25.00").await;
    assert!(owner.was_told("Add deposit 1: $25.00?"));
    assert!(owner.was_told("Bonus: $1.25"));
    let confirm = owner.button("Confirm");
    owner.taps("Confirm").await;
    owner.presses_again(&confirm).await;
    world.has(5_001, "25", "1.25").await;
    assert_eq!(alice.times_told("$25.00 was added to your balance"), 1);
    assert_eq!(world.journal().await.iter().filter(|line| line.contains("credit")).count(), 1);
    // Nothing more is to be shown of it.
    alice.says("/balance").await;
    alice.taps("Deposits").await;
    alice.expects("$25.00");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_adds_the_sum_that_they_read_or_declines_with_a_reason() {
    let world = World::with_ways(by_hand()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    begins(alice, "25").await;
    alice.says("paid from Bob's card \u{202e}<b>&").await;
    let owner = world.owner();
    owner.says("/deposits").await;
    owner.expects("for you");
    owner.taps("1 · $25.00").await;
    owner.expects("paid from Bob's card");
    owner.taps("Other amount").await;
    for wrong in ["-3", "0", "lots", "1e9", "99999999999999999999"] {
        owner.says(wrong).await;
        owner.expects("not an amount");
    }
    owner.says("19.99").await;
    owner.taps("Confirm").await;
    world.has(5_001, "19.99", "0").await;
    begins(alice, "40").await;
    alice.sends_photo().await;
    owner.says("/deposits").await;
    owner.taps("2 · $40.00").await;
    owner.taps("Decline").await;
    owner.taps("In my own words").await;
    owner.expects("Why is $40.00 declined?");
    owner.says(&"x".repeat(201)).await;
    owner.says("It was paid to <another> card").await;
    assert!(alice.was_told("Your payment of $40.00 was not added"));
    assert!(alice.was_told("It was paid to <another> card"));
    world.has(5_001, "19.99", "0").await;
    owner.says("/deposits").await;
    owner.expects("There is none");
    owner.taps("not added").await;
    owner.taps("2 · $40.00").await;
    owner.expects("An owner has declined it");
    assert!(!owner.screen().contains("Add $40"));
    // The same sum once more is a new request, which can be shown.
    begins(alice, "40").await;
    alice.says("the second try").await;
    alice.expects("We are checking your payment");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_does_not_add_their_own_payment_where_another_one_can() {
    let mut vars = by_hand();
    vars.push(("ADMIN_IDS", "9000,9001".to_owned()));
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    let owner = world.owner();
    begins(owner, "25").await;
    owner.sends_photo().await;
    owner.says("/deposits").await;
    owner.taps("1 · $25.00").await;
    owner.taps("Add $25.00").await;
    owner.expects("You cannot change your own balance");
    world.has(owner.id, "0", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_hash_is_credited_once_whoever_shows_it_and_whatever_the_network_says_later() {
    let cashier = Cashier::new().await;
    let mut vars = cashier.tokens();
    vars.extend(by_hand());
    let world = World::with_ways(vars).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let bob = world.customer(5_002, "Bob", "0").await;
    let owner = world.owner();
    world.follows_chains().await;
    let asks_by_hand = async |who: Actor<'_>| {
        who.says("/deposit").await;
        who.taps("Direct transfer").await;
        who.says("10").await;
        who.taps("I have paid").await;
    };
    // Alice pays on the network and shows the hash as if she had paid by hand, before it is seen.
    alice.says("/deposit").await;
    alice.taps("USDT").await;
    alice.says("10").await;
    world.follows_chains().await;
    let hash = cashier.sends(ADDRESSES[0], &[10]).to_string();
    asks_by_hand(alice).await;
    alice.says(&hash.to_uppercase().replace("0X", "0x")).await;
    alice.expects("We are checking your payment");
    // Bob shows the same hash.
    asks_by_hand(bob).await;
    bob.says(&format!("https://scan.example/tx/{}?x=1", hash.trim_start_matches("0x"))).await;
    bob.expects("This payment is known already");
    owner.taps("Open the deposit").await;
    owner.taps("Add $10.00").await;
    owner.taps("Confirm").await;
    world.has(5_001, "10", "0").await;
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    owner.says("/deposits").await;
    owner.taps("added already").await;
    owner.expects("The same transaction was added already");
    owner.taps("Add $10.00").await;
    owner.expects("This payment is known already");
    world.has(5_001, "10", "0").await;
    // It is not left lying about either.
    owner.says("/deposits").await;
    owner.taps("added already").await;
    owner.taps("Decline").await;
    owner.taps("Without a reason").await;
    assert_eq!(world.count("deposits WHERE state = 'review'").await, 0);
    // The other way round: what the network has credited cannot be shown by hand.
    let hash = cashier.sends(ADDRESSES[0], &[7]).to_string();
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "17", "0").await;
    asks_by_hand(alice).await;
    alice.says(&hash).await;
    alice.expects("This payment is known already");
    // Nor be given by words.
    owner.says(&format!("/credit 5001 7 for {hash}")).await;
    owner.expects("The reason names a payment");
    world.has(5_001, "17", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_shown_has_an_end_and_nobody_shows_anything_of_another_persons_request() {
    let world = World::with_ways(by_hand()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let bob = world.customer(5_002, "Bob", "0").await;
    alice.deposits("25").await;
    let (_, data) = alice.button("I have paid");
    alice.taps("I have paid").await;
    alice.says("one").await;
    for again in 0..5 {
        alice.taps("I have paid").await;
        alice.says(&format!("{again} {}", "x".repeat(4_000))).await;
    }
    alice.expects("You have sent enough for this payment");
    assert_eq!(world.count("deposit_proofs").await, 5);
    assert_eq!(world.count("deposits").await, 1);
    bob.says("/menu").await;
    bob.forges(&data).await;
    bob.says("me too").await;
    assert_eq!(world.count("deposit_proofs").await, 5);
    assert_eq!(world.owner().times_told("$25.00 waits for you"), 1);
    // Buttons of owners are nothing to others.
    for tap in ["xl:w:0", "xd:1", "xc:1"] {
        bob.forges_tap(tap).await;
    }
    world.has(5_001, "0", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_that_came_back_after_it_was_taken_back_waits_for_an_owner() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let payment = cashier.sends(ADDRESSES[0], &[10]);
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    cashier.chain.reorg(CONFIRMATIONS, &Keep::Nothing);
    cashier.chain.mine(CONFIRMATIONS + 1);
    world.follows_chains().await;
    world.advance_ms(600_000);
    world.follows_chains().await;
    world.has(5_001, "0", "0").await;
    assert!(cashier.chain.send_again(payment));
    for _ in 0..3 {
        cashier.chain.mine(CONFIRMATIONS);
        world.follows_chains().await;
    }
    world.has(5_001, "0", "0").await;
    let owner = world.owner();
    assert_eq!(owner.times_told("It had been taken back and is on its network again"), 1);
    owner.taps("Open the deposit").await;
    owner.taps("Add $10.00").await;
    owner.taps("Confirm").await;
    world.has(5_001, "10", "0").await;
    for _ in 0..3 {
        cashier.chain.mine(CONFIRMATIONS);
        world.advance_ms(600_000);
        world.follows_chains().await;
    }
    world.has(5_001, "10", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_way_is_not_offered_and_what_comes_by_it_is_credited() {
    let cashier = Cashier::new().await;
    let mut vars = cashier.tokens();
    vars.extend(by_hand());
    let world = World::with_ways(vars).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.follows_chains().await;
    alice.says("/deposit").await;
    alice.taps("USDT").await;
    let old = alice.button("$10.00");
    alice.says("10").await;
    world.follows_chains().await;
    let owner = world.owner();
    owner.says("/deposits").await;
    owner.taps("Ways to pay").await;
    owner.taps("✅ LOCAL").await;
    owner.expects("Close LOCAL?");
    owner.taps("Confirm").await;
    owner.expects("LOCAL is closed");
    alice.says("/deposit").await;
    assert!(!alice.is_offered("USDT"));
    let answer = alice.presses_again(&old).await;
    assert!(
        answer.contains("from an earlier step") || alice.was_told("is closed at the moment"),
        "{answer}"
    );
    cashier.sends(ADDRESSES[0], &[10]);
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    owner.says("/deposits").await;
    owner.taps("Ways to pay").await;
    owner.taps("⏸️ LOCAL").await;
    owner.taps("Confirm").await;
    owner.expects("LOCAL is open");
    alice.says("/deposit").await;
    alice.taps("USDT").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hash_that_paid_somebodys_address_is_theirs_whoever_shows_it() {
    let cashier = Cashier::new().await;
    let mut vars = cashier.tokens();
    vars.extend(by_hand());
    let world = World::with_ways(vars).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let bob = world.customer(5_002, "Bob", "0").await;
    let owner = world.owner();
    world.follows_chains().await;
    alice.deposits_by("USDT", "10").await;
    world.follows_chains().await;
    let hash = cashier.sends(ADDRESSES[0], &[10]).to_string();
    cashier.chain.mine(1);
    // Bob has seen the transaction on the network before the shop has.
    bob.deposits_by("Direct transfer", "10").await;
    bob.taps("I have paid").await;
    bob.says(&hash).await;
    bob.expects("We are checking your payment");
    world.app.workers.answer_deposit_questions().await.unwrap();
    world.settle().await;
    assert_eq!(bob.times_told("We have it"), 0);
    owner.taps("Open the deposit").await;
    owner.taps("Add $10.00").await;
    owner.expects("This payment is known already");
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    world.has(5_002, "0", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_payment_has_one_hash() {
    let world = World::with_ways(by_hand()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let owner = world.owner();
    let (first, other) = ("ab".repeat(32), "cd".repeat(32));
    begins(alice, "10").await;
    alice.says(&first).await;
    alice.taps("I have paid").await;
    alice.says(&other).await;
    alice.expects("You have shown another hash for this payment");
    owner.taps("Open the deposit").await;
    owner.taps("Add $10.00").await;
    owner.taps("Confirm").await;
    world.has(5_001, "10", "0").await;
    begins(alice, "10").await;
    alice.says(&format!("0x{first}")).await;
    alice.expects("This payment is known already");
    world.has(5_001, "10", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_are_reminded_once_a_day_of_deposits_that_they_have_left() {
    let world = World::with_ways(by_hand()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let owner = world.owner();
    begins(alice, "25").await;
    alice.sends_photo().await;
    assert!(owner.was_told("Alice · ID 5001"));
    let hours_pass = async |hours: i64| {
        world.advance_ms(hours * HOUR_MS);
        world.app.workers.remind_deposits().await.unwrap();
        world.settle().await;
    };
    hours_pass(23).await;
    assert_eq!(owner.times_told("1 deposit waits for you, some for over a day"), 0);
    for _ in 0..3 {
        hours_pass(2).await;
    }
    assert_eq!(owner.times_told("1 deposit waits for you, some for over a day"), 1);
    owner.taps("Deposits").await;
    owner.taps("1 · $25.00").await;
    owner.taps("Add $25.00").await;
    owner.taps("Confirm").await;
    hours_pass(48).await;
    assert_eq!(owner.times_told("waits for you, some for over a day"), 1);
    world.has(5_001, "25", "1.25").await;
    world.audit().await;
}
