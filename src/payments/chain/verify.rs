//! Whether a transfer that was recorded still stands, and what a transaction paid to whom.
//!
//! Owns the verification: a transfer stands if the block at its height is the one that its receipt
//! names, the transaction was not undone, and the same log is at the same place. Must never take
//! one answer for two: what contradicts itself is unknown.

use super::address::Address;
use super::block::{BlockHash, BlockNumber, BlockRef, Blocks, TransferId, TxHash};
use super::client::{ChainClient, at, read_block, read_receipt};
use super::fault::{Answered, RpcError};
use super::scan::FoundTransfer;
use super::token::Token;
use super::transfer::{self, Paid, TokenUnits};
use super::wire::{self, At, Question, Receipt};

/// A transfer as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// Which one.
    pub id: TransferId,
    /// The height of its block.
    pub number: BlockNumber,
    /// Its block.
    pub block: BlockHash,
    /// The contract.
    pub token: Address,
    /// Who was paid.
    pub to: Address,
    /// How much.
    pub units: TokenUnits,
}

impl Recorded {
    /// Whether a receipt, whoever told it, has this very transfer, and its transaction was not
    /// undone.
    #[must_use]
    pub fn stands_in(&self, receipt: &Receipt) -> bool {
        receipt.is_done && is_there(self, receipt)
    }
}

impl From<&FoundTransfer> for Recorded {
    fn from(found: &FoundTransfer) -> Self {
        Self {
            id: found.id,
            number: found.block.number,
            block: found.block.hash,
            token: found.token,
            to: found.paid.to,
            units: found.paid.units,
        }
    }
}

/// Where a recorded transfer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// It stands, as deep as asked for.
    Confirmed {
        /// Blocks from its own to the head, both counted.
        confirmations: Blocks,
    },
    /// It stands, not yet so deep.
    Waiting {
        /// Blocks from its own to the head, both counted.
        confirmations: Blocks,
    },
    /// It stands in another block than was recorded: record this one and wait again.
    Moved {
        /// The other block.
        block: BlockRef,
    },
    /// Its block was replaced and no block has the transaction now.
    Gone,
    /// The transaction was undone, or has no such log.
    Failed,
    /// The node contradicts itself or is behind; it says nothing.
    Unknown,
}

/// A transaction that paid somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedTransaction {
    /// Its block.
    pub block: BlockRef,
    /// Blocks from its own to the head, both counted.
    pub confirmations: Blocks,
    /// False for one that was undone: its transfers are none.
    pub is_done: bool,
    /// What it paid to them, in order; transfers of nothing are left out.
    pub transfers: Vec<AskedTransfer>,
}

/// One transfer of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedTransfer {
    /// What was paid.
    pub found: FoundTransfer,
    /// The token of the settings; `None` for one that is not listed, whatever it calls itself.
    pub listed: Option<Token>,
}

/// A receipt, and whether its block is the one that stands.
struct Inclusion {
    head: BlockNumber,
    receipt: Receipt,
    /// The block at the receipt's height.
    block: BlockRef,
}

impl ChainClient {
    /// Asks whether a recorded transfer stands, at least `needed` blocks deep.
    ///
    /// # Errors
    /// An [`RpcError`].
    pub async fn verify(
        &self,
        recorded: &Recorded,
        needed: Blocks,
    ) -> Result<Answered<Verification>, RpcError> {
        let height = At::Number(recorded.number);
        let tx = recorded.id.tx;
        let questions = [Question::Head, Question::Receipt(tx), Question::Block(height)];
        let read = |answers: &[String]| {
            let head = wire::read(at(answers, 0)?, wire::height)?;
            Ok((head, read_receipt(at(answers, 1)?, tx)?, read_block(at(answers, 2)?, height)?))
        };
        let answered = self.endpoints.ask(&questions, read).await?;
        let (head, receipt, block) = answered.value;
        let verification = match (receipt, block) {
            (None, Some(block)) if block.hash != recorded.block => Verification::Gone,
            (None, _) | (Some(_), None) => Verification::Unknown,
            (Some(receipt), Some(block)) if receipt.number == block.number => {
                evaluate(recorded, needed, &Inclusion { head, receipt, block })
            }
            (Some(_), Some(_)) => match self.inclusion(tx).await?.value {
                Some(inclusion) => evaluate(recorded, needed, &inclusion),
                None => Verification::Unknown,
            },
        };
        Ok(Answered { host: answered.host, value: verification })
    }

