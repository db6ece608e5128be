//! P16: whatever an owner does to money is written down with who and why, in a chain of hashes
//! that shows what is missing and what was changed.

use crate::support::flowing::report;
use crate::support::{World, money};
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};
use storefront::store::journal::{self, JournalLine};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_every_act_upon_money_is_written_down_with_who_and_why() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    world.customer(5_001, "Alice", "0").await;
    olga.does("/credit 5001 10 bank transfer").await;
    oscar.does("/debit 5001 0.50 fee").await;
    let first = world.places(5_001, 1, "https://instagram.com/a1", 1_000).await;
    olga.does(&format!("/refund {first} out of stock")).await;
    let (second, id) = world.starts(5_001, "https://instagram.com/a2", 1_000).await;
    oscar.does(&format!("/refund {second} 0.17 anyway: slow")).await;
    world.panel.set_status(&id, "Canceled", Some(0), Some("0.9")).unwrap();
    world.poll().await;
    olga.says("/review").await;
    olga.taps(&format!("#{second} ·")).await;
    olga.taps("Right: return the money").await;
    olga.taps("Confirm").await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::Http500));
    let third = world.places(5_001, 1, "https://instagram.com/a3", 1_000).await;
    world.submit().await;
    oscar.says("/review").await;
    oscar.taps(&format!("#{third} ·")).await;
    oscar.taps("send it again").await;
    oscar.taps("Confirm").await;
    assert_eq!(world.order(third).await.state, OrderState::Queued);

    let expected = [
        "9000 credit person 5001: 10.00 USD; bank transfer",
        "9001 debit person 5001: 0.50 USD; fee",
        "9000 refund order 1001: 1.17 USD; out of stock",
        "9001 refund order 1002: 0.17 USD; slow",
        "9000 review_return order 1002: returned 1.00 USD; ",
        "9001 review_send_again order 1003: returned 0.00 USD; ",
    ];
    assert_eq!(world.journal().await, expected);
    for owner in [olga, oscar] {
        assert_eq!(owner.times_told("🧾"), expected.len());
    }
    // What an owner booked names them in the ledger too.
    let actors = "entry_id || ' ' || actor_id FROM entries WHERE actor_id <> 0 ORDER BY entry_id";
    let actors: Vec<String> = world.rows(actors).await;
    let actors: Vec<&str> = actors.iter().map(|line| line.split_once(' ').unwrap().1).collect();
    assert_eq!(actors, ["9000", "9001", "9000", "9001", "9000"]);
    assert_eq!(world.wallet(5_001).await.available, money("8.33"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_shop_does_by_itself_is_not_in_the_journal() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    world.submit().await;
    world.hears(order_id, &report("Canceled", Some(1_000))).await;
    let queued = world.places(5_001, 1, "https://instagram.com/a2", 1_000).await;
    world.cancels(5_001, queued).await.unwrap();
    world.settle().await;
    assert_eq!(world.journal().await, Vec::<String>::new());
    world.audit().await;
}

/// A shop with five lines in its journal, and a copy of them.
async fn shop_with_a_history() -> World {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    for number in 1..=5 {
        world.advance_ms(1_000);
        world.owner().does(&format!("/credit 5001 {number} gift {number}")).await;
    }
    world.tampers("CREATE TABLE copy AS SELECT * FROM journal").await;
    assert_eq!(world.violations().await, Vec::<String>::new());
    world
}

impl World {
    async fn lines(&self) -> Vec<JournalLine> {
        let mut tx = self.app.store.read().await.unwrap();
        journal::list_after(&mut tx, 0).await.unwrap()
    }

    /// Does something to the journal, expects the audit to say exactly this, and mends it.
    async fn meddles(&self, sql: &str, named: &[&str]) {
        self.forces("journal", sql).await;
        let found = self.violations().await;
        assert_eq!(found, named.to_vec(), "{sql}");
        self.forces("journal", "DELETE FROM journal").await;
        self.forces("journal", "INSERT INTO journal SELECT * FROM copy").await;
        assert_eq!(self.violations().await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_is_missing_is_named() {
    let world = shop_with_a_history().await;
    let missing = [
        ("seq = 1", "journal: lines 1 to 1 are missing"),
        ("seq = 3", "journal: lines 3 to 3 are missing"),
        ("seq IN (2, 3)", "journal: lines 2 to 3 are missing"),
        ("seq = 5", "journal: lines 5 to 5 are missing"),
        ("seq >= 4", "journal: lines 4 to 5 are missing"),
        ("seq > 0", "journal: lines 1 to 5 are missing"),
    ];
    for (which, named) in missing {
        world.meddles(&format!("DELETE FROM journal WHERE {which}"), &[named]).await;
    }
    let both = ["journal: lines 2 to 2 are missing", "journal: lines 4 to 4 are missing"];
    world.meddles("DELETE FROM journal WHERE seq IN (2, 4)", &both).await;
    // Numbering the rest anew does not hide it.
    let renumbered = [
        "journal: line 3 does not follow the one before",
        "journal: line 3 was changed",
        "journal: line 4 was changed",
        "journal: lines 5 to 5 are missing",
    ];
    let sql = "DELETE FROM journal WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 4; \
               UPDATE journal SET seq = 4 WHERE seq = 5";
    world.meddles(sql, &renumbered).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_was_changed_is_named() {
    let world = shop_with_a_history().await;
    let changes = [
        "at_ms = at_ms + 1",
        "actor_id = 9001",
        "act = 'debit'",
        "subject = 'person 5002'",
        "detail = '9.00 USD'",
        "reason = 'another'",
    ];
    for change in changes {
        for seq in [1, 3, 5] {
            let named = format!("journal: line {seq} was changed");
            let sql = format!("UPDATE journal SET {change} WHERE seq = {seq}");
            world.meddles(&sql, &[&named]).await;
        }
    }
    // Words moved from one column to the next make another line.
    let sql = "UPDATE journal SET subject = 'person', detail = '5001' || detail WHERE seq = 2";
    world.meddles(sql, &["journal: line 2 was changed"]).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_with_a_right_hash_of_its_own_is_named_by_its_neighbour() {
    let world = shop_with_a_history().await;
    for seq in [3, 5] {
        let mut lines = world.lines().await;
        let line = &mut lines[seq - 1];
        line.reason = "another".to_owned();
        let hash = line.expected_hash(&line.previous_hash);
        let sql =
            format!("UPDATE journal SET reason = 'another', hash = '{hash}' WHERE seq = {seq}");
        let named = match seq {
            // Nothing follows the last line but the mark that is kept beside the journal.
            5 => "journal: line 5 was changed".to_owned(),
            _ => format!("journal: line {} does not follow the one before", seq + 1),
        };
        world.meddles(&sql, &[&named]).await;
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_line_follows_the_one_before() {
    let world = shop_with_a_history().await;
    let lines = world.lines().await;
    assert_eq!(lines[0].previous_hash, "");
    for (number, pair) in (1..).zip(lines.windows(2)) {
        assert_eq!((pair[0].seq, pair[1].seq), (number, number + 1));
        assert_eq!(pair[1].previous_hash, pair[0].hash);
        assert_eq!(pair[1].hash.len(), 64);
        assert!(pair[1].at_ms > pair[0].at_ms);
    }
    world.audit().await;
}
