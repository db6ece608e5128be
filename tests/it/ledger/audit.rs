//! The audit finds what was planted behind the shop's back, and most of it the database refuses
//! in the first place.

use crate::support::World;
use crate::support::flowing::report;

/// A shop in which something of each kind has happened.
async fn lively_shop() -> World {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let (done, _) = world.starts(5_001, "https://instagram.com/a1", 1_000).await;
    world.hears(done, &report("Partial", Some(300))).await;
    world.starts(5_001, "https://instagram.com/a2", 1_000).await;
    world.places(5_001, 1, "https://instagram.com/a3", 1_000).await;
    world.owner().does("/debit 5001 1 correction").await;
    assert_eq!(world.violations().await, Vec::<String>::new());
    world
}

/// Table, what breaks it, what mends it, and how the audit names it.
const PLANTED: [(&str, &str, &str, &str); 10] = [
    (
        "postings",
        "UPDATE postings SET amount = amount + 1 WHERE entry_id = 2 AND line = 1",
        "UPDATE postings SET amount = amount - 1 WHERE entry_id = 2 AND line = 1",
        "1 entries whose postings do not sum to zero",
    ),
    (
        "postings",
        "UPDATE postings SET account = 'shop/loss' WHERE account = 'shop/revenue'",
        "UPDATE postings SET account = 'shop/revenue' WHERE account = 'shop/loss'",
        "1 orders whose postings do not add up to price and returns",
    ),
    (
        "entries",
        "INSERT INTO entries (kind, cause, person_id, order_id, actor_id, memo_key, \
         memo_args, created_ms) \
         VALUES ('credit', 'planted', 5001, 0, 0, 'memo-credit', '{}', 1)",
        "DELETE FROM entries WHERE cause = 'planted'",
        "1 entries without postings",
    ),
    (
        "wallets",
        "UPDATE wallets SET available = available + 1 WHERE person_id = 5001",
        "UPDATE wallets SET available = available - 1 WHERE person_id = 5001",
        "1 wallets that differ from the sum of their postings",
    ),
    (
        "wallets",
        "UPDATE wallets SET held = held - 1 WHERE person_id = 5001",
        "UPDATE wallets SET held = held + 1 WHERE person_id = 5001",
        "1 people whose held money differs from their open orders",
    ),
    (
        "wallets",
        "UPDATE wallets SET person_id = 99000 WHERE person_id = 5001",
        "UPDATE wallets SET person_id = 5001 WHERE person_id = 99000",
        "1 people with entries but without a wallet",
    ),
    (
        "orders",
        "UPDATE orders SET price = price + 1 WHERE order_id = 1002",
        "UPDATE orders SET price = price - 1 WHERE order_id = 1002",
        "1 people whose held money differs from their open orders",
    ),
    (
        "orders",
        "UPDATE orders SET returned = returned + 1 WHERE order_id = 1001",
        "UPDATE orders SET returned = returned - 1 WHERE order_id = 1001",
        "1 orders whose postings do not add up to price and returns",
    ),
    (
        "orders",
        "UPDATE orders SET is_settled = 0 WHERE order_id = 1001",
        "UPDATE orders SET is_settled = 1 WHERE order_id = 1001",
        "1 orders that are over but not settled, or settled but not over",
    ),
    (
        "orders",
        "UPDATE orders SET state = 'completed' WHERE order_id = 1003",
        "UPDATE orders SET state = 'queued' WHERE order_id = 1003",
        "1 orders that are over but not settled, or settled but not over",
    ),
];

impl World {
    /// Breaks a row, expects the audit to name it, and mends it.
    async fn is_found_out(&self, (table, breaks, mends): (&str, &str, &str), named: &str) {
        self.forces(table, breaks).await;
        let found = self.violations().await;
        assert!(found.iter().any(|what| what.contains(named)), "{breaks}: {found:?}");
        self.forces(table, mends).await;
        assert_eq!(self.violations().await, Vec::<String>::new(), "{mends}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p05_the_audit_names_what_was_planted() {
    let world = lively_shop().await;
    let newcomer = "INSERT INTO people (person_id, name, username, name_folded, language, \
                    client_language, created_ms) VALUES (99000, 'N', '', 'n', '', '', 1)";
    world.tampers(newcomer).await;
    for (table, breaks, mends, named) in PLANTED {
        world.is_found_out((table, breaks, mends), named).await;
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p05_the_daily_audit_alarms_every_owner_once() {
    let world = lively_shop().await;
    let olga = world.owner();
    assert!(world.app.workers.audit().await.unwrap().is_empty());
    let (breaks, mends) = ("available + 1", "available - 1");
    world.tampers(&format!("UPDATE wallets SET available = {breaks} WHERE person_id = 5001")).await;
    for _ in 0..3 {
        assert_eq!(world.app.workers.audit().await.unwrap().len(), 1);
    }
    world.settle().await;
    assert_eq!(olga.times_told("The books do not add up: 1 check"), 1);
    world.tampers(&format!("UPDATE wallets SET available = {mends} WHERE person_id = 5001")).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p05_the_database_refuses_to_change_what_was_booked() {
    let world = lively_shop().await;
    let changes = [
        "UPDATE entries SET person_id = 9000",
        "DELETE FROM entries",
        "UPDATE postings SET amount = 1",
        "DELETE FROM postings",
        "UPDATE journal SET actor_id = 1",
        "DELETE FROM journal",
    ];
    for change in changes {
        let error = world.is_refused(change).await;
        assert!(error.contains("append-only"), "{change}: {error}");
    }
    let impossible = [
        "UPDATE wallets SET available = -1 WHERE person_id = 5001",
        "UPDATE wallets SET bonus = -1 WHERE person_id = 5001",
        "UPDATE wallets SET held = -1 WHERE person_id = 5001",
        "UPDATE wallets SET owed = -1 WHERE person_id = 5001",
        "UPDATE orders SET returned = price + 1 WHERE order_id = 1001",
        "UPDATE orders SET returned = -1 WHERE order_id = 1001",
        "UPDATE orders SET price = 0, returned = 0 WHERE order_id = 1001",
        "INSERT INTO postings (entry_id, line, account, amount) VALUES (1, 9, 'x', 0)",
    ];
    for change in impossible {
        let error = world.is_refused(change).await.to_lowercase();
        assert!(error.contains("check"), "{change}: {error}");
    }
    let again = "INSERT INTO entries (kind, cause, person_id, order_id, actor_id, memo_key, \
                 memo_args, created_ms) SELECT kind, cause, person_id, order_id, actor_id, \
                 memo_key, memo_args, created_ms FROM entries";
    let error = world.is_refused(again).await.to_lowercase();
    assert!(error.contains("unique"), "{error}");
    world.audit().await;
}
