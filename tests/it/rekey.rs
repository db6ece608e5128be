//! A change of the key by `storefront rekey`: nothing is lost on the way, whenever it is killed, and
//! nothing that the former key opens is left.

mod batches;
mod kills;
mod refusals;

use std::path::Path;
use std::time::Duration;

use storefront::domain::sealed::MasterKey;

use crate::support::database::Database;

const SIGABRT: i32 = 6;
const PATIENCE: Duration = Duration::from_secs(60);

/// The 64 digits of a key; keys differ by their first digit.
fn digits(first: char) -> String {
    format!("{first}{}", "0f".repeat(32).split_off(1))
}

fn key(first: char) -> MasterKey {
    MasterKey::parse(&digits(first)).unwrap()
}

/// Every column of sealed texts: what stands behind SELECT.
const SEALED: [&str; 7] = [
    "sealed_url FROM chat_providers",
    "sealed_key FROM chat_providers",
    "sealed_url FROM provider_drafts",
    "sealed_key FROM provider_drafts",
    "sealed FROM buyer_answers",
    "sealed FROM goods",
    "body FROM inbox",
];

/// Every sealed text of a database, by its column.
async fn sealed_texts(database: &Database) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for select in SEALED {
        let texts = database.texts(select).await;
        found.push(texts.into_iter().filter(|text| text.starts_with("1:")).collect());
    }
    found
}

/// What would show that a text is there: a page may end within it.
fn signs(text: &str) -> [&str; 2] {
    let middle = text.len().min(80) / 2;
    [&text[..middle], &text[text.len() - middle..]]
}

/// Insists that none of these texts lies in the database, whether in a row or left of one.
async fn none_is_left(database: &Database, texts: &[String]) {
    match database.folder() {
        Some(folder) => none_in_files(folder, texts),
        None => none_on_server(database, texts).await,
    }
}

fn none_in_files(folder: &Path, texts: &[String]) {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let content = String::from_utf8_lossy(&bytes);
        for sign in texts.iter().flat_map(|text| signs(text)) {
            assert!(!content.contains(sign), "{sign} in {}", path.display());
        }
        names.push(path.file_name().unwrap().to_owned().into_string().unwrap());
    }
    assert!(names.iter().any(|name| name == "shop.db"), "{names:?}");
}

/// The rows, and the files of the tables that have sealed texts.
async fn none_on_server(database: &Database, texts: &[String]) {
    database.executes("CHECKPOINT").await;
    let of_schema = "relnamespace = CAST(current_schema() AS REGNAMESPACE)";
    let files = format!(
        "encode(pg_read_binary_file(pg_relation_filepath(oid)), 'escape') FROM pg_class \
         WHERE {of_schema} AND relname IN ('chat_providers', 'provider_drafts', 'buyer_answers', \
         'goods', 'inbox')"
    );
    let mut contents = database.texts(&files).await;
    assert_eq!(contents.len(), 5);
    let tables = format!("relname FROM pg_class WHERE {of_schema} AND relkind = 'r'");
    for table in database.texts(&tables).await {
        contents.extend(database.texts(&format!("row_to_json(t) FROM {table} AS t")).await);
    }
    for content in &contents {
        for sign in texts.iter().flat_map(|text| signs(text)) {
            assert!(!content.contains(sign), "{sign}");
        }
    }
}
