//! What Telegram will not take: bad markup, chats that are closed to us.

use crate::support::World;
use storefront::sandbox::telegram::{Fault, FaultKind};

fn refusal(times: u32) -> Fault {
    let description = "Bad Request: can't parse entities: unsupported start tag".to_owned();
    Fault::once(FaultKind::Refuse { code: 400, description }).in_chat(5_001).times(times)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_refused_markup_is_sent_again_as_plain_text() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    world.telegram.clear_calls();
    world.telegram.set_fault(refusal(1));
    world.notifies(5_001, 1).await;
    world.settle().await;
    let calls = world.calls_to(5_001);
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[0].params["parse_mode"], "HTML");
    assert!(calls[1].params.get("parse_mode").is_none());
    let text = calls[1].params["text"].as_str().unwrap();
    assert!(text.contains("notice 00001") && !text.contains("<b>"), "{text}");
    assert_eq!(world.notices_read(5_001), [1]);
    assert_eq!(world.count("outbox WHERE state = 2").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_what_is_refused_twice_is_set_aside_with_one_alert_and_the_next_goes_out() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    world.telegram.clear_calls();
    world.telegram.set_fault(refusal(4));
    for number in 1..=3 {
        world.notifies(5_001, number).await;
    }
    world.settle().await;
    assert_eq!(world.notices_read(5_001), [3], "two are set aside, the third goes out");
    assert_eq!(world.count_calls_to(5_001), 5, "each refused one is tried twice");
    assert_eq!(world.count("outbox WHERE state = 2 AND payload LIKE '%notice 0000%'").await, 2);
    world
        .until("the owner is told", async || world.owner().was_told("could not be delivered"))
        .await;
    world.settle().await;
    assert_eq!(world.owner().times_told("could not be delivered"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_notices_about_money_wait_for_somebody_who_blocked_the_bot() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let bob = world.customer(5_002, "Bob", "0").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    world.telegram.block(5_001, true);
    world.submit().await;
    let accepted = world.panel.accepted();
    world.panel.set_status(&accepted[0].id, "Completed", Some(0), None).unwrap();
    world.poll().await;
    for number in 1..=3 {
        world.notifies(5_001, number).await;
    }
    world.draws_cards().await;
    for told in ["is accepted", "· delivered", "is delivered"] {
        assert!(!alice.was_told(&format!("Order #{order_id} {told}")), "{told}");
    }
    assert_eq!(world.notices_read(5_001), Vec::<usize>::new());
    bob.says("/balance").await;
    bob.expects("Balance:");

    alice.says("/start").await;
    let delivered = format!("Order #{order_id} is delivered");
    world.draws_cards().await;
    assert!(alice.was_told(&format!("Order #{order_id} · delivered")), "the card follows");
    assert!(alice.was_told(&delivered));
    assert_eq!(world.notices_read(5_001), [1, 2, 3]);
    assert_eq!(alice.times_told(&delivered), 1);
    assert_eq!(world.count("outbox WHERE state IN (0, 2, 4)").await, 0);

    alice.says("/start").await;
    assert_eq!(alice.times_told(&delivered), 1, "what was told is not told again");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_somebody_who_is_known_to_have_blocked_the_bot_is_not_called_again() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    world.telegram.block(5_001, true);
    world.notifies(5_001, 1).await;
    world.settle().await;
    let is_known =
        async || world.count("people WHERE person_id = 5001 AND is_blocked = 1").await == 1;
    world.until("the shop knows that it is blocked", is_known).await;
    let calls = world.count_calls_to(5_001);
    for number in 2..=5 {
        world.notifies(5_001, number).await;
    }
    assert_eq!(world.count("outbox WHERE state = 4").await, 5);
    world.settle().await;
    assert_eq!(world.count_calls_to(5_001), calls);
    world.telegram.says(5_001, "/start");
    world.until_handled().await;
    world.settle().await;
    assert_eq!(world.notices_read(5_001), [1, 2, 3, 4, 5]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_what_was_kept_for_somebody_comes_before_what_is_new() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    world.telegram.block(5_001, true);
    for number in 1..=3 {
        world.notifies(5_001, number).await;
    }
    world.settle().await;
    world.telegram.says(5_001, "/start");
    world.until_handled().await;
    world.notifies(5_001, 4).await;
    world.settle().await;
    assert_eq!(world.notices_read(5_001), [1, 2, 3, 4]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_notices_kept_for_somebody_survive_a_restart() {
    let mut world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    world.telegram.block(5_001, true);
    for number in 1..=2 {
        world.notifies(5_001, number).await;
    }
    world.settle().await;
    world.restart(&[]).await;
    world.settle().await;
    world.telegram.says(5_001, "/start");
    world.settle().await;
    assert_eq!(world.notices_read(5_001), [1, 2]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_refusal_that_is_heard_of_after_the_return_keeps_nothing_back() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.telegram.block(5_001, true);
    world.until_handled().await;
    // Her leaving was not heard of.
    world.tampers("UPDATE people SET is_blocked = 0 WHERE person_id = 5001").await;
    world.telegram.clear_calls();
    // Telegram refuses at once, and is heard only after her /start was handled.
    world.telegram.set_fault(Fault::once(FaultKind::LateAnswerMs(1_500)).in_chat(5_001));
    for number in 1..=3 {
        world.notifies(5_001, number).await;
    }
    let has_blocked = "people WHERE person_id = 5001 AND is_blocked = 1";
    world.until("the refusal is under way", async || world.telegram.faults_left() == 0).await;
    world.advance_ms(50);
    let menus = alice.times_told("Hello");
    world.telegram.says(5_001, "/start");
    world.until_handled().await;
    world.until("the menu comes", async || alice.times_told("Hello") > menus).await;
    world.settle().await;
    assert_eq!(world.notices_read(5_001), [1, 2, 3]);
    assert_eq!(world.count("outbox WHERE state IN (0, 4)").await, 0);
    assert_eq!(world.count(has_blocked).await, 0);
    world.audit().await;
}
