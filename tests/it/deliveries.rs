//! How services were delivered by the shop's own orders: what their cards say of it, and where it
//! puts them in the lists.

use crate::support::{Actor, World};
use rust_decimal::Decimal;
use storefront::clock::DAY_MS;
use storefront::domain::catalog::standing::{Merits, Place, Record, Times};
use storefront::domain::ids::{CategoryId, ServiceId};
use storefront::domain::lang::Lang;
use storefront::domain::money::Money;
use storefront::store::portion::Portion;
use storefront::store::{catalog, service_stats};

impl World {
    async fn counts(&self) {
        self.app.workers.recount_deliveries().await.unwrap();
    }

    async fn record(&self, service_id: i64) -> Record {
        let mut tx = self.app.store.read().await.unwrap();
        service_stats::find(&mut tx, ServiceId::new(service_id)).await.unwrap()
    }

    /// So many orders of a service, each ended as the provider says.
    async fn ends_many(&self, service_id: i64, ends: &[(usize, &str, Option<i64>)]) -> Vec<i64> {
        let mut orders = Vec::new();
        for (count, status, remains) in ends {
            for _ in 0..*count {
                let link = format!("https://instagram.com/s{service_id}x{}", rand::random::<u64>());
                let order_id = self.places(5_001, service_id, &link, 1_000).await;
                orders.push((order_id, *status, *remains));
            }
        }
        while self.app.workers.submit_orders().await.unwrap() > 0 {}
        for (order_id, status, remains) in &orders {
            self.reports(*order_id, status, *remains).await;
        }
        self.poll().await;
        self.poll().await;
        orders.into_iter().map(|(order_id, ..)| order_id).collect()
    }

    /// The services of the first category in the order in which they are listed.
    async fn listed(&self) -> Vec<i64> {
        let mut tx = self.app.store.read().await.unwrap();
        let (category, all) = (CategoryId::new(1), Portion::first(50));
        let offers = catalog::list_offers(&mut tx, Lang::En, category, all).await.unwrap();
        offers.into_iter().map(|offer| offer.service_id.get()).collect()
    }
}

async fn card(alice: &Actor<'_>, service_id: i64) -> String {
    alice.says("/order").await;
    alice.forges_tap(&format!("v:{service_id}:0")).await;
    alice.screen()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_tells_how_enough_orders_went_and_forgets_after_a_month() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "500").await;
    let few = [(9, "Completed", Some(0))];
    let mut orders = world.ends_many(1, &few).await;
    world.counts().await;
    assert_eq!(world.record(1).await.orders, 9);
    assert!(!card(&alice, 1).await.contains("delivered"), "{}", alice.screen());

    let more = [(1, "Completed", Some(0)), (1, "Partial", Some(500)), (1, "Canceled", None)];
    orders.extend(world.ends_many(1, &more).await);
    // The orders that were delivered took one to ten minutes, and began at half of that.
    let minutes = "(order_id - 1000) * 60000";
    world
        .tampers(&format!(
            "UPDATE orders SET created_ms = (SELECT MIN(at_ms) FROM order_events e WHERE \
             e.order_id = orders.order_id AND e.state = 'completed') - {minutes} \
             WHERE state = 'completed'"
        ))
        .await;
    world
        .tampers(&format!(
            "UPDATE orders SET started_ms = CASE WHEN state = 'completed' \
             THEN created_ms + {minutes} / 2 ELSE 0 END"
        ))
        .await;
    world.counts().await;
    let minute_ms = 60_000;
    let expected = Record {
        orders: 12,
        delivered: 10,
        partial: 1,
        canceled: 1,
        refills_asked: 0,
        start: Some(Times { median_ms: 5 * minute_ms / 2, p90_ms: 9 * minute_ms / 2 }),
        end: Some(Times { median_ms: 5 * minute_ms, p90_ms: 9 * minute_ms }),
    };
    assert_eq!(world.record(1).await, expected);
    let told = card(&alice, 1).await;
    assert!(told.contains("✅ 83% delivered · starts in ~3 min · done in ~5 min"), "{told}");
    alice.forges_tap(&format!("d:{}", orders[0])).await;
    alice.taps("Ask for a refill").await;
    world.counts().await;
    assert_eq!(world.record(1).await.refills_asked, 1);
    let told = card(&alice, 1).await;
    assert!(told.contains("✅ 83% delivered · 9% asked for a refill · starts in"), "{told}");
    // Money that an owner gives back is a delivery that was not whole.
    world.owner().does(&format!("/refund {} never started", orders[0])).await;
    // An order that was refused, and one that was canceled before it was sent, say nothing.
    let canceled = world.places(5_001, 1, "https://instagram.com/c", 1_000).await;
    alice.forges_tap(&format!("dy:{canceled}")).await;
    world.counts().await;
    let record = world.record(1).await;
    assert_eq!((record.orders, record.delivered), (12, 9));

    world.advance_ms(31 * DAY_MS);
    world.counts().await;
    assert_eq!(world.record(1).await, Record::default());
    assert!(!card(&alice, 1).await.contains("delivered"), "{}", alice.screen());
    assert_eq!(world.count("services WHERE standing <> 0").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_delivered_badly_moves_down_and_what_is_pinned_stays() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "500").await;
    let before = world.listed().await;
    assert_eq!(before, (1..=13).collect::<Vec<_>>());
    world.ends_many(1, &[(6, "Completed", Some(0)), (4, "Canceled", None)]).await;
    world.ends_many(3, &[(10, "Completed", Some(0))]).await;
    world.ends_many(4, &[(9, "Canceled", None)]).await;
    world.counts().await;
    // What was bought, then by price; what fails stands at the end however often it was bought.
    let mut rest: Vec<(Decimal, i64)> = Vec::new();
    for service_id in (2..=13).filter(|service_id| *service_id != 3) {
        rest.push((world.offer(service_id).await.rate, service_id));
    }
    rest.sort_unstable();
    let mut expected: Vec<i64> = vec![3];
    expected.extend(rest.into_iter().map(|(_, service_id)| service_id));
    expected.push(1);
    assert_eq!(world.listed().await, expected, "nine orders say nothing");
    let olga = world.owner();
    olga.forges_tap("v:1:0").await;
    olga.taps("✏️ Edit").await;
    olga.taps("📌 Pin").await;
    world.counts().await;
    expected.rotate_right(1);
    assert_eq!(world.listed().await, expected, "it stands first, and the rest as before");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_lists_stand_in_the_order_of_the_rule() {
    let world = World::new().await;
    for _ in 0..8 {
        let mut expected = Vec::new();
        for service_id in 1..=13 {
            let (is_pinned, standing) = (rand::random_ratio(1, 3), rand::random_range(-2..=0));
            let (bought, price) = (rand::random_range(0..3), rand::random_range(1..4));
            world
                .tampers(&format!(
                    "UPDATE services SET is_pinned = {}, standing = {standing}, \
                     bought = {bought}, price = {price} WHERE service_id = {service_id}",
                    i64::from(is_pinned)
                ))
                .await;
            let merits = Merits { standing, bought, price: Money::from_micros(price) };
            expected.push((Place::of(ServiceId::new(service_id), is_pinned, merits), service_id));
        }
        expected.sort_unstable();
        let expected: Vec<i64> = expected.into_iter().map(|(_, service_id)| service_id).collect();
        assert_eq!(world.listed().await, expected);
    }
    world.audit().await;
}
