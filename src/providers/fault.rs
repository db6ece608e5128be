//! Why a call that only reads failed.
//!
//! A fault is a kind and nothing else; the provider's own words stand beside it, cleaned, and are
//! not printed with it. A submission has no fault: see `SubmitOutcome`.

use thiserror::Error;

use super::error_table::ErrorClass;
use crate::domain::provider::{Form, Said};

/// A call that only reads and failed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{fault}")]
pub struct Failure {
    /// Why.
    pub fault: Fault,
    /// What the provider said, if it said anything.
    pub said: Option<Said>,
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self { fault, said: None }
    }
}

impl Failure {
    /// The provider's words for a log; empty for none.
    #[must_use]
    pub fn words(&self) -> &str {
        self.said.as_ref().map_or("", |said| &said.text)
    }

    /// Whether a web page came in place of an answer.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.said.as_ref().is_some_and(|said| said.form == Form::Page)
    }
}

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
    #[error("the provider refused the call: {}", .0.into_str())]
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
            Self::Provider(class) => class.into_str(),
        }
    }
}
