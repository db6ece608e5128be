//! Services that are bought at several sources: owners name those, and the cheapest that sells and
//! delivers is where each is bought, so that prices follow it. Orders that wait at another one for
//! what is no matter of theirs go with it. Must never move an order that may have been placed.

use crate::domain::catalog::sources::{Obstacle, SOURCES_MAX, Traits, Unfit, chosen};
use crate::domain::ids::{PersonId, ServiceId, SourceId};
use crate::domain::journal::ActName;
use crate::domain::limits::Limits;
use crate::domain::order::ShopReason;
use crate::flows::orders::failover;
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::catalog::Offer;
use crate::store::orders::moves;
use crate::store::service_sources::{self, Linked, SourceMove};
use crate::store::{Tx, catalog, catalog_writes, journal};

/// Orders that are looked at in one round.
const WAITING_MAX: i64 = 100;

/// A service, and another one whose source it is bought at or may be; each as it is bought where it
/// came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// What is sold.
    pub sold: Offer,
    /// The service of a provider.
    pub other: Offer,
}

/// A service that is sold, and one whose source it has or gets beside its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairIds {
    /// What is sold.
    pub sold: ServiceId,
    /// The service of a provider.
    pub other: ServiceId,
}

/// What an owner named, if the other one may be a source of what is sold.
///
/// # Errors
/// [`UserError::ItemNotFound`] for a number that no service has, [`UserError::SourceUnfit`].
pub async fn check_add(ctx: &mut Ctx<'_>, ids: PairIds) -> Result<Pair, FlowError> {
    let pair = find_pair(ctx.tx, ids).await?;
    let linked = service_sources::list_of(ctx.tx, ids.sold, ctx.now_ms).await?;
    let is_known = linked.iter().any(|it| it.candidate.source_id == pair.other.source_id);
    let unfit = match () {
        () if ids.sold == ids.other => Some(Unfit::Same),
        () if is_known => Some(Unfit::Known),
        () if count(&linked) > SOURCES_MAX => Some(Unfit::Full),
        () => traits(&pair.other).unfit_for(&traits(&pair.sold)),
    };
    match unfit {
        Some(unfit) => Err(UserError::SourceUnfit(unfit).into()),
        None => Ok(pair),
    }
}

fn count(linked: &[Linked]) -> i64 {
    i64::try_from(linked.len()).unwrap_or(i64::MAX)
}

fn traits(offer: &Offer) -> Traits {
    Traits {
        kind: offer.kind,
        pricing: offer.pricing,
        limits: Limits { min: offer.min_quantity, max: offer.max_quantity },
        has_refill: offer.has_refill,
        has_cancel: offer.has_cancel,
        has_dripfeed: offer.has_dripfeed,
    }
}

async fn find_pair(tx: &mut Tx, PairIds { sold, other }: PairIds) -> Result<Pair, FlowError> {
    Ok(Pair { sold: own_offer(tx, sold).await?, other: own_offer(tx, other).await? })
}

/// A service as it is bought where it came from.
async fn own_offer(tx: &mut Tx, service: ServiceId) -> Result<Offer, FlowError> {
    let own = service_sources::own_source(tx, service).await?.ok_or(UserError::ItemNotFound)?;
    Ok(catalog::find_offer_at(tx, service, own).await?.ok_or(UserError::ItemNotFound)?)
}

/// Lets a service be bought where another one comes from too.
///
/// # Errors
/// As [`check_add`].
pub async fn add(ctx: &mut Ctx<'_>, actor_id: PersonId, ids: PairIds) -> Result<Pair, FlowError> {
    let pair = check_add(ctx, ids).await?;
    let source = pair.other.source_id;
    if !service_sources::add(ctx.tx, (ids.sold, source), actor_id, ctx.now_ms).await? {
        return Err(UserError::SourceUnfit(Unfit::Known).into());
    }
    write_down(ctx, actor_id, (ids.sold, ActName::SourceAdded), &pair).await?;
    choose(ctx).await?;
    catalog_writes::refresh_visibility(ctx.tx).await?;
    Ok(pair)
}

