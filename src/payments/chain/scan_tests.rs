//! Scans of a node over HTTP: what is found under which name, what is refused, and how a range
//! that is refused becomes smaller.

use super::super::block::BlockHash;
use super::super::node::{Entry, Node, address, client, client_resting, transfer, tx};
use super::super::pace::RECIPIENTS_MAX;
use super::*;

const USDT: Address = Address::new([0x70; 20]);
const FAKE: Address = Address::new([0x71; 20]);
const OURS: Address = Address::new([0x0a; 20]);

fn request(from: u64) -> ScanRequest<'static> {
    ScanRequest {
        from: BlockNumber::new(from),
        overlap: Blocks::new(0),
        until: None,
        lag: Blocks::new(2),
        tokens: &[USDT],
        recipients: &[OURS],
        recheck: &[],
    }
}

fn found(scan: &Scan) -> Vec<(u64, TxHash, u32, u128)> {
    let of = |found: &FoundTransfer| {
        let position = found.id.position.get();
        (found.block.number.get(), found.id.tx, position, found.paid.units.get())
    };
    scan.transfers.iter().map(of).collect()
}

#[tokio::test]
async fn transfers_are_named_by_their_place_in_the_receipt() {
    let node = Node::start(100).await;
    node.add([
        transfer(50, 1, FAKE, OURS, 7),
        transfer(50, 2, USDT, address(0x99), 5),
        transfer(50, 2, USDT, OURS, 10),
        transfer(50, 2, USDT, OURS, 10),
        transfer(60, 3, USDT, OURS, 0),
        transfer(99, 4, USDT, OURS, 30),
    ]);
    let scan = client(&[&node]).scan(request(40)).await.unwrap();
    assert_eq!(found(&scan), [(50, tx(2), 1, 10), (50, tx(2), 2, 10)]);
    assert_eq!((scan.zero_values, scan.refused.len()), (1, 0));
    assert_eq!(scan.head, BlockNumber::new(100));
    let reached = scan.reached.unwrap();
    assert_eq!((reached.number, reached.hash), (BlockNumber::new(98), node.hash(98)));
    assert_eq!(reached.parent, node.hash(97));
    assert_eq!(scan.transfers[0].block.made_ms, 1_700_000_050_000);
    assert_eq!(scan.transfers[0].paid.from, address(0xf0));
    assert_eq!(
        node.methods(),
        [
            "chainId blockNumber",
            "blockNumber getBlockByNumber getLogs",
            "getTransactionReceipt getBlockByNumber",
        ]
    );
}

#[tokio::test]
async fn the_same_transfer_keeps_its_name_in_another_block() {
    let node = Node::start(100).await;
    let pair = |number| [1, 2].map(|units| transfer(number, 2, USDT, OURS, units));
    node.add([transfer(50, 1, USDT, address(0x99), 5)]);
    node.add(pair(50));
    let client = client(&[&node]);
    let before = client.scan(request(40)).await.unwrap();
    {
        let mut world = node.world();
        world.logs.retain(|entry| entry.tx != 2);
        world.branches = vec![(50, 0xbb)];
    }
    node.add(pair(51));
    let after = client.scan(request(40)).await.unwrap();
    let ids = |scan: &Scan| scan.transfers.iter().map(|found| found.id).collect::<Vec<_>>();
    assert_eq!(ids(&before), ids(&after));
    assert_ne!(before.transfers[0].block, after.transfers[0].block);
    assert_ne!(before.reached, after.reached);
}

#[tokio::test]
async fn blocks_of_earlier_steps_are_read_again() {
    let node = Node::start(100).await;
    node.world().branches = vec![(90, 7)];
    let recheck: Vec<BlockNumber> =
        [95, 101].into_iter().chain(40..81).map(BlockNumber::new).collect();
    let scan = client(&[&node]).scan(ScanRequest { recheck: &recheck, ..request(99) }).await;
    let scan = scan.unwrap();
    assert_eq!(scan.reached, None, "98 is the last block that is old enough");
    let hashes: Vec<BlockHash> = scan.rechecked.iter().map(|block| block.hash).collect();
    let expected: Vec<BlockHash> = (40..81).chain([95]).map(|number| node.hash(number)).collect();
    assert_eq!(hashes, expected);
    assert_eq!(node.world().seen.len(), 3);
}

