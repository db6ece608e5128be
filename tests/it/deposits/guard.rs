//! What a coin is worth: nothing is credited at a price that the market does not have.

use storefront::clock::{HOUR_MS, MINUTE_MS};
use storefront::sandbox::chain::{Address, Payment, Transfer};
use storefront::sandbox::crypto_pay::{GatewayFault, GatewayRule};

use crate::support::cashier::{ADDRESSES, CONFIRMATIONS, Cashier, USDT};
use crate::support::{Actor, World};

impl Cashier {
    /// A shop that asks what its coins are worth, and looks at its network already.
    async fn shop(&self) -> World {
        let world = World::with_ways(self.priced_tokens()).await;
        world.hears_prices().await;
        world
    }
}

impl Actor<'_> {
    /// Is shown the address of the first deposit.
    async fn asks_for_an_address(&self) {
        self.deposits_by("USDT", "25").await;
        self.world.follows_chains().await;
        self.expects(ADDRESSES[0]);
    }
}

impl World {
    /// Prices are asked for, then networks are looked at.
    async fn hears_prices(&self) {
        self.app.workers.fetch_prices().await.unwrap();
        self.follows_chains().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_coin_off_its_peg_waits_and_is_credited_at_the_settings_price_when_it_is_back() {
    let cashier = Cashier::new().await;
    let world = cashier.shop().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.asks_for_an_address().await;
    cashier.is_worth("USDT", "0.95", true);
    cashier.sends(ADDRESSES[0], &[25]);
    cashier.chain.mine(CONFIRMATIONS);
    for _ in 0..3 {
        world.hears_prices().await;
    }
    world.has(5_001, "0", "0").await;
    assert!(alice.was_told("25 USDT arrived and waits. The coin is not at its usual price"));
    assert_eq!(alice.times_told("has arrived and waits"), 1);
    assert_eq!(world.owner().times_told("more than 2% away"), 1);
    assert_eq!(world.count("deposits WHERE reason = 'off_peg'").await, 1);
    // Dust waits too and tells nobody.
    cashier.sends_cents(ADDRESSES[0], 50);
    cashier.chain.mine(CONFIRMATIONS);
    world.hears_prices().await;
    assert_eq!(world.count("deposits WHERE reason = 'off_peg'").await, 2);
    assert_eq!(alice.times_told("has arrived and waits"), 1);
    // Near enough: what the settings say is credited, not the market's price.
    cashier.is_worth("USDT", "0.981", true);
    world.hears_prices().await;
    world.has(5_001, "25.5", "0").await;
    assert_eq!(alice.times_told("$25.00 was added"), 1);
    world.hears_prices().await;
    world.has(5_001, "25.5", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_price_that_is_not_told_any_more_is_too_old_after_a_quarter_of_an_hour() {
    let cashier = Cashier::new().await;
    let world = cashier.shop().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.asks_for_an_address().await;
    cashier.crypto_pay.set_fault(GatewayRule::always(GatewayFault::Html500));
    world.advance_ms(15 * MINUTE_MS);
    cashier.sends(ADDRESSES[0], &[10]);
    cashier.chain.mine(CONFIRMATIONS);
    world.hears_prices().await;
    world.has(5_001, "10", "0").await;
    world.advance_ms(1);
    cashier.sends(ADDRESSES[0], &[20]);
    cashier.chain.mine(CONFIRMATIONS);
    world.hears_prices().await;
    world.has(5_001, "10", "0").await;
    assert!(alice.was_told("We cannot check the price of the coin"));
    assert_eq!(world.owner().times_told("has given no price for 15 minutes"), 1);
    // It answers, but calls its own price no price.
    cashier.crypto_pay.clear_faults();
    cashier.is_worth("USDT", "1", false);
    world.hears_prices().await;
    world.has(5_001, "10", "0").await;
    cashier.is_worth("USDT", "1", true);
    world.hears_prices().await;
    world.has(5_001, "30", "0").await;
    assert_eq!(alice.times_told("has arrived and waits"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_without_anybody_who_tells_prices_the_sum_of_a_day_is_all() {
    let cashier = Cashier::new().await;
    let mut vars = cashier.tokens();
    vars.push(("CHAIN_LOCAL_DAILY_ALONE", "100".to_owned()));
    let world = World::with_ways(vars).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.follows_chains().await;
    alice.deposits("60").await;
    world.follows_chains().await;
    cashier.sends(ADDRESSES[0], &[60, 30, 20, 20]);
    cashier.chain.mine(CONFIRMATIONS);
    for _ in 0..3 {
        world.follows_chains().await;
    }
    world.has(5_001, "90", "0").await;
    alice.expects("A lot has been paid in today");
    assert_eq!(world.owner().times_told("There is no price for its coins"), 1);
    assert_eq!(alice.times_told("has arrived and waits"), 2);
    // The day is over: there is room again, and both hosts still have it.
    world.advance_ms(24 * HOUR_MS + 1);
    world.follows_chains().await;
    world.follows_chains().await;
    world.has(5_001, "130", "0").await;
    assert_eq!(alice.times_told("has arrived and waits"), 2);
    // The network was on offer all the time, and the next full day is told anew.
    alice.deposits("60").await;
    world.follows_chains().await;
    alice.expects("Send 60 USDT");
    assert_eq!(world.count("alerts WHERE key LIKE 'gateway:%'").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_price_that_comes_and_goes_is_told_to_a_person_once() {
    let cashier = Cashier::new().await;
    let mut vars = cashier.priced_tokens();
    vars.push(("CHAIN_LOCAL_DAILY_ALONE", "20".to_owned()));
    let world = World::with_ways(vars).await;
    world.hears_prices().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.asks_for_an_address().await;
    // More than one node is believed for, and the other one does not know of it.
    let (contract, to) = (USDT.parse().unwrap(), ADDRESSES[0].parse().unwrap());
    let invented = Payment::by(Address::numbered(9));
    cashier.nodes[0].invent(invented.with(Transfer::new(contract, to, 50_000_000_u128)));
    cashier.chain.mine(2 * CONFIRMATIONS);
    for price in ["0.95", "1", "0.95", "1", "0.95"] {
        cashier.is_worth("USDT", price, true);
        world.hears_prices().await;
        world.hears_prices().await;
    }
    assert_eq!(world.count("deposits WHERE reason = 'off_peg'").await, 1);
    assert_eq!(alice.times_told("has arrived and waits"), 1);
    world.has(5_001, "0", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_for_a_price_holds_up_nothing_and_goes_where_its_network_loses_it() {
    let cashier = Cashier::new().await;
    let world = cashier.shop().await;
    world.customer(5_001, "Alice", "0").await.asks_for_an_address().await;
    cashier.is_worth("USDT", "1.03", true);
    for _ in 0..3 {
        cashier.sends(ADDRESSES[0], &[1; 100]);
    }
    cashier.chain.mine(CONFIRMATIONS);
    world.hears_prices().await;
    world.hears_prices().await;
    assert_eq!(world.count("deposits WHERE reason = 'off_peg'").await, 300);
    cashier.nodes.iter().for_each(|node| node.clear_counts());
    world.hears_prices().await;
    let asked: u64 = cashier.nodes.iter().map(|node| node.count("eth_getTransactionReceipt")).sum();
    assert!(asked < 10, "nobody is asked about what waits: {asked}");
    // They are gone from the network meanwhile: nothing is credited when the price is back.
    cashier.chain.reorg(CONFIRMATIONS, &storefront::sandbox::chain::Keep::Nothing);
    cashier.chain.mine(CONFIRMATIONS + 1);
    cashier.is_worth("USDT", "1", true);
    for _ in 0..8 {
        world.hears_prices().await;
    }
    world.has(5_001, "0", "0").await;
    assert_eq!(world.count("deposits WHERE state = 'orphaned'").await, 300);
    world.audit().await;
}
