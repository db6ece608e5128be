//! The decisions that only a person takes about an order in review, each once: the second admin
//! reads who was first.

use super::returns::{Returned, Why, change_of, close_order};
use super::told;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::journal::PersonAct;
use crate::domain::money::Money;
use crate::domain::order::{OrderState, ReviewKind, ShopReason};
use crate::domain::time::Span;
use crate::flows::wallet::adjust::check;
use crate::flows::{Ctx, FlowError, Upon, UserError};
use crate::notifications::acts::{ActNotice, UponPerson};
use crate::notifications::cards::{IdCheckCard, IdFacts};
use crate::notifications::notify::notify;
use crate::notifications::notify::who;

use crate::notifications::notify::notify_person;
use crate::store::id_checks::{self, IdCheck};
use crate::store::orders::Order;
use crate::store::{OrderRace, Race, StoreError, journal, orders, providers};

/// What an admin found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The provider has it under this id.
    Placed {
        /// The provider's id.
        provider_order_id: String,
    },
    /// The provider does not have it: send it again.
    SendAgain,
    /// The provider does not have it: give the money back.
    NotPlaced,
    /// The reported return is right: give the money back.
    Return,
    /// The order was delivered: nothing goes back.
    Delivered,
}

impl Decision {
    /// What the journal calls it.
    #[must_use]
    pub const fn name(&self) -> PersonAct {
        match self {
            Self::Placed { .. } => PersonAct::ReviewPlaced,
            Self::SendAgain => PersonAct::ReviewSendAgain,
            Self::NotPlaced => PersonAct::ReviewNotPlaced,
            Self::Return => PersonAct::ReviewReturn,
            Self::Delivered => PersonAct::ReviewDelivered,
        }
    }

    /// What the customer gets back for `order` by this decision, beyond what went back before.
    #[must_use]
    pub fn returns_now(&self, order: &Order) -> Money {
        let target = match self {
            Self::Placed { .. } | Self::SendAgain | Self::Delivered => order.returned,
            Self::NotPlaced => order.price,
            Self::Return => order.review_target,
        };
        let target = target.max(order.returned).min(order.price);
        target.checked_sub(order.returned).unwrap_or(Money::ZERO)
    }

    const fn answers(&self) -> ReviewKind {
        match self {
            Self::Placed { .. } | Self::SendAgain | Self::NotPlaced => ReviewKind::Submission,
            Self::Return | Self::Delivered => ReviewKind::Return,
        }
    }
}

/// The order, if this admin may still decide it so.
///
/// # Errors
/// [`UserError::AlreadyDecided`], [`UserError::OwnAccount`], [`UserError::IdTaken`].
pub async fn check_decision(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    order_id: OrderId,
    decision: &Decision,
) -> Result<Order, FlowError> {
    let order = orders::find(ctx.tx, order_id).await?.ok_or(UserError::OrderNotFound)?;
    if order.state != OrderState::Review || order.review_kind() != Some(decision.answers()) {
        return Err(UserError::AlreadyDecided { by: order.reviewed_by }.into());
    }
    check(ctx, Upon { actor_id, person_id: order.person_id }).await?;
    if let Decision::Placed { provider_order_id } = decision {
        let taken = orders::find_by_provider_id(ctx.tx, &order, provider_order_id).await?;
        if let Some(order_id) = taken.filter(|taken| *taken != order.order_id) {
            return Err(UserError::IdTaken { order_id }.into());
        }
    }
    Ok(order)
}

/// The order, if this admin may say under which id it was placed.
///
/// # Errors
/// [`UserError::OrderNotFound`], [`UserError::AlreadyDecided`], [`UserError::OwnAccount`].
pub async fn answerable(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    order_id: OrderId,
) -> Result<Order, FlowError> {
    let order = orders::find(ctx.tx, order_id).await?.ok_or(UserError::OrderNotFound)?;
    if order.review_kind() != Some(ReviewKind::Submission) {
        return Err(UserError::AlreadyDecided { by: order.reviewed_by }.into());
    }
    check(ctx, Upon { actor_id, person_id: order.person_id }).await?;
    Ok(order)
}

