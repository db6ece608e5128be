//! What the program's source says about texts: its literals, which of them are keys, and what the
//! keys are used for. Reads by form, not by meaning: every literal with a hyphen in `bot` is a key.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use storefront::bot::commands::{AdminCommand, Command, names};
use storefront::domain::fields::{Field, Kind, ListRule, Rule};
use storefront::domain::journal::{PersonAct, ProviderAct};
use storefront::domain::order::OrderState;
use storefront::domain::provider::{AddRefusal, ProviderAsk};
use strum::IntoEnumIterator;

use super::root;

/// Literals with a hyphen in the bot's source that name no text.
const NOT_KEYS: [&str; 2] = ["content-type", "n-text"];

/// A literal of the source, with the call it is the first argument of.
pub struct Literal {
    pub text: String,
    call: String,
    file: PathBuf,
    is_toast: bool,
    is_prefix: bool,
}

/// The literals of the program itself: no tests, no sandbox, no comments.
pub fn literals() -> Vec<Literal> {
    let mut found = Vec::new();
    each_source(|source, file| literals_of(source, file, &mut found));
    found
}

/// The names, with hyphens, of the variants whose texts strum derives from them.
pub fn derived_names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    each_source(|source, _| {
        for declared in source.split("IntoStaticStr").skip(1) {
            let lines = declared.lines().take_while(|line| *line != "}");
            let indented = lines.filter_map(|line| line.strip_prefix("    "));
            let variants = indented.filter(|line| line.starts_with(char::is_uppercase));
            names.extend(variants.map(with_hyphens));
        }
    });
    names
}

fn with_hyphens(variant: &str) -> String {
    let mut name = String::new();
    for letter in variant.chars().take_while(|letter| letter.is_alphanumeric()) {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

fn each_source(mut read: impl FnMut(&str, &Path)) {
    let mut folders = vec![root("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !matches!(name.as_str(), "sandbox" | "tests") {
                folders.push(path);
            } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
                let source = fs::read_to_string(&path).unwrap();
                read(&source, path.strip_prefix(root("src")).unwrap());
            }
        }
    }
}

fn literals_of(source: &str, file: &Path, found: &mut Vec<Literal>) {
    let program = source.split("\nmod tests {").next().unwrap();
    let lines = program.lines().filter(|line| !line.trim_start().starts_with("//"));
    let program = lines.collect::<Vec<_>>().join("\n");
    for (at, _) in program.match_indices('"') {
        let (before, rest) = (program[..at].trim_end(), &program[at + 1..]);
        let of_key = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '-' | '_');
        let text: String = rest.chars().take_while(|letter| of_key(*letter)).collect();
        let is_prefix = rest[text.len()..].starts_with('{') && text.ends_with('-');
        if text.is_empty() || !(is_prefix || rest[text.len()..].starts_with('"')) {
            continue;
        }
        let of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
        let call = before.strip_suffix('(').unwrap_or_default().trim_end_matches('!');
        let call = call.rsplit(|letter| !of_name(letter)).next().unwrap_or_default().to_owned();
        let statement = before.rsplit([';', '}']).next().unwrap_or_default();
        let is_toast = statement.contains(".toast(") || statement.contains(".alert(");
        let file = file.to_owned();
        found.push(Literal { text, call, file, is_toast, is_prefix });
    }
}

/// The literals that are the first argument of a call of this name.
pub fn with_call(literals: &[Literal], call: &str) -> BTreeSet<String> {
    let called = literals.iter().filter(|literal| literal.call == call && !literal.is_prefix);
    called.map(|literal| literal.text.clone()).collect()
}

/// What the faces of the shop look up by its whole name, and the memos of the ledger.
pub fn keys_named(literals: &[Literal]) -> BTreeSet<String> {
    let is_key = |literal: &&Literal| {
        let is_name = matches!(literal.call.as_str(), "text" | "count" | "word_of");
        let is_word = literal.text.trim_matches('-').contains('-')
            && !NOT_KEYS.contains(&literal.text.as_str());
        // The rules of the ledger name memos that flows replace by their own.
        let is_memo = literal.text.starts_with("memo-") && !literal.file.starts_with("domain");
        !literal.is_prefix && (is_memo || is_spoken(literal) && is_word && !is_name)
    };
    literals.iter().filter(is_key).map(|literal| literal.text.clone()).collect()
}

fn is_spoken(literal: &Literal) -> bool {
    literal.file.starts_with("bot") || literal.file.ends_with("app/greeting.rs")
}

