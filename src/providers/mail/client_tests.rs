//! The client against the API of the sandbox, and what it must not do.

use std::sync::Arc;

use rust_decimal::Decimal;
use secrecy::SecretString;

use super::consent::{ConsentChecker, FreshDomainProof, ProofUse};
use super::options::Options;
use super::*;
use crate::domain::catalog::ServiceType;
use crate::domain::mail::{ConsentProblem, ConsentToken, DnsStage, DnsWorld, MailDomain};
use crate::domain::order::Reason;
use crate::providers::{
    ErrorClass, Fault, NotPlacedCause, Provider, RejectReason, Row, Submission, SubmitOutcome,
    UnknownCause,
};
use crate::sandbox::dns::Dns;
use crate::sandbox::mail::{Mail, MailFault, MailOptions, MailRule};

const KEY: &str = "mail-key-SECRET";

pub(super) struct World {
    pub mail: Mail,
    pub api: MailApi,
    dns: Dns,
    check: ConsentChecker,
    token: ConsentToken,
}

pub(super) const TO: ProofUse = ProofUse { person: PersonId::new(5), order: OrderId::new(1001) };

impl World {
    pub async fn new() -> Self {
        let now_ms = Arc::new(|| 1_793_534_400_000);
        let balance = Decimal::from(50);
        let mail = Mail::new(MailOptions { key: KEY.to_owned(), balance, pace: 0, now_ms });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/legacy/{KEY}", listener.local_addr().unwrap());
        let router = mail.router();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let settings = MailSettings::new("post", SecretString::from(url), Options::default());
        let api = MailApi::new(MailSettings { timeout_ms: 2_000, ..settings }).unwrap();
        let dns = Dns::start().await.unwrap();
        let stage = DnsStage { roots: dns.roots(), sockets: dns.sockets() };
        let check = ConsentChecker::by(DnsWorld::Staged(Arc::new(stage)));
        let token = ConsentToken::of(7);
        for (domain, last) in [("example.com", 25), ("example.org", 26)] {
            dns.add_mail_domain(domain, [198, 51, 100, last].into());
            dns.add_txt(domain, &token.record());
        }
        Self { mail, api, dns, check, token }
    }

    pub async fn proof(&self, domain: &str, to: ProofUse) -> FreshDomainProof {
        self.check.prove(MailDomain::read(domain).unwrap(), &self.token, to).await.unwrap()
    }

    pub async fn send(&self, order: MailOrder) -> SubmitOutcome {
        let proof = self.proof("example.com", TO).await;
        self.api.send(order, proof).await.outcome
    }
}

pub(super) fn order() -> MailOrder {
    let target = MailTarget::draw(MailDomain::read("example.com").unwrap(), rand::random());
    MailOrder { order: TO.order, person: TO.person, target, quantity: 500 }
}

