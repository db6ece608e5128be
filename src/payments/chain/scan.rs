//! One step of watching a chain: the transfers of one range of blocks.
//!
//! Owns that a range is answered whole or not at all. Head, the range's last block and the logs are
//! asked for in one request, so that a node that has not seen the range yet cannot answer with an
//! empty list; every log is looked for in its transaction's receipt, and its block by its height.
//! It keeps no place: whoever stores what was found moves on, in the same transaction. Must never
//! skip a block.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use super::address::Address;
use super::block::{BlockNumber, BlockRef, Blocks, LogPosition, TransferId, TxHash};
use super::client::{BATCH_MAX, ChainClient, at, read_block, read_receipt};
use super::fault::{Fault, Host, RpcError};
use super::pace::Pace;
use super::transfer::{self, LogError, Paid, TokenUnits};
use super::wire::{self, At, Log, LogFilter, Question, Receipt};

/// Receipts and blocks of one request: a receipt may have thousands of logs.
const RECEIPTS_MAX: usize = 5;
/// Transactions of one range; where there are more it is taken in smaller ones.
const TRANSACTIONS_MAX: usize = 100;
/// How often one range is asked for anew with less after a refusal.
pub(super) const HALVINGS_MAX: usize = 12;
/// Ranges of one step: as many as lead over an overlap that a node answers for block by block.
const RANGES_MAX: usize = 64;

/// What one step shall look at.
#[derive(Debug, Clone, Copy)]
pub struct ScanRequest<'a> {
    /// The first block that was not looked at before.
    pub from: BlockNumber,
    /// So many blocks before that are looked at once more: a node may have missed something there.
    pub overlap: Blocks,
    /// The last block, if not all until the head shall be looked at.
    pub until: Option<BlockNumber>,
    /// Stay so far behind the head: nodes behind one name do not see a new block at once.
    pub lag: Blocks,
    /// The contracts; none asks for the transfers of any, listed or not.
    pub tokens: &'a [Address],
    /// Who was paid.
    pub recipients: &'a [Address],
    /// Heights that were reached before and whose blocks are read again.
    pub recheck: &'a [BlockNumber],
}

/// What one step has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Who was asked last for logs.
    pub host: Host,
    /// The newest block; it may be behind an earlier one.
    pub head: BlockNumber,
    /// The last block of the range, all of which was looked at; `None` if there is nothing new.
    pub reached: Option<BlockRef>,
    /// The blocks that stand now at the heights that were to be read again, ascending; a height
    /// that there is no more is missing.
    pub rechecked: Vec<BlockRef>,
    /// What was paid, by block, transaction and position.
    pub transfers: Vec<FoundTransfer>,
    /// Logs that are no payment.
    pub refused: Vec<RefusedLog>,
    /// Transfers of nothing, which anybody can write in anybody's name.
    pub zero_values: u64,
}

/// A transfer that stands in the receipt of a transaction that was not undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundTransfer {
    /// Which one.
    pub id: TransferId,
    /// Its block.
    pub block: BlockRef,
    /// The contract.
    pub token: Address,
    /// Who was paid, by whom and how much: above zero.
    pub paid: Paid,
}

/// A log that is no payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusedLog {
    /// Its transaction.
    pub tx: TxHash,
    /// The height of its block.
    pub number: BlockNumber,
    /// The contract.
    pub token: Address,
    /// Why.
    pub refusal: Refusal,
}

/// Why a log is no payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// It is no transfer.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The transaction was undone.
    #[error("the transaction has failed")]
    Failed,
    /// The receipt has no such log.
    #[error("the receipt does not have the log")]
    NotInReceipt,
}

/// The logs of a range, and who told them.
pub(super) struct Range {
    pub host: Host,
    pub end: BlockRef,
    pub logs: Vec<Log>,
}

/// What is learnt about logs.
#[derive(Default)]
pub(super) struct Sorted {
    pub transfers: Vec<FoundTransfer>,
    refused: Vec<RefusedLog>,
    zero_values: u64,
}

impl Sorted {
    fn refuse(&mut self, log: &Log, refusal: Refusal) {
        let token = log.event.contract;
        self.refused.push(RefusedLog { tx: log.tx, number: log.number, token, refusal });
    }
}

impl ChainClient {
    /// Looks at the overlap and at the blocks from `request.from` on: as many as nodes answer for
    /// at once, at least one of them if there is a new one. A range that is refused is halved,
    /// within this call and for the next ones.
    ///
    /// # Errors
    /// An [`RpcError`]: nothing was looked at.
    pub async fn scan(&self, request: ScanRequest<'_>) -> Result<Scan, RpcError> {
        let (host, head, rechecked) = self.look_around(request.recheck).await?;
        let end = head.back(request.lag);
        let end = request.until.map_or(end, |until| until.min(end));
        let mut scan = Scan {
            host,
            head,
            reached: None,
            rechecked,
            transfers: Vec::new(),
            refused: Vec::new(),
            zero_values: 0,
        };
        let mut next = request.from.back(request.overlap);
        for _ in 0..RANGES_MAX {
            if next > end || next > request.from {
                break;
            }
            let (range, sorted) = self.next_range(&request, next, end).await?;
            next = range.end.number.ahead(Blocks::new(1));
            scan.host = range.host;
            scan.reached = Some(range.end);
            scan.transfers.extend(sorted.transfers);
            scan.refused.extend(sorted.refused);
            scan.zero_values = scan.zero_values.saturating_add(sorted.zero_values);
        }
        scan.transfers.sort_by_key(|found| (found.block.number, found.id));
        Ok(scan)
    }