#[tokio::test]
async fn a_range_that_is_refused_is_halved_and_grows_again() {
    let node = Node::start(10_000).await;
    node.world().blocks_max = 100;
    node.add([transfer(30, 1, USDT, OURS, 5)]);
    let client = client(&[&node]);
    let scan = client.scan(request(1)).await.unwrap();
    assert_eq!(scan.reached.unwrap().number, BlockNumber::new(62));
    assert_eq!(found(&scan), [(30, tx(1), 0, 5)]);
    let (mut from, mut lengths) = (63, Vec::new());
    for _ in 0..6 {
        let reached = client.scan(request(from)).await.unwrap().reached.unwrap().number.get();
        lengths.push(reached + 1 - from);
        from = reached + 1;
    }
    assert!(lengths.iter().all(|length| (40..=100).contains(length)), "{lengths:?}");
    assert!(lengths.iter().max() > lengths.first(), "{lengths:?}");
    let until = Some(BlockNumber::new(from + 4));
    let last = client.scan(ScanRequest { until, ..request(from) }).await.unwrap();
    assert_eq!(last.reached.map(|end| end.number), until);
}

#[tokio::test]
async fn many_recipients_are_asked_for_in_parts() {
    let node = Node::start(20).await;
    let recipients: Vec<Address> = (0..1_200_u16)
        .map(|number| {
            let mut bytes = [9; 20];
            bytes[..2].copy_from_slice(&number.to_be_bytes());
            Address::new(bytes)
        })
        .collect();
    node.add([transfer(5, 1, USDT, recipients[3], 1), transfer(6, 2, USDT, recipients[1_100], 2)]);
    let request = ScanRequest { recipients: &recipients, ..request(1) };
    let client = client(&[&node]);
    let scan = client.scan(request).await.unwrap();
    assert_eq!(found(&scan), [(5, tx(1), 0, 1), (6, tx(2), 0, 2)]);
    let logs = node.methods().iter().filter(|methods| methods.contains("getLogs")).count();
    assert_eq!(logs, 1_200_usize.div_ceil(RECIPIENTS_MAX));
    node.world().recipients_max = 200;
    let mut all = Vec::new();
    for from in 1..=18 {
        let step = ScanRequest { from: BlockNumber::new(from), ..request };
        let step = ScanRequest { until: Some(step.from), ..step };
        all.extend(found(&client.scan(step).await.unwrap()));
    }
    assert_eq!(all, found(&scan), "a node that takes fewer is asked for fewer");
    let nobody = client.scan(ScanRequest { recipients: &[], ..request }).await.unwrap();
    assert_eq!((nobody.transfers.len(), nobody.reached.is_some()), (0, true));
}

#[tokio::test]
async fn what_is_no_payment_is_told_apart() {
    let node = Node::start(50).await;
    let odd = |number, tx_byte, change: fn(&mut Entry)| {
        let mut entry = transfer(number, tx_byte, USDT, OURS, 5);
        change(&mut entry);
        entry
    };
    node.add([
        odd(10, 1, |entry| entry.topics.push([0; 32])),
        odd(11, 2, |entry| entry.data = vec![0xff; 32]),
        odd(12, 3, |entry| entry.data.push(0)),
        odd(13, 4, |entry| entry.topics[1] = [0xff; 32]),
        transfer(14, 5, USDT, OURS, 5),
        transfer(15, 6, USDT, OURS, 6),
    ]);
    node.world().undone = vec![5];
    let scan = client(&[&node]).scan(request(1)).await.unwrap();
    assert_eq!(found(&scan), [(15, tx(6), 0, 6)]);
    let mut refused: Vec<(u64, Refusal)> =
        scan.refused.iter().map(|log| (log.number.get(), log.refusal)).collect();
    refused.sort_by_key(|(number, _)| *number);
    let expected = [
        (10, Refusal::Log(LogError::Topics)),
        (11, Refusal::Log(LogError::TooLarge)),
        (12, Refusal::Log(LogError::Data)),
        (13, Refusal::Log(LogError::DirtyAddress)),
        (14, Refusal::Failed),
    ];
    assert_eq!(refused, expected);
}

