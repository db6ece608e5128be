//! What is refused: settings that are not those of the change, a shop that runs, and a database
//! that has nothing to change. Nothing is changed by it.

use std::os::unix::process::ExitStatusExt;

use storefront::clock::{Clock, SECOND_MS};
use storefront::domain::sealed::SealedColumn;

use super::*;
use crate::support::Outside;
use crate::support::process::Ended;

const STOP: Duration = Duration::from_secs(10);

/// A shop that has served with a key, and left an update that waits.
async fn sealed_with(first: char) -> Outside {
    let outside = Outside::new().await;
    let process = outside.starts("serve", &[("MASTER_KEY", &digits(first))]);
    process.until_it_says("the shop is open").await;
    process.stops(STOP).await;
    let body = key(first).seal(SealedColumn::Update.at("77"), "{}", rand::random()).unwrap();
    let insert = format!(
        "INSERT INTO inbox (bot_id, update_id, person_id, body, body_hash, received_ms) \
         VALUES (777, 77, 5001, '{body}', 'hash', 1)"
    );
    outside.database.executes(&insert).await;
    outside
}

async fn rekeys(outside: &Outside, old: &str, new: &str) -> Ended {
    outside.forgets_the_dead().await;
    outside.runs("rekey", &[("MASTER_KEY_OLD", old), ("MASTER_KEY", new)]).await
}

async fn contents(outside: &Outside) -> (Vec<String>, Vec<Vec<String>>) {
    let stamp = outside.database.texts("value FROM meta WHERE key = 'master_key'").await;
    (stamp, sealed_texts(&outside.database).await)
}

