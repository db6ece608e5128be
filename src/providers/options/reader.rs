//! Reads the members of a panel's options, one by one, each with its own complaint.
//!
//! Owns which values a member may have. Must never put a value into a complaint.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use reqwest::header::{HeaderName, HeaderValue};
use serde_json::value::RawValue;
use strum::IntoEnumIterator as _;

use super::{KeyPlace, Names, OptionsError, list, wrong};
use crate::domain::order::StatusWord;
use crate::domain::window::Window;
use crate::providers::error_table::ErrorClass;
use crate::providers::panel::limit::PER_MINUTE_MIN;
use crate::providers::vocabulary::Vocabulary;
use crate::providers::wire::{self, Members};

/// The most calls a minute that may be set.
const PER_MINUTE_MAX: u32 = 6_000;
/// How deep the id of a new order may stand.
const ID_DEPTH_MAX: usize = 4;
/// The longest name of a parameter or action.
const NAME_MAX_CHARS: usize = 64;

const STATUS_WORDS: [(&str, StatusWord); 8] = [
    ("pending", StatusWord::Pending),
    ("processing", StatusWord::Processing),
    ("in_progress", StatusWord::InProgress),
    ("completed", StatusWord::Completed),
    ("partial", StatusWord::Partial),
    ("canceled", StatusWord::Canceled),
    ("refunded", StatusWord::Refunded),
    ("failed", StatusWord::Failed),
];

