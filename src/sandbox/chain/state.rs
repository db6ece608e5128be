//! The chain's memory: blocks, transactions, and those that wait to be mined.
//!
//! Owns mining and reorganisations: a transaction is in one block at most, and a block is never
//! changed, only replaced. Must never know nodes beyond the number that a lie is shown by.

use std::collections::{HashMap, VecDeque};

use super::payment::{Payment, Transfer};
use super::words::{Address, Hash};
use super::{ChainOptions, Keep, Pace, Profile, Token};

/// Blocks that are remembered; the oldest are forgotten.
const BLOCKS_MAX: usize = 200_000;
/// Who trades beside the shop's customers: the accounts of the traffic that a reorganisation adds.
const STRANGERS: [u32; 2] = [900_001, 900_002];

/// One block.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub height: u64,
    pub hash: Hash,
    pub parent: Hash,
    /// Seconds since 1970.
    pub time_s: u64,
    pub transactions: Vec<Hash>,
}

/// Where a transaction was mined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub height: u64,
    /// Its number in the block.
    pub index: usize,
    /// The number of its first log in the block.
    pub first_log: usize,
}

/// One transaction, mined or not.
#[derive(Debug, Clone)]
pub(super) struct Transaction {
    pub hash: Hash,
    /// Counts everything that was ever sent.
    pub number: u64,
    pub payment: Payment,
    pub place: Option<Place>,
    /// Was mined once and is nowhere now.
    pub is_dropped: bool,
}

/// What the nodes are asked about.
#[derive(Debug)]
pub(super) struct State {
    pub chain_id: u64,
    pub profile: Profile,
    pub tokens: Vec<Token>,
    pub finality_blocks: u64,
    blocks: VecDeque<Block>,
    transactions: HashMap<Hash, Transaction>,
    pool: Vec<Hash>,
    seed: u64,
    sent: u64,
    forks: u64,
    block_time_s: u64,
    /// The next block is not older than this.
    not_before_s: u64,
    pace: Pace,
    /// Real time up to which blocks were mined, in milliseconds.
    mined_until_ms: u64,
}

impl State {
    /// A chain with one block.
    pub fn new(options: ChainOptions) -> Self {
        let mut state = Self {
            chain_id: options.chain_id,
            profile: options.profile,
            tokens: options.tokens,
            finality_blocks: options.finality_blocks,
            blocks: VecDeque::new(),
            transactions: HashMap::new(),
            pool: Vec::new(),
            seed: rand::random(),
            sent: 0,
            forks: 0,
            block_time_s: options.block_time_s,
            not_before_s: 0,
            pace: Pace::ByHand,
            mined_until_ms: 0,
        };
        let parent = Hash::of(&[&state.seed.to_be_bytes()]);
        let hash = state.block_hash(options.first_height, parent);
        let (height, time_s) = (options.first_height, options.first_time_s);
        state.blocks.push_back(Block { height, hash, parent, time_s, transactions: Vec::new() });
        state
    }

    /// The height of the newest block.
    pub fn head(&self) -> u64 {
        self.blocks.back().map_or(0, |block| block.height)
    }

    /// The height of the oldest block that is remembered.
    pub fn first(&self) -> u64 {
        self.blocks.front().map_or(0, |block| block.height)
    }

    pub fn block(&self, height: u64) -> Option<&Block> {
        let index = usize::try_from(height.checked_sub(self.first())?).ok()?;
        self.blocks.get(index)
    }

    pub fn block_of_hash(&self, hash: Hash) -> Option<&Block> {
        self.blocks.iter().rev().find(|block| block.hash == hash)
    }

    pub fn transaction(&self, hash: Hash) -> Option<&Transaction> {
        self.transactions.get(&hash)
    }

    /// All transactions that are in a block.
    pub fn mined(&self) -> impl Iterator<Item = (&Transaction, Place)> {
        let all = self.transactions.values();
        all.filter_map(|transaction| Some((transaction, transaction.place?)))
    }

