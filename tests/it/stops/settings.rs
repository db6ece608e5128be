//! Providers that the settings keep from getting orders: what is queued waits, and owners read of
//! it once.

use crate::support::{Scripted, World, WorldOptions};
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};

async fn world() -> (World, Scripted) {
    let panel = Scripted::start().await;
    let vars = vec![
        ("PROVIDER_SIDE_URL", panel.url()),
        ("PROVIDER_SIDE_KEY", crate::support::world::PANEL_KEY.to_owned()),
    ];
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    (world, panel)
}

async fn waits_and_is_told_once(mut world: World, vars: &[(&'static str, String)], told: &str) {
    world.customer(5_001, "Ann", "25").await;
    let service = world.service_number("side", "1").await;
    let order_id = world.places(5_001, service, "https://instagram.com/ann", 1_000).await;
    for _ in 0..2 {
        world.restart(vars).await;
        world.submits_all().await;
        world.watch().await;
        world.watch().await;
        assert_eq!(world.order(order_id).await.state, OrderState::Queued);
        assert_eq!(world.owner().times_told(told), 1);
    }
    let olga = world.owner();
    olga.says("/providers").await;
    olga.expects(told);
    olga.expects("1 order waits to be sent");
    assert!(!olga.is_offered("Resume"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_of_a_provider_without_a_rate_wait() {
    let (world, panel) = world().await;
    let vars = [
        ("PROVIDER_SIDE_URL", panel.url()),
        ("PROVIDER_SIDE_KEY", crate::support::world::PANEL_KEY.to_owned()),
        ("PROVIDER_SIDE_CURRENCY", "UZS".to_owned()),
    ];
    waits_and_is_told_once(world, &vars, "The settings have no rate").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_of_a_provider_that_left_the_settings_wait() {
    let (world, _panel) = world().await;
    waits_and_is_told_once(world, &[], "It is not in the settings any more").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_comes_back_into_the_settings_gets_its_orders() {
    let (mut world, panel) = world().await;
    world.customer(5_001, "Ann", "25").await;
    let service = world.service_number("side", "1").await;
    let order_id = world.places(5_001, service, "https://instagram.com/ann", 1_000).await;
    world.restart(&[]).await;
    world.watch().await;
    let vars = [
        ("PROVIDER_SIDE_URL", panel.url()),
        ("PROVIDER_SIDE_KEY", crate::support::world::PANEL_KEY.to_owned()),
    ];
    world.restart(&vars).await;
    world.submits_all().await;
    assert_eq!(world.owner().times_told("works again"), 1);
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_try_of_a_provider_is_shown_and_an_unknown_beginning_is_no_date() {
    let world = World::new().await;
    let busy = PanelFault::ErrorText("Rate limit exceeded".to_owned());
    world.panel.set_fault(FaultRule::once("add", busy));
    world.queues_orders(5_001, 2).await;
    world.submit().await;
    let olga = world.owner();
    olga.says("/providers").await;
    olga.expects("It gets orders");
    olga.expects("Its next try is at");
    world.tampers("INSERT INTO provider_stops VALUES ('main', 'unclear', 0, '', 0, 1)").await;
    olga.says("/providers").await;
    olga.expects("Stopped; since when is not known");
    assert!(!olga.screen().contains("1970"), "{}", olga.screen());
    world.audit().await;
}
