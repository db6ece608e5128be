//! What a customer was shown of a service, as it is kept with quote and order: whatever the service
//! is called later, the order keeps this. Owns the versioned form and what of it counts as changed.
//! It must never guess at a form that it does not know.

use serde::{Deserialize, Serialize};

use super::catalog::{ServiceType, limits_of};
use super::coupon::CouponRefusal;
use super::limits::Limits;
use super::money::Money;
use super::pricing::Pricing;
use crate::domain::ids::SourceId;
use crate::domain::lang::Lang;
use crate::domain::one_line::is_alike;

const VERSION: u32 = 1;

/// A service as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The language in which it was shown; `None` for what an earlier version has kept.
    pub lang: Option<Lang>,
    /// Its name.
    pub name: String,
    /// The provider's name of it, in which numbers may stand that limits are read from; nobody is
    /// shown it where owners have given another one.
    pub listed_name: String,
    /// The name of its category.
    pub category: String,
    /// What an order of it must contain.
    pub kind: ServiceType,
    /// What its price is for.
    pub pricing: Pricing,
    /// Smallest quantity as the provider lists it.
    pub min_quantity: i64,
    /// Largest quantity as it lists it.
    pub max_quantity: i64,
    /// Whether refills were offered.
    pub has_refill: bool,
    /// Whether it could be canceled.
    pub has_cancel: bool,
    /// Whether drip-feed was offered.
    pub has_dripfeed: bool,
    /// Description, empty when there was none.
    pub description: String,
    /// Average time, empty when not told.
    pub average_time: String,
    /// Where it would be bought.
    pub source_id: SourceId,
    /// Since when it had been listed without a gap, unix milliseconds; 0 for always.
    pub listed_ms: i64,
}

/// One thing that is not as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermsChange {
    /// Another name: before, after.
    Name(String, String),
    /// Another category: before, after.
    Category(String, String),
    /// It is ordered in another way.
    Type,
    /// The price is for something else.
    Pricing(Pricing),
    /// Other limits: before, after.
    Limits(Limits, Limits),
    /// Whether refills are offered now.
    Refill(bool),
    /// Whether it can be canceled now.
    Cancel(bool),
    /// It is not delivered in parts any more.
    NoParts,
    /// Another description.
    Description(String),
    /// Another average time: before, after.
    AverageTime(String, String),
    /// It was gone for a while.
    Back,
    /// Another price for the same.
    Price {
        /// What was shown.
        before: Money,
        /// What it is now.
        after: Money,
    },
    /// The coupon is not taken any more.
    Coupon(CouponRefusal),
}

#[derive(Serialize, Deserialize)]
struct Stored {
    v: u32,
    name: String,
    category: String,
    #[serde(rename = "type")]
    kind: String,
    pricing: String,
    min: i64,
    max: i64,
    refill: bool,
    cancel: bool,
    dripfeed: bool,
    description: String,
    average_time: String,
    source: SourceId,
    listed_ms: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lang: Option<Lang>,
    /// The provider's name, where another one was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    listed: Option<String>,
}

impl Terms {
    /// The stored form.
    pub fn to_text(&self) -> String {
        let stored = Stored {
            v: VERSION,
            name: self.name.clone(),
            category: self.category.clone(),
            kind: self.kind.as_str().to_owned(),
            pricing: self.pricing.into_str().to_owned(),
            min: self.min_quantity,
            max: self.max_quantity,
            refill: self.has_refill,
            cancel: self.has_cancel,
            dripfeed: self.has_dripfeed,
            description: self.description.clone(),
            average_time: self.average_time.clone(),
            source: self.source_id,
            listed_ms: self.listed_ms,
            lang: self.lang,
            listed: (self.listed_name != self.name).then(|| self.listed_name.clone()),
        };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads the stored form; `None` for another version or an unknown type.
    pub fn from_text(text: &str) -> Option<Terms> {
        let stored: Stored = serde_json::from_str(text).ok()?;
        if stored.v != VERSION {
            return None;
        }
        Some(Terms {
            lang: stored.lang,
            listed_name: stored.listed.unwrap_or_else(|| stored.name.clone()),
            name: stored.name,
            category: stored.category,
            kind: ServiceType::parse(&stored.kind)?,
            pricing: stored.pricing.parse().ok()?,
            min_quantity: stored.min,
            max_quantity: stored.max,
            has_refill: stored.refill,
            has_cancel: stored.cancel,
            has_dripfeed: stored.dripfeed,
            description: stored.description,
            average_time: stored.average_time,
            source_id: stored.source,
            listed_ms: stored.listed_ms,
        })
    }

    /// The name in a stored form; empty where it cannot be read.
    pub fn name_in(text: &str) -> String {
        Terms::from_text(text).map_or_else(String::new, |terms| terms.name)
    }

    /// The quantities that could be ordered.
    pub fn limits(&self) -> Limits {
        let listed = Limits { min: self.min_quantity, max: self.max_quantity };
        limits_of(self.kind, &self.listed_name, listed)
    }

    /// What a customer who was shown this has to be told before buying by `now`. Whether it can
    /// be delivered in parts concerns only who wants that: the caller knows.
    pub fn changes_to(&self, now: &Terms) -> Vec<TermsChange> {
        let pair = |before: &String, after: &String| (before.clone(), after.clone());
        let mut changes = Vec::new();
        if self.is_reworded(now, |terms| &terms.name) {
            let (before, after) = pair(&self.name, &now.name);
            changes.push(TermsChange::Name(before, after));
        }
        if self.is_reworded(now, |terms| &terms.category) {
            let (before, after) = pair(&self.category, &now.category);
            changes.push(TermsChange::Category(before, after));
        }
        if self.kind != now.kind {
            changes.push(TermsChange::Type);
        }
        if self.pricing != now.pricing {
            changes.push(TermsChange::Pricing(now.pricing));
        }
        if self.limits() != now.limits() {
            changes.push(TermsChange::Limits(self.limits(), now.limits()));
        }
        if self.has_refill != now.has_refill {
            changes.push(TermsChange::Refill(now.has_refill));
        }
        if self.has_cancel != now.has_cancel {
            changes.push(TermsChange::Cancel(now.has_cancel));
        }
        if !is_alike(&self.average_time, &now.average_time) {
            let (before, after) = pair(&self.average_time, &now.average_time);
            changes.push(TermsChange::AverageTime(before, after));
        }
        if self.is_reworded(now, |terms| &terms.description) {
            changes.push(TermsChange::Description(now.description.clone()));
        }
        if self.listed_ms != now.listed_ms {
            changes.push(TermsChange::Back);
        }
        changes
    }

    /// Whether such a text is another one. What reads otherwise in another language is the same.
    fn is_reworded(&self, now: &Terms, text: impl Fn(&Terms) -> &String) -> bool {
        let is_other_language = self.lang.is_some() && now.lang.is_some() && self.lang != now.lang;
        !is_other_language && !is_alike(text(self), text(now))
    }
}

#[cfg(test)]
#[path = "terms_tests.rs"]
mod tests;
