//! Buttons that anyone can forge: of old screens, of other people, of other versions.

use crate::support::{World, money};
use storefront::domain::order::OrderState;

const OLD: &str = "This button is from an earlier step. Use the latest message or send /start.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unreadable_buttons_say_that_they_are_old_and_change_nothing() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    let (before, screen) = (alice.dialogue().await, alice.newest());
    let junk = [
        "x",
        "menu",
        ":::",
        "1",
        "1:",
        "1::m",
        "1:x:m",
        "1:0",
        "1:0:",
        "1:0:zz",
        "1:0:m:1:2:3",
        "1:0:ok:short",
        "1:0:ok:zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "1:0:q:-5",
        "1:0:q:1e9",
        "1:0:l:z:0",
        "1:0:d:99999999999999999999",
        "-1:0:m",
        "1.0:0:m",
        "💥💥💥",
        "confirm:1001",
        "1:99999999999999999999:m",
        "1:0:de:1001:pp",
        "{\"v\":1}",
        "1:0:m\u{0}",
    ];
    for data in junk {
        assert_eq!(alice.forges(data).await, OLD, "{data:?}");
    }
    assert_eq!((alice.dialogue().await, alice.newest()), (before, screen));
    assert_eq!(world.count("orders").await, 0);
    assert_eq!(world.count("inbox WHERE state <> 1").await, 0);
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_button_of_another_version_leads_to_the_menu_with_a_word() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for data in ["2:7:ok:0123456789abcdef0123456789abcdef", "0:m", "2:0:whatever:a:b:c:d"] {
        alice.fills_in("instagram.com/alice", "1000").await;
        alice.forges(data).await;
        alice.expects("The shop was updated in the meantime");
        assert!(alice.is_offered("New order"), "{data}");
        assert_eq!(alice.dialogue().await, "", "{data}");
    }
    assert_eq!(world.count("orders").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn buttons_of_an_old_or_foreign_screen_do_nothing() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let bob = world.customer(5_002, "Bob", "25").await;
    bob.fills_in("instagram.com/bob", "1000").await;
    let (_, foreign) = bob.button("Confirm");
    alice.fills_in("instagram.com/alice", "1000").await;
    let (old_message, old) = alice.button("Confirm");
    alice.says("/balance").await;
    let before = (alice.dialogue().await, alice.newest());
    let shown = alice.chat().into_iter().find(|shown| shown.message_id == old_message).unwrap();
    assert!(shown.buttons.is_empty(), "an old screen has no buttons");
    let screen_id = old.split(':').nth(1).unwrap().to_owned();
    let old_taps = ["b", "x", "r", "t", "m", "c:0", "q:500", "k", "o:1:0"];
    let old_taps = old_taps.map(|tap| format!("1:{screen_id}:{tap}"));
    for data in old_taps.iter().chain([&old, &foreign]) {
        let callback_id = world.telegram.presses(5_001, 5_001, old_message, data);
        world.settle().await;
        assert_eq!(alice.answer_to(&callback_id).await, OLD, "{data}");
    }
    // Telegram may not even tell the text of a message that is too old or deleted.
    let callback_id = world.telegram.presses(5_001, 5_001, 999_999, &old);
    world.settle().await;
    assert_eq!(alice.answer_to(&callback_id).await, OLD);
    assert_eq!((alice.dialogue().await, alice.newest()), before);
    assert_eq!(world.count("orders").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p07_another_persons_order_and_price_cannot_be_reached() {
    let world = World::new().await;
    let bob = world.customer(5_002, "Bob", "25").await;
    let alice = world.customer(5_001, "Alice", "25").await;
    bob.fills_in("instagram.com/bob", "1000").await;
    let data = bob.button("Confirm").1;
    let checkout = data.rsplit(':').next().unwrap().to_owned();
    let not_confirmed = "This order was not confirmed in time. Please order again with /order.";
    for screen in [0, alice.screen_id()] {
        let answer = alice.forges(&format!("1:{screen}:ok:{checkout}")).await;
        assert_eq!(answer, not_confirmed);
    }
    assert_eq!(world.count("orders").await, 0);
    bob.taps("Confirm").await;
    let order_id = bob.order_number();
    let held = world.wallet(5_002).await;
    for tap in ["d", "dc", "dy"] {
        for screen in [0, alice.screen_id()] {
            for order in [order_id, 0, 1, 9_999_999] {
                let answer = alice.forges(&format!("1:{screen}:{tap}:{order}")).await;
                assert_eq!(answer, "There is no such order. See yours with /orders.", "{tap}");
            }
        }
    }
    assert_eq!(alice.forges(&format!("1:0:ok:{checkout}")).await, not_confirmed);
    for text in ["/order 1001", "/order #1001"] {
        alice.says(text).await;
        alice.expects("There is no such order");
        assert!(alice.is_offered("Menu"), "a refusal has a way on");
    }
    assert!(!alice.was_told("instagram.com/bob"));
    assert_eq!(world.order(order_id).await.state, OrderState::Queued);
    assert_eq!(world.wallet(5_002).await, held);
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_buttons_of_owners_are_dead_for_everybody_else() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.taps("Ask for a top-up").await;
    let owners = world.owner().button("Give").1;
    let before = (alice.dialogue().await, alice.newest());
    let nonce = "0123456789abcdef0123456789abcdef";
    let taps = ["rv:0", "ao:1001", "de:1001:n", "de:1001:p", "de:1001:s"].map(str::to_owned);
    let taps = taps.into_iter().chain([format!("a:{nonce}"), format!("an:{nonce}")]);
    let forged = taps.flat_map(|tap| [0, alice.screen_id()].map(|s| format!("1:{s}:{tap}")));
    for data in forged.chain([owners]) {
        assert_eq!(alice.forges(&data).await, OLD, "{data}");
    }
    assert_eq!((alice.dialogue().await, alice.newest()), before);
    assert_eq!(world.count("entries").await + world.count("journal").await, 0);
    // The owner's button is still good.
    world.owner().taps("Give").await;
    alice.taps("Back to my order").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    world.audit().await;
}
