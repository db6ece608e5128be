//! A panel that takes its time and fails at one call in twenty, in the ways that hurt: it has taken
//! the order and says nothing, or has not and says nothing either. Counts what it has taken.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::serve::Listener;
use axum::{Json, Router};
use futures::stream;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};

/// How long any answer takes.
const LATENCY: Duration = Duration::from_millis(50);
/// How long a slow one takes.
const SLOW: Duration = Duration::from_secs(2);
/// Connections after which the panel is away for a moment, and how long.
const AWAY_EVERY: u64 = 400;
const AWAY: Duration = Duration::from_millis(20);

#[derive(Clone)]
pub struct Faulty(Arc<Mutex<Inside>>);

#[derive(Default)]
struct Inside {
    /// How often an order for each link was taken.
    taken: HashMap<String, u64>,
    last_id: u64,
    under_way: u64,
    most_under_way: u64,
    faults: u64,
    calls: u64,
    /// A row of numbers that looks random and is the same each time.
    seed: u64,
}

/// What is wrong with one call.
enum Fault {
    None,
    /// Taken, and HTTP 500.
    Accept500,
    /// Taken, and the connection is cut.
    CutAfter,
    /// Not taken, and the connection is cut.
    CutBefore,
    /// Not taken: too many requests.
    Limited,
    /// Taken, and answered much later.
    Slow,
}

impl Faulty {
    pub fn new(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(Inside { seed, ..Inside::default() })))
    }

    /// Serves it on a port of its own.
    pub async fn serve(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().route("/api/v2", post(call)).with_state(self.clone());
        let away = SometimesAway { listener: Some(listener), address, count: 0 };
        tokio::spawn(async move { axum::serve(away, router).await });
        address
    }

    /// Orders taken, and how many of them more than once.
    pub fn taken(&self) -> (usize, usize) {
        let inside = self.0.lock().unwrap();
        (inside.taken.len(), inside.taken.values().filter(|count| **count > 1).count())
    }

    /// Calls that were to fail, of all.
    pub fn faults(&self) -> (u64, u64) {
        let inside = self.0.lock().unwrap();
        (inside.faults, inside.calls)
    }

    /// The most orders that were under way at once.
    pub fn most_under_way(&self) -> u64 {
        self.0.lock().unwrap().most_under_way
    }

    fn begin(&self) -> Fault {
        let mut inside = self.0.lock().unwrap();
        inside.under_way += 1;
        inside.most_under_way = inside.most_under_way.max(inside.under_way);
        inside.calls += 1;
        inside.seed =
            inside.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        let fault = match (inside.seed >> 33) % 200 {
            0 | 1 => Fault::Accept500,
            2 => Fault::CutAfter,
            3 | 4 => Fault::CutBefore,
            5 => Fault::Limited,
            6..=9 => Fault::Slow,
            _ => return Fault::None,
        };
        inside.faults += 1;
        fault
    }

    fn take(&self, link: &str) -> Response {
        let mut inside = self.0.lock().unwrap();
        *inside.taken.entry(link.to_owned()).or_default() += 1;
        inside.last_id += 1;
        Json(json!({ "order": inside.last_id })).into_response()
    }

    async fn add(&self, link: &str) -> Response {
        let fault = self.begin();
        tokio::time::sleep(LATENCY).await;
        let answer = match fault {
            Fault::None => self.take(link),
            Fault::Accept500 => {
                self.take(link);
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
            Fault::CutAfter => {
                self.take(link);
                cut()
            }
            Fault::CutBefore => cut(),
            Fault::Limited => {
                (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "1")]).into_response()
            }
            Fault::Slow => {
                tokio::time::sleep(SLOW).await;
                self.take(link)
            }
        };
        self.0.lock().unwrap().under_way -= 1;
        answer
    }
}

async fn call(State(panel): State<Faulty>, body: Bytes) -> Response {
    let form: HashMap<String, String> = url::form_urlencoded::parse(&body).into_owned().collect();
    let field = |name: &str| form.get(name).map_or("", String::as_str);
    match field("action") {
        "add" => panel.add(field("link")).await,
        "services" => Json(json!([service()])).into_response(),
        "balance" => Json(json!({ "balance": "100000.00", "currency": "USD" })).into_response(),
        "status" => Json(statuses(field("order"), field("orders"))).into_response(),
        _ => Json(json!({ "error": "Incorrect request" })).into_response(),
    }
}

fn service() -> Value {
    json!({
        "service": 1, "name": "Instagram Followers | Real accounts", "type": "Default",
        "category": "Instagram Followers", "rate": "0.90", "min": "10", "max": "500000",
    })
}

fn statuses(order: &str, orders: &str) -> Value {
    let status = json!({
        "charge": "0.90", "start_count": "1200", "status": "In progress", "remains": "900",
        "currency": "USD",
    });
    if orders.is_empty() && !order.is_empty() {
        return status;
    }
    orders.split(',').map(|id| (id.to_owned(), status.clone())).collect()
}

/// A body that fails at its first byte: the server drops the connection.
fn cut() -> Response {
    let broken = io::Error::from(io::ErrorKind::ConnectionReset);
    Response::new(Body::from_stream(stream::iter([Err::<Bytes, io::Error>(broken)])))
}

/// Refuses connections now and then.
struct SometimesAway {
    listener: Option<TcpListener>,
    address: SocketAddr,
    count: u64,
}

impl Listener for SometimesAway {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        self.count += 1;
        if self.count.is_multiple_of(AWAY_EVERY) {
            self.listener = None;
            tokio::time::sleep(AWAY).await;
        }
        loop {
            if self.listener.is_none() {
                self.listener = TcpListener::bind(self.address).await.ok();
            }
            match &mut self.listener {
                Some(listener) => return Listener::accept(listener).await,
                None => tokio::time::sleep(AWAY).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}
