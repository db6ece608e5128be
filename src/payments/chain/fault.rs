//! Why a node has not answered, and which one: a host and a kind, never a URL nor a node's words.

use std::fmt;

use crate::payments::http::Broken;

use super::block::ChainId;

/// A host, with its port where the URL names one. The one part of a URL that may be shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Host(String);

impl Host {
    /// The host of this text.
    #[must_use]
    pub(super) const fn new(text: String) -> Self {
        Self(text)
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What a host said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered<T> {
    /// Which one.
    pub host: Host,
    /// What.
    pub value: T,
}

impl<T> Answered<T> {
    /// Something made of what the host said.
    pub(super) fn map<R>(self, of: impl FnOnce(T) -> R) -> Answered<R> {
        Answered { host: self.host, value: of(self.value) }
    }
}

/// A question that nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{host}: {fault}")]
pub struct RpcError {
    /// Who failed.
    pub host: Host,
    /// How.
    pub fault: Fault,
}

/// How an endpoint failed. Every text is ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Fault {
    /// DNS, TCP or TLS failed, or took too long.
    #[error("cannot be reached")]
    Unreachable,
    /// No complete answer within the time allowed.
    #[error("did not answer in time")]
    Timeout,
    /// The connection ended before a complete answer.
    #[error("closed the connection")]
    Reset,
    /// More bytes than allowed.
    #[error("the answer is too large")]
    TooLarge,
    /// An HTTP status without an answer of the protocol.
    #[error("answered with HTTP status {0}")]
    Http(u16),
    /// It was asked too often; the wait in milliseconds, if it named one.
    #[error("may not be asked more often now")]
    Limited {
        /// 1 s to 1 h.
        retry_after_ms: Option<i64>,
    },
    /// It failed before and is left alone for so many milliseconds more: nothing was sent.
    #[error("has failed and is left alone for a while")]
    Resting {
        /// Above 0.
        retry_after_ms: i64,
    },
    /// Too many blocks, results or values for this node.
    #[error("refused the range, code {code}")]
    RangeTooWide {
        /// Of JSON-RPC.
        code: i64,
    },
    /// Any other error of the protocol.
    #[error("answered with the error {code}")]
    Rpc {
        /// Of JSON-RPC.
        code: i64,
    },
    /// Not the protocol, or not its form: a web page, a limiter's own words, a hash cut short.
    #[error("answered in an unknown form")]
    Malformed,
    /// Its answers do not belong together: a block is replaced just now, or several nodes behind
    /// one name have not seen the same.
    #[error("contradicted itself")]
    Inconsistent,
    /// Another network.
    #[error("is a node of the network {found}")]
    WrongChain {
        /// Which one.
        found: ChainId,
    },
}

impl Fault {
    /// Whether asking for less may help. A dead host or a used up allowance answers nothing at all.
    #[must_use]
    pub const fn is_of_the_question(self) -> bool {
        match self {
            Self::Timeout
            | Self::Reset
            | Self::TooLarge
            | Self::Http(400 | 413 | 500..)
            | Self::RangeTooWide { .. }
            | Self::Rpc { .. }
            | Self::Malformed => true,
            Self::Unreachable
            | Self::Http(_)
            | Self::Limited { .. }
            | Self::Resting { .. }
            | Self::Inconsistent
            | Self::WrongChain { .. } => false,
        }
    }

    /// Whether the endpoint is left alone afterwards. An error of the protocol is an answer, and
    /// one that is too large for us is nobody else's fault.
    pub(super) const fn is_of_the_endpoint(self) -> bool {
        !matches!(
            self,
            Self::RangeTooWide { .. }
                | Self::Rpc { .. }
                | Self::Resting { .. }
                | Self::TooLarge
                | Self::Http(400 | 413)
        )
    }
}

impl From<Broken> for Fault {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::NoConnection => Self::Unreachable,
            Broken::Timeout => Self::Timeout,
            Broken::Reset => Self::Reset,
            Broken::TooLarge => Self::TooLarge,
        }
    }
}
