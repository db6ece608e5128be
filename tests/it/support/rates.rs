//! A list of exchange rates that says what a test wants, behind real HTTP.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header::LOCATION};
use axum::response::{IntoResponse, Response};

use super::world::World;

#[derive(Clone)]
pub struct Rates {
    pub address: SocketAddr,
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    status: u16,
    body: String,
    calls: Vec<String>,
}

impl Rates {
    /// One som is so many dollars.
    pub async fn telling(dollars: &str) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let inner = Inner { status: 200, body: String::new(), calls: Vec::new() };
        let rates = Self { address, inner: Arc::new(Mutex::new(inner)) };
        rates.tells(dollars);
        let router = Router::new().fallback(answer).with_state(rates.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        rates
    }

    pub fn url(&self) -> String {
        format!("http://{}/latest/UZS", self.address)
    }

    /// One som is so many dollars from now on.
    pub fn tells(&self, dollars: &str) {
        self.answers(200, &format!(r#"{{"base":"UZS","rates":{{"UZS":1,"USD":{dollars}}}}}"#));
    }

    /// Every answer is this from now on; one that leads elsewhere leads to a good one.
    pub fn answers(&self, status: u16, body: &str) {
        let mut inner = self.inner.lock().unwrap();
        (inner.status, inner.body) = (status, body.to_owned());
    }

    /// How often it was asked.
    pub fn calls(&self) -> usize {
        self.inner.lock().unwrap().calls.len()
    }
}

async fn answer(State(rates): State<Rates>, uri: Uri) -> Response {
    let mut inner = rates.inner.lock().unwrap();
    inner.calls.push(uri.to_string());
    if uri.path() == "/elsewhere" {
        return r#"{"base":"UZS","rates":{"USD":0.00111}}"#.into_response();
    }
    let status = StatusCode::from_u16(inner.status).unwrap();
    if status.is_redirection() {
        return (status, [(LOCATION, "/elsewhere")]).into_response();
    }
    (status, inner.body.clone()).into_response()
}

impl World {
    /// Fetches rates, where it is time to.
    pub async fn fetches_rates(&self) {
        self.app.workers.refresh_exchange_rates().await.unwrap();
        self.settle().await;
    }

    /// Lets so much time pass and fetches rates.
    pub async fn fetches_rates_after(&self, wait_ms: i64) {
        self.advance_ms(wait_ms);
        self.fetches_rates().await;
    }
}
