//! What stands in the way of an order: asked when the card of a service opens, so that nobody fills
//! in an order in vain, and again at Confirm.

use super::quote::check_offer;
use crate::flows::recharges::trials;
use crate::flows::{Ctx, FlowError, Shop, UserError};
use crate::store::catalog::Offer;
use crate::store::orders;
use crate::store::people::Person;
use crate::store::portion::{Batch, Portion};

/// Orders of one person that may wait for a decision before new ones are refused.
const OPEN_REVIEWS_MAX: i64 = 3;

/// The service, if the person may order it now.
///
/// # Errors
/// A [`UserError`] that says why not, or a failing database.
pub async fn check(
    ctx: &mut Ctx<'_>,
    person: &Person,
    offer: Option<Offer>,
) -> Result<Offer, FlowError> {
    check_person(ctx, person).await?;
    let offer = offer.ok_or(UserError::ServiceGone)?;
    let offer = trials::admit(ctx, person.person_id, offer).await?;
    check_offer(&offer)?;
    // What is entered for it, or delivered, must not lie about.
    if offer.kind.is_never_alike() && ctx.shop.master_key.is_none() {
        return Err(UserError::NotSellable.into());
    }
    // The order that is to try its provider waits already: any other would wait for a day.
    let batch = Batch { now_ms: ctx.now_ms, limit: 1 };
    if offer.is_stopped
        && !orders::submission::list_sendable(ctx.tx, &offer.provider, batch).await?.is_empty()
    {
        return Err(UserError::ServicePaused.into());
    }
    Ok(offer)
}

/// Whether the person is banned. Whoever has become an owner since is not.
///
/// # Errors
/// [`UserError::Banned`].
pub fn check_ban(shop: &Shop, person: &Person) -> Result<(), UserError> {
    let is_banned = person.is_banned && !shop.is_admin(person.person_id);
    if is_banned { Err(UserError::Banned) } else { Ok(()) }
}

/// Whether the person may order anything now.
///
/// # Errors
/// A [`UserError`] that says why not, or a failing database.
pub(super) async fn check_person(ctx: &mut Ctx<'_>, person: &Person) -> Result<(), FlowError> {
    check_ban(ctx.shop, person)?;
    if ctx.shop.admins().is_empty() {
        return Err(UserError::SalesPaused.into());
    }
    let found = orders::admission::find(ctx.tx, person.person_id).await?;
    if found.are_admins_unreachable
        && orders::listing::reviews(ctx.tx, Portion::first(1)).await?.1 > 0
    {
        return Err(UserError::SalesPaused.into());
    }
    if found.owed.is_positive() {
        return Err(UserError::Owes(found.owed).into());
    }
    if found.reviews >= OPEN_REVIEWS_MAX {
        return Err(UserError::TooManyReviews.into());
    }
    Ok(())
}
