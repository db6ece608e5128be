//! Tokens that nobody listed: known to owners, worth nothing, and never a flood.

use storefront::clock::{DAY_MS, HOUR_MS};
use storefront::sandbox::chain::{Address, Payment, Transfer};

use crate::support::World;
use crate::support::cashier::{ADDRESSES, CONFIRMATIONS, Cashier, USDT};

impl World {
    /// An hour later tokens that are not listed are looked for.
    async fn looks_for_unlisted(&self) {
        self.advance_ms(HOUR_MS);
        self.app.workers.watch_unlisted().await.unwrap();
        self.settle().await;
    }
}

impl Cashier {
    /// Somebody sends so many transfers of a token that nobody knows, in one transaction.
    fn spams(&self, token: u32, transfers: usize) {
        let to: Address = ADDRESSES[0].parse().unwrap();
        let payment = Payment::by(Address::numbered(9));
        let spam = Transfer::new(Address::numbered(token), to, 1_000_000_u128);
        self.chain.send((0..transfers).fold(payment, |payment, _| payment.with(spam.clone())));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_a_token_that_is_not_listed_is_kept_told_once_and_never_credited() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let alice = world.actor(5_001);
    let (to, fake) = (ADDRESSES[0].parse().unwrap(), Address::numbered(1_066));
    // One transaction pays in both; each is what it is.
    let both = Payment::by(Address::numbered(7))
        .with(Transfer::new(fake, to, 5_000_000_u128))
        .with(Transfer::new(USDT.parse().unwrap(), to, 3_000_000_u128))
        .with(Transfer::new(fake, to, 0_u128));
    let hash = cashier.chain.send(both);
    cashier.chain.mine(2 * CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "3", "0").await;
    let told = alice.told().len();
    world.looks_for_unlisted().await;
    let ids = world.rows("external_id FROM deposits WHERE state = 'ignored'").await;
    assert_eq!(ids, [format!("{hash}:0")]);
    assert_eq!(world.count("deposits WHERE amount = 0 AND reason = 'unlisted'").await, 1);
    assert_eq!(world.owner().times_told("a token that is not in the settings"), 1);
    assert!(world.owner().was_told("1 transfer to a customer's address"));
    // Its owner hears of money only, and has no advertising among the deposits.
    assert_eq!(alice.told().len(), told);
    alice.says("/balance").await;
    alice.taps("Deposits").await;
    assert_eq!(alice.screen().matches("USDT").count(), 1);
    assert!(!alice.screen().contains(&fake.to_string()[..10]));
    // More of it the same day is counted, and told the next day.
    cashier.spams(1_066, 2);
    cashier.chain.mine(2 * CONFIRMATIONS);
    world.looks_for_unlisted().await;
    assert_eq!(world.owner().times_told("a token that is not in the settings"), 1);
    assert_eq!(world.rows("CAST(transfers AS TEXT) FROM unlisted_tokens").await, ["3"]);
    world.advance_ms(DAY_MS);
    cashier.spams(1_066, 1);
    cashier.chain.mine(2 * CONFIRMATIONS);
    world.looks_for_unlisted().await;
    assert_eq!(world.owner().times_told("a token that is not in the settings"), 2);
    world.follows_chains().await;
    world.has(5_001, "3", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_of_worthless_transfers_are_a_few_rows_and_messages_and_hold_up_no_payment() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let (owner, alice) = (world.owner(), world.actor(5_001));
    // Less than these nodes answer with at once.
    for node in &cashier.nodes {
        let limits = node.limits();
        node.set_limits(storefront::sandbox::chain::NodeLimits { results: 200, ..limits });
    }
    for token in 0..40 {
        cashier.spams(2_000 + token, 100);
        cashier.chain.mine(1);
    }
    cashier.sends(ADDRESSES[0], &[10]);
    cashier.chain.mine(2 * CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    let (told_owner, told_alice) = (owner.told().len(), alice.told().len());
    for _ in 0..8 {
        world.looks_for_unlisted().await;
    }
    let seen = "CAST(CAST(SUM(transfers) AS BIGINT) AS TEXT) FROM unlisted_tokens";
    assert_eq!(world.rows(seen).await, ["4000"]);
    assert_eq!(world.count("unlisted_tokens").await, 6);
    let kept = world.count("deposits WHERE state = 'ignored'").await;
    assert!((1..=20).contains(&kept), "{kept}");
    assert_eq!(owner.told().len(), told_owner + 6);
    assert!(owner.was_told("many other tokens"), "{:#?}", owner.told());
    assert_eq!(alice.told().len(), told_alice);
    world.has(5_001, "10", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_so_many_worthless_transfers_are_kept_of_a_day() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    // The world begins at noon; a day of looks from midnight on.
    world.advance_ms(12 * HOUR_MS);
    for hour in 0..20 {
        for token in 0..4 {
            cashier.spams(3_000 + 10 * hour + token, 3);
        }
        cashier.chain.mine(2 * CONFIRMATIONS);
        world.looks_for_unlisted().await;
    }
    assert_eq!(world.count("deposits WHERE state = 'ignored'").await, 50);
    world.advance_ms(6 * HOUR_MS);
    cashier.spams(4_000, 3);
    cashier.chain.mine(2 * CONFIRMATIONS);
    world.looks_for_unlisted().await;
    assert_eq!(world.count("deposits WHERE state = 'ignored'").await, 53);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transfers_of_nothing_and_dust_push_nothing_and_keep_nothing() {
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let (owner, alice) = (world.owner(), world.actor(5_001));
    let (told_owner, told_alice) = (owner.told().len(), alice.told().len());
    let to: Address = ADDRESSES[0].parse().unwrap();
    let (real, fake) = (USDT.parse().unwrap(), Address::numbered(66));
    let payment = Payment::by(Address::numbered(9))
        .with(Transfer::new(fake, to, 0_u128))
        .with(Transfer::new(real, to, 0_u128))
        .with(Transfer::new(real, to, 9_u128));
    cashier.chain.send(payment);
    cashier.chain.mine(2 * CONFIRMATIONS);
    world.follows_chains().await;
    world.looks_for_unlisted().await;
    assert_eq!((owner.told().len(), alice.told().len()), (told_owner, told_alice));
    assert_eq!((world.count("deposits").await, world.count("unlisted_tokens").await), (0, 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_what_was_taken_for_an_unlisted_token_is_credited_when_it_turns_out_to_be_a_listed_one()
{
    let cashier = Cashier::new().await;
    let world = World::with_address(&cashier).await;
    let hash = cashier.sends(ADDRESSES[0], &[10]);
    // A node that lies had said so before the payment was seen.
    world
        .tampers(&format!(
            "INSERT INTO deposits (gateway, external_id, person_id, asset, coin_amount, amount, \
             state, reason, seen_ms, changed_ms) VALUES ('chain:local', '{hash}:0', 5001, \
             '0x42', '1', 0, 'ignored', 'unlisted', 1, 1)"
        ))
        .await;
    cashier.chain.mine(2 * CONFIRMATIONS);
    world.follows_chains().await;
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    world.looks_for_unlisted().await;
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    assert_eq!(world.count("deposits").await, 1);
    world.audit().await;
}
