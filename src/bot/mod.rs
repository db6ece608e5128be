//! The Telegram face of the shop: updates in (`ingest`, `dispatch`), what customers and admins do
//! (`screens`, `admin`), how it looks (`ui`), what they are sent unsolicited (`renderer`), and the
//! way out (`sender`). teloxide stops here.
//! Must never act on an update before it is committed, nor send before the effects are.

pub mod admin;
pub mod commands;
pub mod dispatch;
pub mod ingest;
pub(crate) mod renderer;
pub(crate) mod screens;
pub mod sender;
pub mod ui;

use std::time::Duration;

/// The one way in which this room makes an HTTP client: no redirects, since the token is in the
/// path, and no proxy from the environment.
///
/// # Errors
/// When TLS cannot be set up.
pub(crate) fn http_client(connect_timeout: Duration) -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .connect_timeout(connect_timeout)
        .pool_idle_timeout(Duration::from_secs(50))
        .build()
}

/// The whole of an answer; `None` when it breaks off or has more than `max_bytes`.
pub(crate) async fn body_of(mut response: reqwest::Response, max_bytes: usize) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        body.extend_from_slice(&chunk);
        if body.len() > max_bytes {
            return None;
        }
    }
    Some(body)
}
