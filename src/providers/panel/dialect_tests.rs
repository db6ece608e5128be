//! The client with a panel's options against the sandbox's panel in every dialect: it places,
//! asks about one and several orders, and reads services, the balance and errors.

use std::collections::HashMap;

use super::client_tests::{serve, submission};
use crate::domain::ids::OrderId;
use crate::domain::number::parse_decimal;
use crate::domain::order::{Remains, StatusWord};
use crate::providers::*;
use crate::sandbox::panel::{self as sandbox, Dialect, PanelOptions};

const KEY: &str = "panel-key";

const DIALECTS: [(Dialect, &str); 6] = [
    (Dialect::Smmrich, "{}"),
    (Dialect::Yumup, "{}"),
    (Dialect::Paynow, "{}"),
    (Dialect::Json, JSON),
    // The same panels in other ways that they take.
    (Dialect::Smmrich, r#"{"method": "get", "batch": false}"#),
    (
        Dialect::Json,
        r#"{"method": "get", "fields": {"service": "service_id"},
            "actions": {"statuses": "multiStatus"}}"#,
    ),
];
const JSON: &str = r#"{"body": "json", "key_in": "bearer", "fields": {"service": "service_id"},
    "actions": {"statuses": "multiStatus"}, "cancel": "order",
    "request_id_field": "request_id", "requests_per_minute": 600}"#;

struct World {
    panel: sandbox::Panel,
    client: Panel,
    dialect: Dialect,
}

/// A panel whose clock stands still, and a client of it.
async fn world(dialect: Dialect, options: &str) -> World {
    let start = PanelOptions { speed: 0, dialect, ..PanelOptions::new(KEY) };
    let panel = sandbox::Panel::new(PanelOptions { currency: "UZS".to_owned(), ..start });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api/v2", listener.local_addr().unwrap());
    let router = panel.router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    World { panel, client: client(&url, KEY, options), dialect }
}

fn client(url: &str, key: &str, options: &str) -> Panel {
    let options = Options::parse(options).unwrap();
    let settings = PanelSettings::new("alpha", url.into(), key.into());
    Panel::new(PanelSettings { options, ..settings }).unwrap()
}

fn ordered(order: OrderId) -> Submission {
    Submission { request_id: Some(format!("order-{order}")), ..submission() }
}

impl World {
    async fn places(&self, order: OrderId) -> String {
        match self.client.submit(&ordered(order)).await.outcome {
            SubmitOutcome::Accepted { id } => id,
            other => panic!("{:?}: {other:?}", self.dialect),
        }
    }

    async fn report(&self, id: &str) -> Report {
        match self.client.status(id).await {
            Ok(Row::Report(report)) => report,
            other => panic!("{:?}: {other:?}", self.dialect),
        }
    }

    async fn refusal(&self, submission: Submission) -> SubmitOutcome {
        self.client.submit(&submission).await.outcome
    }
}

#[tokio::test]
async fn services_are_read_in_every_dialect() {
    for (dialect, options) in DIALECTS {
        let world = world(dialect, options).await;
        let listed = world.client.services().await.unwrap().rows;
        assert_eq!(listed.len(), sandbox::catalog().len(), "{dialect:?}");
        let first = &listed[0];
        assert_eq!((first.provider_service_id.as_str(), first.kind), ("1", ServiceType::Default));
        assert_eq!(Some(first.rate), parse_decimal("0.90"), "{dialect:?}");
        assert_eq!((first.min, first.max, first.refill), (50, 50_000, true), "{dialect:?}");
        assert_eq!(first.cancel, dialect != Dialect::Yumup);
        let is_described = matches!(dialect, Dialect::Smmrich | Dialect::Json);
        assert_eq!(first.description.is_some(), is_described, "{dialect:?}");
        let is_own = |kind: &ServiceType| kind.is_never_alike() || kind.tests_mail();
        let is_service = |kind: &ServiceType| kind.is_sellable() && !is_own(kind);
        for kind in ServiceType::all().filter(is_service) {
            assert!(listed.iter().any(|row| row.kind == kind), "{dialect:?}: {kind:?}");
        }
        assert!(listed.iter().all(|row| row.kind != ServiceType::Other), "{dialect:?}");
    }
}

