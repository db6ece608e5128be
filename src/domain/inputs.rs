//! What a customer enters for an order besides the link, as it is kept with quote and order.
//! Owns the versioned form, and what of it a type of service is billed for. It must never guess
//! at a form that it does not know.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::catalog::ServiceType;
use super::fields::{Field, IN_PARTS, Kept, Kind};
use super::order::children::Family;
use super::pricing::Pricing;
use crate::domain::ids::{AnswerId, ListId};
use crate::domain::limits::Limits;

const VERSION: u32 = 2;

/// What was entered into fields: short texts themselves, long lists by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries {
    /// Texts, each as its field reads it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<Field, String>,
    /// The numbers of lists.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<Field, ListId>,
    /// The numbers of sealed answers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sealed: BTreeMap<Field, AnswerId>,
    /// The currency of an amount.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub currency: String,
}

impl Entries {
    /// Whether a field was filled in; link and quantity are none of it.
    pub fn has(&self, field: Field) -> bool {
        match field.kept() {
            Kept::Link | Kept::Quantity => true,
            Kept::List => self.lists.contains_key(&field),
            Kept::Sealed => self.sealed.contains_key(&field),
            Kept::Text => self.values.contains_key(&field),
        }
    }

    /// What a type asks for, after what was entered so far.
    pub fn asked_by(&self, kind: ServiceType) -> impl Iterator<Item = Field> {
        kind.fields(|field| self.values.get(&field).map(String::as_str))
    }

    /// Exactly what a type takes of it; `None` when something is missing.
    pub fn taken_by(&self, kind: ServiceType) -> Option<Entries> {
        let mut taken = Entries::default();
        for field in self.asked_by(kind) {
            if field == Field::Amount {
                taken.currency.clone_from(&self.currency);
            }
            if !self.has(field) && !field.is_optional() {
                return None;
            }
            taken.values.extend(self.values.get(&field).map(|value| (field, value.clone())));
            taken.lists.extend(self.lists.get(&field).map(|list_id| (field, *list_id)));
            taken.sealed.extend(self.sealed.get(&field).map(|answer_id| (field, *answer_id)));
        }
        Some(taken)
    }
}

impl Entries {
    /// A number that was entered.
    pub fn number(&self, field: Field) -> Option<i64> {
        self.values.get(&field)?.parse().ok()
    }

    /// Whether it is to be delivered in parts.
    pub fn is_in_parts(&self) -> bool {
        self.values.get(&Field::Delivery).is_some_and(|chosen| chosen == IN_PARTS)
    }

    /// The same without what is asked for only where a service can be delivered in parts.
    #[must_use]
    pub fn at_once(mut self) -> Self {
        self.values.retain(|field, _| !field.is_of_parts());
        self
    }

    /// How many times the quantity is delivered.
    pub fn times(&self, kind: ServiceType) -> i64 {
        let times = match kind.is_for_posts() {
            true => self.number(Field::Posts),
            false if self.is_in_parts() => self.number(Field::Runs),
            false => None,
        };
        times.unwrap_or(1).max(1)
    }

    /// When the last day is over on which something is delivered, for what was ordered at this
    /// time; `None` where there is no such day.
    pub fn expires_ms(&self, placed_ms: i64) -> Option<i64> {
        const DAY_MS: i64 = 86_400_000;
        let days = self.number(Field::Days)?.saturating_add(1);
        let begun = placed_ms.div_euclid(DAY_MS).saturating_add(days);
        Some(begun.saturating_mul(DAY_MS))
    }

    /// The last such day as panels write it, day first.
    pub fn last_day(&self, placed_ms: i64) -> Option<String> {
        let last_ms = self.expires_ms(placed_ms)?.saturating_sub(1);
        let day = chrono::DateTime::from_timestamp_millis(last_ms)?;
        Some(day.format("%d/%m/%Y").to_string())
    }

    /// Which numbers may be entered into a field, beside how much and what was entered before;
    /// `None` for what is no number.
    pub fn limits_of(&self, field: Field, (offered, quantity): (Limits, i64)) -> Option<Limits> {
        let Kind::Number(rule) = field.kind() else { return None };
        let most = match field {
            // All parts together are one order of the service.
            Field::Runs => offered.max.checked_div(quantity.max(1)).unwrap_or(0),
            _ => i64::MAX,
        };
        Some(Limits { max: rule.limits.max.min(most), ..rule.limits })
    }
}

