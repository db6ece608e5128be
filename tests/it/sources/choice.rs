//! Where a service is bought, and at which price it is sold for that.

use crate::support::{World, money};
use serde_json::Value;
use storefront::clock::HOUR_MS;
use storefront::domain::order::OrderState;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn prices_follow_the_cheapest_source_up_and_down() {
    let (world, side, _) = World::with_side("0.50").await;
    let ann = world.customer(5_001, "Ann", "25").await;
    assert_eq!(world.bought_at().await, ("side".into(), "0.5".into()));
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    assert_eq!(world.order(order_id).await.price, money("0.65"));
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.provider.as_str()), (OrderState::Active, "side"));
    assert_eq!((side.panel.accepted().len(), world.panel.accepted().len()), (1, 0));

    // Its price rises within the band, above that of the first one.
    side.panel.update_rate(1, "0.55").unwrap();
    world.panel.update_rate(1, "0.54").unwrap();
    world.advance_ms(HOUR_MS);
    world.syncs_approved().await;
    world.chooses().await;
    assert_eq!(world.bought_at().await, ("main".into(), "0.54".into()));
    ann.buys("instagram.com/ann2", "1000").await;
    world.submit().await;
    assert_eq!(world.panel.accepted().len(), 1);

    // The order that was sent is followed where it was sent.
    let id = side.panel.accepted()[0].id.clone();
    side.panel.set_status(&id, "Completed", None, None).unwrap();
    world.poll().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    assert_eq!(world.moves().await, Vec::<String>::new());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_its_provider_lists_no_more_is_sold_from_the_other_source() {
    let (world, side, _) = World::with_side("0.95").await;
    let ann = world.customer(5_001, "Ann", "25").await;
    assert_eq!(world.bought_at().await, ("main".into(), "0.9".into()));
    let rows = world.panel.services();
    world.panel.set_services(rows.iter().filter(|row| row.id != 1).cloned().collect());
    world.sync().await;
    assert_eq!(world.bought_at().await, ("side".into(), "0.95".into()));
    assert!(world.offer(1).await.is_visible);
    // Another sync of the same list finds nothing new, and hides nothing.
    world.advance_ms(HOUR_MS);
    world.sync().await;
    assert!(world.offer(1).await.is_visible);
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    assert_eq!(side.panel.accepted().len(), 1);

    // Where nobody lists it, it is off the lists; it comes back with either.
    let sides = side.panel.services();
    side.panel.set_services(sides.iter().filter(|row| row.id != 1).cloned().collect());
    world.sync().await;
    assert!(!world.offer(1).await.is_visible);
    world.panel.set_services(rows);
    world.sync().await;
    assert_eq!(world.bought_at().await, ("main".into(), "0.9".into()));
    assert!(world.offer(1).await.is_visible);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_whose_provider_is_closed_is_not_bought_at() {
    let (mut world, _side, other) = World::with_side("0.50").await;
    assert_eq!(world.bought_at().await.0, "side");
    // The settings do not name it any more.
    world.restart(&[]).await;
    world.chooses().await;
    assert_eq!(world.bought_at().await.0, "main");
    let olga = world.owner();
    olga.opens_sources(1).await;
    olga.expects("▶️ main #1: $0.90");
    olga.expects(&format!("⛔ side #{other}: $0.50"));
    olga.expects("its provider is off or has no rate");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_that_delivers_too_little_is_taken_only_when_there_is_no_other() {
    let (world, side, _) = World::with_side("0.50").await;
    world.customer(5_001, "Ann", "250").await;
    for number in 0..10 {
        let link = format!("https://instagram.com/ann{number}");
        world.places(5_001, 1, &link, 1_000).await;
    }
    world.submits_all().await;
    let accepted = side.panel.accepted();
    assert_eq!(accepted.len(), 10);
    for (number, order) in accepted.iter().enumerate() {
        let (status, remains) =
            if number < 3 { ("Partial", Some(500)) } else { ("Completed", None) };
        side.panel.set_status(&order.id, status, remains, None).unwrap();
    }
    world.poll().await;
    world.app.workers.recount_deliveries().await.unwrap();
    world.chooses().await;
    assert_eq!(world.bought_at().await.0, "main");
    let olga = world.owner();
    olga.opens_sources(1).await;
    olga.expects("delivered in full: 70%");
    olga.expects("too many of its orders are not delivered in full");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_type_under_the_number_of_a_source_is_not_bought() {
    let (world, side, _) = World::with_side("0.50").await;
    let mut rows = side.panel.services();
    let row = rows.iter_mut().find(|row| row.id == 1).unwrap();
    row.kind = "Package".to_owned();
    side.panel.set_services(rows);
    world.sync().await;
    world.chooses().await;
    assert_eq!(world.bought_at().await.0, "main");
    // Approved by the owner it is what it is by now, and no source of the other any more.
    world.approves().await;
    world.chooses().await;
    assert_eq!(world.bought_at().await.0, "main");
    world.owner().opens_sources(1).await;
    assert!(world.owner().was_told("it does not do all that this service does"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn confirm_stands_by_its_price_wherever_it_is_bought_by_then() {
    let (mut world, _side, _) = World::with_side("0.80").await;
    let ann = world.customer(5_001, "Ann", "25").await;
    ann.forges_tap("v:1:0").await;
    ann.fills_in("instagram.com/ann", "1000").await;
    ann.expects("$1.04");
    // The source closes while the price is on the screen: the other one costs less than was shown.
    world.restart(&[]).await;
    world.chooses().await;
    let ann = world.actor(5_001);
    ann.taps("Confirm").await;
    let order_id = ann.order_number();
    let order = world.order(order_id).await;
    assert_eq!((order.price, order.provider.as_str()), (money("1.04"), "main"));
    assert_eq!(order.provider_rate, "0.9");
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    assert!(!ann.was_told("supplier"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn confirm_asks_again_where_the_other_source_costs_more_than_was_shown() {
    let (mut world, _side, _) = World::with_side("0.50").await;
    let ann = world.customer(5_001, "Ann", "25").await;
    ann.forges_tap("v:1:0").await;
    ann.fills_in("instagram.com/ann", "1000").await;
    ann.expects("$0.65");
    world.restart(&[]).await;
    world.chooses().await;
    let ann = world.actor(5_001);
    ann.taps("Confirm").await;
    ann.expects("The price has changed since you looked.");
    ann.expects("$1.17");
    assert_eq!(world.count("orders").await, 0);
    ann.taps("Confirm").await;
    assert_eq!(world.order(ann.order_number()).await.price, money("1.17"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lists_junk_moves_no_source() {
    let (world, side, _) = World::with_side("0.50").await;
    let list: Vec<Value> = side.panel.services().iter().map(|row| row.to_json()).collect();
    for rate in ["0", "-1", "1e-30", "x", ""] {
        let mut list = list.clone();
        list[0]["rate"] = rate.into();
        let body = Value::from(list).to_string();
        side.answers_action("services", 200, &body);
        world.advance_ms(HOUR_MS);
        world.sync().await;
        world.chooses().await;
        let (provider, rate) = world.bought_at().await;
        assert!(provider == "main" || rate == "0.5", "{provider} {rate}");
        assert!(world.offer(1).await.is_visible);
    }
    side.behaves();
    world.advance_ms(HOUR_MS);
    world.sync().await;
    world.chooses().await;
    assert_eq!(world.bought_at().await, ("side".into(), "0.5".into()));
    world.audit().await;
}
