//! What stands around an answer in some dialects: a status of the call, complaints under other
//! names than `error`, order numbers under other names than `order`.
//!
//! Owns those names. They only ever make an answer less certain or say why a question failed; they
//! must never prove that an order was placed or refused.

use serde_json::value::RawValue;

use super::error_table::ErrorClass;
use super::vocabulary::Vocabulary;
use super::wire::{self, Members};

/// Members of which an order's status has at least one, beside the numbers of child orders.
const FIGURES: [&str; 4] = ["charge", "start_count", "remains", "runs"];
/// How deep a number is looked for; an answer may be nested without end.
const DEPTH_MAX: u8 = 8;
/// Members of an answer that is about the call.
const OF_A_CALL: [&str; 5] = ["status", "success", "message", "msg", "errors"];

/// Some panels wrap any answer in a `status` of the call. Without a single figure of an order, such
/// a word is about the call: read as an order's status it would complete an order unseen.
pub fn is_around(members: &Members<'_>) -> bool {
    let words = ["success", "ok", "true", "fail", "failed", "error"];
    let word = status_word(members);
    !has_figures(members) && words.contains(&word.as_str())
}

/// Whether something has the figures of an order. Child orders are numbers in a list; an object of
/// that name, or objects in the list, are other orders' reports.
fn has_figures(members: &Members<'_>) -> bool {
    let is_report = |raw: &RawValue| wire::object(raw.get()).is_some();
    let are_children =
        |raw: &RawValue| wire::list(raw.get()).is_some_and(|rows| !rows.into_iter().any(is_report));
    members.any(&FIGURES).is_some() || members.get("orders").is_some_and(are_children)
}

/// Whether an object says something about the call, whatever it says.
pub fn is_about_the_call(members: &Members<'_>) -> bool {
    members.any(&OF_A_CALL).is_some()
}

/// Whether the call is said to have failed, in other members than `error`.
pub fn tells_failure(members: &Members<'_>) -> bool {
    let is_refused = members.get("success").is_some_and(is_no);
    let is_failed = matches!(status_word(members).as_str(), "fail" | "failed" | "error" | "false");
    let has_errors = members.get("errors").is_some_and(|raw| !is_nothing(raw));
    is_refused || is_failed || has_errors
}

/// The listed complaint of a failed call that has no `error`: the first of `errors`, or the message
/// beside a status of failure. Never one about an order that has figures, never an unlisted one.
pub fn complaint(words: &Vocabulary, members: &Members<'_>) -> Option<ErrorClass> {
    if has_figures(members) || !tells_failure(members) {
        return None;
    }
    let first = members.get("errors").and_then(|raw| match wire::list(raw.get()) {
        Some(all) => all.first().copied(),
        None => Some(raw),
    });
    let text = wire::text(first.or_else(|| members.any(&["message", "msg"]))?)?;
    words.class(&text).filter(|class| *class != ErrorClass::Other)
}

/// What may be the number of an order, under any of the names that panels use, at whatever depth:
/// worth showing to the person who decides. A bare `id` only where nothing is complained of.
pub fn order_number<'a>(members: &Members<'a>) -> Option<&'a RawValue> {
    find(members, |name| is_order_name(&fold(name))).or_else(|| {
        let is_quiet = members.get("error").is_none();
        is_quiet.then(|| find(members, |name| fold(name) == "id")).flatten()
    })
}

/// Whether something has a number, an order or anything else: nothing is refused beside one.
pub fn has_number(members: &Members<'_>) -> bool {
    find(members, |name| matches!(fold(name).as_str(), "id") || is_order_name(&fold(name)))
        .is_some()
}

fn find<'a>(members: &Members<'a>, is_named: fn(&str) -> bool) -> Option<&'a RawValue> {
    find_within(members, is_named, DEPTH_MAX)
}

/// The outermost member of such a name.
fn find_within<'a>(
    members: &Members<'a>,
    is_named: fn(&str) -> bool,
    depth: u8,
) -> Option<&'a RawValue> {
    let found = members.iter().find(|(name, raw)| is_named(name) && !wire::is_blank(raw));
    found.map(|(_, raw)| raw).or_else(|| {
        let depth = depth.checked_sub(1)?;
        members.iter().find_map(|(_, raw)| find_inside(raw, is_named, depth))
    })
}

fn find_inside(raw: &RawValue, is_named: fn(&str) -> bool, depth: u8) -> Option<&RawValue> {
    if let Some(members) = wire::object(raw.get()) {
        return find_within(&members, is_named, depth);
    }
    let depth = depth.checked_sub(1)?;
    wire::list(raw.get())?.into_iter().find_map(|row| find_inside(row, is_named, depth))
}

fn is_order_name(folded: &str) -> bool {
    matches!(folded, "order" | "orders" | "orderid" | "orderids" | "ordernumber")
}

fn fold(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn status_word(members: &Members<'_>) -> String {
    let raw = members.get("status");
    let word = raw.and_then(|raw| wire::text(raw).or_else(|| Some(raw.get().to_owned())));
    word.unwrap_or_default().trim().to_lowercase()
}

fn is_no(raw: &RawValue) -> bool {
    let text = wire::text(raw).unwrap_or_else(|| raw.get().to_owned());
    matches!(text.trim().to_lowercase().as_str(), "false" | "0" | "no")
}

fn is_nothing(raw: &RawValue) -> bool {
    let is_empty = matches!(raw.get(), "[]" | "{}" | "0");
    is_empty || wire::is_blank(raw)
}
