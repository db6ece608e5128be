//! Addresses and the key that they come out of, over networks and over changes of the settings.

use storefront::sandbox::chain::{Address, Payment, Transfer};

use crate::support::World;
use crate::support::cashier::{ADDRESSES, CONFIRMATIONS, Cashier, USDT};

/// Another account's key.
const OTHER_XPUB: &str = "xpub6BuRy7ZmkGfP2RWhoor1kWB1w9DvrtmJbFBvnC1bQ4SB5NbCHTyQYCJSXZtxDbFyHTmC7wkU2he3nYYdpZ3Vf6qUAkXSnL6RPif4BDtDEKr";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_payment_on_another_network_of_the_kind_is_credited_under_its_own_name() {
    let cashier = Cashier::new().await;
    let (second, vars) = cashier.second_network().await;
    let world = World::with_ways([cashier.tokens(), vars].concat()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.follows_chains().await;
    alice.deposits_by("USDT · LOCAL", "10").await;
    world.follows_chains().await;
    alice.expects(ADDRESSES[0]);
    // She was shown one network and pays on the other.
    let (contract, to) = (USDT.parse().unwrap(), ADDRESSES[0].parse().unwrap());
    let payment = Payment::by(Address::numbered(7));
    second.send(payment.with(Transfer::new(contract, to, 10_000_000_u128)));
    second.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    assert_eq!(world.rows("gateway FROM deposits").await, ["chain:second"]);
    alice.says("/balance").await;
    alice.taps("Deposits").await;
    alice.expects("SECOND");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_changed_key_gives_other_addresses_and_the_old_ones_still_credit() {
    let cashier = Cashier::new().await;
    let mut world = World::with_ways(cashier.tokens()).await;
    world.follows_chains().await;
    world.customer(5_001, "Alice", "0").await.deposits("10").await;
    world.follows_chains().await;
    let mut vars = cashier.tokens();
    vars.retain(|(name, _)| *name != "CHAIN_LOCAL_XPUB");
    vars.push(("CHAIN_LOCAL_XPUB", OTHER_XPUB.to_owned()));
    world.restart(&vars).await;
    world.follows_chains().await;
    let alice = world.actor(5_001);
    alice.deposits("20").await;
    world.follows_chains().await;
    alice.expects("Send 20 USDT");
    assert!(!alice.screen().contains(ADDRESSES[0]), "{}", alice.screen());
    cashier.sends(ADDRESSES[0], &[10]);
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p07_an_address_that_does_not_come_out_of_the_key_again_is_shown_to_nobody() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let alice = world.actor(5_001);
    alice.expects(ADDRESSES[0]);
    // Somebody has put an address of their own into the database.
    let forged = "0x1111111111111111111111111111111111111111";
    world
        .forces("deposit_addresses", &format!("UPDATE deposit_addresses SET address = '{forged}'"))
        .await;
    alice.deposits("20").await;
    world.follows_chains().await;
    assert!(!alice.was_told(forged));
    alice.expects("does not answer right now");
    assert_eq!(world.owner().times_told("another one than the settings say"), 1);
    alice.says("/deposit").await;
    alice.expects("No way to pay works at the moment");
}
