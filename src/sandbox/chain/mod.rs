//! A chain that lives in the process: blocks, token transfers and nodes that answer JSON-RPC over
//! real HTTP, well or as badly as each is told to.
//!
//! It serves the demo and is the tests' world. It reaches nothing of the shop and the shop reaches
//! it only over HTTP; the handles here are for tests and the chat page. A [`Chain`] is one history;
//! every [`Node`] of it sees that history and has faults, limits and counts of its own, so that two
//! hosts can disagree. Not a model for a node: nothing is signed, hashes are SHA-256 of a counter,
//! everybody has as much of everything as they send, and there is no gas.
//!
//! Facts: <https://ethereum.github.io/execution-apis/>, for [`Profile::Tron`] java-tron's JSON-RPC.

mod answer;
mod drawer;
mod faults;
mod limits;
mod logs;
mod methods;
mod objects;
mod payment;
mod rpc;
mod state;
mod view;
mod words;

#[cfg(test)]
mod drawer_tests;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use axum::Router;
use serde_json::Value;

use answer::RpcError;
use faults::Script;
use state::State;
use view::View;

pub use drawer::Knobs;
pub use faults::{NodeFault, NodeRule};
pub use limits::{BeyondHead, NodeLimits, RangeWords};
pub use payment::{Form, Payment, Transfer};
pub use words::{Address, Amount, Hash};

/// TRON's main net.
const TRON_CHAIN_ID: u64 = 728_126_428;

/// Whose rules the nodes follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As geth: failed transactions have no logs, all tags are known.
    Ethereum,
    /// As java-tron: block hashes begin with the height, failed transactions may have logs, no
    /// `safe` and no `pending`, states of the newest block only, shorter ranges.
    Tron,
}

/// A token that the chain knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub symbol: String,
    pub contract: Address,
    pub decimals: u8,
}

/// When blocks come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Only by [`Chain::mine`].
    ByHand,
    /// One in so many milliseconds of real time.
    EveryMs(u64),
}

/// What a reorganisation does with the transactions of the blocks that it replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// All are in the first new block, in the opposite order and behind other people's logs.
    All,
    /// They are gone; [`Chain::send_again`] brings them back.
    Nothing,
    /// As [`Keep::All`], but only these.
    These(Vec<Hash>),
    /// They wait, and the next block that is mined takes them.
    Waiting,
}

/// How a chain begins.
#[derive(Debug, Clone)]
pub struct ChainOptions {
    pub chain_id: u64,
    pub profile: Profile,
    pub tokens: Vec<Token>,
    /// How far behind the newest block the finalized one is.
    pub finality_blocks: u64,
    /// The height of the oldest block.
    pub first_height: u64,
    /// When the oldest block was mined, in seconds since 1970; now unless set.
    pub first_time_s: u64,
    /// Seconds between two blocks that are mined by hand.
    pub block_time_s: u64,
}

impl ChainOptions {
    /// A chain with Ethereum's rules: 12 s a block, final after 64.
    #[must_use]
    pub fn ethereum(chain_id: u64, tokens: Vec<Token>) -> Self {
        Self {
            chain_id,
            profile: Profile::Ethereum,
            tokens,
            finality_blocks: 64,
            first_height: 1_000,
            first_time_s: now_ms() / 1_000,
            block_time_s: 12,
        }
    }

    /// TRON's main net: 3 s a block, final after 19.
    #[must_use]
    pub fn tron(tokens: Vec<Token>) -> Self {
        let plain = Self::ethereum(TRON_CHAIN_ID, tokens);
        Self { profile: Profile::Tron, finality_blocks: 19, block_time_s: 3, ..plain }
    }
}

/// A block as [`Chain::tip`] tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tip {
    pub height: u64,
    pub hash: Hash,
    /// Seconds since 1970.
    pub time_s: u64,
}

/// The chain and the handle to it; clones are the same chain.
#[derive(Clone)]
pub struct Chain {
    inner: Arc<Inner>,
}

struct Inner {
    began: Instant,
    /// The wall clock when the chain began, in milliseconds since 1970.
    began_ms: u64,
    state: Mutex<State>,
    nodes: Mutex<usize>,
}

impl fmt::Debug for Chain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Chain").finish_non_exhaustive()
    }
}

impl Chain {
    /// A chain with one block, mined by hand.
    #[must_use]
    pub fn new(options: ChainOptions) -> Self {
        let (began, began_ms) = (Instant::now(), now_ms());
        let (state, nodes) = (Mutex::new(State::new(options)), Mutex::new(0));
        Self { inner: Arc::new(Inner { began, began_ms, state, nodes }) }
    }

    /// One more node of this chain.
    #[must_use]
    pub fn node(&self) -> Node {
        let mut nodes = lock(&self.inner.nodes);
        *nodes += 1;
        let profile = self.with(|state| state.profile);
        let own = NodeState {
            script: Script::default(),
            limits: NodeLimits::usual(profile),
            counts: BTreeMap::new(),
            requests: 0,
        };
        Node { number: *nodes, chain: self.clone(), own: Arc::new(Mutex::new(own)) }
    }

    /// Somebody pays in a listed token; the next block has it. The amount is in the token's
    /// smallest unit, and may be zero.
    ///
    /// # Errors
    /// When no token has this symbol.
    pub fn pay(
        &self,
        symbol: &str,
        (from, to): (Address, Address),
        amount: impl Into<Amount>,
    ) -> Result<Hash, String> {
        let token = self.token(symbol).ok_or_else(|| format!("there is no {symbol} here"))?;
        let transfer = Transfer::new(token.contract, to, amount).from(from);
        Ok(self.send(Payment::by(from).with(transfer)))
    }

