//! Payments as they come, and what only looks like one.

use super::contracts::{Share, UNIT, receipt};
use super::network::{ALICE, BOB, Network};
use super::node::number;
use super::on_both;
use crate::support::Actor;
use crate::support::cashier::CONFIRMATIONS;

on_both! {
    an_exact_payment_is_followed_on_the_card_until_it_is_credited
    p06_transfers_of_one_transaction_are_credits_of_their_own
    p06_a_payment_after_the_requests_end_is_credited
    p07_what_only_looks_like_a_payment_credits_nothing
    p06_a_payment_is_credited_however_many_blocks_come_before_the_next_look
}

async fn an_exact_payment_is_followed_on_the_card_until_it_is_credited(network: Network) {
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "25").await;
    let alice = Actor { world: &world, id: ALICE };
    alice.expects("Send 25 USDT on the network LOCAL");
    let shown = world.rows("address FROM deposit_addresses").await;
    alice.expects(&shown[0]);
    let (node, contracts) = (&network.node, &network.contracts);
    contracts.transfers(node, &contracts.usdt, &to, 25 * UNIT).await;
    // It waits for a block: nothing is there to be seen.
    network.follows(&world).await;
    assert_eq!(world.count("deposits").await, 0);
    for depth in 1..CONFIRMATIONS {
        network.mine(1).await;
        network.follows(&world).await;
        alice.expects(&format!("25 USDT seen: {depth} of 4 confirmations"));
        world.has(ALICE, "0", "0").await;
    }
    network.mine(1).await;
    network.follows(&world).await;
    world.has(ALICE, "25", "1.25").await;
    assert_eq!(alice.times_told("✅ $25.00 added"), 1);
    network.mine(30).await;
    network.follows(&world).await;
    network.ends(world).await;
}

async fn p06_transfers_of_one_transaction_are_credits_of_their_own(network: Network) {
    let world = network.opens().await;
    let alice = network.asks(&world, ALICE, "10").await;
    let bob = network.asks(&world, BOB, "10").await;
    assert_ne!(alice, bob);
    let shares =
        [Share::of(&alice, 40), Share::of(&bob, 7), Share::of(&alice, 40), Share::of(&alice, 3)];
    network.contracts.pays(&network.node, &shares).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    assert_eq!(world.count("deposits WHERE state = 'credited'").await, 4);
    world.has(ALICE, "83", "4").await;
    world.has(BOB, "7", "0").await;
    network.follows(&world).await;
    network.ends(world).await;
}

async fn p06_a_payment_after_the_requests_end_is_credited(network: Network) {
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    world.advance_ms(9 * 86_400_000);
    world.app.workers.expire_deposits().await.unwrap();
    assert_eq!(world.count("deposit_requests WHERE state = 'expired'").await, 1);
    network.pays(&to, &[10]).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    world.has(ALICE, "10", "0").await;
    // More or less than was asked for, and once more: what comes is credited.
    network.pays(&to, &[120]).await;
    network.pays(&to, &[1]).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    world.has(ALICE, "131", "12").await;
    network.ends(world).await;
}

async fn p07_what_only_looks_like_a_payment_credits_nothing(network: Network) {
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    let (node, contracts) = (&network.node, &network.contracts);
    // Nothing, written down all the same; a token that calls itself so; a transaction that is
    // undone; and one whose last share is more than there is, which undoes the first as well.
    let nothing = contracts.transfers(node, &contracts.usdt, &to, 0).await;
    let fake = contracts.transfers(node, &contracts.fake, &to, 50 * UNIT).await;
    let undone = contracts.fails(node, &to, 50 * UNIT).await;
    let torn = network.pays(&to, &[50, 900_000_000]).await;
    network.mine(2 * CONFIRMATIONS).await;
    for (sent, status) in [(&nothing, 1), (&fake, 1), (&undone, 0), (&torn, 0)] {
        assert_eq!(number(&receipt(node, sent).await["status"]), status, "{sent:?}");
    }
    network.follows(&world).await;
    assert_eq!(world.count("deposits").await, 0);
    world.has(ALICE, "0", "0").await;
    // They do not stand in the way of a real one.
    network.pays(&to, &[10]).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    world.has(ALICE, "10", "0").await;
    assert_eq!(world.count("deposits").await, 1);
    world.audit().await;
}

async fn p06_a_payment_is_credited_however_many_blocks_come_before_the_next_look(network: Network) {
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    network.pays(&to, &[30]).await;
    network.mine(400).await;
    network.pays(&to, &[6]).await;
    network.mine(200).await;
    network.follows(&world).await;
    world.has(ALICE, "36", "1.5").await;
    network.ends(world).await;
}
