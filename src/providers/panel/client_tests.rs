//! The client against real sockets: what is sent, what a failing connection becomes, and
//! that nothing is sent twice.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::providers::*;

pub(super) const KEY: &str = "k3y-0123456789abcdef";

#[derive(Clone)]
struct Script {
    status: u16,
    body: String,
    retry_after: Option<&'static str>,
    seen: Arc<Mutex<Vec<String>>>,
}

/// Serves one fixed answer and keeps the bodies that came.
pub(super) async fn serve(status: u16, body: &str) -> (String, Arc<Mutex<Vec<String>>>) {
    serve_with(status, body, None).await
}

async fn serve_with(
    status: u16,
    body: &str,
    retry_after: Option<&'static str>,
) -> (String, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let script = Script { status, body: body.to_owned(), retry_after, seen: seen.clone() };
    let router = Router::new().fallback(answer).with_state(script);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api/v2", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, seen)
}

async fn answer(State(script): State<Script>, body: Bytes) -> impl IntoResponse {
    script.seen.lock().unwrap().push(String::from_utf8_lossy(&body).into_owned());
    let status = StatusCode::from_u16(script.status).unwrap();
    let mut response = (status, script.body).into_response();
    if let Some(wait) = script.retry_after {
        response.headers_mut().insert("retry-after", wait.parse().unwrap());
    }
    response
}

/// Reads what comes, writes `reply`, closes; counts connections.
pub(super) async fn serve_raw(reply: &'static [u8]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api/v2", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = connections.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::SeqCst);
            let mut buffer = vec![0; 8_192];
            let _count = stream.read(&mut buffer).await.unwrap_or(0);
            stream.write_all(reply).await.unwrap_or(());
        }
    });
    (url, connections)
}

pub(super) fn settings(url: &str) -> PanelSettings {
    PanelSettings { timeout_ms: 2_000, ..PanelSettings::new("alpha", url.into(), KEY.into()) }
}

pub(super) fn panel(url: &str) -> Panel {
    Panel::new(settings(url)).unwrap()
}

pub(super) fn submission() -> Submission {
    Submission {
        entered: Vec::new(),
        service_id: "1".to_owned(),
        kind: ServiceType::Default,
        link: "https://instagram.com/a?b=c&d".to_owned(),
        quantity: 100,
        request_id: Some("order-1001".to_owned()),
    }
}

async fn submit_to(status: u16, body: &str) -> SubmitOutcome {
    let (url, _) = serve(status, body).await;
    panel(&url).submit(&submission()).await.outcome
}

fn unknown(cause: UnknownCause) -> SubmitOutcome {
    SubmitOutcome::Unknown { cause, id: None }
}

