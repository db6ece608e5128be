//! An older change of a screen never follows a newer one: whoever sent which, and whatever was
//! written down of it.

use crate::support::World;
use storefront::sandbox::telegram::{Fault, FaultKind};

/// The outbox rows by which Alice's screen was changed last: the newest, and the one before it.
const NEWEST: &str =
    "(SELECT MAX(outbox_id) FROM outbox WHERE chat_id = 5001 AND method = 'editMessageText')";

/// A world in which Alice was shown her orders and then her balance, on one screen.
async fn with_two_changes() -> World {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.taps("My orders").await;
    alice.taps("Menu").await;
    alice.taps("Balance").await;
    alice.expects("Balance:");
    world
}

impl World {
    /// A change of the screen waits as a process left it that held it until then. `which` compares
    /// its number to that of the newest.
    async fn leaves_change(&self, which: &str, text: &str, until_ms: i64) {
        self.tampers(&format!(
            "UPDATE outbox SET state = 0, lease_owner = 'gone', lease_until_ms = {until_ms}, \
             payload = '{{\"chat_id\":5001,\"text\":\"{text}\"}}' WHERE outbox_id = \
             (SELECT MAX(outbox_id) FROM outbox WHERE chat_id = 5001 \
             AND method = 'editMessageText' AND outbox_id {which} {NEWEST})"
        ))
        .await;
    }

    fn was_called_with(&self, text: &str) -> bool {
        self.calls_to(5_001).iter().any(|call| call.params["text"] == text)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_change_that_a_dead_process_left_does_not_follow_the_newer_one() {
    let mut world = with_two_changes().await;
    let lease_ms = world.now_ms() + 30_000;
    world.leaves_change("<", "an older view", lease_ms).await;
    world.restart_after_ms(120_000, &[]).await;
    world.settle().await;
    assert!(!world.was_called_with("an older view"));
    world.actor(5_001).expects("Balance:");
    assert_eq!(world.count("outbox WHERE state IN (0, 2)").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_change_does_not_follow_a_newer_one_that_was_sent_and_never_marked() {
    let mut world = with_two_changes().await;
    let began_ms = world.now_ms();
    // The process died between the newer one's answer and its mark, and held it longer.
    world.leaves_change("<", "an older view", began_ms + 30_000).await;
    world.leaves_change("=", "the newest view", began_ms + 200_000).await;
    world.tampers("UPDATE screens SET generation = 0").await;
    world.restart_after_ms(120_000, &[]).await;
    world.sender_has_looked().await;
    world.until_sent(10_000).await;
    assert!(!world.was_called_with("an older view"));
    assert!(world.was_called_with("the newest view"), "once more, since nobody knows");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_change_that_is_taken_up_again_while_the_newer_is_known_is_given_up() {
    let world = with_two_changes().await;
    world.leaves_change("<", "an older view", 0).await;
    world.until_sent(1_000).await;
    assert!(!world.was_called_with("an older view"));
    assert_eq!(world.count("outbox WHERE state IN (0, 2)").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_process_has_shown_meanwhile_is_not_followed_by_a_change_that_was_held_up() {
    for kind in [FaultKind::Internal, FaultKind::TooManyRequests { retry_after_s: 5 }] {
        let world = World::new().await;
        let alice = world.customer(5_001, "Alice", "0").await;
        alice.taps("Balance").await;
        world.telegram.clear_calls();
        world.telegram.set_fault(Fault::once(kind).in_chat(5_001));
        alice.presses("Menu");
        world.until_handled().await;
        world.until("it is refused", async || world.count_calls_to(5_001) == 1).await;
        // Another process has shown something newer.
        world.tampers("UPDATE screens SET generation = 1000000").await;
        world.until_sent(1_000).await;
        assert_eq!(world.count_calls_to(5_001), 1, "it is not made again");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_change_of_a_screen_is_written_down_as_the_newest() {
    let world = with_two_changes().await;
    let marked = format!("screens WHERE person_id = 5001 AND generation = {NEWEST}");
    world.until("the newest is noted", async || world.count(&marked).await == 1).await;
    world.audit().await;
}
