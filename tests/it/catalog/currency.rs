//! Prices in the provider's currency: converted by a rate, or not sold at all.

use crate::submission::scripted_world;
use crate::support::shelf::{listed, sold};
use crate::support::{World, WorldOptions, money};
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::PanelOptions;

async fn world_in(panel_currency: &str, vars: &[(&'static str, &str)]) -> World {
    let panel = PanelOptions {
        speed: 0,
        currency: panel_currency.to_owned(),
        ..PanelOptions::new(crate::support::world::PANEL_KEY)
    };
    let vars = vars.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    World::with(WorldOptions { panel, vars, ..WorldOptions::default() }).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_in_another_currency_than_configured_sells_nothing_and_alerts_once() {
    let world = world_in("UZS", &[]).await;
    let ann = world.customer(5_001, "Ann", "25").await;
    for _ in 0..5 {
        world.sync().await;
        world.advance_ms(3_600_000);
    }
    assert_eq!(world.count("services WHERE is_hidden = 0").await, 0);
    assert_eq!(world.owner().times_told("another currency than the settings say"), 1);
    ann.says("/order").await;
    ann.expects("nothing on sale");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_that_changes_its_currency_stops_the_sales_it_had() {
    let mut world =
        world_in("EUR", &[("PROVIDER_MAIN_CURRENCY", "EUR"), ("PROVIDER_MAIN_RATE", "1")]).await;
    let order_id = {
        let ann = world.customer(5_001, "Ann", "25").await;
        let order_id = ann.buys("instagram.com/ann", "1000").await;
        world.submit().await;
        ann.fills_in("instagram.com/ann2", "1000").await;
        order_id
    };
    // The settings of the next start say USD; the account does not.
    world.restart(&[]).await;
    world.sync().await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, 0);
    assert_eq!(world.owner().times_told("another currency than the settings say"), 1);
    let ann = crate::support::Actor { world: &world, id: 5_001 };
    ann.taps("Confirm").await;
    assert_eq!(world.count("orders").await, 1);
    // What runs goes on to its end.
    world.reports(order_id, "Partial", Some(500)).await;
    world.poll().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Partial, money("0.585")));

    world
        .restart(&[
            ("PROVIDER_MAIN_CURRENCY", "EUR".to_owned()),
            ("PROVIDER_MAIN_RATE", "1".to_owned()),
        ])
        .await;
    world.sync().await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_by_currency_outlives_a_restart_and_orders_wait_for_its_end() {
    let mut world =
        world_in("EUR", &[("PROVIDER_MAIN_CURRENCY", "EUR"), ("PROVIDER_MAIN_RATE", "1")]).await;
    let order_id = world.customer(5_001, "Ann", "25").await.buys("instagram.com/a", "1000").await;
    world.restart(&[]).await;
    world.sync().await;
    for _ in 0..2 {
        world.submit().await;
        assert_eq!(world.order(order_id).await.state, OrderState::Queued);
        assert_eq!(world.count("services WHERE is_hidden = 0").await, 0);
        world.restart(&[]).await;
    }
    assert_eq!(world.panel.accepted().len(), 0);
    let right = [("PROVIDER_MAIN_CURRENCY", "EUR"), ("PROVIDER_MAIN_RATE", "1")];
    world.restart(&right.map(|(name, value)| (name, value.to_owned()))).await;
    world.sync().await;
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_foreign_currency_with_a_rate_is_converted_and_rounded_up() {
    let vars = [("PROVIDER_MAIN_CURRENCY", "UZS"), ("PROVIDER_MAIN_RATE", "0.000079")];
    let world = world_in("UZS", &vars).await;
    world.panel.update_rate(1, "12345.678").unwrap();
    world.panel.set_balance("1000000").unwrap();
    world.syncs_approved().await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold());
    let ann = world.customer(5_001, "Ann", "25").await;
    ann.fills_in("instagram.com/ann", "1000").await;
    // 12345.678 × 0.000079 × 1.3 = 1.2679011306, in whole cents
    ann.expects("1.27");
    ann.taps("Confirm").await;
    world.submit().await;
    let order = world.order(1_001).await;
    assert_eq!((order.state, order.price), (OrderState::Active, money("1.27")));
    assert_eq!(order.provider_currency, "UZS");
    assert_eq!(order.provider_rate, "12345.678");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_foreign_currency_without_a_rate_sells_nothing() {
    let world = world_in("UZS", &[("PROVIDER_MAIN_CURRENCY", "UZS")]).await;
    let ann = world.customer(5_001, "Ann", "25").await;
    // The catalog is known, ready for the day the owner gives a rate.
    assert_eq!(world.count("services").await, listed());
    assert_eq!(world.count("services WHERE is_hidden = 0").await, 0);
    ann.says("/order").await;
    ann.expects("nothing on sale");
    assert!(!world.offer(1).await.is_visible);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sales_go_on_when_the_account_is_in_the_right_currency_again() {
    let (world, panel) = scripted_world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let visible = async || world.count("services WHERE is_hidden = 0").await;
    let other = r#"{"balance":"5","currency":"UZS"}"#;
    for round in 1..=2 {
        panel.answers_action("balance", 200, other);
        world.sync().await;
        assert_eq!(visible().await, 0);
        assert_eq!(world.owner().times_told("another currency than the settings say"), round);
        // An answer that names none proves nothing.
        panel.answers_action("balance", 200, r#"{"balance":"5"}"#);
        world.sync().await;
        assert_eq!(visible().await, 0);
        panel.answers_action("balance", 200, r#"{"balance":"5","currency":"usd"}"#);
        world.sync().await;
        assert_eq!(visible().await, sold());
    }
    ann.buys("instagram.com/ann", "1000").await;
    world.submit().await;
    assert_eq!(world.count("orders WHERE state = 'active'").await, 1);
    world.audit().await;
}