#[tokio::test]
async fn an_order_is_placed_and_followed_to_its_end_in_every_dialect() {
    for (dialect, options) in DIALECTS {
        let world = world(dialect, options).await;
        let id = world.places(OrderId::new(1)).await;
        let placed = &world.panel.accepted()[0];
        assert_eq!((placed.id.as_str(), placed.quantity), (id.as_str(), 100), "{dialect:?}");
        assert_eq!(placed.link, submission().link);
        let report = world.report(&id).await;
        assert_eq!((report.word, report.remains), (StatusWord::Pending, Remains::Count(100)));
        assert_eq!(report.charge, parse_decimal("0.09"), "{dialect:?}");
        world.panel.tick_ms(15_000);
        let report = world.report(&id).await;
        assert_eq!(report.word, StatusWord::InProgress, "{dialect:?}");
        assert!(report.start_count.is_some());
        world.panel.tick_ms(60_000);
        let report = world.report(&id).await;
        let remains = if dialect == Dialect::Yumup { -2 } else { 0 };
        assert_eq!((report.word, report.remains), (StatusWord::Completed, Remains::Count(remains)));
        let currency = (dialect != Dialect::Yumup).then_some("UZS");
        assert_eq!(report.currency.as_deref(), currency, "{dialect:?}");
        world.panel.set_status(&id, "Canceled", None, None).unwrap();
        let report = world.report(&id).await;
        assert_eq!((report.word, report.remains), (StatusWord::Canceled, Remains::Count(100)));
    }
}

#[tokio::test]
async fn several_orders_are_asked_about_at_once_in_every_dialect() {
    for (dialect, options) in DIALECTS {
        let world = world(dialect, options).await;
        let (first, second) =
            (world.places(OrderId::new(1)).await, world.places(OrderId::new(2)).await);
        world.panel.set_status(&second, "Partial", Some(40), None).unwrap();
        let ids = [first.clone(), second.clone(), "7".to_owned()];
        let batch = world.client.statuses(&ids).await.unwrap();
        assert_eq!(batch.by_id, world.client.has_batch());
        if !batch.by_id {
            assert_eq!(batch.rows, HashMap::new(), "nobody was asked");
            continue;
        }
        assert_eq!(batch.rows["7"], Row::NotFound, "{dialect:?}");
        let word = |id: &String| match &batch.rows[id] {
            Row::Report(report) => (report.word, report.remains),
            other => panic!("{dialect:?}: {other:?}"),
        };
        assert_eq!(word(&first), (StatusWord::Pending, Remains::Count(100)), "{dialect:?}");
        assert_eq!(word(&second), (StatusWord::Partial, Remains::Count(40)), "{dialect:?}");
    }
}

#[tokio::test]
async fn balance_and_errors_are_read_in_every_dialect() {
    for (dialect, options) in DIALECTS {
        let world = world(dialect, options).await;
        world.panel.set_balance("100.84292").unwrap();
        let balance = world.client.balance().await.unwrap();
        assert_eq!(Some(balance.amount), parse_decimal("100.84292"), "{dialect:?}");
        assert_eq!(balance.currency.as_deref(), Some("UZS"));
        assert_eq!(world.client.status("7").await, Ok(Row::NotFound), "{dialect:?}");
        let refused = |reason| SubmitOutcome::Rejected { reason };
        let cases = [
            (
                Submission { link: "nowhere".to_owned(), ..ordered(OrderId::new(1)) },
                RejectReason::BadLink,
            ),
            (
                Submission { service_id: "999".to_owned(), ..ordered(OrderId::new(2)) },
                RejectReason::ServiceGone,
            ),
            (Submission { quantity: 49, ..ordered(OrderId::new(3)) }, RejectReason::QuantityTooLow),
            (
                Submission { quantity: 60_000, ..ordered(OrderId::new(4)) },
                RejectReason::QuantityTooHigh,
            ),
        ];
        for (submission, reason) in cases {
            assert_eq!(world.refusal(submission).await, refused(reason), "{dialect:?}");
        }
        world.panel.set_balance("0").unwrap();
        let poor = world.refusal(ordered(OrderId::new(5))).await;
        let cause = NotPlacedCause::OutOfFunds;
        assert!(matches!(poor, SubmitOutcome::NotPlaced { cause: found, .. } if found == cause));
        assert!(world.panel.accepted().is_empty());
    }
}