    /// The head, and the blocks that stand at heights, by as many requests as they need.
    async fn look_around(
        &self,
        recheck: &[BlockNumber],
    ) -> Result<(Host, BlockNumber, Vec<BlockRef>), RpcError> {
        let mut parts = recheck.chunks(BATCH_MAX.saturating_sub(1));
        let (host, head, mut blocks) = self.look_at(parts.next().unwrap_or_default()).await?;
        for heights in parts {
            blocks.extend(self.look_at(heights).await?.2);
        }
        blocks.sort_by_key(|block| block.number);
        Ok((host, head, blocks))
    }

    async fn look_at(
        &self,
        heights: &[BlockNumber],
    ) -> Result<(Host, BlockNumber, Vec<BlockRef>), RpcError> {
        let blocks = heights.iter().map(|height| Question::Block(At::Number(*height)));
        let questions: Vec<Question<'_>> = [Question::Head].into_iter().chain(blocks).collect();
        let read = |answers: &[String]| {
            let head = wire::read(at(answers, 0)?, wire::height)?;
            let blocks = heights.iter().zip(answers.iter().skip(1));
            let blocks = blocks.map(|(height, json)| read_block(json, At::Number(*height)));
            let blocks: Vec<BlockRef> =
                blocks.filter_map(Result::transpose).collect::<Result<_, _>>()?;
            Ok((head, blocks))
        };
        let answered = self.endpoints.ask(&questions, read).await?;
        let (head, blocks) = answered.value;
        Ok((answered.host, head, blocks))
    }

    /// The first range that nodes answer for.
    async fn next_range(
        &self,
        request: &ScanRequest<'_>,
        from: BlockNumber,
        end: BlockNumber,
    ) -> Result<(Range, Sorted), RpcError> {
        let mut refused: Option<RpcError> = None;
        for _ in 0..=HALVINGS_MAX {
            let pace = self.pace();
            let to = from.ahead(Blocks::new(pace.blocks.saturating_sub(1))).min(end);
            let length = from.confirmations(to).get();
            let filter = LogFilter { from, to, tokens: request.tokens, recipients: &[] };
            match self.whole_range(filter, request.recipients, pace).await {
                Ok(found) => {
                    self.set_pace(|pace| pace.grow(length));
                    return Ok(found);
                }
                // Everybody is left alone after the refusal, which is what there is to tell.
                Err(error) if !error.fault.is_of_the_question() => {
                    return Err(refused.unwrap_or(error));
                }
                Err(error) => {
                    let is_less = self.set_pace(|pace| pace.halve(length));
                    if !is_less {
                        return Err(error);
                    }
                    refused = Some(error);
                }
            }
        }
        let host = Host::new(String::new());
        Err(refused.unwrap_or(RpcError { host, fault: Fault::TooLarge }))
    }

