//! Where recorded transfers stand after blocks were replaced, transactions undone or nodes fell
//! behind, and what is told about a transaction.

use super::super::node::{CHAIN_ID, Node, address, client, client_resting, transfer, tx};
use super::super::{Agreement, ChainId, Decimals, Fault, Mismatch, ScanRequest};
use super::*;

const USDT: Address = Address::new([0x70; 20]);
const FAKE: Address = Address::new([0x71; 20]);
const OURS: Address = Address::new([0x0a; 20]);
const NEEDED: Blocks = Blocks::new(12);

async fn paid(head: u64) -> (Node, Recorded) {
    let node = Node::start(head).await;
    node.add([transfer(50, 1, FAKE, address(9), 3), transfer(50, 2, FAKE, OURS, 4)]);
    node.add([transfer(50, 2, USDT, OURS, 5)]);
    let request = ScanRequest {
        from: BlockNumber::new(1),
        overlap: Blocks::new(0),
        until: None,
        lag: Blocks::new(0),
        tokens: &[USDT],
        recipients: &[OURS],
        recheck: &[],
    };
    let scan = client(&[&node]).scan(request).await.unwrap();
    (node, Recorded::from(&scan.transfers[0]))
}

async fn verification(node: &Node, recorded: &Recorded) -> Verification {
    client(&[node]).verify(recorded, NEEDED).await.unwrap().value
}

#[tokio::test]
async fn a_transfer_is_confirmed_by_the_blocks_above_it() {
    let (node, recorded) = paid(50).await;
    assert_eq!(recorded.id.position.get(), 1);
    for (head, confirmations) in [(50, 1), (60, 11)] {
        node.world().head = head;
        let confirmations = Blocks::new(confirmations);
        assert_eq!(verification(&node, &recorded).await, Verification::Waiting { confirmations });
    }
    node.world().head = 61;
    let confirmations = Blocks::new(12);
    assert_eq!(verification(&node, &recorded).await, Verification::Confirmed { confirmations });
    let requests = node.methods();
    assert_eq!(
        requests.last().unwrap(),
        "chainId blockNumber getTransactionReceipt getBlockByNumber"
    );
}

#[tokio::test]
async fn what_does_not_stand_is_told_apart() {
    let (node, recorded) = paid(70).await;
    node.world().undone = vec![2];
    assert_eq!(verification(&node, &recorded).await, Verification::Failed);
    node.world().undone.clear();
    for other in [
        Recorded { units: TokenUnits::new(6), ..recorded },
        Recorded { to: address(9), ..recorded },
        Recorded { token: FAKE, ..recorded },
    ] {
        assert_eq!(verification(&node, &other).await, Verification::Failed);
    }
    // Dropped by another branch.
    node.world().branches = vec![(50, 0xbb)];
    node.world().lost = vec![2];
    assert_eq!(verification(&node, &recorded).await, Verification::Gone);
    // Without a receipt, but in the block that was recorded: the node has lost something.
    node.world().branches.clear();
    assert_eq!(verification(&node, &recorded).await, Verification::Unknown);
    // Behind.
    node.world().head = 49;
    assert_eq!(verification(&node, &recorded).await, Verification::Unknown);
}

#[tokio::test]
async fn a_transfer_in_another_block_has_moved() {
    let (node, recorded) = paid(70).await;
    node.world().branches = vec![(50, 0xbb)];
    let Verification::Moved { block } = verification(&node, &recorded).await else {
        panic!("the same height")
    };
    assert_eq!((block.number, block.hash), (recorded.number, node.hash(50)));
    for entry in &mut node.world().logs {
        entry.number = 55;
    }
    let Verification::Moved { block } = verification(&node, &recorded).await else {
        panic!("another height")
    };
    assert_eq!((block.number.get(), block.hash), (55, node.hash(55)));
    let moved = Recorded { number: block.number, block: block.hash, ..recorded };
    let confirmations = Blocks::new(16);
    assert_eq!(verification(&node, &moved).await, Verification::Confirmed { confirmations });
}

