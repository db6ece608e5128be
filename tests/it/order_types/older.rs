//! What an older version of the shop stored is understood, and what does not fit is never sent.

use storefront::domain::order::OrderState;

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_an_older_version_stored_is_sent() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Votes", "Telegram Poll", "t.me/channel/7").await;
    alice.says("3").await;
    alice.says("100").await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    let old = r#"{"v":1,"type":"poll","quantity":100,"answer_number":3}"#;
    world.tampers(&format!("UPDATE orders SET inputs = '{old}'")).await;
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    assert!(world.sent_add().contains(&("answer_number".to_owned(), "3".to_owned())));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_lacks_what_its_type_needs_is_returned_unsent() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Votes", "Telegram Poll", "t.me/channel/7").await;
    alice.says("3").await;
    alice.says("100").await;
    alice.taps("Confirm").await;
    let order_id = alice.order_number();
    let bare = r#"{"v":2,"type":"poll","quantity":100}"#;
    world.tampers(&format!("UPDATE orders SET inputs = '{bare}'")).await;
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Rejected);
    assert_eq!(world.calls("add"), 0);
    assert!(world.wallet(5_001).await.held.is_zero());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dialogue_that_an_older_version_stored_goes_on() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.begins("Votes", "Telegram Poll", "t.me/channel/7").await;
    let old = alice.dialogue().await.replace("\"Number\":{\"field\":\"answer\",", "\"Answer\":{");
    assert!(old.contains("\"Answer\""), "{old}");
    let old = old.replace(",\"entries\":{}", "");
    assert!(!old.contains("entries"), "{old}");
    world.tampers(&format!("UPDATE dialogues SET state = '{old}' WHERE person_id = 5001")).await;
    alice.taps("2").await;
    alice.says("100").await;
    alice.expects("Answer: 2");
    world.audit().await;
}
