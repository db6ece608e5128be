//! Blocks that are replaced by others, before and after what was paid in them counts.

use serde_json::json;

use super::contracts::{Kept, reorganise, send_again};
use super::network::{ALICE, BOB, Network};
use super::on_both;
use crate::support::cashier::CONFIRMATIONS;
use crate::support::{Actor, World};

on_both! {
    p06_a_payment_that_is_dropped_before_it_counts_is_not_credited
    p06_a_payment_that_is_included_again_at_another_place_is_credited_once
    p06_a_credited_payment_that_moves_stays_credited_once
    p04_a_credited_payment_that_is_gone_is_taken_back_while_blocks_go_on
    a_payment_that_was_taken_back_and_comes_again_is_for_the_owners
    p06_a_payment_that_fails_when_it_is_included_again_is_not_credited
    p06_a_payment_is_found_in_blocks_that_replace_many
    p06_a_chain_that_becomes_shorter_loses_and_doubles_nothing
}

async fn p06_a_payment_that_is_dropped_before_it_counts_is_not_credited(network: Network) {
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    let sent = network.pays(&to, &[10]).await;
    network.mine(2).await;
    network.follows(&world).await;
    let alice = Actor { world: &world, id: ALICE };
    alice.expects("10 USDT seen");
    reorganise(&network.node, 2, &[]).await;
    network.mine(CONFIRMATIONS + 2).await;
    network.follows(&world).await;
    alice.expects("the network has dropped this payment");
    network.proves(&world).await;
    // It comes back: the same row, credited once.
    send_again(&network.node, &sent).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    world.has(ALICE, "10", "0").await;
    assert_eq!(world.count("deposits").await, 1);
    network.ends(world).await;
}

/// Alice's two transfers behind one of Bob's, in a block with nothing on it.
async fn paid_behind_bob(network: &Network, world: &World) -> super::contracts::Sent {
    let alice = network.asks(world, ALICE, "10").await;
    let bob = network.asks(world, BOB, "10").await;
    network.pays(&bob, &[9]).await;
    network.mine(1).await;
    let first = network.pays(&bob, &[5]).await;
    let sent = network.pays(&alice, &[20, 4]).await;
    network.mine(1).await;
    assert_eq!(places(network, &alice).await, [1, 2]);
    // Bob's second transfer will not come back.
    assert_ne!(first.hash, sent.hash);
    sent
}

/// Where in their blocks the transfers to an address stand.
async fn places(network: &Network, to: &str) -> Vec<u64> {
    let moved = network.contracts.moved(&network.node, &[to.to_owned()]).await;
    moved.iter().map(|moved| moved.log_index).collect()
}

async fn p06_a_payment_that_is_included_again_at_another_place_is_credited_once(network: Network) {
    let world = network.opens().await;
    let sent = paid_behind_bob(&network, &world).await;
    network.mine(1).await;
    network.follows(&world).await;
    assert_eq!(world.count("deposits WHERE state = 'confirming'").await, 4);
    reorganise(&network.node, 2, &[Kept { sent: &sent, offset: 1 }]).await;
    let alice = network.addresses(&world).await.remove(0);
    assert_eq!(places(&network, &alice).await, [0, 1]);
    network.mine(1).await;
    network.follows(&world).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    world.has(ALICE, "24", "1").await;
    world.has(BOB, "9", "0").await;
    assert_eq!(world.count("deposits").await, 4);
    network.ends(world).await;
}

async fn p06_a_credited_payment_that_moves_stays_credited_once(network: Network) {
    let world = network.opens().await;
    let sent = paid_behind_bob(&network, &world).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    world.has(ALICE, "24", "1").await;
    world.has(BOB, "14", "0").await;
    reorganise(&network.node, CONFIRMATIONS + 1, &[]).await;
    network.follows(&world).await;
    // Five minutes later it is mined again, at another height and at another place.
    world.advance_ms(5 * 60_000);
    send_again(&network.node, &sent).await;
    network.mine(1).await;
    network.follows(&world).await;
    world.advance_ms(6 * 60_000);
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    world.has(ALICE, "24", "1").await;
    // What did not come back is taken back.
    world.has(BOB, "9", "0").await;
    network.ends(world).await;
}

