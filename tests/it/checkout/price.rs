//! The price on the confirm screen is the price that is charged.

use crate::support::{Actor, World, WorldOptions, money};
use rust_decimal::{Decimal, RoundingStrategy};
use storefront::bot::ui::words::{Lang, Words};
use storefront::clock::MINUTE_MS;
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::PanelOptions;

fn shown(amount: Money) -> String {
    Words::new(Lang::En, "USD").money(amount)
}

/// A balance, in whole cents.
fn in_cents(amount: Money) -> String {
    shown(Money::from_micros(amount.micros() / 10_000 * 10_000))
}

/// The amount on the Confirm button.
fn on_button(actor: &Actor<'_>) -> String {
    let labels = actor.labels();
    let label = labels.iter().find(|label| label.contains("Confirm")).expect("a Confirm button");
    label.rsplit_once(" · ").unwrap().1.to_owned()
}

/// What is asked for a quantity, computed anew: rounded up twice, as the price for 1000 is shown
/// and as the order is.
/// Up to the micro-unit, and then to whole cents from 1 up, to four digits below.
fn as_shown(exact: Decimal) -> Decimal {
    let up = |number: Decimal, decimals| {
        number.round_dp_with_strategy(decimals, RoundingStrategy::AwayFromZero)
    };
    let exact = up(exact, 6);
    if exact >= Decimal::ONE {
        return up(exact, 2);
    }
    exact.round_sf_with_strategy(4, RoundingStrategy::AwayFromZero).unwrap()
}

fn expected_price(rate: &str, conversion: &str, markup: &str, quantity: i64) -> Money {
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    let million = Decimal::from(1_000_000);
    let factor = Decimal::ONE + decimal(markup) / Decimal::ONE_HUNDRED;
    let unit = as_shown(decimal(rate) * decimal(conversion) * factor);
    let price = as_shown(unit * Decimal::from(quantity) / Decimal::ONE_THOUSAND);
    Money::from_micros(i64::try_from(price * million).unwrap())
}

/// Orders a service by its card and compares every figure on the way with what is booked.
async fn pays_what_was_shown(alice: &Actor<'_>, service: i64, quantity: i64, expected: Money) {
    let world = alice.world;
    let before = world.wallet(alice.id).await;
    alice.forges_tap(&format!("v:{service}:0")).await;
    alice.says(&format!("instagram.com/p{service}_{quantity}")).await;
    alice.says(&quantity.to_string()).await;
    assert_eq!(on_button(alice), shown(expected), "service {service}, {quantity}");
    let after = before.available.checked_sub(expected).unwrap();
    alice.expects(&format!("Price: {}\n", shown(expected)));
    alice.expects(&format!("Your balance: {}\n", in_cents(before.available)));
    alice.expects(&format!("After the order: {}", in_cents(after)));
    alice.taps("Confirm").await;
    let order = world.order(alice.order_number()).await;
    assert_eq!(order.price, expected, "service {service}, {quantity}");
    let wallet = world.wallet(alice.id).await;
    assert_eq!(wallet.available, after);
    assert_eq!(wallet.held.checked_sub(before.held), Some(expected));
}