    /// Puts any transaction among those that wait for the next block.
    pub fn send(&self, payment: Payment) -> Hash {
        self.with(|state| state.send(payment))
    }

    /// Puts a transaction that was dropped among those that wait. False if it was not dropped.
    pub fn send_again(&self, hash: Hash) -> bool {
        self.with(|state| state.send_again(hash))
    }

    /// The first listed token of this symbol.
    #[must_use]
    pub fn token(&self, symbol: &str) -> Option<Token> {
        self.with(|state| state.tokens.iter().find(|token| token.symbol == symbol).cloned())
    }

    /// Mines so many blocks; the first takes everything that waits.
    pub fn mine(&self, blocks: u64) {
        self.with(|state| state.mine(blocks));
    }

    /// Mines by itself from now on, or no more.
    pub fn set_pace(&self, pace: Pace) {
        let real_ms = self.real_ms();
        self.with(|state| state.set_pace(pace, real_ms));
    }

    /// The next block is not older than this, in seconds since 1970.
    pub fn set_time_s(&self, time_s: u64) {
        self.with(|state| state.set_time_s(time_s));
    }

    /// Replaces the newest `depth` blocks by as many others.
    pub fn reorg(&self, depth: u64, keep: &Keep) {
        self.with(|state| state.reorganise(depth, keep));
    }

    /// Takes the newest `depth` blocks away: the head goes backwards, what was in them is dropped.
    /// Returns the dropped transactions, oldest first.
    pub fn roll_back(&self, depth: u64) -> Vec<Hash> {
        self.with(|state| state.roll_back(depth))
    }

    /// The newest block.
    #[must_use]
    pub fn tip(&self) -> Option<Tip> {
        self.with(|state| {
            let block = state.block(state.head())?;
            Some(Tip { height: block.height, hash: block.hash, time_s: block.time_s })
        })
    }

    /// The height of the block that has a transaction.
    #[must_use]
    pub fn height_of(&self, hash: Hash) -> Option<u64> {
        self.with(|state| state.transaction(hash)?.place.map(|place| place.height))
    }

    fn real_ms(&self) -> u64 {
        let passed = u64::try_from(self.inner.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.inner.began_ms.saturating_add(passed)
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        let real_ms = self.real_ms();
        let mut state = lock(&self.inner.state);
        state.catch_up(real_ms);
        act(&mut state)
    }
}

/// One host of a chain; clones are the same host.
#[derive(Clone)]
pub struct Node {
    number: usize,
    chain: Chain,
    own: Arc<Mutex<NodeState>>,
}

struct NodeState {
    script: Script,
    limits: NodeLimits,
    counts: BTreeMap<String, u64>,
    requests: u64,
}

impl fmt::Debug for Node {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Node").field("number", &self.number).finish_non_exhaustive()
    }
}

impl Node {
    /// JSON-RPC by POST at any path.
    pub fn router(&self) -> Router {
        rpc::router(self.clone())
    }

    /// Adds a fault behind those that are set; the first that concerns a call decides it.
    pub fn set_fault(&self, rule: NodeRule) {
        lock(&self.own).script.push(rule);
    }

    /// Behaves well again.
    pub fn clear_faults(&self) {
        lock(&self.own).script.clear();
    }

    /// What it refuses now.
    #[must_use]
    pub fn limits(&self) -> NodeLimits {
        lock(&self.own).limits.clone()
    }

    /// Refuses something else from now on.
    pub fn set_limits(&self, limits: NodeLimits) {
        lock(&self.own).limits = limits;
    }

    /// Makes a payment that only this node shows, as a node that lies. It is in a real block, and
    /// other nodes know nothing of it.
    pub fn invent(&self, payment: Payment) -> Hash {
        self.chain.send(Payment { shown_by: Some(self.number), ..payment })
    }

    /// How many calls of a method came, those in batches and those that met a fault included.
    #[must_use]
    pub fn count(&self, method: &str) -> u64 {
        lock(&self.own).counts.get(method).copied().unwrap_or(0)
    }

    /// How many calls of each method came.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<String, u64> {
        lock(&self.own).counts.clone()
    }

    /// How many requests came; a batch is one.
    #[must_use]
    pub fn requests(&self) -> u64 {
        lock(&self.own).requests
    }

    /// Counts from zero again.
    pub fn clear_counts(&self) {
        let mut own = lock(&self.own);
        (own.requests, own.counts) = (0, BTreeMap::new());
    }

    /// Counts the calls of one request and says how each misbehaves.
    fn receive(&self, methods: &[String]) -> Vec<NodeFault> {
        let mut own = lock(&self.own);
        own.requests += 1;
        for method in methods {
            *own.counts.entry(method.clone()).or_default() += 1;
        }
        own.script.next(methods)
    }

    fn perform(&self, call: (&str, &[Value]), fault: &NodeFault) -> Result<Value, RpcError> {
        let limits = self.limits();
        self.chain
            .with(|state| methods::perform(&View::new(state, self.number, fault), &limits, call))
    }
}

/// The state is whole between any two statements, so a poisoned lock is still good.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[expect(clippy::disallowed_methods, reason = "the sandbox is a world with its own time")]
fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
