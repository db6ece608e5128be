//! From a service to a placed order: nothing typed is lost, the price shown is the price charged,
//! and nothing is charged twice.

mod elsewhere;
mod link_kinds;
mod money_short;
mod once;
mod price;
mod refused;
mod refused_early;
mod shown;
mod top_ups;

use crate::support::{Actor, World, money};
use storefront::domain::order::OrderState;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn back_at_each_step_loses_nothing_that_was_typed() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "777").await;
    alice.expects("Check your order");
    let (summary, keys) = (alice.screen(), alice.labels());

    alice.taps("Back").await;
    alice.expects("How many?");
    alice.expects("https://instagram.com/alice");
    assert!(alice.is_offered("777 · $"), "{:?}", alice.labels());
    alice.taps("Back").await;
    alice.expects("Send the link");
    alice.expects("per 1,000");
    assert!(alice.is_offered("Keep instagram.com/alice"));
    alice.taps("Back").await;
    alice.expects("Choose a service");
    alice.taps("Back").await;
    alice.expects("Choose a category");
    assert_eq!(alice.step().await, "Category");

    // And forward again, with nothing to type.
    alice.taps("Instagram Followers").await;
    alice.taps("$").await;
    alice.taps("Keep instagram.com/alice").await;
    alice.taps("777").await;
    assert_eq!(alice.screen(), summary);
    assert_eq!(alice.labels(), keys, "the same price to confirm");

    // Another link leaves the quantity as it was, and a wrong one leaves the link.
    alice.taps("Back").await;
    alice.taps("Back").await;
    alice.says("tiktok.com/@alice").await;
    alice.expects("works on Instagram only");
    assert!(alice.is_offered("Keep instagram.com/alice"));
    alice.says("@alice_two").await;
    alice.taps("777").await;
    alice.expects("https://instagram.com/alice_two");
    alice.taps("Confirm").await;
    let order = world.order(alice.order_number()).await;
    assert_eq!((order.link.as_str(), order.quantity), ("https://instagram.com/alice_two", 777));
    assert_eq!(alice.dialogue().await, "", "a placed order is no draft any more");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_for_one_service_is_not_taken_for_another() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "777").await;
    alice.says("/order").await;
    alice.taps("TikTok Followers").await;
    alice.taps("$").await;
    assert!(!alice.is_offered("Keep"), "{:?}", alice.labels());
    alice.says("tiktok.com/@alice").await;
    alice.expects("How many?");
    assert!(!alice.is_offered("777"), "{:?}", alice.labels());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn quantities_can_be_picked_by_a_button() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_quantity().await;
    alice.expects("a number from 50 to ");
    alice.expects("💵 $0.00117 each");
    let offered = [
        "50 · $0.0585",
        "100 · $0.117",
        "500 · $0.585",
        "1,000 · $1.17",
        "2,000 · $2.34",
        "5,000 · $5.85",
        "⬅️ Back",
        "❌ Cancel",
    ];
    assert_eq!(alice.labels(), offered);
    let rows: Vec<usize> = alice.newest().buttons.iter().map(Vec::len).collect();
    assert_eq!(rows, [2, 2, 2, 2], "two labels of 14 letters stand side by side");
    alice.taps("2,000").await;
    alice.expects("Quantity: 2,000\n");
    alice.taps("Confirm").await;
    assert_eq!(world.order(alice.order_number()).await.quantity, 2_000);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn looking_at_the_balance_does_not_end_the_order() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_link().await;
    alice.says("/balance").await;
    alice.expects("Balance: $25.00");
    alice.says("instagram.com/alice").await;
    alice.expects("How many?");
    alice.says("/balance").await;
    alice.says("1000").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_at_any_step_keeps_the_draft_and_the_buttons() {
    let mut world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let steps = ["Link", "Quantity", "Confirm"];
    for step in steps {
        let alice = Actor { world: &world, id: 5_001 };
        match step {
            "Link" => {
                alice.says("/order").await;
                alice.taps("Instagram Followers").await;
                alice.taps("$").await;
            }
            "Quantity" => alice.says("instagram.com/alice").await,
            _ => alice.says("1234").await,
        }
        assert_eq!(alice.step().await, step);
        let (before, messages) = (alice.dialogue().await, alice.chat().len());
        world.restart(&[]).await;
        world.settle().await;
        let alice = Actor { world: &world, id: 5_001 };
        assert_eq!(alice.dialogue().await, before, "{step}");
        assert_eq!(alice.chat().len(), messages, "{step}: a restart is not told");
    }
    let alice = Actor { world: &world, id: 5_001 };
    let messages = alice.chat().len();
    alice.taps("Back").await;
    assert_eq!(alice.chat().len(), messages, "the screen from before the restart is edited");
    alice.taps("1,234").await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    world.restart(&[]).await;
    let alice = Actor { world: &world, id: 5_001 };
    alice.expects("waits to be sent");
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dialogue_of_another_version_leads_to_the_menu_with_a_word() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let stored = [
        r#"{"v":2,"state":{"Link":{"draft":{"service":1}}}}"#,
        r#"{"v":1,"state":{"Gone":{"step":3}}}"#,
        r#"{"v":1,"state":{"Confirm":{"draft":{},"checkout":""}}}"#,
        r#"{"state":"Idle"}"#,
        "not even JSON",
    ];
    for text in stored {
        for way in ["words", "button", "picture"] {
            alice.is_asked_for_the_link().await;
            let update = format!("UPDATE dialogues SET state = '{text}' WHERE person_id = 5001");
            world.tampers(&update).await;
            match way {
                "words" => alice.says("instagram.com/alice").await,
                "button" => alice.taps("Back").await,
                _ => alice.sends_photo().await,
            }
            alice.expects("The shop was updated in the meantime");
            assert!(alice.is_offered("New order"), "{text}");
            assert_eq!(alice.dialogue().await, "", "{text}");
        }
    }
    // Afterwards everything works as ever, and the money never moved.
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    assert_eq!(world.order(order_id).await.state, OrderState::Queued);
    let wallet = world.wallet(5_001).await;
    assert_eq!(wallet.available.checked_add(wallet.held), Some(money("25")));
    world.audit().await;
}
