//! The nodes of one chain: who is asked, who is left alone, and what one exchange is.
//!
//! Endpoints are asked in the order of the settings; one that failed is left alone for a while that
//! doubles. Owns that order, the one place where an RPC URL is used, and that nobody is listened to
//! who is of another network. Must never show a URL, nor hold a lock while it waits for an answer.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::block::ChainId;
use super::fault::{Answered, Fault, Host, RpcError};
use super::settings::ChainSettings;
use super::wire::{self, Question};
use crate::domain::backoff::Backoff;
use crate::domain::deposit::Family;
use crate::payments::http::{self, HttpReply, Purpose, Timeouts};

/// How TronGrid takes a key; a URL has no place for a header, so the user name stands for it.
const TRON_KEY_HEADER: &str = "TRON-PRO-API-KEY";
/// How long a node is known to be of the right network; a failure ends it too, for another node may
/// be behind the name then.
const NETWORK_KNOWN: Duration = Duration::from_secs(60);
/// The largest answer.
const DEFAULT_CAP_BYTES: usize = 16 * 1024 * 1024;

/// What a chain's nodes are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of one exchange.
    pub timeouts: Timeouts,
    /// The largest answer, in bytes, unpacked.
    pub cap_bytes: usize,
    /// How long an endpoint that failed is left alone; a longer wait that it names is kept.
    pub backoff: Backoff,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeouts: Timeouts::default(),
            cap_bytes: DEFAULT_CAP_BYTES,
            backoff: Backoff { first_ms: 1_000, last_ms: 120_000 },
        }
    }
}

/// Why no client can be made. The texts name no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// Not an `http` or `https` URL with a host.
    #[error("an RPC URL is not an http or https URL")]
    BadUrl,
    /// No endpoint at all.
    #[error("there is no RPC URL")]
    None,
    /// The HTTP client could not be built.
    #[error("the HTTP client could not be set up")]
    Client,
}

/// One node, or what stands before many.
struct Endpoint {
    url: Url,
    host: Host,
    key: Option<HeaderValue>,
    rest: Mutex<Rest>,
}

/// How it has fared.
#[derive(Default)]
struct Rest {
    failures: i64,
    until: Option<Instant>,
    /// When it last said that it is of the right network.
    asked_network: Option<Instant>,
}

/// The nodes of one chain.
pub struct Endpoints {
    all: Vec<Endpoint>,
    chain_id: ChainId,
    client: Client,
    limits: Limits,
    calls: AtomicU64,
}

impl fmt::Debug for Endpoints {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.all.iter().map(|one| &one.host)).finish()
    }
}

impl Endpoints {
    /// Prepares the client; calls nobody.
    ///
    /// # Errors
    /// A [`SetupError`].
    pub fn new(settings: &ChainSettings, limits: Limits) -> Result<Self, SetupError> {
        let client =
            http::client(limits.timeouts, Purpose::Reading).map_err(|_| SetupError::Client)?;
        let all = settings.rpc.iter().map(|url| Endpoint::new(settings.family, url));
        let all: Vec<Endpoint> = all.collect::<Option<_>>().ok_or(SetupError::BadUrl)?;
        if all.is_empty() {
            return Err(SetupError::None);
        }
        let chain_id = settings.chain_id;
        Ok(Self { all, chain_id, client, limits, calls: AtomicU64::new(0) })
    }

    /// Who may be asked, in their order.
    pub fn hosts(&self) -> impl Iterator<Item = &Host> {
        self.all.iter().map(|endpoint| &endpoint.host)
    }

