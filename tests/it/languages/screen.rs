//! What every message is held to, whoever reads it and in whatever language: how high it is, how
//! wide its buttons are, and that nothing in it was meant for programs.

use std::collections::BTreeSet;
use std::path::Path;

use storefront::sandbox::telegram::Shown;

/// Lines that stand open; a quote that is folded is one.
const LINES_MAX: usize = 12;
/// What can be read whole on a narrow phone, by how many buttons stand in a row.
const LABEL_MAX: [usize; 3] = [30, 14, 8];
/// Names of providers, and what they are; customers are told neither.
const SECRET_WORDS: [&str; 4] = ["main", "smm", "panel", "panels"];

pub struct Rules {
    is_owner: bool,
    keys: BTreeSet<String>,
}

impl Rules {
    pub fn new(is_owner: bool) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en.ftl");
        let texts = std::fs::read_to_string(path).unwrap();
        let keys = texts.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
        let keys = keys.filter(|key| !key.contains([' ', '{'])).map(str::to_owned).collect();
        Self { is_owner, keys }
    }

    pub fn check_message(&self, shown: &Shown) {
        assert!(!shown.text.trim().is_empty(), "an empty message: {shown:?}");
        self.check(&shown.text, "a message");
        let height = height(&shown.html);
        assert!(height <= LINES_MAX, "{height} lines: {}", shown.html);
        for row in &shown.buttons {
            let max = LABEL_MAX[(row.len() - 1).min(2)];
            for key in row {
                // What chooses the colours of a sign is not seen.
                let long = key.text.chars().filter(|sign| *sign != '\u{fe0f}').count();
                let label = &key.text;
                assert!((1..=max).contains(&long), "{label:?} of {row:?} under {:?}", shown.text);
                self.check(&key.text, "a button");
            }
        }
    }

    pub fn check(&self, text: &str, what: &str) {
        for sign in ["Unknown localization", "{$", "{ $", "&lt;b", "&amp;", "None", "Some("] {
            assert!(!text.contains(sign), "{what} contains {sign:?}: {text}");
        }
        let is_joint = |letter: char| !letter.is_alphanumeric() && letter != '-';
        for word in text.split(is_joint) {
            assert!(!self.keys.contains(word), "{what} contains the key {word:?}: {text}");
        }
        for word in text.split(|letter: char| !letter.is_alphanumeric()) {
            let is_secret = SECRET_WORDS.contains(&word.to_lowercase().as_str());
            assert!(self.is_owner || !is_secret, "{what} contains {word:?}: {text}");
        }
    }
}

/// How many lines of a message stand open.
fn height(html: &str) -> usize {
    const QUOTE: &str = "<blockquote expandable>";
    let mut parts = html.split(QUOTE);
    let mut open = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, rest) = part.split_once("</blockquote>").unwrap();
        open.push('…');
        open.push_str(rest);
    }
    open.lines().count()
}

#[test]
fn a_folded_quote_is_one_line() {
    assert_eq!(height("one\ntwo"), 2);
    assert_eq!(height("one\n<blockquote expandable>a\nb\nc</blockquote>\ntwo"), 3);
    assert_eq!(height("<blockquote>a\nb</blockquote>"), 2);
}