    fn pace(&self) -> Pace {
        *self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_pace<R>(&self, change: impl FnOnce(&mut Pace) -> R) -> R {
        change(&mut self.pace.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn whole_range(
        &self,
        filter: LogFilter<'_>,
        recipients: &[Address],
        pace: Pace,
    ) -> Result<(Range, Sorted), RpcError> {
        let range = self.logs(filter, recipients, pace).await?;
        let (mut sorted, wanted) = sort(&range.logs);
        if wanted.len() > TRANSACTIONS_MAX && filter.to > filter.from {
            return Err(RpcError { host: range.host, fault: Fault::TooLarge });
        }
        let wanted: Vec<(TxHash, Vec<&Log>)> = wanted.into_iter().collect();
        for wanted in wanted.chunks(RECEIPTS_MAX) {
            let found = self.settle(wanted).await?;
            sorted.transfers.extend(found.transfers);
            sorted.refused.extend(found.refused);
        }
        Ok((range, sorted))
    }

    /// The logs of a range for all recipients, a part of them at a time.
    async fn logs(
        &self,
        filter: LogFilter<'_>,
        recipients: &[Address],
        pace: Pace,
    ) -> Result<Range, RpcError> {
        let mut range: Option<Range> = None;
        let nobody: [&[Address]; 1] = [&[]];
        let parts: Vec<&[Address]> = recipients.chunks(pace.recipients.max(1)).collect();
        let parts = if parts.is_empty() { nobody.to_vec() } else { parts };
        for recipients in parts {
            let part = self.logs_of(LogFilter { recipients, ..filter }).await?;
            match &mut range {
                None => range = Some(part),
                Some(range) if range.end == part.end => range.logs.extend(part.logs),
                Some(_) => return Err(RpcError { host: part.host, fault: Fault::Inconsistent }),
            }
        }
        // There is one part at least.
        let nothing = || RpcError { host: Host::new(String::new()), fault: Fault::Inconsistent };
        range.ok_or_else(nothing)
    }

    pub(super) async fn logs_of(&self, filter: LogFilter<'_>) -> Result<Range, RpcError> {
        let last = At::Number(filter.to);
        let mut questions = vec![Question::Head, Question::Block(last)];
        if !filter.recipients.is_empty() {
            questions.push(Question::Logs(filter));
        }
        let read = |answers: &[String]| {
            let head = wire::read(at(answers, 0)?, wire::height)?;
            let end = read_block(at(answers, 1)?, last)?;
            let end = end.filter(|end| head >= end.number).ok_or(Fault::Inconsistent)?;
            let logs = match answers.get(2) {
                Some(json) => wire::read(json, wire::logs)?,
                None => Vec::new(),
            };
            if logs.iter().any(|log| log.is_removed) {
                return Err(Fault::Inconsistent);
            }
            Ok((end, logs.into_iter().filter(|log| is_asked_for(log, &filter)).collect()))
        };
        let answered = self.endpoints.ask(&questions, read).await?;
        let (end, logs) = answered.value;
        Ok(Range { host: answered.host, end, logs })
    }

    /// Looks logs up in the receipts of their transactions, and the blocks by their heights.
    pub(super) async fn settle(&self, wanted: &[(TxHash, Vec<&Log>)]) -> Result<Sorted, RpcError> {
        let receipts = wanted.iter().map(|(tx, _)| Question::Receipt(*tx));
        let heights = || wanted.iter().filter_map(|(_, logs)| logs.first().map(|log| log.number));
        let blocks = heights().map(|height| Question::Block(At::Number(height)));
        let questions: Vec<Question<'_>> = receipts.chain(blocks).collect();
        let read = |answers: &[String]| {
            let mut sorted = Sorted::default();
            let blocks = answers.iter().skip(wanted.len());
            for (((tx, logs), receipt), block) in wanted.iter().zip(answers).zip(blocks) {
                let height = logs.first().map(|log| log.number).ok_or(Fault::Inconsistent)?;
                let receipt = read_receipt(receipt, *tx)?.ok_or(Fault::Inconsistent)?;
                let block = read_block(block, At::Number(height))?.ok_or(Fault::Inconsistent)?;
                for log in logs {
                    settle_one(log, &receipt, block, &mut sorted)?;
                }
            }
            Ok(sorted)
        };
        Ok(self.endpoints.ask(&questions, read).await?.value)
    }
}

/// Whether a node has kept to the question.
fn is_asked_for(log: &Log, filter: &LogFilter<'_>) -> bool {
    let contract = log.event.contract;
    let is_token = filter.tokens.is_empty() || filter.tokens.contains(&contract);
    let recipient = log.event.topics.get(2);
    let is_ours = filter.recipients.iter().any(|own| recipient == Some(&transfer::topic(*own)));
    is_token && is_ours && (filter.from..=filter.to).contains(&log.number)
}

/// Tells payments from what is none, without asking anybody.
fn sort(logs: &[Log]) -> (Sorted, BTreeMap<TxHash, Vec<&Log>>) {
    let mut sorted = Sorted::default();
    let mut wanted: BTreeMap<TxHash, Vec<&Log>> = BTreeMap::new();
    for log in logs {
        match transfer::decode(&log.event.topics, &log.event.data) {
            Ok(Paid { units: TokenUnits::ZERO, .. }) => {
                sorted.zero_values = sorted.zero_values.saturating_add(1);
            }
            Ok(_) => wanted.entry(log.tx).or_default().push(log),
            Err(error) => sorted.refuse(log, error.into()),
        }
    }
    (sorted, wanted)
}

/// A log that stands in a receipt of the block that stands at its height.
fn settle_one(
    log: &Log,
    receipt: &Receipt,
    block: BlockRef,
    sorted: &mut Sorted,
) -> Result<(), Fault> {
    if log.block != block.hash || receipt.block != block.hash || log.number != block.number {
        return Err(Fault::Inconsistent);
    }
    if !receipt.is_done {
        sorted.refuse(log, Refusal::Failed);
        return Ok(());
    }
    let Some(position) = position_of(log, receipt) else {
        sorted.refuse(log, Refusal::NotInReceipt);
        return Ok(());
    };
    match transfer::decode(&log.event.topics, &log.event.data) {
        Ok(paid) => sorted.transfers.push(FoundTransfer {
            id: TransferId { tx: log.tx, position },
            block,
            token: log.event.contract,
            paid,
        }),
        Err(error) => sorted.refuse(log, error.into()),
    }
    Ok(())
}

fn position_of(log: &Log, receipt: &Receipt) -> Option<LogPosition> {
    let is_same = |other: &Log| other.index == log.index && other.event == log.event;
    receipt.placed().find(|(_, other)| is_same(other)).map(|(position, _)| position)
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
