//! What a node refuses to answer, and in which words.
//!
//! The figures of TRON are java-tron's; those of the others are what public nodes commonly have.

use super::Profile;
use super::answer::RpcError;

const INVALID_PARAMS: i64 = -32_602;
const LIMIT_EXCEEDED: i64 = -32_005;

/// How a node words that a range is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeWords {
    /// -32602 `exceed max block range: 5000`.
    Tron,
    /// -32005 `limit exceeded`.
    LimitExceeded,
    /// -32602 `block range is too wide`.
    TooWide,
    /// -32000 `exceed maximum block range: 5000`.
    Server,
}

/// What a node says of blocks that it does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BeyondHead {
    /// Leaves them out without a word.
    Empty,
    /// -32602 where a range ends beyond the newest block.
    Refused,
}

/// The largest requests and answers of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeLimits {
    /// Blocks of one `eth_getLogs`, both ends counted.
    pub range_blocks: u64,
    /// Logs of one answer.
    pub results: usize,
    /// Values in one place of the topics.
    pub topic_values: usize,
    /// Contracts of one `eth_getLogs`.
    pub addresses: usize,
    /// Calls of one batch.
    pub batch: usize,
    pub range_words: RangeWords,
    pub beyond_head: BeyondHead,
}

impl NodeLimits {
    pub(super) const fn usual(profile: Profile) -> Self {
        let (range_blocks, range_words) = match profile {
            Profile::Ethereum => (10_000, RangeWords::LimitExceeded),
            Profile::Tron => (5_000, RangeWords::Tron),
        };
        Self {
            range_blocks,
            results: 10_000,
            topic_values: 1_000,
            addresses: 1_000,
            batch: 100,
            range_words,
            beyond_head: BeyondHead::Empty,
        }
    }

    /// # Errors
    /// When the range has too many blocks.
    pub(super) fn check_range(&self, (from, to): (u64, u64)) -> Result<(), RpcError> {
        let max = self.range_blocks;
        if to.saturating_sub(from) < max {
            return Ok(());
        }
        Err(match self.range_words {
            RangeWords::Tron => {
                RpcError::new(INVALID_PARAMS, format!("exceed max block range: {max}"))
            }
            RangeWords::LimitExceeded => RpcError::new(LIMIT_EXCEEDED, "limit exceeded"),
            RangeWords::TooWide => RpcError::new(INVALID_PARAMS, "block range is too wide"),
            RangeWords::Server => {
                RpcError::new(-32_000, format!("exceed maximum block range: {max}"))
            }
        })
    }

    /// # Errors
    /// When there are too many logs.
    pub(super) fn check_results(&self, count: usize) -> Result<(), RpcError> {
        let max = self.results;
        if count <= max {
            return Ok(());
        }
        Err(RpcError::new(LIMIT_EXCEEDED, format!("query returned more than {max} results")))
    }

    /// # Errors
    /// When one place of the topics has too many values.
    pub(super) fn check_topic(&self, count: usize) -> Result<(), RpcError> {
        let max = self.topic_values;
        if count <= max {
            return Ok(());
        }
        Err(RpcError::new(INVALID_PARAMS, format!("exceed max topics: {max}")))
    }

    /// # Errors
    /// When there are too many contracts.
    pub(super) fn check_addresses(&self, count: usize) -> Result<(), RpcError> {
        let max = self.addresses;
        if count <= max {
            return Ok(());
        }
        Err(RpcError::new(INVALID_PARAMS, format!("exceed max addresses: {max}")))
    }

    /// # Errors
    /// When a batch has too many calls.
    pub(super) fn check_batch(&self, count: usize) -> Result<(), RpcError> {
        let max = self.batch;
        if count <= max {
            return Ok(());
        }
        let text = format!("Batch size {count} exceeds the limit of {max}");
        Err(RpcError::new(LIMIT_EXCEEDED, text))
    }
}