#[tokio::test]
async fn an_order_goes_to_its_own_address_once() {
    let world = World::new().await;
    let order = order();
    let outcome = world.send(order.clone()).await;
    let placed = world.mail.orders();
    assert_eq!(outcome, SubmitOutcome::Accepted { id: placed[0].id.clone() });
    assert_eq!((placed.len(), &placed[0].email), (1, &order.target.to_string()));
    let (_, body) = world.mail.calls().pop().unwrap();
    let expected = format!(r#"{{"action":"order","email":"{}","quantity":500}}"#, order.target);
    assert_eq!(body, expected);
    assert!(world.dns.asked().len() > 10);
}

#[tokio::test]
async fn a_proof_of_something_else_sends_nothing() {
    let world = World::new().await;
    let stale = SubmitOutcome::Unsendable { reason: Reason::Consent(ConsentProblem::Stale) };
    for (domain, to) in [
        ("example.org", TO),
        ("example.com", ProofUse { person: PersonId::new(6), ..TO }),
        ("example.com", ProofUse { order: OrderId::new(1002), ..TO }),
    ] {
        let proof = world.proof(domain, to).await;
        assert_eq!(world.api.send(order(), proof).await.outcome, stale);
    }
    for quantity in [i64::MIN, 0, 499, 1_001, 50_000, i64::MAX] {
        let refused = SubmitOutcome::Unsendable { reason: RejectReason::BadQuantity.into() };
        assert_eq!(world.send(MailOrder { quantity, ..order() }).await, refused);
    }
    let submission = Submission {
        service_id: "load-test".to_owned(),
        kind: ServiceType::MailLoadTest,
        link: "somebody@example.net".to_owned(),
        quantity: 500,
        entered: Vec::new(),
        request_id: None,
    };
    let refused = SubmitOutcome::Unsendable { reason: RejectReason::TypeField.into() };
    assert_eq!(world.api.submit(&submission).await.outcome, refused);
    assert_eq!(world.mail.calls(), [], "nobody was called");
}

#[tokio::test]
async fn what_an_answer_proves() {
    let says = |status: u16, text: &str| MailFault::Says(status, text.to_owned());
    let error = |text: &str| says(200, &format!(r#"{{"error":"{text}"}}"#));
    let rejected = |reason| SubmitOutcome::Rejected { reason };
    let unplaced = |cause| match cause {
        NotPlacedCause::Auth => (cause, 600_000),
        _ => (cause, 300_000),
    };
    let unplaced = |cause| {
        let (cause, retry_after_ms) = unplaced(cause);
        SubmitOutcome::NotPlaced { cause, retry_after_ms }
    };
    let unknown = |cause| SubmitOutcome::Unknown { cause, id: None };
    let seen = |cause, id: &str| SubmitOutcome::Unknown { cause, id: Some(id.to_owned()) };
    let cases = [
        (error("Invalid key."), unplaced(NotPlacedCause::Auth)),
        (error("Invalid params."), rejected(RejectReason::BadRequest)),
        (error("Invalid email."), rejected(RejectReason::BadRequest)),
        (error("Invalid quantity. Range is 500-50000."), rejected(RejectReason::BadQuantity)),
        (error("Insufficient balance."), unplaced(NotPlacedCause::OutOfFunds)),
        (error("Unknown action."), rejected(RejectReason::BadRequest)),
        (error("Something else."), unknown(UnknownCause::UnlistedError)),
        (says(500, r#"{"error":"Invalid email."}"#), unknown(UnknownCause::Http5xx(500))),
        (
            says(200, r#"{"error":"Invalid email.","order":"A7E17A3E"}"#),
            seen(UnknownCause::ErrorWithOrder, "A7E17A3E"),
        ),
        (says(500, r#"{"order":"A7E17A3E"}"#), seen(UnknownCause::Http5xx(500), "A7E17A3E")),
        (says(200, ""), unknown(UnknownCause::Unreadable)),
        (says(200, "{}"), unknown(UnknownCause::NoOrderId)),
        (MailFault::PageAfter, unknown(UnknownCause::Unreadable)),
        (MailFault::Page500After, unknown(UnknownCause::Http5xx(500))),
        (MailFault::CutAfter, unknown(UnknownCause::Reset)),
        (MailFault::SilentAfter, unknown(UnknownCause::Timeout)),
    ];
    let world = World::new().await;
    for (fault, expected) in cases {
        world.mail.set_fault(MailRule::once("order", fault.clone()));
        assert_eq!(world.send(order()).await, expected, "{fault:?}");
    }
}

#[tokio::test]
async fn a_lost_order_is_found_by_its_address_and_a_missing_one_is_absent() {
    let world = World::new().await;
    for n in 0..230 {
        world.mail.add_order(&format!("load-{n}@example.net"), 500);
    }
    world.mail.set_balance(Decimal::from(50));
    let (lost, never) = (order(), order());
    world.mail.set_fault(MailRule::once("order", MailFault::CutAfter));
    world.send(lost.clone()).await;
    let targets = [lost.target.clone(), never.target.clone()];
    let seen = world.api.look_for(&targets, 0).await.unwrap();
    let id = world.mail.orders().pop().unwrap().id;
    assert_eq!(seen[&lost.target.to_string()], Sighting::Placed { id: id.clone() });
    assert_eq!(seen[&never.target.to_string()], Sighting::Absent);
    world.mail.set_fault(MailRule::always("orders", MailFault::AlwaysLastPage));
    assert!(world.api.look_for(&targets, 0).await.is_err());
    world.mail.clear_faults();
    world.mail.set_fault(MailRule::always("orders", MailFault::GrowingList));
    let unsure = world.api.look_for(&targets, 0).await.unwrap_err();
    assert_eq!(unsure.fault, Fault::Shape);
    world.mail.clear_faults();
    let ids = [id.clone(), world.mail.orders()[3].id.clone(), "FFFFFFFF".to_owned()];
    let batch = world.api.statuses(&ids).await.unwrap();
    assert_eq!((batch.rows.len(), batch.by_id), (2, true));
    assert!(matches!(world.api.status(&id).await.unwrap(), Row::Report(_)));
    assert_eq!(world.api.status("FFFFFFFF").await.unwrap(), Row::NotFound);
}

#[tokio::test]
async fn the_balance_is_in_the_documents_currency() {
    let world = World::new().await;
    let balance = world.api.balance().await.unwrap();
    assert_eq!((balance.amount, balance.currency.as_deref()), (Decimal::from(50), Some("USD")));
    world.mail.set_fault(MailRule::once("balance", MailFault::WrongKey));
    let refused = world.api.balance().await.unwrap_err();
    assert_eq!(refused.fault, Fault::Provider(ErrorClass::Auth));
    let listing = world.api.services().await.unwrap();
    let service = &listing.rows[0];
    assert_eq!((service.min, service.max, service.rate), (500, 1_000, Decimal::ONE));
}

#[tokio::test]
async fn the_address_is_a_secret_whole() {
    let world = World::new().await;
    assert!(!format!("{:?}", world.api).contains(KEY));
    let echo = format!(r#"{{"error":"no such account: /legacy/{KEY}"}}"#);
    world.mail.set_fault(MailRule::once("order", MailFault::Says(200, echo)));
    let proof = world.proof("example.com", TO).await;
    let submitted = world.api.send(order(), proof).await;
    let said = submitted.said.unwrap().text;
    assert!(!said.contains("SECRET") && !said.contains("legacy"), "{said}");
    for url in ["", "post", "ftp://example.com/legacy/SECRET"] {
        let settings = MailSettings::new("post", url.to_owned().into(), Options::default());
        let error = MailApi::new(settings).unwrap_err().to_string();
        assert!(!error.contains("SECRET"), "{error}");
    }
}
