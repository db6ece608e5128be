//! What those who run the shop are told of orders: decisions that wait, strange reports, late
//! answers, charges.

use rust_decimal::Decimal;

use super::notice::Notice;
use crate::domain::alert::Topic;
use crate::domain::ids::{OrderId, ServiceId};
use crate::domain::money::Money;
use crate::domain::order::Reason;
use crate::domain::order::charge::Margin;

/// Something about orders that those who run the shop are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderAlert {
    /// An order waits for a decision.
    Review {
        /// The order.
        order_id: OrderId,
        /// Why.
        reason: Reason,
    },
    /// Decisions are still missing.
    ReviewsWaiting {
        /// How many.
        count: i64,
    },
    /// A report about an order was strange.
    Attention {
        /// The order.
        order_id: OrderId,
        /// Why.
        reason: Reason,
    },
    /// Reports about several orders were strange.
    AttentionMany {
        /// How many.
        count: i64,
        /// The first of the orders, at most ten.
        order_ids: Vec<OrderId>,
    },
    /// A provider charges more for an order than it was to cost, and far more unless its service is
    /// off sale for it.
    Overcharge(Box<Overcharge>),
    /// So it does for several orders.
    OverchargeMany(SomeOrders),
    /// An answer to an attempt that was over already.
    LateAnswer {
        /// The order.
        order_id: OrderId,
        /// What was answered.
        answer: Reason,
        /// The id that came along, or empty.
        provider_order_id: String,
    },
    /// Answers about several orders came too late.
    LateAnswerMany(SomeOrders),
    /// A provider accepted an order that had been returned to the customer or sent again.
    LateAcceptance {
        /// The order.
        order_id: OrderId,
        /// The provider's id.
        provider_order_id: String,
        /// What the shop lost.
        loss: Money,
        /// Whether its money had gone back; else it was sent again.
        was_returned: bool,
    },
    /// An order whose answer was not understood stands in its provider's lists.
    Found {
        /// The order.
        order_id: OrderId,
        /// The provider's id.
        provider_order_id: String,
    },
    /// Such an order does not; its money went back.
    NotFound {
        /// The order.
        order_id: OrderId,
    },
    /// Orders have not changed for a month.
    Stuck {
        /// The orders, at most fifty.
        order_ids: Vec<OrderId>,
    },
}

/// Several orders of which some are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SomeOrders {
    /// How many.
    pub count: i64,
    /// The first of them, at most ten.
    pub order_ids: Vec<OrderId>,
}

/// A charge above the expected cost; both in the provider's currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overcharge {
    /// The order.
    pub order_id: OrderId,
    /// The provider's name in the settings.
    pub provider: String,
    /// The provider's currency.
    pub currency: String,
    /// What the order was to cost when it was sold.
    pub expected: Decimal,
    /// What is charged.
    pub charge: Decimal,
    /// What the customer paid, in the shop's currency.
    pub paid: Money,
    /// What the charge leaves of that.
    pub margin: Margin,
    /// Whether it is far above.
    pub is_far: bool,
    /// What is off sale because of it.
    pub paused: Option<OffSale>,
}

/// What is off sale until an owner has looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OffSale {
    /// One service.
    Service(ServiceId),
    /// Everything of the provider: it has taken more than it had told.
    Provider,
}

impl OrderAlert {
    /// Of what there may be hundreds at once: under which topic, and for which order.
    #[must_use]
    pub const fn digest(&self) -> Option<(Topic, OrderId)> {
        match self {
            Self::Review { order_id, .. } => Some((Topic::Review, *order_id)),
            Self::Attention { order_id, .. } => Some((Topic::Attention, *order_id)),
            Self::LateAnswer { order_id, .. } => Some((Topic::LateAnswer, *order_id)),
            Self::Overcharge(overcharge) => Some((Topic::Charge, overcharge.order_id)),
            Self::ReviewsWaiting { .. }
            | Self::AttentionMany { .. }
            | Self::OverchargeMany(_)
            | Self::LateAnswerMany(_)
            | Self::LateAcceptance { .. }
            | Self::Found { .. }
            | Self::NotFound { .. }
            | Self::Stuck { .. } => None,
        }
    }
}

impl From<OrderAlert> for Notice {
    fn from(notice: OrderAlert) -> Self {
        Self::Order(notice)
    }
}
