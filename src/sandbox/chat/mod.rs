//! The chat page: a browser's view of the sandboxed Telegram, served at `/`, and the JSON it uses
//! under `/sandbox/`. It owns nothing but the page: people, chats and messages are Telegram's.
//! It must never be served beyond the own machine: whoever opens it can speak as anybody.

mod acts;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures::Stream;
use serde::Deserialize;
use serde_json::Value;

use super::telegram::Telegram;

/// The largest picture a person may send from the page, in bytes.
const MAX_PICTURE_BYTES: usize = 10 << 20;
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
                      img-src 'self' blob:; connect-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// What a knob asks, and the state after it or an error for whoever turned it.
pub type Turned = dyn Fn(&Value) -> Result<Value, String> + Send + Sync;

/// One system beside Telegram, as the drawer shows it and turns its knobs.
#[derive(Clone)]
pub struct Control {
    /// What the drawer draws.
    pub state: Arc<dyn Fn() -> Value + Send + Sync>,
    /// Does what a knob asks and gives the state after it; the error is shown as it is.
    pub act: Arc<Turned>,
}

/// Controls by the names under which `drawer.js` and `money.js` know them; the drawer shows only
/// those that there are.
pub type Controls = BTreeMap<&'static str, Control>;

#[derive(Clone)]
struct Page {
    telegram: Telegram,
    controls: Controls,
}

/// The page and its JSON. It has no fallback, so that it can be merged with other routers.
pub fn router(telegram: Telegram, mut controls: Controls) -> Router {
    controls.insert("stars", stars(&telegram));
    Router::new()
        .route("/", get(page))
        .route("/sandbox/{asset}", get(asset))
        .route("/sandbox/overview", get(overview))
        .route("/sandbox/chat", get(chat))
        .route("/sandbox/file", get(file))
        .route("/sandbox/events", get(events))
        .route("/sandbox/say", post(acts::say))
        .route("/sandbox/edit", post(acts::edit))
        .route("/sandbox/delete", post(acts::delete))
        .route("/sandbox/press", post(acts::press))
        .route("/sandbox/pay", post(acts::pay))
        .route("/sandbox/photo", post(acts::photo))
        .route("/sandbox/block", post(acts::block))
        .route("/sandbox/fault", post(acts::fault))
        .route("/sandbox/controls", get(acts::controls))
        .route("/sandbox/controls/{name}", post(acts::control))
        .layer(DefaultBodyLimit::max(MAX_PICTURE_BYTES))
        .with_state(Page { telegram, controls })
}

/// Stars are Telegram's own, so there is always this one.
fn stars(telegram: &Telegram) -> Control {
    let (shown, turned) = (telegram.clone(), telegram.clone());
    Control {
        state: Arc::new(move || shown.stars_json()),
        act: Arc::new(move |action| turned.apply_to_stars(action)),
    }
}

/// The parts of the page beside its HTML: name, MIME type, text.
const ASSETS: &[(&str, &str, &str)] = &[
    ("page.css", CSS, include_str!("page.css")),
    ("drawer.css", CSS, include_str!("drawer.css")),
    ("page.js", JS, include_str!("page.js")),
    ("bubbles.js", JS, include_str!("bubbles.js")),
    ("composer.js", JS, include_str!("composer.js")),
    ("drawer.js", JS, include_str!("drawer.js")),
    ("mail.js", JS, include_str!("mail.js")),
    ("money.js", JS, include_str!("money.js")),
    ("people.js", JS, include_str!("people.js")),
    ("topups.js", JS, include_str!("topups.js")),
    ("icon.svg", "image/svg+xml", include_str!("icon.svg")),
    ("wire.js", JS, include_str!("wire.js")),
];

fn serve(kind: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, text).into_response()
}

async fn page() -> Response {
    serve("text/html; charset=utf-8", include_str!("page.html"))
}

async fn asset(Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|(known, ..)| *known == name) {
        Some((_, kind, text)) => serve(kind, text),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn overview(State(page): State<Page>) -> axum::Json<Value> {
    axum::Json(page.telegram.overview())
}

#[derive(Deserialize)]
struct Since {
    chat: i64,
    person: i64,
    /// The version of the last answer; 0 to begin.
    after: u64,
}

async fn chat(State(page): State<Page>, Query(since): Query<Since>) -> axum::Json<Value> {
    axum::Json(page.telegram.changes(since.chat, since.person, since.after))
}

#[derive(Deserialize)]
struct FileKey {
    chat: i64,
    message: i64,
}

/// Pictures are shown, everything else is downloaded: a document must not run in the page.
async fn file(State(page): State<Page>, Query(key): Query<FileKey>) -> Response {
    let Some((name, mime, bytes)) = page.telegram.file_of(key.chat, key.message) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || ".-_".contains(*c);
    let plain: String = name.chars().filter(is_plain).collect();
    let disposition = if mime.starts_with("image/") { "inline" } else { "attachment" };
    let disposition = format!("{disposition}; filename=\"{plain}\"");
    let mut response = ([(header::CONTENT_TYPE, mime)], bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// One event for each visible change; bursts melt into one. The data is the version.
async fn events(State(page): State<Page>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut changed = page.telegram.changed();
    changed.mark_changed();
    let stream = futures::stream::unfold(changed, |mut changed| async move {
        changed.changed().await.ok()?;
        let version = *changed.borrow_and_update();
        Some((Ok(Event::default().data(version.to_string())), changed))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}
