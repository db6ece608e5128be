//! Hosts that are behind: they do not know the newest blocks, or not yet what was paid in them.

use storefront::domain::deposit::Family;

use super::contracts::{Kept, reorganise};
use super::network::{ALICE, Network};
use super::proxy::{Fault, Lag, Mood, Which};
use crate::support::cashier::CONFIRMATIONS;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_what_a_host_has_not_sorted_yet_is_found_by_looking_back() {
    let Some(network) = Network::behind_proxy(Family::Tron).await else { return };
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    network.pays(&to, &[20, 6]).await;
    network.mine(1).await;
    network.proxy().set_mood(Mood::Always(Fault::NoLogs));
    for _ in 0..4 {
        world.follows_chains().await;
        network.mine(2).await;
    }
    // The blocks were looked at, and nothing was in them.
    assert_eq!(world.count("deposits").await, 0);
    network.proxy().set_mood(Mood::Calm);
    world.follows_chains().await;
    network.has(&world, ALICE, "26", "1").await;
    network.ends(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_host_that_is_behind_drops_nothing_and_doubles_nothing() {
    let Some(network) = Network::behind_proxy(Family::Tron).await else { return };
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    for tokens in [20, 6, 100] {
        let sent = network.pays(&to, &[tokens]).await;
        network.mine(2).await;
        world.follows_chains().await;
        network.proxy().set_lag(Which::First, Lag { blocks: 3, logs: 0 });
        world.follows_chains().await;
        network.mine(1).await;
        world.follows_chains().await;
        reorganise(&network.node, 3, &[Kept { sent: &sent, offset: 1 }]).await;
        world.follows_chains().await;
        network.proxy().set_lag(Which::First, Lag::default());
        network.mine(CONFIRMATIONS).await;
        world.follows_chains().await;
    }
    network.follows(&world).await;
    network.has(&world, ALICE, "126", "11").await;
    network.ends(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p04_a_host_that_is_behind_does_not_hold_up_what_must_be_taken_back() {
    let Some(network) = Network::behind_proxy(Family::Tron).await else { return };
    let world = network.opens().await;
    let to = network.asks(&world, ALICE, "10").await;
    network.pays(&to, &[10]).await;
    network.mine(CONFIRMATIONS).await;
    world.follows_chains().await;
    network.has(&world, ALICE, "10", "0").await;
    reorganise(&network.node, CONFIRMATIONS, &[]).await;
    for _ in 0..6 {
        world.advance_ms(2 * 60_000);
        world.follows_chains().await;
        // In between the host does not know the block at all: that says nothing.
        network.proxy().set_lag(Which::First, Lag { blocks: CONFIRMATIONS, logs: 0 });
        world.follows_chains().await;
        network.proxy().set_lag(Which::First, Lag::default());
    }
    world.follows_chains().await;
    network.has(&world, ALICE, "0", "0").await;
    network.ends(world).await;
}
