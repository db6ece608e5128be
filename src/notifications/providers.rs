//! What those who run the shop are told of providers and their lists of services.

use super::notice::Notice;
use super::recharges::TrialFigures;
use crate::clock::{DAY_MS, HOUR_MS};
use crate::domain::alert::AlertKey;
use crate::domain::catalog::digest::{Digest, Group, UnreadRows};
use crate::domain::ids::OrderId;
use crate::domain::look::{LookEnd, Unfetched};
use crate::domain::provider::{ProviderFault, Said, StopReason};
use crate::store::price_changes::Tally;
use crate::store::stops::Stop;
use crate::store::sync_runs::Counts;

/// What is told once for as long as it lasts.
const NEVER_AGAIN_MS: i64 = 3_650 * DAY_MS;

/// Something about a provider that those who run the shop are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderAlert {
    /// A provider does not work as it should.
    Provider {
        /// Its name in the settings.
        provider: String,
        /// Which.
        fault: ProviderFault,
        /// What it said; for owners alone, not for a group.
        said: Option<Said>,
    },
    /// A provider gets no orders any more, or is still stopped after an owner's trial.
    ProviderStopped {
        /// Which, why and what it said.
        stop: Stop,
        /// Whether an owner's trial has failed just now.
        is_after_trial: bool,
    },
    /// The settings have another host under a provider's name: owners are asked about it.
    Moved {
        /// Its name in the settings.
        provider: String,
        /// Where its orders are.
        from: String,
        /// Where the settings say that it is.
        to: String,
    },
    /// A provider's balance has fallen below what owners want to know of.
    BalanceLow {
        /// Its name.
        provider: String,
        /// What it holds, with the currency.
        balance: String,
        /// Units of its currency.
        below: i64,
    },
    /// A provider works again.
    ProviderBack {
        /// Its name in the settings.
        provider: String,
    },
    /// A catalog answer was refused: empty, shrunken or unreadable.
    CatalogRefused {
        /// Its name in the settings.
        provider: String,
        /// Why.
        refusal: Refusal,
    },
    /// Rows of a provider's list cannot be read.
    RowsUnread {
        /// Its name in the settings.
        provider: String,
        /// Which, and why.
        rows: UnreadRows,
    },
    /// A provider's automatic returns were stopped for the hour.
    ReturnsStopped {
        /// Its name in the settings.
        provider: String,
    },
    /// Changes of a provider's list wait for an owner.
    ChangesWait(ChangesWait),
    /// There is another rate for a provider's currency, which waits for an owner.
    ConversionMoved {
        /// Which.
        moved: ConversionMove,
        /// Whether it was fetched and does not stand in the settings.
        is_fetched: bool,
    },
    /// A provider asks the buyers of its products for something that nobody has approved.
    ProductAsks {
        /// Its name in the settings.
        provider: String,
        /// How many sentences are new.
        count: i64,
    },
    /// A provider's products are not sold, for nothing can be sealed.
    ProductsNeedKey {
        /// Its name in the settings.
        provider: String,
    },
    /// An owner's trial of a provider of top-ups is over, and both balances are known.
    TrialMeasured(Box<TrialFigures>),
    /// It came to nothing.
    TrialFailed {
        /// Its name in the settings.
        provider: String,
        /// The order.
        order_id: OrderId,
    },
    /// What a look at a provider's list has found, for whoever asked for it.
    Synced(Box<SyncReport>),
}

/// What waits of a provider since a sync.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangesWait {
    /// Its name in the settings.
    pub provider: String,
    /// How many of the changes are news.
    pub news: i64,
    /// All that waits of this provider.
    pub tally: Tally,
    /// How many services are off sale until an owner decides.
    pub off_sale: i64,
}

/// Another rate for a provider's currency: the shop's for one unit of it, exact decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversionMove {
    /// Its name in the settings.
    pub provider: String,
    /// The provider's currency.
    pub currency: String,
    /// What prices are made by.
    pub before: String,
    /// What the settings say, or what was fetched.
    pub after: String,
}

