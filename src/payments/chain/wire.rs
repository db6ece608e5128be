//! JSON-RPC as nodes speak it: questions, answers, and the pieces of Ethereum's answers.
//!
//! Owns the reading of hex. Answers are read leniently in what does not matter (unknown members,
//! ids as text) and strictly in what does: a quantity that is no hex, a hash of another length or
//! an answer without its id is malformed. A node's own words are dropped: they may hold its key.

use super::hex;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::address::Address;
use super::block::{BlockHash, BlockNumber, BlockRef, ChainId, LogPosition, TxHash};
use super::fault::Fault;
use super::transfer;
use crate::domain::deposit::Family;

/// What a node says that is asked too often, in small letters.
const LIMITED_WORDS: [&str; 5] =
    ["too many requests", "rate limit", "requests per", "compute units", "computing resources"];
/// What a node says that runs out of results, blocks or values, in small letters.
const TOO_WIDE_WORDS: [&str; 6] =
    ["range", "more than", "limit exceeded", "exceed max", "too many", "too large"];
/// The code that some nodes give to being asked too often.
const LIMITED_CODE: i64 = 429;
/// The bytes of `decimals()` and `balanceOf(address)` by which contracts know a call.
const DECIMALS_CALL: [u8; 4] = [0x31, 0x3c, 0xe5, 0x67];
const BALANCE_CALL: [u8; 4] = [0x70, 0xa0, 0x82, 0x31];

/// Which block is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The one of this height.
    Number(BlockNumber),
    /// The newest.
    Latest,
    /// The newest that will never be replaced; not every node knows it.
    Finalized,
}

impl At {
    fn param(self) -> Value {
        match self {
            Self::Number(number) => quantity(number.get()).into(),
            Self::Latest => "latest".into(),
            Self::Finalized => "finalized".into(),
        }
    }
}

/// Which logs are asked for: `Transfer` events of these contracts to these addresses.
#[derive(Debug, Clone, Copy)]
pub struct LogFilter<'a> {
    /// The first block.
    pub from: BlockNumber,
    /// The last block.
    pub to: BlockNumber,
    /// The contracts; none asks for those of any.
    pub tokens: &'a [Address],
    /// Who was paid.
    pub recipients: &'a [Address],
}

/// One call.
#[derive(Debug, Clone, Copy)]
pub enum Question<'a> {
    /// Which network it is.
    ChainId,
    /// The height of the newest block.
    Head,
    /// A block without its transactions.
    Block(At),
    /// The logs of a range.
    Logs(LogFilter<'a>),
    /// What became of a transaction.
    Receipt(TxHash),
    /// A transaction, in a block or waiting.
    Transaction(TxHash),
    /// Decimals of a token.
    Decimals(Address),
    /// What an address has of a token.
    Balance {
        /// The contract.
        token: Address,
        /// Whose.
        owner: Address,
    },
}

impl Question<'_> {
    /// The call with its number in the batch.
    pub fn call(&self, id: usize) -> Value {
        let (method, params) = match self {
            Self::ChainId => ("eth_chainId", json!([])),
            Self::Head => ("eth_blockNumber", json!([])),
            Self::Block(at) => ("eth_getBlockByNumber", json!([at.param(), false])),
            Self::Logs(filter) => ("eth_getLogs", json!([logs_param(filter)])),
            Self::Receipt(tx) => ("eth_getTransactionReceipt", json!([tx.hex()])),
            Self::Transaction(tx) => ("eth_getTransactionByHash", json!([tx.hex()])),
            Self::Decimals(token) => ("eth_call", contract_call(*token, &DECIMALS_CALL)),
            Self::Balance { token, owner } => {
                let data = [BALANCE_CALL.as_slice(), &transfer::topic(*owner)].concat();
                ("eth_call", contract_call(*token, &data))
            }
        };
        json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
    }
}

fn contract_call(contract: Address, data: &[u8]) -> Value {
    json!([{"to": contract.hex(), "data": hex::written(data)}, "latest"])
}

