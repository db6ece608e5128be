//! A provider's catalog: what it lists, what the shop knows of it, and the changes between them.
//! Owns how service types and texts are read and when an answer is too small to believe.
//! It must never hide services because of an empty or shrunken answer, and never take an
//! unknown service type for the default one.

pub mod digest;
mod package;
pub mod service_type;

use super::line::is_bidi_control;
use super::pricing::Pricing;
pub use package::limits_of;
use rust_decimal::Decimal;
pub use service_type::{ServiceType, read_type};
use std::collections::{HashMap, HashSet};

/// Longest kept name, in characters.
pub const MAX_NAME_CHARS: usize = 200;
/// Longest kept category, in characters.
pub const MAX_CATEGORY_CHARS: usize = 120;
/// Longest kept description, in characters.
pub const MAX_DESCRIPTION_CHARS: usize = 1000;
/// Longest kept type label or average time, in characters.
const MAX_LABEL_CHARS: usize = 60;
/// Catalogs with fewer visible services may shrink freely, but not to nothing.
const GUARDED_FROM: usize = 5;
/// The share of the visible services that must still be listed.
const MIN_KEPT_PERCENT: usize = 70;

/// One row of a provider's answer, cleaned.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Listed {
    /// The provider's id, as text: not every provider uses numbers.
    pub provider_service_id: String,
    /// The name, at most 200 characters.
    pub name: String,
    /// The category, at most 120 characters.
    pub category: String,
    /// How it is ordered.
    pub kind: ServiceType,
    /// The provider's own label of the kind.
    pub kind_label: String,
    /// Price in the provider's currency, for what `pricing` says.
    pub rate: Decimal,
    /// What the rate is the price of.
    pub pricing: Pricing,
    /// Smallest quantity of an order.
    pub min: i64,
    /// Largest quantity of an order.
    pub max: i64,
    /// Whether refills are offered.
    pub refill: bool,
    /// Whether cancel requests are taken.
    pub cancel: bool,
    /// Whether drip-feed is offered.
    pub dripfeed: bool,
    /// A description, at most 1000 characters.
    pub description: Option<String>,
    /// The average time as the provider words it.
    pub average_time: Option<String>,
}

/// One service that the shop has already.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Known {
    /// Our number of the service.
    pub service_id: i64,
    /// The row of its source.
    pub source_id: i64,
    /// What the provider said last.
    pub listed: Listed,
    /// Hidden because the provider stopped listing it.
    pub hidden: bool,
}

/// One thing to do to the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<'a> {
    /// A new service.
    Add(&'a Listed),
    /// A visible service that is listed with other values.
    Update {
        /// What the shop has.
        known: &'a Known,
        /// What is listed now.
        listed: &'a Listed,
    },
    /// A hidden service that is listed again; it keeps its number and takes the listed values.
    Restore {
        /// What the shop has.
        known: &'a Known,
        /// What is listed now.
        listed: &'a Listed,
    },
    /// A visible service that is not listed any more.
    Hide {
        /// What the shop has.
        known: &'a Known,
    },
}

/// Why an answer must not touch the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PlanError {
    /// Nothing was listed.
    #[error("the provider listed no services")]
    Empty,
    /// Too few of the visible services are still listed.
    #[error("only {listed} of {known} visible services are still listed")]
    Shrunk {
        /// Visible services that the shop has.
        known: usize,
        /// How many of them are still listed.
        listed: usize,
    },
}

impl Listed {
    /// The row with its texts cleaned and capped. The id is only trimmed: cutting it could make
    /// two services one.
    pub fn clean(self) -> Listed {
        let optional = |text: Option<String>, max_chars| {
            text.map(|text| clean_text(&text, max_chars)).filter(|text| !text.is_empty())
        };
        Listed {
            provider_service_id: self.provider_service_id.trim().to_owned(),
            name: clean_text(&self.name, MAX_NAME_CHARS),
            category: clean_text(&self.category, MAX_CATEGORY_CHARS),
            kind_label: clean_text(&self.kind_label, MAX_LABEL_CHARS),
            description: optional(self.description, MAX_DESCRIPTION_CHARS),
            average_time: optional(self.average_time, MAX_LABEL_CHARS),
            ..self
        }
    }

    /// Whether the shop can sell it as it is listed: a known way of ordering, a price, a
    /// quantity that exists.
    pub fn is_sellable(&self) -> bool {
        // Some panels list 0 as the smallest, which means 1.
        let (min, max) = limits_of(self.kind, &self.name, self.min, self.max);
        self.kind.is_sellable() && self.rate > Decimal::ZERO && self.min >= 0 && min <= max
    }
}

/// A stranger's text on one line: no control or bidi characters (they would reorder what stands
/// around it), single spaces, at most `max_chars` characters.
pub fn clean_text(text: &str, max_chars: usize) -> String {
    let mut cleaned = String::new();
    let mut chars = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let word: String = word.chars().filter(|c| !is_bidi_control(*c)).collect();
        if word.is_empty() {
            continue;
        }
        let space = if cleaned.is_empty() { "" } else { " " };
        for letter in space.chars().chain(word.chars()) {
            if chars == max_chars {
                return cleaned.trim_end().to_owned();
            }
            cleaned.push(letter);
            chars += 1;
        }
    }
    cleaned.trim_end().to_owned()
}

/// The changes that make the catalog equal to what is listed: first those of known services in
/// their order, then the new ones in theirs. Of rows with the same id the first counts.
/// Applied to the catalog, the same answer leads to no changes.
///
/// # Errors
/// [`PlanError::Empty`] for an empty answer; [`PlanError::Shrunk`] when fewer than 70 % of five
/// or more visible services are still listed.
pub fn plan<'a>(known: &'a [Known], listed: &'a [Listed]) -> Result<Vec<Change<'a>>, PlanError> {
    if listed.is_empty() {
        return Err(PlanError::Empty);
    }
    let mut by_id: HashMap<&str, &Listed> = HashMap::with_capacity(listed.len());
    for row in listed {
        by_id.entry(&row.provider_service_id).or_insert(row);
    }
    refuse_shrunk(known, &by_id)?;
    let mut changes: Vec<Change<'a>> =
        known.iter().filter_map(|known| change(known, by_id.get(id_of(known)).copied())).collect();
    let mut seen: HashSet<&str> = known.iter().map(id_of).collect();
    changes
        .extend(listed.iter().filter(|row| seen.insert(&row.provider_service_id)).map(Change::Add));
    Ok(changes)
}

fn id_of(known: &Known) -> &str {
    &known.listed.provider_service_id
}

fn refuse_shrunk(known: &[Known], by_id: &HashMap<&str, &Listed>) -> Result<(), PlanError> {
    let visible = known.iter().filter(|known| !known.hidden);
    let total = visible.clone().count();
    let kept = visible.filter(|known| by_id.contains_key(id_of(known))).count();
    let enough = kept.saturating_mul(100) >= total.saturating_mul(MIN_KEPT_PERCENT);
    if total >= GUARDED_FROM && !enough {
        return Err(PlanError::Shrunk { known: total, listed: kept });
    }
    Ok(())
}

fn change<'a>(known: &'a Known, listed: Option<&'a Listed>) -> Option<Change<'a>> {
    match (listed, known.hidden) {
        (Some(listed), true) => Some(Change::Restore { known, listed }),
        (Some(listed), false) if *listed != known.listed => Some(Change::Update { known, listed }),
        (None, false) => Some(Change::Hide { known }),
        (Some(_), false) | (None, true) => None,
    }
}

#[cfg(test)]
#[path = "catalog/catalog_tests.rs"]
mod tests;
