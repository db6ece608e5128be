//! A stranger's address, typed wherever something can be typed: no mail goes there.

use crate::support::mail::{ALICE, DOMAIN, MailWorld};
use storefront::domain::links::{LinkError, clean_link};

const STRANGER: &str = "somebody@example.net";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_text_of_a_person_is_an_address() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    alice.says(STRANGER).await;
    alice.opens_mail_card().await;
    for typed in [
        STRANGER,
        "mailto:somebody@example.net",
        "somebody＠example.net",
        "load-00000000000000000000@example.com",
        "example.net,example.com",
        "example.net\nexample.com",
        "exаmple.com",
        "xn--exmple-4nf.com",
        "example.com.",
        "com",
        "co.uk",
        "198.51.100.25",
        "localhost",
        &"a".repeat(65_536),
        "😀",
        "\u{202e}moc.elpmaxe",
        "'; DROP TABLE mail_orders; --",
    ] {
        alice.says(typed).await;
        assert!(!alice.is_offered("Check now") && !alice.is_offered("Confirm"), "{typed:.40}");
    }
    assert!(alice.was_told("This is an e-mail address"));
    assert_eq!(it.world.count("mail_consents").await, 0);
    // At the steps behind the domain too.
    alice.says(DOMAIN).await;
    alice.says(STRANGER).await;
    it.fills_in(alice, DOMAIN, STRANGER).await;
    alice.says("500").await;
    alice.says(STRANGER).await;
    alice.taps("Confirm").await;
    it.world.submit().await;
    let orders = it.mail.orders();
    assert_eq!(orders.len(), 1);
    assert!(orders[0].email.ends_with("@example.com") && orders[0].email.starts_with("load-"));
    let calls = it.mail.calls();
    assert!(calls.iter().all(|(_, body)| !body.contains("somebody")), "{calls:?}");
    it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_domain_that_is_not_proved_cannot_be_forged_into_an_order() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    alice.opens_mail_card().await;
    alice.says(DOMAIN).await;
    let consent = it.world.rows("CAST(consent_id AS TEXT) FROM mail_consents").await[0].clone();
    // The button of a proved domain, and quantities, before anything is proved.
    for tap in [format!("md:{consent}"), "q:500".to_owned(), "k".to_owned()] {
        alice.forges_tap(&tap).await;
    }
    alice.says("500").await;
    assert!(!alice.is_offered("Confirm"));
    // Whoever leads here without the chat, by a dialogue or an API, is refused alike.
    for domain in [DOMAIN, "example.net", STRANGER, ""] {
        assert!(it.quotes(ALICE, domain, 500).await.is_err(), "{domain}");
    }
    assert_eq!(it.world.count("orders").await, 0);
    it.world.submit().await;
    assert_eq!(it.mail.count("order"), 0);
    it.world.audit().await;
}

/// SAFETY 24: what a panel gets is never an address or a number of a person.
#[test]
fn no_link_of_a_panel_is_an_address_or_a_phone_number() {
    for address in [
        STRANGER,
        "mailto:somebody@example.net",
        " Somebody@Example.NET ",
        "somebody+tag@example.net",
        "<somebody@example.net>",
        "somebody＠example.net",
        "https://somebody@example.net",
        "mailto:somebody@example.net?subject=x",
    ] {
        assert!(clean_link(address, None).is_err(), "{address}");
    }
    assert_eq!(clean_link(STRANGER, None), Err(LinkError::Email));
    for number in ["+1 202 555 0100", "tel:+12025550100", "+12025550100", "8 (202) 555-01-00"] {
        assert!(clean_link(number, None).is_err(), "{number}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panel_is_sent_no_address_either() {
    let it = MailWorld::open().await;
    let alice = it.alice().await;
    for typed in [STRANGER, "+12025550100", "mailto:somebody@example.net"] {
        alice.fills_in(typed, "1000").await;
        assert!(!alice.is_offered("Confirm"), "{typed}");
    }
    assert_eq!(it.world.count("orders").await, 0);
    it.world.audit().await;
}
