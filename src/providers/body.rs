//! The bytes of an answer as text, and the one JSON value in it: unpacked, decoded, and without
//! what servers and scripts write around it.
//!
//! Owns the cap on what a packed answer becomes. Must never choose between two values, nor take a
//! piece of a broken one for the whole.

use std::io::Read;

use serde_json::value::RawValue;

use super::fault::Fault;

/// How often an answer may be packed one in the other.
const LAYERS_MAX: usize = 3;
/// How a gzip stream begins.
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
/// What PHP calls its complaints.
const PHP_COMPLAINTS: [&str; 4] = ["Warning", "Notice", "Deprecated", "Strict Standards"];

/// Unpacks an answer: by how it begins, else by its labels, which come in the order of packing. A
/// label that is not true is passed over, as browsers do.
///
/// # Errors
/// [`Fault::TooLarge`] as soon as more than `cap_bytes` come out; [`Fault::NotJson`] for a broken
/// stream.
pub fn unpack(bytes: Vec<u8>, labels: &str, cap_bytes: usize) -> Result<Vec<u8>, Fault> {
    let mut labels: Vec<String> =
        labels.split(',').map(|label| label.trim().to_ascii_lowercase()).collect();
    let mut bytes = bytes;
    for _ in 0..LAYERS_MAX {
        let label = labels.pop().unwrap_or_default();
        let unpacked = if bytes.starts_with(&GZIP_MAGIC) {
            all_of(flate2::read::MultiGzDecoder::new(bytes.as_slice()), cap_bytes)?
        } else if is_zlib(&bytes) {
            all_of(flate2::read::ZlibDecoder::new(bytes.as_slice()), cap_bytes)?
        } else {
            by_label(&label, &bytes, cap_bytes)?
        };
        match unpacked {
            Unpacked::Plain(plain) => bytes = plain,
            Unpacked::Not if labels.is_empty() => return Ok(bytes),
            Unpacked::Not => {}
        }
    }
    Ok(bytes)
}

enum Unpacked {
    Plain(Vec<u8>),
    Not,
}

/// What has no beginning of its own: brotli, and deflate without its frame.
fn by_label(label: &str, bytes: &[u8], cap_bytes: usize) -> Result<Unpacked, Fault> {
    // Plain text under such a label may come out of it as something.
    let found = match label {
        _ if is_text(bytes) => return Ok(Unpacked::Not),
        "br" => all_of(brotli_decompressor::Decompressor::new(bytes, 4_096), cap_bytes),
        "deflate" => all_of(flate2::read::DeflateDecoder::new(bytes), cap_bytes),
        _ => return Ok(Unpacked::Not),
    };
    match found {
        Err(Fault::NotJson) => Ok(Unpacked::Not),
        found => found,
    }
}

fn is_text(bytes: &[u8]) -> bool {
    let is_plain = |letter: char| !letter.is_control() || letter.is_whitespace();
    std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(is_plain))
}

fn all_of(packed: impl Read, cap_bytes: usize) -> Result<Unpacked, Fault> {
    let most = u64::try_from(cap_bytes).unwrap_or(u64::MAX).saturating_add(1);
    let mut plain = Vec::new();
    packed.take(most).read_to_end(&mut plain).map_err(|_| Fault::NotJson)?;
    if plain.len() > cap_bytes { Err(Fault::TooLarge) } else { Ok(Unpacked::Plain(plain)) }
}

/// A zlib frame: deflate, and a checksum of its two bytes. No JSON begins so.
fn is_zlib(bytes: &[u8]) -> bool {
    match bytes {
        [first @ 0x78, second, _, ..] => {
            (u16::from(*first) * 256 + u16::from(*second)).is_multiple_of(31)
        }
        _ => false,
    }
}

/// A body as it is read: UTF-16 by its mark, else UTF-8 with bytes that are not replaced; nothing
/// around it.
pub fn text(bytes: Vec<u8>) -> String {
    let mut text = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    };
    // Some PHP files begin with a byte order mark, and each that they include with another.
    let is_nothing = |letter: char| letter == '\u{feff}' || letter.is_whitespace();
    text.truncate(text.trim_end_matches(is_nothing).len());
    let before = text.len() - text.trim_start_matches(is_nothing).len();
    text.drain(..before);
    text
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks(2).map(|pair| match pair {
        [one, two] => unit([*one, *two]),
        // Half a unit is no letter.
        _ => 0xfffd,
    });
    char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
}

/// A JSON value and what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundJson<'a> {
    /// The value, exactly.
    pub json: &'a str,
    before: &'a str,
    after: &'a str,
}

impl FoundJson<'_> {
    /// Whether the answer is the value and nothing else.
    pub fn is_alone(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Whether nothing but complaints of PHP stand before the value.
    pub fn is_behind_complaints(&self) -> bool {
        let is_said = |word: &str| {
            let mut rest = self.before.split(word).skip(1);
            rest.any(|rest| rest.starts_with(':') || rest.starts_with("</b>:"))
        };
        // Every complaint ends with the line of the script.
        self.after.is_empty()
            && PHP_COMPLAINTS.iter().any(|word| is_said(word))
            && self.before.contains(" on line ")
    }
}

/// The one list or object in an answer, also behind a complaint of PHP, a comment or a call that
/// wraps it, and before anything that is no JSON. `None` where there is none, where another value
/// stands beside it, or where it is only a piece of something broken.
pub fn find(body: &str) -> Option<FoundJson<'_>> {
    let start = body.find(['{', '[', '}', ']'])?;
    let (before, rest) = body.split_at_checked(start)?;
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
    let json = values.next()?.ok()?.get();
    let mut after = rest.get(json.len()..)?;
    // A script that ran twice says the same twice.
    while let Some(behind) = after.trim_start().strip_prefix(json) {
        after = behind;
    }
    let is_piece = |letter: char| matches!(letter, ':' | ',' | '"');
    let is_within =
        before.trim_end().ends_with(is_piece) || after.trim_start().starts_with(is_piece);
    let is_one = !is_within && !after.contains(['{', '[', '}', ']']);
    is_one.then_some(FoundJson { json, before: before.trim(), after: after.trim() })
}

/// The one value in an answer to a question, or the answer as it is.
pub fn value(body: &str) -> &str {
    find(body).map_or(body, |found| found.json)
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
