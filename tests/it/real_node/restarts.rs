//! Node and shop end in the middle, and go on.

use super::contracts::Sent;
use super::network::{ALICE, Network};
use super::on_both;
use crate::support::cashier::CONFIRMATIONS;
use crate::support::{Actor, World};

on_both! {
    p06_nothing_is_lost_or_doubled_when_the_node_stops_in_the_middle
    p06_nothing_is_lost_or_doubled_when_the_shop_stops_in_the_middle
}

async fn p06_nothing_is_lost_or_doubled_when_the_node_stops_in_the_middle(mut network: Network) {
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    network.pays(&to, &[3]).await;
    network.mine(CONFIRMATIONS).await;
    network.pays(&to, &[20, 4]).await;
    network.mine(2).await;
    network.follows(&world).await;
    world.has(ALICE, "3", "0").await;
    network.pays(&to, &[5]).await;
    network.mine(1).await;
    network.node.stop();
    for _ in 0..3 {
        world.follows_chains().await;
    }
    world.has(ALICE, "3", "0").await;
    assert_eq!(world.owner().times_told("It does not answer"), 1);
    network.node.start_again().await;
    network.follows(&world).await;
    world.has(ALICE, "3", "0").await;
    network.pays(&to, &[7]).await;
    network.mine(CONFIRMATIONS).await;
    network.follows(&world).await;
    world.has(ALICE, "39", "1").await;
    network.ends(world).await;
}

async fn pays_and_mines(network: &Network, to: &str, tokens: u64) -> Sent {
    let sent = network.pays(to, &[tokens]).await;
    network.mine(1).await;
    sent
}

async fn p06_nothing_is_lost_or_doubled_when_the_shop_stops_in_the_middle(network: Network) {
    let mut world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    // Paid and not seen; seen and not credited; credited and told.
    for tokens in [2, 30, 4] {
        pays_and_mines(&network, &to, tokens).await;
        network.reopens(&mut world).await;
        network.follows(&world).await;
    }
    world.has(ALICE, "0", "0").await;
    network.mine(1).await;
    network.reopens(&mut world).await;
    network.follows(&world).await;
    world.has(ALICE, "2", "0").await;
    network.reopens(&mut world).await;
    network.mine(60).await;
    pays_and_mines(&network, &to, 8).await;
    network.mine(CONFIRMATIONS).await;
    network.reopens(&mut world).await;
    network.follows(&world).await;
    world.has(ALICE, "44", "1.5").await;
    let alice = Actor { world: &world, id: ALICE };
    assert_eq!(alice.times_told("was added to your balance"), 4);
    proves_one_address(&network, &world).await;
    network.ends(world).await;
}

/// A restart gives nobody another address.
async fn proves_one_address(network: &Network, world: &World) {
    assert_eq!(network.addresses(world).await.len(), 1);
}
