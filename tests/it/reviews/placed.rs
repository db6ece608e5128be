//! "Placed, I have its number": the provider is asked about the number first, and only its
//! answer can be confirmed.

use crate::support::World;
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};

impl World {
    /// Lets the worker ask about the numbers that were typed.
    async fn id_checks(&self) {
        self.app.workers.answer_id_checks().await.unwrap();
        self.settle().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_providers_number_is_shown_with_its_status_and_charge_and_then_attached() {
    let world = World::new().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = world.reviews("https://instagram.com/alice", PanelFault::Accept500).await;
    let id = world.panel.accepted()[0].id.clone();
    olga.chooses(order_id, "Placed, I have its number").await;
    olga.expects("Look for the order at main and send its number there");
    assert_eq!(olga.step().await, "ProviderId");
    olga.says(&format!("  {id} ")).await;
    olga.expects(&format!("Asking main about {id}"));
    olga.expects("Nothing is decided yet");
    assert!(!olga.is_offered("Yes, this is it"));
    assert_eq!(olga.step().await, "");

    world.id_checks().await;
    for part in
        ["Is order #1001 this one?", "Status: Pending", "Charged: 0.9", "delivered yet: 1000"]
    {
        olga.expects(part);
    }
    assert_eq!(world.order(order_id).await.state, OrderState::Review);
    let answer = olga.taps_for_answer("Yes, this is it").await;
    assert!(answer.contains("Order #1001 is decided"), "{answer}");
    let order = world.order(order_id).await;
    assert_eq!((order.state, &order.provider_order_id), (OrderState::Active, &id));
    alice.expects("Order #1001 is accepted");
    assert_eq!(world.journal().await, [format!("9000 review_placed order 1001: id {id}; ")]);
    // Asked about once, attached once, and never bought again.
    world.id_checks().await;
    assert_eq!(olga.times_told("Is order #1001 this one?"), 1);
    assert!(olga.taps_for_answer("Yes, this is it").await.contains("Nothing more was done"));
    world.submit().await;
    assert_eq!(world.panel.accepted().len(), 1);
    world.panel.set_status(&id, "Completed", Some(0), None).unwrap();
    world.poll().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Completed);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_a_number_of_a_provider_is_asked_for_again() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.reviews("https://instagram.com/alice", PanelFault::Http500).await;
    olga.chooses(order_id, "Placed, I have its number").await;
    for wrong in ["it is 23501", "２３５０１", &"1".repeat(65), "\u{200b}"] {
        olga.says(wrong).await;
        olga.expects("That is not an id of a provider");
        olga.expects("like 23501");
        assert_eq!(olga.step().await, "ProviderId");
    }
    olga.sends_photo().await;
    assert_eq!(olga.step().await, "ProviderId");
    assert_eq!((world.count("id_previews").await, world.count("admin_acts").await), (0, 0));
    // A command ends the question.
    olga.says("/credit 5001 1 gift").await;
    assert_eq!(olga.step().await, "");
    olga.says("23501").await;
    assert_eq!(world.count("id_previews").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_that_the_provider_does_not_know_cannot_be_confirmed() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.reviews("https://instagram.com/alice", PanelFault::Accept500).await;
    let id = world.panel.accepted()[0].id.clone();
    let faults = [("99999999", PanelFault::None), (id.as_str(), PanelFault::Http500)];
    for (typed, fault) in faults {
        olga.chooses(order_id, "Placed, I have its number").await;
        olga.says(typed).await;
        world.panel.set_fault(FaultRule::once("status", fault));
        world.id_checks().await;
        olga.expects(&format!("Nothing about {typed}"));
        olga.expects("stays undecided");
        assert!(!olga.is_offered("Yes, this is it"));
        assert_eq!(world.order(order_id).await.state, OrderState::Review);
    }
    // From here it goes on, with the right number.
    olga.taps("Placed, I have its number").await;
    olga.says(&id).await;
    world.id_checks().await;
    olga.taps("Yes, this is it").await;
    assert_eq!(world.order(order_id).await.provider_order_id, id);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_belongs_to_one_order_only() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    world.customer(5_001, "Alice", "25").await;
    let (_, taken) = world.starts(5_001, "https://instagram.com/a1", 1_000).await;
    let second = world.reviews("https://instagram.com/a2", PanelFault::Accept500).await;
    let third = world.reviews("https://instagram.com/a3", PanelFault::Http500).await;
    let id = world.panel.accepted()[1].id.clone();
    olga.chooses(second, "Placed, I have its number").await;
    olga.says(&taken).await;
    olga.expects("This number belongs to order #1001 already.");
    assert_eq!(olga.step().await, "ProviderId");
    olga.says(&id).await;
    // Another owner takes the same number for another order.
    oscar.chooses(third, "Placed, I have its number").await;
    oscar.says(&id).await;
    world.id_checks().await;
    olga.taps("Yes, this is it").await;
    let answer = oscar.taps_for_answer("Yes, this is it").await;
    assert!(answer.contains("This number belongs to order #1002 already."), "{answer}");
    assert_eq!(world.order(second).await.provider_order_id, id);
    let order = world.order(third).await;
    assert_eq!((order.state, order.provider_order_id.as_str()), (OrderState::Review, ""));
    assert_eq!(world.journal().await.len(), 1);
    // The database has the last word.
    let steal = format!("UPDATE orders SET provider_order_id = '{id}' WHERE order_id = {third}");
    let error = world.is_refused(&steal).await.to_lowercase();
    assert!(error.contains("unique"), "{error}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_acceptance_with_the_number_of_another_order_goes_to_review() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "25").await;
    let (_, taken) = world.starts(5_001, "https://instagram.com/a1", 1_000).await;
    let order_id = world.places(5_001, 1, "https://instagram.com/a2", 1_000).await;
    let claimed = world.claims(order_id).await.unwrap();
    // Also where it turns up when the submission is in review already.
    for reason in ["id_taken", "id_taken"] {
        world.accepts(&claimed.order, &taken).await;
        let order = world.order(order_id).await;
        assert_eq!((order.state, order.reason.as_str()), (OrderState::Review, reason));
        assert_eq!((order.seen_id.as_str(), order.provider_order_id.as_str()), (&*taken, ""));
    }
    world.settle().await;
    assert!(olga.was_told("The provider answered with the id of another order."));
    assert_eq!(world.count("entries WHERE kind = 'loss'").await, 0);
    assert!(!olga.was_told("was accepted after its money had gone back"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_button_under_the_providers_answer_expires_after_five_minutes() {
    let world = World::of_two_owners().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.reviews("https://instagram.com/alice", PanelFault::Accept500).await;
    let id = world.panel.accepted()[0].id.clone();
    olga.chooses(order_id, "Placed, I have its number").await;
    olga.says(&id).await;
    world.id_checks().await;
    let attach = olga.button("Yes, this is it");
    let unknown = oscar.forges(&format!("1:0:a:{}", "0".repeat(32))).await;
    assert_eq!(oscar.forges(&attach.1).await, unknown);
    world.advance_ms(300_000);
    assert!(olga.presses_again(&attach).await.contains("expired"));
    assert_eq!(world.order(order_id).await.state, OrderState::Review);
    olga.expects(&format!("Order #1001 was placed as {id}?"));
    olga.taps("Confirm").await;
    assert_eq!(world.order(order_id).await.provider_order_id, id);
    world.audit().await;
}