#[tokio::test]
async fn any_token_can_be_asked_for() {
    let node = Node::start(50).await;
    node.add([transfer(10, 1, FAKE, OURS, 7), transfer(11, 2, USDT, OURS, 8)]);
    let scan = client(&[&node]).scan(ScanRequest { tokens: &[], ..request(1) }).await.unwrap();
    assert_eq!(found(&scan), [(10, tx(1), 0, 7), (11, tx(2), 0, 8)]);
    assert_eq!(scan.transfers[0].token, FAKE);
}

#[tokio::test]
async fn a_node_that_has_not_seen_the_range_answers_nothing() {
    let (behind, ahead) = (Node::start(100).await, Node::start(100).await);
    ahead.add([transfer(50, 1, USDT, OURS, 5)]);
    behind.add([transfer(50, 1, USDT, OURS, 5)]);
    behind.world().lost = vec![1];
    let alone = client(&[&behind]).scan(request(1)).await.unwrap_err();
    assert_eq!(alone.fault, Fault::Inconsistent, "no receipt: nothing was looked at");
    let scan = client(&[&behind, &ahead]).scan(request(1)).await.unwrap();
    assert_eq!(found(&scan), [(50, tx(1), 0, 5)]);
    // The head of one answer, the logs of a node behind it.
    let client = client(&[&behind]);
    client.head().await.unwrap();
    behind.fail(200, r#"{"id":0,"result":"0x64"}"#);
    let block = r#"{"id":1,"result":null}"#;
    behind.fail(200, &format!(r#"[{{"id":0,"result":"0x30"}},{block},{{"id":2,"result":[]}}]"#));
    let error = client.scan(request(1)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Inconsistent);
}

#[tokio::test]
async fn nobody_of_another_network_is_listened_to() {
    let (wrong, right) = (Node::start(100).await, Node::start(100).await);
    wrong.world().chain_id = 1;
    wrong.add([transfer(50, 1, USDT, OURS, 5)]);
    let error = client(&[&wrong]).scan(request(1)).await.unwrap_err();
    assert_eq!(error.fault, Fault::WrongChain { found: super::super::ChainId::new(1) });
    let scan = client_resting(&[&wrong, &right], 60_000).scan(request(1)).await.unwrap();
    assert_eq!((scan.transfers.len(), scan.host.as_str()), (0, host(&right).as_str()));
}

fn host(node: &Node) -> String {
    node.url.trim_start_matches("http://").split('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_outage_is_told_and_loses_nothing() {
    let node = Node::start(100).await;
    node.add([transfer(50, 1, USDT, OURS, 5)]);
    let client = client_resting(&[&node], 60_000);
    node.fail(502, "<html>bad gateway</html>");
    let error = client.scan(request(1)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Http(502));
    let error = client.scan(request(1)).await.unwrap_err();
    assert!(matches!(error.fault, Fault::Resting { .. }));
    assert_eq!(node.world().seen.len(), 1, "a node that failed is left alone");
    let fresh = client_resting(&[&node], 0);
    for body in ["", "<html>", "[]", r#"{"Error":"lack of computing resources"}"#] {
        node.fail(200, body);
        let error = fresh.scan(request(1)).await.unwrap_err();
        assert_eq!(error.fault, Fault::Malformed, "{body}");
    }
    assert_eq!(fresh.scan(request(1)).await.unwrap().transfers.len(), 1);
}

#[tokio::test]
async fn a_step_leads_over_its_overlap_however_narrow_the_node() {
    let node = Node::start(1_000).await;
    node.world().blocks_max = 1;
    node.add([transfer(95, 1, USDT, OURS, 5)]);
    let request = ScanRequest { overlap: Blocks::new(12), ..request(101) };
    let scan = client(&[&node]).scan(request).await.unwrap();
    assert_eq!(found(&scan), [(95, tx(1), 0, 5)]);
    assert_eq!(scan.reached.unwrap().number, BlockNumber::new(101));
    let none_new = ScanRequest { from: BlockNumber::new(999), ..request };
    let scan = client(&[&node]).scan(none_new).await.unwrap();
    assert_eq!(scan.reached.unwrap().number, BlockNumber::new(998), "the overlap alone");
}
