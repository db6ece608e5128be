//! What owners have done; told to all of them, wherever the other alerts go.

use super::notice::{Notice, Who};
use super::providers::ConversionMove;
use crate::clock::HOUR_MS;
use crate::domain::alert::AlertKey;
use crate::domain::ids::{OrderId, ServiceId};
use crate::domain::journal::{PersonAct, ProviderAct};
use crate::domain::money::Money;
use crate::domain::provider::Meaning;
use crate::domain::referral::Share;

/// An owner has done something that every owner is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActNotice {
    /// An admin has done something upon somebody's money, order or standing.
    UponPerson(UponPerson),
    /// An admin changed the markup; in percent.
    MarkupSet {
        /// Who did it.
        actor: Who,
        /// What was in force.
        before: String,
        /// What is in force now.
        after: String,
        /// Whether it went back to the settings' value.
        is_reset: bool,
    },
    /// An owner has made a coupon, or ended one.
    CouponSet {
        /// Who did it.
        actor: Who,
        /// Its code.
        code: String,
        /// Whether it was ended.
        is_stopped: bool,
    },
    /// An owner has changed what inviting earns.
    ReferralSet {
        /// Who did it.
        actor: Who,
        /// What is in force now.
        share: Share,
    },
    /// An owner lets one order be sent to a stopped provider.
    ProviderResumed {
        /// Who did it.
        actor: Who,
        /// Its name in the settings.
        provider: String,
    },
    /// An owner has changed something about a provider itself.
    ProviderAct {
        /// Who did it.
        actor: Who,
        /// What was done.
        act: ProviderAct,
        /// Its name.
        provider: String,
        /// Its host, the two hosts, or the balance of which owners are warned; may be empty.
        detail: String,
    },
    /// An owner says what a provider's sentence means, or takes it back.
    WordsFiled {
        /// Who did it.
        actor: Who,
        /// Its name in the settings.
        provider: String,
        /// The sentence.
        words: String,
        /// What it means.
        meaning: Meaning,
        /// Whether it was taken back.
        is_removed: bool,
    },
    /// An owner has decided what is done with changes of providers' lists.
    PricesDecided(PricesDecided),
    /// An owner has put a service on sale again that was charged above its cost.
    ServiceResumed {
        /// Who did it.
        actor: Who,
        /// The service.
        service_id: ServiceId,
        /// Its name.
        name: String,
    },
    /// An owner lets prices follow another rate of a currency.
    RateTaken {
        /// Who did it.
        actor: Who,
        /// Which.
        moved: ConversionMove,
    },
    /// An owner lets a provider ask buyers for something, or takes that back.
    AskDecided {
        /// Who did it.
        actor: Who,
        /// Its name in the settings.
        provider: String,
        /// What it asks for, in its words.
        asks: String,
        /// Whether it may be asked now.
        is_approved: bool,
    },
    /// An owner was removed.
    OwnerRemoved {
        /// Who did it.
        actor: Who,
        /// Who owns the shop no more.
        person: Who,
    },
    /// Beside the owners of the settings others have claimed the shop.
    OwnersClaimed {
        /// Who.
        owners: Vec<Who>,
    },
}

/// A decision about changes of providers' lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PricesDecided {
    /// Who decided.
    pub actor: Who,
    /// About how many services.
    pub count: i64,
    /// The name of the one, or empty.
    pub service: String,
    /// Whether the changes were taken over; else they are left.
    pub is_applied: bool,
}

/// An act upon somebody's money, order or standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UponPerson {
    /// What was done.
    pub act: PersonAct,
    /// Who did it.
    pub actor: Who,
    /// Whose account.
    pub person: Who,
    /// The order, or 0.
    pub order_id: OrderId,
    /// How much.
    pub amount: Money,
    /// The admin's words.
    pub reason: String,
}

impl ActNotice {
    /// What is told once within some milliseconds at the most.
    #[must_use]
    pub const fn once(&self) -> Option<(AlertKey<'_>, i64)> {
        match self {
            // Starts that follow each other closely tell once.
            Self::OwnersClaimed { .. } => Some((AlertKey::OwnersClaimed, HOUR_MS)),
            _ => None,
        }
    }
}

impl From<ActNotice> for Notice {
    fn from(notice: ActNotice) -> Self {
        Self::Act(notice)
    }
}
