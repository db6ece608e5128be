//! The chain as one node sees it during one call: up to a height, with its own lies.
//!
//! Owns the meaning of tags. Must never show a node what only another one shows.

use super::Profile;
use super::answer::RpcError;
use super::faults::NodeFault;
use super::payment::Transfer;
use super::state::{Block, Place, State, Transaction};
use super::words::{Address, Amount, Hash};

/// One log of a mined transaction.
pub(super) struct Log<'a> {
    pub transaction: &'a Transaction,
    pub place: Place,
    /// Its number in the receipt.
    pub position: usize,
    pub transfer: &'a Transfer,
}

/// What a node sees.
pub(super) struct View<'a> {
    pub state: &'a State,
    pub chain_id: u64,
    node: usize,
    head: u64,
    logs_head: u64,
}

impl<'a> View<'a> {
    /// The view of a node with a fault.
    pub fn new(state: &'a State, node: usize, fault: &NodeFault) -> Self {
        let tip = state.head();
        let back = |blocks: &u64| tip.saturating_sub(*blocks).max(state.first());
        let (head, logs_head) = match fault {
            NodeFault::Behind { blocks } => (back(blocks), back(blocks)),
            NodeFault::LogsBehind { blocks } => (tip, back(blocks)),
            _ => (tip, tip),
        };
        let chain_id = match fault {
            NodeFault::OtherChain(other) => *other,
            _ => state.chain_id,
        };
        Self { state, chain_id, node, head, logs_head }
    }

    pub const fn head(&self) -> u64 {
        self.head
    }

    /// The height that a number or a tag means.
    ///
    /// # Errors
    /// When it is neither, or a tag that this chain has not.
    pub fn height(&self, tag: &str) -> Result<u64, RpcError> {
        let first = self.state.first();
        let back = |blocks: u64| self.head.saturating_sub(blocks).max(first);
        match (tag, self.state.profile) {
            ("latest", _) => Ok(self.head),
            ("earliest", _) => Ok(first),
            ("finalized", _) => Ok(back(self.state.finality_blocks)),
            ("safe" | "pending", Profile::Tron) => {
                Err(RpcError::params(format!("TAG {tag} not supported")))
            }
            ("pending", Profile::Ethereum) => Ok(self.head),
            ("safe", Profile::Ethereum) => Ok(back(self.state.finality_blocks / 2)),
            (number, _) => {
                let digits = number.strip_prefix("0x").unwrap_or("no number");
                u64::from_str_radix(digits, 16)
                    .map_err(|_| RpcError::params("invalid block number"))
            }
        }
    }

    pub fn block(&self, height: u64) -> Option<&'a Block> {
        self.state.block(height).filter(|_| height <= self.head)
    }

    pub fn block_of_hash(&self, hash: Hash) -> Option<&'a Block> {
        self.state.block_of_hash(hash).filter(|block| block.height <= self.head)
    }

    /// A transaction that this node knows, mined or waiting.
    pub fn transaction(&self, hash: Hash) -> Option<&'a Transaction> {
        let found = self.state.transaction(hash)?;
        let is_ahead = found.place.is_some_and(|place| place.height > self.head);
        (self.shows(found) && !is_ahead && !found.is_dropped).then_some(found)
    }

    /// The transactions of a block that this node shows.
    pub fn transactions(&self, block: &'a Block) -> impl Iterator<Item = &'a Transaction> {
        let state = self.state;
        let all = block.transactions.iter().filter_map(move |hash| state.transaction(*hash));
        all.filter(|transaction| self.shows(transaction))
    }

    /// The logs of one transaction, with their positions.
    pub fn logs_of(&self, transaction: &'a Transaction, place: Place) -> Vec<Log<'a>> {
        let logs = self.state.logs(transaction).iter().enumerate();
        logs.map(|(position, transfer)| Log { transaction, place, position, transfer }).collect()
    }

    /// The logs of a block; none where this node has no logs of it yet.
    pub fn logs(&self, height: u64) -> Vec<Log<'a>> {
        let known = self.block(height).filter(|_| height <= self.logs_head);
        let Some(block) = known else { return Vec::new() };
        let places = self.transactions(block).filter_map(|found| Some((found, found.place?)));
        places.flat_map(|(found, place)| self.logs_of(found, place)).collect()
    }

    /// What an account has of a token after a block.
    pub fn token_balance(&self, (contract, owner): (Address, Address), height: u64) -> Amount {
        let (mut came, mut went) = (0_u128, 0_u128);
        for transaction in self.done(height) {
            let own = transaction.payment.transfers.iter().filter(|row| row.contract == contract);
            for transfer in own {
                let units = transfer.amount.units();
                if transfer.to == owner {
                    came = came.saturating_add(units);
                }
                if transfer.from == owner {
                    went = went.saturating_add(units);
                }
            }
        }
        Amount::from(came.saturating_sub(went))
    }

    /// What an account has of the chain's coin after a block. Spending is not counted.
    pub fn coin_balance(&self, owner: Address, height: u64) -> Amount {
        let coins = self.done(height).flat_map(|transaction| {
            let payment = &transaction.payment;
            payment.coin.into_iter().chain(payment.inner_coin)
        });
        let own = coins.filter(|coin| coin.to == owner).map(|coin| coin.amount.units());
        Amount::from(own.fold(0_u128, u128::saturating_add))
    }

    /// What moved something up to a block.
    fn done(&self, height: u64) -> impl Iterator<Item = &'a Transaction> {
        let height = height.min(self.head);
        let reached = self.state.mined().filter(move |(_, place)| place.height <= height);
        let all = reached.map(|(transaction, _)| transaction);
        all.filter(|transaction| self.shows(transaction) && !transaction.payment.fails)
    }

    fn shows(&self, transaction: &Transaction) -> bool {
        transaction.payment.shown_by.is_none_or(|node| node == self.node)
    }
}
