//! The one message that a person navigates: edited, replaced when it is gone, never doubled.

use crate::support::{Actor, World};
use storefront::sandbox::telegram::{Fault, FaultKind};

/// How often each method was called in the person's chat.
fn counts(world: &World, chat_id: i64) -> (usize, usize) {
    let calls = world.calls_to(chat_id);
    let count = |method: &str| calls.iter().filter(|call| call.method == method).count();
    (count("sendMessage"), count("editMessageText"))
}

fn is_quiet(world: &World, actor: Actor<'_>) -> bool {
    let owner = world.owner();
    !actor.was_told("Sorry") && !owner.was_told("could not be")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_screen_that_was_deleted_is_sent_anew() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let (message_id, data) = alice.button("Balance");
    assert!(world.telegram.deletes(5_001, message_id));
    world.telegram.clear_calls();
    world.telegram.presses(5_001, 5_001, message_id, &data);
    world.settle().await;
    alice.expects("Balance:");
    assert_eq!(counts(&world, 5_001), (1, 1));
    assert_ne!(alice.button("Menu").0, message_id);

    alice.taps("Menu").await;
    assert_eq!(counts(&world, 5_001), (1, 2), "the new message is the screen now");
    assert!(is_quiet(&world, alice));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_screen_that_is_too_old_to_be_edited_is_sent_anew() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let (old_id, _) = alice.button("Balance");
    let description = "Bad Request: message can't be edited".to_owned();
    let too_old = Fault::once(FaultKind::Refuse { code: 400, description });
    world.telegram.set_fault(too_old.on("editMessageText").in_chat(5_001));
    alice.taps("Balance").await;
    alice.expects("Balance:");
    let (new_id, _) = alice.button("Menu");
    assert!(new_id > old_id);
    alice.taps("Menu").await;
    assert_eq!(alice.button("Balance").0, new_id);
    assert!(is_quiet(&world, alice));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_an_edit_that_changes_nothing_is_a_success() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let (message_id, data) = alice.button("Balance");
    for _ in 0..3 {
        let press = world.telegram.presses(5_001, 5_001, message_id, &data);
        world.settle().await;
        alice.answer_to(&press).await;
    }
    alice.expects("Balance:");
    let refused = world.calls_to(5_001).iter().filter(|call| call.answer_code == 400).count();
    assert_eq!(refused, 2, "Telegram refuses an edit that changes nothing");
    assert_eq!(world.count("outbox WHERE state = 2").await, 0);
    assert_eq!(world.telegram.callback_answers(5_001).len(), 3, "each press is answered");
    assert!(is_quiet(&world, alice));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_newer_edit_of_a_screen_replaces_an_unsent_older_one() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let labels = ["My orders", "Help", "Balance"];
    let presses: Vec<(i64, String)> = labels.iter().map(|label| alice.button(label)).collect();
    world.telegram.clear_calls();
    let limit = FaultKind::TooManyRequests { retry_after_s: 10 };
    world.telegram.set_fault(Fault::once(limit).in_chat(5_001));
    for (index, (message_id, data)) in presses.iter().enumerate() {
        world.telegram.presses(5_001, 5_001, *message_id, data);
        world.until_handled().await;
        if index == 0 {
            world.until("it is refused", async || world.count_calls_to(5_001) == 1).await;
        }
        world.sender_has_looked().await;
    }
    // A push in between is never merged away.
    world.notifies(5_001, 1).await;
    world.notifies(5_001, 2).await;
    world.sender_has_looked().await;
    world.advance_ms(10_000);
    world.settle().await;
    assert_eq!(counts(&world, 5_001), (2, 2), "one edit refused, one sent, two pushes");
    let screen = world.telegram.chat(5_001);
    let screen = screen.iter().find(|shown| shown.message_id == presses[0].0).unwrap();
    assert!(screen.text.contains("Balance:"), "{}", screen.text);
    assert_eq!(world.count("outbox WHERE state = 3").await, 2);
    assert_eq!(world.notices_read(5_001), [1, 2]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_screen_whose_number_was_never_heard_is_told_again() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let lost = Fault::once(FaultKind::DropAfter).on("sendMessage").in_chat(5_001);
    world.telegram.set_fault(lost);
    world.telegram.says(5_001, "/balance");
    world.until_handled().await;
    world.until_sent(500).await;
    assert_eq!(alice.times_told("Balance:"), 2, "at least once");
    let (newest, _) = alice.button("Menu");
    alice.taps("Menu").await;
    assert_eq!(alice.button("My orders").0, newest, "the newest is the screen");
    world.audit().await;
}
