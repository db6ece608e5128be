//! Answers of nodes in odd forms, and questions as they are sent.

use proptest::prelude::*;

use super::*;

const HASH: &str = "0xabababababababababababababababababababababababababababababababab";

fn log_json() -> Value {
    json!({"address": "0xDAC17F958D2ee523a2206206994597C13D831ec7", "topics": [HASH],
           "data": "0x", "blockHash": HASH, "blockNumber": "0x10", "transactionHash": HASH,
           "logIndex": "0x0", "removed": false, "blockTimestamp": "0x1"})
}

#[test]
fn questions_are_sent_as_nodes_take_them() {
    let (token, owner) = (Address::new([0x70; 20]), Address::new([0x0a; 20]));
    let filter = LogFilter {
        from: BlockNumber::new(0),
        to: BlockNumber::new(255),
        tokens: &[token],
        recipients: &[owner],
    };
    let call = Question::Logs(filter).call(3);
    let word = format!("0x{}{}", "00".repeat(12), "0a".repeat(20));
    let transfer = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    assert_eq!(
        call,
        json!({"jsonrpc": "2.0", "id": 3, "method": "eth_getLogs", "params": [{
            "fromBlock": "0x0", "toBlock": "0xff", "address": [token.hex()],
            "topics": [transfer, null, [word]]}]})
    );
    let any = Question::Logs(LogFilter { tokens: &[], ..filter }).call(0);
    assert!(any["params"][0].get("address").is_none());
    let balance = Question::Balance { token, owner }.call(0);
    let data = balance["params"][0]["data"].as_str().unwrap();
    assert_eq!(data, format!("0x70a08231{}{}", "00".repeat(12), "0a".repeat(20)));
    assert_eq!(Question::Decimals(token).call(0)["params"][0]["data"], "0x313ce567");
}

#[test]
fn a_batch_is_read_by_ids_and_whole() {
    let body = r#"[{"id":1,"result":null},{"id":"0","result":[1]}]"#;
    assert_eq!(results(body, 2).unwrap(), ["[1]", "null"]);
    assert_eq!(results(body, 3), Err(Fault::Malformed));
    let body = r#"[{"id":0,"result":"0x1"},{"id":1,"error":{"code":-32000,"message":7}}]"#;
    assert_eq!(results(body, 2), Err(Fault::Rpc { code: -32_000 }));
    let body = r#"{"id":null,"error":{"code":"-32600","message":"Batch size too large"}}"#;
    assert_eq!(results(body, 2), Err(Fault::RangeTooWide { code: -32_600 }));
    for body in [r#"{"error":"no"}"#, r#"[{"id":0,"error":{}}]"#, "7", "null", "[[]]"] {
        assert_eq!(results(body, 1), Err(Fault::Malformed), "{body}");
    }
}

#[test]
fn logs_and_receipts_have_one_reading() {
    let read_log = |json: Value| read(&json.to_string(), log);
    let found = read_log(log_json()).unwrap();
    assert_eq!((found.number.get(), found.index, found.is_removed), (16, 0, false));
    for (member, value) in [
        ("blockHash", Value::Null),
        ("blockNumber", "16".into()),
        ("logIndex", "0x".into()),
        ("logIndex", "0x+1".into()),
        ("transactionHash", "0xab".into()),
        ("data", "0xa".into()),
        ("data", "00".into()),
        ("topics", json!(["0xab"])),
        ("address", "0xab".into()),
        ("address", 7.into()),
    ] {
        let mut odd = log_json();
        odd[member] = value;
        assert_eq!(read_log(odd.clone()), Err(Fault::Malformed), "{odd}");
    }
    let receipt_json = |status: Value| {
        json!({"transactionHash": HASH, "blockHash": HASH, "blockNumber": "0x10",
               "status": status, "logs": [log_json()]})
    };
    for (status, is_done) in [
        (json!("0x1"), true),
        (json!("0x01"), true),
        (json!("0x0"), false),
        (Value::Null, false),
        (json!("true"), false),
    ] {
        let found = read(&receipt_json(status.clone()).to_string(), receipt).unwrap();
        assert_eq!(found.is_done, is_done, "{status}");
        assert_eq!(found.placed().count(), 1);
        assert!(found.log_at(LogPosition::new(1)).is_none());
    }
    assert_eq!(read_known("null", receipt), Ok(None));
}

proptest! {
    #[test]
    fn no_answer_panics(body in ".{0,200}", text in "(0x)?[0-9a-fA-F+-]{0,70}") {
        for count in 0..3 {
            let _ = results(&body, count);
        }
        let read_again = number(text.clone()).map(|found| number(format!("0x{found:x}")));
        prop_assert_eq!(read_again, number(text.clone()).map(Some));
        let _ = (word(text.clone()), height(text));
        let _ = (read(&body, log), read_known(&body, receipt), read(&body, block));
    }
}
