//! A provider's catalog: what it lists, what the shop knows of it, and the changes between them.
//! Owns how service types and texts are read and when an answer is too small to believe.
//! It must never hide services because of an empty or shrunken answer, and never take an
//! unknown service type for the default one.

mod built_in;
pub mod digest;
pub mod goods;
pub mod guard;
mod listing;
pub mod naming;
mod own_types;
mod package;
mod plain_text;
pub mod service_type;
pub mod shelf;
pub mod sources;
pub mod standing;

use super::limits::Limits;
use super::pricing::Pricing;
use crate::domain::one_line::{is_bidi_control, is_invisible};
pub use built_in::BuiltInName;
pub use goods::{Goods, IdSpace, ProductListing, Stock};
pub use listing::{Field, Flaw, Listing, Unread};
pub use package::limits_of;
use plain_text::{plain_line, plain_lines};
use rust_decimal::Decimal;
pub use service_type::{ServiceType, Target, read_type};
use std::collections::{HashMap, HashSet};
use strum::{EnumIter, IntoEnumIterator as _};

use crate::domain::ids::{ServiceId, SourceId};

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
    pub service_id: ServiceId,
    /// The row of its source.
    pub source_id: SourceId,
    /// What the provider said last, as far as nothing of it waits.
    pub listed: Listed,
    /// How the provider listed it last.
    pub presence: Presence,
    /// The rate that an owner approved last.
    pub approved_rate: Decimal,
    /// What waits for an owner.
    pub waiting: Option<guard::Waiting>,
}

/// Whether a service is on show, and if not, why; stored as its number, which never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter)]
pub enum Visibility {
    /// It is.
    Shown,
    /// The provider lists it no more.
    Gone,
    /// Its provider is off or has no rate.
    Paused,
    /// It is listed, and cannot be read.
    Unread,
    /// It cannot be sold by type, limits or price.
    Unsellable,
    /// An owner has taken it, or its category, out of the lists.
    Withdrawn,
    /// A change of it waits for an owner, or it was charged above its cost.
    Guarded,
}

impl Visibility {
    /// The stored number.
    #[must_use]
    pub const fn stored(self) -> i64 {
        match self {
            Self::Shown => 0,
            Self::Gone => 1,
            Self::Paused => 2,
            Self::Unread => 3,
            Self::Unsellable => 4,
            Self::Withdrawn => 5,
            Self::Guarded => 8,
        }
    }

    /// Reads a stored number.
    #[must_use]
    pub fn of_stored(number: i64) -> Option<Self> {
        Self::iter().find(|visibility| visibility.stored() == number)
    }
}

