//! Rust files as text: comments, literals and test modules blanked out, lines kept, and the paths
//! that lead from one module of the crate to another. Knows just enough of the language for that.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of the tree.
pub struct Source {
    /// Relative to the crate, with `/`.
    pub path: String,
    /// As it is.
    pub text: String,
    /// Without comments and the contents of literals.
    pub code: String,
    /// `code` without test modules; blank for a file that is one.
    pub program: String,
}

/// The crate's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every Rust file below `folder`, by path.
pub fn sources(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "no source below {folder}");
    let mut all: Vec<Source> = paths.iter().map(|path| Source::read(path)).collect();
    let tests: Vec<String> = all.iter().flat_map(Source::test_modules).collect();
    for source in &mut all {
        let module = source.module().join("::") + "::";
        if tests.iter().any(|test| module.starts_with(test)) {
            source.program.clear();
        }
    }
    all
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

impl Source {
    fn read(file: &Path) -> Self {
        let path = file.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        let text = fs::read_to_string(file).unwrap();
        let code = blank_literals(&text);
        let program = if is_test_file(&path) { String::new() } else { blank_test_modules(&code) };
        Self { path, text, code, program }
    }

    /// The module path below the crate: `src/bot/sender/mod.rs` is `bot`, `sender`.
    pub fn module(&self) -> Vec<&str> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut module: Vec<&str> = path.split('/').collect();
        if matches!(module.last(), Some(&"mod" | &"lib" | &"main")) {
            module.pop();
        }
        module
    }

    /// The modules in files of their own that are declared behind `#[cfg(test)]`, each with `::`.
    fn test_modules(&self) -> Vec<String> {
        let declared = self.code.split("#[cfg(test)]").skip(1).filter_map(|part| {
            let (before, name) = part.split_once("mod ")?;
            let name = name.split_once([';', '{']).filter(|_| !before.contains([';', '{']))?.0;
            Some(self.module().into_iter().chain([name.trim(), ""]).collect::<Vec<_>>().join("::"))
        });
        declared.collect()
    }

    /// `path:line: what` for every occurrence of the word in `part` of this file.
    pub fn find_word(&self, part: &str, word: &str) -> Vec<String> {
        let starts = word_starts(part, word);
        starts.into_iter().map(|at| format!("{}: {word}", self.place(part, at))).collect()
    }

    pub fn place(&self, part: &str, at: usize) -> String {
        format!("{}:{}", self.path, part[..at].matches('\n').count() + 1)
    }

    /// Paths from the crate's root that the program names, each with its place. What `super::`
    /// reaches counts too.
    pub fn crate_paths(&self) -> Vec<(String, Vec<String>)> {
        let mut found = Vec::new();
        let mut add = |at: usize, rest: &str, base: &[&str]| {
            let base: Vec<String> = base.iter().map(|part| (*part).to_owned()).collect();
            let mut paths = Vec::new();
            read_paths(rest, &base, &mut paths);
            found.extend(paths.into_iter().map(|path| (self.place(&self.program, at), path)));
        };
        for at in word_starts(&self.program, "crate") {
            if let Some(rest) = self.program[at + 5..].strip_prefix("::") {
                add(at, rest, &[]);
            }
        }
        let module = self.module();
        for at in word_starts(&self.program, "super") {
            let (mut rest, mut depth) = (&self.program[at..], module.len());
            if self.program[..at].ends_with("super::") {
                continue;
            }
            while let Some(up) = rest.strip_prefix("super::") {
                (rest, depth) = (up, depth.saturating_sub(1));
            }
            add(at, rest, &module[..depth]);
        }
        found
    }
}

/// Files that hold nothing but tests, by their names; a `#[path]` hides their module.
fn is_test_file(path: &str) -> bool {
    path.ends_with("_tests.rs") || path.ends_with("/tests.rs") || path.contains("/tests/")
}

