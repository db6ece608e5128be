//! Why a call that only reads failed.
//!
//! Holds a kind and nothing else, so that printing it can never show a URL, a key, a link or a
//! provider's own words. A submission has no fault: see `SubmitOutcome`.

use thiserror::Error;

use super::error_table::ErrorClass;

/// The failure of a reading call. Every text is ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum Fault {
    /// DNS, TCP or TLS failed, or took too long: nothing was sent.
    #[error("no connection to the provider")]
    NoConnection,
    /// The connection ended before a complete answer.
    #[error("the provider closed the connection")]
    Reset,
    /// No complete answer within the time allowed.
    #[error("the provider did not answer in time")]
    Timeout,
    /// An HTTP status that is not 2xx, without a listed error text.
    #[error("the provider answered with HTTP status {0}")]
    Http(u16),
    /// The body is not JSON.
    #[error("the provider's answer is not JSON")]
    NotJson,
    /// JSON, but not of a form that this call knows.
    #[error("the provider's answer has an unknown form")]
    Shape,
    /// An amount has the sign or code of another currency than the account's.
    #[error("the provider's amount is in another currency")]
    OtherCurrency,
    /// The answer, or the question, is larger than allowed.
    #[error("the provider's answer is too large")]
    TooLarge,
    /// The budget of calls is used up: nothing was sent.
    #[error("the provider may not be called more often now")]
    Throttled,
    /// The provider named an error; unlisted texts are [`ErrorClass::Other`].
    #[error("the provider refused the call: {}", .0.as_str())]
    Provider(ErrorClass),
}

impl Fault {
    /// Stable text for storage and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoConnection => "no_connection",
            Self::Reset => "reset",
            Self::Timeout => "timeout",
            Self::Http(_) => "http",
            Self::NotJson => "not_json",
            Self::Shape => "shape",
            Self::OtherCurrency => "other_currency",
            Self::TooLarge => "too_large",
            Self::Throttled => "throttled",
            Self::Provider(class) => class.as_str(),
        }
    }
}
