//! The rate of a provider's currency: it does not age, and a large move between two starts is asked
//! about.

use crate::support::world::{OWNER, PANEL_KEY};
use crate::support::{Outside, World, WorldOptions};
use storefront::clock::DAY_MS;
use storefront::sandbox::panel::PanelOptions;

const ASKED: &str = "The settings have another rate for";

fn rate(value: &str) -> Vec<(&'static str, String)> {
    vec![("PROVIDER_MAIN_CURRENCY", "UZS".to_owned()), ("PROVIDER_MAIN_RATE", value.to_owned())]
}

/// A shop whose provider asks 1,000 of its money for a thousand.
async fn shop_at(value: &str) -> World {
    let mut panel =
        PanelOptions { speed: 0, currency: "UZS".to_owned(), ..PanelOptions::new(PANEL_KEY) };
    panel.services[0].rate = 1_000.into();
    let options = WorldOptions { panel, vars: rate(value), ..WorldOptions::default() };
    let world = World::with(options).await;
    world.customer(5_001, "Ann", "25").await;
    world
}

async fn price_is(world: &World, price: &str) {
    let ann = world.actor(5_001);
    ann.fills_in("instagram.com/ann", "1000").await;
    ann.expects(price);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rate_of_the_settings_does_not_age_and_follows_by_a_fifth() {
    let mut world = shop_at("0.001").await;
    price_is(&world, "$1.30").await;
    world.advance_ms(400 * DAY_MS);
    world.sync().await;
    price_is(&world, "$1.30").await;
    world.restart(&rate("0.0012")).await;
    price_is(&world, "$1.56").await;
    world.restart(&rate("0.00096")).await;
    price_is(&world, "$1.25").await;
    assert!(!world.owner().was_told(ASKED));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_move_waits_for_an_owner_and_is_asked_once() {
    let mut world = shop_at("0.001").await;
    for _ in 0..2 {
        world.restart(&rate("0.00125")).await;
        world.sync().await;
        price_is(&world, "$1.30").await;
    }
    let olga = world.owner();
    assert_eq!(olga.times_told(ASKED), 1);
    olga.says("/providers").await;
    olga.expects("1 UZS is 0.001; the settings say 0.00125");
    olga.taps("New rate of main").await;
    olga.expects("1 UZS: 0.001 → 0.00125 (+25%)");
    let confirm = olga.button("Confirm");
    olga.taps("Confirm").await;
    assert!(olga.was_told("Prices of main follow the new rate: 1 UZS = 0.00125"));
    assert!(olga.presses_again(&confirm).await.contains("confirmed or declined already"));
    price_is(&world, "$1.63").await;
    let journal = ["9000 rate_taken provider main: 0.001 to 0.00125 for one UZS; "];
    assert_eq!(world.journal().await, journal);
    // And it stays over the next start.
    world.restart(&rate("0.00125")).await;
    price_is(&world, "$1.63").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_old_rate_does_not_cover_is_off_sale_until_an_owner_decides() {
    let mut world = shop_at("0.001").await;
    let order_id = world.actor(5_001).buys("instagram.com/a", "1000").await;
    world.restart(&rate("0.0014")).await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, 0);
    // What was sold and would be paid for now at a loss goes back.
    world.submit().await;
    assert_eq!(world.order(order_id).await.reason, "price_rose");
    assert_eq!(world.calls("add"), 0);
    // An order sold and a fall: the old rate is the dearer one, and nothing stops.
    world.restart(&rate("0.0001")).await;
    assert!(world.offer(1).await.is_visible);
    price_is(&world, "$1.30").await;
    assert_eq!(world.owner().times_told(ASKED), 2);
    // The settings can be set right as well.
    world.restart(&rate("0.001")).await;
    world.owner().says("/providers").await;
    assert!(!world.owner().is_offered("New rate"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn prices_in_another_currency_are_seen_for_the_first_time() {
    let mut world = shop_at("0.001").await;
    world.panel.update_rate(1, "0.5").unwrap();
    world.restart(&[]).await;
    // The account says UZS still, so that nothing is sold.
    world.sync().await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, 0);
    world.panel.set_currency("USD");
    world.sync().await;
    assert_eq!((world.rate(1).await.as_str(), world.waiting().await), ("0.5", 0));
    assert_eq!(world.rows("approved_rate FROM sources WHERE source_id = 1").await, ["0.5"]);
    price_is(&world, "$0.65").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_of_another_rate_changes_nothing() {
    let mut world = shop_at("0.001").await;
    world.restart(&rate("0.002")).await;
    world.settle().await;
    world.owner().taps("New rate of main").await;
    let confirm = world.owner().button("Confirm");
    world.restart(&rate("0.003")).await;
    world.owner().presses_again(&confirm).await;
    assert_eq!(world.rows("conversion FROM providers").await, ["0.001"]);
    assert_eq!(world.count("journal").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_prints_both_rates() {
    let outside = Outside::new().await;
    let patience = std::time::Duration::from_secs(30);
    let shop = outside.starts("serve", &[("PROVIDER_MAIN_RATE", "1")]);
    shop.until_it_says("the shop is open").await;
    assert!(!shop.log().contains("the rate has moved"));
    assert_eq!(shop.stops(patience).await.code(), Some(0));
    outside.forgets_the_dead().await;
    let shop = outside.starts("serve", &[("PROVIDER_MAIN_RATE", "1.5")]);
    shop.until_it_says("the shop is open").await;
    let log = shop.log();
    let line = log.lines().find(|line| line.contains("the rate has moved")).expect("a line");
    assert!(line.contains("1.5") && line.contains("in_force"), "{line}");
    outside.opens().await;
    outside.until_told(OWNER, ASKED).await;
    assert_eq!(shop.stops(patience).await.code(), Some(0));
    outside.audit().await;
}
