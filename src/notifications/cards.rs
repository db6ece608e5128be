//! Cards that owners get unsolicited, with what they may press: a request for a top-up, what a
//! provider says of an id, and what one says that is being added.

use serde::{Deserialize, Serialize};

use super::notice::{Notice, Who};
use crate::domain::ids::{PersonId, ProviderDraftId, TopUpId};
use crate::domain::ledger::Wallet;
use crate::domain::money::Money;
use crate::domain::provider::{AddRefusal, Said};
use crate::domain::top_up::{DeclineReason, TopUpState};
use crate::store::id_checks::IdCheck;

/// A request as it is shown for confirming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopUpGrant {
    /// The request.
    pub request: TopUpId,
    /// The customer.
    pub person: PersonId,
    /// How much.
    pub amount: Money,
    /// What the customer could spend when it was shown.
    pub available: Money,
    /// What an earlier card showed in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Money>,
}

/// A request as an owner reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopUpCard {
    /// The request.
    pub request_id: TopUpId,
    /// The customer.
    pub person: Who,
    /// How much.
    pub amount: Money,
    /// What the order is for.
    pub service: String,
    /// What may be done, or what was done.
    pub end: CardEnd,
}

/// How a card ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardEnd {
    /// The wallet before and after, and the nonce of the button that gives it.
    Open {
        /// Before and after.
        wallets: (Wallet, Wallet),
        /// 128 bits in hex.
        nonce: String,
    },
    /// It is over.
    Over {
        /// How it ended.
        state: TopUpState,
        /// Who decided; nobody where the customer asked anew.
        by: Who,
        /// Why it was declined.
        reason: DeclineReason,
    },
}

/// What a provider says of an id that an admin typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdCheckCard {
    /// What was asked.
    pub request: IdCheck,
    /// What is said; nothing where the provider does not know the id.
    pub facts: Option<IdFacts>,
}

/// What a provider says of an id; empty where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdFacts {
    /// The status text.
    pub status: String,
    /// What it charged, in its currency.
    pub charge: String,
    /// Its currency.
    pub currency: String,
    /// The counter before delivery.
    pub start_count: String,
    /// What was not delivered yet.
    pub remains: String,
}

/// A provider that an owner adds, after it was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProviderCard {
    /// What was typed.
    pub draft_id: ProviderDraftId,
    /// What it is to be called.
    pub name: String,
    /// Where it is.
    pub host: String,
    /// The currency of its prices.
    pub currency: String,
    /// Shop currency for one unit of it.
    pub conversion: String,
    /// What its account holds.
    pub balance: String,
    /// The host under which the shop knows one of this name, where it is another.
    pub moved_from: Option<String>,
    /// Orders there that are not over.
    pub open_orders: i64,
    /// Of the button that adds it; 128 bits in hex.
    pub nonce: String,
    /// Why it cannot be added, and what it said.
    pub refusal: Option<(AddRefusal, Option<Said>)>,
}

impl From<NewProviderCard> for Notice {
    fn from(card: NewProviderCard) -> Self {
        Self::NewProvider(Box::new(card))
    }
}

impl From<TopUpCard> for Notice {
    fn from(card: TopUpCard) -> Self {
        Self::TopUp(card)
    }
}

impl From<IdCheckCard> for Notice {
    fn from(card: IdCheckCard) -> Self {
        Self::IdCheckCard(card)
    }
}
