//! The dialogue: where a person is between "I want to order" and "placed", and what they entered.
//! Stored as versioned JSON; another version leads to the start screen.

mod questions;

use serde::{Deserialize, Serialize};

pub use super::draft::{Draft, OpenedFrom};
use crate::domain::catalog::naming::{CatalogItem, TextPart};
use crate::domain::fields::Field;
use crate::domain::ids::{
    CategoryId, CheckoutId, DepositId, DepositRequestId, OrderId, ServiceId, TicketId, TopUpId,
};
use crate::domain::lang::Lang;
use crate::domain::links::{Pasted, pasted};
use crate::domain::provider::ProviderAsk;
use crate::domain::shop_text::ShopText;

const VERSION: u32 = 1;

/// Where a person is in the dialogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Nowhere: menus, lists and cards need no state.
    #[default]
    Idle,
    /// Chooses a category.
    Category {
        /// From 0.
        page: i64,
        /// What was entered before going back, for the same service.
        #[serde(default)]
        kept: Option<Draft>,
    },
    /// Chooses a service.
    Service {
        /// The category.
        category: CategoryId,
        /// From 0.
        page: i64,
        /// What was entered before going back, for the same service.
        #[serde(default)]
        kept: Option<Draft>,
    },
    /// Chooses of what was found.
    Found {
        /// The words that were looked for, or the clean link.
        text: String,
        /// What was entered before, for the same service.
        #[serde(default)]
        kept: Option<Draft>,
    },
    /// Chooses of the favourites.
    Favourites {
        /// What was entered before, for the same service.
        #[serde(default)]
        kept: Option<Draft>,
    },
    /// Looks at the card of a service that cannot be ordered now; the card of any other asks its
    /// first question.
    Card {
        /// What was entered so far.
        draft: Draft,
    },
    /// Is asked for the link.
    Link {
        /// What was entered so far.
        draft: Draft,
    },
    /// Is asked for the quantity.
    Quantity {
        /// What was entered so far.
        draft: Draft,
    },
    /// Is asked for a number.
    #[serde(alias = "Answer")]
    Number {
        /// Of what.
        #[serde(default = "answer")]
        field: Field,
        /// What was entered so far.
        draft: Draft,
    },
    /// Is asked for a list, message by message.
    #[serde(alias = "Comments")]
    List {
        /// Of what.
        #[serde(default = "comments")]
        field: Field,
        /// What was entered so far.
        draft: Draft,
    },
    /// Is asked for one text.
    Word {
        /// What it is.
        field: Field,
        /// What was entered so far.
        draft: Draft,
    },
    /// Is asked to choose.
    Choice {
        /// What.
        field: Field,
        /// What was entered so far.
        draft: Draft,
    },
    /// Is asked to confirm the price.
    Confirm {
        /// What was entered.
        draft: Draft,
        /// The quote.
        checkout: CheckoutId,
    },
    /// Is asked for the code of a coupon.
    Coupon {
        /// What was entered.
        draft: Draft,
        /// The quote that it is for.
        checkout: CheckoutId,
    },
    /// Is asked to confirm several orders.
    MassOrder {
        /// What stands for all of them.
        batch: CheckoutId,
        /// What was entered before, for the same service.
        #[serde(default)]
        kept: Option<Draft>,
    },
    /// An admin is asked for the provider's id of an order in review.
    ProviderId {
        /// The order.
        order: OrderId,
    },
    /// An admin who adds a provider is asked for the next thing about it.
    NewProvider {
        /// What.
        asks: ProviderAsk,
    },
    /// An admin is asked why a request for a top-up is declined.
    Decline {
        /// The request.
        request: TopUpId,
    },
    /// Is asked how much to pay in.
    Deposit {
        /// The place of the way.
        way: i64,
        /// The step of an order that was begun before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<Box<State>>,
    },
    /// Is asked to show that they paid by hand.
    DepositProof {
        /// The request.
        request: DepositRequestId,
        /// The step of an order that was begun before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<Box<State>>,
    },
    /// Is asked for the hash of a payment.
    DepositQuestion {
        /// The step of an order that was begun before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<Box<State>>,
    },
    /// An admin is asked for the sum of a deposit.
    DepositSum {
        /// The deposit.
        deposit: DepositId,
    },
    /// An admin is asked why a deposit is declined.
    DeclineDeposit {
        /// The deposit.
        deposit: DepositId,
    },
    /// An admin is asked for a name or a description.
    OwnText {
        /// Of what.
        item: CatalogItem,
        /// Which text.
        part: TextPart,
        /// In which language.
        lang: Lang,
    },
    /// An admin is asked for a text about the shop.
    ShopText {
        /// Which.
        text: ShopText,
        /// In which language.
        lang: Lang,
    },
    /// An admin is asked for a question and its answer.
    NewFaq {
        /// In which language.
        lang: Lang,
    },
    /// An admin is asked where a service may be bought too.
    NewSource {
        /// The service.
        service: ServiceId,
    },
    /// Is asked for the words of a new ticket.
    Support {
        /// The order it is about.
        order: Option<OrderId>,
        /// The step of an order that was begun before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<Box<State>>,
    },
    /// Writes into a ticket of theirs.
    Ticket {
        /// The ticket.
        ticket: TicketId,
        /// The step of an order that was begun before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<Box<State>>,
    },
}

/// The only number that an older version asked for.
const fn answer() -> Field {
    Field::Answer
}