#[tokio::test]
async fn a_question_about_a_hash_answers_for_the_askers_addresses_only() {
    let (node, _) = paid(70).await;
    node.add([transfer(50, 2, USDT, OURS, 0), transfer(50, 2, USDT, address(7), 8)]);
    let client = client(&[&node]);
    let asked = client.ask(tx(2), &[OURS]).await.unwrap().unwrap();
    assert_eq!((asked.confirmations.get(), asked.is_done), (21, true));
    let transfers = asked.transfers.iter().map(|one| {
        let symbol = one.listed.as_ref().map(|token| token.symbol.as_str());
        (one.found.id.position.get(), symbol, one.found.paid.units.get())
    });
    assert_eq!(transfers.collect::<Vec<_>>(), [(0, None, 4), (1, Some("USDT"), 5)]);
    assert_eq!(client.ask(tx(2), &[address(8)]).await.unwrap(), None);
    assert_eq!(client.ask(tx(99), &[OURS]).await.unwrap(), None);
    node.world().undone = vec![2];
    assert!(!client.ask(tx(2), &[OURS]).await.unwrap().unwrap().is_done);
    assert!(client.is_known(tx(2)).await.unwrap().value);
    assert!(!client.is_known(tx(99)).await.unwrap().value);
}

#[tokio::test]
async fn two_hosts_agree_or_not() {
    let ((one, recorded), (other, _)) = (paid(70).await, paid(70).await);
    let of_two = async |nodes: &[&Node]| client(nodes).receipt_of_two(recorded.id.tx).await;
    let Agreement::Same(Some(receipt)) = of_two(&[&one, &other]).await else { panic!("the same") };
    assert_eq!(receipt.block, recorded.block);
    assert_eq!(of_two(&[&one]).await, Agreement::TooFew);
    assert_eq!(of_two(&[&one, &one]).await, Agreement::TooFew, "one host twice");
    other.fail(500, "");
    assert_eq!(of_two(&[&one, &other]).await, Agreement::TooFew);
    other.world().lost = vec![2];
    assert_eq!(of_two(&[&one, &other]).await, Agreement::Different);
    one.world().lost = vec![2];
    assert_eq!(of_two(&[&one, &other]).await, Agreement::Same(None));
    one.world().lost.clear();
    other.world().lost.clear();
    other.world().undone = vec![2];
    assert_eq!(of_two(&[&one, &other]).await, Agreement::Different);
    other.world().undone.clear();
    other.world().chain_id = 1;
    assert_eq!(of_two(&[&one, &other]).await, Agreement::TooFew, "another network");
}

#[tokio::test]
async fn the_settings_are_compared_with_the_chain() {
    let (one, other) = (Node::start(9).await, Node::start(9).await);
    let client = client_resting(&[&one, &other], 0);
    assert_eq!(client.check().await, Ok(Vec::new()));
    one.world().decimals = 18;
    other.world().chain_id = 1;
    let found = client.check().await.unwrap();
    let (Mismatch::Chain { host, found: id }, decimals) = (&found[0], &found[1]) else {
        panic!("{found:?}")
    };
    assert!(other.url.contains(host.as_str()));
    assert_eq!(*id, ChainId::new(1));
    let symbol = "USDT".to_owned();
    assert_eq!(*decimals, Mismatch::Decimals { symbol, found: Decimals::new(18) });
    one.world().decimals = 1_000;
    assert_eq!(client.decimals(USDT).await.unwrap().value, None);
    assert_eq!(client.chain_id().await.unwrap().value, ChainId::new(CHAIN_ID));
    one.fail(500, "");
    assert_eq!(client.decimals(USDT).await.unwrap_err().fault, Fault::Http(500));
}

#[tokio::test]
async fn balances_blocks_and_finality_are_read() {
    let node = Node::start(9).await;
    let client = client(&[&node]);
    let owners: Vec<Address> = (1..=45).map(address).collect();
    let balances = client.balances(USDT, &owners).await.unwrap();
    let expected: Vec<_> = (1..=45).map(|units| Some(TokenUnits::new(units))).collect();
    assert_eq!(balances, expected);
    assert_eq!(node.world().seen.len(), 3);
    node.fail(200, r#"{"id":0,"result":"0x"}"#);
    assert_eq!(client.balances(FAKE, &[OURS]).await, Ok(vec![None]), "no contract");
    let latest = client.block(At::Latest).await.unwrap().value.unwrap();
    assert_eq!((latest.number.get(), latest.hash), (9, node.hash(9)));
    let beyond = client.block(At::Number(BlockNumber::new(10))).await.unwrap();
    assert_eq!(beyond.value, None);
    assert_eq!(client.finalized().await, Ok(None), "not every node knows the word");
}
