//! Values of one type side by side: the compiler hears nothing when two of them are swapped. No
//! function takes two bare integers, sums or ids of one type in a row, and no tuple holds two; a
//! struct gives each its name.

use super::none;
use super::source::{Source, sources, word_starts};

const INTEGERS: [&str; 12] =
    ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];

/// Where two may stand side by side all the same: the file, how the place begins, and why.
const ALLOWED: [(&str, &str, &str); 1] = [(
    "src/bot/admin/sources.rs",
    "(ServiceId, ServiceId)",
    "the tree hands two values of a button on as one tuple",
)];

/// What a type can be taken for: any integer for another one, a sum or an id for another of its
/// type, also where it may be missing or is borrowed.
fn kind(text: &str) -> Option<&str> {
    let text = text.trim().trim_start_matches('&');
    let lifetime = |text: &str| text.starts_with('\'').then(|| text.find(' ')).flatten();
    let text = lifetime(text).map_or(text, |end| &text[end..]).trim_start();
    let text = text.trim_start_matches("mut ");
    if let Some(inner) = text.strip_prefix("Option<").and_then(|inner| inner.strip_suffix('>')) {
        return kind(inner);
    }
    if INTEGERS.contains(&text) {
        return Some("integer");
    }
    let name = text.rsplit("::").next()?;
    let is_name = name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphanumeric);
    (is_name && (name == "Money" || name.ends_with("Id"))).then_some(name)
}

/// Calls `at` with each letter and how deep it stands, until it returns `false`.
fn walk(text: &str, mut at: impl FnMut(usize, char, i32) -> bool) {
    let (mut depth, mut before) = (0, ' ');
    for (place, letter) in text.char_indices() {
        match letter {
            '(' | '[' | '{' | '<' => depth += 1,
            // The heads of arrows close nothing.
            '>' if before == '-' || before == '=' => {}
            ')' | ']' | '}' | '>' => depth -= 1,
            _ => {}
        }
        if !at(place, letter, depth) {
            return;
        }
        before = letter;
    }
}

/// What stands in the brackets that the text begins with.
fn inside(text: &str) -> &str {
    let mut end = text.len();
    walk(text, |place, _, depth| {
        end = place;
        depth > 0
    });
    text.get(1..end).unwrap_or_default()
}

/// The pieces between the commas that stand in no brackets.
fn pieces(text: &str) -> Vec<&str> {
    let (mut found, mut from) = (Vec::new(), 0);
    walk(text, |place, letter, depth| {
        if letter == ',' && depth == 0 {
            found.push(&text[from..place]);
            from = place + 1;
        }
        true
    });
    found.push(&text[from..]);
    found
}

/// The type of a parameter, behind its name or pattern.
fn type_of(parameter: &str) -> &str {
    let mut from = None;
    let bytes = parameter.as_bytes();
    walk(parameter, |place, letter, depth| {
        let is_path = bytes.get(place + 1) == Some(&b':') || parameter[..place].ends_with(':');
        if letter == ':' && depth == 0 && !is_path {
            from = Some(place + 1);
        }
        from.is_none()
    });
    from.map_or("", |from| &parameter[from..])
}

fn has_pair(types: &[&str]) -> bool {
    types.windows(2).any(|pair| match pair {
        [one, other] => kind(one).is_some_and(|found| kind(other) == Some(found)),
        _ => false,
    })
}

/// The functions of a text that take two of a kind in a row: where, and their names.
fn functions(text: &str) -> Vec<(usize, &str)> {
    let with_pair = |at: usize| {
        let head = text[at..].strip_prefix("fn ")?;
        let end = head.find(|letter: char| !letter.is_alphanumeric() && letter != '_')?;
        let (name, rest) = head.split_at(end);
        let generics = if rest.starts_with('<') { inside(rest).len() + 2 } else { 0 };
        let parameters = pieces(inside(rest.get(generics..)?));
        let types: Vec<&str> = parameters.into_iter().map(type_of).collect();
        has_pair(&types).then_some((at, name))
    };
    word_starts(text, "fn").into_iter().filter_map(with_pair).collect()
}

/// Where a text names a type that holds two of a kind in a row: a tuple, or what a closure takes.
fn tuples(text: &str) -> Vec<usize> {
    let bare = |field: &'_ str| -> String {
        let field = field.trim();
        let field = field.strip_prefix("pub").filter(|rest| rest.starts_with([' ', '(']));
        let field = field.map(|rest| match rest.starts_with('(') {
            true => rest.split_once(')').map_or(rest, |(_, behind)| behind),
            false => rest,
        });
        field.unwrap_or_default().to_owned()
    };
    let is_pair = |at: &usize| {
        let fields = pieces(inside(&text[*at..]));
        let stripped: Vec<String> = fields.iter().map(|field| bare(field)).collect();
        let stripped: Vec<&str> = stripped.iter().map(String::as_str).collect();
        has_pair(&fields) || has_pair(&stripped)
    };
    text.match_indices('(').map(|(at, _)| at).filter(is_pair).collect()
}

fn violations(source: &Source) -> Vec<String> {
    let text = &source.program;
    let functions = functions(text).into_iter().map(|(at, name)| (at, format!("fn {name}")));
    let tuples = tuples(text).into_iter().map(|at| (at, "a tuple".to_owned()));
    let is_allowed = |at: usize| {
        let is_it = |begins: &str| text[at..].starts_with(begins);
        ALLOWED.iter().any(|(path, begins, _)| *path == source.path && is_it(begins))
    };
    let found = functions.chain(tuples).filter(|(at, _)| !is_allowed(*at));
    found.map(|(at, what)| format!("{}: {what}", source.place(text, at))).collect()
}

#[test]
fn nothing_stands_side_by_side_that_can_be_swapped_unseen() {
    let all = sources("src");
    let shop = all.iter().filter(|source| !source.path.starts_with("src/sandbox"));
    none("two integers, sums or ids of one type in a row: name them", shop.flat_map(violations));
}

#[test]
fn pairs_are_found_wherever_they_stand() {
    let named =
        "fn a(x: i64, y: u8)\nfn b<F: Fn(X) -> Y>(&mut self, f: F, x: usize, y: Option<i64>) {}";
    let names: Vec<&str> = functions(named).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["a", "b"]);
    let named = "fn e(x: Money, y: Option<&'a Money>) {} fn f(&self, x: ids::OrderId, y: &OrderId)";
    let names: Vec<&str> = functions(named).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["e", "f"]);
    let named = "fn g(x: OrderId, y: PersonId) {} fn h(x: Vec<Money>, y: Vec<Money>, z: Money) {}";
    assert!(functions(named).is_empty());
    let named = "fn c(x: i64, id: Id, y: i64) {} fn d((a, b): (A, Map<i64, i64>), y: i64) {}";
    assert!(functions(named).is_empty());
    for tuple in [
        "x: (A, i64, i64)",
        "-> R<(i64, u8), E>",
        "L((u8, u8))",
        "S(pub u8, pub(super) u8)",
        "(Money, Money)",
    ] {
        assert_eq!(tuples(tuple).len(), 1, "{tuple}");
    }
    for other in [
        "(a, b)",
        "[i64; 2]",
        "(i64, Id, i64)",
        "f(a as i64, b as i64)",
        "(i64::MAX, 1)",
        "(OrderId, PersonId)",
        "(Money::ZERO, Money::ZERO)",
    ] {
        assert!(tuples(other).is_empty(), "{other}");
    }
}
