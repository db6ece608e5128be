//! The looks at networks: fresh addresses all the time, every address hourly, and who hears of it
//! when they do not go on.

use storefront::clock::{DAY_MS, HOUR_MS, MINUTE_MS};
use storefront::sandbox::chain::{Address, NodeFault, NodeRule};

use crate::support::World;
use crate::support::cashier::{CONFIRMATIONS, Cashier};

/// A shop on this chain whose customer Alice was shown an address a while ago.
async fn with_old_address(cashier: &Cashier) -> (World, String) {
    let world = World::with_ways(cashier.tokens()).await;
    world.follows_chains().await;
    world.customer(5_001, "Alice", "0").await.deposits("10").await;
    world.follows_chains().await;
    let address = world.rows("address FROM deposit_addresses").await.remove(0);
    world.advance_ms(8 * DAY_MS);
    world.app.workers.expire_deposits().await.unwrap();
    world.follows_chains().await;
    (world, address)
}

impl World {
    async fn watches_fresh(&self) {
        self.app.workers.watch_chains().await.unwrap();
        self.settle().await;
    }

    async fn watches_late(&self) {
        self.app.workers.watch_late().await.unwrap();
        self.settle().await;
    }

    async fn watches_stillness(&self) {
        self.app.workers.watch_stillness().await.unwrap();
        self.settle().await;
    }

    /// So many addresses of Alice, all of which were shown long ago.
    async fn has_old_addresses(&self, count: u32) {
        let numbers: Vec<u32> = (1..=count).collect();
        for some in numbers.chunks(500) {
            let rows = some.iter().map(|number| {
                let address = Address::numbered(*number);
                format!("('evm', 'old', {number}, '{address}', 5001, 0, 0)")
            });
            let rows: Vec<String> = rows.collect();
            self.tampers(&format!(
                "INSERT INTO deposit_addresses (family, fingerprint, place, address, person_id, \
                 shown_ms, hot_until_ms) VALUES {}",
                rows.join(", ")
            ))
            .await;
        }
    }
}

