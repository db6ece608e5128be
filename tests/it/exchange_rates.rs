//! Rates of a provider's currency that are fetched: sold by, followed, asked about, and too old.

mod age;
mod answers;
mod chat;
mod secrecy;

use crate::support::world::PANEL_KEY;
use crate::support::{Rates, World, WorldOptions};
use storefront::clock::{HOUR_MS, MINUTE_MS};
use storefront::sandbox::panel::PanelOptions;

const ANN: i64 = 5_001;
const ASKED: &str = "The fetched rate has moved far for";
const STOPPED: &str = "There is no recent rate for its currency";

/// What makes the provider one of another currency whose rate is fetched.
fn fetched(rates: &Rates) -> Vec<(&'static str, String)> {
    vec![("PROVIDER_MAIN_CURRENCY", "UZS".to_owned()), ("RATES_URL", rates.url())]
}

/// A shop before its first round, whose provider asks 1,000 soms for a thousand.
async fn new_shop(vars: Vec<(&'static str, String)>) -> World {
    let mut panel =
        PanelOptions { speed: 0, currency: "UZS".to_owned(), ..PanelOptions::new(PANEL_KEY) };
    panel.balance = "100000000".to_owned();
    panel.services[0].rate = 1_000.into();
    let world = World::with(WorldOptions { panel, vars, ..WorldOptions::default() }).await;
    world.customer(ANN, "Ann", "25").await;
    world
}

/// The same after it.
async fn shop(rates: &Rates) -> World {
    let world = new_shop(fetched(rates)).await;
    world.fetches_rates().await;
    world
}

impl World {
    async fn price_is(&self, price: &str) {
        let ann = self.actor(ANN);
        ann.fills_in("instagram.com/ann", "1000").await;
        ann.expects(price);
    }

    async fn services_sold(&self) -> i64 {
        self.count("services WHERE is_hidden = 0").await
    }

    /// The rate that prices are made by.
    async fn in_force(&self) -> Vec<String> {
        self.rows("conversion FROM providers").await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_round_fetches_the_rate_and_the_shop_sells_by_it() {
    let rates = Rates::telling("0.001").await;
    let world = new_shop(fetched(&rates)).await;
    assert_eq!((world.services_sold().await, rates.calls()), (0, 0));
    world.fetches_rates().await;
    assert!(world.services_sold().await > 100);
    world.price_is("$1.30").await;
    world.actor(ANN).taps("Confirm").await;
    world.submit().await;
    assert_eq!(world.count("orders WHERE state = 'active'").await, 1);
    let olga = world.owner();
    assert_eq!((olga.times_told(STOPPED), olga.times_told("works again")), (0, 0));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_asked_for_every_hour_and_after_a_failure_sooner() {
    let rates = Rates::telling("0.001").await;
    let world = shop(&rates).await;
    world.fetches_rates_after(HOUR_MS - 1).await;
    assert_eq!(rates.calls(), 1);
    rates.answers(500, "");
    world.fetches_rates_after(1).await;
    assert_eq!(rates.calls(), 2);
    world.fetches_rates_after(10 * MINUTE_MS - 1).await;
    assert_eq!(rates.calls(), 2);
    world.fetches_rates_after(1).await;
    assert_eq!(rates.calls(), 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn small_moves_are_followed_and_many_of_them_are_a_large_one() {
    let rates = Rates::telling("0.001").await;
    let world = shop(&rates).await;
    for (told, price) in [("0.0012", "$1.56"), ("0.0008", "$1.04"), ("0.00115", "$1.50")] {
        rates.tells(told);
        world.fetches_rates_after(HOUR_MS).await;
        world.price_is(price).await;
    }
    assert!(!world.owner().was_told(ASKED));
    // Of what was told last it is thirteen percent; of what the shop began with, thirty.
    rates.tells("0.0013");
    world.fetches_rates_after(HOUR_MS).await;
    world.price_is("$1.50").await;
    assert_eq!(world.owner().times_told(ASKED), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_of_more_than_a_fifth_is_asked_about_once_and_taken_over() {
    let rates = Rates::telling("0.001").await;
    let world = shop(&rates).await;
    for told in ["0.00121", "0.00122", "0.00122"] {
        rates.tells(told);
        world.fetches_rates_after(HOUR_MS).await;
        world.price_is("$1.30").await;
    }
    let olga = world.owner();
    assert_eq!(olga.times_told(ASKED), 1);
    olga.says("/providers").await;
    olga.expects("1 UZS is 0.001; 0.00122 was fetched");
    olga.taps("New rate of main").await;
    olga.expects("1 UZS: 0.001 → 0.00122 (+22%)");
    olga.taps("Confirm").await;
    world.price_is("$1.59").await;
    // From now on moves are measured from there.
    rates.tells("0.00144");
    world.fetches_rates_after(HOUR_MS).await;
    world.price_is("$1.88").await;
    assert_eq!(olga.times_told(ASKED), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_moves_far_again_is_asked_about_again() {
    let rates = Rates::telling("0.001").await;
    let world = shop(&rates).await;
    let steps = [("0.0013", 1), ("0.002", 2), ("0.001", 2), ("0.0013", 3), ("0.0011", 3)];
    for (told, asked) in steps {
        rates.tells(told);
        world.fetches_rates_after(HOUR_MS).await;
        assert_eq!(world.owner().times_told(ASKED), asked, "{told}");
    }
    assert_eq!(world.in_force().await, ["0.0011"]);
    // What the old rate would not cover is off sale meanwhile.
    rates.tells("0.002");
    world.fetches_rates_after(HOUR_MS).await;
    assert_eq!((world.services_sold().await, world.owner().times_told(ASKED)), (0, 4));
    rates.tells("0.00111");
    world.fetches_rates_after(HOUR_MS).await;
    world.price_is("$1.45").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_card_says_where_a_rate_is_from_and_how_old_it_is() {
    let rates = Rates::telling("0.001").await;
    let mut world = shop(&rates).await;
    world.fetches_rates_after(3 * HOUR_MS).await;
    let olga = world.owner();
    olga.says("/providers").await;
    olga.taps("main").await;
    olga.expects("1 UZS = 0.001 USD, fetched; first seen 3 h ago");
    let mut typed = fetched(&rates);
    typed.push(("PROVIDER_MAIN_RATE", "0.0011".to_owned()));
    world.restart(&typed).await;
    let olga = world.owner();
    olga.says("/providers").await;
    olga.taps("main").await;
    olga.expects("1 UZS = 0.0011 USD, from the settings");
    world.audit().await;
}
