//! What must not be shown of a provider's settings – key, URL, headers – found again in whatever it
//! writes: plain, in either case, or encoded.
//!
//! Owns which pieces count as secret and how they may be written. It leaves the rest of a text as
//! it was written, so that one sentence reads the same twice.

use std::ops::Range;

use data_encoding::{BASE64_NOPAD, HEXLOWER};
use reqwest::Url;

use super::options::Options;
use crate::domain::one_line::is_invisible;

/// What stands in place of a secret.
pub const TAKEN_OUT: &str = "***";
/// How often a text may be encoded.
const LAYERS_MAX: usize = 6;
/// Pieces of paths and queries that are shorter are names rather than secrets: "api", "v2".
const PIECE_MIN: usize = 6;
/// The same for pieces with a digit.
const DIGIT_PIECE_MIN: usize = 4;
/// Shorter pieces of Base64 stand in too many words.
const CODE_MIN: usize = 4;
/// How much of a secret at the end of a cut text is known for one.
const PREFIX_MIN: usize = 3;
/// The longest escape of one letter.
const ESCAPE_MAX: usize = 12;
/// The longest name of an HTML entity.
const ENTITY_MAX: usize = 24;

/// Finds the secrets of one panel.
#[derive(Clone, Default)]
pub struct Redactor {
    needles: Vec<Needle>,
}

#[derive(Clone, PartialEq, Eq)]
struct Needle {
    /// Folded as texts are.
    bytes: Vec<u8>,
    /// Whether the whole run of letters around it is one code.
    is_code: bool,
}

/// A byte of a text as it is compared, and where in the text it comes from.
#[derive(Clone, Copy)]
struct Unit {
    byte: u8,
    start: usize,
    end: usize,
}

impl Redactor {
    /// Everything that is secret about one panel.
    pub fn new(url: &Url, key: &str, options: &Options) -> Self {
        let mut redactor = Self::default();
        redactor.add(key);
        redactor.add_url(url);
        let values = options.headers.iter().map(|(_, value)| value).chain(&options.user_agent);
        for text in values.filter_map(|value| value.to_str().ok()) {
            for piece in [text].into_iter().chain(text.split_whitespace()) {
                redactor.add_piece(piece);
            }
        }
        // Of two that overlap the longer one.
        redactor.needles.sort_by_key(|needle| std::cmp::Reverse(needle.bytes.len()));
        redactor
    }

    fn add_url(&mut self, url: &Url) {
        let (user, password) = (url.username(), url.password().unwrap_or_default());
        self.add(user);
        self.add(password);
        if !user.is_empty() || !password.is_empty() {
            self.add(&format!("{}:{}", plain(user), plain(password)));
        }
        let host = url.host_str().unwrap_or_default();
        self.add(host);
        if let Some(port) = url.port() {
            self.add(&format!("{host}:{port}"));
        }
        let path = url.path();
        if path.len() > 1 {
            self.add(path);
            self.add(&format!("{host}{path}"));
        }
        if path.matches('/').count() > 1 {
            self.add(path.trim_matches('/'));
        }
        path.split('/').for_each(|piece| self.add_piece(piece));
        let query = url.query().unwrap_or_default();
        if query.len() > PREFIX_MIN {
            self.add(query);
        }
        query.split(['&', '=']).for_each(|piece| self.add_piece(piece));
    }

    /// A piece that may be a secret, or only a name.
    fn add_piece(&mut self, text: &str) {
        let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
        if text.len() >= PIECE_MIN || (has_digit && text.len() >= DIGIT_PIECE_MIN) {
            self.add(text);
        }
    }

    fn add(&mut self, secret: &str) {
        let secret = secret.trim();
        if secret.is_empty() {
            return;
        }
        let decoded = plain(secret);
        for text in [secret, &decoded, &secret.replace(' ', "+")] {
            self.add_needle(folded(text), false);
        }
        for text in [secret, &decoded, &secret.to_lowercase(), &secret.to_uppercase()] {
            for code in codes(text.as_bytes()) {
                self.add_needle(folded(&code), true);
            }
        }
    }

    fn add_needle(&mut self, units: Vec<Unit>, is_code: bool) {
        let bytes: Vec<u8> = units.into_iter().map(|unit| unit.byte).collect();
        let is_usable = if is_code { bytes.len() >= CODE_MIN } else { !bytes.is_empty() };
        let needle = Needle { bytes, is_code };
        if is_usable && !self.needles.contains(&needle) {
            self.needles.push(needle);
        }
    }

