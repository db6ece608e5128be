//! The rules of the source tree, checked on its text: who may import whom, sizes, words that must
//! not appear, two schemas that are one, and documents that tell what is there. Test modules of
//! `src` are outside the rules about imports and words.

mod circles;
mod consent;
mod documents;
mod forgotten;
mod integers;
mod schema;
mod source;

use std::collections::BTreeMap;

use schema::Schema;
use source::{Source, sources, word_starts};

const LINES_MAX: usize = 450;
const COLUMNS_MAX: usize = 100;

/// What each room may name of the crate, beside itself. `bot::ingest`, `bot::dispatch` and
/// `providers::options` are those modules only.
const ROOMS: [(&str, &[&str]); 15] = [
    ("clock", &[]),
    ("crash", &[]),
    ("telemetry", &[]),
    ("vitals", &[]),
    ("config", &["domain", "providers::options", "payments"]),
    ("domain", &[]),
    ("store", &["domain", "clock"]),
    ("notifications", &["domain", "store", "clock"]),
    ("flows", &["domain", "store", "notifications", "clock"]),
    ("providers", &["domain"]),
    ("payments", &["domain"]),
    (
        "workers",
        &[
            "domain",
            "store",
            "notifications",
            "flows",
            "providers",
            "payments",
            "clock",
            "telemetry",
            "crash",
            "vitals",
        ],
    ),
    ("bot", &["domain", "store", "notifications", "flows", "clock", "telemetry", "crash"]),
    (
        "http",
        &[
            "domain",
            "store",
            "flows",
            "notifications",
            "bot::ingest",
            "bot::dispatch",
            "bot::sender",
            "clock",
            "telemetry",
            "crash",
            "vitals",
        ],
    ),
    ("sandbox", &[]),
];

/// Where rooms without a rule are: they wire the others.
const WIRING: [&str; 3] = ["app", "lib", "main"];

/// Crates that stop at some rooms.
const BORDERS: [(&str, &[&str]); 10] = [
    ("dptree", &["bot"]),
    ("sqlx", &["store"]),
    ("teloxide", &["bot", "app"]),
    ("axum", &["http", "sandbox", "app"]),
    ("reqwest", &["providers", "payments", "bot", "sandbox", "app"]),
    ("sha3", &["payments"]),
    ("bip32", &["payments"]),
    ("hickory_proto", &["providers", "sandbox"]),
    ("phonelib", &["domain"]),
    ("psl2", &["domain"]),
];

const NOT_A_NAME: [&str; 7] =
    ["util", "utils", "helpers", "common", "manager", "managers", "types"];

/// Fails with every violation on a line of its own.
fn none(rule: &str, violations: impl IntoIterator<Item = String>) {
    let violations: Vec<String> = violations.into_iter().collect();
    assert!(violations.is_empty(), "{rule}:\n  {}", violations.join("\n  "));
}

fn room(source: &Source) -> String {
    let path = source.path.trim_start_matches("src/");
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs").to_owned()
}

/// Macros are exported at the root of the crate but belong to a room.
fn macro_rooms(all: &[Source]) -> BTreeMap<String, String> {
    let mut rooms = BTreeMap::new();
    for source in all {
        for part in source.code.split("#[macro_export]").skip(1) {
            let name = part.trim_start().trim_start_matches("macro_rules!").trim_start();
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            rooms.insert(name[..end].to_owned(), room(source));
        }
    }
    rooms
}

fn is_allowed(room: &str, allowed: &[&str], path: &[String]) -> bool {
    let joined = path.join("::");
    let is_within = |prefix: &str| {
        joined == prefix || joined.strip_prefix(prefix).is_some_and(|rest| rest.starts_with("::"))
    };
    is_within(room) || allowed.iter().any(|prefix| is_within(prefix))
}

#[test]
fn rooms_import_only_what_they_may() {
    let all = sources("src");
    let macros = macro_rooms(&all);
    let mut violations = Vec::new();
    for source in &all {
        let room = room(source);
        if WIRING.contains(&room.as_str()) {
            continue;
        }
        let rule = ROOMS.iter().find(|(name, _)| *name == room);
        let Some((_, allowed)) = rule else {
            violations.push(format!("{}: no rule for the room {room}", source.path));
            continue;
        };
        for (place, mut path) in source.crate_paths() {
            if let Some(home) = path.first().and_then(|first| macros.get(first)) {
                path.insert(0, home.clone());
            }
            if !is_allowed(&room, allowed, &path) {
                violations.push(format!("{place}: {room} may not name crate::{}", path.join("::")));
            }
        }
    }
    none("imports", violations);
}

