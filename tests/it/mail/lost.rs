//! Orders whose answer nobody understood: found in the provider's lists, or proved to be in none.

use crate::support::mail::{ALICE, DOMAIN, MailWorld};
use crate::support::money;
use storefront::domain::order::OrderState;
use storefront::sandbox::mail::{MailFault, MailRule};

const MINUTES_MS: i64 = 60_000;

/// An order that goes out under a fault.
async fn lost(it: &MailWorld, fault: MailFault) -> i64 {
    let alice = it.alice().await;
    let order_id = it.buys(alice, DOMAIN, "500").await;
    it.mail.set_fault(MailRule::once("order", fault));
    it.world.submit().await;
    order_id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_an_order_of_mails_is_never_sent_twice() {
    let says = |status: u16, text: &str| MailFault::SaysAfter(status, text.to_owned());
    for fault in [
        MailFault::CutAfter,
        MailFault::Page500After,
        MailFault::PageAfter,
        says(200, ""),
        says(200, r#"{"error":"Something else."}"#),
        says(502, r#"{"error":"Insufficient balance."}"#),
        says(200, r#"{"order":"","error":"Invalid email."}"#),
        says(200, r#"{"ok":true}"#),
    ] {
        let it = MailWorld::open().await;
        let order_id = lost(&it, fault.clone()).await;
        for _ in 0..3 {
            it.world.advance_ms(5 * MINUTES_MS);
            it.world.submit().await;
            it.world.app.workers.watch_orders().await.unwrap();
        }
        assert_eq!((it.mail.count("order"), it.mail.orders().len()), (1, 1), "{fault:?}");
        let state = it.world.order(order_id).await.state;
        let is_refused = matches!(&fault, MailFault::SaysAfter(_, text) if text.contains("\"\""));
        if is_refused {
            continue;
        }
        assert_eq!(state, OrderState::Review, "{fault:?}");
        it.searches_after_ms(5 * MINUTES_MS).await;
        let order = it.world.order(order_id).await;
        assert_eq!(order.state, OrderState::Active, "{fault:?}");
        assert_eq!(order.provider_order_id, it.mail.orders()[0].id);
        assert_eq!(it.mail.count("order"), 1);
        it.world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_in_no_list_is_returned_after_two_looks() {
    let it = MailWorld::open().await;
    let order_id = lost(&it, MailFault::Page500Before).await;
    let state = async || it.world.order(order_id).await.state;
    it.searches_after_ms(MINUTES_MS).await;
    assert_eq!(it.mail.count("orders"), 0, "too early to look");
    it.searches_after_ms(3 * MINUTES_MS).await;
    assert_eq!(state().await, OrderState::Review, "one look proves nothing");
    it.searches_after_ms(4 * MINUTES_MS).await;
    assert_eq!(state().await, OrderState::Review, "too soon after it");
    it.searches_after_ms(8 * MINUTES_MS).await;
    assert_eq!(state().await, OrderState::Rejected);
    assert_eq!(it.world.wallet(ALICE).await.available, money("20"));
    assert!(it.world.actor(ALICE).was_told("it was never placed"));
    assert!(it.world.owner().was_told("was not placed"));
    assert_eq!(it.mail.count("order"), 1, "and never sent again");

    // It turns up all the same: its number is kept, a loss is booked, the customer is left alone.
    let target = it.world.rows("target FROM mail_orders").await[0].clone();
    let id = it.mail.add_order(&target, 500);
    it.searches_after_ms(61 * MINUTES_MS).await;
    let order = it.world.order(order_id).await;
    assert_eq!((order.state, order.provider_order_id), (OrderState::Rejected, id));
    assert_eq!(it.world.wallet(ALICE).await.available, money("20"));
    assert_eq!(it.world.count("entries WHERE kind = 'loss'").await, 1);
    it.searches_after_ms(61 * MINUTES_MS).await;
    assert_eq!(it.world.count("entries WHERE kind = 'loss'").await, 1);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_that_cannot_be_read_whole_prove_nothing() {
    let it = MailWorld::open().await;
    let order_id = lost(&it, MailFault::Page500Before).await;
    for fault in [
        MailFault::GrowingList,
        MailFault::AlwaysLastPage,
        MailFault::PageAfter,
        MailFault::CutAfter,
        MailFault::WrongKey,
    ] {
        for _ in 0..150 {
            it.mail.add_order("somebody@example.net", 500);
        }
        it.mail.set_fault(MailRule::always("orders", fault.clone()));
        for _ in 0..3 {
            it.searches_after_ms(15 * MINUTES_MS).await;
        }
        it.mail.clear_faults();
        assert_eq!(it.world.order(order_id).await.state, OrderState::Review, "{fault:?}");
    }
    // One absence before and one after a look that proved nothing are not two.
    it.searches_after_ms(15 * MINUTES_MS).await;
    it.mail.set_fault(MailRule::always("payments", MailFault::PageAfter));
    it.searches_after_ms(15 * MINUTES_MS).await;
    it.mail.clear_faults();
    it.searches_after_ms(15 * MINUTES_MS).await;
    assert_eq!(it.world.order(order_id).await.state, OrderState::Review);
    it.searches_after_ms(15 * MINUTES_MS).await;
    assert_eq!(it.world.order(order_id).await.state, OrderState::Rejected);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_was_cut_off_before_the_call_is_returned() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    let order_id = it.buys(alice, DOMAIN, "500").await;
    // The process died between the claim and the call.
    let sql = "UPDATE orders SET state = 'submitting', attempt = 1, lease_owner = 'gone', \
               lease_until_ms = 1";
    it.world.tampers(sql).await;
    it.world.app.workers.take_abandoned().await.unwrap();
    assert_eq!(it.world.order(order_id).await.state, OrderState::Review);
    it.searches_after_ms(1).await;
    assert_eq!(it.world.order(order_id).await.state, OrderState::Rejected);
    assert_eq!(it.world.wallet(ALICE).await.available, money("20"));
    assert_eq!(it.mail.count("order"), 0);
    it.world.audit().await;
}
