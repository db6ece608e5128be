//! What happened, in a form that knows neither language nor chat: one enum, a part for each kind of
//! reader. The renderer turns it into messages that are written in the same transaction; a notice
//! without words does not compile there.

use super::acts::ActNotice;
use super::cards::{IdCheckCard, NewProviderCard, TopUpCard, TopUpGrant};
use super::customers::CustomerNotice;
use super::deposits::{DepositCard, GatewayAlert, StarsInvoice};
use super::mail::ConsentCard;
use super::order_card::{CardPlace, OrderCard};
use super::orders::OrderAlert;
use super::providers::ProviderAlert;
use super::recharges::PreviewCard;
use super::reconciliation::ReconciliationAlert;
use super::shop_alerts::ShopAlert;
use super::tickets::TicketNotice;
use crate::domain::alert::{AlertKey, Topic};
use crate::domain::catalog::BuiltInName;
use crate::domain::ids::{ChatId, MessageId, OrderId, PersonId, ScreenId};
use crate::domain::lang::Lang;
use crate::store::outbox::Outgoing;
use crate::store::people::Person;

/// Everything that anybody is sent unsolicited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// To a customer.
    Customer(CustomerNotice),
    /// To every owner: what one of them has done.
    Act(ActNotice),
    /// To those who run the shop: about orders.
    Order(OrderAlert),
    /// To those who run the shop: about providers.
    Provider(ProviderAlert),
    /// To those who run the shop: about the ways in for money.
    Gateway(GatewayAlert),
    /// To those who run the shop: where our books and what others say differ.
    Reconciliation(ReconciliationAlert),
    /// To those who run the shop: about the shop itself.
    Shop(ShopAlert),
    /// To those who answer tickets.
    Ticket(TicketNotice),
    /// To an owner: a request for a top-up.
    TopUp(TopUpCard),
    /// To the owner who typed a provider's id.
    IdCheckCard(IdCheckCard),
    /// To the owner who adds a provider: what it answered.
    NewProvider(Box<NewProviderCard>),
}

impl Notice {
    /// What is told once within some milliseconds at the most.
    #[must_use]
    pub fn once(&self) -> Option<(AlertKey<'_>, i64)> {
        match self {
            Self::Act(notice) => notice.once(),
            Self::Provider(notice) => notice.once(),
            Self::Gateway(notice) => notice.once(),
            Self::Shop(notice) => notice.once(),
            Self::Customer(_)
            | Self::Reconciliation(_)
            | Self::Order(_)
            | Self::Ticket(_)
            | Self::TopUp(_)
            | Self::IdCheckCard(_)
            | Self::NewProvider(_) => None,
        }
    }

    /// Of what there may be hundreds at once: under which topic, and which it is.
    #[must_use]
    pub fn digest(&self) -> Option<(Topic, String)> {
        match self {
            Self::Order(notice) => {
                notice.digest().map(|(topic, order_id)| (topic, order_id.to_string()))
            }
            Self::Shop(notice) => notice.digest(),
            _ => None,
        }
    }
}

/// A person by number and name; the name is their own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Telegram user id.
    pub person_id: PersonId,
    /// As Telegram tells it.
    pub name: String,
}

impl Who {
    /// Somebody who is known.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        Self { person_id: person.person_id, name: person.name.clone() }
    }
}

/// Which goods a message hands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoodsMessage {
    /// The order.
    pub order_id: OrderId,
    /// Whether they are too long for a message.
    pub is_long: bool,
}

/// Where and by whom a notice is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader<'a> {
    /// The chat.
    pub chat_id: ChatId,
    /// An IETF tag, or empty.
    pub language: &'a str,
    /// The message that it is written below, or 0.
    pub reply_to: MessageId,
}

/// Turns notices into Bot API payloads. Implemented by the bot, which alone knows texts.
pub trait Renderer: Send + Sync {
    /// The parameters of the messages, in order, that tell a notice; all but tickets are one.
    fn render(&self, to: &Reader<'_>, notice: &Notice) -> Vec<String>;
    /// The call that makes a screen show a request for a deposit.
    fn deposit_card(&self, to: &Reader<'_>, screen_id: ScreenId, card: &DepositCard) -> Outgoing;
    /// The call that makes a screen show the consent of a mail domain.
    fn consent_card(&self, to: &Reader<'_>, screen_id: ScreenId, card: &ConsentCard) -> Outgoing;
    /// The call that makes a screen show what a provider answered that is being added.
    fn new_provider(
        &self,
        to: &Reader<'_>,
        screen_id: ScreenId,
        card: &NewProviderCard,
    ) -> Outgoing;

    /// The call that makes a screen show an order's card.
    fn order_card(
        &self,
        to: &Reader<'_>,
        screen_id: ScreenId,
        card: (&OrderCard, &CardPlace),
        now_ms: i64,
    ) -> Outgoing;

    /// The call that makes a screen show the price of a top-up.
    fn preview_card(&self, to: &Reader<'_>, screen_id: ScreenId, card: &PreviewCard) -> Outgoing;

    /// The message that hands over the goods of an order, without the goods.
    fn goods(&self, to: &Reader<'_>, goods: &GoodsMessage) -> Outgoing;
    /// The parameters of the invoice for Stars.
    fn stars_invoice(&self, to: &Reader<'_>, invoice: &StarsInvoice) -> String;
    /// What readers of a language are shown for what no provider names.
    fn built_in_name(&self, lang: Lang, item: BuiltInName) -> String;
    /// What the button of a request for a top-up does, as it is kept until it is pressed.
    fn top_up_act(&self, gift: &TopUpGrant) -> String;
    /// What a customer reads in their statement of a top-up that they asked for.
    fn top_up_reason(&self, language: &str) -> String;
}
