//! SAFETY 24: off until an owner has switched it on, having read what that affirms.

use crate::support::mail::{DOMAIN, MAIL_KEY, MailWorld};
use crate::support::world::START_MS;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_sold_before_an_owner_affirms() {
    let it = MailWorld::closed().await;
    let alice = it.alice().await;
    alice.says("/order").await;
    alice.says("load test mail").await;
    assert!(!alice.is_offered("Load test"), "it is off");
    let olga = it.world.owner();
    olga.says("/providers").await;
    olga.expects("It is switched off.");
    olga.taps("⚙️ post").await;
    olga.taps("Switch on").await;
    olga.expects("from its own servers");
    olga.expects("sign-up forms");
    assert!(!it.world.journal().await.iter().any(|line| line.contains("switched_on")));
    olga.taps("Confirm").await;
    let journal = it.world.journal().await;
    assert!(
        journal
            .iter()
            .any(|line| line.contains("provider_switched_on") && line.contains("own servers"))
    );
    it.buys(alice, DOMAIN, "500").await;
    // Off again: what waits is not sent.
    olga.says("/providers").await;
    olga.taps("⚙️ post").await;
    olga.taps("Switch off").await;
    assert!(!olga.screen().contains("own servers"));
    olga.taps("Confirm").await;
    it.world.submit().await;
    assert_eq!(it.mail.count("order"), 0);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_does_not_switch_it_on() {
    let it = MailWorld::closed().await;
    let alice = it.alice().await;
    alice.says("/providers").await;
    alice.forges_tap("pw:post:on").await;
    alice.says("/order").await;
    alice.says("load test mail").await;
    assert!(!alice.is_offered("Load test"));
    assert_eq!(it.world.journal().await.len(), 0);
    assert!(it.world.now_ms() >= START_MS);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_address_of_the_api_is_in_no_chat_and_no_row() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    it.mail.set_fault(storefront::sandbox::mail::MailRule::once(
        "order",
        storefront::sandbox::mail::MailFault::SaysAfter(
            200,
            format!(r#"{{"error":"account /legacy/{MAIL_KEY} is busy"}}"#),
        ),
    ));
    it.buys(alice, DOMAIN, "500").await;
    it.world.submit().await;
    it.searches_after_ms(300_000).await;
    it.world.poll().await;
    for actor in [alice, it.world.owner()] {
        assert!(!actor.was_told(MAIL_KEY) && !actor.was_told("legacy"));
    }
    for column in ["payload FROM outbox", "words FROM order_words"] {
        let rows = it.world.rows(column).await;
        assert!(rows.iter().all(|row| !row.contains(MAIL_KEY)), "{column}");
    }
    it.world.audit().await;
}
