//! Orders that wait: for the provider's money, for a person, for a day; and prices that rise
//! meanwhile.

use crate::support::{World, money};
use storefront::clock::{DAY_MS, HOUR_MS, MINUTE_MS};
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_funds_at_the_provider_orders_wait_and_the_owner_is_told_once() {
    let world = World::new().await;
    world.panel.set_balance("0").unwrap();
    let ann = world.customer(5_001, "Ann", "25").await;
    let mut order_ids = Vec::new();
    for number in 0..6 {
        let link = format!("https://instagram.com/a{number}");
        order_ids.push(world.places(5_001, 1, &link, 1_000).await);
    }
    for _ in 0..100 {
        world.submit().await;
        world.advance_ms(3 * MINUTE_MS);
    }
    for order_id in &order_ids {
        assert_eq!(world.order(*order_id).await.state, OrderState::Queued);
    }
    assert_eq!(world.owner().times_told("Your balance there is too small"), 1);
    assert!(!ann.was_told("funds"));

    // Five hours later: one customer has had enough, the others get what they wait for.
    ann.says("/orders").await;
    ann.picks_order(order_ids[0]).await;
    ann.expects("waits to be sent");
    ann.taps("Cancel the order").await;
    ann.taps("Yes, cancel").await;
    assert!(ann.toast().contains("The money is back"));
    assert_eq!(world.order(order_ids[0]).await.returned, money("1.17"));

    world.panel.set_balance("1000").unwrap();
    world.advance_ms(HOUR_MS);
    world.submit().await;
    world.submit().await;
    for order_id in &order_ids[1..] {
        assert_eq!(world.order(*order_id).await.state, OrderState::Active);
    }
    assert_eq!(world.panel.accepted().len(), 5);
    assert_eq!(world.wallet(5_001).await.held, money("5.85"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_waited_a_day_is_returned() {
    let world = World::new().await;
    world.panel.set_balance("0").unwrap();
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    world.advance_ms(DAY_MS - 1);
    world.watch().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Queued);

    world.advance_ms(2);
    world.watch().await;
    world.watch().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Canceled, order.price));
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    ann.expects("It could not be sent for a whole day");
    assert_eq!(ann.times_told("is canceled"), 1);
    world.panel.set_balance("1000").unwrap();
    world.submit().await;
    assert_eq!(world.panel.accepted().len(), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_review_is_told_again_every_day_and_never_returned_by_itself() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::Html200));
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    let owner = world.owner();
    assert_eq!(owner.times_told("needs your decision"), 1);
    for hour in 1..=96 {
        world.advance_ms(HOUR_MS);
        world.watch().await;
        let reminders = usize::try_from(hour / 24).unwrap();
        assert_eq!(owner.times_told("for your decision"), reminders, "hour {hour}");
    }
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Review, Money::ZERO));
    assert_eq!(world.wallet(5_001).await.held, order.price);
    world.draws_cards().await;
    assert_eq!(ann.times_told("Your money is safe"), 1);
    owner.taps("To check").await;
    owner.expects("order waits");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_would_cost_more_than_was_paid_is_returned_with_the_new_price_at_hand() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.panel.update_rate(1, "1.80").unwrap();
    world.sync().await;
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.reason.as_str()), (OrderState::Rejected, "price_rose"));
    assert_eq!((order.price, order.returned), (money("1.17"), money("1.17")));
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    assert_eq!(world.wallet(5_001).await.held, Money::ZERO);
    assert_eq!(world.panel.accepted().len(), 0);
    assert!(world.panel.requests().iter().all(|(action, _)| action != "add"));
    ann.expects("The price rose before the order could be sent");

    // Nothing is sold at the new price before an owner has seen it.
    ann.taps("See the new price").await;
    ann.expects("paused");
    world.syncs_approved().await;
    ann.taps("See the new price").await;
    ann.expects("2.34");
    ann.says("instagram.com/ann").await;
    ann.says("1000").await;
    ann.taps("Confirm").await;
    world.submit().await;
    assert_eq!(world.wallet(5_001).await.held, money("2.34"));
    assert_eq!(world.panel.accepted().len(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_price_that_rose_within_the_margin_is_the_shops_affair() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    // Exactly what was paid: no gain, and no loss either.
    world.panel.update_rate(1, "1.17").unwrap();
    world.sync().await;
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.price), (OrderState::Active, money("1.17")));
    assert_eq!(world.wallet(5_001).await.held, money("1.17"));
    assert_eq!(world.panel.accepted()[0].charge, "1.17");

    world.syncs_approved().await;
    let second = ann.buys("instagram.com/ann2", "1000").await;
    assert_eq!(world.order(second).await.price, money("1.53"));
    world.panel.update_rate(1, "1.530001").unwrap();
    world.sync().await;
    world.submit().await;
    assert_eq!(world.order(second).await.state, OrderState::Rejected);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_open_reviews_stop_new_orders_of_that_person_only() {
    let world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let bob = world.customer(5_002, "Bob", "25").await;
    let mut order_ids = Vec::new();
    for number in 0..3 {
        order_ids.push(ann.buys(&format!("instagram.com/a{number}"), "1000").await);
    }
    ann.fills_in("instagram.com/a4", "1000").await;
    for _ in &order_ids {
        let fault = FaultRule::once("add", PanelFault::ResetBefore);
        world.panel.set_fault(FaultRule { times: Some(3), ..fault });
        world.submit().await;
    }
    ann.taps("Confirm").await;
    assert_eq!(world.count("orders WHERE person_id = 5001").await, 3);
    assert!(
        ann.was_told("Three of your orders are being checked")
            || ann.toast().contains("Three of your orders are being checked")
    );
    assert_eq!(world.wallet(5_001).await.held, money("3.51"));
    bob.buys("instagram.com/bob", "1000").await;
    assert_eq!(world.count("orders WHERE person_id = 5002").await, 1);
    // His order shows that the provider is back.
    world.submit().await;

    let owner = world.owner();
    owner.says(&format!("/order {}", order_ids[0])).await;
    owner.taps("return the money").await;
    owner.taps("Confirm").await;
    assert_eq!(world.order(order_ids[0]).await.state, OrderState::Rejected);
    ann.buys("instagram.com/a4", "1000").await;
    assert_eq!(world.count("orders WHERE person_id = 5001").await, 4);
    world.audit().await;
}
