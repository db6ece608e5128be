//! Who owns the shop: by the settings, or by the one-time link of a shop that nobody owns yet.
//! Until then nothing is sold, and whoever is taken out of the settings owns nothing any more.

mod outsiders;
mod owners;
mod removal;

use crate::support::{World, WorldOptions, money};
use storefront::domain::money::Money;
use storefront::flows::owners::claim;
use storefront::sandbox::panel::{FaultRule, PanelFault};
use storefront::store::Tx;
use storefront::workers::admin_health::Reached;

const HALF_AN_HOUR_MS: i64 = 1_800_000;
const CAROL: i64 = 5_003;

/// A shop that starts without `ADMIN_IDS`.
async fn ownerless_shop() -> World {
    let vars = vec![("ADMIN_IDS", String::new())];
    World::with(WorldOptions { vars, ..WorldOptions::default() }).await
}

impl World {
    /// What `serve` prints behind `?start=`.
    async fn claim_link(&self) -> String {
        let flow = async |tx: &mut Tx| claim::offer(tx, self.now_ms()).await;
        format!("/start claim_{}", self.runs(flow).await.unwrap())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_that_nobody_owns_sells_nothing() {
    let world = ownerless_shop().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("/order").await;
    alice.forges_tap("v:1:0").await;
    alice.expects("New orders are paused for a moment");
    assert_eq!(alice.step().await, "Card");
    assert_eq!(world.count("orders").await, 0);
    assert_eq!(world.wallet(5_001).await.available, money("25"));

    let carol = world.customer(CAROL, "Carol", "0").await;
    carol.says(&world.claim_link().await).await;
    alice.buys("instagram.com/alice", "1000").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_who_opens_the_link_owns_the_shop_for_good() {
    let mut world = ownerless_shop().await;
    world.customer(5_001, "Alice", "0").await;
    world.customer(CAROL, "Carol", "0").await;
    let link = world.claim_link().await;
    {
        let (alice, carol) = (world.actor(5_001), world.actor(CAROL));
        carol.says("/review").await;
        carol.expects("I did not understand that");
        carol.says(&link).await;
        assert!(carol.was_told("You are the owner of this shop now"));
        carol.says("/review").await;
        carol.expects("Nothing waits for a decision");
        carol.does("/credit 5001 5 gift").await;
        // The link is used up, and so is every later one.
        let later = world.claim_link().await;
        for link in [&link, &later] {
            alice.says(link).await;
            assert!(!alice.was_told("owner"));
        }
        alice.says("/review").await;
        alice.expects("I did not understand that");
    }
    let journal = ["5003 claim person 5003: ; ", "5003 credit person 5001: 5.00 USD; gift"];
    assert_eq!(world.journal().await, journal);
    assert_eq!(world.rows("person_id FROM owners").await, ["5003"]);

    world.restart(&[("ADMIN_IDS", String::new())]).await;
    let carol = world.actor(CAROL);
    carol.says("/review").await;
    carol.expects("Nothing waits for a decision");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_good_for_half_an_hour_and_the_newest_only() {
    let world = ownerless_shop().await;
    let carol = world.customer(CAROL, "Carol", "0").await;
    let first = world.claim_link().await;
    world.advance_ms(HALF_AN_HOUR_MS);
    carol.says(&first).await;
    let (older, newer) = (world.claim_link().await, world.claim_link().await);
    carol.says(&older).await;
    for guess in ["", "0", &"0".repeat(32), &newer[13..newer.len() - 1]] {
        carol.says(&format!("/start claim_{guess}")).await;
    }
    assert_eq!((world.count("owners").await, world.count("journal").await), (0, 0));
    assert!(!carol.was_told("owner"));
    world.advance_ms(HALF_AN_HOUR_MS - 1);
    carol.says(&newer).await;
    assert!(carol.was_told("You are the owner of this shop now"));
    // The token itself is nowhere in the database.
    let token = newer.trim_start_matches("/start claim_");
    assert_eq!(world.count(&format!("meta WHERE value LIKE '%{token}%'")).await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_who_open_the_link_at_once_one_owns_the_shop() {
    let world = ownerless_shop().await;
    let link = world.claim_link().await;
    for person_id in 6_001..=6_020 {
        world.telegram.says(person_id, &link);
    }
    world.settle().await;
    let owners =
        (6_001..=6_020).filter(|id| world.actor(*id).was_told("You are the owner")).count();
    assert_eq!((owners, world.count("owners").await), (1, 1));
    assert_eq!(world.app.shop.admins().len(), 1);
    assert_eq!(world.count("journal").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_settings_name_an_owner_no_link_makes_another() {
    let world = World::new().await;
    let carol = world.customer(CAROL, "Carol", "0").await;
    let link = world.claim_link().await;
    carol.says(&link).await;
    assert!(!carol.was_told("owner"));
    carol.says("/review").await;
    carol.expects("I did not understand that");
    assert_eq!(world.count("owners").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_no_owner_can_be_reached_orders_pause_once_a_review_is_open() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    world.telegram.block(world.owner().id, true);
    assert_eq!(
        world.app.workers.prove_admins(&world.app.api).await.unwrap().admins,
        Reached::Unreachable
    );
    // Nothing waits for an owner yet.
    let order_id = alice.buys("instagram.com/a1", "1000").await;
    alice.fills_in("instagram.com/a2", "1000").await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::Http500));
    world.submit().await;
    alice.taps("Confirm").await;
    assert!(alice.toast().contains("New orders are paused for a moment"));
    assert_eq!(world.count("orders").await, 1);

    world.telegram.block(world.owner().id, false);
    assert_eq!(
        world.app.workers.prove_admins(&world.app.api).await.unwrap().admins,
        Reached::Reachable
    );
    alice.taps("Confirm").await;
    assert_eq!(world.count("orders").await, 2);
    assert_ne!(world.order(order_id).await.price, Money::ZERO);
    world.owner().says("/start").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_who_starts_the_bot_opens_the_sales_at_once() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    world.telegram.block(world.owner().id, true);
    world.app.workers.prove_admins(&world.app.api).await.unwrap();
    alice.buys("instagram.com/a1", "1000").await;
    alice.fills_in("instagram.com/a2", "1000").await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::Http500));
    world.submit().await;
    alice.taps("Confirm").await;
    assert!(alice.toast().contains("New orders are paused for a moment"));

    world.telegram.block(world.owner().id, false);
    world.owner().says("/start").await;
    let is_open = async || world.count("flags WHERE name = 'admins-unreachable'").await == 0;
    world.until("the shop is heard", is_open).await;
    assert!(!world.app.shop.is_unheard());
    alice.taps("Confirm").await;
    assert_eq!(alice.times_told("is placed"), 2);
    world.audit().await;
}
