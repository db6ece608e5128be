//! A customer's request for the money that an order lacks: where it may stand, and why it is
//! declined.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

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
    /// None is told.
    Untold,
    /// An owner's own words.
    Words(String),
}

impl DeclineReason {
    /// Those that need no words, with the letters of their buttons.
    pub const READY: [(char, Self); 4] =
        [('f', Self::NotFound), ('p', Self::PayFirst), ('n', Self::NotNow), ('x', Self::Untold)];

    /// The stored word; empty where nothing of ours is told.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::PayFirst => "pay_first",
            Self::NotNow => "not_now",
            Self::Untold | Self::Words(_) => "",
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
        let ready = Self::READY.into_iter().map(|(_, reason)| reason);
        ready.into_iter().find(|reason| reason.as_str() == word).unwrap_or(Self::Untold)
    }

    /// The reason behind the letter of a button.
    #[must_use]
    pub fn of_letter(letter: char) -> Option<Self> {
        Self::READY.into_iter().find(|(own, _)| *own == letter).map(|(_, reason)| reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_reasons_are_read_as_they_were_stored() {
        for (letter, reason) in DeclineReason::READY {
            assert_eq!(DeclineReason::of_letter(letter), Some(reason.clone()));
            assert_eq!(DeclineReason::of(reason.as_str(), ""), reason);
        }
        let own = DeclineReason::Words("wait until Monday".to_owned());
        assert_eq!(DeclineReason::of(own.as_str(), own.words()), own);
        assert_eq!(DeclineReason::of_letter('?'), None);
    }
}