/// Lets minutes pass as a network does that makes five blocks in each.
async fn minutes(network: &Network, world: &World, count: u32) {
    for _ in 0..count {
        world.advance_ms(60_000);
        network.mine(5).await;
        network.follows(world).await;
    }
}

async fn p04_a_credited_payment_that_is_gone_is_taken_back_while_blocks_go_on(network: Network) {
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    network.pays(&to, &[100]).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    world.has(ALICE, "100", "10").await;
    reorganise(&network.node, CONFIRMATIONS, &[]).await;
    network.follows(&world).await;
    minutes(&network, &world, 9).await;
    // A transaction may be mined again at once: nothing is taken back before ten minutes are over.
    world.has(ALICE, "100", "10").await;
    minutes(&network, &world, 2).await;
    world.has(ALICE, "0", "0").await;
    assert_eq!(world.owner().times_told("is gone: $100.00"), 1);
    let alice = Actor { world: &world, id: ALICE };
    assert_eq!(alice.times_told("A payment of $100.00 is gone"), 1);
    minutes(&network, &world, 11).await;
    network.ends(world).await;
}

async fn a_payment_that_was_taken_back_and_comes_again_is_for_the_owners(network: Network) {
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    let sent = network.pays(&to, &[10]).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    reorganise(&network.node, CONFIRMATIONS, &[]).await;
    network.follows(&world).await;
    world.advance_ms(600_000);
    network.follows(&world).await;
    network.proves(&world).await;
    send_again(&network.node, &sent).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    world.has(ALICE, "0", "0").await;
    assert_eq!(world.count("deposits WHERE state = 'review'").await, 1);
    assert_eq!(world.count("deposits").await, 1);
    world.audit().await;
}

async fn p06_a_payment_that_fails_when_it_is_included_again_is_not_credited(network: Network) {
    let world = network.opens().await;
    let alice = network.asks(&world, ALICE, "10").await;
    let bob = network.asks(&world, BOB, "10").await;
    // The payer has enough for either, not for both.
    let first = network.pays(&alice, &[60_000_000]).await;
    network.mine(1).await;
    network.follows(&world).await;
    assert_eq!(world.count("deposits WHERE state = 'confirming'").await, 1);
    reorganise(&network.node, 1, &[]).await;
    let second = network.pays(&bob, &[60_000_000]).await;
    network.mine(1).await;
    send_again(&network.node, &first).await;
    network.mine(1).await;
    network.follows(&world).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    assert_ne!(first.hash, second.hash);
    world.has(ALICE, "0", "0").await;
    assert_eq!(world.count("deposits WHERE state = 'orphaned'").await, 1);
    world.audit().await;
}

async fn p06_a_payment_is_found_in_blocks_that_replace_many(network: Network) {
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    let sent = network.pays(&to, &[20]).await;
    network.mine(1).await;
    // Dropped before anybody looked, and thirty blocks without it were looked at.
    reorganise(&network.node, 1, &[]).await;
    network.mine(30).await;
    network.follows(&world).await;
    assert_eq!(world.count("deposits").await, 0);
    reorganise(&network.node, 30, &[Kept { sent: &sent, offset: 0 }]).await;
    network.follows(&world).await;
    world.has(ALICE, "20", "1").await;
    network.ends(world).await;
}

async fn p06_a_chain_that_becomes_shorter_loses_and_doubles_nothing(network: Network) {
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    network.pays(&to, &[4]).await;
    network.mine(CONFIRMATIONS).await;
    let sent = network.pays(&to, &[20]).await;
    network.mine(2).await;
    network.follows(&world).await;
    world.has(ALICE, "4", "0").await;
    network.node.ask("anvil_rollback", json!([2])).await;
    network.follows(&world).await;
    assert_eq!(world.count("deposits WHERE state = 'confirming'").await, 1);
    network.mine(1).await;
    network.follows(&world).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    assert_eq!(world.count("deposits WHERE state = 'orphaned'").await, 1);
    network.proves(&world).await;
    send_again(&network.node, &sent).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    world.has(ALICE, "24", "1").await;
    network.ends(world).await;
}
