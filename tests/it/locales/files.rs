//! The files of `locales/`: their raw texts, and each text as people read it. Must never judge.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fluent_templates::LanguageIdentifier;
use fluent_templates::fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use storefront::bot::ui::words::Lang;

use super::root;

/// One of every plural form of every language.
const COUNTS: [i64; 6] = [0, 1, 2, 5, 11, 21];
/// As long as amounts and numbers get.
pub const SAMPLE: &str = "1 234 567,89 $";
/// A language as its file has it.
pub struct Language {
    pub tag: &'static str,
    /// Raw patterns by key.
    pub messages: BTreeMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

/// Every language, as the program offers them.
pub fn languages() -> Vec<Language> {
    Lang::ALL.into_iter().map(|lang| language(lang.tag())).collect()
}

/// The language of a tag; a file that Fluent does not take is a failure.
pub fn language(tag: &'static str) -> Language {
    let source = fs::read_to_string(root(&format!("locales/{tag}.ftl"))).unwrap();
    let messages = messages_of(&source, tag);
    let resource = FluentResource::try_new(source)
        .unwrap_or_else(|(_, errors)| panic!("locales/{tag}.ftl cannot be parsed: {errors:?}"));
    let id: LanguageIdentifier = tag.parse().unwrap();
    let mut bundle = FluentBundle::new(vec![id]);
    bundle.set_use_isolating(false);
    let added = bundle.add_resource(resource);
    assert!(added.is_ok(), "locales/{tag}.ftl defines a key twice: {added:?}");
    Language { tag, messages, bundle }
}

/// The raw patterns: a key at the start of a line, and every indented line below it.
fn messages_of(source: &str, tag: &str) -> BTreeMap<String, String> {
    let mut messages = BTreeMap::new();
    let mut present: Option<(String, String)> = None;
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if line.is_empty() || line.starts_with(' ') {
            if let Some((_, pattern)) = &mut present {
                pattern.push('\n');
                pattern.push_str(line);
            }
            continue;
        }
        let Some((key, pattern)) = line.split_once('=') else {
            panic!("locales/{tag}.ftl has a line that belongs to no text: {line}");
        };
        messages.extend(present.replace((key.trim().to_owned(), pattern.to_owned())));
    }
    messages.extend(present);
    messages
}

/// The names of the arguments that a pattern uses, to show or to select by.
pub fn placeables(pattern: &str) -> BTreeSet<String> {
    let of_name = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let names = pattern.split('$').skip(1);
    let names = names.map(|rest| rest.chars().take_while(of_name).collect::<String>());
    names.filter(|name| !name.is_empty()).collect()
}

impl Language {
    /// The text as people read it, once for each plural form.
    pub fn shown(&self, key: &str, counts: &BTreeSet<String>) -> Vec<String> {
        let names = placeables(&self.messages[key]);
        let has_count = names.iter().any(|name| counts.contains(name));
        let show = |count: i64| {
            let value = |name: &str| match counts.contains(name) {
                true => FluentValue::from(count),
                false => FluentValue::from(SAMPLE),
            };
            let args: FluentArgs<'_> =
                names.iter().map(|name| (name.as_str(), value(name))).collect();
            let message = self.bundle.get_message(key).and_then(|message| message.value());
            let pattern = message.unwrap_or_else(|| panic!("{}: {key} has no text", self.tag));
            let mut errors = Vec::new();
            let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
            assert!(errors.is_empty(), "{}: {key} cannot be shown: {errors:?}", self.tag);
            text
        };
        COUNTS.into_iter().take(if has_count { COUNTS.len() } else { 1 }).map(show).collect()
    }
}
