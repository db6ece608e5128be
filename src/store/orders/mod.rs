//! Orders as rows. Every change of state names the states it leaves and insists on one changed
//! row. Submission, polling and listing have a file each; this one has the row itself.

pub mod admission;
pub mod answers;
pub mod cards;
pub mod children;
mod events;
pub mod listing;
pub mod moves;
pub mod polling;
pub mod recent;
pub mod requests;
pub mod silence;
pub mod submission;
pub mod words;

use sqlx::{FromRow, Row};

use self::events::insert_event;
use super::ids::Flag;
use super::race::{OrderRace, Race};
use super::tx::{StoreError, Tx};
use crate::domain::catalog::IdSpace;
use crate::domain::ids::{CheckoutId, OrderId, PersonId, ServiceId, SourceId};
use crate::domain::ledger::{PaidPrice, Split};
use crate::domain::money::Money;
use crate::domain::order::{OrderState, Reason, ReviewKind, ShopReason, Signs, Stage};
use crate::domain::terms::Terms;

/// The columns that [`Order`] is read from.
macro_rules! order_columns {
    () => {
        "order_id, person_id, checkout_id, service_id, source_id, provider, provider_order_id, \
         seen_id, state, link, inputs, quantity, billed_quantity, price, returned, is_settled, \
         provider_rate, provider_currency, provider_status, provider_charge, start_count, \
         remains, attempt, reason, review_kind, review_target, reviewed_by, needs_attention, \
         created_ms, accepted_ms, changed_ms, doubts, refusals, shortages, request_id, terms, \
         started_ms, silent_since_ms, silence, is_silence_told, is_charge_told, is_overcharged, \
         sent_rate, bonus_part, bonus_returned, id_space, discount, coupon"
    };
}
pub(super) use order_columns;

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Order {
    /// From 1001, never reused.
    pub order_id: OrderId,
    /// The customer.
    pub person_id: PersonId,
    /// The quote it was made from.
    pub checkout_id: CheckoutId,
    /// What was ordered.
    pub service_id: ServiceId,
    /// Where it is bought.
    pub source_id: SourceId,
    /// The provider's name; never shown to a customer.
    pub provider: String,
    /// Whose numbers the provider's ids are.
    #[sqlx(try_from = "String")]
    pub id_space: IdSpace,
    /// The provider's id; empty until accepted.
    pub provider_order_id: String,
    /// An id that came with an unclear answer, or empty.
    pub seen_id: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: OrderState,
    /// The target, cleaned.
    pub link: String,
    /// Versioned JSON of what was entered.
    pub inputs: String,
    /// As ordered.
    pub quantity: i64,
    /// As billed; 1 for packages.
    pub billed_quantity: i64,
    /// What the customer paid.
    #[sqlx(try_from = "i64")]
    pub price: Money,
    /// What a coupon took off before.
    #[sqlx(try_from = "i64")]
    pub discount: Money,
    /// The code of that coupon, or empty.
    pub coupon: String,
    /// What went back to the customer so far.
    #[sqlx(try_from = "i64")]
    pub returned: Money,
    /// How much of the price was bonus.
    #[sqlx(try_from = "i64")]
    pub bonus_part: Money,
    /// How much of that went back.
    #[sqlx(try_from = "i64")]
    pub bonus_returned: Money,
    /// Set once nothing is held for it any more.
    #[sqlx(try_from = "Flag")]
    pub is_settled: bool,
    /// The provider's rate that was quoted.
    pub provider_rate: String,
    /// The provider's currency.
    pub provider_currency: String,
    /// The provider's last status text; never shown to a customer.
    pub provider_status: String,
    /// The provider's last charge, exact decimal, or empty.
    pub provider_charge: String,
    /// The counter before delivery, -1 when not told.
    pub start_count: i64,
    /// What was not delivered yet, -1 when not told.
    pub remains: i64,
    /// Submissions begun.
    pub attempt: i64,
    /// Why it is where it is: the text of a [`Reason`], of this version or another.
    pub reason: String,
    /// What a person has to decide, or empty.
    pub review_kind: String,
    /// For a return in review: what would be returned in all.
    #[sqlx(try_from = "i64")]
    pub review_target: Money,
    /// The admin who decided, or 0.
    pub reviewed_by: PersonId,
    /// Whether a report was strange and admins were told.
    pub needs_attention: i64,
    /// When it was placed, unix milliseconds.
    pub created_ms: i64,
    /// When the provider accepted it, or 0.
    pub accepted_ms: i64,
    /// When it last changed.
    pub changed_ms: i64,
    /// Times it went to a person because it may have been placed.
    pub doubts: i64,
    /// Attempts that reached the provider and were refused.
    pub refusals: i64,
    /// Attempts that were refused for want of funds at the provider.
    pub shortages: i64,
    /// What the provider may tell a repeated order by; empty before the first attempt.
    pub request_id: String,
    /// Versioned JSON of the service as it was shown; nothing changes it.
    pub terms: String,
    /// When a status first said that the delivery has begun, unix milliseconds; 0 before.
    pub started_ms: i64,
    /// Since when the provider, which answers otherwise, tells nothing of it; 0 while it does.
    pub silent_since_ms: i64,
    /// How it is silent, or empty.
    pub silence: String,
    /// Set once the owners know of that.
    #[sqlx(rename = "is_silence_told", try_from = "Flag")]
    pub is_silence_notified: bool,
    /// Set once owners were told that the provider charges far too much.
    #[sqlx(rename = "is_charge_told", try_from = "Flag")]
    pub is_charge_notified: bool,
    /// Set once its charge was found to be above its cost.
    #[sqlx(try_from = "Flag")]
    pub is_overcharged: bool,
    /// The provider's rate when it was sent, exact decimal, where it was above that of the sale.
    pub sent_rate: String,
}

