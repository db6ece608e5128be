//! Deposits in tokens: what watching ten thousand addresses costs, how long it takes to catch up
//! after a week without the shop, and how fast transfers are credited.

use std::path::PathBuf;
use std::time::Instant;

use storefront::app::App;
use storefront::clock::Clock;
use storefront::domain::deposit::Family;
use storefront::payments::chain::Address as OwnAddress;
use storefront::sandbox::chain::{
    Address, Amount, Chain, ChainOptions, Node, Payment, Token, Transfer,
};
use tempfile::TempDir;

use crate::seed;
use crate::shop::{self, Stage};
use crate::table::{Table, rate, seconds};

/// The account key of the well-known test words.
const XPUB: &str = "xpub6Ce9NcJvTk36xtLSrJLZqE7wtgA5deCeYs7rSQtreh4cj6ByPtrg9sD7V2FNFLPnf8heNP3FGkeV9qwfzvZNSd54JoNXVsXFYSYwHsnJxqP";
const USDT: &str = "0xdac17f958d2ee523a2206206994597c13d831ec7";
const CONFIRMATIONS: u64 = 12;
const ADDRESSES: u32 = 10_000;
const BACKLOG: u64 = 50_000;
const TRANSFERS: u32 = 2_000;
const TRANSFERS_OF_A_BLOCK: u32 = 100;
/// More looks than are needed, or something is wrong.
const LOOKS_MAX: usize = 2_000;

/// A shop that watches a chain with two nodes.
struct Watched {
    app: App,
    chain: Chain,
    nodes: [Node; 2],
    database: PathBuf,
    /// Gone with the shop.
    _folder: TempDir,
}

pub async fn measure(table: &mut Table) {
    let watched = Watched::begin().await;
    watched.tick(table, 0, "without a new block").await;
    watched.tick(table, 1, "with a new block").await;
    watched.catch_up(table).await;
    watched.credit(table).await;
    let found = watched.app.workers.audit().await.expect("audited");
    assert!(found.is_empty(), "what was credited does not add up: {found:?}");
    watched.app.store.close().await;
}

impl Watched {
    async fn begin() -> Self {
        let Stage { folder, address, .. } = Stage::with(1, 1).await;
        let chain = old_chain();
        let nodes = [chain.node(), chain.node()];
        let at = [shop::serve(nodes[0].router()).await, shop::serve(nodes[1].router()).await];
        let further = [
            ("CHAIN_BENCH_KIND", "evm".to_owned()),
            ("CHAIN_BENCH_RPC", format!("http://{},http://{}", at[0], at[1])),
            ("CHAIN_BENCH_CHAIN_ID", "31337".to_owned()),
            ("CHAIN_BENCH_XPUB", XPUB.to_owned()),
            ("CHAIN_BENCH_TOKENS", format!("USDT:{USDT}:6:1.00")),
            ("CHAIN_BENCH_CONFIRMATIONS", CONFIRMATIONS.to_string()),
            // Beyond it they would wait for a price, which nobody here tells.
            ("CHAIN_BENCH_DAILY_ALONE", "1000000".to_owned()),
        ];
        let app = shop::in_process_with(folder.path(), address, Clock::System, &further).await;
        let database = folder.path().join(shop::DATABASE);
        // Where it looks first it begins: behind that every block counts.
        app.workers.watch_chains().await.expect("watched");
        seed::people(&database).await;
        seed::addresses(&database, &(0..ADDRESSES).map(written).collect::<Vec<_>>()).await;
        Self { app, chain, nodes, database, _folder: folder }
    }

    /// What one look costs.
    async fn tick(&self, table: &mut Table, blocks: u64, when: &str) {
        self.chain.mine(blocks);
        self.clear_counts();
        let began = Instant::now();
        self.app.workers.watch_chains().await.expect("watched");
        let elapsed_ms = began.elapsed().as_millis();
        let what = format!("a look at a network {when}, {ADDRESSES} addresses");
        table.add(what.as_str(), seconds(elapsed_ms), "");
        table.add(format!("{what}: requests, calls"), self.asked(), "");
    }

    /// The shop was away.
    async fn catch_up(&self, table: &mut Table) {
        self.chain.mine(BACKLOG);
        self.clear_counts();
        let began = Instant::now();
        self.look_until("SELECT block_number FROM chain_looks WHERE look = 'fresh'", self.height())
            .await;
        let elapsed_ms = began.elapsed().as_millis();
        let what = format!("catching up over {BACKLOG} blocks, {ADDRESSES} addresses");
        table.add(what.as_str(), seconds(elapsed_ms), "");
        table.add(format!("{what}: requests, calls"), self.asked(), "");
    }

    /// Many have paid at once.
    async fn credit(&self, table: &mut Table) {
        for number in 0..TRANSFERS {
            self.chain.send(payment_to(number));
            if (number + 1).is_multiple_of(TRANSFERS_OF_A_BLOCK) {
                self.chain.mine(1);
            }
        }
        self.chain.mine(CONFIRMATIONS);
        self.clear_counts();
        let began = Instant::now();
        let count = i64::from(TRANSFERS);
        self.look_until("SELECT COUNT(*) FROM deposits WHERE state = 'credited'", count).await;
        let elapsed_ms = began.elapsed().as_millis();
        let what = "transfers on a network: found, confirmed and credited";
        table.add(what, rate(count, elapsed_ms), "");
        table.add(format!("{what}: requests, calls for {count}"), self.asked(), "");
    }

    async fn look_until(&self, question: &'static str, wanted: i64) {
        let mut looks = 0;
        while seed::number(&self.database, question).await < wanted {
            assert!(looks < LOOKS_MAX, "it never came so far: {question}");
            self.app.workers.watch_chains().await.expect("watched");
            looks += 1;
        }
    }

    fn height(&self) -> i64 {
        let tip = self.chain.tip().expect("a block");
        i64::try_from(tip.height).expect("a height")
    }

    fn clear_counts(&self) {
        self.nodes.iter().for_each(Node::clear_counts);
    }

    /// How much was asked of both nodes.
    fn asked(&self) -> String {
        let requests: u64 = self.nodes.iter().map(Node::requests).sum();
        let calls: u64 = self.nodes.iter().flat_map(|node| node.counts().into_values()).sum();
        format!("{requests}, {calls}")
    }
}

/// A chain that began so long ago that its blocks reach the present.
fn old_chain() -> Chain {
    let token = Token { symbol: "USDT".to_owned(), contract: contract(), decimals: 6 };
    let options = ChainOptions::ethereum(31_337, vec![token]);
    let age_s = (BACKLOG + 1_000) * options.block_time_s;
    let chain = Chain::new(ChainOptions { first_time_s: options.first_time_s - age_s, ..options });
    chain.mine(600);
    chain
}

fn contract() -> Address {
    USDT.parse().expect("an address")
}

/// The address of the customer of a number, as the network writes it.
fn written(number: u32) -> String {
    let text = Address::numbered(number).to_string();
    OwnAddress::parse(Family::Evm, &text).expect("an address").text(Family::Evm)
}

/// Ten dollars to a customer.
fn payment_to(number: u32) -> Payment {
    let to = Address::numbered(number);
    let transfer = Transfer::new(contract(), to, Amount::from(10_000_000_u128));
    Payment::by(Address::numbered(u32::MAX)).with(transfer)
}
