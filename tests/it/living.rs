//! One living message an order: what Confirm leaves edits itself until the end, and only the end
//! rings.

mod again;
mod rings;

use crate::support::{Actor, World};
use serde_json::Value;
use storefront::clock::HOUR_MS;
use storefront::domain::order::OrderState;
use storefront::sandbox::telegram::Call;

const BARS: [(i64, &str); 3] =
    [(900, "▰▱▱▱▱▱▱▱▱▱ 10 %"), (600, "▰▰▰▰▱▱▱▱▱▱ 40 %"), (1, "▰▰▰▰▰▰▰▰▰▱ 99 %")];

/// Whether a phone rings for a call.
fn rings(call: &Call) -> bool {
    let is_silent = call.params.get("disable_notification").and_then(Value::as_bool);
    call.method.starts_with("send") && is_silent != Some(true)
}

fn edits(world: &World, person_id: i64) -> usize {
    world.calls_to(person_id).iter().filter(|call| call.method == "editMessageText").count()
}

fn rung(world: &World, person_id: i64) -> usize {
    world.calls_to(person_id).iter().filter(|call| rings(call)).count()
}

impl World {
    /// The provider tells this of an order, and its card is drawn.
    async fn tells(&self, order_id: i64, status: &str, remains: Option<i64>) {
        self.reports(order_id, status, remains).await;
        self.poll_after(HOUR_MS).await;
        self.draws_cards().await;
    }
}

/// The text of the message that this order lives in.
fn card(alice: &Actor<'_>, message_id: i64) -> String {
    let chat = alice.chat();
    let shown = chat.iter().find(|shown| shown.message_id == message_id && !shown.deleted);
    shown.map(|shown| shown.text.clone()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_confirm_leaves_lives_until_the_end_and_only_the_end_rings() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    let confirm = alice.button("Confirm");
    world.telegram.clear_calls();
    alice.taps("Confirm").await;
    let (order_id, message_id) = (alice.order_number(), alice.newest().message_id);
    assert_eq!(message_id, confirm.0, "the message with Confirm has become the card");
    for part in ["is placed", "waits to be sent", "Real", "instagram.com/alice", "1,000", "$1.17"] {
        alice.expects(part);
    }
    world.submit().await;
    world.draws_cards().await;
    alice.expects("is accepted");
    alice.expects("not started yet");
    assert!(!alice.is_offered("Cancel the order"));
    world.tells(order_id, "Pending", Some(1_000)).await;
    assert!(!card(&alice, message_id).contains('▱'), "nothing has begun");
    for (remains, bar) in BARS {
        world.tells(order_id, "In progress", Some(remains)).await;
        assert!(card(&alice, message_id).contains(bar), "{}", card(&alice, message_id));
        assert!(card(&alice, message_id).contains("in progress"));
    }
    assert_eq!(alice.newest().message_id, message_id, "all of it in one message");
    assert_eq!(rung(&world, 5_001), 0);

    world.tells(order_id, "Completed", Some(0)).await;
    assert_eq!(rung(&world, 5_001), 1, "the receipt");
    let (count, number) = ("Count at the start: ", format!("#{order_id}"));
    for part in ["is delivered", &number, "Real", "instagram.com/alice", "1,000", count, "$1.17"] {
        alice.expects(part);
    }
    for label in ["Order again", "Ask for a refill", "Ask"] {
        assert!(alice.is_offered(label), "{label}");
    }
    assert!(card(&alice, message_id).contains("delivered"), "{}", card(&alice, message_id));
    // A second press of Confirm finds the order, though its screen shows something else by now.
    let answer = world.telegram.presses(5_001, 5_001, confirm.0, &confirm.1);
    world.settle().await;
    assert!(alice.answer_to(&answer).await.contains("You were charged only once"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_is_edited_once_a_step_however_often_the_provider_tells_of_it() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    world.submit().await;
    world.draws_cards().await;
    world.telegram.clear_calls();
    for remains in (0..=50).map(|step| 1_000 - 19 * step) {
        world.tells(order_id, "In progress", Some(remains)).await;
    }
    assert_eq!(edits(&world, 5_001), 10, "the start and nine steps");
    // What comes faster than cards are drawn is one edit.
    world.telegram.clear_calls();
    for remains in [40, 30, 20] {
        world.reports(order_id, "In progress", Some(remains)).await;
        world.poll_after(HOUR_MS).await;
    }
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll_after(HOUR_MS).await;
    world.draws_cards().await;
    assert_eq!((edits(&world, 5_001), rung(&world, 5_001)), (1, 1));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_orders_are_drawn_one_of_each_person_at_a_time() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "100").await;
    world.customer(5_002, "Bob", "100").await;
    for person_id in [5_001, 5_002] {
        let actor = world.actor(person_id);
        for n in 0..4 {
            actor.buys(&format!("instagram.com/p{person_id}n{n}"), "100").await;
        }
    }
    for _ in 0..4 {
        world.submit().await;
    }
    assert_eq!(world.count("orders WHERE state = 'active'").await, 8);
    assert_eq!(world.count("order_card_dues").await, 8);
    world.telegram.clear_calls();
    for round in 1..=4 {
        assert_eq!(world.app.workers.draw_order_cards().await.unwrap(), 2);
        world.settle().await;
        assert_eq!((edits(&world, 5_001), edits(&world, 5_002)), (round, round));
    }
    assert_eq!(world.app.workers.draw_order_cards().await.unwrap(), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_its_customer_deleted_is_not_sent_again() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    assert!(world.telegram.deletes(5_001, alice.newest().message_id));
    world.telegram.clear_calls();
    world.submit().await;
    world.draws_cards().await;
    world.tells(order_id, "In progress", Some(500)).await;
    assert_eq!(rung(&world, 5_001), 0);
    world.tells(order_id, "Completed", Some(0)).await;
    assert_eq!(rung(&world, 5_001), 1);
    alice.expects("is delivered");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_card_of_the_list_lives_as_long_as_it_is_looked_at() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    let living = alice.newest().message_id;
    world.submit().await;
    alice.says("/orders").await;
    alice.taps("@alice").await;
    let screen = alice.newest().message_id;
    world.tells(order_id, "In progress", Some(500)).await;
    for message_id in [living, screen] {
        assert!(card(&alice, message_id).contains("50 %"), "{}", card(&alice, message_id));
    }
    // Its buttons are those of the screen still.
    alice.taps("My orders").await;
    assert_eq!(alice.newest().message_id, screen);
    world.tells(order_id, "In progress", Some(300)).await;
    assert!(card(&alice, living).contains("70 %"));
    assert!(card(&alice, screen).contains("Your orders"), "what she turned to stays");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn buttons_of_the_card_open_below_and_leave_it_alive() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    let living = alice.newest().message_id;
    alice.taps("Cancel the order").await;
    assert_ne!(alice.newest().message_id, living);
    world.telegram.clear_calls();
    alice.taps("Yes, cancel").await;
    alice.expects("canceled");
    assert_eq!(rung(&world, 5_001), 0, "she did it herself and sees it");
    world.draws_cards().await;
    assert!(card(&alice, living).contains("canceled"), "{}", card(&alice, living));
    assert_eq!(world.order(order_id).await.state, OrderState::Canceled);
    world.audit().await;
}