/// What was entered for one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// How the service was ordered.
    pub kind: ServiceType,
    /// Pieces; the lines of the list that is counted, 1 for a package.
    pub quantity: i64,
    /// What was entered into the type's own fields.
    pub entries: Entries,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    v: u32,
    #[serde(rename = "type")]
    kind: String,
    quantity: i64,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    values: BTreeMap<Field, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    lists: BTreeMap<Field, ListId>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    sealed: BTreeMap<Field, AnswerId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    currency: String,
    /// What version 1 had.
    #[serde(default, skip_serializing)]
    answer_number: Option<i64>,
    #[serde(default, skip_serializing)]
    comments: Option<ListId>,
}

impl Inputs {
    /// The stored form.
    pub fn to_text(&self) -> String {
        let stored = Stored {
            v: VERSION,
            kind: self.kind.as_str().to_owned(),
            quantity: self.quantity,
            values: self.entries.values.clone(),
            lists: self.entries.lists.clone(),
            sealed: self.entries.sealed.clone(),
            currency: self.entries.currency.clone(),
            answer_number: None,
            comments: None,
        };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads the stored form; `None` for an unknown version, type or field.
    pub fn from_text(text: &str) -> Option<Inputs> {
        let stored: Stored = serde_json::from_str(text).ok()?;
        let (mut values, mut lists, sealed) = (stored.values, stored.lists, stored.sealed);
        match stored.v {
            VERSION => {}
            1 => {
                let answer = stored.answer_number.map(|answer| answer.to_string());
                values = answer.map(|answer| (Field::Answer, answer)).into_iter().collect();
                lists =
                    stored.comments.map(|list_id| (Field::Comments, list_id)).into_iter().collect();
            }
            _ => return None,
        }
        let kind = ServiceType::parse(&stored.kind)?;
        let entries = Entries { values, lists, sealed, currency: stored.currency };
        Some(Inputs { kind, quantity: stored.quantity, entries })
    }

    /// How much is delivered in all: each part of it, or the order of each post, is the quantity.
    pub fn units(&self) -> i64 {
        self.quantity.saturating_mul(self.entries.times(self.kind))
    }

    /// Whether it is to be delivered in parts.
    pub fn is_in_parts(&self) -> bool {
        self.entries.is_in_parts()
    }

    /// Of what orders the provider makes of it; `None` where it is one by itself.
    pub fn family(&self) -> Option<Family> {
        let is_parent = self.kind.is_for_posts() || self.entries.is_in_parts();
        let count = self.entries.times(self.kind);
        is_parent.then_some(Family {
            count,
            each: self.quantity,
            is_open: self.kind.is_for_posts(),
        })
    }

    /// Whether it holds everything that a type needs.
    pub fn fits(&self, kind: ServiceType) -> bool {
        self.kind == kind && self.entries.taken_by(kind).is_some()
    }
}

/// The quantity that an order is billed for (docs/protocols.md, "Rates"): 1 for a package at a flat
/// price; where a provider bills packages per 1000, the smallest quantity that is listed; the
/// quantity for everything else, which for comments is their lines.
pub fn billed_quantity(kind: ServiceType, pricing: Pricing, listed: Limits, quantity: i64) -> i64 {
    match (kind.is_package(), pricing) {
        (true, Pricing::Flat) => 1,
        (true, Pricing::PerThousand | Pricing::PerUnit | Pricing::Previewed) => listed.min.max(1),
        (false, _) => quantity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(values: &[(Field, &str)], lists: &[(Field, ListId)]) -> Entries {
        let values = values.iter().map(|(field, value)| (*field, (*value).to_owned())).collect();
        Entries { values, lists: lists.iter().copied().collect(), ..Entries::default() }
    }

    #[test]
    fn inputs_survive_and_another_version_is_refused() {
        let entries = entries(&[(Field::Answer, "3")], &[(Field::Usernames, ListId::new(7))]);
        let inputs = Inputs { kind: ServiceType::Poll, quantity: 100, entries };
        let text = inputs.to_text();
        let expected = concat!(
            r#"{"v":2,"type":"poll","quantity":100,"values":{"answer":"3"},"#,
            r#""lists":{"usernames":7}}"#
        );
        assert_eq!(text, expected);
        assert_eq!(Inputs::from_text(&text), Some(inputs));
        for (known, unknown) in [("\"v\":2", "\"v\":3"), ("poll", "pool"), ("answer", "smell")] {
            assert_eq!(Inputs::from_text(&text.replace(known, unknown)), None, "{unknown}");
        }
    }

    #[test]
    fn what_older_versions_stored_is_read() {
        let of = |text: &str| Inputs::from_text(text).unwrap();
        let plain = of(r#"{"quantity":50,"type":"default","v":1}"#);
        assert_eq!((plain.kind, plain.quantity), (ServiceType::Default, 50));
        assert!(plain.fits(ServiceType::Default) && !plain.fits(ServiceType::Poll));
        let poll = of(r#"{"v":1,"type":"poll","quantity":100,"answer_number":3}"#);
        assert_eq!(poll.entries, entries(&[(Field::Answer, "3")], &[]));
        let comments = of(r#"{"v":1,"type":"custom_comments","quantity":5,"comments":9}"#);
        assert_eq!(comments.entries, entries(&[], &[(Field::Comments, ListId::new(9))]));
        assert!(poll.fits(ServiceType::Poll) && comments.fits(ServiceType::CustomComments));
        let bare = of(r#"{"v":1,"type":"poll","quantity":100}"#);
        assert!(!bare.fits(ServiceType::Poll));
    }

    #[test]
    fn a_type_takes_what_it_asks_for_and_nothing_else() {
        let entered = entries(&[(Field::Answer, "3")], &[(Field::Comments, ListId::new(9))]);
        assert_eq!(entered.taken_by(ServiceType::Default), Some(Entries::default()));
        let votes = entries(&[(Field::Answer, "3")], &[]);
        assert_eq!(entered.taken_by(ServiceType::Poll), Some(votes.clone()));
        assert_eq!(votes.taken_by(ServiceType::CustomComments), None);
    }

    #[test]
    fn what_hangs_on_another_answer_is_taken_only_with_it() {
        let visits = |traffic: &str, more: (Field, &str)| {
            let common = [(Field::Country, "UZ"), (Field::Device, "mixed")];
            entries(&[common[0], common[1], (Field::Traffic, traffic), more], &[])
        };
        let direct = visits("direct", (Field::SearchWord, "shoes"));
        let taken = direct.taken_by(ServiceType::WebTraffic).unwrap();
        assert!(!taken.values.contains_key(&Field::SearchWord));
        let search = visits("search", (Field::SearchWord, "shoes"));
        assert_eq!(search.taken_by(ServiceType::WebTraffic), Some(search.clone()));
        let incomplete = visits("referrer", (Field::SearchWord, "shoes"));
        assert_eq!(incomplete.taken_by(ServiceType::WebTraffic), None);
    }

    #[test]
    fn a_subscription_ends_with_its_last_day() {
        let noon_ms = 1_793_534_400_000;
        let week = entries(&[(Field::Days, "7")], &[]);
        assert_eq!(week.last_day(noon_ms).as_deref(), Some("08/11/2026"));
        assert_eq!(week.expires_ms(noon_ms), Some(noon_ms + 15 * 43_200_000));
        assert_eq!(Entries::default().last_day(noon_ms), None);
    }

    #[test]
    fn parts_and_posts_multiply_the_quantity() {
        let of = |kind, values: &[(Field, &str)]| Inputs {
            kind,
            quantity: 100,
            entries: entries(values, &[]),
        };
        let parts = [(Field::Delivery, "in_parts"), (Field::Runs, "10"), (Field::Interval, "30")];
        let dripped = of(ServiceType::Default, &parts);
        let family = Family { count: 10, each: 100, is_open: false };
        assert_eq!((dripped.units(), dripped.family()), (1_000, Some(family)));
        assert!(dripped.fits(ServiceType::Default));
        let whole = Inputs { entries: dripped.entries.clone().at_once(), ..dripped.clone() };
        assert_eq!((whole.units(), whole.family()), (100, None));
        assert!(whole.fits(ServiceType::Default), "older orders say nothing of it");
        let chosen = of(ServiceType::Default, &[(Field::Delivery, "at_once"), parts[1]]);
        assert_eq!((chosen.units(), chosen.family()), (100, None));
        let posts = of(ServiceType::Subscriptions, &[(Field::Posts, "3")]);
        let family = Family { count: 3, each: 100, is_open: true };
        assert_eq!((posts.units(), posts.family()), (300, Some(family)));
        let limits = dripped.entries.limits_of(Field::Runs, (Limits { min: 10, max: 350 }, 100));
        assert_eq!(limits, Some(Limits { min: 2, max: 3 }));
    }

    #[test]
    fn packages_are_billed_once_or_for_their_smallest_quantity() {
        let package = ServiceType::Package;
        assert_eq!(billed_quantity(package, Pricing::Flat, Limits::exactly(1_000), 1), 1);
        assert_eq!(
            billed_quantity(package, Pricing::PerThousand, Limits::exactly(1_000), 1),
            1_000
        );
        assert_eq!(billed_quantity(package, Pricing::PerThousand, Limits::exactly(0), 1), 1);
        let comments = ServiceType::CustomCommentsPackage;
        assert_eq!(billed_quantity(comments, Pricing::Flat, Limits::exactly(1), 12), 1);
        let lines = ServiceType::CustomComments;
        assert_eq!(billed_quantity(lines, Pricing::PerThousand, Limits::exactly(5), 12), 12);
    }
}
