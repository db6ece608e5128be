//! The client of one chain: single questions, and whether two hosts say the same.
//!
//! Owns what is asked together and how an answer is read. It keeps no state but the pace of its
//! scans and who is left alone. Must never decide what is credited.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::address::Address;
use super::block::{BlockNumber, BlockRef, ChainId, TxHash};
use super::endpoint::{Endpoints, Limits, SetupError};
use super::fault::{Answered, Fault, Host, RpcError};
use super::pace::Pace;
use super::settings::ChainSettings;
use super::token::{Decimals, Token};
use super::transfer::TokenUnits;
use super::wire::{self, At, Question, Receipt};

/// The most calls of one batch, below the limits of the nodes seen.
pub(super) const BATCH_MAX: usize = 20;
/// What nodes answer to a call that was undone: geth's kind, and Nethermind's.
const REVERTED: [i64; 2] = [3, -32_015];

/// One chain that can be asked; one for the life of the process.
pub struct ChainClient {
    pub(super) endpoints: Endpoints,
    chain_id: ChainId,
    pub(super) tokens: Vec<Token>,
    pub(super) pace: Mutex<Pace>,
    unlisted_pace: Mutex<Pace>,
    name: String,
}

impl fmt::Debug for ChainClient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("ChainClient");
        shown.field("name", &self.name).field("endpoints", &self.endpoints);
        shown.finish_non_exhaustive()
    }
}

/// What two hosts say about one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agreement {
    /// Both say the same: this receipt, or that there is none.
    Same(Option<Box<Receipt>>),
    /// They contradict each other, or one of them has not heard of it yet.
    Different,
    /// Fewer than two hosts have answered.
    TooFew,
}

/// What of the settings a chain contradicts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// An endpoint is of another network.
    #[error("{host} is a node of the network {found}")]
    Chain {
        /// Which endpoint.
        host: Host,
        /// Its network.
        found: ChainId,
    },
    /// A token has other decimals, or is none.
    #[error("{symbol} has not the decimals of the settings")]
    Decimals {
        /// Which token.
        symbol: String,
        /// What its contract says; `None` for something that is no number of decimals.
        found: Option<Decimals>,
    },
}

impl ChainClient {
    /// Prepares the client; calls nobody.
    ///
    /// # Errors
    /// A [`SetupError`].
    pub fn new(settings: &ChainSettings, limits: Limits) -> Result<Self, SetupError> {
        Ok(Self {
            endpoints: Endpoints::new(settings, limits)?,
            chain_id: settings.chain_id,
            tokens: settings.tokens.clone(),
            pace: Mutex::new(Pace::default()),
            unlisted_pace: Mutex::new(Pace::default()),
            name: settings.name.clone(),
        })
    }

    /// The chain's name in the settings.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Who may be asked, in their order.
    pub fn hosts(&self) -> impl Iterator<Item = &Host> {
        self.endpoints.hosts()
    }

