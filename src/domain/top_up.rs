//! A customer's request for the money that an order lacks: where it may stand, and why it is
//! declined.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoEnumIterator as _, IntoStaticStr};

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum TopUpState {
    /// Nobody has decided.
    Open,
    /// The money was given.
    Given,
    /// An owner said no.
    Declined,
    /// The customer has asked for another sum since.
    Superseded,
}

/// Why a request is declined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeclineReason {
    /// No payment was found.
    NotFound,
    /// The customer has to pay first.
    PayFirst,
    /// It is not possible now.
    NotNow,
    /// None is given.
    #[serde(rename = "Untold")]
    Unexplained,
    /// An owner's own words.
    Words(String),
}

/// What an owner presses to decline; written in buttons as its letter, which never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
pub enum DeclineChoice {
    /// No payment was found.
    #[strum(serialize = "f")]
    NotFound,
    /// The customer has to pay first.
    #[strum(serialize = "p")]
    PayFirst,
    /// It is not possible now.
    #[strum(serialize = "n")]
    NotNow,
    /// None is given.
    #[strum(serialize = "x")]
    Unexplained,
    /// The owner types why.
    #[strum(serialize = "w")]
    OwnWords,
}

impl DeclineChoice {
    /// The reason, if none has to be typed.
    #[must_use]
    pub const fn reason(self) -> Option<DeclineReason> {
        match self {
            Self::NotFound => Some(DeclineReason::NotFound),
            Self::PayFirst => Some(DeclineReason::PayFirst),
            Self::NotNow => Some(DeclineReason::NotNow),
            Self::Unexplained => Some(DeclineReason::Unexplained),
            Self::OwnWords => None,
        }
    }
}

impl DeclineReason {
    /// The stored word; empty where nothing of ours is told.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::PayFirst => "pay_first",
            Self::NotNow => "not_now",
            Self::Unexplained | Self::Words(_) => "",
        }
    }

    /// An owner's own words, or none.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Words(words) => words,
            _ => "",
        }
    }

    /// The reason as it was stored.
    #[must_use]
    pub fn of(word: &str, words: &str) -> Self {
        if !words.is_empty() {
            return Self::Words(words.to_owned());
        }
        let mut ready = DeclineChoice::iter().filter_map(DeclineChoice::reason);
        ready.find(|reason| reason.as_str() == word).unwrap_or(Self::Unexplained)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_reasons_are_read_as_they_were_stored() {
        for reason in DeclineChoice::iter().filter_map(DeclineChoice::reason) {
            assert_eq!(DeclineReason::of(reason.as_str(), ""), reason);
        }
        let own = DeclineReason::Words("wait until Monday".to_owned());
        assert_eq!(DeclineReason::of(own.as_str(), own.words()), own);
    }
}
