//! Reads the members of the options, one by one, each with its own complaint. Owns what is usual:
//! status words and operators. Must never put a value into a complaint.

use std::collections::BTreeMap;

use reqwest::header::HeaderName;
use serde_json::value::RawValue;
use strum::IntoEnumIterator as _;

use super::{Commission, Paths, TokenPlace};
use crate::domain::limits::Limits;
use crate::domain::order::StatusWord;
use crate::domain::recharge::{Category, Operator};
use crate::providers::OptionsError;
use crate::providers::error_table::ErrorClass;
use crate::providers::vocabulary::Vocabulary;
use crate::providers::wire::{self, Members};

/// Operators of one category: as many as a screen has buttons.
const OPERATORS_MAX: usize = 20;
/// No single top-up is larger than this.
const AMOUNT_MAX: i64 = 1_000_000;
/// The longest path.
const PATH_MAX: usize = 200;
/// Headers that belong to the exchange itself.
const RESERVED: [&str; 5] =
    ["accept", "content-length", "content-type", "host", "transfer-encoding"];

/// What the words of an operation mean, as owners write it.
const MEANINGS: [(&str, StatusWord); 3] = [
    ("pending", StatusWord::InProgress),
    ("success", StatusWord::Completed),
    ("failure", StatusWord::Canceled),
];

/// The document shows `pending`; the others are what such services say, and mean nothing else.
const USUAL_WORDS: [(&str, StatusWord); 12] = [
    ("pending", StatusWord::InProgress),
    ("created", StatusWord::InProgress),
    ("processing", StatusWord::InProgress),
    ("in progress", StatusWord::InProgress),
    ("success", StatusWord::Completed),
    ("succeeded", StatusWord::Completed),
    ("completed", StatusWord::Completed),
    ("failed", StatusWord::Canceled),
    ("failure", StatusWord::Canceled),
    ("rejected", StatusWord::Canceled),
    ("canceled", StatusWord::Canceled),
    ("cancelled", StatusWord::Canceled),
];

const USUAL_MOBILE: [(&str, &str); 5] = [
    ("mts", "MTS"),
    ("beeline", "Beeline"),
    ("megafon", "MegaFon"),
    ("tele2", "T2 (Tele2)"),
    ("yota", "Yota"),
];
const USUAL_GAMES: [(&str, &str); 1] = [("steam", "Steam")];

fn wrong<T>(problem: impl Into<String>) -> Result<T, OptionsError> {
    Err(OptionsError::of(problem))
}

/// The status words that need no saying.
pub(super) fn usual_words() -> Vocabulary {
    words_of(&[])
}

fn words_of(own: &[(String, StatusWord)]) -> Vocabulary {
    let mut words = Vocabulary::default();
    for (text, word) in own {
        words.add_status(text, *word);
    }
    // What an owner says comes first; a word is not given a second meaning.
    for (text, word) in USUAL_WORDS {
        if words.own_status(text).is_none() {
            words.add_status(text, word);
        }
    }
    words
}

/// The operators that need no saying; a category without any has to be given its own.
pub(super) fn usual_operators(category: Category) -> Vec<Operator> {
    let usual: &[(&str, &str)] = match category {
        Category::Mobile => &USUAL_MOBILE,
        Category::Game => &USUAL_GAMES,
        Category::Crypto => &[],
    };
    usual.iter().filter_map(|(code, label)| Operator::new(code, label).ok()).collect()
}

/// Reads members one by one; a missing one is the default.
pub(super) struct Reader<'a>(pub(super) &'a Members<'a>);

