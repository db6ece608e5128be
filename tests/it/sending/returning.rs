//! People who blocked the bot and come back by any way: what was kept for them comes, and first.

use crate::support::World;

/// A world in which two notices are kept for Alice.
async fn with_kept() -> World {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    world.telegram.block(5_001, true);
    world.until_handled().await;
    for number in 1..=2 {
        world.notifies(5_001, number).await;
    }
    world.settle().await;
    assert_eq!(world.count("outbox WHERE state = 4").await, 2);
    world
}

async fn reads_in_order(world: World, expected: &[usize]) {
    // The return is handed over then; which of two commits at one moment is first, nobody promises.
    world.until("the first is read", async || !world.notices_read(5_001).is_empty()).await;
    world.notifies(5_001, 3).await;
    world.settle().await;
    assert_eq!(world.notices_read(5_001), expected);
    assert_eq!(world.count("outbox WHERE state IN (0, 4)").await, 0);
    assert_eq!(world.count("people WHERE person_id = 5001 AND is_blocked = 1").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_somebody_who_unblocks_the_bot_gets_what_was_kept() {
    let world = with_kept().await;
    world.telegram.block(5_001, false);
    reads_in_order(world, &[1, 2, 3]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_somebody_who_writes_anything_gets_what_was_kept() {
    for text in ["/balance", "hello", "/orders"] {
        let world = with_kept().await;
        world.telegram.says(5_001, text);
        reads_in_order(world, &[1, 2, 3]).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_somebody_who_presses_a_button_gets_what_was_kept() {
    let world = with_kept().await;
    world.telegram.block(5_001, false);
    let message_id = world.telegram.last_from_bot(5_001).unwrap().message_id;
    world.telegram.presses(5_001, 5_001, message_id, "1:0:n");
    reads_in_order(world, &[1, 2, 3]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_push_that_comes_while_others_are_kept_is_kept_behind_them() {
    let world = with_kept().await;
    world.notifies(5_001, 7).await;
    assert_eq!(world.count("outbox WHERE state = 4").await, 3);
    world.telegram.block(5_001, false);
    reads_in_order(world, &[1, 2, 7, 3]).await;
}