    /// The text without secrets. Of one that was cut, what may be the beginning of a secret at its
    /// end is taken out too.
    pub fn clean(&self, text: &str, is_cut: bool) -> String {
        let mut found = Vec::new();
        let mut units = folded(text);
        for _ in 0..LAYERS_MAX {
            self.search(&units, &mut found);
            if is_cut {
                found.extend(self.begun(&units));
            }
            let decoded = decoded(&units);
            if decoded.len() == units.len() {
                break;
            }
            units = decoded;
        }
        without(text, found)
    }

    fn search(&self, units: &[Unit], found: &mut Vec<Range<usize>>) {
        let mut rest = units;
        let mut before: &[Unit] = &[];
        while let Some((first, behind)) = rest.split_first() {
            let here = self.needles.iter().filter(|needle| needle.begins(rest));
            for needle in here {
                let Some(piece) = rest.get(..needle.bytes.len()) else { continue };
                let last = piece.last().unwrap_or(first);
                let after = rest.get(needle.bytes.len()..).unwrap_or_default();
                found.push(match needle.is_code {
                    true => run_start(before, first)..run_end(last, after),
                    false => first.start..last.end,
                });
            }
            before = units.get(..units.len() - behind.len()).unwrap_or_default();
            rest = behind;
        }
    }

    /// The end of a text that a secret begins with, also where it was cut within an escape.
    fn begun(&self, units: &[Unit]) -> Option<Range<usize>> {
        let end = units.last()?.end;
        let whole = units.len();
        let near = whole.saturating_sub(ESCAPE_MAX);
        let is_escape = |unit: &Unit| matches!(unit.byte, b'%' | b'\\' | b'&');
        let half = units.iter().skip(near).position(is_escape).map(|at| near + at);
        let starts = [Some(whole), half].into_iter().flatten();
        let begun = starts.filter_map(|length| self.begun_in(units.get(..length)?));
        begun.min().map(|start| start..end)
    }

    fn begun_in(&self, units: &[Unit]) -> Option<usize> {
        let longest = self.needles.iter().map(|needle| needle.bytes.len()).max()?;
        let from = units.len().saturating_sub(longest);
        (from..units.len().saturating_sub(PREFIX_MIN - 1)).find_map(|at| {
            let end = units.get(at..)?;
            let same = |(unit, byte): (&Unit, &u8)| unit.byte == *byte;
            let begins = |needle: &Needle| end.iter().zip(&needle.bytes).all(same);
            let longer = |needle: &&Needle| needle.bytes.len() > end.len();
            let is_begun = self.needles.iter().filter(longer).any(begins);
            is_begun.then(|| end.first().map(|unit| unit.start)).flatten()
        })
    }
}

impl Needle {
    fn begins(&self, units: &[Unit]) -> bool {
        units.len() >= self.bytes.len()
            && units.iter().zip(&self.bytes).all(|(unit, byte)| unit.byte == *byte)
    }
}

/// Where the run of code letters begins that goes on with `first`.
fn run_start(before: &[Unit], first: &Unit) -> usize {
    before
        .iter()
        .rev()
        .fold((first.start, true), |(start, is_on), unit| {
            let goes_on = is_on && unit.end == start && is_code_letter(unit.byte);
            (if goes_on { unit.start } else { start }, goes_on)
        })
        .0
}

fn run_end(last: &Unit, after: &[Unit]) -> usize {
    after
        .iter()
        .fold((last.end, true), |(end, is_on), unit| {
            let goes_on = is_on && unit.start == end && is_code_letter(unit.byte);
            (if goes_on { unit.end } else { end }, goes_on)
        })
        .0
}

const fn is_code_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
}

/// A text as it is compared: lower case, without anything that cannot be seen.
fn folded(text: &str) -> Vec<Unit> {
    let mut units = Vec::with_capacity(text.len());
    for (start, letter) in text.char_indices() {
        push(&mut units, letter, &(start..start + letter.len_utf8()));
    }
    units
}

fn push(units: &mut Vec<Unit>, letter: char, written: &Range<usize>) {
    if letter.is_whitespace() || letter.is_control() || is_invisible(letter) {
        return;
    }
    let mut bytes = [0; 4];
    let bytes = letter.to_ascii_lowercase().encode_utf8(&mut bytes).bytes();
    units.extend(bytes.map(|byte| Unit { byte, start: written.start, end: written.end }));
}

/// The text behind its encodings.
fn plain(text: &str) -> String {
    let bytes = unescaped(text);
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = (*first == b'%').then(|| behind.get(..2).and_then(hex)).flatten();
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    bytes
}

fn hex(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok()?;
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u8::from_str_radix(text, 16).ok()).flatten()
}