#[tokio::test]
async fn a_wrong_key_is_told_in_every_dialect() {
    for (dialect, options) in DIALECTS {
        let start = PanelOptions { dialect, ..PanelOptions::new("another-key") };
        let panel = sandbox::Panel::new(start);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/api/v2", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, panel.router()).await });
        let balance = client(&url, KEY, options).balance().await;
        assert_eq!(
            balance.map_err(|failure| failure.fault),
            Err(Fault::Provider(ErrorClass::Auth)),
            "{dialect:?}"
        );
    }
}

#[tokio::test]
async fn a_request_id_makes_a_repetition_the_same_order() {
    let world = world(Dialect::Json, JSON).await;
    let id = world.places(OrderId::new(1)).await;
    assert_eq!(world.places(OrderId::new(1)).await, id);
    assert_ne!(world.places(OrderId::new(2)).await, id);
    assert_eq!(world.panel.accepted().len(), 2);
    let sent = world.panel.requests();
    let field = ("request_id".to_owned(), "order-1".to_owned());
    assert!(sent[0].1.contains(&field), "{sent:?}");
}

#[tokio::test]
async fn no_request_id_is_sent_where_no_field_is_named() {
    let world = world(Dialect::Smmrich, "{}").await;
    world.places(OrderId::new(1)).await;
    let names: Vec<String> =
        world.panel.requests()[0].1.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(names, ["service", "link", "quantity"]);
}

#[tokio::test]
async fn the_budget_of_calls_refuses_at_once_and_sends_nothing() {
    let world = world(Dialect::Smmrich, r#"{"requests_per_minute": 4}"#).await;
    assert!(world.client.status("7").await.is_ok());
    assert!(world.client.services().await.is_ok());
    assert!(world.client.balance().await.is_ok());
    world.places(OrderId::new(1)).await;
    let limited = world.refusal(ordered(OrderId::new(2))).await;
    let SubmitOutcome::NotPlaced { cause, retry_after_ms } = limited else {
        panic!("{limited:?}");
    };
    assert_eq!(cause, NotPlacedCause::Throttled);
    assert!((1_000..=60_000).contains(&retry_after_ms), "{retry_after_ms}");
    assert_eq!(
        world.client.balance().await.map_err(|failure| failure.fault),
        Err(Fault::Throttled)
    );
    assert_eq!(
        world.client.status("7").await.map_err(|failure| failure.fault),
        Err(Fault::Throttled)
    );
    assert_eq!(
        world.client.services().await.map_err(|failure| failure.fault),
        Err(Fault::Throttled)
    );
    assert_eq!(world.panel.requests().len(), 4);
}

#[tokio::test]
async fn a_panels_own_words_decide_where_the_tables_have_none() {
    let options = r#"{"statuses": {"In Queue": "pending", "Fail": "canceled"},
        "errors": {"too busy": "rate", "error processing": "duplicate"}}"#;
    let (url, _) = serve(200, r#"{"status": "in queue", "remains": 5}"#).await;
    let report = |row| match row {
        Ok(Row::Report(report)) => report,
        other => panic!("{other:?}"),
    };
    let pending = report(client(&url, KEY, options).status("1").await);
    assert_eq!((pending.word, pending.raw_status.as_str()), (StatusWord::Pending, "in queue"));
    assert_eq!(report(client(&url, KEY, "{}").status("1").await).word, StatusWord::Unknown);

    let (url, _) = serve(200, r#"{"error": "Sorry, too busy."}"#).await;
    let outcome = client(&url, KEY, options).submit(&submission()).await.outcome;
    let cause = NotPlacedCause::RateLimited;
    assert_eq!(outcome, SubmitOutcome::NotPlaced { cause, retry_after_ms: 60_000 });
    let plain = client(&url, KEY, "{}").submit(&submission()).await.outcome;
    let cause = UnknownCause::UnlistedError;
    assert_eq!(plain, SubmitOutcome::Unknown { cause, id: None });

    // Beside an order, or under a failure of the server, no word proves a refusal.
    for (status, body) in [(200, r#"{"error": "too busy", "order": 7}"#), (500, "too busy")] {
        let (url, _) = serve(status, body).await;
        let outcome = client(&url, KEY, options).submit(&submission()).await.outcome;
        assert!(matches!(outcome, SubmitOutcome::Unknown { .. }), "{outcome:?}");
    }
}
