//! When the phone rings is the customer's to say.

use super::{card, rung};
use crate::support::World;
use storefront::clock::HOUR_MS;
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_wants_every_change_is_rung_for_each_and_for_no_step() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("/start").await;
    alice.taps("Language").await;
    alice.taps("At every change").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    let living = alice.newest().message_id;
    world.telegram.clear_calls();
    world.submit().await;
    alice.expects("is accepted");
    world.tells(order_id, "In progress", Some(900)).await;
    alice.expects("has started");
    world.tells(order_id, "In progress", Some(200)).await;
    assert!(card(&alice, living).contains("80 %"));
    world.tells(order_id, "Completed", Some(0)).await;
    alice.expects("is delivered");
    assert_eq!(rung(&world, 5_001), 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_wants_silence_gets_the_receipt_without_a_sound() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("/start").await;
    alice.taps("Language").await;
    alice.taps("Never").await;
    alice.taps("Language").await;
    assert!(alice.is_offered("• 🔕 Never"));
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    world.telegram.clear_calls();
    world.submit().await;
    world.tells(order_id, "Partial", Some(400)).await;
    alice.expects("is delivered in part");
    alice.expects("Returned $0.468 of $1.17, because 400 of 1,000 were not delivered");
    assert_eq!(rung(&world, 5_001), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_order_rings_more_than_twice() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for (place, (status, remains)) in
        [("Completed", Some(0)), ("Partial", Some(300)), ("Canceled", None)].into_iter().enumerate()
    {
        world.telegram.clear_calls();
        let order_id = alice.buys(&format!("instagram.com/a{place}"), "1000").await;
        let before = rung(&world, 5_001);
        world.submit().await;
        world.draws_cards().await;
        for remains in [900, 500, 100] {
            world.tells(order_id, "In progress", Some(remains)).await;
        }
        world.tells(order_id, status, remains).await;
        world.tells(order_id, status, remains).await;
        // Reported again it is no news.
        assert_eq!(rung(&world, 5_001) - before, 1, "{status}");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_in_the_way_rings_once_at_the_end() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let olga = world.owner();
    for (place, fault) in [
        PanelFault::ErrorText("Incorrect service ID".to_owned()),
        PanelFault::Http500,
        PanelFault::ResetBefore,
    ]
    .into_iter()
    .enumerate()
    {
        world.telegram.clear_calls();
        world.panel.set_fault(FaultRule::once("add", fault.clone()));
        let order_id = alice.buys(&format!("instagram.com/a{place}"), "1000").await;
        let before = rung(&world, 5_001);
        world.submit().await;
        world.draws_cards().await;
        match world.order(order_id).await.state {
            OrderState::Review => {
                assert_eq!(rung(&world, 5_001), before, "nothing is needed of her");
                olga.says("/review").await;
                olga.taps(&format!("#{order_id} ·")).await;
                olga.taps("return the money").await;
                olga.taps("Confirm").await;
            }
            OrderState::Queued => {
                assert_eq!(rung(&world, 5_001), before, "it is sent again by itself");
                alice.forges_tap(&format!("d:{order_id}")).await;
                world.advance_ms(HOUR_MS);
                world.submit().await;
                world.tells(order_id, "Completed", Some(0)).await;
                // Money that comes back later is news, and told once.
                world.tells(order_id, "Partial", Some(500)).await;
                world.poll_after(6 * HOUR_MS + 1).await;
                world.poll_after(6 * HOUR_MS + 1).await;
                assert_eq!(rung(&world, 5_001) - before, 2);
                continue;
            }
            state => assert_eq!(state, OrderState::Rejected),
        }
        world.draws_cards().await;
        assert_eq!(rung(&world, 5_001) - before, 1, "{fault:?}");
    }
    world.audit().await;
}