/// Headers that belong to the exchange itself.
const RESERVED_HEADERS: [&str; 12] = [
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Reads members one by one; a missing one is the default.
pub(super) struct Reader<'a>(pub(super) &'a Members<'a>);

impl Reader<'_> {
    /// The first of them where nothing is said.
    pub(super) fn choice<T: Copy>(
        &self,
        member: &str,
        known: &[(&str, T)],
    ) -> Result<T, OptionsError> {
        let text = match (self.0.get(member), known.first()) {
            (None, Some((_, first))) => return Ok(*first),
            (raw, _) => raw.and_then(wire::text).unwrap_or_default(),
        };
        match known.iter().find(|(name, _)| *name == text) {
            Some((_, value)) => Ok(*value),
            None => {
                let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                wrong(format!("{member} must be one of {}", list(&names)))
            }
        }
    }

    pub(super) fn batch(&self) -> Result<bool, OptionsError> {
        match self.0.get("batch").map(RawValue::get) {
            None | Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(_) => wrong("batch must be true or false"),
        }
    }

    pub(super) fn products(&self) -> Result<bool, OptionsError> {
        match self.0.get("products").map(RawValue::get) {
            Some("true") => Ok(true),
            None | Some("false") => Ok(false),
            Some(_) => wrong("products must be true or false"),
        }
    }

    pub(super) fn per_minute(&self) -> Result<Option<NonZeroU32>, OptionsError> {
        let Some(raw) = self.0.get("requests_per_minute") else { return Ok(None) };
        let number = raw.get().parse().ok().filter(|number: &NonZeroU32| {
            (PER_MINUTE_MIN..=PER_MINUTE_MAX).contains(&number.get())
        });
        match number {
            Some(number) => Ok(Some(number)),
            None => wrong("requests_per_minute must be a whole number from 4 to 6000"),
        }
    }

    pub(super) fn window(&self) -> Result<u32, OptionsError> {
        let Some(raw) = self.0.get("window") else { return Ok(Window::USUAL) };
        let number = raw.get().parse().ok();
        match number.filter(|number| (1..=Window::LARGEST).contains(number)) {
            Some(number) => Ok(number),
            None => wrong("window must be a whole number from 1 to 64"),
        }
    }

    /// The pairs of an object of texts.
    fn texts(&self, member: &str) -> Result<Vec<(String, String)>, OptionsError> {
        let Some(raw) = self.0.get(member) else { return Ok(Vec::new()) };
        let Some(pairs) = wire::object(raw.get()) else {
            return wrong(format!("{member} must be an object"));
        };
        let mut texts = Vec::new();
        for (name, value) in pairs.iter() {
            if pairs.repeats(name) {
                return wrong(format!("{member} names something twice"));
            }
            match wire::text(value).filter(|text| !text.trim().is_empty()) {
                Some(text) => texts.push((name.to_owned(), text)),
                None => return wrong(format!("{member} must hold texts that are not empty")),
            }
        }
        Ok(texts)
    }

    pub(super) fn names(&self, member: &str, known: &[&str]) -> Result<Names, OptionsError> {
        let mut names = BTreeMap::new();
        for (name, other) in self.texts(member)? {
            if !known.contains(&name.as_str()) {
                return wrong(format!("{member} can rename only {}", list(known)));
            }
            if !is_name(&other) {
                return wrong(format!("{member}: the new name of {name} is not a plain name"));
            }
            names.insert(name, other);
        }
        Ok(Names(names))
    }

    pub(super) fn request_id_field(&self) -> Result<Option<String>, OptionsError> {
        let Some(raw) = self.0.get("request_id_field") else { return Ok(None) };
        match wire::text(raw).filter(|name| is_name(name)) {
            Some(name) => Ok(Some(name)),
            None => wrong("request_id_field must be the name of a parameter"),
        }
    }

    pub(super) fn words(&self) -> Result<Vocabulary, OptionsError> {
        let mut words = Vocabulary::default();
        self.statuses(&mut words)?;
        for (fragment, name) in self.texts("errors")? {
            let Ok(class) = name.parse() else {
                let known: Vec<&str> = ErrorClass::iter().map(|class| class.into_str()).collect();
                return wrong(format!("errors must hold one of {}", list(&known)));
            };
            if !words.add_error(&fragment, class) {
                return wrong("errors has a text of fewer than 4 letters or in two spellings");
            }
        }
        words.order_id_at = self.order_id_at()?;
        Ok(words)
    }

    /// Takes over the words for states.
    pub(super) fn statuses(&self, words: &mut Vocabulary) -> Result<(), OptionsError> {
        for (text, meaning) in self.texts("statuses")? {
            let Some((_, word)) = STATUS_WORDS.iter().find(|(name, _)| *name == meaning) else {
                let known: Vec<&str> = STATUS_WORDS.iter().map(|(name, _)| *name).collect();
                return wrong(format!("statuses must hold one of {}", list(&known)));
            };
            if !words.add_status(&text, *word) {
                return wrong("statuses has a word that is empty or there in two spellings");
            }
        }
        Ok(())
    }

    /// Names of members, from the outermost to the id.
    fn order_id_at(&self) -> Result<Vec<String>, OptionsError> {
        let Some(raw) = self.0.get("order_id_at") else { return Ok(Vec::new()) };
        let text = wire::text(raw).unwrap_or_default();
        let names: Vec<String> = text.split('.').map(str::to_owned).collect();
        let is_known = |name: &String| is_name(name) && name != "error";
        if names.len() > ID_DEPTH_MAX || !names.iter().all(is_known) {
            return wrong("order_id_at must be up to 4 names of members with points between them");
        }
        Ok(names)
    }

    pub(super) fn headers(&self) -> Result<Vec<(HeaderName, HeaderValue)>, OptionsError> {
        let mut headers: Vec<(HeaderName, HeaderValue)> = Vec::new();
        for (name, value) in self.texts("headers")? {
            let Some(name) = header_name(&name) else {
                return wrong("headers has a name that cannot be set");
            };
            let Some(value) = header_value(&value) else {
                return wrong(format!("headers: the value of {name} cannot be sent"));
            };
            if headers.iter().any(|(other, _)| *other == name) {
                return wrong(format!("headers names {name} twice"));
            }
            headers.push((name, value));
        }
        Ok(headers)
    }

    pub(super) fn user_agent(&self) -> Result<Option<HeaderValue>, OptionsError> {
        let Some(raw) = self.0.get("user_agent") else { return Ok(None) };
        let text = wire::text(raw).filter(|text| !text.trim().is_empty());
        match text.as_deref().and_then(header_value) {
            Some(value) => Ok(Some(value)),
            None => wrong("user_agent must be a text that a header can hold"),
        }
    }

    pub(super) fn key_place(&self) -> Result<KeyPlace, OptionsError> {
        let Some(raw) = self.0.get("key_in") else { return Ok(KeyPlace::default()) };
        let text = wire::text(raw).unwrap_or_default();
        match text.as_str() {
            "body" => Ok(KeyPlace::Body),
            "bearer" => Ok(KeyPlace::Bearer),
            other => match other.strip_prefix("header:").and_then(header_name) {
                Some(name) => Ok(KeyPlace::Header(name)),
                None => wrong("key_in must be body, bearer or header:<name>"),
            },
        }
    }
}

fn is_name(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    !text.is_empty() && text.len() <= NAME_MAX_CHARS && text.bytes().all(is_plain)
}

fn header_name(text: &str) -> Option<HeaderName> {
    let name = HeaderName::from_bytes(text.trim().as_bytes()).ok()?;
    (!RESERVED_HEADERS.contains(&name.as_str())).then_some(name)
}

/// Only what is surely sent as it is: visible ASCII and spaces.
fn header_value(text: &str) -> Option<HeaderValue> {
    let is_plain = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
    let plain = text.bytes().all(is_plain).then_some(text)?;
    let mut value = HeaderValue::from_str(plain).ok()?;
    value.set_sensitive(true);
    Some(value)
}
