//! A provider that is added in the chat may have its rate fetched.

use super::STOPPED;
use crate::support::{Rates, Scripted, World, WorldOptions};
use storefront::sandbox::panel::PanelOptions;

const MASTER_KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const KEY: &str = "TypedPanelKeyAAA";

fn sealing(rates: Option<&Rates>) -> Vec<(&'static str, String)> {
    let rates = rates.map(|rates| ("RATES_URL", rates.url()));
    [("MASTER_KEY", MASTER_KEY.to_owned())].into_iter().chain(rates).collect()
}

/// An owner adds a panel in soms up to the question for its rate.
async fn is_asked_for_the_rate(vars: Vec<(&'static str, String)>) -> (World, Scripted) {
    let mut options =
        PanelOptions { speed: 0, currency: "UZS".to_owned(), ..PanelOptions::new(KEY) };
    options.services[0].rate = 1_000.into();
    let panel = Scripted::with(options).await;
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    let olga = world.owner();
    olga.says("/providers").await;
    olga.taps("➕ Add").await;
    for answer in ["panel2", &panel.url(), KEY, "UZS"] {
        olga.says(answer).await;
    }
    olga.expects("How much of the shop's currency");
    (world, panel)
}

/// What the provider sells its first service for, once it is known.
async fn adds_it(world: &World) {
    let workers = &world.app.workers;
    workers.try_new_providers().await.unwrap();
    world.settle().await;
    world.owner().taps("Confirm").await;
    workers.refresh_providers().await.unwrap();
    world.sync().await;
}

async fn sold(world: &World) -> i64 {
    let own = "(SELECT service_id FROM sources WHERE provider = 'panel2')";
    world.count(&format!("services WHERE is_hidden = 0 AND service_id IN {own}")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_added_in_the_chat_follows_the_fetched_rate() {
    let rates = Rates::telling("0.001").await;
    let (mut world, _panel) = is_asked_for_the_rate(sealing(Some(&rates))).await;
    let olga = world.owner();
    olga.taps("Fetch it every hour").await;
    world.app.workers.try_new_providers().await.unwrap();
    world.settle().await;
    olga.expects("Rate of UZS: fetched every hour");
    adds_it(&world).await;
    assert_eq!(
        (sold(&world).await, world.stops().await),
        (0, vec!["panel2 no_fetched_rate".to_owned()])
    );
    world.fetches_rates().await;
    assert!(sold(&world).await > 100);
    assert!(!olga.was_told(STOPPED) && !olga.was_told("works again"));
    olga.says("/providers").await;
    olga.taps("⚙️ panel2").await;
    olga.expects("1 UZS = 0.001 USD, fetched; first seen 1 min ago");

    // Over a restart, and without the address.
    world.restart(&sealing(Some(&rates))).await;
    assert!(sold(&world).await > 100);
    world.restart(&sealing(None)).await;
    assert_eq!((sold(&world).await, world.stops().await), (0, vec!["panel2 no_rate".to_owned()]));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rate_that_is_typed_is_no_fetched_one() {
    let rates = Rates::telling("0.002").await;
    let (world, _panel) = is_asked_for_the_rate(sealing(Some(&rates))).await;
    let olga = world.owner();
    let (fetched, _) = (olga.button("Fetch it every hour"), olga.says("0.001").await);
    // The button of a question that is over does nothing.
    olga.presses_again(&fetched).await;
    adds_it(&world).await;
    assert!(sold(&world).await > 100);
    world.fetches_rates().await;
    assert_eq!(rates.calls(), 0);
    olga.says("/providers").await;
    olga.taps("⚙️ panel2").await;
    olga.expects("1 UZS = 0.001 USD, typed here");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_an_address_of_rates_it_is_not_offered() {
    let (world, _panel) = is_asked_for_the_rate(sealing(None)).await;
    let olga = world.owner();
    assert!(!olga.is_offered("Fetch it"));
    olga.says("fetched").await;
    olga.expects("A number above 0");
    world.audit().await;
}
