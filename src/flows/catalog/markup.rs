//! The markup: the settings' value is the first one, and what an admin sets in the chat wins until
//! it is reset. A change is one confirmed act, journaled and shown to every owner; prices that
//! were quoted keep.

use rust_decimal::Decimal;

use crate::domain::ids::PersonId;
use crate::domain::journal::ActName;
use crate::domain::markup::{is_large_move, plain};
use crate::domain::money::Money;
use crate::domain::number::parse_decimal;
use crate::domain::pricing::unit_price;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::acts::ActNotice;
use crate::notifications::notify::notify;
use crate::notifications::notify::who;

use crate::store::meta::key;
use crate::store::{StoreError, Tx, catalog, catalog_writes, journal, meta};

/// The markup and where it comes from, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Markup {
    /// What prices are made with.
    pub in_force: Decimal,
    /// What the settings said at the last start.
    pub first: Decimal,
    /// What was set in the chat, if it was.
    pub chat: Option<Decimal>,
}

/// A change of the markup as an admin confirms it, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The admin.
    pub actor_id: PersonId,
    /// What the card showed as being in force.
    pub before: Decimal,
    /// What it showed as coming.
    pub after: Decimal,
    /// Whether it goes back to the settings' value.
    pub is_reset: bool,
}

/// The price of 1000 of a service before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Name of the service.
    pub service: String,
    /// Now.
    pub before: Money,
    /// With the new markup.
    pub after: Money,
}

/// Takes the settings' value over at a start and puts the right one in force.
///
/// # Errors
/// When the database fails or holds no number.
pub async fn take_over(tx: &mut Tx, first: Decimal) -> Result<Markup, StoreError> {
    let chat = read(tx, key::MARKUP_CHAT).await?;
    let in_force = chat.unwrap_or(first);
    meta::set(tx, key::MARKUP_FIRST, &plain(first)).await?;
    meta::set(tx, key::MARKUP_PERCENT, &plain(in_force)).await?;
    Ok(Markup { in_force, first, chat })
}

/// The markup now.
///
/// # Errors
/// When the database fails or holds no number.
pub async fn present(tx: &mut Tx) -> Result<Markup, StoreError> {
    let in_force = read(tx, key::MARKUP_PERCENT).await?;
    let in_force = in_force.ok_or(StoreError::Unreadable("markup"))?;
    let first = read(tx, key::MARKUP_FIRST).await?.unwrap_or(in_force);
    Ok(Markup { in_force, first, chat: read(tx, key::MARKUP_CHAT).await? })
}

async fn read(tx: &mut Tx, key: &str) -> Result<Option<Decimal>, StoreError> {
    let text = meta::find(tx, key).await?;
    let number = |text: String| parse_decimal(&text).ok_or(StoreError::Unreadable("markup"));
    text.map(number).transpose()
}

/// Whether the change is still what its card showed and changes anything.
///
/// # Errors
/// [`UserError::MarkupMoved`], [`UserError::MarkupUnchanged`].
pub async fn check(tx: &mut Tx, change: &Change) -> Result<(), FlowError> {
    let present = present(tx).await?;
    let is_stale = change.is_reset && present.first != change.after;
    if present.in_force != change.before || is_stale {
        return Err(UserError::MarkupMoved.into());
    }
    let wanted = (!change.is_reset).then_some(change.after);
    if present.chat == wanted {
        return Err(UserError::MarkupUnchanged { percent: plain(present.in_force) }.into());
    }
    Ok(())
}

/// What a cheap, a middling and a dear service cost before and after; nothing for a small move.
pub async fn samples(tx: &mut Tx, change: &Change) -> Result<Vec<Sample>, FlowError> {
    if !is_large_move(change.before, change.after) {
        return Ok(Vec::new());
    }
    let offers = catalog::list_samples(tx).await?;
    let sample = |offer: &catalog::Offer| {
        let price = |percent| unit_price(offer.rate, offer.conversion, percent);
        let (before, after) = (price(change.before)?, price(change.after)?);
        Some(Sample { service: offer.name.clone(), before, after })
    };
    Ok(offers.iter().filter_map(sample).collect())
}

/// Puts another markup in force.
///
/// # Errors
/// As [`check`]; of two admins who confirm at once one is [`UserError::MarkupMoved`].
pub async fn set(ctx: &mut Ctx<'_>, change: &Change) -> Result<(), FlowError> {
    check(ctx.tx, change).await?;
    let (before, after) = (plain(change.before), plain(change.after));
    if !meta::replace_if(ctx.tx, key::MARKUP_PERCENT, &before, &after).await? {
        return Err(UserError::MarkupMoved.into());
    }
    if change.is_reset {
        meta::remove(ctx.tx, key::MARKUP_CHAT).await?;
    } else {
        meta::set(ctx.tx, key::MARKUP_CHAT, &after).await?;
    }
    // What waits for an owner may be covered by the price now, or no more.
    catalog_writes::refresh_visibility(ctx.tx).await?;
    let suffix = if change.is_reset { ", reset" } else { "" };
    let detail = format!("{before} to {after} percent{suffix}");
    let (actor_id, is_reset) = (change.actor_id, change.is_reset);
    let act = ActName::Markup;
    let line = journal::Act { actor_id, act, subject: "shop", detail: &detail, reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let actor = who(ctx.tx, actor_id).await?;
    let notice = ActNotice::MarkupSet { actor, before, after, is_reset };
    Ok(notify(ctx, notice).await?)
}
