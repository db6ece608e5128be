//! Nodes that misbehave, and two nodes that disagree.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::tests::{USDT, World, ann, ask_at, bob, call, post, serve_node, world};
use super::*;

async fn raw(world: &World) -> (u16, String) {
    let response = post(&world.url, &call("eth_blockNumber", json!([]))).await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn requests_fail_in_the_ways_of_public_nodes() {
    let world = world().await;
    let cases = [
        (NodeFault::TooMany { retry_after_s: Some(3) }, 429, "slow down"),
        (NodeFault::Status(StatusCode::FORBIDDEN), 403, "not now"),
        (NodeFault::Html502, 502, "<html>"),
        (NodeFault::Html200, 200, "<!DOCTYPE html>"),
        (NodeFault::Empty200, 200, ""),
        (NodeFault::NoResources, 200, "{\"Error\":"),
    ];
    for (fault, status, begin) in cases {
        world.node.set_fault(NodeRule::once(fault.clone()));
        let (code, text) = raw(&world).await;
        assert_eq!(code, status, "{fault:?}");
        assert!(text.starts_with(begin), "{text}");
    }
    world.node.set_fault(NodeRule::once(NodeFault::Cut));
    assert!(post(&world.url, &call("eth_blockNumber", json!([]))).await.is_err());
    world.node.set_fault(NodeRule::once(NodeFault::DelayMs(60)));
    let began = Instant::now();
    assert_eq!(raw(&world).await.0, 200);
    assert!(began.elapsed() >= Duration::from_millis(60));
    assert_eq!((world.node.requests(), world.node.count("eth_blockNumber")), (8, 8));
    world.node.clear_counts();
    assert_eq!(world.node.counts(), std::collections::BTreeMap::new());
}

#[tokio::test]
async fn a_batch_is_answered_call_by_call() {
    let world = world().await;
    let hash = world.chain.pay("USDT", (ann(), bob()), 1).unwrap();
    world.chain.mine(1);
    let one = |id: u64, method: &str, params: Value| {
        let mut one = call(method, params);
        one["id"] = json!(id);
        one
    };
    let batch = json!([
        one(1, "eth_blockNumber", json!([])),
        one(2, "eth_getTransactionReceipt", json!([hash.to_string()])),
        one(3, "eth_fly", json!([])),
        { "id": 4 },
    ]);
    let ask = async || -> Vec<Value> {
        let text = post(&world.url, &batch).await.unwrap().text().await.unwrap();
        serde_json::from_str(&text).unwrap()
    };
    world.node.set_fault(NodeRule::once(NodeFault::NullResult).on("eth_getTransactionReceipt"));
    let answers = ask().await;
    assert_eq!(answers[0]["result"], json!("0x3e9"));
    assert_eq!(answers[1]["result"], Value::Null);
    assert_eq!(answers[2]["error"]["code"], json!(-32_601));
    assert_eq!(answers[3]["error"]["code"], json!(-32_600));
    let answers = ask().await;
    assert_eq!(answers[1]["result"]["status"], json!("0x1"));
    world.node.set_fault(NodeRule::once(NodeFault::Shuffled));
    assert_eq!(ask().await[0]["id"], json!(4));
    world.node.set_fault(NodeRule::once(NodeFault::Shortened));
    assert_eq!(ask().await.len(), 3);
    let limits = NodeLimits { batch: 3, ..world.node.limits() };
    world.node.set_limits(limits);
    let text = post(&world.url, &batch).await.unwrap().text().await.unwrap();
    assert!(text.contains("-32005"), "{text}");
}

#[tokio::test]
async fn a_node_can_be_behind_in_everything_or_in_logs_alone() {
    let world = world().await;
    world.chain.mine(3);
    let hash = world.chain.pay("USDT", (ann(), bob()), 1).unwrap();
    world.chain.mine(1);
    world.node.set_fault(NodeRule::always(NodeFault::Behind { blocks: 2 }));
    assert_eq!(world.ask("eth_blockNumber", json!([])).await, json!("0x3ea"));
    assert!(world.logs().await.is_empty());
    let named = json!([{ "fromBlock": "0x3e8", "toBlock": "0x3ec" }]);
    assert_eq!(world.ask("eth_getLogs", named.clone()).await, json!([]));
    let receipt = world.ask("eth_getTransactionReceipt", json!([hash.to_string()])).await;
    assert_eq!(receipt, Value::Null);
    let limits = world.node.limits();
    world.node.set_limits(NodeLimits { beyond_head: BeyondHead::Refused, ..limits });
    assert_eq!(world.refusal("eth_getLogs", named).await.0, -32_602);
    world.node.clear_faults();
    world.node.set_fault(NodeRule::always(NodeFault::LogsBehind { blocks: 1 }));
    assert_eq!(world.ask("eth_blockNumber", json!([])).await, json!("0x3ec"));
    assert!(world.logs().await.is_empty());
    world.node.clear_faults();
    assert_eq!(world.logs().await.len(), 1);
}

#[tokio::test]
async fn limits_are_told_in_the_words_of_the_node() {
    let world = world().await;
    for _ in 0..3 {
        world.chain.pay("USDT", (ann(), bob()), 1).unwrap();
    }
    world.chain.mine(20);
    let all = json!([{ "fromBlock": "0x3e8", "toBlock": "0x3fc" }]);
    let usual = NodeLimits { range_blocks: 20, ..world.node.limits() };
    let words = [
        (RangeWords::Tron, -32_602, "exceed max block range: 20"),
        (RangeWords::LimitExceeded, -32_005, "limit exceeded"),
        (RangeWords::TooWide, -32_602, "block range is too wide"),
        (RangeWords::Server, -32_000, "exceed maximum block range: 20"),
    ];
    for (range_words, code, text) in words {
        world.node.set_limits(NodeLimits { range_words, ..usual.clone() });
        let refusal = world.refusal("eth_getLogs", all.clone()).await;
        assert_eq!(refusal, (code, text.to_owned()));
    }
    let roomy = NodeLimits { range_blocks: 100, ..usual };
    world.node.set_limits(NodeLimits { results: 2, ..roomy.clone() });
    let refusal = world.refusal("eth_getLogs", all.clone()).await;
    assert_eq!(refusal, (-32_005, "query returned more than 2 results".to_owned()));
    world.node.set_limits(NodeLimits { topic_values: 1, addresses: 1, ..roomy });
    let topics = json!([{ "topics": [null, [ann().word(), bob().word()]] }]);
    assert_eq!(world.refusal("eth_getLogs", topics).await.1, "exceed max topics: 1");
    let addresses = json!([{ "address": [ann().to_string(), bob().to_string()] }]);
    assert_eq!(world.refusal("eth_getLogs", addresses).await.1, "exceed max addresses: 1");
    let base58 = json!([{ "address": "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t" }]);
    assert_eq!(world.refusal("eth_getLogs", base58).await.0, -32_602);
    let unlimited = world.ask("eth_getLogs", all).await;
    assert_eq!(unlimited.as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn two_nodes_of_one_chain_can_disagree() {
    let world = world().await;
    let other = world.chain.node();
    let other_url = serve_node(&other).await;
    let transfer = Transfer::new(Address::numbered(USDT), bob(), 1_000);
    let invented = other.invent(Payment::by(ann()).with(transfer));
    let real = world.chain.pay("USDT", (ann(), bob()), 1).unwrap();
    world.chain.mine(1);
    let receipt = async |url: &str, hash: Hash| {
        ask_at(url, "eth_getTransactionReceipt", json!([hash.to_string()])).await["result"].clone()
    };
    assert_eq!(receipt(&world.url, invented).await, Value::Null);
    assert_eq!(receipt(&other_url, invented).await["status"], json!("0x1"));
    assert_eq!(receipt(&world.url, real).await, receipt(&other_url, real).await);
    assert_eq!(world.logs().await.len(), 1);
    other.set_fault(NodeRule::always(NodeFault::OtherChain(56)));
    let id = ask_at(&other_url, "eth_chainId", json!([])).await;
    assert_eq!(id["result"], json!("0x38"));
    assert_eq!(world.ask("eth_chainId", json!([])).await, json!("0x1"));
    let refused = NodeFault::Refused { code: -32_000, message: "unavailable".to_owned() };
    world.node.set_fault(NodeRule::always(refused).on("eth_getLogs").times(1));
    assert_eq!(world.refusal("eth_getLogs", json!([{}])).await.1, "unavailable");
    assert_eq!(world.logs().await.len(), 1);
}
