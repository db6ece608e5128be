//! An acceptance that turns up when a person has decided already: its number is kept, no money of
//! the customer moves, and nothing is bought twice.

use crate::support::world::OWNER;
use crate::support::{World, money};
use storefront::domain::ledger::Wallet;
use storefront::domain::order::OrderState;
use storefront::flows::orders::review::Decision;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_refund_the_number_is_kept_a_loss_is_booked_and_the_owners_are_alarmed() {
    let world = World::of_two_owners().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    let claimed = world.claims(order_id).await.unwrap();
    world.loses_sight(&claimed.order, "interrupted").await;
    world.decides(OWNER, order_id, &Decision::NotPlaced).await.unwrap();
    world.settle().await;
    let (told, wallet) = (alice.told().len(), world.wallet(5_001).await);
    assert_eq!(wallet, Wallet { available: money("25"), ..Wallet::default() });

    world.accepts(&claimed.order, "23501").await;
    world.settle().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.returned), (OrderState::Rejected, order.price));
    assert_eq!(order.provider_order_id, "23501");
    assert_eq!(world.wallet(5_001).await, wallet);
    assert_eq!(alice.told().len(), told);
    for owner in [world.owner(), world.second_owner()] {
        owner.expects("Order #1001 was accepted after its money had gone back");
        owner.expects("The provider calls it 23501");
        owner.expects("the shop's loss is $0.90");
    }
    let lines = "account || ' ' || amount FROM postings p JOIN entries e \
                 ON e.entry_id = p.entry_id WHERE e.kind = 'loss' ORDER BY amount";
    assert_eq!(world.rows(lines).await, ["shop/adjustment -900000", "shop/loss 900000"]);
    // The loss is the shop's: nothing of it is in the customer's statement.
    alice.says("/balance").await;
    alice.expects("Balance: $25.00");
    assert!(!alice.screen().contains("23501") && !alice.screen().contains("0.90"));
    assert_eq!(alice.screen().matches("order #1001").count(), 3, "its line, held and returned");
    // The same answer once more says nothing new.
    world.accepts(&claimed.order, "23501").await;
    world.settle().await;
    assert_eq!(world.count("entries WHERE kind = 'loss'").await, 1);
    assert_eq!(world.owner().times_told("was accepted after its money had gone back"), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_submission_is_in_review_it_is_taken_at_its_word() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    let claimed = world.claims(order_id).await.unwrap();
    world.loses_sight(&claimed.order, "interrupted").await;
    world.owner().chooses(order_id, "return the money").await;
    world.accepts(&claimed.order, "23501").await;
    world.settle().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.provider_order_id.as_str()), (OrderState::Active, "23501"));
    alice.expects("Order #1001 is accepted");
    // The owner's card is overtaken.
    world.owner().taps("Confirm").await;
    world.owner().expects("This was decided already.");
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    assert_eq!(world.wallet(5_001).await.held, money("1.17"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p03_before_the_order_is_sent_again_it_is_taken_and_nothing_is_sent() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    let claimed = world.claims(order_id).await.unwrap();
    world.loses_sight(&claimed.order, "interrupted").await;
    world.decides(OWNER, order_id, &Decision::SendAgain).await.unwrap();
    world.accepts(&claimed.order, "23501").await;
    world.submit().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.provider_order_id.as_str()), (OrderState::Active, "23501"));
    assert_eq!(world.panel.accepted().len(), 0);
    assert_eq!(world.count("entries WHERE kind = 'loss'").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_order_was_sent_again_the_first_one_is_a_loss_and_the_second_goes_on() {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    let first = world.claims(order_id).await.unwrap();
    world.loses_sight(&first.order, "interrupted").await;
    world.decides(OWNER, order_id, &Decision::SendAgain).await.unwrap();
    let second = world.claims(order_id).await.unwrap();
    world.accepts(&first.order, "23501").await;
    assert_eq!(world.order(order_id).await.state, OrderState::Submitting);
    world.accepts(&second.order, "23502").await;
    world.settle().await;
    let order = world.order(order_id).await;
    assert_eq!((order.state, order.provider_order_id.as_str()), (OrderState::Active, "23502"));
    let owner = world.owner();
    assert!(owner.was_told("Order #1001 was accepted once more than it should be"));
    assert!(owner.was_told("as 23501. The customer pays once; the shop's loss is $0.90"));
    assert!(!owner.was_told("had gone back"), "no money went back");
    assert_eq!(world.wallet(5_001).await.held, money("1.17"));
    let causes = world.rows("cause FROM entries WHERE kind = 'loss'").await;
    assert_eq!(causes, ["order/1001/loss/1"]);
    world.audit().await;
}
