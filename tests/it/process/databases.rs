//! A database that is not this shop's, or newer or older than the program: it is refused, or waits,
//! and nothing in it is changed.

use std::time::Duration;

use crate::support::process::Ended;
use crate::support::{Outside, database::Database};
use storefront::clock::{Clock, HOUR_MS};

const STOP: Duration = Duration::from_secs(10);
const NEWEST: &str = "(SELECT MAX(version) FROM _sqlx_migrations)";

/// Everything that a refusal must leave as it was.
async fn contents(outside: &Outside) -> Vec<String> {
    let mut found = outside.database.texts("version FROM _sqlx_migrations ORDER BY version").await;
    for table in ["meta", "leases", "providers", "alerts", "outbox", "orders"] {
        found.push(outside.count(table).await.to_string());
    }
    let stamps = "key || '=' || value FROM meta ORDER BY key";
    found.extend(outside.database.texts(stamps).await);
    if let Some(folder) = outside.database.folder() {
        found.push(format!("{:?}", std::fs::read(folder.join("shop.db")).unwrap()));
    }
    found
}

/// A database that a shop has used, as an older program left it: its newest migration is taken back.
async fn made_older(outside: &Outside) {
    outside
        .database
        .executes(&format!("DELETE FROM _sqlx_migrations WHERE version = {NEWEST}"))
        .await;
}

async fn used() -> Outside {
    let outside = Outside::new().await;
    let process = outside.serves();
    outside.opens().await;
    process.stops(STOP).await;
    outside
}

fn refused(ended: &Ended, part: &str) {
    refused_for("DATABASE_URL: ", ended, part);
}

fn refused_for(setting: &str, ended: &Ended, part: &str) {
    assert_eq!(ended.code(), Some(2), "{}", ended.stderr);
    assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
    assert!(ended.stderr.starts_with(setting), "{}", ended.stderr);
    assert!(ended.stderr.contains(part), "{}", ended.stderr);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_shops_database_is_refused_before_it_is_migrated() {
    let outside = used().await;
    // Were it migrated, the newest migration would fail or be written down again.
    made_older(&outside).await;
    let before = contents(&outside).await;
    let cases = [
        (("SHOP_CURRENCY", "EUR"), "SHOP_CURRENCY"),
        (("TELEGRAM_BOT_TOKEN", "778:another-SECRET"), "the id of the bot"),
    ];
    for (setting, part) in cases {
        let extra = [setting, ("PROVIDER_MAIN_RATE", "1")];
        refused(&outside.runs("serve", &extra).await, part);
        assert_eq!(contents(&outside).await, before, "{part}");
    }
    let sealed = "INSERT INTO meta (key, value) VALUES ('master_key', '0011223344556677')";
    outside.database.executes(sealed).await;
    let before = contents(&outside).await;
    let digits = "0f".repeat(32);
    let ended = outside.runs("serve", &[("MASTER_KEY", &digits)]).await;
    refused_for("MASTER_KEY: ", &ended, "has 0011223344556677");
    assert_eq!(contents(&outside).await, before);
    outside.database.executes("UPDATE meta SET value = 'demo' WHERE key = 'kind'").await;
    let before = contents(&outside).await;
    refused(&outside.runs("serve", &[]).await, "storefront demo");
    assert_eq!(contents(&outside).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newer_database_is_refused_untouched_by_serve_and_audit() {
    let outside = used().await;
    let newer = format!(
        "INSERT INTO _sqlx_migrations SELECT version + 1000, description, installed_on, success, \
         checksum, execution_time FROM _sqlx_migrations WHERE version = {NEWEST}"
    );
    outside.database.executes(&newer).await;
    let before = contents(&outside).await;
    for command in ["serve", "audit"] {
        refused(&outside.runs(command, &[]).await, "newer storefront");
        assert_eq!(contents(&outside).await, before, "{command}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_audit_of_an_older_or_empty_database_says_so_and_changes_nothing() {
    let outside = used().await;
    made_older(&outside).await;
    let before = contents(&outside).await;
    refused(&outside.runs("audit", &[]).await, "run `storefront serve` first");
    assert_eq!(contents(&outside).await, before);

    let outside = Outside::new().await;
    let ended = outside.runs("audit", &[]).await;
    assert_ne!(ended.code(), Some(0), "{}", ended.stderr);
    if outside.database.folder().is_none() {
        let tables = "information_schema.tables WHERE table_schema = current_schema()";
        assert_eq!(outside.count(tables).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_something_else_is_refused_untouched() {
    let outside = Outside::with(Database::in_folder()).await;
    let other = outside.folder.path().join("other.db");
    let url = format!("sqlite://{}?mode=rwc", other.display());
    let database = Database::at(&url);
    database.executes("CREATE TABLE notes (text TEXT)").await;
    let before = std::fs::read(&other).unwrap();
    let extra = [("DATABASE_URL", url.as_str())];
    refused(&outside.runs("serve", &extra).await, "something else");
    assert_eq!(std::fs::read(&other).unwrap(), before);
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_stands_by_migrates_only_when_it_serves() {
    let outside = used().await;
    if outside.database.folder().is_some() {
        // A file has one process.
        return outside.audit().await;
    }
    let until_ms = Clock::System.now_ms() + HOUR_MS;
    let held =
        format!("INSERT INTO leases (name, owner, until_ms) VALUES ('instance', 'x', {until_ms})");
    outside.database.executes(&held).await;
    // An older program serves it.
    made_older(&outside).await;
    let before = contents(&outside).await;
    let second = outside.serves();
    second.until_it_says("standing by").await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_eq!(contents(&outside).await, before);
    // What serves it has become newer meanwhile: then this one has no business there.
    let newer = format!(
        "INSERT INTO _sqlx_migrations SELECT version + 1000, description, installed_on, success, \
         checksum, execution_time FROM _sqlx_migrations WHERE version = {NEWEST}"
    );
    outside.database.executes(&newer).await;
    outside.database.executes("DELETE FROM leases").await;
    let ended = second.ended(Duration::from_secs(30)).await;
    assert_eq!(ended.code(), Some(2), "{}", ended.stderr);
    assert!(ended.stderr.contains("newer storefront"), "{}", ended.stderr);
    assert_eq!(outside.count("leases").await, 0, "the place is given up");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lease_that_nobody_renews_is_taken_whatever_time_it_names() {
    let outside = used().await;
    let until_ms = Clock::System.now_ms() + 9_000 * HOUR_MS;
    let held =
        format!("INSERT INTO leases (name, owner, until_ms) VALUES ('instance', 'x', {until_ms})");
    outside.database.executes(&held).await;
    let process = outside.serves();
    outside.until("it serves", async || process.log().contains("the shop is open")).await;
    process.stops(STOP).await;
    outside.audit().await;
}
