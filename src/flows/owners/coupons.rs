//! Owners make coupons and end them: each a confirmed act, journaled and shown to every owner. What
//! was ordered with a coupon keeps its discount.

use crate::domain::coupon::{CouponCode, NewCoupon, Scope};
use crate::domain::ids::PersonId;
use crate::domain::journal::ActName;
use crate::domain::lang::Lang;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::acts::ActNotice;
use crate::notifications::notify::{notify, who};
use crate::store::coupons::{self, Coupon};
use crate::store::{catalog, journal};

/// More coupons than this are not in force at once.
const OPEN_MAX: i64 = 200;

/// Whether the coupon can be made.
///
/// # Errors
/// [`UserError::CouponsFull`], [`UserError::CouponTaken`], [`UserError::ItemNotFound`].
pub async fn check(ctx: &mut Ctx<'_>, new: &NewCoupon) -> Result<(), FlowError> {
    if coupons::count_open(ctx.tx, ctx.now_ms).await? >= OPEN_MAX {
        return Err(UserError::CouponsFull { max: OPEN_MAX }.into());
    }
    if coupons::find(ctx.tx, &new.code).await?.is_some() {
        return Err(UserError::CouponTaken.into());
    }
    name_of(ctx, new.conditions.scope, Lang::default()).await?;
    Ok(())
}

/// What the category or the service of a scope is called; empty for everything.
///
/// # Errors
/// [`UserError::ItemNotFound`].
pub async fn name_of(ctx: &mut Ctx<'_>, scope: Scope, lang: Lang) -> Result<String, FlowError> {
    let name = match scope {
        Scope::Everything => Some(String::new()),
        Scope::Category(category) => {
            let found = catalog::find_category(ctx.tx, lang, category).await?;
            found.map(|(category, _)| category.name)
        }
        Scope::Service(service) => {
            let found = catalog::find_offer_in(ctx.tx, lang, service).await?;
            found.map(|offer| offer.name)
        }
    };
    Ok(name.ok_or(UserError::ItemNotFound)?)
}

/// Makes a coupon.
///
/// # Errors
/// As [`check`].
pub async fn make(ctx: &mut Ctx<'_>, actor_id: PersonId, new: &NewCoupon) -> Result<(), FlowError> {
    check(ctx, new).await?;
    if !coupons::insert(ctx.tx, new, actor_id, ctx.now_ms).await? {
        return Err(UserError::CouponTaken.into());
    }
    let detail = serde_json::to_string(new).unwrap_or_default();
    write_down(ctx, actor_id, (ActName::CouponMade, &new.code), &detail).await
}

/// A coupon that is not ended yet.
///
/// # Errors
/// [`UserError::CouponOver`].
pub async fn find_open(ctx: &mut Ctx<'_>, code: &CouponCode) -> Result<Coupon, FlowError> {
    let found = coupons::find(ctx.tx, code).await?.filter(|coupon| !coupon.is_stopped);
    Ok(found.ok_or(UserError::CouponOver)?)
}

/// Ends a coupon.
///
/// # Errors
/// [`UserError::CouponOver`].
pub async fn stop(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    code: &CouponCode,
) -> Result<(), FlowError> {
    if !coupons::stop(ctx.tx, code).await? {
        return Err(UserError::CouponOver.into());
    }
    write_down(ctx, actor_id, (ActName::CouponStopped, code), "").await
}

async fn write_down(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (act, code): (ActName, &CouponCode),
    detail: &str,
) -> Result<(), FlowError> {
    let subject = format!("coupon {code}");
    let line = journal::Act { actor_id, act, subject: &subject, detail, reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let notice = ActNotice::CouponSet {
        actor: who(ctx.tx, actor_id).await?,
        code: code.to_string(),
        is_stopped: act == ActName::CouponStopped,
    };
    Ok(notify(ctx, notice).await?)
}