/// The same without one layer of encoding: `%41`, `\u0041`, `\/`, `\x41`, `&#65;`, `&sol;`.
fn decoded(units: &[Unit]) -> Vec<Unit> {
    let mut plain = Vec::with_capacity(units.len());
    let mut rest = units;
    while let Some((first, behind)) = rest.split_first() {
        let escape = match first.byte {
            b'%' => percent(rest),
            b'\\' => backslash(rest),
            b'&' => entity(rest),
            _ => None,
        };
        let Some((code, length)) = escape else {
            plain.push(*first);
            rest = behind;
            continue;
        };
        let (piece, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        let written = first.start..piece.last().unwrap_or(first).end;
        match code {
            Code::Byte(byte) if byte.is_ascii() => {
                push(&mut plain, char::from(byte), &written);
            }
            Code::Byte(byte) => plain.push(Unit { byte, start: written.start, end: written.end }),
            Code::Letters(text) => {
                text.chars().for_each(|letter| push(&mut plain, letter, &written));
            }
        }
        rest = behind;
    }
    plain
}

/// What an escape stands for.
enum Code {
    Byte(u8),
    Letters(String),
}

fn ascii(units: &[Unit], piece: Range<usize>) -> Option<String> {
    let piece = units.get(piece)?;
    piece.iter().map(|unit| unit.byte.is_ascii().then(|| char::from(unit.byte))).collect()
}

fn percent(units: &[Unit]) -> Option<(Code, usize)> {
    Some((Code::Byte(hex(ascii(units, 1..3)?.as_bytes())?), 3))
}

fn backslash(units: &[Unit]) -> Option<(Code, usize)> {
    let letter = units.get(1)?.byte;
    match letter {
        b'u' => unicode(units),
        b'x' => Some((Code::Byte(hex(ascii(units, 2..4)?.as_bytes())?), 4)),
        b'/' | b'\\' | b'"' | b'\'' => Some((Code::Byte(letter), 2)),
        b'n' | b'r' | b't' | b'b' | b'f' => Some((Code::Letters(String::new()), 2)),
        _ => None,
    }
}

/// `\u0041`, and pairs of them.
fn unicode(units: &[Unit]) -> Option<(Code, usize)> {
    let unit = |from: usize| u16::from_str_radix(&ascii(units, from..from + 4)?, 16).ok();
    let first = unit(2)?;
    let one = |code: u16| char::decode_utf16([code]).next()?.ok();
    if let Some(letter) = one(first) {
        return Some((Code::Letters(letter.into()), 6));
    }
    let second = (ascii(units, 6..8)? == "\\u").then(|| unit(8)).flatten()?;
    let letter = char::decode_utf16([first, second]).next()?.ok()?;
    Some((Code::Letters(letter.into()), 12))
}

fn entity(units: &[Unit]) -> Option<(Code, usize)> {
    let body = units.get(1..)?;
    let is_in = |unit: &&Unit| unit.byte.is_ascii_alphanumeric() || unit.byte == b'#';
    let length = body.iter().take(ENTITY_MAX).take_while(is_in).count();
    let name = ascii(units, 1..length.checked_add(1)?)?;
    let has_end = body.get(length).is_some_and(|unit| unit.byte == b';');
    let text = htmlize::unescape(format!("&{name};")).into_owned();
    let is_known = !text.starts_with('&') || name == "amp";
    // Some write `&#65` without the end that belongs to it.
    let may_stand = has_end || name.starts_with('#');
    (is_known && may_stand).then(|| (Code::Letters(text), 1 + length + usize::from(has_end)))
}

/// How some bytes look in Base64 of either alphabet, wherever they stand in what is encoded, and in
/// hexadecimal digits.
fn codes(bytes: &[u8]) -> Vec<String> {
    let inside = |before: usize| {
        let shifted: Vec<u8> = vec![0; before].into_iter().chain(bytes.iter().copied()).collect();
        let letters = BASE64_NOPAD.encode(&shifted);
        // Letters that hang on what stands before or after are not known.
        let first = (before * 8).div_ceil(6);
        let known = (shifted.len() * 8 / 6).saturating_sub(first);
        letters.chars().skip(first).take(known).collect::<String>()
    };
    let plain = (0..3).map(inside);
    let mut codes: Vec<String> =
        plain.flat_map(|code| [code.replace('+', "-").replace('/', "_"), code]).collect();
    // Fewer digits are a number like any other.
    if bytes.len() >= CODE_MIN {
        codes.push(HEXLOWER.encode(bytes));
    }
    codes
}

/// The text without these ranges, which may overlap.
fn without(text: &str, mut found: Vec<Range<usize>>) -> String {
    found.sort_unstable_by_key(|piece| (piece.start, piece.end));
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for Range { start, end } in found {
        if start >= from {
            kept.push_str(text.get(from..start).unwrap_or_default());
            kept.push_str(TAKEN_OUT);
        }
        from = from.max(end);
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

#[cfg(test)]
#[path = "redact_tests.rs"]
mod tests;
