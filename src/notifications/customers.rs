//! What customers are told. Must never carry a provider's text.

use super::deposits::Whereabouts;
use super::notice::Notice;
use crate::domain::deposit::{Added, DepositWait, Reversal};
use crate::domain::ids::{DepositQuestionId, OrderId, ServiceId, TicketId};
use crate::domain::money::Money;
use crate::domain::order::request::{OrderRequestKind, OrderRequestState, RequestReason};
use crate::domain::order::{OrderState, Reason};
use crate::domain::top_up::DeclineReason;

/// Something a customer is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomerNotice {
    /// An order changed.
    Order(OrderChange),
    /// A refill or a cancel that was asked for has come to an end.
    OrderRequest(RequestChange),
    /// An admin gave money.
    Credited {
        /// How much.
        amount: Money,
        /// What may be spent now.
        available: Money,
        /// The admin's words.
        reason: String,
        /// Whether an order waits to be confirmed.
        has_open_checkout: bool,
    },
    /// Money has arrived.
    Deposited {
        /// What it is worth, and what came on top.
        added: Added,
        /// In the coin.
        coin_amount: String,
        /// Which coin, or empty.
        asset: String,
        /// What may be spent now.
        spendable: Money,
        /// Whether an order waits to be confirmed.
        has_open_checkout: bool,
    },
    /// Money has arrived and is not credited yet.
    DepositWaits {
        /// What it is worth.
        amount: Money,
        /// In which coin.
        asset: String,
        /// What it waits for.
        wait: DepositWait,
    },
    /// Money that had arrived was taken back.
    DepositReversed {
        /// Why.
        why: Reversal,
        /// What was taken back.
        amount: Money,
        /// What is owed now.
        owed: Money,
    },
    /// A payment that was shown did not come.
    DepositDeclined {
        /// How much it was to be.
        amount: Money,
        /// Why.
        reason: DeclineReason,
    },
    /// Where a payment is that they asked about.
    Whereabouts {
        /// The question.
        question_id: DepositQuestionId,
        /// The hash of the transaction.
        tx: String,
        /// What was found.
        whereabouts: Whereabouts,
    },
    /// An admin took money.
    Debited {
        /// How much.
        amount: Money,
        /// What may be spent now.
        available: Money,
        /// What is owed now.
        owed: Money,
        /// The admin's words.
        reason: String,
    },
    /// An admin declined a request for a top-up.
    TopUpDeclined {
        /// How much was asked for.
        amount: Money,
        /// Why.
        reason: DeclineReason,
        /// Whether an order waits to be confirmed.
        has_open_checkout: bool,
    },
    /// An admin returned money of an order.
    Refunded {
        /// The order.
        order_id: OrderId,
        /// How much.
        amount: Money,
        /// The admin's words.
        reason: String,
    },
    /// The shop answers in a ticket.
    TicketAnswered {
        /// The ticket.
        ticket_id: TicketId,
        /// The admin's words.
        text: String,
    },
    /// The shop has closed a ticket.
    TicketClosed {
        /// The ticket.
        ticket_id: TicketId,
        /// Because nobody wrote any more.
        is_by_time: bool,
    },
}

/// A change of an order as its customer reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderChange {
    /// The order.
    pub order_id: OrderId,
    /// Our name of the service.
    pub service: String,
    /// Where it stands now.
    pub state: OrderState,
    /// What explains it, if anything.
    pub reason: Option<Reason>,
    /// How much was billed, which is what the remains are part of.
    pub quantity: i64,
    /// What was not delivered, if known.
    pub remains: Option<i64>,
    /// What the customer paid.
    pub paid: Money,
    /// What went back just now.
    pub returned_now: Money,
    /// What went back in all.
    pub returned: Money,
    /// The service, for a fresh quote after a price rise.
    pub service_id: ServiceId,
    /// An admin's own words, or empty.
    pub words: String,
    /// The target, or empty.
    pub link: String,
    /// As ordered.
    pub ordered: i64,
    /// Versioned JSON of what was entered.
    pub inputs: String,
    /// The counter before the delivery, if known.
    pub start_count: Option<i64>,
    /// Whether the provider says that the delivery has begun.
    pub has_begun: bool,
    /// Whether a refill may be asked for now.
    pub can_refill: bool,
    /// Whether no phone is to ring.
    pub is_silent: bool,
}

/// The end of a refill or a cancel that was asked of a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestChange {
    /// The order.
    pub order_id: OrderId,
    /// What was asked for.
    pub kind: OrderRequestKind,
    /// How it ended.
    pub state: OrderRequestState,
    /// Why so, where that needs a word.
    pub reason: Option<RequestReason>,
}

impl From<CustomerNotice> for Notice {
    fn from(notice: CustomerNotice) -> Self {
        Self::Customer(notice)
    }
}
