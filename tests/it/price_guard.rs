//! The guard of the margin: what a provider changes beyond a band waits for an owner, is told once,
//! and is taken over or left from a list; nothing is sold below its cost meanwhile.

mod charges;
mod deciding;
mod rates;

use crate::submission::scripted_world;
use crate::support::shelf::sold;
use crate::support::{World, WorldOptions, money};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use storefront::clock::HOUR_MS;
use storefront::domain::order::OrderState;
use storefront::store::price_changes;

const TOLD: &str = "has changes that wait for you";

impl World {
    /// The provider asks so much of a service from now on, and the shop looks at its list.
    async fn lists_rate(&self, service: i64, rate: &str) {
        self.panel.update_rate(service, rate).unwrap();
        self.advance_ms(HOUR_MS);
        self.sync().await;
    }

    /// The rate that prices are made of.
    async fn rate(&self, service: i64) -> String {
        self.offer(service).await.rate.normalize().to_string()
    }

    async fn waiting(&self) -> i64 {
        self.count("price_changes").await
    }

    fn times_changes_told(&self) -> usize {
        self.owner().times_told(TOLD)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_syncs_of_nine_percent_follow_once_and_then_wait() {
    let world = World::new().await;
    let mut rate: Decimal = "0.90".parse().unwrap();
    for step in 1..=10 {
        rate *= Decimal::new(109, 2);
        world.lists_rate(1, &rate.round_dp(6).to_string()).await;
        assert_eq!(world.rate(1).await, "0.981", "step {step}");
        assert_eq!(world.times_changes_told(), usize::from(step > 1) + usize::from(step > 4));
        // Sold at the old price as long as that covers the cost: 0.981 and thirty percent of it.
        assert_eq!(world.offer(1).await.is_visible, step < 5, "step {step}");
    }
    assert_eq!(world.rows("approved_rate FROM sources WHERE source_id = 1").await, ["0.9"]);
    world.owner().expects("Large price changes: 1");
    world.owner().expects("Off sale until you decide: 1");
    // It comes back by itself, and what waited is forgotten.
    world.lists_rate(1, "0.99").await;
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("0.99", 0));
    assert!(world.offer(1).await.is_visible);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fall_follows_down_to_a_tenth_and_what_falls_further_is_sold_at_the_old_price() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    world.lists_rate(1, "0.45").await;
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("0.45", 0));
    world.lists_rate(1, "0.09").await;
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("0.45", 1));
    assert_eq!(world.times_changes_told(), 1);
    assert!(!world.owner().was_told("Off sale until you decide"));
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.price), (OrderState::Active, money("0.585")));
    // Up to the band above what was approved there is nothing to ask.
    world.lists_rate(1, "0.99").await;
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("0.99", 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_price_is_withheld_and_named_and_measured_from_the_approved_one_afterwards() {
    let (world, scripted) = scripted_world().await;
    let full =
        || -> Vec<Value> { scripted.panel.services().iter().map(|row| row.to_json()).collect() };
    let lists = async |rates: &[&str]| {
        let mut list = full();
        for (row, rate) in list.iter_mut().zip(rates) {
            row["rate"] = json!(rate);
        }
        scripted.answers_action("services", 200, &Value::Array(list).to_string());
        world.advance_ms(HOUR_MS);
        world.sync().await;
    };
    for _ in 0..2 {
        lists(&["0", "-1", "1e-30", "0.0000000001"]).await;
    }
    assert_eq!(world.owner().times_told("has unreadable rows: 4"), 1);
    assert_eq!(world.count("services WHERE is_hidden = 3").await, 4);
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("0.9", 0));
    // What comes back is measured from what was approved.
    lists(&["90", "0.33", "0.5", "0.6"]).await;
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("0.9", 1));
    assert!(!world.offer(1).await.is_visible && world.offer(2).await.is_visible);
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold() - 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_sight_of_a_service_counts_as_approved() {
    let world = World::new().await;
    let mut rows = world.panel.services();
    let mut added = rows[0].clone();
    (added.id, added.name, added.rate) = (9_001, "Brand new".to_owned(), 77.into());
    rows.push(added);
    world.panel.set_services(rows);
    world.sync().await;
    let service = world.service_number("main", "9001").await;
    assert!(world.offer(service).await.is_visible);
    world.lists_rate(9_001, "84.7").await;
    assert_eq!((world.rate(service).await.as_str(), world.waiting().await), ("84.7", 0));
    world.lists_rate(9_001, "84.71").await;
    assert_eq!((world.rate(service).await.as_str(), world.waiting().await), ("84.7", 1));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_name_or_type_is_off_sale_and_what_else_changes_follows() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    ann.fills_in("instagram.com/ann", "1000").await;
    let queued = world.places(5_001, 2, "https://instagram.com/bob", 1_000).await;
    world.panel.rename(1, "Bots | No refill").unwrap();
    world.panel.rename(2, "Something else").unwrap();
    world.panel.retype(3, "Custom Comments").unwrap();
    world.panel.rename(4, &world.panel.services()[3].name.to_uppercase()).unwrap();
    let mut rows = world.panel.services();
    rows[0].min = 77;
    world.panel.set_services(rows);
    world.sync().await;
    let owner = world.owner();
    owner.expects("Another name or type: 3");
    owner.expects("Off sale until you decide: 3");
    let offer = world.offer(1).await;
    assert_eq!((offer.is_visible, offer.min_quantity), (false, 77));
    assert!(offer.name.contains("30 days refill"), "{}", offer.name);
    // The card that is open says why nothing is bought, and the list has it no more.
    ann.taps("Confirm · $1.17").await;
    assert!(ann.was_told("paused") || ann.toast().contains("paused"), "{:?}", ann.told());
    assert_eq!(world.count("orders").await, 1);
    // What was sold under the old name waits, and goes out once an owner has taken the new one.
    world.submit().await;
    assert_eq!(world.order(queued).await.state, OrderState::Queued);
    world.syncs_approved().await;
    world.submit().await;
    assert_eq!(world.order(queued).await.state, OrderState::Active);
    assert_eq!(world.offer(1).await.name, "Bots | No refill");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rate_that_doubles_between_confirm_and_submission_is_never_paid_by_the_shop() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.lists_rate(1, "1.80").await;
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.reason.as_str()), (OrderState::Rejected, "price_rose"));
    assert_eq!((order.returned, world.calls("add")), (money("1.17"), 0));
    ann.taps("See the new price").await;
    ann.expects("paused");
    // One that is covered goes out at the old price, and its charge is no surprise afterwards.
    world.lists_rate(1, "1.10").await;
    let order_id = ann.buys("instagram.com/bob", "1000").await;
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.price), (OrderState::Active, money("1.17")));
    world.reports(order_id, "In progress", Some(500)).await;
    world.poll_after(HOUR_MS).await;
    assert_eq!(world.count("service_pauses").await, 0);
    assert!(!world.owner().was_told("more than expected"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_markup_decides_anew_what_is_covered() {
    let world = World::new().await;
    world.lists_rate(1, "1.10").await;
    assert!(world.offer(1).await.is_visible, "1.17 covers 1.10");
    world.owner().does("/markup 20").await;
    assert!(!world.offer(1).await.is_visible, "1.08 does not");
    world.owner().does("/markup 30").await;
    assert!(world.offer(1).await.is_visible);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_band_is_a_setting() {
    let vars = vec![("PRICE_BAND_PERCENT", "0".to_owned())];
    let mut world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    world.lists_rate(1, "0.901").await;
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("0.9", 1));
    world.restart(&[("PRICE_BAND_PERCENT", "500".to_owned())]).await;
    world.lists_rate(1, "5.4").await;
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("5.4", 0));
    // A narrower band later on asks about nothing that is sold already.
    world.restart(&[("PRICE_BAND_PERCENT", "0".to_owned())]).await;
    world.lists_rate(1, "5.4").await;
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("5.4", 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_list_that_doubles_is_one_notice_and_comes_back_in_one() {
    let world = World::new().await;
    let all = i64::try_from(world.panel.services().len()).unwrap();
    world.panel.multiply_rates("2").unwrap();
    world.owner().says("/sync").await;
    world.app.workers.fulfil_syncs().await.unwrap();
    world.settle().await;
    let owner = world.owner();
    assert_eq!((world.times_changes_told(), world.waiting().await), (1, all));
    assert!(owner.was_told(&format!("Waiting for you: {all}")));
    assert!(!owner.was_told("Nothing has changed"));
    assert_eq!(world.count("services WHERE is_hidden = 0").await, 0);
    let tally = world.runs(async |tx| Ok(price_changes::tally(tx, "main").await?)).await.unwrap();
    assert_eq!((tally.open, tally.repriced, tally.other), (all, all, 0));
    for _ in 0..3 {
        world.sync().await;
    }
    assert_eq!(world.times_changes_told(), 1);
    world.panel.multiply_rates("0.5").unwrap();
    world.sync().await;
    assert_eq!((world.times_changes_told(), world.waiting().await), (1, 0));
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold());
    world.audit().await;
}
