//! What owners make of the catalog: they name, describe, hide and pin services and categories.
//! Every change is in the journal. A quote that was shown keeps its words, and Confirm asks again.

use crate::domain::catalog::naming::{CatalogItem, Mark, TextFault, TextPart};
use crate::domain::ids::PersonId;
use crate::domain::journal::ActName;
use crate::domain::lang::Lang;
use crate::domain::one_line::one_line;
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::catalog_items::{self, OwnItem};
use crate::store::{Tx, catalog_writes, journal, service_words};

/// A text of a service or a category in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording {
    /// What it is a text of.
    pub item: CatalogItem,
    /// Which text.
    pub part: TextPart,
    /// In which language.
    pub lang: Lang,
}

impl From<TextFault> for UserError {
    fn from(fault: TextFault) -> Self {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        match fault {
            TextFault::Empty => Self::OwnTextEmpty,
            TextFault::TooLong { long, max } => {
                Self::OwnTextTooLong { long: count(long), max: count(max) }
            }
        }
    }
}

/// A service or a category with what owners have made of it.
///
/// # Errors
/// [`UserError::ItemNotFound`], or a failing database.
pub async fn find(tx: &mut Tx, item: CatalogItem) -> Result<OwnItem, FlowError> {
    Ok(catalog_items::find(tx, item).await?.ok_or(UserError::ItemNotFound)?)
}

/// Keeps an owner's text as it is shown from now on; `false` where it is so already.
///
/// # Errors
/// [`UserError::ItemNotFound`], [`UserError::OwnTextEmpty`], [`UserError::OwnTextTooLong`].
pub async fn write(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    wording: Wording,
    typed: &str,
) -> Result<bool, FlowError> {
    if !wording.item.has(wording.part) {
        return Err(UserError::ItemNotFound.into());
    }
    let text = wording.item.read(wording.part, typed).map_err(UserError::from)?;
    set(ctx, actor_id, wording, &text).await
}

/// Goes back to what the provider says, or to the English text; `false` where nothing was written.
///
/// # Errors
/// [`UserError::ItemNotFound`].
pub async fn clear(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    wording: Wording,
) -> Result<bool, FlowError> {
    set(ctx, actor_id, wording, "").await
}

async fn set(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    wording: Wording,
    text: &str,
) -> Result<bool, FlowError> {
    let Wording { item, part, lang } = wording;
    let found = find(ctx.tx, item).await?;
    let before = found.texts.iter().find(|own| own.lang == lang).map(|own| own.part(part));
    if before.unwrap_or_default() == text {
        return Ok(false);
    }
    catalog_items::set_text(ctx.tx, (item, part, lang), text, ctx.now_ms).await?;
    match (part, item) {
        (TextPart::Description, _) => {}
        (TextPart::Name, CatalogItem::Service(id)) => {
            service_words::rewrite(ctx.tx, &[id]).await?;
        }
        (TextPart::Name, CatalogItem::Category(id)) => {
            service_words::rewrite_category(ctx.tx, id).await?;
        }
    }
    let act = match part {
        TextPart::Name => ActName::CatalogNamed,
        TextPart::Description => ActName::CatalogDescribed,
    };
    let now = if text.is_empty() { "as the provider says".to_owned() } else { one_line(text) };
    write_down(ctx, actor_id, (item, act), &format!("{}: {now}", lang.tag())).await?;
    Ok(true)
}

/// Pins, unpins, hides or shows; `false` where it stands so already. What is hidden is sold to
/// nobody from now on; orders that were placed go on.
///
/// # Errors
/// [`UserError::ItemNotFound`].
pub async fn mark(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    item: CatalogItem,
    mark: Mark,
) -> Result<bool, FlowError> {
    find(ctx.tx, item).await?;
    if !catalog_items::set_mark(ctx.tx, item, mark).await? {
        return Ok(false);
    }
    if matches!(mark, Mark::Hide | Mark::Show) {
        catalog_writes::refresh_visibility(ctx.tx).await?;
    }
    write_down(ctx, actor_id, (item, ActName::CatalogMarked), mark.into_str()).await?;
    Ok(true)
}

async fn write_down(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (item, act): (CatalogItem, ActName),
    detail: &str,
) -> Result<(), FlowError> {
    let subject = format!("{} {}", item.kind(), item.number());
    let line = journal::Act { actor_id, act, subject: &subject, detail, reason: "" };
    Ok(journal::append(ctx.tx, &line, ctx.now_ms).await?)
}