impl Order {
    /// The service's name as it was shown.
    #[must_use]
    pub fn service(&self) -> String {
        Terms::name_in(&self.terms)
    }

    /// Whether an earlier attempt may have placed it, so that no later refusal proves the contrary.
    #[must_use]
    pub const fn is_doubted(&self) -> bool {
        self.doubts > 0
    }

    /// Whether it may have been placed by more than the last attempt, and nobody knows which.
    #[must_use]
    pub fn is_undecided_again(&self) -> bool {
        let is_open =
            matches!(self.state, OrderState::Queued | OrderState::Submitting | OrderState::Review);
        is_open
            && self.provider_order_id.is_empty()
            && (self.doubts > 1 || (self.is_doubted() && self.state != OrderState::Review))
    }

    /// Whether it waits and was certainly never placed, so that it may simply be called off.
    #[must_use]
    pub fn is_cancelable(&self) -> bool {
        self.state == OrderState::Queued && !self.is_doubted()
    }

    /// What it is shown as.
    #[must_use]
    pub fn stage(&self, now_ms: i64) -> Stage {
        let (started_ms, silent_since_ms) = (self.started_ms, self.silent_since_ms);
        Stage::of(self.state, Signs { started_ms, silent_since_ms }, now_ms)
    }

    /// In which parts `amount` comes back beyond what came back already.
    #[must_use]
    pub fn parts_of_return(&self, amount: Money) -> Split {
        let total = self.returned.checked_add(amount).unwrap_or(self.price);
        let share = PaidPrice { whole: self.price, bonus: self.bonus_part }.bonus_of(total);
        let bonus = share.checked_sub(self.bonus_returned).unwrap_or(Money::ZERO);
        let bonus = bonus.max(Money::ZERO).min(amount);
        Split { cash: amount.checked_sub(bonus).unwrap_or(amount), bonus }
    }

    /// What is still held for it.
    #[must_use]
    pub fn held(&self) -> Money {
        if !self.is_settled { self.kept() } else { Money::ZERO }
    }

    /// What of the price was not returned.
    #[must_use]
    pub fn kept(&self) -> Money {
        self.price.checked_sub(self.returned).unwrap_or(Money::ZERO)
    }