fn is_word_char(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Where `word` stands as a word of its own.
pub fn word_starts(text: &str, word: &str) -> Vec<usize> {
    let is_edge = |letter: Option<char>| !letter.is_some_and(is_word_char);
    text.match_indices(word)
        .map(|(at, _)| at)
        .filter(|at| is_edge(text[..*at].chars().next_back()))
        .filter(|at| is_edge(text[at + word.len()..].chars().next()))
        .collect()
}

/// A path, and the name that it gets where it stands: its own last one, or that behind `as`.
pub struct Named {
    pub path: Vec<String>,
    pub name: Option<String>,
}

/// Reads one path or a group of paths.
pub fn read_paths(text: &str, base: &[String], paths: &mut Vec<Vec<String>>) {
    let mut named = Vec::new();
    read_names(text, base, &mut named);
    paths.extend(named.into_iter().map(|named| named.path));
}

/// Reads one path or a group of paths, with their names; returns what stands behind it.
pub fn read_names<'t>(text: &'t str, base: &[String], named: &mut Vec<Named>) -> &'t str {
    let mut path = base.to_vec();
    let mut text = text.trim_start();
    loop {
        if let Some(group) = text.strip_prefix('{') {
            text = group.trim_start();
            while !text.is_empty() && !text.starts_with('}') {
                let before = text.len();
                text = read_names(text, &path, named).trim_start();
                text = text.strip_prefix(',').unwrap_or(text).trim_start();
                if text.len() == before {
                    break;
                }
            }
            return text.strip_prefix('}').unwrap_or(text);
        }
        let end = text.find(|letter| !is_word_char(letter)).unwrap_or(text.len());
        if end > 0 {
            path.push(text[..end].to_owned());
        }
        text = &text[end..];
        match text.strip_prefix("::") {
            Some(rest) if end > 0 => text = rest,
            _ => break,
        }
    }
    let end =
        text.find(|letter: char| !is_word_char(letter) && letter != ' ').unwrap_or(text.len());
    let (behind, rest) = text.split_at(end);
    let alias = behind.trim().strip_prefix("as ").map(|alias| alias.trim().to_owned());
    let name = alias.or_else(|| path.last().cloned());
    named.push(Named { path, name });
    rest
}

/// Replaces everything in comments and literals by spaces.
fn blank_literals(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after_word = code.chars().next_back().is_some_and(is_word_char);
        let length = literal_length(rest, after_word);
        if length == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            code.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[length..];
        }
    }
    code
}

/// How many bytes of a comment or literal begin here; 0 for none.
fn literal_length(text: &str, after_word: bool) -> usize {
    let to = |end: Option<usize>| end.unwrap_or(text.len());
    if text.starts_with("//") {
        return to(text.find('\n'));
    }
    if text.starts_with("/*") {
        return to(text.find("*/").map(|end| end + 2));
    }
    if text.starts_with('"') {
        return to(closing_quote(text, 1, '"'));
    }
    if let Some(raw) = text.strip_prefix('r').filter(|_| !after_word) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let begin = 1 + hashes + 1;
            return to(text[begin..].find(&end).map(|at| begin + at + end.len()));
        }
    }
    if text.starts_with('\'') {
        // A letter in quotes; otherwise a lifetime.
        let mut letters = text.chars().skip(1);
        let is_escaped = letters.next() == Some('\\');
        if is_escaped || letters.next() == Some('\'') {
            let second = text.chars().nth(1).map_or(0, char::len_utf8);
            let begin = if is_escaped { 1 } else { 1 + second };
            return to(closing_quote(text, begin, '\''));
        }
    }
    0
}

fn closing_quote(text: &str, begin: usize, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, letter) in text[begin..].char_indices() {
        if !is_escaped && letter == quote {
            return Some(begin + at + 1);
        }
        is_escaped = !is_escaped && letter == '\\';
    }
    None
}

/// Replaces inline modules behind `#[cfg(test)]` by blank lines.
fn blank_test_modules(code: &str) -> String {
    let mut program = code.to_owned();
    for (begin, _) in code.match_indices("#[cfg(test)]") {
        let Some(open) = code[begin..].find(['{', ';']).map(|at| begin + at) else { continue };
        let end = if code[open..].starts_with('{') { closing_brace(code, open) } else { open + 1 };
        let blank: String = code[begin..end].chars().filter(|c| *c == '\n').collect();
        let padding = " ".repeat(end - begin - blank.len());
        program.replace_range(begin..end, &(padding + &blank));
    }
    program
}

fn closing_brace(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, letter) in code[open..].char_indices() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        if depth == 0 {
            return open + at + 1;
        }
    }
    code.len()
}

#[test]
fn literals_comments_and_tests_are_not_taken_for_code() {
    let text = "let a = \"sqlx\\\" //\"; // sqlx\nlet b = r#\"sqlx\"#; let c = '\"'; let d: &'a u8;\n\
                #[cfg(test)]\nmod tests { use sqlx; }\nsqlx::query";
    let program = blank_test_modules(&blank_literals(text));
    let starts = word_starts(&program, "sqlx");
    assert_eq!(starts.len(), 1, "{program}");
    assert_eq!(program[..starts[0]].matches('\n').count(), 4, "{program}");
    assert!(program.contains("let d: &'a u8;"), "{program}");
}

#[test]
fn groups_of_paths_are_read_one_by_one() {
    let mut named = Vec::new();
    read_names("{a::{b, c as d}, e::f as g, self}; x", &[], &mut named);
    let paths: Vec<String> = named.iter().map(|named| named.path.join("::")).collect();
    assert_eq!(paths, ["a::b", "a::c", "e::f", "self"]);
    let names: Vec<String> = named.into_iter().filter_map(|named| named.name).collect();
    assert_eq!(names, ["b", "d", "g", "self"]);
}
