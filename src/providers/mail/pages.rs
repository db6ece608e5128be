//! A list that comes in pages, read whole. The document says that without a number the last page
//! comes, so the number is always sent; the list may grow in between. Must never take a list for
//! whole that changed while it was read, or of which a page does not say that it is the one asked
//! for.

use std::future::Future;

use serde_json::value::RawValue;

use crate::providers::Fault;
use crate::providers::body;
use crate::providers::wire::{self, Members};

/// Rows of a page; the provider's most.
pub(super) const PER_PAGE: usize = 100;
/// The most pages that are read of one list.
pub(super) const PAGES_MAX: usize = 300;
/// How often a list is begun anew that grew meanwhile.
const TRIES_MAX: usize = 3;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// JSON of each row.
    pub rows: Vec<String>,
    /// Rows of the whole list.
    pub total: usize,
}

/// Reads the page that was asked for, from 1.
pub(super) fn read(body: &str, list: &str, asked: usize) -> Result<Page, Fault> {
    let json = body::value(body);
    let members = wire::object(json).ok_or_else(|| wire::misshapen(json))?;
    if members.repeats_any(&[list, "page", "per_page", "total"]) {
        return Err(Fault::Shape);
    }
    let number = |name: &str| count(&members, name).ok_or(Fault::Shape);
    let (page, per_page, total) = (number("page")?, number("per_page")?, number("total")?);
    let rows = members.get(list).and_then(|raw| wire::list(raw.get())).ok_or(Fault::Shape)?;
    let before = asked.saturating_sub(1).saturating_mul(PER_PAGE);
    let expected = total.saturating_sub(before).min(PER_PAGE);
    let is_asked = page == asked || total == 0;
    if !is_asked || per_page != PER_PAGE || rows.len() != expected {
        return Err(Fault::Shape);
    }
    Ok(Page { rows: rows.into_iter().map(text_of).collect(), total })
}

fn text_of(raw: &RawValue) -> String {
    raw.get().to_owned()
}

fn count(members: &Members<'_>, name: &str) -> Option<usize> {
    wire::scalar(members.get(name)?)?.parse().ok()
}

/// How many pages so many rows are.
pub(super) const fn pages_of(total: usize) -> usize {
    total.div_ceil(PER_PAGE)
}

/// All rows of a list, in its order.
///
/// # Errors
/// What `fetch` fails with; [`Fault::TooLarge`] for a list of too many pages; [`Fault::Shape`] for
/// one that never stands still.
pub(super) async fn whole<E: From<Fault>, F: Future<Output = Result<Page, E>>>(
    fetch: impl Fn(usize) -> F,
) -> Result<Vec<String>, E> {
    for _ in 0..TRIES_MAX {
        let first = fetch(1).await?;
        if pages_of(first.total) > PAGES_MAX {
            return Err(Fault::TooLarge.into());
        }
        let (total, mut rows, mut is_still) = (first.total, first.rows, true);
        for number in 2..=pages_of(total) {
            let page = fetch(number).await?;
            is_still &= page.total == total;
            rows.extend(page.rows);
        }
        // What was added or taken away meanwhile has moved rows from page to page.
        let is_whole = is_still && fetch(1).await?.total == total && rows.len() == total;
        if is_whole {
            return Ok(rows);
        }
    }
    Err(Fault::Shape.into())
}
