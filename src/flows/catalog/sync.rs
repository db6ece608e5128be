//! Taking over a provider's list of services: planned by a pure rule, written in bounded
//! statements. An empty or shrunken answer changes nothing and is told to admins once; what an
//! owner has to approve first waits (`guard`).

use data_encoding::HEXLOWER;
use rust_decimal::Decimal;
use sha2::{Digest as _, Sha256};

use super::{guard, markup, sources};
use crate::domain::alert::AlertKey;
use crate::domain::catalog::digest::{Digest, UnreadRows};
use crate::domain::catalog::{Change, IdSpace, Known, Listed, Listing, PlanError, Presence, plan};
use crate::domain::ids::CategoryId;
use crate::domain::pricing::unit_price;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::providers::{ProviderAlert, Refusal, Shrunk, SyncOutcome, SyncReport};
use crate::store::catalog_writes::Shelf;
use crate::store::{Tx, alerts, catalog_writes, providers, sync_runs};

/// How much is kept of the digest of what cannot be read.
const FLAWS_BYTES: usize = 16;

/// Applies a provider's list of services to the catalog and tells what that changed.
pub async fn apply_catalog(
    ctx: &mut Ctx<'_>,
    provider: &str,
    listing: &Listing,
) -> Result<SyncReport, FlowError> {
    let shelf = Shelf { provider, space: IdSpace::Orders };
    apply_list(ctx, (shelf, provider), listing).await
}

/// Applies one of a provider's lists, which alerts call `name`.
pub(super) async fn apply_list(
    ctx: &mut Ctx<'_>,
    (shelf, name): (Shelf<'_>, &str),
    listing: &Listing,
) -> Result<SyncReport, FlowError> {
    let provider = shelf.provider;
    let known = catalog_writes::list_known(ctx.tx, shelf).await?;
    let sorted = guard::sort(ctx, &known, listing);
    let changes = match plan(&known, &sorted.listing) {
        Ok(changes) => changes,
        Err(error) => {
            let visible = known.iter().filter(|known| known.presence != Presence::Gone).count();
            let found = match error {
                PlanError::Empty => 0,
                PlanError::Shrunk { listed, .. } => listed,
            };
            let shrunk = Shrunk { known: count(visible), listed: count(found) };
            let refusal = Refusal::Shrunk(shrunk);
            refuse(ctx, name, refusal).await?;
            return Ok(SyncReport::refused(provider, SyncOutcome::Refused(refusal)));
        }
    };
    alerts::clear(ctx.tx, &AlertKey::CatalogRefused(name)).await?;
    let mut digest = digest(ctx.tx, provider, &known, &changes).await?;
    digest.unread = UnreadRows::of(listing);
    notify_unread(ctx, (shelf, name), listing).await?;
    let kept = guard::keep(ctx, provider, (&known, &sorted.waiting)).await?;
    write(ctx.tx, shelf, &changes, ctx.now_ms).await?;
    if kept.is_changed || !changes.is_empty() {
        sources::choose(ctx).await?;
        catalog_writes::refresh_visibility(ctx.tx).await?;
    }
    guard::tell(ctx, provider, kept.news).await?;
    Ok(SyncReport {
        provider: provider.to_owned(),
        outcome: SyncOutcome::Taken,
        digest,
        waiting: count(sorted.waiting.len()),
        said: None,
    })
}

/// Names what cannot be read to admins, once for as long as it is the same.
async fn notify_unread(
    ctx: &mut Ctx<'_>,
    (shelf, name): (Shelf<'_>, &str),
    listing: &Listing,
) -> Result<(), FlowError> {
    let flaws = digest_of(&listing.flaws());
    let is_news = match shelf.space {
        IdSpace::Orders => sync_runs::mark_flaws(ctx.tx, shelf.provider, &flaws).await?,
        IdSpace::Products => sync_runs::mark_product_flaws(ctx.tx, shelf.provider, &flaws).await?,
    };
    if !is_news || listing.unread.is_empty() {
        return Ok(());
    }
    let (provider, rows) = (name.to_owned(), UnreadRows::of(listing));
    Ok(notify(ctx, ProviderAlert::RowsUnread { provider, rows }).await?)
}

/// A text as short as needed to tell that it has changed.
fn digest_of(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut digest = HEXLOWER.encode(&Sha256::digest(text.as_bytes()));
    digest.truncate(2 * FLAWS_BYTES);
    digest
}

/// What changes, with the prices that customers see.
async fn digest(
    tx: &mut Tx,
    provider: &str,
    known: &[Known],
    changes: &[Change<'_>],
) -> Result<Digest, FlowError> {
    let conversion = providers::conversion(tx, provider).await?.unwrap_or(Decimal::ZERO);
    let percent = markup::present(tx).await?.in_force;
    Ok(Digest::of(known, changes, |rate| unit_price(rate, conversion, percent)))
}

/// Tells admins once that an answer could not be used at all.
pub async fn refuse_unreadable(ctx: &mut Ctx<'_>, provider: &str) -> Result<(), FlowError> {
    refuse(ctx, provider, Refusal::Unreadable).await
}

async fn refuse(ctx: &mut Ctx<'_>, provider: &str, refusal: Refusal) -> Result<(), FlowError> {
    let notice = ProviderAlert::CatalogRefused { provider: provider.to_owned(), refusal };
    Ok(notify(ctx, notice).await?)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

async fn write(
    tx: &mut Tx,
    shelf: Shelf<'_>,
    changes: &[Change<'_>],
    now_ms: i64,
) -> Result<(), FlowError> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut added: Vec<&Listed> = Vec::new();
    let mut changed: Vec<(&Known, &Listed)> = Vec::new();
    let (mut hidden, mut withheld) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::Add(listed) => added.push(listed),
            Change::Update { known, listed } | Change::Restore { known, listed } => {
                changed.push((known, listed));
            }
            Change::Hide { known } => hidden.push(known.source_id),
            Change::Withhold { known } => withheld.push(known.source_id),
        }
    }
    let categories = category_ids(tx, &added, &changed).await?;
    catalog_writes::insert(tx, shelf, &added, &categories, now_ms).await?;
    catalog_writes::update(tx, shelf, &changed, &categories, now_ms).await?;
    catalog_writes::hide(tx, &hidden, Presence::Gone, now_ms).await?;
    catalog_writes::hide(tx, &withheld, Presence::Unread, now_ms).await?;
    Ok(())
}

async fn category_ids(
    tx: &mut Tx,
    added: &[&Listed],
    changed: &[(&Known, &Listed)],
) -> Result<std::collections::HashMap<String, CategoryId>, FlowError> {
    let mut seen = std::collections::HashSet::new();
    // In the order of the provider's list, which is the order customers will see.
    let names: Vec<&str> = added
        .iter()
        .copied()
        .chain(changed.iter().map(|(_, listed)| *listed))
        .map(|listed| listed.category.as_str())
        .filter(|name| seen.insert(*name))
        .collect();
    Ok(catalog_writes::category_ids(tx, &names).await?)
}