#[test]
fn crates_stop_at_their_rooms() {
    let mut violations = Vec::new();
    for source in sources("src") {
        let room = room(&source);
        for (name, rooms) in BORDERS {
            if !rooms.contains(&room.as_str()) {
                violations.extend(source.find_word(&source.program, name));
            }
        }
        if room == "sandbox" {
            violations.extend(source.find_word(&source.program, "storefront"));
        }
    }
    none("a crate beyond its rooms", violations);
}

#[test]
fn every_file_says_what_it_owns() {
    let all = sources("src");
    let silent = all.iter().filter(|source| !source.text.starts_with("//! "));
    none("does not open with //!", silent.map(|source| source.path.clone()));
}

#[test]
fn files_and_lines_are_short() {
    let mut violations = Vec::new();
    for source in sources("src") {
        let count = source.text.lines().count();
        if count > LINES_MAX {
            violations.push(format!("{}: {count} lines", source.path));
        }
        for (number, line) in (1..).zip(source.text.lines()) {
            let columns = line.chars().count();
            if columns > COLUMNS_MAX {
                violations.push(format!("{}:{number}: {columns} columns", source.path));
            }
        }
    }
    none("too long", violations);
}

#[test]
fn nothing_is_left_undone() {
    let mut violations = Vec::new();
    for source in sources("src") {
        for word in ["todo", "unimplemented", "dbg"] {
            let calls = word_starts(&source.program, word).into_iter();
            let calls = calls.filter(|at| source.program[at + word.len()..].starts_with('!'));
            violations
                .extend(calls.map(|at| format!("{}: {word}!", source.place(&source.program, at))));
        }
        let unwraps = source.program.match_indices(".unwrap()");
        violations.extend(
            unwraps.map(|(at, _)| format!("{}: .unwrap()", source.place(&source.program, at))),
        );
    }
    // An ignored test stands in a test module, so these are looked for everywhere.
    for source in sources("src").iter().chain(&sources("tests")) {
        let ignored = source.code.match_indices("#[ignore");
        violations.extend(
            ignored.map(|(at, _)| format!("{}: #[ignore]", source.place(&source.code, at))),
        );
    }
    none("left undone", violations);
}

#[test]
fn modules_are_named_by_what_they_are() {
    let all: Vec<Source> = sources("src").into_iter().chain(sources("tests")).collect();
    let is_bad = |source: &&Source| {
        let mut names = source.path.trim_end_matches(".rs").split('/');
        names.any(|name| NOT_A_NAME.contains(&name))
    };
    let mut violations: Vec<String> =
        all.iter().filter(is_bad).map(|source| source.path.clone()).collect();
    for source in &all {
        for name in NOT_A_NAME {
            let inline = word_starts(&source.code, name).into_iter();
            let inline = inline.filter(|at| source.code[..*at].ends_with("mod "));
            violations
                .extend(inline.map(|at| format!("{}: mod {name}", source.place(&source.code, at))));
        }
    }
    none("names that say nothing", violations);
}

#[test]
fn p08_no_float_type_is_in_the_source() {
    let mut violations = Vec::new();
    for source in sources("src") {
        for word in ["f32", "f64"] {
            violations.extend(source.find_word(&source.code, word));
        }
    }
    none("floats", violations);
}

#[test]
fn both_engines_have_the_same_tables() {
    let (sqlite, postgres) = (Schema::of("sqlite"), Schema::of("postgres"));
    assert_eq!(sqlite.files, postgres.files, "migration files");
    let names = |schema: &Schema| schema.tables.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&sqlite), names(&postgres), "tables");
    for (table, columns) in &sqlite.tables {
        assert_eq!(Some(columns), postgres.tables.get(table), "columns of {table}");
    }
    assert_eq!(sqlite.indexes, postgres.indexes, "indexes");
}
