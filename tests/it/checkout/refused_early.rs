//! What would refuse at Confirm is said when the card opens, in place of the Order button.

use crate::stops::unclear_world;
use crate::support::{Actor, World};
use storefront::flows::Ctx;
use storefront::flows::catalog::providers::{agree_on_currency, stop_sales};
use storefront::sandbox::panel::{FaultRule, PanelFault};
use storefront::store::Tx;

/// Opens the first service and reads why it cannot be ordered, and what to do.
async fn is_told_on_the_card(alice: &Actor<'_>, why: &str, way_out: &str) {
    alice.says("/order").await;
    alice.taps("Instagram Followers").await;
    alice.taps("$").await;
    alice.expects("per 1,000");
    alice.expects(why);
    assert_eq!(alice.step().await, "Card");
    assert!(alice.is_offered(way_out), "{:?}", alice.labels());
    assert!(alice.is_offered("Back"), "{:?}", alice.labels());
    // An order button of before leads to the same card.
    alice.forges_tap("o:1:0").await;
    alice.expects(why);
    assert_eq!(alice.step().await, "Card");
}

impl World {
    async fn stops_selling(&self, currency: &str) {
        let (shop, now_ms) = (&self.app.shop, self.now_ms());
        let flow =
            async |tx: &mut Tx| stop_sales(&mut Ctx { tx, shop, now_ms }, "main", currency).await;
        self.runs(flow).await.unwrap();
    }

    async fn sells_again(&self) {
        let (shop, now_ms) = (&self.app.shop, self.now_ms());
        let flow =
            async |tx: &mut Tx| agree_on_currency(&mut Ctx { tx, shop, now_ms }, "main").await;
        self.runs(flow).await.unwrap();
    }
}

async fn can_order(alice: &Actor<'_>) {
    alice.is_asked_for_the_link().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ban_is_said_on_the_card() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    world.tampers("UPDATE people SET is_banned = 1 WHERE person_id = 5001").await;
    is_told_on_the_card(&alice, "You cannot place new orders", "Support").await;
    world.tampers("UPDATE people SET is_banned = 0 WHERE person_id = 5001").await;
    can_order(&alice).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_debt_is_said_on_the_card() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "20").await;
    let owner = world.owner();
    owner.says("/debit 5001 100 the transfer was reversed").await;
    owner.taps("Confirm").await;
    is_told_on_the_card(&alice, "You owe $80.00", "Balance").await;
    owner.says("/credit 5001 100 bank transfer").await;
    owner.taps("Confirm").await;
    can_order(&alice).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_open_checks_are_said_on_the_card() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for name in ["one", "two", "three"] {
        alice.buys(&format!("instagram.com/{name}"), "1000").await;
    }
    // Their provider goes on for others.
    world
        .tampers("UPDATE orders SET state = 'review', review_kind = 'submission' WHERE price > 0")
        .await;
    is_told_on_the_card(&alice, "Three of your orders are being checked", "My orders").await;
    let bob = world.customer(5_002, "Bob", "25").await;
    can_order(&bob).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paused_sales_are_said_on_the_card() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.buys("instagram.com/one", "1000").await;
    world.tampers("UPDATE orders SET state = 'review', review_kind = 'submission'").await;
    world.tampers("INSERT INTO flags (name, since_ms) VALUES ('admins-unreachable', 1)").await;
    is_told_on_the_card(&alice, "New orders are paused", "Support").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_whose_sales_are_stopped_is_said_on_the_card_and_at_confirm() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let bob = world.customer(5_002, "Bob", "25").await;
    bob.fills_in("instagram.com/bob", "1000").await;
    alice.says("/order").await;
    alice.taps("Instagram Followers").await;
    world.stops_selling("UZS").await;
    alice.forges_tap("v:1:0").await;
    alice.expects("Instagram Followers | Real");
    alice.expects("This service is paused");
    assert_eq!(alice.step().await, "Card");
    let answer = bob.taps_for_answer("Confirm").await;
    assert!(answer.contains("This service is paused"), "{answer}");
    assert_eq!(world.count("orders").await, 0);
    world.sells_again().await;
    bob.taps("Confirm").await;
    bob.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stopped_provider_takes_the_order_that_tries_it_and_no_other() {
    let (world, panel) = unclear_world().await;
    world.queues_orders(6_001, 3).await;
    world.submits_all().await;
    assert_eq!(world.stops().await, ["main unclear"]);
    let (alice, bob) =
        (world.customer(5_001, "Alice", "25").await, world.customer(5_002, "Bob", "25").await);
    bob.fills_in("instagram.com/bob", "1000").await;
    alice.buys("instagram.com/alice", "1000").await;
    let carol = world.customer(5_003, "Carol", "25").await;
    is_told_on_the_card(&carol, "This service is paused", "Back").await;
    let answer = bob.taps_for_answer("Confirm").await;
    assert!(answer.contains("This service is paused"), "{answer}");
    panel.behaves();
    world.submits_all().await;
    assert_eq!(world.stops().await, Vec::<String>::new());
    bob.taps("Confirm").await;
    bob.expects("is placed");
    can_order(&carol).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_short_pause_of_a_provider_refuses_nobody() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let busy = "Rate limit exceeded".to_owned();
    world.panel.set_fault(FaultRule::once("add", PanelFault::ErrorText(busy)));
    alice.buys("instagram.com/alice", "1000").await;
    world.submit().await;
    assert_eq!(world.count("providers WHERE not_before_ms > 0").await, 1);
    alice.buys("instagram.com/alice2", "1000").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_is_gone_is_said_when_its_card_opens() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("/order").await;
    world.tampers("UPDATE services SET is_hidden = 1 WHERE service_id = 1").await;
    let answer = alice.forges_tap("v:1:0").await;
    assert!(answer.contains("not sold any more"), "{answer}");
    alice.expects("Choose a category");
    world.audit().await;
}
