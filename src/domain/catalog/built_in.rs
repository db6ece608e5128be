//! What no provider names: services and categories of kinds that have no list of their own. The
//! shop lists them under an English name; `bot` has the words of every language.

use strum::{EnumIter, IntoEnumIterator as _};

/// A service or a category that the shop itself names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter)]
pub enum BuiltInName {
    /// The category of all top-ups.
    TopUps,
    /// Money on a phone.
    MobileTopUp,
    /// Money in a game.
    GameTopUp,
    /// Money in a wallet of coins.
    CryptoTopUp,
    /// The category of tests of mail domains.
    Mail,
    /// A test of a mail domain.
    MailLoadTest,
}

impl BuiltInName {
    /// What it is listed as, in place of a provider's name.
    #[must_use]
    pub const fn listed(self) -> &'static str {
        match self {
            Self::TopUps => "Top-ups",
            Self::MobileTopUp => "Mobile top-up",
            Self::GameTopUp => "Game top-up",
            Self::CryptoTopUp => "Crypto wallet top-up",
            Self::Mail => "Mail",
            Self::MailLoadTest => "Load test of your own mail domain",
        }
    }

    /// What is listed so.
    #[must_use]
    pub fn of(listed: &str) -> Option<Self> {
        Self::iter().find(|name| name.listed() == listed)
    }
}
