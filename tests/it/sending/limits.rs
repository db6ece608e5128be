//! Our own rates and Telegram's 429: a chat waits, the others do not, and nothing is lost.

use crate::support::{Actor, World, WorldOptions};
use storefront::sandbox::telegram::{Fault, FaultKind};
use storefront::store::outbox::Lane;

fn limit_in(chat_id: i64, retry_after_s: u32) -> Fault {
    Fault::once(FaultKind::TooManyRequests { retry_after_s }).in_chat(chat_id)
}

/// A world with another rate, whose bot is not running yet if it would be too slow to settle.
fn with_rate(name: &'static str, rate: &str) -> WorldOptions {
    let is_bot_running = name == "TELEGRAM_RATE_CHAT";
    WorldOptions { vars: vec![(name, rate.to_owned())], is_bot_running, ..WorldOptions::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_limit_stops_its_own_chat_for_as_long_as_telegram_says() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let bob = world.customer(5_002, "Bob", "0").await;
    world.telegram.clear_calls();
    world.telegram.set_fault(limit_in(5_001, 7));
    world.telegram.says(alice.id, "/balance");
    world.until("Alice's chat is limited", async || world.count_calls_to(5_001) == 1).await;
    world.telegram.says(bob.id, "/balance");
    world.until("Bob is answered", async || bob.screen().contains("Balance:")).await;
    world.sender_has_looked().await;

    world.advance_ms(6_999);
    world.sender_has_looked().await;
    assert_eq!(world.count_calls_to(5_001), 1, "Alice's chat is left alone");
    assert!(!alice.screen().contains("Balance:"));
    world.advance_ms(1);
    world.settle().await;
    alice.expects("Balance:");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_two_limits_within_a_second_stop_the_pushes_of_every_chat() {
    let world = World::new().await;
    for (person_id, name) in [(5_001, "Alice"), (5_002, "Bob"), (5_003, "Carol")] {
        world.customer(person_id, name, "0").await;
    }
    world.telegram.clear_calls();
    world.telegram.set_fault(limit_in(5_001, 5));
    world.telegram.set_fault(limit_in(5_002, 5));
    world.notifies(5_001, 1).await;
    world.until("Alice's chat is limited", async || world.count_calls_to(5_001) == 1).await;
    world.advance_ms(900);
    world.notifies(5_002, 2).await;
    world.until("Bob's chat is limited", async || world.count_calls_to(5_002) == 1).await;
    world.sender_has_looked().await;

    world.notifies(5_003, 3).await;
    world.sender_has_looked().await;
    world.advance_ms(4_999);
    world.sender_has_looked().await;
    assert_eq!(world.count_calls_to(5_003), 0, "Carol's push waits as everybody's does");
    world.telegram.says(5_003, "/balance");
    let carol = Actor { world: &world, id: 5_003 };
    world.until("Carol is answered", async || carol.screen().contains("Balance:")).await;
    assert_eq!(world.notices_read(5_003), Vec::<usize>::new());
    world.advance_ms(1);
    world.settle().await;
    for (person_id, number) in [(5_001, 1), (5_002, 2), (5_003, 3)] {
        assert_eq!(world.notices_read(person_id), [number]);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_two_limits_seconds_apart_stop_two_chats_only() {
    let world = World::new().await;
    for (person_id, name) in [(5_001, "Alice"), (5_002, "Bob"), (5_003, "Carol")] {
        world.customer(person_id, name, "0").await;
    }
    world.telegram.clear_calls();
    for (person_id, number) in [(5_001, 1), (5_002, 2)] {
        world.telegram.set_fault(limit_in(person_id, 60));
        world.notifies(person_id, number).await;
        world.until("the chat is limited", async || world.count_calls_to(person_id) == 1).await;
        world.sender_has_looked().await;
        world.advance_ms(1_500);
    }
    world.notifies(5_003, 3).await;
    world.until("Carol reads it", async || world.notices_read(5_003) == [3]).await;
    assert_eq!(world.count_calls_to(5_001) + world.count_calls_to(5_002), 2);
    world.advance_ms(60_000);
    world.settle().await;
    assert_eq!((world.notices_read(5_001), world.notices_read(5_002)), (vec![1], vec![2]));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_chat_gets_a_burst_of_four_and_then_one_message_a_second() {
    let world = World::with(with_rate("TELEGRAM_RATE_CHAT", "1")).await;
    world.customer(5_001, "Alice", "0").await;
    world.customer(5_002, "Bob", "0").await;
    world.advance_ms(60_000);
    world.sender_has_looked().await;
    for number in 1..=8 {
        world.notifies(5_001, number).await;
    }
    world.until("the burst", async || world.notices_read(5_001).len() == 4).await;
    for sent in 4..8 {
        world.advance_ms(999);
        world.sender_has_looked().await;
        assert_eq!(world.notices_read(5_001).len(), sent, "too early");
        world.advance_ms(1);
        world.until("the next", async || world.notices_read(5_001).len() == sent + 1).await;
        world.notifies(5_002, sent).await;
        world.until("Bob does not wait", async || world.notices_read(5_002).contains(&sent)).await;
    }
    assert_eq!(world.notices_read(5_001), [1, 2, 3, 4, 5, 6, 7, 8]);
    world.settle().await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_all_chats_together_obey_the_rate_of_the_bot() {
    let mut world = World::with(with_rate("TELEGRAM_RATE_GLOBAL", "3")).await;
    world.start_bot();
    let people: Vec<i64> = (5_001..5_011).collect();
    for person_id in &people {
        world.telegram.says(*person_id, "/start");
    }
    world.until_handled().await;
    world.until_sent(1_000).await;
    world.advance_ms(60_000);
    world.sender_has_looked().await;
    let told = || people.iter().map(|id| world.notices_read(*id).len()).sum::<usize>();
    for person_id in &people {
        world.notifies(*person_id, 1).await;
    }
    world.until("three at once", async || told() == 3).await;
    world.advance_ms(333);
    world.sender_has_looked().await;
    assert_eq!(told(), 3);
    for expected in 4..=10 {
        world.advance_ms(if expected == 4 { 1 } else { 334 });
        world.until("one more", async || told() == expected).await;
        world.sender_has_looked().await;
        assert_eq!(told(), expected, "more than the rate");
    }
    world.until_sent(1_000).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_in_a_chat_replies_go_before_pushes_before_bulk() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    world.telegram.set_fault(limit_in(5_001, 10));
    world.queues(5_001, Lane::Bulk, "bulk 1").await;
    world.until("the chat is limited", async || world.telegram.calls().len() > 1).await;
    world.sender_has_looked().await;
    for (lane, text) in [
        (Lane::Bulk, "bulk 2"),
        (Lane::Push, "push 1"),
        (Lane::Reply, "reply 1"),
        (Lane::Push, "push 2"),
        (Lane::Reply, "reply 2"),
    ] {
        world.queues(5_001, lane, text).await;
    }
    world.sender_has_looked().await;
    world.advance_ms(10_000);
    world.settle().await;
    let chat = world.telegram.chat(5_001);
    let read: Vec<&str> =
        chat.iter().rev().take(6).rev().map(|shown| shown.text.as_str()).collect();
    assert_eq!(read, ["reply 1", "reply 2", "push 1", "push 2", "bulk 1", "bulk 2"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_push_that_waits_for_a_better_moment_holds_up_no_reply() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.telegram.clear_calls();
    world.telegram.set_fault(Fault::once(FaultKind::Internal).in_chat(5_001));
    world.notifies(5_001, 1).await;
    world.until("it fails", async || world.count_calls_to(5_001) == 1).await;
    world.sender_has_looked().await;
    world.telegram.says(5_001, "/balance");
    world.until("she is answered", async || alice.screen().contains("Balance:")).await;
    assert_eq!(world.notices_read(5_001), Vec::<usize>::new());
    world.until_sent(500).await;
    assert_eq!(world.notices_read(5_001), [1]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_when_the_bot_is_at_its_rate_the_replies_of_others_go_before_bulk() {
    let mut world = World::with(with_rate("TELEGRAM_RATE_GLOBAL", "1")).await;
    world.start_bot();
    for person_id in 5_001..5_011 {
        world.telegram.says(person_id, "/start");
    }
    world.until_handled().await;
    world.until_sent(1_000).await;
    world.telegram.clear_calls();
    for person_id in 5_001..5_009 {
        world.queues(person_id, Lane::Bulk, "sale").await;
    }
    world.queues(5_009, Lane::Push, "push").await;
    world.queues(5_010, Lane::Reply, "reply").await;
    world.sender_has_looked().await;
    world.until_sent(1_000).await;
    let texts: Vec<String> = world
        .telegram
        .calls()
        .iter()
        .filter_map(|call| Some(call.params.get("text")?.as_str()?.to_owned()))
        .filter(|text| !text.is_empty())
        .collect();
    let place = |wanted: &str| texts.iter().position(|text| text == wanted).unwrap();
    // Bulk is taken up when there is room, so that at most a little of it comes first.
    let early = |wanted: &str| texts.iter().take(place(wanted)).filter(|t| *t == "sale").count();
    assert!(early("reply") <= 2 && early("push") <= 2, "{texts:?}");
    assert_eq!(texts.len(), 10);
    world.audit().await;
}