    /// Exchanges since the start.
    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    /// Puts questions in one request to one endpoint after the other until `read` can make
    /// something of the answers, which come in the order of the questions.
    ///
    /// # Errors
    /// The first error of the protocol, or else the first failure.
    pub async fn ask<T>(
        &self,
        questions: &[Question<'_>],
        read: impl Fn(&[String]) -> Result<T, Fault>,
    ) -> Result<Answered<T>, RpcError> {
        let mut failed: Option<RpcError> = None;
        for endpoint in &self.all {
            match self.ask_one(endpoint, questions, &read).await {
                Ok(value) => return Ok(Answered { host: endpoint.host.clone(), value }),
                Err(fault) => {
                    let error = RpcError { host: endpoint.host.clone(), fault };
                    failed = Some(failed.map_or(error.clone(), |other| telling(other, error)));
                }
            }
        }
        // There is an endpoint, so there is a failure.
        let nobody = || RpcError { host: Host::new(String::new()), fault: Fault::Unreachable };
        Err(failed.unwrap_or_else(nobody))
    }

    /// Puts the same questions to every host until so many have answered; those that have failed or
    /// are left alone are passed over.
    pub async fn ask_different<T>(
        &self,
        count: usize,
        questions: &[Question<'_>],
        read: impl Fn(&[String]) -> Result<T, Fault>,
    ) -> Vec<Answered<T>> {
        let mut answers: Vec<Answered<T>> = Vec::new();
        for endpoint in &self.all {
            let is_heard = answers.iter().any(|answer| answer.host == endpoint.host);
            if is_heard || answers.len() >= count {
                continue;
            }
            if let Ok(value) = self.ask_one(endpoint, questions, &read).await {
                answers.push(Answered { host: endpoint.host.clone(), value });
            }
        }
        answers
    }

    /// Which network each host that answers is of.
    pub async fn networks(&self) -> Vec<Answered<ChainId>> {
        let mut networks = Vec::new();
        for endpoint in &self.all {
            let answers = self.exchange(endpoint, &[Question::ChainId]).await;
            let network = answers.and_then(|answers| network(&answers));
            if let Ok(value) = network {
                networks.push(Answered { host: endpoint.host.clone(), value });
            }
        }
        networks
    }

    async fn ask_one<T>(
        &self,
        endpoint: &Endpoint,
        questions: &[Question<'_>],
        read: impl Fn(&[String]) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if let Some(retry_after_ms) = endpoint.resting_ms() {
            return Err(Fault::Resting { retry_after_ms });
        }
        let answered = self.answers(endpoint, questions).await;
        let answered = answered.and_then(|answers| read(&answers));
        endpoint.remember(answered.as_ref().err().copied(), self.limits.backoff);
        if let Err(fault) = &answered {
            tracing::debug!(host = %endpoint.host, %fault, "a node failed");
        }
        answered
    }

    /// The answers of a node that is of the right network, which it is asked from time to time.
    async fn answers(
        &self,
        endpoint: &Endpoint,
        questions: &[Question<'_>],
    ) -> Result<Vec<String>, Fault> {
        if endpoint.is_known() {
            return self.exchange(endpoint, questions).await;
        }
        let all: Vec<Question<'_>> =
            [Question::ChainId].into_iter().chain(questions.iter().copied()).collect();
        let mut answers = self.exchange(endpoint, &all).await?;
        let found = network(&answers)?;
        if found != self.chain_id {
            return Err(Fault::WrongChain { found });
        }
        endpoint.rest().asked_network = Some(Instant::now());
        Ok(answers.split_off(1))
    }

    async fn exchange(
        &self,
        endpoint: &Endpoint,
        questions: &[Question<'_>],
    ) -> Result<Vec<String>, Fault> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let calls = questions.iter().enumerate().map(|(id, question)| question.call(id));
        let mut calls: Vec<Value> = calls.collect();
        // Not every node that answers one question takes a list of one.
        let body = match calls.len() {
            1 => calls.swap_remove(0),
            _ => Value::Array(calls),
        };
        let mut request = self.client.post(endpoint.url.clone());
        request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
        if let Some(key) = &endpoint.key {
            request = request.header(TRON_KEY_HEADER, key.clone());
        }
        let answer = http::exchange(request, self.limits.cap_bytes).await?;
        read_answer(&answer, questions.len())
    }
}

fn network(answers: &[String]) -> Result<ChainId, Fault> {
    wire::read(answers.first().ok_or(Fault::Malformed)?, wire::chain_id)
}

/// An error of the protocol stands above a failure, an earlier one above a later one.
fn telling(first: RpcError, second: RpcError) -> RpcError {
    let is_said =
        |error: &RpcError| matches!(error.fault, Fault::RangeTooWide { .. } | Fault::Rpc { .. });
    if is_said(&second) && !is_said(&first) { second } else { first }
}

/// Some nodes send errors of the protocol under a status of their own.
fn read_answer(answer: &HttpReply, count: usize) -> Result<Vec<String>, Fault> {
    let limited = Fault::Limited { retry_after_ms: answer.retry_after_ms };
    let results = wire::results(&answer.body, count);
    match (answer.status, results) {
        // 403 is what TronGrid answers with to whoever asks too often.
        (403 | 429, _) | (_, Err(Fault::Limited { .. })) => Err(limited),
        (_, Err(fault @ (Fault::Rpc { .. } | Fault::RangeTooWide { .. }))) => Err(fault),
        (200..=299, Ok(results)) => Ok(results.into_iter().map(str::to_owned).collect()),
        (200..=299, Err(fault)) => Err(fault),
        (status, _) => Err(Fault::Http(status)),
    }
}

impl Endpoint {
    fn new(family: Family, url: &SecretString) -> Option<Self> {
        let mut url = Url::parse(url.expose_secret().trim()).ok()?;
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = match (url.host_str()?, url.port()) {
            (host, Some(port)) => format!("{host}:{port}"),
            (host, None) => host.to_owned(),
        };
        let is_key = family == Family::Tron && url.password().is_none();
        let key = Some(url.username()).filter(|name| is_key && !name.is_empty());
        let key = key.and_then(|name| HeaderValue::from_str(name).ok()).map(|mut key| {
            key.set_sensitive(true);
            key
        });
        if key.is_some() {
            url.set_username("").ok()?;
        }
        Some(Self { url, host: Host::new(host), key, rest: Mutex::default() })
    }

    fn rest(&self) -> MutexGuard<'_, Rest> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How much longer it is left alone, in milliseconds above 0.
    fn resting_ms(&self) -> Option<i64> {
        let until = self.rest().until?;
        let left = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
        Some(i64::try_from(left.as_millis()).unwrap_or(i64::MAX).max(1))
    }

    fn is_known(&self) -> bool {
        let asked = self.rest().asked_network;
        asked.is_some_and(|asked| asked.elapsed() < NETWORK_KNOWN)
    }

    fn remember(&self, fault: Option<Fault>, backoff: Backoff) {
        let mut rest = self.rest();
        let Some(fault) = fault.filter(|fault| fault.is_of_the_endpoint()) else {
            (rest.failures, rest.until) = (0, None);
            return;
        };
        rest.asked_network = None;
        rest.failures = rest.failures.saturating_add(1);
        let named_ms = match fault {
            Fault::Limited { retry_after_ms } => retry_after_ms.unwrap_or(0),
            _ => 0,
        };
        let wait_ms = u64::try_from(backoff.after(rest.failures).max(named_ms)).unwrap_or(0);
        rest.until = Instant::now().checked_add(Duration::from_millis(wait_ms));
    }
}

#[cfg(test)]
#[path = "endpoint_tests.rs"]
mod tests;