/// How a provider listed a service when it was asked last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// So that it can be sold.
    Listed,
    /// Not at all.
    Gone,
    /// With something that cannot be read: it is not sold, and what was known of it is kept.
    Unread,
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
    /// A hidden service that is listed again, or can be read again; it keeps its number and takes
    /// the listed values.
    Restore {
        /// What the shop has.
        known: &'a Known,
        /// What is listed now.
        listed: &'a Listed,
    },
    /// A service that is not listed any more.
    Hide {
        /// What the shop has.
        known: &'a Known,
    },
    /// A service that is listed, but cannot be read.
    Withhold {
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
        let optional = |text: Option<String>, plain: fn(&str, usize) -> String, max_chars| {
            text.map(|text| plain(&text, max_chars)).filter(|text| !text.is_empty())
        };
        Listed {
            provider_service_id: self.provider_service_id.trim().to_owned(),
            name: plain_line(&self.name, MAX_NAME_CHARS),
            category: plain_line(&self.category, MAX_CATEGORY_CHARS),
            kind_label: clean_text(&self.kind_label, MAX_LABEL_CHARS),
            description: optional(self.description, plain_lines, MAX_DESCRIPTION_CHARS),
            average_time: optional(self.average_time, plain_line, MAX_LABEL_CHARS),
            ..self
        }
    }

    /// The quantities that its provider lists.
    pub const fn listed_limits(&self) -> Limits {
        Limits { min: self.min, max: self.max }
    }

    /// Whether the shop can sell it as it is listed: a known way of ordering, a price, a
    /// quantity that exists.
    pub fn is_sellable(&self) -> bool {
        // Some panels list 0 as the smallest, which means 1.
        let Limits { min, max } = limits_of(self.kind, &self.name, self.listed_limits());
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

/// What makes two categories one: their letters, without case, spaces and what cannot be seen.
/// Empty for a category without a name.
#[must_use]
pub fn fold_category(name: &str) -> String {
    let is_seen = |letter: &char| !letter.is_whitespace() && !is_invisible(*letter);
    name.chars().filter(is_seen).flat_map(char::to_lowercase).collect()
}

/// The changes that make the catalog equal to what is listed: first those of known services in
/// their order, then the new ones in theirs. Gone is only what is not listed; what is listed and
/// cannot be read is withheld, unless its rows only contradict each other: then it stays as it is.
/// Applied to the catalog, the same answer leads to no changes.
///
/// # Errors
/// [`PlanError::Empty`] for an empty answer; [`PlanError::Shrunk`] when fewer than 70 % of five
/// or more services are still listed, readable or not.
pub fn plan<'a>(known: &'a [Known], listing: &'a Listing) -> Result<Vec<Change<'a>>, PlanError> {
    if listing.rows.is_empty() && listing.unread.is_empty() {
        return Err(PlanError::Empty);
    }
    let read = listing.rows.iter().map(|row| (row.provider_service_id.as_str(), Ok(row)));
    let named = listing.unread.iter().filter_map(|row| Some((row.id.as_deref()?, Err(row.flaw))));
    let by_id: ById<'a> = read.chain(named).collect();
    refuse_shrunk(known, &by_id)?;
    let mut changes: Vec<Change<'a>> =
        known.iter().filter_map(|known| change(known, by_id.get(id_of(known)).copied())).collect();
    let ids: HashSet<&str> = known.iter().map(id_of).collect();
    let is_new = |row: &&Listed| !ids.contains(row.provider_service_id.as_str());
    changes.extend(listing.rows.iter().filter(is_new).map(Change::Add));
    Ok(changes)
}

/// What is listed under each id: a row, or why there is none.
type ById<'a> = HashMap<&'a str, Result<&'a Listed, Flaw>>;

fn id_of(known: &Known) -> &str {
    &known.listed.provider_service_id
}

fn refuse_shrunk(known: &[Known], by_id: &ById<'_>) -> Result<(), PlanError> {
    let present = known.iter().filter(|known| known.presence != Presence::Gone);
    let total = present.clone().count();
    let kept = present.filter(|known| by_id.contains_key(id_of(known))).count();
    let enough = kept.saturating_mul(100) >= total.saturating_mul(MIN_KEPT_PERCENT);
    if total >= GUARDED_FROM && !enough {
        return Err(PlanError::Shrunk { known: total, listed: kept });
    }
    Ok(())
}

fn change<'a>(known: &'a Known, now: Option<Result<&'a Listed, Flaw>>) -> Option<Change<'a>> {
    match (now, known.presence) {
        (Some(Ok(listed)), Presence::Listed) => {
            (*listed != known.listed).then_some(Change::Update { known, listed })
        }
        (Some(Ok(listed)), _) => Some(Change::Restore { known, listed }),
        (Some(Err(Flaw::ListedTwice)), Presence::Listed) => None,
        (Some(Err(_)), Presence::Unread) | (None, Presence::Gone) => None,
        (Some(Err(_)), _) => Some(Change::Withhold { known }),
        (None, _) => Some(Change::Hide { known }),
    }
}

#[cfg(test)]
#[path = "catalog/catalog_tests.rs"]
mod tests;
