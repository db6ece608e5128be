//! A start on a machine whose clock shows another time than expected.

use crate::support::{World, money};
use storefront::clock::{DAY_MS, HOUR_MS, MINUTE_MS};
use storefront::domain::order::OrderState;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_does_not_grow_old_while_the_shop_is_off_and_is_returned_some_time_after() {
    let mut world = World::new().await;
    world.panel.set_balance("0").unwrap();
    let ann = world.customer(5_001, "Ann", "25").await;
    let order_id = ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    world.advance_ms(HOUR_MS);
    for off_ms in [2 * DAY_MS, 365 * DAY_MS] {
        world.restart_after_ms(off_ms, &[]).await;
        world.app.workers.watch_clock().await.unwrap();
        world.submit().await;
        world.watch().await;
        assert_eq!(world.order(order_id).await.state, OrderState::Queued, "off for {off_ms}");
    }
    world.advance_ms(22 * HOUR_MS);
    world.watch().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Queued);
    world.advance_ms(HOUR_MS + MINUTE_MS);
    world.watch().await;
    assert_eq!(world.order(order_id).await.returned, money("1.17"));
    assert_eq!(world.owner().times_told("clock was set"), 0, "a shop may be off");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_was_set_back_between_two_starts_freezes_nothing() {
    let mut world = World::new().await;
    world.customer(5_001, "Ann", "25").await;
    let active = world.places(5_001, 1, "https://instagram.com/a", 1_000).await;
    world.submit().await;
    world.panel.set_balance("0").unwrap();
    let queued = world.places(5_001, 1, "https://instagram.com/b", 1_000).await;
    world.submit().await;
    for back_ms in [2 * HOUR_MS, 365 * DAY_MS] {
        world.restart_after_ms(-back_ms, &[]).await;
        world.settle().await;
        let asked = world.panel.requests().len();
        world.poll().await;
        assert!(world.panel.requests().len() > asked, "{back_ms}: it is asked about");
        world.advance_ms(HOUR_MS + MINUTE_MS);
        let asked = world.panel.requests().len();
        world.submit().await;
        assert!(world.panel.requests().len() > asked, "{back_ms}: it is sent again");
        world.watch().await;
    }
    assert_eq!(world.order(active).await.state, OrderState::Active);
    assert_eq!(world.owner().times_told("clock was set back by about 2 hours"), 1);
    assert_eq!(world.owner().times_told("clock was set back"), 2);
    world.advance_ms(DAY_MS + MINUTE_MS);
    world.watch().await;
    assert_eq!(world.order(queued).await.returned, money("1.17"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_clock_that_was_set_back_no_old_price_and_no_old_button_goes_through() {
    let mut world = World::new().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    ann.is_asked_for_the_quantity().await;
    ann.says("1000").await;
    ann.expects("Price:");
    world.owner().says("/credit 5001 5 gift").await;
    world.panel.update_rate(1, "1.80").unwrap();
    world.syncs_approved().await;
    world.advance_ms(14 * MINUTE_MS);
    world.restart_after_ms(-10 * MINUTE_MS, &[]).await;
    let ann = crate::support::Actor { world: &world, id: 5_001 };
    ann.taps("Confirm").await;
    assert_eq!(world.count("orders").await, 0, "the new price is shown first");
    world.owner().taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    world.audit().await;
}
