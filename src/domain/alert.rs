//! What owners are alerted of, each under a key by which it is told once and not a hundred times.
//! Owns how the keys are stored; must never write one otherwise than before, or what was told
//! already is told again.

use std::fmt;

use strum::{EnumIter, IntoStaticStr};

use super::deposit::{Gateway, GatewayFault};
use super::ids::{ChatId, OrderId};
use super::order::NotPlacedCause;
use super::provider::Finding;

/// Something that owners are told of once in a while at the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlertKey<'a> {
    /// The ledger does not add up.
    Audit,
    /// The machine's clock was set forward.
    ClockForward,
    /// The machine's clock was set back.
    ClockBack,
    /// Somebody became an owner by the link of the start.
    OwnersClaimed,
    /// A known update id came with another body.
    StrangeUpdate,
    /// Updates may go elsewhere.
    Intake(IntakeFault),
    /// Orders wait for a decision.
    ReviewReminder,
    /// Deposits wait for an owner.
    DepositReminder,
    /// A list of orders that have not changed for long.
    StuckList,
    /// Customers wait for an answer.
    TicketsWaiting,
    /// The alerts of one topic, a few of which are told one by one.
    Topic(Topic),
    /// A provider's list of services was not taken over.
    CatalogRefused(&'a str),
    /// A provider's list of services cannot be fetched.
    CatalogUnreachable(&'a str),
    /// A provider does not answer about orders.
    StatusUnreachable(&'a str),
    /// What a provider says a top-up costs makes no sense.
    PreviewUnreadable(&'a str),
    /// No question to a provider will be answered.
    Finding(&'a str, Finding),
    /// A provider's products are not sold for want of a key.
    ProductsNeedKey(&'a str),
    /// A provider returns more by itself than it may.
    ReturnsStopped(&'a str),
    /// A provider places nothing, and the cause of it.
    NotPlaced(&'a str, NotPlacedCause),
    /// Something is wrong with a gateway.
    Gateway(&'a Gateway, GatewayFault),
    /// Something is wrong with the price of a coin.
    Coin(&'a str, GatewayFault),
    /// An order has not changed for long.
    Stuck(OrderId),
    /// An answer about an order came too late.
    LateAnswer(OrderId),
    /// A chat does not take a message.
    Undeliverable(ChatId),
}

/// What the keys about one order or chat begin with.
const STUCK: &str = "stuck:";
const LATE: &str = "late:";
const UNDELIVERABLE: &str = "undeliverable:";

impl AlertKey<'_> {
    /// What the keys begin with that are forgotten with time: there are ever more orders and
    /// chats. The others stay until their fault is over.
    pub const PASSING: [&'static str; 3] = [STUCK, LATE, UNDELIVERABLE];

    /// What stands before the number of an order that has not changed for long.
    pub const STUCK: &'static str = STUCK;
}

/// The stored key.
impl fmt::Display for AlertKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Audit => f.write_str("audit"),
            Self::ClockForward => f.write_str("clock:forward"),
            Self::ClockBack => f.write_str("clock:back"),
            Self::OwnersClaimed => f.write_str("owners:claimed"),
            Self::StrangeUpdate => f.write_str("intake:strange"),
            Self::Intake(fault) => write!(f, "intake:{}", fault.into_str()),
            Self::ReviewReminder => f.write_str("reviews:reminder"),
            Self::DepositReminder => f.write_str("deposits:reminder"),
            Self::StuckList => f.write_str("orders:stuck"),
            Self::TicketsWaiting => f.write_str("tickets:waiting"),
            Self::Topic(topic) => f.write_str(topic.into_str()),
            Self::CatalogRefused(provider) => write!(f, "provider:{provider}:catalog"),
            Self::CatalogUnreachable(provider) => {
                write!(f, "provider:{provider}:catalog_unreachable")
            }
            Self::StatusUnreachable(provider) => write!(f, "provider:{provider}:status"),
            Self::PreviewUnreadable(provider) => write!(f, "provider:{provider}:preview"),
            Self::Finding(provider, finding) => {
                write!(f, "provider:{provider}:question:{}", finding.into_str())
            }
            Self::ProductsNeedKey(provider) => write!(f, "provider:{provider}:products_key"),
            Self::ReturnsStopped(provider) => write!(f, "provider:{provider}:returns_stopped"),
            Self::NotPlaced(provider, cause) => {
                write!(f, "provider:{provider}:{}", cause.into_str())
            }
            Self::Gateway(gateway, fault) => {
                write!(f, "gateway:{gateway}:{}", fault.into_str())
            }
            Self::Coin(coin, fault) => write!(f, "gateway:{coin}:{}", fault.into_str()),
            Self::Stuck(order_id) => write!(f, "{STUCK}{order_id}"),
            Self::LateAnswer(order_id) => write!(f, "{LATE}{order_id}"),
            Self::Undeliverable(chat_id) => write!(f, "{UNDELIVERABLE}{chat_id}"),
        }
    }
}

/// Alerts of which there may be hundreds at once: what is too many waits for a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[strum(const_into_str)]
pub enum Topic {
    /// Orders that wait for a decision.
    #[strum(serialize = "digest:review")]
    Review,
    /// Strange reports about orders.
    #[strum(serialize = "digest:attention")]
    Attention,
    /// Charges that are far too high.
    #[strum(serialize = "digest:charge")]
    Charge,
    /// Answers that came too late.
    #[strum(serialize = "digest:late")]
    LateAnswer,
    /// Updates that could not be handled.
    #[strum(serialize = "digest:parked")]
    UpdateGivenUp,
}

/// Why updates may not reach the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum IntakeFault {
    /// Somebody else has set a webhook.
    ForeignWebhook,
    /// The shop's own webhook could not be set.
    WebhookNotSet,
    /// Another program asks for the same bot's updates.
    Conflict,
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn keys_are_stored_as_they_always_were() {
        let order = OrderId::new(1_001);
        let cases = [
            (AlertKey::Audit, "audit"),
            (AlertKey::ClockForward, "clock:forward"),
            (AlertKey::ClockBack, "clock:back"),
            (AlertKey::OwnersClaimed, "owners:claimed"),
            (AlertKey::StrangeUpdate, "intake:strange"),
            (AlertKey::Intake(IntakeFault::ForeignWebhook), "intake:foreign_webhook"),
            (AlertKey::Intake(IntakeFault::WebhookNotSet), "intake:webhook_not_set"),
            (AlertKey::Intake(IntakeFault::Conflict), "intake:conflict"),
            (AlertKey::ReviewReminder, "reviews:reminder"),
            (AlertKey::DepositReminder, "deposits:reminder"),
            (AlertKey::StuckList, "orders:stuck"),
            (AlertKey::TicketsWaiting, "tickets:waiting"),
            (AlertKey::Topic(Topic::Review), "digest:review"),
            (AlertKey::Topic(Topic::Attention), "digest:attention"),
            (AlertKey::Topic(Topic::Charge), "digest:charge"),
            (AlertKey::Topic(Topic::LateAnswer), "digest:late"),
            (AlertKey::Topic(Topic::UpdateGivenUp), "digest:parked"),
            (AlertKey::CatalogRefused("main"), "provider:main:catalog"),
            (AlertKey::CatalogUnreachable("main"), "provider:main:catalog_unreachable"),
            (AlertKey::StatusUnreachable("main"), "provider:main:status"),
            (AlertKey::PreviewUnreadable("main"), "provider:main:preview"),
            (AlertKey::Finding("main", Finding::Key), "provider:main:question:auth"),
            (AlertKey::Finding("main", Finding::Page), "provider:main:question:web_page"),
            (AlertKey::ProductsNeedKey("main"), "provider:main:products_key"),
            (AlertKey::ReturnsStopped("main"), "provider:main:returns_stopped"),
            (
                AlertKey::NotPlaced("main", NotPlacedCause::RateLimited),
                "provider:main:rate_limited",
            ),
            (AlertKey::Stuck(order), "stuck:1001"),
            (AlertKey::LateAnswer(order), "late:1001"),
            (AlertKey::Undeliverable(ChatId::new(-7)), "undeliverable:-7"),
        ];
        for (key, stored) in cases {
            assert_eq!(key.to_string(), stored);
        }
        assert_eq!((Topic::iter().count(), IntakeFault::iter().count()), (5, 3));
    }
}