/// A source of a service that may be taken away from it.
///
/// # Errors
/// [`UserError::SourceGone`] when it is none.
pub async fn check_remove(ctx: &mut Ctx<'_>, ids: PairIds) -> Result<Pair, FlowError> {
    let linked = service_sources::list_of(ctx.tx, ids.sold, ctx.now_ms).await?;
    if ids.sold == ids.other || !linked.iter().any(|it| it.own_service_id == ids.other) {
        return Err(UserError::SourceGone.into());
    }
    find_pair(ctx.tx, ids).await
}

/// Takes a source away from a service. Orders that were sent there stay; those that wait there go
/// elsewhere when their turn comes.
///
/// # Errors
/// As [`check_remove`].
pub async fn remove(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    ids: PairIds,
) -> Result<Pair, FlowError> {
    let pair = check_remove(ctx, ids).await?;
    if !service_sources::remove(ctx.tx, (ids.sold, pair.other.source_id)).await? {
        return Err(UserError::SourceGone.into());
    }
    write_down(ctx, actor_id, (ids.sold, ActName::SourceRemoved), &pair).await?;
    choose(ctx).await?;
    catalog_writes::refresh_visibility(ctx.tx).await?;
    Ok(pair)
}

async fn write_down(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (service, act): (ServiceId, ActName),
    pair: &Pair,
) -> Result<(), FlowError> {
    let subject = format!("service {service}");
    let Offer { service_id, provider, .. } = &pair.other;
    let detail = format!("service {service_id} of {provider}");
    let line = journal::Act { actor_id, act, subject: &subject, detail: &detail, reason: "" };
    Ok(journal::append(ctx.tx, &line, ctx.now_ms).await?)
}

/// Buys every service that has several sources at the best of them; whether one changed. What else
/// hides services is to be looked at then: [`catalog_writes::refresh_visibility`].
///
/// # Errors
/// When the database fails.
pub async fn choose(ctx: &mut Ctx<'_>) -> Result<bool, FlowError> {
    let linked = service_sources::list_all(ctx.tx, ctx.now_ms).await?;
    choose_among(ctx.tx, &linked).await
}

/// The same, and takes orders along that wait where nothing can be bought; returns how many went.
///
/// # Errors
/// When the database fails.
pub async fn choose_and_move(ctx: &mut Ctx<'_>) -> Result<usize, FlowError> {
    let linked = service_sources::list_all(ctx.tx, ctx.now_ms).await?;
    if choose_among(ctx.tx, &linked).await? {
        catalog_writes::refresh_visibility(ctx.tx).await?;
    }
    move_waiting(ctx, &linked).await
}

/// The sources of each service.
fn by_service(linked: &[Linked]) -> impl Iterator<Item = &[Linked]> {
    linked.chunk_by(|one, next| one.service_id == next.service_id)
}

async fn choose_among(tx: &mut Tx, linked: &[Linked]) -> Result<bool, FlowError> {
    let mut is_changed = false;
    for sources in by_service(linked) {
        let Some(Linked { service_id, bought_at, is_off_list, .. }) = sources.first() else {
            continue;
        };
        let candidates: Vec<_> = sources.iter().map(|it| it.candidate.clone()).collect();
        let best = chosen(*bought_at, &candidates);
        let is_listed =
            candidates.iter().any(|it| it.source_id == best && it.obstacle != Some(Obstacle::Gone));
        if best == *bought_at && !(*is_off_list && is_listed) {
            continue;
        }
        tracing::info!(service = %service_id, from = %bought_at, to = %best, "bought elsewhere");
        let step = SourceMove { from: *bought_at, to: best };
        is_changed |= service_sources::buy_at(tx, *service_id, step).await?;
    }
    Ok(is_changed)
}

/// Sends queued orders of which nothing was placed to another source, where theirs sells nothing
/// for now and another does.
async fn move_waiting(ctx: &mut Ctx<'_>, linked: &[Linked]) -> Result<usize, FlowError> {
    let closed: Vec<SourceId> = by_service(linked)
        .filter(|sources| sources.iter().any(|it| it.candidate.obstacle.is_none()))
        .flatten()
        .filter(|it| it.candidate.obstacle.is_some())
        .map(|it| it.candidate.source_id)
        .collect();
    let mut moved = 0;
    for order in moves::list_waiting(ctx.tx, &closed, WAITING_MAX).await? {
        let reason = ShopReason::SourceClosed.into();
        moved += usize::from(failover::move_on(ctx, &order, reason).await?);
    }
    Ok(moved)
}
