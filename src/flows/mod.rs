//! The use cases of the shop, a folder a matter. One function is one use case inside the
//! transaction it is given: that of a turn where the bot calls it, one of its own (`atomically!`)
//! where a worker does. It decides by the rules of `domain` and changes rows through `store`; what
//! a person can do wrong is a [`UserError`].
//! Must never call the network, read a clock by itself, or know how a text looks in a chat.

pub mod catalog;
pub mod deposits;
pub mod mail;
pub mod orders;
pub mod owners;
pub mod privacy;
pub mod recharges;
pub mod reconciliation;
pub mod screens;
pub(crate) mod tickets;
pub(crate) mod timekeeping;
pub mod tokens;
pub mod wallet;

use strum::IntoStaticStr;

pub use crate::notifications::shop::{Ctx, Shop};

use crate::domain::catalog::sources::Unfit;
use crate::domain::fields::{Field, FieldError};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::ledger::EntryError;
use crate::domain::money::Money;
use crate::domain::order::request::{OrderRequestKind, RequestRefusal};
use crate::domain::provider_address::AddressProblem;
use crate::domain::top_up::TopUpState;
use crate::store::StoreError;
use crate::store::tx::Retryable;

/// Who acts, and upon whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upon {
    /// Who acts.
    pub actor_id: PersonId,
    /// Upon whom.
    pub person_id: PersonId,
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
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum UserError {
    /// The service is not sold any more.
    ServiceGone,
    /// This type of service is not sold yet.
    NotSellable,
    /// The service's provider is stopped until it is known to work again.
    ServicePaused,
    /// The provider has none of the product at present.
    OutOfStock,
    /// The provider has fewer than that.
    StockShort {
        /// So many.
        left: i64,
    },
    /// The order has no goods that could be shown.
    NoGoods,
    /// What a provider asks buyers for is gone, or decided so already.
    AskDecided,
    /// Outside the service's limits.
    Quantity {
        /// Smallest quantity.
        min: i64,
        /// Largest quantity.
        max: i64,
    },
    /// What was entered into a field does not fit it.
    Field(Field, FieldError),
    /// The domain is not proved to be this person's, or not any more.
    ConsentMissing,
    /// No such consent, or not this person's.
    ConsentGone,
    /// The person has proved, or wants to prove, too many domains.
    DomainsTooMany {
        /// How many there may be.
        max: i64,
    },
    /// Enough checks were asked for within an hour.
    ChecksTooMany {
        /// How many there may be.
        max: i64,
    },
    /// An order for the domain is open.
    DomainBusy,
    /// The domain gets no more mails today.
    DomainFull {
        /// So many more.
        left: i64,
    },
    /// The person keeps as many services as there may be.
    FavouritesFull {
        /// So many.
        max: i64,
    },
    /// The quote is unknown or was pruned.
    QuoteGone,
    /// There is or was a coupon with this code.
    CouponTaken,
    /// No coupon has this code.
    CouponNotFound,
    /// The coupon is ended already.
    CouponOver,
    /// No more coupons can be in force.
    CouponsFull {
        /// How many there are.
        max: i64,
    },
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
    /// Nothing of the kind can be asked of the provider now.
    RequestRefused(OrderRequestKind, RequestRefusal),
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
    /// Nothing of the price is left.
    FullyRefunded,
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
    /// What inviting earns is another share than the card showed, or so already.
    ReferralMoved,
    /// The markup is so already.
    MarkupUnchanged {
        /// In percent.
        percent: String,
    },
    /// What a provider lists is another than the card showed, or waits no more.
    PriceMoved,
    /// No change waits for a decision.
    NothingWaits,
    /// The service is not off sale for its charge, or since another time.
    NotPaused,
    /// One of the two rates of a currency is another by now.
    RateMoved,
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
    /// Nothing can be sealed, so no provider can be added in the chat.
    NoMasterKey,
    /// No provider may be called so.
    ProviderName,
    /// The settings have a provider of this name.
    ProviderNameTaken,
    /// Nothing may be called at this address.
    ProviderAddress(AddressProblem),
    /// No key of a provider looks like this.
    ProviderKey,
    /// No code of a currency.
    ProviderCurrency,
    /// No rate between two currencies.
    ProviderRate,
    /// No more providers can be added in the chat.
    ProvidersFull {
        /// How many there are.
        max: i64,
    },
    /// A service cannot be bought where another one comes from.
    SourceUnfit(Unfit),
    /// The service is not bought there any more.
    SourceGone,
    /// What was typed of a provider is not kept any more.
    DraftGone,
    /// Nothing may be sold of the provider before a trial has shown what it costs.
    TrialMissing,
    /// What a trial took is not what its preview said, or it is not the last one.
    TrialDiffers,
    /// Enough prices were asked for within an hour.
    PreviewsTooMany,
    /// No such provider, or not one of the chat.
    ProviderNotFound,
    /// The provider is switched so already.
    ProviderSwitched,
    /// The provider has orders that are not over.
    ProviderBusy {
        /// How many.
        orders: i64,
    },
    /// Not somebody who may be removed from the owners by this admin.
    OwnerStays,
    /// Owners cannot be banned.
    OwnerNotBanned,
    /// The person is banned already.
    BannedAlready,
    /// The person is not banned.
    NotBanned,
    /// Less than the smallest deposit.
    DepositTooSmall {
        /// The smallest one.
        min: Money,
    },
    /// More than can be paid in at once.
    DepositTooLarge {
        /// The largest one.
        max: Money,
    },
    /// No such request for a deposit, or not this person's.
    DepositGone,
    /// The invoice was paid already.
    DepositPaid,
    /// The transaction is known already.
    DepositKnown,
    /// No such deposit.
    DepositNotFound,
    /// The deposit waits for nobody any more.
    DepositDecided,
    /// Enough was shown of one payment.
    ProofsTooMany,
    /// One payment has one transaction, and another one was shown before.
    AnotherHash,
    /// There is no hash of a transaction in the text.
    NoHash,
    /// Enough was asked for an hour.
    QuestionsTooMany,
    /// This way in is closed for now.
    WayClosed,
    /// The way in is open, or closed, already.
    GatewaySwitched,
    /// Money that came by a gateway is credited there.
    CreditNamesPayment,
    /// No such service or category.
    ItemNotFound,
    /// There is nothing to read in a name or a description.
    OwnTextEmpty,
    /// A name or a description is too long.
    OwnTextTooLong {
        /// Its characters.
        long: i64,
        /// The most there may be.
        max: i64,
    },
    /// Below a question there is no answer.
    FaqNoAnswer,
    /// No more questions fit into a language.
    FaqFull {
        /// How many there are.
        max: i64,
    },
    /// Owners' data cannot be deleted in the chat.
    OwnerNotErased,
    /// Orders are not over.
    OrdersOpen {
        /// How many.
        orders: i64,
    },
    /// Money is on its way in.
    DepositsOpen,
    /// A question to the shop is open.
    TicketsOpen,
    /// There is money.
    BalanceLeft {
        /// How much, bonus included.
        left: Money,
    },
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
