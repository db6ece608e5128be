//! A node for tests, reached over HTTP: a few blocks, transfers in them, and faults on demand.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use super::hex;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::*;
use crate::domain::backoff::Backoff;
use crate::domain::deposit::Family;
use crate::payments::Timeouts;

pub const CHAIN_ID: u64 = 31_337;
/// In path and query of every URL; must never be seen.
pub const SECRET: &str = "s3cret-k3y";

/// A log of the chain.
#[derive(Clone)]
pub struct Entry {
    pub number: u64,
    /// The last byte of the transaction's hash.
    pub tx: u8,
    pub contract: Address,
    pub topics: Vec<[u8; 32]>,
    pub data: Vec<u8>,
}

/// What the node has.
pub struct World {
    pub chain_id: u64,
    pub head: u64,
    /// Branches: from the height on the second is part of every hash, that of the last such branch.
    pub branches: Vec<(u64, u8)>,
    pub logs: Vec<Entry>,
    /// Transactions that were undone, and those of which there is no receipt.
    pub undone: Vec<u8>,
    pub lost: Vec<u8>,
    /// Refuses longer ranges, and more recipients.
    pub blocks_max: u64,
    pub recipients_max: usize,
    pub decimals: u64,
    /// Whole answers that come before any other.
    pub faults: VecDeque<(u16, String, Option<&'static str>)>,
    /// The calls of each request.
    pub seen: Vec<Vec<Value>>,
    /// Headers of the last request.
    pub key: Option<String>,
}

/// A running node.
#[derive(Clone)]
pub struct Node {
    pub url: String,
    world: Arc<Mutex<World>>,
}

pub fn address(byte: u8) -> Address {
    Address::new([byte; 20])
}

pub fn tx(byte: u8) -> TxHash {
    let mut bytes = [0xee; 32];
    bytes[31] = byte;
    TxHash::new(bytes)
}

/// A transfer of so many units from 0xf0…
pub fn transfer(number: u64, tx: u8, contract: Address, to: Address, units: u128) -> Entry {
    let topics = vec![
        super::transfer::signature(),
        super::transfer::topic(address(0xf0)),
        super::transfer::topic(to),
    ];
    let data = [[0; 16], units.to_be_bytes()].concat();
    Entry { number, tx, contract, topics, data }
}

impl Node {
    pub async fn start(head: u64) -> Self {
        let world = World {
            chain_id: CHAIN_ID,
            head,
            branches: Vec::new(),
            logs: Vec::new(),
            undone: Vec::new(),
            lost: Vec::new(),
            blocks_max: 5_000,
            recipients_max: 1_000,
            decimals: 6,
            faults: VecDeque::new(),
            seen: Vec::new(),
            key: None,
        };
        let world = Arc::new(Mutex::new(world));
        let router = Router::new().fallback(answer).with_state(world.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/v2/{SECRET}?key={SECRET}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, world }
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap()
    }

    pub fn fail(&self, status: u16, body: &str) {
        self.world().faults.push_back((status, body.to_owned(), None));
    }

    pub fn add(&self, entries: impl IntoIterator<Item = Entry>) {
        self.world().logs.extend(entries);
    }

    /// Methods asked for, a request each.
    pub fn methods(&self) -> Vec<String> {
        let name = |call: &Value| call["method"].as_str().unwrap().replace("eth_", "");
        let all = |calls: &Vec<Value>| calls.iter().map(name).collect::<Vec<_>>().join(" ");
        self.world().seen.iter().map(all).collect()
    }

