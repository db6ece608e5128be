//! The ways in which the service can misbehave, by the names that the chat page shows. Must never
//! act by itself: `api` does what a fault says.

/// One way to misbehave; whether a withdrawal is taken is part of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UpmobileFault {
    /// Behaves well.
    #[default]
    None,
    /// A withdrawal is not taken, HTTP 500.
    Http500Before,
    /// A withdrawal is not taken and the connection is cut.
    CutBefore,
    /// A withdrawal is taken and never answered.
    TimeoutAfter,
    /// A withdrawal is taken and answered with HTTP 500.
    Http500After,
    /// A withdrawal is taken and the connection is cut.
    CutAfter,
    /// A withdrawal is taken and answered without saying which.
    NoId,
    /// A withdrawal is taken, and a complaint stands beside it.
    ErrorBeside,
    /// Nothing is done, a web page comes.
    Html,
    /// Nothing is done, HTTP 429.
    TooMany,
    /// Nothing is done, the token is refused.
    RefusesKey,
    /// Nothing is done, words that nobody lists.
    Unlisted,
    /// Nothing is done, and what was sent is repeated.
    EchoesRefusal,
    /// Operations are not found, and where they went is repeated.
    EchoesOperation,
    /// There are no accounts.
    NoAccounts,
    /// All money is held.
    Held,
    /// More is debited than the preview said.
    DebitAbove,
    /// Previews are in another currency.
    OtherCurrency,
    /// Previews are refused.
    RefusesPreview,
    /// Operations have a status that nobody knows.
    UnknownStatus,
    /// Operations never end by themselves.
    NeverEnds,
}

impl UpmobileFault {
    /// All of them, in the order of the chat page.
    pub const ALL: [Self; 21] = [
        Self::None,
        Self::Http500Before,
        Self::CutBefore,
        Self::TimeoutAfter,
        Self::Http500After,
        Self::CutAfter,
        Self::NoId,
        Self::ErrorBeside,
        Self::Html,
        Self::TooMany,
        Self::RefusesKey,
        Self::Unlisted,
        Self::EchoesRefusal,
        Self::EchoesOperation,
        Self::NoAccounts,
        Self::Held,
        Self::DebitAbove,
        Self::OtherCurrency,
        Self::RefusesPreview,
        Self::UnknownStatus,
        Self::NeverEnds,
    ];

    /// The name on the chat page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "works",
            Self::Http500Before => "500, takes nothing",
            Self::CutBefore => "cuts, takes nothing",
            Self::TimeoutAfter => "takes, never answers",
            Self::Http500After => "takes, then 500",
            Self::CutAfter => "takes, then cuts",
            Self::NoId => "takes without an id",
            Self::ErrorBeside => "takes with an error",
            Self::Html => "web page",
            Self::TooMany => "429",
            Self::RefusesKey => "refuses the key",
            Self::Unlisted => "unlisted words",
            Self::EchoesRefusal => "repeats what was sent",
            Self::EchoesOperation => "repeats where it went",
            Self::NoAccounts => "no accounts",
            Self::Held => "money held",
            Self::DebitAbove => "debits more",
            Self::OtherCurrency => "other currency",
            Self::RefusesPreview => "refuses prices",
            Self::UnknownStatus => "unknown status",
            Self::NeverEnds => "never ends",
        }
    }

    /// The fault of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.name() == name)
    }

    /// Whether a withdrawal is not taken.
    #[must_use]
    pub const fn takes_nothing(self) -> bool {
        matches!(self, Self::Html | Self::TooMany | Self::RefusesKey | Self::Unlisted)
    }
}
