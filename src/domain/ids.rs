//! The number of everything that has one, a type each, so that none is taken for another.
//! Must never know what an id stands for in a table or in the Bot API beyond its range.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize,
            Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// No such thing: the 0 of rows that name none.
            pub const NONE: Self = Self(0);

            /// The id of this number, whatever it is.
            #[must_use]
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// Its number.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }

            /// Whether it names something.
            #[must_use]
            pub const fn is_some(self) -> bool {
                self.0 != 0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, ParseIntError> {
                text.parse().map(Self)
            }
        }
    )*};
}

/// A quote and the order that is made of it: random, 128 bits in hex; empty for none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CheckoutId(String);

impl CheckoutId {
    /// The id of this text, whatever it is.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it names something.
    #[must_use]
    pub const fn is_some(&self) -> bool {
        !self.0.is_empty()
    }
}

impl fmt::Display for CheckoutId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

ids! {
    /// A request for a deposit.
    DepositRequestId;
    /// A deposit: one transfer, or one paid invoice.
    DepositId;
    /// A question where a payment is.
    DepositQuestionId;
    /// A person: their Telegram user id, positive, at most 52 bits.
    PersonId;
    /// A chat of Telegram: positive with a person, whose id it is then, negative for a group.
    ChatId;
    /// A message within its chat.
    MessageId;
    /// An update of Telegram, within one bot.
    UpdateId;
    /// A bot of Telegram: its user id.
    BotId;
    /// A screen: a message with buttons that is edited.
    ScreenId;
    /// A call that waits in the outbox; grows with time.
    OutboxId;
    /// An order, as the customer reads it: from 1001 on.
    OrderId;
    /// A refill or a cancel that is asked of a provider.
    OrderRequestId;
    /// An order that a provider made of one of ours.
    ChildId;
    /// A service of the shop, whatever provider it is bought from.
    ServiceId;
    /// A category of services.
    CategoryId;
    /// A provider's service behind one of the shop's.
    SourceId;
    /// A state of what waits for an owner in the price guard; grows with every change.
    Revision;
    /// An entry of the ledger.
    EntryId;
    /// A request for a top-up.
    TopUpId;
    /// A question and its answers.
    TicketId;
    /// What a buyer answered to what a provider asks, sealed.
    AnswerId;
    /// What a provider asks the buyers of its products, in its words.
    AskId;
    /// The consent of a customer's mail domain.
    ConsentId;
    /// A check of such a consent.
    ConsentCheckId;
    /// A list that was entered for an order: comments, names.
    ListId;
    /// A sentence of a provider that owners have filed under what it means.
    FiledId;
    /// A question that is asked often, with the owners' answer.
    FaqId;
    /// A provider that an owner is about to add.
    ProviderDraftId;
    /// A price of a top-up that is asked of its provider.
    PreviewId;
    /// A top-up that an owner makes before any is sold.
    RechargeTrialId;
}

/// A group became another chat, as when it becomes a supergroup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChatMove {
    /// What it was.
    pub from_chat: ChatId,
    /// What it is from now on.
    pub to_chat: ChatId,
}

impl ChatId {
    /// The chat with one person: it has their id.
    #[must_use]
    pub const fn with(person_id: PersonId) -> Self {
        Self(person_id.0)
    }

    /// Whom this chat is with; of a group an id that is nobody's.
    #[must_use]
    pub const fn person(self) -> PersonId {
        PersonId(self.0)
    }

    /// Whether this is the chat with one person.
    #[must_use]
    pub const fn is_private(self) -> bool {
        self.0 > 0
    }
}
