//! The use cases of the shop. One function is one use case inside the transaction it is given;
//! it decides by the rules of `domain` and changes rows through `store`.
//! Must never call the network, read a clock by itself, or know how a text looks in a chat.

pub mod catalog;
pub mod deposits;
pub mod orders;
pub mod owners;
pub mod screens;
pub(crate) mod tickets;
pub(crate) mod timekeeping;
pub mod wallet;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

pub use crate::notifications::notice::{
    AdminNotice, CustomerNotice, Voice, tell, tell_admins, tell_admins_once,
};

use tokio::sync::Notify;

use crate::domain::absence::Absences;
use crate::domain::fields::{Field, FieldError};
use crate::domain::ids::{ChatId, OrderId, PersonId};
use crate::domain::ledger::EntryError;
use crate::domain::money::Money;
use crate::domain::top_up::TopUpState;
use crate::store::tx::Retryable;
use crate::store::{StoreError, Tx};

/// What every use case may look at: who the shop is and how it speaks.
pub struct Shop {
    /// The currency of every amount, such as `USD`.
    pub currency: String,
    /// Turns notices into messages.
    pub voice: Arc<dyn Voice>,
    /// The chat for alerts as the settings name it.
    configured_chat: Option<ChatId>,
    /// The same as it is called now: a group that becomes a supergroup gets another id.
    present_chat: RwLock<Option<ChatId>>,
    admins: RwLock<BTreeSet<PersonId>>,
    /// When it did not run.
    absences: Absences,
    /// Those of the owners whom the settings name.
    configured_admins: BTreeSet<PersonId>,
    /// Whether no admin chat takes messages, as far as is known; the alert in the database is what
    /// counts.
    is_unheard: AtomicBool,
    /// Told when something speaks for another look at the admin chats.
    proof_wanted: Notify,
}

impl Shop {
    /// A shop with the owners whom the settings name.
    #[must_use]
    pub fn new(
        currency: String,
        admin_chat: Option<ChatId>,
        voice: Arc<dyn Voice>,
        admins: BTreeSet<PersonId>,
    ) -> Self {
        let (configured_chat, present_chat) = (admin_chat, RwLock::new(admin_chat));
        Self {
            currency,
            voice,
            configured_chat,
            present_chat,
            configured_admins: admins.clone(),
            admins: RwLock::new(admins),
            absences: Absences::default(),
            is_unheard: AtomicBool::new(false),
            proof_wanted: Notify::new(),
        }
    }

    /// The same shop, which did not run at these times.
    #[must_use]
    pub fn with_absences(self, absences: Absences) -> Self {
        Self { absences, ..self }
    }

    /// The time at which something is `age_ms` old now. What the shop did not see pass makes
    /// nothing older: the clock may have been set.
    #[must_use]
    pub fn ago_ms(&self, now_ms: i64, age_ms: i64) -> i64 {
        self.absences.ago_ms(now_ms, age_ms)
    }

    /// The chat for alerts and tickets; without one they go to every owner.
    #[must_use]
    pub fn admin_chat(&self) -> Option<ChatId> {
        *self.present_chat.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this is the chat for alerts, by the id of the settings or the present one.
    #[must_use]
    pub fn is_admin_chat(&self, chat_id: ChatId) -> bool {
        self.configured_chat == Some(chat_id) || self.admin_chat() == Some(chat_id)
    }

    /// From now on the chat for alerts is called by another id.
    pub fn move_admin_chat(&self, to_chat: ChatId) {
        *self.present_chat.write().unwrap_or_else(PoisonError::into_inner) = Some(to_chat);
    }

    /// Whether this Telegram user id belongs to an owner.
    #[must_use]
    pub fn is_admin(&self, person_id: PersonId) -> bool {
        self.admins.read().unwrap_or_else(PoisonError::into_inner).contains(&person_id)
    }

    /// The owners, in ascending order.
    #[must_use]
    pub fn admins(&self) -> Vec<PersonId> {
        self.admins.read().unwrap_or_else(PoisonError::into_inner).iter().copied().collect()
    }

    /// Whether no admin chat takes messages, as far as is known.
    #[must_use]
    pub fn is_unheard(&self) -> bool {
        self.is_unheard.load(Ordering::Relaxed)
    }

    /// Notes whether an admin chat takes messages.
    pub fn set_unheard(&self, is_unheard: bool) {
        self.is_unheard.store(is_unheard, Ordering::Relaxed);
    }

    /// Asks for a look at the admin chats now: one of them may take messages again, or no more.
    pub fn want_proof(&self) {
        self.proof_wanted.notify_one();
    }

    /// Waits until somebody asks for a look at the admin chats.
    pub async fn proof_wanted(&self) {
        self.proof_wanted.notified().await;
    }

    /// Whether the settings name this owner.
    #[must_use]
    pub fn is_configured_admin(&self, person_id: PersonId) -> bool {
        self.configured_admins.contains(&person_id)
    }

    /// Takes an owner's rights away while the shop runs.
    pub fn remove_admin(&self, person_id: PersonId) {
        self.admins.write().unwrap_or_else(PoisonError::into_inner).remove(&person_id);
    }

    /// Adds an owner who was claimed while the shop runs.
    pub fn add_admin(&self, person_id: PersonId) {
        self.admins.write().unwrap_or_else(PoisonError::into_inner).insert(person_id);
    }
}

/// What a use case works with.
pub struct Ctx<'a> {
    /// The transaction that it is part of.
    pub tx: &'a mut Tx,
    /// Who the shop is and how it speaks.
    pub shop: &'a Shop,
    /// The time, milliseconds since 1970.
    pub now_ms: i64,
}