    /// Whether it is where it is for this reason.
    #[must_use]
    pub fn is_for(&self, reason: Reason) -> bool {
        self.reason == reason.into_str()
    }

    /// What a person has to decide, if anything.
    #[must_use]
    pub fn review_kind(&self) -> Option<ReviewKind> {
        self.review_kind.parse().ok()
    }
}

/// A stored state that this version does not know.
#[derive(Debug, thiserror::Error)]
#[error("unknown order state")]
pub struct UnknownState;

impl TryFrom<String> for OrderState {
    type Error = UnknownState;

    fn try_from(text: String) -> Result<Self, UnknownState> {
        text.parse().map_err(|_| UnknownState)
    }
}

/// Micro-units as they are stored.
impl From<i64> for Money {
    fn from(micros: i64) -> Self {
        Self::from_micros(micros)
    }
}

/// An order about to be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder<'a> {
    /// The customer.
    pub person_id: PersonId,
    /// The idempotency key.
    pub checkout_id: &'a CheckoutId,
    /// What is ordered.
    pub service_id: ServiceId,
    /// Where it will be bought.
    pub source_id: SourceId,
    /// The provider's name.
    pub provider: &'a str,
    /// Whose numbers its ids there are.
    pub id_space: IdSpace,
    /// The target, cleaned.
    pub link: &'a str,
    /// What the target is compared by.
    pub target: &'a str,
    /// Versioned JSON of everything the customer entered.
    pub inputs: &'a str,
    /// Versioned JSON of the service as it was shown.
    pub terms: &'a str,
    /// As ordered.
    pub quantity: i64,
    /// As billed.
    pub billed_quantity: i64,
    /// What the customer pays.
    pub price: Money,
    /// How much of that is bonus.
    pub bonus_part: Money,
    /// What a coupon takes off.
    pub discount: Money,
    /// The code of that coupon, or empty.
    pub coupon: &'a str,
    /// The provider's rate that was quoted.
    pub provider_rate: &'a str,
    /// The provider's currency.
    pub provider_currency: &'a str,
}

/// Places an order in `queued`; `None` when this checkout was used before.
pub async fn insert(
    tx: &mut Tx,
    new: &NewOrder<'_>,
    now_ms: i64,
) -> Result<Option<OrderId>, StoreError> {
    let row = sqlx::query(
        "INSERT INTO orders (person_id, checkout_id, service_id, source_id, provider, state, \
         link, inputs, quantity, billed_quantity, price, provider_rate, provider_currency, \
         created_ms, queued_ms, changed_ms, target, terms, bonus_part, id_space, discount, coupon) \
         VALUES ($1, $2, $3, $4, $5, 'queued', $6, $7, $8, $9, $10, $11, $12, $13, $13, $13, \
         $14, $15, $16, $17, $18, $19) \
         ON CONFLICT (checkout_id) DO NOTHING RETURNING order_id",
    )
    .bind(new.person_id)
    .bind(new.checkout_id.as_str())
    .bind(new.service_id)
    .bind(new.source_id)
    .bind(new.provider)
    .bind(new.link)
    .bind(new.inputs)
    .bind(new.quantity)
    .bind(new.billed_quantity)
    .bind(new.price.micros())
    .bind(new.provider_rate)
    .bind(new.provider_currency)
    .bind(now_ms)
    .bind(new.target)
    .bind(new.terms)
    .bind(new.bonus_part.micros())
    .bind(new.id_space.into_str())
    .bind(new.discount.micros())
    .bind(new.coupon)
    .fetch_optional(tx.conn())
    .await?;
    let order_id = row.map(|row| row.try_get(0)).transpose()?;
    if let Some(order_id) = order_id {
        let placed = Some(ShopReason::Placed.into());
        insert_event(tx, order_id, OrderState::Queued, placed, PersonId::NONE, now_ms).await?;
    }
    Ok(order_id)
}

/// One order.
pub async fn find(tx: &mut Tx, order_id: OrderId) -> Result<Option<Order>, StoreError> {
    let order =
        sqlx::query_as(concat!("SELECT ", order_columns!(), " FROM orders WHERE order_id = $1"))
            .bind(order_id)
            .fetch_optional(tx.conn())
            .await?;
    Ok(order)
}

