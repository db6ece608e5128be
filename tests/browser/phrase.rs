//! A text of `locales/` as it can be recognised on a page: its words between the arguments, in
//! their order. Must never know what a text says.

use std::path::Path;

use storefront::bot::ui::words::Lang;

/// What a text says, whatever its arguments are: the pieces of each of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    lines: Vec<Vec<String>>,
}

impl Phrase {
    /// The text of a key; one with plural forms has no such phrase.
    pub fn of(lang: Lang, key: &str) -> Self {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("locales/{}.ftl", lang.tag()));
        let file = std::fs::read_to_string(&path).unwrap();
        let lines = file.lines().skip_while(|line| !line.starts_with(&format!("{key} = ")));
        let first = lines.clone().next();
        let first = first.unwrap_or_else(|| panic!("{} has no text {key}", path.display()));
        let more = lines.skip(1).take_while(|line| line.is_empty() || line.starts_with(' '));
        let text = more.fold(first[key.len() + 3..].to_owned(), |text, line| text + "\n" + line);
        assert!(!text.contains("->"), "{key} has plural forms");
        let lines: Vec<Vec<String>> =
            text.lines().map(pieces).filter(|pieces| !pieces.is_empty()).collect();
        assert!(!lines.is_empty(), "{key} has no words of its own");
        Self { lines }
    }

    /// Whether a text has all its lines in their order, and each line its pieces in theirs.
    pub fn is_in(&self, text: &str) -> bool {
        let mut rest = text.lines().map(spaced);
        self.lines.iter().all(|pieces| rest.any(|line| is_made_of(&line, pieces)))
    }

    /// The longest piece: what a button is found by.
    pub fn longest(&self) -> &str {
        self.lines.iter().flatten().max_by_key(|piece| piece.len()).unwrap()
    }
}

/// Every key of the texts.
pub fn keys() -> Vec<String> {
    let file = include_str!("../../locales/en.ftl");
    let keys = file.lines().filter(|line| !line.starts_with([' ', '#']));
    keys.filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()).collect()
}

/// What a line says between its arguments.
fn pieces(line: &str) -> Vec<String> {
    let parts = line.split('{');
    let plain = parts.map(|part| part.split_once('}').map_or(part, |(_, after)| after));
    plain.map(|part| spaced(&without_tags(part))).filter(|piece| !piece.is_empty()).collect()
}

fn is_made_of(line: &str, pieces: &[String]) -> bool {
    let mut rest = line;
    pieces
        .iter()
        .all(|piece| rest.split_once(piece.as_str()).inspect(|(_, after)| rest = after).is_some())
}

/// One blank between words, whatever stood there.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_tags(html: &str) -> String {
    let parts = html.split('<');
    parts.map(|part| part.split_once('>').map_or(part, |(_, after)| after)).collect()
}

#[test]
fn a_phrase_is_found_with_any_arguments_and_in_its_order() {
    use storefront::bot::ui::words::{Args, Words};
    let args = Args::new().text("order", "1001").text("balance", "$5.00");
    let shown = without_tags(&Words::new(Lang::En, "USD").html("checkout-placed", args));
    let placed = Phrase::of(Lang::En, "checkout-placed");
    assert!(placed.is_in(&shown), "{placed:?}: {shown}");
    let backwards: Vec<&str> = shown.lines().rev().collect();
    assert!(!placed.is_in(&backwards.join("\n")), "{placed:?}");
    assert!(!placed.is_in(&shown.replace('\n', " ")), "{placed:?}");
    assert!(keys().iter().any(|key| key == "checkout-placed"));
}
