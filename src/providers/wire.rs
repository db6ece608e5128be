//! The pieces of a provider's JSON: objects, lists, and single values of whatever type they come
//! in.
//!
//! Owns leniency: numbers as text or number, ids of any type, flags in four spellings. Numbers are
//! read from their exact text. Must never go through a float, panic, or decide what a value means.

use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::error_table::ErrorClass;
use super::fault::Fault;
use super::vocabulary::Vocabulary;
use crate::domain::number::{AmountError, parse_amount, parse_count, parse_decimal};

/// The most characters of an id.
const ID_MAX_CHARS: usize = 64;
/// The most rows of a list that are looked at.
const ROWS_MAX: usize = 100_000;
/// The most members of an object; a larger one is not read at all.
const MEMBERS_MAX: usize = 100_000;

/// The members of one JSON object, in order, repeated names included.
pub struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    /// The first member of that name.
    pub fn get(&self, name: &str) -> Option<&'a RawValue> {
        let found = self.0.iter().find(|(member, _)| member == name);
        found.map(|(_, value)| *value)
    }

    /// The first member among several spellings of a name.
    pub fn any(&self, names: &[&str]) -> Option<&'a RawValue> {
        names.iter().find_map(|name| self.get(name))
    }

    /// Whether a name occurs more than once, so that it has no one value.
    pub fn repeats(&self, name: &str) -> bool {
        self.0.iter().filter(|(member, _)| member == name).nth(1).is_some()
    }

    /// Whether one of these names has no one value.
    pub fn repeats_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.repeats(name))
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// The class of a non-empty `error` member, also behind an empty one; unlisted texts and odd
    /// types are `Other`.
    pub fn complaint(&self, words: &Vocabulary) -> Option<ErrorClass> {
        let class = text(self.error()?).and_then(|text| words.class(&text));
        Some(class.unwrap_or(ErrorClass::Other))
    }

    /// The `error` member that says something, also behind an empty one.
    pub fn error(&self) -> Option<&'a RawValue> {
        let is_said = |(name, raw): &&(String, &'a RawValue)| name == "error" && !is_no_error(raw);
        self.0.iter().find(is_said).map(|(_, raw)| *raw)
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry::<String, &'de RawValue>()? {
            if members.len() >= MEMBERS_MAX {
                return Err(A::Error::custom("too many members"));
            }
            members.push(member);
        }
        Ok(Members(members))
    }
}

/// The rows of one JSON list, of a longer one than is looked at the first.
struct Rows<'a>(Vec<&'a RawValue>);

impl<'de> Deserialize<'de> for Rows<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(RowsVisitor)
    }
}

struct RowsVisitor;

impl<'de> Visitor<'de> for RowsVisitor {
    type Value = Rows<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = list.next_element::<&'de RawValue>()? {
            // One more than is looked at, to say that there were too many.
            if rows.len() <= ROWS_MAX {
                rows.push(row);
            }
        }
        Ok(Rows(rows))
    }
}

/// The object that a text is, if it is one.
pub fn object(json: &str) -> Option<Members<'_>> {
    serde_json::from_str(json).ok()
}

/// The list that a text is, if it is one.
pub fn list(json: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(json).ok().map(|Rows(rows)| rows)
}

/// What to say about a body that has none of the known forms.
pub fn misshapen(json: &str) -> Fault {
    match serde_json::from_str::<&RawValue>(json) {
        Ok(_) => Fault::Shape,
        Err(_) => Fault::NotJson,
    }
}

/// The rows of a list: bare, inside one of the wrappers, or as the values of an object, which is
/// how PHP writes a list with gaps.
///
/// # Errors
/// [`Fault::NotJson`], [`Fault::Shape`], or [`Fault::TooLarge`] beyond 100,000 rows.
pub fn rows<'a>(json: &'a str, wrappers: &[&str]) -> Result<Vec<&'a RawValue>, Fault> {
    let found = match list(json) {
        Some(rows) => rows,
        None => wrapped_rows(json, wrappers).ok_or_else(|| misshapen(json))?,
    };
    if found.len() > ROWS_MAX {
        return Err(Fault::TooLarge);
    }
    Ok(found)
}

fn wrapped_rows<'a>(json: &'a str, wrappers: &[&str]) -> Option<Vec<&'a RawValue>> {
    let members = object(json)?;
    match members.any(wrappers) {
        Some(inner) => list(inner.get()).or_else(|| object_rows(&object(inner.get())?)),
        None => object_rows(&members),
    }
}

/// The values of an object that has nothing but objects.
pub fn object_rows<'a>(members: &Members<'a>) -> Option<Vec<&'a RawValue>> {
    let rows: Vec<&RawValue> = members.iter().map(|(_, value)| value).collect();
    let all_objects = rows.iter().all(|raw| raw.get().starts_with('{'));
    (all_objects && !rows.is_empty()).then_some(rows)
}

/// Whether a value says nothing: `null`, `false`, or a text of spaces.
pub fn is_blank(raw: &RawValue) -> bool {
    matches!(raw.get(), "null" | "false") || text(raw).is_some_and(|text| text.trim().is_empty())
}

