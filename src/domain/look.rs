//! What a look at a provider's list of services comes to: what is kept of it, and why a list could
//! not be fetched.

use strum::{EnumIter, EnumString, IntoStaticStr};

use super::provider::Finding;

/// What a look came to, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum LookEnd {
    /// The list was taken over.
    Taken,
    /// It was empty or too short, and refused as a whole.
    Shrunk,
    /// It cannot be read.
    Unreadable,
    /// It could not be fetched.
    Unreachable,
    /// The account is in another currency than the settings say.
    Currency,
}

/// Why a list could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Unfetched {
    /// There is no connection.
    NoConnection,
    /// The connection broke off.
    Reset,
    /// Nothing came in time.
    Timeout,
    /// An error of HTTP came.
    Http,
    /// Our own limit of calls is used up.
    Throttled,
    /// The key is refused.
    Auth,
    /// A web page comes in place of answers.
    WebPage,
    /// It asks for fewer calls.
    Rate,
    /// It refused for another reason.
    Other,
}

impl From<Finding> for Unfetched {
    fn from(finding: Finding) -> Self {
        match finding {
            Finding::Key => Self::Auth,
            Finding::Page => Self::WebPage,
        }
    }
}
