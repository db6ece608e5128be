//! What is entered, what refuses it, and what pays for it.

use super::{ALICE, BOB, MASKED, NUMBER, Shop, price_of_200};
use crate::support::money;
use storefront::domain::ids::{OrderId, PersonId};
use storefront::domain::ledger::bonus;
use storefront::domain::money::Money;
use storefront::store::postings::{About, post};

impl Shop {
    /// A bonus out of nowhere.
    async fn gives_bonus(&self, person_id: i64, amount: &str) {
        let entry = bonus("test:bonus", money(amount)).unwrap();
        let mut tx = self.app.store.begin().await.unwrap();
        let about = About {
            person_id: PersonId::new(person_id),
            order_id: OrderId::NONE,
            actor_id: PersonId::NONE,
        };
        assert!(post(&mut tx, &entry, about, self.now_ms()).await.unwrap());
        tx.commit().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_that_cannot_be_topped_up_are_named() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.opens(&alice, "mobile").await;
    for (typed, said) in [
        ("hello", "a mobile number is needed"),
        ("+998901234567", "UZ +998"),
        ("+7 701 123 45 67", "KZ +7"),
        ("+7 495 739-70-00", "not a mobile number"),
        ("https://t.me/durov", "a mobile number is needed"),
        ("-5", "a mobile number is needed"),
        ("😀", "a mobile number is needed"),
        ("\u{202e}79161234567x", "a mobile number is needed"),
        (&"9".repeat(4_000), "a mobile number is needed"),
    ] {
        alice.says(typed).await;
        alice.expects(said);
    }
    alice.says("+7 900 123 45 67").await;
    alice.expects("Which operator?");
    assert!(!alice.screen().contains("looks like"), "nobody knows whose range this is");
    alice.says("no such operator").await;
    alice.expects("Press one of the buttons");
    alice.says("tele2").await;
    for typed in ["0", "9", "5001", "-100", "1.5", "many", "99999999999999999999"] {
        alice.says(typed).await;
        alice.expects("A whole number from 10 RUB to 5,000 RUB");
    }
    alice.says("10").await;
    alice.expects("Asking for the price");
    assert_eq!(shop.service.calls("preview"), 0, "only a worker asks");
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn going_back_loses_nothing_and_another_number_asks_for_the_operator_again() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.prices(&alice, NUMBER, "200").await;
    alice.taps("Back").await;
    alice.expects("How much should arrive?");
    alice.taps("Back").await;
    alice.expects("Which operator?");
    alice.taps("Back").await;
    alice.taps(&format!("Keep {MASKED}")).await;
    alice.expects("Asking for the price");
    alice.taps("Back").await;
    alice.taps("Back").await;
    alice.taps("Back").await;
    alice.says("+7 903 111 22 33").await;
    alice.expects("looks like Beeline");
    alice.taps("Beeline").await;
    shop.asks_prices().await;
    alice.expects("Beeline");
    alice.expects("+7 903 ***-**-33");
    alice.taps("Confirm").await;
    shop.submit().await;
    assert_eq!(shop.service.operations()[0].destination, "+79031112233");
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bonus_does_not_pay_for_a_top_up() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "1").await;
    shop.gives_bonus(ALICE, "100").await;
    shop.prices(&alice, NUMBER, "200").await;
    alice.expects("You need $1.73 more");
    alice.expects("without bonus");
    assert!(!alice.has_button("Confirm"));
    shop.give(ALICE, "1.73").await;
    alice.taps("Check again").await;
    alice.taps("Confirm").await;
    let order = shop.order(alice.order_number()).await;
    assert_eq!((order.price, order.bonus_part), (price_of_200(), Money::ZERO));
    assert_eq!(shop.wallet(ALICE).await.bonus, money("100"));
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_key_no_top_ups_are_sold() {
    let shop = Shop::open().await;
    let mut world = shop.world;
    let address = format!("http://{}/up", world.address);
    world
        .restart(&[
            ("PROVIDER_UP_KIND", "upmobile".to_owned()),
            ("PROVIDER_UP_URL", address),
            ("PROVIDER_UP_KEY", super::TOKEN.to_owned()),
            ("PROVIDER_UP_CURRENCY", "RUB".to_owned()),
            ("PROVIDER_UP_RATE", "0.01".to_owned()),
        ])
        .await;
    let shop = Shop { world, service: shop.service };
    let alice = shop.customer(ALICE, "Alice", "10").await;
    let service = shop.number_of("mobile").await;
    alice.says("/order").await;
    alice.forges_tap(&format!("v:{service}:0")).await;
    alice.expects("not available yet");
    shop.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_peoples_answers_and_old_messages_order_nothing() {
    let shop = Shop::open().await;
    let alice = shop.customer(ALICE, "Alice", "10").await;
    shop.prices(&alice, NUMBER, "200").await;
    let confirm = alice.button("Confirm");
    let bob = shop.customer(BOB, "Bob", "10").await;
    bob.says("/order").await;
    let tap = confirm.1.splitn(3, ':').nth(2).unwrap().to_owned();
    bob.forges_tap(&tap).await;
    assert_eq!(shop.count("orders").await, 0);
    // The same press twice is one order.
    alice.presses("Confirm");
    alice.presses("Confirm");
    shop.settle().await;
    assert_eq!(shop.count("orders").await, 1);
    alice.presses_again(&confirm).await;
    assert_eq!(shop.count("orders").await, 1);
    shop.submit().await;
    assert_eq!(shop.service.acceptances_for(NUMBER), 1);
    shop.ends().await;
}
