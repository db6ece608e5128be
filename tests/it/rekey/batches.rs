//! More texts than one transaction takes, among them some that are not to be sealed anew.

use std::os::unix::process::ExitStatusExt;
use std::time::Duration;

use sqlx::Connection;
use storefront::domain::sealed::SealedColumn;
use tokio::task::JoinHandle;

use super::*;
use crate::support::Outside;
use crate::support::process::Ended;

/// Updates that wait, and how many of them are in each transaction of a change.
const TEXTS: i64 = 450;
const BATCHES: [i64; 3] = [200, 400, 450];

/// A closed shop with as many updates that wait sealed, one that waits as it came, and one that no
/// key opens.
async fn crowded() -> Outside {
    let outside = Outside::new().await;
    let process = outside.starts("serve", &[("MASTER_KEY", &digits('1'))]);
    process.until_it_says("the shop is open").await;
    process.stops(PATIENCE).await;
    let mut bodies: Vec<(i64, String)> = (1..=TEXTS).map(|id| (id, sealed('1', id))).collect();
    bodies.push((9_001, r#"{"update_id":9001}"#.to_owned()));
    bodies.push((9_002, sealed('3', 9_002)));
    let rows: Vec<String> =
        bodies.iter().map(|(id, body)| format!("(777, {id}, {id}, '{body}', 'hash', 1)")).collect();
    let insert = "INSERT INTO inbox (bot_id, update_id, person_id, body, body_hash, received_ms)";
    outside.database.executes(&format!("{insert} VALUES {}", rows.join(", "))).await;
    outside
}

fn sealed(with: char, update_id: i64) -> String {
    let place = update_id.to_string();
    let body = format!(r#"{{"update_id":{update_id}}}"#);
    key(with).seal(SealedColumn::Update.at(&place), &body, rand::random()).unwrap()
}

async fn rekeys(outside: &Outside, crash_at: &str) -> Ended {
    outside.forgets_the_dead().await;
    let (old, new) = (digits('1'), digits('2'));
    let extra = [
        ("MASTER_KEY_OLD", old.as_str()),
        ("MASTER_KEY", new.as_str()),
        ("STOREFRONT_CRASH_AT", crash_at),
    ];
    outside.runs("rekey", &extra).await
}

/// How many updates open with a key.
async fn opened(outside: &Outside, with: char) -> i64 {
    let rows = outside.database.texts("update_id || ' ' || body FROM inbox").await;
    let opens = |row: &&String| {
        let (update_id, body) = row.split_once(' ').unwrap();
        key(with).open(SealedColumn::Update.at(update_id), body).is_ok()
    };
    i64::try_from(rows.iter().filter(opens).count()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_texts_are_sealed_anew_part_by_part_and_odd_ones_stay() {
    let outside = crowded().await;
    let odd = "body FROM inbox WHERE update_id > 9000 ORDER BY update_id";
    let (before, odd_before) =
        (sealed_texts(&outside.database).await.concat(), outside.database.texts(odd).await);
    for done in BATCHES {
        let ended = rekeys(&outside, "rekey-batch").await;
        assert_eq!(ended.status.signal(), Some(SIGABRT), "{}", ended.stderr);
        assert_eq!(opened(&outside, '2').await, done);
        assert_eq!(opened(&outside, '1').await, TEXTS - done);
    }
    let ended = rekeys(&outside, "rekey-batch").await;
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    assert!(ended.stdout.starts_with("Sealed anew: 0\n"), "{}", ended.stdout);
    let named = "inbox.body of 9002: neither key opens it";
    assert_eq!(ended.stdout.matches("neither key opens it").count(), 1, "{}", ended.stdout);
    assert!(ended.stdout.contains(named), "{}", ended.stdout);
    assert_eq!(outside.database.texts(odd).await, odd_before);
    let odd = &odd_before[1];
    let former: Vec<String> = before.into_iter().filter(|text| text != odd).collect();
    assert_eq!(former.len(), 450);
    none_is_left(&outside.database, &former).await;
    outside.audit().await;
}

/// On a server, somebody who writes in another database from now on for two seconds.
async fn somebody_writes_elsewhere(database: &Database) -> Option<JoinHandle<()>> {
    let server = std::env::var("TEST_DATABASE_URL").ok().filter(|_| database.folder().is_none())?;
    let mut writer = sqlx::AnyConnection::connect(&server).await.unwrap();
    sqlx::raw_sql("BEGIN; SELECT txid_current();").execute(&mut writer).await.unwrap();
    Some(tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(2)).await;
        sqlx::raw_sql("COMMIT").execute(&mut writer).await.unwrap();
    }))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sealed_with_the_former_key_after_the_end_is_sealed_anew_by_another_run() {
    let outside = crowded().await;
    assert_eq!(rekeys(&outside, "").await.code(), Some(0));
    // A shop that was taken for dead has kept one more update.
    let late = sealed('1', 9_003);
    let insert = format!(
        "INSERT INTO inbox (bot_id, update_id, person_id, body, body_hash, received_ms) \
         VALUES (777, 9003, 9003, '{late}', 'hash', 1)"
    );
    // Copies of tables that are made beside an older writer keep what rows were, whatever he writes.
    let elsewhere = somebody_writes_elsewhere(&outside.database).await;
    outside.database.executes(&insert).await;
    let ended = rekeys(&outside, "").await;
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    assert!(ended.stdout.starts_with("Sealed anew: 1\n"), "{}", ended.stdout);
    if let Some(elsewhere) = elsewhere {
        elsewhere.await.unwrap();
    }
    assert_eq!(opened(&outside, '2').await, TEXTS + 1);
    none_is_left(&outside.database, &[late]).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_that_reads_the_file_is_waited_for_and_then_named() {
    let outside = Outside::with(Database::in_folder()).await;
    let process = outside.starts("serve", &[("MASTER_KEY", &digits('1'))]);
    process.until_it_says("the shop is open").await;
    process.stops(PATIENCE).await;
    sqlx::any::install_default_drivers();
    let mut reader = sqlx::AnyConnection::connect(&outside.database.url).await.unwrap();
    sqlx::raw_sql("BEGIN; SELECT COUNT(*) FROM meta;").execute(&mut reader).await.unwrap();
    let ended = rekeys(&outside, "").await;
    assert_eq!(ended.code(), Some(1), "{}", ended.stderr);
    assert!(ended.stderr.contains("another program reads"), "{}", ended.stderr);
    assert_eq!(outside.count("meta WHERE value LIKE '%>%'").await, 1, "it has not ended");
    sqlx::raw_sql("COMMIT").execute(&mut reader).await.unwrap();
    reader.close().await.unwrap();
    assert_eq!(rekeys(&outside, "").await.code(), Some(0));
    outside.audit().await;
}
