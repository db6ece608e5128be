//! A charge above the cost takes the service off sale, until an owner puts it on sale again.

use crate::submission::scripted_world;
use crate::support::{Scripted, World, money};
use serde_json::{Value, json};
use storefront::clock::{DAY_MS, HOUR_MS, MINUTE_MS};
use storefront::domain::order::OrderState;

const PAUSED: &str = "is off sale until you put it back";

impl World {
    /// The provider reports this charge, and the shop hears of it.
    async fn is_charged(&self, panel: &Scripted, id: &str, charge: Value) {
        let row = json!({ "status": "In progress", "charge": charge, "remains": "500" });
        panel.reports(&[(id.to_owned(), row)]);
        self.poll_after(6 * HOUR_MS).await;
    }

    async fn paused(&self) -> i64 {
        self.count("service_pauses WHERE resumed_ms = 0").await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_percent_more_takes_the_service_off_sale_until_an_owner_resumes_it() {
    let (world, panel) = scripted_world().await;
    let olga = world.owner();
    let ann = world.customer(5_001, "Ann", "25").await;
    let (order_id, id) = world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    world.is_charged(&panel, &id, json!("0.9449")).await;
    assert_eq!((world.paused().await, world.offer(1).await.is_visible), (0, true));
    world.is_charged(&panel, &id, json!("0.945")).await;
    assert_eq!((world.paused().await, world.offer(1).await.is_visible), (1, false));
    assert_eq!(olga.times_told(PAUSED), 1);
    olga.expects(&format!("Order #{order_id} was charged above its cost"));
    olga.expects("charges 0.945 USD instead of 0.9 USD");
    world.is_charged(&panel, &id, json!("0.945")).await;
    assert_eq!(olga.times_told(PAUSED), 1);
    // Syncs do not put it back, and customers do not see it.
    world.sync().await;
    ann.says("/order").await;
    ann.taps("Instagram Followers").await;
    assert!(!ann.screen().contains("30 days refill | 5K/day"));

    olga.taps("Put #1 on sale").await;
    olga.expects("Put this service on sale again?");
    olga.expects(&format!("Order #{order_id}: 0.945 USD instead of 0.9 USD"));
    let confirm = olga.button("Confirm");
    olga.taps("Confirm").await;
    assert!(olga.was_told("Service #1 is on sale again"));
    assert!(world.offer(1).await.is_visible);
    assert!(olga.presses_again(&confirm).await.contains("confirmed or declined already"));
    let detail = format!("order {order_id} was charged 0.945 instead of 0.9 USD");
    assert_eq!(world.journal().await, [format!("9000 service_resumed service 1: {detail}; ")]);
    // The order that was judged says nothing new, whatever it is charged; the next one does.
    world.is_charged(&panel, &id, json!("0.96")).await;
    assert_eq!(world.paused().await, 0);
    let (_, id) = world.starts(5_001, "https://instagram.com/bob", 1_000).await;
    world.is_charged(&panel, &id, json!("0.95")).await;
    assert_eq!((world.paused().await, olga.times_told(PAUSED)), (1, 2));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_billed_a_thousand_times_stops_its_sale_and_what_waits_in_the_queue() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Ann", "25").await;
    world.panel.set_balance("1000000").unwrap();
    world.panel.overcharge(183, "1000").unwrap();
    let first = world.places(5_001, 183, "https://instagram.com/ann", 1).await;
    world.submit().await;
    let waiting = world.places(5_001, 183, "https://instagram.com/bob", 1).await;
    world.poll_after(MINUTE_MS).await;
    assert!(!world.offer(183).await.is_visible);
    olga.expects(&format!("Order #{first} costs far more than expected"));
    olga.expects("charges 2900 USD instead of 2.9 USD");
    olga.expects("the shop loses money on it");
    olga.expects(PAUSED);
    world.submit().await;
    assert_eq!(world.order(waiting).await.state, OrderState::Queued);
    assert_eq!(world.panel.accepted().len(), 1);
    // It is on the list of what is off sale, and goes out once the bill is right.
    world.panel.overcharge(183, "1").unwrap();
    olga.says("/providers").await;
    olga.taps("Off sale: 1").await;
    olga.expects("Off sale, charged above their cost: 1");
    olga.expects("2900 USD instead of 2.9 USD");
    olga.taps("Put #183 on sale").await;
    olga.taps("Confirm").await;
    world.submit().await;
    assert_eq!(world.order(waiting).await.state, OrderState::Active);
    assert_eq!(world.panel.accepted()[1].charge, "2.9");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_for_a_paused_service_is_the_customers_and_comes_back_after_a_day() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    world.panel.overcharge(1, "2").unwrap();
    world.starts(5_001, "https://instagram.com/ann", 1_000).await;
    let waiting = world.places(5_001, 1, "https://instagram.com/bob", 1_000).await;
    let canceled = world.places(5_001, 1, "https://instagram.com/cid", 1_000).await;
    world.poll_after(MINUTE_MS).await;
    assert_eq!(world.paused().await, 1);
    ann.says("/orders").await;
    ann.picks_order(canceled).await;
    ann.taps("Cancel the order").await;
    ann.taps("Yes").await;
    assert_eq!(world.order(canceled).await.returned, money("1.17"));
    world.advance_ms(DAY_MS + 1);
    world.watch().await;
    let order = world.order(waiting).await;
    assert_eq!((order.returned, world.panel.accepted().len()), (money("1.17"), 1));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cost_that_is_only_rounded_takes_nothing_off_sale() {
    let (world, panel) = scripted_world().await;
    world.customer(5_001, "Ann", "25").await;
    let (_, id) = world.starts(5_001, "https://instagram.com/ann", 55).await;
    // 0.0495, up to the cent.
    world.is_charged(&panel, &id, json!("0.05")).await;
    assert_eq!(world.paused().await, 0);
    let row = json!({ "status": "In progress", "charge": "11000", "currency": "UZS" });
    panel.reports(&[(id.clone(), row)]);
    world.poll_after(6 * HOUR_MS).await;
    assert_eq!(world.paused().await, 0, "in other money");
    world.is_charged(&panel, &id, json!("0.06")).await;
    assert_eq!(world.paused().await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_charges_of_many_services_are_a_few_notices_and_all_are_off_sale() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Ann", "100").await;
    world.panel.overcharge_all("1.2").unwrap();
    for service in [1, 2, 4, 5, 6, 7] {
        let link = format!("https://instagram.com/s{service}");
        world.places(5_001, service, &link, 1_000).await;
    }
    while world.app.workers.submit_orders().await.unwrap() > 0 {}
    world.poll_after(MINUTE_MS).await;
    assert_eq!((world.paused().await, olga.times_told(PAUSED)), (6, 3));
    world.advance_ms(10 * MINUTE_MS);
    world.watch().await;
    world.watch().await;
    olga.taps("What is off sale").await;
    olga.expects("charged above their cost: 6");
    world.audit().await;
}
