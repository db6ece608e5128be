//! A mail provider's address is its key: it is nowhere but on the way to the provider, whatever
//! that answers, and however talkative the log is.

use std::time::Duration;

use crate::support::mail::{ALICE, DOMAIN, MAIL_KEY, MailWorld};
use crate::support::world::OWNER;
use crate::support::{Buyer, Outside, Planted};
use rust_decimal::Decimal;
use storefront::domain::order::OrderState;
use storefront::sandbox::mail::{Mail, MailFault, MailOptions, MailRule};

const KEY: &str = "PlantedMailKeyAAA";
const USER: &str = "PlantedMailUserBBB";
const QUERY: &str = "PlantedMailQueryCCC";
/// With user and password as they travel in Base64.
const PLANTED: Planted = Planted(&[KEY, USER, QUERY, "UGxhbnRlZE1haWxVc2VyQkJC"]);
const STOP: Duration = Duration::from_secs(10);

/// A provider of its own, and its whole address.
async fn serve() -> (Mail, String) {
    let now_ms = std::sync::Arc::new(|| crate::support::world::START_MS);
    let balance = Decimal::from(100);
    let mail = Mail::new(MailOptions { key: KEY.to_owned(), balance, pace: 0, now_ms });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = mail.router();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (mail, format!("http://{USER}:{USER}@{address}/legacy/{KEY}?k={QUERY}"))
}

/// What a provider may answer, its own address among it.
fn answers(url: &str) -> Vec<MailFault> {
    let echo = |status: u16| {
        MailFault::Says(status, format!(r#"{{"error":"Nobody at {url} for {KEY}"}}"#))
    };
    let page = MailFault::Says(200, format!("<html><body>{url}</body></html>"));
    vec![
        MailFault::None,
        MailFault::WrongKey,
        MailFault::CutBefore,
        MailFault::Page500Before,
        MailFault::PageAfter,
        echo(200),
        echo(403),
        echo(500),
        page,
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_the_address_of_a_mail_provider_is_shown_nowhere_whatever_it_answers() {
    let outside = Outside::new().await;
    let (mail, url) = serve().await;
    let vars = [
        ("PROVIDER_POST_KIND", "mail"),
        ("PROVIDER_POST_URL", url.as_str()),
        ("RUST_LOG", "trace"),
    ];
    for answer in answers(&url) {
        mail.clear_faults();
        mail.set_fault(MailRule::always("", answer.clone()));
        let before = mail.calls().len();
        let ended = outside.runs("doctor", &vars).await;
        assert!(mail.calls().len() > before, "{answer:?}");
        assert!(ended.stderr.contains("provider_call"), "the log is at its most talkative");
        PLANTED.is_not_in("doctor", &format!("{}{}", ended.stderr, ended.stdout));
    }
    let process = outside.starts("serve", &vars);
    outside.opens().await;
    let owner = Buyer { telegram: outside.telegram.clone(), id: OWNER };
    for answer in answers(&url) {
        mail.clear_faults();
        mail.set_fault(MailRule::always("", answer));
        let before = mail.calls().len();
        let typed = owner.says("/providers");
        owner.taps(typed, "⚙️ post").await;
        owner.taps(typed, "⚖️ Compare the balance").await;
        outside.until("its balance is asked for", async || mail.calls().len() > before).await;
    }
    let ended = process.stops(STOP).await;
    assert_eq!(ended.code(), Some(0));
    assert!(ended.stderr.contains("TRACE") && ended.stderr.contains("hyper"));
    PLANTED.is_not_in("serve", &format!("{}{}", ended.stderr, ended.stdout));
    PLANTED.is_not_told(&outside.telegram, OWNER);
    PLANTED.is_not_kept(&outside.database).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_an_order_of_mails_is_told_and_kept_without_the_address() {
    const OWN: Planted = Planted(&[MAIL_KEY, "legacy/"]);
    for status in [200, 403, 500] {
        let it = MailWorld::open().await;
        let alice = it.alice().await;
        let order_id = it.buys(alice, DOMAIN, "500").await;
        let echo = format!(r#"{{"error":"Nobody at /legacy/{MAIL_KEY}, or at {MAIL_KEY}"}}"#);
        it.mail.set_fault(MailRule::always("", MailFault::Says(status, echo)));
        it.world.submit().await;
        assert_eq!(it.world.order(order_id).await.state, OrderState::Review, "{status}");
        it.searches_after_ms(300_000).await;
        let owner = it.world.owner();
        owner.says(&format!("/order {order_id}")).await;
        owner.says("/review").await;
        for person in [OWNER, ALICE] {
            OWN.is_not_told(&it.world.telegram, person);
        }
        OWN.is_not_kept(&it.world.database).await;
        it.world.audit().await;
    }
}
