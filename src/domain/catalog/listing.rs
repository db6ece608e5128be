//! A provider's list as it was read: the rows that could be, and what of the others could not.
//! Owns the words for what is wrong with a row. It must never let a listed row vanish unnamed.

use std::collections::{HashMap, HashSet};

use strum::IntoStaticStr;

use super::{Listed, fold_category};

/// What a provider lists now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The rows that could be read, each id once.
    pub rows: Vec<Listed>,
    /// The others, in the order of the list.
    pub unread: Vec<Unread>,
}

/// A row that is listed and cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unread {
    /// Where it stands in the list, from 1.
    pub place: usize,
    /// Its id, where that much can be read.
    pub id: Option<String>,
    /// What of it cannot be read.
    pub field: Field,
    /// Why not.
    pub flaw: Flaw,
}

/// A part of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Field {
    /// All of it.
    Row,
    /// The provider's id.
    Id,
    /// The name.
    Name,
    /// The type.
    Kind,
    /// The price.
    Rate,
    /// The smallest quantity.
    Min,
    /// The largest quantity.
    Max,
}

/// What is wrong with a part of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Flaw {
    /// It is not there, or empty.
    Missing,
    /// It is nothing of the kind that is expected.
    Unreadable,
    /// A number that can be read in two ways.
    Ambiguous,
    /// An amount with the sign of another currency.
    OtherCurrency,
    /// A number that is too small to make sense.
    TooSmall,
    /// It is there twice in one row.
    Repeated,
    /// Two rows of the list have it, and say different things.
    ListedTwice,
}

impl Listing {
    /// A list of these rows, in order: duplicates that say the same are one, of ids whose rows
    /// differ none is believed.
    #[must_use]
    pub fn of(rows: impl IntoIterator<Item = Result<Listed, Unread>>) -> Self {
        let rows: Vec<Result<Listed, Unread>> = rows.into_iter().collect();
        let differing = differing(&rows);
        let mut listing = Self::default();
        let mut seen = HashSet::new();
        for (index, row) in rows.into_iter().enumerate() {
            let id = id_of(&row).map(str::to_owned);
            let is_again = id.clone().is_some_and(|id| !seen.insert(id));
            let is_doubtful = id.as_ref().is_some_and(|id| differing.contains(id));
            match row {
                _ if is_again => {}
                _ if is_doubtful => {
                    let (field, flaw) = (Field::Id, Flaw::ListedTwice);
                    listing.unread.push(Unread { place: index.saturating_add(1), id, field, flaw });
                }
                Ok(row) => listing.rows.push(row),
                Err(row) => listing.unread.push(row),
            }
        }
        listing
    }

    /// Gives every category the first spelling of it that was met: one of `known`, by what folds
    /// it, or one of this list.
    pub fn spell_categories(&mut self, known: &HashMap<String, String>) {
        let mut met: HashMap<String, String> = HashMap::new();
        for row in &mut self.rows {
            let folded = fold_category(&row.category);
            let spelled = match known.get(&folded) {
                Some(spelled) => spelled,
                None if folded.is_empty() => &folded,
                None => met.entry(folded.clone()).or_insert_with(|| row.category.clone()),
            };
            if *spelled != row.category {
                row.category = spelled.clone();
            }
        }
    }

    /// How many rows were listed without an id that can be read.
    #[must_use]
    pub fn nameless(&self) -> usize {
        self.unread.iter().filter(|row| row.id.is_none()).count()
    }

    /// What cannot be read, as one short text that is the same as long as the list's flaws are:
    /// places move with every row that comes or goes, so nameless rows only count.
    #[must_use]
    pub fn flaws(&self) -> String {
        if self.unread.is_empty() {
            return String::new();
        }
        let mut lines: Vec<String> = self
            .unread
            .iter()
            .filter_map(|row| {
                let id = row.id.as_deref()?;
                Some(format!("{id},{},{}", row.field.into_str(), row.flaw.into_str()))
            })
            .collect();
        lines.sort_unstable();
        format!("{};{}", self.nameless(), lines.join(";"))
    }
}

fn id_of(row: &Result<Listed, Unread>) -> Option<&str> {
    match row {
        Ok(row) => Some(&row.provider_service_id),
        Err(row) => row.id.as_deref(),
    }
}

/// The ids of which several rows are listed that are not all the same.
fn differing(rows: &[Result<Listed, Unread>]) -> HashSet<String> {
    let mut first: HashMap<&str, &Result<Listed, Unread>> = HashMap::with_capacity(rows.len());
    let mut differing = HashSet::new();
    for row in rows {
        let Some(id) = id_of(row) else { continue };
        let before = *first.entry(id).or_insert(row);
        if !std::ptr::eq(before, row) && (before.is_err() || before != row) {
            differing.insert(id.to_owned());
        }
    }
    differing
}
