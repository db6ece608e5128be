//! A watcher as it will be, over a chain on which anything happens in any order: whatever stands at
//! the end was found and stands once, and nothing else does.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::node::{Node, address, client, transfer};
use super::*;

const USDT: Address = Address::new([0x70; 20]);
const OURS: Address = Address::new([0x0a; 20]);
/// No branch is longer.
const DEPTH: u64 = 5;
const OVERLAP: Blocks = Blocks::new(8);

#[derive(Debug, Clone)]
enum Step {
    /// Transfers in one transaction of the next block.
    Pay(u8),
    Mine(u64),
    /// The last blocks are replaced; transactions in them move on, or vanish.
    Reorganise(u64, bool),
    /// The longest range that is answered.
    Narrow(u64),
    Fail(u16, &'static str),
    Scan,
    /// What was found last is forgotten, as in a process that was killed before it was stored.
    ScanAndForget,
}

fn step() -> impl Strategy<Value = Step> {
    let page = prop_oneof![Just("<html>"), Just(""), Just("[]"), Just(r#"{"Error":"busy"}"#)];
    prop_oneof![
        3 => (1_u8..4).prop_map(Step::Pay),
        2 => (1_u64..30).prop_map(Step::Mine),
        2 => (1..=DEPTH, any::<bool>())
            .prop_map(|(depth, is_kept)| Step::Reorganise(depth, is_kept)),
        1 => (1_u64..60).prop_map(Step::Narrow),
        2 => (prop_oneof![Just(200_u16), Just(429), Just(502)], page)
            .prop_map(|(status, body)| Step::Fail(status, body)),
        4 => Just(Step::Scan),
        1 => Just(Step::ScanAndForget),
    ]
}

struct Watcher {
    client: ChainClient,
    cursor: u64,
    found: BTreeMap<TransferId, FoundTransfer>,
}

impl Watcher {
    async fn scan(&mut self, is_stored: bool) -> bool {
        let request = ScanRequest {
            from: BlockNumber::new(self.cursor + 1),
            overlap: OVERLAP,
            until: None,
            lag: Blocks::new(1),
            tokens: &[USDT],
            recipients: &[OURS],
            recheck: &[],
        };
        let Ok(scan) = self.client.scan(request).await else { return false };
        let Some(reached) = scan.reached.filter(|_| is_stored) else { return false };
        self.found.extend(scan.transfers.into_iter().map(|found| (found.id, found)));
        let before = self.cursor;
        self.cursor = self.cursor.max(reached.number.get());
        self.cursor > before
    }
}

fn happen(node: &Node, step: &Step, tx: u8) {
    let mut world = node.world();
    match *step {
        Step::Pay(count) => {
            world.head += 1;
            let number = world.head;
            let all = (1..=u128::from(count)).map(|units| transfer(number, tx, USDT, OURS, units));
            // Somebody else's comes first, so that places in block and receipt differ.
            world.logs.push(transfer(number, 0, USDT, address(9), 1));
            world.logs.extend(all);
        }
        Step::Mine(count) => world.head += count,
        Step::Reorganise(depth, is_kept) => {
            let from = world.head + 1 - depth;
            world.branches.push((from, tx));
            world.head += 1;
            let head = world.head;
            world.logs.retain(|entry| is_kept || entry.number < from);
            for entry in world.logs.iter_mut().filter(|entry| entry.number >= from) {
                entry.number = head;
            }
        }
        Step::Narrow(blocks) => world.blocks_max = blocks,
        Step::Fail(status, body) => world.faults.push_back((status, body.to_owned(), None)),
        Step::Scan | Step::ScanAndForget => {}
    }
}

async fn watch(steps: Vec<Step>) {
    let node = Node::start(20).await;
    let client = client(&[&node]);
    let mut watcher = Watcher { client, cursor: 0, found: BTreeMap::new() };
    for (tx, step) in (1..).zip(&steps) {
        happen(&node, step, tx);
        match step {
            Step::Scan => watcher.scan(true).await,
            Step::ScanAndForget => watcher.scan(false).await,
            _ => false,
        };
    }
    happen(&node, &Step::Mine(DEPTH + 2), 0);
    node.world().faults.clear();
    let end = node.world().head - 1;
    for _ in 0..end {
        if watcher.cursor >= end {
            break;
        }
        watcher.scan(true).await;
    }
    assert_eq!(watcher.cursor, end, "{steps:?}");
    let mut confirmed: Vec<u128> = Vec::new();
    for found in watcher.found.values() {
        let mut recorded = Recorded::from(found);
        loop {
            let verification =
                watcher.client.verify(&recorded, Blocks::new(2)).await.unwrap().value;
            match verification {
                Verification::Moved { block } => {
                    (recorded.number, recorded.block) = (block.number, block.hash);
                }
                Verification::Confirmed { .. } => confirmed.push(found.paid.units.get()),
                Verification::Gone => {}
                other => panic!("{other:?} {steps:?}"),
            }
            if !matches!(verification, Verification::Moved { .. }) {
                break;
            }
        }
    }
    let is_ours = |log: &&super::node::Entry| log.topics[2] == super::transfer::topic(OURS);
    let paid = |log: &super::node::Entry| u128::from(log.data[31]);
    let mut expected: Vec<u128> = node.world().logs.iter().filter(is_ours).map(paid).collect();
    confirmed.sort_unstable();
    expected.sort_unstable();
    assert_eq!(confirmed, expected, "{steps:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_was_found_and_stands_once(steps in prop::collection::vec(step(), 1..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(watch(steps));
    }
}