/// Whether an `error` says that there is none: PHP writes an empty list or object, or a zero.
fn is_no_error(raw: &RawValue) -> bool {
    let is_zero = |raw| number(raw).is_some_and(|number| number.is_zero());
    is_empty(raw) || is_blank(raw) || is_zero(raw)
}

/// Whether a value is a list or an object of nothing.
fn is_empty(raw: &RawValue) -> bool {
    list(raw.get()).is_some_and(|rows| rows.is_empty())
        || object(raw.get()).is_some_and(|members| members.0.is_empty())
}

/// The inside of a JSON string.
pub fn text(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

/// The inside of a JSON string that was cut within a character: the half of it is `\u{fffd}`.
pub fn cut_text(raw: &RawValue) -> Option<String> {
    text(raw).or_else(|| serde_json::from_str(&without_halves(raw.get())).ok())
}

/// A JSON string or the exact text of a JSON number, cut or not.
pub fn cut_scalar(raw: &RawValue) -> Option<String> {
    scalar(raw).or_else(|| cut_text(raw))
}

/// JSON with every half of a surrogate pair replaced.
fn without_halves(json: &str) -> String {
    let mut whole = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, escape)) = rest.find('\\').and_then(|at| rest.split_at_checked(at)) {
        whole.push_str(before);
        let (kept, is_half) = match (surrogate(escape), escape.get(6..).and_then(surrogate)) {
            (Some(true), Some(false)) => (12, false),
            (Some(_), _) => (6, true),
            (None, _) => (2, false),
        };
        let Some((piece, behind)) = escape.split_at_checked(kept) else { break };
        whole.push_str(if is_half { "\\ufffd" } else { piece });
        rest = behind;
    }
    whole.push_str(rest);
    whole
}

/// Whether a text begins with the escape of a surrogate: `true` for the first half of a pair.
fn surrogate(text: &str) -> Option<bool> {
    let code = u32::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()?;
    match code {
        0xd800..=0xdbff => Some(true),
        0xdc00..=0xdfff => Some(false),
        _ => None,
    }
}

/// A JSON string or the exact text of a JSON number.
pub fn scalar(raw: &RawValue) -> Option<String> {
    let digits = |first: u8| first == b'-' || first.is_ascii_digit();
    if raw.get().bytes().next().is_some_and(digits) {
        return Some(raw.get().to_owned());
    }
    text(raw)
}

/// An exact number, whether written as number or as text.
pub fn number(raw: &RawValue) -> Option<Decimal> {
    parse_decimal(&scalar(raw)?)
}

/// An amount of money in the currency `own`, as number or as people write one.
pub fn amount(raw: &RawValue, own: &str) -> Result<Decimal, AmountError> {
    match text(raw) {
        Some(text) => parse_amount(&text, own),
        None => number(raw).ok_or(AmountError::NotANumber),
    }
}

/// A whole number of any size, as number or as people write one.
pub fn count(raw: &RawValue) -> Option<Decimal> {
    match text(raw) {
        Some(text) => parse_count(&text),
        None => number(raw).filter(Decimal::is_integer),
    }
}

/// A whole number in the range of `i64`; `10.0` is one.
pub fn whole(raw: &RawValue) -> Option<i64> {
    let number = number(raw)?;
    if number.is_integer() { number.to_i64() } else { None }
}

/// Whether a flag is set: `true`, `1`, `"1"` or `"true"`.
pub fn flag(raw: &RawValue) -> bool {
    match raw.get() {
        "true" | "1" => true,
        _ => text(raw).is_some_and(|text| {
            let text = text.trim();
            text == "1" || text.eq_ignore_ascii_case("true")
        }),
    }
}

/// An id as text: a whole number above 0, or up to 64 printable ASCII characters without comma that
/// are no word for nothing.
pub fn id(raw: &RawValue) -> Option<String> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let text = match text(raw) {
        Some(text) => text.trim().to_owned(),
        // As it is written: numbers of other shops' databases may be larger than ours.
        None if is_digits(raw.get()) => raw.get().to_owned(),
        None => whole(raw).filter(|number| *number > 0)?.to_string(),
    };
    let printable = |byte: u8| byte.is_ascii_graphic() && byte != b',';
    let usable = !text.is_empty() && text.len() <= ID_MAX_CHARS && text.bytes().all(printable);
    (usable && !is_nobodys(&text)).then_some(text)
}

