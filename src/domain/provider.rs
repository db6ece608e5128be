//! What a provider is and how it stands: its kind, why it gets no orders, the one order that may
//! try it, what an owner types to add one, and what a sentence of its can be filed under. Pure
//! names and what follows from them.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use super::order::NotPlacedCause;

/// What kind of system a provider is, as the settings call it and the database keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ProviderKind {
    /// A panel with an "API v2".
    Panel,
    /// Top-ups of phones and games.
    Upmobile,
    /// Tests of a customer's own mail domain.
    Mail,
}

impl ProviderKind {
    /// Whether a provider of this kind sells nothing until an owner has switched it on: what it
    /// does cannot be undone, and somebody has to have looked first.
    #[must_use]
    pub const fn starts_off(self) -> bool {
        match self {
            Self::Panel => false,
            Self::Upmobile | Self::Mail => true,
        }
    }
}

/// Why a provider gets no orders. Each outlives a restart; orders wait meanwhile. Of several the
/// first here is the one to mend first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum StopReason {
    /// It is not in the settings any more.
    Off,
    /// Another host answers under its name, and no owner has said that it is the same system.
    Moved,
    /// Its address and key cannot be opened: the key of what is sealed is missing or another one.
    Sealed,
    /// An owner has switched it off.
    SwitchedOff,
    /// A top-up took more than its price had said.
    Debited,
    /// The settings have no rate for its currency.
    NoRate,
    /// The rate of its currency is fetched, and there is none that is new enough.
    NoFetchedRate,
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
    /// Whether it ends when an owner switches the provider on.
    #[must_use]
    pub const fn ends_by_switch(self) -> bool {
        matches!(self, Self::SwitchedOff | Self::Debited)
    }

    /// Whether the answer to an order shows that it is over. The others end by the settings, or by
    /// the currency that the account names.
    #[must_use]
    pub const fn ends_by_an_order(self) -> bool {
        matches!(self, Self::Key | Self::Address | Self::Unclear)
    }
}

/// What is asked of an owner who adds a provider, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", const_into_str)]
pub enum ProviderAsk {
    /// What it is called here.
    Name,
    /// Its whole address.
    Address,
    /// The key of its API.
    Key,
    /// The currency of its prices.
    Currency,
    /// Shop currency for one unit of it.
    Rate,
}

impl ProviderAsk {
    /// Whether the answer must not stay in the chat.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::Address | Self::Key)
    }
}

/// Why a provider that is being added cannot be.
#[derive(Debug, Clone, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum AddRefusal {
    /// Nobody answers there, or not at a public address.
    NoConnection,
    /// The answer did not come in time, or broke off.
    NoAnswer,
    /// It refuses the key.
    Key,
    /// A web page comes in place of an answer.
    WebPage,
    /// Something else than a balance comes.
    NoBalance,
    /// The account is in another currency than was typed.
    Currency {
        /// Which.
        account: String,
    },
    /// What was typed cannot be opened any more.
    Sealed,
}

/// What owners switch a provider to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Switch {
    /// It is sold and sent to.
    On,
    /// It is not; what it has accepted is followed.
    Off,
}

/// The longest name of a provider that is added in the chat.
pub const CHAT_NAME_MAX: usize = 16;

/// Whether a provider may be called so in the chat.
#[must_use]
pub fn is_chat_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (1..=CHAT_NAME_MAX).contains(&name.len()) && name.bytes().all(fits)
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
    pub const fn is_known_by(self, reason: StopReason) -> bool {
        match self {
            Self::Key => matches!(reason, StopReason::Key),
            Self::Page => matches!(reason, StopReason::Address),
        }
    }
}

/// What owners are told about a provider once in a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProviderFault {
    /// It places no orders.
    NotPlaced(NotPlacedCause),
    /// No question to it will be answered.
    Question(Finding),
    /// Its list of services cannot be fetched.
    CatalogUnreachable,
    /// It does not answer questions about orders.
    StatusUnreachable,
    /// What it says a top-up costs makes no sense.
    PreviewUnreadable,
}

impl ProviderFault {
    /// The name that its words go by.
    #[must_use]
    pub const fn into_str(self) -> &'static str {
        match self {
            Self::NotPlaced(cause) => cause.into_str(),
            Self::Question(finding) => finding.into_str(),
            Self::CatalogUnreachable => "catalog_unreachable",
            Self::StatusUnreachable => "status_unreachable",
            Self::PreviewUnreadable => "preview_unreadable",
        }
    }
}

/// The one order that may be sent to a provider while it is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Form {
    /// An error of its, whole.
    Whole,
    /// A part of something longer, or of an answer that is no JSON: not to be compared.
    Part,
    /// What stands on a web page that came in place of an answer.
    Page,
}

/// What an owner may say that a provider's sentence means, in the order of the buttons and by the
/// names that the settings use as well: in all of them nothing was placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
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
