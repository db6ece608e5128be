//! Services that are off sale because an order of theirs was charged above its cost, and the
//! owner's word that puts one on sale again. Orders of it in the queue wait meanwhile.

use rust_decimal::Decimal;

use crate::domain::ids::{PersonId, ServiceId};
use crate::domain::journal::ActName;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::acts::ActNotice;
use crate::notifications::notify::{notify, who};
use crate::store::orders::Order;
use crate::store::service_pauses::{self, Pause};
use crate::store::{Tx, catalog, catalog_writes, journal};

/// Takes the service of an order off sale; `false` when it is already, or when the order is older
/// than an owner's word that it may be sold.
///
/// # Errors
/// When the database fails.
pub async fn pause(
    ctx: &mut Ctx<'_>,
    order: &Order,
    (expected, charge): (Decimal, Decimal),
) -> Result<bool, FlowError> {
    let pause = Pause {
        service_id: order.service_id,
        provider: order.provider.clone(),
        order_id: order.order_id,
        currency: order.provider_currency.clone(),
        expected: expected.normalize().to_string(),
        charge: charge.normalize().to_string(),
        since_ms: ctx.now_ms,
    };
    let is_new = service_pauses::begin(ctx.tx, &pause, order.accepted_ms).await?;
    if is_new {
        catalog_writes::refresh_visibility(ctx.tx).await?;
    }
    Ok(is_new)
}

/// Why a service is off sale, with its name.
///
/// # Errors
/// [`UserError::NotPaused`] when it is not, or not since `since_ms`.
pub async fn check(
    tx: &mut Tx,
    service_id: ServiceId,
    since_ms: Option<i64>,
) -> Result<(Pause, String), FlowError> {
    let pause = service_pauses::find(tx, service_id).await?;
    let is_shown = |pause: &Pause| since_ms.is_none_or(|since_ms| pause.since_ms == since_ms);
    let pause = pause.filter(is_shown).ok_or(UserError::NotPaused)?;
    let offer = catalog::find_offer(tx, service_id).await?;
    Ok((pause, offer.map(|offer| offer.name).unwrap_or_default()))
}

/// Puts a service on sale again.
///
/// # Errors
/// As [`check`].
pub async fn resume(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (service_id, since_ms): (ServiceId, i64),
) -> Result<(), FlowError> {
    let (pause, name) = check(ctx.tx, service_id, Some(since_ms)).await?;
    if !service_pauses::resume(ctx.tx, (service_id, since_ms), ctx.now_ms).await? {
        return Err(UserError::NotPaused.into());
    }
    catalog_writes::refresh_visibility(ctx.tx).await?;
    let Pause { order_id, charge, expected, currency, .. } = pause;
    let subject = format!("service {service_id}");
    let detail = format!("order {order_id} was charged {charge} instead of {expected} {currency}");
    let act = ActName::ServiceResumed;
    let line = journal::Act { actor_id, act, subject: &subject, detail: &detail, reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let actor = who(ctx.tx, actor_id).await?;
    Ok(notify(ctx, ActNotice::ServiceResumed { actor, service_id, name }).await?)
}
