//! What was sent is written down when the database takes it, however long that is, and nothing is
//! told twice meanwhile.

use crate::support::World;

impl World {
    async fn unmarked(&self) -> i64 {
        self.count("outbox WHERE state = 0").await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn marks_that_the_database_refuses_for_a_while_are_written_when_it_takes_them() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    world.refuses_changes("outbox", "NEW.state <> OLD.state").await;
    for number in 1..=5 {
        world.notifies(5_001, number).await;
    }
    let is_told = || world.notices_read(5_001).len() == 5;
    world.until("all are told", async || is_told()).await;
    // Longer than a lease lasts.
    for _ in 0..12 {
        world.advance_ms(10_000);
        world.sender_has_looked().await;
    }
    assert_eq!(world.unmarked().await, 5);
    world.allows_changes("outbox").await;
    world.until("all are marked", async || world.unmarked().await == 0).await;
    world.settle().await;
    assert_eq!(world.notices_read(5_001), [1, 2, 3, 4, 5], "each once");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_mark_that_cannot_be_written_spoils_no_other() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    world.customer(5_002, "Bob", "0").await;
    world.refuses_changes("outbox", "NEW.state <> OLD.state AND NEW.chat_id = 5002").await;
    let mut tx = world.app.store.begin().await.unwrap();
    for number in 1..=40 {
        world.writes_notice(&mut tx, if number == 20 { 5_002 } else { 5_001 }, number).await;
    }
    tx.commit().await.unwrap();
    world
        .until("all but one are marked", async || {
            world.advance_ms(100);
            world.unmarked().await == 1
        })
        .await;
    world.allows_changes("outbox").await;
    world.until("that one is marked too", async || world.unmarked().await == 0).await;
    assert_eq!(world.notices_read(5_002), [20], "once");
    assert_eq!(world.notices_read(5_001).len(), 39);
    world.audit().await;
}
