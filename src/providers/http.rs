//! One bounded HTTP exchange with a provider: send a request, read the answer up to a cap.
//!
//! Owns the two clients and what a transport failure proves. Must never follow a redirect, use a
//! proxy, send anything twice, or let reqwest's own errors out: they carry the URL.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_ENCODING, RETRY_AFTER};
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, redirect, retry};
use tracing::Span;

use super::body;
use super::fault::Fault;
use crate::domain::provider_address::{AddressPolicy, is_public};

/// The shortest wait taken from a `Retry-After` header.
const RETRY_AFTER_MIN_S: i64 = 1;
/// The longest wait taken from a `Retry-After` header.
const RETRY_AFTER_MAX_S: i64 = 3_600;

/// A complete answer to an HTTP request.
pub struct HttpReply {
    /// HTTP status.
    pub status: u16,
    /// The wait that the server asked for in whole seconds, 1 s to 1 h.
    pub retry_after_ms: Option<i64>,
    /// The body, unpacked; bytes that are not UTF-8 are replaced.
    pub body: String,
}

/// Which client carries a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Calls that may be asked again; connections are reused.
    Reading,
    /// Calls that place something. A fresh connection each: on a reused one hyper-util writes a
    /// request again by itself when the server closed the connection meanwhile.
    Placing,
}

/// The pair of clients for one provider.
pub struct Http {
    reading: Client,
    placing: Client,
}

/// How long a provider may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For a whole exchange, milliseconds.
    pub exchange_ms: u64,
    /// For a connection, milliseconds.
    pub connect_ms: u64,
}

impl Http {
    /// Builds both clients; for public addresses alone they connect to nothing else.
    pub fn new(timeouts: Timeouts, addresses: AddressPolicy) -> Result<Self, reqwest::Error> {
        let base = || {
            let builder = Client::builder()
                .timeout(Duration::from_millis(timeouts.exchange_ms))
                .connect_timeout(Duration::from_millis(timeouts.connect_ms));
            match addresses {
                AddressPolicy::Public => {
                    builder.https_only(true).dns_resolver(Arc::new(PublicNames))
                }
                AddressPolicy::Any => builder,
            }
        };
        Ok(Self {
            reading: strict(base()).build()?,
            placing: strict(base()).pool_max_idle_per_host(0).build()?,
        })
    }

    /// The client of a purpose.
    pub const fn client(&self, purpose: Purpose) -> &Client {
        match purpose {
            Purpose::Reading => &self.reading,
            Purpose::Placing => &self.placing,
        }
    }
}

/// Resolves names to public addresses alone. The client connects to what this gives and asks nobody
/// else, so that a name which means another machine a moment later changes nothing.
struct PublicNames;

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("the name has no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Sends a request once and reads the answer, at most `cap_bytes` of it.
pub async fn exchange(request: RequestBuilder, cap_bytes: usize) -> Result<HttpReply, Fault> {
    let response = request.send().await.map_err(|error| fault(&error))?;
    let status = response.status().as_u16();
    let retry_after_ms = retry_after_ms(&response);
    let labels = labels(&response);
    let bytes = read_body(response, cap_bytes).await?;
    let body = body::text(body::unpack(bytes, &labels, cap_bytes)?);
    Ok(HttpReply { status, retry_after_ms, body })
}

fn strict(builder: ClientBuilder) -> ClientBuilder {
    builder
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .no_proxy()
        .referer(false)
        .user_agent(concat!("storefront/", env!("CARGO_PKG_VERSION")))
}

/// A connection that was never made is told apart first: a connect timeout is both.
fn fault(error: &reqwest::Error) -> Fault {
    if error.is_connect() {
        Fault::NoConnection
    } else if error.is_timeout() {
        Fault::Timeout
    } else {
        Fault::Reset
    }
}

fn retry_after_ms(response: &Response) -> Option<i64> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    let seconds: i64 = text.trim().parse().ok()?;
    Some(seconds.clamp(RETRY_AFTER_MIN_S, RETRY_AFTER_MAX_S).saturating_mul(1_000))
}

/// What the server says it packed the body with. It is not asked to; some pack whatever is asked,
/// some say so without packing.
fn labels(response: &Response) -> String {
    let all = response.headers().get_all(CONTENT_ENCODING).iter();
    all.filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(",")
}

async fn read_body(mut response: Response, cap_bytes: usize) -> Result<Vec<u8>, Fault> {
    // A list of services is large: it is kept once, not in a buffer that grew to twice its size.
    let length = response.content_length().and_then(|length| usize::try_from(length).ok());
    let mut bytes: Vec<u8> = Vec::with_capacity(length.unwrap_or(0).min(cap_bytes));
    while let Some(chunk) = response.chunk().await.map_err(|error| fault(&error))? {
        if bytes.len().saturating_add(chunk.len()) > cap_bytes {
            return Err(Fault::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Notes in the span of a call how long it took and what came.
pub fn record(result: &Result<HttpReply, Fault>, started: Instant) {
    let elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let span = Span::current();
    span.record("elapsed_ms", elapsed_ms);
    match result {
        Ok(answer) => span.record("status", answer.status),
        Err(fault) => span.record("status", fault.as_str()),
    };
    tracing::debug!(elapsed_ms, "provider answered");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clients(addresses: AddressPolicy) -> Http {
        Http::new(Timeouts { exchange_ms: 2_000, connect_ms: 2_000 }, addresses).unwrap()
    }

    #[tokio::test]
    async fn a_name_of_this_machine_resolves_to_nothing_public() {
        let found = PublicNames.resolve("localhost".parse().unwrap()).await;
        let Err(error) = found else { panic!("localhost is public") };
        assert_eq!(error.to_string(), "the name has no public address");
    }

    #[tokio::test]
    async fn a_client_for_public_addresses_reaches_nobody_on_this_machine() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        for scheme in ["https", "http"] {
            let public = clients(AddressPolicy::Public);
            for purpose in [Purpose::Reading, Purpose::Placing] {
                let request = public.client(purpose).get(format!("{scheme}://localhost:{port}/"));
                assert!(exchange(request, 10).await.is_err());
            }
        }
        let knock = tokio::time::timeout(Duration::from_millis(50), listener.accept()).await;
        assert!(knock.is_err(), "somebody connected");
        let any = clients(AddressPolicy::Any);
        let request = any.client(Purpose::Reading).get(format!("http://localhost:{port}/"));
        let knock = async { tokio::time::timeout(Duration::from_secs(2), listener.accept()).await };
        tokio::select! {
            _ = exchange(request, 10) => panic!("an answer from nobody"),
            knock = knock => assert!(knock.is_ok()),
        }
    }
}
