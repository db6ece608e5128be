//! What a panel said in an answer that helps nobody else: its error, or a part of the body, or what
//! a person would read on the web page that came instead.
//!
//! Owns the one place where a panel's words become fit to be kept, logged and shown to owners: its
//! secrets out, one line, nothing invisible, cut to a bound. Must never decide what they mean.

use serde_json::value::RawValue;

use super::body;
use super::redact::Redactor;
use super::wire::{self, Members};
use crate::domain::one_line::one_line;
use crate::domain::provider::{Form, SAID_MAX_CHARS, Said};

/// So much of a body is looked at.
const READ_MAX_CHARS: usize = 60_000;
/// So much of what is found in it is cleaned.
const CLEANED_MAX_CHARS: usize = 2_000;
/// How a web page begins, behind what may stand before it.
const PAGE_STARTS: [&str; 6] = ["<!doctype html", "<html", "<head", "<body", "<title", "<h1"];
/// Where one of them has to stand to be the beginning.
const START_MAX_CHARS: usize = 1_000;
/// Elements of which nothing is seen.
const UNSEEN: [&str; 5] = ["script", "style", "noscript", "template", "svg"];
/// Members that say what is wrong where there is no `error`, the most telling first.
const MESSAGES: [&str; 8] =
    ["error", "message", "msg", "errors", "detail", "error_message", "description", "reason"];
/// How deep a message may stand.
const DEPTH_MAX: u8 = 4;

/// What was said, made harmless; `None` for nothing at all.
pub fn said(redactor: &Redactor, text: &str) -> Option<Said> {
    let (found, form) = words_in(text);
    let (cut, is_cut) = first(&found, CLEANED_MAX_CHARS);
    let is_cut = is_cut || text.chars().nth(READ_MAX_CHARS).is_some();
    let line = one_line(&redactor.clean(&cut, is_cut));
    let (text, is_long) = first(&line, SAID_MAX_CHARS);
    let form = if form == Form::Whole && (is_cut || is_long) { Form::Part } else { form };
    (!text.is_empty()).then(|| Said { text: text.trim_end().to_owned(), form })
}

/// Whether a body is a web page and not an answer of the protocol.
pub fn is_page(text: &str) -> bool {
    let start = first(text, START_MAX_CHARS).0.to_ascii_lowercase();
    let is_markup = start.trim_start().starts_with('<');
    is_markup && PAGE_STARTS.iter().any(|known| start.contains(known))
}

fn words_in(text: &str) -> (String, Form) {
    if is_page(text) {
        return (seen(text), Form::Page);
    }
    let members = body::find(text).and_then(|found| wire::object(found.json));
    if let Some(members) = &members {
        if let Some(whole) = members.error().and_then(wire::text) {
            return (whole, Form::Whole);
        }
        if let Some(message) = message(members, DEPTH_MAX) {
            return (message, Form::Part);
        }
    }
    let (text, _) = first(text, READ_MAX_CHARS);
    (if text.starts_with('<') { seen(&text) } else { text }, Form::Part)
}

/// The first message of an object, at whatever depth.
fn message(members: &Members<'_>, depth: u8) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    let messages = MESSAGES.iter().filter_map(|name| members.get(name));
    messages.into_iter().find_map(|raw| inside(raw, depth))
}

fn inside(raw: &RawValue, depth: u8) -> Option<String> {
    if let Some(text) = wire::text(raw) {
        return Some(text).filter(|text| !text.trim().is_empty());
    }
    if let Some(members) = wire::object(raw.get()) {
        let any = || members.iter().find_map(|(_, raw)| inside(raw, depth.checked_sub(1)?));
        return message(&members, depth).or_else(any);
    }
    let depth = depth.checked_sub(1)?;
    wire::list(raw.get())?.into_iter().find_map(|raw| inside(raw, depth))
}

/// The first characters of a text, and whether there are more.
fn first(text: &str, max_chars: usize) -> (String, bool) {
    match text.char_indices().nth(max_chars) {
        Some((at, _)) => (text.get(..at).unwrap_or_default().to_owned(), true),
        None => (text.to_owned(), false),
    }
}

/// What is seen of a web page: its title, and its text.
fn seen(html: &str) -> String {
    let (html, _) = first(html, READ_MAX_CHARS);
    let mut seen = String::new();
    let mut rest = html.as_str();
    while let Some((before, tag)) = rest.split_once('<') {
        seen.push_str(before);
        // The end of an element ends a word, whatever stands behind it.
        seen.push(' ');
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let (inside, behind) = tag.split_once('>').unwrap_or((tag, ""));
        rest = behind_unseen(inside, behind);
    }
    seen.push_str(rest);
    htmlize::unescape(seen).into_owned()
}

/// What follows a tag, without the body of an element that is not seen.
fn behind_unseen<'a>(tag: &str, behind: &'a str) -> &'a str {
    let is_end = |letter: char| !letter.is_ascii_alphanumeric();
    let name = tag.split(is_end).next().unwrap_or_default();
    let Some(name) = UNSEEN.iter().find(|known| known.eq_ignore_ascii_case(name)) else {
        return behind;
    };
    let mut rest = behind;
    while let Some((_, after)) = rest.split_once("</") {
        let is_its = after.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
        if is_its {
            return after.split_once('>').map_or("", |(_, behind)| behind);
        }
        rest = after;
    }
    ""
}

#[cfg(test)]
#[path = "said_tests.rs"]
mod tests;
