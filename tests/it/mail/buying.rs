//! An order from the card to its end.

use crate::support::mail::{ALICE, DOMAIN, MailWorld};
use storefront::domain::order::OrderState;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_proves_a_domain_and_has_it_tested() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    alice.opens_mail_card().await;
    alice.says("Example.COM").await;
    let token = it.token(ALICE, DOMAIN).await;
    alice.expects(&token.record());
    alice.expects("exactly this name");
    assert!(alice.is_offered("Copy the record") && !alice.is_offered("Go on"));
    alice.taps("Check now").await;
    alice.expects("Looking into the DNS");
    it.checks().await;
    alice.expects("The TXT record is not there");
    it.puts_record(ALICE, DOMAIN).await;
    alice.taps("Check now").await;
    it.checks().await;
    alice.expects("is proved to be yours");
    alice.taps("Go on").await;
    alice.says("750").await;
    alice.expects("750 mails go to one made-up address at example.com");
    alice.expects("nothing is sent and your money comes back");
    alice.taps("Confirm").await;
    let order_id = it.last_order().await;
    assert_eq!(it.mail.count("order"), 0);

    it.world.submit().await;
    let placed = it.mail.orders();
    let [order] = placed.as_slice() else { panic!("{placed:?}") };
    let (local, domain) = order.email.split_once('@').unwrap();
    assert_eq!((domain, order.quantity), (DOMAIN, 750));
    assert!(local.starts_with("load-") && local.len() == 25, "{local}");
    assert_eq!(it.world.order(order_id).await.state, OrderState::Active);

    it.mail.set_status(&order.id, "in progress", 40);
    it.world.poll().await;
    assert_eq!(it.world.order(order_id).await.remains, 450);
    it.mail.set_status(&order.id, "completed", 100);
    it.world.poll().await;
    assert_eq!(it.world.order(order_id).await.state, OrderState::Completed);
    // No message has the address: it is nobody's to write to.
    assert!(!alice.was_told(local));
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proved_domain_is_a_button_and_every_order_has_an_address_of_its_own() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    for _ in 0..2 {
        it.buys(alice, DOMAIN, "500").await;
        it.world.submit().await;
        let id = it.mail.orders().pop().unwrap().id;
        it.mail.set_status(&id, "completed", 100);
        it.world.poll().await;
        alice.opens_mail_card().await;
        assert!(alice.is_offered("🌐 example.com"));
        alice.taps("🌐 example.com").await;
        alice.expects("How many");
    }
    let orders = it.mail.orders();
    assert_eq!(orders.len(), 2);
    assert_ne!(orders[0].email, orders[1].email);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_early_end_returns_what_was_not_sent() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    let order_id = it.buys(alice, DOMAIN, "1000").await;
    it.world.submit().await;
    let price = it.world.order(order_id).await.price;
    let id = it.mail.orders()[0].id.clone();
    it.mail.set_status(&id, "throttling", 20);
    it.world.poll().await;
    assert_eq!(it.world.order(order_id).await.state, OrderState::Active, "an unknown word");
    assert_eq!(it.world.owner().times_told("unknown status"), 1);
    it.world.poll().await;
    assert_eq!(it.world.owner().times_told("unknown status"), 1);
    it.mail.set_status(&id, "canceled", 25);
    it.world.poll().await;
    let order = it.world.order(order_id).await;
    assert_eq!(order.state, OrderState::Partial);
    assert_eq!(order.returned.micros(), price.micros() * 3 / 4);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_back_goes_by_the_percent_and_never_by_what_the_provider_charges() {
    for (cost, percent) in [("0.25", 25), ("2", 25), ("0", 25), ("7.77", 25)] {
        let it = MailWorld::open().await;
        let alice = it.alice().await;
        let order_id = it.buys(alice, DOMAIN, "1000").await;
        it.world.submit().await;
        let id = it.mail.orders()[0].id.clone();
        // It has given back a part of its own price, or has raised it.
        it.mail.set_price(&id, cost.parse().unwrap());
        it.mail.set_status(&id, "in progress", percent);
        it.world.poll().await;
        assert_eq!(it.world.order(order_id).await.remains, 750, "{cost}");
        it.mail.set_status(&id, "canceled", percent);
        it.world.poll().await;
        let order = it.world.order(order_id).await;
        assert_eq!(order.state, OrderState::Partial, "{cost}");
        assert_eq!(order.returned.micros(), order.price.micros() * 3 / 4, "{cost}");
        it.world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_called_and_found_in_the_readers_language() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    for (lang, typed, offered) in [
        ("ru", "почта проверка", "Проверка своего почтового домена"),
        ("uz", "pochta", "Oʻz pochta domeningizni"),
        ("en", "load test mail", "Load test of your own mail"),
    ] {
        alice.forges_tap(&format!("gl:{lang}")).await;
        alice.says("/order").await;
        alice.says(typed).await;
        assert!(alice.is_offered(offered), "{lang}: {}", alice.screen());
    }
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bonus_does_not_pay_for_it() {
    let it = MailWorld::open().await;
    let alice = it.world.customer(ALICE, "Alice", "0.10").await;
    it.gives_bonus(ALICE, "20").await;
    it.fills_in(alice, DOMAIN, "500").await;
    assert!(!alice.is_offered("Confirm"), "{}", alice.screen());
    assert_eq!(it.world.count("orders").await, 0);
    it.world.audit().await;
}