fn logs_param(filter: &LogFilter<'_>) -> Value {
    let hexes = |addresses: &[Address]| -> Vec<String> {
        addresses.iter().map(|address| address.hex()).collect()
    };
    let words = filter.recipients.iter().map(|one| hex::written(transfer::topic(*one)));
    let recipients: Vec<String> = words.collect();
    let mut param = json!({
        "fromBlock": quantity(filter.from.get()),
        "toBlock": quantity(filter.to.get()),
        "topics": [hex::written(transfer::signature()), null, recipients],
    });
    if let (Some(members), false) = (param.as_object_mut(), filter.tokens.is_empty()) {
        members.insert("address".to_owned(), hexes(filter.tokens).into());
    }
    param
}

fn quantity(number: u64) -> String {
    format!("0x{number:x}")
}

/// One answer of a batch.
#[derive(Deserialize)]
struct Reply<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    result: Option<&'a RawValue>,
    #[serde(borrow, default)]
    error: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Complaint<'a> {
    #[serde(borrow)]
    code: &'a RawValue,
    #[serde(borrow, default)]
    message: Option<&'a RawValue>,
}

/// The results of a batch in the order of its questions; `null` is one.
///
/// # Errors
/// The first error that a node gave to any of them, or [`Fault::Malformed`].
pub fn results(body: &str, count: usize) -> Result<Vec<&str>, Fault> {
    let replies: Vec<Reply<'_>> = match serde_json::from_str(body) {
        Ok(replies) => replies,
        Err(_) => vec![serde_json::from_str(body).map_err(|_| Fault::Malformed)?],
    };
    if let Some(error) = replies.iter().find_map(|reply| reply.error) {
        return Err(complaint(error));
    }
    let mut results = Vec::with_capacity(count);
    for id in 0..count {
        let is_own = |reply: &&Reply<'_>| reply.id.is_some_and(|raw| is_id(raw, id));
        let reply = replies.iter().find(is_own).ok_or(Fault::Malformed)?;
        results.push(reply.result.map_or("null", RawValue::get));
    }
    Ok(results)
}

fn is_id(raw: &RawValue, id: usize) -> bool {
    raw.get().trim_matches('"').parse() == Ok(id)
}

fn complaint(raw: &RawValue) -> Fault {
    let Ok(complaint) = serde_json::from_str::<Complaint<'_>>(raw.get()) else {
        return Fault::Malformed;
    };
    let Some(code) = crate::payments::json::whole(complaint.code) else {
        return Fault::Malformed;
    };
    let words = complaint.message.map_or("", RawValue::get).to_ascii_lowercase();
    let says = |known: &[&str]| known.iter().any(|known| words.contains(known));
    if code == LIMITED_CODE || says(&LIMITED_WORDS) {
        Fault::Limited { retry_after_ms: None }
    } else if says(&TOO_WIDE_WORDS) {
        Fault::RangeTooWide { code }
    } else {
        Fault::Rpc { code }
    }
}

/// Reads a result that is there.
///
/// # Errors
/// [`Fault::Malformed`].
pub fn read<T: for<'de> Deserialize<'de>, R>(
    json: &str,
    of: impl FnOnce(T) -> Option<R>,
) -> Result<R, Fault> {
    let value = serde_json::from_str(json).map_err(|_| Fault::Malformed)?;
    of(value).ok_or(Fault::Malformed)
}

/// Reads a result that may be `null`.
///
/// # Errors
/// [`Fault::Malformed`].
pub fn read_known<T: for<'de> Deserialize<'de>, R>(
    json: &str,
    of: impl FnOnce(T) -> Option<R>,
) -> Result<Option<R>, Fault> {
    if json == "null" { Ok(None) } else { read(json, of).map(Some) }
}

/// `0x` and up to 16 hex digits.
pub fn number(text: String) -> Option<u64> {
    let digits = text.strip_prefix("0x")?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u64::from_str_radix(digits, 16).ok().filter(|_| is_hex)
}

/// The id of a network.
pub fn chain_id(text: String) -> Option<ChainId> {
    number(text).map(ChainId::new)
}

