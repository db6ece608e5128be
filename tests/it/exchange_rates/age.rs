//! How old a fetched rate may be, and what outlives a restart.

use super::{ANN, STOPPED, fetched, new_shop, shop};
use crate::support::{Rates, World};
use storefront::clock::{DAY_MS, HOUR_MS};
use storefront::domain::order::OrderState;

/// The source says the same for so many hours.
async fn hears_the_same(world: &World, hours: i64) {
    for _ in 0..hours / 6 {
        world.fetches_rates_after(6 * HOUR_MS).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_value_for_more_than_five_days_stops_sales_until_a_new_one_comes() {
    let rates = Rates::telling("0.001").await;
    let world = shop(&rates).await;
    hears_the_same(&world, 5 * 24).await;
    assert!(world.services_sold().await > 100, "over an Easter");
    let order_id = world.actor(ANN).buys("instagram.com/ann", "1000").await;
    // Half a day more, and a bit: less than what an order waits before it is returned.
    hears_the_same(&world, 18).await;
    assert_eq!((world.services_sold().await, world.in_force().await), (0, vec![String::new()]));
    world.submits_all().await;
    world.watch().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Queued, "it waits");
    let olga = world.owner();
    assert_eq!(olga.times_told(STOPPED), 1);
    olga.says("/providers").await;
    olga.expects(STOPPED);
    assert!(!olga.is_offered("Resume"));
    olga.taps("main").await;
    olga.expects("first seen 6 d ago");

    rates.tells("0.00101");
    world.fetches_rates_after(HOUR_MS).await;
    assert_eq!(olga.times_told("works again"), 1);
    world.price_is("$1.32").await;
    world.submits_all().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_that_is_silent_lets_the_rate_grow_old_as_well() {
    let rates = Rates::telling("0.001").await;
    let world = shop(&rates).await;
    rates.answers(503, "");
    hears_the_same(&world, 5 * 24).await;
    world.price_is("$1.30").await;
    hears_the_same(&world, 24).await;
    assert_eq!((world.services_sold().await, world.owner().times_told(STOPPED)), (0, 1));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_keeps_the_rate_with_its_age() {
    let rates = Rates::telling("0.001").await;
    let mut world = shop(&rates).await;
    rates.answers(503, "");
    hears_the_same(&world, 4 * 24).await;
    world.restart(&fetched(&rates)).await;
    world.price_is("$1.30").await;
    // Away for a day: it is still new enough.
    world.restart_after_ms(DAY_MS, &fetched(&rates)).await;
    world.fetches_rates().await;
    world.price_is("$1.30").await;
    world.restart_after_ms(DAY_MS, &fetched(&rates)).await;
    assert_eq!(world.services_sold().await, 0);
    for _ in 0..2 {
        world.fetches_rates_after(HOUR_MS).await;
        assert_eq!(world.owner().times_told(STOPPED), 1);
        world.restart(&fetched(&rates)).await;
    }
    rates.tells("0.0012");
    world.fetches_rates().await;
    world.price_is("$1.56").await;
    assert_eq!(world.owner().times_told("works again"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rate_of_the_settings_wins_and_does_not_age() {
    let rates = Rates::telling("0.002").await;
    let mut vars = fetched(&rates);
    vars.push(("PROVIDER_MAIN_RATE", "0.001".to_owned()));
    let mut world = new_shop(vars).await;
    for _ in 0..10 {
        world.fetches_rates_after(DAY_MS).await;
    }
    world.price_is("$1.30").await;
    assert_eq!((rates.calls(), world.count("exchange_rates").await), (0, 0));
    // Once it is taken out, the fetched one is too far from it to be followed unasked.
    world.restart(&fetched(&rates)).await;
    assert_eq!(world.services_sold().await, 0);
    world.fetches_rates().await;
    assert_eq!(world.owner().times_told(super::ASKED), 1);
    assert_eq!(world.in_force().await, ["0.001"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_address_there_is_no_rate_any_more() {
    let rates = Rates::telling("0.001").await;
    let mut world = shop(&rates).await;
    world.restart(&[("PROVIDER_MAIN_CURRENCY", "UZS".to_owned())]).await;
    world.fetches_rates_after(HOUR_MS).await;
    assert_eq!((world.services_sold().await, rates.calls()), (0, 1));
    assert_eq!(world.stops().await, ["main no_rate"]);
    world.restart(&fetched(&rates)).await;
    world.price_is("$1.30").await;
    assert_eq!(world.stops().await, Vec::<String>::new());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fetched_rate_ends_no_stop_for_another_currency() {
    let rates = Rates::telling("0.001").await;
    let world = shop(&rates).await;
    world.panel.set_currency("RUB");
    world.sync().await;
    assert_eq!(
        (world.services_sold().await, world.stops().await),
        (0, vec!["main currency".to_owned()])
    );
    rates.tells("0.00101");
    world.fetches_rates_after(HOUR_MS).await;
    assert_eq!((world.services_sold().await, world.in_force().await), (0, vec![String::new()]));
    world.panel.set_currency("UZS");
    world.sync().await;
    world.price_is("$1.32").await;
    world.audit().await;
}
