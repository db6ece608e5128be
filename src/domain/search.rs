//! How services are found: the words of a text, of a service, and those that stand for what kind of
//! link it takes. Owns how words are folded and which of them are near each other. It must never
//! fold what is typed and what is kept in two ways.

mod near;
mod said;

use std::collections::BTreeSet;

use strum::IntoEnumIterator as _;

use super::catalog::ServiceType;
use super::fields::Field;
use super::inputs::Entries;
use super::links::{LinkKind, Platform, Wanted, folded_words, platform_of, wanted_by};

pub use near::is_near;
pub use said::said_as;

/// Words of a typed text that are looked at.
pub const TYPED_WORDS_MAX: usize = 6;
/// Longest word, in characters; the rest of a longer one is not looked at.
pub const WORD_MAX_CHARS: usize = 32;
/// What is read of a typed text, in characters.
const TYPED_MAX_CHARS: usize = 500;
/// Words of one service that are kept.
const SERVICE_WORDS_MAX: usize = 64;
/// Changes with what `service_words` answers: with another one the words of all services are made
/// anew at the next start.
pub const INDEX_VERSION: &str = "1";

/// A service by all its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// How it is ordered.
    pub kind: ServiceType,
    /// The provider's name.
    pub name: String,
    /// The provider's name of its category.
    pub category: String,
    /// What owners call it and its category, in every language.
    pub own: Vec<String>,
}

/// The words of a text as they are compared: in lower case, the letters plain, each once.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    folded_words(text).into_iter().map(|word| {
        let plain = word.chars().map(|letter| if letter == 'ё' { 'е' } else { letter });
        plain.take(WORD_MAX_CHARS).collect()
    })
}

/// The words that somebody looks for, in their order; empty where nothing can be looked for.
#[must_use]
pub fn typed_words(text: &str) -> Vec<String> {
    let text = text.trim_start();
    let read = match text.char_indices().nth(TYPED_MAX_CHARS) {
        // The last word may be cut.
        Some((end, _)) => {
            let read = text.get(..end).unwrap_or_default();
            read.rsplit_once(char::is_whitespace).map_or(read, |(whole, _)| whole)
        }
        None => text,
    };
    let mut words = Vec::new();
    for word in words_of(read) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.truncate(TYPED_WORDS_MAX);
    words
}

/// The words by which a service is found. Its platform is one of them, however its names spell it.
#[must_use]
pub fn service_words(named: &Named) -> BTreeSet<String> {
    let platform = platform_of(&named.category, &named.name);
    let texts = [&named.category, &named.name].into_iter().chain(&named.own);
    let mut words: BTreeSet<String> =
        texts.flat_map(|text| words_of(text)).take(SERVICE_WORDS_MAX).collect();
    if let Some(platform) = platform {
        words.extend(platform.words().first().map(|word| (*word).to_owned()));
        if Entries::default().asked_by(named.kind).any(|field| field == Field::Link) {
            let wanted = wanted_by(named.kind, &named.category, &named.name);
            words.insert(link_word(platform, wanted.map(|wanted| wanted.kind)));
        }
    }
    words
}

/// What stands for the kind of link that a service takes. No folded word begins with a slash.
fn link_word(platform: Platform, wanted: Option<LinkKind>) -> String {
    let platform = platform.words().first().copied().unwrap_or_default();
    format!("/{platform}/{}", wanted.map_or("any", |kind| kind.into_str()))
}

/// What stands for the services that take a link of that platform and kind; where its kind cannot
/// be told, for all of the platform.
#[must_use]
pub fn link_words(platform: Platform, found: Option<LinkKind>) -> Vec<String> {
    let takes = |wanted: &LinkKind| {
        let wanted = Wanted { kind: *wanted, is_certain: true };
        found.is_none_or(|found| wanted.takes(found))
    };
    let kinds = LinkKind::iter().filter(takes).map(Some);
    kinds.chain([None]).map(|wanted| link_word(platform, wanted)).collect()
}

#[cfg(test)]
#[path = "search/search_tests.rs"]
mod tests;
