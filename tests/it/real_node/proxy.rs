//! What stands before a public node: it refuses what java-tron refuses, limits what TronGrid
//! limits, fails as both do, and is behind now and then. Two doors, so that there are two hosts.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::node::number;

/// Blocks of one question for logs, as java-tron has it.
const BLOCKS_MAX: u64 = 5_000;
/// One question of so many fails, where some do.
const EVERY: usize = 3;

/// How an exchange fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// HTTP 200 with a limiter's own words.
    OwnWords,
    /// HTTP 429.
    TooMany,
    /// HTTP 502 with a page.
    Page,
    /// No logs, for the node that was asked has not sorted them yet.
    NoLogs,
    /// A late answer.
    Slow(Duration),
}

/// What fails in turn where some do.
const IN_TURN: [Fault; 5] = [
    Fault::OwnWords,
    Fault::TooMany,
    Fault::NoLogs,
    Fault::Page,
    Fault::Slow(Duration::from_millis(20)),
];

/// How a door answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Calm,
    /// Now and then each of the faults, never twice in a row.
    Sometimes,
    Always(Fault),
}

/// How far behind the node a door is, in blocks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lag {
    /// It does not know the newest blocks.
    pub blocks: u64,
    /// It knows them, and not their logs.
    pub logs: u64,
}

struct Door {
    mood: Mood,
    lag: Lag,
}

struct Shared {
    upstream: String,
    http: reqwest::Client,
    doors: [Mutex<Door>; 2],
    asked: AtomicUsize,
    failed: AtomicUsize,
    blocks_max: AtomicU64,
    refused: AtomicUsize,
}

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    First = 0,
    Second = 1,
}

pub struct Proxy {
    shared: Arc<Shared>,
    urls: [String; 2],
}

impl Proxy {
    pub async fn start(upstream: &str) -> Self {
        let door = || Mutex::new(Door { mood: Mood::Calm, lag: Lag::default() });
        let shared = Arc::new(Shared {
            upstream: upstream.to_owned(),
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            doors: [door(), door()],
            asked: AtomicUsize::new(0),
            failed: AtomicUsize::new(0),
            blocks_max: AtomicU64::new(BLOCKS_MAX),
            refused: AtomicUsize::new(0),
        });
        let urls = [serve(&shared, Which::First).await, serve(&shared, Which::Second).await];
        Self { shared, urls }
    }

    pub fn urls(&self) -> &[String; 2] {
        &self.urls
    }

    pub fn set_mood(&self, mood: Mood) {
        for which in [Which::First, Which::Second] {
            self.set_mood_of(which, mood);
        }
    }

    pub fn set_mood_of(&self, which: Which, mood: Mood) {
        self.shared.door(which).mood = mood;
    }

    pub fn set_lag(&self, which: Which, lag: Lag) {
        self.shared.door(which).lag = lag;
    }

    pub fn set_blocks_max(&self, blocks: u64) {
        self.shared.blocks_max.store(blocks, Ordering::SeqCst);
    }

    /// How many exchanges were spoilt.
    pub fn failed(&self) -> usize {
        self.shared.failed.load(Ordering::SeqCst)
    }

    /// How many calls were refused.
    pub fn refused(&self) -> usize {
        self.shared.refused.load(Ordering::SeqCst)
    }
}

