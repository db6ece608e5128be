//! Slow and half-open connections to the shop's port: they end, they are few, and everybody else is
//! served meanwhile.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use crate::support::outside::free_address;
use crate::support::process::Process;
use crate::support::{Buyer, Outside};

const ALICE: i64 = 10_001;
const STOP: Duration = Duration::from_secs(10);
const HALF_REQUESTS: usize = 1_100;
/// Longer than any limit of the port.
const PATIENCE: Duration = Duration::from_secs(30);

async fn opens(outside: &Outside, extra: &[(&'static str, &str)]) -> (Process, SocketAddr) {
    let address = free_address();
    let text = address.to_string();
    let vars: Vec<_> = extra.iter().copied().chain([("HTTP_ADDR", text.as_str())]).collect();
    let process = outside.starts("serve", &vars);
    outside.opens().await;
    (process, address)
}

async fn is_healthy(address: SocketAddr) -> bool {
    let client = reqwest::Client::builder().no_proxy().timeout(STOP).build().unwrap();
    let asked = client.get(format!("http://{address}/health")).send().await;
    asked.is_ok_and(|answer| answer.status().is_success())
}

/// A connection that says a part of a request and then nothing.
fn half(address: SocketAddr, part: &str) -> Option<TcpStream> {
    let mut stream = TcpStream::connect_timeout(&address, STOP).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // It may have been closed already, to make room.
    let _ = stream.write_all(part.as_bytes());
    Some(stream)
}

fn descriptors(process: &Process) -> usize {
    std::fs::read_dir(format!("/proc/{}/fd", process.id())).map_or(0, Iterator::count)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eleven_hundred_half_requests_keep_nobody_from_anything() {
    let outside = Outside::new().await;
    outside.gives([ALICE], "100").await;
    let (process, address) = opens(&outside, &[]).await;
    let quiet = descriptors(&process);
    let parts = ["", "GET /health HTTP/1.1\r\nHost: a\r\n", "POST /telegram HTTP/1.1\r\nContent-"];
    let opened = tokio::task::spawn_blocking(move || {
        let halves = (0..HALF_REQUESTS).filter_map(|n| half(address, parts[n % parts.len()]));
        halves.collect::<Vec<_>>()
    });
    let halves = opened.await.unwrap();
    assert!(halves.len() > HALF_REQUESTS / 2, "only {} were opened", halves.len());
    let asked = Instant::now();
    assert!(is_healthy(address).await, "{}", process.log());
    assert!(asked.elapsed() < Duration::from_secs(3), "{:?}", asked.elapsed());
    assert!(descriptors(&process) < quiet + 320, "{}", descriptors(&process));
    let buyer = Buyer { telegram: outside.telegram.clone(), id: ALICE };
    buyer.buys("https://instagram.com/alice").await;
    outside.settles().await;
    assert_eq!(outside.panel.acceptances_for_link("https://instagram.com/alice"), 1);
    assert!(!process.log().contains("cannot be fetched"), "{}", process.log());
    drop(halves);
    assert_eq!(process.stops(STOP).await.code(), Some(0));
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_a_body_or_a_next_request_that_does_not_come_ends_its_connection() {
    let outside = Outside::new().await;
    let secret = "0123456789abcdef0123456789abcdef";
    let webhook = format!("http://{}/telegram", free_address());
    let vars = [("TELEGRAM_WEBHOOK_URL", webhook.as_str()), ("TELEGRAM_WEBHOOK_SECRET", secret)];
    let address = free_address();
    let text = address.to_string();
    let vars: Vec<_> = vars.into_iter().chain([("HTTP_ADDR", text.as_str())]).collect();
    let process = outside.starts("serve", &vars);
    process.until_it_says("the shop is open").await;
    let body = format!(
        "POST /telegram HTTP/1.1\r\nHost: a\r\nX-Telegram-Bot-Api-Secret-Token: {secret}\r\n\
         Content-Length: 100\r\n\r\n{{"
    );
    let stranger = "POST /telegram HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{";
    let large = format!("GET /health HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(40_000));
    let parts = [
        ("nothing", String::new(), ""),
        ("half a head", "GET /hea".to_owned(), ""),
        ("half a body of Telegram's", body, "408"),
        ("half a body of a stranger's", stranger.to_owned(), "401"),
        ("no next request", "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), "200"),
        ("a head without end", large, "431"),
    ];
    let ends = parts.map(|(what, part, answer)| {
        tokio::task::spawn_blocking(move || {
            let (began, mut said) = (Instant::now(), Vec::new());
            let read = half(address, &part).unwrap().read_to_end(&mut said);
            (
                what,
                answer,
                began.elapsed(),
                read.is_ok(),
                String::from_utf8_lossy(&said).into_owned(),
            )
        })
    });
    for ended in ends {
        let (what, answer, took, is_closed, said) = ended.await.unwrap();
        assert!(took < Duration::from_secs(20), "{what}: {took:?}");
        // A connection that is reset with unread bytes is closed, too.
        assert!(is_closed || !said.is_empty() || what == "a head without end", "{what}");
        assert!(said.contains(answer), "{what}: {said}");
    }
    process.stops(STOP).await;
    outside.audit().await;
}
