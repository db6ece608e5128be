//! Answers to the calls that only read: order states, the balance; lists are read beside.
//!
//! Owns which form of an answer is understood, and what a row must have to be believed. Must never
//! fail a list for one row, invent a missing value, or give a row to an id that it did not name.

use std::collections::HashMap;

use serde_json::value::RawValue;

use super::body;
use super::envelope;
use super::error_table::ErrorClass;
use super::fault::Fault;
use super::vocabulary::Vocabulary;
use super::wire::{self, Members};
use super::{Balance, Row, Statuses};
use crate::domain::number::AmountError;
use crate::domain::order::children::Told;
use crate::domain::order::{Remains, Report};

/// The most characters kept of a status word.
const STATUS_MAX_CHARS: usize = 60;
/// How many letters a currency code has.
const CURRENCY_CHARS: std::ops::RangeInclusive<usize> = 3..=8;
/// The most child orders read from one report.
const CHILDREN_MAX: usize = 1_000;

/// Refuses an answer that is about the call itself: an HTTP failure or an error of the provider.
pub fn vet(words: &Vocabulary, http_status: u16, body: &str) -> Result<(), Fault> {
    let success = (200..300).contains(&http_status);
    if http_status >= 500 {
        return Err(Fault::Http(http_status));
    }
    let complaint = wire::object(body).and_then(|members| {
        members.complaint(words).or_else(|| envelope::complaint(words, &members))
    });
    match complaint {
        Some(class) if success || class != ErrorClass::Other => Err(Fault::Provider(class)),
        _ if success => Ok(()),
        _ => Err(Fault::Http(http_status)),
    }
}

/// Reads the answer to `status` for one order.
pub fn status(words: &Vocabulary, http_status: u16, body: &str, asked: &str) -> Result<Row, Fault> {
    let body = body::value(body);
    match vet(words, http_status, body) {
        Err(Fault::Provider(ErrorClass::Lookup)) => return Ok(Row::NotFound),
        other => other?,
    }
    if let Some(members) = wire::object(body) {
        let is_plain = members.get("status").is_some() && !envelope::is_around(&members);
        let named = |name: &str| members.get(name).filter(|_| !is_plain);
        if let Some(raw) = named(asked) {
            let is_two = members.repeats(asked);
            return Ok(if is_two { Row::Unreadable } else { row(words, raw, asked) });
        }
        // A panel that wraps its batches wraps the answer about one order too. What stands beside
        // a failed call is about nothing.
        return Ok(match named("orders").or_else(|| named("data")) {
            Some(_) if members.repeats_any(&["orders", "data"]) => Row::Unreadable,
            Some(_) if envelope::tells_failure(&members) => Row::Unreadable,
            Some(raw) => inner_row(words, raw, asked),
            None => report_row(words, &members, asked),
        });
    }
    match wire::list(body).as_deref() {
        Some([only]) => Ok(row(words, only, asked)),
        _ => Err(wire::misshapen(body)),
    }
}

/// What stands for one order inside a wrapper: its report, a list of nothing else, or a map of one.
fn inner_row(words: &Vocabulary, raw: &RawValue, asked: &str) -> Row {
    if let Some([only]) = wire::list(raw.get()).as_deref() {
        return row(words, only, asked);
    }
    match wire::object(raw.get()) {
        Some(members) if members.repeats(asked) => Row::Unreadable,
        Some(members) => row(words, members.get(asked).unwrap_or(raw), asked),
        None => row(words, raw, asked),
    }
}

/// Reads the answer to `status` for several orders.
pub fn statuses(
    words: &Vocabulary,
    http_status: u16,
    body: &str,
    asked: &[String],
) -> Result<Statuses, Fault> {
    let body = body::value(body);
    vet(words, http_status, body)?;
    if let Some(rows) = wire::list(body) {
        return Ok(listed_statuses(words, &rows, asked));
    }
    let members = wire::object(body).ok_or_else(|| wire::misshapen(body))?;
    if asked.iter().any(|id| members.get(id).is_some()) {
        return Ok(mapped_statuses(words, &members, asked));
    }
    match members.any(&["orders", "data"]) {
        Some(_) if envelope::tells_failure(&members) => Err(Fault::Shape),
        Some(inner) => wrapped_statuses(words, inner, asked),
        // No news about nobody, but a word about the call: this panel may answer one by one.
        None if envelope::is_about_the_call(&members) => Err(Fault::Shape),
        None => Ok(match wire::object_rows(&members) {
            Some(rows) => listed_statuses(words, &rows, asked),
            None => mapped_statuses(words, &members, asked),
        }),
    }
}