/// The only list that an older version asked for.
const fn comments() -> Field {
    Field::Comments
}

#[derive(Serialize, Deserialize)]
struct Stored {
    v: u32,
    state: State,
}

impl State {
    /// What was entered for an order so far; owners' questions are about none.
    #[must_use]
    pub fn into_draft(self) -> Option<Draft> {
        match self {
            Self::Support { under, .. }
            | Self::Ticket { under, .. }
            | Self::Deposit { under, .. }
            | Self::DepositProof { under, .. }
            | Self::DepositQuestion { under } => under?.into_draft(),
            Self::Category { kept, .. }
            | Self::Service { kept, .. }
            | Self::Found { kept, .. }
            | Self::Favourites { kept }
            | Self::MassOrder { kept, .. } => kept,
            Self::Card { draft }
            | Self::Link { draft }
            | Self::Quantity { draft }
            | Self::Number { draft, .. }
            | Self::List { draft, .. }
            | Self::Word { draft, .. }
            | Self::Choice { draft, .. }
            | Self::Confirm { draft, .. }
            | Self::Coupon { draft, .. } => Some(draft),
            Self::Idle
            | Self::ProviderId { .. }
            | Self::NewProvider { .. }
            | Self::Decline { .. }
            | Self::OwnText { .. }
            | Self::ShopText { .. }
            | Self::NewFaq { .. }
            | Self::NewSource { .. }
            | Self::DepositSum { .. }
            | Self::DeclineDeposit { .. } => None,
        }
    }

    /// The step of an order that was begun: what is being asked for it, or its price; also where a
    /// question to the shop came in between. Lists, and owners' questions, are none.
    #[must_use]
    pub fn into_step(self) -> Option<Self> {
        match self {
            Self::Link { .. }
            | Self::Quantity { .. }
            | Self::Number { .. }
            | Self::List { .. }
            | Self::Word { .. }
            | Self::Choice { .. }
            | Self::Confirm { .. }
            | Self::MassOrder { .. } => Some(self),
            // Its price is what they go back to.
            Self::Coupon { draft, checkout } => Some(Self::Confirm { draft, checkout }),
            Self::Support { under, .. }
            | Self::Ticket { under, .. }
            | Self::Deposit { under, .. }
            | Self::DepositProof { under, .. }
            | Self::DepositQuestion { under } => under.map(|under| *under),
            Self::Idle
            | Self::Category { .. }
            | Self::Service { .. }
            | Self::Found { .. }
            | Self::Favourites { .. }
            | Self::Card { .. }
            | Self::ProviderId { .. }
            | Self::NewProvider { .. }
            | Self::Decline { .. }
            | Self::OwnText { .. }
            | Self::ShopText { .. }
            | Self::NewFaq { .. }
            | Self::NewSource { .. }
            | Self::DepositSum { .. }
            | Self::DeclineDeposit { .. } => None,
        }
    }

    /// Which list a card is opened from that is opened here; `None` where no list is shown.
    #[must_use]
    pub fn opened_from(self) -> Option<OpenedFrom> {
        match self {
            Self::Service { .. } => Some(OpenedFrom::Category),
            Self::Found { text, .. } => Some(OpenedFrom::Found { text }),
            Self::Favourites { .. } => Some(OpenedFrom::Favourites),
            _ => None,
        }
    }

    /// The draft of a card that is reached from here: from what was found for a link, with that
    /// link.
    #[must_use]
    pub fn with_pasted_link(self, draft: Draft) -> Draft {
        let Self::Found { text, .. } = self else { return draft };
        match pasted(&text) {
            Some(Pasted::Known { link, .. }) => draft.with_pasted(link),
            _ => draft,
        }
    }

    /// Whether nothing is being asked: whatever is typed is something of its own.
    #[must_use]
    pub fn asks_nothing(self) -> bool {
        matches!(
            self,
            Self::Idle
                | Self::Category { .. }
                | Self::Service { .. }
                | Self::Found { .. }
                | Self::Favourites { .. }
                | Self::MassOrder { .. }
                | Self::Card { .. }
        )
    }

    /// Whether a link, a number or a press is being asked for: lines of several orders are none.
    #[must_use]
    pub const fn asks_for_no_words(&self) -> bool {
        matches!(
            self,
            Self::Link { .. } | Self::Quantity { .. } | Self::Number { .. } | Self::Confirm { .. }
        )
    }

    /// The field that is being asked for, and what was entered so far.
    #[must_use]
    pub fn into_asked(self) -> Option<(Field, Draft)> {
        match self {
            Self::Link { draft } => Some((Field::Link, draft)),
            Self::Quantity { draft } => Some((Field::Quantity, draft)),
            Self::Number { field, draft }
            | Self::List { field, draft }
            | Self::Word { field, draft }
            | Self::Choice { field, draft } => Some((field, draft)),
            _ => None,
        }
    }

    /// Whether what is written next must not stay anywhere.
    #[must_use]
    pub const fn asks_for_a_secret(&self) -> bool {
        matches!(self, Self::NewProvider { asks } if asks.is_secret())
    }

    /// The stored form.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string(&Stored { v: VERSION, state: self.clone() }).unwrap_or_default()
    }

    /// Reads the stored form; `None` when it is of another version.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let stored: Stored = serde_json::from_str(text).ok()?;
        (stored.v == VERSION).then_some(stored.state)
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