    /// The logs that a transaction leaves behind.
    pub fn logs<'t>(&self, transaction: &'t Transaction) -> &'t [Transfer] {
        match (transaction.payment.fails, self.profile) {
            (true, Profile::Ethereum) => &[],
            _ => &transaction.payment.transfers,
        }
    }

    /// Puts a transaction among those that wait.
    pub fn send(&mut self, payment: Payment) -> Hash {
        self.sent += 1;
        let number = self.sent;
        let hash = Hash::of(&[b"tx", &self.seed.to_be_bytes(), &number.to_be_bytes()]);
        let transaction = Transaction { hash, number, payment, place: None, is_dropped: false };
        self.transactions.insert(hash, transaction);
        self.pool.push(hash);
        hash
    }

    /// Puts a transaction that a reorganisation dropped among those that wait.
    pub fn send_again(&mut self, hash: Hash) -> bool {
        let Some(transaction) = self.transactions.get_mut(&hash) else { return false };
        if !transaction.is_dropped {
            return false;
        }
        transaction.is_dropped = false;
        self.pool.push(hash);
        true
    }

    /// Mines blocks; the first takes everything that waits.
    pub fn mine(&mut self, blocks: u64) {
        for _ in 0..blocks {
            let waiting = std::mem::take(&mut self.pool);
            self.mine_block(waiting, None);
        }
    }

    /// The next block is not older than this.
    pub fn set_time_s(&mut self, time_s: u64) {
        self.not_before_s = time_s;
    }

    /// Takes newest blocks away. Returns what was in them, oldest first; none of it waits.
    pub fn roll_back(&mut self, depth: u64) -> Vec<Hash> {
        let mut taken = VecDeque::new();
        for _ in 0..depth {
            if self.blocks.len() <= 1 {
                break;
            }
            let Some(block) = self.blocks.pop_back() else { break };
            for hash in block.transactions.into_iter().rev() {
                taken.push_front(hash);
            }
        }
        for hash in &taken {
            if let Some(transaction) = self.transactions.get_mut(hash) {
                (transaction.place, transaction.is_dropped) = (None, true);
            }
        }
        self.forks += 1;
        taken.into()
    }

    /// Replaces the newest blocks by as many others.
    pub fn reorganise(&mut self, depth: u64, keep: &Keep) {
        let before = self.head();
        let mut taken = self.roll_back(depth);
        // Another order, so that the numbers in the block differ.
        taken.reverse();
        let kept = match keep {
            Keep::All => taken,
            Keep::Nothing => Vec::new(),
            Keep::These(hashes) => taken.into_iter().filter(|hash| hashes.contains(hash)).collect(),
            Keep::Waiting => {
                taken.reverse();
                for hash in taken {
                    self.send_again(hash);
                }
                Vec::new()
            }
        };
        let first = if kept.is_empty() { Vec::new() } else { self.with_strangers(kept) };
        self.mine_block(first, None);
        while self.head() < before {
            self.mine_block(Vec::new(), None);
        }
    }

    /// Other people's logs in front, one more with each reorganisation: log numbers move.
    fn with_strangers(&mut self, kept: Vec<Hash>) -> Vec<Hash> {
        let Some(token) = self.tokens.first().map(|token| token.contract) else { return kept };
        let [from, to] = STRANGERS.map(Address::numbered);
        let count = usize::try_from(self.forks).unwrap_or(1);
        let trade = Transfer::new(token, to, 1).from(from);
        let payment = (0..count).fold(Payment::by(from), |sum, _| sum.with(trade.clone()));
        let hash = self.send(payment);
        self.pool.retain(|waiting| *waiting != hash);
        std::iter::once(hash).chain(kept).collect()
    }

    /// When blocks come.
    pub const fn pace(&self) -> Pace {
        self.pace
    }

    /// Mines by itself from now on, or no more.
    pub fn set_pace(&mut self, pace: Pace, real_ms: u64) {
        (self.pace, self.mined_until_ms) = (pace, real_ms);
    }

    /// Mines the blocks that have become due by real time.
    pub fn catch_up(&mut self, real_ms: u64) {
        let Pace::EveryMs(every_ms) = self.pace else { return };
        let every_ms = every_ms.max(1);
        while real_ms.saturating_sub(self.mined_until_ms) >= every_ms {
            self.mined_until_ms = self.mined_until_ms.saturating_add(every_ms);
            let waiting = std::mem::take(&mut self.pool);
            self.mine_block(waiting, Some(self.mined_until_ms / 1_000));
        }
    }

    fn mine_block(&mut self, transactions: Vec<Hash>, time_s: Option<u64>) {
        let Some(tip) = self.blocks.back() else { return };
        let (height, parent) = (tip.height + 1, tip.hash);
        let usual_s = time_s.unwrap_or(tip.time_s + self.block_time_s);
        let time_s = usual_s.max(self.not_before_s).max(tip.time_s);
        let mut first_log = 0;
        for (index, hash) in transactions.iter().enumerate() {
            let logs = self.transactions.get(hash).map_or(0, |known| self.logs(known).len());
            if let Some(transaction) = self.transactions.get_mut(hash) {
                transaction.place = Some(Place { height, index, first_log });
                transaction.is_dropped = false;
            }
            first_log += logs;
        }
        let hash = self.block_hash(height, parent);
        self.blocks.push_back(Block { height, hash, parent, time_s, transactions });
        if self.blocks.len() > BLOCKS_MAX {
            self.blocks.pop_front();
        }
    }

    fn block_hash(&self, height: u64, parent: Hash) -> Hash {
        let (forks, chain) = (self.forks.to_be_bytes(), self.chain_id.to_be_bytes());
        let hash = Hash::of(&[parent.bytes(), &height.to_be_bytes(), &forks, &chain]);
        if self.profile == Profile::Tron { hash.with_height(height) } else { hash }
    }
}