fn wrapped_statuses(
    words: &Vocabulary,
    inner: &RawValue,
    asked: &[String],
) -> Result<Statuses, Fault> {
    if let Some(rows) = wire::list(inner.get()) {
        return Ok(listed_statuses(words, &rows, asked));
    }
    let members = wire::object(inner.get()).ok_or(Fault::Shape)?;
    Ok(mapped_statuses(words, &members, asked))
}

fn mapped_statuses(words: &Vocabulary, members: &Members<'_>, asked: &[String]) -> Statuses {
    let mut rows: HashMap<String, Row> = HashMap::with_capacity(asked.len());
    for id in asked {
        if let Some(raw) = members.get(id) {
            let row = if members.repeats(id) { Row::Unreadable } else { row(words, raw, id) };
            rows.insert(id.clone(), row);
        }
    }
    Statuses { by_id: !rows.is_empty(), rows }
}

/// A list is believed only as far as its rows name the orders themselves: their sequence proves
/// nothing, a panel may have left one out.
fn listed_statuses(words: &Vocabulary, list: &[&RawValue], asked: &[String]) -> Statuses {
    let mut rows: HashMap<String, Row> = HashMap::new();
    for raw in list {
        let Some(id) = row_id(raw) else { continue };
        if asked.contains(&id) {
            let row = if rows.contains_key(&id) { Row::Unreadable } else { row(words, raw, &id) };
            rows.insert(id, row);
        }
    }
    Statuses { by_id: !rows.is_empty(), rows }
}

/// The order that a row of a list names.
pub fn row_id(raw: &RawValue) -> Option<String> {
    wire::id(named_by(&wire::object(raw.get())?)?)
}

/// Where a row names its order.
fn named_by<'a>(members: &Members<'a>) -> Option<&'a RawValue> {
    let named = ["order", "id"].into_iter().filter_map(|name| members.get(name));
    named.into_iter().find(|raw| !wire::is_blank(raw))
}

/// A row that stands among others, or inside something else: it may be about another order.
fn row(words: &Vocabulary, raw: &RawValue, asked: &str) -> Row {
    if let Some(members) = wire::object(raw.get()) {
        let is_another = |raw: &RawValue| wire::id(raw).is_none_or(|id| id != asked);
        return match named_by(&members) {
            Some(name) if is_another(name) => Row::Unreadable,
            _ => report_row(words, &members, asked),
        };
    }
    match wire::text(raw).and_then(|text| words.class(&text)) {
        Some(ErrorClass::Lookup) => Row::NotFound,
        _ => Row::Unreadable,
    }
}

fn report_row(words: &Vocabulary, members: &Members<'_>, asked: &str) -> Row {
    match members.complaint(words).or_else(|| envelope::complaint(words, members)) {
        Some(ErrorClass::Lookup) => return Row::NotFound,
        Some(_) => return Row::Unreadable,
        None => {}
    }
    if envelope::is_around(members) {
        return Row::Unreadable;
    }
    let is_another = |raw: &RawValue| wire::id(raw).is_none_or(|id| id != asked);
    let another = members.get("order").filter(|raw| !wire::is_blank(raw)).is_some_and(is_another);
    if another || members.repeats_any(&["order", "status", "remains", "charge", "orders"]) {
        return Row::Unreadable;
    }
    report(words, members).map_or(Row::Unreadable, Row::Report)
}

