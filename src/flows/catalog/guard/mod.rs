//! The guard of the margin: what a provider changes beyond the rules of `domain/catalog/guard.rs`
//! waits for an owner, and what it charges beyond the cost takes a service off sale. Owners are
//! told once a sync, and decide from a list. Must never let a price follow what nobody approved.

pub mod conversions;
pub mod decide;
pub mod pauses;

use std::borrow::Cow;
use std::collections::HashMap;

use super::markup;
use crate::domain::catalog::guard::{Offered, held_back, without_doubts};
use crate::domain::catalog::{Known, Listing};
use crate::domain::ids::SourceId;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notify::notify;
use crate::notifications::providers::{ChangesWait, ProviderAlert};
use crate::store::price_changes::{self, Written};

/// A list as it may be taken over, and what of it waits.
pub struct Sorted<'a> {
    /// The rows, what waits of them left as it is sold.
    pub listing: Cow<'a, Listing>,
    /// What waits, of which service.
    pub waiting: Vec<(&'a Known, Offered)>,
}

/// Takes out of a list what has to wait.
#[must_use]
pub fn sort<'a>(ctx: &Ctx<'_>, known: &'a [Known], listing: &'a Listing) -> Sorted<'a> {
    let by_id: HashMap<&str, &Known> =
        known.iter().map(|known| (known.listed.provider_service_id.as_str(), known)).collect();
    let mut sorted = Sorted { listing: Cow::Borrowed(listing), waiting: Vec::new() };
    for (place, row) in listing.rows.iter().enumerate() {
        let Some(known) = by_id.get(row.provider_service_id.as_str()).copied() else { continue };
        let Some(offered) = held_back(known, row, ctx.shop.price_band) else { continue };
        if let Some(kept) = sorted.listing.to_mut().rows.get_mut(place) {
            *kept = without_doubts(known, row, offered.doubts);
        }
        sorted.waiting.push((known, offered));
    }
    sorted
}

/// What a sync does to what waits.
#[derive(Default)]
struct Moves<'a> {
    written: Vec<Written<'a>>,
    over: Vec<SourceId>,
    /// How many of the written owners have not heard of.
    news: i64,
}

/// Writes down what waits of a provider now; whether that is any different.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    ctx: &mut Ctx<'_>,
    provider: &str,
    (known, waiting): (&[Known], &[(&Known, Offered)]),
) -> Result<Kept, FlowError> {
    let percent = markup::present(ctx.tx).await?.in_force;
    let mut moves = Moves::default();
    for (known, offered) in waiting {
        let before = known.waiting.as_ref();
        if before.is_some_and(|before| before.offered == *offered) {
            continue;
        }
        let is_off_sale = |offered: &Offered| offered.is_off_sale(known.listed.rate, percent);
        let is_news = before.is_none_or(|before| {
            let is_worse = is_off_sale(offered) && !is_off_sale(&before.offered);
            is_worse || (before.is_skipped && offered.has_moved(&before.offered))
        });
        moves.news = moves.news.saturating_add(i64::from(is_news));
        moves.written.push(Written {
            source_id: known.source_id,
            service_id: known.service_id,
            offered,
            is_skipped: !is_news && before.is_some_and(|before| before.is_skipped),
        });
    }
    let still: std::collections::HashSet<SourceId> =
        waiting.iter().map(|(known, _)| known.source_id).collect();
    let is_over = |known: &&Known| known.waiting.is_some() && !still.contains(&known.source_id);
    moves.over.extend(known.iter().filter(is_over).map(|known| known.source_id));
    price_changes::put(ctx.tx, provider, &moves.written).await?;
    price_changes::remove(ctx.tx, &moves.over).await?;
    let is_changed = !(moves.written.is_empty() && moves.over.is_empty());
    Ok(Kept { is_changed, news: moves.news })
}

/// What came of writing down what waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Whether anything was written.
    pub is_changed: bool,
    /// How many changes owners have not heard of.
    pub news: i64,
}

/// Tells owners of what waits since this sync, in one notice.
///
/// # Errors
/// When the database fails.
pub async fn tell(ctx: &mut Ctx<'_>, provider: &str, news: i64) -> Result<(), FlowError> {
    if news == 0 {
        return Ok(());
    }
    let tally = price_changes::tally(ctx.tx, provider).await?;
    let off_sale = price_changes::count_off_sale(ctx.tx, provider).await?;
    let provider = provider.to_owned();
    let notice = ProviderAlert::ChangesWait(ChangesWait { provider, news, tally, off_sale });
    Ok(notify(ctx, notice).await?)
}