async fn serve(shared: &Arc<Shared>, which: Which) -> String {
    let router = Router::new().fallback(answer).with_state((shared.clone(), which));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

async fn answer(State((shared, which)): State<(Arc<Shared>, Which)>, body: String) -> Response {
    let (fault, lag) = shared.next(which);
    match fault {
        Some(Fault::OwnWords) => {
            let words = "class org.tron.core.exception.JsonRpcInternalException : lack of \
                         computing resources";
            return json!({"Error": words}).to_string().into_response();
        }
        Some(Fault::TooMany) => return StatusCode::TOO_MANY_REQUESTS.into_response(),
        Some(Fault::Page) => {
            return (StatusCode::BAD_GATEWAY, "<html>502 Bad Gateway</html>").into_response();
        }
        Some(Fault::Slow(time)) => tokio::time::sleep(time).await,
        Some(Fault::NoLogs) | None => {}
    }
    let lag = if fault == Some(Fault::NoLogs) { Lag { logs: u64::MAX, ..lag } } else { lag };
    let asked: Value = serde_json::from_str(&body).unwrap();
    match shared.replies(&asked, lag).await {
        Some(replies) => replies.to_string().into_response(),
        None => (StatusCode::BAD_GATEWAY, "<html>502 Bad Gateway</html>").into_response(),
    }
}

impl Shared {
    fn door(&self, which: Which) -> std::sync::MutexGuard<'_, Door> {
        self.doors[which as usize].lock().unwrap()
    }

    /// What spoils the next exchange, and how far behind it is.
    fn next(&self, which: Which) -> (Option<Fault>, Lag) {
        let Door { mood, lag } = *self.door(which);
        let place = self.asked.fetch_add(1, Ordering::SeqCst);
        let fault = match mood {
            Mood::Calm => None,
            Mood::Always(fault) => Some(fault),
            Mood::Sometimes => {
                place.is_multiple_of(EVERY).then(|| IN_TURN[place / EVERY % IN_TURN.len()])
            }
        };
        if fault.is_some() {
            self.failed.fetch_add(1, Ordering::SeqCst);
        }
        (fault, lag)
    }

    /// The answers to one question or to many; `None` if the node is not there.
    async fn replies(&self, asked: &Value, lag: Lag) -> Option<Value> {
        let Some(calls) = asked.as_array() else { return self.reply(asked, lag).await };
        let mut replies = Vec::new();
        for call in calls {
            replies.push(self.reply(call, lag).await?);
        }
        Some(replies.into())
    }

    async fn reply(&self, call: &Value, lag: Lag) -> Option<Value> {
        if let Some(words) = self.refusal(call) {
            self.refused.fetch_add(1, Ordering::SeqCst);
            let error = json!({"code": -32602, "message": words});
            return Some(json!({"jsonrpc": "2.0", "id": call["id"], "error": error}));
        }
        let mut answer = self.upstream(call).await?;
        if lag != Lag::default() {
            let head = json!({"jsonrpc": "2.0", "id": 1, "method": "eth_blockNumber"});
            let head = number(&self.upstream(&head).await?["result"]);
            self.hide(call, &mut answer["result"], (head, lag));
        }
        Some(answer)
    }

    async fn upstream(&self, call: &Value) -> Option<Value> {
        let request = self.http.post(&self.upstream).header("content-type", "application/json");
        let answer = request.body(call.to_string()).send().await.ok()?.text().await.ok()?;
        serde_json::from_str(&answer).ok()
    }

    fn refusal(&self, call: &Value) -> Option<String> {
        let params = call["params"].to_string();
        if let Some(tag) = ["safe", "pending"].iter().find(|tag| params.contains(**tag)) {
            return Some(format!("TAG {tag} not supported"));
        }
        if call["method"] != "eth_getLogs" {
            return None;
        }
        let filter = &call["params"][0];
        let blocks = number(&filter["toBlock"]).saturating_sub(number(&filter["fromBlock"]));
        let most = self.blocks_max.load(Ordering::SeqCst);
        (blocks >= most).then(|| format!("exceed max block range: {most}"))
    }

    /// Takes out what a node that is behind does not know.
    fn hide(&self, call: &Value, result: &mut Value, (head, lag): (u64, Lag)) {
        let known = head.saturating_sub(lag.blocks);
        let is_new = |block: &Value| number(block) > known;
        match call["method"].as_str().unwrap() {
            "eth_blockNumber" => *result = format!("0x{known:x}").into(),
            "eth_getBlockByNumber" if !result.is_null() && is_new(&result["number"]) => {
                *result = Value::Null;
            }
            "eth_getTransactionReceipt" if !result.is_null() && is_new(&result["blockNumber"]) => {
                *result = Value::Null;
            }
            "eth_getLogs" => {
                let known = known.min(head.saturating_sub(lag.logs));
                let logs = result.as_array_mut().unwrap();
                logs.retain(|log| number(&log["blockNumber"]) <= known);
            }
            _ => {}
        }
    }
}
