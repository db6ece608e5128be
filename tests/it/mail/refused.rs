//! What happens between Confirm and the call: everything is read again, and where anything is not
//! as it was, nobody is called and the money comes back.

use crate::support::mail::{ADDRESS, ALICE, BOB, DOMAIN, MailWorld};
use crate::support::money;
use storefront::domain::mail::TOKEN_LIFETIME_MS;
use storefront::domain::order::OrderState;
use storefront::sandbox::dns::{DnsFault, SERVERS};

/// An order that was confirmed, something that changes, and what its customer reads.
async fn flips(change: impl FnOnce(&MailWorld), part: &str) {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    let order_id = it.buys(alice, DOMAIN, "500").await;
    change(&it);
    it.world.submit().await;
    let order = it.world.order(order_id).await;
    assert_eq!(order.state, OrderState::Rejected, "{part}");
    assert_eq!((it.mail.count("order"), it.mail.orders().len()), (0, 0), "{part}");
    assert_eq!(it.world.wallet(ALICE).await.available, money("20"), "{part}");
    assert!(alice.was_told(part), "{part}: {}", alice.screen());
    it.world.submit().await;
    assert_eq!(it.mail.count("order"), 0);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_that_vanishes() {
    flips(|it| it.dns.set(DOMAIN, "TXT", &[]), "The TXT record is not there").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_record_in_its_place() {
    let other = "storefront-load-test-consent=0123456789abcdef0123456789abcdef";
    flips(|it| it.dns.set(DOMAIN, "TXT", &[other]), "with another code").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_that_goes_elsewhere() {
    let foreign = |it: &MailWorld| {
        it.dns.add_mail_domain("example.org", [198, 51, 100, 99].into());
        it.dns.set(DOMAIN, "MX", &["10 mx.example.org"]);
    };
    flips(foreign, "outside the domain").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_mail_at_all() {
    flips(|it| it.dns.set(DOMAIN, "MX", &[]), "has no MX record").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reverse_name_that_is_gone() {
    flips(|it| it.dns.set_reverse(ADDRESS, &[]), "has no reverse name").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_server_in_trouble() {
    flips(|it| it.dns.set_fault(SERVERS[1], DnsFault::ServFail), "answers with an error").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn name_servers_that_disagree() {
    let lies = |it: &MailWorld| it.dns.set_at(SERVERS[0], DOMAIN, "TXT", &[]);
    flips(lies, "do not say the same").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_in_the_midst_of_the_check() {
    // The record is seen, and the mail server is another one by the time it is asked for.
    let ambush = |it: &MailWorld| {
        it.dns.ambush(("PTR", 0), ("25.100.51.198.in-addr.arpa", "PTR", &["mail.example.net"]));
    };
    flips(ambush, "outside the domain").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_runs_out_in_the_queue() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    it.world.advance_ms(1);
    it.fills_in(alice, DOMAIN, "500").await;
    it.world.advance_ms(TOKEN_LIFETIME_MS - 60_000);
    alice.opens_mail_card().await;
    alice.taps("🌐 example.com").await;
    alice.says("500").await;
    alice.taps("Confirm").await;
    let order_id = it.last_order().await;
    it.world.advance_ms(60_001);
    it.world.submit().await;
    assert_eq!(it.world.order(order_id).await.state, OrderState::Rejected);
    assert_eq!(it.mail.count("order"), 0);
    assert!(alice.was_told("older than 30 days"));
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_expired_consent_confirms_nothing() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    it.fills_in(alice, DOMAIN, "500").await;
    it.world.advance_ms(TOKEN_LIFETIME_MS);
    alice.taps("Confirm").await;
    assert_eq!(it.world.count("orders").await, 0);
    assert_eq!(it.world.wallet(ALICE).await.available, money("20"));
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_open_order_a_domain_whoever_owns_it() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    it.buys(alice, DOMAIN, "500").await;
    alice.opens_mail_card().await;
    alice.taps("🌐 example.com").await;
    alice.expects("not finished yet");
    // A second owner of the domain, and another name inside of it.
    let bob = it.world.customer(BOB, "Bob", "20").await;
    it.dns.add_mail_domain("mail.example.com", [198, 51, 100, 30].into());
    for domain in [DOMAIN, "mail.example.com"] {
        bob.opens_mail_card().await;
        bob.says(domain).await;
        it.puts_record(BOB, domain).await;
        bob.taps("Check now").await;
        it.checks().await;
        bob.taps("Go on").await;
        bob.expects("not finished yet");
    }
    assert_eq!(it.world.count("orders").await, 1);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_at_the_same_moment_are_one() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    it.fills_in(alice, DOMAIN, "500").await;
    let first = alice.button("Confirm");
    let bob = it.world.customer(BOB, "Bob", "20").await;
    it.fills_in(bob, DOMAIN, "500").await;
    let second = bob.button("Confirm");
    it.world.telegram.presses(ALICE, ALICE, first.0, &first.1);
    it.world.telegram.presses(BOB, BOB, second.0, &second.1);
    it.world.settle().await;
    assert_eq!(it.world.count("orders").await, 1);
    it.world.submit().await;
    assert_eq!(it.mail.orders().len(), 1);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_more_than_a_thousand_an_order_and_five_thousand_a_day() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    it.fills_in(alice, DOMAIN, "1001").await;
    assert!(!alice.is_offered("Confirm"));
    for more in ["50000", "-500", "0", "499"] {
        alice.says(more).await;
        assert!(!alice.is_offered("Confirm"), "{more}");
    }
    for sent in 0..5 {
        let order_id = it.buys(alice, DOMAIN, if sent == 4 { "999" } else { "1000" }).await;
        it.world.submit().await;
        let id = it.mail.orders().pop().unwrap().id;
        it.mail.set_status(&id, "completed", 100);
        it.world.poll().await;
        assert_eq!(it.world.order(order_id).await.state, OrderState::Completed);
    }
    alice.opens_mail_card().await;
    alice.taps("🌐 example.com").await;
    alice.expects("1 more mail today");
    // A day later it may go on.
    it.world.advance_ms(86_400_000);
    it.buys(alice, DOMAIN, "1000").await;
    it.world.submit().await;
    assert_eq!(it.mail.orders().len(), 6);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waited_for_a_day_is_counted_when_it_is_sent() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    for _ in 0..5 {
        it.buys(alice, DOMAIN, "1000").await;
        it.world.submit().await;
        let id = it.mail.orders().pop().unwrap().id;
        it.mail.set_status(&id, "completed", 100);
        it.world.poll().await;
    }
    it.world.advance_ms(86_400_000);
    let order_id = it.buys(alice, DOMAIN, "1000").await;
    // As if the others had been handed over after this one was placed.
    let now_ms = it.world.now_ms();
    let sql = format!("UPDATE mail_orders SET sent_ms = {now_ms} WHERE sent_ms > 0");
    it.world.tampers(&sql).await;
    it.world.submit().await;
    assert_eq!(it.world.order(order_id).await.state, OrderState::Rejected);
    assert_eq!(it.mail.count("order"), 5);
    assert!(alice.was_told("5,000 mails of the day"));
    it.world.audit().await;
}