impl Cashier {
    /// Requests and questions for logs that came since the last call.
    fn asked(&self) -> [u64; 2] {
        let nodes = self.nodes.iter();
        let requests = nodes.clone().map(|node| node.requests()).sum();
        let logs = nodes.clone().map(|node| node.count("eth_getLogs")).sum();
        nodes.for_each(|node| node.clear_counts());
        [requests, logs]
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_late_payment_to_an_old_address_is_credited_within_the_hour() {
    let cashier = Cashier::new().await;
    let (world, address) = with_old_address(&cashier).await;
    world.advance_ms(MINUTE_MS);
    cashier.sends(&address, &[10]);
    cashier.chain.mine(CONFIRMATIONS);
    world.watches_fresh().await;
    world.watches_late().await;
    assert_eq!(world.count("deposits").await, 0, "it is looked at hourly");
    world.advance_ms(58 * MINUTE_MS);
    world.watches_late().await;
    world.watches_fresh().await;
    world.has(5_001, "10", "0").await;
    // It was paid to: what comes next is seen at once.
    cashier.sends(&address, &[5]);
    cashier.chain.mine(CONFIRMATIONS);
    world.watches_fresh().await;
    world.has(5_001, "15", "0").await;
    world.advance_ms(HOUR_MS);
    world.watches_late().await;
    world.watches_fresh().await;
    assert_eq!(world.count("deposits").await, 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_an_old_address_that_is_shown_again_is_fresh_and_nothing_lies_between() {
    let cashier = Cashier::new().await;
    let (world, address) = with_old_address(&cashier).await;
    // Paid while it is old, and far behind the newest block before it is shown again.
    cashier.sends(&address, &[10]);
    cashier.chain.mine(100);
    world.watches_fresh().await;
    assert_eq!(world.count("deposits").await, 0);
    world.advance_ms(20 * MINUTE_MS);
    let alice = world.actor(5_001);
    alice.deposits("30").await;
    world.app.workers.give_addresses().await.unwrap();
    world.settle().await;
    alice.expects(&address);
    cashier.sends(&address, &[30]);
    cashier.chain.mine(CONFIRMATIONS);
    world.watches_fresh().await;
    world.has(5_001, "30", "0").await;
    world.advance_ms(40 * MINUTE_MS);
    world.watches_late().await;
    world.watches_fresh().await;
    world.has(5_001, "40", "0").await;
    assert_eq!(world.count("deposits WHERE state = 'credited'").await, 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p04_an_hourly_look_that_dies_or_is_not_answered_loses_nothing() {
    let cashier = Cashier::new().await;
    let (world, address) = with_old_address(&cashier).await;
    cashier.sends(&address, &[10]);
    cashier.chain.mine(CONFIRMATIONS);
    world.advance_ms(HOUR_MS);
    let before = world.rows("block_hash FROM chain_looks WHERE look = 'late'").await;
    world.refuses_changes("chain_looks", "NEW.look = 'late'").await;
    world.app.workers.watch_late().await.unwrap_err();
    assert_eq!(world.count("deposits").await, 0, "kept together with the cursor, or not at all");
    world.allows_changes("chain_looks").await;
    for node in &cashier.nodes {
        node.set_fault(NodeRule::always(NodeFault::Refused {
            code: -32_000,
            message: "no".to_owned(),
        }));
    }
    world.watches_late().await;
    assert_eq!(world.rows("block_hash FROM chain_looks WHERE look = 'late'").await, before);
    cashier.nodes.iter().for_each(|node| node.clear_faults());
    until_answered(&world).await;
    world.watches_late().await;
    world.watches_fresh().await;
    world.has(5_001, "10", "0").await;
    world.audit().await;
}

/// The numbers that the shop tells a machine.
async fn metrics_at(address: &str) -> String {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http.get(format!("http://{address}/metrics")).send().await.unwrap();
    answer.text().await.unwrap()
}

/// Nodes that failed are left alone for a moment.
async fn until_answered(world: &World) {
    let client = &world.app.workers.gateways.chains[0].client;
    world.until("a node is asked again", async || client.head().await.is_ok()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_payment_in_a_block_that_took_the_place_of_one_looked_at_is_found() {
    let cashier = Cashier::new().await;
    let (world, address) = with_old_address(&cashier).await;
    // Twenty blocks below the newest one are replaced, more than are looked at twice.
    cashier.chain.roll_back(20);
    cashier.sends(&address, &[10]);
    cashier.chain.mine(25);
    world.watches_fresh().await;
    assert_eq!(world.count("deposits").await, 0);
    world.advance_ms(HOUR_MS);
    world.watches_late().await;
    world.watches_fresh().await;
    world.has(5_001, "10", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_addresses_cost_three_requests_a_round_and_twenty_one_an_hour_each() {
    let cashier = Cashier::new().await;
    let (world, _) = with_old_address(&cashier).await;
    world.has_old_addresses(9_999).await;
    world
        .tampers(&format!(
            "UPDATE deposit_addresses SET hot_until_ms = {} WHERE place < 700",
            world.now_ms() + 2 * HOUR_MS
        ))
        .await;
    assert_eq!(world.count("deposit_addresses").await, 10_000);
    // An hour of Ethereum.
    cashier.chain.mine(300);
    world.watches_fresh().await;
    world.advance_ms(HOUR_MS);
    cashier.asked();
    cashier.chain.mine(1);
    world.watches_fresh().await;
    assert_eq!(cashier.asked(), [3, 2]);
    world.watches_late().await;
    assert_eq!(cashier.asked(), [21, 20]);
    world.app.workers.watch_unlisted().await.unwrap();
    assert_eq!(cashier.asked(), [21, 20]);
    // Not before the next hour.
    world.watches_late().await;
    world.app.workers.watch_unlisted().await.unwrap();
    assert_eq!(cashier.asked(), [0, 0]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_without_new_blocks_is_told_once_and_again_when_it_stands_still_again() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.tokens()).await;
    world.follows_chains().await;
    for _ in 0..9 {
        world.advance_ms(MINUTE_MS);
        world.follows_chains().await;
        world.watches_stillness().await;
    }
    assert_eq!(world.owner().times_told("No new block has come"), 0);
    for _ in 0..3 {
        world.advance_ms(MINUTE_MS);
        // One node is behind the other: that is no new block either.
        cashier.nodes[0].set_fault(NodeRule::always(NodeFault::Behind { blocks: 3 }).times(4));
        world.follows_chains().await;
        world.watches_stillness().await;
    }
    assert_eq!(world.owner().times_told("No new block has come"), 1);
    cashier.nodes[0].clear_faults();
    cashier.chain.mine(1);
    world.follows_chains().await;
    world.watches_stillness().await;
    assert_eq!(world.count("alerts WHERE key LIKE '%stands_still'").await, 0);
    world.advance_ms(10 * MINUTE_MS);
    world.follows_chains().await;
    world.watches_stillness().await;
    assert_eq!(world.owner().times_told("No new block has come"), 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_look_that_does_not_come_any_more_is_told_and_one_behind_is_measured() {
    let cashier = Cashier::new().await;
    let mut world = World::with_ways(cashier.tokens()).await;
    let address = world.start_http().await;
    world.follows_chains().await;
    // Nobody looks, and no failure says so.
    world.advance_ms(10 * MINUTE_MS);
    world.watches_stillness().await;
    world.watches_stillness().await;
    assert_eq!(world.owner().times_told("It has not been checked"), 1);
    cashier.chain.mine(1);
    world.follows_chains().await;
    world.watches_stillness().await;
    assert_eq!(world.count("alerts WHERE key LIKE '%not_looked'").await, 0);
    // An hourly look that never comes to its end, while the other one goes on.
    for _ in 0..13 {
        world.advance_ms(15 * MINUTE_MS);
        cashier.chain.mine(1);
        world.watches_fresh().await;
    }
    world.watches_stillness().await;
    assert_eq!(world.owner().times_told("It has not been checked"), 2);
    let metrics = metrics_at(&address.to_string()).await;
    let looked = format!(
        "storefront_chain_looked_timestamp_seconds{{gateway=\"chain:local\"}} {}\n",
        world.now_ms() / 1_000
    );
    assert!(metrics.contains("storefront_chain_lag_blocks{gateway=\"chain:local\"} 0\n"));
    assert!(metrics.contains(&looked), "{metrics}");
    // A long past is not looked at in one round.
    cashier.chain.mine(40_000);
    world.advance_ms(MINUTE_MS);
    world.watches_fresh().await;
    let lag = "CAST(head - block_number AS TEXT) FROM chain_looks WHERE look = 'fresh'";
    let lag: i64 = world.rows(lag).await.remove(0).parse().unwrap();
    assert!((1..40_000).contains(&lag), "{lag}");
    let metrics = metrics_at(&address.to_string()).await;
    let line = format!("storefront_chain_lag_blocks{{gateway=\"chain:local\"}} {lag}\n");
    assert!(metrics.contains(&line), "{metrics}");
    assert!(metrics.contains(&looked), "it has not come to the newest block: {metrics}");
    world.audit().await;
}
