//! A panel that answers some calls in a test's own words and the others as the sandbox's panel
//! does, behind real HTTP; and clients of it that lose patience soon.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use storefront::providers::{self, PanelSettings, Provider};
use storefront::sandbox::panel::{Panel, PanelOptions};
use storefront::workers::roster::Roster;

use super::world::{PANEL_KEY, World};

/// One call: its parameters, `action` and `key` among them.
pub type Call = BTreeMap<String, String>;
/// HTTP status and body; `None` lets the sandbox's panel answer.
pub type Answer = Option<(u16, String)>;
type Script = Box<dyn FnMut(&Call) -> Answer + Send>;

/// Ends a call without an answer, when a script gives it as the status.
pub const SILENCE: u16 = 0;

#[derive(Clone)]
pub struct Scripted {
    pub panel: Panel,
    pub address: SocketAddr,
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    script: Script,
    calls: Vec<Call>,
    /// How long an order takes at least.
    latency: Duration,
    /// Orders that are being answered now.
    open: usize,
    /// How many there were at the beginning of each, itself included.
    opened: Vec<usize>,
}

impl Scripted {
    /// A panel of its own with the sandbox's two hundred services.
    pub async fn start() -> Self {
        Self::with(PanelOptions { speed: 0, ..PanelOptions::new(PANEL_KEY) }).await
    }

    pub async fn with(options: PanelOptions) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let inner = Inner {
            script: Box::new(|_| None),
            calls: Vec::new(),
            latency: Duration::ZERO,
            open: 0,
            opened: Vec::new(),
        };
        let scripted =
            Self { panel: Panel::new(options), address, inner: Arc::new(Mutex::new(inner)) };
        let layer = from_fn_with_state(scripted.clone(), intercept);
        let router = scripted.panel.router().layer(layer);
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        scripted
    }

    pub fn url(&self) -> String {
        format!("http://{}/api/v2", self.address)
    }

    /// The settings that make it the provider `main`.
    pub fn as_main(&self) -> Vec<(&'static str, String)> {
        vec![("PROVIDER_MAIN_URL", self.url())]
    }

    /// Answers from now on as `script` says.
    pub fn answers(&self, script: impl FnMut(&Call) -> Answer + Send + 'static) {
        self.inner.lock().unwrap().script = Box::new(script);
    }

    /// Answers every call of one action with one body.
    pub fn answers_action(&self, action: &'static str, status: u16, body: &str) {
        let body = body.to_owned();
        self.answers(move |call| (call["action"] == action).then(|| (status, body.clone())));
    }

    /// Answers `status` with these rows, by id, whether asked for many or for one.
    pub fn reports(&self, rows: &[(String, Value)]) {
        let rows: BTreeMap<String, Value> = rows.iter().cloned().collect();
        self.answers(move |call| {
            if call["action"] != "status" {
                return None;
            }
            let row = |id: &str| {
                rows.get(id).cloned().unwrap_or_else(|| json!({ "error": "Incorrect order ID" }))
            };
            let body = match call.get("orders") {
                Some(ids) => ids.split(',').map(|id| (id.to_owned(), row(id))).collect::<Value>(),
                None => row(&call["order"]),
            };
            Some((200, body.to_string()))
        });
    }

    /// Takes its time over orders from now on.
    pub fn takes(&self, latency: Duration) {
        self.inner.lock().unwrap().latency = latency;
    }

    /// Behaves as the sandbox's panel again.
    pub fn behaves(&self) {
        self.answers(|_| None);
    }

    /// Every call of one action so far.
    pub fn calls(&self, action: &str) -> Vec<Call> {
        let inner = self.inner.lock().unwrap();
        inner.calls.iter().filter(|call| call["action"] == action).cloned().collect()
    }

    /// How many orders were under way at the beginning of each, itself included.
    pub fn opened(&self) -> Vec<usize> {
        self.inner.lock().unwrap().opened.clone()
    }
}

async fn intercept(State(scripted): State<Scripted>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, 1 << 20).await.unwrap();
    let call: Call = url::form_urlencoded::parse(&bytes).into_owned().collect();
    let is_order = call["action"] == "add";
    let (answer, latency) = {
        let mut inner = scripted.inner.lock().unwrap();
        inner.calls.push(call.clone());
        if is_order {
            inner.open += 1;
            let open = inner.open;
            inner.opened.push(open);
        }
        ((inner.script)(&call), inner.latency)
    };
    if is_order {
        tokio::time::sleep(latency).await;
    }
    let response = match answer {
        None => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Some((SILENCE, _)) => {
            tokio::time::sleep(Duration::from_secs(600)).await;
            StatusCode::OK.into_response()
        }
        Some((status, body)) => (StatusCode::from_u16(status).unwrap(), body).into_response(),
    };
    scripted.inner.lock().unwrap().open -= usize::from(is_order);
    response
}

impl World {
    /// From now on the shop's only client is one of `url` that waits so long at the most.
    pub fn asks_only(&mut self, url: String, timeout_ms: u64) {
        let settings = PanelSettings {
            timeout_ms,
            connect_timeout_ms: timeout_ms,
            ..PanelSettings::new("main", url.into(), PANEL_KEY.to_owned().into())
        };
        let client: Arc<dyn Provider> = Arc::new(providers::Panel::new(settings).unwrap());
        self.app.workers.providers = Roster::of(vec![client]);
    }

    /// Where the sandbox's panel is.
    pub fn panel_url(&self) -> String {
        format!("http://{}/panel/api/v2", self.address)
    }
}
