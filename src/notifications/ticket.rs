//! What is said about a ticket, in a form that knows neither language nor chat. Facts about an
//! order never hold its link: the desk may be a group.

use crate::domain::ids::{ChatId, MessageId, OrderId, TicketId};
use crate::domain::money::Money;
use crate::domain::order::Stage;
use crate::notifications::notice::Who;
use crate::store::tickets::Line;

/// What the desk is told of an order.
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

/// Something the desk reads of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskNotice {
    /// The ticket.
    pub ticket_id: TicketId,
    /// What.
    pub word: DeskWord,
}

/// What the desk reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeskWord {
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
        lines: Vec<Line>,
        /// Whether it is open.
        is_open: bool,
    },
}

/// Something a customer reads of their ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The ticket.
    pub ticket_id: TicketId,
    /// What.
    pub word: LetterWord,
}

/// What a customer reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterWord {
    /// The shop answers.
    Answer {
        /// The admin's words.
        text: String,
    },
    /// The shop has closed it.
    Closed,
    /// It was closed because the customer said nothing any more.
    ClosedByTime,
}

/// Where a message of the desk goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The chat.
    pub chat_id: ChatId,
    /// Whom it is spoken to in, an IETF tag or empty.
    pub language: &'a str,
    /// The message it replies to, or 0.
    pub reply_to: MessageId,
}