const ODD_RATES: [&str; 6] = ["0.0123457", "1.999999", "0.90", "7.77777", "123.456789", "0.000013"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p14_the_price_shown_is_the_price_charged_to_the_last_digit() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "100000").await;
    for (service, rate) in (1..).zip(ODD_RATES) {
        world.panel.update_rate(service, rate).unwrap();
    }
    world.syncs_approved().await;
    for (service, rate) in (1..).zip(ODD_RATES) {
        for quantity in [50, 777, 1_001, 9_999] {
            let expected = expected_price(rate, "1", "30", quantity);
            pays_what_was_shown(&alice, service, quantity, expected).await;
        }
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p14_the_price_is_exact_in_another_currency_and_with_another_markup() {
    let panel = PanelOptions { currency: "EUR".to_owned(), speed: 0, ..PanelOptions::new(PANEL) };
    let vars = vec![
        ("PROVIDER_MAIN_KEY", PANEL.to_owned()),
        ("PROVIDER_MAIN_CURRENCY", "EUR".to_owned()),
        ("PROVIDER_MAIN_RATE", "1.083731".to_owned()),
        ("MARKUP_PERCENT", "17.5".to_owned()),
    ];
    let world = World::with(WorldOptions { vars, panel, ..WorldOptions::default() }).await;
    let alice = world.customer(5_001, "Alice", "100000").await;
    for (service, rate) in (1..).zip(ODD_RATES) {
        world.panel.update_rate(service, rate).unwrap();
    }
    world.syncs_approved().await;
    for (service, rate) in (1..).zip(ODD_RATES) {
        let expected = expected_price(rate, "1.083731", "17.5", 3_333);
        pays_what_was_shown(&alice, service, 3_333, expected).await;
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p14_a_quote_of_an_earlier_version_stands_with_all_its_digits() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    world.tampers("UPDATE quotes SET price = 1165001").await;
    world.advance_ms(15 * MINUTE_MS - 1);
    alice.taps("Confirm").await;
    assert_eq!(world.order(alice.order_number()).await.price, money("1.165001"));
    // One that holds no longer is asked about with the price as it is made now.
    alice.fills_in("instagram.com/alice2", "1000").await;
    world.tampers("UPDATE quotes SET price = 1165001 WHERE price = 1170000").await;
    world.advance_ms(15 * MINUTE_MS);
    alice.taps("Confirm").await;
    alice.expects("The price has changed");
    alice.taps("Confirm · $1.17").await;
    assert_eq!(world.order(alice.order_number()).await.price, money("1.17"));
    world.audit().await;
}

const PANEL: &str = "another-panel-key";

async fn rates_change_to(world: &World, rate: &str) {
    world.panel.update_rate(1, rate).unwrap();
    world.syncs_approved().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p14_a_sync_within_fifteen_minutes_leaves_the_price_as_shown() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for (rate, wait_ms) in [("1.00", 15 * MINUTE_MS - 1), ("0.50", MINUTE_MS)] {
        rates_change_to(&world, "0.90").await;
        let before = world.wallet(5_001).await;
        alice.fills_in(&format!("instagram.com/{wait_ms}"), "1000").await;
        assert_eq!(on_button(&alice), "$1.17");
        rates_change_to(&world, rate).await;
        world.advance_ms(wait_ms);
        alice.taps("Confirm").await;
        let order = world.order(alice.order_number()).await;
        assert_eq!(order.price, money("1.17"), "{rate}");
        let spent = before.available.checked_sub(world.wallet(5_001).await.available);
        assert_eq!(spent, Some(money("1.17")), "{rate}");
        world.submit().await;
        assert_eq!(world.order(order.order_id.get()).await.state, OrderState::Active);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p14_after_fifteen_minutes_an_equal_price_goes_through() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for wait_ms in [15 * MINUTE_MS, 5 * 60 * MINUTE_MS] {
        alice.fills_in(&format!("instagram.com/{wait_ms}"), "1000").await;
        // A price that went away and came back is the same price.
        rates_change_to(&world, "1.50").await;
        rates_change_to(&world, "0.90").await;
        world.advance_ms(wait_ms);
        alice.taps("Confirm").await;
        alice.expects("is placed");
        assert_eq!(world.order(alice.order_number()).await.price, money("1.17"));
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p14_after_fifteen_minutes_a_changed_price_asks_again() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for (rate, new_price) in [("1.00", "$1.30"), ("0.50", "$0.65")] {
        rates_change_to(&world, "0.90").await;
        let before = world.wallet(5_001).await;
        alice.fills_in("instagram.com/alice", "1000").await;
        let (message_id, old) = alice.button("Confirm");
        rates_change_to(&world, rate).await;
        world.advance_ms(15 * MINUTE_MS);
        alice.taps("Confirm").await;
        alice.expects("The price has changed since you looked");
        alice.expects(&format!("Price: {new_price}\n"));
        assert_eq!(world.wallet(5_001).await, before, "{rate}");
        // The old button, pressed a second time by a quick thumb, confirms nothing.
        let orders = world.count("orders").await;
        let callback_id = world.telegram.presses(5_001, 5_001, message_id, &old);
        world.settle().await;
        assert!(alice.answer_to(&callback_id).await.contains("earlier step"));
        assert_eq!(world.count("orders").await, orders);
        alice.expects(&format!("Price: {new_price}\n"));
        assert_eq!(on_button(&alice), new_price);
        alice.taps("Confirm").await;
        let order = world.order(alice.order_number()).await;
        assert_eq!(shown(order.price), new_price);
        let spent = before.available.checked_sub(world.wallet(5_001).await.available);
        assert_eq!(spent, Some(order.price));
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_fifteen_minutes_new_limits_are_named_and_nothing_is_charged() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "100").await;
    let mut rows = world.panel.services();
    rows[0].min = 500;
    world.panel.set_services(rows);
    world.syncs_approved().await;
    world.advance_ms(15 * MINUTE_MS);
    alice.taps("Confirm").await;
    alice.expects("the limits changed: 50 – 50,000 → 500 – 50,000");
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    alice.taps("Keep").await;
    alice.expects("from 500 to 50,000");
    alice.taps("500").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}
