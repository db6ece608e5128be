//! Everything that a press may mean. What it may do is decided where it is handled.

use crate::domain::ids::{CategoryId, FiledId, OrderId, PersonId, RequestId, ServiceId, TicketId};
use crate::domain::provider::Meaning;
use crate::store::orders::listing::Filter;

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tap {
    /// To the main menu.
    Menu,
    /// A page of categories.
    Categories {
        /// From 0.
        page: i64,
    },
    /// A page of a category's services.
    Services {
        /// The category.
        category: CategoryId,
        /// From 0.
        page: i64,
    },
    /// The card of a service.
    Card {
        /// The service.
        service: ServiceId,
        /// The page it was reached from.
        page: i64,
    },
    /// Begin to order the service of the card.
    Order {
        /// The service.
        service: ServiceId,
        /// The page it was reached from.
        page: i64,
    },
    /// Keep the link or the text that was typed before.
    Keep,
    /// Take a link that seems to be of the wrong kind.
    InsistOnLink,
    /// One of the offered quantities.
    Quantity {
        /// How much.
        quantity: i64,
    },
    /// One of the offered numbers.
    Number {
        /// From 1.
        number: i64,
    },
    /// One of the values of a choice.
    Choice {
        /// Its place, from 0.
        place: i64,
    },
    /// All of a list was sent.
    ListDone,
    /// Begin the list anew.
    ListClear,
    /// Confirm a quote.
    Confirm {
        /// The checkout id.
        checkout: String,
    },
    /// Look at the confirm screen again.
    Recheck,
    /// Ask the admins for the missing money.
    TopUp,
    /// One step back in the order dialogue.
    Back,
    /// Leave the order dialogue.
    Cancel,
    /// Back to the order that was begun.
    Resume,
    /// A page of the person's orders.
    Orders {
        /// Which of them.
        filter: Filter,
        /// From 0.
        page: i64,
    },
    /// The card of an order.
    OrderCard {
        /// The order.
        order: OrderId,
    },
    /// Ask whether to cancel an order.
    CancelOrder {
        /// The order.
        order: OrderId,
    },
    /// Cancel it.
    CancelOrderYes {
        /// The order.
        order: OrderId,
    },
    /// A page of the statement.
    Balance {
        /// From 0.
        page: i64,
    },
    /// Offer the languages.
    Languages,
    /// Choose one.
    Language {
        /// Its tag.
        tag: String,
    },
    /// How things work.
    Help,
    /// Confirm an admin's act.
    Act {
        /// 128 bits in hex.
        nonce: String,
    },
    /// Drop an admin's act.
    ActNo {
        /// 128 bits in hex.
        nonce: String,
    },
    /// A page of the orders in review, for admins.
    Reviews {
        /// From 0.
        page: i64,
    },
    /// An order with everything about it, for admins.
    AdminOrder {
        /// The order.
        order: OrderId,
    },
    /// Begin a decision about an order in review, for admins.
    Decide {
        /// The order.
        order: OrderId,
        /// One letter; see [`crate::bot::admin`].
        choice: char,
    },
    /// The owners of the shop, for admins.
    Owners,
    /// Begin the removal of an owner, for admins.
    RemoveOwner {
        /// Telegram user id.
        person: PersonId,
    },
    /// Ask an admin why a request for a top-up is declined.
    DeclineTopUp {
        /// The request.
        request: RequestId,
    },
    /// Decline it.
    DeclineTopUpAs {
        /// The request.
        request: RequestId,
        /// The letter of a reason, or `w` for own words.
        reason: char,
    },
    /// A page of the people whom an admin searched for last.
    People {
        /// From 0.
        page: i64,
    },
    /// A person with everything about them, for admins.
    Person {
        /// Telegram user id.
        person: PersonId,
        /// The page of the list it was reached from, from 1; 0 for none.
        page: i64,
    },
    /// A page of a person's statement, for admins.
    PersonStatement {
        /// Telegram user id.
        person: PersonId,
        /// From 0.
        page: i64,
    },
    /// A page of a person's orders, for admins.
    PersonOrders {
        /// Telegram user id.
        person: PersonId,
        /// From 0.
        page: i64,
    },
    /// Support: the person's open tickets, or the question for a new one; the desk for admins.
    Support,
    /// Ask something in a new ticket.
    AskSupport {
        /// The order it is about, or 0.
        order: OrderId,
    },
    /// A ticket of the person's.
    Ticket {
        /// The ticket.
        ticket: TicketId,
    },
    /// Write into a ticket of the person's.
    TicketWrite {
        /// The ticket.
        ticket: TicketId,
    },
    /// Close a ticket of the person's.
    TicketSolved {
        /// The ticket.
        ticket: TicketId,
    },
    /// A page of the open tickets, for admins.
    DeskTickets {
        /// From 0.
        page: i64,
    },
    /// Send a ticket once more, for admins.
    DeskTicket {
        /// The ticket.
        ticket: TicketId,
    },
    /// Close a ticket, for admins.
    DeskClose {
        /// The ticket.
        ticket: TicketId,
    },
    /// Which providers get orders, for admins.
    Providers,
    /// Try a stopped provider by one order, for admins.
    ResumeProvider {
        /// Its name in the settings.
        provider: String,
    },
    /// Ask what a provider's sentence means, for admins.
    FileWords {
        /// The order in whose answer it is.
        order: OrderId,
    },
    /// Say what it means, for admins.
    FileAs {
        /// The order in whose answer it is.
        order: OrderId,
        /// What it means.
        meaning: Meaning,
    },
    /// A page of a provider's filed sentences, for admins.
    Filed {
        /// Its name in the settings.
        provider: String,
        /// From 0.
        page: i64,
    },
    /// Begin to take a filed sentence back, for admins.
    Unfile {
        /// Its number.
        filed: FiledId,
    },
    /// A label that does nothing, such as the number of the page.
    Nothing,
}