impl ProviderAlert {
    /// What is told once within some milliseconds at the most.
    #[must_use]
    pub fn once(&self) -> Option<(AlertKey<'_>, i64)> {
        match self {
            Self::Provider { provider, fault, .. } => Some(match *fault {
                ProviderFault::NotPlaced(cause) => {
                    (AlertKey::NotPlaced(provider, cause), 6 * HOUR_MS)
                }
                ProviderFault::Question(finding) => (AlertKey::Finding(provider, finding), DAY_MS),
                ProviderFault::CatalogUnreachable => {
                    (AlertKey::CatalogUnreachable(provider), DAY_MS)
                }
                ProviderFault::StatusUnreachable => (AlertKey::StatusUnreachable(provider), DAY_MS),
                ProviderFault::PreviewUnreadable => (AlertKey::PreviewUnreadable(provider), DAY_MS),
            }),
            Self::CatalogRefused { provider, .. } => {
                Some((AlertKey::CatalogRefused(provider), DAY_MS))
            }
            Self::ReturnsStopped { provider } => {
                Some((AlertKey::ReturnsStopped(provider), HOUR_MS))
            }
            Self::ProductsNeedKey { provider } => {
                Some((AlertKey::ProductsNeedKey(provider), NEVER_AGAIN_MS))
            }
            Self::ProductAsks { .. }
            | Self::ProviderStopped { .. }
            | Self::Moved { .. }
            | Self::BalanceLow { .. }
            | Self::ProviderBack { .. }
            | Self::RowsUnread { .. }
            | Self::ChangesWait(_)
            | Self::ConversionMoved { .. }
            | Self::TrialMeasured(_)
            | Self::TrialFailed { .. }
            | Self::Synced(_) => None,
        }
    }

    /// The same without what a provider said: it may name people's links, which groups never get.
    #[must_use]
    pub fn without_words(&self) -> Self {
        let mut notice = self.clone();
        match &mut notice {
            Self::Provider { said, .. } => *said = None,
            Self::ProviderStopped { stop, .. } if stop.reason != StopReason::Currency => {
                stop.detail.clear();
            }
            _ => {}
        }
        notice
    }
}

/// How much of a catalog an answer lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shrunk {
    /// Visible services that are known.
    pub known: i64,
    /// How many of them were listed.
    pub listed: i64,
}

/// Why a list is refused as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is empty or shrunken.
    Shrunk(Shrunk),
    /// It cannot be read.
    Unreadable,
}

/// What became of a provider's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncOutcome {
    /// Taken over.
    Taken,
    /// Refused as a whole.
    Refused(Refusal),
    /// There was no answer, or a refusal.
    Unreachable(Unfetched),
    /// The account is in another currency than the settings say: its sales are stopped.
    Currency,
    /// The provider is not in the settings any more.
    Off,
}

impl SyncOutcome {
    /// What is kept of it; nothing of a provider that is there no more.
    #[must_use]
    pub const fn kept(self) -> Option<LookEnd> {
        match self {
            Self::Taken => Some(LookEnd::Taken),
            Self::Refused(Refusal::Shrunk(_)) => Some(LookEnd::Shrunk),
            Self::Refused(Refusal::Unreadable) => Some(LookEnd::Unreadable),
            Self::Unreachable(_) => Some(LookEnd::Unreachable),
            Self::Currency => Some(LookEnd::Currency),
            Self::Off => None,
        }
    }
}

/// What a look has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncReport {
    /// The provider's name.
    pub provider: String,
    /// What became of its answer.
    pub outcome: SyncOutcome,
    /// What changed; empty unless taken.
    pub digest: Digest,
    /// How many services are listed otherwise and wait for an owner.
    pub waiting: i64,
    /// What the provider said where that is why nothing changed.
    pub said: Option<Said>,
}

impl SyncReport {
    /// A look that changed nothing.
    #[must_use]
    pub fn refused(provider: &str, outcome: SyncOutcome) -> Self {
        let (provider, digest) = (provider.to_owned(), Digest::default());
        Self { provider, outcome, digest, waiting: 0, said: None }
    }

    /// The same with what the provider said.
    #[must_use]
    pub fn saying(self, said: Option<&Said>) -> Self {
        Self { said: said.cloned(), ..self }
    }

    /// The numbers that are kept.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let total = |group: &Group| count(group.total);
        let digest = &self.digest;
        Counts {
            added: total(&digest.added),
            restored: total(&digest.restored),
            hidden: total(&digest.hidden),
            raised: total(&digest.raised),
            lowered: total(&digest.lowered),
            changed: total(&digest.changed),
            unchanged: count(digest.unchanged),
            unread: count(digest.unread.total),
        }
    }
}

impl From<ProviderAlert> for Notice {
    fn from(notice: ProviderAlert) -> Self {
        Self::Provider(notice)
    }
}