impl Reader<'_> {
    fn text(&self, member: &str) -> Result<Option<String>, OptionsError> {
        let Some(raw) = self.0.get(member) else { return Ok(None) };
        match wire::text(raw).filter(|text| !text.trim().is_empty()) {
            Some(text) => Ok(Some(text.trim().to_owned())),
            None => wrong(format!("{member} must be a text that is not empty")),
        }
    }

    /// The pairs of an object of texts.
    fn pairs(&self, member: &str) -> Result<Vec<(String, String)>, OptionsError> {
        self.0.get(member).map_or(Ok(Vec::new()), |raw| pairs(member, raw))
    }

    pub(super) fn token_place(&self) -> Result<TokenPlace, OptionsError> {
        let Some(text) = self.text("key_in")? else { return Ok(TokenPlace::default()) };
        if text == "bearer" {
            return Ok(TokenPlace::Bearer);
        }
        let name = text.strip_prefix("header:").map(str::trim);
        let name = name.and_then(|name| HeaderName::from_bytes(name.as_bytes()).ok());
        match name.filter(|name| !RESERVED.contains(&name.as_str())) {
            Some(name) => Ok(TokenPlace::Header(name)),
            None => wrong("key_in must be bearer or header:<name>"),
        }
    }

    pub(super) fn paths(&self) -> Result<Paths, OptionsError> {
        let mut paths = Paths::default();
        for (name, path) in self.pairs("paths")? {
            let path = path.trim().trim_start_matches('/').to_owned();
            let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"?#\\".contains(&byte);
            let is_path = path.len() <= PATH_MAX
                && path.bytes().all(is_plain)
                && !path.contains("//")
                && !path.split('/').any(|piece| piece == "..");
            if !is_path {
                return wrong(format!("paths: {name} is no path below the address"));
            }
            let ids = path.matches("{id}").count();
            if ids != usize::from(name == "operation") {
                return wrong("paths: {id} stands once in operation and nowhere else");
            }
            match name.as_str() {
                "accounts" => paths.accounts = path,
                "operation" => paths.operation = path,
                "preview" => paths.preview = path,
                "withdraw" => paths.withdraw = path,
                "operations" => paths.operations = Some(path),
                _ => {
                    let known = "accounts, operation, preview, withdraw, operations";
                    return wrong(format!("paths can hold only {known}"));
                }
            }
        }
        if paths.preview == paths.withdraw {
            return wrong("paths gives preview and withdraw the same path");
        }
        Ok(paths)
    }

    pub(super) fn words(&self) -> Result<Vocabulary, OptionsError> {
        let mut own: Vec<(String, StatusWord)> = Vec::new();
        for (text, meaning) in self.pairs("statuses")? {
            let Some((_, word)) = MEANINGS.iter().find(|(name, _)| *name == meaning) else {
                return wrong("statuses must hold one of pending, success, failure");
            };
            own.push((text, *word));
        }
        let mut probe = Vocabulary::default();
        if !own.iter().all(|(text, word)| probe.add_status(text, *word)) {
            return wrong("statuses has a word that is empty or there in two spellings");
        }
        let mut words = words_of(&own);
        for (fragment, name) in self.pairs("errors")? {
            let Ok(class) = name.parse() else {
                let known: Vec<&str> = ErrorClass::iter().map(|class| class.into_str()).collect();
                return wrong(format!("errors must hold one of {}", known.join(", ")));
            };
            if !words.add_error(&fragment, class) {
                return wrong("errors has a text of fewer than 4 letters or in two spellings");
            }
        }
        Ok(words)
    }

    pub(super) fn parameter(&self, member: &str) -> Result<Option<String>, OptionsError> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.[]".contains(&byte);
        match self.text(member)? {
            Some(name) if name.len() <= 64 && name.bytes().all(is_plain) => Ok(Some(name)),
            Some(_) => wrong(format!("{member} must be the name of a parameter")),
            None => Ok(None),
        }
    }

    pub(super) fn first_page(&self) -> Result<u32, OptionsError> {
        match self.0.get("first_page").map(RawValue::get) {
            None | Some("1") => Ok(1),
            Some("0") => Ok(0),
            Some(_) => wrong("first_page must be 0 or 1"),
        }
    }

    pub(super) fn commission(&self) -> Result<Commission, OptionsError> {
        match self.text("commission")?.as_deref() {
            None | Some("added") => Ok(Commission::Added),
            Some("included") => Ok(Commission::Included),
            Some(_) => wrong("commission must be added or included"),
        }
    }

    pub(super) fn currency(&self, member: &str) -> Result<Option<String>, OptionsError> {
        let is_code = |code: &str| {
            (3..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        match self.text(member)? {
            Some(code) if is_code(&code) => Ok(Some(code.to_uppercase())),
            Some(_) => wrong(format!("{member} must be the code of a currency")),
            None => Ok(None),
        }
    }

    /// What is sold: the categories that are named, each with its own operators or the usual ones.
    pub(super) fn operators(&self) -> Result<BTreeMap<Category, Vec<Operator>>, OptionsError> {
        let mut operators = BTreeMap::new();
        for category in self.categories()? {
            operators.insert(category, usual_operators(category));
        }
        let own = match self.0.get("operators") {
            Some(raw) => wire::object(raw.get())
                .map_or_else(|| wrong("operators must be an object"), Ok)
                .map(Some)?,
            None => None,
        };
        for (name, raw) in own.iter().flat_map(Members::iter) {
            let Some(category) = name.parse().ok().filter(|name| operators.contains_key(name))
            else {
                return wrong("operators has a category that is not sold");
            };
            operators.insert(category, operators_of(raw)?);
        }
        match operators.iter().find(|(_, operators)| operators.is_empty()) {
            Some((category, _)) => {
                let category: &str = (*category).into();
                wrong(format!("operators must name those of {category}"))
            }
            None => Ok(operators),
        }
    }

    fn categories(&self) -> Result<Vec<Category>, OptionsError> {
        let Some(raw) = self.0.get("categories") else {
            return Ok(vec![Category::Mobile, Category::Game]);
        };
        let read = wire::list(raw.get()).map(|rows| {
            let read = |raw: &&RawValue| wire::text(raw)?.parse::<Category>().ok();
            rows.iter().map(read).collect::<Option<Vec<_>>>()
        });
        match read.flatten().filter(|categories| !categories.is_empty()) {
            Some(categories) => Ok(categories),
            None => wrong("categories must be a list of mobile, game, crypto"),
        }
    }

    pub(super) fn amounts(&self) -> Result<Limits, OptionsError> {
        let usual = super::Options::default().amounts;
        let whole = |member: &str, usual: i64| match self.0.get(member) {
            None => Ok(usual),
            Some(raw) => match wire::whole(raw).filter(|whole| (1..=AMOUNT_MAX).contains(whole)) {
                Some(whole) => Ok(whole),
                None => wrong(format!("{member} must be a whole number from 1 to {AMOUNT_MAX}")),
            },
        };
        let min = whole("min_amount", usual.min)?;
        let max = whole("max_amount", usual.max.max(min))?;
        if min > max { wrong("min_amount is above max_amount") } else { Ok(Limits { min, max }) }
    }
}

fn operators_of(raw: &RawValue) -> Result<Vec<Operator>, OptionsError> {
    let mut operators: Vec<Operator> = Vec::new();
    for (code, label) in pairs("operators", raw)? {
        let operator = Operator::new(code.trim(), label.trim())
            .map_err(|error| OptionsError::of(format!("operators: {error}")))?;
        operators.push(operator);
    }
    if operators.len() > OPERATORS_MAX {
        return wrong(format!("operators has more than {OPERATORS_MAX} of a category"));
    }
    Ok(operators)
}

fn pairs(member: &str, raw: &RawValue) -> Result<Vec<(String, String)>, OptionsError> {
    let Some(members) = wire::object(raw.get()) else {
        return wrong(format!("{member} must be an object"));
    };
    let mut found = Vec::new();
    for (name, value) in members.iter() {
        if members.repeats(name) {
            return wrong(format!("{member} names something twice"));
        }
        match wire::text(value).filter(|text| !text.trim().is_empty()) {
            Some(text) => found.push((name.to_owned(), text)),
            None => return wrong(format!("{member} must hold texts that are not empty")),
        }
    }
    Ok(found)
}
