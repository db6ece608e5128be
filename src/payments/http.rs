//! One bounded HTTP exchange with a gateway: send a request, read the answer up to a cap.
//!
//! Owns the clients and what a transport failure is. Must never follow a redirect, use a proxy,
//! send anything twice, or let reqwest's own errors out: they carry the URL.

use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, redirect, retry};

/// A whole exchange, connecting included.
pub const DEFAULT_TIMEOUT_MS: u64 = 20_000;
/// DNS, TCP and TLS.
pub const DEFAULT_CONNECT_TIMEOUT_MS: u64 = 5_000;

/// The shortest wait taken from a `Retry-After` header.
const RETRY_AFTER_MIN_S: i64 = 1;
/// The longest wait taken from a `Retry-After` header.
const RETRY_AFTER_MAX_S: i64 = 3_600;

/// How long an exchange may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// A whole exchange, milliseconds above 0.
    pub whole_ms: u64,
    /// The connection alone, milliseconds above 0.
    pub connect_ms: u64,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { whole_ms: DEFAULT_TIMEOUT_MS, connect_ms: DEFAULT_CONNECT_TIMEOUT_MS }
    }
}

/// A complete answer to an HTTP request.
pub struct HttpReply {
    /// HTTP status.
    pub status: u16,
    /// The wait that the server asked for, 1 s to 1 h in milliseconds.
    pub retry_after_ms: Option<i64>,
    /// The body; bytes that are not UTF-8 are replaced.
    pub body: String,
}

/// Why there is no complete answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// DNS, TCP or TLS failed, or took too long: nothing was sent.
    NoConnection,
    /// No complete answer within the time allowed.
    Timeout,
    /// The connection ended before a complete answer.
    Reset,
    /// More bytes than allowed.
    TooLarge,
}

/// What a client is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Calls that may be asked again; connections are reused.
    Reading,
    /// Calls that make something. A fresh connection each: on a reused one hyper-util writes a
    /// request again by itself when the server closed the connection meanwhile.
    Making,
}

/// Builds a client.
///
/// # Errors
/// TLS could not be set up.
pub fn client(timeouts: Timeouts, purpose: Purpose) -> Result<Client, reqwest::Error> {
    let builder = Client::builder()
        .timeout(Duration::from_millis(timeouts.whole_ms))
        .connect_timeout(Duration::from_millis(timeouts.connect_ms));
    let builder = match purpose {
        Purpose::Reading => builder,
        Purpose::Making => builder.pool_max_idle_per_host(0),
    };
    strict(builder).build()
}

fn strict(builder: ClientBuilder) -> ClientBuilder {
    builder
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .no_proxy()
        .referer(false)
        .user_agent(concat!("storefront/", env!("CARGO_PKG_VERSION")))
}

/// Sends a request once and reads the answer, at most `cap_bytes` of it.
///
/// # Errors
/// Why the answer is not complete.
pub async fn exchange(request: RequestBuilder, cap_bytes: usize) -> Result<HttpReply, Broken> {
    let response = request.send().await.map_err(|error| broken(&error))?;
    let status = response.status().as_u16();
    let retry_after_ms = retry_after_ms(&response);
    let bytes = read_body(response, cap_bytes).await?;
    let body = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    Ok(HttpReply { status, retry_after_ms, body })
}

/// A connection that was never made is told apart first: a connect timeout is both.
fn broken(error: &reqwest::Error) -> Broken {
    if error.is_connect() {
        Broken::NoConnection
    } else if error.is_timeout() {
        Broken::Timeout
    } else {
        Broken::Reset
    }
}

fn retry_after_ms(response: &Response) -> Option<i64> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    let seconds: i64 = text.trim().parse().ok()?;
    Some(seconds.clamp(RETRY_AFTER_MIN_S, RETRY_AFTER_MAX_S).saturating_mul(1_000))
}

async fn read_body(mut response: Response, cap_bytes: usize) -> Result<Vec<u8>, Broken> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| broken(&error))? {
        if bytes.len().saturating_add(chunk.len()) > cap_bytes {
            return Err(Broken::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
