//! Whatever was committed is told at least once and in order, nothing is told before; whatever
//! Telegram answers.

mod changes;
mod dressing;
mod groups;
mod lanes;
mod late_texts;
mod limits;
mod marks;
mod pictures;
mod presses;
mod refusals;
mod returning;
mod screens;
mod showing;
mod tokens;

use std::collections::BTreeSet;

use crate::support::World;
use storefront::sandbox::telegram::{Fault, FaultKind};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_nothing_is_told_before_its_commit_nor_after_a_rollback() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    let mut tx = world.app.store.begin().await.unwrap();
    world.writes_notice(&mut tx, 5_001, 1).await;
    tx.rollback().await;
    world.sender_has_looked().await;

    let calls = world.count_calls_to(5_001);
    let mut tx = world.app.store.begin().await.unwrap();
    world.writes_notice(&mut tx, 5_001, 2).await;
    // The writer is taken, so the sender is given time by reading only.
    for _ in 0..50 {
        assert_eq!(world.count_calls_to(5_001), calls, "told early");
        assert_eq!(world.count("outbox WHERE state = 0").await, 0);
    }
    tx.commit().await.unwrap();
    world.settle().await;
    assert_eq!(world.notices_read(5_001), [2]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_every_notice_arrives_in_order_through_a_storm_of_faults() {
    const NOTICES: usize = 60;
    let world = World::new().await;
    let people = [5_001, 5_002, 5_003];
    for person_id in people {
        world.customer(person_id, &format!("C{person_id}"), "0").await;
    }
    let faults = [
        FaultKind::Internal,
        FaultKind::DropAfter,
        FaultKind::TooManyRequests { retry_after_s: 2 },
        FaultKind::BadGatewayHtml,
        FaultKind::DropBefore,
        FaultKind::LateAnswerMs(20),
    ];
    for number in 0..NOTICES {
        let person_id = people[number % people.len()];
        world.telegram.set_fault(Fault::once(faults[number % faults.len()].clone()));
        if number % 7 == 0 {
            let mut tx = world.app.store.begin().await.unwrap();
            world.writes_notice(&mut tx, person_id, 900).await;
            tx.rollback().await;
        }
        world.notifies(person_id, number).await;
        world.advance_ms(37);
    }
    world.until_sent(500).await;
    let mut told = BTreeSet::new();
    for (remainder, person_id) in people.into_iter().enumerate() {
        let mut read = world.notices_read(person_id);
        // Told twice is allowed where an answer was lost; the second comes right behind.
        read.dedup();
        let expected: Vec<usize> = (0..NOTICES).filter(|n| n % 3 == remainder).collect();
        assert_eq!(read, expected, "person {person_id}");
        told.extend(read);
    }
    assert_eq!(told.len(), NOTICES);
    assert_eq!(world.count("outbox WHERE state = 2").await, 0, "nothing is set aside");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_what_was_unsent_at_a_stop_is_sent_by_the_next_start() {
    let mut world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    let limit = FaultKind::TooManyRequests { retry_after_s: 3_600 };
    world.telegram.set_fault(Fault::once(limit).in_chat(5_001));
    for number in 1..=3 {
        world.notifies(5_001, number).await;
    }
    world.until("the first is refused", async || world.count_calls_to(5_001) > 0).await;
    world.restart(&[]).await;
    world.settle().await;
    assert_eq!(world.notices_read(5_001), [1, 2, 3]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_backlog_of_an_earlier_process_goes_out_before_what_is_new() {
    const BACKLOG: usize = 1_500;
    let mut world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    let limit = FaultKind::TooManyRequests { retry_after_s: 3_600 };
    world.telegram.set_fault(Fault::once(limit).in_chat(5_001));
    let mut tx = world.app.store.begin().await.unwrap();
    for number in 0..BACKLOG {
        world.writes_notice(&mut tx, 5_001, number).await;
    }
    tx.commit().await.unwrap();
    world.until("the first is refused", async || world.count_calls_to(5_001) > 1).await;
    world.restart(&[]).await;
    world.notifies(5_001, BACKLOG).await;
    world.settle().await;
    assert!(world.notices_read(5_001).into_iter().eq(0..=BACKLOG), "all, once and in order");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_telegram_that_is_down_is_asked_ever_less_often() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    world.telegram.clear_calls();
    let down = Fault::once(FaultKind::Internal).in_chat(5_001).times(u32::MAX);
    world.telegram.set_fault(down);
    world.notifies(5_001, 1).await;
    for _ in 0..200 {
        world.advance_ms(1_000);
        world.sender_has_looked().await;
    }
    let asked = world.count_calls_to(5_001);
    assert!((6..=10).contains(&asked), "asked {asked} times in 200 seconds");
    world.telegram.clear_faults();
    world.until_sent(10_000).await;
    assert_eq!(world.notices_read(5_001), [1]);
    world.audit().await;
}