/// Why a use case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// Something the person can understand and act upon.
    #[error("refused: {0:?}")]
    User(UserError),
    /// The database failed or a race was lost.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Our own mistake: a sum that does not balance or does not fit.
    #[error("ledger: {0}")]
    Ledger(#[from] EntryError),
}

impl From<UserError> for FlowError {
    fn from(error: UserError) -> Self {
        Self::User(error)
    }
}

impl Retryable for FlowError {
    fn is_retryable(&self) -> bool {
        match self {
            Self::Store(error) => error.is_retryable(),
            Self::User(_) | Self::Ledger(_) => false,
        }
    }
}

/// What a person did or met that stops a use case; each has a sentence in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserError {
    /// The service is not sold any more.
    ServiceGone,
    /// This type of service is not sold yet.
    NotSellable,
    /// The service's provider is stopped until it is known to work again.
    ServicePaused,
    /// Outside the service's limits.
    Quantity {
        /// Smallest quantity.
        min: i64,
        /// Largest quantity.
        max: i64,
    },
    /// What was entered into a field does not fit it.
    Field(Field, FieldError),
    /// The quote is unknown or was pruned.
    QuoteGone,
    /// Money is owed to the shop.
    Owes(Money),
    /// Three orders of this person are being checked already.
    TooManyReviews,
    /// The person may not order.
    Banned,
    /// No admin can be reached, so nothing new is sold for now.
    SalesPaused,
    /// No such order, or not this person's.
    OrderNotFound,
    /// The order cannot be canceled any more.
    NotCancelable,
    /// The order was decided by another admin meanwhile.
    AlreadyDecided {
        /// The admin who decided, or 0.
        by: PersonId,
    },
    /// The order is being submitted or checked, so it cannot be refunded now.
    RefundRefused,
    /// The order is being delivered: the word `anyway` is needed.
    RefundNeedsAnyway,
    /// More than what is left of the price.
    RefundTooMuch {
        /// What may still be refunded.
        left: Money,
    },
    /// A queued order can only be refunded in full.
    RefundWhole,
    /// Nobody acts upon their own account.
    OwnAccount,
    /// No such person.
    PersonNotFound,
    /// The provider's id belongs to another order.
    IdTaken {
        /// That order.
        order_id: OrderId,
    },
    /// The sum does not fit.
    AmountTooLarge,
    /// The markup is another one than the card showed.
    MarkupMoved,
    /// The markup is so already.
    MarkupUnchanged {
        /// In percent.
        percent: String,
    },
    /// The provider gets orders, or was stopped anew meanwhile.
    ProviderNotStopped,
    /// No order may be sent to this provider before its settings or its account are mended.
    StopStays,
    /// One order is on its way to the stopped provider already, or waits for one.
    TrialUnderWay,
    /// There is no sentence of a provider that can be filed.
    NothingToFile,
    /// The sentence is filed already.
    FiledAlready,
    /// No more sentences of this provider can be filed.
    FiledFull {
        /// How many there are.
        max: i64,
    },
    /// The sentence is not filed any more.
    FiledGone,
    /// Not somebody who may be removed from the owners by this admin.
    OwnerStays,
    /// Owners cannot be banned.
    OwnerNotBanned,
    /// The person is banned already.
    BannedAlready,
    /// The person is not banned.
    NotBanned,
    /// No such request for a top-up.
    TopUpGone,
    /// The request for a top-up is over.
    TopUpOver {
        /// How it ended.
        state: TopUpState,
        /// The owner who decided, or 0.
        by: PersonId,
    },
    /// No such ticket, or not this person's.
    TicketNotFound,
    /// The ticket was closed already.
    TicketClosed,
    /// Nothing more goes into the ticket.
    TicketFull,
    /// The person has as many open tickets as one may have.
    TicketsTooMany,
    /// The person has written too much within an hour.
    TooManyMessages,
    /// There is nothing to read in the message.
    TextEmpty,
    /// The message is too long.
    TextTooLong {
        /// Its characters.
        long: i64,
        /// The most there may be.
        max: i64,
    },
}