    /// What a transaction paid to any of these addresses; `None` if there is no such transaction in
    /// a block, or if it paid none of them, which look the same.
    ///
    /// # Errors
    /// An [`RpcError`].
    pub async fn ask(
        &self,
        tx: TxHash,
        ours: &[Address],
    ) -> Result<Option<AskedTransaction>, RpcError> {
        let Some(inclusion) = self.inclusion(tx).await?.value else { return Ok(None) };
        if inclusion.receipt.block != inclusion.block.hash {
            return Ok(None);
        }
        let transfers = self.transfers(&inclusion, ours);
        Ok((!transfers.is_empty()).then_some(AskedTransaction {
            confirmations: inclusion.block.number.confirmations(inclusion.head),
            block: inclusion.block,
            is_done: inclusion.receipt.is_done,
            transfers,
        }))
    }

    fn transfers(&self, inclusion: &Inclusion, ours: &[Address]) -> Vec<AskedTransfer> {
        let paid = inclusion.receipt.placed().filter_map(|(position, log)| {
            let paid = transfer::decode(&log.event.topics, &log.event.data).ok()?;
            let id = TransferId { tx: log.tx, position };
            let token = log.event.contract;
            Some(FoundTransfer { id, block: inclusion.block, token, paid })
        });
        let to_them =
            paid.filter(|found| ours.contains(&found.paid.to) && !found.paid.units.is_zero());
        let listed = |token| self.tokens.iter().find(|listed| listed.contract == token).cloned();
        to_them.map(|found| AskedTransfer { listed: listed(found.token), found }).collect()
    }

    /// The receipt of a transaction and the block at its height.
    async fn inclusion(&self, tx: TxHash) -> Result<Answered<Option<Inclusion>>, RpcError> {
        let answered = self.receipt(tx).await?;
        let Some(receipt) = answered.value else {
            return Ok(Answered { host: answered.host, value: None });
        };
        let height = At::Number(receipt.number);
        let questions = [Question::Head, Question::Block(height)];
        let read = |answers: &[String]| {
            let head = wire::read(at(answers, 0)?, wire::height)?;
            Ok((head, read_block(at(answers, 1)?, height)?))
        };
        let answered = self.endpoints.ask(&questions, read).await?;
        Ok(answered.map(|(head, block)| block.map(|block| Inclusion { head, receipt, block })))
    }
}

fn evaluate(recorded: &Recorded, needed: Blocks, inclusion: &Inclusion) -> Verification {
    let Inclusion { head, receipt, block } = inclusion;
    if receipt.block != block.hash {
        return Verification::Unknown;
    }
    if !receipt.is_done || !is_there(recorded, receipt) {
        return Verification::Failed;
    }
    if block.hash != recorded.block {
        return Verification::Moved { block: *block };
    }
    let confirmations = block.number.confirmations(*head);
    if confirmations >= needed {
        Verification::Confirmed { confirmations }
    } else {
        Verification::Waiting { confirmations }
    }
}

fn is_there(recorded: &Recorded, receipt: &Receipt) -> bool {
    let log = receipt.log_at(recorded.id.position);
    log.filter(|log| log.event.contract == recorded.token).is_some_and(|log| {
        let paid = transfer::decode(&log.event.topics, &log.event.data);
        let same = |paid: Paid| paid.to == recorded.to && paid.units == recorded.units;
        paid.is_ok_and(same)
    })
}

#[cfg(test)]
#[path = "verify_tests.rs"]
mod tests;