/// What programs write where there is no id.
fn is_nobodys(text: &str) -> bool {
    let nothing = ["null", "nil", "none", "undefined", "nan", "true", "false"];
    let is_at_most_zero = parse_decimal(text).is_some_and(|number| number <= Decimal::ZERO);
    is_at_most_zero || nothing.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(json: &str) -> Box<RawValue> {
        RawValue::from_string(json.to_owned()).unwrap()
    }

    #[test]
    fn a_number_is_the_same_in_every_spelling() {
        for json in ["10", "\"10\"", "\"10.0\"", "10.0", "1e1", "\" 10 \""] {
            assert_eq!(whole(&raw(json)), Some(10), "{json}");
        }
        for json in ["10.5", "null", "\"\"", "\"ten\"", "[10]", "1e40", "true"] {
            assert_eq!(whole(&raw(json)), None, "{json}");
        }
        assert_eq!(number(&raw("0.90")), number(&raw("\"9e-1\"")));
    }

    #[test]
    fn ids_are_text_whatever_their_type() {
        assert_eq!(id(&raw("23501")).as_deref(), Some("23501"));
        assert_eq!(id(&raw("\" ord_01H \"")).as_deref(), Some("ord_01H"));
        assert_eq!(id(&raw("23501.0")).as_deref(), Some("23501"));
        let overlong = format!("\"{}\"", "9".repeat(65));
        let large = "9".repeat(40);
        assert_eq!(id(&raw(&large)), Some(large), "no number of ours has so many digits");
        for json in ["\"-1\"", "\"00\"", "\"null\"", "\"False\"", "\"undefined\"", "-7.0"] {
            assert_eq!(id(&raw(json)), None, "{json}");
        }
        for json in ["0", "\"0\"", "-1", "1.5", "null", "true", "{}", "\"1,2\"", &overlong] {
            assert_eq!(id(&raw(json)), None, "{json}");
        }
    }

    #[test]
    fn flags_in_all_spellings() {
        for json in ["true", "1", "\"1\"", "\"true\"", "\"TRUE\""] {
            assert!(flag(&raw(json)), "{json}");
        }
        for json in ["false", "0", "\"0\"", "null", "\"no\"", "[]", "2"] {
            assert!(!flag(&raw(json)), "{json}");
        }
    }

    #[test]
    fn empty_errors_are_no_errors() {
        let words = Vocabulary::default();
        for json in ["{}", r#"{"error":null}"#, r#"{"error":" "}"#, r#"{"error":false}"#] {
            assert_eq!(object(json).unwrap().complaint(&words), None, "{json}");
        }
        for json in [r#"{"error":[ ]}"#, r#"{"error":{}}"#, r#"{"error":0}"#, r#"{"error":"0"}"#] {
            assert_eq!(object(json).unwrap().complaint(&words), None, "{json}");
        }
        for json in [r#"{"error":[0]}"#, r#"{"error":1}"#, r#"{"error":true}"#] {
            assert_eq!(object(json).unwrap().complaint(&words), Some(ErrorClass::Other), "{json}");
        }
    }

    #[test]
    fn a_text_cut_within_an_emoji_is_read() {
        let cases = [
            (r#""Likes \ud83d""#, "Likes \u{fffd}"),
            (r#""\ude00 Likes \ud83d\ude00""#, "\u{fffd} Likes \u{1f600}"),
            (r#""\\ud83d \ud83d\ud83d\ude00""#, "\\ud83d \u{fffd}\u{1f600}"),
            (r#""\"\uD83Dx\n""#, "\"\u{fffd}x\n"),
        ];
        for (json, expected) in cases {
            assert_eq!(cut_text(&raw(json)).as_deref(), Some(expected), "{json}");
        }
        assert_eq!(text(&raw(r#""Bad link\ud83d""#)), None, "an error is never read so");
        assert_eq!(cut_scalar(&raw("7")).as_deref(), Some("7"));
        assert_eq!(cut_scalar(&raw("[7]")), None);
    }

    #[test]
    fn repeated_names_are_noticed_and_never_panic() {
        let members = object(r#"{"order":1,"order":2,"error":""}"#).unwrap();
        assert!(members.repeats("order"));
        assert!(!members.repeats("error"));
        assert_eq!(members.get("order").map(RawValue::get), Some("1"));
    }

    #[test]
    fn rows_come_out_of_every_wrapper() {
        let wrappers = ["services", "data"];
        for json in [
            r#"[{"a":1},{"a":2}]"#,
            r#"{"services":[{"a":1},{"a":2}]}"#,
            r#"{"status":"ok","data":[{"a":1},{"a":2}]}"#,
            r#"{"0":{"a":1},"2":{"a":2}}"#,
        ] {
            assert_eq!(rows(json, &wrappers).unwrap().len(), 2, "{json}");
        }
        assert_eq!(rows(r#"{"data":"No services"}"#, &wrappers).unwrap_err(), Fault::Shape);
        assert_eq!(rows("{}", &wrappers).unwrap_err(), Fault::Shape);
        assert_eq!(rows("<html>", &wrappers).unwrap_err(), Fault::NotJson);
        let many = format!("[{}1]", "1,".repeat(3 * ROWS_MAX));
        assert_eq!(rows(&many, &wrappers).unwrap_err(), Fault::TooLarge);
        assert_eq!(list(&many).unwrap().len(), ROWS_MAX + 1, "no more is kept in memory");
        let wide = format!("{{{}\"order\":7}}", "\"a\":{},".repeat(MEMBERS_MAX));
        assert!(object(&wide).is_none());
        assert_eq!(rows(&wide, &wrappers).unwrap_err(), Fault::Shape);
    }
}
