//! The price that is asked for first: frozen once it is shown, asked for again when its time is
//! over, and missing without a word of blame.

use super::{ALICE, NUMBER, Shop, price_of_200};
use crate::support::money;
use storefront::domain::order::OrderState;
use storefront::sandbox::upmobile::UpmobileFault;

const QUARTER_MS: i64 = 15 * 60_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_price_that_is_not_told_says_so_and_what_to_do() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    for (fault, said) in [
        (UpmobileFault::RefusesPreview, "does not take this amount"),
        (UpmobileFault::Html, "does not answer"),
        (UpmobileFault::TooMany, "does not answer"),
        (UpmobileFault::OtherCurrency, "could not be understood"),
    ] {
        shop.service.set_fault(fault);
        shop.prices(&alice, NUMBER, "200").await;
        alice.expects(said);
        alice.expects("Nothing was charged");
        assert!(!alice.has_button("Confirm"), "{fault:?}");
        shop.service.set_fault(UpmobileFault::None);
        alice.taps("Ask again").await;
        alice.expects("Asking for the price");
        shop.asks_prices().await;
        alice.expects("$2.73");
    }
    assert_eq!(shop.owner().times_told("What it says a top-up costs cannot be read"), 1);
    assert_eq!(shop.count("orders").await, 0);
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_price_that_nobody_answers_is_given_up() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.asks(&alice, NUMBER, "200").await;
    shop.advance_ms(70_000);
    shop.app.workers.give_up_previews().await.unwrap();
    shop.settle().await;
    alice.expects("does not answer");
    // What is answered later changes nothing any more.
    shop.asks_prices().await;
    alice.expects("does not answer");
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_who_looks_elsewhere_is_left_alone() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.asks(&alice, NUMBER, "200").await;
    alice.says("/balance").await;
    shop.asks_prices().await;
    assert!(!alice.screen().contains("$2.73"), "{}", alice.screen());
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shown_price_stands_whatever_changes_within_a_quarter_of_an_hour() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.prices(&alice, NUMBER, "200").await;
    let owner = shop.owner();
    owner.does("/markup 45").await;
    shop.advance_ms(QUARTER_MS - 1_000);
    alice.taps("Confirm").await;
    let order = shop.order(alice.order_number()).await;
    assert_eq!(order.price, price_of_200());
    assert_eq!(shop.service.calls("preview"), 1);
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_price_is_asked_for_again_and_goes_through_when_it_is_the_same() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.prices(&alice, NUMBER, "200").await;
    shop.advance_ms(QUARTER_MS);
    alice.taps("Confirm").await;
    alice.expects("Asking for the price");
    assert_eq!(shop.count("orders").await, 0);
    shop.asks_prices().await;
    assert_eq!(shop.service.calls("preview"), 2);
    let order_id = alice.order_number();
    let order = shop.order(order_id).await;
    assert_eq!((order.state, order.price), (OrderState::Queued, price_of_200()));
    shop.submit().await;
    assert_eq!(shop.service.acceptances_for(NUMBER), 1);
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_price_that_has_changed_is_shown_again() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.prices(&alice, NUMBER, "200").await;
    shop.advance_ms(QUARTER_MS);
    shop.owner().does("/markup 45").await;
    alice.taps("Confirm").await;
    shop.asks_prices().await;
    assert_eq!(shop.count("orders").await, 0);
    alice.expects("The price has changed");
    alice.expects("$3.05");
    alice.taps("Confirm").await;
    assert_eq!(shop.order(alice.order_number()).await.price, money("3.05"));
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn prices_are_asked_for_only_so_often() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.asks(&alice, NUMBER, "200").await;
    for amount in 300..345 {
        alice.says(&amount.to_string()).await;
    }
    assert_eq!(shop.count("recharge_previews").await, 40);
    assert!(shop.count("recharge_previews WHERE state = 'waiting'").await <= 1);
    shop.ends().await;
}
