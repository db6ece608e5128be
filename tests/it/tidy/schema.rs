//! The two migration folders as text: which tables, columns and indexes each makes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::source::{read, root};

/// What one engine's migrations make.
#[derive(Default)]
pub struct Schema {
    pub files: BTreeSet<String>,
    /// Columns with their kind, by table.
    pub tables: BTreeMap<String, BTreeSet<String>>,
    pub indexes: BTreeSet<String>,
}

impl Schema {
    pub fn of(engine: &str) -> Self {
        let folder = format!("migrations/{engine}");
        let mut schema = Self::default();
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            schema.files.insert(entry.unwrap().file_name().into_string().unwrap());
        }
        for file in schema.files.clone() {
            let sql = without_comments(&read(&format!("{folder}/{file}")));
            schema.read_tables(&sql);
            schema.read_indexes(&sql);
        }
        assert!(!schema.tables.is_empty(), "no tables in {folder}");
        schema
    }

    fn read_tables(&mut self, sql: &str) {
        for part in sql.split("CREATE TABLE ").skip(1) {
            let (name, rest) = part.split_once('(').unwrap();
            let columns = items(rest).into_iter().filter_map(|item| column(&item)).collect();
            self.tables.insert(name.trim().to_owned(), columns);
        }
        for part in sql.split("ALTER TABLE ").skip(1) {
            let Some((name, rest)) = part.split_once(" ADD COLUMN ") else { continue };
            if let Some(columns) = self.tables.get_mut(name.trim()) {
                columns.extend(column(rest.split(';').next().unwrap_or(rest)));
            }
        }
    }

    fn read_indexes(&mut self, sql: &str) {
        let names = sql.split(" INDEX ").skip(1);
        self.indexes
            .extend(names.filter_map(|part| part.split_whitespace().next()).map(str::to_owned));
    }
}

fn without_comments(sql: &str) -> String {
    let lines: Vec<&str> = sql.lines().map(|line| line.split("--").next().unwrap_or("")).collect();
    lines.join("\n")
}

/// What stands between the commas of an open parenthesis, up to its end.
fn items(text: &str) -> Vec<String> {
    let (mut items, mut item, mut depth) = (Vec::new(), String::new(), 0);
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                items.push(std::mem::take(&mut item));
                continue;
            }
            _ => {}
        }
        item.push(letter);
    }
    items.push(item);
    items
}

/// `name kind` of a column; `None` for a constraint of the table.
fn column(item: &str) -> Option<String> {
    const CONSTRAINTS: [&str; 5] = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"];
    let mut words = item.split_whitespace();
    let name = words.next().filter(|name| !CONSTRAINTS.contains(name))?;
    // Both are 64 bits wide.
    let kind = words.next()?.replace("BIGINT", "INTEGER");
    assert!(["INTEGER", "TEXT"].contains(&kind.as_str()), "column {name}: kind {kind}");
    Some(format!("{name} {kind}"))
}