/// Code 2, one line that begins with the setting and shows no key.
fn refused(ended: &Ended, setting: &str) {
    assert_eq!(ended.code(), Some(2), "{}", ended.stderr);
    assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
    assert!(ended.stderr.starts_with(&format!("{setting}: ")), "{setting}: {}", ended.stderr);
    assert!(!ended.stderr.contains("0f0f0f0f"), "{}", ended.stderr);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_keys_are_refused_and_change_nothing() {
    let outside = sealed_with('1').await;
    let before = contents(&outside).await;
    let (one, two, three) = (digits('1'), digits('2'), digits('3'));
    let cases = [
        ("MASTER_KEY_OLD", "s3cret", two.as_str()),
        ("MASTER_KEY", one.as_str(), "s3cret"),
        ("MASTER_KEY", one.as_str(), ""),
        ("MASTER_KEY_OLD", "", two.as_str()),
        ("MASTER_KEY_OLD", one.as_str(), one.as_str()),
        ("MASTER_KEY_OLD", three.as_str(), two.as_str()),
    ];
    for (setting, old, new) in cases {
        refused(&rekeys(&outside, old, new).await, setting);
        assert_eq!(contents(&outside).await, before);
    }
    let euro = [
        ("SHOP_CURRENCY", "EUR"),
        ("PROVIDER_MAIN_RATE", "1"),
        ("MASTER_KEY_OLD", one.as_str()),
        ("MASTER_KEY", two.as_str()),
    ];
    refused(&outside.runs("rekey", &euro).await, "DATABASE_URL");
    assert_eq!(contents(&outside).await, before);
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_third_key_is_refused_midway_and_whoever_looks_is_told() {
    let outside = sealed_with('1').await;
    let (one, two, three) = (digits('1'), digits('2'), digits('3'));
    let crash = [
        ("MASTER_KEY_OLD", one.as_str()),
        ("MASTER_KEY", two.as_str()),
        ("STOREFRONT_CRASH_AT", "rekey-batch"),
    ];
    let ended = outside.runs("rekey", &crash).await;
    assert_eq!(ended.status.signal(), Some(SIGABRT), "{}", ended.stderr);
    let before = contents(&outside).await;
    let third = [
        ("MASTER_KEY", &one, &three),
        ("MASTER_KEY", &two, &three),
        ("MASTER_KEY", &two, &one),
        ("MASTER_KEY_OLD", &three, &two),
    ];
    for (setting, old, new) in third {
        refused(&rekeys(&outside, old, new).await, setting);
        assert_eq!(contents(&outside).await, before);
    }
    let told = "a change of the key did not end: run `storefront rekey` again";
    let audit = outside.runs("audit", &[]).await;
    assert!(audit.stdout.contains(told), "{}", audit.stdout);
    assert!(audit.stdout.contains("The ledger adds up."), "{}", audit.stdout);
    let doctor = outside.runs("doctor", &[("MASTER_KEY", &two)]).await;
    assert!(
        doctor.stdout.contains("WRONG DATABASE_URL: MASTER_KEY: a change"),
        "{}",
        doctor.stdout
    );
    assert_eq!(rekeys(&outside, &one, &two).await.code(), Some(0));
    let doctor = outside.runs("doctor", &[("MASTER_KEY", &two)]).await;
    assert!(doctor.stdout.contains("ok    DATABASE_URL"), "{}", doctor.stdout);
    let doctor = outside.runs("doctor", &[("MASTER_KEY", &one)]).await;
    assert!(doctor.stdout.contains("WRONG DATABASE_URL: MASTER_KEY: its"), "{}", doctor.stdout);
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_that_runs_is_left_alone_and_warns_of_a_key_it_has_no_use_for() {
    let outside = sealed_with('1').await;
    let (one, two) = (digits('1'), digits('2'));
    let settings = [("MASTER_KEY", one.as_str()), ("MASTER_KEY_OLD", two.as_str())];
    let process = outside.starts("serve", &settings);
    process.until_it_says("the shop is open").await;
    process.until_it_says("MASTER_KEY_OLD is still set").await;
    outside.settles().await;
    let before = contents(&outside).await;
    let ended = outside.runs("rekey", &[("MASTER_KEY_OLD", &one), ("MASTER_KEY", &two)]).await;
    assert_eq!(ended.code(), Some(1), "{}", ended.stderr);
    assert!(ended.stderr.contains("another storefront is running"), "{}", ended.stderr);
    assert_eq!(contents(&outside).await, before);
    assert_eq!(process.stops(STOP).await.code(), Some(0));
    // With it gone the change is done at once, and the shop opens with the new key.
    let ended = outside.runs("rekey", &[("MASTER_KEY_OLD", &one), ("MASTER_KEY", &two)]).await;
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    let process = outside.starts("serve", &[("MASTER_KEY", &two)]);
    process.until_it_says("the shop is open").await;
    assert!(!process.log().contains("MASTER_KEY_OLD"));
    process.stops(STOP).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_died_at_the_database_is_waited_for() {
    let outside = sealed_with('1').await;
    let until_ms = Clock::System.now_ms() + 4 * SECOND_MS;
    let held =
        format!("INSERT INTO leases (name, owner, until_ms) VALUES ('instance', 'x', {until_ms})");
    outside.database.executes(&held).await;
    let seen = "value FROM meta WHERE key = 'seen'";
    let before = outside.database.texts(seen).await;
    let extra = [("MASTER_KEY_OLD", &*digits('1')), ("MASTER_KEY", &*digits('2'))];
    let ended = outside.runs("rekey", &extra).await;
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    assert!(ended.stdout.starts_with("Sealed anew: 1\n"), "{}", ended.stdout);
    assert_eq!(outside.count("leases").await, 0, "the place is given up");
    assert_eq!(outside.database.texts(seen).await, before, "no shop has seen this time");
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nothing_is_sealed_there_is_nothing_to_change() {
    let outside = Outside::new().await;
    refused(&outside.runs("rekey", &[]).await, "DATABASE_URL");
    let process = outside.serves();
    process.until_it_says("the shop is open").await;
    process.stops(STOP).await;
    for (old, new) in [("", ""), ("", digits('2').as_str()), (&digits('1'), &digits('2'))] {
        let ended = rekeys(&outside, old, new).await;
        assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
        assert!(ended.stdout.starts_with("Nothing is sealed"), "{}", ended.stdout);
    }
    assert_eq!(outside.count("meta WHERE key = 'master_key'").await, 0);
    // The first key needs no change.
    let process = outside.starts("serve", &[("MASTER_KEY", &digits('2'))]);
    process.until_it_says("the shop is open").await;
    process.stops(STOP).await;
    let ended = rekeys(&outside, "", &digits('2')).await;
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    assert!(ended.stdout.starts_with("MASTER_KEY is the key"), "{}", ended.stdout);
    outside.audit().await;
}
