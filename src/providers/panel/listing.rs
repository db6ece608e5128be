//! The answer to `services`, row by row.
//!
//! Owns what a row must say to be sold, and what is said of one that does not. Must never invent a
//! price, drop a row unnamed, or take a list without ids for one.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::value::RawValue;

use crate::domain::catalog::{Field, Flaw, Listed, Listing, ServiceType, Unread, read_type};
use crate::domain::limits::Limits;
use crate::domain::number::{AmountError, MAX_QUANTITY};
use crate::domain::pricing::Pricing;
use crate::providers::body;
use crate::providers::fault::Fault;
use crate::providers::reading::vet;
use crate::providers::vocabulary::Vocabulary;
use crate::providers::wire::{self, Members};

/// No rate is below a billionth: what is so small is a slip.
const RATE_MIN: Decimal = Decimal::from_parts(1, 0, 0, false, 9);
/// What panels write where there is no largest quantity.
const NO_LIMIT: [&str; 9] =
    ["unlimited", "unlim", "no limit", "infinite", "infinity", "∞", "-", "–", "—"];

pub(super) type Flawed = (Field, Flaw);

/// Reads the answer to `services`.
/// Packages come at a flat price, which is what most panels mean; where one means otherwise, its
/// options say so.
pub fn services(words: &Vocabulary, http_status: u16, body: &str) -> Result<Listing, Fault> {
    let body = body::value(body);
    vet(words, http_status, body)?;
    let rows = wire::rows(body, &["services", "data"])?;
    let listing = Listing::of((1..).zip(&rows).map(|(place, raw)| row(words, place, raw)));
    let nameless = listing.nameless();
    if !listing.unread.is_empty() {
        let unread = listing.unread.len();
        tracing::warn!(rows = rows.len(), unread, nameless, "rows of a service list unread");
    }
    if nameless > rows.len().saturating_sub(nameless) { Err(Fault::Shape) } else { Ok(listing) }
}

fn row(words: &Vocabulary, place: usize, raw: &RawValue) -> Result<Listed, Unread> {
    let unread = |id, (field, flaw)| Unread { place, id, field, flaw };
    let Some(members) = wire::object(raw.get()) else {
        return Err(unread(None, (Field::Row, Flaw::Unreadable)));
    };
    let id = id(&members).map_err(|flaw| unread(None, (Field::Id, flaw)))?;
    read(words, &members, &id).map_err(|flawed| unread(Some(id), flawed))
}

fn id(members: &Members<'_>) -> Result<String, Flaw> {
    let raw = one(members, "service")?.ok_or(Flaw::Missing)?;
    wire::id(raw).ok_or(Flaw::Unreadable)
}

/// The one member of that name, if it is there.
pub(super) fn one<'a>(members: &Members<'a>, name: &str) -> Result<Option<&'a RawValue>, Flaw> {
    if members.repeats(name) { Err(Flaw::Repeated) } else { Ok(members.get(name)) }
}

fn read(words: &Vocabulary, members: &Members<'_>, id: &str) -> Result<Listed, Flawed> {
    let text = |names: &[&str]| members.any(names).and_then(wire::cut_scalar);
    let flag = |name: &str| members.get(name).is_some_and(wire::flag);
    let label = one(members, "type").map_err(|flaw| (Field::Kind, flaw))?;
    let label = label.and_then(wire::cut_scalar).unwrap_or_default();
    let kind = kind(&label);
    let Limits { min, max } = limits(members)?;
    let row = Listed {
        provider_service_id: id.to_owned(),
        name: name(members).map_err(|flaw| (Field::Name, flaw))?,
        category: text(&["category"]).unwrap_or_default(),
        kind,
        kind_label: label,
        rate: rate(words, members).map_err(|flaw| (Field::Rate, flaw))?,
        pricing: if kind.is_package() { Pricing::Flat } else { Pricing::PerThousand },
        min,
        max,
        refill: flag("refill"),
        cancel: flag("cancel"),
        dripfeed: flag("dripfeed"),
        description: text(&["description", "desc"]),
        average_time: text(&["average_time", "avg_time"]),
    };
    let row = row.clean();
    // Nobody could tap on a service without a name.
    if row.name.is_empty() { Err((Field::Name, Flaw::Missing)) } else { Ok(row) }
}

pub(super) fn name(members: &Members<'_>) -> Result<String, Flaw> {
    let raw = one(members, "name")?.filter(|raw| !wire::is_blank(raw)).ok_or(Flaw::Missing)?;
    wire::cut_scalar(raw).ok_or(Flaw::Unreadable)
}

pub(super) fn rate(words: &Vocabulary, members: &Members<'_>) -> Result<Decimal, Flaw> {
    let raw = one(members, "rate")?.filter(|raw| !wire::is_blank(raw)).ok_or(Flaw::Missing)?;
    match wire::amount(raw, &words.currency) {
        Ok(rate) if rate >= RATE_MIN => Ok(rate),
        Ok(_) => Err(Flaw::TooSmall),
        Err(AmountError::NotANumber) => Err(Flaw::Unreadable),
        Err(AmountError::Ambiguous) => Err(Flaw::Ambiguous),
        Err(AmountError::OtherCurrency) => Err(Flaw::OtherCurrency),
    }
}

pub(super) fn limits(members: &Members<'_>) -> Result<Limits, Flawed> {
    let min = one(members, "min").and_then(smallest).map_err(|flaw| (Field::Min, flaw))?;
    let max = one(members, "max").and_then(largest).map_err(|flaw| (Field::Max, flaw))?;
    if max < min { Err((Field::Max, Flaw::TooSmall)) } else { Ok(Limits { min, max }) }
}

fn smallest(raw: Option<&RawValue>) -> Result<i64, Flaw> {
    let Some(raw) = raw.filter(|raw| !is_nothing(raw)) else { return Ok(1) };
    let number = wire::count(raw).and_then(|number| number.to_i64()).ok_or(Flaw::Unreadable)?;
    if number < 0 { Err(Flaw::TooSmall) } else { Ok(number) }
}

/// The largest quantity, at most the shop's own bound, which also stands where there is none.
fn largest(raw: Option<&RawValue>) -> Result<i64, Flaw> {
    let Some(raw) = raw.filter(|raw| !is_nothing(raw) && !is_no_limit(raw)) else {
        return Ok(MAX_QUANTITY);
    };
    let number = wire::count(raw).ok_or(Flaw::Unreadable)?;
    if number < Decimal::ZERO {
        return Err(Flaw::TooSmall);
    }
    let number = number.to_i64().unwrap_or(MAX_QUANTITY).min(MAX_QUANTITY);
    Ok(if number == 0 { MAX_QUANTITY } else { number })
}

/// `null` or a text of spaces; `false` is no number.
fn is_nothing(raw: &RawValue) -> bool {
    raw.get() != "false" && wire::is_blank(raw)
}

/// A word for no limit, or a number that is larger than any.
fn is_no_limit(raw: &RawValue) -> bool {
    let Some(text) = wire::scalar(raw) else { return false };
    let text = text.trim().to_lowercase();
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || b".e+".contains(&byte))
        && text.starts_with(|letter: char| letter.is_ascii_digit());
    NO_LIMIT.contains(&text.as_str()) || (is_number && wire::number(raw).is_none())
}

/// A missing label is not taken for Default: the order form would be wrong.
fn kind(label: &str) -> ServiceType {
    if label.trim().is_empty() { ServiceType::Other } else { read_type(label) }
}