/// Decides an order in review.
///
/// # Errors
/// As [`check_decision`]; a race with another admin is [`UserError::AlreadyDecided`] the next time.
pub async fn decide(
    ctx: &mut Ctx<'_>,
    (actor_id, order_id): (PersonId, OrderId),
    decision: &Decision,
) -> Result<Order, FlowError> {
    let order = check_decision(ctx, actor_id, order_id, decision).await?;
    let why = Why { actor_id, ..Why::default() };
    let returned = match decision {
        Decision::Placed { provider_order_id } => {
            attach(ctx, &order, provider_order_id, actor_id).await?;
            Money::ZERO
        }
        Decision::SendAgain => {
            orders::submission::mark_requeued(
                ctx.tx,
                &order,
                ShopReason::SentAgain.into(),
                (actor_id, [0, 0]),
                Span { from_ms: ctx.now_ms, until_ms: 0 },
            )
            .await?;
            notify_state(ctx, &order, OrderState::Queued).await?;
            Money::ZERO
        }
        Decision::NotPlaced => {
            let end = (OrderState::Rejected, order.price);
            let why = Why { actor_id, ..Why::of(ShopReason::NotPlaced) };
            close_order(ctx, &order, end, why).await?
        }
        Decision::Return => {
            let is_all = order.review_target >= order.price;
            let to = if is_all { OrderState::Canceled } else { OrderState::Partial };
            let end = (to, order.review_target);
            close_order(ctx, &order, end, why).await?
        }
        Decision::Delivered => {
            let end = (OrderState::Completed, order.returned);
            close_order(ctx, &order, end, why).await?
        }
    };
    write_down(ctx, (&order, returned), actor_id, decision).await?;
    Ok(order)
}

async fn attach(
    ctx: &mut Ctx<'_>,
    order: &Order,
    provider_order_id: &str,
    actor_id: PersonId,
) -> Result<(), FlowError> {
    let id = provider_order_id;
    if !orders::submission::mark_accepted(ctx.tx, order, id, actor_id, ctx.now_ms).await? {
        // Run anew, this reads who was first, or whose the number is now.
        return Err(StoreError::Lost(Race::Order(OrderRace::InReview)).into());
    }
    orders::answers::keep(ctx.tx, order, ShopReason::Typed.into(), id, ctx.now_ms).await?;
    // It was taken, so it is none of those that are unclear; a stop needs an answer to end.
    providers::clear_unknown(ctx.tx, &order.provider).await?;
    notify_state(ctx, order, OrderState::Active).await
}

async fn notify_state(
    ctx: &mut Ctx<'_>,
    order: &Order,
    state: OrderState,
) -> Result<(), FlowError> {
    let change = change_of(order, state, None, Returned::as_before(order));
    told::tell(ctx, order, change).await
}

async fn write_down(
    ctx: &mut Ctx<'_>,
    (order, returned): (&Order, Money),
    actor_id: PersonId,
    decision: &Decision,
) -> Result<(), FlowError> {
    let subject = format!("order {}", order.order_id);
    let detail = match decision {
        Decision::Placed { provider_order_id } => format!("id {provider_order_id}"),
        _ => format!("returned {} {}", returned.plain(), ctx.shop.currency),
    };
    let act = decision.name();
    let (name, reason) = (act.into(), "");
    let line = journal::Act { actor_id, act: name, subject: &subject, detail: &detail, reason };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let (actor, person) = (who(ctx.tx, actor_id).await?, who(ctx.tx, order.person_id).await?);
    let (order_id, amount, reason) = (order.order_id, returned, String::new());
    let notice = ActNotice::UponPerson(UponPerson { act, actor, person, order_id, amount, reason });
    Ok(notify(ctx, notice).await?)
}

/// Shows an admin what the provider says of the id that they typed; once for each request.
pub async fn answer_id_check(
    ctx: &mut Ctx<'_>,
    request: &IdCheck,
    facts: Option<&IdFacts>,
) -> Result<(), FlowError> {
    // Somebody who is no admin any more is told nothing.
    if !id_checks::remove(ctx.tx, &request.nonce).await? || !ctx.shop.is_admin(request.admin_id) {
        return Ok(());
    }
    let card = IdCheckCard { request: request.clone(), facts: facts.cloned() };
    Ok(notify_person(ctx, request.admin_id, &card.into()).await?)
}
