//! Transfers of tokens that nobody listed: counted, and a few of them looked up.
//!
//! Owns that what strangers send stays cheap: of the logs of a range only counts are kept, receipts
//! are asked for one by one and for a few transfers only, and how much is asked for at once has a
//! pace of its own, so that a flood here does not slow the look for payments. Must never find a
//! payment.

use std::collections::BTreeMap;

use super::address::Address;
use super::block::{BlockNumber, BlockRef, Blocks};
use super::client::ChainClient;
use super::fault::{Fault, Host, RpcError};
use super::pace::Pace;
use super::scan::{FoundTransfer, HALVINGS_MAX};
use super::transfer;
use super::wire::{Log, LogFilter};

/// Of one token at most so many transfers are looked up in a range.
const SAMPLES_OF_A_TOKEN: usize = 3;
/// Tokens that are counted by themselves in a range; those of further ones are counted together.
const TOKENS_MAX: usize = 100;

/// What shall be looked at.
#[derive(Debug, Clone, Copy)]
pub struct UnlistedRequest<'a> {
    /// The first block.
    pub from: BlockNumber,
    /// Stay so far behind the head: blocks that are replaced are of no interest.
    pub lag: Blocks,
    /// Who was paid.
    pub recipients: &'a [Address],
    /// How many transfers are looked up at most.
    pub samples: usize,
}

/// What one range has of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unlisted {
    /// The last block of the range; `None` if there is nothing new.
    pub reached: Option<BlockRef>,
    /// The newest block less the lag.
    pub end: Option<BlockNumber>,
    /// Transfers of more than nothing, by contract.
    pub tokens: BTreeMap<Address, u64>,
    /// Those of contracts that are not in `tokens`.
    pub others: u64,
    /// A few of them.
    pub samples: Vec<FoundTransfer>,
}

/// What of the logs is kept while they are gone through.
#[derive(Default)]
struct Tally {
    end: Option<BlockRef>,
    tokens: BTreeMap<Address, u64>,
    others: u64,
    picked: Vec<Log>,
}

impl ChainClient {
    /// Looks at one range from `request.from` on; transfers of listed tokens and of nothing are
    /// passed over.
    ///
    /// # Errors
    /// An [`RpcError`]: nothing was looked at.
    pub async fn unlisted(&self, request: UnlistedRequest<'_>) -> Result<Unlisted, RpcError> {
        let head = self.head().await?.value;
        let end = head.back(request.lag);
        if request.from > end {
            return Ok(Unlisted { end: Some(end), ..Unlisted::default() });
        }
        let mut tally = self.tally(&request, end).await?;
        let picked = std::mem::take(&mut tally.picked);
        let samples = self.looked_up(&picked).await;
        let Tally { end: reached, tokens, others, .. } = tally;
        Ok(Unlisted { reached, end: Some(end), tokens, others, samples })
    }

    /// The counts of the first range that nodes answer for.
    async fn tally(
        &self,
        request: &UnlistedRequest<'_>,
        end: BlockNumber,
    ) -> Result<Tally, RpcError> {
        for _ in 0..=HALVINGS_MAX {
            let pace = self.unlisted_pace(|pace| *pace);
            let to = request.from.ahead(Blocks::new(pace.blocks.saturating_sub(1))).min(end);
            let length = request.from.confirmations(to).get();
            match self.tally_range(request, to, pace).await {
                Ok(tally) => {
                    self.unlisted_pace(|pace| pace.grow(length));
                    return Ok(tally);
                }
                Err(error) if !error.fault.is_of_the_question() => return Err(error),
                Err(error) => {
                    if !self.unlisted_pace(|pace| pace.halve(length)) {
                        return Err(error);
                    }
                }
            }
        }
        Err(RpcError { host: Host::new(String::new()), fault: Fault::TooLarge })
    }

    async fn tally_range(
        &self,
        request: &UnlistedRequest<'_>,
        to: BlockNumber,
        pace: Pace,
    ) -> Result<Tally, RpcError> {
        let mut tally = Tally::default();
        let nobody: [&[Address]; 1] = [&[]];
        let parts: Vec<&[Address]> = request.recipients.chunks(pace.recipients.max(1)).collect();
        let parts = if parts.is_empty() { nobody.to_vec() } else { parts };
        for recipients in parts {
            let filter = LogFilter { from: request.from, to, tokens: &[], recipients };
            let part = self.logs_of(filter).await?;
            if *tally.end.get_or_insert(part.end) != part.end {
                return Err(RpcError { host: part.host, fault: Fault::Inconsistent });
            }
            for log in part.logs {
                self.count(log, request.samples, &mut tally);
            }
        }
        Ok(tally)
    }

    fn count(&self, log: Log, samples: usize, tally: &mut Tally) {
        let contract = log.event.contract;
        let is_listed = self.tokens.iter().any(|token| token.contract == contract);
        let paid = transfer::decode(&log.event.topics, &log.event.data);
        if is_listed || paid.is_ok_and(|paid| paid.units.is_zero()) {
            return;
        }
        // What is no transfer of an amount, such as a collectible, is counted and not looked up.
        let is_sample = paid.is_ok()
            && tally.picked.len() < samples
            && of_token(&tally.picked, contract) < SAMPLES_OF_A_TOKEN;
        let is_named = tally.tokens.len() < TOKENS_MAX || tally.tokens.contains_key(&contract);
        let count =
            if is_named { tally.tokens.entry(contract).or_default() } else { &mut tally.others };
        *count = count.saturating_add(1);
        if is_sample && is_named {
            tally.picked.push(log);
        }
    }

    /// The transfers as they stand in their receipts. One whose receipt cannot be had, or does not
    /// have it, is left out.
    async fn looked_up(&self, picked: &[Log]) -> Vec<FoundTransfer> {
        let mut found = Vec::new();
        for log in picked {
            match self.settle(&[(log.tx, vec![log])]).await {
                Ok(sorted) => found.extend(sorted.transfers),
                Err(error) => tracing::debug!(%error, "an unlisted transfer was not looked up"),
            }
        }
        found
    }
}

fn of_token(picked: &[Log], contract: Address) -> usize {
    picked.iter().filter(|log| log.event.contract == contract).count()
}
