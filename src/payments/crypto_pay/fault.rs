//! Why Crypto Pay has not given what was asked for. Every text is ours but the name of an error,
//! which is capital letters or nothing.

use std::fmt;

use crate::payments::http::Broken;

/// The longest name of an error.
const NAME_MAX_CHARS: usize = 64;
/// What stands for a name that is none.
const NO_NAME: &str = "OTHER";

/// The name of an error as Crypto Pay gives it, such as `EXPIRES_IN_INVALID`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ErrorName(String);

impl ErrorName {
    /// The name, if it is one: capital letters, digits and underscores.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let is_letter =
            |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        let is_name = (1..=NAME_MAX_CHARS).contains(&text.len()) && text.bytes().all(is_letter);
        Self(if is_name { text } else { NO_NAME }.to_owned())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ErrorName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A call that failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PayFault {
    /// DNS, TCP or TLS failed, or took too long: nothing was sent.
    #[error("Crypto Pay cannot be reached")]
    Unreachable,
    /// No complete answer within the time allowed.
    #[error("Crypto Pay did not answer in time")]
    Timeout,
    /// The connection ended before a complete answer.
    #[error("Crypto Pay closed the connection")]
    Reset,
    /// More bytes than allowed.
    #[error("the answer of Crypto Pay is too large")]
    TooLarge,
    /// An HTTP status that says nothing about the call.
    #[error("Crypto Pay answered with HTTP status {0}")]
    Http(u16),
    /// Not the protocol, or not its form.
    #[error("Crypto Pay answered in an unknown form")]
    Malformed,
    /// Asked too often; the wait in milliseconds, if it named one.
    #[error("Crypto Pay may not be asked more often now")]
    Limited {
        /// 1 s to 1 h.
        retry_after_ms: Option<i64>,
    },
    /// The token is not valid any more (401), or the account is suspended (423): stop offering it.
    #[error("Crypto Pay refuses the token or has suspended the account (HTTP status {0})")]
    Suspended(u16),
    /// The call was understood and refused.
    #[error("Crypto Pay refused the call: {0}")]
    Refused(ErrorName),
}

impl From<Broken> for PayFault {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::NoConnection => Self::Unreachable,
            Broken::Timeout => Self::Timeout,
            Broken::Reset => Self::Reset,
            Broken::TooLarge => Self::TooLarge,
        }
    }
}