    /// Requests that were sent since the start.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.endpoints.calls()
    }

    /// Reads or changes the pace of the look for tokens that are not listed.
    pub(super) fn unlisted_pace<R>(&self, change: impl FnOnce(&mut Pace) -> R) -> R {
        change(&mut self.unlisted_pace.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Which network the endpoint is of.
    ///
    /// # Errors
    /// An [`RpcError`].
    pub async fn chain_id(&self) -> Result<Answered<ChainId>, RpcError> {
        let read = |answers: &[String]| wire::read(at(answers, 0)?, wire::chain_id);
        self.endpoints.ask(&[Question::ChainId], read).await
    }

    /// The height of the newest block.
    ///
    /// # Errors
    /// An [`RpcError`].
    pub async fn head(&self) -> Result<Answered<BlockNumber>, RpcError> {
        let read = |answers: &[String]| wire::read(at(answers, 0)?, wire::height);
        self.endpoints.ask(&[Question::Head], read).await
    }

    /// A block; `None` where there is none of this height.
    ///
    /// # Errors
    /// An [`RpcError`].
    pub async fn block(&self, which: At) -> Result<Answered<Option<BlockRef>>, RpcError> {
        let read = |answers: &[String]| read_block(at(answers, 0)?, which);
        self.endpoints.ask(&[Question::Block(which)], read).await
    }

    /// The newest block that will never be replaced; `None` from nodes that do not know the word.
    ///
    /// # Errors
    /// An [`RpcError`].
    pub async fn finalized(&self) -> Result<Option<BlockRef>, RpcError> {
        match self.block(At::Finalized).await {
            Ok(answered) => Ok(answered.value),
            Err(RpcError { fault: Fault::Rpc { .. } | Fault::RangeTooWide { .. }, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What became of a transaction; `None` as long as no block has it.
    ///
    /// # Errors
    /// An [`RpcError`].
    pub async fn receipt(&self, tx: TxHash) -> Result<Answered<Option<Receipt>>, RpcError> {
        let read = |answers: &[String]| read_receipt(at(answers, 0)?, tx);
        self.endpoints.ask(&[Question::Receipt(tx)], read).await
    }

    /// Whether a transaction is known at all, in a block or waiting for one.
    ///
    /// # Errors
    /// An [`RpcError`].
    pub async fn is_known(&self, tx: TxHash) -> Result<Answered<bool>, RpcError> {
        let read = |answers: &[String]| {
            let found = at(answers, 0)?;
            if found.starts_with('{') || found == "null" {
                Ok(found != "null")
            } else {
                Err(Fault::Malformed)
            }
        };
        self.endpoints.ask(&[Question::Transaction(tx)], read).await
    }

    /// The decimals that a contract names; `None` where it is no such contract.
    ///
    /// # Errors
    /// An [`RpcError`]; a call that the contract refuses is one of the protocol.
    pub async fn decimals(&self, token: Address) -> Result<Answered<Option<Decimals>>, RpcError> {
        let read = |answers: &[String]| {
            let units = read_units(at(answers, 0)?)?;
            let count = units.and_then(|units| u8::try_from(units.get()).ok());
            Ok(count.and_then(Decimals::new))
        };
        self.endpoints.ask(&[Question::Decimals(token)], read).await
    }

    /// What each of the addresses has of a token now, in their order; `None` where the contract
    /// answers with no amount.
    ///
    /// # Errors
    /// An [`RpcError`] of the first batch that failed.
    pub async fn balances(
        &self,
        token: Address,
        owners: &[Address],
    ) -> Result<Vec<Option<TokenUnits>>, RpcError> {
        let mut balances = Vec::with_capacity(owners.len());
        for owners in owners.chunks(BATCH_MAX) {
            let questions = owners.iter().map(|owner| Question::Balance { token, owner: *owner });
            let questions: Vec<Question<'_>> = questions.collect();
            let read = |answers: &[String]| answers.iter().map(|json| read_units(json)).collect();
            let answered: Answered<Vec<_>> = self.endpoints.ask(&questions, read).await?;
            balances.extend(answered.value);
        }
        Ok(balances)
    }

    /// Asks two different hosts for one receipt.
    pub async fn receipt_of_two(&self, tx: TxHash) -> Agreement {
        let read = |answers: &[String]| read_receipt(at(answers, 0)?, tx);
        let answers = self.endpoints.ask_different(2, &[Question::Receipt(tx)], read).await;
        let mut receipts = answers.into_iter().map(|answer| answer.value);
        match (receipts.next(), receipts.next()) {
            (Some(one), Some(other)) if one == other => Agreement::Same(one.map(Box::new)),
            (Some(_), Some(_)) => Agreement::Different,
            _ => Agreement::TooFew,
        }
    }

    /// Compares networks and tokens with the settings, before anything is offered. Of endpoints
    /// that do not answer nothing is said; whoever is of another network is never listened to.
    ///
    /// # Errors
    /// An [`RpcError`] when nobody answers for a token.
    pub async fn check(&self) -> Result<Vec<Mismatch>, RpcError> {
        let is_other = |answer: &Answered<ChainId>| answer.value != self.chain_id;
        let other = self.endpoints.networks().await.into_iter().filter(is_other);
        let mut found: Vec<Mismatch> = other
            .map(|answer| Mismatch::Chain { host: answer.host, found: answer.value })
            .collect();
        for token in &self.tokens {
            let decimals = match self.decimals(token.contract).await {
                Ok(answered) => answered.value,
                // A contract that has no decimals says so by undoing the call; any other error is
                // the node's, and says nothing of the token.
                Err(RpcError { fault: Fault::Rpc { code }, .. }) if REVERTED.contains(&code) => {
                    None
                }
                Err(error) => return Err(error),
            };
            if decimals != Some(token.decimals) {
                found.push(Mismatch::Decimals { symbol: token.symbol.clone(), found: decimals });
            }
        }
        Ok(found)
    }
}

pub(super) fn at(answers: &[String], place: usize) -> Result<&str, Fault> {
    answers.get(place).map(String::as_str).ok_or(Fault::Malformed)
}

/// One number that a contract gave; an address without a contract gives nothing, which is no fault
/// of the node.
fn read_units(json: &str) -> Result<Option<TokenUnits>, Fault> {
    let text: String = wire::read(json, Some)?;
    if text.starts_with("0x") {
        Ok(wire::word(text).and_then(TokenUnits::of_word))
    } else {
        Err(Fault::Malformed)
    }
}

/// A block of the height that was asked for.
pub(super) fn read_block(json: &str, which: At) -> Result<Option<BlockRef>, Fault> {
    let block = wire::read_known(json, wire::block)?;
    match (which, block) {
        (At::Number(number), Some(block)) if block.number != number => Err(Fault::Malformed),
        _ => Ok(block),
    }
}

/// A receipt of the transaction that was asked for, all of whose logs are of its block.
pub(super) fn read_receipt(json: &str, tx: TxHash) -> Result<Option<Receipt>, Fault> {
    let receipt = wire::read_known(json, wire::receipt)?;
    let is_own = |receipt: &Receipt| {
        let mut logs = receipt.logs.iter();
        receipt.tx == tx && logs.all(|log| log.tx == tx && log.block == receipt.block)
    };
    if receipt.as_ref().is_none_or(is_own) { Ok(receipt) } else { Err(Fault::Malformed) }
}