#[tokio::test]
async fn a_submission_is_one_post_of_exactly_its_fields() {
    let (url, seen) = serve(200, r#"{"order":23501}"#).await;
    let panel = panel(&url);
    let accepted = SubmitOutcome::Accepted { id: "23501".to_owned() };
    assert_eq!(panel.submit(&submission()).await.outcome, accepted);
    let package = Submission { kind: ServiceType::Package, quantity: 0, ..submission() };
    assert_eq!(panel.submit(&package).await.outcome, accepted);
    let link = "link=https%3A%2F%2Finstagram.com%2Fa%3Fb%3Dc%26d";
    let head = format!("key={KEY}&action=add&service=1&{link}");
    assert_eq!(*seen.lock().unwrap(), [format!("{head}&quantity=100"), head]);
}

#[tokio::test]
async fn a_type_with_fields_that_are_missing_is_never_sent() {
    let (url, seen) = serve(200, r#"{"order":1}"#).await;
    let panel = panel(&url);
    let poll = Submission { kind: ServiceType::Poll, ..submission() };
    let expected = SubmitOutcome::Unsendable { reason: RejectReason::TypeField.into() };
    assert_eq!(panel.submit(&poll).await.outcome, expected);
    let nothing = Submission { quantity: 0, ..submission() };
    let expected = SubmitOutcome::Unsendable { reason: RejectReason::BadQuantity.into() };
    assert_eq!(panel.submit(&nothing).await.outcome, expected);
    assert!(seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn reading_calls_send_their_fields_and_are_read() {
    let (url, seen) = serve(200, r#"{"7":{"status":"Pending"}}"#).await;
    let client = panel(&url);
    let ids = ["7".to_owned(), "8".to_owned()];
    let batch = client.statuses(&ids).await.unwrap();
    assert!(matches!(batch.rows.get("7"), Some(Row::Report(_))));
    assert_eq!(client.balance().await.map_err(|failure| failure.fault), Err(Fault::Shape));
    assert_eq!(
        client.services().await.map(|listing| listing.rows.len()).map_err(|failure| failure.fault),
        Err(Fault::Shape)
    );
    assert!(matches!(client.status("7").await, Ok(Row::Report(_))));
    let sent: Vec<String> = seen.lock().unwrap().clone();
    let key = format!("key={KEY}&action=");
    let expected = ["status&orders=7%2C8", "balance", "services", "status&order=7"];
    assert_eq!(sent, expected.map(|rest| format!("{key}{rest}")));
}

#[tokio::test]
async fn a_batch_of_none_calls_nobody_and_of_too_many_is_refused() {
    let (url, seen) = serve(200, "{}").await;
    let client = panel(&url);
    assert!(client.statuses(&[]).await.unwrap().rows.is_empty());
    let many: Vec<String> = (0..101).map(|id| id.to_string()).collect();
    assert_eq!(client.statuses(&many).await.map_err(|failure| failure.fault), Err(Fault::TooLarge));
    assert!(seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn answers_of_a_live_server_become_the_right_outcome() {
    let bad_link = SubmitOutcome::Rejected { reason: RejectReason::BadLink };
    assert_eq!(submit_to(200, r#"{"error":"Bad link"}"#).await, bad_link);
    assert_eq!(submit_to(404, r#"{"error":"Bad link"}"#).await, bad_link);
    assert_eq!(
        submit_to(500, r#"{"error":"Bad link"}"#).await,
        unknown(UnknownCause::Http5xx(500))
    );
    let cause = NotPlacedCause::RateLimited;
    let limited = SubmitOutcome::NotPlaced { cause, retry_after_ms: 60_000 };
    assert_eq!(submit_to(429, "slow down").await, limited);
    assert_eq!(submit_to(200, "").await, unknown(UnknownCause::Unreadable));
    assert_eq!(submit_to(200, "\n\u{feff}\n\u{feff}{\"order\":5}\u{feff}\n").await, {
        SubmitOutcome::Accepted { id: "5".to_owned() }
    });
}

#[tokio::test]
async fn the_wait_of_a_rate_limit_is_read_and_capped() {
    let body = r#"{"error":"Rate limit exceeded"}"#;
    for (header, retry_after_ms) in [("7", 7_000), ("99999", 3_600_000), ("soon", 60_000)] {
        let (url, _) = serve_with(429, body, Some(header)).await;
        let expected =
            SubmitOutcome::NotPlaced { cause: NotPlacedCause::RateLimited, retry_after_ms };
        assert_eq!(panel(&url).submit(&submission()).await.outcome, expected, "{header}");
    }
}

#[tokio::test]
async fn a_connection_that_is_never_made_places_nothing() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for url in [format!("http://{free}/"), "http://nowhere.invalid/".to_owned()] {
        let outcome = panel(&url).submit(&submission()).await.outcome;
        let expected = NotPlacedCause::NoConnection;
        assert!(
            matches!(outcome, SubmitOutcome::NotPlaced { cause, .. } if cause == expected),
            "{url}: {outcome:?}"
        );
        assert_eq!(
            panel(&url).balance().await.map_err(|failure| failure.fault),
            Err(Fault::NoConnection),
            "{url}"
        );
    }
}

#[tokio::test]
async fn a_failed_tls_handshake_places_nothing() {
    let (url, _) = serve_raw(b"this is no TLS").await;
    let outcome = panel(&url.replace("http://", "https://")).submit(&submission()).await.outcome;
    let cause = NotPlacedCause::NoConnection;
    assert!(matches!(outcome, SubmitOutcome::NotPlaced { cause: c, .. } if c == cause));
}

#[tokio::test]
async fn a_cut_connection_is_unknown_and_never_tried_twice() {
    let replies: [&'static [u8]; 4] = [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-",
        b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"error\":\"Bad link\"}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n{\"error\":\"Bad link\"}\r\n",
    ];
    for reply in replies {
        let (url, connections) = serve_raw(reply).await;
        let outcome = panel(&url).submit(&submission()).await.outcome;
        assert_eq!(outcome, unknown(UnknownCause::Reset));
        assert_eq!(connections.load(Ordering::SeqCst), 1);
        assert_eq!(panel(&url).balance().await.map_err(|failure| failure.fault), Err(Fault::Reset));
    }
}

/// Answers every request and keeps each connection open; counts connections.
async fn serve_keeping_open(reply: &'static [u8]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api/v2", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = connections.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(async move {
                let mut buffer = vec![0; 8_192];
                while stream.read(&mut buffer).await.is_ok_and(|count| count > 0) {
                    stream.write_all(reply).await.unwrap_or(());
                }
            });
        }
    });
    (url, connections)
}

#[tokio::test]
async fn every_submission_has_a_connection_of_its_own() {
    let reply = b"HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{\"order\":1,\"balance\":\"2\"}";
    let (url, connections) = serve_keeping_open(reply).await;
    let client = panel(&url);
    for made in 1..=3 {
        let outcome = client.submit(&submission()).await.outcome;
        assert_eq!(outcome, SubmitOutcome::Accepted { id: "1".to_owned() });
        assert_eq!(connections.load(Ordering::SeqCst), made);
    }
    for _ in 0..3 {
        assert!(client.balance().await.is_ok());
    }
    assert_eq!(connections.load(Ordering::SeqCst), 4, "reading calls share one");
}

#[tokio::test]
async fn silence_is_a_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let client = Panel::new(PanelSettings { timeout_ms: 150, ..settings(&url) }).unwrap();
    assert_eq!(client.submit(&submission()).await.outcome, unknown(UnknownCause::Timeout));
    assert_eq!(client.balance().await.map_err(|failure| failure.fault), Err(Fault::Timeout));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let reply = b"HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\n\
        Content-Length: 0\r\n\r\n";
    let (url, connections) = serve_raw(reply).await;
    let moved = panel(&url).submit(&submission()).await.outcome;
    let cause = NotPlacedCause::Address;
    assert_eq!(moved, SubmitOutcome::NotPlaced { cause, retry_after_ms: 600_000 });
    assert_eq!(connections.load(Ordering::SeqCst), 1);
    assert_eq!(panel(&url).balance().await.map_err(|failure| failure.fault), Err(Fault::Http(307)));
}

#[tokio::test]
async fn a_body_over_the_cap_is_dropped() {
    let (url, _) = serve(200, &format!(r#"{{"order":1,"pad":"{}"}}"#, "x".repeat(500))).await;
    let client = Panel::new(PanelSettings { body_cap_bytes: 200, ..settings(&url) }).unwrap();
    assert_eq!(client.submit(&submission()).await.outcome, unknown(UnknownCause::Unreadable));
    assert_eq!(client.balance().await.map_err(|failure| failure.fault), Err(Fault::TooLarge));
}

#[tokio::test]
async fn comments_that_no_query_can_hold_are_refused_before_anything_is_sent() {
    let (url, seen) = serve(200, r#"{"order":5}"#).await;
    let comments = |count: usize| Submission {
        kind: ServiceType::CustomComments,
        entered: vec![(Field::Comments, "so nice!\n".repeat(count))],
        ..submission()
    };
    let options = Options::parse(r#"{"method": "get"}"#).unwrap();
    let asking = Panel::new(PanelSettings { options, ..settings(&url) }).unwrap();
    let refused = SubmitOutcome::Unsendable { reason: RejectReason::TooLong.into() };
    assert_eq!(asking.submit(&comments(300)).await.outcome, refused);
    assert!(seen.lock().unwrap().is_empty());
    let accepted = SubmitOutcome::Accepted { id: "5".to_owned() };
    assert_eq!(asking.submit(&comments(200)).await.outcome, accepted);
    let posting = Panel::new(settings(&url)).unwrap();
    assert_eq!(posting.submit(&comments(5_000)).await.outcome, accepted);
}