/// What is put together as `{family}-{name}` and must be there whatever the name.
pub fn keys_put_together(literals: &[Literal]) -> BTreeSet<String> {
    let states: Vec<&str> = OrderState::iter().map(Into::into).collect();
    let fields = of_fields();
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    let commands = [names::<Command>(), names::<AdminCommand>()].concat();
    let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
    let refusals = of_refusals();
    let refusals: Vec<&str> = refusals.iter().map(String::as_str).collect();
    let asks: Vec<&str> = ProviderAsk::iter().map(<&str>::from).collect();
    let refusal: Vec<&str> = AddRefusal::iter().map(<&str>::from).collect();
    let acts = ProviderAct::iter().map(<&str>::from).map(|act| act.replace('_', "-"));
    let acts: Vec<String> = acts.collect();
    let acts: Vec<&str> = acts.iter().map(String::as_str).collect();
    let months: Vec<String> = (1..=12).map(|month| month.to_string()).collect();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    let mut keys = BTreeSet::new();
    for literal in literals.iter().filter(|literal| literal.is_prefix && is_spoken(literal)) {
        let names = match literal.text.as_str() {
            "provider-ask-" => asks.as_slice(),
            "provider-unfit-" => refusal.as_slice(),
            "provider-act-" => acts.as_slice(),
            "command-" => commands.as_slice(),
            "notice-order-" => states.as_slice(),
            "field-" => fields.as_slice(),
            "refuse-" => refusals.as_slice(),
            "month-" => months.as_slice(),
            other => panic!(
                "{} puts keys together from {other}: say here which names follow",
                literal.file.display()
            ),
        };
        keys.extend(names.iter().map(|name| format!("{}{name}", literal.text)));
    }
    for family in with_call(literals, "word_of") {
        if matches!(family.as_str(), "order-state" | "state-emoji") {
            keys.extend(states.iter().map(|state| format!("{family}-{state}")));
        }
        if family == "admin-act" {
            let acts = PersonAct::iter().map(<&str>::from);
            keys.extend(acts.map(|act| format!("{family}-{}", act.replace('_', "-"))));
        }
        // What `word_of` falls back to.
        keys.insert(format!("{family}-other"));
    }
    keys
}

/// What stands behind `refuse-`: the names of refusals that hold nothing. One that holds something
/// has a branch of its own.
fn of_refusals() -> Vec<String> {
    let flows = fs::read_to_string(root("src/flows/mod.rs")).unwrap();
    let branches = fs::read_to_string(root("src/bot/ui/refusal.rs")).unwrap();
    let variants =
        flows.split("pub enum UserError {").nth(1).and_then(|rest| rest.split("\n}").next());
    let variants = variants.expect("the refusals").lines();
    let variants = variants.filter_map(|line| line.strip_prefix("    "));
    let variants = variants.filter(|line| line.starts_with(char::is_uppercase));
    let (plain, holding): (Vec<&str>, Vec<&str>) = variants.partition(|line| line.ends_with(','));
    let (tuples, plain): (Vec<&str>, Vec<&str>) =
        plain.into_iter().partition(|line| line.contains('('));
    for variant in holding.into_iter().chain(tuples) {
        let name = variant.split([' ', '(']).next().unwrap();
        assert!(branches.contains(&format!("UserError::{name}")), "{name} has no branch");
    }
    assert!(plain.len() > 20, "{plain:?}");
    plain.into_iter().map(with_hyphens).collect()
}

/// What stands behind `field-`: for each field the texts that its kind needs.
fn of_fields() -> Vec<String> {
    let parts = |field: Field| {
        let free = |rule: Rule| matches!(rule, Rule::Prose { .. } | Rule::Text { .. });
        let (kind, mut parts) = (field.kind(), vec!["label", "ask"]);
        match kind {
            Kind::Link | Kind::Quantity => parts.clear(),
            Kind::List(_) => parts.push("count"),
            Kind::Choice(choices) => parts.extend(choices.iter().map(|choice| choice.name)),
            Kind::Number(_) | Kind::Word(_) | Kind::Sealed { .. } | Kind::Domain => {}
            Kind::Destination(_) => parts.push("bad"),
            Kind::Operator | Kind::Amount => {}
        }
        match kind {
            Kind::Number(_) => parts.push("bad"),
            Kind::Word(rule) | Kind::List(ListRule { item: rule, .. }) if !free(rule) => {
                parts.push("bad");
            }
            _ => {}
        }
        parts.into_iter().map(move |part| [field.as_str(), part].join("-").replace('_', "-"))
    };
    Field::all().flat_map(parts).collect()
}

/// Whether a key is of a family that is looked up by `{family}-{name}`.
pub fn is_of_family(key: &str, families: &BTreeSet<String>) -> bool {
    name_in_family(key, families).is_some()
}

/// The name part of a key of a family.
pub fn name_in_family<'a>(key: &'a str, families: &BTreeSet<String>) -> Option<&'a str> {
    families.iter().find_map(|family| key.strip_prefix(family.as_str())?.strip_prefix('-'))
}

/// Texts shown where no markup is rendered: buttons, toasts, menus, arguments of other texts.
pub fn keys_without_markup(literals: &[Literal]) -> impl Fn(&str) -> bool + use<> {
    let mut keys = with_call(literals, "word");
    keys.extend(with_call(literals, "plain"));
    let families = with_call(literals, "word_of");
    let is_toast = toasts(literals);
    move |key| {
        let prefixes = ["command-", "filter-", "key-", "memo-", "refuse-"];
        keys.contains(key)
            || is_toast(key)
            || is_of_family(key, &families)
            || prefixes.iter().any(|prefix| key.starts_with(prefix))
    }
}

/// Texts shown over a pressed button.
pub fn toasts(literals: &[Literal]) -> impl Fn(&str) -> bool + use<> {
    let toasts = literals.iter().filter(|literal| literal.is_toast);
    let toasts: BTreeSet<String> = toasts.map(|literal| literal.text.clone()).collect();
    move |key| key.starts_with("refuse-") || key.starts_with("top-up-") || toasts.contains(key)
}