fn report(words: &Vocabulary, members: &Members<'_>) -> Option<Report> {
    let status = wire::text(members.get("status")?)?;
    let raw_status: String = status
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(STATUS_MAX_CHARS)
        .collect();
    if raw_status.is_empty() {
        return None;
    }
    let currency = members.get("currency").and_then(currency);
    let own = currency.as_deref().unwrap_or(&words.currency);
    Some(Report {
        word: words.status(&raw_status),
        raw_status,
        charge: members.get("charge").and_then(|raw| wire::amount(raw, own).ok()),
        start_count: members.get("start_count").and_then(wire::whole),
        remains: remains(members.get("remains")),
        currency,
        children: members.get("orders").map(children),
        delivered: None,
    })
}

fn remains(raw: Option<&RawValue>) -> Remains {
    match raw {
        None => Remains::Absent,
        Some(raw) if raw.get() == "null" => Remains::Absent,
        Some(raw) if wire::text(raw).is_some_and(|text| text.trim().is_empty()) => Remains::Absent,
        Some(raw) => wire::whole(raw).map_or(Remains::Unreadable, Remains::Count),
    }
}

/// The orders that one was made into: ids in a list; nothing of the kind is none so far.
fn children(raw: &RawValue) -> Told {
    match wire::list(raw.get()) {
        Some(ids) if ids.len() > CHILDREN_MAX => Told::default(),
        Some(ids) => Told::of(ids.into_iter().map(wire::id)),
        None => Told { is_whole: wire::is_blank(raw), ..Told::default() },
    }
}

fn currency(raw: &RawValue) -> Option<String> {
    let code = wire::text(raw)?.trim().to_ascii_uppercase();
    // A word that is no code proves nothing: another currency than configured stops the sales.
    let is_code = code.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_code && CURRENCY_CHARS.contains(&code.len())).then_some(code)
}

/// Where panels write what is on the account.
const BALANCES: [&str; 2] = ["balance", "funds"];
/// What panels put around it.
const WRAPPERS: [&str; 2] = ["data", "result"];
/// How deep it may stand.
const BALANCE_DEPTH_MAX: u8 = 3;

/// Reads the answer to `balance`: an object with it, bare or wrapped, or the amount alone.
pub fn balance(words: &Vocabulary, http_status: u16, body: &str) -> Result<Balance, Fault> {
    let body = body::value(body);
    vet(words, http_status, body)?;
    match serde_json::from_str::<&RawValue>(body) {
        Ok(raw) => balance_in(raw, &words.currency, BALANCE_DEPTH_MAX),
        Err(_) => Err(wire::misshapen(body)),
    }
}

fn balance_in(raw: &RawValue, own: &str, depth: u8) -> Result<Balance, Fault> {
    let depth = depth.checked_sub(1).ok_or(Fault::Shape)?;
    if let Some([only]) = wire::list(raw.get()).as_deref() {
        wire::object(only.get()).ok_or(Fault::Shape)?;
        return balance_in(only, own, depth);
    }
    let Some(members) = wire::object(raw.get()) else {
        let amount = amount(raw, own)?;
        return Ok(Balance { amount, currency: None });
    };
    if members.repeats_any(&[&BALANCES[..], &WRAPPERS, &["amount", "currency"]].concat()) {
        return Err(Fault::Shape);
    }
    let currency = members.get("currency").and_then(currency);
    let own = currency.as_deref().unwrap_or(own);
    let found = match members.any(&BALANCES).or_else(|| members.get("amount")) {
        Some(inner) => balance_in(inner, own, depth)?,
        None if envelope::tells_failure(&members) => return Err(Fault::Shape),
        None => {
            // A bare number under such a name may be anything.
            let is_around = |raw: &&RawValue| raw.get().starts_with(['{', '[']);
            let inner = members.any(&WRAPPERS).filter(is_around).ok_or(Fault::Shape)?;
            balance_in(inner, own, depth)?
        }
    };
    match (found.currency, currency) {
        (Some(inner), Some(outer)) if inner != outer => Err(Fault::Shape),
        (inner, outer) => Ok(Balance { currency: inner.or(outer), ..found }),
    }
}

fn amount(raw: &RawValue, own: &str) -> Result<rust_decimal::Decimal, Fault> {
    wire::amount(raw, own).map_err(|error| match error {
        AmountError::OtherCurrency => Fault::OtherCurrency,
        AmountError::NotANumber | AmountError::Ambiguous => Fault::Shape,
    })
}
