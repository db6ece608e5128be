//! SAFETY 22 and 23 through the whole shop: what a check tells, and what no proof is.

use crate::support::mail::{ADDRESS, ALICE, BOB, DOMAIN, MailWorld};
use storefront::domain::mail::TOKEN_LIFETIME_MS;
use storefront::sandbox::dns::DnsFault;

/// What the check tells after something was changed.
async fn told(it: &MailWorld, part: &str) {
    let alice = it.world.actor(ALICE);
    alice.taps("Check now").await;
    it.checks().await;
    alice.expects(part);
    assert!(!alice.is_offered("Go on"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_missing_is_said_in_words() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    alice.opens_mail_card().await;
    alice.says(DOMAIN).await;
    told(&it, "The TXT record is not there").await;
    it.dns.set(DOMAIN, "TXT", &["storefront-load-test-consent=0123456789abcdef0123456789abcdef"]);
    told(&it, "with another code").await;
    it.puts_record(ALICE, DOMAIN).await;
    it.dns.set_reverse(ADDRESS, &[]);
    told(&it, "has no reverse name").await;
    alice.expects("198.51.100.25");
    it.dns.set_reverse(ADDRESS, &["mail.example.net"]);
    told(&it, "outside the domain").await;
    it.dns.set(DOMAIN, "MX", &[]);
    told(&it, "has no MX record").await;
    it.dns.set_faults(DnsFault::ServFail);
    told(&it, "answers with an error").await;
    it.dns.set_faults(DnsFault::None);
    it.dns.set(DOMAIN, "MX", &["10 mx.example.com"]);
    it.dns.set_reverse(ADDRESS, &["mx.example.com"]);
    alice.taps("Check now").await;
    it.checks().await;
    alice.expects("is proved to be yours");
    assert_eq!(it.mail.calls().iter().filter(|(action, _)| action == "order").count(), 0);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn checks_are_few_and_a_double_tap_is_one() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    alice.opens_mail_card().await;
    alice.says(DOMAIN).await;
    let check = alice.button("Check now");
    alice.taps("Check now").await;
    it.world.telegram.presses(ALICE, ALICE, check.0, &check.1);
    it.world.settle().await;
    assert_eq!(it.world.count("mail_checks").await, 1);
    it.checks().await;
    for _ in 1..10 {
        alice.taps("Check now").await;
        it.checks().await;
    }
    let refused = alice.taps_for_answer("Check now").await;
    let is_told = refused.contains("10 times an hour") || alice.was_told("10 times an hour");
    assert!(is_told, "{refused:?}");
    assert_eq!(it.world.count("mail_checks").await, 10);
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_its_customers_and_good_for_thirty_days() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    it.fills_in(alice, DOMAIN, "500").await;
    let first = it.token(ALICE, DOMAIN).await;
    let bob = it.world.customer(BOB, "Bob", "20").await;
    bob.opens_mail_card().await;
    bob.says(DOMAIN).await;
    assert_ne!(it.token(BOB, DOMAIN).await, first);
    bob.taps("Check now").await;
    it.checks().await;
    bob.expects("with another code");
    // Somebody else's consent is nobody's business.
    let consent = it.world.rows("CAST(MIN(consent_id) AS TEXT) FROM mail_consents").await;
    for tap in [format!("md:{}", consent[0]), format!("mk:{}", consent[0])] {
        bob.forges_tap(&tap).await;
    }
    assert!(!bob.was_told("is proved") && !bob.is_offered("Go on"));

    it.world.advance_ms(TOKEN_LIFETIME_MS + 1);
    alice.opens_mail_card().await;
    assert!(!alice.is_offered("🌐 example.com"), "it has expired");
    alice.says(DOMAIN).await;
    let second = it.token(ALICE, DOMAIN).await;
    assert_ne!(second, first);
    alice.taps("Check now").await;
    it.checks().await;
    alice.expects("with another code");
    it.puts_record(ALICE, DOMAIN).await;
    alice.taps("Check now").await;
    it.checks().await;
    alice.expects("is proved to be yours");
    it.world.audit().await;
}
