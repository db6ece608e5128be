//! A chain and its nodes over real HTTP, behaving well.

use serde_json::{Value, json};

use super::payment::TRANSFER_TOPIC;
use super::*;
use crate::sandbox::wire;

pub(super) const USDT: u32 = 700;
pub(super) const USDC: u32 = 701;

pub(super) struct World {
    pub chain: Chain,
    pub node: Node,
    pub url: String,
}

fn tokens() -> Vec<Token> {
    let token = |symbol: &str, number, decimals| Token {
        symbol: symbol.to_owned(),
        contract: Address::numbered(number),
        decimals,
    };
    vec![token("USDT", USDT, 6), token("USDC", USDC, 18)]
}

/// A chain with one node on a port of its own.
pub(super) async fn world() -> World {
    serve(ChainOptions::ethereum(1, tokens())).await
}

pub(super) async fn tron() -> World {
    serve(ChainOptions::tron(tokens())).await
}

async fn serve(options: ChainOptions) -> World {
    let chain = Chain::new(options);
    let node = chain.node();
    let url = serve_node(&node).await;
    World { chain, node, url }
}

pub(super) async fn serve_node(node: &Node) -> String {
    format!("{}/v3/key", wire::serve(node.router()).await)
}

pub(super) async fn post(url: &str, body: &Value) -> reqwest::Result<reqwest::Response> {
    wire::client().post(url).body(body.to_string()).send().await
}

pub(super) fn call(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": 7, "method": method, "params": params })
}

pub(super) async fn ask_at(url: &str, method: &str, params: Value) -> Value {
    let text = post(url, &call(method, params)).await.unwrap().text().await.unwrap();
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answer["id"], json!(7));
    answer
}