/// The height of a block.
pub fn height(text: String) -> Option<BlockNumber> {
    number(text).map(BlockNumber::new)
}

/// The one word that a call gave back.
pub fn word(text: String) -> Option<[u8; 32]> {
    hex::exactly(text.strip_prefix("0x")?)
}

/// A block as it comes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RawBlock {
    number: String,
    hash: String,
    parent_hash: String,
    timestamp: String,
}

/// The block, if it has one reading.
pub fn block(raw: RawBlock) -> Option<BlockRef> {
    let made_s = i64::try_from(number(raw.timestamp)?).ok()?;
    Some(BlockRef {
        number: height(raw.number)?,
        hash: BlockHash::parse(&raw.hash)?,
        parent: BlockHash::parse(&raw.parent_hash)?,
        made_ms: made_s.checked_mul(1_000)?,
    })
}

/// A log as it comes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RawLog {
    address: String,
    topics: Vec<String>,
    data: String,
    block_hash: Option<String>,
    block_number: Option<String>,
    transaction_hash: Option<String>,
    log_index: Option<String>,
    removed: Option<bool>,
}

/// An event as a contract has written it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The contract.
    pub contract: Address,
    /// What it is found by.
    pub topics: Vec<[u8; 32]>,
    /// What else it says.
    pub data: Vec<u8>,
}

/// A log and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// What it says.
    pub event: Event,
    /// In which transaction.
    pub tx: TxHash,
    /// In which block.
    pub block: BlockHash,
    /// At which height.
    pub number: BlockNumber,
    /// Its place in the block, as long as that block stands.
    pub index: u64,
    /// Whether its block was replaced.
    pub is_removed: bool,
}

/// The log, if it has one reading. Logs of blocks that are being made have none.
pub fn log(raw: RawLog) -> Option<Log> {
    let topics = raw.topics.into_iter().map(word).collect::<Option<_>>()?;
    let data = hex::of_digits(raw.data.strip_prefix("0x")?)?;
    Some(Log {
        event: Event {
            contract: Address::parse(Family::Evm, &small(&raw.address)).ok()?,
            topics,
            data,
        },
        tx: TxHash::parse(&raw.transaction_hash?)?,
        block: BlockHash::parse(&raw.block_hash?)?,
        number: height(raw.block_number?)?,
        index: number(raw.log_index?)?,
        is_removed: raw.removed.unwrap_or(false),
    })
}

/// Nodes need not write checksums right.
fn small(text: &str) -> String {
    text.to_ascii_lowercase()
}

/// All logs, if each has one reading.
pub fn logs(raw: Vec<RawLog>) -> Option<Vec<Log>> {
    raw.into_iter().map(log).collect()
}

/// A receipt as it comes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RawReceipt {
    transaction_hash: String,
    block_hash: Option<String>,
    block_number: Option<String>,
    status: Option<String>,
    logs: Vec<RawLog>,
}

/// What became of a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Which transaction.
    pub tx: TxHash,
    /// Its block.
    pub block: BlockHash,
    /// That block's height.
    pub number: BlockNumber,
    /// Whether it did what it was meant to; the logs of one that failed mean nothing.
    pub is_done: bool,
    /// Its logs in order.
    pub logs: Vec<Log>,
}

impl Receipt {
    /// The logs with their positions.
    pub fn placed(&self) -> impl Iterator<Item = (LogPosition, &Log)> {
        (0..).map(LogPosition::new).zip(&self.logs)
    }

    /// The log at a position.
    #[must_use]
    pub fn log_at(&self, position: LogPosition) -> Option<&Log> {
        self.placed().find(|(at, _)| *at == position).map(|(_, log)| log)
    }
}

/// The receipt, if it has one reading.
pub fn receipt(raw: RawReceipt) -> Option<Receipt> {
    let status = raw.status.and_then(number);
    Some(Receipt {
        tx: TxHash::parse(&raw.transaction_hash)?,
        block: BlockHash::parse(&raw.block_hash?)?,
        number: height(raw.block_number?)?,
        is_done: status == Some(1),
        logs: logs(raw.logs)?,
    })
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