    pub fn hash(&self, number: u64) -> BlockHash {
        BlockHash::parse(&self.world().hash(number)).unwrap()
    }
}

/// The settings of a chain with one token and these nodes.
pub fn settings(urls: &[&str]) -> ChainSettings {
    ChainSettings {
        name: "test".to_owned(),
        family: Family::Evm,
        rpc: urls.iter().map(|url| SecretString::from(*url)).collect(),
        chain_id: ChainId::new(CHAIN_ID),
        xpub: Xpub::parse(super::xpub::tests::EVM).unwrap(),
        tokens: Token::parse_list(Family::Evm, &format!("USDT:{}:6:1", address(0x70).hex()))
            .unwrap(),
        confirmations: Blocks::new(3),
        explorer: None,
        daily_alone: None,
    }
}

/// A client of these nodes that leaves nobody alone for longer than `rest_ms`.
pub fn client_resting(nodes: &[&Node], rest_ms: i64) -> ChainClient {
    let urls: Vec<&str> = nodes.iter().map(|node| node.url.as_str()).collect();
    let limits = Limits {
        timeouts: Timeouts { whole_ms: 2_000, connect_ms: 1_000 },
        cap_bytes: 1024 * 1024,
        backoff: Backoff { first_ms: rest_ms, last_ms: rest_ms },
    };
    ChainClient::new(&settings(&urls), limits).unwrap()
}

pub fn client(nodes: &[&Node]) -> ChainClient {
    client_resting(nodes, 0)
}

async fn answer(
    State(world): State<Arc<Mutex<World>>>,
    headers: axum::http::HeaderMap,
    body: String,
) -> Response {
    let mut world = world.lock().unwrap();
    let read: Value = serde_json::from_str(&body).unwrap();
    let calls = read.as_array().cloned().unwrap_or_else(|| vec![read.clone()]);
    world.seen.push(calls.clone());
    world.key = headers.get("tron-pro-api-key").map(|key| key.to_str().unwrap().to_owned());
    if let Some((status, body, wait)) = world.faults.pop_front() {
        let mut response = (StatusCode::from_u16(status).unwrap(), body).into_response();
        if let Some(wait) = wait {
            response.headers_mut().insert("retry-after", wait.parse().unwrap());
        }
        return response;
    }
    // Backwards, for nothing promises an order.
    let replies: Vec<Value> = calls.iter().rev().map(|call| world.reply(call)).collect();
    let body = if read.is_array() { json!(replies) } else { replies[0].clone() };
    body.to_string().into_response()
}

fn number(value: &Value) -> u64 {
    u64::from_str_radix(value.as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
}

impl World {
    fn hash(&self, number: u64) -> String {
        let above = self.branches.iter().rev().find(|(from, _)| number >= *from);
        let branch = above.map_or(0, |(_, branch)| *branch);
        format!("0x{:062x}{branch:02x}", number + 1)
    }

    fn reply(&self, call: &Value) -> Value {
        let result = self.result(call["method"].as_str().unwrap(), &call["params"]);
        match result {
            Ok(result) => json!({"jsonrpc": "2.0", "id": call["id"], "result": result}),
            Err((code, message)) => {
                json!({"jsonrpc": "2.0", "id": call["id"],
                       "error": {"code": code, "message": message}})
            }
        }
    }

    fn result(&self, method: &str, params: &Value) -> Result<Value, (i64, &'static str)> {
        Ok(match method {
            "eth_chainId" => format!("0x{:x}", self.chain_id).into(),
            "eth_blockNumber" => format!("0x{:x}", self.head).into(),
            "eth_getBlockByNumber" => match params[0].as_str().unwrap() {
                "latest" => self.block(self.head),
                "finalized" => return Err((-32602, "TAG finalized not supported")),
                _ => self.block(number(&params[0])),
            },
            "eth_getLogs" => return self.logs(&params[0]),
            "eth_getTransactionReceipt" => self.receipt(&params[0]),
            "eth_getTransactionByHash" => match self.receipt(&params[0]) {
                Value::Null => Value::Null,
                _ => json!({"hash": params[0]}),
            },
            "eth_call" => {
                let data = params[0]["data"].as_str().unwrap();
                // A balance is the last byte of its owner.
                let balance = u64::from_str_radix(&data[data.len() - 2..], 16).unwrap();
                let word = if data.len() == 10 { self.decimals } else { balance };
                format!("0x{word:064x}").into()
            }
            _ => return Err((-32601, "method not found")),
        })
    }

    fn block(&self, number: u64) -> Value {
        if number > self.head {
            return Value::Null;
        }
        json!({"number": format!("0x{number:x}"), "hash": self.hash(number),
               "parentHash": self.hash(number.saturating_sub(1)), "baseFeePerGas": "0x7",
               "timestamp": format!("0x{:x}", 1_700_000_000 + number), "transactions": []})
    }

    fn log(&self, entry: &Entry) -> Value {
        let in_block = self.logs.iter().filter(|other| other.number == entry.number);
        let index = in_block.take_while(|other| !std::ptr::eq(*other, entry)).count();
        let topics: Vec<String> = entry.topics.iter().map(hex::written).collect();
        json!({"address": entry.contract.hex(), "topics": topics, "removed": false,
               "data": hex::written(&entry.data), "blockHash": self.hash(entry.number),
               "blockNumber": format!("0x{:x}", entry.number),
               "transactionHash": tx(entry.tx).hex(), "logIndex": format!("0x{index:x}")})
    }

    fn logs(&self, filter: &Value) -> Result<Value, (i64, &'static str)> {
        let (from, to) = (number(&filter["fromBlock"]), number(&filter["toBlock"]));
        let recipients = filter["topics"][2].as_array().unwrap();
        if to - from >= self.blocks_max {
            return Err((-32602, "exceed max block range"));
        }
        if recipients.len() > self.recipients_max {
            return Err((-32005, "query returned more than 10000 results"));
        }
        let is_in = |entry: &&Entry| {
            let to_topic = entry.topics.get(2).map(hex::written);
            let contract = json!(entry.contract.hex());
            let is_token =
                filter["address"].as_array().is_none_or(|tokens| tokens.contains(&contract));
            (from..=to).contains(&entry.number) && is_token && recipients.contains(&json!(to_topic))
        };
        Ok(self.logs.iter().filter(is_in).map(|entry| self.log(entry)).collect())
    }

    fn receipt(&self, hash: &Value) -> Value {
        let is_own = |byte: &u8| json!(tx(*byte).hex()) == *hash;
        let entries: Vec<&Entry> = self.logs.iter().filter(|entry| is_own(&entry.tx)).collect();
        let Some(first) = entries.first().filter(|entry| !self.lost.contains(&entry.tx)) else {
            return Value::Null;
        };
        let status = if self.undone.contains(&first.tx) { "0x0" } else { "0x1" };
        let logs: Vec<Value> = entries.iter().map(|entry| self.log(entry)).collect();
        json!({"transactionHash": hash, "blockHash": self.hash(first.number), "logs": logs,
               "blockNumber": format!("0x{:x}", first.number), "status": status, "type": "0x2"})
    }
}
