//! Canceling: as long as an order waits, by its owner, once.

use crate::support::{World, money};
use storefront::clock::DAY_MS;
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;

const TOO_LATE: &str = "The order is on its way already and cannot be canceled here.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiting_order_can_be_canceled_at_any_time_and_all_money_returns() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    world.advance_ms(DAY_MS / 2);
    alice.taps("Cancel the order").await;
    alice.expects(&format!("Cancel order #{order_id}? $1.17 comes back to your balance."));
    alice.taps("Back").await;
    alice.expects("waits to be sent");
    assert_eq!(world.order(order_id).await.state, OrderState::Queued);
    alice.taps("Cancel the order").await;
    let answer = alice.taps_for_answer("Yes, cancel").await;
    assert_eq!(answer, "Canceled. The money is back on your balance.");
    alice.forges_tap(&format!("d:{order_id}")).await;
    alice.expects("canceled");
    alice.expects("All of it, $1.17, is back on your balance.");
    alice.expects("You canceled it.");
    assert!(!alice.is_offered("Cancel the order"));
    let wallet = world.wallet(5_001).await;
    assert_eq!((wallet.available, wallet.held), (money("25"), Money::ZERO));
    world.submit().await;
    assert_eq!(world.panel.accepted().len(), 0, "a canceled order is never sent");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p01_cancel_pressed_twenty_times_returns_the_money_once() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    alice.taps("Cancel the order").await;
    let presses: Vec<String> = (0..20).map(|_| alice.presses("Yes, cancel")).collect();
    world.settle().await;
    let mut canceled = 0;
    for callback_id in &presses {
        let answer = alice.answer_to(callback_id).await;
        canceled += usize::from(answer.starts_with("Canceled."));
    }
    assert_eq!(canceled, 1);
    assert_eq!(world.wallet(5_001).await.available, money("25"));
    assert_eq!(world.order(order_id).await.returned, money("1.17"));
    assert_eq!(alice.forges(&format!("1:0:dy:{order_id}")).await, TOO_LATE);
    assert_eq!(world.count(&format!("entries WHERE order_id = {order_id}")).await, 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_was_sent_cannot_be_canceled_any_more() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    alice.taps("Cancel the order").await;
    let (message_id, yes) = alice.button("Yes, cancel");
    // While the question is on the screen the order leaves.
    world.submit().await;
    let callback_id = world.telegram.presses(5_001, 5_001, message_id, &yes);
    world.settle().await;
    assert_eq!(alice.answer_to(&callback_id).await, TOO_LATE);
    for tap in ["dc", "dy"] {
        assert_eq!(alice.forges(&format!("1:0:{tap}:{order_id}")).await, TOO_LATE);
        alice.expects("is accepted · not started yet");
        assert!(!alice.is_offered("Cancel the order"));
    }
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    assert_eq!(world.wallet(5_001).await.held, money("1.17"));
    let id = world.order(order_id).await.provider_order_id;
    world.panel.set_status(&id, "Completed", Some(0), None).unwrap();
    world.poll().await;
    for tap in ["dc", "dy"] {
        assert_eq!(alice.forges(&format!("1:0:{tap}:{order_id}")).await, TOO_LATE);
    }
    assert_eq!(world.wallet(5_001).await.available, money("23.83"));
    world.audit().await;
}
