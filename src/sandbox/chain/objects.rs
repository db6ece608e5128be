//! Blocks, transactions, receipts and logs as JSON-RPC writes them.
//!
//! Facts: <https://ethereum.github.io/execution-apis/>. Fields without a meaning here hold zeros,
//! as java-tron answers some of them too.

use serde_json::{Value, json};

use super::state::{Block, Transaction};
use super::view::{Log, View};
use super::words::{Address, Amount, to_hex};

/// `transfer(address,uint256)`.
const TRANSFER_CALL: &str = "0xa9059cbb";
/// Who passes several transfers on.
const DISTRIBUTOR: u32 = 900_100;
const GAS: &str = "0x5208";

pub(super) fn quantity(number: u64) -> String {
    format!("{number:#x}")
}

pub(super) fn count(number: usize) -> String {
    format!("{number:#x}")
}

fn zeros(bytes: usize) -> String {
    format!("0x{}", to_hex(&vec![0; bytes]))
}

/// A block; its transactions whole or as hashes.
pub(super) fn block(view: &View<'_>, block: &Block, is_whole: bool) -> Value {
    let transactions = view.state.block(block.height).into_iter();
    let transactions = transactions.flat_map(|known| view.transactions(known));
    let transactions: Vec<Value> = transactions
        .map(
            |found| {
                if is_whole { transaction(view, found) } else { json!(found.hash.to_string()) }
            },
        )
        .collect();
    json!({
        "number": quantity(block.height), "hash": block.hash.to_string(),
        "parentHash": block.parent.to_string(), "timestamp": quantity(block.time_s),
        "transactions": transactions, "uncles": [], "withdrawals": [],
        "baseFeePerGas": "0x0", "difficulty": "0x0", "totalDifficulty": "0x0",
        "extraData": "0x", "gasLimit": "0x1c9c380", "gasUsed": "0x0", "size": "0x300",
        "nonce": zeros(8), "logsBloom": zeros(256), "miner": zeros(20),
        "mixHash": zeros(32), "receiptsRoot": zeros(32), "sha3Uncles": zeros(32),
        "stateRoot": zeros(32), "transactionsRoot": zeros(32),
    })
}

/// Whom a transaction calls, with what data and how much coin.
fn call_of(transaction: &Transaction) -> (Address, String, Amount) {
    let payment = &transaction.payment;
    let value = payment.coin.map_or(Amount::from(0), |coin| coin.amount);
    match (payment.coin, payment.transfers.as_slice()) {
        (Some(coin), []) => (coin.to, "0x".to_owned(), value),
        (None, [only]) if payment.inner_coin.is_none() => {
            let words = [only.to.word(), only.amount.word()];
            let data = words.map(|word| word.trim_start_matches("0x").to_owned()).concat();
            (only.contract, format!("{TRANSFER_CALL}{data}"), value)
        }
        _ => (Address::numbered(DISTRIBUTOR), "0x12514bba".to_owned(), value),
    }
}

/// A transaction; its block is null while it waits.
pub(super) fn transaction(view: &View<'_>, transaction: &Transaction) -> Value {
    let (to, input, value) = call_of(transaction);
    let place = transaction.place;
    let block = place.and_then(|place| view.block(place.height));
    json!({
        "hash": transaction.hash.to_string(), "from": transaction.payment.sender.to_string(),
        "to": to.to_string(), "input": input, "value": value.quantity(),
        "nonce": quantity(transaction.number), "gas": GAS, "gasPrice": "0x1", "type": "0x0",
        "chainId": quantity(view.chain_id), "v": "0x1b", "r": "0x1", "s": "0x1",
        "blockNumber": block.map(|block| quantity(block.height)),
        "blockHash": block.map(|block| block.hash.to_string()),
        "transactionIndex": place.map(|place| count(place.index)),
    })
}

/// The receipt of a mined transaction, null for one that waits.
pub(super) fn receipt(view: &View<'_>, transaction: &Transaction) -> Value {
    let place = transaction.place;
    let Some((place, block)) = place.and_then(|place| Some((place, view.block(place.height)?)))
    else {
        return Value::Null;
    };
    let (to, ..) = call_of(transaction);
    let logs: Vec<Value> =
        view.logs_of(transaction, place).iter().map(|row| log(block, row)).collect();
    json!({
        "transactionHash": transaction.hash.to_string(), "transactionIndex": count(place.index),
        "blockHash": block.hash.to_string(), "blockNumber": quantity(block.height),
        "from": transaction.payment.sender.to_string(), "to": to.to_string(),
        "status": if transaction.payment.fails { "0x0" } else { "0x1" },
        "logs": logs, "logsBloom": zeros(256), "contractAddress": null, "type": "0x0",
        "cumulativeGasUsed": GAS, "gasUsed": GAS, "effectiveGasPrice": "0x1",
    })
}

/// A log of a block.
pub(super) fn log(block: &Block, log: &Log<'_>) -> Value {
    json!({
        "address": log.transfer.contract.to_string(), "topics": log.transfer.topics(),
        "data": log.transfer.data(), "removed": false,
        "blockNumber": quantity(block.height), "blockHash": block.hash.to_string(),
        "transactionHash": log.transaction.hash.to_string(),
        "transactionIndex": count(log.place.index),
        "logIndex": count(log.place.first_log + log.position),
    })
}
