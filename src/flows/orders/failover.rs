//! An order that goes to another source of its service, because it is proved that nothing was
//! placed at the one before. Must never move an order of which an earlier attempt may have placed
//! something, nor buy it for more than was paid.

use crate::domain::catalog::sources::{Candidate, ranked};
use crate::domain::order::{NotPlacedCause, Reason, RejectReason, ShopReason};
use crate::domain::pricing::Pricing;
use crate::domain::terms::Terms;
use crate::flows::{Ctx, FlowError};
use crate::store::orders::{Order, moves};
use crate::store::{catalog, service_sources};

/// Whether another source may take what this one did not, or would only be asked the same again.
#[must_use]
pub const fn is_of_source(reason: Reason) -> bool {
    match reason {
        Reason::Refused(refused) => match refused {
            RejectReason::ServiceGone
            | RejectReason::QuantityTooLow
            | RejectReason::QuantityTooHigh
            | RejectReason::BadQuantity
            | RejectReason::BadRequest
            | RejectReason::TooLong => true,
            // What the customer entered is as wrong elsewhere.
            RejectReason::BadLink | RejectReason::TypeField => false,
        },
        Reason::Unplaced(cause) => match cause {
            NotPlacedCause::NoConnection
            | NotPlacedCause::OutOfFunds
            | NotPlacedCause::Auth
            | NotPlacedCause::Address => true,
            // These pass by themselves; and two orders for one target at two providers would each
            // be counted as what the other has delivered.
            NotPlacedCause::RateLimited
            | NotPlacedCause::Throttled
            | NotPlacedCause::DuplicateLink => false,
        },
        Reason::Shop(reason) => {
            matches!(reason, ShopReason::PriceRose | ShopReason::SourceClosed)
        }
        Reason::Unknown(_) | Reason::Reported(_) | Reason::Silent(_) | Reason::Consent(_) => false,
    }
}

/// Sends an order that is queued or being sent to the best other source of its service that it has
/// not left yet and that costs no more than was paid; `false` when there is none, or when something
/// may have been placed.
///
/// # Errors
/// [`crate::store::StoreError::Lost`] when the order has moved on.
pub async fn move_on(ctx: &mut Ctx<'_>, order: &Order, reason: Reason) -> Result<bool, FlowError> {
    if order.is_doubted() || !is_of_source(reason) || is_told_before(order) {
        return Ok(false);
    }
    let linked = service_sources::list_of(ctx.tx, order.service_id, ctx.now_ms).await?;
    if linked.is_empty() {
        return Ok(false);
    }
    let left = moves::left_by(ctx.tx, order).await?;
    if left.contains(&order.source_id) {
        return Ok(false);
    }
    let others: Vec<Candidate> = linked
        .into_iter()
        .map(|it| it.candidate)
        .filter(|it| it.source_id != order.source_id && !left.contains(&it.source_id))
        .filter(|it| !it.is_resting)
        .collect();
    let Some(to) = affordable(ctx, order, &ranked(order.source_id, &others)).await? else {
        return Ok(false);
    };
    moves::move_order(ctx.tx, order, &to, reason, ctx.now_ms).await?;
    tracing::info!(order = %order.order_id, from = order.provider, to = to.provider,
        reason = reason.into_str(), "moved to another source");
    Ok(true)
}

/// Whether its price is what one provider has told for this one order.
fn is_told_before(order: &Order) -> bool {
    Terms::from_text(&order.terms).is_some_and(|terms| terms.pricing == Pricing::Previewed)
}

/// The best of these, a handful, that costs no more than was paid.
async fn affordable(
    ctx: &mut Ctx<'_>,
    order: &Order,
    ranked: &[&Candidate],
) -> Result<Option<moves::Destination>, FlowError> {
    for candidate in ranked {
        let source_id = candidate.source_id;
        let offer = catalog::find_offer_at(ctx.tx, order.service_id, source_id).await?;
        let Some(offer) = offer else { continue };
        let cost = super::submission::cost_now(&offer, order);
        if cost.is_some_and(|cost| cost <= order.kept()) {
            let rate = offer.rate.to_string();
            let (provider, currency) = (offer.provider, offer.currency);
            return Ok(Some(moves::Destination { source_id, provider, rate, currency }));
        }
    }
    Ok(None)
}
