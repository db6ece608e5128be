//! Taking over a provider's list of products, and what it asks their buyers for: an owner approves
//! every sentence before it is asked, for buyers answer whatever they are asked.

use super::sync::apply_list;
use crate::domain::alert::AlertKey;
use crate::domain::catalog::{IdSpace, ProductListing};
use crate::domain::ids::{AskId, PersonId};
use crate::domain::journal::ActName;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::acts::ActNotice;
use crate::notifications::notify::{notify, who};
use crate::notifications::providers::{ProviderAlert, SyncOutcome, SyncReport};
use crate::store::catalog_writes::Shelf;
use crate::store::products::Ask;
use crate::store::{alerts, catalog_writes, journal, products};

/// Applies a provider's list of products. A list that is empty, and always was, says nothing.
///
/// # Errors
/// When the database fails.
pub async fn apply_products(
    ctx: &mut Ctx<'_>,
    provider: &str,
    listed: &ProductListing,
) -> Result<Option<SyncReport>, FlowError> {
    let shelf = Shelf { provider, space: IdSpace::Products };
    alerts::clear(ctx.tx, &AlertKey::ProductsNeedKey(provider)).await?;
    let is_empty = listed.listing.rows.is_empty() && listed.listing.unread.is_empty();
    if is_empty && catalog_writes::list_known(ctx.tx, shelf).await?.is_empty() {
        return Ok(None);
    }
    let name = format!("{provider} / products");
    let report = apply_list(ctx, (shelf, &name), &listed.listing).await?;
    if report.outcome != SyncOutcome::Taken {
        return Ok(Some(report));
    }
    let known = catalog_writes::list_known(ctx.tx, shelf).await?;
    let goods: Vec<_> = known
        .iter()
        .filter_map(|known| {
            let goods = listed.goods.get(&known.listed.provider_service_id)?;
            Some((known.service_id, goods.clone()))
        })
        .collect();
    products::set(ctx.tx, &goods).await?;
    let new = products::note_asks(ctx.tx, provider, ctx.now_ms).await?;
    open(ctx, provider).await?;
    if new > 0 {
        let (provider, count) = (provider.to_owned(), i64::try_from(new).unwrap_or(i64::MAX));
        notify(ctx, ProviderAlert::ProductAsks { provider, count }).await?;
    }
    Ok(Some(report))
}

/// Shows what may be sold of a provider's products, and hides the rest.
async fn open(ctx: &mut Ctx<'_>, provider: &str) -> Result<(), FlowError> {
    products::reopen(ctx.tx, provider, ctx.shop.master_key.is_some()).await?;
    Ok(catalog_writes::refresh_visibility(ctx.tx).await?)
}

/// Takes a provider's products off sale; `needs_key` tells owners that nothing can be sealed.
///
/// # Errors
/// When the database fails.
pub async fn close_products(
    ctx: &mut Ctx<'_>,
    provider: &str,
    needs_key: bool,
) -> Result<(), FlowError> {
    if products::reopen(ctx.tx, provider, false).await? {
        catalog_writes::refresh_visibility(ctx.tx).await?;
    }
    if !needs_key {
        return Ok(());
    }
    let notice = ProviderAlert::ProductsNeedKey { provider: provider.to_owned() };
    Ok(notify(ctx, notice).await?)
}

/// What a provider asks for, if it can be decided so.
///
/// # Errors
/// [`UserError::AskDecided`].
pub async fn check_ask(
    ctx: &mut Ctx<'_>,
    ask_id: AskId,
    is_approved: bool,
) -> Result<Ask, FlowError> {
    let ask = products::find_ask(ctx.tx, ask_id).await?;
    let ask = ask.filter(|ask| ask.is_approved != is_approved);
    Ok(ask.ok_or(UserError::AskDecided)?)
}

/// Lets a provider ask buyers for something, or takes that back; written down and told to every
/// owner.
///
/// # Errors
/// As [`check_ask`].
pub async fn decide_ask(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (ask_id, is_approved): (AskId, bool),
) -> Result<Ask, FlowError> {
    let ask = check_ask(ctx, ask_id, is_approved).await?;
    products::decide_ask(ctx.tx, (ask_id, is_approved), actor_id, ctx.now_ms).await?;
    open(ctx, &ask.provider).await?;
    let act = if is_approved { ActName::AskApproved } else { ActName::AskWithdrawn };
    let subject = format!("provider {}", ask.provider);
    let line = journal::Act { actor_id, act, subject: &subject, detail: &ask.asks, reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let notice = ActNotice::AskDecided {
        actor: who(ctx.tx, actor_id).await?,
        provider: ask.provider.clone(),
        asks: ask.asks.clone(),
        is_approved,
    };
    notify(ctx, notice).await?;
    Ok(ask)
}