/// The order made from a checkout, if any.
pub async fn find_by_checkout(
    tx: &mut Tx,
    checkout_id: &CheckoutId,
) -> Result<Option<Order>, StoreError> {
    let order =
        sqlx::query_as(concat!("SELECT ", order_columns!(), " FROM orders WHERE checkout_id = $1"))
            .bind(checkout_id.as_str())
            .fetch_optional(tx.conn())
            .await?;
    Ok(order)
}

/// The order that carries a provider's id of the same numbers as those of `order`, or that the
/// provider made it of, if any.
pub async fn find_by_provider_id(
    tx: &mut Tx,
    order: &Order,
    provider_order_id: &str,
) -> Result<Option<OrderId>, StoreError> {
    let row = sqlx::query(
        "SELECT order_id FROM orders WHERE provider = $1 AND id_space = $3 \
         AND provider_order_id = $2 AND provider_order_id <> '' UNION ALL \
         SELECT order_id FROM child_orders WHERE provider = $1 AND id_space = $3 \
         AND provider_order_id = $2 LIMIT 1",
    )
    .bind(&order.provider)
    .bind(provider_order_id)
    .bind(order.id_space.into_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Moves `returned` from what was seen to a higher total: two returns at once cannot both pass, nor
/// one that takes from the hold beside one that ends the hold.
///
/// # Errors
/// [`StoreError::Lost`] when another return or the end of the order came first, or the total
/// exceeds the price.
pub async fn raise_returned(
    tx: &mut Tx,
    order: &Order,
    to: Money,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET returned = $2, bonus_returned = $6, changed_ms = $4 WHERE order_id = $1 \
         AND returned = $3 AND is_settled = $5 AND $2 >= returned AND $2 <= price",
    )
    .bind(order.order_id)
    .bind(to.micros())
    .bind(order.returned.micros())
    .bind(now_ms)
    .bind(i64::from(order.is_settled))
    .bind(PaidPrice { whole: order.price, bonus: order.bonus_part }.bonus_of(to).micros())
    .execute(tx.conn())
    .await?;
    super::tx::expect_one(&changed, Race::Order(OrderRace::Returned))
}

/// A change of state that leaves `order.state`, with a reason of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The new state.
    pub to: OrderState,
    /// Why, where it needs saying.
    pub reason: Option<Reason>,
    /// The admin who decided, or 0.
    pub actor_id: PersonId,
    /// Whether nothing is held for it any more.
    pub is_settled: bool,
}

/// Moves an order from the state it was read in; open review and lease end with it.
///
/// # Errors
/// [`StoreError::Lost`] when it is in another state, attempt or review by now, or something of it
/// was returned meanwhile.
pub async fn mark_moved(
    tx: &mut Tx,
    order: &Order,
    step: Move,
    now_ms: i64,
) -> Result<(), StoreError> {
    let changed = sqlx::query(
        "UPDATE orders SET state = $2, reason = $3, is_settled = $4, review_kind = '', \
         reviewed_by = CASE WHEN $5 <> 0 THEN $5 ELSE reviewed_by END, needs_attention = 0, \
         lease_owner = '', lease_until_ms = 0, changed_ms = $6 WHERE order_id = $1 \
         AND state = $7 AND attempt = $8 AND review_kind = $9 AND is_settled = $10 \
         AND returned = $11",
    )
    .bind(order.order_id)
    .bind(step.to.into_str())
    .bind(Reason::text(step.reason))
    .bind(i64::from(step.is_settled))
    .bind(step.actor_id)
    .bind(now_ms)
    .bind(order.state.into_str())
    .bind(order.attempt)
    .bind(&order.review_kind)
    .bind(i64::from(order.is_settled))
    .bind(order.returned.micros())
    .execute(tx.conn())
    .await?;
    super::tx::expect_one(&changed, Race::Order(OrderRace::State))?;
    insert_event(tx, order.order_id, step.to, step.reason, step.actor_id, now_ms).await
}
