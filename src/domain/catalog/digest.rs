//! What a sync changed, short enough to be read: numbers of everything and the first few of each
//! kind by name. Pure; it must never decide what is applied.

use rust_decimal::Decimal;

use super::{Change, Known, Listed, Listing, Presence, Unread, fold_category};
use crate::domain::limits::Limits;
use crate::domain::money::Money;
use crate::domain::pricing::Pricing;

/// Lines kept of each kind.
pub const LINES_MAX: usize = 10;

/// The changes of one sync, by kind. A service may be among the raised and the changed at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    /// Met for the first time.
    pub added: Group,
    /// Listed again.
    pub restored: Group,
    /// Not listed any more.
    pub hidden: Group,
    /// Dearer than before.
    pub raised: Group,
    /// Cheaper than before.
    pub lowered: Group,
    /// Another name, limits, type, category or description.
    pub changed: Group,
    /// Visible before and after, with no difference that anybody would see.
    pub unchanged: usize,
    /// Listed, but not to be read: not sold now, unless it was sold and only its rows differ.
    pub unread: UnreadRows,
}

/// How many rows cannot be read, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnreadRows {
    /// All of them.
    pub total: usize,
    /// At most [`LINES_MAX`].
    pub first: Vec<Unread>,
}

impl UnreadRows {
    /// Those of a list.
    #[must_use]
    pub fn of(listing: &Listing) -> Self {
        let first = listing.unread.iter().take(LINES_MAX).cloned().collect();
        Self { total: listing.unread.len(), first }
    }
}

/// How many there are, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// All of them.
    pub total: usize,
    /// At most [`LINES_MAX`].
    pub first: Vec<DigestLine>,
}

/// One service and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DigestLine {
    /// Its name before the sync, or now if there was none.
    pub name: String,
    /// The shop's price before, of what its pricing says, if there was one.
    pub before: Option<Money>,
    /// The same price now.
    pub after: Option<Money>,
    /// What else is different.
    pub edits: Vec<Edit>,
}

/// One difference beside the price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The name, as it is now.
    Name(String),
    /// Smallest and largest quantity, before and now.
    Limits(Limits, Limits),
    /// The label of the type, before and now.
    Kind(String, String),
    /// What the price is for now.
    Pricing(Pricing),
    /// The category, as it is now.
    Category(String),
    /// Anything else.
    Details,
}

impl Group {
    fn add(&mut self, line: impl FnOnce() -> DigestLine) {
        self.total += 1;
        if self.first.len() < LINES_MAX {
            self.first.push(line());
        }
    }
}

impl Digest {
    /// Whether nothing at all is different.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.added.total == 0
            && self.restored.total == 0
            && self.hidden.total == 0
            && self.raised.total == 0
            && self.lowered.total == 0
            && self.changed.total == 0
            && self.unread.total == 0
    }

    /// Sums up `changes` of what was `known`; `price` is what the shop asks at a rate.
    #[must_use]
    pub fn of(
        known: &[Known],
        changes: &[Change<'_>],
        price: impl Fn(Decimal) -> Option<Money>,
    ) -> Self {
        let mut digest = Self::default();
        let mut touched = 0;
        for change in changes {
            match change {
                Change::Add(listed) => digest.added.add(|| new_line(listed, &price)),
                Change::Restore { listed, .. } => digest.restored.add(|| new_line(listed, &price)),
                Change::Withhold { known } => {
                    touched += usize::from(known.presence == Presence::Listed);
                }
                Change::Hide { known } => {
                    touched += usize::from(known.presence == Presence::Listed);
                    let before = price(known.listed.rate);
                    let name = known.listed.name.clone();
                    digest.hidden.add(|| DigestLine { name, before, ..DigestLine::default() });
                }
                Change::Update { known, listed } => {
                    touched += usize::from(digest.update(&known.listed, listed, &price));
                }
            }
        }
        let visible = known.iter().filter(|known| known.presence == Presence::Listed).count();
        digest.unchanged = visible.saturating_sub(touched);
        digest
    }

    /// Whether anything is different that an owner would see.
    fn update(
        &mut self,
        before: &Listed,
        after: &Listed,
        price: impl Fn(Decimal) -> Option<Money>,
    ) -> bool {
        let moved = match after.rate.cmp(&before.rate) {
            std::cmp::Ordering::Greater => Some(&mut self.raised),
            std::cmp::Ordering::Less => Some(&mut self.lowered),
            std::cmp::Ordering::Equal => None,
        };
        let has_moved = moved.is_some();
        if let Some(group) = moved {
            group.add(|| DigestLine {
                name: before.name.clone(),
                before: price(before.rate),
                after: price(after.rate),
                edits: Vec::new(),
            });
        }
        // What was stored before the same rules cleaned it is no other name.
        let edits = edits(&before.clone().clean(), after);
        let is_edited = !edits.is_empty();
        if is_edited {
            self.changed.add(|| DigestLine {
                name: before.name.clone(),
                edits,
                ..DigestLine::default()
            });
        }
        has_moved || is_edited
    }
}

fn new_line(listed: &Listed, price: impl Fn(Decimal) -> Option<Money>) -> DigestLine {
    DigestLine { name: listed.name.clone(), after: price(listed.rate), ..DigestLine::default() }
}

/// What is different beside the price; what has no word of its own counts as details.
fn edits(before: &Listed, after: &Listed) -> Vec<Edit> {
    let mut edits = Vec::new();
    if after.name != before.name {
        edits.push(Edit::Name(after.name.clone()));
    }
    if after.listed_limits() != before.listed_limits() {
        edits.push(Edit::Limits(before.listed_limits(), after.listed_limits()));
    }
    if (after.kind, &after.kind_label) != (before.kind, &before.kind_label) {
        edits.push(Edit::Kind(before.kind_label.clone(), after.kind_label.clone()));
    }
    if after.pricing != before.pricing {
        edits.push(Edit::Pricing(after.pricing));
    }
    if fold_category(&after.category) != fold_category(&before.category) {
        edits.push(Edit::Category(after.category.clone()));
    }
    let of_details = |listed: &Listed| {
        // Where the lines of a description break is no news.
        let description = listed.description.as_deref().unwrap_or_default();
        let words: Vec<&str> = description.split_whitespace().collect();
        let texts = (words.join(" "), listed.average_time.clone());
        (listed.refill, listed.cancel, listed.dripfeed, texts)
    };
    if of_details(before) != of_details(after) {
        edits.push(Edit::Details);
    }
    edits
}

#[cfg(test)]
#[path = "digest_tests.rs"]
mod tests;
