//! What those who answer tickets are told. Facts about an order never hold its link: they may read
//! it in a group.

use super::notice::{Notice, Who};
use crate::domain::ids::{OrderId, TicketId};
use crate::domain::money::Money;
use crate::domain::order::Stage;
use crate::store::tickets::TicketLine;

/// What they are told of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFacts {
    /// The order.
    pub order_id: OrderId,
    /// Our name of the service.
    pub service: String,
    /// Where it stands.
    pub stage: Stage,
    /// As ordered.
    pub quantity: i64,
    /// The stored inputs, which tell what it is a quantity of.
    pub inputs: String,
    /// What the customer paid.
    pub price: Money,
    /// The provider's name in the settings.
    pub provider: String,
    /// The provider's id; empty until accepted.
    pub provider_order_id: String,
}

/// Who asks, and about what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The customer.
    pub customer: Who,
    /// The order it is about, if any.
    pub order: Option<OrderFacts>,
}

/// Something that happened in a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketNotice {
    /// The ticket.
    pub ticket_id: TicketId,
    /// What happened.
    pub event: TicketEvent,
}

/// What happened in a ticket, as those who answer read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TicketEvent {
    /// Somebody asks.
    Opened {
        /// Who, and about what.
        card: Card,
        /// Their words.
        text: String,
    },
    /// The customer goes on.
    Wrote {
        /// Who.
        customer: Who,
        /// Their words.
        text: String,
        /// Whether the ticket had been closed.
        is_reopened: bool,
    },
    /// An admin has answered; for the others.
    Answered {
        /// Who.
        admin: Who,
        /// Their words.
        text: String,
        /// Whether the ticket had been closed.
        is_reopened: bool,
    },
    /// The answer is on its way; for the admin who wrote it.
    Sent {
        /// Whether the ticket had been closed.
        is_reopened: bool,
        /// Whether the customer has blocked the bot.
        is_blocked: bool,
    },
    /// The customer has blocked the bot before the answer came.
    Unreachable,
    /// The customer says that it is solved.
    Solved {
        /// Who.
        customer: Who,
    },
    /// An admin has closed it; for the others.
    Closed {
        /// Who.
        admin: Who,
    },
    /// Everything once more, for the admin who asked for it.
    Again {
        /// Who, and about what.
        card: Card,
        /// The newest lines, oldest first.
        lines: Vec<TicketLine>,
        /// Whether it is open.
        is_open: bool,
    },
}

impl From<TicketNotice> for Notice {
    fn from(notice: TicketNotice) -> Self {
        Self::Ticket(notice)
    }
}
