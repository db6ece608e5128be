//! The bonus of deposits by their size, and large ones.

use storefront::clock::HOUR_MS;
use storefront::sandbox::chain::Keep;

use crate::support::World;
use crate::support::cashier::{ADDRESSES, CONFIRMATIONS, Cashier};

/// A shop with this bonus, a customer who has an address, and the address.
async fn world_with_bonus(cashier: &Cashier) -> (World, String) {
    let mut vars = cashier.tokens();
    vars.push(("DEPOSIT_BONUS", "100:5,500:10".to_owned()));
    let world = World::with_ways(vars).await;
    world.follows_chains().await;
    world.customer(5_001, "Alice", "0").await.deposits("60").await;
    world.follows_chains().await;
    let address = world.rows("address FROM deposit_addresses").await.remove(0);
    (world, address)
}

impl World {
    async fn gets(&self, cashier: &Cashier, address: &str, amounts: &[u64]) {
        cashier.sends(address, amounts);
        cashier.chain.mine(CONFIRMATIONS);
        self.follows_chains().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_transfers_of_a_day_to_one_tron_address_count_together() {
    let cashier = Cashier::on_tron().await;
    let (world, address) = world_with_bonus(&cashier).await;
    assert!(address.starts_with('T'), "{address}");
    world.gets(&cashier, &address, &[60]).await;
    world.has(5_001, "60", "0").await;
    world.advance_ms(2 * HOUR_MS);
    world.gets(&cashier, &address, &[60]).await;
    world.has(5_001, "120", "6").await;
    world.advance_ms(20 * HOUR_MS);
    world.gets(&cashier, &address, &[200, 180]).await;
    world.has(5_001, "500", "50").await;
    // The first is a day old: what is left of the day earns no more than was given.
    world.advance_ms(3 * HOUR_MS);
    world.gets(&cashier, &address, &[60]).await;
    world.has(5_001, "560", "50").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_each_deposit_counts_for_itself_where_addresses_are_not_shared() {
    let cashier = Cashier::new().await;
    let (world, address) = world_with_bonus(&cashier).await;
    assert_eq!(address, ADDRESSES[0]);
    world.gets(&cashier, &address, &[60, 60]).await;
    world.has(5_001, "120", "0").await;
    world.gets(&cashier, &address, &[100]).await;
    world.has(5_001, "220", "5").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_transfer_that_is_taken_back_takes_along_what_others_earned_by_it() {
    let cashier = Cashier::on_tron().await;
    let (world, address) = world_with_bonus(&cashier).await;
    world.gets(&cashier, &address, &[400]).await;
    world.has(5_001, "400", "20").await;
    let lost = cashier.sends(&address, &[90]);
    let kept = cashier.sends(&address, &[10]);
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "500", "50").await;
    cashier.chain.reorg(CONFIRMATIONS, &Keep::These(vec![kept]));
    cashier.chain.mine(CONFIRMATIONS + 1);
    world.follows_chains().await;
    world.advance_ms(10 * 60_000);
    world.follows_chains().await;
    // 410 earn five percent.
    world.has(5_001, "410", "20.5").await;
    assert_eq!(world.count("deposits WHERE state = 'reversed'").await, 1);
    assert!(cashier.chain.height_of(lost).is_none());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_are_told_of_a_large_deposit_once() {
    let cashier = Cashier::new().await;
    let (world, address) = world_with_bonus(&cashier).await;
    world.gets(&cashier, &address, &[499]).await;
    assert_eq!(world.owner().times_told("It is a large one"), 0);
    world.gets(&cashier, &address, &[500]).await;
    world.follows_chains().await;
    assert_eq!(world.owner().times_told("$500.00 was added"), 1);
    assert_eq!(world.owner().times_told("It is a large one"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_who_do_not_want_to_hear_of_large_deposits_do_not() {
    let cashier = Cashier::new().await;
    let mut vars = cashier.tokens();
    vars.push(("DEPOSIT_LARGE", "0".to_owned()));
    let world = World::with_ways(vars).await;
    world.follows_chains().await;
    world.customer(5_001, "Alice", "0").await.deposits("60").await;
    world.follows_chains().await;
    world.gets(&cashier, ADDRESSES[0], &[900]).await;
    world.has(5_001, "900", "0").await;
    assert_eq!(world.owner().times_told("It is a large one"), 0);
    world.audit().await;
}
