//! Tokens on a node, and transactions that move them. The sources of the contracts lie beside their
//! byte code, which solc 0.8.37 makes of them (paris, optimizer 200, no metadata).

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::node::{Node, number};

const TOKEN: &str = include_str!("../../fixtures/chain/Token.hex");
const PAYER: &str = include_str!("../../fixtures/chain/Payer.hex");
/// What each token there is in all, in its smallest unit.
const SUPPLY: u64 = 1_000_000_000_000_000;
/// What the payer may spend of either.
const FUNDS: u64 = 100_000_000_000_000;
/// The smallest units of one token.
pub const UNIT: u64 = 1_000_000;
/// `Transfer(address,address,uint256)`.
const TRANSFER: &str = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

/// An account or a contract, `0x` and 40 digits.
pub type Account = String;

/// Whole tokens to somebody.
#[derive(Clone)]
pub struct Share {
    pub to: Account,
    pub tokens: u64,
}

impl Share {
    pub fn of(to: &str, tokens: u64) -> Self {
        Self { to: to.to_owned(), tokens }
    }
}

/// A transaction that was sent once, and can be again.
#[derive(Clone, Debug)]
pub struct Sent {
    pub hash: String,
    raw: String,
}

/// One transfer as the chain has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub tx: String,
    pub log_index: u64,
    pub units: u64,
}

/// A transaction that a reorganisation takes over, and how far behind its beginning.
pub struct Kept<'a> {
    pub sent: &'a Sent,
    pub offset: u64,
}

/// Two tokens that call themselves alike, and a contract that pays many at once.
pub struct Contracts {
    pub usdt: Account,
    pub fake: Account,
    payer: Account,
    accounts: Vec<Account>,
    /// Accounts that have sent something: each sends once, so that none waits for another.
    used: AtomicUsize,
}

fn word(number: u64) -> String {
    format!("{number:064x}")
}

fn padded(account: &str) -> String {
    format!("{:0>64}", account.trim_start_matches("0x").to_lowercase())
}

fn transfer_call(to: &str, units: u64) -> String {
    format!("0xa9059cbb{}{}", padded(to), word(units))
}

fn pay_call(token: &str, shares: &[Share]) -> String {
    let count = shares.len() as u64;
    let recipients: String = shares.iter().map(|share| padded(&share.to)).collect();
    let values: String = shares.iter().map(|share| word(share.tokens * UNIT)).collect();
    let heads = [word(0x60), word(0x60 + 32 * (count + 1))].concat();
    let count = word(count);
    format!("0x95ecdced{}{heads}{count}{recipients}{count}{values}", padded(token))
}

fn token_code() -> String {
    let symbol = format!("{:0<64}", "55534454");
    let heads = [word(0x60), word(6), word(SUPPLY), word(4)].concat();
    format!("0x{}{heads}{symbol}", TOKEN.trim())
}

/// Sends a transaction from an account of the node; the block comes later.
async fn send(node: &Node, from: &str, to: Option<&str>, data: &str) -> Sent {
    let mut call = json!({"from": from, "data": data, "gas": "0x200000"});
    if let Some(to) = to {
        call["to"] = to.into();
    }
    let hash = node.ask("eth_sendTransaction", json!([call])).await;
    let raw = node.ask("eth_getRawTransactionByHash", json!([hash])).await;
    let text = |value: Value| value.as_str().unwrap().to_owned();
    Sent { hash: text(hash), raw: text(raw) }
}

impl Contracts {
    pub async fn deploy(node: &Node) -> Self {
        let accounts = node.ask("eth_accounts", json!([])).await;
        let mut accounts: Vec<Account> = serde_json::from_value(accounts).unwrap();
        // The shop derives the first ones.
        accounts.reverse();
        let mut made = Vec::new();
        for code in [token_code(), token_code(), format!("0x{}", PAYER.trim())] {
            made.push(send(node, &accounts[0], None, &code).await);
        }
        node.mine(1).await;
        let mut places = Vec::new();
        for sent in made {
            let receipt = receipt(node, &sent).await;
            places.push(receipt["contractAddress"].as_str().unwrap().to_owned());
        }
        let [usdt, fake, payer] = places.try_into().unwrap();
        for token in [&usdt, &fake] {
            send(node, &accounts[0], Some(token), &transfer_call(&payer, FUNDS)).await;
        }
        node.mine(20).await;
        Self { usdt, fake, payer, accounts, used: AtomicUsize::new(1) }
    }

    fn caller(&self) -> &str {
        let place = self.used.fetch_add(1, Ordering::SeqCst);
        self.accounts.get(place).expect("an account that has sent nothing")
    }

    /// A plain transfer by whoever has made the tokens, in the smallest unit.
    pub async fn transfers(&self, node: &Node, token: &str, to: &str, units: u64) -> Sent {
        send(node, &self.accounts[0], Some(token), &transfer_call(to, units)).await
    }

    /// A transfer by somebody who has nothing: it is undone.
    pub async fn fails(&self, node: &Node, to: &str, units: u64) -> Sent {
        send(node, self.caller(), Some(&self.usdt), &transfer_call(to, units)).await
    }

    /// Pays shares out of the contract, all in one transaction.
    pub async fn pays(&self, node: &Node, shares: &[Share]) -> Sent {
        send(node, self.caller(), Some(&self.payer), &pay_call(&self.usdt, shares)).await
    }

    /// What reached these addresses in the real token, by block and log, as the chain has it now.
    pub async fn moved(&self, node: &Node, to: &[Account]) -> Vec<Moved> {
        let topics: Vec<String> = to.iter().map(|to| format!("0x{}", padded(to))).collect();
        if topics.is_empty() {
            return Vec::new();
        }
        let filter = json!({"fromBlock": "0x0", "toBlock": "latest", "address": self.usdt,
                            "topics": [TRANSFER, null, topics]});
        let logs = node.ask("eth_getLogs", json!([filter])).await;
        let moved = logs.as_array().unwrap().iter().map(|log| Moved {
            tx: log["transactionHash"].as_str().unwrap().to_owned(),
            log_index: number(&log["logIndex"]),
            units: number(&log["data"]),
        });
        moved.collect()
    }

    /// What an address has of the real token.
    pub async fn balance(&self, node: &Node, of: &str) -> u64 {
        let data = format!("0x70a08231{}", padded(of));
        let call = json!([{"to": self.usdt, "data": data}, "latest"]);
        number(&node.ask("eth_call", call).await)
    }
}

/// What became of a transaction; null while no block has it.
pub async fn receipt(node: &Node, sent: &Sent) -> Value {
    node.ask("eth_getTransactionReceipt", json!([sent.hash])).await
}

/// Sends a transaction again that a reorganisation has dropped.
pub async fn send_again(node: &Node, sent: &Sent) {
    node.ask("eth_sendRawTransaction", json!([sent.raw])).await;
}

/// Replaces so many of the newest blocks by as many others, with nothing in them but what is kept.
pub async fn reorganise(node: &Node, depth: u64, kept: &[Kept<'_>]) {
    let pairs: Vec<Value> = kept.iter().map(|kept| json!([kept.sent.raw, kept.offset])).collect();
    node.ask("anvil_reorg", json!([depth, pairs])).await;
}
