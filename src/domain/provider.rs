//! Why a provider gets no orders, the one order that may try it, and what a sentence of its can be
//! filed under. Pure names and what follows from them.

use strum::{EnumIter, IntoStaticStr};

use super::order::NotPlacedCause;

/// Why a provider gets no orders. Each outlives a restart; orders wait meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StopReason {
    /// It is not in the settings any more.
    Off,
    /// The settings have no rate for its currency.
    NoRate,
    /// Its account is in another currency than the settings say.
    Currency,
    /// It refuses the key.
    Key,
    /// What answers at its address handles no orders.
    Address,
    /// Too many orders in a row had an unknown outcome.
    Unclear,
}

impl StopReason {
    /// Every reason; of several the first is the one to mend first.
    pub const ALL: [Self; 6] =
        [Self::Off, Self::NoRate, Self::Currency, Self::Key, Self::Address, Self::Unclear];

    /// The stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::NoRate => "no_rate",
            Self::Currency => "currency",
            Self::Key => "key",
            Self::Address => "address",
            Self::Unclear => "unclear",
        }
    }

    /// Reads a stored name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text)
    }

    /// Whether the answer to an order shows that it is over. The others end by the settings, or by
    /// the currency that the account names.
    #[must_use]
    pub const fn ends_by_an_order(self) -> bool {
        matches!(self, Self::Key | Self::Address | Self::Unclear)
    }
}

/// Why no question to a provider will be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[strum(const_into_str)]
pub enum Finding {
    /// The key is refused.
    #[strum(serialize = "auth")]
    Key,
    /// A web page comes in place of answers.
    #[strum(serialize = "web_page")]
    Page,
}

impl Finding {
    /// Whether owners know it from a stop for this reason.
    #[must_use]
    pub const fn is_told_by(self, reason: StopReason) -> bool {
        match self {
            Self::Key => matches!(reason, StopReason::Key),
            Self::Page => matches!(reason, StopReason::Address),
        }
    }
}

/// What owners are told about a provider once in a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// It places no orders.
    NotPlaced(NotPlacedCause),
    /// No question to it will be answered.
    Question(Finding),
    /// Its list of services cannot be fetched.
    CatalogUnreachable,
    /// It does not answer questions about orders.
    StatusUnreachable,
}

impl Trouble {
    /// The name that its words go by.
    #[must_use]
    pub const fn into_str(self) -> &'static str {
        match self {
            Self::NotPlaced(cause) => cause.into_str(),
            Self::Question(finding) => finding.into_str(),
            Self::CatalogUnreachable => "catalog_unreachable",
            Self::StatusUnreachable => "status_unreachable",
        }
    }
}

/// The one order that may be sent to a provider while it is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trial {
    /// None.
    None,
    /// The next order may be sent.
    Granted,
    /// It was sent, and its answer is awaited.
    Sent,
    /// An owner's trial failed: only an owner grants another one.
    Failed,
}

impl Trial {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::None, Self::Granted, Self::Sent, Self::Failed];

    /// The stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Granted => "granted",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// Reads a stored name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trial| trial.as_str() == text)
    }
}

/// The most characters that are kept of what a provider said.
pub const SAID_MAX_CHARS: usize = 200;
/// A sentence with fewer letters says too little to be filed, or to decide about money.
pub const SENTENCE_MIN_LETTERS: usize = 4;

/// A sentence as it is compared: lower case, single spaces, numbers as `#`, no end punctuation.
#[must_use]
pub fn fold_sentence(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(fold_word).collect();
    let end = |letter: char| matches!(letter, '.' | '!' | '…' | ' ');
    words.join(" ").trim_end_matches(end).to_owned()
}

fn fold_word(word: &str) -> String {
    let number = word.trim_end_matches(['.', '!']);
    let digits = |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.');
    if number.starts_with(|letter: char| letter.is_ascii_digit()) && number.chars().all(digits) {
        return "#".to_owned();
    }
    word.to_lowercase()
}

/// What a provider said, made harmless: its key and URL taken out, one line, cut to a bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// What they are.
    pub form: Form,
}

/// What the words of a provider are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// An error of its, whole.
    Whole,
    /// A part of something longer, or of an answer that is no JSON: not to be compared.
    Part,
    /// What stands on a web page that came in place of an answer.
    Page,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Part, Self::Page];

    /// The stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Part => "part",
            Self::Page => "page",
        }
    }

    /// Reads a stored name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == text)
    }
}

/// What an owner may say that a provider's sentence means: in all of them nothing was placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// The link is refused: the order is returned.
    Link,
    /// The quantity is refused: the order is returned.
    Quantity,
    /// The service is not sold any more: the order is returned.
    ServiceGone,
    /// The request is refused as such: the order is returned.
    Request,
    /// The shop's money there is used up: the order waits.
    Funds,
    /// An open order has the same link: the order waits.
    Duplicate,
    /// Too many requests: the order waits.
    Rate,
    /// The key is refused: the provider is stopped.
    Auth,
}

impl Meaning {
    /// Every meaning, in the order of the buttons.
    pub const ALL: [Self; 8] = [
        Self::Link,
        Self::Quantity,
        Self::ServiceGone,
        Self::Request,
        Self::Funds,
        Self::Duplicate,
        Self::Rate,
        Self::Auth,
    ];

    /// The stored name, which the settings use as well.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Quantity => "quantity",
            Self::ServiceGone => "service_gone",
            Self::Request => "request",
            Self::Funds => "funds",
            Self::Duplicate => "duplicate",
            Self::Rate => "rate",
            Self::Auth => "auth",
        }
    }

    /// Reads a stored name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|meaning| meaning.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for reason in StopReason::ALL {
            assert_eq!(StopReason::parse(reason.as_str()), Some(reason));
        }
        for trial in Trial::ALL {
            assert_eq!(Trial::parse(trial.as_str()), Some(trial));
        }
        for form in Form::ALL {
            assert_eq!(Form::parse(form.as_str()), Some(form));
        }
        for meaning in Meaning::ALL {
            assert_eq!(Meaning::parse(meaning.as_str()), Some(meaning));
        }
        assert_eq!(StopReason::parse("sleepy"), None);
    }
}
