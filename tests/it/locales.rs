//! Every text in every language, held against English and against the source: nothing missing,
//! nothing dead, nothing that Telegram would refuse. Reads the files as they are; it must never
//! need a shop or a network.

mod files;
mod source;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use storefront::bot::ui::words::{Args, Lang, Words};
use storefront::domain::money::Money;

use files::{Language, SAMPLE, language, languages, placeables};
use source::{
    derived_names, is_of_family, keys_named, keys_put_together, keys_without_markup, literals,
    name_in_family, toasts, with_call,
};

/// `answerCallbackQuery` takes so many characters, `setMyDescription`, `setMyShortDescription` and
/// the description of a command so many (Bot API).
const TOAST_MAX: usize = 200;
const LIMITS: [(&str, usize); 3] =
    [("bot-description", 512), ("bot-short-description", 120), ("command-", 256)];
/// What a phone shows of a customer's button; the decisions of admins may fill the whole width.
const LABEL_MAX: usize = 24;
const ADMIN_LABEL_MAX: usize = 40;
/// Tags of Telegram's HTML.
const TAGS: &str = "a b blockquote code del em i ins pre s span strike strong tg-spoiler u";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Goes through every text of every language; `check` tells what is wrong with one.
fn check_all(what: &str, check: impl Fn(&str, &str) -> Option<String>) {
    let counts = with_call(&literals(), "count");
    let mut wrong = Vec::new();
    for language in languages() {
        for key in language.messages.keys() {
            let shown = language.shown(key, &counts);
            let found = shown.iter().find_map(|text| Some((text, check(key, text)?)));
            let tag = language.tag;
            wrong.extend(found.map(|(text, why)| format!("{tag}: {key}: {why}: {text}")));
        }
    }
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

/// What is wrong with the markup of a text, each line for itself: a long message is cut at a line.
fn markup_problem(text: &str) -> Option<String> {
    text.lines().find_map(line_problem)
}

fn line_problem(line: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = line;
    while let Some((_, tail)) = rest.split_once('<') {
        let Some((tag, after)) = tail.split_once('>') else { return Some("a bare <".to_owned()) };
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if !TAGS.split(' ').any(|known| known == name) {
            return Some(format!("<{tag}> is no tag of Telegram"));
        }
        if !tag.starts_with('/') {
            if is_misnested(&open, name) {
                return Some(format!("<{name}> within {open:?}"));
            }
            open.push(name);
        } else if open.pop() != Some(name) {
            return Some(format!("<{tag}> closes what is not open"));
        }
        rest = after;
    }
    let entities = ["&amp;", "&lt;", "&gt;", "&quot;"];
    let is_entity = |at: usize| entities.iter().any(|entity| line[at..].starts_with(entity));
    if line.match_indices('&').any(|(at, _)| !is_entity(at)) {
        return Some("a bare &".to_owned());
    }
    open.pop().map(|name| format!("<{name}> is not closed on its line"))
}

/// "pre and code entities can't contain other entities and can't be part of them" (Bot API); a
/// quote is around lines, not an entity of letters.
fn is_misnested(open: &[&str], inner: &str) -> bool {
    let is_code = |name: &str| matches!(name, "code" | "pre");
    let is_in_code = open.iter().any(|outer| is_code(outer));
    is_in_code || (is_code(inner) && open.iter().any(|outer| *outer != "blockquote"))
}

#[test]
fn there_is_a_file_for_each_language_and_no_other() {
    let files: BTreeSet<String> = fs::read_dir(root("locales"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let expected = Lang::ALL.map(|lang| format!("{}.ftl", lang.tag()));
    assert_eq!(files, BTreeSet::from(expected), "the files of locales/ against Lang::ALL");
}

#[test]
fn every_language_has_the_same_texts_with_the_same_placeables() {
    let english = language("en").messages;
    for Language { tag, messages, .. } in languages() {
        let missing: Vec<_> = english.keys().filter(|key| !messages.contains_key(*key)).collect();
        let extra: Vec<_> = messages.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "locales/{tag}.ftl against English: missing {missing:?}, extra {extra:?}"
        );
        for (key, pattern) in &messages {
            let (own, expected) = (placeables(pattern), placeables(&english[key]));
            assert_eq!(own, expected, "{tag}: {key}: the placeables, against those of English");
        }
    }
}

#[test]
fn every_text_is_translated() {
    let english = language("en").messages;
    for Language { tag, messages, .. } in languages().into_iter().filter(|one| one.tag != "en") {
        let is_foreign = |(key, pattern): &(&String, &String)| {
            // Every second piece is a placeable, and of what is left a tag.
            let words: String = pattern.split(['{', '}']).step_by(2).collect();
            let words = words.split(['<', '>']).step_by(2);
            let has_words = words.flat_map(str::chars).any(char::is_lowercase);
            has_words && english.get(*key) == Some(*pattern)
        };
        let foreign: Vec<_> = messages.iter().filter(is_foreign).map(|(key, _)| key).collect();
        assert!(foreign.is_empty(), "locales/{tag}.ftl still speaks English in {foreign:?}");
    }
}

#[test]
fn every_text_that_the_source_asks_for_exists() {
    let literals = literals();
    let mut asked = keys_named(&literals);
    asked.extend(keys_put_together(&literals));
    assert!(asked.contains("menu-welcome"), "the source is not read as it should be");
    for Language { tag, messages, .. } in languages() {
        let missing: Vec<_> = asked.iter().filter(|key| !messages.contains_key(*key)).collect();
        assert!(missing.is_empty(), "src asks for texts that locales/{tag}.ftl lacks: {missing:?}");
    }
}

#[test]
fn every_text_is_shown_somewhere() {
    let literals = literals();
    let families = with_call(&literals, "word_of");
    let mut asked = keys_named(&literals);
    asked.extend(keys_put_together(&literals));
    let mut names = derived_names();
    names.extend(literals.iter().map(|literal| literal.text.replace('_', "-")));
    let is_dead = |key: &&String| {
        let is_named = name_in_family(key, &families).is_some_and(|name| names.contains(name));
        !asked.contains(*key) && !is_named
    };
    let english = language("en").messages;
    let dead: Vec<&String> = english.keys().filter(is_dead).collect();
    assert!(dead.is_empty(), "no line of src leads to these texts: {dead:?}");
}

#[test]
fn no_text_is_empty() {
    check_all("texts without a word", |_, text| text.trim().is_empty().then(|| "empty".to_owned()));
}

#[test]
fn markup_is_what_telegram_takes_and_closed_on_each_line() {
    check_all("texts that Telegram would refuse", |_, text| markup_problem(text));
    assert!(markup_problem("<b>a</b> &lt; <code>b</code>").is_none());
    assert!(markup_problem("<b>a <i>b</i></b> <blockquote><code>c</code></blockquote>").is_none());
    let misnested = ["<b>a <code>b</code></b>", "<code>a <b>b</b></code>", "<i><pre>a</pre></i>"];
    let unclosed = ["<b>a", "a</b>", "<b><i>a</b></i>", "<br>", "a < b", "a & b", "<b>a\nb</b>"];
    for broken in misnested.into_iter().chain(unclosed) {
        assert!(markup_problem(broken).is_some(), "{broken} should have been found");
    }
}

#[test]
fn there_is_no_markup_where_none_is_rendered() {
    let is_plain = keys_without_markup(&literals());
    check_all("texts that are shown as they are, with markup", |key, text| {
        let has_markup = is_plain(key) && text.contains(['<', '>', '&']);
        has_markup.then(|| "markup would be read as letters".to_owned())
    });
}

#[test]
fn texts_that_are_looked_up_without_arguments_use_none() {
    let literals = literals();
    let (words, families) = (with_call(&literals, "word"), with_call(&literals, "word_of"));
    for Language { tag, messages, .. } in languages() {
        for (key, pattern) in &messages {
            let is_bare = words.contains(key) || is_of_family(key, &families);
            let used = placeables(pattern);
            assert!(!is_bare || used.is_empty(), "{tag}: {key} gets no arguments, uses {used:?}");
        }
    }
}

#[test]
fn toasts_buttons_and_the_profile_fit() {
    let is_toast = toasts(&literals());
    let label_max = |key: &str| match key.split('-').next() {
        Some("key" | "filter") => Some(LABEL_MAX),
        _ => key.contains("-key-").then_some(ADMIN_LABEL_MAX),
    };
    check_all("texts that are too long for their place", |key, text| {
        let own = LIMITS.iter().find(|(prefix, _)| key.starts_with(prefix)).map(|(_, max)| *max);
        let label = label_max(key).filter(|_| !text.contains(SAMPLE));
        let max = own.or(is_toast(key).then_some(TOAST_MAX)).or(label)?;
        let long = text.chars().count();
        (long > max).then(|| format!("{long} characters, {max} fit"))
    });
}

#[test]
fn counts_choose_the_form_of_the_word() {
    let title = |lang: Lang, count: i64| {
        let words = Words::new(lang, "USD");
        let args = Args::new().count("n", count).text("n-text", words.number(count));
        words.html("orders-title", args).lines().last().unwrap().to_owned()
    };
    for (count, word) in [(1, "order "), (2, "orders "), (21, "orders ")] {
        let line = title(Lang::En, count);
        assert!(line.starts_with(&format!("{count} {word}")), "{count} in English: {line}");
    }
    let russian =
        [(1, "заказ."), (2, "заказа."), (5, "заказов."), (11, "заказов."), (21, "заказ.")];
    for (count, word) in russian {
        let line = title(Lang::Ru, count);
        assert!(line.ends_with(&format!(" {count} {word}")), "{count} in Russian: {line}");
    }
    // A noun stays singular behind a number.
    for count in [1, 2, 5, 11, 21] {
        let line = title(Lang::Uz, count);
        assert!(line.ends_with(&format!(" {count} ta buyurtma.")), "{count} in Uzbek: {line}");
    }
}

#[test]
fn amounts_and_numbers_are_written_as_each_language_does() {
    let written = |lang: Lang, currency: &str| {
        let words = Words::new(lang, currency);
        (words.money(Money::from_micros(-1_234_500_000)), words.number(1_234_567))
    };
    let pair = |amount: &str, number: &str| (amount.to_owned(), number.to_owned());
    let expected = [
        (Lang::En, pair("−$1,234.50", "1,234,567"), "−1,234.50\u{a0}UZS"),
        (Lang::Ru, pair("−1\u{a0}234,50\u{a0}$", "1\u{a0}234\u{a0}567"), "−1\u{a0}234,50\u{a0}UZS"),
        (Lang::Uz, pair("−1\u{a0}234,50\u{a0}$", "1\u{a0}234\u{a0}567"), "−1\u{a0}234,50\u{a0}UZS"),
    ];
    assert_eq!(expected.len(), Lang::ALL.len(), "each language is written");
    for (lang, in_dollars, in_sums) in expected {
        assert_eq!(written(lang, "USD"), in_dollars, "{lang:?}");
        assert_eq!(written(lang, "UZS").0, in_sums, "{lang:?}");
    }
}

#[test]
fn uzbek_is_spelled_with_the_letters_of_its_alphabet() {
    let problem = |text: &str| {
        let stray = text.chars().find(|letter| "'`´‘’′".contains(*letter));
        let mut pairs = text.chars().zip(text.chars().skip(1));
        // U+02BB makes the letters oʻ and gʻ, U+02BC is the sign behind other letters.
        let swapped = pairs.find(|(letter, sign)| match sign {
            'ʻ' => !"oOgG".contains(*letter),
            'ʼ' => "oOgG".contains(*letter) || !letter.is_alphabetic(),
            _ => false,
        });
        stray.map(String::from).or(swapped.map(|(letter, sign)| format!("{letter}{sign}")))
    };
    let messages = language("uz").messages;
    let wrong: Vec<_> = messages
        .iter()
        .filter_map(|(key, pattern)| Some(format!("{key}: {}", problem(pattern)?)))
        .collect();
    assert!(wrong.is_empty(), "locales/uz.ftl is not spelled with ʻ and ʼ: {wrong:?}");
    for broken in ["do'kon", "do‘kon", "doʼkon", "taʻminot"] {
        assert!(problem(broken).is_some(), "{broken} should have been found");
    }
}
