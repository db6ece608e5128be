//! What of a provider's list an owner has to see before the shop follows it.
//!
//! A rate is measured from the one that an owner approved last; the first sight of a service counts
//! as approved. Upwards it follows by itself within the band, downwards as long as more than a
//! tenth is left. Measured from there, ten small steps are one large one.
//!
//! What waits keeps its terms in the catalog, and what comes of it depends on what it is:
//!
//! * A rise is sold at the old price while that still covers the cost, and is off sale when it does
//!   not: nothing is sold below cost.
//! * A fall is sold at the old price: that costs nobody anything, and so large a one is most often
//!   a slip that is soon taken back.
//! * Another name or type under a known id may be another service: it is off sale, whatever it
//!   costs, for nobody may be sold one thing and get another. Case and spaces make no other name.
//! * What is no price at all, zero, below it or absurdly small, never comes here: it cannot be read
//!   (`providers/panel/listing.rs`), so that it is withheld and named to owners.
//!
//! All else of the row, such as limits and descriptions, follows at once. It must never change what
//! was approved.

use rust_decimal::Decimal;

use super::plain_text::plain_line;
use super::{Known, Listed, MAX_NAME_CHARS, ServiceType};
use crate::domain::one_line::is_alike;
use crate::domain::pricing::Pricing;

/// A rate that has fallen to this share of the approved one, or below, waits.
const FALL: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
/// A conversion may move by this share of itself.
const FAR_SHARE: Decimal = Decimal::from_parts(2, 0, 0, false, 1);
/// The band may be so many percent at the most; none is below zero.
const MAX_PERCENT: i64 = 500;

/// How far a rate may rise above the approved one by itself, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band(Decimal);

/// Unless the settings say otherwise.
impl Default for Band {
    fn default() -> Self {
        Self(Decimal::TEN)
    }
}

impl Band {
    /// A band of so many percent; `None` outside of 0 to 500.
    #[must_use]
    pub fn of(percent: Decimal) -> Option<Self> {
        let is_allowed = percent >= Decimal::ZERO && percent <= MAX_PERCENT.into();
        is_allowed.then_some(Self(percent))
    }

    /// Whether a rate may become this one by itself. One that moves towards what was approved may.
    #[must_use]
    pub fn lets(self, rates: &Rates) -> bool {
        let Rates { approved, present, listed } = *rates;
        // What had no price was sold to nobody: its first one is the first sight of it.
        let is_first = approved <= Decimal::ZERO || present <= Decimal::ZERO;
        if is_first || listed == present {
            return true;
        }
        if listed < present {
            return approved.checked_mul(FALL).is_none_or(|limit| listed > limit);
        }
        // A limit that cannot be held is above every rate.
        marked_up(approved, self.0).is_none_or(|limit| listed <= limit)
    }
}

/// The rates of one service, in its provider's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// What an owner approved last.
    pub approved: Decimal,
    /// What prices are made of.
    pub present: Decimal,
    /// What the provider lists now.
    pub listed: Decimal,
}

/// Whether the rate at which a currency is converted has moved so far between two starts that
/// owners are asked before prices follow: by more than a fifth, up or down.
#[must_use]
pub fn is_far_conversion(before: Decimal, after: Decimal) -> bool {
    let moved = after.checked_sub(before).map(|moved| moved.abs());
    let limit = before.checked_mul(FAR_SHARE);
    match (moved, limit) {
        (Some(moved), Some(limit)) => moved > limit,
        _ => true,
    }
}

/// So many percent more of an amount.
fn marked_up(amount: Decimal, percent: Decimal) -> Option<Decimal> {
    let factor = Decimal::ONE_HUNDRED.checked_add(percent)?;
    amount.checked_mul(factor)?.checked_div(Decimal::ONE_HUNDRED)
}

/// What a provider lists under a known id and an owner has not approved.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Offered {
    /// The name.
    pub name: String,
    /// How it is ordered.
    pub kind: ServiceType,
    /// The provider's label of that.
    pub kind_label: String,
    /// The rate.
    pub rate: Decimal,
    /// What the rate is the price of.
    pub pricing: Pricing,
    /// What of it is the reason.
    pub doubts: Doubts,
}

/// Why something waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Doubts {
    /// It has another name.
    pub is_renamed: bool,
    /// It is of another type.
    pub is_retyped: bool,
    /// Its rate has left the band.
    pub is_repriced: bool,
}

impl Doubts {
    /// Whether it may be another service than the one that is sold.
    #[must_use]
    pub const fn is_other(self) -> bool {
        self.is_renamed || self.is_retyped
    }
}

/// What waits of a known service since an earlier look.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Waiting {
    /// What was listed then.
    pub offered: Offered,
    /// Whether an owner wants to hear of it only when it moves again.
    pub is_skipped: bool,
}

/// What of a listed row has to wait, if anything.
#[must_use]
pub fn held_back(known: &Known, listed: &Listed, band: Band) -> Option<Offered> {
    let rates =
        Rates { approved: known.approved_rate, present: known.listed.rate, listed: listed.rate };
    let doubts = Doubts {
        is_renamed: is_renamed(&known.listed, listed),
        is_retyped: known.listed.kind != listed.kind,
        is_repriced: !band.lets(&rates),
    };
    (doubts != Doubts::default()).then(|| Offered {
        name: listed.name.clone(),
        kind: listed.kind,
        kind_label: listed.kind_label.clone(),
        rate: listed.rate,
        pricing: listed.pricing,
        doubts,
    })
}

fn is_renamed(known: &Listed, listed: &Listed) -> bool {
    // What was stored before the same rules cleaned it is no other name.
    let is_same = || is_alike(&plain_line(&known.name, MAX_NAME_CHARS), &listed.name);
    known.name != listed.name && !is_same()
}

/// The row as it may be taken over while this of it waits. What a rate is the price of follows from
/// the type and the settings.
#[must_use]
pub fn without_doubts(known: &Known, listed: &Listed, doubts: Doubts) -> Listed {
    let of_type = if doubts.is_retyped { &known.listed } else { listed };
    Listed {
        name: known.listed.name.clone(),
        kind: known.listed.kind,
        kind_label: known.listed.kind_label.clone(),
        rate: known.listed.rate,
        pricing: of_type.pricing,
        ..listed.clone()
    }
}

impl Offered {
    /// Whether the service is off sale while this waits: `present` is the rate that prices are made
    /// of, with a markup in percent.
    #[must_use]
    pub fn is_off_sale(&self, present: Decimal, markup_percent: Decimal) -> bool {
        let covered = marked_up(present, markup_percent);
        self.doubts.is_other() || covered.is_some_and(|covered| self.rate > covered)
    }

    /// Whether that for which it waits is another than before. A rate within the band moves as it
    /// likes.
    #[must_use]
    pub fn has_moved(&self, before: &Self) -> bool {
        let is_same_service = self.name == before.name && self.kind == before.kind;
        let is_same_rate = self.rate == before.rate || !self.doubts.is_repriced;
        !(is_same_service && is_same_rate && self.doubts == before.doubts)
    }
}

#[cfg(test)]
#[path = "guard_tests.rs"]
mod tests;