impl World {
    pub async fn ask(&self, method: &str, params: Value) -> Value {
        let answer = ask_at(&self.url, method, params).await;
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    pub async fn refusal(&self, method: &str, params: Value) -> (i64, String) {
        let answer = ask_at(&self.url, method, params).await;
        let error = &answer["error"];
        (error["code"].as_i64().unwrap(), error["message"].as_str().unwrap().to_owned())
    }

    pub async fn logs(&self) -> Vec<Value> {
        let wish = json!([{ "fromBlock": "earliest", "toBlock": "latest" }]);
        self.ask("eth_getLogs", wish).await.as_array().unwrap().clone()
    }

    async fn receipt(&self, hash: Hash) -> Value {
        self.ask("eth_getTransactionReceipt", json!([hash.to_string()])).await
    }
}

pub(super) fn ann() -> Address {
    Address::numbered(10)
}

pub(super) fn bob() -> Address {
    Address::numbered(11)
}

#[tokio::test]
async fn a_payment_waits_is_mined_and_is_found_by_its_recipient() {
    let world = world().await;
    assert_eq!(world.ask("eth_chainId", json!([])).await, json!("0x1"));
    assert_eq!(world.ask("eth_blockNumber", json!([])).await, json!("0x3e8"));
    let hash = world.chain.pay("USDT", (ann(), bob()), 5_000_000).unwrap();
    assert!(world.chain.pay("DAI", (ann(), bob()), 1).is_err());
    assert!(world.logs().await.is_empty());
    assert_eq!(world.receipt(hash).await, Value::Null);
    let waiting = world.ask("eth_getTransactionByHash", json!([hash.to_string()])).await;
    assert_eq!((&waiting["blockNumber"], &waiting["blockHash"]), (&Value::Null, &Value::Null));
    world.chain.mine(2);
    let tokens = [USDT, USDC].map(|number| Address::numbered(number).to_string());
    let wish = |to: Address| {
        let topics = json!([[TRANSFER_TOPIC], null, [to.word(), Address::numbered(99).word()]]);
        json!([{ "address": tokens, "topics": topics, "fromBlock": "0x3e8", "toBlock": "0x3e9" }])
    };
    assert_eq!(world.ask("eth_getLogs", wish(ann())).await, json!([]));
    let logs = world.ask("eth_getLogs", wish(bob())).await;
    assert_eq!(logs.as_array().unwrap().len(), 1);
    assert_eq!(logs[0]["transactionHash"], json!(hash.to_string()));
    assert_eq!(logs[0]["data"], json!(format!("0x{:064x}", 5_000_000)));
    assert_eq!((&logs[0]["logIndex"], &logs[0]["removed"]), (&json!("0x0"), &json!(false)));
    let receipt = world.receipt(hash).await;
    assert_eq!((&receipt["status"], &receipt["logs"][0]), (&json!("0x1"), &logs[0]));
    assert_eq!(world.chain.height_of(hash), Some(1_001));
}

#[tokio::test]
async fn blocks_follow_each_other_and_tags_name_them() {
    let world = world().await;
    world.chain.mine(100);
    let block = |tag: &str| world.ask("eth_getBlockByNumber", json!([tag, false]));
    let (latest, before) = (block("latest").await, block("0x44b").await);
    assert_eq!(latest["number"], json!("0x44c"));
    assert_eq!(latest["parentHash"], before["hash"]);
    let time_s = |block: &Value| {
        let text = block["timestamp"].as_str().unwrap().to_owned();
        u64::from_str_radix(text.trim_start_matches("0x"), 16).unwrap()
    };
    assert_eq!(time_s(&latest) - time_s(&before), 12);
    assert_eq!(block("finalized").await["number"], json!("0x40c"));
    assert_eq!(block("safe").await["number"], json!("0x42c"));
    assert_eq!(block("0x500").await, Value::Null);
    let by_hash = world.ask("eth_getBlockByHash", json!([latest["hash"], false])).await;
    assert_eq!(by_hash, latest);
    world.chain.set_time_s(time_s(&latest) + 500);
    world.chain.mine(1);
    assert_eq!(time_s(&block("latest").await), time_s(&latest) + 500);
}

#[tokio::test]
async fn contracts_tell_decimals_and_balances_and_coin_moves_unseen() {
    let world = world().await;
    let contract = Address::numbered(USDC);
    let read = |data: String| {
        let wish = json!([{ "to": contract.to_string(), "data": data }, "latest"]);
        world.ask("eth_call", wish)
    };
    assert_eq!(read("0x313ce567".to_owned()).await, json!(format!("0x{:064x}", 18)));
    let balance_of = format!("0x70a08231{}", bob().word().trim_start_matches("0x"));
    world.chain.pay("USDC", (ann(), bob()), 9).unwrap();
    let coins = Payment::by(ann()).with_coin(bob(), 3).with_coin_of_contract(bob(), 4);
    let hash = world.chain.send(coins);
    world.chain.mine(1);
    assert_eq!(read(balance_of).await, json!(format!("0x{:064x}", 9)));
    let balance = json!([bob().to_string(), "latest"]);
    assert_eq!(world.ask("eth_getBalance", balance).await, json!("0x7"));
    let seen = world.ask("eth_getTransactionByHash", json!([hash.to_string()])).await;
    assert_eq!(seen["value"], json!("0x3"));
    let elsewhere = json!([{ "to": bob().to_string(), "data": "0x313ce567" }, "latest"]);
    assert_eq!(world.ask("eth_call", elsewhere).await, json!("0x"));
    let unknown = json!([{ "to": contract.to_string(), "data": "0x12345678" }, "latest"]);
    assert_eq!(world.refusal("eth_call", unknown).await, (3, "execution reverted".to_owned()));
}

#[tokio::test]
async fn odd_transfers_look_as_odd_contracts_write_them() {
    let world = world().await;
    let usdt = Address::numbered(USDT);
    let fake = Address::numbered(666);
    let payment = Payment::by(ann())
        .with(Transfer::new(usdt, bob(), 0).from(ann()))
        .with(Transfer::new(usdt, bob(), Amount::LARGEST))
        .with(Transfer::new(usdt, bob(), 5).in_form(Form::AllInData))
        .with(Transfer::new(usdt, bob(), 5).in_form(Form::TokenId))
        .with(Transfer::new(fake, bob(), 5));
    let good = world.chain.send(payment);
    let bad = Payment::by(ann()).with(Transfer::new(usdt, bob(), 7)).failing();
    let bad = world.chain.send(bad);
    world.chain.mine(1);
    let logs = world.logs().await;
    assert_eq!(logs.len(), 5);
    let topics = |at: usize| logs[at]["topics"].as_array().unwrap().len();
    assert_eq!([0, 1, 2, 3, 4].map(topics), [3, 3, 1, 4, 3]);
    assert_eq!(logs[1]["data"], json!(format!("0x{}", "f".repeat(64))));
    assert_eq!(logs[4]["address"], json!(fake.to_string()));
    assert_eq!(world.receipt(good).await["logs"].as_array().unwrap().len(), 5);
    let failed = world.receipt(bad).await;
    assert_eq!((&failed["status"], &failed["logs"]), (&json!("0x0"), &json!([])));
}

#[tokio::test]
async fn a_reorganisation_moves_log_numbers_but_not_positions_in_receipts() {
    let world = world().await;
    let usdt = Address::numbered(USDT);
    let twice =
        Payment::by(ann()).with(Transfer::new(usdt, bob(), 1)).with(Transfer::new(usdt, bob(), 2));
    let (twice, lost) = (world.chain.send(twice), world.chain.send(Payment::by(bob())));
    world.chain.mine(3);
    let numbers = |receipt: &Value| -> Vec<(Value, Value)> {
        let logs = receipt["logs"].as_array().unwrap().iter();
        logs.map(|log| (log["logIndex"].clone(), log["data"].clone())).collect()
    };
    let (before, old) = (numbers(&world.receipt(twice).await), world.receipt(twice).await);
    world.chain.reorg(3, &Keep::These(vec![twice]));
    assert_eq!(world.chain.tip().unwrap().height, 1_003);
    let receipt = world.receipt(twice).await;
    let after = numbers(&receipt);
    assert_ne!(receipt["blockHash"], old["blockHash"]);
    assert_eq!(receipt["blockNumber"], old["blockNumber"]);
    assert!(before.iter().zip(&after).all(|(old, new)| old.0 != new.0 && old.1 == new.1));
    assert_eq!(world.receipt(lost).await, Value::Null);
    let gone = world.ask("eth_getTransactionByHash", json!([lost.to_string()])).await;
    assert_eq!(gone, Value::Null);
    let by_old_hash = json!([{ "blockHash": old["blockHash"] }]);
    assert_eq!(world.refusal("eth_getLogs", by_old_hash).await.1, "unknown block");
    assert!(world.chain.send_again(lost));
    assert!(!world.chain.send_again(lost));
    world.chain.mine(1);
    assert_eq!(world.chain.height_of(lost), Some(1_004));
}

#[tokio::test]
async fn a_chain_can_lose_blocks_and_mine_their_payments_later() {
    let world = world().await;
    let hash = world.chain.pay("USDT", (ann(), bob()), 1).unwrap();
    world.chain.mine(2);
    world.chain.reorg(2, &Keep::Waiting);
    assert_eq!(world.chain.height_of(hash), None);
    world.chain.mine(1);
    assert_eq!(world.chain.height_of(hash), Some(1_003));
    assert_eq!(world.chain.roll_back(2), [hash]);
    assert_eq!(world.chain.tip().unwrap().height, 1_001);
    assert!(world.logs().await.is_empty());
}

#[tokio::test]
async fn blocks_come_by_themselves() {
    let world = world().await;
    world.chain.set_pace(Pace::EveryMs(20));
    let hash = world.chain.pay("USDT", (ann(), bob()), 1).unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert!(world.chain.tip().unwrap().height >= 1_004);
    assert!(world.chain.height_of(hash).is_some());
}

#[tokio::test]
async fn tron_has_its_own_rules() {
    let world = tron().await;
    assert_eq!(world.ask("eth_chainId", json!([])).await, json!("0x2b6653dc"));
    let usdt = Address::numbered(USDT);
    let failed = Payment::by(ann()).with(Transfer::new(usdt, bob(), 7)).failing();
    let failed = world.chain.send(failed);
    world.chain.mine(30);
    assert_eq!(world.logs().await.len(), 1);
    assert_eq!(world.receipt(failed).await["status"], json!("0x0"));
    let latest = world.ask("eth_getBlockByNumber", json!(["latest", false])).await;
    let hash = latest["hash"].as_str().unwrap();
    assert!(hash.starts_with("0x0000000000000406"), "{hash}");
    let finalized = world.ask("eth_getBlockByNumber", json!(["finalized", false])).await;
    assert_eq!(finalized["number"], json!("0x3f3"));
    for tag in ["safe", "pending"] {
        let refusal = world.refusal("eth_getBlockByNumber", json!([tag, false])).await;
        assert_eq!(refusal, (-32_602, format!("TAG {tag} not supported")));
    }
    let old = json!([bob().to_string(), "0x3f0"]);
    assert_eq!(world.refusal("eth_getBalance", old).await.0, -32_602);
    let wide = json!([{ "fromBlock": "0x0", "toBlock": "0x1388" }]);
    let refusal = world.refusal("eth_getLogs", wide).await;
    assert_eq!(refusal, (-32_602, "exceed max block range: 5000".to_owned()));
}
