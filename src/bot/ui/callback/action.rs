//! Everything that a press may mean, a row each: its values with the form in which they are
//! written, and the name it has in the bytes of a button. What it may do is decided where it is
//! handled.

use super::form::{amount, checkout_id, filter, hex, name, number, text};
use crate::domain::catalog::naming::{CatalogItem, Mark, TextPart};
use crate::domain::deposit::DepositTab;
use crate::domain::ids::{
    AskId, CategoryId, CheckoutId, DepositId, DepositQuestionId, DepositRequestId, FiledId,
    OrderId, PersonId, ServiceId, SourceId, TicketId, TopUpId,
};
use crate::domain::lang::Lang;
use crate::domain::money::Money;
use crate::domain::order::ReviewChoice;
use crate::domain::order::request::OrderRequestKind;
use crate::domain::provider::{Meaning, Switch};
use crate::domain::top_up::DeclineChoice;
use crate::store::orders::listing::Filter;

macro_rules! actions {
    ($(
        $(#[$says:meta])*
        $action:ident $({
            $($(#[$what:meta])* $value:ident: $kind:ty as $form:ident,)+
        })? = $name:literal,
    )+) => {
        /// What a button does.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Action {$(
            $(#[$says])*
            $action $({ $($(#[$what])* $value: $kind,)+ })?,
        )+}

        impl Action {
            /// The name and the values, as they are written.
            pub(super) fn parts(&self) -> Vec<String> {
                match self {$(
                    Self::$action $({ $($value,)+ })? => {
                        vec![$name.to_owned() $($(, $form::written($value))+)?]
                    }
                )+}
            }

            /// The tap of that name, if the values are its values.
            pub(super) fn of_parts(named: &str, values: &[&str]) -> Option<Self> {
                let mut values = values.iter();
                let tap = match named {
                    $($name => Self::$action $({ $($value: $form::read(values.next()?)?,)+ })?,)+
                    _ => return None,
                };
                values.next().is_none().then_some(tap)
            }
        }
    };
}

actions! {
    /// To the main menu.
    Menu = "m",
    /// A page of categories.
    Categories {
        /// From 0.
        page: i64 as number,
    } = "c",
    /// A page of a category's services.
    Services {
        /// The category.
        category: CategoryId as number,
        /// From 0.
        page: i64 as number,
    } = "s",
    /// The card of a service.
    Card {
        /// The service.
        service: ServiceId as number,
        /// The page it was reached from.
        page: i64 as number,
    } = "v",
    /// Begin to order the service of the card.
    Order {
        /// The service.
        service: ServiceId as number,
        /// The page it was reached from.
        page: i64 as number,
    } = "o",
    /// Keep the link or the text that was typed before.
    Keep = "k",
    /// Take a link that seems to be of the wrong kind.
    InsistOnLink = "ki",
    /// One of the offered quantities.
    Quantity {
        /// How much.
        quantity: i64 as number,
    } = "q",
    /// One of the offered numbers.
    Number {
        /// From 1.
        number: i64 as number,
    } = "p",
    /// One of the values of a choice.
    Choice {
        /// Its place, from 0.
        place: i64 as number,
    } = "ch",
    /// All of a list was sent.
    ListDone = "cd",
    /// Begin the list anew.
    ListClear = "cc",
    /// Confirm a quote.
    Confirm {
        /// The checkout id.
        checkout: CheckoutId as checkout_id,
    } = "ok",
    /// Look at the confirm screen again.
    Recheck = "r",
    /// The ways to pay in.
    Deposit = "i",
    /// One of them, by its place from 0.
    DepositWay {
        /// Its place.
        way: i64 as number,
    } = "iw",
    /// A sum to pay in.
    DepositSum {
        /// The place of the way.
        way: i64 as number,
        /// How much.
        sum: Money as amount,
    } = "is",
    /// Show that a request was paid by hand.
    DepositShown {
        /// The request.
        request: DepositRequestId as number,
    } = "ip",
    /// Ask where a payment is.
    DepositQuestion = "iq",
    /// Ask the shop about a payment that was not found.
    DepositTicket {
        /// The question.
        question: DepositQuestionId as number,
    } = "it",
    /// A page of what the person has paid in.
    Deposits {
        /// From 0.
        page: i64 as number,
    } = "ih",
    /// Ask the admins for the missing money.
    TopUp = "t",
    /// One step back in the order dialogue.
    Back = "b",
    /// Leave the order dialogue.
    Cancel = "x",
    /// Back to the order that was begun.
    Resume = "go",
    /// A page of the person's orders.
    Orders {
        /// Which of them.
        filter: Filter as filter,
        /// From 0.
        page: i64 as number,
    } = "l",
    /// The card of an order.
    OrderCard {
        /// The order.
        order: OrderId as number,
    } = "d",
    /// Ask whether to cancel an order.
    CancelOrder {
        /// The order.
        order: OrderId as number,
    } = "dc",
    /// Cancel it.
    CancelOrderYes {
        /// The order.
        order: OrderId as number,
    } = "dy",
    /// Ask the provider for a refill.
    AskRefill {
        /// The order.
        order: OrderId as number,
    } = "rf",
    /// Ask whether the provider is to be asked to stop.
    AskCancel {
        /// The order.
        order: OrderId as number,
    } = "rc",
    /// Ask it.
    AskCancelYes {
        /// The order.
        order: OrderId as number,
    } = "ry",
    /// A page of the statement.
    Balance {
        /// From 0.
        page: i64 as number,
    } = "w",
    /// Offer the languages.
    Languages = "g",
    /// Choose one.
    Language {
        /// Its tag.
        tag: String as text,
    } = "gl",
    /// How things work.
    Help = "h",
    /// Confirm an admin's act.
    Act {
        /// 128 bits in hex.
        nonce: String as hex,
    } = "a",
    /// Drop an admin's act.
    ActNo {
        /// 128 bits in hex.
        nonce: String as hex,
    } = "an",
    /// Ask the provider about an order, for owners.
    AskProvider {
        /// The order.
        order: OrderId as number,
        /// For a refill or a cancel.
        kind: OrderRequestKind as name,
    } = "ro",
    /// Ask for cancels of all orders that are stuck, for owners.
    AskStuck = "rs",
    /// A page of the orders in review, for admins.
    Reviews {
        /// From 0.
        page: i64 as number,
    } = "rv",
    /// An order with everything about it, for admins.
    AdminOrder {
        /// The order.
        order: OrderId as number,
    } = "ao",
    /// Begin a decision about an order in review, for admins.
    Decide {
        /// The order.
        order: OrderId as number,
        /// What is decided.
        choice: ReviewChoice as name,
    } = "de",
    /// The owners of the shop, for admins.
    Owners = "ow",
    /// Begin the removal of an owner, for admins.
    RemoveOwner {
        /// Telegram user id.
        person: PersonId as number,
    } = "or",
    /// Ask an admin why a request for a top-up is declined.
    DeclineTopUp {
        /// The request.
        request: TopUpId as number,
    } = "tn",
    /// Decline it.
    DeclineTopUpAs {
        /// The request.
        request: TopUpId as number,
        /// Why, or that it is said in own words.
        reason: DeclineChoice as name,
    } = "tr",
    /// A page of the people whom an admin searched for last.
    People {
        /// From 0.
        page: i64 as number,
    } = "us",
    /// A person with everything about them, for admins.
    Person {
        /// Telegram user id.
        person: PersonId as number,
        /// The page of the list it was reached from, from 1; 0 for none.
        page: i64 as number,
    } = "u",
    /// A page of a person's statement, for admins.
    PersonStatement {
        /// Telegram user id.
        person: PersonId as number,
        /// From 0.
        page: i64 as number,
    } = "uw",
    /// A page of a person's orders, for admins.
    PersonOrders {
        /// Telegram user id.
        person: PersonId as number,
        /// From 0.
        page: i64 as number,
    } = "ul",
    /// Support: the person's open tickets, or the question for a new one; for admins the
    /// list of tickets.
    Support = "sp",
    /// Ask something in a new ticket.
    AskSupport {
        /// The order it is about, or 0.
        order: OrderId as number,
    } = "sa",
    /// A ticket of the person's.
    Ticket {
        /// The ticket.
        ticket: TicketId as number,
    } = "tk",
    /// Write into a ticket of the person's.
    TicketWrite {
        /// The ticket.
        ticket: TicketId as number,
    } = "tw",
    /// Close a ticket of the person's.
    TicketSolved {
        /// The ticket.
        ticket: TicketId as number,
    } = "ts",
    /// A page of the open tickets, for admins.
    StaffTickets {
        /// From 0.
        page: i64 as number,
    } = "kl",
    /// Send a ticket once more, for admins.
    StaffTicket {
        /// The ticket.
        ticket: TicketId as number,
    } = "kt",
    /// Close a ticket, for admins.
    StaffClose {
        /// The ticket.
        ticket: TicketId as number,
    } = "kx",
    /// Which providers get orders, for admins.
    Providers = "ps",
    /// A provider with everything about it, for admins.
    Provider {
        /// Its name.
        provider: String as text,
    } = "pv",
    /// Begin to add a provider, for admins.
    AddProvider = "pa",
    /// Begin to type a provider's address and key anew, for admins.
    RetypeProvider {
        /// Its name.
        provider: String as text,
    } = "pt",
    /// Type the address and key again after a try that failed, for admins.
    TypeAgain = "pg",
    /// A provider that is being added has the shop's currency, for admins.
    OwnCurrency = "pc",
    /// Begin to switch a provider on or off, for admins.
    SwitchProvider {
        /// Its name.
        provider: String as text,
        /// Which.
        to: Switch as name,
    } = "pw",
    /// Begin to remove a provider of the chat, for admins.
    RemoveProvider {
        /// Its name.
        provider: String as text,
    } = "px",
    /// Begin to say that a provider's other host is the same system, for admins.
    SameSystem {
        /// Its name in the settings.
        provider: String as text,
    } = "pm",
    /// Warn owners of another balance of a provider, for admins.
    WarnBelow {
        /// Its name.
        provider: String as text,
        /// Units of its currency; 0 for never.
        below: i64 as number,
    } = "pb",
    /// Try a stopped provider by one order, for admins.
    ResumeProvider {
        /// Its name in the settings.
        provider: String as text,
    } = "pr",
    /// A page of what providers list otherwise and waits, for admins.
    PriceChanges {
        /// From 0.
        page: i64 as number,
    } = "vc",
    /// Begin to take one of it over, for admins.
    ApplyPrice {
        /// Its source.
        source: SourceId as number,
    } = "va",
    /// Begin to leave one of it, for admins.
    SkipPrice {
        /// Its source.
        source: SourceId as number,
    } = "vs",
    /// Begin to take all of it over, for admins.
    ApplyPrices = "vaa",
    /// Begin to leave all of it, for admins.
    SkipPrices = "vsa",
    /// A page of the services that are off sale for a charge, for admins.
    PausedServices {
        /// From 0.
        page: i64 as number,
    } = "vp",
    /// Begin to put one on sale again, for admins.
    ResumeService {
        /// The service.
        service: ServiceId as number,
    } = "vr",
    /// Begin to let prices follow the settings' rate of a currency, for admins.
    TakeRate {
        /// The provider's name in the settings.
        provider: String as text,
    } = "vt",
    /// Ask what a provider's sentence means, for admins.
    FileWords {
        /// The order in whose answer it is.
        order: OrderId as number,
    } = "fw",
    /// Say what it means, for admins.
    FileAs {
        /// The order in whose answer it is.
        order: OrderId as number,
        /// What it means.
        meaning: Meaning as name,
    } = "fa",
    /// A page of a provider's filed sentences, for admins.
    Filed {
        /// Its name in the settings.
        provider: String as text,
        /// From 0.
        page: i64 as number,
    } = "fl",
    /// Begin to take a filed sentence back, for admins.
    Unfile {
        /// Its number.
        filed: FiledId as number,
    } = "fx",
    /// A page of deposits, for admins.
    AdminDeposits {
        /// Which of them.
        tab: DepositTab as name,
        /// From 0.
        page: i64 as number,
    } = "xl",
    /// A deposit with everything about it, for admins.
    AdminDeposit {
        /// The deposit.
        deposit: DepositId as number,
    } = "xd",
    /// Show the picture that proves it, for admins.
    DepositProof {
        /// The deposit.
        deposit: DepositId as number,
    } = "xf",
    /// Begin to credit a deposit with its sum, for admins.
    CreditDeposit {
        /// The deposit.
        deposit: DepositId as number,
    } = "xk",
    /// Ask for another sum, for admins.
    CreditDepositOther {
        /// The deposit.
        deposit: DepositId as number,
    } = "xo",
    /// Ask why a deposit is declined, for admins.
    DeclineDeposit {
        /// The deposit.
        deposit: DepositId as number,
    } = "xn",
    /// Decline it, for admins.
    DeclineDepositAs {
        /// The deposit.
        deposit: DepositId as number,
        /// Why, or that it is said in own words.
        reason: DeclineChoice as name,
    } = "xr",
    /// The ways in for money, for admins.
    Gateways = "xg",
    /// Begin to open or close one, for admins.
    SwitchGateway {
        /// Its place, from 0.
        place: i64 as number,
    } = "xs",
    /// A service or a category as its owners see it, for admins.
    EditItem {
        /// Which.
        item: CatalogItem as number,
    } = "ei",
    /// Ask in which language a text of it is to be, for admins.
    EditText {
        /// Which item.
        item: CatalogItem as number,
        /// Which text.
        part: TextPart as name,
    } = "et",
    /// Ask for the text, for admins.
    EditTextIn {
        /// Which item.
        item: CatalogItem as number,
        /// Which text.
        part: TextPart as name,
        /// In which language.
        lang: Lang as name,
    } = "el",
    /// Go back to the provider's text, for admins.
    ClearText {
        /// Which item.
        item: CatalogItem as number,
        /// Which text.
        part: TextPart as name,
        /// In which language.
        lang: Lang as name,
    } = "ex",
    /// Pin, unpin, hide or show, for admins.
    MarkItem {
        /// Which item.
        item: CatalogItem as number,
        /// What is done.
        mark: Mark as name,
    } = "em",
    /// A page of what owners have hidden, for admins.
    HiddenItems {
        /// From 0.
        page: i64 as number,
    } = "eh",
    /// Hand over what was delivered of an order once more.
    ShowGoods {
        /// The order.
        order: OrderId as number,
    } = "dg",
    /// A page of what providers ask the buyers of their products, for admins.
    ProductAsks {
        /// From 0.
        page: i64 as number,
    } = "qa",
    /// Begin to approve one of them or to take that back, for admins.
    ProductAsk {
        /// Its number.
        ask: AskId as number,
    } = "pk",
    /// A label that does nothing, such as the number of the page.
    Nothing = "n",
}
